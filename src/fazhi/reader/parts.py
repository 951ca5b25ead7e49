"""The parts that a yearly report must have (督察工作规定第二十五条), and where each stands."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from fazhi.reader.reading import Heading

PARTS = ("measures", "shortcomings", "causes", "first_responsible", "next_year", "other")
LABELS = {
    "measures": "主要举措和成效",
    "shortcomings": "存在的不足和原因",
    "causes": "不足的原因",
    "first_responsible": "党政主要负责人履行推进法治建设第一责任人职责情况",
    "next_year": "下一年度主要安排",
    "other": "其他需要报告的情况",
}
_HEADINGS = (
    ("first_responsible", re.compile(r"第一责任人|主要负责人履行|主要负责人.{0,6}履职")),
    ("shortcomings", re.compile(r"不足|问题|困难|短板|差距|薄弱环节|主要原因")),
    (
        "next_year",
        re.compile(
            r"下一?步|下年度|下一年|下阶段|今后|明年|来年|打算|工作思路|努力方向|(?:工作|主要|年度?)的?(?:安排|计划)|工作展望|未来"
        ),
    ),
    ("other", re.compile(r"其他(?:需要|需|应)?.{0,8}(?:报告|说明|情况|事项)")),
    (
        "measures",
        re.compile(
            r"举措|成效|做法|措施|开展情况|工作情况|进展情况|主要工作|完成情况|总体情况|基本情况|工作总结"
        ),
    ),
)
_CAUSES = re.compile(
    r"由于|因为|原因(?:是|在于|主要|有|包括|如下|分析)|(?:主要|究其|分析)原因|原因[，,]?在于|原因[，,](?=是|主要|一)|主要是(?!以)|(?<![基立重关根着建])(?:在于|源于)|缘于|归因|根源|是因|系因|受(?!到|理|益|众|教)[^，,。；]{1,14}(?:影响|制约|限制)|因[^此而为素果地人材施]{1,16}(?:导致|造成|致使|使得|，|,)"
)
_SHORTEST = 40
_LONGEST_HEADING = 60
_SHORTEST_TOLD = 20
"""In a text without headings parts are told in fewer words."""
_POINT = re.compile(r"[是要]$|^第.[,，、:：]$|^(?:首先|其次|再次)|^[①-⑳]")
_IN_WORDS = (
    (
        "shortcomings",
        re.compile(
            r"在?(?:存在|面临)的?[^，。；]{0,8}(?:不足|问题|困难|短板)[^，。；]{0,6}(?:方面|上)"
            r"|(?:但|但是|然而|同时|也|还|仍然?|依然)(?:也|还|仍)?存在[^。；\n]{2,40}?(?:不足|问题|困难|短板|薄弱|差距|不高|不强|不够|不到位)"
            r"|(?:还|仍然?|依然)?存在(?:的|着|一些|不少|以下)?.{0,10}(?:不足|问题|困难|短板)"
            r"|(?:还|仍|依然|尚)(?:然|旧)?有(?:一些|一定|不少|以下|若干|很多|较大)?的?[^，。；]{0,8}(?:短板|不足|差距|弱项|薄弱)"
            r"|(?:主要)?(?:不足|短板|差距|弱项|问题)(?:之处)?(?:主要)?(?:是|在于|表现|体现)"
        ),
    ),
    (
        "next_year",
        re.compile(
            r"在?(?:下一?步|下阶段|今后|明年|来年|下一?年度?)[^，。；]{0,10}(?:方面|上[，,])"
            r"|(?:下一?步|下阶段|明年|来年|下一?年度?|今后)(?:工作中?)?[,，将：:]|20\d\d年[,，].{0,12}将"
        ),
    ),
    (
        "first_responsible",
        re.compile(r"在?[^，。；]{0,16}第一责任人(?:的?(?:职责|责任))?(?:[^，。；]{0,8}方面)?"),
    ),
)
_OTHERS = re.compile(
    r"检查|发现|排查|隐患|整改|督促|当事人|企业|商户|案卷|来访|反映|责令|查出|解决|破解|针对"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A mandated part: present, partial or missing, and the text ``[start, end)`` that is it."""

    name: str
    state: str
    start: int = 0
    end: int = 0


def parts(text: str, outline: tuple[Heading, ...]) -> dict[str, Part]:
    """Return every mandated part by its name."""
    found: dict[str, Part] = {}
    # What stands in a running text is no heading of a part: 一是执法力量不足 is one point of it.
    headed = [heading for heading in outline if not _POINT.search(heading.marker)]
    for heading in headed:
        name = part_of_heading(heading, outline)
        _add(found, name, heading.start, heading.reach, text)
        if name == "measures":
            # A part may also stand under a heading of another.
            for child in list(heading.all())[1:]:
                own = part_of_heading(child, ())
                if own in ("first_responsible", "shortcomings") and own not in found:
                    _add(found, own, child.start, child.reach, text)
    told = dict(_told(text, found))
    edges = sorted(told.values())
    plain = not headed
    for name, start in told.items():
        line = text.find("\n", start)
        ends = [edge for edge in edges if edge > start] if plain else []
        _in_passing(found, name, start, min([len(text) if line < 0 else line, *ends]), text, plain=plain)
    if plain and text.strip() and (not edges or edges[0] > 0):
        _add(found, "measures", 0, edges[0] if edges else len(text), text)
    causes = _causes(text, found.get("shortcomings"))
    found["causes"] = causes
    if "shortcomings" in found and causes.state == "missing":
        was = found["shortcomings"]
        found["shortcomings"] = Part(name=was.name, state="partial", start=was.start, end=was.end)
    return {name: found.get(name, Part(name=name, state="missing")) for name in PARTS}


def part_of_heading(heading: Heading, outline: tuple[Heading, ...]) -> str:
    """Return the part that a heading opens; what names no other part is measures."""
    words = re.sub(r"[“\"《][^”\"》]*[”\"》]", "", heading.title)
    for name, pattern in _HEADINGS:
        if (
            name == "shortcomings"
            and re.search(r"解决|化解|整改|破解|推动|聚焦.*问题|问题导向", words)
            and "存在" not in words
        ):
            continue
        if name == "next_year" and outline and heading is outline[0] and re.search("举措|成效|情况", words):
            continue
        if pattern.search(words):
            return name
    return "measures"


def _add(found: dict[str, Part], name: str, start: int, end: int, text: str) -> None:
    body = re.sub(r"\s", "", text[start:end])
    state = "present" if len(body) >= _SHORTEST or name == "other" else "partial"
    if name in found:
        was = found[name]
        found[name] = Part(
            name=name, state="present" if "present" in (state, was.state) else state, start=was.start, end=end
        )
    else:
        found[name] = Part(name=name, state=state, start=start, end=end)


def _told(text: str, found: Container[str]) -> Iterator[tuple[str, int]]:
    """Yield the parts that a text tells without the headings found, and where each begins."""
    behind = len(text) // 3
    for name, pattern in _IN_WORDS:
        if name in found:
            continue
        for said in pattern.finditer(text):
            early = said.start() <= behind and not (name == "first_responsible" and "方面" in said.group())
            if (name != "first_responsible" and early) or _of_others(name, said, text):
                continue
            yield name, said.start()
            break


def _of_others(name: str, said: re.Match[str], text: str) -> bool:
    """Whether a problem is one that was found with others, or a duty only named: 检查发现存在安全问题."""
    start = max(text.rfind(mark, 0, said.start()) for mark in "。；;\n") + 1
    stop = re.search(r"[。；;\n]", text[said.end() :])
    sentence = text[start : said.end() + (stop.start() if stop else len(text) - said.end())]
    if name == "shortcomings":
        admitted = re.search(r"还|仍|依然|但|不足|短板|差距|方面", said.group())
        return bool(_OTHERS.search(sentence)) and not (admitted and not re.search("发现|排查", sentence))
    if name == "first_responsible":
        return not re.search(r"履行|落实|担负|扛|履职", sentence)
    return False


def _in_passing(found: dict[str, Part], name: str, start: int, end: int, text: str, *, plain: bool) -> None:
    """A part that has no heading but is told in a paragraph; in a text without headings it counts in full."""
    state = "present" if plain and len(re.sub(r"\s", "", text[start:end])) >= _SHORTEST_TOLD else "partial"
    found[name] = Part(name=name, state=state, start=start, end=end)


def _causes(text: str, shortcomings: Part | None) -> Part:
    if shortcomings is None:
        return Part(name="causes", state="missing")
    body = text[shortcomings.start : shortcomings.end]
    heading, _, below = body.partition("\n")
    if len(heading) > _LONGEST_HEADING:
        heading, below = "", body
    if said := _CAUSES.search(below or body):
        start = shortcomings.start + len(body) - len(below or body) + said.start()
        return Part(name="causes", state="present", start=start, end=start + len(said.group()))
    state = "partial" if "原因" in heading or re.search(r"因此|所以", body) else "missing"
    return Part(name="causes", state=state, start=shortcomings.start, end=shortcomings.end)

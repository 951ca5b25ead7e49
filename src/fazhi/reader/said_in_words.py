"""Figures that are words: 无败诉案件 is nought, 全覆盖 a hundred per cent, 每月 once a month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fazhi.reader.sentences import Sentence, clause_start

_NOUGHT = re.compile(
    r"(?:均?无(?!论|法|障碍|偿|纸|死角|缝|职|感|差别|一|人|线|所|疑|形|不|从|效|证|序|关|私|党|物|需|违禁)|没有(?!做到|得到|形成|完全)|未(?:发生|出现|收到|产生|有|引发|接到)过?|未(?:被提起|提起|制定|出台|印发|发布|制发|新制定|办理|作出|受理|实施|启动)(?![^，,。；;\n]{0,16}的)|(?<![\d一二三四五六七八九十])零(?!距离|容忍|接触|跑|差错|散|售|星|工|时|碳|跑腿|基础|门槛|材料|起步))"
    r"(?P<what>(?:(?!、[零无])[^，,。；;！？\n]){2,30})"
)
_FULL = re.compile(
    r"(?:全覆盖(?!试点|工作|要求|目标|格局|的?(?:机制|体系|网络))|全部|均(?!无|衡)|一律|全程|全员|应审尽审|应调尽调|应检尽检|每一[件起项])"
)
_FULL_BY_NUMBER = re.compile(r"\d\s*[%％]")
_OFTEN = re.compile(r"每(?P<per>月|季度|季|周|半年|年)(?!度|初|底|天)(?P<what>[^，,。；;！？\n、]{2,18})")
_PER_COMMUNITY = re.compile(
    r"一(?:村|社区)(?:[（(](?:社区|居|居委会|村)[）)])?(?:[、/]?一社区)?一(?:名)?(?:法律顾问|律师)[”\"]?(?P<full>\S{0,4}全覆盖)?"
)
_AND = re.compile(r"、|以及|或者|(?<=[\u4e00-\u9fff]{2})[和及或与](?=[\u4e00-\u9fff]{2})")
_MATTER = re.compile(r"复议|诉讼|应诉|败诉|赔偿|纠错|强制|处罚|许可|信访|上访|投诉|举报|听证|规范性文件|协议")
"""What each is counted for itself: 无行政复议、行政诉讼、国家赔偿类案件."""
_COUNTED = ("件", "起", "次", "件次", "人", "项", "批次", "个")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordClaim:
    """A figure in words at ``[start, end)``; ``units`` are those it may be counted in, ``doubt`` how sure
    it must be.
    """

    kind: str
    value: Decimal
    start: int
    end: int
    number: tuple[int, int]
    units: tuple[str, ...]
    doubt: float = 1.0


def word_claims(sentence: Sentence) -> Iterator[WordClaim]:
    """Yield what may be a figure in words; binding decides."""
    text, at = sentence.text, sentence.start
    if any(word in text for word in ("无", "没有", "未", "零")):
        for found in _NOUGHT.finditer(text):
            if re.search(r"[二三四五六七八九十\d]|一(?![起件例宗次])", found["what"][:2]):
                continue
            start = clause_start(text, found.start(), 0)
            for since, until in _members(found):
                yield WordClaim(
                    kind="nought",
                    value=Decimal(0),
                    start=at + (start if since == found.start() else since),
                    end=at + until,
                    number=(at + since, at + until),
                    units=_COUNTED,
                    doubt=0.5,
                )
    yield from _per_community(text, at)
    for found in _FULL.finditer(text):
        start = clause_start(text, found.start(), 0)
        stop = re.search(r"[，,。；;！？\n]", text[found.end() :])
        end = found.end() + (stop.start() if stop else len(text) - found.end())
        if _FULL_BY_NUMBER.search(text[start:end]) or _PER_COMMUNITY.search(text[start:end]):
            continue
        yield WordClaim(
            kind="full",
            value=_HUNDRED,
            start=at + start,
            end=at + end,
            number=(at + found.start(), at + found.end()),
            units=("%",),
            doubt=1.15,
        )
    for found in _OFTEN.finditer(text):
        if re.search(r"\d|[一二两三四五六七八九十](?:次|场|期)|至少|不少于", found["what"]):
            continue
        per = {"季": "季度"}.get(found["per"], found["per"])
        yield WordClaim(
            kind="often",
            value=Decimal(1),
            start=at + found.start(),
            end=at + found.end(),
            number=(at + found.start(), at + found.start("what")),
            units=(f"次/{per}", f"场次/{per}"),
            doubt=0.6,
        )


def _members(found: re.Match[str]) -> list[tuple[int, int]]:
    """Return where each of the things stands that there are none of: 无行政复议、行政诉讼案件 are two."""
    at, what = found.start("what"), found["what"]
    cuts = [0, *(mark.end() for mark in _AND.finditer(what)), len(what)]
    marks = [mark.start() for mark in _AND.finditer(what)]
    ends = [*marks, len(what)]
    pieces = [what[start:end] for start, end in zip(cuts, ends, strict=False)]
    if len(pieces) < 2 or not all(map(_MATTER.search, pieces)):
        return [found.span()]
    first, *others = zip(cuts, ends, strict=False)
    return [(found.start(), at + first[1]), *((at + start, at + end) for start, end in others)]


def _per_community(text: str, at: int) -> Iterator[WordClaim]:
    for found in _PER_COMMUNITY.finditer(text):
        start = clause_start(text, found.start(), 0)
        stop = re.search(r"[，,。；;！？\n]", text[found.end() :])
        end = found.end() + (stop.start() if stop else len(text) - found.end())
        full = "全覆盖" in text[found.start() : end]
        yield WordClaim(
            kind="each",
            value=_HUNDRED if full else Decimal(1),
            start=at + start,
            end=at + end,
            number=(at + found.start(), at + found.end()),
            units=("%",) if full else ("名/村(社区)",),
            doubt=0.5,
        )

"""Faults of words: terms, marks, slogans, personal details."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from importlib import resources

from fazhi.reader.checks.report import (
    ERROR,
    QUESTION,
    WARNING,
    Finding,
    Report,
    check,
    clause_around,
)
from fazhi.reader.reading import Claim, Severity

_SESSION = re.compile(
    r"(?P<congress>(?:十八|十九|二十)届)(?P<session>[一二三四五六七八九十]+)(?P<middle>中|次)全会"
)
_MARK_LOST = re.compile(
    r"(?:精神|要求|部署|讲话|指示|思想|纲要》|条例》)(?=(?:深入|认真|全面|坚决|切实|扎实|持续)(?:学习|贯彻|落实|推进|践行|执行))"
    r"|(?:排查|调处|化解|处置|整治|宣传教育|培训|审查)(?=(?:充分发挥|认真落实|严格执行|积极开展|大力开展|深入开展|切实加强|不断完善)[\u4e00-\u9fff])"
)
_AFTER_COUNT = re.compile(
    r"(?:街道|镇|乡|司法所|全年|共计|累计|组织|发放|举办|开展|受理|办理|调解|化解|解答|召开|排查|完成|发现|其中|今年|收到)"
)
_NEXT_SUBJECT = re.compile(
    r"(?:法律顾问|群众|干部|执法人员|(?:党政)?主要负责人|调解员|司法所|党工委|办事处|律师|村民|居民|志愿者|网格员)(?:全程|均|全部|积极|共|已|带头|现场|主动|广泛|全员)*"
    r"(?:参与|参加|审核|出具|提供|开展|组织|覆盖|听取|审查|把关|调解|走访|旁听|出庭)(?![^，。；]{0,8}的)"
)
_NEXT_COUNT = re.compile(r"(?:成功)?(?:化解|办结|整改|调解|完成|受理|发放|发现|立案)(?:成功)?\d")
_SLOGAN = re.compile(
    r"[“\"]([\d一二三四五六七八九]{4,}|\d[+＋\dNnXx]*[+＋][+＋\dNnXx]+)[”\"](?:\S{0,4}(?:工作法|模式|机制|体系|行动|工程))?|[“\"]([一二三四五六七八九][方治进有化步格网制联查])?([一二三四五六七八九](?:方|治|进|化|步|联|查|问|动))[”\"]"
)
_ENDS_WELL = re.compile(r"[。！？；：:;!?.…—”’」）)》]$")
_IDENTITY_NUMBER = re.compile(
    r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
_TELEPHONE = re.compile(r"(?<![\d-])1[3-9]\d{9}(?!\d)")
_SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤"  # noqa: E501 — words of a pattern or sentence stay together
_PRIVATE_NAME = re.compile(
    rf"(?:村民|居民|当事人|申请人|被申请人|原告|业主|租户|商户|农民工|上访人|信访人|群众)([{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=[与和、的因诉向在及等反夫一]|（|\()"
)
_NOT_NAMES = re.compile(
    r"[某方位党委政府街镇村社法]|代表|委员|建议|自治|满意|举报|信访|高度|任何|向心|和谐|法律|安全|方面|金额|石"
)
_DOUBLE_MARK = re.compile(r"[，。；、]{2,}|，。|。，|、，")
_DOUBLED = re.compile(r"(的的|了了|和和|在在|是是|进行进行|开展开展|工作工作|加强加强|落实落实)")
_OTHER_LEVEL = {
    "街道": re.compile(r"我镇|全镇|镇党委|镇政府|本镇|我乡|全乡(?!村)"),
    "镇": re.compile(r"我街道|全街道|街道党工委|街道办事处|我乡(?!村)"),
    "乡": re.compile(r"我街道|全街道|街道党工委|我镇|全镇"),
}
_SAYING = re.compile(r"小事不出村[，,、]\s*大事不出([镇乡街]\S?)|矛盾不上交")


@cache
def _terms() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    table = resources.files("fazhi.reader").joinpath("terms.csv").read_text(encoding="utf-8")
    return tuple((re.compile(row["wrong"]), row) for row in csv.DictReader(table.splitlines(), strict=True))


@cache
def _any_term() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return all wrong words in two patterns: those that begin with a character, and all others.

    Laid out flat, the first is searched by its first characters alone, which is many times quicker.
    """
    ways = [way for pattern, _ in _terms() for way in _alternatives(pattern.pattern)]
    plain = [way for way in ways if re.match(r"[\u4e00-\u9fff](?![?*{])", way)]
    others = [way for way in ways if way not in plain]
    return re.compile("|".join(plain)), re.compile("|".join(others))


def _alternatives(pattern: str) -> Iterator[str]:
    """Yield what stands between the | of a pattern that are in no bracket."""
    depth = start = 0
    for token in re.finditer(r"\\.|\[[^\]]*\]|[(|)]", pattern):
        mark = token.group()
        depth += (mark == "(") - (mark == ")")
        if mark == "|" and not depth:
            yield pattern[start : token.start()]
            start = token.end()
    yield pattern[start:]


@lru_cache(maxsize=1)
def _terms_in(text: str) -> tuple[int, ...]:
    """Return where wrong words may stand; two checks ask this of a text."""
    return tuple(sorted({found.start() for pattern in _any_term() for found in pattern.finditer(text)}))


@cache
def _sessions() -> dict[tuple[str, str], date]:
    table = resources.files("fazhi.reader").joinpath("sessions.csv").read_text(encoding="utf-8")
    return {
        (row["congress"], row["session"]): date.fromisoformat(row["held_on"])
        for row in csv.DictReader(table.splitlines(), strict=True)
    }


def _by_terms(report: Report, kind: str) -> Iterator[Finding]:
    ends = 0
    for at in _terms_in(report.text):
        if at < ends:
            continue
        for pattern, row in _terms():
            if (found := pattern.match(report.text, at)) is None:
                continue
            ends = found.end()
            if row["kind"] != kind:
                break
            start, end = max(0, found.start() - 2), min(len(report.text), found.end() + 6)
            yield Finding(
                message=f"“{found.group()}”应为“{row['right']}”：{row['why']}。",
                start=_within_line(report.text, start, found.start()),
                end=min(end, _line_end(report.text, found.end())),
                suggestion=row["right"],
                severity=Severity(row["severity"]),
            )
            break


def _within_line(text: str, start: int, at: int) -> int:
    return max(start, text.rfind("\n", 0, at) + 1)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


@check("words.term", kind="term", severity=ERROR, finds="法定用语、固定用语写错（词表 reader/terms.csv）")
def terms(report: Report) -> Iterator[Finding]:
    """A wrong official term."""
    yield from _by_terms(report, "term")


@check("words.typo", kind="typo", severity=ERROR, finds="错别字（词表 reader/terms.csv）")
def typos(report: Report) -> Iterator[Finding]:
    """A character that is wrong."""
    yield from _by_terms(report, "typo")


@check("words.session", kind="term", severity=ERROR, finds="党的中央全会届次写错，或当时还没有召开")
def session(report: Report) -> Iterator[Finding]:
    """A session of the Central Committee that is not one."""
    known, year = _sessions(), report.identity.year
    day = report.identity.signed_on or report.main.published_on
    for found in _SESSION.finditer(report.text):
        held = known.get((found["congress"], found["session"]))
        if found["middle"] == "次":
            message = f"没有“{found.group()}”：中央全会称“{found['congress']}×中全会”，此处似掉了字。"
        elif held is None:
            message = f"没有“{found.group()}”，请核对届次。"
        elif (day and held > day) or (year and not day and held.year > year + 1):
            message = f"“{found.group()}”{held.isoformat()}闭幕，报告时还没有召开。"
        else:
            continue
        yield Finding(message=message, start=found.start(), end=min(len(report.text), found.end() + 2))


@check("words.mark-lost", kind="typo", severity=ERROR, finds="两句之间掉了标点")
def mark_lost(report: Report) -> Iterator[Finding]:
    """Two clauses run into one."""
    for found in _MARK_LOST.finditer(report.text):
        if (
            report.text[found.start() - 1 : found.start()] in "以用按"
            or "\n" in report.text[found.end() : found.end() + 2]
        ):
            continue
        start, _ = clause_around(report.text, found.start(), found.end())
        yield Finding(
            message=f"“{report.text[found.end() : found.end() + 4]}”之前掉了标点。",
            start=max(start, found.start() - 8),
            end=min(len(report.text), found.end() + 4),
            suggestion="补上逗号或句号",
        )


_BEFORE_NOUNS = frozenset("个名位家所支类种届级")


@check("words.mark-lost-after-count", kind="typo", severity=ERROR, finds="数字之后掉了标点，紧接下一句")
def mark_lost_after_count(report: Report) -> Iterator[Finding]:
    """A count that runs into the next sentence."""
    for claim in report.figures:
        after = claim.number[1]
        if claim.said_in_words or claim.unit == "%" or claim.unit not in report.text[claim.number[0] : after]:
            continue
        if claim.unit not in _BEFORE_NOUNS and (
            _NEXT_SUBJECT.match(report.text, after) or _NEXT_COUNT.match(report.text, after)
        ):
            yield _mark_lost_after(report, claim)
        elif found := _AFTER_COUNT.match(report.text, after):
            rest = report.text[after : clause_around(report.text, after, after)[1]]
            # 12件调解 is one thing when nothing follows; a subject with its verb is another sentence.
            # A noun may follow 个 and 名 (13个镇街, 5名镇干部), never 件 or 次.
            if (
                claim.unit in _BEFORE_NOUNS
                or len(rest) < 8
                or re.match(r".{0,8}(?:的|案件|纠纷|活动)$", rest)
            ):
                continue
            if found.group() not in (
                "街道",
                "镇",
                "乡",
                "司法所",
                "全年",
                "共计",
                "累计",
                "今年",
                "其中",
            ) and not re.search(r"\d", rest):
                continue
            yield _mark_lost_after(report, claim)


def _mark_lost_after(report: Report, claim: Claim) -> Finding:
    after = claim.number[1]
    return Finding(
        message=f"“{report.text[claim.number[0] : after]}”之后掉了标点。",
        start=max(claim.start, after - 12),
        end=min(len(report.text), after + 8),
        suggestion="补上逗号或句号",
    )


@check("words.no-full-stop", kind="typo", severity=ERROR, finds="段落末尾没有句号")
def no_full_stop(report: Report) -> Iterator[Finding]:
    """Paragraphs that end without a mark; told once with all places."""
    headings = {heading.start for top in report.outline for heading in top.all() if heading.level < 3}
    tail = len(report.text) - 120
    open_ended: list[tuple[int, int]] = []
    start = 0
    for line in report.text.split("\n"):
        end = start + len(line)
        words = line.strip()
        is_heading = start in headings and len(words) < 60
        if (
            len(words) > 25
            and not _ENDS_WELL.search(words)
            and not is_heading
            and end < max(tail, start + 1)
            and start
        ):
            open_ended.append((start, end))
        start = end + 1
    if 0 < len(open_ended) <= 6:
        begin, end = open_ended[0]
        others = "".join(f"，“…{report.text[max(b, e - 8) : e]}”" for b, e in open_ended[1:])
        yield Finding(
            message=f"段末没有句号：“…{report.text[max(begin, end - 8) : end]}”{others}。",
            start=max(begin, end - 12),
            end=end,
            suggestion="补上句号",
        )


@check("words.doubled", kind="typo", severity=ERROR, finds="重复的字词或标点")
def doubled(report: Report) -> Iterator[Finding]:
    """A word or mark written twice."""
    for pattern in (_DOUBLED, _DOUBLE_MARK):
        for found in pattern.finditer(report.text):
            if found.group() == "……":
                continue
            start, end = max(0, found.start() - 6), min(len(report.text), found.end() + 6)
            if _is_word(report.text, found):
                continue
            yield Finding(
                message=f"“{found.group()}”重复。",
                start=start,
                end=end,
                suggestion=found.group()[: len(found.group()) // 2],
            )


def _is_word(text: str, found: re.Match[str]) -> bool:
    around = text[max(0, found.start() - 2) : found.end() + 2]
    return any(
        word in around
        for word in ("实实在在", "是是非非", "的的确确", "存在在", "目的的", "为了了解", "罢了")
    )


@check("words.identity-number", kind="privacy", severity=ERROR, finds="出现身份证号、手机号等个人信息")
def identity_number(report: Report) -> Iterator[Finding]:
    """Numbers of a private person."""
    for pattern, what in ((_IDENTITY_NUMBER, "身份证号"), (_TELEPHONE, "手机号")):
        for found in pattern.finditer(report.text):
            yield Finding(
                message=f"公开的报告里有{what}，应当删去。",
                start=found.start(),
                end=found.end(),
                suggestion="删去",
            )


@check("words.private-name", kind="privacy", severity=WARNING, finds="点出了普通群众的姓名")
def private_name(report: Report) -> Iterator[Finding]:
    """The name of a private person."""
    for found in _PRIVATE_NAME.finditer(report.text):
        if not _NOT_NAMES.search(found.group(1)):
            yield Finding(
                message=f"似写了个人姓名“{found.group(1)}”，公开前请隐去。",
                start=found.start(),
                end=found.end(),
                suggestion=f"{found.group(1)[0]}某",
            )


@check("words.slogan", kind="unsup", severity=QUESTION, finds="数字口号没有展开说明")
def slogan(report: Report) -> Iterator[Finding]:
    """A slogan of numbers that is not spelt out."""
    found = list(dict.fromkeys(match.group() for match in _SLOGAN.finditer(report.text)))
    if found:
        place = report.text.find(found[0])
        yield Finding(
            message=f"{'、'.join(found[:6])}没有展开说明，读者不明所指。",
            start=place,
            end=place + len(found[0]),
        )


@check("words.other-level", kind="logic", severity=WARNING, finds="称呼与本机关层级不符（街道写成镇等）")
def other_level(report: Report) -> Iterator[Finding]:
    """Words of another level of office, left from another's report."""
    pattern = _OTHER_LEVEL.get(report.identity.level)
    if pattern is None:
        return
    names = "".join(report.identity.bodies)
    for found in list(pattern.finditer(report.text))[:3]:
        if found.group() in names or report.text[found.start() - 1 : found.start()] in "各乡所":
            continue
        yield Finding(
            message=f"本机关是{report.identity.level}，此处写“{found.group()}”。",
            start=max(0, found.start() - 4),
            end=min(len(report.text), found.end() + 6),
        )


@check("words.saying", kind="logic", severity=QUESTION, finds="“大事不出镇”一类套话与本机关层级不符")
def saying(report: Report) -> Iterator[Finding]:
    """A saying for towns in the report of a street, or the other way round."""
    for found in _SAYING.finditer(report.text):
        said = (found.group(1) or "")[:1]
        if said and not report.identity.level.startswith(said):
            yield Finding(
                message=f"本机关是{report.identity.level}，不是“{said}”。",
                start=found.start(),
                end=found.end(),
            )


CHECKS = (
    terms,
    typos,
    session,
    mark_lost,
    mark_lost_after_count,
    no_full_stop,
    doubled,
    identity_number,
    private_name,
    slogan,
    other_level,
    saying,
)

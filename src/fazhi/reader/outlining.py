"""Stage four: the headings of a report, whether they stand on lines of their own, in the text, or without
numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fazhi.core.law import number_of
from fazhi.reader.reading import Heading

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_OPENS = r"(?:(?<=\n)|(?<=^)|(?<=[。！？；;:：])) *"
_MARKERS = re.compile(
    # What no marker begins with is passed over at once.
    r"(?=[ \d一二三四五六七八九十第首其再（(〔【{①-⑳])(?:"
    rf"(?:(?<=\n)|\A) *(?P<part>第{_NUMERAL}部分[、:：]?)(?=[^。；;\n]{{2,40}}(?:\n|\Z))"
    rf"|(?:(?:(?<=\n)|\A) *|(?<=[。！？:：”]) *)(?P<first>{_NUMERAL} ?(?:、|[,，．.](?!\d))|第?{_NUMERAL} ?部分[、:： ])"  # noqa: E501 — words of a pattern or sentence stay together
    rf"|(?:(?<=\n)|\A) *(?P<half>{_NUMERAL} ?[）)])"
    rf"|(?:(?:(?<=\n)|\A) *|(?<=[。！？；;:：”]) *)(?P<second>[（(〔【{{] ?(?P<n2>{_NUMERAL}) ?[）)〕】}}][、.．]?)"  # noqa: E501 — words of a pattern or sentence stay together
    rf"|(?:(?:(?<=\n)|\A) *|(?<=[。！？；;:：]) *)(?P<third>(?P<n3>\d{{1,2}}) ?(?:[.．、](?!\d)|[）)](?=[\u4e00-\u9fff])))"  # noqa: E501 — words of a pattern or sentence stay together
    rf"|(?:(?:(?<=\n)|\A) *|(?<=[。！？；;:：]) *)(?P<fourth>[（(] ?(?P<n4>\d{{1,2}}) ?[）)]|[①-⑳])"
    rf"|(?:(?:(?<=\n)|\A) *|(?<=[。！？；;:：,，]) *)(?P<point>(?P<np>{_NUMERAL})(?:是|要)(?![一否])|第(?P<no>{_NUMERAL})[,，、:：]|(?:首先|其次|再次)[,，]))"  # noqa: E501 — words of a pattern or sentence stay together
)
_LEVELS = {"part": 0, "first": 1, "second": 2, "half": 2, "third": 3, "fourth": 5, "point": 4}
_IN_WORDS = {"首先": 1, "其次": 2, "再次": 3}
_TITLE_END = re.compile(r"[。！？；;\n]")
_CLAUSE_END = re.compile(r"[，,。！？；;：:\n]")
_UNNUMBERED = re.compile(
    r"^(?:(?:20\d{2}年(?:度)?)?.{0,12}(?:主要(?:举措|做法|工作|成效|措施)|工作(?:开展|进展|完成)?情况|(?:存在|面临)的?.{0,8}(?:问题|不足|困难|短板)|"
    r".{0,16}(?:第一责任人|主要负责人履行|主要负责人.{0,6}履职).{0,20}|(?:主要)?(?:问题|不足|短板|差距)(?:不足|问题|之处)?(?:及|和|与|以及)?(?:主要)?(?:原因|不足|问题|短板|差距)?(?:分析)?$|(?:今后|下阶段|努力方向|未来).{0,12}$|"
    r"(?:下一?步|下年度|下一年度|明年|来年).{0,12}(?:打算|计划|安排|思路|措施|工作)|第一责任人.{0,30}|其他需要报告的.{0,6}|(?:20\d{2}年).{0,16}(?:打算|计划|安排|思路)))"
)
_ALONE = re.compile(r"[\u4e00-\u9fff“《0-9][\u4e00-\u9fff“”《》、，,0-9（）()]{3,29}")
_NO_ALONE = re.compile(
    r"(?:报告|汇报|总结|如下|办事处|人民政府|委员会|街道|镇|乡|局|司法所|日|附件\d?|无|如|公开)$|\d{4}年\d{1,2}月|^(?:附件|附表|注|来源|编辑|抄送|联系)"
)
_PARAGRAPH = re.compile(r"[，,；;].*[。！；;”）)]$|.{20,}[。！；;]$")
"""A line that is a paragraph: it ends with a mark."""
_LONGEST_UNNUMBERED = 40
_NO_HEADING = re.compile(r"(?:报告|汇报|总结)(?:如下.*)?$")
_FIRST_OF_SECOND = re.compile(r"[（(]一[）)]")
_RUNS_ON = _LEVELS["third"]
_LONGEST_TITLE = 60
_SHORT = 22
_SHORT_CLAUSE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    level: int
    marker: str
    number: int
    start: int
    after: int


def outline(text: str, title: str = "") -> tuple[Heading, ...]:
    """Return the headings of a repaired text as a tree."""
    offset = len(title) if title and text.startswith(title) else 0
    found = list(_marks(text, offset))
    found += _run_on(text, found)
    marks = list(_in_order(text, iter(sorted(found, key=lambda mark: mark.start))))
    if not any(mark.level <= 1 for mark in marks):
        marks = sorted([*_unnumbered(text, offset, marks), *marks], key=lambda mark: mark.start)
    starts = [*(mark.start for mark in marks[1:]), len(text)]
    flat = [_heading(text, mark, start) for mark, start in zip(marks, starts, strict=False)]
    return _tree(text, flat)


def _marks(text: str, offset: int) -> Iterator[_Mark]:
    for found in _MARKERS.finditer(text, offset):
        kind = next(name for name in _LEVELS if found[name] is not None)
        level, marker = _LEVELS[kind], found[kind]
        yield _Mark(
            level=level,
            marker=re.sub(r"\s", "", marker),
            number=number_in(marker),
            start=found.start(kind),
            after=found.end(kind),
        )


def number_in(marker: str) -> int:
    """Return the number of a marker, 0 if it has none: （三） is 3, 一是 is 1."""
    if circled := re.search(r"[①-⑳]", marker):
        return ord(circled.group()) - ord("①") + 1
    if digits := re.search(r"\d+", marker):
        return int(digits.group())
    if marker[:2] in _IN_WORDS:
        return _IN_WORDS[marker[:2]]
    found = re.search(_NUMERAL, marker)
    try:
        return number_of(found.group()) if found else 0
    except (ValueError, KeyError):
        return 0


def _in_order(text: str, marks: Iterator[_Mark]) -> Iterator[_Mark]:
    """Keep the markers that count on: one that is not the next of its list or the first of a new one is
    no heading.
    """
    last: dict[int, int] = {}
    running = 0
    before: _Mark | None = None
    for mark in marks:
        expected = last.get(mark.level, 0) + 1
        # One number lost on the way is a fault to be told, not a heading to be dropped.
        if mark.number == 1 and mark.level > 1:
            fits = True
        elif mark.number == 1:
            fits = not last.get(mark.level) or _stands_under(text, before, mark)
        else:
            fits = expected <= mark.number <= expected + 2 and (expected > 1 or mark.level < 3)
        # 1. 2. 3. may run on from one （一） to the next: （二） begins with 4.
        goes_on = mark.level == _RUNS_ON and mark.number == running + 1 > 1
        if not fits and not goes_on:
            continue
        last[mark.level] = mark.number
        if mark.level == _RUNS_ON:
            running = mark.number
        elif mark.level < 2:
            running = 0
        for deeper in [level for level in last if level > mark.level]:
            del last[deeper]
        before = mark
        yield mark


def _stands_under(text: str, before: _Mark | None, mark: _Mark) -> bool:
    """Whether a second 一、 stands right under the first, whose line has no text of its own."""
    if before is None or (before.level, before.number) != (mark.level, 1):
        return False
    between = text[before.after : mark.start].strip()
    return 1 < len(between) <= _LONGEST_TITLE and "。" not in between and "\n" not in between


def _unnumbered(text: str, offset: int, marks: list[_Mark]) -> Iterator[_Mark]:
    """Headings without numbers: short lines that name a mandated part, and others with a paragraph below.

    What names no part is of the first level before the first that does, below it of the second.
    """
    lines = [(found.start(), found.group().strip()) for found in re.finditer(r"[^\n]+", text)]
    marked = {mark.start for mark in marks if mark.level <= _RUNS_ON}
    named = 0
    number = 0
    for index, (start, words) in enumerate(lines):
        if start < offset or len(words) > _LONGEST_UNNUMBERED or re.search(r"[。；;，,]$", words):
            continue
        if _UNNUMBERED.search(words) and not _NO_HEADING.search(words):
            named += 1
            yield _Mark(level=1, marker="", number=named, start=start, after=start)
        elif not marked and _stands_alone(lines, index, offset):
            number += 1
            yield _Mark(level=2 if named else 1, marker="", number=number, start=start, after=start)


def _stands_alone(lines: list[tuple[int, str]], index: int, offset: int) -> bool:
    """Whether a short line without a mark at its end stands between a paragraph's end and another."""
    _, words = lines[index]
    if not _ALONE.fullmatch(words) or _NO_ALONE.search(words) or index + 1 >= len(lines):
        return False
    ends_before = index == 0 or lines[index - 1][0] < offset or _PARAGRAPH.search(lines[index - 1][1])
    over = index > 0 and _UNNUMBERED.search(lines[index - 1][1])
    return bool((ends_before or over) and _PARAGRAPH.search(lines[index + 1][1]))


def _run_on(text: str, found: list[_Mark]) -> Iterator[_Mark]:
    """Find a first （一） that follows a first-level heading without any mark between them."""
    known = {mark.start for mark in found}
    for mark in found:
        if mark.level != 1:
            continue
        end = _TITLE_END.search(text, mark.after)
        limit = min(end.start() if end else len(text), mark.after + _LONGEST_TITLE)
        second = _FIRST_OF_SECOND.search(text, mark.after + 2, limit)
        if second and second.start() not in known:
            yield _Mark(level=2, marker=second.group(), number=1, start=second.start(), after=second.end())


def _heading(text: str, mark: _Mark, following: int) -> Heading:
    start = mark.after
    while start < len(text) and text[start] == " ":
        start += 1
    line_end = text.find("\n", start)
    line_end = min(len(text) if line_end < 0 else line_end, max(following, start))
    sentence = _TITLE_END.search(text, start)
    end = min(sentence.start() if sentence else len(text), line_end)
    words = text[start:end]
    if mark.level <= 3:
        keep = len(words) <= _LONGEST_TITLE
    else:
        # 一是 opens a sentence; its first clause names the point, with the next one if it is but a word
        # or two.
        clauses = _CLAUSE_END.split(words)
        keep = len(clauses) == 1 or (
            len(clauses) == 2 and len(clauses[0]) <= _SHORT_CLAUSE and len(words) <= _SHORT
        )
    if not keep:
        clause = _CLAUSE_END.search(text, start)
        end = min(clause.start() if clause else len(text), line_end)
    return Heading(
        level=mark.level,
        marker=mark.marker,
        title=text[start:end].strip().rstrip("：:"),
        start=mark.start,
        end=end,
        reach=len(text),
    )


def _tree(text: str, flat: list[Heading]) -> tuple[Heading, ...]:
    """Hang every heading under the last one above its level; points rise to the level they stand at."""
    reaches = []
    for index, heading in enumerate(flat):
        following = next(
            (other.start for other in flat[index + 1 :] if other.level <= heading.level), len(text)
        )
        reaches.append(following)
    flat = [replace(heading, reach=reach) for heading, reach in zip(flat, reaches, strict=True)]

    def build(index: int, above: int) -> tuple[list[Heading], int]:
        children: list[Heading] = []
        while index < len(flat) and flat[index].level > above:
            heading = flat[index]
            below, index = build(index + 1, heading.level)
            children.append(replace(heading, children=tuple(below)))
        return children, index

    top, _ = build(0, -1)
    return tuple(_shown(heading, under=0) for heading in top)


def _shown(heading: Heading, *, under: int) -> Heading:
    """Give levels as they are read: 一 (一) 1. are first to third, below 第一部分 one deeper; 一是 is third
    unless 1. stands above it.
    """
    level = max(min(heading.level, 3), under + 1)
    return replace(
        heading,
        level=level,
        children=tuple(_shown(child, under=level) for child in heading.children),
    )

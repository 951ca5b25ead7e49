"""A statement: words with figures as tokens, composed against the books.

The template is text that people may edit, in the mandated parts:

    # 标题                       the title
    ## 一、主要举措和成效 <measures>   a first-level heading and the mandated part it opens
    ### （一）依法化解矛盾            a second-level heading
    共调解{mediation.settled}件，[其中警调{mediation.police_cases}件，]成功率{mediation.success_rate}。

``{code}`` is a figure, ``{code[source=police]}`` a slice, ``{code|wan}`` in ten-thousands, ``{code|yoy}`` the
change on last year in words, ``{organ}``, ``{year}``, ``{next}`` and other words of the context as they are.
A sentence whose figures are all nothing is left out, and so is a clause in square brackets, or one there
whose context has no word to say; a sentence that begins with ``!`` is said even of zero.  People edit words,
never figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

TOKEN = re.compile(r"\{([a-z_]+(?:\.[a-z_0-9]+)*)(\[[^\]{}]*\])?(?:\|([a-z]+))?\}")
_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?")
_PART = re.compile(r"\s*<([a-z_]+)>\s*$")
_HUNDRED = Decimal(100)

#: How a figure may be said besides plainly: see ``say``.
WAYS = ("wan", "yoy", "plain")

#: The parts a yearly report must have, and whether it is incomplete without them (督察工作规定第二十五条).
PARTS: Mapping[str, str] = {
    "measures": "主要举措和成效",
    "shortcomings": "存在的不足和原因",
    "first_responsible": "党政主要负责人履行推进法治建设第一责任人职责情况",
    "next_year": "下一年度主要安排",
    "other": "其他需要报告的情况",
}


class TemplateError(ValueError):
    """The template cannot be read; the message says where and how to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a token asks: an indicator, a slice of it, how to say it."""

    code: str
    where: tuple[tuple[str, str], ...] = ()
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as it stands in the books: ``value`` None when it cannot be computed (a base of zero).

    ``base`` is the divisor of a rate and ``base_label`` what it is; ``last`` the figure a year before, None
    if not known; ``opening`` the part that was brought forward; ``stock`` tells a state from a happening.
    """

    indicator: str
    label: str
    unit: str
    value: Decimal | None
    where: tuple[tuple[str, str], ...] = ()
    base: Decimal | None = None
    base_label: str = ""
    last: Decimal | None = None
    opening: Decimal = Decimal(0)
    stock: bool = False
    entries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text; with ``figure`` it is that figure's number as printed."""

    text: str
    figure: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph as pieces; ``source`` is its template, ``place`` where that stands: section.paragraph."""

    pieces: tuple[Piece, ...]
    source: str = ""
    place: str = ""

    @property
    def text(self) -> str:
        """The words as printed."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with its paragraphs; ``part`` is the mandated part it belongs to."""

    level: int
    heading: str
    part: str = ""
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A composed statement."""

    title: str
    sections: tuple[Section, ...]

    def figures(self) -> Iterator[Figure]:
        """Yield every figure printed, in order of reading."""
        for paragraph in self.paragraphs():
            for piece in paragraph.pieces:
                if piece.figure is not None:
                    yield piece.figure

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield every paragraph."""
        for section in self.sections:
            yield from section.paragraphs

    def part(self, name: str) -> str:
        """Return the words of a mandated part, "" if nothing is said."""
        return "\n".join(
            paragraph.text
            for section in self.sections
            if section.part == name
            for paragraph in section.paragraphs
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template that has been read."""

    title: str
    sections: tuple[TemplateSection, ...]

    def asked(self) -> Iterator[Asked]:
        """Yield everything its tokens ask."""
        for section in self.sections:
            for text in (section.heading, *section.paragraphs):
                for match in TOKEN.finditer(text):
                    yield asked_in(match)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSection:
    """A heading and its paragraphs, not composed yet."""

    level: int
    heading: str
    part: str = ""
    paragraphs: tuple[str, ...] = ()


def asked_in(match: re.Match[str]) -> Asked:
    """Return what a token asks.

    Raises:
        TemplateError: the slice is not written dimension=value, or the way of saying it is none of ``WAYS``.

    """
    code, slices, how = match.groups()
    if how and how not in WAYS:
        raise TemplateError(f"“{match.group()}”中的“{how}”无法识别，可以写 {'、'.join(WAYS)}。")
    where = []
    for one in (slices or "[]")[1:-1].split(","):
        if one.strip():
            dimension, found, value = one.partition("=")
            if not found:
                raise TemplateError(f"“{match.group()}”中的分项应写作 [维度=值]。")
            where.append((dimension.strip(), value.strip()))
    return Asked(code=code, where=tuple(where), how=how or "")


def read(text: str) -> Template:
    """Read a template.

    Raises:
        TemplateError: there is no title, or text before the first section.

    """
    title, sections = "", list[TemplateSection]()
    part = ""
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("%%"):
            continue
        hashes = len(line) - len(line.lstrip("#"))
        if hashes == 1:
            title = line[1:].strip()
        elif hashes:
            heading = line[hashes:].strip()
            if found := _PART.search(heading):
                part, heading = found.group(1), heading[: found.start()]
            sections.append(TemplateSection(level=hashes - 1, heading=heading, part=part))
        elif not sections:
            sections.append(TemplateSection(level=0, heading="", paragraphs=(line,)))
        else:
            last = sections[-1]
            sections[-1] = TemplateSection(
                level=last.level,
                heading=last.heading,
                part=last.part,
                paragraphs=(*last.paragraphs, line),
            )
        _readable(line, number)
    if not title:
        raise TemplateError("模板没有标题，第一行应以 # 开头。")
    return Template(title=title, sections=tuple(sections))


def _readable(line: str, number: int) -> None:
    """Raise TemplateError where a token, or a bracket, of a line cannot be understood."""
    left = TOKEN.sub("", line)
    if "{" in left or "}" in left:
        raise TemplateError(f"第{number}行有无法识别的记号，指标应写作 {{mediation.cases}}。")
    if left.count("[") != left.count("]"):
        raise TemplateError(f"第{number}行的方括号没有成对，指标为零时省略的分句应写在一对方括号内。")
    for match in TOKEN.finditer(line):
        try:
            asked_in(match)
        except TemplateError as fault:
            raise TemplateError(f"第{number}行：{fault}") from fault


Lookup = Callable[[Asked], Figure]


def compose(template: Template, figure: Lookup, words: Mapping[str, str]) -> Statement:
    """Fill a template from the books; ``words`` are the context's words (organ, year …)."""
    composed = []
    for index, section in enumerate(template.sections):
        paragraphs = tuple(
            paragraph
            for number, text in enumerate(section.paragraphs)
            if (paragraph := _paragraph(text, figure, words, place=f"{index}.{number}")).text
        )
        composed.append(
            Section(
                level=section.level,
                heading=_words_only(section.heading, words),
                part=section.part,
                paragraphs=paragraphs,
            )
        )
    kept = _numbered_anew(list(_without_empty(composed)))
    return Statement(title=_words_only(template.title, words), sections=tuple(kept))


_NUMBERED = re.compile(r"^（[一二三四五六七八九十]+）")
_DIGITS = "一二三四五六七八九十"


def _numbered_anew(sections: list[Section]) -> Iterator[Section]:
    """Number second-level headings anew under each first-level one, for some may have been left out."""
    n = 0
    for section in sections:
        if section.level <= 1:
            n = 0
        elif section.level == 2 and _NUMBERED.match(section.heading):
            n += 1
            heading = _NUMBERED.sub(f"（{_in_chinese(n)}）", section.heading)
            yield replace(section, heading=heading)
            continue
        yield section


def _in_chinese(n: int) -> str:
    tens, ones = divmod(n, 10)
    if not tens:
        return _DIGITS[ones - 1]
    return f"{'' if tens == 1 else _DIGITS[tens - 1]}十{_DIGITS[ones - 1] if ones else ''}"


def _without_empty(sections: list[Section]) -> Iterator[Section]:
    """Leave out second-level headings under which nothing is said; a mandated part stays, empty or not."""
    for section in sections:
        if section.paragraphs or section.level <= 1:
            yield section


def _words_only(text: str, words: Mapping[str, str]) -> str:
    return TOKEN.sub(lambda match: words.get(match.group(1), match.group()), text)


def _paragraph(text: str, figure: Lookup, words: Mapping[str, str], *, place: str) -> Paragraph:
    pieces: list[Piece] = []
    for sentence in _SENTENCE.findall(text):
        pieces.extend(_sentence(sentence, figure, words))
    return Paragraph(pieces=tuple(_joined(pieces)), source=text, place=place)


def _sentence(text: str, figure: Lookup, words: Mapping[str, str]) -> list[Piece]:
    must = text.lstrip().startswith("!")
    if must:
        text = text.lstrip()[1:]
    found: list[Piece] = []
    told = asked = False
    for text_of_clause, optional in _clauses(text):
        clause = _clause(text_of_clause, figure, words)
        if optional and (clause.wordless or (clause.asks and not clause.says)):
            continue
        found.extend(clause.pieces)
        told, asked = told or clause.says, asked or clause.asks
    return found if must or told or not asked else []


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    """A clause filled in: whether it asks a figure, whether one says something, whether a word lacks."""

    pieces: list[Piece]
    asks: bool
    says: bool
    wordless: bool


def _clauses(text: str) -> Iterator[tuple[str, bool]]:
    """Split into (clause, optional): what stands in square brackets outside a token is optional."""
    depth = start = position = 0
    for position, character in enumerate(text):
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
        elif depth == 0 and character == "[":
            yield text[start:position], False
            start = position + 1
        elif depth == 0 and character == "]":
            yield text[start:position], True
            start = position + 1
    yield text[start:], False


def _clause(text: str, figure: Lookup, words: Mapping[str, str]) -> _Clause:
    pieces: list[Piece] = []
    says = asks = wordless = False
    end = 0
    for match in TOKEN.finditer(text):
        if match.start() > end:
            pieces.append(Piece(text=text[end : match.start()]))
        end = match.end()
        if (word := words.get(match.group(1))) is not None:
            pieces.append(Piece(text=word))
            wordless = wordless or not word
            continue
        asks = True
        asked = asked_in(match)
        found = figure(asked)
        printed = say(found, asked.how)
        says = says or (bool(found.value) and bool(printed))
        pieces.append(Piece(text=printed, figure=found))
    if end < len(text):
        pieces.append(Piece(text=text[end:]))
    return _Clause(pieces=pieces, asks=asks, says=says, wordless=wordless)


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Join neighbouring words into one piece and drop what is empty."""
    text = ""
    for piece in pieces:
        if piece.figure is None:
            text += piece.text
            continue
        if text:
            yield Piece(text=text)
        text = ""
        yield piece
    if text:
        yield Piece(text=text)


def rounded(value: Decimal, places: int) -> Decimal:
    """Return a value rounded half up, as people do."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """Return a number without trailing zeros or exponent: 12000, 46.8."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def say(figure: Figure, how: str = "") -> str:
    """Return a figure as a report prints it: counts whole, rates to one decimal with %, money as asked.

    ``how``: "wan" in 万 of its unit with two decimals at most; "yoy" the change on last year in words;
    "plain" without the sign of a rate.
    """
    if how == "yoy":
        return _year_on_year(figure)
    value = figure.value
    if value is None:
        return "—"
    if figure.unit == "%":
        number = plain(rounded(value * _HUNDRED, 1))
        return number if how == "plain" else f"{number}%"
    if how == "wan":
        return f"{plain(rounded(value / 10000, 2))}万"
    return plain(rounded(value, 2))


def _year_on_year(figure: Figure) -> str:
    if figure.value is None or not figure.last:
        return ""
    change = (figure.value - figure.last) / figure.last * _HUNDRED
    if not change:
        return "与上年持平"
    return f"同比{'上升' if change > 0 else '下降'}{plain(rounded(abs(change), 1))}%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something a careful reader would mark: where, what was found, how to mend it.

    ``severity`` is error, warning or question; ``place`` section.paragraph, "" for the whole; ``quote`` the
    words.  ``tokens`` are figures of the books that could stand in their place.
    """

    code: str
    severity: str
    message: str
    place: str = ""
    quote: str = ""
    tokens: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the fault as data."""
        return {
            "code": self.code,
            "severity": self.severity,
            "place": self.place,
            "message": self.message,
            "quote": self.quote,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A statement with what is wrong with it."""

    statement: Statement
    faults: tuple[Fault, ...] = field(default=())

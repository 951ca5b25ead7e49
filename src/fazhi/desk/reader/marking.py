"""A report that was read, as the page draws it: paragraphs in pieces, figures and faults marked in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fazhi.core.statement import PARTS, plain
from fazhi.desk.wording import count
from fazhi.reader import Claim, Direction, Heading, Problem, Reading, Scope, Severity

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.QUESTION: "存疑"}
SHAPES = {Severity.ERROR: "■", Severity.WARNING: "▲", Severity.QUESTION: "◇"}
SCOPES = {Scope.OBLIGATION: "要求", Scope.PLAN: "计划", Scope.HISTORY: "往年"}
_PARTS = {
    "measures": PARTS["measures"],
    "shortcomings": "存在的不足",
    "causes": "不足的原因",
    "first_responsible": PARTS["first_responsible"],
    "next_year": PARTS["next_year"],
    "other": PARTS["other"],
}
_STATES = {"present": ("●", "有"), "partial": ("▲", "一笔带过"), "missing": ("■", "没有")}
_APPROX = {Direction.EXACT: "", Direction.ABOVE: "余", Direction.BELOW: "近", Direction.ABOUT: "约"}
_STOPS = "。；;.：:，, \t\u3000"
"""What a heading may end with without a text that runs on from it."""
_NEAR_TOP = 600
"""A title stands among the first words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A fault as the margin tells it; ``number`` counts faults in order of reading, from 1."""

    number: int
    word: str
    shape: str
    kind: str
    code: str
    message: str
    quote: str = ""
    article: str = ""
    suggestion: str = ""
    placed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A figure as the list beside the text tells it; ``number`` counts from 1."""

    number: int
    printed: str
    label: str
    bound: bool
    value: str
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text between two marks.

    ``figures`` are read from exactly this stretch; ``fault`` is the kind of the gravest fault upon it, and
    ``ends`` the numbers of faults whose words end with it.
    """

    text: str
    figures: Sequence[Found] = ()
    fault: str = ""
    ends: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading (``level`` 2 for the title, 3 and on for the others) or a paragraph (0), with its notes."""

    pieces: Sequence[Piece]
    notes: Sequence[Noted] = ()
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSaid:
    """Whether the report has one of the parts it must have."""

    label: str
    shape: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A report with everything found in it, ready to be drawn."""

    blocks: Sequence[Block]
    figures: Sequence[Found]
    notes: Sequence[Noted]
    parts: Sequence[PartSaid]
    counts: Sequence[tuple[str, str, int]]
    """Shape, word and number of faults of each severity."""

    @property
    def of_the_whole(self) -> list[Noted]:
        """The faults that stand nowhere in particular."""
        return [one for one in self.notes if not one.placed]


def marked(reading: Reading) -> Marked:
    """Return a report as the page draws it."""
    placed = sorted(
        (one for one in reading.problems if one.start is not None),
        key=lambda one: (one.start or 0, one.end or 0),
    )
    whole = [one for one in reading.problems if one.start is None]
    notes = {id(one): _noted(number, one) for number, one in enumerate([*placed, *whole], start=1)}
    figures = [_found(number, claim, reading.text) for number, claim in enumerate(reading.figures, start=1)]
    marks = _Marks(reading, placed, notes, figures)
    return Marked(
        blocks=list(_blocks(reading, marks)),
        figures=figures,
        notes=list(notes.values()),
        parts=[
            PartSaid(label=label, shape=_STATES[state][0], word=_STATES[state][1])
            for name, label in _PARTS.items()
            if (state := reading.parts.get(name, "missing")) in _STATES
        ],
        counts=[
            (SHAPES[kind], word, sum(1 for one in reading.problems if one.severity is kind))
            for kind, word in SEVERITIES.items()
        ],
    )


def _noted(number: int, one: Problem) -> Noted:
    return Noted(
        number=number,
        word=SEVERITIES[one.severity],
        shape=SHAPES[one.severity],
        kind=one.severity.value,
        code=one.code,
        message=one.message,
        quote=one.quote or "",
        article=one.article,
        suggestion=one.suggestion,
        placed=one.start is not None,
    )


def _found(number: int, claim: Claim, text: str) -> Found:
    remarks = [SCOPES[claim.scope]] if claim.scope in SCOPES else []
    if claim.said_in_words:
        remarks.append("文字表述")
    value = f"{plain(claim.value) if claim.unit == '%' else count(claim.value)}{claim.unit}"
    return Found(
        number=number,
        printed=text[claim.number[0] : claim.number[1]],
        label=claim.label,
        bound=claim.indicator is not None,
        value=f"{value}（{_APPROX[claim.direction]}）" if claim.approx else value,
        remark="，".join(remarks),
    )


# The text in pieces --------------------------------------------------------------------------------


class _Marks:
    """Where figures and faults stand."""

    def __init__(
        self,
        reading: Reading,
        placed: Sequence[Problem],
        notes: Mapping[int, Noted],
        figures: Sequence[Found],
    ) -> None:
        self.text = reading.text
        self.faults = [
            (one.start or 0, max(one.end or 0, (one.start or 0) + 1), notes[id(one)]) for one in placed
        ]
        self.figures: list[tuple[int, int, list[Found]]] = []
        for claim, found in sorted(
            zip(reading.figures, figures, strict=True), key=lambda pair: pair[0].number
        ):
            start, end = claim.number
            if self.figures and start < self.figures[-1][1]:
                self.figures[-1][2].append(found)  # two rates share one number: 参考率、合格率均为100%
            else:
                self.figures.append((start, end, [found]))

    def block(self, start: int, end: int, level: int = 0) -> Block:
        """Return the text of [start, end) in pieces."""
        figures = [one for one in self.figures if one[0] >= start and one[1] <= end]
        faults = [one for one in self.faults if one[0] < end and one[1] > start]
        inside = [(since, until) for since, until, _ in figures]
        edges = {start, end}
        for since, until, _ in (*figures, *faults):
            edges |= {since, until}
        # A mark that begins or ends within a number takes in the whole number.
        cuts = sorted(
            edge
            for edge in edges
            if start <= edge <= end and not any(since < edge < until for since, until in inside)
        )
        at = {since: found for since, _, found in figures}
        pieces = []
        for since, until in pairwise(cuts):
            over = [note for first, last, note in faults if first < until and last > since]
            ends = [
                note.number
                for first, last, note in faults
                if first >= start and (since < last <= until or until == end < last)
            ]
            pieces.append(
                Piece(
                    text=self.text[since:until],
                    figures=at.get(since, ()),
                    fault=min((note.kind for note in over), key=_GRAVEST.index, default=""),
                    ends=ends,
                )
            )
        notes = [note for first, _, note in self.faults if start <= first < max(end, start + 1)]
        return Block(pieces=pieces, notes=notes, level=level)


_GRAVEST = [kind.value for kind in SEVERITIES]


def _blocks(reading: Reading, marks: _Marks) -> Iterator[Block]:
    """Yield headings and paragraphs in order; a heading that runs into its text is parted from it."""
    headings = dict(_levels(reading.outline, 3))
    starts = sorted(headings)
    title = _squeezed(reading.title or "")
    titled = False
    for line in re.finditer(r"[^\n]+", reading.text):
        start, end = line.span()
        if not line.group().strip():
            continue
        words = _squeezed(line.group())
        if start < _NEAR_TOP and len(words) > 3 and words in title and not titled:
            titled = True
            yield marks.block(start, end, 2)
            continue
        within = [place for place in starts if start <= place < end]
        for place in within:
            heading, level = headings[place]
            if reading.text[start:place].strip():
                yield marks.block(start, place)
            start = min(max(heading.end, place), end)
            while start < end and reading.text[start] in _STOPS:
                start += 1
            yield marks.block(place, start, level)
        if reading.text[start:end].strip():
            yield marks.block(start, end)


def _levels(outline: Sequence[Heading], level: int) -> Iterator[tuple[int, tuple[Heading, int]]]:
    """Yield where each heading stands with its level on the page: none is left out between two."""
    for one in outline:
        yield one.start, (one, min(level, 6))
        yield from _levels(one.children, level + 1)


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)

"""What reading a report yields: its outline, figures and faults, each with its place in the repaired text."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from fazhi.core.statement import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


class Scope(Enum):
    """What a figure tells: what was done, what must be done, what will be done, what was done in earlier
    years.
    """

    RESULT = "result"
    OBLIGATION = "obligation"
    PLAN = "plan"
    HISTORY = "history"


class Direction(Enum):
    """How an approximate figure differs from its number: 余 and 以上 are above it, 近 is below, 约 is
    about.
    """

    EXACT = ""
    ABOVE = "above"
    BELOW = "below"
    ABOUT = "about"


class Severity(Enum):
    """How much a fault weighs: surely wrong, probably wrong, worth asking."""

    ERROR = "error"
    WARNING = "warning"
    QUESTION = "question"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading: ``[start, end)`` is where it stands, ``reach`` where the text under it ends."""

    level: int
    marker: str
    title: str
    start: int
    end: int
    reach: int
    children: tuple[Heading, ...] = ()

    @property
    def words(self) -> str:
        """The heading as it is read: marker and title."""
        return f"{self.marker}{self.title}"

    def all(self) -> Iterator[Heading]:
        """Yield this heading and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.all()

    def to_json(self) -> dict[str, Any]:
        """Return the heading as data."""
        return {
            "level": self.level,
            "heading": self.words,
            "marker": self.marker,
            "title": self.title,
            "start": self.start,
            "children": [child.to_json() for child in self.children],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure that a report claims.

    ``value`` is a plain number: money in yuan, a rate in percent.  ``text`` is the clause it was read from,
    standing at ``[start, end)``; ``number`` where the number itself stands.  ``indicator`` is None where
    none fits:
    ``label`` is then the noun phrase, a proposed local indicator.  ``also`` are codes that fit as well.
    """

    indicator: str | None
    label: str
    value: Decimal
    unit: str
    direction: Direction
    scope: Scope
    period: str
    text: str
    section: str
    start: int
    end: int
    number: tuple[int, int]
    said_in_words: bool = False
    also: tuple[str, ...] = ()
    part_of: int | None = None
    """The place in the list of the figure that this one is part of (其中 …), None if none is said."""

    @property
    def approx(self) -> bool:
        """Whether the report itself says that the number is not exact."""
        return self.direction is not Direction.EXACT

    def to_json(self) -> dict[str, Any]:
        """Return the figure as data; whole numbers as integers."""
        whole = self.value == self.value.to_integral_value()
        return {
            "indicator": self.indicator,
            "label": self.label,
            "value": int(self.value) if whole else float(self.value),
            "unit": self.unit,
            "approx": self.approx,
            "direction": self.direction.value,
            "scope": self.scope.value,
            "period": self.period,
            "text": self.text,
            "section": self.section,
            "start": self.start,
            "end": self.end,
            "form": "word" if self.said_in_words else "number",
            "also": list(self.also),
            "part_of": self.part_of,
        }

    def __str__(self) -> str:
        return f"{self.label}：{plain(self.value)}{self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault: its code, what kind, how grave, the exact words and place, what is wrong, why, how to mend it.

    ``quote`` is None and the place None where the fault is of the whole; ``quote`` may differ from the
    text at the
    place where the text was repaired, and then holds the words as they came.
    """

    code: str
    kind: str
    severity: Severity
    message: str
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    part: str = ""
    article: str = ""
    suggestion: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the fault as data."""
        return {
            "code": self.code,
            "kind": self.kind,
            "severity": self.severity.value,
            "quote": self.quote,
            "message": self.message,
            "start": self.start,
            "end": self.end,
            "part": self.part,
            "article": self.article,
            "suggestion": self.suggestion,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A report as read.  Every offset is into ``text``, the repaired simplified text."""

    name: str
    text: str
    body: tuple[str, ...] = ()
    level: str = ""
    year: int | None = None
    title: str | None = None
    signed_on: date | None = None
    published_on: date | None = None
    written_on: date | None = None
    parts: dict[str, str] = field(default_factory=dict)
    outline: tuple[Heading, ...] = ()
    figures: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()

    def headings(self) -> Iterator[Heading]:
        """Yield every heading in order of reading."""
        for heading in self.outline:
            yield from heading.all()

    def to_json(self) -> dict[str, Any]:
        """Return the reading as data."""
        return {
            "body": list(self.body),
            "level": self.level,
            "year": self.year,
            "title": self.title,
            "signed_on": _day(self.signed_on),
            "published_on": _day(self.published_on),
            "written_on": _day(self.written_on),
            "parts": self.parts,
            "outline": [heading.to_json() for heading in self.outline],
            "text": self.text,
            "figures": [figure.to_json() for figure in self.figures],
            "problems": [problem.to_json() for problem in self.problems],
        }


class UnreadableError(ValueError):
    """The file cannot be read as a report; the message is a full sentence that says why and what to do."""


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None

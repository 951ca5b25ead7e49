"""A paper: everything an official document says, and nothing of how it is drawn.

A paper is pure data.  It is stored as JSON when the step is recorded, and drawn as docx,
pdf, html or md when somebody first asks for the file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Final, Literal, Self, TypeAlias, get_args

from fazhi.core.journal import canonical, sm3
from fazhi.documents.printable import masked, printable

Kind: TypeAlias = Literal["official", "form", "report"]
Align: TypeAlias = Literal["left", "center", "right"]
HEADING_LEVELS: Final = range(1, 5)


class _Printable:
    """Every text of a record is made printable when the record is made."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for each in fields(self):  # type: ignore[arg-type]  # every subclass is a dataclass
            value = getattr(self, each.name)
            if isinstance(value, str):
                object.__setattr__(self, each.name, printable(value))


@dataclass(frozen=True, slots=True)
class Figure(_Printable):
    """A number's origin: the indicator it belongs to, and the address that opens its certificate."""

    indicator: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Run(_Printable):
    """A piece of text.  ``figure`` marks a number of the ledger, ``sealed`` a person's data."""

    text: str
    figure: Figure | None = field(default=None, kw_only=True)
    sealed: bool = field(default=False, kw_only=True)


Runs: TypeAlias = tuple[Run, ...]


def runs(*pieces: str | Run) -> Runs:
    """Return ``pieces`` as runs, the empty ones left out."""
    made = (piece if isinstance(piece, Run) else Run(piece) for piece in pieces)
    return tuple(run for run in made if run.text)


def plain(pieces: Runs) -> str:
    """Return the text of ``pieces`` without their marks."""
    return "".join(run.text for run in pieces)


@dataclass(frozen=True, slots=True)
class Heading(_Printable):
    """A heading in the text; level 1 is 一、, 2 is （一）, 3 is 1., 4 is （1）."""

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        _Printable.__post_init__(self)
        if self.level not in HEADING_LEVELS:
            raise ValueError(f"a heading has a level from 1 to 4, not {self.level}: {self.text}")


@dataclass(frozen=True, slots=True)
class Paragraph(_Printable):
    """A paragraph; ``indent`` sets its first line in by two characters."""

    runs: Runs
    indent: bool = field(default=True, kw_only=True)
    align: Align = field(default="left", kw_only=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(_Printable):
    """A ruled table with a head.  ``widths`` are parts of the whole; empty means equal columns."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[int, ...] = ()
    caption: str = ""
    align: tuple[Align, ...] = ()

    def __post_init__(self) -> None:
        _Printable.__post_init__(self)
        columns = len(self.head)
        if self.widths and len(self.widths) != columns:
            raise ValueError(f"the table has {columns} columns but {len(self.widths)} widths")
        for at, row in enumerate(self.rows, start=1):
            if len(row) != columns:
                raise ValueError(f"row {at} has {len(row)} cells, the head has {columns}")


@dataclass(frozen=True, slots=True)
class Cell(_Printable):
    """One cell of a form table; ``across`` columns wide, ``down`` rows high.

    ``lines`` is the least height of its row in lines of text, room to write by hand.
    """

    runs: Runs
    label: bool = field(default=False, kw_only=True)
    across: int = field(default=1, kw_only=True)
    down: int = field(default=1, kw_only=True)
    lines: int = field(default=1, kw_only=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGrid(_Printable):
    """The boxed table of a standard form: rows of labels and values, cells spanning.

    A cell that reaches down stands only in its first row.  ``widths`` are parts of the whole.
    """

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        _Printable.__post_init__(self)
        places = self.places()
        columns = len(self.widths) or max((len(row) for row in places), default=0)
        for at, row in enumerate(places, start=1):
            if len(row) != columns:
                raise ValueError(f"row {at} of the form table covers {len(row)} columns of {columns}")

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return len(self.widths) or sum(cell.across for cell in self.rows[0]) if self.rows else 0

    def places(self) -> list[list[tuple[Cell, bool]]]:
        """Return for each row and column its cell, and whether the cell begins there."""
        grid: list[list[tuple[Cell, bool]]] = []
        reaching: dict[int, tuple[Cell, int]] = {}  # column → a cell from above, rows still to go
        for cells in self.rows:
            line: list[tuple[Cell, bool]] = []
            after = {at: (cell, left - 1) for at, (cell, left) in reaching.items()}
            waiting = list(cells)
            while waiting or len(line) in reaching:
                if len(line) in reaching:
                    line.append((reaching[len(line)][0], False))
                    continue
                cell = waiting.pop(0)
                for step in range(cell.across):
                    after[len(line)] = (cell, cell.down - 1)
                    line.append((cell, step == 0))
            grid.append(line)
            reaching = {at: (cell, left) for at, (cell, left) in after.items() if left > 0}
        return grid


@dataclass(frozen=True, slots=True)
class Signature(_Printable):
    """Who signs.  With ``seal`` it is an organ's end block; without, a line to sign by hand."""

    who: Runs
    date: str = field(default="", kw_only=True)
    seal: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class Attachments(_Printable):
    """The list of attachments under the text."""

    names: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(printable(name) for name in self.names))


Block: TypeAlias = Heading | Paragraph | Table | FieldGrid | Signature | Attachments
_BLOCKS: Final[dict[str, type[Block]]] = {each.__name__: each for each in get_args(Block)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(_Printable):
    """One official paper.

    ``kind`` is official (a red head after GB/T 9704, or with ``letter`` the form of a letter),
    form (a standard form), or report (an annual report).  ``withdrawn`` says why and when the
    paper was withdrawn, and is printed across it.  ``check_address`` is where the QR code leads.
    """

    kind: Kind
    organ: str
    title: str
    number: str = ""
    addressee: Runs = ()
    body: tuple[Block, ...] = ()
    date: str = ""
    copies: str = ""
    mark: str = ""
    letter: bool = False
    organ_over_title: bool = False
    check_code: str = ""
    check_address: str = ""
    withdrawn: str | None = None
    watermark: str = ""

    def as_data(self) -> dict[str, Any]:
        """Return the paper as plain dicts and lists."""
        data: dict[str, Any] = _as_data(self)
        return data

    def to_json(self) -> str:
        """Return the paper as canonical JSON."""
        return canonical(self.as_data())

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read back what ``to_json`` wrote."""
        data = json.loads(text)
        data["addressee"] = _runs_of(data["addressee"])
        data["body"] = tuple(_block_of(each) for each in data["body"])
        return cls(**data)

    def masked(self) -> Paper:
        """Return the paper as it may be published: no sealed text recognisable."""
        made: Paper = _each_run(self, lambda run: replace(run, text=masked(run.text)) if run.sealed else run)
        return made

    def runs(self) -> Iterator[Run]:
        """Yield every run of the paper, in the order of reading."""
        yield from _runs_in(self)

    @property
    def has_sealed(self) -> bool:
        """Whether any text of the paper is a person's data, so that the paper is stored sealed."""
        return any(run.sealed for run in self.runs())


def content_digest(paper: Paper) -> str:
    """Return the SM3 digest of everything ``paper`` says."""
    return sm3(paper.to_json().encode())


def _each_run(value: Any, change: Callable[[Run], Run]) -> Any:
    if isinstance(value, Run):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_each_run(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {each.name: getattr(value, each.name) for each in fields(value)}
        return replace(value, **{name: _each_run(part, change) for name, part in parts.items()})
    return value


def _runs_in(value: Any) -> Iterator[Run]:
    if isinstance(value, Run):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _runs_in(each)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _runs_in(getattr(value, part.name))


def _as_data(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_as_data(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        data = {each.name: _as_data(getattr(value, each.name)) for each in fields(value)}
        return {"block": type(value).__name__, **data} if isinstance(value, get_args(Block)) else data
    return value


def _run_of(data: Mapping[str, Any]) -> Run:
    figure = Figure(**data["figure"]) if data["figure"] else None
    return Run(data["text"], figure=figure, sealed=data["sealed"])


def _runs_of(data: list[Mapping[str, Any]]) -> Runs:
    return tuple(_run_of(each) for each in data)


def _block_of(data: Mapping[str, Any]) -> Block:
    parts = dict(data)
    kind = _BLOCKS[parts.pop("block")]
    for name in ("runs", "who"):
        if name in parts:
            parts[name] = _runs_of(parts[name])
    for name in ("widths", "align", "names"):
        if isinstance(parts.get(name), list):
            parts[name] = tuple(parts[name])
    if kind is Table:
        parts["head"] = tuple(_runs_of(cell) for cell in parts["head"])
        parts["rows"] = tuple(tuple(_runs_of(cell) for cell in row) for row in parts["rows"])
    if kind is FieldGrid:
        parts["rows"] = tuple(
            tuple(Cell(**{**cell, "runs": _runs_of(cell["runs"])}) for cell in row) for row in parts["rows"]
        )
    return kind(**parts)

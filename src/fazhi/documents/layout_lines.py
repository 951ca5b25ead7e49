"""The lines of a filled-in template, read as the blocks of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from fazhi.documents.paper import (
    Align,
    Attachments,
    Block,
    Cell,
    FieldGrid,
    Heading,
    Paragraph,
    Run,
    Runs,
    Signature,
    Table,
)

BLANK: Final = "＿＿＿＿"
"""What stands for a missing value in running text: room to write by hand."""

_TOKEN: Final = re.compile("\ue000(\\d+)\ue001")
_HEADING: Final = re.compile(r"(#{1,4})\s+(.*)")
_ROOM: Final = re.compile(r"\|\s*(\d{1,2})$")
_ABOVE: Final = "^"
_BEFORE: Final = "<"
_LABEL: Final = "*"


def fill(text: str, values: Sequence[Run], *, blank: str = "") -> Runs:
    """Return ``text`` as runs, each token replaced by its value; ``blank`` for an empty value."""
    made: list[Run] = []
    for at, piece in enumerate(_TOKEN.split(text)):
        run = values[int(piece)] if at % 2 else Run(piece)
        if at % 2 and not run.text.strip():
            run = Run(blank)
        if run.text:
            made.append(run)
    return tuple(made)


def blocks_of(text: str, values: Sequence[Run]) -> Iterator[Block]:
    """Yield the blocks that the lines of ``text`` say.

    ``# `` to ``#### `` a heading; ``|…|`` a form table, or a table when its second line is ``|---|``;
    ``> who | date | seal`` a signature; ``+ name`` an attachment; ``< `` a line without indent,
    ``= `` a centred one; anything else is a paragraph.
    """
    lines = [line.strip() for line in text.split("\n")]
    for shape, group in groupby(filter(None, lines), key=_shape):
        if shape == "|":
            yield _boxed([_bars(line) for line in group], values)
        elif shape == "+":
            names = (_text(line[1:].strip(), values) for line in group)
            yield Attachments(tuple(name for name in names if name))
        else:
            for line in group:
                yield from _one(shape, line, values)


def _shape(line: str) -> str:
    if _HEADING.match(line):
        return "#"
    return line[0] if line[0] in "|+" or line[:2] in {"> ", "< ", "= "} else ""


def _one(shape: str, line: str, values: Sequence[Run]) -> Iterator[Block]:
    if shape == "#" and (heading := _HEADING.match(line)):
        yield Heading(_text(heading[2], values), len(heading[1]))
    elif shape == ">":
        who, date, seal, *_ = [*(part.strip() for part in line[1:].split("|")), "", ""]
        yield Signature(fill(who, values), date=_text(date, values), seal=_text(seal, values))
    else:
        align: Align = "center" if shape == "=" else "left"
        for runs in _paragraphs(fill(line[1:].strip() if shape else line, values, blank=BLANK)):
            yield Paragraph(runs, indent=shape == "", align=align)


def _paragraphs(runs: Runs) -> Iterator[Runs]:
    """Yield ``runs`` broken at the line ends within them."""
    now: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        now.append(replace(run, text=first))
        for other in others:
            yield tuple(each for each in now if each.text)
            now = [replace(run, text=other)]
    yield tuple(each for each in now if each.text)


def _text(text: str, values: Sequence[Run]) -> str:
    return "".join(run.text for run in fill(text, values))


def _bars(line: str) -> tuple[list[str], int]:
    """Return the cells of a line and how many lines high it is at least: ``| … | … | 6``."""
    room = _ROOM.search(line)
    inner = line[1 : room.start()] if room else line.removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in inner.split("|")], int(room[1]) if room else 1


def _boxed(lines: Sequence[tuple[list[str], int]], values: Sequence[Run]) -> Block:
    rules = [at for at, (cells, _) in enumerate(lines) if _is_rule(cells)]
    if rules == [1]:
        return _table([cells for cells, _ in lines], values)
    if rules not in ([], [0]):
        raise ValueError("a line |---| stands first in a form table, or second in a table")
    widths = tuple(len(cell.strip(":")) for cell in lines[0][0]) if rules else ()
    rows = lines[len(rules) :]
    columns = len(widths) or max(len(cells) for cells, _ in rows)
    return FieldGrid(widths=widths, rows=tuple(_grid_rows(rows, columns, values)))


def _is_rule(cells: Iterable[str]) -> bool:
    return all(re.fullmatch(":?-+:?", cell) for cell in cells)


def _table(lines: Sequence[list[str]], values: Sequence[Run]) -> Table:
    head, rule, *rows = lines
    ends: dict[tuple[bool, bool], Align] = {(True, True): "center", (False, True): "right"}
    return Table(
        head=tuple(fill(cell, values) for cell in head),
        rows=tuple(tuple(fill(cell, values) for cell in row) for row in rows),
        widths=tuple(len(cell.strip(":")) for cell in rule),
        align=tuple(ends.get((cell.startswith(":"), cell.endswith(":")), "left") for cell in rule),
    )


def _grid_rows(
    rows: Sequence[tuple[list[str], int]], columns: int, values: Sequence[Run]
) -> Iterator[tuple[Cell, ...]]:
    for at, (cells, room) in enumerate(rows):
        if len(cells) > columns:
            raise ValueError(f"row {at + 1} of the form table has {len(cells)} cells, the table {columns}")
        made: list[Cell] = []
        for column, text in enumerate(cells):
            if text == _ABOVE:
                continue
            if text == _BEFORE and made:
                made[-1] = replace(made[-1], across=made[-1].across + 1)
                continue
            named = text.startswith(_LABEL)
            made.append(
                Cell(
                    fill(text.removeprefix(_LABEL), values),
                    label=named or (bool(text) and not _TOKEN.search(text)),
                    down=1 + _reach(rows[at + 1 :], column),
                    lines=room,
                )
            )
        if made and len(cells) < columns:
            made[-1] = replace(made[-1], across=made[-1].across + columns - len(cells))
        yield tuple(made)


def _reach(below: Sequence[tuple[list[str], int]], column: int) -> int:
    """Return in how many of the rows ``below`` the cell of ``column`` goes on."""
    reach = 0
    for cells, _ in below:
        if column >= len(cells) or cells[column] != _ABOVE:
            break
        reach += 1
    return reach

"""A paper as Markdown with pipe tables: text that can be read and compared line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from fazhi.documents.check_mark import check_words
from fazhi.documents.paper import (
    Attachments,
    Block,
    FieldGrid,
    Heading,
    Paper,
    Paragraph,
    Signature,
    Table,
    plain,
)

_MEANT_AS_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_STARTS_A_BLOCK: Final = re.compile(r"^ *(\d{0,9})([-+=:.)])", re.MULTILINE)
_INDENTED: Final = re.compile(r"^ +", re.MULTILINE)


def draw(paper: Paper) -> bytes:
    """Draw ``paper`` as Markdown in UTF-8."""
    return ("\n\n".join(part for part in _parts(paper) if part) + "\n").encode()


def _parts(paper: Paper) -> Iterator[str]:
    if paper.withdrawn is not None:
        yield f"> **已撤回** {_line(paper.withdrawn)}"
    if paper.watermark:
        yield f"> {_line(paper.watermark)}"
    if paper.kind == "official" or paper.organ_over_title:
        mark = paper.mark or paper.organ
        yield _lines(mark)
    yield f"# {_line(paper.title)}"
    yield _lines(paper.number)
    yield _lines(plain(paper.addressee))
    for block in paper.body:
        yield _block(block)
    yield _lines(paper.date)
    if paper.copies:
        yield f"---\n\n抄送：{_lines(paper.copies)}"
    if paper.check_code:
        yield f"{_line(check_words(paper))} {_line(paper.check_address)}".rstrip()


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {_line(block.text)}"
        case Paragraph():
            return _lines(plain(block.runs))
        case Table():
            return _table(block)
        case FieldGrid():
            return "\n".join(_grid(block))
        case Signature():
            return _signature(block)
        case Attachments():
            return "\n".join(
                ("附件：\n", *(f"{at}. {_line(name)}" for at, name in enumerate(block.names, start=1)))
            )


def _table(table: Table) -> str:
    ends = {"left": "---", "center": ":---:", "right": "---:"}
    align = table.align or ("left",) * len(table.head)
    rows = (
        _row(map(plain, table.head)),
        _row_of(ends[at] for at in align),
        *(_row(map(plain, r)) for r in table.rows),
    )
    return (f"**{_line(table.caption)}**\n\n" if table.caption else "") + "\n".join(rows)


def _row(cells: Iterable[str]) -> str:
    return _row_of(_line(cell).replace("\\\n", "<br>") for cell in cells)


def _row_of(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _grid(grid: FieldGrid) -> Iterator[str]:
    """Yield a line for every value, under all the labels that stand before it."""
    for row in grid.places():
        labels: list[str] = []
        for cell, begins in row:
            if cell.label:
                label = plain(cell.runs)
                if begins and labels and cell.down > 1:
                    labels = []
                if not labels or labels[-1] != label:
                    labels.append(label)
            elif begins:
                name = " · ".join(map(_line, labels))
                yield f"- **{name}**：{_line(plain(cell.runs))}" if name else f"- {_line(plain(cell.runs))}"
                labels = labels[:1] if row[0][0].down > 1 and row[0][0].label else []
        if labels and not any(not cell.label for cell, _ in row):
            yield f"- **{' · '.join(map(_line, labels))}**"


def _signature(signature: Signature) -> str:
    who, date = _lines(plain(signature.who)), _lines(signature.date)
    return (
        f"{who}{_line(signature.seal)}\\\n{date}"
        if signature.seal and date
        else f"{who}{_line(signature.seal)}：{date}"
    )


def _lines(text: str) -> str:
    """Return ``text`` so that it reads as itself, every line end kept."""
    marked = _MEANT_AS_MARKS.sub(r"\\\1", _INDENTED.sub("", text.strip("\n")))
    return _STARTS_A_BLOCK.sub(r"\1\\\2", marked).replace("\n", "\\\n")


def _line(text: str) -> str:
    """Return ``text`` for a place that holds one line."""
    return _lines(text.replace("\n", " "))

"""A paper as HTML: a fragment for the desk and the portal, or a page that stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from importlib.resources import files
from typing import Final

from fazhi.documents.check_mark import as_svg, check_words
from fazhi.documents.paper import (
    Attachments,
    Block,
    Cell,
    FieldGrid,
    Heading,
    Paper,
    Paragraph,
    Run,
    Runs,
    Signature,
    Table,
)

_SAFE_ADDRESS: Final = re.compile(r"(?:#|/(?!/)|https?://)")


def style() -> str:
    """Return the style sheet of papers, which the desk may serve as its own file."""
    return (files("fazhi.documents") / "drawing" / "paper.css").read_text(encoding="utf-8")


def draw(paper: Paper) -> bytes:
    """Draw ``paper`` as a page of its own, style included."""
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(paper.title)}</title>\n<style>\n{style()}</style></head>\n"
        f'<body class="paper-ground">\n{fragment(paper)}</body></html>\n'
    ).encode()


def fragment(paper: Paper) -> str:
    """Return ``paper`` as one article element without style, script or inline style attributes.

    A figure is a link with the class ``figure`` and the indicator in ``data-indicator``.
    """
    return "\n".join(
        (
            f'<article class="paper paper-{paper.kind}">',
            *_head(paper),
            *map(_block, paper.body),
            *_foot(paper),
            "",
        )
    ).replace("\n\n", "\n")


def _head(paper: Paper) -> Iterable[str]:
    if paper.withdrawn is not None:
        yield f'<p class="withdrawn" role="note"><strong>已撤回</strong> {_text(paper.withdrawn)}</p>'
    if paper.watermark:
        yield f'<p class="watermark">{_text(paper.watermark)}</p>'
    if paper.kind == "official":
        shape = "letter" if paper.letter else "document"
        mark = paper.mark or (paper.organ if paper.letter else paper.organ + "文件")
        yield f'<header class="red-head {shape}"><p class="mark">{_text(mark)}</p>'
        yield f'<p class="number">{_text(paper.number)}</p></header>'
    elif paper.organ_over_title:
        yield f'<p class="organ">{_text(paper.organ)}</p>'
    yield f"<h1>{_text(paper.title)}</h1>"
    if paper.number and paper.kind != "official":
        yield f'<p class="number">{_text(paper.number)}</p>'
    if paper.addressee:
        yield f'<p class="flush">{_runs(paper.addressee)}</p>'


def _foot(paper: Paper) -> Iterable[str]:
    if paper.date:
        yield f'<p class="date">{_text(paper.date)}</p>'
    if paper.copies:
        yield f'<footer class="copies"><p>抄送：{_text(paper.copies)}</p></footer>'
    if mark := as_svg(paper):
        yield f'<div class="check">{mark}<p>{_text(check_words(paper))}</p></div>'
    yield "</article>"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f'<h{block.level + 1} class="level-{block.level}">{_text(block.text)}</h{block.level + 1}>'
        case Paragraph():
            shape = "" if block.indent and block.align == "left" else f' class="flush {block.align}"'
            return f"<p{shape}>{_runs(block.runs)}</p>"
        case Table():
            return _table(block)
        case FieldGrid():
            return _grid(block)
        case Signature():
            return _signature(block)
        case Attachments():
            items = "".join(f"<li>{_text(name)}</li>" for name in block.names)
            return f'<div class="attachments"><p class="flush">附件：</p><ol>{items}</ol></div>'


def _table(table: Table) -> str:
    align = table.align or ("left",) * len(table.head)
    caption = f"<caption>{_text(table.caption)}</caption>" if table.caption else ""
    head = "".join(f'<th scope="col">{_runs(cell)}</th>' for cell in table.head)
    rows = "".join(
        "<tr>"
        + "".join(f'<td class="{at}">{_runs(cell)}</td>' for cell, at in zip(row, align, strict=True))
        + "</tr>"
        for row in table.rows
    )
    columns = _columns(table.widths)
    return (
        f'<table class="rows">{caption}{columns}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _grid(grid: FieldGrid) -> str:
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in grid.rows)
    return f'<table class="grid">{_columns(grid.widths)}<tbody>{rows}</tbody></table>'


def _cell(cell: Cell) -> str:
    spans = (f' colspan="{cell.across}"' if cell.across > 1 else "") + (
        f' rowspan="{cell.down}"' if cell.down > 1 else ""
    )
    if cell.label:
        scope = "rowgroup" if cell.down > 1 else "row"
        return f'<th scope="{scope}"{spans}>{_runs(cell.runs)}</th>'
    tall = f' class="lines-{min(cell.lines, 20)}"' if cell.lines > 1 else ""
    return f"<td{spans}{tall}>{_runs(cell.runs)}</td>"


def _columns(widths: tuple[int, ...]) -> str:
    """Return the columns, each with a class for its width in steps of five per cent."""
    whole = sum(widths)
    steps = (max(1, round(width * 20 / whole)) * 5 for width in widths)
    return (
        "<colgroup>" + "".join(f'<col class="w-{step}">' for step in steps) + "</colgroup>" if widths else ""
    )


def _signature(signature: Signature) -> str:
    if signature.seal:
        return (
            f'<p class="end flush">{_runs(signature.who)}<span class="seal">{_text(signature.seal)}</span>'
            f"<br>{_text(signature.date)}</p>"
        )
    who = f'<span class="who">{_runs(signature.who)}：</span>'
    day = f'<span class="day">{_text(signature.date)}</span>'
    return f'<p class="by-hand flush">{who}<span class="line"></span>{day}</p>'


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = _text(run.text)
    if run.sealed:
        text = f'<span class="sealed">{text}</span>'
    if run.figure is None:
        return text
    indicator = f'class="figure" data-indicator="{escape(run.figure.indicator)}"'
    if _SAFE_ADDRESS.match(run.figure.anchor):
        return f'<a {indicator} href="{escape(run.figure.anchor)}">{text}</a>'
    return f"<span {indicator}>{text}</span>"


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")

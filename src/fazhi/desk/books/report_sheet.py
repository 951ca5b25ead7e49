"""The report as it is drawn: the printed page, what is to be said at its lines, what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from fazhi.core.statement import Fault, Paragraph, Piece
from fazhi.core.statement import Figure as StatedFigure
from fazhi.desk import parts
from fazhi.desk.books import saying
from fazhi.desk.parts import Column, Link, MarginNote, Row, Sheet, Table
from fazhi.usecases import ledger, studio
from fazhi.usecases.filed_statements import Difference
from fazhi.usecases.studio import Studio

SECTION = "/report/"
SEVERITIES = {"error": "须改", "warning": "待核", "question": "请确认"}

_Key = tuple[str, tuple[tuple[str, str], ...]]


# As printed ----------------------------------------------------------------------------------------


def sheet(found: Studio) -> Sheet:
    """Return the report as the printed page, with what is to be said at its lines."""
    statement = found.statement
    if statement is None:
        return Sheet(title="", sections=())
    by_place: dict[str, list[Fault]] = {}
    for fault in found.faults:
        by_place.setdefault(fault.place, []).append(fault)
    moved = {(one.indicator, tuple(sorted(one.breakdown.items()))): one for one in found.differences}
    opening: list[parts.Paragraph] = []
    sections = []
    for number, section in enumerate(statement.sections):
        paragraphs = [_paragraph(found, one, by_place, moved) for one in section.paragraphs]
        if section.level == 0:
            opening += paragraphs
        else:
            sections.append(
                parts.Section(
                    heading=section.heading, level=section.level, paragraphs=paragraphs, id=f"part-{number}"
                )
            )
    signed = found.filing is not None
    return Sheet(
        title=statement.title,
        sections=sections,
        opening=opening,
        signature=(found.organ.name, found.day_signed) if signed else (),
        sealed=found.organ.name if signed else "",
    )


def _paragraph(
    found: Studio,
    paragraph: Paragraph,
    faults: Mapping[str, Sequence[Fault]],
    moved: Mapping[_Key, Difference],
) -> parts.Paragraph:
    edit_url = _edit_url(found, paragraph.place)
    notes = [_note(fault, edit_url) for fault in faults.get(paragraph.place, ())]
    printed = {
        (piece.figure.indicator, tuple(sorted(piece.figure.where))): piece.figure
        for piece in paragraph.pieces
        if piece.figure is not None
    }
    notes += _remarks(printed, moved)
    return parts.Paragraph(
        parts=[_run(found, piece) for piece in paragraph.pieces], notes=notes, edit_url=edit_url
    )


def _edit_url(found: Studio, place: str) -> str:
    if not found.may_edit or not place:
        return ""
    return f"{SECTION}{found.year}/edit/#s{int(place.partition('.')[0]) + found.offset}"


def _run(found: Studio, piece: Piece) -> str | parts.Figure:
    figure = piece.figure
    if figure is None:
        return piece.text
    known = "filed" if found.filing is not None else ""
    return parts.Figure(
        text=piece.text,
        label=figure.label,
        url=saying.address(found.organ.code, found.year, figure.indicator, figure.where, known=known),
    )


def _note(fault: Fault, edit_url: str) -> MarginNote:
    link = Link("去修改", edit_url) if edit_url else None
    return MarginNote(
        text=f"须改：{fault.message}" if fault.severity == "error" else fault.message, link=link
    )


def _remarks(printed: Mapping[_Key, StatedFigure], moved: Mapping[_Key, Difference]) -> Iterator[MarginNote]:
    """Yield what is to be known of the figures of a paragraph: brought forward, or moved since."""
    for figure in printed.values():
        if figure.opening:
            brought = saying.with_unit(figure.opening, figure.unit)
            yield MarginNote(kind="remark", text=f"“{figure.label}”其中{brought}由期初结转。")
    now = [_moved(moved[key]) for key in printed if key in moved]
    if now:
        yield MarginNote(
            kind="remark",
            text=f"签发后的更正：{'，'.join(now)}。报告不改。",
            link=Link("看全部更正", "#corrections"),
        )


def _moved(one: Difference) -> str:
    return f"“{one.label}”现为{_amount(one.now, one.unit)}"


def _amount(said: str, unit: str) -> str:
    """Return an amount of filed data as the ledger prints it; rates are in per cent there already."""
    value = Decimal(said)
    return saying.with_unit(value / 100 if unit == "%" else value, unit)


def listed(found: Studio, fault: Fault) -> dict[str, str]:
    """Return a fault as a line of the list of what is to be checked."""
    place = fault.place.partition(".")[0]
    return {
        "severity": SEVERITIES.get(fault.severity, ""),
        "kind": fault.severity,
        "message": fault.message,
        "quote": fault.quote,
        "url": f"#part-{place}" if place and place != "0" else "",
        "edit_url": _edit_url(found, fault.place),
    }


# Beside it -----------------------------------------------------------------------------------------


def comparison(found: Studio) -> Table | None:
    """Return the figures of the report beside last year's; nothing where there are none.

    Those of which nothing is known of last year are only counted.
    """
    every = studio.comparison(found)
    compared = [one for one in every if one.last is not None or one.reported]
    if not every:
        return None
    reported = any(one.reported for one in compared)
    columns = [
        Column("数字", kind="name"),
        Column(f"{found.year}年", kind="count"),
        Column(f"{found.year - 1}年", kind="count"),
        Column("增减", kind="count"),
        *([Column(f"{found.year - 1}年度报告所载", kind="count")] if reported else []),
    ]
    rows = []
    for one in compared:
        figure = one.figure
        url = saying.address(found.organ.code, found.year, figure.indicator, figure.where)
        slices = "、".join(ledger.slice_label(figure.indicator, *pair) for pair in figure.where)
        cells: list[parts.Value | Link] = [
            f"{figure.label}（{slices}）" if slices else figure.label,
            Link(saying.with_unit(one.now, figure.unit), url),
            saying.last_year(one.last, figure.unit),
            saying.change(one.now, one.last, figure.unit),
            *([_amount(one.reported, figure.unit) if one.reported else None] if reported else []),
        ]
        rows.append(Row(cells=cells))
    alone = len(every) - len(rows)
    note = f"{len(rows)}个数字" + (f"；另有{alone}个上年无可比数" if alone else "")
    return Table(caption="与上年比较", quiet_caption=True, columns=columns, rows=rows, note=note)


def corrections(found: Studio) -> Table | None:
    """Return the figures that have moved, as wholes: their certificates tell the slices."""
    whole = [one for one in found.differences if not one.breakdown]
    if not whole:
        return None
    rows = []
    for one in whole:
        url = saying.address(found.organ.code, found.year, one.indicator)
        cells: list[parts.Value | Link] = [
            one.label,
            _amount(one.filed, one.unit),
            Link(_amount(one.now, one.unit), url),
        ]
        rows.append(Row(cells=cells))
    return Table(
        caption="签发之后的更正",
        quiet_caption=True,
        note=f"{len(rows)}个数字",
        columns=(
            Column("数字", kind="name"),
            Column("报告所载", kind="count"),
            Column("更正后", kind="count"),
        ),
        rows=rows,
    )

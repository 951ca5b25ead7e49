"""Writing a register (台账) as .xlsx, line by line: cases, their further steps, and what may be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook  # type: ignore[import-untyped]  # it brings no types
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]  # it brings no types
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # type: ignore[import-untyped]  # it brings no types
from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]  # it brings no types

from fazhi.core.form import Code, Codes, Day, Files, Long, Moment, Rows, YesNo
from fazhi.workbooks import layout as laying
from fazhi.workbooks.cells import Cell
from fazhi.workbooks.layout import FURTHER, Layout, Place
from fazhi.workbooks.opening import letter

OPTIONS = "选项"
HEADING_ROW = 4
_SPARE_ROWS = 2000
"""Below the lines there are, so many more get the lists to choose from."""

_SONG, _HEI = "宋体", "微软雅黑"
_INK, _QUIET = "1F2328", "5F6368"
_LINE = Side(style="thin", color="C9C2B5")
_RULED = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = PatternFill("solid", fgColor="F1EEE7")
_OF_FORM = PatternFill("solid", fgColor="FBFAF7")
_TOP = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)

HOW_TO = (
    "一行一件。标*的必填；日期写成2025-03-05，金额以元为单位，人员写姓名（同名的写成“姓名〔编号〕”）。"
    "后面环节的日期填了，才算办过这一环节。当事人等一格多行的，一行一个，写成“姓名：张三；联系电话：…”。"
    "一个环节办过几次、或本表没有栏目的，写在“后续办理”表，用序号对应。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A case as the register tells it: its cells by heading, and its further steps as lines."""

    cells: dict[str, Cell]
    further: Sequence[tuple[Cell, ...]] = ()


def write(
    to: Path, layout: Layout, *, title: str, remark: str, rows: Iterable[Row], masked: bool = False
) -> int:
    """Write the register of a duty to a file and return how many lines it has.

    ``remark`` stands above the headings, before how to fill it in.
    """
    book = Workbook(write_only=True)
    book.properties.title = title
    book.properties.creator = "fazhi"
    book.properties.description = "personal data masked" if masked else ""
    sheet = book.create_sheet(_sheet_title(layout.procedure.label))
    further = book.create_sheet(FURTHER)
    _set_up(sheet, layout)
    _head(sheet, layout, title, remark)
    _set_up_further(further)
    count = 0
    for row in rows:
        count += 1
        sheet.append([_cell(sheet, row.cells.get(one.heading)) for one in layout.places])
        for line in row.further:
            further.append([_cell(further, value) for value in line])
    last = HEADING_ROW + count
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{letter(len(layout.places) - 1)}{max(last, HEADING_ROW + 1)}"
    _offer(book, sheet, layout, last + _SPARE_ROWS)
    book.save(to)
    return count


def _sheet_title(label: str) -> str:
    return "".join(char for char in label if char not in "[]:*?/\\")[:28] + "台账"


def _cell(sheet: Any, value: Cell) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, Decimal):
        cell.number_format = "#,##0.00"
    cell.border, cell.alignment = _RULED, _TOP
    return cell


def _said(sheet: Any, value: str, **looks: Any) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"
    for name, look in looks.items():
        setattr(cell, name, look)
    return cell


def _set_up(sheet: Any, layout: Layout) -> None:
    sheet.freeze_panes = f"{'C' if layout.kind('number') else 'B'}{HEADING_ROW + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 8
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = f"{HEADING_ROW - 1}:{HEADING_ROW}"
    for column, place in enumerate(layout.places):
        sheet.column_dimensions[letter(column)].width = _width(place)
    sheet.row_dimensions[1].height = 30
    sheet.row_dimensions[2].height = 48
    sheet.row_dimensions[HEADING_ROW].height = 34


def _width(place: Place) -> int:
    if place.kind == "serial":
        return 6
    if place.kind in ("number", "order", "place"):
        return 20
    if isinstance(place.holds, Rows):
        return 40
    if isinstance(place.holds, Long):
        return 36
    if place.kind == "day" or isinstance(place.holds, Day | Moment | YesNo | Files):
        return 13
    return 16


def _head(sheet: Any, layout: Layout, title: str, remark: str) -> None:
    last = letter(min(len(layout.places), 12) - 1)
    sheet.merged_cells.add(f"A1:{last}1")
    sheet.merged_cells.add(f"A2:{last}2")
    sheet.append([_said(sheet, title, font=Font(name=_SONG, size=18, bold=True, color=_INK))])
    told = f"{remark}{HOW_TO}"
    sheet.append([_said(sheet, told, font=Font(name=_HEI, size=9, color=_QUIET), alignment=_TOP)])
    groups = [one.group for one in layout.places]
    start = 0
    for column in range(1, len(groups) + 1):
        if column == len(groups) or groups[column] != groups[start]:
            if column - start > 1 and groups[start]:
                sheet.merged_cells.add(f"{letter(start)}3:{letter(column - 1)}3")
            start = column
    above: list[WriteOnlyCell] = []
    for column, group in enumerate(groups):
        first = column == 0 or groups[column - 1] != group
        font = Font(name=_HEI, size=9, color=_QUIET)
        words = group if first else ""
        above.append(_said(sheet, words, font=font, fill=_OF_FORM, border=_RULED, alignment=_MIDDLE))
    sheet.append(above)
    sheet.append(
        [
            _said(
                sheet,
                heading_of(one),
                font=Font(name=_HEI, size=10, bold=True, color=_INK),
                fill=_HEAD,
                border=_RULED,
                alignment=_MIDDLE,
            )
            for one in layout.places
        ]
    )


def heading_of(place: Place) -> str:
    """Return a heading as it stands in the sheet: with its unit, and a star where it must be filled in."""
    unit = f"（{place.unit}）" if place.unit else ""
    return f"{place.heading}{unit}{'*' if place.required else ''}"


def _set_up_further(sheet: Any) -> None:
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDE", (8, 18, 13, 16, 90), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.append(
        [
            _said(
                sheet,
                heading,
                font=Font(name=_HEI, size=10, bold=True, color=_INK),
                fill=_HEAD,
                border=_RULED,
                alignment=_MIDDLE,
            )
            for heading in (laying.SERIAL, laying.STEP, laying.ON, laying.WHO, laying.SAID)
        ]
    )


# Lists to choose from ------------------------------------------------------------------------------


def _choices(place: Place) -> list[str]:
    asked = place.holds
    if isinstance(asked, Code | Codes):
        return [asked.label_of(code) for code in asked.choices]
    return ["是", "否"] if isinstance(asked, YesNo) else []


def _offer(book: Any, sheet: Any, layout: Layout, last: int) -> None:
    """Write the choices of each column on a sheet, and let cells of one choice offer them."""
    lists = [(column, one, found) for column, one in enumerate(layout.places) if (found := _choices(one))]
    options = book.create_sheet(OPTIONS)
    for nth in range(len(lists)):
        options.column_dimensions[letter(nth)].width = 22
    head = Font(name=_HEI, size=10, bold=True, color=_INK)
    options.append([_said(options, one.heading, font=head, fill=_HEAD) for _, one, _ in lists])
    for line in _across([found for _, _, found in lists]):
        options.append([_said(options, text) for text in line])
    for nth, (column, one, found) in enumerate(lists):
        if isinstance(one.holds, Codes):
            continue
        at = letter(nth)
        rule = DataValidation(
            type="list", formula1=f"'{OPTIONS}'!${at}$2:${at}${len(found) + 1}", allow_blank=True
        )
        # Other wordings are understood as well: the list helps, it does not forbid.
        rule.showErrorMessage = False
        rule.add(f"{letter(column)}{HEADING_ROW + 1}:{letter(column)}{last}")
        sheet.data_validations.append(rule)


def _across(lists: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    for nth in range(max(map(len, lists), default=0)):
        yield [one[nth] if nth < len(one) else "" for one in lists]

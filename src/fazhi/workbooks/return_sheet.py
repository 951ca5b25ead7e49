"""A return as .xlsx: a sheet a table, in the layout offices hand in, with its head and its foot."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook  # type: ignore[import-untyped]  # it brings no types
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # type: ignore[import-untyped]  # as above
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]  # as above

_LINE = Side(style="thin", color="8C8C8C")
_RULED = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = PatternFill("solid", fgColor="F1EEE7")
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_SHEET = 31
_BAD = str.maketrans("[]:*?/\\", "（）：＊？／＼")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table: its heads (name and unit), and its lines, each with its label; None is left empty."""

    label: str
    heads: Sequence[tuple[str, str]]
    lines: Sequence[tuple[str, Sequence[Decimal | None]]]


def write(
    title: str, *, organ: str, period: str, sheets: Sequence[Sheet], notes: Sequence[str] = ()
) -> bytes:
    """Return the return as a workbook."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title = title
    book.properties.creator = "fazhi"
    for sheet in sheets:
        head = f"填报单位：{organ}　　报告期：{period}　　{sheet.label}"
        _write(book, title, head, sheet, notes)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write(book: Workbook, title: str, head: str, sheet: Sheet, notes: Sequence[str]) -> None:
    page = book.create_sheet(sheet.label.translate(_BAD)[:_SHEET])
    wide = len(sheet.heads) + 1
    page.append([title])
    page.append([head])
    page.append(["", *(label for label, _ in sheet.heads)])
    page.append(["计量单位", *(unit for _, unit in sheet.heads)])
    for label, amounts in sheet.lines:
        page.append([label, *(None if amount is None else float(amount) for amount in amounts)])
    last = page.max_row
    page.append([])
    page.append(["制表人：　　　　　　审核人：　　　　　　负责人：　　　　　　报出日期："])
    for note in notes:
        page.append([note])
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=wide)
    page.merge_cells(start_row=2, start_column=1, end_row=2, end_column=wide)
    page["A1"].font = Font(name="方正小标宋简体", size=16)
    page["A1"].alignment = _MIDDLE
    for row in page.iter_rows(min_row=3, max_row=last, max_col=wide):
        for cell in row:
            cell.border = _RULED
            if cell.row <= 4 or cell.column == 1:
                cell.fill, cell.alignment = _HEAD, _MIDDLE
            else:
                cell.number_format = "#,##0.##" if sheet.heads[cell.column - 2][1] == "%" else "#,##0"
    page.column_dimensions["A"].width = 24
    for at in range(2, wide + 1):
        page.column_dimensions[get_column_letter(at)].width = 11
    page.row_dimensions[3].height = 60
    page.freeze_panes = "B5"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True

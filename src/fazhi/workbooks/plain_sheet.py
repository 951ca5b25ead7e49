"""Heads and lines as a file that another system takes in: .xlsx, or CSV as spreadsheets open it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from openpyxl import Workbook  # type: ignore[import-untyped]  # it brings no types
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]  # as above
from openpyxl.styles import Font  # type: ignore[import-untyped]  # as above
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]  # as above

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BAD = str.maketrans("[]:*?/\\", "（）：＊？／＼")


def xlsx(title: str, heads: Sequence[str], lines: Iterable[Sequence[str | date]]) -> bytes:
    """Return a workbook of one sheet: heads in the first row, text as text."""
    book = Workbook(write_only=True)
    book.properties.title = title
    book.properties.creator = "fazhi"
    sheet = book.create_sheet(title.translate(_BAD)[:31])
    sheet.freeze_panes = "A2"
    for at, head in enumerate(heads, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = max(12, 2 * len(head) + 2)
    bold = []
    for head in heads:
        cell = WriteOnlyCell(sheet, value=head)
        cell.font = Font(bold=True)
        bold.append(cell)
    sheet.append(bold)
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _cell(sheet: object, value: str | date) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    else:
        cell.data_type = "s"  # a number of eighteen digits stays one, and nothing is a formula
    return cell


def csv_text(heads: Sequence[str], lines: Iterable[Sequence[str | date]]) -> bytes:
    """Return the same as CSV in UTF-8, with the mark that tells the encoding; formulas are quoted."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heads)
    for line in lines:
        writer.writerow([_quoted(value) for value in line])
    return text.getvalue().encode("utf-8-sig")


def _quoted(value: str | date) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return f"'{value}" if value.startswith(_FORMULA) else value

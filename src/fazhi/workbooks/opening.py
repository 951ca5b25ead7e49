"""Opening what people send as a register: Excel's .xlsx and .csv, row by row, never the whole in memory.

What cannot be taken is said in a sentence: old .xls, files with a password or with macros, archives that
unpack to far more than they seem.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import IO, Any, Self, TypeAlias

from lxml import etree  # type: ignore[import-untyped]  # it brings no types
from openpyxl import load_workbook  # type: ignore[import-untyped]  # it brings no types
from openpyxl.utils import range_boundaries  # type: ignore[import-untyped]  # it brings no types

from fazhi.workbooks.cells import NoResult

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 400 * 1024 * 1024
MOST_PARTS = 2000
MOST_ROWS = 60_000
MOST_COLUMNS = 400
MOST_SHEETS = 60

_MEGABYTE = 1024 * 1024
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_HEAD = 64 * 1024

Values: TypeAlias = "tuple[object, ...]"


class WorkbookError(ValueError):
    """The file cannot be taken as a register; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: its number as Excel shows it, its cells, and which go on from the row above."""

    number: int
    cells: Values
    merged_on: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Marks:
    """What the values of a sheet do not say: merged ranges, and formulas without a result."""

    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """(row, column) of a cell below the first of a merged range → that of the first."""
    unresolved: set[tuple[int, int]] = field(default_factory=set)


class Workbook:
    """A file that was opened: its sheets in order; use it in a ``with``."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self._content = content
        self._book: Any = None
        self._text: str | None = None
        self._marks: dict[str, _Marks] = {}
        _refuse_foreign(content, name)
        if content.startswith(_ZIP):
            _refuse_unsafe(content, name)
            self._open()
        else:
            self._text = _decoded(content, name)

    def _open(self) -> None:
        try:
            self._book = load_workbook(io.BytesIO(self._content), read_only=True, data_only=True)
        except Exception as fault:  # a broken file breaks the library in very many ways
            raise WorkbookError(
                f"“{self.name}”打不开，文件可能已损坏；请在 Excel 中打开后另存为 .xlsx 再上传。"
            ) from fault
        if len(self._book.worksheets) > MOST_SHEETS:
            raise WorkbookError(
                f"“{self.name}”有{len(self._book.worksheets)}张表，最多{MOST_SHEETS}张；请分开。"
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        if self._book is not None:
            self._book.close()

    @property
    def sheets(self) -> list[str]:
        """The names of the sheets that are shown, in order."""
        if self._book is None:
            return [PurePosixPath(self.name.replace("\\", "/")).stem[:31] or "表"]
        return [one.title for one in self._book.worksheets if one.sheet_state == "visible"]

    def lines(self, sheet: str, *, first: int = 1) -> Iterator[Line]:
        """Yield the rows of a sheet from a row on.  Raises WorkbookError."""
        if self._book is None:
            yield from self._csv_lines(first)
            return
        marks = self._marks_of(sheet)
        kept: dict[tuple[int, int], object] = {}
        heads = set(marks.merged.values())
        for number, cells in enumerate(self._rows(sheet), start=1):
            if number > MOST_ROWS:
                raise WorkbookError(f"“{sheet}”超过{MOST_ROWS}行，请按年或按月分成几个文件导入。")
            self._mark(number, cells, marks, heads, kept)
            if number >= first:
                yield Line(number, tuple(cells), _going_on(number, len(cells), marks))

    def _rows(self, sheet: str) -> Iterator[list[object]]:
        page = self._book[sheet]
        page.reset_dimensions()
        try:
            for row in page.iter_rows():
                yield [_value(cell) for cell in row[:MOST_COLUMNS]]
        except Exception as fault:  # a broken file breaks the library in very many ways
            raise WorkbookError(
                f"“{sheet}”读到中途出错，文件可能已损坏；请在 Excel 中另存为 .xlsx 再上传。"
            ) from fault

    def _mark(
        self,
        number: int,
        cells: list[object],
        marks: _Marks,
        heads: set[tuple[int, int]],
        kept: dict[tuple[int, int], object],
    ) -> None:
        """Put the value of a merged range into each of its cells, and say where a formula has no result."""
        for column in range(1, len(cells) + 1):
            here = (number, column)
            if here in marks.unresolved and cells[column - 1] is None:
                cells[column - 1] = NoResult()
            if here in heads:
                kept[here] = cells[column - 1]
            elif here in marks.merged:
                cells[column - 1] = kept.get(marks.merged[here])

    def _csv_lines(self, first: int) -> Iterator[Line]:
        text = self._text or ""
        head = text[:4096]
        mark = "\t" if head.count("\t") > head.count(",") else ","
        try:
            for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=mark), start=1):
                if number > MOST_ROWS:
                    raise WorkbookError(f"“{self.name}”超过{MOST_ROWS}行，请按年或按月分成几个文件导入。")
                if number >= first:
                    yield Line(number, tuple(row[:MOST_COLUMNS]))
        except csv.Error as fault:
            raise WorkbookError(f"“{self.name}”不是完整的 CSV：{fault}；请另存为 .xlsx 再上传。") from fault

    # Merged cells and formulas ---------------------------------------------------------------------

    def _marks_of(self, sheet: str) -> _Marks:
        if sheet not in self._marks:
            path = self._book[sheet]._worksheet_path  # noqa: SLF001 - the library tells no other way where a sheet lies
            with zipfile.ZipFile(io.BytesIO(self._content)) as parts, parts.open(path) as part:
                self._marks[sheet] = _read_marks(part)
        return self._marks[sheet]


def _read_marks(part: IO[bytes]) -> _Marks:
    marks = _Marks()
    wanted = (f"{_MAIN}c", f"{_MAIN}row", f"{_MAIN}mergeCell")
    for _, element in etree.iterparse(
        part, events=("end",), tag=wanted, resolve_entities=False, no_network=True, huge_tree=False
    ):
        if element.tag == wanted[0]:
            formula, value = element.find(f"{_MAIN}f"), element.find(f"{_MAIN}v")
            if formula is not None and (value is None or not value.text) and element.get("t") != "inlineStr":
                low_column, low_row, _, _ = range_boundaries(element.get("r", "A1"))
                marks.unresolved.add((int(low_row or 1), int(low_column or 1)))
        elif element.tag == wanted[2]:
            _add_merged(marks, element.get("ref", ""))
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
        if len(marks.merged) > MOST_ROWS * 20:
            break
    return marks


def _add_merged(marks: _Marks, ref: str) -> None:
    try:
        left, top, right, bottom = (int(one or 0) for one in range_boundaries(ref))
    except ValueError:
        return
    if not (0 < left <= right <= MOST_COLUMNS and 0 < top <= bottom <= MOST_ROWS):
        return
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if (row, column) != (top, left):
                marks.merged[row, column] = (top, left)


def _going_on(number: int, width: int, marks: _Marks) -> frozenset[int]:
    return frozenset(
        column - 1
        for column in range(1, width + 1)
        if (head := marks.merged.get((number, column))) is not None and head[0] < number
    )


def _value(cell: Any) -> object:
    """Return the value of a cell; a share shown as a percentage comes as one."""
    value = cell.value
    if isinstance(value, float) and "%" in str(cell.number_format):
        return f"{round(value * 100, 4):g}%"
    if isinstance(value, datetime):
        whole = not (value.hour or value.minute or value.second)
        return value.date() if whole else value
    return value if value is None or isinstance(value, str | int | float | bool | date) else str(value)


# What is not taken ---------------------------------------------------------------------------------


def _refuse_foreign(content: bytes, name: str) -> None:
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if not content:
        raise WorkbookError(f"“{name}”是空文件，请重新选择。")
    if len(content) > MOST_BYTES:
        size = -(-len(content) // _MEGABYTE)
        raise WorkbookError(
            f"“{name}”约{size} MB，超过{MOST_BYTES // _MEGABYTE} MB 的上限；请删去图片，或按年分成几个文件。"
        )
    if content.startswith(_OLD):
        raise WorkbookError(
            f"“{name}”是旧版 .xls 格式，或者加了打开密码，不能读取；请在 Excel 或 WPS 中取消密码，"
            "“另存为”.xlsx 后再上传。"
        )
    if ending == "xlsm":
        raise WorkbookError(f"“{name}”是带宏的 .xlsm，不能接收；请“另存为”不带宏的 .xlsx 后再上传。")
    if content.startswith(_ZIP):
        return
    if ending not in ("csv", "txt", ""):
        raise WorkbookError(f"“{name}”不是 .xlsx 或 .csv 文件，不能作为台账导入；请在 Excel 中另存为 .xlsx。")


def _refuse_unsafe(content: bytes, name: str) -> None:
    """Refuse macros, and archives that are not what they seem, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _refuse_bomb(parts, name)
            if any(one.filename.lower().endswith("vbaproject.bin") for one in parts):
                raise WorkbookError(f"“{name}”含有宏，不能接收；请“另存为”不带宏的 .xlsx 后再上传。")
            for one in parts:
                if one.filename.endswith((".xml", ".rels")):
                    with archive.open(one) as part:
                        head = part.read(_HEAD)
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head or b"\0" in head:
                        raise WorkbookError(f"“{name}”的内部结构不是 Excel 写出的样子，为安全起见没有读取。")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as fault:
        raise WorkbookError(
            f"“{name}”不完整或加了密码，打不开；请在 Excel 中另存为 .xlsx 再上传。"
        ) from fault
    if not any(one.filename == "[Content_Types].xml" for one in parts):
        raise WorkbookError(f"“{name}”是压缩包，不是 .xlsx 工作簿；请解压后上传其中的表格。")


def _refuse_bomb(parts: list[zipfile.ZipInfo], name: str) -> None:
    unpacked, packed = sum(one.file_size for one in parts), sum(one.compress_size for one in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked > 200 * packed + 10 * _MEGABYTE:
        raise WorkbookError(
            f"“{name}”展开后约{-(-unpacked // _MEGABYTE)} MB，与文件大小不符，为安全起见没有读取；"
            "请只保留台账内容，另存为 .xlsx。"
        )


def _decoded(content: bytes, name: str) -> str:
    """Return the text of a .csv, in the encodings that Excel and WPS write."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise WorkbookError(f"“{name}”的文字编码认不出来；请在 Excel 中另存为 .xlsx，或存为 UTF-8 编码的 CSV。")


def letter(column: int) -> str:
    """Return the letters of a column counted from 0.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    found, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        found = chr(65 + rest) + found
    return found

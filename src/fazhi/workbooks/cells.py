"""What stands in a cell: from canonical values to cells that Excel keeps, and back from what people type.

``Naming`` leads from codes of persons, cases and communities to what they are called, and back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol, TypeAlias

from fazhi.core import typed
from fazhi.core.field import HIDDEN
from fazhi.core.form import (
    Canonical,
    Code,
    Codes,
    Day,
    Field,
    FieldProblem,
    Files,
    Form,
    IdNumber,
    Moment,
    Name,
    Number,
    People,
    Percent,
    Person,
    Phone,
    Quantity,
    Ref,
    Rows,
    Text,
    Yuan,
)
from fazhi.core.form import Place as PlaceField
from fazhi.workbooks import row_text
from fazhi.workbooks.layout import Place

Cell: TypeAlias = "str | int | Decimal | date | datetime | None"

LONGEST = 32_000
"""Excel keeps a little more than so many characters in a cell."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ERRORS = frozenset(("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"))
_EMPTY = frozenset(("/", "／", "-", "—", "——", "\\", "--"))
_EARLIEST = date(1900, 3, 1)
_SERIALS = range(20_000, 80_000)
_EPOCH = date(1899, 12, 30)
_WAN = 10_000


class NoResult:
    """Stands for a formula of which the file holds no result."""

    def __str__(self) -> str:
        return "公式"


class Naming(Protocol):
    """Who and what codes stand for in one organ."""

    def said(self, asked: Field[Any], code: str) -> str:
        """Return what a code is called."""
        ...

    def meant(self, asked: Field[Any], text: str, *, on: date | None, posts: Sequence[str]) -> str:
        """Return the code of what is called so. Raises FieldProblem where none is, or several are."""
        ...


# Writing -------------------------------------------------------------------------------------------


def cell_of(asked: Field[Any], value: Canonical | None, naming: Naming, *, masked: bool) -> Cell:
    """Return a value as it stands in a cell."""
    if value is None:
        return None
    if isinstance(value, str) and not (masked and asked.sealed):
        if isinstance(asked, Day):
            day = date.fromisoformat(value)
            return day if day >= _EARLIEST else value
        if isinstance(asked, Moment):
            moment = datetime.fromisoformat(value)
            return moment if moment.date() >= _EARLIEST else value
        if isinstance(asked, Yuan | Quantity):
            return Decimal(value)
    if isinstance(asked, Number) and not (masked and asked.sealed):
        return asked.value(value)
    return safe(text_of(asked, value, naming, masked=masked))


def text_of(asked: Field[Any], value: Canonical, naming: Naming, *, masked: bool) -> str:
    """Return a value as text that can be read back, unless it is masked."""
    if isinstance(asked, Rows):
        rows = value if isinstance(value, list) else []
        return "\n".join(_line(asked.form, row, naming, masked=masked) for row in rows)
    if masked and asked.sealed:
        return asked.show(value, masked=True)
    if isinstance(asked, Person | People | Ref | PlaceField):
        several = value if isinstance(value, list) else [value]
        return "、".join(naming.said(asked, str(one)) for one in several)
    if isinstance(asked, Files):
        return f"{len(asked.value(value))}份"
    if isinstance(asked, Day | Moment | Number | Yuan | Quantity | Percent):
        return str(value)
    return asked.text(value)


def line_of(form: type[Form], values: Mapping[str, Any], naming: Naming, *, masked: bool) -> str:
    """Return what a form holds as one piece of text, as ``read_line`` takes it."""
    return _line(form, values, naming, masked=masked)


def _line(form: type[Form], values: Mapping[str, Any], naming: Naming, *, masked: bool) -> str:
    return row_text.written(
        (one.label, text_of(one, values[one.name], naming, masked=masked))
        for one in form.fields
        if values.get(one.name) is not None
    )


def safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe stands before one that it might.

    >>> safe("=1+1"), safe("张三")
    ("'=1+1", '张三')
    """
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}{_CUT}"
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


_CUT = "……（内容过长，表格中未全）"


# Reading -------------------------------------------------------------------------------------------


def is_blank(cell: object) -> bool:
    """Tell whether nothing is said in a cell; a stroke stands for nothing."""
    return typed.is_blank(cell) or (isinstance(cell, str) and cell.strip() in _EMPTY)


def plain(cell: object) -> object:
    """Return what was meant by a cell: no apostrophe before a sign of formulas.

    Raises:
        FieldProblem: it holds an error of Excel's, a formula without a result, or text that was cut.

    """
    if isinstance(cell, NoResult):
        raise FieldProblem(
            "是公式，文件里没有保存它的计算结果；请在 Excel 中打开并保存后再导入，或改为数值。"
        )
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    if text.upper() in _ERRORS:
        raise FieldProblem(f"“{text}”是 Excel 的公式错误，请在原表中改正公式或改为数值。")
    if text.endswith(_CUT):
        raise FieldProblem("内容过长，导出时没有写全，不能据此导入；请把全文补齐。")
    return text[1:] if text.startswith("'") and text[1:2] in {*_FORMULA, "'"} else text


def raw_of(
    asked: Field[Any],
    cell: object,
    naming: Naming,
    *,
    place: Place | None = None,
    factor: int = 1,
    year: int = 0,
    on: date | None = None,
    posts: Sequence[str] = (),
) -> object:
    """Return a cell as the form takes it.

    ``factor`` is what the heading says amounts are counted in (10000 for 万元), ``year`` that of days written
    without one, ``on`` the day and ``posts`` the posts by which persons of one name are told apart.
    Raises FieldProblem.
    """
    found = plain(cell)
    if typed.is_blank(found) or (is_blank(found) and not isinstance(asked, Text)):
        return None
    if asked.sealed and isinstance(found, str) and is_masked(asked, found):
        raise FieldProblem(MASKED)
    if isinstance(asked, Rows):
        return _rows(asked, str(found), naming, place=place, on=on, posts=posts)
    if isinstance(asked, Person | Ref | PlaceField):
        return naming.meant(asked, typed.as_text(found), on=on, posts=posts)
    if isinstance(asked, People):
        several = re.split(r"[\s,，、;；/]+", typed.as_text(found).strip())
        return [naming.meant(asked, one, on=on, posts=posts) for one in several if one]
    return _single(asked, found, factor=factor, year=year)


def _single(asked: Field[Any], found: object, *, factor: int, year: int) -> object:
    """Return what a cell says that names nobody and nothing."""
    if isinstance(asked, Day):
        return _day(found, year)
    if isinstance(asked, Yuan):
        return _yuan(found, factor)
    if isinstance(asked, Code | Codes):
        return _code(asked, found)
    if isinstance(asked, Files):
        return _how_many(found)
    if isinstance(asked, Percent) and isinstance(found, float | int) and 0 < found <= 1:
        raise FieldProblem(f"“{found}”可以有两种理解，请写明百分号，例如 50%。")
    return found


MASKED = "是脱敏后的内容，不能导入；请由有权限的人员导出未脱敏的台账，或填写原文。"


def is_masked(asked: Field[Any], text: str) -> bool:
    """Tell whether text is what a mask leaves of a sealed value."""
    if HIDDEN in text or "****" in text:
        return True
    return isinstance(asked, Name) and re.fullmatch(r"\S{1,2}某某", text.strip()) is not None


def _rows(
    asked: Rows[Any],
    text: str,
    naming: Naming,
    *,
    place: Place | None,
    on: date | None,
    posts: Sequence[str],
) -> list[dict[str, Any]]:
    usually = {**place.usually, **place.only} if place is not None else {}
    found: list[dict[str, Any]] = []
    for line in row_text.lines(text):
        row = _row(asked.form, line, naming, on=on, posts=posts)
        found += [{**usually, **one} for one in (row if isinstance(row, list) else [row])]
    return found


def _row(
    form: type[Form], pieces: Sequence[str], naming: Naming, *, on: date | None, posts: Sequence[str]
) -> dict[str, Any] | list[dict[str, Any]]:
    labels = _labels(form)
    pairs = [row_text.pair(piece) for piece in pieces]
    if not any(label in labels for label, _ in pairs):
        return _loose(form, pieces)
    row: dict[str, Any] = {}
    for label, value in pairs:
        asked = labels.get(label)
        if asked is None:
            known = "、".join(one.label for one in form.fields)
            raise FieldProblem(f"“{form.title}”没有“{label or value}”这一项；可写的有：{known}。")
        try:
            # A piece of a cell is no cell: no apostrophe was put before it.
            row[asked.name] = raw_of(asked, safe(value), naming, on=on, posts=posts)
        except FieldProblem as problem:
            raise FieldProblem(f"“{asked.label}”{problem}") from None
    return row


def _labels(form: type[Form]) -> dict[str, Field[Any]]:
    """Return the fields of a form by what staff call them: of 姓名（名称） either word alone will do."""
    called = {one.label: one for one in form.fields} | {one.name: one for one in form.fields}
    for one in form.fields:
        head, bracket, tail = one.label.partition("（")
        for word in (head, tail.rstrip("）")) if bracket else ():
            called.setdefault(word, one)
    return called


def _loose(form: type[Form], pieces: Sequence[str]) -> list[dict[str, Any]]:
    """Read what staff write of persons without saying what is what: 张三 13800138000、李四."""
    name = next((one for one in form.fields if isinstance(one, Name)), None)
    first = name or next((one for one in form.fields if isinstance(one, Text)), None)
    phone = next((one for one in form.fields if isinstance(one, Phone)), None)
    number = next((one for one in form.fields if isinstance(one, IdNumber)), None)
    found: list[dict[str, Any]] = []
    for piece in (one for part in pieces for one in (re.split(r"[、，,]", part) if name else [part])):
        row: dict[str, Any] = {}
        text = re.sub(r"等\d+人$", "", piece.strip())
        if number is not None and (match := _ID.search(text)):
            row[number.name], text = match[0], text.replace(match[0], " ")
        if phone is not None and (match := _PHONE.search(text)):
            row[phone.name], text = match[0], text.replace(match[0], " ")
        words = re.sub(r"[（(]\s*[）)]", "", text).strip(" ：:（）()") if name else text.strip()
        if first is not None and words:
            if isinstance(first, Name) and is_masked(first, words):
                raise FieldProblem(MASKED)
            row[first.name] = words
        elif found and row:
            found[-1] |= row
            continue
        if row:
            found.append(row)
    return found


_ID = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_PHONE = re.compile(r"(?<!\d)(?:1\d{10}|0\d{2,3}-?\d{7,8})(?!\d)")


def read_line(
    form: type[Form], text: str, naming: Naming, *, on: date | None, posts: Sequence[str]
) -> dict[str, Any]:
    """Return what a form was filled in with, from “栏目：内容；栏目：内容”. Raises FieldProblem."""
    pieces = [piece for line in row_text.lines(text) for piece in line]
    labels = {one.label: one for one in form.fields} | {one.name: one for one in form.fields}
    found: dict[str, Any] = {}
    for piece in pieces:
        label, value = row_text.pair(piece)
        asked = labels.get(label)
        if asked is None:
            known = "、".join(one.label for one in form.fields)
            told = f"“{label}”" if label else f"“{piece[:20]}”前面没有写栏目，"
            raise FieldProblem(f"{told}不是“{form.title}”的栏目；可写的有：{known}。")
        try:
            found[asked.name] = raw_of(asked, value, naming, on=on, posts=posts)
        except FieldProblem as problem:
            raise FieldProblem(f"“{asked.label}”{problem}") from None
    return found


# Kinds of values -----------------------------------------------------------------------------------


def day_of(cell: object, year: int = 0) -> date | None:
    """Return the day in a cell, None if it is blank. Raises FieldProblem."""
    found = plain(cell)
    if is_blank(found):
        return None
    return typed.day(_day(found, year))


def _day(found: object, year: int) -> object:
    if isinstance(found, float | int) and not isinstance(found, bool) and int(found) in _SERIALS:
        return _EPOCH + timedelta(days=int(found))
    if isinstance(found, str):
        text = re.sub(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$", "", typed.plain(found))
        if re.fullmatch(r"[2-7]\d{4}", text, re.ASCII):
            return _EPOCH + timedelta(days=int(text))
        if year and (match := re.fullmatch(r"(\d{1,2})(?:月|[-./])(\d{1,2})[日号]?", text, re.ASCII)):
            return f"{year}-{match[1]}-{match[2]}"
        return text
    return found


def _yuan(found: object, factor: int) -> object:
    if isinstance(found, str):
        text = typed.plain(found).replace(" ", "").removeprefix("约")
        if text in ("无", "没有"):
            return 0
        match = re.fullmatch(r"[¥￥]?([\d,.]+)万元?", text, re.ASCII)
        if match:
            return _times(match[1], _WAN, found)
        if factor != 1 and not text.endswith("元"):
            return _times(text, factor, found)
        return text
    if factor != 1 and isinstance(found, float | int | Decimal) and not isinstance(found, bool):
        return typed.as_number(found) * factor
    return found


def _times(text: str, factor: int, shown: object) -> Decimal:
    return typed.amount(text, shown=shown, what="金额", ask="数字，例如 1.2") * factor


def _code(asked: Code | Codes, found: object) -> object:
    """Return a choice as typed, or the one choice in whose wording it stands."""
    if not isinstance(found, str) or isinstance(asked, Codes):
        return found
    try:
        asked.code_for(found)
    except FieldProblem:
        word = typed.folded(found)
        near = [
            code
            for code in asked.choices
            if len(word) > 1
            and (word in typed.folded(asked.choices[code]) or typed.folded(asked.choices[code]) in word)
        ]
        if len(near) == 1:
            return near[0]
        raise
    return found


def _how_many(found: object) -> int:
    """Return how many papers a cell says there are. Raises FieldProblem."""
    if isinstance(found, bool):
        return int(found)
    if isinstance(found, float | int):
        return int(found)
    text = typed.plain(str(found))
    if text in ("有", "是", "√", "已附"):
        return 1
    if text in ("无", "否", "没有", "未附"):
        return 0
    match = re.fullmatch(r"(\d{1,3})\s*[份张个件页]?", text, re.ASCII)
    if not match:
        raise FieldProblem(f"{typed.quoted(found)}看不出有几份附件，请写成“2份”；原件另存。")
    return int(match[1])

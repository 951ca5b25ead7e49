"""A return as a file: xlsx as offices hand it in; docx, pdf, html and md with a line for each count; json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from fazhi.core.statement import rounded
from fazhi.documents import MEDIA_TYPES, render
from fazhi.documents.paper import Heading, Paper, Paragraph, Signature, Table, runs
from fazhi.statements.returns.declared import Column
from fazhi.usecases.returns import Broken, Filled, FilledTable
from fazhi.workbooks import return_sheet

FORMATS = ("xlsx", "docx", "pdf", "html", "md", "json")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_ROWS = 6
"""With more rows than these a page is too narrow for a column each: the table then stands as filled in."""


def publish(filled: Filled, form: str, *, today: date) -> tuple[bytes, str]:
    """Return a return as a file of one of ``FORMATS``, and its media type."""
    if form == "json":
        content = json.dumps(to_json(filled), ensure_ascii=False, indent=2)
        return content.encode(), "application/json"
    if form == "xlsx":
        sheets = [_sheet(one) for one in filled.tables]
        content_ = return_sheet.write(
            filled.declared.label,
            organ=filled.organ_name,
            period=filled.span.label,
            sheets=sheets,
            notes=[f"勾稽不符：{one.says}" for one in filled.broken],
        )
        return content_, XLSX
    return render(paper(filled, today=today), form), MEDIA_TYPES[form]  # type: ignore[arg-type]  # the caller names one of FORMATS


def _sheet(one: FilledTable) -> return_sheet.Sheet:
    columns = one.table.columns
    return return_sheet.Sheet(
        label=one.table.label,
        heads=[(column.label, column.unit) for column in columns],
        lines=[
            (row.label, [printed(cell, column) for cell, column in zip(cells, columns, strict=True)])
            for row, cells in zip(one.table.rows, one.cells, strict=True)
        ],
    )


def printed(cell: Decimal | None, column: Column) -> Decimal | None:
    """Return an amount as it is printed: a rate in percent, to two decimals."""
    if cell is None:
        return None
    return plain_number(cell * 100 if column.unit == "%" else cell)


def plain_number(amount: Decimal) -> Decimal:
    """Return an amount to two decimals at most, without zeros at its end."""
    exact = rounded(amount, 2)
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize()


def paper(filled: Filled, *, today: date) -> Paper:
    """Return a return as a paper."""
    body: list[Heading | Paragraph | Table | Signature] = [
        Paragraph(runs(f"填报单位：{filled.organ_name}　　报告期：{filled.span.label}"), indent=False)
    ]
    for one in filled.tables:
        body += [Heading(one.table.label), _table(one)]
    if filled.broken:
        body.append(Heading("勾稽不符"))
        body += [Paragraph(runs(f"{one.says}。{_cases(one)}")) for one in filled.broken]
    body.append(Paragraph(runs("制表人：　　　　　审核人：　　　　　负责人："), indent=False))
    body.append(Signature(runs(filled.organ_name), date=f"{today.year}年{today.month}月{today.day}日"))
    return Paper(kind="report", organ=filled.organ_name, title=filled.declared.label, body=tuple(body))


def _cases(broken: Broken) -> str:
    named = "、".join(one.number or one.title for one in broken.cases)
    return f"涉及：{named}。" if named else ""


def _table(one: FilledTable) -> Table:
    """Return a table of a page: a line for each count, or for each row where these are many."""
    columns, rows = one.table.columns, one.table.rows
    amounts = [
        [_text(printed(cell, column)) for cell, column in zip(cells, columns, strict=True)]
        for cells in one.cells
    ]
    if len(rows) > _MOST_ROWS >= len(columns):
        return _ruled(
            ["", *(f"{column.label}（{column.unit}）" for column in columns)],
            [[row.label, *cells] for row, cells in zip(rows, amounts, strict=True)],
        )
    return _ruled(
        ["栏目", "单位", *(row.label for row in rows)],
        [[column.label, column.unit, *(cells[at] for cells in amounts)] for at, column in enumerate(columns)],
    )


def _ruled(head: Sequence[str], lines: Sequence[Sequence[str]]) -> Table:
    return Table(
        head=tuple(runs(one) for one in head),
        rows=tuple(tuple(runs(one) for one in line) for line in lines),
        widths=(3, *(1 for _ in head[1:])),
    )


def _text(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:,f}"


def to_json(filled: Filled) -> dict[str, Any]:
    """Return a return as data; amounts are numbers, None where the books cannot tell."""
    return {
        "code": filled.declared.code,
        "label": filled.declared.label,
        "organ": filled.organ_name,
        "period": filled.span.name,
        "goes_to": filled.declared.goes_to,
        "tables": [
            {
                "label": one.table.label,
                "columns": [
                    {"label": column.label, "unit": column.unit, "formula": column.formula}
                    for column in one.table.columns
                ],
                "rows": [
                    {
                        "label": row.label,
                        "values": [
                            _number(printed(cell, column))
                            for cell, column in zip(cells, one.table.columns, strict=True)
                        ],
                    }
                    for row, cells in zip(one.table.rows, one.cells, strict=True)
                ],
            }
            for one in filled.tables
        ],
        "broken": [
            {
                "label": one.balance.label,
                "left": _number(one.left),
                "right": _number(one.right),
                "relation": one.balance.relation,
                "cases": [
                    {"case": each.case, "number": each.number, "title": each.title} for each in one.cases
                ],
            }
            for one in filled.broken
        ],
    }


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)

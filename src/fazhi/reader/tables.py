"""One table of places × years × indicators from many readings: xlsx, CSV and Parquet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook  # type: ignore[import-untyped]  # the package ships no types
from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]  # as above
from openpyxl.styles import Font  # type: ignore[import-untyped]  # as above

from fazhi.reader.folders import latest
from fazhi.reader.reading import UnreadableError

COLUMNS = (
    ("file", "文件"),
    ("body", "机关"),
    ("level", "层级"),
    ("year", "年度"),
    ("indicator", "指标编号"),
    ("label", "指标"),
    ("value", "数值"),
    ("unit", "单位"),
    ("approx", "约数"),
    ("scope", "性质"),
    ("period", "期间"),
    ("section", "所在标题"),
    ("text", "原文"),
)
SCOPES = {"result": "成效", "obligation": "要求", "plan": "计划", "history": "往年"}
FORMATS = (".xlsx", ".csv", ".parquet")
_BATCH = 5000
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def rows(journal: Path) -> Iterator[dict[str, Any]]:
    """Yield one row a figure, of every file that was read."""
    for record in latest(journal):
        reading = record.reading
        if reading is None:
            continue
        for figure in reading["figures"]:
            yield {
                "file": record.name,
                "body": "、".join(reading["body"]),
                "level": reading["level"],
                "year": reading["year"],
                "indicator": figure["indicator"],
                "label": figure["label"],
                "value": float(figure["value"]),
                "unit": figure["unit"],
                "approx": figure["approx"],
                "scope": figure["scope"],
                "period": figure["period"],
                "section": figure["section"],
                "text": figure["text"],
            }


def write(journal: Path, target: Path) -> int:
    """Write the table of a journal and return how many figures it has; the ending of the name says the
    format.

    Raises:
        UnreadableError: the ending is none of the formats, or Parquet is not installed.

    """
    if target.suffix == ".csv":
        return _csv(journal, target)
    if target.suffix == ".xlsx":
        return _xlsx(journal, target)
    if target.suffix == ".parquet":
        return _parquet(journal, target)
    raise UnreadableError(f"不能输出“{target.suffix}”格式，请用 {'、'.join(FORMATS)} 之一作扩展名。")


def _csv(journal: Path, target: Path) -> int:
    count = 0
    # With the mark that tells Excel the encoding.
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([label for _, label in COLUMNS])
        for row in rows(journal):
            writer.writerow([_harmless(_shown(row, name)) for name, _ in COLUMNS])
            count += 1
    return count


def _harmless(value: Any) -> Any:
    """Keep a spreadsheet from taking words for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")) else value


def _shown(row: dict[str, Any], name: str) -> Any:
    value = row[name]
    if name == "scope":
        return SCOPES[value]
    if name == "approx":
        return "约" if value else ""
    if name == "value" and value == int(value):
        return int(value)
    return _ILLEGAL.sub("", value) if isinstance(value, str) else value


def _xlsx(journal: Path, target: Path) -> int:
    """Write figures, the comparison of places, faults and files as sheets."""
    book = Workbook(write_only=True)
    bold = Font(bold=True)

    def sheet(name: str, header: list[str]) -> Any:
        made = book.create_sheet(name)
        made.freeze_panes = "A2"
        cells = []
        for words in header:
            cell = WriteOnlyCell(made, value=words)
            cell.font = bold
            cells.append(cell)
        made.append(cells)
        return made

    figures = sheet("数字", [label for _, label in COLUMNS])
    count = 0
    codes: dict[str, str] = {}
    for row in rows(journal):
        figures.append([_harmless(_shown(row, name)) for name, _ in COLUMNS])
        count += 1
        if row["indicator"] and row["scope"] == "result":
            codes.setdefault(row["indicator"], f"{row['label']}（{row['unit']}）")
    columns = sorted(codes)
    compared = sheet("对照", ["机关", "年度", "文件", *[codes[code] for code in columns]])
    faults = sheet("问题", ["文件", "机关", "编号", "程度", "引文", "说明", "建议"])
    files = sheet("文件", ["文件", "机关", "层级", "年度", "标题", "数字个数", "未能读取的原因"])
    for record in latest(journal):
        reading = record.reading
        if reading is None:
            files.append([record.name, "", "", None, "", 0, _ILLEGAL.sub("", record.fault)])
            continue
        body = "、".join(reading["body"])
        told: dict[str, Any] = {}
        for figure in reading["figures"]:
            if figure["indicator"] and figure["scope"] == "result":
                told.setdefault(figure["indicator"], figure["value"])
        compared.append([body, reading["year"], record.name, *[told.get(code) for code in columns]])
        for problem in reading["problems"]:
            cells = [record.name, body, problem["code"], problem["severity"], problem["quote"] or ""]
            cells += [problem["message"], problem["suggestion"]]
            faults.append([_harmless(_ILLEGAL.sub("", cell)) for cell in cells])
        files.append(
            [
                record.name,
                body,
                reading["level"],
                reading["year"],
                _ILLEGAL.sub("", reading["title"] or ""),
                len(reading["figures"]),
                "",
            ]
        )
    book.save(target)
    return count


def _parquet(journal: Path, target: Path) -> int:
    try:
        import pyarrow as pa  # noqa: PLC0415 — an optional extra
        from pyarrow import parquet  # noqa: PLC0415 — as above
    except ImportError as fault:
        raise UnreadableError(
            "输出 Parquet 需要另装组件：pip install 'fazhi[parquet]'；也可改用 .csv 或 .xlsx。"
        ) from fault
    kinds = {"value": pa.float64(), "year": pa.int32(), "approx": pa.bool_()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name, _ in COLUMNS])
    count = 0
    with parquet.ParquetWriter(target, schema) as writer:
        batch: list[dict[str, Any]] = []
        for row in rows(journal):
            batch.append(row)
            count += 1
            if len(batch) >= _BATCH:
                writer.write_table(pa.Table.from_pylist(batch, schema=schema))
                batch = []
        writer.write_table(pa.Table.from_pylist(batch, schema=schema))
    return count

"""Reports of several places side by side: one table of places × indicators for the years read.

Gaps and outliers are marked.  Figures are ranked only where they count the same thing over the same time.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.util import find_spec
from math import log1p
from statistics import median
from typing import Any

from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]  # the package ships no types
from openpyxl.styles import Font, PatternFill  # type: ignore[import-untyped]  # as above
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]  # as above

from fazhi.reader import Reading, Scope, UnreadableError
from fazhi.reader.tables import COLUMNS, SCOPES
from fazhi.reader.vocabulary import vocabulary

MOST = 5_000
"""More figures than these are for the command line: `fazhi read FOLDER --to table.xlsx`."""
LARGEST = Decimal(10) ** 18
"""No figure of a street comes near it; a larger one is no figure."""
LEAST_FOR_OUTLIERS = 5
"""Among fewer figures none stands out."""
FAR_OUT = 3.5
"""How many deviations from the middle stand out: the usual mark for the modified z-score."""
_TO_SIGMA = 0.6745
_PART = re.compile(r"^(?:其中|包括|含)")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A result that a report tells: whose, of which year, how much.  Rates are in percent, money in yuan.

    ``part`` tells a part of a whole (其中…), ``period`` is the years it covers, "" if the report's own.
    """

    file: str
    place: str
    level: str
    year: int
    indicator: str
    value: Decimal
    unit: str
    approx: bool = False
    period: str = ""
    part: bool = False

    def to_json(self) -> list[Any]:
        """Return it as a short list, to be given back to ``said_again``."""
        return [
            self.file,
            self.place,
            self.level,
            self.year,
            self.indicator,
            str(self.value),
            self.unit,
            self.approx,
            self.period,
            self.part,
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A place in a year."""

    place: str
    year: int
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a place says of an indicator; ``others`` are further values that the same report gives it."""

    said: Said
    others: tuple[Decimal, ...] = ()
    outlier: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """An indicator, and how many of the rows tell it."""

    code: str
    label: str
    unit: str
    told: int


@dataclass(frozen=True, kw_only=True)
class ComparisonTable:
    """Places × indicators: what is not in ``cells`` is a gap."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[Row, str], Cell] = field(default_factory=dict)

    @property
    def years(self) -> list[int]:
        """The years read, newest first."""
        return sorted({row.year for row in self.rows}, reverse=True)

    @property
    def gaps(self) -> int:
        """How many cells are empty."""
        return len(self.rows) * len(self.columns) - len(self.cells)

    @property
    def outliers(self) -> list[Cell]:
        """The cells that stand out."""
        return [cell for cell in self.cells.values() if cell.outlier]

    def column(self, code: str) -> Column | None:
        """Return the column of an indicator."""
        return next((one for one in self.columns if one.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The places of a year in the order of one indicator, the largest first.

    ``reasons`` say why they are not ranked; then they stand in the order of their names.
    """

    column: Column
    year: int
    cells: tuple[Cell, ...]
    reasons: tuple[str, ...] = ()


# What reports say ----------------------------------------------------------------------------------


def said_in(reading: Reading) -> Iterator[Said]:
    """Yield the results of a report that are bound to an indicator; none of one whose year is not known."""
    if reading.year is None:
        return
    for claim in reading.figures:
        if claim.indicator and claim.scope is Scope.RESULT:
            yield Said(
                file=reading.name,
                place="、".join(reading.body) or reading.name,
                level=reading.level,
                year=reading.year,
                indicator=claim.indicator,
                value=claim.value,
                unit=claim.unit,
                approx=claim.approx,
                period="" if claim.period == str(reading.year) else claim.period,
                part=claim.part_of is not None or bool(_PART.match(claim.text)),
            )


def said_in_table(content: bytes, name: str) -> list[Said]:
    """Return what a table says that ``fazhi read FOLDER --to`` has written, as xlsx or CSV.

    Raises:
        UnreadableError: it is no such table, or holds more figures than a page can show.

    """
    found = []
    try:
        lines = _lines(content, name)
        header = [str(cell or "") for cell in next(lines, ())]
        wanted = {key: header.index(label) for key, label in COLUMNS}
        for line in lines:
            told = {key: line[place] if place < len(line) else None for key, place in wanted.items()}
            if told["indicator"] and told["year"] and told["scope"] == SCOPES["result"]:
                found.append(_of_table(told))
            if len(found) > MOST:
                break
    except (ValueError, KeyError, InvalidOperation, InvalidFileException, OSError) as fault:
        raise UnreadableError(
            f"“{name}”不是 fazhi read 文件夹 --to 写出的汇总表（缺少“数字”表或其中的列）。"
        ) from fault
    if len(found) > MOST:
        raise UnreadableError(f"“{name}”里的数字超过{MOST}个，网页放不下；请在表格软件里看，或分批汇总。")
    return found


def _lines(content: bytes, name: str) -> Iterator[Sequence[Any]]:
    if name.lower().endswith(".csv"):
        return iter(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception as fault:
        # The package fails in many ways on what is no workbook: zip, XML and key errors among them.
        raise ValueError(str(fault)) from fault
    return iter(book["数字"].iter_rows(values_only=True))


def _of_table(told: Mapping[str, Any]) -> Said:
    year = int(told["year"])
    period = str(told["period"] or "")
    return Said(
        file=str(told["file"] or ""),
        place=str(told["body"] or told["file"] or ""),
        level=str(told["level"] or ""),
        year=year,
        indicator=str(told["indicator"]),
        value=Decimal(str(told["value"])),
        unit=str(told["unit"] or ""),
        approx=bool(told["approx"]),
        period="" if period == str(year) else period,
        part=bool(_PART.match(str(told["text"] or ""))),
    )


def said_again(data: Any) -> list[Said]:
    """Return what ``Said.to_json`` gave.

    Raises:
        ValueError: it is something else.

    """
    try:
        return [
            Said(
                file=str(one[0]),
                place=str(one[1]),
                level=str(one[2]),
                year=int(one[3]),
                indicator=str(one[4]),
                value=Decimal(str(one[5])),
                unit=str(one[6]),
                approx=bool(one[7]),
                period=str(one[8]),
                part=bool(one[9]),
            )
            for one in data[:MOST]
        ]
    except (TypeError, KeyError, IndexError, InvalidOperation) as fault:
        raise ValueError("no figures") from fault


# Side by side --------------------------------------------------------------------------------------


def table(said: Iterable[Said]) -> ComparisonTable:
    """Lay results side by side; of several values in one report the first counts, the others are kept."""
    by_cell: dict[tuple[Row, str], list[Said]] = defaultdict(list)
    levels: dict[tuple[str, int], str] = {}
    known = vocabulary().indicators
    for one in said:
        if one.indicator in known and one.value.is_finite() and -LARGEST < one.value < LARGEST:
            level = levels.setdefault((one.place, one.year), one.level)
            by_cell[Row(place=one.place, year=one.year, level=level), one.indicator].append(one)
    codes: dict[str, int] = defaultdict(int)
    for _, code in by_cell:
        codes[code] += 1
    out = _outliers(by_cell)
    cells = {
        key: Cell(
            said=told[0],
            others=tuple(dict.fromkeys(one.value for one in told if one.value != told[0].value)),
            outlier=key in out,
        )
        for key, told in by_cell.items()
    }
    columns = [
        Column(code=code, label=known[code].label, unit=known[code].unit, told=count)
        for code, count in codes.items()
    ]
    return ComparisonTable(
        rows=tuple(sorted({row for row, _ in by_cell}, key=lambda row: (row.place, row.year))),
        columns=tuple(sorted(columns, key=lambda one: (-one.told, one.code))),
        cells=cells,
    )


def _outliers(by_cell: Mapping[tuple[Row, str], Sequence[Said]]) -> set[tuple[Row, str]]:
    """Return the cells far from the middle of their like: same indicator, year, level, unit and
    period.

    Counts are compared by their logarithm: a place twice as large is no outlier.
    """
    alike: dict[tuple[str, int, str, str, str], list[tuple[tuple[Row, str], float]]] = defaultdict(list)
    for key, told in by_cell.items():
        row, code = key
        one = told[0]
        size = float(one.value) if one.unit == "%" else log1p(max(float(one.value), 0.0))
        alike[code, row.year, row.level, one.unit, one.period].append((key, size))
    found = set()
    for group in alike.values():
        if len(group) < LEAST_FOR_OUTLIERS:
            continue
        middle = median(size for _, size in group)
        spread = median(abs(size - middle) for _, size in group)
        if spread:
            found |= {key for key, size in group if _TO_SIGMA * abs(size - middle) / spread > FAR_OUT}
    return found


def ranking(of: ComparisonTable, code: str, year: int) -> Ranking | None:
    """Rank the places of a year by an indicator, or say why they cannot be ranked; None if none tells it."""
    column = of.column(code)
    cells = [cell for (row, one), cell in of.cells.items() if one == code and row.year == year]
    if column is None or not cells:
        return None
    reasons = tuple(_reasons(cells, year))
    ordered = sorted(cells, key=lambda cell: cell.said.place)
    if not reasons:
        ordered.sort(key=lambda cell: -cell.said.value)
    return Ranking(column=column, year=year, cells=tuple(ordered), reasons=reasons)


def _reasons(cells: Sequence[Cell], year: int) -> Iterator[str]:
    """Yield why figures are not of one kind."""
    if len(cells) < 2:
        yield "只有一处写了这个数，无从比较。"
    told = [cell.said for cell in cells]
    units = _places_by(told, lambda one: one.unit)
    if len(units) > 1:
        yield f"计量单位不同：{_listed(units)}。单位不同，数的不是一样东西。"
    periods = _places_by(told, lambda one: one.period or f"{year}年")
    if len(periods) > 1:
        yield f"统计期间不同：{_listed(periods)}。期间不同的数不能比高低。"
    levels = _places_by(told, lambda one: one.level or "层级不明")
    if len(levels) > 1:
        yield f"机关层级不同：{_listed(levels)}。上级的数一般含所属机关，口径不同。"
    parts = _places_by(told, lambda one: "其中数" if one.part else "总数")
    if len(parts) > 1:
        yield f"有的写的是总数，有的是其中一部分：{_listed(parts)}。口径不同。"
    if several := [cell.said.place for cell in cells if cell.others]:
        yield f"{'、'.join(several[:4])}的报告里这个指标有几个不同的数，先要弄清以哪个为准。"


def _places_by(told: Sequence[Said], kind: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in told:
        found[kind(one)].append(one.place)
    return found


def _listed(groups: Mapping[str, Sequence[str]]) -> str:
    return "；".join(
        f"{kind}（{'、'.join(places[:3])}{'等' if len(places) > 3 else ''}）"
        for kind, places in groups.items()
    )


# As files ------------------------------------------------------------------------------------------

_LINES = ("机关", "年度", "指标编号", "指标", "数值", "单位", "约数", "期间", "标记", "文件")


def as_csv(of: ComparisonTable) -> bytes:
    """Return one line a place, year and indicator, gaps included, with the mark that tells Excel UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_LINES)
    for line in _long(of):
        writer.writerow([_harmless(cell) for cell in line])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


@cache
def parquet_is_here() -> bool:
    """Tell whether the optional package that writes Parquet is installed."""
    return find_spec("pyarrow") is not None


def as_parquet(of: ComparisonTable) -> bytes:
    """Return the lines of ``as_csv`` as Parquet, typed; a gap has no value.

    Raises:
        UnreadableError: the optional package is not installed.

    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an optional extra
        from pyarrow import parquet  # noqa: PLC0415 - as above
    except ImportError as fault:
        raise UnreadableError(
            "输出 Parquet 需要另装组件：pip install 'fazhi[parquet]'；也可改用 xlsx 或 CSV。"
        ) from fault
    kinds = {"年度": pa.int32(), "数值": pa.float64()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in _LINES])
    lines = [dict(zip(_LINES, line, strict=True)) for line in _long(of)]
    content = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(lines, schema=schema), content)
    return content.getvalue()


def as_xlsx(of: ComparisonTable) -> bytes:
    """Return the table as a workbook: the places side by side, outliers and gaps coloured, and the lines."""
    book = Workbook()
    sheet = book.active
    sheet.title = "对照"
    bold, gap, far = (
        Font(bold=True),
        PatternFill("solid", fgColor="E4DFD6"),
        PatternFill("solid", fgColor="F3DFA2"),
    )
    sheet.append(["机关", "年度", *(f"{one.label}（{one.unit}）" for one in of.columns)])
    for cell in sheet[1]:
        cell.font = bold
    sheet.freeze_panes = "C2"
    for number, row in enumerate(of.rows, start=2):
        sheet.append([_harmless(row.place), row.year])
        for place, column in enumerate(of.columns, start=3):
            told = of.cells.get((row, column.code))
            drawn = sheet.cell(number, place, None if told is None else float(told.said.value))
            if told is None:
                drawn.fill = gap
            elif told.outlier:
                drawn.fill = far
    sheet.append([])
    sheet.append(["灰：报告没有写；黄：与同层级同年度的其他机关相差悬殊，请核实。"])
    lines = book.create_sheet("明细")
    lines.append(_LINES)
    for line in _long(of):
        lines.append([_harmless(cell) for cell in line])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _long(of: ComparisonTable) -> Iterator[list[Any]]:
    for row in of.rows:
        for column in of.columns:
            told = of.cells.get((row, column.code))
            if told is None:
                yield [row.place, row.year, column.code, column.label, None, column.unit, "", "", "缺", ""]
                continue
            said = told.said
            marks = ["离群"] * told.outlier + ["一份报告有几个数"] * bool(told.others)
            yield [
                row.place,
                row.year,
                column.code,
                column.label,
                float(said.value),
                said.unit,
                "约" if said.approx else "",
                said.period or str(row.year),
                "、".join(marks),
                said.file,
            ]


def _harmless(value: Any) -> Any:
    """Keep a spreadsheet from taking words for a formula, and from refusing what cannot be printed."""
    if not isinstance(value, str):
        return value
    text = _ILLEGAL.sub("", value)
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text

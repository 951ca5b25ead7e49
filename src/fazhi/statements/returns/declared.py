"""Returns as declared: their tables, what each line and column asks of the ledger, and what must balance."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from fazhi.core.formula import read as read_formula
from fazhi.core.procedure import Indicator
from fazhi.law.returns import ReturnRow, returns
from fazhi.procedures import registry

_BY = re.compile(r"([a-z_]\w*\.\w+) by (\w+)")
_SIDES = re.compile(r"(.+?) (<=|=) (.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What is counted: a formula over the ledger, its name and unit."""

    label: str
    unit: str
    formula: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """For what it is counted: everything (``dimension`` ""), or one value of a breakdown."""

    label: str
    dimension: str = ""
    value: str = ""

    @property
    def where(self) -> tuple[tuple[str, str], ...]:
        """Return the slice as the ledger asks it."""
        return ((self.dimension, self.value),) if self.dimension else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of a return."""

    label: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What must balance (勾稽): two sides and how they stand to each other, ``=`` or ``<=``.

    A side is a formula, ``sum(code by dimension)`` or ``carried(stock)``: the stock as the period begins.
    """

    label: str
    left: str
    relation: str
    right: str

    def holds(self, left: object, right: object) -> bool:
        """Tell whether it holds of two amounts."""
        return left == right if self.relation == "=" else left <= right  # type: ignore[operator]  # both are amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """A return: for which periods it is made, to whom it goes, its tables, and what must balance in it."""

    code: str
    label: str
    periods: tuple[str, ...]
    goes_to: str
    tables: tuple[Table, ...]
    balances: tuple[Balance, ...]


@cache
def all_returns() -> Mapping[str, Return]:
    """Return every return by its code, in order of their numbers."""
    return {code: _return(row) for code, row in returns().items()}


def _return(row: ReturnRow) -> Return:
    text = resources.files(__package__).joinpath(f"{row.code}.csv").read_text(encoding="utf-8")
    tables: list[list[dict[str, str]]] = []
    checks: list[dict[str, str]] = []
    for line in csv.DictReader(text.splitlines(), strict=True):
        if line["kind"] == "check":
            checks.append(line)
        elif line["kind"] == "table":
            tables.append([line])
        else:
            tables[-1].append(line)
    return Return(
        code=row.code,
        label=row.label,
        periods=row.periods,
        goes_to=row.goes_to,
        tables=tuple(map(_table, tables)),
        balances=tuple(_balance(row.code, line) for line in checks),
    )


def _table(lines: list[dict[str, str]]) -> Table:
    return Table(
        label=lines[0]["label"],
        columns=tuple(column for line in lines for column in _columns(line)),
        rows=tuple(row for line in lines for row in _rows(line, lines)),
    )


def _columns(line: Mapping[str, str]) -> Iterator[Column]:
    if line["kind"] == "column":
        yield Column(label=line["label"], unit=line["unit"], formula=line["expression"])
    elif line["kind"] == "each":
        found = _BY.fullmatch(line["expression"])
        if found is None:
            raise ValueError(f"not a figure by a dimension: {line['expression']!r}")
        code, dimension = found.groups()
        for value, words in choices(code, dimension).items():
            yield Column(
                label=line["label"].format(words),
                unit=line["unit"],
                formula=f"{code}[{dimension}={value}]",
            )


def _rows(line: Mapping[str, str], lines: list[dict[str, str]]) -> Iterator[Row]:
    if line["kind"] == "row":
        yield Row(label=line["label"])
    elif line["kind"] == "rows":
        dimension = line["expression"]
        first = next(one["expression"] for one in lines if one["kind"] == "column")
        (code, *_) = read_formula(first).codes
        for value, words in choices(code, dimension).items():
            yield Row(label=line["label"].format(words), dimension=dimension, value=value)


def choices(code: str, dimension: str) -> dict[str, str]:
    """Return the values of a figure's breakdown with their words; of values within values, the outermost.

    Raises:
        LookupError: no definition posts the figure, or not by that dimension.

    """
    for procedure in registry.current().values():
        for one in procedure.indicators:
            if one.code == code and dimension in _dimensions(one):
                listed: Mapping[str, str] = procedure.fields()[dimension].choices  # type: ignore[attr-defined]  # a breakdown by values has them
                return {value: words for value, words in listed.items() if "/" not in value}
    raise LookupError(f"no definition posts {code} by {dimension}")


def _dimensions(one: Indicator) -> set[str]:
    return {by if isinstance(by, str) else by.name for by in one.by}


def _balance(code: str, line: Mapping[str, str]) -> Balance:
    found = _SIDES.fullmatch(line["expression"])
    if found is None:
        raise ValueError(f"{code}: nothing to balance in {line['expression']!r}")
    left, relation, right = found.groups()
    return Balance(label=line["label"], left=left, relation=relation, right=right)

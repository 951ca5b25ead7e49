"""Returns filled in from the books: every cell a figure, every balance checked, its breaches by case."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fazhi.core import formula
from fazhi.core.form import satisfies
from fazhi.core.ledger import Where, both
from fazhi.core.periods import Span
from fazhi.core.statement import Asked, Figure, plain
from fazhi.procedures import registry
from fazhi.statements.returns.declared import Balance, Column, Return, Row, Table, all_returns
from fazhi.store import books, models
from fazhi.usecases import figures
from fazhi.usecases.figures import Book, Period, Sliced

_SUM = re.compile(r"sum\(([a-z_]\w*\.\w+) by (\w+)\)")
_ONE = re.compile(r"([a-z_]\w*\.\w+)(?:\[([^\]]*)\])?")
_CARRIED = re.compile(r"carried\(([a-z_]\w*\.\w+)\)")
MOST_CASES = 20
"""How many cases that break a balance are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaking:
    """A case that tells the two sides apart: how much more of the left than of the right it posts."""

    case: str
    number: str
    title: str
    difference: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A balance that does not hold, the amounts of its sides, and the cases behind it as far as they tell."""

    balance: Balance
    left: Decimal
    right: Decimal
    cases: tuple[Breaking, ...]

    @property
    def says(self) -> str:
        """Say in Chinese what does not balance."""
        relation = "应当等于" if self.balance.relation == "=" else "应当不大于"
        return f"{self.balance.label}：{plain(self.left)}{relation}{plain(self.right)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledTable:
    """A table with its amounts: a line for each row, None where the books cannot tell."""

    table: Table
    cells: tuple[tuple[Decimal | None, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A return filled in for a period; ``known_by`` is the position in the journal if it was signed."""

    declared: Return
    organ: str
    organ_name: str
    span: Span
    book: Book
    tables: tuple[FilledTable, ...]
    broken: tuple[Broken, ...]
    known_by: int = 0


def fill(organ: str, declared: Return, wanted: Span) -> Filled:
    """Fill in a return from the balances; cases are read only behind a balance that does not hold.

    ``organ`` is the code of whose return it is.
    """
    book = Book([organ], Period.of(wanted))
    return Filled(
        declared=declared,
        organ=organ,
        organ_name=models.Organ.objects.get(pk=organ).name,
        span=wanted,
        book=book,
        tables=tuple(_filled(book, table) for table in declared.tables),
        broken=tuple(broken(book, declared.balances)),
    )


def _filled(book: Book, table: Table) -> FilledTable:
    cells = tuple(tuple(_cell(book, row, column) for column in table.columns) for row in table.rows)
    return FilledTable(table=table, cells=cells)


def _cell(book: Book, row: Row, column: Column) -> Decimal | None:
    if not row.where:
        return formula.read(column.formula).evaluate(book)
    return formula.read(column.formula).evaluate(Sliced(book, row.where))


def asked(row: Row, column: Column) -> Asked | None:
    """Return the one figure that a cell shows, None where it is computed from several."""
    known = registry.indicators()
    if found := _ONE.fullmatch(column.formula):
        code, where = found[1], both(row.where, _where(found[2] or ""))
    else:
        said = column.formula.replace(" ", "")
        same = (one.code for one in known.values() if one.formula.replace(" ", "") == said)
        code, where = next(same, ""), row.where
    if where is None or code not in known or not figures.is_kept(known[code], where):
        return None
    return Asked(code=code, where=where)


def asked_by(book: Book, row: Row, column: Column) -> tuple[Figure, ...]:
    """Return the figures from which a cell is computed, in the order of its formula."""
    listening = _Listening(book, row.where)
    formula.read(column.formula).evaluate(listening)
    return tuple(book.figure(Asked(code=code, where=where)) for code, where in listening.heard)


class _Listening:
    """A book that keeps in mind what was asked of it."""

    def __init__(self, book: Book, where: Where) -> None:
        self.book = Sliced(book, where)
        self.where = where
        self.heard: dict[tuple[str, Where], None] = {}

    def value(self, code: str, where: Where, years_back: int) -> Decimal | None:
        found = self.book.value(code, where, years_back)
        within = both(self.where, where)
        if found is not None and within is not None:
            self.heard[code, within] = None
        return found

    def lowest(self, code: str, dimension: str, years_back: int) -> Decimal | None:
        self.heard[code, ()] = None
        return self.book.lowest(code, dimension, years_back)

    def months(self) -> int:
        return self.book.months()


# What must balance ---------------------------------------------------------------------------------


def broken(book: Book, balances: Iterable[Balance]) -> Iterator[Broken]:
    """Yield the balances that do not hold in a book, with the cases that break them."""
    for balance in balances:
        left, right = _side(book, balance.left), _side(book, balance.right)
        if left is not None and right is not None and not balance.holds(left, right):
            cases = tuple(_breaking(book, balance))
            yield Broken(balance=balance, left=left, right=right, cases=cases)


def of_year(book: Book) -> Iterator[Broken]:
    """Yield whatever does not balance in the year of a book, of all returns."""
    balances = dict.fromkeys(balance for one in all_returns().values() for balance in one.balances)
    yield from broken(book, balances)


def _side(book: Book, text: str) -> Decimal | None:
    carried = sum(
        (_at_beginning(book, code) for code in _CARRIED.findall(text)),
        Decimal(0),
    )
    text = _CARRIED.sub("", text).strip(" +")
    if found := _SUM.fullmatch(text):
        return carried + sum(book.slices(found[1], found[2]).values(), Decimal(0))
    value = formula.read(text).evaluate(book)
    return None if value is None else carried + value


def _at_beginning(book: Book, stock: str) -> Decimal:
    since = book.period.since
    before = Book(book.organs, Period(since=since.replace(year=since.year - 1), until=since))
    return before.value(stock) or Decimal(0)


def _breaking(book: Book, balance: Balance) -> Iterator[Breaking]:
    """Yield the cases whose own postings tell the sides apart, those that differ most first.

    Only sides that add and take away what was posted can be told case by case.
    """
    weights = _weights(balance.left, 1)
    for term, weight in _weights(balance.right, -1).items():
        weights[term] = weights.get(term, 0) + weight
    codes = {code for code, _, _ in weights}
    if not codes or any(book.indicators[code].formula for code in codes if code in book.indicators):
        return
    differs: dict[str, int] = defaultdict(int)
    for case, code, slices, amount in _posted(book, codes):
        for (wanted, where, by), weight in weights.items():
            if wanted == code and _is_in(slices, where) and (not by or by in slices):
                differs[case] += weight * amount
    wrong = {case: by for case, by in differs.items() if (by if balance.relation == "=" else by > 0)}
    most = sorted(wrong, key=lambda case: (-abs(wrong[case]), case))[:MOST_CASES]
    named = {one.key: one for one in models.Case.objects.filter(pk__in=most)}
    for case in most:
        if case in named:
            one = named[case]
            difference = books.amount_of(wrong[case])
            yield Breaking(case=case, number=one.number, title=one.title, difference=difference)


_TERM = re.compile(r"([+-]?)\s*(?:sum\()?([a-z_]\w*\.\w+)(?:\[([^\]]*)\])?(?: by (\w+)\))?")
Term = tuple[str, Where, str]


def _weights(side: str, sign: int) -> dict[Term, int]:
    """Return how often each posted figure counts on a side: code, slice, and by which dimension it is summed.

    Nothing where the side multiplies, divides or looks back: that no single case tells.
    """
    if "/" in re.sub(r"\[[^\]]*\]", "", side) or "*" in side or "carried" in side:
        return {}
    found: dict[Term, int] = {}
    for minus, code, sliced, by in _TERM.findall(side):
        term = (code, _where(sliced), by)
        found[term] = found.get(term, 0) + (-sign if minus == "-" else sign)
    return found


def _where(sliced: str) -> Where:
    """Return a slice from how a formula writes it: source=applied,dispute_type=labour."""
    pairs = (one.partition("=") for one in sliced.split(",") if one)
    return tuple((name.strip(), value.strip()) for name, _, value in pairs)


def _is_in(slices: Mapping[str, str], where: Where) -> bool:
    return all(satisfies(slices.get(name, ""), wanted) for name, wanted in where)


def _posted(book: Book, codes: Iterable[str]) -> Iterator[tuple[str, str, dict[str, str], int]]:
    rows: Any = models.Posting.objects.filter(
        organ_id__in=book.organs,
        indicator__in=set(codes),
        on__gte=book.period.since,
        on__lt=book.period.until,
    )
    for case, code, slices, amount in rows.values_list("case", "indicator", "slices", "amount").iterator():
        yield case, code, books.slices_of(slices), amount

"""Formulas of rates, as the table of indicators writes them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.core.formula import FormulaError, read


class Books:
    """Figures by code, with last year's under ``last``."""

    def __init__(self, now, last=None, slices=None):
        self.years = [now, last or {}]
        self.sliced = slices or {}

    def value(self, code, where, years_back):
        if where:
            return self.sliced.get((code, *where))
        return self.years[years_back].get(code)

    def lowest(self, code, dimension, years_back):
        del years_back
        return min(
            value for (found, (by, _)), value in self.sliced.items() if (found, by) == (code, dimension)
        )

    def months(self):
        return 12


def test_a_rate_is_a_division_at_the_last_moment():
    found = read("mediation.settled / mediation.concluded")

    books = Books({"mediation.settled": Decimal(3), "mediation.concluded": Decimal(4)})

    assert found.evaluate(books) == Decimal("0.75")
    assert found.codes == ("mediation.settled", "mediation.concluded")
    assert found.over.codes == ("mediation.concluded",)


def test_on_a_base_of_zero_there_is_no_rate():
    assert read("a.b / a.c").evaluate(Books({"a.b": Decimal(3), "a.c": Decimal(0)})) is None


def test_what_is_not_known_makes_the_whole_unknown():
    assert read("a.b + a.c").evaluate(Books({"a.b": Decimal(3)})) is None


def test_year_on_year_compares_with_the_same_period_of_last_year():
    books = Books({"penalty.cases": Decimal(176)}, last={"penalty.cases": Decimal(160)})

    assert read("yoy(penalty.cases)").evaluate(books) == Decimal("0.1")


def test_a_slice_is_asked_as_a_slice():
    books = Books({}, slices={("litigation.cases", ("subject", "enforcement")): Decimal(2)})

    assert read("litigation.cases[subject=enforcement]").evaluate(books) == 2


def test_the_lowest_slice_is_found():
    books = Books({}, slices={("a.b", ("place", "x")): Decimal(4), ("a.b", ("place", "y")): Decimal(2)})

    assert read("min(a.b by place)").evaluate(books) == 2


def test_the_length_of_the_period_divides():
    assert read("study.community_sessions / community.count / period.quarters").evaluate(
        Books({"study.community_sessions": Decimal(64), "community.count": Decimal(8)})
    ) == Decimal(2)


@pytest.mark.parametrize("text", ["a.b /", "a.b [x=1", "(a.b", "a.b a.c", "", "1a", "min(a.b)", "A.b"])
def test_what_does_not_follow_the_grammar_is_refused(text):
    with pytest.raises(FormulaError):
        read(text)


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=6), st.data())
def test_sums_and_products_follow_the_rules_of_arithmetic(values, data):
    books = Books({f"a.x{i}": Decimal(value) for i, value in enumerate(values)})
    signs = [data.draw(st.sampled_from("+-*")) for _ in values[1:]]
    text = "a.x0" + "".join(f" {sign} a.x{i}" for i, sign in enumerate(signs, start=1))
    rest = zip(signs, values[1:], strict=True)
    plain = str(values[0]) + "".join(f" {sign} {value}" for sign, value in rest)

    assert read(text).evaluate(books) == eval(plain)  # noqa: S307 - arithmetic of the test's own numbers

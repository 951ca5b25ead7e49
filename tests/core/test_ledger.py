"""The ledger: what a step posts, and that nothing is ever lost by taking back."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fazhi.core.ledger import Posting, both, cell_of, cells, in_cell, reverse, total

YEAR = {"since": date(2025, 1, 1), "until": date(2026, 1, 1)}
postings = st.builds(
    Posting,
    indicator=st.sampled_from(["a.b", "a.c"]),
    on=st.dates(date(2024, 6, 1), date(2026, 6, 30)),
    amount=st.decimals("-1000", "1000", places=2),
    place=st.sampled_from(["", "x"]),
    slices=st.dictionaries(st.sampled_from(["source", "type"]), st.sampled_from(["p", "q/r"]), max_size=2),
    key=st.just(""),
)


@given(postings)
def test_a_posting_lies_in_its_entry_as_it_is_read_back(posting):
    assert Posting.from_json(posting.to_json()) == posting


@given(st.lists(postings, max_size=20))
def test_what_is_taken_back_leaves_nothing(book):
    whole = [*book, *(reverse(one, entry=7) for one in book)]

    assert total(whole, "a.b", **YEAR) == 0


@given(st.lists(postings, max_size=20))
def test_the_whole_of_the_cells_is_the_total(book):
    inside = [one for one in book if YEAR["since"] <= one.on < YEAR["until"] and one.indicator == "a.b"]

    assert sum(
        (amount for _, dimension, _, amount in cells(inside, {}) if not dimension), Decimal(0)
    ) == total(book, "a.b", **YEAR)


@given(st.lists(postings, max_size=20))
def test_breakdowns_crossed_sum_to_one_of_them_where_the_other_is_known(book):
    crossed = [
        (value, amount)
        for one, dimension, value, amount in cells(book, {"a.b": [("source", "type")]})
        if dimension == "source&type"
    ]
    known = [one for one in book if one.indicator == "a.b" and len(one.slices) == 2]

    for source in ("p", "q/r"):
        assert sum(amount for value, amount in crossed if value.startswith(f"{source}&")) == sum(
            one.amount for one in known if one.slices["source"] == source
        )


def test_a_slice_is_the_same_cell_in_whichever_order_it_is_asked():
    cell = cell_of((("type", "q"), ("source", "p")))

    assert cell == cell_of((("source", "p"), ("type", "q"))) == ("source&type", "p&q")
    assert in_cell("p&q/r", "p&q", "source&type")
    assert not in_cell("q/r&p", "p&q", "source&type")


def test_what_lies_in_two_slices_is_the_narrower_of_each_breakdown_and_may_be_nothing():
    assert both((("source", "q"),), (("type", "p"),)) == (("source", "q"), ("type", "p"))
    assert both((("source", "q"),), (("source", "q/r"),)) == (("source", "q/r"),)
    assert both((("source", "q/r"),), (("source", "q"),)) == (("source", "q/r"),)
    assert both((("source", "p"),), (("source", "q"),)) is None


def test_one_key_counts_once_however_often_it_is_posted():
    def seen(key, amount=1):
        return Posting(indicator="officer.active", on=date(2025, 3, 3), amount=Decimal(amount), key=key)

    assert total([seen("k1"), seen("k1"), seen("k2")], "officer.active", **YEAR) == 2
    assert total([seen("k1"), seen("k1", -1), seen("k2")], "officer.active", **YEAR) == 1

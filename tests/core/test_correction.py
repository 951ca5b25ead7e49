"""What a correction moves in the books."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fazhi.core.correction import cell_of, difference
from fazhi.core.ledger import Posting

MARCH = date(2025, 3, 20)


def posting(amount, *, source="applied", on=MARCH, reverses=0, key=""):
    return Posting(
        indicator="mediation.settled",
        on=on,
        amount=Decimal(amount),
        place="990101001001",
        slices={"source": source},
        reverses=reverses,
        key=key,
    )


def net(postings):
    sums = {}
    for one in postings:
        sums[cell_of(one)] = sums.get(cell_of(one), Decimal(0)) + one.amount
    return {cell: amount for cell, amount in sums.items() if amount}


def test_what_is_voided_is_taken_back_on_its_own_day_from_its_own_entry():
    assert difference([(7, posting(1))], []) == [posting(-1, reverses=7)]


def test_what_stays_as_it_was_moves_nothing():
    assert difference([(7, posting(1))], [posting(1)]) == []


def test_another_amount_takes_back_only_what_is_too_much():
    assert difference([(7, posting(500))], [posting(300)]) == [posting(-200, reverses=7)]
    assert difference([(7, posting(300))], [posting(500)]) == [posting(200)]


def test_another_slice_takes_back_the_one_and_posts_the_other():
    found = difference([(7, posting(1))], [posting(1, source="police")])

    assert found == [posting(-1, reverses=7), posting(1, source="police")]


def test_of_two_alike_the_voided_one_is_taken_back():
    found = difference([(7, posting(1)), (9, posting(1))], [posting(1)], gone={7})

    assert found == [posting(-1, reverses=7)]


def test_what_was_taken_back_is_not_taken_back_again():
    posted = [(7, posting(1)), (9, posting(-1, reverses=7)), (9, posting(1, source="police"))]

    assert difference(posted, []) == [posting(-1, source="police", reverses=9)]


POSTINGS = st.builds(
    posting,
    st.integers(-3, 3),
    source=st.sampled_from(["applied", "police"]),
    on=st.dates(date(2025, 1, 1), date(2025, 1, 3)),
    key=st.sampled_from(["", "a", "b"]),
)


@given(st.lists(st.lists(POSTINGS, max_size=6), max_size=4))
def test_after_any_corrections_the_books_say_what_the_last_history_posts(histories):
    posted = []
    for entry, wanted in enumerate(histories, start=1):
        posted += [(entry, one) for one in difference(posted, wanted)]
        assert net(one for _, one in posted) == net(wanted)
        assert difference(posted, wanted) == []


@given(st.lists(POSTINGS, max_size=8), st.lists(POSTINGS, max_size=8))
def test_a_reversal_never_takes_back_more_than_its_entry_posted(first, second):
    posted = list(enumerate(first, start=1))

    for one in difference(posted, second):
        if one.reverses:
            held = sum(
                p.amount for entry, p in posted if entry == one.reverses and cell_of(p) == cell_of(one)
            )
            assert held * one.amount < 0
            assert abs(one.amount) <= abs(held)

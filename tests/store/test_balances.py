"""Balances equal the plain sum of postings, whatever was posted and whenever it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi.core.ledger import Posting, reverse, total
from fazhi.store import books, journals
from fazhi.usecases import figures
from fazhi.usecases.clock import ZONE
from fazhi.usecases.verify import verify
from usecases.offices import FAR, NEAR, ORGAN, Office

#: Several examples share one office: each is undone at its end.
EXAMPLES = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])

KINDS = ["community", "street"]
SOURCES = ["applied", "entrusted/police", "entrusted/court"]
MONTHS = [date(2024, 12, 1), date(2025, 1, 1), date(2025, 3, 1), date(2026, 1, 1), date(2026, 3, 1)]

POSTINGS = st.builds(
    Posting,
    indicator=st.sampled_from(["mediation.cases", "mediation.amount", "publicity.communities_covered"]),
    on=st.dates(date(2024, 12, 1), date(2026, 2, 28)),
    amount=st.decimals(-500, 500, places=2),
    place=st.sampled_from(["", NEAR, FAR]),
    slices=st.one_of(
        st.dictionaries(st.sampled_from(["source", "dispute_type"]), st.sampled_from(SOURCES)),
        st.fixed_dictionaries({"source": st.sampled_from(SOURCES), "committee_kind": st.sampled_from(KINDS)}),
    ),
    key=st.sampled_from(["", "", "k1", "k2"]),
)
#: An entry: the month it is recorded in, and what it posts.
ENTRIES = st.lists(st.tuples(st.integers(1, 14), st.lists(POSTINGS, max_size=5)), max_size=8)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def write(month: int, postings: list[Posting]) -> int:
    """Write an entry with postings, recorded in the month-th month after November 2024."""
    end = journals.lock(ORGAN)
    at = datetime(2024 + (10 + month) // 12, (10 + month) % 12 + 1, 15, 12, tzinfo=ZONE)
    content = {
        "kind": "opening",
        "case": f"{ORGAN}-{end.number + 1}",
        "step": "opening",
        "on": at.date().isoformat(),
        "by": {"person": "shen", "post": "justice_head"},
    }
    return journals.append(end, content, postings=postings, recorded_at=at).number


def asked(postings: list[Posting], known_by=None) -> dict:
    """Ask every indicator, slice and span from balances, and check each against the plain sum."""
    found = {}
    for at, since in enumerate(MONTHS):
        for until in MONTHS[at + 1 :]:
            words = {"since": since, "until": until, "known_by": known_by}
            held = books.held(
                [ORGAN],
                ["mediation.cases", "mediation.amount", "publicity.communities_covered"],
                **words,
                dimensions=None,
            )
            sums = held.sums
            for indicator in ("mediation.cases", "mediation.amount", "publicity.communities_covered"):
                plain = total(postings, indicator, since=since, until=until)
                assert sums.get((indicator, "", ""), Decimal(0)) == plain
                counted = [one for one in postings if one.indicator == indicator and since <= one.on < until]
                assert held.counts.get((indicator, "", ""), 0) == len(counted)
                for source in SOURCES:
                    where = {"source": source}
                    sliced = total(postings, indicator, since=since, until=until, where=where)
                    assert sums.get((indicator, "source", source), Decimal(0)) == sliced
                    so_sliced = [one for one in counted if one.slices.get("source") == source]
                    assert held.counts.get((indicator, "source", source), 0) == len(so_sliced)
                    for kind in KINDS:
                        both = {"source": source, "committee_kind": kind}
                        crossed = total(postings, indicator, since=since, until=until, where=both)
                        cell = (indicator, "committee_kind&source", f"{kind}&{source}")
                        kept = indicator == "mediation.cases"
                        assert sums.get(cell, Decimal(0)) == (crossed if kept else 0)
                found[indicator, since, until] = plain
    return found


@EXAMPLES
@given(entries=ENTRIES)
def test_balances_equal_the_sum_and_number_of_postings_over_any_months_and_slices(office: Office, entries):
    assert office
    with undone():
        for month, postings in sorted(entries, key=lambda one: one[0]):
            write(month, postings)

        asked([one for _, postings in entries for one in postings])
        assert verify(parts=["postings", "balances"]).findings == ()


@EXAMPLES
@given(entries=ENTRIES, later=ENTRIES)
def test_what_was_known_by_an_entry_never_changes(office: Office, entries, later):
    assert office
    with undone():
        known: list[Posting] = []
        told = {}
        for month, postings in sorted(entries, key=lambda one: one[0]):
            number = write(month, postings)
            known = [*known, *postings]
            told[number] = (known, asked(known, {ORGAN: figures.position(ORGAN, number)}))

        write(14, [reverse(one, entry=1) for one in known])
        for _, postings in later:
            write(14, postings)

        for number, (then, figures_then) in told.items():
            assert asked(then, {ORGAN: figures.position(ORGAN, number)}) == figures_then


@pytest.mark.parametrize("amount", ["0.001", "1.005"])
def test_an_amount_finer_than_a_hundredth_is_not_stored(amount: str):
    with pytest.raises(ValueError, match="finer than a hundredth"):
        books.hundredths(Decimal(amount))


def test_months_are_those_of_the_office_not_of_the_world(office: Office):
    assert office
    end = journals.lock(ORGAN)
    just_after = datetime(2025, 4, 1, 0, 30, tzinfo=ZONE)  # still March in the world's time
    posting = Posting(indicator="mediation.cases", on=date(2025, 3, 31), amount=Decimal(1))
    content = {
        "kind": "opening",
        "case": f"{ORGAN}-1",
        "step": "opening",
        "on": "2025-03-31",
        "by": {"person": "shen", "post": "justice_head"},
    }
    journals.append(end, content, postings=[posting], recorded_at=just_after)

    position = figures.position(ORGAN, 1)
    assert position.month == 202504
    sums = books.sums(
        [ORGAN],
        ["mediation.cases"],
        since=date(2025, 3, 1),
        until=date(2025, 4, 1),
        known_by={ORGAN: position},
    )
    assert sums["mediation.cases", "", ""] == 1

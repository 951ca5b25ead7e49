"""The journal: entries that seal one another."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.core.journal import GENESIS, breaks, canonical, sm3, write

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20).filter(lambda t: t.isprintable()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
MOMENT = datetime(2025, 3, 3, 9, tzinfo=UTC)


def chain(contents):
    entries, before = [], GENESIS
    for number, content in enumerate(contents, start=1):
        entry = write({"form": content}, organ="990101001", number=number, before=before, recorded_at=MOMENT)
        entries.append(entry)
        before = entry.seal
    return entries


def rows(entries):
    return [(entry.number, entry.body, entry.seal) for entry in entries]


def test_sm3_is_the_national_digest():
    assert sm3(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"  # GB/T 32905 A.1


def test_a_float_has_no_canonical_form():
    with pytest.raises(TypeError, match="canonical"):
        canonical({"amount": [1.5]})


@given(st.lists(values, max_size=5))
def test_an_untouched_journal_holds(contents):
    assert not list(breaks(rows(chain(contents))))


@given(st.lists(values, min_size=1, max_size=4), st.data())
def test_one_changed_character_is_found_at_its_entry(contents, data):
    written = rows(chain(contents))
    at = data.draw(st.integers(0, len(written) - 1))
    number, body, seal = written[at]
    place = data.draw(st.integers(0, len(body) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda c: c != body[place]))
    written[at] = (number, body[:place] + other + body[place + 1 :], seal)

    assert number in {found.number for found in breaks(written)}


@given(st.lists(values, min_size=2, max_size=5), st.data())
def test_an_entry_taken_out_is_missed(contents, data):
    written = rows(chain(contents))
    del written[data.draw(st.integers(0, len(written) - 2))]

    assert list(breaks(written))


@given(st.lists(values, min_size=2, max_size=5), st.data())
def test_an_entry_rewritten_with_a_seal_of_its_own_breaks_the_next_link(contents, data):
    entries = chain(contents)
    at = data.draw(st.integers(0, len(entries) - 2))
    forged = write(
        {"form": "forged"}, organ="990101001", number=at + 1, before=entries[at].before, recorded_at=MOMENT
    )
    written = rows(entries)
    written[at] = (forged.number, forged.body, forged.seal)

    assert [found.number for found in breaks(written)] == [at + 2]

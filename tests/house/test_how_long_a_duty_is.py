"""How many lines a duty takes: the medians as they are now may only fall."""

import pytest

from fazhi.procedures import registry
from tools import shape

#: Rounded up to ten; what is aimed at is in ``tools.shape.AIMS``, and is far below.
MEDIANS = {"simple": 120, "case": 390}


@pytest.fixture(scope="module")
def lengths() -> list[shape.Length]:
    return shape.lengths()


def test_every_duty_is_measured_with_all_its_files(lengths):
    by_code = {one.code: one for one in lengths}

    assert set(by_code) == set(registry.current())
    assert "fazhi.procedures.enforcement.penalty_rules" in by_code["penalty"].files
    assert "fazhi.procedures.mediation.mediation_committee" not in by_code["mediation"].files
    assert all(one.lines > 0 for one in lengths)


def test_no_module_counts_twice(lengths):
    owned = [file for one in lengths for file in one.files]

    assert len(owned) == len(set(owned))


@pytest.mark.parametrize("sort", sorted(MEDIANS))
def test_the_median_length_of_a_duty_does_not_grow(lengths, sort):
    assert shape.median(lengths, sort) <= MEDIANS[sort]


def test_the_lengths_are_printed_with_their_medians(capsys):
    assert shape.main() == 0
    told = capsys.readouterr().out

    assert "case      penalty (" in told
    assert told.count("aimed at under") == len(shape.AIMS)

"""The three published reports beside the checkout, read as a careful person read them."""

import pytest

from fazhi.reader import scoring


@pytest.fixture(scope="module")
def scores(shared):
    folder = shared / "samples"
    if not folder.is_dir():
        pytest.skip("the samples are not beside the checkout")
    return list(scoring.scores(folder))


def test_figures_are_read_with_value_unit_and_place(scores):
    assert [score.name for score in scores if score.figures.f1 < 0.97] == []


def test_figures_are_bound_to_their_indicators(scores):
    assert [score.name for score in scores if score.binding.recall < 0.92] == []


def test_outline_and_parts_are_exact(scores):
    assert [(s.name, s.misses) for s in scores if s.outline.f1 < 1 or s.parts.recall < 1] == []


def test_faults_are_found_and_few_false_alarms_raised(scores):
    assert [s.name for s in scores if s.faults["error"].recall < 0.8] == []
    assert [s.name for s in scores if s.faults["warning"].recall < 0.6] == []
    assert [s.name for s in scores if s.false_alarms > 2] == []

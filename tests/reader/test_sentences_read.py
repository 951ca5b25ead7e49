"""Sentences with their figures: those the reader was made on, and those kept apart to measure it."""

from pathlib import Path

import pytest

from reader import case_lines

HERE = Path(__file__).parent
DEVELOPMENT = HERE / "development" / "sentences.txt"
KEPT = HERE / "kept" / "sentences.txt"


@pytest.mark.parametrize("case", case_lines.cases(DEVELOPMENT), ids=lambda case: case.sentence[:24])
def test_a_sentence_says_its_figures(case):
    assert sorted(map(case_lines.as_told, case_lines.read_case(case))) == sorted(case.figures)


def test_sentences_kept_apart_are_read_nearly_as_well():
    expected, read, right, bound = case_lines.count(KEPT)
    assert right / expected >= 0.97
    assert right / read >= 0.97
    assert bound / right >= 0.85

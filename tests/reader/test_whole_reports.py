"""Whole reports in the styles of many provinces: those the reader was made on, and those kept apart."""

import pytest

from fazhi.reader import read, read_text, scoring
from fazhi.reader.scoring import Score, Share
from reader.damages import DAMAGES
from reader.marked_reports import reports

KINDS = ["development", "kept"]


def together(scores: list[Score], part: str) -> Share:
    return sum((getattr(score, part) for score in scores), Share())


def faults(scores: list[Score], severity: str) -> Share:
    return sum((score.faults.get(severity, Share()) for score in scores), Share())


@pytest.fixture(scope="module", params=KINDS)
def scores(request):
    return [scoring.score(read_text(one.text, one.name), one.expected) for one in reports(request.param)]


def test_every_figure_is_read_and_most_are_bound(scores):
    assert together(scores, "figures").f1 >= 0.97
    assert together(scores, "binding").recall >= 0.92


def test_headings_and_parts_are_told(scores):
    assert together(scores, "outline").f1 >= 0.97
    assert together(scores, "parts").recall >= 0.95


def test_faults_are_found_with_few_alarms(scores):
    assert faults(scores, "error").recall >= 0.8
    assert faults(scores, "warning").recall >= 0.6
    assert max(score.false_alarms for score in scores) <= 2


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_report_is_read_as_well(kind, damage):
    marked = reports(kind)
    readings = [read(DAMAGES[damage](one.text), one.name) for one in marked]
    scores = [scoring.score(reading, one.expected) for reading, one in zip(readings, marked, strict=True)]

    assert together(scores, "figures").f1 >= 0.97
    assert together(scores, "binding").recall >= 0.92
    assert together(scores, "outline").f1 >= (0.85 if damage == "bytes lost before headings" else 0.95)
    assert [reading.year for reading in readings] == [one.expected["year"] for one in marked]

"""What the bench reads is what it says: reports of their length, each another, and labelled sentences."""

from __future__ import annotations

import pytest

from bench import reading
from fazhi.reader import read, read_text


@pytest.mark.parametrize("prose", [reading.USUAL, reading.DENSE])
def test_reports_are_long_enough_and_unlike_each_other(prose: int):
    texts = [reading.report(number, prose=prose) for number in range(4)]

    assert all(reading.LONG <= len(text) < reading.LONG * 1.2 for text in texts)
    assert len(set(texts)) == len(texts)


def test_a_usual_report_has_as_many_figures_as_published_ones():
    assert 20 <= len(read_text(reading.report(3, prose=reading.USUAL)).figures) <= 65


def test_a_page_holds_the_report_that_it_was_made_of():
    text = reading.report(1, prose=reading.USUAL)

    of_page, of_text = read(reading.web_page(text), "a.html"), read_text(text)

    assert of_page.year == of_text.year == 2025
    assert "栏目" not in of_page.text
    assert [one.value for one in of_page.figures] == [one.value for one in of_text.figures]


def test_the_plain_expression_finds_digits_and_their_units():
    found = reading.by_regex("发放资料2.3万余份，举办讲座12场，十余人参加。")

    assert found == {(23000.0, "份"): 1, (12.0, "场"): 1}


def test_the_reader_is_measured_by_the_same_labels():
    found = reading.by_reader("举办讲座12场，十余人参加。")

    assert found[12.0, "场"] == 1


def test_the_stages_that_the_profile_names_are_there():
    told = reading.profile([reading.report(0, prose=reading.USUAL)])

    assert told.startswith(("claims", "problems"))
    assert told.count("%") == 4

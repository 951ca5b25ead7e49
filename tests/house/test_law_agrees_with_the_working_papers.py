"""The tables of limits and thresholds against the working papers they were carried from."""

import csv
import re

import pytest

from fazhi.core.law import LimitKind, number_of
from fazhi.law import limits, thresholds


@pytest.fixture(scope="module")
def papers(shared):
    table = shared / "domain" / "limits.csv"
    if not table.is_file():
        pytest.skip("the working paper on limits is not beside the checkout")
    with table.open(encoding="utf-8", newline="") as file:
        return {row["rule_code"]: row for row in csv.DictReader(file)}


def test_every_limit_of_the_papers_is_carried(papers):
    assert set(papers) <= {row.code for row in limits.all()}


def test_numbers_units_and_scopes_agree(papers):
    ours = {code: limits.limit(code) for code in papers}
    assert {code: (row.number, row.unit.value, row.scope.value) for code, row in ours.items()} == {
        code: (int(row["number"]), row["unit"], row["scope"]) for code, row in papers.items()
    }


def test_kinds_agree_but_for_the_trigger_the_papers_tell_in_a_note(papers):
    differ = {code for code, row in papers.items() if limits.limit(code).kind.value != row["kind"]}
    assert differ == {"LA-04"}
    assert limits.limit("LA-04").kind is LimitKind.TRIGGER


def test_dates_in_force_agree_where_the_papers_know_them(papers):
    known = {code: row["in_force"] for code, row in papers.items() if row["in_force"]}
    assert {code: str(limits.limit(code).in_force) for code in known} == known


def test_articles_agree(papers):
    for code, row in papers.items():
        if row["verified"] == "yes":
            assert _numbers(limits.limit(code).article) >= _articles_of(row["article"]), code


def test_every_threshold_of_the_papers_is_carried(shared):
    text = (shared / "domain" / "legal-basis.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\bTH-\d\d\b", text)) <= {each.code for each in thresholds.all()}


def _numbers(article):
    return {number_of(numeral) for numeral in re.findall(r"[一二三四五六七八九十百]+", article)}


def _articles_of(cell):
    """The article numbers in a cell, less those of a second instrument: 人民调解法 Art 33; 民诉法 Art 205."""
    own = cell.split(";")[0]
    return {int(number) for number in re.findall(r"Arts? (\d+)", own)}

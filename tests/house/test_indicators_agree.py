"""The table of standard indicators against what duties declare, and against the paper it was carried from."""

import csv

import pytest

from fazhi.law.indicators import standard_indicators
from fazhi.procedures import registry


@pytest.fixture(scope="module")
def papers(shared):
    table = shared / "domain" / "indicators.csv"
    if not table.is_file():
        pytest.skip("the working paper on indicators is not beside the checkout")
    with table.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def test_every_declared_indicator_agrees_with_its_row():
    rows = standard_indicators()
    differing = {
        code: (indicator.label, row.label)
        for code, indicator in registry.indicators().items()
        if (row := rows.get(code)) is not None
        and (indicator.label, indicator.unit, indicator.kind, indicator.formula)
        != (row.label, row.unit, row.kind.value, row.formula)
    }
    assert differing == {}


def test_every_declared_indicator_has_its_row():
    assert set(registry.indicators()) <= set(standard_indicators())


def test_every_indicator_of_the_paper_is_carried(papers):
    assert set(papers) == set(standard_indicators())


def test_units_kinds_and_formulas_agree_with_the_paper(papers):
    ours = {code: (row.unit, row.kind.value, row.formula) for code, row in standard_indicators().items()}
    assert ours == {code: (row["unit"], row["kind"], row["formula"]) for code, row in papers.items()}

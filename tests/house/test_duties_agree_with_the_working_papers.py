"""Duties and figures against the catalogue: codes, units, kinds, breakdowns and steps are binding."""

import csv
import re
from importlib import resources

import pytest

from fazhi.core.law import LimitRow
from fazhi.core.procedure import Procedure
from fazhi.procedures import registry

# A step is called by the past tense of its verb in the catalogue.
VERBS = {
    row["verb"]: row["step"]
    for row in csv.DictReader(
        resources.files("fazhi.law").joinpath("verbs.csv").read_text("utf-8").splitlines()
    )
}
KINDS = {"Case": "case", "Register": "register", "Activity": "activity", "TaskList": "tasklist"}
OUR_OWN = {"annual_report", "statistical_return", "year_task", "delegation"}
"""What the catalogue does not list: the report, returns, what is settled by hand, delegations."""
KEPT_BY_RULE = {
    "penalty": {"PN-17", "PN-18"},
    "litigation": {"LT-01", "LT-02", "LT-03", "LT-04", "LT-05"},
    "reconsideration": {"RC-01", "RC-02"},
}
"""Limits that no clock keeps but a rule: what they ask of others is past as soon as a case is opened."""
PAST_UNSEEN = {"reconsideration": {"RC-03", "RC-04", "RC-05", "RC-08", "RC-10", "RC-18"}}
"""Limits of others that run out of the organ's sight: docs/decisions/what-others-owe-the-organ.md."""


def table(shared, name):
    with (shared / "domain" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def catalogue(shared):
    return {row["id"]: row for row in table(shared, "catalogue.csv")}


@pytest.fixture(scope="module")
def indicators(shared):
    return {row["code"]: row for row in table(shared, "indicators.csv")}


def declared() -> list[type[Procedure]]:
    return list(registry.current().values())


def test_every_duty_declared_is_in_the_catalogue_and_of_its_kind(catalogue):
    found = {one.code: one.kind for one in declared() if one.code not in OUR_OWN}

    assert found == {code: KINDS[catalogue[code]["archetype"]] for code in found}


def test_every_verb_of_a_case_is_a_step(catalogue):
    missing = {}
    for one in declared():
        if one.kind != "case" or one.code in OUR_OWN:
            continue
        wanted = {VERBS[verb] for verb in re.split(r"[>|]", catalogue[one.code]["stages_or_fields"])}
        if lacking := wanted - {step.name for step in one.parts.steps}:
            missing[one.code] = sorted(lacking)

    assert not missing


def test_every_figure_of_a_declared_duty_is_posted(indicators):
    known = {one.code for one in declared()}
    wanted = {code for code, row in indicators.items() if row["definition"] in known}

    assert wanted - set(registry.indicators()) == set()


def test_every_declared_figure_agrees_with_the_table(indicators):
    differences = {}
    for code, one in registry.indicators().items():
        row = indicators.get(code)
        if row is None:
            differences[code] = "not in the table"
        elif (one.unit, one.kind) != (row["unit"], row["kind"]):
            differences[code] = f"{one.unit} {one.kind} ≠ {row['unit']} {row['kind']}"
        elif lacking := set(filter(None, row["breakdown"].split(";"))) - set(one.by):
            differences[code] = f"not by {lacking}"  # more ways to break it down do no harm
        elif row["formula"] and re.sub(r"\s+", "", one.formula) != re.sub(r"\s+", "", row["formula"]):
            differences[code] = f"{one.formula} ≠ {row['formula']}"

    assert not differences


def test_every_figure_says_what_is_counted():
    assert not [code for code, one in registry.indicators().items() if len(one.definition) < 6]


def test_every_limit_a_declared_duty_is_under_is_declared(catalogue):
    missing = {}
    for one in declared():
        if one.code in OUR_OWN:
            continue
        rows = [row for limit in one.parts.limits for row in (limit.row, *limit.extended_by.values())]
        named = {row.code for row in rows if isinstance(row, LimitRow)}
        named |= KEPT_BY_RULE.get(one.code, set()) | PAST_UNSEEN.get(one.code, set())
        wanted = set(filter(None, catalogue[one.code]["limits"].split(";")))
        if lacking := wanted - named:
            missing[one.code] = sorted(lacking)

    # Limits that bind others than the office (the court, the archives) are told in docs/decisions.
    assert not missing

"""The figures of published reports, as far as the definitions reach, are those of a year."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from demo import chance
from fazhi.demo import scenario, targets
from fazhi.demo.scenario import Scenario
from fazhi.demo.targets import Target, Targets
from fazhi.reader import read
from fazhi.usecases import clock, comparing, people, report_files
from fazhi.usecases.comparing import Outcome
from fazhi.usecases.figures import Book, Period

SAMPLES = ("000", "001", "002")


def asked_of(shared: Path, sample: str) -> tuple[Target, ...]:
    """The figures that a careful person read in a report, rates too, the first where one is told twice."""
    read = json.loads(
        (shared / "samples" / f"{sample}.expected.json").read_text(encoding="utf-8"), parse_float=Decimal
    )
    first = {one["indicator"]: one["value"] for one in reversed(read["figures"])}
    found = [Target(indicator=code, value=Decimal(value)) for code, value in first.items()]
    return targets.sort(found, known_only=True)[0]


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_year_shows_the_figures_of_a_published_report(shared, sample, an_empty_office):
    asked = asked_of(shared, sample)
    office = Scenario(asked, office=an_empty_office).tell()

    assert asked
    assert chance.missed(office, asked) == []


@pytest.mark.django_db
def test_the_report_on_such_a_year_read_back_agrees_with_its_books(shared):
    """As a user would: the figures, the report, and the report held against the books."""
    asked = Targets(targets=asked_of(shared, "000"), carried={})
    made = scenario.enact_figures(asked, name="甲街道", year=2022)
    content, _ = report_files.publish(
        people.organ_named("甲街道"), 2022, "json", now=clock.noon(date(2023, 1, 15))
    )

    found = comparing.compare(
        read(content, "年度报告.json"),
        Book([made.organ], Period.year(2022)),
        organ=made.organ,
        name="甲街道",
        today=date(2023, 1, 15),
    )

    assert (made.missed, made.skipped) == ((), ())
    assert [one.outcome for one in found.lines if one.outcome is Outcome.EQUAL]
    assert [f"{one.indicator} {one.outcome} {one.claim}" for one in found.differences] == []

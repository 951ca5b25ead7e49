"""The figures of published reports, as far as the definitions reach, are those of a year."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from demo import chance
from fazhi.demo import targets
from fazhi.demo.plan import ImpossibleError
from fazhi.demo.scenario import Scenario
from fazhi.demo.targets import Target
from fazhi.procedures import registry

SAMPLES = ("000", "001", "002")


def asked_of(shared: Path, sample: str) -> tuple[Target, ...]:
    """The figures that a careful person read in a report, the first where one is told twice."""
    read = json.loads(
        (shared / "samples" / f"{sample}.expected.json").read_text(encoding="utf-8"), parse_float=Decimal
    )
    first = {one["indicator"]: one["value"] for one in reversed(read["figures"])}
    found = [Target(indicator=code, value=Decimal(value)) for code, value in first.items()]
    return targets.sort(found, known_only=True)[0]


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_year_shows_the_figures_of_a_published_report(shared, sample, an_empty_office):
    asked = asked_of(shared, sample)
    if sample == "002":
        # More events within civilization practice than events: told as two different things there.
        with pytest.raises(ImpossibleError, match=r"publicity\.civilization_events"):
            Scenario(asked, office=an_empty_office).tell()
        asked = tuple(one for one in asked if one.indicator != "publicity.civilization_events")

    office = Scenario(asked, office=an_empty_office).tell()

    indicators = [registry.indicators()[one.indicator] for one in asked]
    assert chance.figures(office, indicators) == list(asked)

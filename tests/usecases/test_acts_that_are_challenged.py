"""From the act to its challenge: a penalty, the reconsideration, the suit, and the advice asked for."""

import pytest

from fazhi.core.procedure import Opens
from fazhi.procedures import registry


def offers(procedure: str) -> dict[str, Opens]:
    steps = registry.procedure(procedure).parts.steps
    return {f"{step.name} → {opens.procedure}": opens for step in steps for opens in step.opens}


def test_a_penalty_on_the_spot_is_reconsidered_first():
    found = offers("penalty")

    assert "decided_on_spot → reconsideration" in found
    assert "decided_on_spot → litigation" not in found
    assert {"decided → reconsideration", "decided → litigation"} <= set(found)


@pytest.mark.parametrize(
    "owner",
    ["penalty", "contract", "legality_review", "reconsideration", "litigation", "enforcement_operation"],
)
def test_what_is_carried_or_set_is_asked_at_the_beginning_of_the_other_case(owner: str):
    ours = registry.procedure(owner).fields()
    for opens in offers(owner).values():
        if opens.procedure not in registry.current():
            continue
        other = registry.procedure(opens.procedure)
        asked = {
            field.name: field
            for step in other.parts.steps
            if step.opening and step.form
            for field in step.form.fields
        }
        assert {*opens.carry, *opens.sets} <= set(asked)
        assert set(opens.carry.values()) <= set(ours)
        for name, value in opens.sets.items():
            assert asked[name].canonical(value) == value


def test_a_reconsideration_leads_to_a_suit_and_a_suit_to_its_second_instance():
    suit = offers("reconsideration")["decided → litigation"]
    second = offers("litigation")["appealed → litigation"]

    assert suit.sets == {"route": "after_reconsideration", "instance": "first"}
    assert second.sets == {"instance": "second"}
    assert second.carry["subject"] == "subject"

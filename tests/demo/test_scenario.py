"""A year is made of its figures."""

import pytest

from demo import chance
from fazhi.demo.plan import ImpossibleError
from fazhi.demo.scenario import Scenario
from fazhi.procedures import registry
from fazhi.procedures.mediation.mediation import Mediation


def shown(office, targets):
    """What a year shows of the indicators asked for, in the order asked."""
    indicators = [registry.indicators()[one.indicator] for one in targets]
    return chance.figures(office, indicators)


def test_counts_and_sums_come_out_to_the_fen(target, an_empty_office):
    targets = [
        target("mediation.cases", 60),
        target("mediation.amount", "81234.57"),
        target("mediation.police_cases", 17),
        target("mediation.police_amount", "2458.01"),
        target("mediation.wages_recovered", 1500),
    ]

    office = Scenario(targets, office=an_empty_office).tell()

    assert shown(office, targets) == targets


def test_the_same_seed_tells_the_same_year(target, an_empty_office):
    targets = [target("mediation.settled", 12)]
    first, second = (Scenario(targets, office=an_empty_office).tell() for _ in range(2))

    assert [line for told in first.cases.values() for line in told.lines] == [
        line for told in second.cases.values() for line in told.lines
    ]


def test_more_settled_than_there_were_is_refused_with_both_figures_and_their_definitions(
    target, an_empty_office
):
    targets = [target("mediation.settled", 5), target("mediation.cases", 3), target("mediation.rated", 2)]

    with pytest.raises(ImpossibleError) as refused:
        Scenario(targets, office=an_empty_office).tell()

    said = str(refused.value)
    assert "人民调解成功件数（mediation.settled） = 5" in said
    assert "人民调解案件数（mediation.cases） = 3" in said
    assert "mediation.rated" not in said
    assert "settled: 1" in said


def test_what_was_open_before_the_year_may_be_settled_in_it(target, an_empty_office):
    targets = [target("mediation.settled", 5), target("mediation.cases", 3)]

    office = Scenario(targets, office=an_empty_office, carried={"mediation": 2}).tell()

    assert shown(office, targets) == targets
    began = [told.lines[0].moment[0].year for told in office.cases.values() if told.procedure is Mediation]
    assert began.count(2024) == 2


def test_a_figure_asked_for_as_nothing_stays_nothing(target, an_empty_office):
    targets = [
        target("mediation.settled", 9),
        target("mediation.written_agreements", 0),
        target("mediation.cases", 0, dispute_type="labour"),
        target("mediation.cases", 4, dispute_type="neighbour"),
    ]

    office = Scenario(targets, office=an_empty_office).tell()

    types = [
        told.lines[0].form["dispute_type"] for told in office.cases.values() if told.procedure is Mediation
    ]
    assert types.count("neighbour") == 4
    assert "labour" not in types


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("code", sorted(registry.current()))
def test_a_year_made_from_the_figures_of_a_year_has_those_figures(code, seed, an_empty_office):
    """Cases of random shapes are told; the figures they come to are then asked for on a new organ."""
    procedure = registry.procedure(code)
    if strange := chance.refers_to(procedure) - set(registry.current()):
        pytest.skip(f"it refers to what is not declared yet: {', '.join(sorted(strange))}")
    office, found = chance.a_random_year(procedure, an_empty_office, seed)
    if not found:
        pytest.skip("it posts nothing that could be asked for")

    again = Scenario(found, office=an_empty_office).tell()

    assert chance.figures(again, chance.postable(procedure)) == found
    assert office.cases, "no case at all could be told"

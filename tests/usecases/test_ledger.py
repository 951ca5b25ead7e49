"""The certificate of a figure: what it rests on, what was taken back, what was known when."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fazhi.store import models
from fazhi.usecases import correct, ledger, opening, organs
from fazhi.usecases.access import NotYoursError
from fazhi.usecases.correct import Proposed
from fazhi.usecases.ledger import Certificate
from fazhi.usecases.opening import Amount, Brought
from fazhi.usecases.record import Upload
from usecases.offices import FAR, HE, NEAR, PDF, SHEN, Office

YEAR = 2025


def certificate(office: Office, code: str, *, by: str = SHEN, **words: Any) -> Certificate:
    clerk = office.clerk(by)
    return ledger.certificate(organs.reach(clerk), YEAR, code, clerk=clerk, **words)


def void(office: Office, case: str, entry: int) -> None:
    proposed = correct.propose(
        case, entry, action="void", reason="重复登记", clerk=office.clerk(SHEN), now=office.now
    )
    assert isinstance(proposed, Proposed), str(proposed)
    correct.confirm(proposed.proposal, clerk=office.clerk(HE), now=office.now)


def test_a_certificate_names_the_entries_and_the_articles_a_figure_rests_on(office: Office):
    case, _, accepted, _ = office.mediate()

    told = certificate(office, "mediation.cases")

    [line] = told.lines
    assert (told.figure.value, line.case, line.entry, line.step) == (1, case, accepted, "受理")
    assert line.seal == models.Entry.objects.get(organ_id=office.organ, number=accepted).seal
    assert told.bases == ("《人民调解法》第十九条",)
    assert told.counting == ("每办理一次“受理”计1件。",)


def test_what_was_taken_back_stays_with_what_took_it_back(office: Office):
    case, first, accepted, _ = office.mediate()
    office.mediate()
    void(office, case, first)

    told = certificate(office, "mediation.cases")

    assert told.figure.value == 1
    assert sum(line.amount for line in told.lines) == 1
    taken = next(line for line in told.lines if line.entry == accepted)
    taking = next(line for line in told.lines if line.reverses)
    assert taken.reversed_by == taking.entry
    assert taking.reverses == accepted
    assert taking.amount == -taken.amount


def test_the_books_can_be_read_as_they_stood_at_an_entry(office: Office):
    office.mediate()
    end = office.entries
    office.mediate()

    told = certificate(office, "mediation.cases", known_by=end)

    assert (told.figure.value, told.count, told.known.number) == (1, 1, end)
    assert certificate(office, "mediation.cases").figure.value == 2


def test_what_was_brought_forward_is_told_apart(office: Office):
    office.mediate()
    brought = opening.record(
        [Amount(indicator="mediation.cases", amount=Decimal(12), slices={"source": "applied"})],
        on=date(2025, 1, 1),
        evidence=[Upload(name="旧台账.pdf", content=PDF, media_type="application/pdf")],
        clerk=office.clerk(SHEN),
        now=office.now,
    )
    assert isinstance(brought, Brought), str(brought)

    told = certificate(office, "mediation.cases")

    assert (told.figure.value, told.opening) == (13, 12)
    assert [line.opening for line in told.lines] == [False, True]
    assert certificate(office, "mediation.cases", where=(("source", "applied"),)).opening == 12


def test_a_breakdown_sums_to_the_figure_and_a_parent_holds_what_is_below_it(office: Office):
    office.mediate()
    office.mediate(source="entrusted/police")
    office.mediate(source="entrusted/petition")

    told = certificate(office, "mediation.cases")
    within = certificate(office, "mediation.cases", where=(("source", "entrusted"),))

    [sources] = [one for one in told.breakdowns if one.dimension == "source"]
    assert {part.where[0][1]: part.amount for part in sources.parts} == {"entrusted": 2, "applied": 1}
    [finer] = [one for one in within.breakdowns if one.dimension == "source"]
    assert {part.where[0][1]: part.amount for part in finer.parts} == {
        "entrusted/police": 1,
        "entrusted/petition": 1,
    }


def test_a_slice_is_taken_apart_further_by_what_is_crossed_with_it(office: Office):
    office.mediate()
    office.mediate(source="entrusted/police")
    office.mediate(source="entrusted/police", committee_kind="street")
    police = (("source", "entrusted/police"),)

    within = certificate(office, "mediation.cases", where=police)

    [kinds] = [one for one in within.breakdowns if one.dimension == "committee_kind"]
    assert {part.where: part.amount for part in kinds.parts} == {
        (("committee_kind", "community"), *police): 1,
        (("committee_kind", "street"), *police): 1,
    }
    cut = certificate(office, "mediation.cases", where=kinds.parts[0].where)
    assert (cut.figure.value, cut.count, sum(filter(None, cut.months))) == (1, 1, 1)
    assert "dispute_type" not in [one.dimension for one in within.breakdowns]


def test_months_and_communities_sum_to_the_figure(office: Office):
    office.mediate(place=NEAR)
    office.later(days=40)
    office.mediate(place=FAR)

    told = certificate(office, "mediation.settled")

    assert sum(month or 0 for month in told.months) == told.figure.value == 2
    assert {one.code: one.amount for one in told.places} == {NEAR: 1, FAR: 1}


def test_the_records_of_a_month_are_those_of_that_month(office: Office):
    office.mediate()
    office.later(days=40)
    office.mediate()

    assert certificate(office, "mediation.cases", month=3).count == 1
    assert certificate(office, "mediation.cases", month=5).count == 0


def test_a_rate_shows_the_figures_of_its_formula(office: Office):
    office.mediate()

    told = certificate(office, "mediation.success_rate")

    assert [one.indicator for one in told.parts] == ["mediation.settled", "mediation.concluded"]
    assert (told.figure.base, told.lines) == (1, ())


# Levels --------------------------------------------------------------------------------------------


@pytest.fixture
def district(office: Office) -> Office:
    """A district above the street and a second street, and a supervisor in it."""
    above = models.Organ.objects.create(code="990101", name="云汀区司法局", kind="district", short="云汀")
    models.Organ.objects.filter(pk=office.organ).update(parent=above)
    person = models.Person.objects.create(code="ren", name="任重")
    models.Holding.objects.create(
        person=person, organ=above, post="district_justice", title="科长", since=date(2024, 1, 1)
    )
    return office


def test_a_level_above_sums_over_the_organs_below_it_and_sees_no_titles(district: Office):
    district.mediate()
    supervisor = Office(organ="990101", now=district.now).clerk("ren")

    told = ledger.certificate(organs.reach(supervisor), YEAR, "mediation.cases", clerk=supervisor)

    assert told.figure.value == 1
    assert [(one.code, one.amount) for one in told.organs] == [(district.organ, 1)]
    assert told.seen == frozenset()
    assert told.known.at == models.Journal.objects.get(pk=district.organ).recorded_at


def test_an_organ_sees_neither_the_one_above_nor_its_neighbours(district: Office):
    for code in ("990101", "990101009"):
        with pytest.raises(NotYoursError):
            organs.reach(district.clerk(SHEN), code)


# Every figure --------------------------------------------------------------------------------------


def test_the_accounts_of_all_figures_cost_the_same_however_many(
    office: Office, django_assert_max_num_queries
):
    office.mediate()
    asked = ledger.book(organs.reach(office.clerk(SHEN)), YEAR)

    with django_assert_max_num_queries(16):
        accounts = ledger.accounts(asked, ledger.wanted(asked))

    values = {one.indicator.code: one.value for one in accounts}
    assert values["mediation.cases"] == 1
    assert len(values) == len(asked.indicators)


def test_figures_are_found_by_label_wording_and_definition(office: Office):
    asked = ledger.book(organs.reach(office.clerk(SHEN)), YEAR)

    def found_by(words: str) -> set[str]:
        return {one.code for one in ledger.wanted(asked, words=words)}

    assert "mediation.success_rate" in found_by("调处成功率")
    assert "mediation.amount" in found_by("协议 金额")
    assert found_by("火星") == set()


def test_the_years_of_the_books_are_listed_newest_first(office: Office):
    office.mediate()

    assert ledger.years(organs.reach(office.clerk(SHEN)), today=date(2027, 2, 1)) == [2027, 2026, 2025]

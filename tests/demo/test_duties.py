"""What goes on all year in the street: the figures asked are dealt out to cases, each by the rules."""

from collections import Counter
from datetime import date

import pytest

from fazhi.demo import street
from fazhi.demo.duties import (
    calendar,
    contests,
    disclosure,
    events,
    leadership,
    meetings,
    petitions,
    registers,
    requests,
    trainings,
)
from fazhi.demo.duties.dealing import NOW, Dealer
from fazhi.demo.enact import Writer, found, missed
from fazhi.demo.stories import telling
from fazhi.demo.stories.script import Script
from fazhi.demo.targets import procedure_of
from fazhi.procedures import registry
from fazhi.procedures.decision.disclosure_item import DisclosureItem
from usecases.offices import home  # noqa: F401 - a fixture

SMALL = (registers, leadership, petitions, requests, contests, trainings, events, calendar)


def told(*duties):
    """The street, and the cases that these duties tell of its year."""
    office = street.office(seed=1)
    dealer = Dealer(Script(office, seed=1, keys=200_000, numbers=700_000), street.targets())
    for duty in duties:
        duty.tell(dealer)
    return office, dealer.script.cases


def asked(cases):
    """The figures that cases of these procedures are to show."""
    codes = {case.procedure.code for case in cases} - {"legality_review"}
    return [
        one for one in street.targets() if procedure_of(registry.indicators()[one.indicator]).code in codes
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("home")
def test_the_books_show_what_is_asked_of_petitions_suits_requests_plans_trainings_and_registers():
    office, cases = told(*SMALL)
    found(office, name=street.NAME, short=street.SHORT)
    Writer(office).write([line for case in office.cases.values() for line in case.lines])

    assert missed(street.ORGAN, street.YEAR, asked(cases)) == []


def test_the_same_seed_tells_the_same_year():
    assert told(petitions, requests)[1] == told(petitions, requests)[1]


def test_no_more_is_decided_than_the_months_ask_and_each_item_at_a_meeting_that_was_held():
    office, cases = told(meetings)
    items = [case for case in cases if case.procedure.code == "agenda_item"]
    posted = Counter(
        posting.on.month
        for case in items
        for posting in telling.postings(office, case)
        if posting.indicator == "decision.collective_items" and not posting.slices.get("none")
    )
    months = {
        one.month: one.value
        for one in street.targets()
        if one.indicator == "decision.collective_items" and one.month
    }

    assert posted == months
    held = {
        case.key: next(line.plain.on for line in case.lines if line.plain.step == "held")
        for case in cases
        if case.procedure.code == "leadership_meeting"
    }
    for case in items:
        forms = {line.plain.step: line for line in case.lines}
        assert forms["discussed"].plain.on == held[forms["scheduled"].form["meeting"]]


def test_accusations_are_passed_on_without_a_word_of_what_they_say():
    _, cases = told(petitions)
    accusations = [case for case in cases if case.lines[0].form["category"] == "accusation"]

    assert len(accusations) == 5
    assert all("subject" not in line.form for case in accusations for line in case.lines)
    assert all(
        [line.plain.step for line in case.lines][-2:] == ["referred", "closed"] for case in accusations
    )


def test_nothing_lies_in_the_future_and_cases_go_forward():
    _, cases = told(leadership, petitions, requests, contests)
    moments = [[line.moment for line in case.lines] for case in cases]

    assert all(one == sorted(one) for one in moments)
    assert max(one[-1][0] for one in moments) <= NOW
    assert min(one[0][0] for one in moments) >= date(2024, 11, 1)


def test_what_is_published_of_enforcement_before_acting_says_what_it_contains():
    office, cases = told(disclosure)
    records = [office.standing_record(case.key) for case in cases]
    shown = [one for one in records if DisclosureItem.publication.when(one)]

    assert len(shown) > 10
    assert all(one["summary"] != one["subject"] for one in shown)
    assert not [one["subject"] for one in shown if "结果" in one["subject"]]

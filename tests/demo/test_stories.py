"""The stories of the street: cases told by name, through the one door, and what the books then show."""

from datetime import date
from itertools import pairwise
from statistics import median

import pytest

from fazhi.demo import street
from fazhi.demo.enact import Writer, found, missed
from fazhi.demo.stories import decisions, rectifications, tales, telling
from fazhi.usecases import clock, people, todo
from usecases.offices import home  # noqa: F401 - a fixture

OWN = ("penalty.", "decision.catalogued", "decision.major", "decision.published")


@pytest.fixture(scope="module")
def told():
    """The street, and the stories told of it."""
    office = street.office(seed=1)
    return office, telling.tell(office, street.targets(), seed=1)


def cases(told, procedure, **record):
    """The cases of a procedure whose record holds so much."""
    office, stories = told
    return [
        case
        for case in stories.cases
        if case.procedure.code == procedure and record.items() <= {**office.standing_record(case.key)}.items()
    ]


def titled(told, procedure, subject):
    [case] = cases(told, procedure, subject=subject)
    return case


def days(case, *steps):
    return [line.plain.on for line in case.lines if line.plain.step in steps]


@pytest.mark.django_db
@pytest.mark.usefixtures("home")
def test_the_books_show_every_figure_of_penalties_and_major_decisions_and_each_visitor_has_to_do():
    office = street.office(seed=1)
    telling.tell(office, street.targets(), seed=1).join(office, short=street.SHORT)
    found(office, name=street.NAME, short=street.SHORT)
    Writer(office).write([line for case in office.cases.values() for line in case.lines])
    asked = [one for one in street.targets() if one.indicator.startswith(OWN)]

    assert missed(street.ORGAN, street.YEAR, asked) == []
    clock.move_to(clock.noon(street.TODAY, hour=9))
    due = {name: _to_do(office, name) for name in ("万和平", "廖铁生", "楚怀瑾", "沈若谷")}
    assert all(one.under("all") or one.waiting for one in due.values())
    near = {(one.procedure.code, one.last_day) for one in due["沈若谷"].under("all")}
    assert ("penalty", date(2026, 1, 20)) in near
    assert due["沈若谷"].to_sign
    overdue = {
        (one.procedure.code, one.last_day) for one in due["沈若谷"].dues if one.last_day < street.TODAY
    }
    assert {("penalty", date(2026, 1, 8)), ("rectification", date(2025, 12, 30))} <= overdue


def _to_do(office, name):
    code = next(one.code for one in office.people if one.name == name)
    clerk = people.clerk(code, organ=office.organ, on=street.TODAY)
    return todo.read(clerk, today=street.TODAY)


def test_what_the_stories_show_of_a_figure_is_not_worked_out_again(told, target):
    office, stories = told
    reviews = target("review.total", 421), target("review.total", 45, review_kind="enforcement")

    rest = telling.rest(office, (*reviews, target("penalty.filed", 3, month=1)), stories.cases)

    assert [one.value for one in rest] == [373, 0, 0]


def test_the_same_seed_tells_the_same_stories(told):
    _, stories = told
    again = telling.tell(street.office(seed=1), street.targets(), seed=1)

    assert again.cases == stories.cases


def test_penalties_are_decided_within_ninety_days_and_half_of_them_within_thirty_four(told):
    took = [
        (decided - filed).days
        for case in cases(told, "penalty", result="penalty")
        for filed, decided in zip(days(case, "filed"), days(case, "decided"), strict=True)
    ]

    assert len(took) == 45
    assert (median(took), max(took)) == (34, 88)


def test_a_decision_leaves_the_term_of_payment_to_the_words_of_the_paper(told):
    decided = [case for case in cases(told, "penalty", result="penalty") if days(case, "decided")]

    assert decided
    assert not [case for case in decided if "日内" in told[0].standing_record(case.key)["perform_way"]]


def test_nothing_official_happens_on_a_day_of_rest(told):
    office, stories = told
    lines = [line for case in stories.cases for line in case.lines]

    assert [one for one in lines if not office.calendar.is_working(one.plain.on)] == []
    assert all(one.moment[0] == one.plain.on for one in lines)


def test_every_case_goes_forward_in_time(told):
    _, stories = told
    for case in stories.cases:
        assert all(before.moment < after.moment for before, after in pairwise(case.lines))


def test_the_rubble_is_inquired_into_once_more_and_decided_on_day_71(told):
    [rubble] = cases(told, "penalty", cause="construction_waste", amount="20000.00")

    assert (days(rubble, "decided")[0] - days(rubble, "filed")[0]).days == 71
    assert days(rubble, "supplemented") < days(rubble, "notified")


def test_a_hearing_lowers_the_fine_and_who_chairs_it_does_not_review(told):
    [case] = cases(told, "penalty", cause="outdoor_advertising", amount="20000.00")
    by = {line.plain.step: line.plain.by.person for line in case.lines}
    form = {line.plain.step: line.form for line in case.lines}

    assert form["notified"]["proposed_fine"] == "50000.00"
    assert by["heard"] != by["reviewed"]


def test_an_officer_recused_takes_no_further_part(told):
    office, stories = told
    [case] = [one for one in stories.cases if days(one, "recusal_ruled")]
    steps = [line.plain.step for line in case.lines]
    after = case.lines[steps.index("recusal_ruled") :]
    cousin = next(one.code for one in office.people if one.name == "管云帆")

    assert all(cousin not in (line.plain.by.person, *line.form.get("officers", ())) for line in after)


def test_wages_are_agreed_on_in_two_sessions_and_confirmed_on_day_24(told):
    dispute = titled(told, "dispute", tales.WAGES)
    [mediation] = [one for one in told[1].cases if one.origin == dispute.key]

    assert len(days(mediation, "mediated")) == 2
    assert (days(mediation, "confirmed")[0] - days(mediation, "settled")[0]).days == 24


def test_a_contract_is_returned_twice_and_filed_once_it_has_passed(told):
    contract = titled(told, "contract", tales.CONTRACT)
    review = titled(told, "legality_review", tales.CONTRACT)

    assert len(days(review, "returned")) == 2
    assert days(review, "issued") <= days(contract, "signed") <= days(contract, "filed")


def test_both_major_decisions_stand_in_the_catalogue_of_march(told):
    renewal, market = (titled(told, "major_decision", one) for one in (decisions.RENEWAL, decisions.MARKET))

    assert days(renewal, "catalogued", "decided", "published") == [
        date(2025, 3, 24),
        date(2025, 6, 17),
        date(2025, 6, 20),
    ]
    assert days(market, "catalogued", "decided") == [date(2025, 3, 24), date(2025, 9, 23)]


def test_files_are_put_right_and_another_item_is_sixteen_days_over(told):
    assert days(titled(told, "rectification", rectifications.FILES), "closed")
    overdue = titled(told, "rectification", rectifications.STORAGE)
    [due] = [line.form["due"] for line in overdue.lines if line.plain.step == "assigned"]

    assert (street.TODAY - date.fromisoformat(due)).days == 16
    assert not days(overdue, "closed")


def test_a_number_cited_is_that_of_the_opinion_among_all_of_its_year():
    office = street.office(seed=1)
    stories = telling.tell(office, street.targets(), seed=1)
    stories.join(office, short=street.SHORT)
    issued = sorted(
        (line.moment, line.case)
        for case in office.cases.values()
        for line in case.lines
        if (case.procedure.code, line.plain.step) == ("legality_review", "issued")
    )
    contract = titled((office, stories), "contract", tales.CONTRACT)
    [review] = [case for case in stories.cases if case.origin == contract.key]
    [cited] = [line.form["opinion_no"] for line in contract.lines if line.plain.step == "reviewed"]

    assert cited == f"青槐法审〔2025〕{[case for _, case in issued].index(review.key) + 1}号"


def test_three_mediations_are_brought_over_and_four_are_open_when_the_year_ends(told):
    first, after = date(2025, 1, 1), date(2026, 1, 1)
    mediations = [
        (days(case, "accepted")[0], [*days(case, "settled", "failed", "withdrawn"), date.max][0])
        for case in cases(told, "mediation")
    ]

    assert len([began for began, ended in mediations if began < first <= ended < after]) == 3
    assert len([began for began, ended in mediations if began < after <= ended]) == 4

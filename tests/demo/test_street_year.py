"""The street's year as an office lives it: spread over its days, each thing tied to what it came from."""

from collections import Counter
from datetime import date

import pytest

from fazhi.demo import street
from fazhi.demo.enact import Writer, found
from fazhi.demo.stories import noise
from fazhi.demo.words import PHRASES, PLAIN
from usecases.offices import home  # noqa: F401 - a fixture

MANY_LINES = 400
HOLIDAY = date(2025, 10, 3)


@pytest.fixture(scope="module")
def office():
    """The street with its whole year told by name."""
    return street.whole_year(seed=1)


def cases(office, procedure):
    return [case for case in office.cases.values() if case.procedure.code == procedure]


def done(case, *steps):
    return [line.plain.on for line in case.lines if line.plain.step in steps]


def test_weekly_rounds_are_held_on_mondays_or_the_first_working_day_after(office):
    weekly = [one for one in cases(office, "screening_round") if one.lines[0].form["round_kind"] == "weekly"]
    days = Counter(done(one, "held")[0] for one in weekly)

    assert set(days.values()) == {8}
    assert len(days) == 52
    assert sum(day.weekday() == 0 for day in days) >= 48


def test_reviews_lie_in_every_month_as_contracts_arise(office):
    months = Counter(
        day.month
        for one in cases(office, "legality_review")
        for day in done(one, "issued")
        if day.year == street.YEAR
    )

    assert min(months[month] for month in range(1, 13)) >= 20
    assert max(months.values()) <= 60


def test_contracts_that_passed_are_signed_and_those_that_failed_are_dropped(office):
    reviewed = [one for one in cases(office, "contract") if done(one, "submitted")]
    signed = [one for one in reviewed if done(one, "signed")]

    assert len(signed) > 0.9 * len(reviewed)
    assert all(done(one, "reviewed")[0] <= done(one, "signed")[0] for one in signed)
    assert not [one for one in reviewed if done(one, "dropped") and done(one, "signed")]


def test_no_firm_is_inspected_more_often_than_was_announced(office):
    times = Counter(
        line.form["object_name"]
        for one in cases(office, "inspection")
        for line in one.lines
        if line.plain.step == "planned" and line.form["object_kind"] in ("enterprise", "sole_trader")
    )

    assert max(times.values()) == 3
    assert len(times) == 118


def test_a_penalty_that_came_from_an_inspection_is_of_the_same_party(office):
    led = [one for one in cases(office, "penalty") if one.origin in office.cases]

    assert len(led) == 31
    for one in led:
        inspection = office.cases[one.origin]
        [filed] = [line for line in one.lines if line.plain.step == "filed"]
        who = filed.form["party"][0]
        if who["party_kind"] != "individual":
            assert inspection.lines[0].form["object_name"] == who["name"]
        assert inspection.lines[-1].moment[0] >= done(inspection, "inspected")[0]
        assert max(done(inspection, "filed_case")) <= one.lines[0].plain.on


def test_nothing_official_happens_on_holidays(office):
    official = (
        "contract",
        "legality_review",
        "inspection",
        "mediation",
        "dispute",
        "screening_round",
        "study_session",
    )
    resting = [
        line.plain
        for code in official
        for one in cases(office, code)
        for line in one.lines
        if not office.calendar.is_working(line.plain.on)
    ]

    assert not office.calendar.is_working(HOLIDAY)
    assert resting == []


def test_no_phrase_of_placeholders_is_left(office):
    known = {*PLAIN, *(phrase for _, phrases in PHRASES for phrase in phrases)}
    empty = {phrase for phrase in known if "，" in phrase}
    said = Counter(
        value
        for code in ("contract", "legality_review", "inspection", "mediation", "dispute")
        for one in cases(office, code)
        for line in one.lines
        for value in line.form.values()
        if isinstance(value, str) and value in empty
    )

    assert sum(said.values()) < 3, said


def test_loud_music_leads_from_the_call_to_an_agreement_of_eight_neighbours(office):
    [order] = [
        one for one in cases(office, "hotline_order") if one.lines[0].form.get("subject") == noise.NOISE
    ]
    [dispute] = [one for one in cases(office, "dispute") if one.origin == order.key]
    [inspection] = [one for one in cases(office, "inspection") if one.origin == order.key]
    [mediation] = [one for one in cases(office, "mediation") if one.origin == dispute.key]

    assert dispute.lines[0].form["risk"] == "orange"
    assert done(inspection, "ordered")[0] < done(inspection, "rechecked")[0] < done(inspection, "closed")[0]
    assert mediation.lines[0].form["people_involved"] == 9
    assert done(mediation, "settled")[0] < done(order, "closed")[0]
    [called] = [line for line in order.lines if line.plain.step == "called_back"]
    assert called.form["rating"] == "satisfied"


def test_the_roof_is_pulled_down_after_urging_and_the_suit_over_it_is_dismissed(office):
    [roof] = [
        one
        for one in cases(office, "penalty")
        if done(one, "enforced")
        and one.lines[0].form["cause"] == "illegal_building"
        and one.place.endswith("008")
    ]
    [suit] = [
        one for one in cases(office, "litigation") if one.lines[0].form["subject"] == "enforcement/execution"
    ]
    by_step = {line.plain.step: line for line in suit.lines}

    assert (done(roof, "urged")[0] - done(roof, "served")[0]).days > 180
    assert done(roof, "urged")[0] < done(roof, "enforced")[0] < done(suit, "received")[0]
    assert (by_step["heard"].form["head_present"], by_step["judged"].form["result"]) == ("yes", "dismissed")


@pytest.mark.django_db
@pytest.mark.usefixtures("home")
def test_the_door_takes_what_is_told_of_contracts_inspections_disputes_and_mediations(office):
    """Some of each are written down, with all that they come from or name."""
    wanted: set[str] = set()
    for code in (
        "contract",
        "inspection",
        "dispute",
        "mediation",
        "screening_round",
        "study_session",
        "law_exam",
    ):
        wanted |= {one.key for one in cases(office, code)[::60]}
    registers = {one.key for one in office.cases.values() if one.procedure.kind == "register"}
    wanted = closed_under_links(office, wanted) | registers
    lines = [line for key in wanted for line in office.cases[key].lines]
    found(office, name=street.NAME, short=street.SHORT)

    assert Writer(office).write(lines) == len(lines)
    assert len(lines) > MANY_LINES


def closed_under_links(office, keys):
    """Return cases with all that they come from, all that comes from them, and all that they name."""
    from_it = {}
    for one in office.cases.values():
        if one.origin:
            from_it.setdefault(one.origin, set()).add(one.key)
    seen, due = set(), set(keys)
    while due:
        key = due.pop()
        seen.add(key)
        case = office.cases[key]
        near = {case.origin, *from_it.get(key, ())}
        near |= {value for line in case.lines for value in line.form.values() if isinstance(value, str)}
        due |= {one for one in near if one in office.cases} - seen
    return seen

"""学法学习, told as sessions."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.core import formula
from fazhi.procedures.study.study_session import KINDS, StudySession
from house.statutes import quote_stands
from journal_text import attempt, codes, posted, postings, view

ABOUT = (
    "subject=学习宪法 session_kind=centre_group topic=constitution body=party_committee"
    " audience=leadership venue=meeting_room unit=990101001-7"
)
HELD = f"2025-03-10 held 段星野 {ABOUT} attendees=9 laws=2"
RECORDED = f"{HELD}\n2025-03-11 recorded 段星野 notes=9 speeches=3"
COUNTED_APART = {
    "first_item": "study.first_item_sessions",
    "executive_meeting": "study.executive_sessions",
    "pre_meeting": "study.pre_meeting_sessions",
    "seminar": "study.seminars",
    "reading_class": "study.reading_classes",
    "branch": "study.branch_sessions",
    "party_class": "study.party_classes",
    "study_day": "study.day_sessions",
    "community": "study.community_sessions",
}


@pytest.mark.parametrize("step", StudySession.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    assert quote_stands(step.basis) is not False
    assert step.basis.quote


def test_a_session_may_be_held_without_having_been_planned():
    assert attempt(view("", StudySession), HELD).refusals == ()


def test_a_planned_session_is_due_on_its_day():
    case = view(f"2025-03-01 planned 段星野 {ABOUT} planned_for=2025-03-10 due=9", StudySession)

    assert case.clock("hold_in_time").last_day == date(2025, 3, 10)
    assert attempt(case, "2025-03-10 held 段星野 attendees=9").refusals == ()


def test_no_more_attend_than_were_due():
    planned = view(f"2025-03-01 planned 段星野 {ABOUT} planned_for=2025-03-10 due=9", StudySession)

    assert codes(attempt(planned, "2025-03-10 held 段星野 attendees=10")) == {"field-invalid"}


def test_a_session_of_the_centre_group_counts_as_one_of_leaders_too():
    assert posted(HELD, StudySession) == {
        "study.sessions": 1,
        "study.centre_group_sessions": 1,
        "study.leader_sessions": 1,
        "study.participants": 9,
        "study.laws": 2,
        "study.topics": 1,
        "study.units_covered": 1,
    }
    slices = {one.indicator: one.slices for one in postings(HELD, StudySession)}
    assert slices["study.sessions"] == {
        "session_kind": "centre_group",
        "topic": "constitution",
        "venue": "meeting_room",
    }
    assert slices["study.leader_sessions"] == {"body": "party_committee"}


@pytest.mark.parametrize(("kind", "counted"), COUNTED_APART.items())
def test_sessions_of_a_kind_are_counted_apart(kind, counted):
    found = posted(HELD.replace("centre_group", kind), StudySession)

    assert found[counted] == 1
    assert not set(COUNTED_APART.values()) - {counted} & set(found)
    assert kind in KINDS


def test_warning_education_and_oaths_count_who_was_there():
    warned = posted(HELD.replace("centre_group", "warning"), StudySession)
    sworn = posted(HELD.replace("centre_group", "oath"), StudySession)

    assert (warned["study.warning_sessions"], warned["study.warning_attendances"]) == (1, 9)
    assert sworn["study.oath_persons"] == 9


def test_staff_sessions_and_sessions_on_one_topic_are_counted_apart():
    for_staff = posted(HELD.replace("audience=leadership", "audience=staff"), StudySession)
    on_thought = posted(HELD.replace("topic=constitution", "topic=xjp_thought_on_law"), StudySession)

    assert for_staff["study.staff_sessions"] == 1
    assert "study.leader_sessions" not in for_staff
    assert on_thought["study.xjp_thought_sessions"] == 1


def test_a_topic_and_a_unit_count_once_however_often_they_come():
    keys = {one.indicator: one.key for one in postings(HELD, StudySession) if one.key}

    assert keys == {"study.topics": "topic:constitution", "study.units_covered": "unit:990101001-7"}


def test_notes_and_speeches_count_when_the_session_is_recorded():
    assert posted(RECORDED, StudySession) == {"study.notes": 9, "study.speeches": 3}


@pytest.mark.parametrize(
    ("code", "value"), [("study.party_class_frequency", 2), ("study.community_frequency", 1)]
)
def test_frequencies_divide_by_the_length_of_the_period(code, value):
    held = {"study.party_classes": 24, "study.community_sessions": 32, "community.count": 8}

    class Year:
        def value(self, code, *_):
            return Decimal(held[code])

        def months(self):
            return 12

    [rate] = [one for one in StudySession.indicators if one.code == code]

    assert formula.read(rate.formula).evaluate(Year()) == value

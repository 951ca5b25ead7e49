"""法治培训与讲座, told as trainings of officers, mediators and law-knowers."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.core import formula
from fazhi.procedures.study.training import Training
from house.statutes import quote_stands
from journal_text import attempt, codes, posted, postings, view

ABOUT = (
    "subject=行政执法规范化培训 training_kind={kind} form={form} topic=enforcement mode={mode} venue={venue}"
    " organiser={organiser} lecturer_role={lecturer_role} audience=officers community=990101001001"
)
USUAL = {
    "kind": "enforcement",
    "form": "course",
    "mode": "on_site",
    "venue": "meeting_room",
    "organiser": "own",
    "lecturer_role": "staff",
}


def planned(**words):
    about = ABOUT.format(**{**USUAL, **words})
    return f"2025-03-03 planned 段星野 {about} planned_for=2025-03-20 required=18 enrolled=16"


def held(**words):
    came = "attendees=17 attended=[p1,p2,p3] hours=4 person_hours=68"
    return f"{planned(**words)}\n2025-03-20 held 段星野 {came}"


RECORDED = f"{held()}\n2025-03-24 recorded 段星野 examined=17 passed=16"


@pytest.mark.parametrize("step", Training.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    assert quote_stands(step.basis) is not False
    assert step.basis.quote


def test_a_training_is_due_on_the_day_it_was_planned_for():
    assert view(planned(), Training).clock("hold_in_time").last_day == date(2025, 3, 20)


def test_no_more_enrol_than_are_due():
    tried = attempt(view("", Training), planned().replace("enrolled=16", "enrolled=19"))

    assert "field-invalid" in codes(tried)


def test_a_training_held_in_a_community_says_in_which():
    line = planned(venue="community").replace(" community=990101001001", "")
    tried = attempt(view("", Training), line)

    assert [one.field for one in tried.refusals] == ["community"]


@pytest.mark.parametrize("wrong", ["examined=18", "examined=10 passed=11"])
def test_no_more_pass_than_were_examined_and_no_more_are_examined_than_came(wrong):
    assert "field-invalid" in codes(attempt(view(held(), Training), f"2025-03-24 recorded 段星野 {wrong}"))


def test_who_were_examined_is_told_with_how_many_passed():
    tried = attempt(view(held(), Training), "2025-03-24 recorded 段星野 examined=10")

    assert [one.field for one in tried.refusals] == ["passed"]


def test_hours_of_all_are_those_of_each_times_who_came_unless_something_else_is_told():
    form = Training.step("held").form
    known = view(planned(), Training).record

    def hours(told):
        return form.read({"attendees": 17, "hours": 4, **told}, record=known).values["person_hours"]

    assert hours({}) == 68
    assert hours({"person_hours": 60}) == 60


def test_a_plan_posts_who_is_due_and_who_enrolled():
    assert posted(planned(), Training) == {"training.required": 18, "training.enforce_enrolled": 16}
    assert posted(planned(kind="mediator"), Training) == {"training.required": 18}


def test_a_training_of_officers_posts_sessions_attendances_persons_and_hours():
    assert posted(held(), Training) == {
        "training.sessions": 1,
        "training.participants": 17,
        "training.trained": 3,
        "training.communities_covered": 1,
        "training.enforce_sessions": 1,
        "training.enforce_participants": 17,
        "training.enforce_trained": 3,
        "training.enforce_person_hours": 68,
    }
    [first, *_] = postings(held(), Training)
    assert first.slices == {
        "training_kind": "enforcement",
        "mode": "on_site",
        "venue": "meeting_room",
        "audience": "officers",
    }


def test_persons_trained_are_counted_by_their_key():
    keys = {one.key for one in postings(held(), Training) if one.indicator == "training.trained"}

    assert keys == {"attended:p1", "attended:p2", "attended:p3"}


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ({"form": "lecture"}, {"training.lectures": 1}),
        ({"form": "staff_talk"}, {"training.staff_talks": 1}),
        ({"mode": "online"}, {"training.online_participants": 17}),
        ({"organiser": "upper"}, {"training.upper_sessions": 1}),
        ({"lecturer_role": "adviser"}, {"adviser.lectures": 1}),
        ({"kind": "mediator"}, {"training.mediator_sessions": 1, "training.mediator_participants": 17}),
        ({"kind": "law_knower"}, {"law_knower.training_sessions": 1}),
        ({"kind": "drill"}, {"training.drills": 1, "training.drill_participants": 17}),
    ],
)
def test_trainings_of_a_sort_are_counted_apart(words, figures):
    usual = posted(held(kind="general"), Training)
    found = posted(held(**{"kind": "general", **words}), Training)

    assert {code: amount for code, amount in found.items() if code not in usual} == figures


def test_results_are_counted_for_officers_alone():
    assert posted(RECORDED, Training) == {"training.enforce_examined": 17, "training.enforce_passed": 16}
    assert posted(RECORDED.replace("training_kind=enforcement", "training_kind=general"), Training) == {}


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("training.participation_rate", Decimal(3) / 18),
        ("training.enforce_enrolment_rate", Decimal(16) / 20),
        ("training.enforce_participation_rate", Decimal(3) / 20),
        ("training.enforce_pass_rate", Decimal(16) / 17),
        ("training.enforce_hours", Decimal(68) / 20),
    ],
)
def test_rates_divide_by_those_due_examined_or_on_the_roster(code, value):
    whole = {"officer.count": 20, "officer.certified": 20}
    whole |= posted(planned(), Training) | posted(held(), Training) | posted(RECORDED, Training)

    class Books:
        def value(self, code, *_):
            return whole[code]

    [rate] = [one for one in Training.indicators if one.code == code]

    assert formula.read(rate.formula).evaluate(Books()) == value


def test_lectures_a_month_is_a_rate_of_the_period():
    [rate] = [one for one in Training.indicators if one.code == "training.lectures_per_month"]

    assert (rate.kind, rate.formula) == ("rate", "training.lectures / period.months")

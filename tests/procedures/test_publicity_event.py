"""法治宣传活动, told as events."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.procedures.publicity.publicity_event import PublicityEvent
from house.statutes import quote_stands
from journal_text import attempt, codes, posted, postings, view

ABOUT = (
    "subject=宪法宣传周讲座 form=lecture theme=constitution laws=[constitution] place_kind=community"
    " place=桐花里广场 community=990101001001 audience=residents organiser=community"
)
HELD = f"2025-12-04 held 乔知夏 {ABOUT} speaker_role=lawyer helper_role=volunteer"
RECORDED = f"{HELD}\n2025-12-05 recorded 乔知夏 attendees=80 consultations=12"


@pytest.mark.parametrize("step", PublicityEvent.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    assert quote_stands(step.basis) is not False
    assert step.basis.quote


def test_an_event_may_be_held_without_having_been_planned():
    assert attempt(view("", PublicityEvent), HELD).refusals == ()
    assert "field-missing" in codes(
        attempt(view("", PublicityEvent), "2025-12-04 held 乔知夏 speaker_role=staff")
    )


def test_a_planned_event_is_due_on_its_day():
    case = view(f"2025-11-20 planned 乔知夏 {ABOUT} planned_for=2025-12-04", PublicityEvent)

    assert case.clock("hold_in_time").last_day == date(2025, 12, 4)
    assert attempt(case, "2025-12-04 held 乔知夏 speaker_role=lawyer").refusals == ()


def test_two_photographs_at_least_if_any():
    one = {"photos": ["ab" * 32]}

    tried = attempt(view(HELD, PublicityEvent), "2025-12-05 recorded 乔知夏 attendees=80", form=one)

    assert [refused.field for refused in tried.refusals] == ["photos"]


def test_an_event_counts_when_it_is_held_and_in_all_that_it_is():
    assert posted(HELD, PublicityEvent) == {
        "publicity.events": 1,
        "publicity.communities_covered": 1,
        "publicity.lectures": 1,
        "publicity.volunteer_events": 1,
    }
    [event] = [one for one in postings(HELD, PublicityEvent) if one.indicator == "publicity.events"]
    assert event.slices == {
        "form": "lecture",
        "place_kind": "community",
        "audience": "residents",
        "theme": "constitution",
        "organiser": "community",
    }


@pytest.mark.parametrize(
    ("change", "counted"),
    [
        (("form=lecture", "form=courtyard"), "publicity.village_meetings"),
        (("place_kind=community", "place_kind=school"), "publicity.school_events"),
        (("place_kind=community", "place_kind=village"), "publicity.village_events"),
        (("theme=constitution", "theme=civilization_practice"), "publicity.civilization_events"),
        (("speaker_role=lawyer", "speaker_role=publicity_team"), "publicity.team_events"),
    ],
)
def test_some_events_are_counted_apart_too(change, counted):
    assert counted not in posted(HELD, PublicityEvent)
    assert posted(HELD.replace(*change), PublicityEvent)[counted] == 1


def test_what_is_held_within_civilization_practice_stands_beside_the_rest():
    within = HELD.replace("theme=constitution", "theme=civilization_practice")

    assert posted(within, PublicityEvent)["publicity.civilization_events"] == 1
    assert "publicity.events" not in posted(within, PublicityEvent)


def test_a_community_is_covered_once_however_many_events_it_has():
    [first] = [one for one in postings(HELD, PublicityEvent) if one.key]

    assert first.indicator == "publicity.communities_covered"
    assert first.key == "community:990101001001"
    elsewhere = HELD.replace("community=990101001001", "")
    assert "publicity.communities_covered" not in posted(elsewhere, PublicityEvent)


def test_whom_it_reached_counts_when_it_is_recorded():
    [reached] = postings(RECORDED, PublicityEvent)

    assert (reached.indicator, reached.amount) == ("publicity.participants", Decimal(80))
    assert reached.slices == {"form": "lecture", "audience": "residents", "theme": "constitution"}

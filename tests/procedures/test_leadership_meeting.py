"""领导班子会议, told as meetings."""

from datetime import date

import pytest

from fazhi.procedures.leadership.leadership_meeting import LeadershipMeeting
from journal_text import attempt, codes, posted, postings, refusal, view

ABOUT = (
    "subject=第6次党工委会议 body={body} form=regular topic={topic} number=6 place=三楼会议室"
    " chair=顾云舟 agenda=研究法治建设"
)
PARTY = ABOUT.format(body="party_committee", topic="law_work")
PLANNED = f"2025-03-03 planned 许见山/doc_officer {PARTY} planned_for=2025-03-10"
PRESENT = "due=9 present=8 recorder=许见山"
HELD = f"{PLANNED}\n2025-03-10 held 许见山/doc_officer {PRESENT} observer=[justice_office,adviser]"
SIGNED = f"{HELD}\n2025-03-11 signed 顾云舟/secretary minutes_text=议定事项 signed_by=顾云舟"
FILED = f"{SIGNED}\n2025-03-12 recorded 许见山/doc_officer minutes_no=青槐党工委〔2025〕6号"


def held(body, topic="economy", observer=""):
    about = ABOUT.format(body=body, topic=topic)
    return f"2025-03-10 held 许见山/doc_officer {about} {PRESENT} {observer}"


@pytest.mark.parametrize("step", LeadershipMeeting.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words(step):
    assert step.basis.quote


def test_a_meeting_goes_from_notice_to_file():
    assert view(PLANNED, LeadershipMeeting).stage.label == "已发通知"
    assert view(HELD, LeadershipMeeting).stage.label == "待审签纪要"
    assert view(SIGNED, LeadershipMeeting).stage.label == "待印发归档"
    assert view(FILED, LeadershipMeeting).stage.final


def test_a_planned_meeting_is_due_on_its_day():
    assert view(PLANNED, LeadershipMeeting).clock("hold_in_time").last_day == date(2025, 3, 10)


def test_a_meeting_needs_more_than_half_of_those_due():
    case = view(PLANNED, LeadershipMeeting)

    half = attempt(case, "2025-03-10 held 许见山/doc_officer due=8 present=4 recorder=许见山")
    assert refusal(half, "rule-not-met").basis == "内部管理规则（会议人数）"
    more = attempt(case, "2025-03-10 held 许见山/doc_officer due=8 present=5 recorder=许见山")
    assert more.refusals == ()


def test_no_more_are_present_than_are_due():
    tried = attempt(
        view(PLANNED, LeadershipMeeting), "2025-03-10 held 许见山 due=8 present=9 recorder=许见山"
    )

    assert codes(tried) == {"field-invalid"}


def test_the_minutes_are_signed_by_who_chaired_and_not_by_who_kept_the_record():
    case = view(HELD, LeadershipMeeting)
    line = "2025-03-11 signed {} minutes_text=议定事项 signed_by={}"

    other = attempt(case, line.format("沈若谷/director", "沈若谷"))
    assert refusal(other, "rule-not-met").basis == "内部管理规则（会议纪要）"
    keeper = attempt(case, line.format("许见山/secretary", "顾云舟"))
    assert "same-hand" in codes(keeper)
    assert attempt(case, line.format("顾云舟/secretary", "顾云舟")).refusals == ()


def test_minutes_are_not_filed_before_they_are_signed():
    assert "out-of-turn" in codes(
        attempt(view(HELD, LeadershipMeeting), "2025-03-12 recorded 许见山/doc_officer")
    )


def test_a_meeting_on_law_work_counts_as_one_of_its_body_too():
    assert posted(HELD, LeadershipMeeting) == {
        "leader.law_meetings": 1,
        "meeting.party_committee": 1,
        "meeting.justice_attended": 1,
    }
    slices = {one.indicator: one.slices for one in postings(HELD, LeadershipMeeting)}
    assert slices["leader.law_meetings"] == {"body": "party_committee", "form": "regular"}
    assert slices["meeting.justice_attended"] == {"body": "party_committee"}


def test_executive_meetings_and_leading_bodies_are_counted_apart():
    assert posted(held("executive"), LeadershipMeeting) == {"meeting.executive": 1}
    for body in ("leading_body", "leading_body/law", "leading_body/enforcement"):
        [one] = postings(held(body), LeadershipMeeting)
        assert one.indicator == "leader.leading_body_meetings"
        assert one.slices == {"body": body}


def test_other_meetings_count_only_by_who_observed():
    assert posted(held("joint"), LeadershipMeeting) == {}
    assert posted(held("joint", observer="observer=[residents]"), LeadershipMeeting) == {}

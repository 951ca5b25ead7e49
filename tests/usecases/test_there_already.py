"""Where an office has one case for what a field holds, the door refuses a second."""

from fazhi.usecases.record import Refused
from usecases.offices import PU, SHEN, WAN, Office

MEDIATOR = {
    "person": WAN,
    "name": "万和平",
    "sex": "male",
    "phone": "13800138000",
    "employment": "full_time",
    "post": "mediator",
    "chosen_by": "elected",
    "fit": "yes",
    "term_from": "2025-01-01",
}


def refused_by(result):
    assert isinstance(result, Refused)
    return [one.code for one in result.refusals]


def test_an_office_opens_one_annual_report_a_year_however_the_year_is_typed(office: Office):
    office.record("annual_report", "opened", by=SHEN, form={"year": 2025})

    again = office.try_to("annual_report", "opened", by=SHEN, form={"year": " ２０２５ "})
    other = office.record("annual_report", "opened", by=SHEN, form={"year": "2024"})

    assert refused_by(again) == ["there-already"]
    assert other.entry == 2


def test_a_person_stands_in_a_register_once_until_the_entry_has_ended(office: Office):
    entry = office.record("mediator", "enrolled", by=SHEN, form=MEDIATOR)

    assert refused_by(office.try_to("mediator", "enrolled", by=SHEN, form=MEDIATOR)) == ["there-already"]

    office.record("mediator", "ended", by=SHEN, case=entry.case, form={"reason": "expired"})
    office.record("mediator", "enrolled", by=SHEN, form=MEDIATOR)


def test_what_the_plan_said_need_not_be_said_again_on_the_day(office: Office):
    about = {
        "subject": "学习宪法",
        "session_kind": "centre_group",
        "topic": "constitution",
        "body": "party_committee",
        "audience": "leadership",
        "venue": "meeting_room",
    }
    plan = office.record("study_session", "planned", by=PU, form={**about, "planned_for": "2025-03-10"})

    office.record("study_session", "held", by=PU, case=plan.case, form={"attendees": 9})
    bare = office.try_to("study_session", "held", by=PU, form={"attendees": 9})

    assert refused_by(bare) == ["field-missing"] * len(about)

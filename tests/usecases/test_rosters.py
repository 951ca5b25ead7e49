"""What runs out in registers, and hours of training in a year: to do, and in the list of a register."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from fazhi.core.case import Light
from fazhi.procedures import registry
from fazhi.usecases import lists, rosters, todo
from fazhi.usecases.lists import Filters
from usecases.officers import LASTS, enrol, train
from usecases.offices import ORGAN, SHEN, WAN, Office


def read(office: Office, today: date, person: str = SHEN) -> todo.ToDo:
    return todo.read(office.clerk(person), today=today)


def test_a_certificate_that_runs_out_warns_ninety_days_before(office: Office):
    enrol(office, WAN, number="QH000001")

    def days_before(days: int) -> list[Light]:
        today = LASTS - timedelta(days=days)
        return [due.light(today) for due in read(office, today).running_out]

    assert days_before(91) == []
    assert days_before(90) == [Light.NEAR]


def test_what_runs_out_this_week_is_due_this_week_and_warns_no_more_apart(office: Office):
    enrol(office, WAN, number="QH000001")
    found = read(office, LASTS)

    assert [due.limit.label for due in found.under("today")] == ["执法证有效期"]
    assert found.under("today")[0].step is None  # renewed or ended: the case page asks which
    assert found.under("today")[0].because == "名册载明的期限"
    assert found.running_out == []


def test_a_renewed_certificate_warns_no_more(office: Office):
    case = enrol(office, WAN, number="QH000001")
    renewal = {"event": "renewed", "valid_until": "2030-09-30"}
    office.record("enforcement_officer", "changed", by=SHEN, case=case, form=renewal)

    assert read(office, LASTS - timedelta(days=10)).running_out == []


def test_the_list_of_a_register_finds_what_runs_out_before_long(office: Office):
    enrol(office, WAN, number="QH000001")
    officers = registry.procedure("enforcement_officer")

    def near(days: int) -> int:
        today = LASTS - timedelta(days=days)
        found = lists.page(office.clerk(SHEN), officers, filters=Filters(light="near"), today=today)
        return len(found.lines)

    assert [near(91), near(90), near(0), near(-1)] == [0, 1, 1, 0]
    assert lists.near_days(officers) == 90
    assert lists.near_days(registry.procedure("mediation")) == lists.NEAR_DAYS


def test_hours_of_the_year_are_those_of_the_trainings_one_came_to(office: Office):
    train(office, hours=40, people=[WAN, SHEN])
    train(office, hours=16, people=[WAN])
    train(office, hours=8, people=[WAN], on=date(2024, 12, 2))

    assert rosters.hours_by_person(ORGAN, "training", year=2025) == {WAN: 56, SHEN: 40}
    assert rosters.hours_by_person(ORGAN, "training", year=2024) == {WAN: 8}
    assert rosters.hours_by_person(ORGAN, "mediation", year=2025) == {}


def test_who_keeps_the_register_is_told_how_many_lack_hours(office: Office):
    enrol(office, WAN, number="QH000001")
    enrol(office, SHEN, number="QH000002")
    train(office, hours=60, people=[WAN])
    train(office, hours=59, people=[SHEN])
    [short] = read(office, office.now.date()).lacking

    assert (short.entries, short.of, short.until) == (1, 2, date(2025, 12, 31))
    assert str(short.basis) == "《法治政府建设实施纲要（2021－2025年）》第（三十四）项"
    assert read(office, office.now.date(), WAN).lacking == ()
    train(office, hours=1, people=[SHEN])
    assert read(office, office.now.date()).lacking == ()


@pytest.mark.parametrize(("role", "said"), [("officer", "16／60学时"), ("auxiliary", "")])
def test_an_entry_tells_its_hours_beside_those_needed(role: str, said: str):
    needed = rosters.yearly_hours(registry.procedure("enforcement_officer"))
    assert needed is not None
    assert rosters.of_entry({"person": WAN, "role": role}, needed, {WAN: Decimal(16)}) == said


ADVISER = {
    "name": "祁衡川",
    "adviser_kind": "office",
    "term": "standing",
    "firm": "衡川律师事务所",
    "licence_no": "13702201510123456",
    "term_from": "2024-12-01",
    "term_ends": "2026-11-30",
}


def test_an_entry_that_stood_all_year_is_to_be_reviewed_before_its_end(office: Office):
    def told(day: date) -> list[str]:
        return [one.told for one in read(office, day).lacking]

    old = office.record("legal_adviser", "enrolled", by=SHEN, form=ADVISER, on=date(2024, 12, 2)).case
    office.record("legal_adviser", "enrolled", by=SHEN, form={**ADVISER, "name": "新聘律师"})

    assert told(date(2025, 10, 1)) == []
    assert told(date(2025, 10, 2)) == ["1条尚未登记今年的年度考核，应登记1条"]
    office.later(days=280)
    review = {"event": "assessed", "year": 2025, "score": 92, "grade": "excellent"}
    office.record("legal_adviser", "changed", by=SHEN, case=old, form=review)
    assert told(date(2025, 12, 31)) == []

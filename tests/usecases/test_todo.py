"""What is to be done: by due day, in groups, in a constant number of queries."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.core.case import Light
from fazhi.store import models
from fazhi.usecases import todo
from fazhi.usecases.clock import noon
from usecases.offices import DENG, HE, LU, SHEN, WAN, Office


def read(office: Office, person: str) -> todo.ToDo:
    return todo.read(office.clerk(person), today=office.now.date())


def test_a_running_limit_is_due_with_its_article_and_where_it_was_counted_from(office: Office):
    case = office.register().case
    office.accept(case)  # 2025-03-03: one month, ending on a holiday

    [due] = read(office, WAN).dues
    assert due.case == case
    assert due.last_day == date(2025, 4, 3)
    assert str(due.limit.rests_on) == "《人民调解工作若干规定》第三十三条"
    assert due.because == "自2025年3月3日“受理”起1个月"
    assert due.mine
    assert due.light(office.now.date()) is Light.CALM


def test_what_is_near_is_under_this_week_and_what_is_late_under_today_too(office: Office):
    office.accept(office.register().case)
    day = date(2025, 4, 3)  # a Thursday
    clerk = office.clerk(WAN)

    week_of = todo.read(clerk, today=day - timedelta(days=3))
    assert [len(week_of.under(tab)) for tab in ("today", "week", "overdue", "all")] == [0, 1, 0, 1]
    the_day = todo.read(clerk, today=day)
    assert [len(the_day.under(tab)) for tab in ("today", "week", "overdue", "all")] == [1, 1, 0, 1]
    after = todo.read(clerk, today=day + timedelta(days=1))
    assert [len(after.under(tab)) for tab in ("today", "week", "overdue", "all")] == [1, 1, 1, 1]
    assert after.dues[0].light(day + timedelta(days=1)) is Light.OVERDUE


def test_what_waits_stands_under_its_stage_with_what_may_be_done(office: Office):
    case = office.register().case

    [group] = read(office, WAN).waiting
    assert group.stage_label == "已登记"
    assert [step.label for step in group.steps] == ["受理", "不予受理"]
    assert [one.case for one in group.cases] == [case]
    assert group.only_step is None


def test_what_is_due_does_not_wait_a_second_time(office: Office):
    office.accept(office.register().case)
    assert read(office, WAN).waiting == ()


def test_others_are_not_asked_to_do_what_is_not_their_posts(office: Office):
    office.accept(office.register().case)
    assert read(office, DENG).dues == ()
    assert read(office, LU).dues == ()


def test_a_leader_sees_what_is_overdue_though_others_must_do_it(office: Office):
    office.accept(office.register().case)
    assert read(office, HE).dues == ()

    office.later(days=60)
    found = read(office, HE)
    assert [due.mine for due in found.dues] == [False]
    assert len(found.overdue_elsewhere) == 1
    assert len(found.under("overdue")) == 1
    assert found.under("today") == []


def test_only_the_oldest_of_many_that_wait_are_named(office: Office):
    keys = [office.register().case for _ in range(todo.SHOWN_WAITING + 2)]

    [group] = read(office, WAN).waiting
    assert group.count == len(keys)
    assert [one.case for one in group.cases] == keys[: todo.SHOWN_WAITING]


def test_who_did_a_step_is_not_asked_for_the_one_another_hand_must_do():
    from fazhi.procedures.review.legality_review import LegalityReview  # noqa: PLC0415 - only this case needs it

    step = next(step for step in LegalityReview.parts.steps if step.other_than)
    assert not todo.is_free(step, [step.other_than[0].name])
    assert todo.is_free(step, [])


def test_many_cases_cost_no_more_queries_than_few(office: Office):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            read(office, SHEN)
        return len(asked)

    for _ in range(3):
        office.accept(office.register().case)
        office.register()
    few = cost()
    for _ in range(12):
        office.accept(office.register().case)
        office.register()
    assert cost() == few
    assert models.Case.objects.count() == 30


def test_what_runs_to_an_hour_is_overdue_from_that_hour_on(office: Office):
    office.accept(office.register().case)
    day = office.now.date()
    models.Due.objects.update(last_day=day, hour="15:00")

    before, after = (todo.read(office.clerk(WAN), today=noon(day, *hour)) for hour in ((14, 59), (15, 1)))

    assert [len(before.under(tab)) for tab in ("today", "overdue")] == [1, 0]
    assert [len(after.under(tab)) for tab in ("today", "overdue")] == [1, 1]
    assert after.dues[0].light(noon(day, 15, 1)) is Light.OVERDUE
    [elsewhere] = todo.read(office.clerk(HE), today=noon(day, 15, 1)).overdue_elsewhere
    assert elsewhere.moment.hour == 15

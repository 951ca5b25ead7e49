"""The usual shapes of a rule: what they refuse, when they can be told, and what contradicts itself."""

from datetime import date

import pytest

from fazhi.core import form as ask
from fazhi.core.case import standing_in_the_way
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import START, InvalidProcedureError, Limit, Stage, Step
from fazhi.core.ruling import Hand, done, in_time, linked, must, named, never, not_done, over, past
from fazhi.law.roles import LEADER, OFFICE
from journal_text import attempt, events, view
from journal_text import linked as another

HOUSE = HouseRule("T2", "试验用规则")


class Opening(ask.Form):
    """登记"""

    owner = ask.Person("承办人", required=False)
    risk = ask.Code("风险", "low 低, high 高", required=False)
    earlier = ask.Ref("原事项", "other", required=False)


class Ending(ask.Form):
    """办结"""

    told = ask.YesNo("已告知", required=False)


GRAVE = Opening.risk.is_("high")


def _is_long(case: object) -> bool:
    return len(case.history) > 2


class Trial(Case):
    """A case whose last step has one rule of each shape."""

    code = "trial_of_rules"
    label = "试验"
    in_force = date(2025, 1, 1)
    by = OFFICE | LEADER

    working = Stage("办理中")
    closed = Stage("已办结", final=True)

    opened = Step("登记", START >> working, Opening).under(HOUSE)
    paused = Step("中止", working).under(HOUSE, needs=not_done("paused", HOUSE, "已中止。", since="resumed"))
    resumed = Step("恢复", working).under(HOUSE, needs=done("paused", HOUSE, "没有中止。", since="resumed"))
    heard = Step("听取意见", working).under(HOUSE)
    ended = Step("办结", working >> closed, Ending).under(
        HOUSE,
        needs=(
            must(Ending.told.is_("yes"), HOUSE, "未告知。", when=GRAVE, unless=_is_long),
            done("heard", HOUSE, "未听取意见。", when=GRAVE),
            never(GRAVE, HOUSE, "高风险的由领导办结。", unless=LEADER),
            never(Hand(Opening.owner), HOUSE, "承办人不得办结。"),
            named(Opening.earlier, "ended", HOUSE, "原事项未办结。"),
            linked("other", ("ended", "dropped"), HOUSE, "关联事项未办结。", when="paused"),
            never(lambda case, event: event.by.person == "钱七" and case.history, HOUSE, "钱七不得办结。"),
        ),
    )


def refused(history: str, last: str, **known: object) -> list[str]:
    tried = attempt(view(history, Trial, **known), last)
    return [one.message for one in tried.refusals if one.basis == str(HOUSE)]


LOW = "2025-03-03 opened 张三 risk=low"
HIGH = "2025-03-03 opened 张三 risk=high"


def test_a_rule_that_applies_to_grave_cases_says_nothing_of_others():
    assert refused(LOW, "2025-03-05 ended 李四") == []


def test_what_is_filled_in_at_the_step_and_what_was_known_before_count_alike():
    told, untold = "2025-03-05 ended 李四/director told=yes", "2025-03-05 ended 李四/director"

    assert refused(HIGH, untold) == ["未告知。", "未听取意见。"]
    assert refused(HIGH, told) == ["未听取意见。"]


def test_a_step_that_was_done_is_not_missed():
    heard = f"{HIGH}\n2025-03-04 heard 张三"

    assert refused(heard, "2025-03-05 ended 李四/director told=yes") == []


def test_an_exception_found_by_a_function_leaves_the_rule_out():
    long = f"{HIGH}\n2025-03-04 heard 张三\n2025-03-04 heard 张三"

    assert refused(long, "2025-03-05 ended 李四/director") == []


def test_a_role_is_who_does_the_step():
    heard = f"{HIGH}\n2025-03-04 heard 张三"

    [message] = refused(heard, "2025-03-05 ended 李四 told=yes")
    assert message == "高风险的由领导办结。"


def test_whom_a_field_names_does_not_do_the_step():
    mine = f"{LOW} owner=李四"

    assert refused(mine, "2025-03-05 ended 李四") == ["承办人不得办结。"]
    assert refused(mine, "2025-03-05 ended 张三") == []


def test_a_function_of_case_and_event_may_stand_for_a_condition():
    assert refused(LOW, "2025-03-05 ended 钱七") == ["钱七不得办结。"]


def test_a_pause_is_ended_before_the_next_and_only_a_pause_is_ended():
    paused = f"{LOW}\n2025-03-04 paused 张三"
    resumed = f"{paused}\n2025-03-05 resumed 张三"

    assert refused(LOW, "2025-03-06 resumed 张三") == ["没有中止。"]
    assert refused(paused, "2025-03-06 paused 张三") == ["已中止。"]
    assert refused(resumed, "2025-03-06 resumed 张三") == ["没有中止。"]
    assert refused(resumed, "2025-03-06 paused 张三") == []


def test_a_case_that_is_named_must_have_got_so_far_and_none_need_be_named():
    names = f"{LOW} earlier=E1"
    open_one, ended_one = another("other", steps=("opened",)), another("other", steps=("opened", "ended"))

    assert refused(names, "2025-03-05 ended 李四") == ["原事项未办结。"]
    assert refused(names, "2025-03-05 ended 李四", refs={"E1": open_one}) == ["原事项未办结。"]
    assert refused(names, "2025-03-05 ended 李四", refs={"E1": ended_one}) == []


def test_one_of_the_linked_cases_must_have_got_so_far_where_a_step_was_done():
    paused = f"{LOW}\n2025-03-04 paused 张三"
    dropped = another("other", steps=("opened", "dropped"))

    assert refused(paused, "2025-03-05 ended 李四") == ["关联事项未办结。"]
    assert refused(paused, "2025-03-05 ended 李四", links=(dropped,)) == []


def test_what_needs_the_form_is_not_told_before_it_and_all_else_is():
    needs = [rule.needs_form for rule in Trial.step("ended").needs]
    [event] = events("2025-03-05 ended 李四/director", Trial)
    told = [one.message for one in standing_in_the_way(view(HIGH, Trial), event, filled=False)]

    assert needs == [True, False, False, False, False, False, True]
    assert told == ["未听取意见。"]


def test_a_rule_about_a_step_that_the_procedure_has_not_is_refused_at_import():
    with pytest.raises(InvalidProcedureError, match=r"has a rule about steps \['herd'\]"):

        class Wrong(Trial):
            """A typing error in the name of a step."""

            code = "wrong"
            closed_too = Step("再办结", Trial.working >> Trial.closed).under(
                HOUSE, needs=done("herd", HOUSE, "未听取意见。")
            )


def test_a_step_that_rests_on_nothing_is_refused_at_import():
    with pytest.raises(InvalidProcedureError, match="rests on nothing"):

        class Wrong(Trial):
            """A step without an article."""

            code = "wrong"
            closed_too = Step("再办结", Trial.working >> Trial.closed)


class Term(ask.Form):
    """登记期限"""

    answer_by = ask.Day("答复期限")
    shown_until = ask.Day("公示至", required=False)


class Waiting(Case):
    """A case in which some things are done before a day, and others after it."""

    code = "trial_of_days"
    label = "试验"
    in_force = date(2025, 1, 1)
    by = OFFICE

    working = Stage("办理中")
    closed = Stage("已办结", final=True)

    opened = Step("登记", START >> working, Term).under(HOUSE)
    asked = Step("提出", working).under(HOUSE, needs=in_time("answer", HOUSE, "已于{day}届满。"))
    answered = Step("答复", working).under(HOUSE)
    ended = Step("办结", working >> closed).under(
        HOUSE,
        needs=(
            over("answer", HOUSE, "至{day}，尚未届满。"),
            past(Term.shown_until, HOUSE, "公示至{day}。"),
        ),
    )

    answer = Limit("答复", Term.answer_by, opened >> answered, basis=HOUSE)


TERM = "2025-03-03 opened 张三 answer_by=2025-03-10"


def said(history: str, last: str) -> list[str]:
    return [one.message for one in attempt(view(history, Waiting), last).refusals]


def test_what_is_done_in_time_is_done_on_the_last_day_and_not_on_the_next():
    assert said(TERM, "2025-03-10 asked 李四") == []
    assert said(TERM, "2025-03-11 asked 李四") == ["已于2025-03-10届满。"]


def test_what_waits_for_a_time_waits_over_its_last_day_or_until_it_is_met():
    answered = f"{TERM}\n2025-03-05 answered 张三"

    assert said(TERM, "2025-03-10 ended 李四") == ["至2025-03-10，尚未届满。"]
    assert said(TERM, "2025-03-11 ended 李四") == []
    assert said(answered, "2025-03-06 ended 李四") == []


def test_what_waits_for_a_day_that_a_field_names_waits_over_it_if_it_is_named():
    shown = f"{TERM} shown_until=2025-03-20"

    assert said(shown, "2025-03-20 ended 李四") == ["公示至2025-03-20。"]
    assert said(shown, "2025-03-21 ended 李四") == []

"""Registers, activities and lists of tasks, as trial duties tell them."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.core.clocks import Light
from fazhi.core.form import Code, Day, Form, Name, Number, Person, Rows, Text, YesNo, at_least_as_many
from fazhi.core.kinds import PLAN_IS_KEPT, Activity, Register, TaskList, expiry, table, usual
from fazhi.core.law import HouseRule
from fazhi.core.ledger import post
from fazhi.core.procedure import (
    Count,
    Document,
    Flow,
    InvalidProcedureError,
    Limit,
    Role,
    Stage,
    Standing,
    Step,
    Stock,
    Strength,
    Sum,
)
from journal_text import attempt, codes, events, refusal, view

HOUSE = HouseRule("T1", "试验用规则")
ANOTHER = HouseRule("T2", "另一条试验用规则")
KEEPER = Role("管理员", ("keeper",))
WORKER = Role("经办人", ("worker", "keeper"))
CHECKER = Role("验收人", ("checker",))


class Course(Form):
    """课程"""

    course = Text("课程名称")


class Helper(Form):
    """助手登记表"""

    person = Person("人员")
    name = Name("姓名")
    employed = Code("聘用方式", {"full": "专职", "part": "兼职"})
    hours = Number("每周工时", unit="小时", required=False, needed_when=employed.is_("part"))
    visits = Number("走访户数", required=False)
    courses = Rows("课程", Course, required=False)
    checks = (at_least_as_many(visits, courses),)


class Change(Form):
    """变更"""

    event = Code("变更事项", {"trained": "参加培训", "moved": "调整"})
    trained_for = Number("培训学时", required=False, needed_when=event.is_("trained"))


class Helpers(Register):
    """Helpers of the street."""

    code = "helpers"
    label = "助手"
    group = "people"
    in_force = date(2025, 1, 1)
    by = KEEPER
    basis = HOUSE
    basis_at = table(ended=ANOTHER)
    item = Helper
    change = Change
    reasons = table(left="离开", dismissed="解聘")
    papers = table(changed=(Document("certificate", "培训证明", when=Change.event.is_("trained")),))

    indicators = (
        Stock("helpers.count", "人数", "人", Standing(), by=(Helper.employed,)),
        Stock("helpers.full", "专职", "人", Standing(where=Helper.employed.is_("full"))),
        Stock("helpers.visits", "走访户数", "户", Standing(of=Helper.visits)),
        Flow("helpers.added", "新增", "人", Count("enrolled")),
        Flow("helpers.trained", "培训", "人次", Count("changed", where=Change.event.is_("trained"))),
    )


ENROLLED = "2025-01-06 enrolled 甲 person=p1 employed=full visits=10"


def posted(text, procedure):
    *_, last = events(text, procedure)
    before = view("\n".join(text.strip().splitlines()[:-1]), procedure)
    return [(p.indicator, p.amount) for p in post(before, last, place="", digest=str)]


def test_an_entry_stands_until_it_is_ended():
    assert posted(ENROLLED, Helpers) == [
        ("helpers.count", 1),
        ("helpers.full", 1),
        ("helpers.visits", 10),
        ("helpers.added", 1),
    ]
    assert posted(f"{ENROLLED}\n2025-06-30 ended 甲 reason=left", Helpers) == [
        ("helpers.count", -1),
        ("helpers.full", -1),
        ("helpers.visits", -10),
    ]


def test_a_change_is_told_by_what_changes_alone():
    tried = attempt(view(ENROLLED, Helpers), "2025-03-03 changed 甲 event=moved visits=12")

    assert tried.refusals == ()
    assert tried.event.form == {"event": "moved", "visits": 12}


def test_a_change_posts_the_difference_in_every_stock_it_touches():
    moved = posted(f"{ENROLLED}\n2025-03-03 changed 甲 event=moved employed=part visits=4", Helpers)

    assert moved == [
        ("helpers.count", Decimal(-1)),  # out of one slice
        ("helpers.count", Decimal(1)),  # into the other
        ("helpers.full", Decimal(-1)),
        ("helpers.visits", Decimal(-6)),
    ]


def test_what_a_change_makes_necessary_is_asked_if_it_is_not_known():
    entry = view(ENROLLED, Helpers)

    found = attempt(entry, "2025-03-03 changed 甲 event=moved employed=part").refusals

    assert [one.field for one in found] == ["hours"]
    known = view(ENROLLED + " hours=20", Helpers)
    assert attempt(known, "2025-03-03 changed 甲 event=moved employed=part").refusals == ()


def test_the_kind_of_change_is_asked_each_time():
    once = f"{ENROLLED}\n2025-03-03 changed 甲 event=moved visits=12"

    assert codes(attempt(view(once, Helpers), "2025-04-01 changed 甲 visits=13")) == {"field-missing"}


def test_a_change_asks_what_belongs_to_it_and_may_be_counted():
    entry = view(ENROLLED, Helpers)

    assert codes(attempt(entry, "2025-03-03 changed 甲 event=trained")) == {"field-missing"}
    assert posted(f"{ENROLLED}\n2025-03-03 changed 甲 event=trained trained_for=8", Helpers) == [
        ("helpers.trained", 1)
    ]


def test_what_a_change_declares_anew_is_asked_each_time_though_the_entry_has_it():
    class Visits(Change):
        """走访变更"""

        visits = Number("走访户数", needed_when=Change.event.is_("moved"))

    class Visiting(Helpers):
        """Helpers whose visits are asked at each move."""

        code = "visiting"
        change = Visits
        indicators = ()

    found = attempt(view(ENROLLED, Visiting), "2025-03-03 changed 甲 event=moved").refusals

    assert [one.field for one in found] == ["visits"]


def test_whom_an_entry_is_about_cannot_become_another():
    found = attempt(view(ENROLLED, Helpers), "2025-03-03 changed 甲 event=moved person=p2")

    assert codes(found) == {"field-unknown"}


def test_rules_across_the_fields_of_an_entry_hold_at_a_change():
    tried = attempt(
        view(ENROLLED, Helpers),
        "2025-03-03 changed 甲 event=moved visits=1",
        form={"courses": [{"course": "调解"}, {"course": "普法"}]},
    )

    assert codes(tried) == {"field-invalid"}


def test_a_step_may_rest_on_another_basis_than_the_duty():
    assert Helpers.step("enrolled").basis == HOUSE
    assert Helpers.step("ended").basis == ANOTHER


def test_a_register_that_only_lists_its_changes_asks_which_it_was():
    class Rooms(Register):
        """Rooms."""

        code = "rooms"
        label = "场所"
        group = "community"
        in_force = date(2025, 1, 1)
        by = KEEPER
        basis = HOUSE
        item = Course
        events = table(renamed="更名")

    changed = Rooms.step("changed").form

    assert [field.name for field in changed.fields] == ["event", "note", "course"]
    assert changed.fields[0].choices == {"renamed": "更名"}


class About(Form):
    """活动"""

    subject = Text("名称")
    speaker = Name("主讲人")
    theme = Code("主题", {"law": "法律", "other": "其他"})


class Plan(Form):
    """计划"""

    planned_for = Day("计划日期")
    required = Number("应到人数")


class Hold(Form):
    """举办"""

    attendees = Number("实到人数")


class Result(Form):
    """记录"""

    notes = Number("心得篇数")


class Talks(Activity):
    """Talks."""

    code = "talks"
    label = "讲座"
    group = "study"
    in_force = date(2025, 1, 1)
    by = KEEPER
    basis = HOUSE
    about = About
    plan = Plan
    hold = Hold
    result = Result

    indicators = (
        Flow("talks.required", "应到", "人", Sum("planned", of=Plan.required), by=(About.theme,)),
        Flow("talks.held", "场次", "场次", Count("held"), by=(About.theme,)),
    )


PLANNED = "2025-03-03 planned 甲 planned_for=2025-04-04 required=55 subject=宪法 theme=law"


def test_what_was_said_in_the_plan_need_not_be_said_again():
    tried = attempt(view(PLANNED, Talks), "2025-04-03 held 甲 attendees=50")

    assert tried.refusals == ()  # not even the speaker, who is sealed and so not seen in the record


def test_what_is_held_without_a_plan_is_told_in_full():
    opening = view("", Talks)

    assert [one.field for one in attempt(opening, "2025-04-03 held 甲 attendees=50").refusals] == [
        "subject",
        "speaker",
        "theme",
    ]
    assert attempt(opening, "2025-04-03 held 甲 attendees=5 subject=宪法 speaker=乙 theme=law").refusals == ()


def test_a_plan_may_be_amended_on_the_day_and_then_that_counts():
    held = events(f"{PLANNED}\n2025-04-03 held 甲 attendees=50 theme=other", Talks)[-1]

    [posting] = post(view(PLANNED, Talks), held, place="", digest=str)

    assert posting.slices == {"theme": "other"}


def test_a_plan_posts_what_it_plans():
    assert posted(PLANNED, Talks) == [("talks.required", 55)]


def test_a_plan_is_due_on_its_day_until_it_is_held_or_cancelled():
    [clock] = view(PLANNED, Talks).clocks

    assert clock.last_day == date(2025, 4, 4)
    assert clock.limit.strength is Strength.AS_A_RULE
    assert clock.limit.rests_on == PLAN_IS_KEPT
    [met] = view(f"{PLANNED}\n2025-04-10 cancelled 甲 cancel_reason=暴雨", Talks).clocks
    assert met.late


def test_where_a_plan_is_needed_nothing_is_held_without():
    class Exams(Talks):
        """Exams."""

        code = "exams"
        indicators = ()
        unplanned = False

    tried = attempt(view("", Exams), "2025-04-03 held 甲 attendees=5 subject=宪法 speaker=乙 theme=law")

    assert refusal(tried, "out-of-turn").basis == "内部管理规则T1"


def test_what_is_told_at_once_is_recorded_in_one_entry_and_ends_there():
    class Acts(Activity):
        """Acts told once they have happened."""

        code = "acts"
        label = "履职"
        group = "publicity"
        in_force = date(2025, 1, 1)
        by = KEEPER
        basis = HOUSE
        result = Problem
        at_once = True

    told = view("2025-04-03 recorded 甲 problem=协调 grave=no", Acts)

    assert [step.name for step in Acts.parts.steps] == ["recorded"]
    assert told.stage.final
    assert "out-of-turn" in codes(attempt(told, "2025-04-04 recorded 甲 problem=协调 grave=no"))


class Problem(Form):
    """问题"""

    problem = Text("问题")
    grave = YesNo("重大")


class Problems(TaskList):
    """Problems to put right."""

    code = "problems"
    label = "问题"
    group = "supervision"
    in_force = date(2025, 1, 1)
    by = KEEPER
    worker = WORKER
    verifier = CHECKER | KEEPER
    closer = CHECKER
    basis = HOUSE
    item = Problem

    doing = Stage("整改中")
    appealed = Step("申诉", doing, None, HOUSE, by=WORKER, other_than=(usual("added"),))
    appeal = Limit(
        "申诉期",
        Day("申诉截止"),
        usual("added") >> usual("assigned"),
        basis=HOUSE,
        extended_by={usual("reported"): Day("延期至")},
        pauses=((usual("submitted"), usual("returned")),),
    )


ASSIGNED = """
    2025-02-03 added     甲/keeper problem=缺签名 grave=no
    2025-02-04 assigned  甲/keeper owner_unit=执法队 owner=乙 due=2025-03-31
"""
SUBMITTED = (
    ASSIGNED
    + """
    2025-03-01 reported  乙/worker progress=已培训
    2025-03-20 submitted 丙/worker done_text=已补签
"""
)


def test_who_did_the_work_neither_checks_it_nor_strikes_it_off():
    at_check = view(SUBMITTED, Problems)
    at_close = view(f"{SUBMITTED}\n2025-03-21 verified 丁/checker", Problems)

    for who in ("乙/checker", "丙/checker"):
        assert "same-hand" in codes(attempt(at_check, f"2025-03-22 verified {who}"))
        assert "same-hand" in codes(attempt(at_close, f"2025-03-22 closed {who}"))
    assert codes(attempt(at_close, "2025-03-22 closed 戊/checker")) == set()


def test_the_last_day_runs_until_an_item_is_struck_off_through_every_return():
    returned = f"{SUBMITTED}\n2025-03-25 returned 丁/checker return_reason=未见回证"
    [clock] = [c for c in view(returned, Problems).clocks if c.limit.name == "finish"]

    assert clock.last_day == date(2025, 3, 31)
    assert clock.met is None


def test_an_item_may_be_assigned_anew_and_is_then_due_on_the_new_day():
    again = f"{ASSIGNED}\n2025-03-05 assigned 甲/keeper owner=丙 due=2025-05-31"
    [clock] = [c for c in view(again, Problems).clocks if c.limit.name == "finish"]

    assert clock.last_day == date(2025, 5, 31)


def test_a_usual_step_may_be_called_otherwise_by_people():
    patrols = type("Patrols", (Talks,), {"code": "patrols", "called": table(held="出动"), "indicators": ()})

    assert [step.label for step in patrols.parts.steps] == ["列入计划", "出动", "记录归档", "取消"]


def test_usual_steps_are_put_where_they_were_only_named():
    appeal = Problems.appeal

    assert appeal.since is Problems.step("added")
    assert appeal.until == (Problems.step("assigned"),)
    assert list(appeal.extended_by) == [Problems.step("reported")]
    assert appeal.pauses == ((Problems.step("submitted"), Problems.step("returned")),)
    assert Problems.step("appealed").other_than == (Problems.step("added"),)


def test_steps_of_its_own_stand_behind_the_usual_ones():
    assert [step.name for step in Problems.parts.steps][-2:] == ["closed", "appealed"]


def test_a_name_that_no_step_has_is_refused():
    with pytest.raises(InvalidProcedureError, match=r"no step \['enroled'\]"):
        type("Wrong", (Helpers,), {"needs_at": table(enroled=())})
    limit = Limit("", Plan.planned_for, usual("enroled") >> (), basis=HOUSE)
    with pytest.raises(InvalidProcedureError, match="no usual step 'enroled'"):
        type("Wrong", (Helpers,), {"soon": limit})


# What runs out -------------------------------------------------------------------------------------


class Holder(Form):
    """持证人登记表"""

    person = Person("人员")
    holds = YesNo("持证")
    valid_until = Day("有效期至", required=False)


class Holders(Register):
    """Who holds a certificate, and until when."""

    code = "holders_told"
    label = "持证人"
    group = "people"
    in_force = date(2025, 1, 1)
    by = KEEPER
    basis = HOUSE
    item = Holder
    runs_out = expiry("证件有效期", Holder.valid_until, basis=HOUSE, when=Holder.holds.is_("yes"))


HOLDS = "2025-01-02 enrolled 甲 person=p1 holds=yes valid_until=2025-06-30"


def last_days(text):
    return [clock.last_day for clock in view(text, Holders).clocks]


def test_what_an_entry_holds_by_runs_out_whichever_step_brought_it():
    later = "2025-01-02 enrolled 甲 person=p1 holds=no\n2025-03-03 changed 甲 event=corrected"

    assert last_days(HOLDS) == [date(2025, 6, 30)]
    assert last_days(later) == []
    assert last_days(f"{later} holds=yes valid_until=2030-03-02") == [date(2030, 3, 2)]


def test_what_is_renewed_runs_out_later_and_what_is_given_up_runs_out_no_more():
    renewed = f"{HOLDS}\n2025-06-01 changed 甲 event=corrected valid_until=2030-06-30"

    assert last_days(renewed) == [date(2030, 6, 30)]
    assert last_days(f"{renewed}\n2026-01-05 changed 甲 event=corrected holds=no") == []
    [ended] = view(f"{renewed}\n2026-01-05 ended 甲 reason=left", Holders).clocks
    assert ended.light(date(2031, 1, 1), 3) is Light.MET


def test_what_runs_out_warns_earlier_than_other_limits():
    [clock] = view(HOLDS, Holders).clocks

    assert clock.light(date(2025, 4, 1), 3) is Light.NEAR  # ninety days before
    assert clock.light(date(2025, 3, 31), 3) is Light.CALM
    assert clock.light(date(2025, 7, 1), 3) is Light.OVERDUE

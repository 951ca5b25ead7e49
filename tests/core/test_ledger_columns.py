"""A duty may name the columns of its register; what cannot be is refused as it is defined."""

from __future__ import annotations

from datetime import date

import pytest

from fazhi.core.form import Form, Name, Parties, Text
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import START, Column, InvalidProcedureError, Outcome, Role, Stage, Step
from fazhi.workbooks.layout import layout

RULE = HouseRule("（试）", "试")
CLERK = Role("经办人", ("clerk",))


class Opening(Form):
    """登记"""

    what = Text("事项")
    parties = Parties("当事人", {"a": "甲方", "b": "乙方"}, min=2)


class Elsewhere(Form):
    """别处"""

    other = Name("别的")


def a_duty(columns: object) -> type[Case]:
    class Duty(Case):
        code = "duty"
        label = "事"
        in_force = date(2020, 1, 1)
        doing = Stage("办理中")
        done = Stage("已办结", final=True)
        opened = Step("登记", START >> doing, Opening, RULE, by=CLERK)
        settled = Step("办成", doing >> done, None, RULE, by=CLERK)
        dropped = Step("不办", doing >> done, None, RULE, by=CLERK)

    return type("Told", (Duty,), {"columns": columns(Duty) if callable(columns) else columns})


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (lambda _: (Elsewhere.other,), "holds 'other', which no form asks"),
        (lambda _: (Column("事", Opening.what), Column("事", Opening.what)), "two columns are headed '事'"),
        (lambda _: (Column("甲", Opening.parties, only={"colour": "red"}),), "picks rows by \\['colour'\\]"),
        (lambda _: (Column("日", _stray()),), "tells of step 'stray'"),
        (lambda _: (Outcome("结果", {"成": _stray()}),), "tells of steps \\['stray'\\]"),
    ],
)
def test_columns_that_contradict_the_duty_are_refused(columns, said):
    with pytest.raises(InvalidProcedureError, match=said):
        a_duty(columns)


def _stray() -> Step:
    step = Step("别的环节", START, None, RULE, by=CLERK)
    step.name = "stray"
    return step


def test_named_columns_come_first_and_what_they_leave_out_follows():
    duty = a_duty(
        lambda duty: (
            Column("登记时间", duty.opened),
            Column("甲方", Opening.parties, only={"role": "a"}),
            Outcome("结果", {"成": duty.settled, "不成": duty.dropped}),
        )
    )

    headings = [place.heading for place in layout(duty).places]

    assert headings[:4] == ["序号", "登记时间", "甲方", "结果"]
    assert {"事项", "当事人", "办成日期", "不办日期", "所属社区（村）"} <= set(headings)


def test_where_a_duty_names_none_its_forms_are_laid_out_in_order():
    headings = [place.heading for place in layout(a_duty(())).places]

    assert headings == [
        "序号",
        "所属社区（村）",
        "登记日期",
        "登记经办人",
        "事项",
        "当事人",
        "办成日期",
        "办成经办人",
        "不办日期",
        "不办经办人",
        "来源事项编号",
        "办理经过",
    ]

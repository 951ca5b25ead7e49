"""What counts once a case: the first time that it is so."""

from datetime import date

import pytest

from fazhi.core.form import Code, Form, YesNo, Yuan
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import (
    START,
    Count,
    Distinct,
    Flow,
    InvalidProcedureError,
    Role,
    Stage,
    Step,
    Sum,
    tally_text,
)
from journal_text import posted, postings

WE = Role("承办人", ("justice_head",))
HOUSE = HouseRule("（试）", "照此办理")


class Sitting(Form):
    """开庭"""

    present = YesNo("到庭")


class Grant(Form):
    """准予"""

    kind = Code("种类", "a 甲, b 乙")
    money = Yuan("金额")


class Heard(Case):
    """A case that may be heard several times."""

    code = "trial_heard"
    label = "试"
    in_force = date(2024, 1, 1)
    waiting = Stage("等待")
    over = Stage("了结", final=True)
    received = Step("收到", START >> waiting, None, HOUSE, by=WE)
    heard = Step("开庭", waiting, Sitting, HOUSE, by=WE)
    ended = Step("了结", waiting >> over, None, HOUSE, by=WE)
    indicators = (
        Flow("trial.hearings", "开庭次数", "次", Count(heard)),
        Flow("trial.heard", "开庭件数", "件", Count(heard, once=True)),
        Flow("trial.attended", "到庭件数", "件", Count(heard, where=Sitting.present.is_(True), once=True)),
    )


ABSENT = "2025-03-03 received 万和平\n2025-03-10 heard 万和平 present=no"


def test_a_case_counts_the_first_time_and_not_again():
    assert posted(ABSENT, Heard) == {"trial.hearings": 1, "trial.heard": 1}
    assert posted(f"{ABSENT}\n2025-03-11 heard 万和平 present=no", Heard) == {"trial.hearings": 1}


def test_it_counts_the_first_time_that_what_is_asked_for_is_so():
    attended = f"{ABSENT}\n2025-03-11 heard 万和平 present=yes"

    assert posted(attended, Heard) == {"trial.hearings": 1, "trial.attended": 1}
    assert posted(f"{attended}\n2025-03-12 heard 万和平 present=yes", Heard) == {"trial.hearings": 1}


class Granted(Case):
    """What was granted may be withdrawn, and granted anew."""

    code = "trial_granted"
    label = "试"
    in_force = date(2024, 1, 1)
    open_ = Stage("办理中")
    over = Stage("了结", final=True)
    received = Step("收到", START >> open_, None, HOUSE, by=WE)
    granted = Step("准予", open_, Grant, HOUSE, by=WE)
    withdrawn = Step("撤回", open_, None, HOUSE, by=WE)
    ended = Step("了结", open_ >> over, None, HOUSE, by=WE)
    indicators = (
        Flow("trial.granted", "准予件数", "件", Count(granted, taken_back=withdrawn), by=(Grant.kind,)),
        Flow("trial.money", "金额", "元", Sum(granted, of=Grant.money, taken_back=withdrawn)),
        Flow("trial.kinds", "种类", "种", Distinct(granted, of=Grant.kind, taken_back=withdrawn)),
        Flow("trial.withdrawn", "撤回件数", "件", Count(withdrawn)),
    )


GRANTED = "2025-03-03 received 万和平\n2025-03-10 granted 万和平 kind=a money=300.00"
WITHDRAWN = f"{GRANTED}\n2025-05-06 withdrawn 万和平"


def test_what_a_later_step_takes_back_is_reversed_on_its_own_day_in_its_own_slice():
    taken = {one.indicator: one for one in postings(WITHDRAWN, Granted)}

    assert {code: one.amount for code, one in taken.items()} == {
        "trial.granted": -1,
        "trial.money": -300,
        "trial.kinds": -1,
        "trial.withdrawn": 1,
    }
    granted = taken["trial.granted"]
    assert (granted.on, granted.slices, granted.reverses) == (date(2025, 3, 10), {"kind": "a"}, 2)
    assert taken["trial.kinds"].key


def test_what_was_taken_back_is_not_taken_back_again_and_may_count_anew():
    again = f"{WITHDRAWN}\n2025-05-07 withdrawn 万和平"
    assert posted(again, Granted) == {"trial.withdrawn": 1}

    anew = f"{WITHDRAWN}\n2025-06-03 granted 万和平 kind=b money=20.00"
    assert posted(anew, Granted) == {"trial.granted": 1, "trial.money": 20, "trial.kinds": 1}
    taken = [one for one in postings(f"{anew}\n2025-06-04 withdrawn 万和平", Granted) if one.reverses]
    assert {one.reverses for one in taken} == {4}


def test_a_figure_says_which_step_takes_it_back():
    [granted, *_] = Granted.indicators

    assert tally_text(granted.tallies[0]) == "granted: 1, taken back by withdrawn"
    wrong = Flow("t.x", "", "件", Count("granted", taken_back="revoked"))
    with pytest.raises(InvalidProcedureError, match="counts step 'revoked', which the procedure has not"):
        type("Wrong", (Granted,), {"code": "trial_wrong", "indicators": (wrong,)})

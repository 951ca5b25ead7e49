"""What is asked of every case besides its steps: done, ahead, missing or not asked, and who has to wait."""

from datetime import date

import pytest

from fazhi.core.form import Code, Form
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.marks import State, marked
from fazhi.core.procedure import START, InvalidProcedureError, Limit, Mark, Marks, Stage, Step
from fazhi.law import limit
from fazhi.law.roles import OFFICE
from journal_text import LATE, attempt, refusal, view

HOUSE = HouseRule("T1", "试验用规则")
ASKED = {"yes": True, "no": False}


class Opening(Form):
    """登记"""

    open_to_all = Code("是否公开", {"yes": "是", "no": "否"}, required=False)
    told_well = Code("公开得当", {"yes": "是", "no": "否"}, required=False)


class Trial(Case):
    """A case that is to be made public before it is closed, where it says so."""

    code = "trial_of_marks"
    label = "试验"
    group = "review"
    in_force = date(2025, 1, 1)

    working = Stage("办理中")
    over = Stage("已办结", final=True)

    opened = Step("登记", START >> working, Opening, HOUSE, by=OFFICE)
    ruled = Step("决定是否公开", working, Opening, HOUSE, by=OFFICE)
    told = Step("公开", working, Opening, HOUSE, by=OFFICE)
    closed = Step("办结", working >> over, None, HOUSE, by=OFFICE)
    dropped = Step("终止", working >> over, None, HOUSE, by=OFFICE)

    tell = Limit("公开期限", limit("PN-20"), opened >> told)

    marks = Marks(
        "试验要求",
        Mark(
            label="公开",
            by=(told,),
            asked=lambda case: ASKED.get(case.record.get("open_to_all")),
            holds=lambda _case, event: event.form.get("told_well") != "no",
            limits=(tell,),
            before=(closed,),
            basis=HOUSE,
            unless="不必公开",
        ),
        rate="trial.met",
    )


PARTS = {name: part for name, part in vars(Trial).items() if not name.startswith("_")}
UNKNOWN = "2025-03-03 opened 张三\n"
TO_TELL = "2025-03-03 opened 张三 open_to_all=yes\n"
NOT_TO_TELL = "2025-03-03 opened 张三 open_to_all=no\n"
TOLD = TO_TELL + "2025-03-04 told 张三\n"
TOLD_BADLY = TO_TELL + "2025-03-04 told 张三 told_well=no\n"


def state(text, on=date(2025, 3, 5)):
    [found] = marked(view(text, Trial), on)
    return found.state


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (UNKNOWN, State.AHEAD),
        (TO_TELL, State.AHEAD),
        (NOT_TO_TELL, State.NOT_ASKED),
        (TOLD, State.DONE),
        (TOLD_BADLY, State.MISSING),
        (TO_TELL + "2025-03-05 dropped 张三\n", State.MISSING),
        (NOT_TO_TELL + "2025-03-05 dropped 张三\n", State.NOT_ASKED),
    ],
)
def test_a_case_stands_with_a_mark_as_its_entries_say(text, expected):
    assert state(text) is expected


def test_what_is_asked_is_missing_once_its_last_day_is_past():
    [clock] = view(TO_TELL, Trial).clocks

    [ahead] = marked(view(TO_TELL, Trial), clock.last_day)
    assert (ahead.state, ahead.last_day) == (State.AHEAD, clock.last_day)
    assert state(TO_TELL, on=date(2026, 1, 1)) is State.MISSING


def test_the_entry_that_did_it_is_named():
    [found] = marked(view(TOLD, Trial), LATE)

    assert found.event is not None
    assert (found.event.step, found.event.entry) == ("told", 2)


def test_a_step_that_waits_for_a_mark_is_refused_with_its_article_until_it_is_done():
    refused = refusal(attempt(view(TO_TELL, Trial), "2025-03-06 closed 张三"), "mark-missing")

    assert refused.message == "试验要求中的公开尚未落实，不能办理“办结”，请先办理“公开”。"
    assert refused.basis == str(HOUSE)
    for text in (TOLD, NOT_TO_TELL, UNKNOWN):
        assert not attempt(view(text, Trial), "2025-03-06 closed 张三").refusals
    assert not attempt(view(TO_TELL, Trial), "2025-03-06 dropped 张三").refusals


def test_all_marks_are_met_when_each_is_done_or_not_asked():
    met = {text: Trial.marks.met(view(text, Trial)) for text in (UNKNOWN, TO_TELL, NOT_TO_TELL, TOLD)}

    assert met == {UNKNOWN: False, TO_TELL: False, NOT_TO_TELL: True, TOLD: True}


def test_a_duty_without_marks_asks_none():
    assert not marked(view("", type("Plain", (Case,), {**PARTS, "marks": Marks()})), LATE)


def mark(**words):
    given = {"label": "公开", "asked": lambda _case: True, "basis": HOUSE}
    return Mark(**{**given, **words})


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (Marks("要求", mark(), mark()), "two marks are called '公开'"),
        (Marks("", mark()), "its marks have no name"),
        (
            Marks("要求", mark(before=(Step("别处", START, None, HOUSE, by=OFFICE),))),
            "names steps of another procedure",
        ),
        (
            Marks(
                "要求",
                mark(limits=(Limit("", limit("PN-20"), Trial.opened >> Trial.told),)),
            ),
            "names limits of another procedure",
        ),
    ],
)
def test_marks_that_contradict_their_duty_are_refused(marks, said):
    with pytest.raises(InvalidProcedureError, match=said):
        type("Wrong", (Case,), {**PARTS, "marks": marks})

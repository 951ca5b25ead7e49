"""Words of a declaration that are easy to overlook: local limits, named dimensions, combined figures."""

from datetime import date

import pytest

from fazhi.core.form import Code, Form, Number, Text
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import (
    START,
    Count,
    Derived,
    Flow,
    InvalidProcedureError,
    Limit,
    Opens,
    Reckoned,
    Stage,
    Standing,
    Step,
    Stock,
)
from fazhi.law import limit
from fazhi.law.roles import OFFICE
from journal_text import LATE, attempt, codes, linked, postings, refusal, view

HOUSE = HouseRule("T1", "试验用规则")


class Opening(Form):
    """登记"""

    field = Code("领域", {"roads": "道路", "homes": "住房"})


class Trial(Case):
    """A case with a limit of one field of administration, and a dimension named like a step."""

    code = "trial_of_words"
    label = "试验"
    group = "review"
    in_force = date(2025, 1, 1)

    working = Stage("办理中")
    done_away = Stage("已办结", final=True)

    opened = Step(
        "登记",
        START >> working,
        Opening,
        HOUSE,
        by=OFFICE,
        opens=(Opens("other", "转办", carry={"field": "field"}, sets={"source": "transferred"}),),
    )
    checked = Step("检查", working, None, HOUSE, by=OFFICE)
    ended = Step("办结", working >> done_away, None, HOUSE, by=OFFICE)

    soon = Limit("住建领域期限", limit("LR-02"), opened >> ended)
    checked_first = Derived(
        "已检查",
        {"yes": "是", "no": "否"},
        by=lambda view: "yes" if "checked" in view.done else "no",
        name="checked",
    )
    indicators = (
        Flow("trial.ended", "办结数", "件", Count(ended, where=checked_first.is_("yes")), by=("checked",)),
        Flow("trial.both", "合计", "件", formula="trial.ended + trial.other"),
    )


PARTS = {name: part for name, part in vars(Trial).items() if not name.startswith("_")}
OPENED = "2025-03-03 opened 张三 field=homes"


def test_a_limit_of_one_field_binds_only_an_organ_that_has_switched_it_on():
    assert view(OPENED, Trial).clocks == ()
    [clock] = view(OPENED, Trial, profiles=frozenset({"housing"})).clocks

    assert clock.limit.code == "LR-02"
    assert clock.last_day == date(2025, 3, 17)  # ten working days


def test_a_national_limit_binds_every_organ():
    assert Limit("", limit("MD-03"), Trial.opened >> Trial.ended).binds(())


def test_a_dimension_may_have_the_name_of_a_step():
    case = view(OPENED + "\n2025-03-04 checked 张三", Trial)

    assert case.facts["checked"] == "yes"
    assert Trial.fields()["checked"] is Trial.checked_first
    assert codes(attempt(case, "2025-03-05 checked 张三", today=LATE)) == set()


def test_a_flow_may_only_combine_other_figures():
    [_, both] = Trial.indicators

    assert both.kind == "flow"
    assert both.tallies == ()
    assert both.formula == "trial.ended + trial.other"


def test_a_case_opened_from_another_takes_its_fields_and_some_that_are_always_so():
    [opens] = Trial.opened.opens

    assert opens.carry == {"field": "field"}
    assert opens.sets == {"source": "transferred"}


def test_a_breakdown_that_no_one_asks_is_refused():
    with pytest.raises(InvalidProcedureError, match="broken down by 'colour'"):
        type(
            "Wrong",
            (Case,),
            {**PARTS, "indicators": (Flow("x.y", "", "件", Count("ended"), by=("colour",)),)},
        )


def test_a_long_procedure_may_be_told_in_several_classes():
    class First(Case, abstract=True):
        working = Stage("办理中")
        opened = Step("登记", START >> working, Opening, HOUSE, by=OFFICE)
        checked = Step("检查", working, None, HOUSE, by=OFFICE)

    class Whole(First):
        """A case of two chapters; the second says anew who checks."""

        code = "told_in_chapters"
        label = "试验"
        group = "review"
        in_force = date(2025, 1, 1)
        gone = Stage("已办结", final=True)
        checked = Step("复查", First.working, None, HOUSE, by=OFFICE, other_than=(First.opened,))
        ended = Step("办结", First.working >> gone, None, HOUSE, by=OFFICE)

    assert [step.name for step in Whole.parts.steps] == ["opened", "checked", "ended"]
    assert [stage.name for stage in Whole.parts.stages] == ["working", "gone"]
    assert Whole.step("checked").label == "复查"
    assert codes(attempt(view(OPENED, Whole), "2025-03-04 ended 张三")) == set()


class OneAYear(Trial):
    """One case for each field of administration."""

    code = "one_per_field"
    one_per = (Opening.field,)


def test_where_there_is_to_be_one_case_a_second_is_refused_even_after_the_first_has_ended():
    twin = linked("one_per_field", final=True, field="homes")

    found = refusal(attempt(view("", OneAYear, twins=(twin,)), OPENED), "there-already")

    assert found.field == "field"
    assert found.message.startswith("“试验”已有“领域”相同的记录")
    assert codes(attempt(view(OPENED, OneAYear, twins=(twin,)), "2025-03-04 ended 张三")) == set()


def test_there_is_not_to_be_one_case_for_what_no_form_asks():
    strange = Code("颜色", {"red": "红"})
    strange.name = "colour"

    with pytest.raises(InvalidProcedureError, match="one case per 'colour'"):
        type("Wrong", (Case,), {**PARTS, "one_per": (strange,)})


# What stands, told apart, and numbers that are reckoned ---------------------------------------------


class Goods(Form):
    """物品"""

    shelf = Text("货架", required=False)
    move = Code("进出", {"in": "入库", "out": "领用"})
    copies = Number("数量")


def left(view):
    """Return what is left of what came in."""
    signs = {"in": 1, "out": -1}
    return sum(signs[event.form["move"]] * event.form["copies"] for event in view.history)


class Store(Case):
    """Goods on shelves: what is left is reckoned, shelves with anything are told apart."""

    code = "trial_of_stores"
    label = "库房"
    group = "review"
    in_force = date(2025, 1, 1)

    kept = Stage("在库")
    gone = Stage("出清", final=True)
    laid = Step("上架", START >> kept, Goods, HOUSE, by=OFFICE)
    moved = Step("进出", kept, Goods, HOUSE, by=OFFICE)
    cleared = Step("出清", kept >> gone, None, HOUSE, by=OFFICE)
    stock = Reckoned("库存", unit="份", by=left)
    indicators = (Stock("trial.shelves", "货架数", "个", Standing(apart=Goods.shelf)),)


LAID = "2025-03-03 laid 张三 shelf=A move=in copies=5"


def test_what_is_reckoned_is_known_like_any_other_fact_even_if_it_is_nothing():
    case = view(f"{LAID}\n2025-03-04 moved 张三 move=out copies=3", Store)

    assert case.facts["stock"] == 2
    assert Store.fields()["stock"].show(2) == "2份"
    assert view(f"{LAID}\n2025-03-04 moved 张三 move=out copies=5", Store).facts["stock"] == 0


def test_what_stands_may_be_told_apart_by_a_field():
    moved = f"{LAID}\n2025-03-04 moved 张三 shelf=B move=in copies=1"

    assert [(one.amount, one.key) for one in postings(LAID, Store)] == [(1, "shelf:A")]
    assert [(one.amount, one.key) for one in postings(moved, Store)] == [(-1, "shelf:A"), (1, "shelf:B")]
    assert [(one.amount, one.key) for one in postings(f"{moved}\n2025-03-05 cleared 张三", Store)] == [
        (-1, "shelf:B")
    ]


def test_what_stands_without_the_field_is_not_told_apart():
    assert postings("2025-03-03 laid 张三 move=in copies=5", Store) == []
    again = f"{LAID}\n2025-03-04 moved 张三 move=out copies=1"
    assert postings(again, Store) == []


def test_what_no_form_asks_cannot_be_told_apart():
    stock = Stock("trial.none", "无", "个", Standing(apart=Opening.field))
    with pytest.raises(InvalidProcedureError, match="tells 'field' apart"):
        type("Wrong", (Case,), {**_parts(Store), "indicators": (stock,), "in_force": date(2025, 1, 1)})


def _parts(procedure):
    return {name: part for name, part in vars(procedure).items() if not name.startswith("_")}


def test_breakdowns_that_are_crossed_are_breakdowns_themselves_and_are_named_in_order():
    crossed = Flow("trial.crossed", "试验", "件", by=(Opening.field & "checked", Opening.field))

    assert crossed.by == ("field", "checked")
    assert crossed.crossed == (("checked", "field"),)


def test_only_what_has_a_list_of_values_is_crossed():
    class Named(Opening):
        """登记"""

        called = Text("名称")

    opened = Step("登记", START >> Trial.working, Named, HOUSE, by=OFFICE)
    crossed = Flow("trial.c", "试验", "件", Count("opened"), by=(Opening.field & Named.called,))
    with pytest.raises(InvalidProcedureError, match="crosses 'called', whose values are not listed"):
        type("Wrong", (Case,), {**PARTS, "opened": opened, "indicators": (crossed,)})

"""Columns of what the system works out: told in the register, not read back from it."""

from __future__ import annotations

from datetime import date

from fazhi.core.form import Code, Form
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import START, Column, Derived, Reckoned, Role, Stage, Step
from fazhi.procedures import registry
from fazhi.workbooks import stories
from fazhi.workbooks.headings import Headings
from fazhi.workbooks.layout import layout
from fazhi.workbooks.stories import Story, Told

HOUSE = HouseRule("（试）", "照此办理")
WE = Role("承办人", ("justice_head",))


class Opening(Form):
    """登记"""

    kind = Code("类型", "a 甲, b 乙")


class Weighed(Case):
    """A case of which the system tells whether it is heavy, and how often it was weighed."""

    code = "trial_weighed"
    label = "试"
    in_force = date(2024, 1, 1)
    here = Stage("办理中")
    over = Stage("了结", final=True)
    opened = Step("登记", START >> here, Opening, HOUSE, by=WE)
    ended = Step("了结", here >> over, None, HOUSE, by=WE)
    heavy = Derived(
        "是否重大", "yes 是, no 否", by=lambda view: "yes" if view.record["kind"] == "a" else "no"
    )
    times = Reckoned("次数", unit="次", by=lambda view: len(view.history))
    columns = (
        Column("登记日期", opened),
        Opening.kind,
        Column("重大事项", heavy, also=("是否重大",)),
        Column("办理次数", times),
    )


class _Plain:
    def said(self, _asked, code):
        return code

    def meant(self, _asked, text, **_words):
        return text


def test_what_is_worked_out_has_a_column_where_it_is_declared():
    assert [place.heading for place in layout(Weighed).places][:5] == [
        "序号",
        "登记日期",
        "类型",
        "重大事项",
        "办理次数",
    ]


def test_it_is_told_in_words_and_numbers_as_the_case_knows_it():
    opened = Told(step="opened", on=date(2025, 3, 3), person="", form={"kind": "a"})
    story = Story(steps=(opened,), facts={"kind": "a", "heavy": "yes", "times": 1})

    row = stories.lay(layout(Weighed), story, serial=1, origin="", naming=_Plain(), masked=True)

    assert (row.cells["重大事项"], row.cells["办理次数"], row.cells["类型"]) == ("是", 1, "甲")
    assert row.further == []


def test_its_heading_is_known_and_nothing_is_read_from_it():
    place = Headings(layout(Weighed)).place("是否重大")

    assert place is not None
    assert (place.kind, place.steps, place.required) == ("derived", (), False)


def test_a_reconsideration_tells_whether_the_organ_was_put_right():
    places = layout(registry.procedure("reconsideration")).places

    assert [one.kind for one in places if one.heading == "是否被纠错"] == ["derived"]

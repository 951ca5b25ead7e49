"""What is written down of a mediation committee, and of a change in it."""

from __future__ import annotations

from fazhi.core.form import (
    Code,
    Day,
    Form,
    Number,
    People,
    Person,
    Phone,
    Place,
    Text,
    Title,
    YesNo,
    in_order,
)
from fazhi.core.form import not_more_than as no_more
from fazhi.law.codes import COMMITTEE_KINDS

# The others are rooms of mediators, which have no members.
ELECTED = ("street", "community", "enterprise", "industry")


class Committee(Form):
    """人民调解组织登记表"""

    name = Title("名称")
    committee_kind = Code("类型", COMMITTEE_KINDS)
    community = Place("所在社区（村）", needed_when=committee_kind.is_("community"))
    founded_on = Day("设立日期", happened=True)
    filed_on = Day("备案日期", happened=True, required=False)
    term_from = Day("本届任期自", needed_when=committee_kind.is_(*ELECTED))
    term_ends = Day("本届任期至", needed_when=committee_kind.is_(*ELECTED))
    chair = Person("主任（负责人）", required=False)
    deputies = People("副主任", required=False)
    members = Number("委员人数", unit="人", needed_when=committee_kind.is_(*ELECTED), help="含主任、副主任")
    women = Number("其中妇女委员", unit="人", needed_when=committee_kind.is_(*ELECTED))
    address = Text("地址", max=120)
    phone = Phone("联系电话", sealed=False)
    seal = YesNo("已刻制印章")
    standard = YesNo("规范化调委会", required=False)
    checks = (in_order(term_from, term_ends), no_more(women, members))


class Change(Form):
    """人民调解组织变更登记"""

    event = Code(
        "变更事项", {"re_elected": "换届", "members": "委员调整", "moved": "地址电话变更", "other": "其他"}
    )
    term_from = Day("本届任期自", needed_when=event.is_("re_elected"))
    term_ends = Day("本届任期至", needed_when=event.is_("re_elected"))
    note = Text("变更说明", max=300, required=False)

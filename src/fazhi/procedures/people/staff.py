"""工作人员名册 — staff roster."""

from __future__ import annotations

from datetime import date

from fazhi.core.form import YesNo
from fazhi.core.kinds import Register, table
from fazhi.core.law import HouseRule
from fazhi.core.procedure import Breakdown, Document, Indicator, Standing, Stock
from fazhi.law.roles import ORG_KEEPER
from fazhi.procedures.people.staff_forms import Change, Member

LISTED = HouseRule("（人员名册）", "工作人员到岗、调整、离岗时登记，名册是应考、持证等比率的基数")


def _who(code: str, label: str, marked: YesNo, by: Breakdown, *says: str) -> Indicator:
    """Return the stock of those whose entry says yes."""
    told = f"期末在岗的{marked.label}的人员。"
    return Stock(code, label, "人", Standing(where=marked.is_("yes")), by=(by,), says=says, definition=told)


class Staff(Register):
    """Everyone in post: the base of the rates of study, exams and certificates."""

    code = "staff"
    label = "工作人员名册"
    group = "people"
    in_force = date(2022, 3, 12)
    title = "{person} · {post}"
    one_per = (Member.person,)
    by = ORG_KEEPER
    basis = LISTED
    item = Member
    change = Change
    reasons = table(transferred="调离", retired="退休", resigned="辞职", dismissed="辞退开除", other="其他")
    papers = table(enrolled=(Document("staff_card", "工作人员登记表"),))
    indicators = (
        Stock(
            "staff.count",
            "工作人员在岗人数",
            "人",
            Standing(),
            by=(Member.employment, Member.department),
            says=("在编人员",),
            definition="期末在岗的工作人员。",
        ),
        _who(
            "staff.legal_workers",
            "法治工作人员人数",
            Member.law_post,
            Member.employment,
            "法治科室人员",
            "法治员",
        ),
        _who(
            "staff.legal_reviewers",
            "法制审核人员人数",
            Member.review_post,
            Member.employment,
            "法制审核专项人员",
        ),
        _who(
            "staff.legal_qualified",
            "具有法律职业资格人数",
            Member.legal_qualification,
            Member.department,
            "法律职业资格人员",
        ),
    )

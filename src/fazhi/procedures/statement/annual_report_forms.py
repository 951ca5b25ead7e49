"""What is written down of the annual report on its way from the first draft to the reader."""

from __future__ import annotations

from datetime import date
from typing import Any

from fazhi.core.form import (
    Codes,
    Day,
    Digest,
    DocumentNumber,
    Form,
    Long,
    Number,
    Person,
    Text,
    Values,
    YesNo,
)
from fazhi.law import statute

FIRST_YEAR = statute("督察规定").in_force.year
"""The first year that is reported on."""


def _ends_in_its_year(values: Values, record: Values) -> str | None:  # noqa: ARG001 - a check takes both
    year, end = values.get("year"), values.get("year_end")
    if year is None or end is None or end == date(year, 12, 31).isoformat():
        return None
    return f"“年度终了日”应为{year}年12月31日，请改正或者留空。"


class Opening(Form):
    """年度报告编制"""

    year = Number("年度", min=FIRST_YEAR, max=2199)
    year_end = Day("年度终了日", required=False, help="不填时为当年12月31日")
    figures_until = Day("数据截止日", required=False, help="不填时为年度终了日")
    material_by = Day("素材报送截止日", required=False)
    material_from = Text("素材报送部门", max=300, required=False)
    checks = (_ends_in_its_year,)

    @classmethod
    def derived(cls, values: Values) -> Values:
        """Return the last day of the year, up to which figures are taken."""
        year: Any = values.get("year")
        if year is None:
            return {}
        end = date(year, 12, 31).isoformat()
        return {"year_end": end, "figures_until": end}


class Draft(Form):
    """送审稿"""

    draft_digest = Digest("送审稿摘要值", required=False)
    draft_note = Text("起草说明", max=300, required=False)


class Review(Form):
    """审核意见"""

    review_opinion = Text("审核意见", max=300)


class Approval(Form):
    """审批意见"""

    meeting = Text("审议会议", max=60, required=False, help="经会议审议的，填会议名称和日期")
    approval_opinion = Text("审批意见", max=300)


class Signature(Form):
    """签发"""

    statement_digest = Digest("报告摘要值")
    filed = YesNo("报告已按摘要值存档", required=False)

    @classmethod
    def derived(cls, values: Values) -> Values:
        """Return that the statement is filed: its digest is that of the content frozen at signature."""
        return {"filed": "yes"} if "statement_digest" in values else {}


class Sending(Form):
    """报送"""

    sent_to = Text("报送机关", max=100)
    copied_to = Text("抄送督察单位", max=100, required=False)
    sent_no = DocumentNumber("报送文号", required=False)


class Publication(Form):
    """公开"""

    secrecy_checked_by = Person("保密审查人")
    cleared = YesNo("经保密审查可以公开", help="不涉及党和国家秘密、工作秘密和个人信息")
    channels = Codes(
        "公开载体", {"website": "政府网站", "paper": "报刊", "media": "新媒体", "notice": "公告栏"}
    )
    address = Text("公开链接", max=200, required=False)


class Return(Form):
    """退回修改"""

    return_reason = Long("退回修改意见")

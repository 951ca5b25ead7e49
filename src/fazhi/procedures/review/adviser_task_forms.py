"""What is filled in when legal advice is asked for and given 法律顾问办理事项."""

from __future__ import annotations

from fazhi.core.form import Code, Day, Files, Form, Long, Number, Person, Text, Title, YesNo
from fazhi.law.roles import COUNSEL

TASK_KINDS = {
    "consultation": "法律咨询、论证",
    "contract": "合同审查",
    "document": "文件审查",
    "revision": "修改文书",
    "decision": "参与重大决策",
    "meeting": "列席会议",
    "enforcement": "行政执法案件",
    "disclosure": "政府信息公开",
    "dispute": "协助处理信访、纠纷",
    "litigation": "行政复议、诉讼",
    "negotiation": "谈判",
    "training": "培训",
    "other": "其他法律事项",
}


class Request(Form):
    """法律事务办理单"""

    subject = Title("事项名称", help="不写个人姓名")
    task_kind = Code("事项类型", TASK_KINDS, short=True)
    office = Text("提出部门", short=True)
    question = Long("需要解决的法律问题和事实", sealed=True)
    materials = Text("移交材料", max=300, help="逐件写明名称和份数")
    material_files = Files("材料文件", required=False)
    wanted_by = Day("要求完成日期", required=False)
    written = YesNo("需要书面法律意见")


class Assignment(Form):
    """交办"""

    lawyer = Person("承办律师", posts=COUNSEL.posts, short=True, help="交办后，本事项才为其可见")
    no_conflict = YesNo("承办律师与本事项无利益冲突")
    assign_note = Text("办理要求", max=300, sealed=True, required=False)


class Answer(Form):
    """法律咨询答复单"""

    result = Code(
        "成果形式",
        {
            "oral": "口头咨询",
            "opinion": "书面法律意见书",
            "revised": "修改稿",
            "court": "出庭",
            "meeting": "参会",
        },
    )
    answer = Long("答复要点", sealed=True)
    answer_files = Files("成果文件", required=False)


class Opinion(Form):
    """法律意见书"""

    facts = Long("委托事项和事实", sealed=True)
    legal_grounds = Long("法律依据")
    analysis = Long("法律分析", sealed=True)
    conclusion = Long("结论与风险提示", sealed=True)
    law_firm = Text("出具单位", max=60, help="律师事务所；公职律师填所在机关")


class Adoption(Form):
    """采纳情况"""

    adopted_how = Code("采纳情况", {"full": "采纳", "partly": "部分采纳", "none": "未采纳"})
    not_adopted_why = Text("未采纳的理由", max=300, needed_when=adopted_how.is_("partly", "none"))


class Rating(Form):
    """评价"""

    rating = Number("评价", min=1, max=5, unit="分", help="5分最好")
    rating_note = Text("评价说明", max=300, required=False)


class Withdrawal(Form):
    """撤回"""

    withdraw_reason = Text("撤回原因", max=300)


class Closing(Form):
    """办结"""

    closing_note = Text("备注", max=300, required=False)

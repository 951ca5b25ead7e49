"""What is written down of an act by which a head performs the first responsibility."""

from __future__ import annotations

from fazhi.core.form import Code, Files, Form, Long, Name, Person, Ref, Text, Title

POSTS = {"secretary": "党（工）委书记", "head": "行政主要负责人", "other": "其他班子成员"}
ACT_KINDS = {
    "hearing": "听取汇报",
    "topic": "研究法治议题",
    "deploy": "部署",
    "inquire": "过问",
    "coordinate": "协调",
    "issue_resolved": "协调解决重点难点问题",
    "supervise": "督办",
    "study": "带头学法",
    "lecture": "讲授法治课",
    "duty_report": "述法",
    "court": "出庭应诉",
    "reception": "接访",
    "sign": "批示（签批文件）",
    "research": "调研",
}


class Act(Form):
    """履职纪实登记"""

    person = Person("责任人")
    head_post = Code("职务", POSTS)
    act_kind = Code("事项类型", ACT_KINDS, short=True)
    matter = Title("事项", help="不写个人信息")
    content = Long("履职内容", help="不写个人信息")
    outcome = Long("结果", required=False, help="不写个人信息")
    resolution = Long("解决情况", needed_when=act_kind.is_("issue_resolved"), help="不写个人信息")
    meeting = Ref("关联会议", "leadership_meeting", required=False)
    item = Ref("关联议题", "agenda_item", required=False)
    task = Ref("关联督办事项", "assigned_task", required=False)
    petition = Ref("关联信访事项", "petition", required=False)
    litigation = Ref("关联诉讼案件", "litigation", required=False)
    report = Ref("关联述法报告", "duty_report", required=False)
    proof = Files("佐证材料", required=False)


class Interference(Form):
    """干预司法活动、插手具体案件情况记录"""

    matter = Title("事项", help="不写个人信息和具体案情")
    involved = Name("涉及的领导干部")
    handling_body = Text("办案机关", max=60)
    facts = Long("情况记录", sealed=True)
    reported_to = Text("报送（通报）机关", max=60, required=False)

"""What is written down of a problem fed back: the item, the plan for it, the evidence, the check."""

from __future__ import annotations

from fazhi.core.form import Code, Day, DocumentNumber, Files, Form, Long, Person, Ref, Text, Title, YesNo

SOURCES = {
    "law_supervision": "法治督察",
    "law_supervision/central": "中央法治督察",
    "law_supervision/provincial": "省法治督察",
    "law_supervision/city": "市法治督察",
    "law_supervision/district": "区法治督察",
    "government_supervision": "政府督查",
    "party_inspection": "巡察",
    "audit": "审计",
    "file_review": "案卷评查",
    "enforcement_supervision": "执法监督",
    "congress": "人大监督",
    "reconsideration": "行政复议意见书",
    "judicial_advice": "司法建议",
    "procuratorial_advice": "检察建议",
    "self_check": "自查",
}
CATEGORIES = {
    "responsibility": "责任落实",
    "decision": "重大决策",
    "documents": "规范性文件、合法性审查",
    "enforcement": "行政执法",
    "files": "案卷文书",
    "disputes": "矛盾化解",
    "disclosure": "信息公开",
    "publicity": "普法学法",
    "funds": "资金合同",
    "conduct": "作风纪律",
    "other": "其他",
}


class Item(Form):
    """整改事项"""

    subject = Title("问题标题")
    source = Code("问题来源", SOURCES)
    source_no = DocumentNumber("来源文号", required=False)
    fed_back_on = Day("反馈日期", happened=True)
    problem = Long("反馈问题", help="不写个人信息")
    category = Code("类别", CATEGORIES)
    grade = Code("等级", {"first": "一级（重大）", "second": "二级（较大）", "third": "三级（一般）"})


class Plan(Form):
    """整改方案"""

    target = Text("整改目标", max=300)
    measures = Long("整改措施")
    leader = Person("牵头领导")
    owner_unit = Ref("责任部门", "org_unit")
    joint_units = Text("配合部门", max=100, required=False)
    owner = Person("责任人")
    term = Code("完成时限类别", {"at_once": "立行立改", "by_date": "限期完成", "standing": "长期坚持"})
    due = Day("完成时限", needed_when=term.is_("at_once", "by_date"))


class Reminder(Form):
    """整改提醒单"""

    reminded_person = Person("被提醒的领导或者责任人")
    reminder_text = Text("提醒事项", max=300)


class Submission(Form):
    """销号申请表"""

    done_text = Long("整改完成情况")
    self_check = Text("自查意见", max=300)
    proof = Files("佐证材料")


class Check(Form):
    """验收意见表"""

    verified_by = Person("验收人", acting=True, roster="staff")
    verified_how = Code("验收方式", {"papers": "查阅材料", "site": "现场核查", "looked_back": "回头看"})
    verified_note = Text("验收意见", max=300)


class Closing(Form):
    """销号意见"""

    closing_note = Text("销号意见", max=300)
    published = YesNo("公示整改结果")


class Review(Form):
    """申请复核"""

    review_grounds = Long("复核理由")


class Reviewed(Form):
    """复核决定"""

    review_result = Code("复核结果", {"upheld": "维持结论", "changed": "变更结论", "withdrawn": "撤销结论"})
    review_no = DocumentNumber("复核决定文号", required=False)

"""What is written down of a dispute on its way: found, graded, assigned, referred, settled or passed on."""

from __future__ import annotations

from fazhi.core.form import (
    Code,
    Day,
    DocumentNumber,
    Form,
    Long,
    Moment,
    Number,
    Parties,
    Person,
    Place,
    Ref,
    Text,
    Title,
    YesNo,
    Yuan,
)
from fazhi.law.codes import DISPUTE_TYPES, HELPER_ROLES

SOURCES = {
    "grid": "网格巡查",
    "visit": "走访入户",
    "hotline": "12345转办",
    "petition": "信访",
    "police": "警情移送",
    "community": "社区上报",
    "department": "部门移送",
    "resident": "居民反映",
    "window": "窗口受理",
    "media": "舆情",
}
RISKS = {"yellow": "黄色（低）", "orange": "橙色（中）", "red": "红色（高）"}
WAYS = {
    "on_spot": "现场化解",
    "mediation": "人民调解",
    "administrative_mediation": "行政调解",
    "department": "部门办理",
    "legal": "法律途径引导",
    "deliberation": "协商议事",
}


class Finding(Form):
    """矛盾纠纷排查登记表"""

    round = Ref("排查轮次", "screening_round", required=False)
    found_on = Day("发现日期", happened=True)
    source = Code("发现方式", SOURCES)
    source_ref = Text("来源编号", max=60, required=False, help="工单、警情、信访件等的编号")
    finder = Person("排查人", required=False)
    finder_role = Code("发现人身份", HELPER_ROLES)
    finder_unit = Text("排查单位", max=60, required=False)
    grid = Place("所在网格", required=False)
    scene = Text("地点", max=120, sealed=True, required=False)
    subject = Title("事项名称", help="概括事由，不写个人姓名")
    summary = Long("概况", sealed=True)
    parties = Parties("当事人", required=False)
    dispute_type = Code("纠纷类型", DISPUTE_TYPES)
    people = Number("涉及人数", min=1, unit="人")
    amount = Yuan("涉及金额", required=False)
    risk = Code("风险等级", RISKS, help="发现时的初步判断")
    escalated = Code(
        "激化情形",
        {"none": "无", "threat": "有激化苗头", "mass_incident": "已引发群体性事件"},
    )


class Grading(Form):
    """矛盾纠纷定级"""

    risk = Code("风险等级", RISKS)
    graded_why = Text("定级理由", max=300, sealed=True)
    reported_up_at = Moment("上报时间", happened=True, needed_when=risk.is_("red"), help="红色立即上报")


class Assignment(Form):
    """交办单"""

    owner_unit = Text("责任单位", max=60)
    owner = Person("责任人")
    leader = Person("包案领导", needed_when=Grading.risk.is_("red"))
    demand = Long("诉求", sealed=True)
    cause = Long("成因", sealed=True)
    way = Code("化解方式", WAYS)
    due = Day("化解时限")


class Referral(Form):
    """转办单"""

    referred_to = Code(
        "转往",
        {
            "mediation": "人民调解",
            "administrative_mediation": "行政调解",
            "petition": "信访",
            "department": "职能部门",
            "legal_service": "公共法律服务",
            "deliberation": "协商议事",
        },
    )
    referred_body = Text("受转单位", max=80)
    referred_why = Text("转办事由", max=300, sealed=True)
    answer_by = Day("反馈时限", required=False)


class Progress(Form):
    """化解进展"""

    measure = Long("化解措施和进展", sealed=True)
    progress = Code("当前状态", {"going_on": "正在化解", "tracking": "持续跟踪"})


class Resolution(Form):
    """矛盾纠纷化解情况报告"""

    way = Code("化解方式", WAYS)
    helper_role = Code("主要化解人员身份", HELPER_ROLES)
    result_text = Long("化解情况", sealed=True)


class Transfer(Form):
    """移交函"""

    transferred_to = Code(
        "移交去向",
        {"department": "上级或者其他部门", "court": "诉讼", "arbitration": "仲裁", "police": "公安机关"},
    )
    transferred_body = Text("接收单位", max=80)
    transferred_why = Text("移交事由", max=300, sealed=True)
    transfer_no = DocumentNumber("移交函文号", required=False)


class Dismissal(Form):
    """误报核销"""

    dismissed_why = Text("核实情况", max=300, sealed=True)


class Visit(Form):
    """矛盾纠纷回访记录"""

    visit_way = Code("回访方式", {"phone": "电话", "home": "上门", "online": "线上"})
    settled_still = YesNo("未再反复")
    satisfaction = Code(
        "满意度",
        {"satisfied": "满意", "fairly": "基本满意", "dissatisfied": "不满意", "not_rated": "未评价"},
    )
    visit_note = Text("回访情况", max=300, sealed=True, required=False)


class Closing(Form):
    """结案"""

    feedback = Text("接收单位反馈的结果", max=300, sealed=True, needed_when=Transfer.transferred_to.filled())
    closing_note = Text("结案说明", max=300, sealed=True, required=False)

"""What is written down of a publicity event: what it is, how it was held, whom it reached."""

from __future__ import annotations

from fazhi.core.form import Code, Codes, Day, Files, Form, Long, Number, Place, Rows, Text, Title, Yuan
from fazhi.law.codes import HELPER_ROLES, LAW_TOPICS

FORMS = {
    "on_site": "现场咨询",
    "lecture": "讲座",
    "home": "入户",
    "school": "进校园",
    "enterprise": "进企业",
    "courtyard": "院坝（小院）会",
    "performance": "文艺",
    "contest": "竞赛",
    "trial": "模拟法庭、庭审进社区",
    "exhibition": "展板展览",
    "meeting": "会议",
    "online": "线上直播",
    "other": "其他",
}
THEMES = {
    "general": "综合",
    "constitution": "国家宪法日、宪法宣传周",
    "civil_code": "民法典宣传月",
    "national_security": "全民国家安全教育日",
    "consumer": "消费者权益日",
    "women": "妇女维权周",
    "labour": "劳动者和农民工权益",
    "production_safety": "安全生产月",
    "fire": "消防宣传",
    "environment": "生态环境",
    "anti_drug": "禁毒",
    "anti_fraud": "反诈",
    "network_security": "网络安全宣传周",
    "traffic": "交通安全日",
    "minors": "未成年人保护",
    "elderly": "敬老月、老年人权益",
    "petition": "信访工作条例宣传月",
    "ip": "知识产权宣传周",
    "business": "营商环境、涉企服务",
    "civilization_practice": "结合文明实践",
    "other": "其他",
}
PLACES = {
    "agency": "机关",
    "village": "乡村",
    "community": "社区",
    "school": "学校",
    "enterprise": "企业",
    "unit": "单位",
    "public": "公共场所",
    "network": "网络",
}
AUDIENCES = {
    "residents": "居民",
    "leaders": "领导干部",
    "civil_servants": "公务员",
    "youth": "青少年",
    "enterprise": "企业",
    "elderly": "老年人",
    "migrant_workers": "农民工",
    "women": "妇女",
    "village_cadres": "村居干部",
}


class About(Form):
    """法治宣传活动"""

    subject = Title("活动名称")
    form = Code("形式", FORMS)
    theme = Code("主题（节点）", THEMES)
    laws = Codes("宣传的法律", LAW_TOPICS)
    place_kind = Code("“六进”类别", PLACES)
    place = Text("地点", max=120)
    community = Place("所在社区（村）", required=False)
    audience = Code("主要对象", AUDIENCES)
    organiser = Code("主办", {"street": "街道（乡镇）", "community": "社区（村）"})
    partners = Text("协办、参与部门", max=200, required=False)


class Plan(Form):
    """活动方案"""

    planned_for = Day("计划日期")
    arrangement = Long("活动安排", help="内容、分工、物资、安全", required=False)


class Held(Form):
    """法治宣传活动签到表"""

    speaker = Text("主讲人及单位", max=80, required=False)
    speaker_role = Code("主讲人身份", HELPER_ROLES, required=False)
    helper_role = Code("协助人员身份", HELPER_ROLES, required=False)


class Material(Form):
    """发放资料"""

    material = Text("资料名称")
    copies = Number("数量", min=1, unit="份")


class Result(Form):
    """活动总结"""

    attendees = Number("参加人数", unit="人次")
    consultations = Number("咨询人次", unit="人次", required=False)
    materials = Rows("发放资料", Material, required=False)
    media = Text("媒体报道", max=200, required=False)
    photos = Files("照片", min=2, required=False, help="至少两张")
    cost = Yuan("经费", required=False)
    effect = Long("效果和满意度", required=False)

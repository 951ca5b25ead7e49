"""What is written down of a study session."""

from __future__ import annotations

from fazhi.core.form import (
    Code,
    Day,
    Files,
    Form,
    Long,
    Number,
    People,
    Place,
    Ref,
    Text,
    Title,
    not_more_than,
)
from fazhi.law.codes import LAW_TOPICS

KINDS = {
    "centre_group": "理论学习中心组",
    "first_item": "“第一议题”",
    "executive_meeting": "办公会（常务会）学法",
    "pre_meeting": "会前学法",
    "cadre_meeting": "干部大会",
    "seminar": "专题研讨",
    "reading_class": "读书班",
    "lecture": "法治讲座",
    "branch": "党支部（主题党日）",
    "party_class": "党课",
    "study_day": "政治理论学习日",
    "community": "村（社区）学法",
    "warning": "警示教育",
    "oath": "宪法宣誓",
    "other": "其他",
}
BODIES = {
    "party_committee": "党工委（党委）",
    "office": "办事处（政府）",
    "department": "科室（站所）",
    "branch": "党支部",
    "community": "村（社区）",
}
AUDIENCES = {
    "leadership": "领导班子成员",
    "staff": "机关干部职工",
    "party_members": "党员",
    "community_cadres": "村（社区）干部",
    "residents": "居民",
}


class About(Form):
    """学法计划"""

    subject = Title("学习主题")
    session_kind = Code("类别", KINDS)
    topic = Code("学习专题", LAW_TOPICS)
    body = Code("学习组织", BODIES)
    audience = Code("参加范围", AUDIENCES)
    unit = Ref("开展单位", "org_unit", required=False)
    community = Place("所在社区（村）", required=False)
    venue = Code(
        "场所",
        {"meeting_room": "会议室", "community": "社区（村）", "site": "现场教学", "online": "线上"},
    )
    speaker = Text("主讲人及单位", max=80, required=False)


class Plan(Form):
    """列入学习计划"""

    planned_for = Day("计划日期")
    due = Number("应到人数", unit="人", required=False)


class Held(Form):
    """学法签到"""

    laws = Number("学习法律法规", unit="部", required=False)
    law_names = Text("法律法规名称", max=300, required=False)
    minutes = Number("时长", min=1, unit="分钟", required=False)
    due = Number("应到人数", unit="人", required=False)
    attendees = Number("实到人数", unit="人")
    attended = People("签到名单", max=500, required=False)
    checks = (not_more_than(attendees, due),)


class Result(Form):
    """学习记录"""

    record_text = Long("学习记录", required=False)
    notes = Number("心得体会", unit="篇", required=False)
    speeches = Number("交流发言", unit="篇", required=False)
    hours = Number("计学时", unit="学时", required=False)
    materials = Files("学习材料", required=False)

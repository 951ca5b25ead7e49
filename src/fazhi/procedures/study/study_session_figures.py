"""What is counted of study sessions: all of them, those of each kind, and how often."""

from __future__ import annotations

from fazhi.core.procedure import Count, Distinct, Flow, Indicator, Rate, Sum
from fazhi.procedures.study.study_session_forms import KINDS, About, Held, Result

KIND = About.session_kind


def _kind(code: str, label: str, unit: str, kind: str, *says: str) -> Indicator:
    """Return the number of sessions of one kind."""
    told = f"本期举办的、类别为{KINDS[kind]}的学法活动。"
    return Flow(code, label, unit, Count("held", where=KIND.is_(kind)), says=says, definition=told)


SESSIONS = (
    Flow(
        "study.sessions",
        "学法活动场次",
        "场次",
        Count("held"),
        by=(KIND, About.topic, About.venue),
        says=("开展学法", "专题学习"),
        definition="本期举办的各类学法活动，以举办日期计。",
    ),
    Flow(
        "study.centre_group_sessions",
        "理论学习中心组学法次数",
        "次",
        Count("held", where=KIND.is_("centre_group")),
        by=(About.topic,),
        says=("中心组学习", "中心组专题学法", "中心组集中学法"),
        definition="本期理论学习中心组举办的学法活动。",
    ),
    Flow(
        "study.xjp_thought_sessions",
        "习近平法治思想专题学习场次",
        "场次",
        Count("held", where=About.topic.is_("xjp_thought_on_law")),
        by=(KIND,),
        says=("专题学习法治思想",),
        definition="本期以习近平法治思想为专题举办的学法活动。",
    ),
    Flow(
        "study.leader_sessions",
        "领导班子集体学法次数",
        "次",
        Count("held", where=About.audience.is_("leadership")),
        by=(About.body,),
        says=("领导干部集体学法", "班子专题学法", "党委会集体学习"),
        definition="本期以领导班子成员为参加范围举办的学法活动。",
    ),
    Flow(
        "study.staff_sessions",
        "机关干部学法次数",
        "次",
        Count("held", where=About.audience.is_("staff")),
        says=("干部职工学法", "机关集中学习", "全员学习会"),
        definition="本期以机关干部职工为参加范围举办的学法活动。",
    ),
    _kind("study.first_item_sessions", "“第一议题”学习次数", "次", "first_item", "第一议题传达学习"),
    _kind(
        "study.executive_sessions",
        "办公会（常务会）学法次数",
        "次",
        "executive_meeting",
        "常务会议学法",
        "会议学法讲座",
    ),
    _kind("study.pre_meeting_sessions", "会前学法次数", "次", "pre_meeting", "会前一课"),
    _kind("study.seminars", "专题研讨次数", "次", "seminar", "学习研讨", "研讨交流"),
    _kind("study.reading_classes", "读书班期数", "期", "reading_class", "举办读书班"),
    _kind(
        "study.branch_sessions",
        "党支部学法次数",
        "次",
        "branch",
        "支部理论学习",
        "主题党日",
        "基层党组织学习",
    ),
    _kind("study.party_classes", "党课次数", "次", "party_class", "讲党课"),
    _kind("study.day_sessions", "政治理论学习日场次", "场次", "study_day", "学习日活动"),
    _kind(
        "study.community_sessions",
        "村（社区）学法次数",
        "次",
        "community",
        "社区学法活动",
        "村级学习",
        "居民会议会前学法",
    ),
    _kind("study.warning_sessions", "警示教育场次", "场次", "warning", "以案促改学习"),
)
ATTENDANCES = (
    Flow(
        "study.participants",
        "学法参加人次",
        "人次",
        Sum("held", of=Held.attendees),
        by=(KIND,),
        says=("学习覆盖人次", "学法覆盖干部"),
        definition="本期举办的学法活动的实到人数之和。",
    ),
    Flow(
        "study.warning_attendances",
        "警示教育人次",
        "人次",
        Sum("held", of=Held.attendees, where=KIND.is_("warning")),
        says=("警示教育覆盖",),
        definition="本期举办的警示教育的实到人数之和。",
    ),
    Flow(
        "study.oath_persons",
        "宪法宣誓人数",
        "人",
        Sum("held", of=Held.attendees, where=KIND.is_("oath")),
        says=("宪法宣誓",),
        definition="本期举行的宪法宣誓的宣誓人数之和。",
    ),
    Flow(
        "study.laws",
        "学习法律法规部数",
        "部",
        Sum("held", of=Held.laws),
        says=("学习法律政策",),
        definition="本期各次学法活动所学法律法规部数之和，重复学习的重复计。",
    ),
    Flow(
        "study.topics",
        "学习专题项数",
        "项",
        Distinct("held", of=About.topic),
        says=("学习内容",),
        definition="本期学习的不同专题。",
    ),
    Flow(
        "study.units_covered",
        "开展专题学法单位数",
        "家",
        Distinct("held", of=About.unit),
        says=("学习覆盖单位",),
        definition="本期举办过学法活动的单位，同一单位计一次。",
    ),
    Flow(
        "study.notes",
        "学习心得体会篇数",
        "篇",
        Sum("recorded", of=Result.notes),
        says=("法治感悟", "撰写心得"),
        definition="本期归档的学法活动中撰写的心得体会。",
    ),
    Flow(
        "study.speeches",
        "学习交流发言篇数",
        "篇",
        Sum("recorded", of=Result.speeches),
        says=("交流发言材料",),
        definition="本期归档的学法活动中的交流发言。",
    ),
)
FREQUENCIES = (
    Rate(
        "study.party_class_frequency",
        "每月党课次数",
        "次/月",
        "study.party_classes / period.months",
        says=("每月党课",),
        definition="党课次数除以期间的月数。",
    ),
    Rate(
        "study.community_frequency",
        "社区每季度学法次数",
        "次/季度",
        "study.community_sessions / community.count / period.quarters",
        says=("社区季度学法",),
        definition="村（社区）学法次数除以村（社区）个数，再除以期间的季度数。",
    ),
)

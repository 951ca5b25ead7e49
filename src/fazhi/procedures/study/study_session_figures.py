"""What is counted of study sessions: all of them, those of each kind, and how often."""

from __future__ import annotations

from fazhi.core.procedure import Count, Distinct, Sum
from fazhi.law.figures import figure, of_each
from fazhi.procedures.study.study_session_forms import About, Held, Result

KIND = About.session_kind

SESSIONS = (
    figure(
        "study.sessions",
        Count("held"),
        by=(KIND, About.topic, About.venue),
        definition="本期举办的各类学法活动，以举办日期计。",
    ),
    *of_each(
        KIND,
        Count("held"),
        {"centre_group": "study.centre_group_sessions"},
        by=(About.topic,),
        definition="本期{}举办的学法活动。",
    ),
    figure(
        "study.xjp_thought_sessions",
        Count("held", where=About.topic.is_("xjp_thought_on_law")),
        by=(KIND,),
        definition="本期以习近平法治思想为专题举办的学法活动。",
    ),
    *of_each(
        About.audience,
        Count("held"),
        {"leadership": "study.leader_sessions"},
        by=(About.body,),
        definition="本期以{}为参加范围举办的学法活动。",
    ),
    *of_each(
        About.audience,
        Count("held"),
        {"staff": "study.staff_sessions"},
        definition="本期以{}为参加范围举办的学法活动。",
    ),
    *of_each(
        KIND,
        Count("held"),
        {
            "first_item": "study.first_item_sessions",
            "executive_meeting": "study.executive_sessions",
            "pre_meeting": "study.pre_meeting_sessions",
            "seminar": "study.seminars",
            "reading_class": "study.reading_classes",
            "branch": "study.branch_sessions",
            "party_class": "study.party_classes",
            "study_day": "study.day_sessions",
            "community": "study.community_sessions",
            "warning": "study.warning_sessions",
        },
        definition="本期举办的、类别为{}的学法活动。",
    ),
)
ATTENDANCES = (
    figure(
        "study.participants",
        Sum("held", of=Held.attendees),
        by=(KIND,),
        definition="本期举办的学法活动的实到人数之和。",
    ),
    *of_each(
        KIND,
        Sum("held", of=Held.attendees),
        {"warning": "study.warning_attendances", "oath": "study.oath_persons"},
        definition="本期举办的{}的实到人数之和。",
    ),
    figure(
        "study.laws",
        Sum("held", of=Held.laws),
        definition="本期各次学法活动所学法律法规部数之和，重复学习的重复计。",
    ),
    figure("study.topics", Distinct("held", of=About.topic), definition="本期学习的不同专题。"),
    figure(
        "study.units_covered",
        Distinct("held", of=About.unit),
        definition="本期举办过学法活动的单位，同一单位计一次。",
    ),
    figure(
        "study.notes",
        Sum("recorded", of=Result.notes),
        definition="本期归档的学法活动中撰写的心得体会。",
    ),
    figure(
        "study.speeches",
        Sum("recorded", of=Result.speeches),
        definition="本期归档的学法活动中的交流发言。",
    ),
)
FREQUENCIES = (
    figure("study.party_class_frequency", definition="党课次数除以期间的月数。"),
    figure(
        "study.community_frequency",
        definition="村（社区）学法次数除以村（社区）个数，再除以期间的季度数。",
    ),
)

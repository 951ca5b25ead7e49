"""What is counted of publicity events."""

from __future__ import annotations

from fazhi.core.procedure import Count, Distinct, Flow, Sum
from fazhi.procedures.publicity.publicity_event_forms import About, Held, Result

EVENTS = (
    Flow(
        "publicity.events",
        "法治宣传活动场次",
        "场次",
        Count("held"),
        by=(About.form, About.place_kind, About.audience, About.theme),
        says=("普法活动", "集中宣传", "法律六进", "主题现场普法"),
        definition="本期举办的法治宣传活动，以举办日期计。",
    ),
    Flow(
        "publicity.participants",
        "法治宣传覆盖人次",
        "人次",
        Sum("recorded", of=Result.attendees),
        by=(About.form, About.audience, About.theme),
        says=("惠及群众", "受众人次", "宣传覆盖群众"),
        definition="本期记录归档的法治宣传活动的参加人次之和。",
    ),
    Flow(
        "publicity.communities_covered",
        "法治宣传覆盖村（社区）数",
        "个",
        Distinct("held", of=About.community),
        says=("覆盖行政村",),
        definition="本期举办过法治宣传活动的村（社区），同一村（社区）计一次。",
    ),
)
OF_THEM = (
    Flow(
        "publicity.lectures",
        "法治宣讲场次",
        "场次",
        Count("held", where=About.form.is_("lecture")),
        by=(About.place_kind, About.theme),
        says=("基层宣讲", "法治流动课堂", "社区法律讲座"),
        definition="本期以讲座形式举办的法治宣传活动。",
    ),
    Flow(
        "publicity.village_meetings",
        "院坝（小院）普法会场次",
        "场次",
        Count("held", where=About.form.is_("courtyard")),
        says=("院坝会", "小院讲堂"),
        definition="本期以院坝会、小院会形式举办的法治宣传活动。",
    ),
    Flow(
        "publicity.school_events",
        "法治进校园场次",
        "场次",
        Count("held", where=About.place_kind.is_("school")),
        by=(About.theme,),
        says=("送法进校园", "校园法治课"),
        definition="本期在学校举办的法治宣传活动。",
    ),
    Flow(
        "publicity.village_events",
        "送法下乡入户场次",
        "场次",
        Count("held", where=About.place_kind.is_("village")),
        by=(About.theme,),
        says=("送法下乡", "送法入户"),
        definition="本期在乡村举办的法治宣传活动。",
    ),
    Flow(
        "publicity.civilization_events",
        "结合文明实践普法宣传场次",
        "场次",
        Count("held", where=About.theme.is_("civilization_practice")),
        says=("文明实践普法",),
        definition="本期结合新时代文明实践举办的法治宣传活动。",
    ),
    Flow(
        "publicity.volunteer_events",
        "志愿者协助法治宣传场次",
        "场次",
        Count("held", where=Held.helper_role.is_("volunteer")),
        says=("志愿者普法",),
        definition="本期由志愿者协助举办的法治宣传活动。",
    ),
    Flow(
        "publicity.team_events",
        "普法队伍开展宣传次数",
        "次",
        Count("held", where=Held.speaker_role.is_("publicity_team")),
        says=("普法队伍宣传",),
        definition="本期由普法队伍主讲的法治宣传活动。",
    ),
)

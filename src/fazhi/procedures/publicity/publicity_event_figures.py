"""What is counted of publicity events."""

from __future__ import annotations

from fazhi.core.procedure import Count, Distinct, Sum
from fazhi.law.figures import figure, of_each
from fazhi.procedures.publicity.publicity_event_forms import About, Held, Result

EVENTS = (
    figure(
        "publicity.events",
        Count("held"),
        by=(About.form, About.place_kind, About.audience, About.theme, About.organiser),
        definition="本期举办的法治宣传活动，以举办日期计。",
    ),
    figure(
        "publicity.participants",
        Sum("recorded", of=Result.attendees),
        by=(About.form, About.audience, About.theme),
        definition="本期记录归档的法治宣传活动的参加人次之和。",
    ),
    figure(
        "publicity.communities_covered",
        Distinct("held", of=About.community),
        definition="本期举办过法治宣传活动的村（社区），同一村（社区）计一次。",
    ),
)
OF_THEM = (
    *of_each(
        About.form,
        Count("held"),
        {"lecture": "publicity.lectures"},
        by=(About.place_kind, About.theme),
        definition="本期以{}形式举办的法治宣传活动。",
    ),
    *of_each(
        About.form,
        Count("held"),
        {"courtyard": "publicity.village_meetings"},
        definition="本期以{}形式举办的法治宣传活动。",
    ),
    *of_each(
        About.place_kind,
        Count("held"),
        {"school": "publicity.school_events", "village": "publicity.village_events"},
        by=(About.theme,),
        definition="本期在{}举办的法治宣传活动。",
    ),
    *of_each(
        About.theme,
        Count("held"),
        {"civilization_practice": "publicity.civilization_events"},
        definition="本期{}举办的法治宣传活动。",
    ),
    *of_each(
        Held.helper_role,
        Count("held"),
        {"volunteer": "publicity.volunteer_events"},
        definition="本期由{}协助举办的法治宣传活动。",
    ),
    *of_each(
        Held.speaker_role,
        Count("held"),
        {"publicity_team": "publicity.team_events"},
        definition="本期由{}主讲的法治宣传活动。",
    ),
)

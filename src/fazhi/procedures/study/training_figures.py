"""What is counted of trainings: all of them, those of officers, and those of each other kind."""

from __future__ import annotations

from fazhi.core.procedure import Count, Distinct, Sum
from fazhi.law.figures import figure, of_each
from fazhi.procedures.study.training_forms import About, Held, Plan, Result

KIND, FORM, MODE = About.training_kind, About.form, About.mode
OF_OFFICERS = KIND.is_("enforcement")

TRAININGS = (
    figure(
        "training.sessions",
        Count("held"),
        by=(KIND, MODE, About.venue, About.audience),
        definition="本期举办和参加的各类法治培训，以举办日期计。",
    ),
    figure(
        "training.participants",
        Sum("held", of=Held.attendees),
        by=(KIND, About.audience),
        definition="本期法治培训的实到人数之和，同一人参加几次的各计一次。",
    ),
    *of_each(
        FORM,
        Count("held"),
        {"lecture": "training.lectures"},
        by=(About.audience, About.venue),
        definition="本期以{}形式举办的法治培训。",
    ),
    *of_each(
        FORM,
        Count("held"),
        {"staff_talk": "training.staff_talks"},
        definition="本期以{}形式举办的法治培训。",
    ),
    figure("training.lectures_per_month", definition="法治讲座场次除以期间的月数。"),
    figure(
        "training.required",
        Sum("planned", of=Plan.required),
        by=(KIND,),
        definition="本期列入计划的法治培训的应参加人数之和，以列入计划的日期计。",
    ),
    figure(
        "training.trained",
        Distinct("held", of=Held.attended),
        by=(KIND,),
        definition="本期在法治培训签到名单中的人员，同一人计一次。",
    ),
    figure("training.participation_rate", by=(KIND,), definition="实训人数占应参加人数之比。"),
    *of_each(
        MODE,
        Sum("held", of=Held.attendees),
        {"online": "training.online_participants"},
        by=(KIND,),
        definition="本期{}举办的法治培训的实到人数之和。",
    ),
    *of_each(
        About.organiser,
        Count("held"),
        {"upper": "training.upper_sessions"},
        definition="本期参加的由{}主办的法治培训。",
    ),
    figure(
        "training.communities_covered",
        Distinct("held", of=About.community),
        by=(KIND,),
        definition="本期举办过法治培训的村（社区），同一村（社区）计一次。",
    ),
    *of_each(
        About.lecturer_role,
        Count("held"),
        {"adviser": "adviser.lectures"},
        by=(About.audience,),
        definition="本期由{}授课的法治培训。",
    ),
)
OFFICERS = (
    *of_each(
        KIND,
        Count("held"),
        {"enforcement": "training.enforce_sessions"},
        by=(MODE,),
        definition="本期举办的{}培训。",
    ),
    *of_each(
        KIND,
        Sum("held", of=Held.attendees),
        {"enforcement": "training.enforce_participants"},
        by=(MODE,),
        definition="本期{}培训的实到人数之和。",
    ),
    figure(
        "training.enforce_enrolled",
        Sum("planned", of=Plan.enrolled, where=OF_OFFICERS),
        definition="本期列入计划的执法培训的报名人数之和。",
    ),
    figure("training.enforce_enrolment_rate", definition="执法培训报名人数占持有行政执法证人数之比。"),
    figure(
        "training.enforce_trained",
        Distinct("held", of=Held.attended, where=OF_OFFICERS),
        definition="本期在执法培训签到名单中的人员，同一人计一次。",
    ),
    figure("training.enforce_participation_rate", definition="参加执法培训人员数占行政执法人员数之比。"),
    figure(
        "training.enforce_examined",
        Sum("recorded", of=Result.examined, where=OF_OFFICERS),
        definition="本期归档的执法培训的参加考核人数之和。",
    ),
    figure(
        "training.enforce_passed",
        Sum("recorded", of=Result.passed, where=OF_OFFICERS),
        definition="本期归档的执法培训的考核合格人数之和。",
    ),
    figure("training.enforce_pass_rate", definition="执法培训合格人数占参考人数之比。"),
    figure(
        "training.enforce_person_hours",
        Sum("held", of=Held.person_hours, where=OF_OFFICERS),
        definition="本期举办的执法培训中全体参加人员的学时之和。",
    ),
    figure("training.enforce_hours", definition="执法培训总学时除以行政执法人员数。"),
)
OF_OTHERS = (
    *of_each(
        KIND,
        Count("held"),
        {
            "mediator": "training.mediator_sessions",
            "law_knower": "law_knower.training_sessions",
            "drill": "training.drills",
        },
        definition="本期举办的、类别为{}的法治培训。",
    ),
    *of_each(
        KIND,
        Sum("held", of=Held.attendees),
        {"mediator": "training.mediator_participants", "drill": "training.drill_participants"},
        definition="本期类别为{}的法治培训的实到人数之和。",
    ),
)

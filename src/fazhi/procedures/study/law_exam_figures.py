"""What is counted of law exams."""

from __future__ import annotations

from fazhi.core.procedure import Count, Sum
from fazhi.law.figures import figure, of_each
from fazhi.procedures.study.law_exam_forms import About, Held, Plan, Result

KIND = About.exam_kind

EXAMS = (
    figure("exam.sessions", Count("held"), by=(KIND,), definition="本期举行的法律考试和测试。"),
    figure(
        "exam.required",
        Sum("planned", of=Plan.required),
        by=(KIND,),
        definition="本期确定应考名册的考试的应考人数之和，以确定名册的日期计。",
    ),
    figure(
        "exam.participants",
        Sum("held", of=Held.participants),
        by=(KIND,),
        definition="本期举行的考试的参考人数之和。",
    ),
    figure(
        "exam.completed",
        Sum("held", of=Held.completed),
        by=(KIND,),
        definition="本期举行的考试中，考前完成网上学法任务的人数之和。",
    ),
    figure(
        "exam.passed",
        Sum("recorded", of=Result.passed),
        by=(KIND,),
        definition="本期登记成绩的考试的合格人数之和。",
    ),
    figure(
        "exam.excellent",
        Sum("recorded", of=Result.excellent),
        by=(KIND,),
        definition="本期登记成绩的考试的优秀人数之和。",
    ),
    figure(
        "exam.score_total",
        Sum("recorded", of=Result.score_total),
        by=(KIND,),
        definition="本期登记成绩的考试的全体考生得分之和。",
    ),
    *of_each(
        KIND,
        Count("held"),
        {"pre_appointment": "exam.pre_appointment_sessions"},
        definition="本期举行的{}。",
    ),
    *of_each(
        KIND,
        Sum("held", of=Held.participants),
        {"pre_appointment": "exam.pre_appointment_persons", "spot_test": "exam.spot_test_participants"},
        definition="本期举行的{}的参考人数之和。",
    ),
)
RATES = (
    figure("exam.participation_rate", by=(KIND,), definition="参考人数占应考人数之比。"),
    figure("exam.completion_rate", by=(KIND,), definition="完成网上学法人数占应考人数之比。"),
    figure("exam.pass_rate", by=(KIND,), definition="合格人数占参考人数之比。"),
    figure("exam.excellent_rate", by=(KIND,), definition="优秀人数占参考人数之比。"),
    figure("exam.average_score", by=(KIND,), definition="总分除以参考人数。"),
)

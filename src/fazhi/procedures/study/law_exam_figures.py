"""What is counted of law exams."""

from __future__ import annotations

from fazhi.core.procedure import Count, Flow, Indicator, Rate, Sum
from fazhi.procedures.study.law_exam_forms import About, Held, Plan, Result

KIND = About.exam_kind


def _people(code: str, label: str, tally: Sum, definition: str, *says: str) -> Indicator:
    """Return a number of persons by kind of exam."""
    return Flow(code, label, "人", tally, by=(KIND,), says=says, definition=definition)


def _share(code: str, label: str, formula: str, definition: str, *says: str) -> Indicator:
    """Return a rate by kind of exam."""
    return Rate(code, label, "%", formula, by=(KIND,), says=says, definition=definition)


EXAMS = (
    Flow(
        "exam.sessions",
        "法律考试（测试）场次",
        "场次",
        Count("held"),
        by=(KIND,),
        says=("应知应会测试", "法律知识考试", "专题测试"),
        definition="本期举行的法律考试和测试。",
    ),
    _people(
        "exam.required",
        "学法考试应考人数",
        Sum("planned", of=Plan.required),
        "本期确定应考名册的考试的应考人数之和，以确定名册的日期计。",
        "应考人员",
    ),
    _people(
        "exam.participants",
        "学法考试参考人数",
        Sum("held", of=Held.participants),
        "本期举行的考试的参考人数之和。",
        "参加学法考试",
        "线上学法考法",
    ),
    _people(
        "exam.completed",
        "完成网上学法人数",
        Sum("held", of=Held.completed),
        "本期举行的考试中，考前完成网上学法任务的人数之和。",
        "完成学法学习",
    ),
    _people(
        "exam.passed",
        "学法考试合格人数",
        Sum("recorded", of=Result.passed),
        "本期登记成绩的考试的合格人数之和。",
        "考试通过人数",
    ),
    _people(
        "exam.excellent",
        "学法考试优秀人数",
        Sum("recorded", of=Result.excellent),
        "本期登记成绩的考试的优秀人数之和。",
        "考试优秀",
    ),
    Flow(
        "exam.score_total",
        "学法考试总分",
        "分",
        Sum("recorded", of=Result.score_total),
        by=(KIND,),
        says=("考试总分",),
        definition="本期登记成绩的考试的全体考生得分之和。",
    ),
    Flow(
        "exam.pre_appointment_sessions",
        "任前法律考试场次",
        "场次",
        Count("held", where=KIND.is_("pre_appointment")),
        says=("任前法律知识测试",),
        definition="本期举行的任前法律考试。",
    ),
    Flow(
        "exam.pre_appointment_persons",
        "任前法律考试人数",
        "人",
        Sum("held", of=Held.participants, where=KIND.is_("pre_appointment")),
        says=("新提任干部考试",),
        definition="本期举行的任前法律考试的参考人数之和。",
    ),
    Flow(
        "exam.spot_test_participants",
        "参加法治抽考领导干部人数",
        "人",
        Sum("held", of=Held.participants, where=KIND.is_("spot_test")),
        says=("法治抽考",),
        definition="本期举行的法治抽考的参考人数之和。",
    ),
)
RATES = (
    _share(
        "exam.participation_rate",
        "学法考试参考率",
        "exam.participants / exam.required",
        "参考人数占应考人数之比。",
        "参学率",
        "考试覆盖率",
        "考试全覆盖",
    ),
    _share(
        "exam.completion_rate",
        "学法考试学习任务完成率",
        "exam.completed / exam.required",
        "完成网上学法人数占应考人数之比。",
        "网上学法完成率",
    ),
    _share(
        "exam.pass_rate",
        "学法考试合格率",
        "exam.passed / exam.participants",
        "合格人数占参考人数之比。",
        "考试通过率",
        "考法合格率",
    ),
    _share(
        "exam.excellent_rate",
        "学法考试优秀率",
        "exam.excellent / exam.participants",
        "优秀人数占参考人数之比。",
        "学法优秀率",
    ),
    Rate(
        "exam.average_score",
        "学法考试平均分",
        "分",
        "exam.score_total / exam.participants",
        by=(KIND,),
        says=("测试平均分",),
        definition="总分除以参考人数。",
    ),
)

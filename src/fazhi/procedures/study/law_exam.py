"""学法考试 — law exams."""

from __future__ import annotations

from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Activity, table
from fazhi.core.law import HouseRule
from fazhi.core.procedure import Document, rule
from fazhi.law import statute
from fazhi.law.roles import STUDY_ORGANISER
from fazhi.procedures.study.law_exam_figures import EXAMS, RATES
from fazhi.procedures.study.law_exam_forms import About, Held, Plan, Result

LAW = statute("法治宣传教育法")


@rule(HouseRule("D19", "命题人不得登记成绩；成绩登记后只能以更正记录改动"))
def the_author_does_not_enter_the_scores(view: CaseView, event: Event) -> str | None:
    """Who set the paper does not enter its results."""
    author = view.record.get("paper_author")
    own = author in (event.by.person, event.by.standing_for)
    return "命题人不得登记成绩，请由他人登记。" if author and own else None


class LawExam(Activity):
    """An exam is planned with the roster of those who are due to sit it, so that its rates have a base."""

    code = "law_exam"
    label = "学法考试"
    group = "study"
    in_force = date(2019, 4, 15)
    title = "{subject}"
    by = STUDY_ORGANISER
    basis = LAW.article(36, "健全国家工作人员日常学法制度", paragraph=1)
    about = About
    plan = Plan
    hold = Held
    result = Result
    unplanned = False
    needs_at = table(recorded=(the_author_does_not_enter_the_scores,))
    papers = table(
        planned=(Document("notice", "考试通知"), Document("roster", "应考名册")),
        recorded=(
            Document("results", "成绩单"),
            Document("makeup", "补考安排", when=Result.makeup_on.filled()),
        ),
    )
    indicators = (*EXAMS, *RATES)

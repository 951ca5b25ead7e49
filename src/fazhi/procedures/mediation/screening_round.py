"""矛盾纠纷排查轮次 — dispute-screening rounds."""

from __future__ import annotations

from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Activity, table
from fazhi.core.law import HouseRule
from fazhi.core.procedure import Count, Document, Flow, rule
from fazhi.law import statute
from fazhi.law.roles import GRID, PEACE_OFFICE
from fazhi.procedures.mediation.screening_round_forms import About, Analysis, Finds, Plan

RULES = statute("信访工作条例")
NIL = HouseRule("（零报告）", "没有排查出矛盾纠纷的作零报告；已经登记线索的轮次不作零报告")


@rule(NIL, needs_form=True)
def a_nil_report_has_no_finds(view: CaseView, event: Event) -> str | None:
    """Where disputes of this round are registered, there is no nil report."""
    found = len(view.linked("dispute"))
    nil = event.form["nil_report"] == "yes"
    return f"本轮已登记线索{found}件，不能作零报告。" if nil and found else None


class ScreeningRound(Activity):
    """Communities and grids screen for disputes, and report even that there are none."""

    code = "screening_round"
    label = "矛盾纠纷排查轮次"
    group = "mediation"
    in_force = date(2022, 5, 1)
    title = "{name}"
    by = GRID | PEACE_OFFICE
    basis = RULES.article(10, "组织各方力量加强矛盾纠纷排查化解")
    about = About
    plan = Plan
    hold = Finds
    result = Analysis
    needs_at = table(held=(a_nil_report_has_no_finds,))
    papers = table(
        planned=(Document("plan", "矛盾纠纷排查工作方案"),),
        held=(
            Document("finds", "矛盾纠纷排查情况表", when=Finds.nil_report.is_("no")),
            Document("nil_report", "矛盾纠纷排查零报告", when=Finds.nil_report.is_("yes")),
        ),
        recorded=(Document("analysis", "研判会议记录", when=Analysis.analysed.is_("yes")),),
    )
    indicators = (
        Flow(
            "dispute.screening_rounds",
            "矛盾纠纷排查次数",
            "次",
            Count("held"),
            by=(About.round_kind,),
            says=("集中排查", "专项排查"),
            definition="本期开展的排查轮次，零报告的计入。",
        ),
    )

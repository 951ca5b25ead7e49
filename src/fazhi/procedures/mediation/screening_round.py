"""矛盾纠纷排查轮次 — dispute-screening rounds."""

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Activity, table
from fazhi.core.procedure import Count, Document, rule
from fazhi.law import HouseRule, figure, statute
from fazhi.law.roles import GRID, PEACE_OFFICE

KINDS = ask.codes("""
    weekly 每周例行, monthly 每月例行, pre_holiday 节前, two_sessions 两会期间, special 专项
""")


def _nil_or_finds(values: ask.Values, record: ask.Values) -> str | None:  # noqa: ARG001 - a check takes both
    nil, finds = values.get("nil_report") == "yes", values.get("finds")
    if finds is None or nil == (finds == 0):
        return None
    return "没有排查出线索的作零报告，排查出线索的不作零报告，请核对“排查线索”和“零报告”。"


class About(ask.Form):
    """矛盾纠纷排查"""

    name = ask.Title("轮次名称")
    round_kind = ask.Code("类型", KINDS)
    organiser = ask.Code("组织者", "community 社区（村）, street 街道（乡镇）")
    period_from = ask.Day("排查自")
    period_to = ask.Day("排查至")
    area = ask.Text("排查范围", max=200)
    checks = (ask.in_order(period_from, period_to),)


Plan = ask.form(
    "矛盾纠纷排查工作方案",
    planned_for=ask.Day("计划日期"),
    demands=ask.Long("工作要求", help="重点、分工、上报要求"),
)


class Finds(ask.Form):
    """矛盾纠纷排查情况表"""

    screeners = ask.Number("参加排查人数", min=1, unit="人")
    households = ask.Number("走访户数", unit="户", required=False)
    finds = ask.Number("排查线索", unit="件")
    nil_report = ask.YesNo("零报告")
    checks = (_nil_or_finds,)


class Analysis(ask.Form):
    """研判会议记录"""

    analysed = ask.YesNo("召开研判会议")
    attendees = ask.Number("参会人数", unit="人", needed_when=analysed.is_("yes"))
    analysis = ask.Long("研判意见", sealed=True, needed_when=analysed.is_("yes"))
    round_note = ask.Text("备注", max=300, required=False)


@rule(HouseRule("（零报告）", "没有排查出矛盾纠纷的作零报告；已经登记线索的轮次不作零报告"), needs_form=True)
def a_nil_report_has_no_finds(view: CaseView, event: Event) -> str | None:
    """Where disputes of this round are registered, there is no nil report."""
    found = len(view.linked("dispute"))
    nil = event.form["nil_report"] == "yes"
    return f"本轮已登记线索{found}件，不能作零报告。" if nil and found else None


class ScreeningRound(Activity):
    """Communities and grids screen for disputes, and report even that there are none."""

    label = "矛盾纠纷排查轮次"
    since = "2022-05-01"
    title = "{name}"
    by = GRID | PEACE_OFFICE
    basis = statute("信访工作条例").article(10, "组织各方力量加强矛盾纠纷排查化解")
    about = About
    plan = Plan
    hold = Finds
    result = Analysis
    needs_at = table(held=a_nil_report_has_no_finds)
    papers = table(
        planned="plan 矛盾纠纷排查工作方案",
        held=(
            Document("finds", "矛盾纠纷排查情况表", when=Finds.nil_report.is_("no")),
            Document("nil_report", "矛盾纠纷排查零报告", when=Finds.nil_report.is_("yes")),
        ),
        recorded=Document("analysis", "研判会议记录", when=Analysis.analysed.is_("yes")),
    )
    indicators = (figure("dispute.screening_rounds", Count("held"), by=About.round_kind),)

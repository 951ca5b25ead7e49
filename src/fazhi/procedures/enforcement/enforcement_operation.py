"""执法巡查与专项行动 — patrols, joint operations and campaigns."""

from __future__ import annotations

from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Activity, table, usual
from fazhi.core.law import HouseRule
from fazhi.core.procedure import Column, Count, Document, Opens, Sum, rule
from fazhi.law import statute
from fazhi.law.figures import figure
from fazhi.law.roles import CASE_CLERK, OFFICER
from fazhi.procedures.enforcement.enforcement_operation_forms import About, Held, Plan, Result

LAW = statute("行政处罚法")
PATROL = HouseRule("巡查1", "没有固定对象的巡查不是行政检查；发现问题需要检查、立案的，另行办理。")
FOUND = LAW.article(
    54, "发现公民、法人或者其他组织有依法应当给予行政处罚的行为的，必须全面、客观、公正地调查", paragraph=1
)
#: What is opened from an operation, and stands in its record as passed on.
PASSED_ON = ("inspection", "penalty", "site_correction", "building_removal")


@rule(PATROL, needs_form=True)
def what_was_passed_on_is_told(view: CaseView, event: Event) -> str | None:
    """The record tells of at least as many cases as were opened from the operation."""
    opened = sum(len(view.linked(code)) for code in PASSED_ON)
    told = event.form.get("cases", 0)
    return f"本次行动已转办{opened}件，记录中只有{told}件，请核对。" if opened > told else None


class EnforcementOperation(Activity):
    """Officers go out without a fixed object: what they find goes on as a correction, inspection or case."""

    code = "enforcement_operation"
    label = "执法巡查与专项行动"
    group = "enforcement"
    in_force = date(2021, 7, 15)
    title = "{subject}"
    by = OFFICER | CASE_CLERK
    basis = PATROL
    basis_at = table(
        planned=LAW.article(26, "行政机关因实施行政处罚的需要，可以向有关机关提出协助请求"), recorded=FOUND
    )
    called = table(held="出动", planned="制定方案")
    about = About
    plan = Plan
    hold = Held
    result = Result
    needs_at = table(recorded=(what_was_passed_on_is_told,))
    columns = (
        Column("日期", usual("held"), also=("巡查日期", "行动日期")),
        Column("班组", Held.team),
        Column("路段", About.route, also=("路段/网格", "巡查范围")),
        Column("开始时间", Held.from_at),
        Column("结束时间", Held.to_at),
        Column("发现问题数", Result.finds),
        Column("劝导教育次数", Result.persuasions),
        Column("当场整改数", Result.corrected),
        Column("转案件数", Result.cases),
    )
    opens_at = table(
        held=(
            Opens("site_correction", "现场纠正"),
            Opens("inspection", "转行政检查"),
            Opens("penalty", "转行政处罚立案", sets={"source": "patrol"}),
            Opens("building_removal", "转违法建设处置"),
        )
    )
    papers = table(
        planned=(Document("plan", "专项行动方案"),),
        recorded=(
            Document(
                "patrol_record", "巡查记录", when=About.operation_kind.is_("patrol", "station", "other")
            ),
            Document("joint_record", "联合执法记录", when=About.operation_kind.is_("joint")),
            Document("summary", "行动总结", when=About.operation_kind.is_("campaign")),
        ),
    )
    indicators = (
        figure(
            "operation.count",
            Count("held"),
            by=(About.operation_kind,),
            definition="本期开展的执法巡查、联合执法、专项整治、驻站执法等行动，以出动日期计。",
        ),
        figure(
            "operation.patrols",
            Count("held", where=About.operation_kind.is_("patrol")),
            by=(About.area,),
            definition="本期开展的日常巡查，没有固定对象，不计入行政检查。",
        ),
        figure(
            "operation.joint",
            Count("held", where=About.operation_kind.is_("joint")),
            by=(About.campaign,),
            definition="本期与其他部门联合开展的执法行动。",
        ),
        figure(
            "operation.campaigns",
            Count("held", where=About.operation_kind.is_("campaign")),
            by=(About.campaign,),
            definition="本期开展的专项整治行动。",
        ),
        figure(
            "operation.persons",
            Sum("recorded", of=Result.officers),
            by=(About.operation_kind,),
            definition="本期记录的行动中出动执法人员的人次之和，不含辅助人员。",
        ),
    )

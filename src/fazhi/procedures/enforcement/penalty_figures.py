"""What is counted of penalties, and the dimensions by which it is counted."""

from __future__ import annotations

from fazhi.core.case import CaseView
from fazhi.core.procedure import Count, Derived, Distinct, Flow, Rate, Sum
from fazhi.procedures.enforcement.penalty_codes import KINDS
from fazhi.procedures.enforcement.penalty_forms import Filing, Matter, Sanction
from fazhi.procedures.enforcement.penalty_rules import review_needed

DECISIONS = ("decided", "decided_on_spot")
YES_NO = {"yes": "是", "no": "否"}


def _yes(holds: object) -> str:
    return "yes" if holds else "no"


def _which_procedure(view: CaseView) -> str:
    if "decided_on_spot" in view.done:
        return "simple"
    return "ordinary" if "filed" in view.done else ""


def _heaviest(view: CaseView) -> str:
    """The heaviest kind that has a name; 其他 only where there is nothing else."""
    kinds = view.record.get("penalty_kinds", [])
    named = [kind for kind in KINDS if kind in kinds and kind != "other"]
    return named[-1] if named else "other" if kinds else ""


def _whether_mitigated(view: CaseView) -> str:
    if not view.done & {*DECISIONS}:
        return ""
    lighter = view.record.get("discretion") in ("mitigated", "lighter")
    return _yes(view.record.get("result") == "penalty" and lighter)


def _whether_major(view: CaseView) -> str:
    return _yes(review_needed(view)) if view.done & {*DECISIONS} else ""


def _whether_on_time(view: CaseView) -> str:
    if "closed" not in view.done:
        return ""
    limits = ("decide", "close_after_payment", "close_after_enforcement")
    return _yes(not any(clock.late for clock in view.clocks if clock.limit.name in limits))


def _whether_three_systems(view: CaseView) -> str:
    """Published or with reason not, recorded throughout, and reviewed where a review was due: its marks."""
    return _yes(view.procedure.marks.met(view)) if "closed" in view.done else ""


PROCEDURE = Derived(
    "程序类型", {"simple": "简易程序", "ordinary": "普通程序"}, by=_which_procedure, name="procedure"
)
PENALTY_KIND = Derived("处罚种类（最重）", KINDS, by=_heaviest, name="penalty_kind")
MITIGATED = Derived("从轻减轻", YES_NO, by=_whether_mitigated, name="mitigated")
MAJOR = Derived("重大执法决定", YES_NO, by=_whether_major, name="major")
ON_TIME = Derived("按期", YES_NO, by=_whether_on_time, name="on_time")
THREE_SYSTEMS = Derived("落实三项制度", YES_NO, by=_whether_three_systems, name="three_systems")

PUNISHED = Sanction.result.is_("penalty")
NOT_PUNISHED = Sanction.result.is_("no_penalty")
ORDINARY, SIMPLE = PROCEDURE.is_("ordinary"), PROCEDURE.is_("simple")


FIGURES = (
    Flow(
        "penalty.cases",
        "行政处罚案件数",
        "件",
        *(Count(step, where=PUNISHED) for step in DECISIONS),
        by=("penalty_kind", "procedure", Matter.cause, Filing.law, Matter.field),
        says=("办理处罚案件", "承办行政处罚"),
        definition="本期作出的行政处罚决定，含当场处罚；一案数罚计一件，按最重的种类分类。",
    ),
    Flow(
        "penalty.cases_ordinary",
        "普通程序处罚案件数",
        "件",
        *(Count(step, where=PUNISHED & ORDINARY) for step in DECISIONS),
        by=(Matter.cause, Matter.field),
        says=("普通程序案件",),
        definition="本期按普通程序作出的行政处罚决定。",
    ),
    Flow(
        "penalty.cases_simple",
        "简易程序处罚案件数",
        "件",
        *(Count(step, where=PUNISHED & SIMPLE) for step in DECISIONS),
        by=(Matter.cause, Matter.field),
        says=("当场处罚",),
        definition="本期按简易程序当场作出的行政处罚决定。",
    ),
    Rate(
        "penalty.yoy",
        "行政处罚案件同比增幅",
        "%",
        "yoy(penalty.cases)",
        says=("处罚同比变化",),
        definition="行政处罚案件数与上年同期相比的增幅。",
    ),
    Flow(
        "penalty.filed",
        "行政处罚立案件数",
        "件",
        Count("filed"),
        by=(Matter.cause, Matter.field),
        says=("立案查处",),
        definition="本期立案的行政处罚案件；当场处罚不立案，不计入。",
    ),
    Flow(
        "penalty.closed",
        "行政处罚结案件数",
        "件",
        Count("closed"),
        by=(Matter.cause, Matter.field),
        says=("办结执法案件",),
        definition="本期审批结案的普通程序案件；当场处罚备案归卷，不计入。",
    ),
    Flow(
        "penalty.withdrawn",
        "撤销立案件数",
        "件",
        Count("withdrawn"),
        by=(Matter.cause,),
        says=("立案撤销",),
        definition="本期撤销立案的案件。",
    ),
    Rate(
        "penalty.closed_rate",
        "行政处罚案件办结率",
        "%",
        "penalty.closed / penalty.filed",
        says=("案件办结率",),
        definition="结案件数占立案件数之比。",
    ),
    Flow(
        "penalty.closed_on_time",
        "按期办结处罚案件数",
        "件",
        Count("closed", where=ON_TIME.is_("yes")),
        by=(Matter.field,),
        says=("按期结案",),
        definition="本期结案的案件中，在办案期限内作出决定的。",
    ),
    Rate(
        "penalty.on_time_rate",
        "行政处罚按期办结率",
        "%",
        "penalty.closed_on_time / penalty.closed",
        says=("案件按期办结",),
        definition="按期办结件数占结案件数之比。",
    ),
    Flow(
        "penalty.executed",
        "处罚执行到位案件数",
        "件",
        Count("paid"),
        Count("enforced"),
        by=(Matter.field,),
        says=("执行完毕",),
        definition="本期缴清罚没款或者强制执行完毕的案件；分期缴纳的缴清时计一件。",
    ),
    Rate(
        "penalty.executed_rate",
        "行政处罚执行率",
        "%",
        "penalty.executed / penalty.cases",
        says=("案件执结率",),
        definition="执行到位案件数占行政处罚案件数之比。",
    ),
    Flow(
        "penalty.fines",
        "罚没款金额",
        "元",
        *(Sum(step, of=Sanction.amount) for step in DECISIONS),
        by=("procedure", Filing.law, "penalty_kind"),
        says=("罚款金额", "处罚金额", "罚没总额"),
        definition="本期处罚决定载明的罚款和没收数额之和；没收物品未载明数额的不计。",
    ),
    Flow(
        "penalty.fines_ordinary",
        "普通程序罚款金额",
        "元",
        *(Sum(step, of=Sanction.amount, where=ORDINARY) for step in DECISIONS),
        by=(Filing.law,),
        says=("普通程序罚款",),
        definition="本期普通程序处罚决定载明的罚没数额之和。",
    ),
    Flow(
        "penalty.fines_simple",
        "简易程序罚款金额",
        "元",
        *(Sum(step, of=Sanction.amount, where=SIMPLE) for step in DECISIONS),
        by=(Filing.law,),
        says=("简易程序罚款",),
        definition="本期当场处罚决定载明的罚款之和。",
    ),
    Flow(
        "penalty.exempted",
        "不予处罚案件数",
        "件",
        *(Count(step, where=NOT_PUNISHED) for step in DECISIONS),
        by=(Matter.cause, "procedure"),
        says=("免罚案件", "首违不罚"),
        definition="本期作出的不予行政处罚决定，含当场作出的。",
    ),
    Flow(
        "penalty.mitigated",
        "从轻减轻处罚案件数",
        "件",
        *(Count(step, where=MITIGATED.is_("yes")) for step in DECISIONS),
        by=(Matter.cause,),
        says=("减轻处罚",),
        definition="本期从轻或者减轻处罚的案件。",
    ),
    Flow(
        "penalty.published",
        "公示处罚决定件数",
        "件",
        Count("published"),
        by=(Matter.field,),
        says=("处罚结果公示",),
        definition="本期公开的行政处罚决定。",
    ),
    Rate(
        "penalty.published_rate",
        "行政处罚公示率",
        "%",
        "penalty.published / penalty.cases",
        says=("执法公示率",),
        definition="公开的处罚决定件数占行政处罚案件数之比。",
    ),
    Flow(
        "penalty.archived",
        "归档处罚案卷件数",
        "件",
        Count("archived"),
        by=(Matter.field,),
        says=("案卷归档",),
        definition="本期归档的普通程序案卷。",
    ),
    Rate(
        "penalty.archived_rate",
        "行政处罚案卷归档率",
        "%",
        "penalty.archived / penalty.closed",
        says=("执法归档率",),
        definition="归档案卷件数占结案件数之比。",
    ),
    Flow(
        "penalty.major_decisions",
        "重大行政执法决定件数",
        "件",
        *(Count(step, where=MAJOR.is_("yes")) for step in DECISIONS),
        by=(Matter.field,),
        says=("重大执法决定",),
        definition="本期作出的应当法制审核的重大行政执法决定。",
    ),
    Flow(
        "penalty.collective_discussions",
        "重大案件集体讨论次数",
        "次",
        Count("discussed"),
        by=(Matter.field,),
        says=("重大执法集体讨论",),
        definition="本期负责人集体讨论案件的次数。",
    ),
    Flow(
        "enforcement.cases",
        "行政执法办案总量",
        "件",
        formula="inspection.count + penalty.cases + coercion.count",
        says=("执法案件总数", "平台录入案件", "办案量"),
        definition="行政检查、行政处罚和行政强制件数之和。",
    ),
    Rate(
        "enforcement.cases_yoy",
        "行政执法办案总量同比增幅",
        "%",
        "yoy(enforcement.cases)",
        says=("办案量同比变化",),
        definition="行政执法办案总量与上年同期相比的增幅。",
    ),
    Flow(
        "enforcement.three_systems_cases",
        "落实三项制度执法案件数",
        "件",
        Count("closed", where=THREE_SYSTEMS.is_("yes")),
        by=(Matter.field,),
        says=("三项制度案件",),
        definition="本期结案的案件中，公示、全过程记录、法制审核都已落实的。",
    ),
    Rate(
        "enforcement.three_systems_rate",
        "行政执法三项制度覆盖率",
        "%",
        "enforcement.three_systems_cases / penalty.closed",
        says=("三项制度全覆盖",),
        definition="落实三项制度案件数占结案件数之比。",
    ),
    Flow(
        "enforcement.challenged",
        "执法行为被复议诉讼件数",
        "件",
        formula="reconsideration.cases[subject=enforcement] + litigation.cases[subject=enforcement]",
        says=("执法被复议诉讼",),
        definition="对执法行为申请行政复议和提起行政诉讼的件数之和。",
    ),
    Flow(
        "power.used",
        "实际行使执法事项数",
        "项",
        *(Distinct(step, of=Filing.item) for step in DECISIONS),
        by=(Filing.item_kind,),
        says=("履职事项",),
        definition="本期作出决定的案件所涉及的执法事项，同一事项只计一次。",
    ),
    Flow(
        "officer.active",
        "参与办案执法人员数",
        "人",
        *(Distinct(step, of=Filing.officers) for step in DECISIONS),
        says=("参与执法人员",),
        definition="本期作出决定的案件的承办人员，同一人只计一次。",
    ),
    Rate(
        "officer.participation_rate",
        "执法人员办案参与率",
        "%",
        "officer.active / officer.certified",
        says=("执法参与率",),
        definition="参与办案执法人员数占持证人数之比。",
    ),
)

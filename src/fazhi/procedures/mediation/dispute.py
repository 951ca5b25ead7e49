"""矛盾纠纷受理流转 — disputes: intake and routing."""

from __future__ import annotations

from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import (
    Column,
    Count,
    Derived,
    Document,
    Flow,
    Limit,
    Opens,
    Outcome,
    Rate,
    Stage,
    Step,
    rule,
)
from fazhi.law import statute
from fazhi.law.roles import ARCHIVIST, DEPUTY_LAW, DISPUTE_HANDLER, DISPUTE_REGISTRAR, PEACE_OFFICE
from fazhi.procedures.mediation.dispute_forms import (
    Assignment,
    Closing,
    Dismissal,
    Finding,
    Grading,
    Progress,
    Referral,
    Resolution,
    Transfer,
    Visit,
)

# 依据
RULES = statute("信访工作条例")
LAW = statute("人民调解法")
AT_THE_BASE = RULES.article(
    15,
    "积极协调处理化解发生在当地的信访事项和矛盾纠纷，努力做到小事不出村、大事不出镇、矛盾不上交",
    paragraph=3,
)
JOINED = RULES.article(37, "坚持社会矛盾纠纷多元预防调处化解，人民调解、行政调解、司法调解联动", paragraph=1)
IN_TIME = HouseRule("（纠纷化解时限）", "交办时按风险等级载明化解时限，承办单位在时限内化解或者移交")
ON_THE_SPOT = HouseRule("（当场化解）", "黄色风险的纠纷可以由网格当场化解；橙色、红色的先定级交办")
VISITED = HouseRule("（纠纷回访）", "橙色、红色风险的纠纷化解后先回访，再结案")


@rule(ON_THE_SPOT)
def only_small_ones_are_settled_on_the_spot(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """A dispute of medium or high risk is assigned before it is settled."""
    if "assigned" in view.done or view.record.get("risk") == "yellow":
        return None
    return "本件风险等级不是黄色，须先定级交办，再登记化解。"


@rule(JOINED, needs_form=True)
def mediation_has_brought_its_result(view: CaseView, event: Event) -> str | None:
    """What was referred to mediation counts as settled by it once its agreement is there."""
    if event.form["way"] != "mediation":
        return None
    if any("settled" in mediation.steps for mediation in view.linked("mediation")):
        return None
    return "以人民调解化解的，须先转人民调解并达成协议；现有关联的调解尚未达成协议。"


@rule(VISITED)
def grave_ones_are_visited(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """A dispute of medium or high risk is visited before it is closed."""
    if (
        view.record.get("risk") in ("orange", "red")
        and "resolved" in view.done
        and "followed_up" not in view.done
    ):
        return "橙色、红色风险的纠纷，须先回访，再结案。"
    return None


def _outcome(view: CaseView) -> str:
    if "resolved" in view.done:
        return "mediated" if view.record.get("way") == "mediation" else "resolved"
    if "transferred" in view.done:
        return "transferred"
    if "dismissed" in view.done:
        return "unfounded"
    return "tracking" if view.record.get("progress") == "tracking" else ""


class Dispute(Case):
    """A dispute found by screening or brought to the one window: recorded as a matter, not as people.

    It is settled on the spot, by mediation or by an office, or passed on; and its result comes back.
    """

    code = "dispute"
    label = "矛盾纠纷受理流转"
    group = "mediation"
    in_force = date(2022, 5, 1)
    number = "{organ}矛调〔{year}〕{n}号"
    title = "{subject}"

    # 状态
    grading = Stage("待定级")
    assigning = Stage("待交办")
    handling = Stage("化解中")
    following = Stage("待回访结案")
    closed_away = Stage("已结案", final=True)

    # 环节
    registered = Step(
        label="登记",
        to=grading,
        by=DISPUTE_REGISTRAR,
        form=Finding,
        documents=(Document("finding", "矛盾纠纷排查登记表"),),
        basis=RULES.article(10, "组织各方力量加强矛盾纠纷排查化解"),
    )
    graded = Step(
        label="定级",
        at=(grading, assigning, handling),
        by=PEACE_OFFICE | DEPUTY_LAW,
        form=Grading,
        to=assigning,
        basis=RULES.article(5, "把可能引发信访问题的矛盾纠纷化解在基层、化解在萌芽状态", item=5),
        cites=(
            LAW.article(
                25, "对有可能引起治安案件、刑事案件的纠纷，应当及时向当地公安机关或者其他有关部门报告"
            ),
        ),
    )
    assigned = Step(
        label="交办",
        at=(assigning, handling),
        to=handling,
        by=PEACE_OFFICE | DEPUTY_LAW,
        form=Assignment,
        documents=(Document("assignment", "矛盾纠纷交办单"),),
        basis=AT_THE_BASE,
        cites=(RULES.article(18, "包案化解群众反映强烈的突出问题", paragraph=2),),
    )
    referred = Step(
        label="分流转办",
        at=(handling,),
        by=DISPUTE_HANDLER | PEACE_OFFICE,
        form=Referral,
        documents=(Document("referral", "矛盾纠纷转办单"),),
        opens=(
            Opens(
                "mediation",
                "转人民调解",
                carry={
                    "dispute_type": "dispute_type",
                    "people_involved": "people",
                    "amount_claimed": "amount",
                },
            ),
            Opens("petition", "转信访事项"),
        ),
        basis=JOINED,
    )
    handled = Step(
        label="化解",
        at=(handling,),
        by=DISPUTE_HANDLER,
        form=Progress,
        basis=AT_THE_BASE,
    )
    resolved = Step(
        label="化解成功",
        at=(grading, assigning, handling),
        to=following,
        by=DISPUTE_HANDLER,
        form=Resolution,
        needs=(only_small_ones_are_settled_on_the_spot, mediation_has_brought_its_result),
        documents=(Document("resolution", "矛盾纠纷化解情况报告"),),
        basis=AT_THE_BASE,
    )
    transferred = Step(
        label="移交",
        at=(assigning, handling),
        to=following,
        by=DISPUTE_HANDLER | PEACE_OFFICE,
        form=Transfer,
        documents=(Document("transfer", "矛盾纠纷移交函"),),
        basis=JOINED,
    )
    dismissed = Step(
        label="误报核销",
        at=(grading, assigning, handling),
        to=following,
        by=PEACE_OFFICE | DEPUTY_LAW,
        form=Dismissal,
        other_than=(registered,),
        basis=HouseRule("（误报核销）", "误报由登记人以外的人核实后核销"),
    )
    followed_up = Step(
        label="回访",
        at=(following,),
        by=DISPUTE_REGISTRAR | PEACE_OFFICE,
        form=Visit,
        basis=VISITED,
    )
    closed = Step(
        label="结案",
        at=(following,),
        to=closed_away,
        by=PEACE_OFFICE | ARCHIVIST,
        form=Closing,
        needs=(grave_ones_are_visited,),
        basis=AT_THE_BASE,
    )

    # 期限
    settle = Limit(
        label="化解时限",
        due=Assignment.due,
        basis=IN_TIME,
        since=assigned,
        until=(resolved, transferred, dismissed),
    )

    outcome = Derived(
        "结果",
        {
            "resolved": "化解成功",
            "mediated": "转调解化解",
            "transferred": "移交",
            "tracking": "持续跟踪",
            "unfounded": "误报",
        },
        by=_outcome,
    )

    columns = (
        Column("排查时间", registered, also=("登记时间", "发现时间")),
        Column("事项名称", Finding.subject, also=("纠纷名称", "矛盾纠纷名称")),
        Finding.parties,
        Finding.people,
        Finding.dispute_type,
        Column("简要情况", Finding.summary, also=("概况", "基本情况")),
        Assignment.demand,
        Column("风险等级", Finding.risk, also=("等级",)),
        Assignment.owner_unit,
        Assignment.owner,
        Assignment.leader,
        Column("化解措施", Assignment.way, also=("化解方式",)),
        Assignment.due,
        Column("化解情况", Resolution.result_text),
        Outcome(
            "是否化解",
            {
                "是": resolved,
                "已化解": resolved,
                "化解成功": resolved,
                "转出": transferred,
                "误报": dismissed,
            },
            also=("化解结果",),
        ),
    )

    # 数字
    indicators = (
        Flow(
            "dispute.found",
            "排查矛盾纠纷件数",
            "件",
            Count(registered),
            by=(Finding.source, Finding.dispute_type, Finding.risk, Finding.finder_role),
            says=("摸排纠纷", "排查矛盾隐患"),
            definition="本期登记的矛盾纠纷，以登记日期计，风险等级为登记时的判断；移交的仍计。",
        ),
        Flow(
            "dispute.resolved",
            "化解矛盾纠纷件数",
            "件",
            Count(resolved),
            by=(Finding.source, Finding.dispute_type, Finding.risk, Resolution.way),
            says=("化解矛盾", "处置涉稳风险点"),
            definition="本期登记化解成功的矛盾纠纷，转人民调解的以调解达成协议后登记为准。",
        ),
        Rate(
            "dispute.resolution_rate",
            "矛盾纠纷化解率",
            "%",
            "dispute.resolved / dispute.found",
            says=("纠纷调处率",),
            definition="化解件数占排查件数之比。",
        ),
        Flow(
            "dispute.transferred",
            "移交其他部门纠纷件数",
            "件",
            Count(transferred),
            by=(Finding.dispute_type,),
            says=("分流移交",),
            definition="本期移交其他部门、诉讼、仲裁或者公安机关的矛盾纠纷。",
        ),
        Flow(
            "dispute.found_by_volunteers",
            "志愿者协助摸排纠纷件数",
            "件",
            Count(registered, where=Finding.finder_role.is_("volunteer")),
            by=(Finding.dispute_type,),
            says=("志愿者摸排",),
            definition="本期登记的由志愿者发现的矛盾纠纷。",
        ),
        Flow(
            "dispute.resolved_by_volunteers",
            "志愿者协助化解纠纷件数",
            "件",
            Count(resolved, where=Resolution.helper_role.is_("volunteer")),
            by=(Finding.dispute_type,),
            says=("志愿者调处",),
            definition="本期化解成功、主要由志愿者化解的矛盾纠纷。",
        ),
        Flow(
            "dispute.mass_incidents",
            "群体性事件起数",
            "起",
            Count(registered, where=Finding.escalated.is_("mass_incident")),
            says=("发生群体性事件",),
            definition="本期登记的已引发群体性事件的矛盾纠纷。",
        ),
    )

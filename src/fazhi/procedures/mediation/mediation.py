"""人民调解 — people's mediation."""

from __future__ import annotations

from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.procedure import (
    Column,
    Count,
    Document,
    Flow,
    Limit,
    Outcome,
    Rate,
    Stage,
    Step,
    Strength,
    Sum,
    rule,
)
from fazhi.law import limit, statute
from fazhi.law.roles import ARCHIVIST, COMMITTEE_CHAIR, MEDIATION_GUIDE, MEDIATOR
from fazhi.procedures.mediation.mediation_forms import (
    Acceptance,
    Agreement,
    Application,
    Archive,
    Confirmation,
    Failure,
    Performance,
    Refusal,
    Registration,
    Session,
    Visit,
    Withdrawal,
)

# 依据
LAW = statute("人民调解法")
CONFIRMATION = statute("司法确认规定")


@rule(LAW.article(17, "当事人一方明确拒绝调解的，不得调解"))
def no_party_refuses(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """No party has clearly refused mediation."""
    if view.record.get("refused_by_a_party") == "yes":
        return "当事人一方明确拒绝调解，不得调解；请办理“不予受理”。"
    return None


@rule(LAW.article(23, "当事人在人民调解活动中享有下列权利"), needs_form=True)
def rights_were_told(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """The parties were told their rights and duties before mediation begins."""
    return None if event.form.get("rights_told") == "yes" else "受理前应当告知当事人权利义务。"


@rule(LAW.article(33, "共同向人民法院申请司法确认"), needs_form=True)
def both_apply(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """Both parties apply together."""
    return None if event.form.get("joint") == "yes" else "司法确认由双方当事人共同申请。"


@rule(LAW.article(31, "人民调解委员会应当对调解协议的履行情况进行监督，督促当事人履行约定的义务"))
def written_agreements_are_visited(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """A written agreement is followed up before the file is closed."""
    if view.record.get("form") == "written" and "followed_up" not in view.done:
        return "书面协议须先回访履行情况，再归档。"
    return None


class Mediation(Case):
    """A dispute between residents, settled by an agreement both sides want.

    Free of charge (Art 4).  Either side may refuse at any time, and then it ends.
    """

    code = "mediation"
    label = "人民调解"
    group = "mediation"
    in_force = date(2011, 1, 1)
    number = "（{organ}）人调字〔{year}〕第{n}号"
    title = "{dispute_type}纠纷 · {source}"

    # 状态 — where a case stands
    registering = Stage("已登记")
    mediating = Stage("调解中")
    performing = Stage("履行中")
    closing = Stage("待归档")
    archived_away = Stage("已归档", final=True)
    declined_away = Stage("不予受理", final=True)

    # 环节 — what happens to it
    registered = Step(
        label="登记",
        to=registering,
        by=MEDIATOR | MEDIATION_GUIDE,
        form=Registration,
        documents=(
            Document("application", "人民调解申请书", when=Registration.source.is_("applied")),
            Document("registration", "受理登记表"),
        ),
        basis=LAW.article(17, "当事人可以向人民调解委员会申请调解；人民调解委员会也可以主动调解"),
    )
    accepted = Step(
        label="受理",
        at=(registering,),
        to=mediating,
        by=MEDIATOR,
        form=Acceptance,
        needs=(no_party_refuses, rights_were_told),
        documents=(Document("rights_notice", "当事人权利义务告知书"),),
        basis=LAW.article(19, "根据调解纠纷的需要，可以指定一名或者数名人民调解员进行调解"),
    )
    declined = Step(
        label="不予受理",
        at=(registering,),
        to=declined_away,
        by=MEDIATOR,
        form=Refusal,
        basis=LAW.article(17, "当事人一方明确拒绝调解的，不得调解"),
    )
    mediated = Step(
        label="调解",
        at=(mediating,),
        by=MEDIATOR,
        form=Session,
        documents=(Document("session_record", "调解记录"),),
        basis=LAW.article(27, "人民调解员应当记录调解情况"),
    )
    settled = Step(
        label="达成协议",
        at=(mediating,),
        to=performing,
        by=MEDIATOR,
        form=Agreement,
        documents=(
            Document(
                "agreement",
                "人民调解协议书",
                number="（{organ}）人调协字〔{year}〕第{n}号",
                when=Agreement.form.is_("written"),
            ),
            Document("oral_agreement", "口头协议登记表", when=Agreement.form.is_("oral")),
        ),
        basis=LAW.article(28, "经人民调解委员会调解达成调解协议的，可以制作调解协议书"),
        cites=(LAW.article(30, "口头调解协议自各方当事人达成协议之日起生效"),),
    )
    failed = Step(
        label="调解不成",
        at=(mediating,),
        to=closing,
        by=MEDIATOR,
        form=Failure,
        documents=(Document("termination", "调解终止告知书"),),
        basis=LAW.article(26, "调解不成的，应当终止调解"),
    )
    withdrawn = Step(
        label="撤回或拒绝",
        at=(mediating,),
        to=closing,
        by=MEDIATOR,
        form=Withdrawal,
        basis=LAW.article(23, "接受调解、拒绝调解或者要求终止调解", item=2),
    )
    applied = Step(
        label="申请司法确认",
        at=(performing,),
        by=MEDIATOR,
        form=Application,
        needs=(both_apply,),
        documents=(Document("confirmation_application", "司法确认申请书"),),
        basis=LAW.article(33, "共同向人民法院申请司法确认", paragraph=1),
    )
    admitted = Step(
        label="法院受理确认申请",
        at=(performing,),
        by=MEDIATOR,
        basis=CONFIRMATION.article(4),
    )
    confirmed = Step(
        label="司法确认",
        at=(performing,),
        by=MEDIATOR,
        form=Confirmation,
        basis=LAW.article(33, "人民法院应当及时对调解协议进行审查，依法确认调解协议的效力", paragraph=1),
    )
    performed = Step(
        label="登记履行",
        at=(performing,),
        by=MEDIATOR,
        form=Performance,
        basis=LAW.article(31, "督促当事人履行约定的义务"),
    )
    followed_up = Step(
        label="回访",
        at=(performing,),
        by=MEDIATOR | MEDIATION_GUIDE,
        form=Visit,
        documents=(Document("follow_up", "回访记录"),),
        basis=LAW.article(31, "对调解协议的履行情况进行监督"),
    )
    archived = Step(
        label="结案归档",
        at=(performing, closing),
        to=archived_away,
        by=ARCHIVIST | COMMITTEE_CHAIR,
        form=Archive,
        needs=(written_agreements_are_visited,),
        documents=(Document("closing_report", "结案报告表"),),
        basis=LAW.article(27, "将调解登记、调解工作记录、调解协议书等材料立卷归档"),
    )

    # 期限 — how long it may take
    settle = Limit(
        label="调结",
        row=limit("ME-01"),
        since=accepted,
        until=(settled, failed, withdrawn),
        strength=Strength.AS_A_RULE,
    )
    confirm = Limit(
        label="共同申请司法确认",
        row=limit("ME-02"),
        since=settled,
        until=(applied,),
        strength=Strength.MAY,
    )
    admit = Limit(
        label="法院决定是否受理确认申请",
        row=limit("ME-03"),
        since=applied,
        until=(admitted, confirmed),
    )
    rule_on_confirmation = Limit(
        label="法院作出确认决定",
        row=limit("ME-04"),
        since=admitted,
        until=(confirmed,),
    )
    settle_before_filing = Limit(
        label="委派调解",
        row=limit("ME-05"),
        since=accepted,
        until=(settled, failed, withdrawn),
        when=Registration.court_stage.is_("before_filing"),
    )
    settle_in_ordinary_procedure = Limit(
        label="委托调解（普通程序）",
        row=limit("ME-06"),
        since=accepted,
        until=(settled, failed, withdrawn),
        when=Registration.court_stage.is_("ordinary"),
    )
    settle_in_simple_procedure = Limit(
        label="委托调解（简易程序）",
        row=limit("ME-07"),
        since=accepted,
        until=(settled, failed, withdrawn),
        when=Registration.court_stage.is_("simple"),
    )
    perform = Limit(
        label="履行调解协议",
        due=Agreement.perform_by,
        basis=LAW.article(31, "经人民调解委员会调解达成的调解协议，具有法律约束力，当事人应当按照约定履行"),
        since=settled,
        until=(performed,),
        when=Agreement.performance.is_("by_date", "instalments"),
    )

    # 台账 — the columns of the register staff keep
    columns = (
        Column("受理时间", accepted),
        Column(
            "申请人（姓名、电话）",
            Registration.parties,
            also=("申请人", "甲方"),
            only={"role": "applicant"},
            usually={"party_kind": "individual"},
        ),
        Column(
            "被申请人（姓名、电话）",
            Registration.parties,
            also=("被申请人", "对方当事人", "乙方"),
            only={"role": "respondent"},
            usually={"party_kind": "individual"},
        ),
        Registration.dispute_type,
        Registration.source,
        Column("纠纷简要情况", Registration.summary, also=("纠纷简况", "案情简介", "事由")),
        Acceptance.mediators,
        Column("调解时间", mediated, also=("调解日期",)),
        Outcome(
            "调解结果",
            {
                "成功": settled,
                "达成协议": settled,
                "调解成功": settled,
                "不成功": failed,
                "调解不成": failed,
                "失败": failed,
                "撤回": withdrawn,
            },
            beside=mediated,
            also=("化解情况", "调解结果（成功/不成功）"),
        ),
        Agreement.form,
        Column("涉及金额", Agreement.amount, also=("协议金额",)),
        Performance.performed_how,
        Column("是否司法确认", Confirmation.confirmation, also=("司法确认",)),
        Column("回访时间", followed_up),
    )

    # 数字 — what is counted
    indicators = (
        Flow(
            "mediation.cases",
            "人民调解案件数",
            "件",
            Count(accepted),
            by=(
                Registration.source,
                Registration.dispute_type,
                Registration.committee_kind,
                Acceptance.mode,
                Acceptance.mediator_role,
                Registration.committee_kind & Registration.source,
                Registration.committee_kind & Registration.dispute_type,
            ),
            says=("调解矛盾纠纷", "受理调解案件", "调处民间纠纷"),
            definition="本期受理的调解案件，以受理日期计。",
        ),
        Flow(
            "mediation.concluded",
            "人民调解结案件数",
            "件",
            Count(settled),
            Count(failed),
            Count(withdrawn),
            by=(Registration.source, Registration.dispute_type),
            says=("调解结案",),
            definition="本期达成协议、调解不成和撤回的案件之和。",
        ),
        Flow(
            "mediation.settled",
            "人民调解成功件数",
            "件",
            Count(settled),
            by=(
                Registration.source,
                Registration.dispute_type,
                Registration.committee_kind,
                Acceptance.mode,
                Acceptance.mediator_role,
                Agreement.form,
                Registration.committee_kind & Agreement.form,
            ),
            says=("成功调处", "调解成功"),
            definition="本期达成书面或口头协议的案件。",
        ),
        Rate(
            "mediation.success_rate",
            "人民调解成功率",
            "%",
            "mediation.settled / mediation.concluded",
            by=(Acceptance.mediator_role,),
            says=("调处成功率", "化解成功率"),
            definition="调解成功件数占结案件数之比。",
        ),
        Rate(
            "mediation.success_rate_accepted",
            "人民调解成功率（按受理口径）",
            "%",
            "mediation.settled / mediation.cases",
            by=(Acceptance.mediator_role,),
            says=("受理口径成功率",),
            definition="调解成功件数占受理件数之比。",
        ),
        Flow(
            "mediation.amount",
            "调解协议涉及金额",
            "元",
            Sum(settled, of=Agreement.amount),
            by=(Registration.source, Registration.dispute_type),
            says=("调解涉及金额",),
            definition="本期达成的协议所涉金额之和。",
        ),
        Flow(
            "mediation.parties",
            "调解涉及当事人数",
            "人",
            Sum(accepted, of=Registration.people_involved),
            by=(Registration.dispute_type,),
            says=("涉及当事人",),
            definition="本期受理案件的涉及人数之和。",
        ),
        Flow(
            "mediation.police_cases",
            "警调（公调）对接调解件数",
            "件",
            Count(accepted, where=Registration.source.is_("entrusted/police")),
            by=(Registration.dispute_type,),
            says=("警情案件调解",),
            definition="本期受理的公安机关移送案件。",
        ),
        Flow(
            "mediation.police_amount",
            "警调（公调）对接涉及金额",
            "元",
            Sum(settled, of=Agreement.amount, where=Registration.source.is_("entrusted/police")),
            by=(Registration.dispute_type,),
            says=("警调涉及金额",),
            definition="公安机关移送案件中本期达成的协议所涉金额之和。",
        ),
        Flow(
            "mediation.labour_cases",
            "化解劳资纠纷件数",
            "件",
            Count(settled, where=Registration.dispute_type.is_("labour")),
            by=(Registration.source,),
            says=("化解欠薪纠纷",),
            definition="本期调解成功的劳动争议。",
        ),
        Flow(
            "mediation.wages_recovered",
            "帮助追讨工资金额",
            "元",
            Sum(settled, of=Agreement.wages),
            by=(Registration.source,),
            says=("追讨农民工工资",),
            definition="本期达成的协议中追讨的工资之和。",
        ),
        Flow(
            "mediation.written_agreements",
            "达成书面调解协议份数",
            "份",
            Count(settled, where=Agreement.form.is_("written")),
            by=(Registration.dispute_type,),
            says=("书面协议",),
            definition="本期制作的人民调解协议书，一案一份。",
        ),
        Flow(
            "mediation.confirmed",
            "司法确认调解协议件数",
            "件",
            Count(confirmed, where=Confirmation.confirmation.is_("confirmed")),
            by=(Registration.dispute_type,),
            says=("司法确认",),
            definition="本期经人民法院确认有效的调解协议。",
        ),
        Flow(
            "mediation.rated",
            "调解回访评价件数",
            "件",
            Count(followed_up, where=Visit.rated.is_("yes")),
            says=("回访评价",),
            definition="本期回访中当事人作出评价的案件。",
        ),
        Flow(
            "mediation.satisfied",
            "调解回访满意件数",
            "件",
            Count(followed_up, where=Visit.satisfaction.is_("satisfied", "fairly")),
            says=("回访满意",),
            definition="本期回访评价为满意或基本满意的案件。",
        ),
        Rate(
            "mediation.satisfaction_rate",
            "调解当事人满意率",
            "%",
            "mediation.satisfied / mediation.rated",
            says=("群众满意度",),
            definition="评价为满意或基本满意的案件占作出评价的案件之比。",
        ),
    )

"""合同管理 — the contracts of the organ."""

from dataclasses import replace

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.declaring import names
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Column, Count, Derived, Limit, Opens, Stage, Step, rule
from fazhi.core.ruling import done, must, never
from fazhi.law import HouseRule, figure, statute
from fazhi.law.codes import CONTRACT_KINDS
from fazhi.law.roles import ARCHIVIST, LEADER, OFFICE, REVIEWER, SEAL_KEEPER
from fazhi.law.value_bands import band_labels, value_band
from fazhi.procedures.linked_reviews import lacking, reviewer_among_the_hands, reviews_have_passed

PROCUREMENT = ask.codes("""
    open_tender 公开招标, invited_tender 邀请招标, negotiation 竞争性谈判, consultation 竞争性磋商,
    single_source 单一来源, inquiry 询价, framework 框架协议, own_purchase 限额以下自行采购,
    none 无需采购
""")
SIDES = ask.codes("first 甲方, second 乙方, third 丙方")
Instalment = ask.form(
    "付款节点",
    pay_when=ask.Text("付款条件", max=100),
    pay_by=ask.Day("付款期限", required=False),
    instalment=ask.Yuan("金额"),
)


class Draft(ask.Form):
    """合同起草"""

    subject = ask.Title("合同名称", help="不写个人姓名")
    contract_kind = ask.Code("合同类型", CONTRACT_KINDS, short=True)
    office = ask.Text("承办部门", short=True)
    handler = ask.Person("承办人", acting=True)
    our_party = ask.Code("我方签约主体", "organ 本机关, internal 内设机构, temporary 临时机构")
    counterparties = ask.Parties("对方当事人", SIDES)
    what = ask.Long("标的内容", sealed=True)
    amount = ask.Yuan("合同金额", help="无价款的填0", short=True)
    funds = ask.Text("资金来源", required=False)
    procurement = ask.Code("采购方式", PROCUREMENT)
    payments = ask.Rows("付款节点", Instalment, required=False)


Sending = ask.form(
    "合同送审表",
    contract_papers=ask.Codes(
        "随附材料",
        "draft 合同文本, explanation 情况说明, party_papers 对方主体资格及授权材料, "
        "tender 采购（招标）材料, fair_competition 公平竞争审查结论, funds 经费来源证明, "
        "minutes 会议纪要或者领导批示",
    ),
    wanted_by=ask.Day("要求完成日期"),
    sending_note=ask.Text("说明", max=300, sealed=True, required=False),
)
SendingBack = ask.form("退回修改", back_reason=ask.Text("退回修改的原因", max=300, sealed=True))


class Passing(ask.Form):
    """审查通过"""

    opinion_no = ask.DocumentNumber("审查意见书文号")
    revised = ask.YesNo("已按审查意见修改文本")


class Signing(ask.Form):
    """签订"""

    signatory = ask.Person("签署人", acting=True)
    term_from = ask.Day("履行期限自")
    term_until = ask.Day("履行期限至")
    copies = ask.Number("合同份数", min=1, unit="份")
    minutes_no = ask.DocumentNumber("集体讨论的会议纪要文号", required=False)
    unreviewed_reason = ask.Text("未经审查先行签订的理由", max=300, required=False)

    checks = (ask.in_order(term_from, term_until),)


LateSending = ask.form(
    "补送审查",
    wanted_by=ask.Day("要求完成日期"),
    sending_note=ask.Text("说明", max=300, sealed=True, required=False),
)
Sealing = ask.form(
    "用印审批单",
    seal=ask.Code("印章", "contract 合同专用章, organ 机关印章"),
    sealed_copies=ask.Number("用印份数", min=1, unit="份"),
    seal_approver=ask.Person("用印批准人"),
)
Filing = ask.form(
    "报区司法局备案",
    filing_no=ask.Text("备案回执编号", required=False),
    filing_note=ask.Text("说明", max=300, required=False),
)


class Performance(ask.Form):
    """履行情况"""

    performance = ask.Code("履行状态", "not_begun 未开始, performing 履行中, done 已完成, breached 违约")
    performance_note = ask.Text("履行情况说明", max=500, sealed=True, required=False)


class Payment(ask.Form):
    """付款审批"""

    payment_kind = ask.Code("款项性质", "advance 预付款, progress 进度款, final 尾款")
    payment = ask.Yuan("付款金额")
    payment_note = ask.Text("付款依据", max=300, sealed=True, required=False)


ChangeSending = ask.form(
    "变更送审",
    change_kind=ask.Code("变更种类", "amended 变更, terminated 解除, renewed 续签"),
    change_reason=ask.Text("变更理由", max=500, sealed=True),
    wanted_by=ask.Day("要求完成日期"),
)


class Change(ask.Form):
    """变更、解除、续签"""

    change_kind = ask.Code("变更种类", "amended 变更, terminated 解除, renewed 续签")
    signatory = ask.Person("签署人", acting=True)
    amount = ask.Yuan("变更后金额", needed_when=change_kind.is_("amended", "renewed"))
    term_until = ask.Day("变更后履行期限至", needed_when=change_kind.is_("amended", "renewed"))
    change_note = ask.Text("变更内容", max=500, sealed=True)


Dispute = ask.form(
    "合同争议",
    dispute_over=ask.Code(
        "争议事项",
        "quality 标的质量, delay 迟延履行, payment 价款支付, validity 合同效力, termination 变更和解除, "
        "other 其他",
    ),
    dispute_amount=ask.Yuan("争议金额", required=False),
    dispute_text=ask.Long("争议情况", sealed=True),
)
Settlement = ask.form(
    "争议处理记录",
    settled_by=ask.Code(
        "处理方式",
        "negotiation 协商, mediation 调解, arbitration 仲裁, litigation 诉讼, decision 行政机关书面决定",
    ),
    settled_text=ask.Long("处理结果", sealed=True),
)
Acceptance = ask.form(
    "履行验收单",
    acceptors=ask.People("验收人员", max=20),
    acceptance_text=ask.Text("验收情况", max=500, sealed=True),
)


class NotAccepted(ask.Form):
    """验收不合格"""

    acceptors = ask.People("验收人员", max=20)
    defects = ask.Text("不合格情况", max=500, sealed=True)
    mend_by = ask.Day("整改期限")


Closing = ask.form(
    "归档",
    closing_kind=ask.Code("办结方式", "performed 履行完毕, terminated 解除, settled 争议处理终结"),
    volumes=ask.Number("卷数", min=1, unit="卷"),
    retention=ask.Code("保管期限", "permanent 永久, long 长期, short 短期"),
)
Dropping = ask.form("终止订立", drop_reason=ask.Text("终止订立的原因", max=300, sealed=True))
CIVIL = statute("民法典")
APART = HouseRule("D15", "合同的经办、审查、签署、用印和付款审批由不同的人办理。")
REVIEWED = HouseRule("D5", "没有合法性审查记录的，不上会、不用印、不公布。")
FIRST = HouseRule("合同1", "合同先审查后签订；确须先行签订的写明理由，补审通过后方可用印。")
PARTY = HouseRule("合同2", "内设机构和临时机构不得作为合同当事人。")
FILED = HouseRule("合同4", "大额合同签订后报区司法局备案，未备案的不办结。")
PAID = HouseRule("合同5", "支付尾款应当有验收合格的记录。")
AGAIN = HouseRule("合同6", "合同的变更、解除和续签，同样先审查后签订。")
ENDED = HouseRule("合同7", "合同验收合格、解除或者争议处理终结的，办结归档。")
KEPT = HouseRule("合同8", "合同的起草、履行、争议和归档逐件登记。")
SENDING = ("submitted", "submitted_late", "change_submitted")
#: What a legality review takes over from the contract.
TO_THE_REVIEW = names(
    "subject, contract_kind, amount, submitting_office office, submitter handler, wanted_by"
)


def _review(label: str, before_decision: str) -> Opens:
    sets = {"review_kind": "contract", "before_decision": before_decision}
    return Opens("legality_review", label, carry=TO_THE_REVIEW, sets=sets)


def _large(view: CaseView) -> bool:
    return value_band(view.record.get("amount", "0")).filed


def _band(view: CaseView) -> str:
    return value_band(view.record["amount"]).code if "amount" in view.record else ""


def _stands_reviewed(view: CaseView) -> bool:
    """Tell whether the last that was said of its review is that it passed."""
    steps = [event.step for event in view.history if event.step in ("reviewed", "sent_back")]
    return steps[-1:] == ["reviewed"]


def _before_signing(view: CaseView) -> str:
    """Tell, once it is signed, whether it was reviewed first."""
    if (signed := view.last("signed")) is None:
        return ""
    before = replace(view, history=view.history[: view.history.index(signed)])
    return "yes" if _stands_reviewed(before) else "no"


the_review_has_passed = reviews_have_passed(REVIEWED, sent_by=SENDING)


@rule(AGAIN)
def the_change_was_reviewed(view: CaseView, _event: Event) -> str | None:
    """A change has passed a review of its own."""
    changed = sum(event.step == "changed" for event in view.history)
    return lacking(view, sent_by=SENDING, times=changed + 2)


our_party_may_contract = must(
    Draft.our_party.is_("organ"), PARTY, "内设机构、临时机构不得签订合同，请以本机关名义签订。"
)
reviewed_first_or_said_why_not = done(
    "reviewed",
    FIRST,
    "合同未经合法性审查，不得签订；确须先行签订的，请填写“未经审查先行签订的理由”。",
    since="sent_back",
    unless=Signing.unreviewed_reason.filled(),
)


@rule(FIRST)
def not_yet_reviewed(view: CaseView, _event: Event) -> str | None:
    """Only a contract signed without a review is sent for one afterwards."""
    return "本合同签订前已审查，无须补送。" if _before_signing(view) == "yes" else None


@rule(HouseRule("合同3", "报备案的大额合同，经集体讨论决定，由主要负责人签署。"), needs_form=True)
def large_contracts_are_decided_by_all(view: CaseView, event: Event) -> str | None:
    """A large contract is decided collectively and signed by the principal, or whoever stands in."""
    if not _large(view):
        return None
    decided = any("decided" in item.steps for item in view.linked("agenda_item"))
    if not (decided or event.form.get("minutes_no")):
        return "大额合同须经集体讨论决定，请填写“集体讨论的会议纪要文号”。"
    if event.by.post != "director" and not event.by.standing_for:
        return "大额合同由主要负责人签署。"
    return None


the_signer_did_not_review = never(
    reviewer_among_the_hands, APART, "审查本合同的人不得办理本环节，须由他人办理。"
)
the_last_payment_follows_acceptance = done(
    "accepted", PAID, "尚无验收合格的记录，不能支付尾款。", when=Payment.payment_kind.is_("final")
)
large_contracts_are_filed = done("filed", FILED, "大额合同尚未报区司法局备案。", when=_large)
it_has_come_to_an_end = done(
    ("accepted", "settled"),
    ENDED,
    "合同尚未验收合格、解除或者处理终结，不能归档。",
    unless=("changed", Change.change_kind.is_("terminated")),
)


class Contract(Case):
    """A contract of the organ, from the draft to the archive.

    Whoever handles it does not review, sign, seal or pay it; without a review it gets no seal.
    """

    label = "合同管理"
    since = "2021-01-01"
    number = "{organ}合〔{year}〕{n}号"
    title = "{subject}"
    by = OFFICE

    drafting = Stage("起草中")
    reviewing = Stage("审查中")
    signing = Stage("待签署")
    sealing = Stage("待用印")
    performing = Stage("履行中")
    disputing = Stage("争议处理中")
    closed_away = Stage("已归档", final=True)
    dropped_away = Stage("终止订立", final=True)

    drafted = Step("起草", START >> drafting, Draft).under(KEPT)
    submitted = Step("送审", drafting >> reviewing, Sending).under(
        FIRST,
        needs=our_party_may_contract,
        documents="review_submission 合同送审表",
        opens=_review("送合法性审查", before_decision="yes"),
    )
    sent_back = Step("退回修改", (reviewing | signing) >> drafting, SendingBack).under(
        FIRST, by=REVIEWER | OFFICE | LEADER
    )
    reviewed = Step("审查通过", reviewing >> signing, Passing).under(
        APART, by=REVIEWER, other_than=(drafted, submitted), needs=the_review_has_passed
    )
    signed = Step("签订", (drafting | signing) >> sealing, Signing).under(
        APART,
        by=LEADER,
        other_than=(drafted, submitted, reviewed),
        needs=(
            our_party_may_contract,
            reviewed_first_or_said_why_not,
            large_contracts_are_decided_by_all,
            the_signer_did_not_review,
        ),
        cites=(FIRST, CIVIL(119, "依法成立的合同，对当事人具有法律约束力")),
        decisive=True,
    )
    submitted_late = Step("补送审查", sealing, LateSending).under(
        FIRST, needs=not_yet_reviewed, opens=_review("补送合法性审查", before_decision="no")
    )
    sealed = Step("用印", sealing >> performing, Sealing).under(
        APART,
        by=SEAL_KEEPER,
        other_than=(drafted, submitted, reviewed, signed),
        needs=(the_review_has_passed, the_signer_did_not_review),
        documents="seal_approval 用印审批单",
        cites=REVIEWED,
    )
    filed = Step("报区司法局备案", performing, Filing).under(FILED, by=OFFICE | REVIEWER)
    performed = Step("登记履行", performing, Performance).under(
        CIVIL(119, "依法成立的合同，对当事人具有法律约束力")
    )
    accepted = Step("验收", performing, Acceptance).under(PAID, documents="acceptance 履行验收单")
    not_accepted = Step("验收不合格", performing, NotAccepted).under(PAID)
    paid = Step("付款审批", performing, Payment).under(
        APART,
        by=LEADER,
        other_than=(drafted, submitted, reviewed, signed, sealed),
        needs=(the_last_payment_follows_acceptance, the_signer_did_not_review),
    )
    change_submitted = Step("变更送审", performing, ChangeSending).under(
        AGAIN, opens=_review("变更送合法性审查", before_decision="yes")
    )
    changed = Step("变更、解除、续签", performing, Change).under(
        APART,
        by=LEADER,
        other_than=(drafted, submitted, reviewed, change_submitted),
        needs=(the_change_was_reviewed, the_signer_did_not_review),
        cites=AGAIN,
    )
    disputed = Step("发生争议", performing >> disputing, Dispute).under(
        KEPT,
        opens=(
            Opens("adviser_task", "请法律顾问处理争议", carry=names("subject, office")),
            Opens("litigation", "行政协议进入诉讼", sets={"subject": "agreement"}),
        ),
    )
    settled = Step("争议处理完毕", disputing >> performing, Settlement).under(
        KEPT, documents="dispute_record 争议处理记录"
    )
    closed = Step("归档", performing >> closed_away, Closing).under(
        ENDED, by=ARCHIVIST | OFFICE, needs=(it_has_come_to_an_end, large_contracts_are_filed)
    )
    dropped = Step("终止订立", (drafting | reviewing | signing) >> dropped_away, Dropping).under(KEPT)

    before_signing = Derived("签订前已审查", "yes 是, no 否", by=_before_signing, name="reviewed")
    value = Derived("金额分档", band_labels(), by=_band)

    term = Limit(
        "履行期限",
        Signing.term_until,
        signed >> (accepted, closed),
        basis=CIVIL(119, "依法成立的合同，对当事人具有法律约束力"),
        extended_by={changed: Change.term_until},
    )
    mend = Limit("整改期限", NotAccepted.mend_by, not_accepted >> (accepted, closed, disputed), basis=PAID)

    columns = (
        Draft.subject,
        Column("类型", Draft.contract_kind, also=("合同类型",)),
        Draft.office,
        Column("对方单位", Draft.counterparties, also=("对方当事人", "乙方")),
        Column("金额", Draft.amount, also=("合同金额",)),
        Draft.procurement,
        Column("审查文号", Passing.opinion_no, also=("审查意见书文号",)),
        Column("签订日期", signed, also=("签订时间",)),
        Signing.term_from,
        Column("履行期限", Signing.term_until, also=("履行期限至",)),
        Column("履行状态", Performance.performance, also=("履行情况",)),
        Column("归档", closed, also=("归档日期",)),
    )

    indicators = (
        figure("contract.signed", Count(signed), by=Draft.contract_kind),
        figure("contract.signed_reviewed", Count(signed, before_signing.is_("yes")), by=Draft.contract_kind),
        figure("contract.review_coverage_rate"),
        figure("contract.disputes", Count(disputed), by=Draft.contract_kind),
    )

"""合同管理 — the contracts of the organ."""

from dataclasses import replace
from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.form import codes
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import START, Column, Count, Derived, Document, Limit, Opens, Stage, Step, rule
from fazhi.law import statute
from fazhi.law.figures import figure
from fazhi.law.roles import ARCHIVIST, LEADER, OFFICE, REVIEWER, SEAL_KEEPER
from fazhi.law.value_bands import band_labels, value_band
from fazhi.procedures.linked_reviews import lacking, reviewer_among_the_hands
from fazhi.procedures.review.contract_forms import (
    Acceptance,
    Change,
    ChangeSending,
    Closing,
    Dispute,
    Draft,
    Dropping,
    Filing,
    LateSending,
    NotAccepted,
    Passing,
    Payment,
    Performance,
    Sealing,
    Sending,
    SendingBack,
    Settlement,
    Signing,
)

# 依据
CIVIL = statute("民法典")
APART = HouseRule("D15", "合同的经办、审查、签署、用印和付款审批由不同的人办理。")
REVIEWED = HouseRule("D5", "没有合法性审查记录的，不上会、不用印、不公布。")
FIRST = HouseRule("合同1", "合同先审查后签订；确须先行签订的写明理由，补审通过后方可用印。")
PARTY = HouseRule("合同2", "内设机构和临时机构不得作为合同当事人。")
LARGE = HouseRule("合同3", "报备案的大额合同，经集体讨论决定，由主要负责人签署。")
FILED = HouseRule("合同4", "大额合同签订后报区司法局备案，未备案的不办结。")
PAID = HouseRule("合同5", "支付尾款应当有验收合格的记录。")
AGAIN = HouseRule("合同6", "合同的变更、解除和续签，同样先审查后签订。")
ENDED = HouseRule("合同7", "合同验收合格、解除或者争议处理终结的，办结归档。")
KEPT = HouseRule("合同8", "合同的起草、履行、争议和归档逐件登记。")


SENDING = ("submitted", "submitted_late", "change_submitted")
#: What a legality review takes over from the contract.
TO_THE_REVIEW = {
    "subject": "subject",
    "contract_kind": "contract_kind",
    "amount": "amount",
    "submitting_office": "office",
    "submitter": "handler",
    "wanted_by": "wanted_by",
}


@rule(REVIEWED)
def the_review_has_passed(view: CaseView, _event: Event) -> str | None:
    """The linked legality review has passed, and its opinions are answered."""
    return lacking(view, sent_by=SENDING)


@rule(AGAIN)
def the_change_was_reviewed(view: CaseView, _event: Event) -> str | None:
    """A change has passed a review of its own."""
    changed = sum(event.step == "changed" for event in view.history)
    return lacking(view, sent_by=SENDING, times=changed + 2)


@rule(PARTY)
def our_party_may_contract(view: CaseView, _event: Event) -> str | None:
    """The organ itself is the party, no office within it and no temporary body."""
    if view.record.get("our_party") == "organ":
        return None
    return "内设机构、临时机构不得签订合同，请以本机关名义签订。"


@rule(FIRST, needs_form=True)
def reviewed_first_or_said_why_not(view: CaseView, event: Event) -> str | None:
    """A contract is reviewed before it is signed, or the reason is written down."""
    if _stands_reviewed(view) or event.form.get("unreviewed_reason"):
        return None
    return "合同未经合法性审查，不得签订；确须先行签订的，请填写“未经审查先行签订的理由”。"


@rule(FIRST)
def not_yet_reviewed(view: CaseView, _event: Event) -> str | None:
    """Only a contract signed without a review is sent for one afterwards."""
    return "本合同签订前已审查，无须补送。" if _before_signing(view) == "yes" else None


@rule(LARGE, needs_form=True)
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


@rule(APART, needs_form=True)
def the_signer_did_not_review(view: CaseView, event: Event) -> str | None:
    """Whoever reviewed the contract does not sign it, seal it or pay it."""
    if reviewer_among_the_hands(view, event):
        return "审查本合同的人不得办理本环节，须由他人办理。"
    return None


@rule(PAID, needs_form=True)
def the_last_payment_follows_acceptance(view: CaseView, event: Event) -> str | None:
    """The last payment follows an acceptance that passed."""
    if event.form.get("payment_kind") == "final" and "accepted" not in view.done:
        return "尚无验收合格的记录，不能支付尾款。"
    return None


@rule(FILED)
def large_contracts_are_filed(view: CaseView, _event: Event) -> str | None:
    """A large contract has been filed with the district."""
    return "大额合同尚未报区司法局备案。" if _large(view) and "filed" not in view.done else None


@rule(ENDED)
def it_has_come_to_an_end(view: CaseView, _event: Event) -> str | None:
    """The contract was accepted, terminated, or its dispute settled."""
    terminated = "changed" in view.done and view.record.get("change_kind") == "terminated"
    return (
        None
        if terminated or view.done & {"accepted", "settled"}
        else "合同尚未验收合格、解除或者处理终结，不能归档。"
    )


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


class Contract(Case):
    """A contract of the organ, from the draft to the archive.

    Whoever handles it does not review, sign, seal or pay it; without a review it gets no seal.
    """

    label = "合同管理"
    in_force = date(2021, 1, 1)
    number = "{organ}合〔{year}〕{n}号"
    title = "{subject}"
    by = OFFICE

    # 状态
    drafting = Stage("起草中")
    reviewing = Stage("审查中")
    signing = Stage("待签署")
    sealing = Stage("待用印")
    performing = Stage("履行中")
    disputing = Stage("争议处理中")
    closed_away = Stage("已归档", final=True)
    dropped_away = Stage("终止订立", final=True)

    # 环节
    drafted = Step("起草", START >> drafting, Draft).under(KEPT)
    submitted = Step("送审", drafting >> reviewing, Sending).under(
        FIRST,
        needs=(our_party_may_contract,),
        documents=(Document("review_submission", "合同送审表"),),
        opens=(
            Opens(
                "legality_review",
                "送合法性审查",
                carry=TO_THE_REVIEW,
                sets={"review_kind": "contract", "before_decision": "yes"},
            ),
        ),
    )
    sent_back = Step("退回修改", (reviewing | signing) >> drafting, SendingBack).under(
        FIRST, by=REVIEWER | OFFICE | LEADER
    )
    reviewed = Step("审查通过", reviewing >> signing, Passing).under(
        APART, by=REVIEWER, other_than=(drafted, submitted), needs=(the_review_has_passed,)
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
        FIRST,
        needs=(not_yet_reviewed,),
        opens=(
            Opens(
                "legality_review",
                "补送合法性审查",
                carry=TO_THE_REVIEW,
                sets={"review_kind": "contract", "before_decision": "no"},
            ),
        ),
    )
    sealed = Step("用印", sealing >> performing, Sealing).under(
        APART,
        by=SEAL_KEEPER,
        other_than=(drafted, submitted, reviewed, signed),
        needs=(the_review_has_passed, the_signer_did_not_review),
        documents=(Document("seal_approval", "用印审批单"),),
        cites=(REVIEWED,),
    )
    filed = Step("报区司法局备案", performing, Filing).under(FILED, by=OFFICE | REVIEWER)
    performed = Step("登记履行", performing, Performance).under(
        CIVIL(119, "依法成立的合同，对当事人具有法律约束力")
    )
    accepted = Step("验收", performing, Acceptance).under(
        PAID, documents=(Document("acceptance", "履行验收单"),)
    )
    not_accepted = Step("验收不合格", performing, NotAccepted).under(PAID)
    paid = Step("付款审批", performing, Payment).under(
        APART,
        by=LEADER,
        other_than=(drafted, submitted, reviewed, signed, sealed),
        needs=(the_last_payment_follows_acceptance, the_signer_did_not_review),
    )
    change_submitted = Step("变更送审", performing, ChangeSending).under(
        AGAIN,
        opens=(
            Opens(
                "legality_review",
                "变更送合法性审查",
                carry=TO_THE_REVIEW,
                sets={"review_kind": "contract", "before_decision": "yes"},
            ),
        ),
    )
    changed = Step("变更、解除、续签", performing, Change).under(
        APART,
        by=LEADER,
        other_than=(drafted, submitted, reviewed, change_submitted),
        needs=(the_change_was_reviewed, the_signer_did_not_review),
        cites=(AGAIN,),
    )
    disputed = Step("发生争议", performing >> disputing, Dispute).under(
        KEPT,
        opens=(
            Opens("adviser_task", "请法律顾问处理争议", carry={"subject": "subject", "office": "office"}),
            Opens("litigation", "行政协议进入诉讼", sets={"subject": "agreement"}),
        ),
    )
    settled = Step("争议处理完毕", disputing >> performing, Settlement).under(
        KEPT, documents=(Document("dispute_record", "争议处理记录"),)
    )
    closed = Step("归档", performing >> closed_away, Closing).under(
        ENDED, by=ARCHIVIST | OFFICE, needs=(it_has_come_to_an_end, large_contracts_are_filed)
    )
    dropped = Step("终止订立", (drafting | reviewing | signing) >> dropped_away, Dropping).under(KEPT)

    # 维度
    before_signing = Derived("签订前已审查", codes("yes 是, no 否"), by=_before_signing, name="reviewed")
    value = Derived("金额分档", band_labels(), by=_band)

    # 期限
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

    # 数字
    indicators = (
        figure("contract.signed", Count(signed), by=Draft.contract_kind),
        figure("contract.signed_reviewed", Count(signed, before_signing.is_("yes")), by=Draft.contract_kind),
        figure("contract.review_coverage_rate"),
        figure("contract.disputes", Count(disputed), by=Draft.contract_kind),
    )

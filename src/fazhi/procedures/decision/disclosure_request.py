"""依申请公开 — disclosure on request."""

from fazhi.core.case import CaseView
from fazhi.core.counting import Count, Standing
from fazhi.core.declaring import names
from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Derived, Document, Limit, Opens, Stage, Step, Strength
from fazhi.law import figure, limit, statute
from fazhi.law import roles as who
from fazhi.procedures.decision import disclosure_request_forms as forms
from fazhi.procedures.decision import disclosure_request_rules as rules
from fazhi.procedures.decision.disclosure_request_rules import LAW

SUITS = statute("信息公开案件解释")
REPLY_NO = "{organ}信公开〔{year}〕{n}号"


def _reply(code: str, label: str, **when: object) -> Document:
    """Return a written reply; all kinds are numbered in one series."""
    [(field, wanted)] = when.items()
    values = wanted if isinstance(wanted, tuple) else (wanted,)
    return Document(code, label, number=REPLY_NO, when=getattr(forms.Answer, field).is_(*values))


def _pending(view: CaseView) -> str:
    return "no" if {"answered", "ended"} & view.done else "yes"


class DisclosureRequest(Case):
    """A request for government information: received, searched, answered in one of the kinds of the law.

    Nobody is asked why the information is wanted; requests are counted by kind of applicant, not by person.
    """

    label = "依申请公开"
    since = "2019-05-15"
    number = "{organ}依申请〔{year}〕{n}号"
    title = "{subject}"
    by = who.DISCLOSURE_OFFICER

    registering = Stage("待登记")
    handling = Stage("办理中")
    correcting = Stage("待补正")
    serving = Stage("待送达")
    filing = Stage("待归档")
    performing = Stage("履行判决中")
    closed_away = Stage("已归档", final=True)

    received = Step("收到申请", START >> registering, forms.Receipt).under(
        LAW(29, "采用包括信件、数据电文在内的书面形式", paragraph=1),
        documents="application 政府信息公开申请表",
        cites=LAW(31, "行政机关收到政府信息公开申请的时间，按照下列规定确定"),
    )
    registered = Step("登记", registering >> handling, forms.Registration).under(
        LAW(45, "行政机关应当建立健全政府信息公开申请登记、审核、办理、答复、归档的工作制度"),
        documents="receipt 政府信息公开申请登记回执",
    )
    corrected = Step("告知补正", handling >> correcting, forms.Correction).under(
        LAW(30, "一次性告知申请人作出补正，说明需要补正的事项和合理的补正期限"),
        needs=rules.correction_is_asked_once_and_in_time,
        documents="correction_notice 补正告知书",
    )
    completed = Step("收到补正", correcting >> handling, forms.Completion).under(
        LAW(30, "答复期限自行政机关收到补正的申请之日起计算"), needs=rules.a_late_completion_has_good_reason
    )
    consulted = Step("征求意见", handling, forms.Consultation).under(
        LAW(32, "行政机关应当书面征求第三方的意见"),
        by=who.DISCLOSURE_OFFICER | who.OFFICE,
        needs=rules.one_round_of_opinions_at_a_time,
        documents=(
            Document(
                "third_party_letter",
                "征求意见函（第三方）",
                when=forms.Consultation.consulted_whom.is_("third_party"),
            ),
            Document(
                "organ_letter",
                "征求意见函（其他机关）",
                when=forms.Consultation.consulted_whom.is_("co_maker", "organ"),
            ),
        ),
        cites=LAW(34, "牵头制作的行政机关收到政府信息公开申请后可以征求相关行政机关的意见"),
    )
    opined = Step("收到意见", handling, forms.Opinion).under(
        LAW(32, "第三方逾期未提出意见的，由行政机关依照本条例的规定决定是否公开"),
        by=who.DISCLOSURE_OFFICER | who.OFFICE,
        needs=(
            rules.a_third_party_is_silent_once_its_days_are_over,
            rules.an_organ_is_silent_once_its_days_are_over,
        ),
        cites=LAW(34, "逾期未提出意见的视为同意公开"),
    )
    extended = Step("延长答复期限", handling, forms.Extension).under(
        LAW(33, "应当经政府信息公开工作机构负责人同意并告知申请人", paragraph=2),
        by=who.DISCLOSURE_HEAD,
        needs=rules.an_extension_is_one_and_within_bounds,
        documents="extension_notice 延期答复告知书",
    )
    explained = Step("要求说明理由", handling, forms.Explanation).under(
        LAW(35, "行政机关可以要求申请人说明理由"), documents="explanation_notice 说明理由通知书"
    )
    deferred = Step("确定延迟答复期限", handling, forms.Deferral).under(
        LAW(35, "可以确定延迟答复的合理期限并告知申请人"),
        by=who.DISCLOSURE_HEAD,
        needs=rules.the_reasons_were_asked,
        documents="deferral_notice 延迟答复告知书",
    )
    charged = Step("收费通知", handling, forms.Fee).under(
        LAW(42, "行政机关可以收取信息处理费", paragraph=1),
        by=who.DISCLOSURE_HEAD,
        documents="fee_notice 信息处理费收费通知",
    )
    drafted = Step("检索拟稿", handling, forms.Draft).under(
        LAW(38, "行政机关向申请人提供的信息，应当是已制作或者获取的政府信息"),
        by=who.DISCLOSURE_OFFICER | who.OFFICE,
        opens=Opens(
            "legality_review",
            "送合法性审查",
            carry=names("subject"),
            sets={"review_kind": "disclosure_reply"},
        ),
    )
    reviewed = Step("公开审查", handling, forms.Review).under(
        LAW(17, "对拟公开的政府信息进行审查", paragraph=2),
        by=who.SECRECY_REVIEWER | who.JUSTICE_HEAD,
        other_than=drafted,
        documents="review_sheet 拟公开政府信息审查表",
    )
    answered = Step("答复", handling >> serving, forms.Answer).under(
        LAW(36, "对政府信息公开申请，行政机关根据下列情况分别作出答复"),
        by=who.DISCLOSURE_HEAD,
        other_than=(drafted, reviewed),
        needs=(
            rules.opinions_are_in,
            rules.the_third_party_was_asked,
            rules.a_reasoned_objection_is_heeded,
            rules.who_objected_is_told,
            rules.the_other_organ_was_asked,
            rules.what_is_disclosed_was_reviewed,
            rules.nothing_is_missing_before_it_was_searched_for,
            rules.what_can_be_severed_is_given,
            rules.excess_is_found_after_reasons_were_asked,
            rules.a_repeat_names_the_earlier_answer,
            rules.what_stays_unclear_was_corrected_first,
            rules.a_review_asked_for_has_passed,
        ),
        documents=(
            _reply("disclosed_reply", "政府信息公开答复书（予以公开）", result="disclosed"),
            _reply("partly_reply", "政府信息公开答复书（部分公开）", result="partly"),
            _reply("refusal_reply", "政府信息不予公开答复书", result="refused"),
            _reply("nonexistent_reply", "政府信息不存在告知书", not_held="nonexistent"),
            _reply("other_organ_reply", "非本机关政府信息告知书", not_held="other_organ"),
            _reply(
                "unable_reply", "政府信息公开答复书（无法提供）", result=("needs_making", "still_unclear")
            ),
            _reply("not_request_notice", "不作为政府信息公开申请处理告知书", result="petition"),
            _reply("repeat_notice", "重复申请告知书", result="repeat"),
            _reply("not_processed_notice", "不予处理告知书", result=("publication", "excessive", "confirm")),
            Document(
                "third_party_notice",
                "公开决定告知书（第三方）",
                when=forms.Answer.public_interest.is_(True) & forms.Answer.result.is_("disclosed"),
            ),
        ),
        opens=Opens("disclosure_item", "纳入主动公开", carry=names("subject")),
        cites=(
            LAW(33, "能够当场答复的，应当当场予以答复", paragraph=1),
            LAW(37, "能够作区分处理的"),
            LAW(39, "行政机关应当告知申请人不作为政府信息公开申请处理", paragraph=1),
            LAW(44, "应当及时主动公开", paragraph=2),
            statute("行政复议法").article(23, "申请政府信息公开，行政机关不予公开", item=4),
        ),
        decisive=True,
    )
    ended = Step("其他处理", (handling | correcting) >> filing, forms.Ending).under(
        LAW(30, "行政机关不再处理该政府信息公开申请"),
        by=who.DISCLOSURE_HEAD,
        needs=(
            rules.a_correction_was_asked,
            rules.nothing_is_abandoned_before_its_day,
            rules.a_fee_was_asked,
            rules.the_day_of_the_fee_is_past,
        ),
        documents="ending_note 政府信息公开申请终结处理单",
    )
    served = Step("送达", serving >> filing, forms.Service).under(
        LAW(36, "向申请人提供该政府信息，或者告知申请人获取该政府信息的方式、途径和时间", item=2),
        documents="service_proof 送达凭证",
    )
    closed = Step("归档", filing >> closed_away, forms.Closing).under(
        LAW(45, "归档的工作制度"), by=who.DISCLOSURE_OFFICER | who.ARCHIVIST
    )
    contested = Step("登记复议诉讼", serving | filing | closed_away, forms.Remedy).under(
        LAW(51, "也可以依法申请行政复议或者提起行政诉讼"),
        by=who.DISCLOSURE_OFFICER | who.JUSTICE_HEAD,
        opens=(Opens("reconsideration", "转行政复议"), Opens("litigation", "转行政应诉")),
        cites=LAW(50, "因政府信息公开工作被申请行政复议、提起行政诉讼的情况", item=3),
    )
    judged = Step("法院判决公开", (filing | closed_away) >> performing, forms.Judgment).under(
        SUITS(11), by=who.DISCLOSURE_OFFICER | who.JUSTICE_HEAD
    )
    performed = Step("按判决公开", performing >> closed_away, forms.Performance).under(SUITS(11))

    tell_correction = Limit(
        "告知补正",
        limit("ID-02"),
        received.on(forms.Receipt.received_on) >> (corrected, answered),
        when=forms.Receipt.clear.is_(False),
    )
    correct = Limit(
        "申请人补正",
        forms.Correction.correct_by,
        corrected >> (completed, ended),
        basis=LAW(30, "合理的补正期限"),
        strength=Strength.MAY,
    )
    answer = Limit(
        "答复",
        limit("ID-03"),
        received.on(forms.Receipt.received_on) >> (answered, corrected, ended),
        pauses=((consulted, opined),),
        extended_by={extended: limit("ID-04"), deferred: forms.Deferral.deferred_to},
    )
    answer_after_completion = Limit(
        "答复（自收到补正起）",
        limit("ID-03"),
        completed.on(forms.Completion.corrected_on) >> (answered, ended),
        pauses=((consulted, opined),),
        extended_by={extended: limit("ID-04"), deferred: forms.Deferral.deferred_to},
    )
    third_party = Limit(
        "第三方提出意见",
        limit("ID-05"),
        consulted.on(forms.Consultation.letter_received_on) >> opined,
        when=forms.Consultation.consulted_whom.is_("third_party"),
        strength=Strength.MAY,
        silence="第三方逾期未提出意见的，由行政机关决定是否公开",
    )
    co_maker = Limit(
        "共同制作机关提出意见",
        limit("ID-06"),
        consulted.on(forms.Consultation.letter_received_on) >> opined,
        when=forms.Consultation.consulted_whom.is_("co_maker"),
        strength=Strength.MAY,
        silence="逾期未提出意见的视为同意公开",
    )
    pay = Limit(
        "缴纳信息处理费",
        forms.Fee.pay_by,
        charged >> (answered, ended),
        basis=LAW(42, "行政机关可以收取信息处理费", paragraph=1),
        strength=Strength.MAY,
    )
    obey = Limit("按判决公开", limit("ID-07"), judged.on(forms.Judgment.judged_on) >> performed)

    pending = Derived("尚未办结", "yes 是, no 否", by=_pending)

    indicators = (
        figure(
            "disclosure.requests", Count(received), by=(forms.Receipt.applicant_kind, forms.Receipt.channel)
        ),
        figure(
            "disclosure.requests_answered",
            Count(answered),
            Count(ended),
            by=forms.Answer.result & forms.Receipt.applicant_kind,
        ),
        figure("disclosure.requests_carried", Standing(pending.is_("yes")), by=forms.Receipt.applicant_kind),
    )

"""What stands in the way of a step of a disclosure request, one rule an article."""

from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.procedure import rule
from fazhi.core.ruling import done, must, named, not_done, over, past
from fazhi.law import HouseRule, limit, statute
from fazhi.procedures.decision import disclosure_request_forms as forms
from fazhi.procedures.linked_reviews import one_sent_has_passed

LAW = statute("政府信息公开条例")
REVIEWED = HouseRule(
    "（答复先审后签）", "已送合法性审查的答复，审查通过后再签发；拟稿、审查和签发由不同的人办理"
)
OPEN = ("disclosed", "partly")
ANSWER_LIMITS = ("answer_after_completion", "answer")


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)[:10]) if value else None


def last_day(view: CaseView) -> date | None:
    """Return the last day to answer as it stands: None while it is paused, or not counted."""
    found = next((clock for name in ANSWER_LIMITS if (clock := view.clock(name))), None)
    return found.last_day if found is not None else None


@rule(LAW(30, "自收到申请之日起7个工作日内一次性告知申请人作出补正"))
def correction_is_asked_once_and_in_time(view: CaseView, event: Event) -> str | None:
    """A correction is asked for once, within the days of the article."""
    if "corrected" in view.done:
        return "本件已告知补正一次，补正应当一次性告知，不得再次要求补正。"
    received = _day(view.record.get("received_on"))
    end = limit("ID-02").count(received, view.calendar).last_day if received else None
    if end is not None and event.on > end:
        return f"告知补正的期限已于{end}届满，请按现有内容检索答复。"
    return None


@rule(LAW(30, "申请人无正当理由逾期不补正的，视为放弃申请"), needs_form=True)
def a_late_completion_has_good_reason(view: CaseView, event: Event) -> str | None:
    """What is corrected after the period is taken up only with good reason."""
    by, on = _day(view.record.get("correct_by")), _day(event.form.get("corrected_on"))
    late = by is not None and on is not None and on > by
    if late and event.form.get("late_justified") != "yes":
        return f"补正期限{by}已过；申请人无正当理由逾期不补正的，视为放弃申请，请办理“其他处理”。"
    return None


GIVEN_UP = LAW(30, "申请人无正当理由逾期不补正的，视为放弃申请")
NOT_CORRECTED = forms.Ending.ending.is_("not_corrected")
a_correction_was_asked = done(
    "corrected",
    GIVEN_UP,
    "未告知补正，或者申请人已经补正，不能按逾期不补正处理。",
    since="completed",
    when=NOT_CORRECTED,
)
nothing_is_abandoned_before_its_day = past(
    forms.Correction.correct_by,
    GIVEN_UP,
    "补正期限至{day}，尚未届满。",
    when=NOT_CORRECTED,
    unless="completed",
)
CHARGED = LAW(42, "行政机关可以收取信息处理费", paragraph=1)
NOT_PAID = forms.Ending.ending.is_("fee_unpaid")
a_fee_was_asked = must(
    forms.Fee.pay_by.filled(), CHARGED, "未发出收费通知，不能按逾期不缴费处理。", when=NOT_PAID
)
the_day_of_the_fee_is_past = past(forms.Fee.pay_by, CHARGED, "缴费期限至{day}，尚未届满。", when=NOT_PAID)


@rule(LAW(33, "延长的期限最长不得超过20个工作日", paragraph=2), needs_form=True)
def an_extension_is_one_and_within_bounds(view: CaseView, event: Event) -> str | None:
    """The time is prolonged once, before it has run out, and not beyond the days of the article."""
    if "extended" in view.done:
        return "本件已延长过答复期限，不能再次延长。"
    end = last_day(view)
    if end is not None and event.on > end:
        return f"答复期限已于{end}届满，届满后不能延长。"
    furthest = last_day(view.after(event))
    to = _day(event.form["extended_to"])
    if furthest is not None and to is not None and to > furthest:
        return f"延期最迟至{furthest}。"
    return None


the_reasons_were_asked = done(
    "explained", LAW(35, "行政机关可以要求申请人说明理由"), "须先要求申请人说明理由，再确定延迟答复的期限。"
)
one_round_of_opinions_at_a_time = not_done(
    "consulted",
    LAW(32, "行政机关应当书面征求第三方的意见"),
    "上一次征求意见尚未取得结果，请先登记征求意见结果。",
    since="opined",
)
a_third_party_is_silent_once_its_days_are_over = over(
    "third_party",
    LAW(32, "第三方应当自收到征求意见书之日起15个工作日内提出意见"),
    "提出意见的期限至{day}，尚未届满，不能登记为逾期未提出意见。",
    when=forms.Opinion.third_party_view.is_("silent"),
)
an_organ_is_silent_once_its_days_are_over = over(
    "co_maker",
    LAW(34, "被征求意见机关应当自收到征求意见书之日起15个工作日内提出意见"),
    "提出意见的期限至{day}，尚未届满，不能登记为逾期未提出意见。",
    when=forms.Opinion.organ_view.is_("silent"),
)
opinions_are_in = not_done(
    "consulted",
    LAW(33, "行政机关征求第三方和其他机关意见所需时间不计算在前款规定的期限内", paragraph=3),
    "征求意见尚未取得结果，请先登记征求意见结果。",
    since="opined",
)
the_third_party_was_asked = must(
    forms.Opinion.third_party_view.filled(),
    LAW(32, "行政机关应当书面征求第三方的意见"),
    "公开会损害第三方合法权益，须先书面征求第三方意见。",
    when=forms.Answer.result.is_(*OPEN) & forms.Registration.affects_third_party.is_("yes"),
)
OBJECTED = LAW(32, "第三方不同意公开且有合理理由的，行政机关不予公开")
AGAINST = forms.Answer.result.is_("disclosed") & forms.Opinion.third_party_view.is_("objects")
a_reasoned_objection_is_heeded = must(
    forms.Answer.public_interest.is_("yes"),
    OBJECTED,
    "第三方不同意公开且有合理理由，不予公开（可能对公共利益造成重大影响的除外）。",
    when=AGAINST,
)
who_objected_is_told = must(
    forms.Answer.third_party_told.is_("yes"),
    OBJECTED,
    "决定公开的，须将决定公开的政府信息内容和理由书面告知第三方。",
    when=AGAINST & forms.Answer.public_interest.is_("yes"),
)
the_other_organ_was_asked = must(
    forms.Opinion.organ_view.filled(),
    LAW(11, "应当与有关机关协商、确认", paragraph=1),
    "涉及其他机关，公开前须与其协商、确认。",
    when=forms.Answer.result.is_(*OPEN) & forms.Registration.involves_organ.is_("yes"),
)
what_is_disclosed_was_reviewed = must(
    forms.Review.reviewed_as.is_("may", "partly"),
    LAW(17, "对拟公开的政府信息进行审查", paragraph=2),
    "拟公开的政府信息须先经审查，结论为可以公开或者区分处理后公开。",
    when=forms.Answer.result.is_(*OPEN),
    unless=forms.Answer.access.is_("published"),
)
nothing_is_missing_before_it_was_searched_for = must(
    forms.Draft.searched.is_("done"),
    LAW(36, "经检索没有所申请公开信息的，告知申请人该政府信息不存在", item=4),
    "答复政府信息不存在的，须先检索并留存检索记录。",
    when=forms.Answer.not_held.is_("nonexistent"),
)


@rule(LAW(37, "行政机关应当向申请人提供可以公开的政府信息内容"), needs_form=True)
def what_can_be_severed_is_given(view: CaseView, event: Event) -> str | None:
    """Where open and closed content can be told apart, the open part is given."""
    whole = str(event.form["result"]).startswith("refused/")
    if whole and view.record.get("severable") == "yes":
        return "能够作区分处理的，应当提供可以公开的内容，请选择“部分公开”。"
    return None


excess_is_found_after_reasons_were_asked = done(
    "explained",
    LAW(35, "行政机关可以要求申请人说明理由"),
    "须先要求申请人说明理由，认为理由不合理的，再告知不予处理。",
    when=forms.Answer.result.is_("not_processed/excessive"),
)
a_repeat_names_the_earlier_answer = named(
    forms.Answer.earlier,
    "answered",
    LAW(36, "申请人重复申请公开相同政府信息的，告知申请人不予重复处理", item=6),
    "所填原申请尚未作出答复，不能按重复申请不予处理。",
    when=forms.Answer.result.is_("not_processed/repeat"),
)
what_stays_unclear_was_corrected_first = done(
    "completed",
    LAW(30, "行政机关应当给予指导和释明"),
    "未经告知补正并收到补正的申请，不能答复补正后仍不明确。",
    when=forms.Answer.result.is_("unavailable/still_unclear"),
)
a_review_asked_for_has_passed = one_sent_has_passed(REVIEWED)

"""What stands in the way of a step of a petition, one rule an article."""

from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.procedure import rule
from fazhi.core.ruling import done, in_time, must, named, never, not_done
from fazhi.law import HouseRule, statute, threshold
from fazhi.procedures.linked_reviews import one_sent_has_passed
from fazhi.procedures.mediation import petition_forms as forms

LAW = statute("信访工作条例")
REVIEWED = HouseRule("（处理意见先审后签）", "已送合法性审查的处理意见，审查通过后再签发")
RECHECK = LAW(36, "可以自收到书面答复之日起30日内向复查机关、单位的上一级机关、单位请求复核", paragraph=1)
RECUSAL = LAW(28, "各级机关、单位工作人员与信访事项或者信访人有直接利害关系的，应当回避", paragraph=3)


@rule(threshold("TH-13").basis, needs_form=True)
def representatives_are_few(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """Who comes together with one matter sends no more representatives than the article allows."""
    bounds, told = threshold("TH-13"), event.form.get("representatives")
    if isinstance(told, int) and not bounds.meets(told):
        return f"多人走访共同的信访事项应当推选代表，代表人数不得超过{bounds.ceiling:f}人。"
    return None


grave_matters_were_reported = done(
    "reported",
    LAW(25, "应当及时报告本级党委和政府", paragraph=1),
    "重大、紧急信访事项须先报告本级党委和政府，再分流办理。",
    when=forms.Registration.urgent.is_("yes"),
)


@rule(LAW(31, "有权处理的机关、单位应当区分情况，分别按照下列方式办理"), needs_form=True)
def the_path_fits_the_category(view: CaseView, event: Event) -> str | None:
    """A claim has a path of Art 31; a suggestion is studied; an accusation goes to whom it belongs."""
    category, path = view.record.get("category"), event.form["legal_path"]
    fitting = {"suggestion": "suggestion", "accusation": "discipline"}.get(str(category))
    if (fitting is None and path not in ("suggestion", "discipline")) or path == fitting:
        return None
    return "法定途径与事项类别不符：建议意见类研究论证，检举控告类按权限转送，申诉求决类按六种情形区分办理。"


it_is_ours_to_handle = must(
    forms.Routing.legal_path.is_(*forms.HERE),
    LAW(31, "有权处理的机关、单位应当区分情况，分别按照下列方式办理"),
    "本件应当导入其他法定程序，请办理“转送交办”。",
)
the_accused_learns_nothing = must(
    forms.Referral.not_the_accused.is_("yes"),
    LAW(30, "不得将信访人的检举、揭发材料以及有关情况透露或者转给被检举、揭发的人员或者单位", paragraph=3),
    "不得将检举、揭发材料以及有关情况透露或者转给被检举、揭发的人员或者单位。",
    when=forms.Receipt.category.is_("accusation"),
)
the_petitioner_was_told = done(
    "told",
    LAW(23, "应当告知信访人接收情况以及处理途径和程序", paragraph=1),
    "须先书面告知信访人接收情况以及处理途径和程序（姓名、住址不清的除外）。",
    when=forms.Receipt.reachable.is_("yes"),
    unless=forms.Receipt.category.is_("accusation"),
)
who_has_an_interest_withdraws = never(
    forms.Inquiry.conflict.is_("yes"), RECUSAL, "有直接利害关系的应当回避，请更换人员。"
)
OBJECTED = LAW(23, "应当自收到之日起5个工作日内提出异议，并详细说明理由", paragraph=3)
SENT_HERE = forms.Receipt.origin.is_("transferred")
only_what_was_sent_here_is_objected_to = must(
    SENT_HERE,
    OBJECTED,
    "信访人直接提出的事项没有转送单位，不能退件；不属于职权范围的，告知向有权处理的机关提出。",
)
it_is_objected_to_in_time = in_time("object", OBJECTED, "提出异议的期限已于{day}届满。", when=SENT_HERE)
only_what_was_rechecked_is_over = named(
    forms.Refusal.earlier,
    "rechecked",
    LAW(36, "各级党委和政府信访部门和其他机关、单位不再受理", paragraph=3),
    "所填信访事项未经复核，不能以同一事实和理由为由不再受理。",
    when=forms.Refusal.refused_for.is_("final"),
)


@rule(
    LAW(34, "情况复杂的，经本机关、单位负责人批准，可以适当延长办理期限，但延长期限不得超过30日"),
    needs_form=True,
)
def an_extension_is_one_and_within_bounds(view: CaseView, event: Event) -> str | None:
    """The time is prolonged once, before it has run out, and not beyond the days of the article."""
    clock = view.clock("settle_in_time")
    if clock is None:
        return "本件不适用信访事项办理期限（仅第三十一条第六项的事项），无需延期。"
    if "extended" in view.done:
        return "本件已延长过办理期限，不能再次延长。"
    if clock.last_day is not None and event.on > clock.last_day:
        return f"办理期限已于{clock.last_day}届满，届满后不能延长。"
    longer = view.after(event).clock("settle_in_time")
    furthest = longer.last_day if longer is not None else None
    if furthest is not None and date.fromisoformat(str(event.form["extended_to"])) > furthest:
        return f"延期最迟至{furthest}。"
    return None


HEARD = LAW(31, "应当听取信访人陈述事实和理由，并调查核实，出具信访处理意见书", item=6)
it_was_looked_into = done(
    "investigated",
    HEARD,
    "须先调查核实，再出具信访处理意见书。",
    when=forms.Routing.legal_path.is_("opinion"),
)
the_petitioner_was_heard = must(
    forms.Inquiry.statement_heard.is_("yes"),
    HEARD,
    "须听取信访人陈述事实和理由。",
    when=(forms.Routing.legal_path.is_("opinion"), "investigated"),
)
both_sides_agree = must(
    forms.Settlement.both_agree.is_("yes"),
    LAW(33, "经争议双方当事人同意进行调解"),
    "调解须经争议双方当事人同意，和解须双方自愿。",
    when=forms.Settlement.settled_how.is_("mediation", "reconciliation"),
)


@rule(LAW(33, "经调解、和解达成一致意见的，应当制作调解协议书或者和解协议书"), needs_form=True)
def mediation_has_brought_its_result(view: CaseView, event: Event) -> str | None:
    """Where the matter was handed to a mediation committee, its agreement is there."""
    mediations = view.linked("mediation")
    if event.form["settled_how"] != "mediation" or not mediations:
        return None
    if any("settled" in mediation.steps for mediation in mediations):
        return None
    return "已转人民调解，尚未达成协议。"


a_recheck_follows_a_review = done("reviewed", RECHECK, "未经复查，不能请求复核。")
a_recheck_was_asked = done(
    "recheck_asked",
    LAW(36, "收到复核请求的机关、单位应当自收到复核请求之日起30日内提出复核意见", paragraph=1),
    "未登记复核请求。",
)
a_review_was_asked = done(
    "review_asked", LAW(35, "应当自收到复查请求之日起30日内提出复查意见，并予以书面答复"), "未登记复查请求。"
)


@rule(LAW(35, "应当自收到复查请求之日起30日内提出复查意见"))
def it_was_annulled(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """A matter is handled anew only where the opinion was annulled above."""
    if "annulled" in (view.record.get("review_result"), view.record.get("recheck_result")):
        return None
    return "复查、复核意见未撤销原处理意见，不能重新办理。"


REPORTED_ON = LAW(22, "要求其在指定办理期限内反馈结果，提交办结报告", item=3)
OPEN_ABOVE = "复查或者复核尚未作出意见，不能办结。"
no_review_is_open = done("reviewed", REPORTED_ON, OPEN_ABOVE, when="review_asked")
no_recheck_is_open = done("rechecked", REPORTED_ON, OPEN_ABOVE, when="recheck_asked")
it_is_settled_once = not_done(
    "settled", LAW(27, "依法按政策及时就地解决群众合法合理诉求"), "本件已登记化解。"
)
a_review_asked_for_has_passed = one_sent_has_passed(REVIEWED)

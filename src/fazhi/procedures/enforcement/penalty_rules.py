"""What must hold before a step of a penalty, from the clue to the decision."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from fazhi.core.case import CaseView, hands
from fazhi.core.form import satisfies
from fazhi.core.journal import Event
from fazhi.core.procedure import rule
from fazhi.core.ruling import done, in_time, must, never, not_done, over
from fazhi.law import HouseRule, limit, statute, threshold, thresholds
from fazhi.procedures.enforcement.penalty_codes import HEARD_KINDS, KINDS
from fazhi.procedures.enforcement.penalty_forms import Inquiry, OnSpotDecision, Review, Sanction

LAW = statute("行政处罚法")
HOUSING = limit("PN-09").basis
#: What the house rule above asks; the Act says only that the heads discuss.
LEAST_HEADS = 3

#: Steps whose hands have investigated: they neither chair, review nor decide.
INVESTIGATING = ("investigated", "preserved", "concluded", "crime_reported")
#: Under these labels the table of thresholds holds what a locality calls a larger fine.
LARGER_FINE_OF_CITIZENS = "较大数额罚款（公民）"
LARGER_FINE_OF_OTHERS = "较大数额罚款（法人或者其他组织）"


def investigators(view: CaseView) -> frozenset[str]:
    """Return everyone who has had a hand in the investigation."""
    done = (event for event in view.history if event.step in INVESTIGATING)
    return frozenset(person for event in done for person in hands(view.procedure, event))


def known(view: CaseView, event: Event, name: str) -> Any:
    """Return what the form says, else what the case knew."""
    return event.form.get(name, view.record.get(name))


def is_citizen(view: CaseView, event: Event) -> bool:
    """Tell whether the party is treated as a citizen; a sole trader is, being the milder reading."""
    [party, *_] = known(view, event, "party") or [{}]
    return party.get("party_kind", "individual") in ("individual", "sole_trader")


def yuan(value: object) -> Decimal:
    """Return an amount as the journal holds it; nothing is zero."""
    return Decimal(str(value or 0))


def later(view: CaseView, *steps: str) -> int:
    """Return the place in the history of the last of those steps, -1 if none was done."""
    return max((at for at, event in enumerate(view.history) if event.step in steps), default=-1)


# Power and time ------------------------------------------------------------------------------------


the_power_is_named = must(
    OnSpotDecision.power_basis.filled(),
    LAW(17, "行政处罚由具有行政处罚权的行政机关在法定职权范围内实施"),
    "请选择权责清单中的处罚事项，或者写明本机关行使该项处罚权的依据。",
    unless=OnSpotDecision.item.filled(),
)


@rule(LAW(24, "按照规定范围、依照法定程序实施行政处罚", paragraph=2), needs_form=True)
def the_power_is_held(view: CaseView, event: Event) -> str | None:
    """The item of power is held by the organ on that day, when a case is filed and when it is decided."""
    item = view.refs.get(str(known(view, event, "item")))
    if item is None or event.form.get("result") == "no_penalty":
        return None
    if item.final:
        return "该处罚事项已收回或者取消，本机关不得实施处罚，请移送有权机关。"
    if not satisfies(item.record.get("item_kind", "enforcement"), "enforcement"):
        return "所选事项不是本机关行使的行政处罚事项，请从权责清单中选择。"
    return None


@rule(LAW(36, "违法行为在二年内未被发现的，不再给予行政处罚", paragraph=1), needs_form=True)
def the_time_is_not_past(view: CaseView, event: Event) -> str | None:
    """What was not found out in two years, in grave matters five, is no longer punished."""
    act, found = known(view, event, "act_on"), known(view, event, "found_on")
    if not act or not found or event.form.get("result") == "no_penalty":
        return None
    row = limit("PN-18" if known(view, event, "grave_harm") == "yes" else "PN-17")
    last = row.count(date.fromisoformat(act), view.calendar).last_day
    if last is not None and date.fromisoformat(found) > last:
        return f"违法行为发生于{act}，至{found}才被发现，已超过处罚时效（{last}届满），不再给予行政处罚。"
    return None


# On the spot ---------------------------------------------------------------------------------------


@rule(
    LAW(
        51,
        "对公民处以二百元以下、对法人或者其他组织处以三千元以下罚款或者警告的行政处罚的，可以当场作出行政处罚决定",
    ),
    needs_form=True,
)
def it_is_small_enough(view: CaseView, event: Event) -> str | None:
    """On the spot only a warning or a small fine is decided."""
    kinds = event.form.get("penalty_kinds", [])
    if beyond := [KINDS[kind] for kind in kinds if kind not in ("warning", "fine")]:
        return f"当场只能处以警告或者罚款，“{'、'.join(beyond)}”应当适用普通程序。"
    ceiling = threshold("TH-01" if is_citizen(view, event) else "TH-02").ceiling
    if (fine := yuan(event.form.get("fine"))) > ceiling:
        return f"罚款{fine}元超过当场处罚的上限{ceiling}元，应当适用普通程序。"
    return None


the_party_was_heard_on_the_spot = never(
    OnSpotDecision.rights_told.is_("no"),
    LAW(44, "应当告知当事人拟作出的行政处罚内容及事实、理由、依据"),
    "当场处罚前，应当告知事实、理由、依据和权利，并听取陈述申辩。",
)
certificates_were_shown = never(
    OnSpotDecision.credentials_shown.is_("no"),
    LAW(52, "应当向当事人出示执法证件，填写预定格式、编有号码的行政处罚决定书", paragraph=1),
    "当场处罚应当出示执法证件。",
)


# Investigation -------------------------------------------------------------------------------------


certificates_are_shown = never(
    Inquiry.credentials_shown.is_("no"),
    LAW(55, "执法人员在调查或者进行检查时，应当主动向当事人或者有关人员出示执法证件", paragraph=1),
    "调查时应当主动出示执法证件。",
)
a_record_is_made = never(
    Inquiry.recorded.is_("no"), LAW(55, "询问或者检查应当制作笔录", paragraph=2), "询问或者检查应当制作笔录。"
)
one_preservation_at_a_time = not_done(
    "preserved",
    LAW(56, "应当在七日内及时作出处理决定"),
    "上一次先行登记保存尚未作出处理决定。",
    since="preservation_ruled",
)
something_is_preserved = done(
    "preserved",
    LAW(56, "应当在七日内及时作出处理决定"),
    "没有待处理的先行登记保存。",
    since="preservation_ruled",
)
the_facts_were_looked_into = done(
    "investigated",
    LAW(40, "行政机关必须查明事实；违法事实不清、证据不足的，不得给予行政处罚"),
    "尚未登记调查取证，不能调查终结。",
    since=("filed", "supplemented"),
)
the_clock_runs = not_done(
    "suspended", LAW(60, "法律、法规、规章另有规定的，从其规定"), "办案期限已经停止计算。", since="resumed"
)
the_clock_stands_still = done(
    "suspended", LAW(60, "法律、法规、规章另有规定的，从其规定"), "办案期限没有停止计算。", since="resumed"
)


@rule(HOUSING)
def the_housing_rules_apply(view: CaseView, _event: Event) -> str | None:
    """Only an organ that has switched on the rules of the field may extend by them."""
    if limit("PN-09").profile in view.profiles:
        return None
    return "法律没有规定延长办案期限；本机关未启用住房和城乡建设领域的程序规定，不能据以延长。"


EXTENDED_TWICE = "再次延长须在第一次延长之后，且只能延长一次。"
it_was_extended_once = done("extended", HOUSING, EXTENDED_TWICE)
it_was_not_extended_twice = not_done("extended_again", HOUSING, EXTENDED_TWICE)
it_was_not_extended = not_done("extended", HOUSING, "已经延长过；仍不能办结的，办理“再次延长”。")


# Crime ---------------------------------------------------------------------------------------------


a_crime_was_reported = done(
    "crime_reported",
    LAW(27, "违法行为涉嫌犯罪的，行政机关应当及时将案件移送司法机关", paragraph=1),
    "没有待审批的移送报告。",
    since="transfer_ruled",
)


@rule(LAW(27, "违法行为涉嫌犯罪的，行政机关应当及时将案件移送司法机关", paragraph=1))
def the_transfer_was_approved(view: CaseView, _event: Event) -> str | None:
    """A case goes to the police after the principal head has approved."""
    ruling = view.last("transfer_ruled")
    waiting = later(view, "transferred") < later(view, "transfer_ruled")
    if ruling is None or not waiting or ruling.form.get("transfer_ruling") != "approved":
        return "移送须经本机关正职负责人或者主持工作的负责人批准。"
    return None


@rule(LAW(8, "违法行为构成犯罪，应当依法追究刑事责任的，不得以行政处罚代替刑事处罚", paragraph=2))
def no_crime_is_waiting(view: CaseView, _event: Event) -> str | None:
    """Nothing is decided while a report of a crime waits, or was approved and not sent."""
    ruling = view.last("transfer_ruled")
    if later(view, "crime_reported") > later(view, "transfer_ruled"):
        return "移送涉嫌犯罪的报告尚未审批，不能作出处罚决定。"
    approved = ruling is not None and ruling.form.get("transfer_ruling") == "approved"
    if approved and later(view, "transferred") < later(view, "transfer_ruled"):
        return "已批准移送司法机关，不能以行政处罚代替刑事处罚。"
    return None


# Notice and hearing --------------------------------------------------------------------------------


def larger_fine(view: CaseView, event: Event) -> Decimal | None:
    """Return from which fine on the party may ask for a hearing where the organ is; None if nothing says."""
    label = LARGER_FINE_OF_CITIZENS if is_citizen(view, event) else LARGER_FINE_OF_OTHERS
    floors = [one.floor for one in thresholds.all() if one.label == label and one.profile in view.profiles]
    return min(floors, default=None)


@rule(LAW(63, "应当告知当事人有要求听证的权利", paragraph=1), needs_form=True)
def the_right_to_a_hearing_is_told(view: CaseView, event: Event) -> str | None:
    """Heavy penalties and larger fines come with the right to a hearing."""
    if event.form.get("hearing_right") == "yes":
        return None
    if heavy := [KINDS[kind] for kind in event.form.get("proposed_kinds", ()) if kind in HEARD_KINDS]:
        return f"拟作出“{'、'.join(heavy)}”，应当告知听证权利。"
    floor = larger_fine(view, event)
    if floor is not None and yuan(event.form.get("proposed_fine")) >= floor:
        return f"拟罚款数额达到本地较大数额罚款标准（{floor}元），应当告知听证权利。"
    return None


@rule(LAW(45, "行政机关必须充分听取当事人的意见", paragraph=1), needs_form=True)
def there_is_time_to_plead(view: CaseView, event: Event) -> str | None:
    """The party has time to plead: after the day of the notice, and as long as local rules ask."""
    if not event.form.get("plea_until"):
        return None
    until = date.fromisoformat(event.form["plea_until"])
    if until <= event.on:
        return "陈述申辩截止日期应当晚于告知日期。"
    for row in (limit("PN-06"), limit("PN-07")):
        counted = row.count(event.on, view.calendar)
        short = counted.last_day is not None and until < counted.last_day and not counted.provisional
        if row.profile in view.profiles and short:
            return f"{row.basis}要求陈述申辩的期限不早于{counted.last_day}。"
    return None


a_hearing_is_asked_in_time = in_time(
    "ask_hearing",
    LAW(64, "当事人要求听证的，应当在行政机关告知后五日内提出", item=1),
    "要求听证的期限已于{day}届满；本机关决定举行听证的，直接办理“通知听证”。",
)
the_chair_has_not_investigated = never(
    lambda view, event: event.form.get("chair") in investigators(view),
    LAW(64, "听证由行政机关指定的非本案调查人员主持", item=4),
    "听证主持人参加过本案调查，应当另行指定。",
)
the_hearing_was_called = done(
    "hearing_called",
    LAW(64, "行政机关应当在举行听证的七日前，通知当事人及有关人员听证的时间、地点", item=2),
    "尚未通知听证的时间、地点。",
    since="heard",
)


# Review and discussion -----------------------------------------------------------------------------


a_first_reviewer_is_qualified = never(
    Review.first_reviewer.is_("yes") & Review.review_qualified.is_("no"),
    LAW(58, "初次从事行政处罚决定法制审核的人员，应当通过国家统一法律职业资格考试", paragraph=2),
    "初次从事法制审核的人员应当取得法律职业资格，请由他人审核。",
)


@rule(LAW(58, "应当由从事行政处罚决定法制审核的人员进行法制审核", paragraph=1), needs_form=True)
def the_opinion_cited_was_issued(view: CaseView, event: Event) -> str | None:
    """An opinion of the review office that is cited has been issued, and says the same."""
    cited = view.refs.get(str(event.form.get("review_case")))
    if cited is None:
        return None
    if "issued" not in cited.steps:
        return "所引合法性审查尚未出具意见书。"
    said = cited.record.get("conclusion")
    if said and said != event.form.get("review_conclusion"):
        return "审核结论与所引合法性审查意见书的结论不一致。"
    return None


def review_passed(view: CaseView) -> bool:
    """Tell whether a review passed the case as it stands: after its last conclusion and hearing."""
    review = view.last("reviewed")
    passed = review is not None and review.form.get("review_conclusion") in ("pass", "amend")
    return passed and later(view, "reviewed") > later(view, "concluded", "heard")


def review_needed(view: CaseView) -> bool:
    """Tell whether the law, the local list or a hearing asks for a review."""
    return bool(view.record.get("review_grounds")) or "heard" in view.done


@rule(LAW(58, "未经法制审核或者审核未通过的，不得作出决定", paragraph=1), needs_form=True)
def it_was_reviewed(view: CaseView, event: Event) -> str | None:
    """What must be reviewed is decided after a review that passed."""
    if event.form.get("result") != "penalty" or not review_needed(view) or review_passed(view):
        return None
    if "heard" in view.done:
        return "本案经过听证，须在听证后进行法制审核并通过，才能作出决定。"
    return "本案应当法制审核，未经审核或者审核未通过，不得作出决定。"


@rule(HouseRule("D3", "集体讨论由三名以上负责人参加，承办人员汇报案情，不参加表决。"), needs_form=True)
def the_heads_discuss_among_themselves(view: CaseView, event: Event) -> str | None:
    """Enough heads take part, and whoever investigated reports but does not vote."""
    members = event.form.get("members", [])
    if len(members) < LEAST_HEADS:
        return f"集体讨论应有{LEAST_HEADS}名以上负责人参加，现有{len(members)}名。"
    if voting := sorted(investigators(view) & set(members)):
        return f"“{'、'.join(voting)}”是本案调查人员，汇报案情，不参加表决。"
    return None


@rule(
    LAW(57, "对情节复杂或者重大违法行为给予行政处罚，行政机关负责人应当集体讨论决定", paragraph=2),
    needs_form=True,
)
def it_was_discussed(view: CaseView, event: Event) -> str | None:
    """A complex or grave case is decided as the heads agreed together."""
    asked = "yes" in (view.record.get("complex_or_grave"), view.record.get("should_discuss"))
    if event.form.get("result") != "penalty":
        return None
    discussion = view.last("discussed")
    if asked and (discussion is None or later(view, "discussed") < later(view, "concluded", "heard")):
        return "情节复杂或者重大违法行为，应当由负责人集体讨论决定。"
    if discussion is not None and discussion.form.get("discussion_result") not in ("penalty", None):
        return "集体讨论的结论不是给予行政处罚，决定应当与集体讨论的结论一致。"
    return None


# Decision ------------------------------------------------------------------------------------------


@rule(
    LAW(
        62,
        "未依照本法第四十四条、第四十五条的规定向当事人告知拟作出的行政处罚内容及事实、理由、依据，或者拒绝听取当事人的陈述、申辩，不得作出行政处罚决定",
    ),
    needs_form=True,
)
def the_party_was_told_and_heard(view: CaseView, event: Event) -> str | None:
    """Nobody is punished who was not told what is intended, and could not plead."""
    if event.form.get("result") != "penalty":
        return None
    told = view.last("notified")
    if told is None or later(view, "notified") < later(view, "concluded"):
        return "尚未告知拟作出的处罚内容及事实、理由、依据，不得作出处罚决定。"
    if later(view, "pleaded") > later(view, "notified") or "plea" in waived(view):
        return None
    until = date.fromisoformat(told.form.get("plea_until") or date.min.isoformat())
    return None if event.on > until else f"陈述申辩的期限{until}尚未届满，当事人也未明确放弃。"


def waived(view: CaseView) -> Iterable[str]:
    """Return the rights that the party has waived since it was last told."""
    at = later(view, "notified")
    return {
        right
        for event in view.history[at + 1 :]
        if event.step == "waived" and event.form.get("waived_in_writing") == "yes"
        for right in event.form.get("waived", ())
    }


def no_hearing_is_wanted(view: CaseView) -> bool:
    """Tell whether the party has waived its hearing."""
    return "hearing" in waived(view)


PUNISHED = Sanction.result.is_("penalty")
the_time_to_ask_a_hearing_is_over = over(
    "ask_hearing",
    LAW(64, "当事人要求听证的，应当在行政机关告知后五日内提出", item=1),
    "当事人可以在{day}前要求听证，期满前不得作出决定（书面放弃的除外）。",
    when=PUNISHED,
    unless=no_hearing_is_wanted,
)
a_hearing_asked_for_was_held = done(
    "heard",
    LAW(63, "当事人要求听证的，行政机关应当组织听证", paragraph=1),
    "当事人要求听证，应当组织听证后再作出决定。",
    since="hearing_asked",
    when=(PUNISHED, "hearing_asked"),
    unless=no_hearing_is_wanted,
)


@rule(LAW(45, "行政机关不得因当事人陈述、申辩而给予更重的处罚", paragraph=2), needs_form=True)
def it_is_no_heavier_than_told(view: CaseView, event: Event) -> str | None:
    """The decision is not heavier than what the party was told."""
    told = view.last("notified")
    if told is None or event.form.get("result") != "penalty":
        return None
    added = [
        KINDS[kind]
        for kind in event.form.get("penalty_kinds", ())
        if kind not in told.form.get("proposed_kinds", ())
    ]
    if added:
        return f"“{'、'.join(added)}”未曾告知；有新的事实和证据的，重新告知后再决定。"
    for name, proposed in (("fine", "proposed_fine"), ("confiscated", "proposed_confiscated")):
        most = yuan(told.form.get(proposed))
        if yuan(event.form.get(name)) > most:
            return f"决定数额{event.form[name]}元高于告知的{most}元，不得因申辩加重处罚。"
    return None


it_is_lighter_where_the_law_says = never(
    PUNISHED
    & Sanction.circumstances.is_("minor_age", "remedied", "coerced", "confessed", "merit")
    & Sanction.discretion.is_("ordinary", "heavier"),
    LAW(32, "当事人有下列情形之一，应当从轻或者减轻行政处罚"),
    "具有应当从轻或者减轻处罚的情节，裁量等级不能是一般或者从重。",
)
the_slight_is_not_punished = never(
    PUNISHED & Sanction.circumstances.is_("slight_corrected"),
    LAW(33, "违法行为轻微并及时改正，没有造成危害后果的，不予行政处罚", paragraph=1),
    "违法行为轻微并及时改正、没有造成危害后果的，应当决定不予行政处罚，并进行教育。",
)

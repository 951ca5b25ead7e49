"""What must hold before a step of a major decision."""

from collections import Counter
from datetime import date
from fractions import Fraction

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.procedure import rule
from fazhi.core.ruling import done, must, never, past
from fazhi.law import HouseRule, limit, statute
from fazhi.procedures.collective_discussions import (
    more_present_than,
    recused_take_part,
    speaks_last,
    speeches,
)
from fazhi.procedures.decision import major_decision_forms as forms
from fazhi.procedures.linked_reviews import PASSING_DECISION, reviewer_among_the_hands, reviews_have_passed

LAW = statute("重大行政决策程序暂行条例")
SEPARATE = HouseRule("D4", "起草、送审的人不审查；审查的人不签发，也不签署所审查的文件、合同和决定。")
the_party_committee_consents = must(
    forms.Catalogue.party_consent.is_("yes"),
    LAW(3, "确定决策事项目录、标准，经同级党委同意后向社会公布", paragraph=3),
    "决策事项目录须经同级党（工）委同意后公布。",
)


@rule(
    LAW(42, "县级以上人民政府部门和乡级人民政府重大行政决策的作出和调整程序，参照本条例规定执行"),
    needs_form=True,
)
def a_street_says_why_it_applies(view: CaseView, event: Event) -> str | None:
    """The regulation names towns, not streets: a street names the rule that extends it to streets."""
    if view.organ_kind != "street" or event.form.get("applies_by"):
        return None
    return "条例未列明街道办事处，请在“适用依据”中写明省、市、区扩大适用的制度或者文件。"


@rule(
    LAW(15, "公开征求意见的期限一般不少于30日；因情况紧急等原因需要缩短期限的", paragraph=1), needs_form=True
)
def comments_are_open_long_enough(view: CaseView, event: Event) -> str | None:
    """Comments are taken for thirty days, or the notice says why for fewer."""
    row = limit("MD-01")
    counted = row.count(event.on, view.calendar)
    least = counted.last_day if row.rolls_by_law else counted.raw_end
    until = date.fromisoformat(event.form["comment_until"])
    if event.form["shortened"] == "yes" or least is None or until >= least:
        return None
    return (
        f"征求意见截止日期{until}早于{least}，期限不足；需要缩短的，"
        "请选择“缩短征求意见期限”并在公告中说明理由。"
    )


the_announced_period_is_over = past(
    forms.CommentNotice.comment_until,
    LAW(15, "明确提出意见的方式和期限", paragraph=1),
    "征求意见至{day}截止，期满后再汇总。",
)
participants_are_published = must(
    forms.HearingNotice.participants_published.is_("yes"),
    LAW(16, "听证参加人名单应当提前向社会公布", paragraph=3),
    "听证参加人名单应当提前向社会公布。",
)
the_record_is_signed = must(
    forms.Hearing.hearing_signed.is_("yes"),
    LAW(17, "听证参加人确认听证会记录并签字", item=3),
    "听证会记录须经听证参加人确认并签字。",
)


@rule(LAW(20, "不得选择与决策事项有直接利害关系的专家、专业机构"), needs_form=True)
def experts_have_no_interest(_view: CaseView, event: Event) -> str | None:
    """No expert has a direct interest in the decision."""
    interested = [row for row in event.form.get("experts", ()) if row["interest"] == "yes"]
    return f"有{len(interested)}名专家与决策事项有直接利害关系，不得参与论证。" if interested else None


the_argument_is_signed = must(
    forms.Argument.argument_signed.is_("yes"),
    LAW(19, "提供书面论证意见的，应当署名、盖章", paragraph=2),
    "书面论证意见应当署名、盖章。",
)


@rule(LAW(30, "应当经决策机关常务会议或者全体会议讨论", paragraph=1))
def what_was_tabled_is_settled(view: CaseView, _event: Event) -> str | None:
    """A decision that was put on an agenda is made once the meeting has passed the item."""
    items = [set(one.steps) for one in view.linked("agenda_item")]
    settled = all({"decided", "rejected"} & steps for steps in items)
    if not items or (settled and any("decided" in steps for steps in items)):
        return None
    return "本事项列入会议的议题尚未议决或者未获通过，请先办理该议题。"


the_public_was_heard = done(
    "participated",
    LAW(14, "应当采取便于社会公众参与的方式充分听取意见，依法不予公开的决策事项除外", paragraph=1),
    "尚未履行公众参与程序，请先办理“公众参与”。",
    when=forms.Catalogue.participation.is_("required"),
)
experts_have_argued = done(
    "argued",
    LAW(19, "对专业性、技术性较强的决策事项，决策承办单位应当组织专家、专业机构论证", paragraph=1),
    "尚未履行专家论证程序，请先办理“专家论证”。",
    when=forms.Catalogue.argument.is_("required"),
)
risks_were_assessed = done(
    "assessed",
    LAW(22, "应当组织评估决策草案的风险可控性", paragraph=1),
    "尚未履行风险评估程序，请先办理“风险评估”。",
    when=forms.Catalogue.assessment.is_("required"),
)
competition_was_looked_at = must(
    forms.Sending.fair_competition.is_("passed"),
    LAW(29, "决策草案涉及市场主体经济活动的，应当包含公平竞争审查的有关情况", paragraph=1, item=1),
    "决策草案涉及市场主体经济活动，须先作公平竞争审查。",
    when=forms.Catalogue.affects_market.is_("yes"),
)
the_review_has_passed = reviews_have_passed(
    LAW(25, "决策草案未经合法性审查或者经审查不合法的，不得提交决策机关讨论", paragraph=2),
    sent_by=("submitted",),
    conclusions=PASSING_DECISION,
)
the_decider_did_not_review = never(reviewer_among_the_hands, SEPARATE, "审查本决策草案的人不得作出决定。")


@rule(LAW(30, "会议组成人员应当充分发表意见，行政首长最后发表意见", paragraph=2), needs_form=True)
def the_principal_speaks_last(_view: CaseView, event: Event) -> str | None:
    """The members speak first, the principal last."""
    if speaks_last(event):
        return None
    return "会议组成人员先发表意见，行政首长最后发表意见，请按发言先后核对。"


@rule(
    LAW(30, "行政首长拟作出的决定与会议组成人员多数人的意见不一致的，应当在会上说明理由", paragraph=2),
    needs_form=True,
)
def leaving_the_majority_is_explained(_view: CaseView, event: Event) -> str | None:
    """A principal who leaves the opinion of the majority says why."""
    *members, last = speeches(event)
    [(common, times)] = Counter(speech["stance"] for speech in members).most_common(1) or [("", 0)]
    differs = times * 2 > len(members) and common != last["stance"]
    if not differs or event.form.get("principal_reason"):
        return None
    return "行政首长的意见与多数人意见不一致，请填写“与多数人意见不一致的理由”。"


@rule(HouseRule("D16", "行政首长最后发言；回避人员退场，不计入该议题的到会人数。"), needs_form=True)
def the_recused_are_out_of_the_room(_view: CaseView, event: Event) -> str | None:
    """Whoever is recused neither speaks nor counts; more than half of the others are present."""
    if recused_take_part(event):
        return "回避人员不得参加该议题的讨论。"
    if not more_present_than(Fraction(1, 2), event):
        return "到会人数不足应到人数（不含回避人员）的半数，不得讨论决定。"
    return None


the_party_committee_was_told = must(
    forms.Decision.reported.is_("yes"),
    LAW(31, "重大行政决策出台前应当按照规定向同级党委请示报告"),
    "决策出台前应当向同级党（工）委请示报告。",
)
the_risk_is_controllable = never(
    forms.Assessment.controllable.is_("no"),
    LAW(24, "认为风险不可控的，在采取调整决策草案等措施确保风险可控后，可以作出决策"),
    "风险评估认为风险不可控，须调整草案并重新评估，风险可控后再作决策。",
)
adoption_is_told = must(
    forms.Publication.adoption_told.is_("yes"),
    LAW(
        32, "对社会公众普遍关心或者专业性、技术性较强的重大行政决策，应当说明公众意见、专家论证意见的采纳情况"
    ),
    "经专家论证的决策，公布时应当说明公众意见、专家论证意见的采纳情况。",
    when="argued",
)
the_evaluator_is_another = never(
    forms.Evaluation.evaluated_before.is_("yes"),
    LAW(36, "决策作出前承担主要论证评估工作的单位除外", paragraph=2),
    "决策作出前承担主要论证评估工作的单位，不得承担后评估。",
)
its_execution_was_reported = done(
    "executed", LAW(34, "并向决策机关报告决策执行情况"), "尚未报告执行情况，请先办理“报告执行情况”。"
)

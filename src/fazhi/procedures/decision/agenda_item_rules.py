"""What must hold before a step of an agenda item."""

from fractions import Fraction

from fazhi.core.case import CaseView
from fazhi.core.field import satisfies
from fazhi.core.journal import Event
from fazhi.core.law import HouseRule
from fazhi.core.procedure import rule
from fazhi.law import statute
from fazhi.procedures.collective_discussions import more_present_than, recused_take_part, speaks_last
from fazhi.procedures.linked_reviews import PASSING_DECISION, lacking, reviewer_among_the_hands

# 依据
LAW = statute("重大行政决策程序暂行条例")
PRIOR = HouseRule(
    "（议题核查）", "议题经分管领导同意并完成必要的前置程序后，方可上会；传阅、会签不能代替会议决定"
)
UNREVIEWED = HouseRule("D5", "没有审查记录的，不列入议程、不用印、不公布")
APART = HouseRule("D4", "起草、送审的人不审查；审查的人不签发，也不签署所审查的文件、合同和决定。")
LAST = HouseRule("D16", "主要负责人最后发言；回避人员退场，不计入该议题的到会人数。")
ENOUGH = HouseRule(
    "（议事人数）",
    "到会人数超过应到人数的半数方可讨论决定；干部任免奖惩和重大项目安排，到会人数不少于应到人数的三分之二",
)
MAJORITY = HouseRule("（集体决定）", "党（工）委会议的决定，以赞成票超过应到人数的半数通过")
HELD = HouseRule("（上会讨论）", "集体讨论在会议上进行，会议已经召开")
REPORTED = HouseRule("（决定督办）", "决定事项按时限执行并报告结果")
REVIEWED_ELSEWHERE = ("major_decision", "contract", "normative_document")
HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)


def _class(view: CaseView, *wanted: str) -> bool:
    return any(satisfies(view.record.get("matter_class"), one) for one in wanted)


@rule(PRIOR, needs_form=True)
def the_prior_steps_are_done(view: CaseView, event: Event) -> str | None:
    """The leader in charge has agreed; money was looked at where money is spent."""
    if event.form["leader_agreed"] != "yes":
        return "议题须经分管领导同意后上会。"
    if _class(view, "project", "funds") and event.form["finance"] != "done":
        return "重大项目安排、大额度资金使用须先经财务审核。"
    return None


@rule(LAW(25, "决策草案未经合法性审查或者经审查不合法的，不得提交决策机关讨论", paragraph=2), needs_form=True)
def a_major_decision_was_reviewed(view: CaseView, event: Event) -> str | None:
    """A major decision is not tabled without a review of legality that has passed."""
    missing = _class(view, "decision") and event.form["legality"] != "passed"
    return "重大决策未经合法性审查，不得上会讨论。" if missing else None


@rule(UNREVIEWED, needs_form=True)
def a_review_is_on_record(view: CaseView, event: Event) -> str | None:
    """A review there must or is said to be stands in the books: of the item, or of what it comes from."""
    if not _class(view, "decision") and event.form["legality"] != "passed":
        return None
    if any(one.procedure in REVIEWED_ELSEWHERE and "reviewed" in one.steps for one in view.links):
        return None
    return lacking(view, sent_by=(), conclusions=PASSING_DECISION)


@rule(HELD)
def the_meeting_was_held(view: CaseView, event: Event) -> str | None:
    """An item is discussed at its meeting: once that day has come, and the meeting is on record as held."""
    meeting = view.refs.get(str(view.record.get("meeting")))
    if meeting is not None and "held" not in meeting.steps:
        return "所列会议尚未登记召开，请先在该会议上登记签到。"
    day = str(view.record.get("meeting_on") or "")
    return f"会议日期为{day}，尚未到期，不能登记讨论。" if day > event.on.isoformat() else None


@rule(LAST, needs_form=True)
def the_principal_speaks_last(_view: CaseView, event: Event) -> str | None:
    """The others speak first, the principal last; who is recused is out of the room."""
    if not speaks_last(event):
        return "班子成员先发表意见，主要负责人最后发表意见，请按发言先后核对。"
    return "回避人员不得参加该议题的讨论。" if recused_take_part(event) else None


@rule(ENOUGH, needs_form=True)
def enough_are_present(view: CaseView, event: Event) -> str | None:
    """More than half are present, two thirds for personnel and projects; the recused do not count."""
    if not more_present_than(HALF, event):
        return "到会人数不足应到人数（不含回避人员）的半数，不得讨论决定。"
    due = event.form["members"] - len(event.form.get("recused", ()))
    if _class(view, "personnel", "project") and event.form["present"] < TWO_THIRDS * due:
        return "干部任免奖惩和重大项目安排，到会人数不得少于应到人数（不含回避人员）的三分之二。"
    return None


@rule(MAJORITY)
def the_committee_has_voted_for_it(view: CaseView, _event: Event) -> str | None:
    """The Party committee passes what more than half of those due vote for; elsewhere the head decides."""
    if not satisfies(view.record.get("body"), "party_committee"):
        return None
    due = int(view.record.get("members") or 0) - len(view.record.get("recused") or ())
    return (
        None
        if int(view.record.get("votes_for") or 0) > HALF * due
        else "赞成票未超过应到人数的半数，不得作出通过的决定。"
    )


@rule(APART, needs_form=True)
def the_decider_did_not_review(view: CaseView, event: Event) -> str | None:
    """Whoever reviewed the matter does not sign the decision on it."""
    return "审查本议题的人不得签发决定。" if reviewer_among_the_hands(view, event) else None

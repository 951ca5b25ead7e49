"""集体讨论议题 — agenda items for collective decision."""

from fractions import Fraction

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.declaring import names
from fazhi.core.field import satisfies
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Count, Limit, Opens, Stage, Step, rule
from fazhi.core.ruling import must, never
from fazhi.law import HouseRule, figure, statute
from fazhi.law.codes import MEETING_BODIES, MEETING_TOPICS
from fazhi.law.roles import ARCHIVIST, DIRECTOR, LEADER, MEETING_CLERK, OFFICE, SECRETARY
from fazhi.procedures.collective_discussions import more_present_than, recused_take_part, speaks_last
from fazhi.procedures.linked_reviews import PASSING_DECISION, lacking, reviewer_among_the_hands

CLASSES = ask.codes("""
    major 三重一大, major/decision 重大决策, major/personnel 重要干部任免奖惩, major/project 重大项目安排,
    major/funds 大额度资金使用, general 一般事项, learning 学习传达, pre_meeting_law 会前学法
""")
PRIOR = ask.codes("done 已完成, not_needed 不需要")


class Proposal(ask.Form):
    """议题审批表"""

    subject = ask.Title("议题名称", help="干部任免奖惩事项不写姓名")
    matter_class = ask.Code("议题类别", CLASSES, short=True)
    topic = ask.Code("主题", MEETING_TOPICS)
    body = ask.Code("提请会议", MEETING_BODIES)
    proposing_office = ask.Text("提请部门", max=60, short=True)
    presenter = ask.Person("汇报人", acting=True)
    amount = ask.Yuan("涉及金额", needed_when=matter_class.is_("project", "funds"))
    content = ask.Long("议题内容", sealed=True)
    grounds = ask.Long("依据")
    manner = ask.Code("提请方式", "regular 会前提请, ratification 紧急处置后提请追认")
    urgent_reason = ask.Text("紧急处置的情形", max=300, needed_when=manner.is_("ratification"))
    meeting_on = ask.Day("拟上会日期", required=False)
    papers = ask.Files("依据材料", required=False)


class Check(ask.Form):
    """前置程序核查表"""

    leader_agreed = ask.YesNo("分管领导同意")
    consulted = ask.Code("征求意见", PRIOR)
    legality = ask.Code("合法性审查", "passed 已通过, not_needed 不需要")
    legality_reason = ask.Text("不需要合法性审查的理由", max=300, needed_when=legality.is_("not_needed"))
    finance = ask.Code("财务审核", PRIOR)
    risk = ask.Code("风险评估", PRIOR)
    publicity = ask.Code("公示", PRIOR)
    predeliberated = ask.YesNo("会前酝酿", required=False)


Return = ask.form("退回补充", return_reason=ask.Text("退回原因", max=300))
Schedule = ask.form(
    "列入议程",
    meeting=ask.Ref("会议", "leadership_meeting", required=False, brings={"body": "body"}),
    body=ask.Code("会议类别", MEETING_BODIES, required=False, help="与提请时不同的填写"),
    meeting_on=ask.Day("会议日期"),
    seq=ask.Number("议题序号", min=1),
)


class Speech(ask.Form):
    """讨论发言"""

    speaker = ask.Person("发言人")
    stance = ask.Code("意见", "support 同意, oppose 不同意, defer 缓议, abstain 弃权")
    said = ask.Text("意见内容", max=2000, sealed=True, needed_when=stance.is_("oppose", "defer"))


def _votes_are_of_those_present(values: ask.Values, _record: ask.Values) -> str | None:
    votes = sum(int(values.get(name) or 0) for name in ("votes_for", "votes_against", "votes_abstained"))
    present = values.get("present")
    if present is None or votes <= int(present):
        return None
    return f"表决票数共{votes}票，多于实到人数{present}人，请核对后重填。"


class Discussion(ask.Form):
    """集体讨论记录"""

    members = ask.Number("应到人数", min=1, unit="人")
    present = ask.Number("实到人数", min=1, unit="人")
    recused = ask.People("回避人员", required=False)
    principal = ask.Person("主要负责人")
    speeches = ask.Rows("讨论发言", Speech, help="按发言先后填写，主要负责人最后发表意见")
    vote_way = ask.Code("表决方式", "oral 口头, hands 举手, ballot 无记名投票")
    votes_for = ask.Number("同意票", unit="票")
    votes_against = ask.Number("不同意票", unit="票")
    votes_abstained = ask.Number("弃权票", unit="票")
    checks = (ask.not_more_than(present, members), _votes_are_of_those_present)


class Decision(ask.Form):
    """议题决定"""

    result = ask.Code("决定", "passed 通过, amended 原则通过，修改后实施")
    decision_text = ask.Long("决定内容")
    minutes_no = ask.DocumentNumber("会议纪要文号", required=False)
    exec_leader = ask.Person("责任领导")
    exec_office = ask.Text("责任部门", max=60)
    exec_due = ask.Day("完成时限")
    disclosure = ask.Code("公开", "public 依法公开, internal 不公开")


Deferral = ask.form("缓议", defer_reason=ask.Text("缓议的原因和需要补充的工作", max=500))
Rejection = ask.form("不通过", reject_reason=ask.Text("不通过的理由", max=500))
Progress = ask.form(
    "执行情况",
    exec_state=ask.Code("执行状态", "on_track 按计划推进, delayed 进度滞后, problem 存在问题"),
    exec_text=ask.Long("执行情况"),
)
Report = ask.form(
    "执行情况报告",
    exec_result=ask.Code("执行结果", "done 已完成, partly 部分完成, stopped 停止执行"),
    exec_report=ask.Long("执行情况报告"),
    proof=ask.Files("佐证材料", required=False),
)
Closing = ask.form("归档", closing_note=ask.Text("备注", max=300, required=False))
LAW = statute("重大行政决策程序暂行条例")
PREPARED = HouseRule(
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
REPORTED = HouseRule("（决定督办）", "决定事项按时限执行并报告结果")
REVIEWED_ELSEWHERE = ("major_decision", "contract", "normative_document")
HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)


def _class(view: CaseView, *wanted: str) -> bool:
    return any(satisfies(view.record.get("matter_class"), one) for one in wanted)


the_leader_has_agreed = must(Check.leader_agreed.is_("yes"), PREPARED, "议题须经分管领导同意后上会。")
money_was_looked_at = must(
    Check.finance.is_("done"),
    PREPARED,
    "重大项目安排、大额度资金使用须先经财务审核。",
    when=Proposal.matter_class.is_("project", "funds"),
)
a_major_decision_was_reviewed = must(
    Check.legality.is_("passed"),
    LAW(25, "决策草案未经合法性审查或者经审查不合法的，不得提交决策机关讨论", paragraph=2),
    "重大决策未经合法性审查，不得上会讨论。",
    when=Proposal.matter_class.is_("decision"),
)


@rule(UNREVIEWED, needs_form=True)
def a_review_is_on_record(view: CaseView, event: Event) -> str | None:
    """A review there must or is said to be stands in the books: of the item, or of what it comes from."""
    if not _class(view, "decision") and event.form["legality"] != "passed":
        return None
    if any(one.procedure in REVIEWED_ELSEWHERE and "reviewed" in one.steps for one in view.links):
        return None
    return lacking(view, sent_by=(), conclusions=PASSING_DECISION)


@rule(HouseRule("（上会讨论）", "集体讨论在会议上进行，会议已经召开"))
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


the_decider_did_not_review = never(reviewer_among_the_hands, APART, "审查本议题的人不得签发决定。")
MAJOR = Proposal.matter_class.is_("major")


class AgendaItem(Case):
    """A matter put before the leadership: checked, discussed at a meeting, decided, carried out.

    No statute gives numbers for 三重一大 in a street: those of the house stand in docs/decisions.
    """

    label = "集体讨论议题"
    since = "2019-09-01"
    title = "{subject}"
    by = OFFICE | LEADER

    proposing = Stage("待核查")
    checking = Stage("待列入议程")
    scheduling = Stage("已列入议程")
    discussing = Stage("待作出决定")
    executing = Stage("执行中")
    reporting = Stage("待归档")
    closed_away = Stage("已归档", final=True)
    rejected_away = Stage("未通过", final=True)

    proposed = Step("提请议题", START >> proposing, Proposal).under(
        PREPARED,
        documents="proposal 议题征集（审批）表",
        opens=(
            Opens(
                "legality_review",
                "送合法性审查",
                carry=names("subject, submitting_office proposing_office, submitter presenter, meeting_on"),
                sets={"review_kind": "decision", "before_decision": "yes"},
            ),
            Opens("risk_assessment", "办理风险评估"),
        ),
    )
    returned = Step("退回补充", proposing >> proposing, Return).under(PREPARED, by=MEETING_CLERK)
    checked = Step("核查前置程序", proposing >> checking, Check).under(
        LAW(25, "不得以征求意见等方式代替合法性审查", paragraph=1),
        by=MEETING_CLERK,
        other_than=proposed,
        needs=(
            the_leader_has_agreed,
            money_was_looked_at,
            a_major_decision_was_reviewed,
            a_review_is_on_record,
        ),
        cites=(PREPARED, UNREVIEWED),
    )
    scheduled = Step("列入议程", checking >> scheduling, Schedule).under(
        PREPARED, by=MEETING_CLERK | SECRETARY | DIRECTOR, documents="notice 会议通知"
    )
    discussed = Step("集体讨论", scheduling >> discussing, Discussion).under(
        LAW(30, "集体讨论决定情况应当如实记录，不同意见应当如实载明", paragraph=3),
        by=MEETING_CLERK,
        needs=(the_meeting_was_held, the_principal_speaks_last, enough_are_present),
        documents="record 会议记录",
        cites=LAST,
    )
    decided = Step("作出决定", discussing >> executing, Decision).under(
        MAJORITY,
        by=SECRETARY | DIRECTOR,
        other_than=proposed,
        needs=(the_committee_has_voted_for_it, the_decider_did_not_review),
        documents="minutes 会议纪要, supervision 决定事项督办单",
        opens=(Opens("assigned_task", "督办决定事项"), Opens("contract", "办理合同")),
        decisive=True,
    )
    deferred = Step("缓议", discussing >> checking, Deferral).under(
        MAJORITY, by=SECRETARY | DIRECTOR, documents="deferral 会议纪要（缓议）"
    )
    rejected = Step("不通过", discussing >> rejected_away, Rejection).under(
        MAJORITY, by=SECRETARY | DIRECTOR, documents="rejection 会议纪要（不通过）"
    )
    executed = Step("登记执行情况", executing, Progress).under(REPORTED)
    reported = Step("报告执行结果", executing >> reporting, Report).under(
        REPORTED, documents="execution_report 执行情况报告"
    )
    closed = Step("归档", reporting >> closed_away, Closing).under(REPORTED, by=ARCHIVIST | MEETING_CLERK)

    execution = Limit("按期执行决定", Decision.exec_due, decided >> reported, basis=REPORTED)

    indicators = (
        figure("leader.law_topics", Count(discussed, Proposal.topic.is_("law_work")), by=Proposal.body),
        figure(
            "leader.law_hearings", Count(discussed, Proposal.topic.is_("law_work_report")), by=Proposal.body
        ),
        figure("leader.law_hearings_per_quarter"),
        figure("decision.collective_items", Count(decided, MAJOR), by=Proposal.matter_class),
        figure("decision.items_due", Count(proposed, MAJOR), by=Proposal.matter_class),
        figure("decision.collective_rate"),
    )

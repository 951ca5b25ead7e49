"""What is written down of an agenda item 议题: proposal, prior steps, discussion, decision, execution."""

from fazhi.core import form as ask
from fazhi.core.form import codes
from fazhi.law.codes import MEETING_BODIES, MEETING_TOPICS

CLASSES = codes("""
    major 三重一大, major/decision 重大决策, major/personnel 重要干部任免奖惩, major/project 重大项目安排,
    major/funds 大额度资金使用, general 一般事项, learning 学习传达, pre_meeting_law 会前学法
""")
STANCES = codes("support 同意, oppose 不同意, defer 缓议, abstain 弃权")
PRIOR = codes("done 已完成, not_needed 不需要")


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


class Return(ask.Form):
    """退回补充"""

    return_reason = ask.Text("退回原因", max=300)


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
    stance = ask.Code("意见", STANCES)
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


class Deferral(ask.Form):
    """缓议"""

    defer_reason = ask.Text("缓议的原因和需要补充的工作", max=500)


Rejection = ask.form("不通过", reject_reason=ask.Text("不通过的理由", max=500))


class Progress(ask.Form):
    """执行情况"""

    exec_state = ask.Code("执行状态", "on_track 按计划推进, delayed 进度滞后, problem 存在问题")
    exec_text = ask.Long("执行情况")


class Report(ask.Form):
    """执行情况报告"""

    exec_result = ask.Code("执行结果", "done 已完成, partly 部分完成, stopped 停止执行")
    exec_report = ask.Long("执行情况报告")
    proof = ask.Files("佐证材料", required=False)


class Closing(ask.Form):
    """归档"""

    closing_note = ask.Text("备注", max=300, required=False)

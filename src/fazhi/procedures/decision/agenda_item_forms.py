"""What is written down of an agenda item 议题: proposal, prior steps, discussion, decision, execution."""

from __future__ import annotations

from fazhi.core.form import (
    Code,
    Day,
    DocumentNumber,
    Files,
    Form,
    Long,
    Number,
    People,
    Person,
    Ref,
    Rows,
    Text,
    Title,
    Values,
    YesNo,
    Yuan,
    not_more_than,
)
from fazhi.law.codes import MEETING_BODIES, MEETING_TOPICS

CLASSES = {
    "major": "三重一大",
    "major/decision": "重大决策",
    "major/personnel": "重要干部任免奖惩",
    "major/project": "重大项目安排",
    "major/funds": "大额度资金使用",
    "general": "一般事项",
    "learning": "学习传达",
    "pre_meeting_law": "会前学法",
}
STANCES = {"support": "同意", "oppose": "不同意", "defer": "缓议", "abstain": "弃权"}
PRIOR = {"done": "已完成", "not_needed": "不需要"}


class Proposal(Form):
    """议题审批表"""

    subject = Title("议题名称", help="干部任免奖惩事项不写姓名")
    matter_class = Code("议题类别", CLASSES, short=True)
    topic = Code("主题", MEETING_TOPICS)
    body = Code("提请会议", MEETING_BODIES)
    proposing_office = Text("提请部门", max=60, short=True)
    presenter = Person("汇报人", acting=True)
    amount = Yuan("涉及金额", needed_when=matter_class.is_("project", "funds"))
    content = Long("议题内容", sealed=True)
    grounds = Long("依据")
    manner = Code("提请方式", {"regular": "会前提请", "ratification": "紧急处置后提请追认"})
    urgent_reason = Text("紧急处置的情形", max=300, needed_when=manner.is_("ratification"))
    meeting_on = Day("拟上会日期", required=False)
    papers = Files("依据材料", required=False)


class Check(Form):
    """前置程序核查表"""

    leader_agreed = YesNo("分管领导同意")
    consulted = Code("征求意见", PRIOR)
    legality = Code("合法性审查", {"passed": "已通过", "not_needed": "不需要"})
    legality_reason = Text("不需要合法性审查的理由", max=300, needed_when=legality.is_("not_needed"))
    finance = Code("财务审核", PRIOR)
    risk = Code("风险评估", PRIOR)
    publicity = Code("公示", PRIOR)
    predeliberated = YesNo("会前酝酿", required=False)


class Return(Form):
    """退回补充"""

    return_reason = Text("退回原因", max=300)


class Schedule(Form):
    """列入议程"""

    meeting = Ref("会议", "leadership_meeting", required=False, brings={"body": "body"})
    body = Code("会议类别", MEETING_BODIES, required=False, help="与提请时不同的填写")
    meeting_on = Day("会议日期")
    seq = Number("议题序号", min=1)


class Speech(Form):
    """讨论发言"""

    speaker = Person("发言人")
    stance = Code("意见", STANCES)
    said = Text("意见内容", max=2000, sealed=True, needed_when=stance.is_("oppose", "defer"))


def _votes_are_of_those_present(values: Values, _record: Values) -> str | None:
    votes = sum(int(values.get(name) or 0) for name in ("votes_for", "votes_against", "votes_abstained"))
    present = values.get("present")
    if present is None or votes <= int(present):
        return None
    return f"表决票数共{votes}票，多于实到人数{present}人，请核对后重填。"


class Discussion(Form):
    """集体讨论记录"""

    members = Number("应到人数", min=1, unit="人")
    present = Number("实到人数", min=1, unit="人")
    recused = People("回避人员", required=False)
    principal = Person("主要负责人")
    speeches = Rows("讨论发言", Speech, help="按发言先后填写，主要负责人最后发表意见")
    vote_way = Code("表决方式", {"oral": "口头", "hands": "举手", "ballot": "无记名投票"})
    votes_for = Number("同意票", unit="票")
    votes_against = Number("不同意票", unit="票")
    votes_abstained = Number("弃权票", unit="票")
    checks = (not_more_than(present, members), _votes_are_of_those_present)


class Decision(Form):
    """议题决定"""

    result = Code("决定", {"passed": "通过", "amended": "原则通过，修改后实施"})
    decision_text = Long("决定内容")
    minutes_no = DocumentNumber("会议纪要文号", required=False)
    exec_leader = Person("责任领导")
    exec_office = Text("责任部门", max=60)
    exec_due = Day("完成时限")
    disclosure = Code("公开", {"public": "依法公开", "internal": "不公开"})


class Deferral(Form):
    """缓议"""

    defer_reason = Text("缓议的原因和需要补充的工作", max=500)


class Rejection(Form):
    """不通过"""

    reject_reason = Text("不通过的理由", max=500)


class Progress(Form):
    """执行情况"""

    exec_state = Code("执行状态", {"on_track": "按计划推进", "delayed": "进度滞后", "problem": "存在问题"})
    exec_text = Long("执行情况")


class Report(Form):
    """执行情况报告"""

    exec_result = Code("执行结果", {"done": "已完成", "partly": "部分完成", "stopped": "停止执行"})
    exec_report = Long("执行情况报告")
    proof = Files("佐证材料", required=False)


class Closing(Form):
    """归档"""

    closing_note = Text("备注", max=300, required=False)

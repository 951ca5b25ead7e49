"""What is filled in when an act of the organ is reconsidered 行政复议答复."""

from fazhi.core import form as ask
from fazhi.core.form import codes
from fazhi.law import threshold
from fazhi.law.roles import COUNSEL
from fazhi.procedures.review.contest_forms import Challenged, Lessons, Presence, Reply

AGENTS = threshold("TH-18")
PROCEDURES = codes("ordinary 普通程序, simple 简易程序")
RESULTS = codes("""
    upheld 维持, changed 变更, revoked 撤销, revoked/partly 部分撤销, revoked/redo 撤销并责令重作,
    unlawful 确认违法, void 确认无效, ordered 责令履行, claim_rejected 驳回行政复议请求,
    application_rejected 驳回行政复议申请, agreement 承担行政协议责任, mediated 行政复议调解书,
    ended 终止, ended/settled 和解后撤回申请, ended/withdrawn 自愿撤回申请,
    ended/after_change 改变行为后撤回申请, ended/other 其他终止
""")
#: 纠错: what counts as corrected by the reconsideration body.
CORRECTED = ("revoked", "changed", "unlawful", "void", "ordered")
#: What has to be carried out 应当履行的.
TO_PERFORM = (*CORRECTED, "agreement", "mediated")


class Lodged(ask.Form):
    """收到当事人提交的行政复议申请"""

    lodged_on = ask.Day("收到申请日期", happened=True)
    penalty_mode = ask.Code("处罚决定", "on_the_spot 当场作出, monitoring 依据电子技术监控设备记录作出")
    penalty_no = ask.Text("处罚决定书文号", max=60)
    lodged_by = ask.Name("申请人")


Forwarding = ask.form(
    "转送行政复议机关",
    body=ask.Text("行政复议机关", max=60),
    forward_note=ask.Text("维持处罚决定的意见", max=500, sealed=True),
)
SelfCorrection = ask.form(
    "自行纠正决定",
    correct_kind=ask.Code("纠正方式", "revoked 撤销, changed 变更"),
    correct_text=ask.Text("纠正的内容和理由", max=500, sealed=True),
    told_applicant=ask.YesNo("已告知申请人"),
    told_body=ask.YesNo("已告知行政复议机关"),
)


class Application(Challenged):
    """行政复议答复登记"""

    body = ask.Text("行政复议机关", max=60, short=True)
    case_no = ask.Text("行政复议案号", max=60)
    applicants = ask.Parties("当事人", codes("applicant 申请人, third_party 第三人"))
    counted_from = ask.Day(
        "申请人知道行政行为日期", happened=True, help="行为未告知复议权利的，填知道行为内容之日"
    )
    remedy_told = ask.YesNo("作出行为时已告知复议权利、机关和期限")
    applied_on = ask.Day("申请日期", happened=True)
    accepted_on = ask.Day("受理日期", happened=True)
    served_on = ask.Day("收到申请书副本日期", happened=True)
    procedure = ask.Code("审理程序", PROCEDURES, short=True)
    checks = (
        ask.in_order(counted_from, applied_on),
        ask.in_order(applied_on, accepted_on),
        ask.in_order(accepted_on, served_on),
    )


class Assignment(ask.Form):
    """答复分工"""

    office = ask.Text("作出行为的部门", short=True, help="提供证据、依据和材料")
    acted_by = ask.People("作出行为的经办人", required=False)
    handler = ask.Person("法制承办人", acting=True)
    staff_agents = ask.People("参加复议的工作人员", min=int(AGENTS.floor), max=int(AGENTS.ceiling))
    lawyer = ask.Person(
        "代理律师（法律顾问）", posts=COUNSEL.posts, required=False, help="填写后，本案为其可见"
    )
    lawyer_name = ask.Text("外聘律师及执业机构", max=80, required=False)
    self_assessment = ask.Code("自行纠正评估", "keep 无需纠正, correct 应当自行纠正")
    stop_execution = ask.YesNo("需要停止执行", required=False)


class Answer(Reply):
    """行政复议答复书"""

    propriety = ask.Long("行政行为适当性的说明", sealed=True)


ActChanged = ask.form(
    "改变被申请复议的行政行为",
    change_kind=ask.Code("方式", "revoked 撤销, changed 变更, performed 履行职责"),
    change_text=ask.Text("改变的内容", max=500, sealed=True),
    told_body=ask.YesNo("已书面告知行政复议机构"),
)


class Suspension(ask.Form):
    """收到中止通知"""

    suspend_reason = ask.Code(
        "中止原因",
        "norm_own 附带审查，复议机关有权处理, norm_other 附带审查，转送有权机关处理, party 当事人原因, "
        "depends 以其他案件结果为依据, mediation 调解、和解, other 其他",
    )


class NormQuestion(ask.Form):
    """收到要求说明文件依据的通知"""

    norm_asked_on = ask.Day("收到通知日期", happened=True)
    norm_clause = ask.Text("规范性文件和条款", max=200)


NormAnswer = ask.form("对规范性文件合法性的书面答复", norm_answer=ask.Long("相关条款合法性的说明"))


class Extension(ask.Form):
    """收到延期审理通知"""

    extension_reason = ask.Text("延期理由", max=300, required=False)


class HearingNotice(ask.Form):
    """收到听证通知"""

    hearing_at = ask.Moment("听证时间")
    hearing_place = ask.Text("听证地点", max=100, required=False)
    hearing_matter = ask.Text("拟听证事项", max=300, sealed=True)


class Hearing(Presence):
    """参加听证情况"""

    hearing_text = ask.Long("听证情况", sealed=True, required=False)


class Decision(ask.Form):
    """收到行政复议决定"""

    decision_no = ask.Text("行政复议决定书（调解书）文号", max=60)
    decided_on = ask.Day("决定日期", happened=True)
    decision_received_on = ask.Day("收到日期", happened=True)
    result = ask.Code("结案方式", RESULTS, short=True)
    procedural_ground = ask.YesNo(
        "以违反法定程序为由撤销", required=False, help="是的，重新作出行政行为不受“同一事实和理由”的限制"
    )
    perform_by = ask.Day("决定确定的履行期限", required=False)
    opinion = ask.YesNo("同时收到行政复议意见书")
    opinion_received_on = ask.Day("收到意见书日期", happened=True, needed_when=opinion.is_(True))
    opinion_text = ask.Long("意见书内容", sealed=True, needed_when=opinion.is_(True))
    checks = (ask.in_order(decided_on, decision_received_on),)


class Performance(ask.Form):
    """履行行政复议决定"""

    performed_how = ask.Code("履行情况", "full 已全部履行, redone 已重新作出行政行为")
    performed_text = ask.Text("履行情况说明", max=500, sealed=True, required=False)
    same_grounds = ask.YesNo("以同一事实和理由作出基本相同的行为", needed_when=performed_how.is_("redone"))


class Report(ask.Form):
    """意见书落实情况报告"""

    report_text = ask.Long("纠正情况", sealed=True)


class Analysis(Lessons):
    """被纠错案件分析报告"""


class Closing(ask.Form):
    """结案归档"""

    sued = ask.YesNo("申请人提起行政诉讼", required=False)
    closing_note = ask.Text("备注", max=300, required=False)

"""What is filled in when the organ is sued 行政应诉."""

from fazhi.core import form as ask
from fazhi.core.form import codes
from fazhi.law import threshold
from fazhi.law.roles import COUNSEL, HEAD
from fazhi.procedures.review.contest_forms import Challenged, Lessons, Presence, Reply

AGENTS = threshold("TH-31")
INSTANCES = codes("first 第一审, second 第二审, retrial 再审")
POSITIONS = codes("defendant 被告, co_defendant 共同被告, third_party 第三人")
ROUTES = codes("direct 直接起诉, after_reconsideration 经行政复议后起诉, inaction 起诉不履行法定职责")
RESULTS = codes("""
    dismissed 判决驳回诉讼请求, revoked 判决撤销, revoked/partly 部分撤销, revoked/redo 撤销并重作,
    changed 判决变更, ordered 判决履行, ordered/duty 履行法定职责, ordered/pay 履行给付义务,
    unlawful 确认违法, void 确认无效, agreement 判决履行、补偿行政协议, suit_rejected 裁定驳回起诉,
    settled_or_withdrawn 调解、撤诉, settled_or_withdrawn/mediated 行政调解书,
    settled_or_withdrawn/withdrawn 原告主动撤诉, settled_or_withdrawn/after_change 被告改变行为后撤诉,
    transferred 裁定移送, terminated 裁定终结, remanded 裁定发回重审, affirmed 驳回上诉，维持原判
""")
#: What counts as lost 败诉; whoever is to pay compensation has lost too.
LOST = ("revoked", "changed", "ordered", "unlawful", "void", "agreement")
RULINGS = ("suit_rejected", "settled_or_withdrawn", "transferred", "terminated", "remanded")


class Suit(Challenged):
    """行政应诉登记"""

    court = ask.Text("受理法院", max=60, short=True)
    court_no = ask.Text("案号", max=60)
    instance = ask.Code("审级", INSTANCES, short=True)
    position = ask.Code("诉讼地位", POSITIONS)
    plaintiffs = ask.Parties("当事人", codes("plaintiff 原告, third_party 第三人, co_defendant 共同被告"))
    served_on = ask.Day("收到起诉状副本日期", happened=True)
    route = ask.Code("起诉情形", ROUTES)
    counted_from = ask.Day(
        "起诉期限起算日",
        happened=True,
        help="直接起诉填原告知道行为之日，经复议填收到复议决定之日，不履行职责填本机关收到申请之日",
    )
    remedy_told = ask.YesNo("作出行为时已告知起诉期限")
    sued_on = ask.Day("起诉日期", happened=True)
    checks = (ask.in_order(counted_from, sued_on), ask.in_order(sued_on, served_on))


class Assignment(ask.Form):
    """应诉分工"""

    office = ask.Text("作出行为的部门", short=True, help="提供证据")
    acted_by = ask.People("作出行为的经办人", required=False)
    handler = ask.Person("法制承办人", acting=True)
    staff_agents = ask.People("出庭工作人员", min=int(AGENTS.floor), max=int(AGENTS.ceiling))
    lawyer = ask.Person(
        "代理律师（法律顾问）", posts=COUNSEL.posts, required=False, help="填写后，本案为其可见"
    )
    lawyer_name = ask.Text("外聘律师及执业机构", max=80, required=False)
    stop_execution = ask.YesNo("需要停止执行", required=False)


class Deferral(ask.Form):
    """准许延期提供证据"""

    deferred_to = ask.Day("延期至")
    defer_reason = ask.Text("正当事由", max=300)


class Defence(Reply):
    """答辩状"""


ActChanged = ask.form(
    "改变被诉行政行为",
    change_kind=ask.Code("方式", "revoked 撤销, changed 变更, performed 履行职责"),
    change_text=ask.Text("改变的内容", max=500, sealed=True),
    told_court=ask.YesNo("已书面告知人民法院"),
)


class Summons(ask.Form):
    """收到出庭通知"""

    hearing_at = ask.Moment("开庭时间")
    hearing_place = ask.Text("开庭地点", max=100, required=False)
    head_named = ask.Person("拟出庭负责人", posts=HEAD.posts, required=False)


class Hearing(Presence):
    """出庭应诉情况"""

    lawyers_present = ask.YesNo("律师出庭", required=False)
    hearing_text = ask.Long("庭审情况", sealed=True, required=False)


class Judgment(ask.Form):
    """裁判结果"""

    judgment_no = ask.Text("裁判文书号", max=60)
    judged_on = ask.Day("裁判日期", happened=True)
    judgment_served_on = ask.Day("收到裁判文书日期", happened=True)
    result = ask.Code("裁判结果", RESULTS, short=True)
    compensation = ask.Yuan("判决赔偿金额", required=False)
    perform_by = ask.Day("判决确定的履行期限", required=False)
    procedural_ground = ask.YesNo(
        "以违反法定程序为由撤销", required=False, help="是的，重新作出行政行为不受“同一事实和理由”的限制"
    )
    earlier_lost = ask.YesNo("原审本机关败诉", needed_when=result.is_("affirmed"))


class Appeal(ask.Form):
    """上诉"""

    appealed_by = ask.Code("上诉人", "organ 本机关, plaintiff 原告, other 其他当事人")
    appeal_text = ask.Long("上诉请求和理由", sealed=True)


class Performance(ask.Form):
    """履行生效裁判"""

    performed_how = ask.Code(
        "履行情况", "full 已全部履行, redone 已重新作出行政行为, nothing_due 没有需要履行的内容"
    )
    performed_text = ask.Text("履行情况说明", max=500, sealed=True, required=False)
    same_grounds = ask.YesNo("以同一事实和理由作出基本相同的行为", needed_when=performed_how.is_("redone"))


class Advice(ask.Form):
    """收到司法建议"""

    advice_no = ask.Text("司法建议书文号", max=60)
    advice_text = ask.Long("建议内容", sealed=True)
    reply_by = ask.Day("要求回复日期", required=False)


AdviceReply = ask.form("司法建议回复", reply_text=ask.Long("回复内容", sealed=True))


class Analysis(Lessons):
    """败诉分析报告"""


class Closing(ask.Form):
    """结案归档"""

    effective_on = ask.Day("裁判生效日期", required=False)
    closing_note = ask.Text("备注", max=300, required=False)

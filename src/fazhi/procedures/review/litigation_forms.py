"""What is filled in when the organ is sued 行政应诉."""

from __future__ import annotations

from fazhi.core.form import (
    Code,
    Day,
    Form,
    Long,
    Moment,
    Parties,
    People,
    Person,
    Text,
    YesNo,
    Yuan,
    in_order,
)
from fazhi.law import threshold
from fazhi.law.roles import COUNSEL, HEAD
from fazhi.procedures.review.contest_forms import Challenged, Lessons, Presence, Reply

AGENTS = threshold("TH-31")
INSTANCES = {"first": "第一审", "second": "第二审", "retrial": "再审"}
POSITIONS = {"defendant": "被告", "co_defendant": "共同被告", "third_party": "第三人"}
ROUTES = {
    "direct": "直接起诉",
    "after_reconsideration": "经行政复议后起诉",
    "inaction": "起诉不履行法定职责",
}
RESULTS = {
    "dismissed": "判决驳回诉讼请求",
    "revoked": "判决撤销",
    "revoked/partly": "部分撤销",
    "revoked/redo": "撤销并重作",
    "changed": "判决变更",
    "ordered": "判决履行",
    "ordered/duty": "履行法定职责",
    "ordered/pay": "履行给付义务",
    "unlawful": "确认违法",
    "void": "确认无效",
    "agreement": "判决履行、补偿行政协议",
    "suit_rejected": "裁定驳回起诉",
    "settled_or_withdrawn": "调解、撤诉",
    "settled_or_withdrawn/mediated": "行政调解书",
    "settled_or_withdrawn/withdrawn": "原告主动撤诉",
    "settled_or_withdrawn/after_change": "被告改变行为后撤诉",
    "transferred": "裁定移送",
    "terminated": "裁定终结",
    "remanded": "裁定发回重审",
    "affirmed": "驳回上诉，维持原判",
}
#: What counts as lost 败诉; whoever is to pay compensation has lost too.
LOST = ("revoked", "changed", "ordered", "unlawful", "void", "agreement")
RULINGS = ("suit_rejected", "settled_or_withdrawn", "transferred", "terminated", "remanded")


class Suit(Challenged):
    """行政应诉登记"""

    court = Text("受理法院", max=60, short=True)
    court_no = Text("案号", max=60)
    instance = Code("审级", INSTANCES, short=True)
    position = Code("诉讼地位", POSITIONS)
    plaintiffs = Parties("当事人", {"plaintiff": "原告", "third_party": "第三人", "co_defendant": "共同被告"})
    served_on = Day("收到起诉状副本日期", happened=True)
    route = Code("起诉情形", ROUTES)
    counted_from = Day(
        "起诉期限起算日",
        happened=True,
        help="直接起诉填原告知道行为之日，经复议填收到复议决定之日，不履行职责填本机关收到申请之日",
    )
    remedy_told = YesNo("作出行为时已告知起诉期限")
    sued_on = Day("起诉日期", happened=True)
    checks = (in_order(counted_from, sued_on), in_order(sued_on, served_on))


class Assignment(Form):
    """应诉分工"""

    office = Text("作出行为的部门", short=True, help="提供证据")
    acted_by = People("作出行为的经办人", required=False)
    handler = Person("法制承办人", acting=True)
    staff_agents = People("出庭工作人员", min=int(AGENTS.floor), max=int(AGENTS.ceiling))
    lawyer = Person("代理律师（法律顾问）", posts=COUNSEL.posts, required=False, help="填写后，本案为其可见")
    lawyer_name = Text("外聘律师及执业机构", max=80, required=False)
    stop_execution = YesNo("需要停止执行", required=False)


class Deferral(Form):
    """准许延期提供证据"""

    deferred_to = Day("延期至")
    defer_reason = Text("正当事由", max=300)


class Defence(Reply):
    """答辩状"""


class ActChanged(Form):
    """改变被诉行政行为"""

    change_kind = Code("方式", {"revoked": "撤销", "changed": "变更", "performed": "履行职责"})
    change_text = Text("改变的内容", max=500, sealed=True)
    told_court = YesNo("已书面告知人民法院")


class Summons(Form):
    """收到出庭通知"""

    hearing_at = Moment("开庭时间")
    hearing_place = Text("开庭地点", max=100, required=False)
    head_named = Person("拟出庭负责人", posts=HEAD.posts, required=False)


class Hearing(Presence):
    """出庭应诉情况"""

    lawyers_present = YesNo("律师出庭", required=False)
    hearing_text = Long("庭审情况", sealed=True, required=False)


class Judgment(Form):
    """裁判结果"""

    judgment_no = Text("裁判文书号", max=60)
    judged_on = Day("裁判日期", happened=True)
    judgment_served_on = Day("收到裁判文书日期", happened=True)
    result = Code("裁判结果", RESULTS, short=True)
    compensation = Yuan("判决赔偿金额", required=False)
    perform_by = Day("判决确定的履行期限", required=False)
    procedural_ground = YesNo(
        "以违反法定程序为由撤销", required=False, help="是的，重新作出行政行为不受“同一事实和理由”的限制"
    )
    earlier_lost = YesNo("原审本机关败诉", needed_when=result.is_("affirmed"))


class Appeal(Form):
    """上诉"""

    appealed_by = Code("上诉人", {"organ": "本机关", "plaintiff": "原告", "other": "其他当事人"})
    appeal_text = Long("上诉请求和理由", sealed=True)


class Performance(Form):
    """履行生效裁判"""

    performed_how = Code(
        "履行情况",
        {"full": "已全部履行", "redone": "已重新作出行政行为", "nothing_due": "没有需要履行的内容"},
    )
    performed_text = Text("履行情况说明", max=500, sealed=True, required=False)
    same_grounds = YesNo("以同一事实和理由作出基本相同的行为", needed_when=performed_how.is_("redone"))


class Advice(Form):
    """收到司法建议"""

    advice_no = Text("司法建议书文号", max=60)
    advice_text = Long("建议内容", sealed=True)
    reply_by = Day("要求回复日期", required=False)


class AdviceReply(Form):
    """司法建议回复"""

    reply_text = Long("回复内容", sealed=True)


class Analysis(Lessons):
    """败诉分析报告"""


class Closing(Form):
    """结案归档"""

    effective_on = Day("裁判生效日期", required=False)
    closing_note = Text("备注", max=300, required=False)

"""What is filled in from the service of a penalty to its archive, and where a case leaves for elsewhere."""

from fazhi.core import form as ask
from fazhi.procedures.enforcement.acting_officers import REGISTER, officers, replaced
from fazhi.procedures.enforcement.penalty_codes import SERVICE_WAYS

CLOSE_KINDS = ask.codes("""
    executed 处罚执行完毕, no_penalty 不予处罚, transferred 移送司法机关, referred 移送其他机关,
    terminated 终结执行
""")
Withdrawal = ask.form("撤销立案审批表", withdraw_reason=ask.Text("撤销立案的理由", max=300, sealed=True))
Referral = ask.form(
    "案件移送函",
    referred_to=ask.Text("移送机关", max=60),
    referral_reason=ask.Text("移送理由", max=300, sealed=True),
    referral_list=ask.Text("移送材料清单", max=500, required=False),
)


class CrimeReport(ask.Form):
    """移送涉嫌犯罪案件书面报告"""

    officers = officers("专案组人员", acting=True)
    suspected_crime = ask.Text("涉嫌罪名", max=60)
    crime_facts = ask.Long("主要事实和证据", sealed=True)


class TransferRuling(ask.Form):
    """移送审批"""

    transfer_ruling = ask.Code("决定", "approved 批准移送, refused 不批准移送")
    transfer_reason = ask.Text("理由", max=300, sealed=True, help="不批准的，应当将理由记录在案")


Transfer = ask.form(
    "涉嫌犯罪案件移送书",
    police=ask.Text("接受移送的公安机关", max=60),
    transferred_at=ask.Moment("移送时间", happened=True),
    transfer_list=ask.Text("移送材料清单", max=500),
)
PoliceFiled = ask.form("公安机关立案通知", police_no=ask.Text("立案通知书文号", max=60))
PoliceDeclined = ask.form(
    "公安机关不予立案通知",
    police_no=ask.Text("不予立案通知书文号", max=60),
    police_reason=ask.Text("不予立案的理由", max=300, required=False, sealed=True),
)
PoliceReview = ask.form(
    "提请复议",
    asked_whom=ask.Code("提出方式", "police 提请公安机关复议, procuratorate 建议人民检察院立案监督"),
)
HandOver = ask.form(
    "移交涉案物品和材料", handed_list=ask.Text("移交清单", max=500, sealed=True), handed_to=ask.Name("接收人")
)
Announcement = ask.form(
    "公告送达",
    announced_where=ask.Text("公告载体", max=100),
    other_ways_failed=ask.Text("其他方式无法送达的原因和经过", max=500, sealed=True),
)


class Service(ask.Form):
    """送达回证"""

    service_way = ask.Code("送达方式", SERVICE_WAYS)
    served_where = ask.Text("送达地点", max=120, required=False, sealed=True)
    received_by = ask.Name("收件人", required=False)
    relation_to_party = ask.Text("代收人与受送达人关系", required=False, sealed=True)
    servers = ask.People("送达人", min=1, max=10, roster=REGISTER)
    left_proof = ask.Code(
        "留置送达的证明",
        "witness 见证人签名, filmed 拍照、录像记录送达过程",
        needed_when=service_way.is_("left"),
    )
    witness = ask.Name("见证人", required=False)
    agreed_electronic = ask.YesNo("当事人已签订送达确认书", needed_when=service_way.is_("electronic"))
    credit_notice = ask.YesNo("同时送达信用修复告知书", required=False)
    receipt = ask.Files("回证、邮寄凭证等", required=False)


OnSpotReport = ask.form(
    "当场处罚报备",
    copy_received=ask.YesNo("已收到决定书存根"),
    report_note=ask.Text("说明", max=200, required=False),
)


class Publishing(ask.Form):
    """公开处罚决定"""

    published_where = ask.Text("公开平台", max=60)
    published_url = ask.Text("网址", max=200, required=False)
    masked = ask.YesNo("已隐去不应公开的信息")


class Overturned(ask.Form):
    """处罚决定被变更、撤销"""

    overturned_how = ask.Code("结果", "changed 变更, revoked 撤销, unlawful 确认违法, void 确认无效")
    overturned_by = ask.Code("作出机关", "own 本机关自行纠正, reconsideration 行政复议机关, court 人民法院")
    overturned_no = ask.DocumentNumber("文书文号", required=False)
    amount_after = ask.Yuan("变更后的罚没款合计", needed_when=overturned_how.is_("changed"))


class TakenDown(ask.Form):
    """撤回公开信息"""

    taken_down_reason = ask.Text("公开说明的理由", max=300)


class Delisting(ask.Form):
    """停止公示"""

    delisted_for = ask.Code("原因", "expired 公示期届满, repaired 信用修复")
    repair_no = ask.Text("信用修复编号", max=60, needed_when=delisted_for.is_("repaired"))


class Deferral(ask.Form):
    """延期（分期）缴纳罚款审批"""

    deferral = ask.Code("方式", "later 延期缴纳, instalments 分期缴纳")
    hardship = ask.Text("当事人申请的理由", max=300, sealed=True)
    deferred_until = ask.Day("缴纳期限（分期的填最后一期）")


class Collected(ask.Form):
    """当场收缴罚款"""

    officers = officers("收缴人员", acting=True)
    collect_ground = ask.Code(
        "当场收缴的情形",
        "small 一百元以下罚款, hard_later 不当场收缴事后难以执行, "
        "remote 边远、水上、交通不便地区，当事人提出",
    )
    collected = ask.Yuan("收缴数额")
    collect_receipt = ask.Text("专用票据号码", max=40)


HandedIn = ask.form("当场收缴的罚款交至行政机关", handed_in=ask.Yuan("交款数额"))
Payment = ask.form(
    "缴款登记",
    paid=ask.Yuan("本次缴款数额"),
    receipt_no=ask.Text("银行缴款凭证（电子票据）号码", max=40),
    bank=ask.Text("收款银行或者电子支付渠道", max=60),
)
Urging = ask.form(
    "履行行政决定催告书",
    urged_until=ask.Day("履行期限"),
    urged_text=ask.Text("催告内容", max=300),
    officers=replaced(),
)
Surcharge = ask.form(
    "加处罚款决定书",
    surcharge=ask.Yuan("加处罚款数额"),
    surcharge_since=ask.Day("加处罚款起算日", happened=True),
    days_left_out=ask.Number("复议、诉讼期间不予计算的天数", unit="日", required=False),
)
Enforcement = ask.form(
    "强制执行情况",
    enforced_by=ask.Code(
        "执行方式", "own 行政机关依法强制执行, court 申请人民法院强制执行, auction 拍卖、划拨抵缴"
    ),
    coercion_case=ask.Ref("行政强制编号", "coercion", required=False),
    enforced_note=ask.Text("执行情况", max=300, sealed=True),
)
OtherPerformance = ask.form(
    "其他处罚内容履行情况", performance_note=ask.Text("履行情况", max=300, sealed=True), officers=replaced()
)
ThingDisposed = ask.form(
    "物品处理",
    thing=ask.Text("名称", max=100, sealed=True),
    disposal=ask.Code("处理", "returned 发还, auctioned 拍卖上缴, destroyed 销毁, handed_over 移交"),
)


class Closing(ask.Form):
    """结案报告（审批表）"""

    close_kind = ask.Code("结案方式", CLOSE_KINDS)
    closing_text = ask.Long("办理和执行情况", sealed=True)
    things = ask.Rows("涉案物品处理", ThingDisposed, required=False)
    fully_recorded = ask.YesNo("启动、调查、审核、决定、送达、执行全过程记录完整")
    termination_reason = ask.Text("终结执行的理由", max=300, needed_when=close_kind.is_("terminated"))


Archive = ask.form(
    "案卷归档",
    volumes=ask.Number("卷数", min=1, unit="卷"),
    pages=ask.Number("页数", min=1, unit="页", required=False),
    parts=ask.Codes("立卷", "main 正卷, secondary 副卷", required=False),
    retention=ask.Code("保管期限", "permanent 永久, long 长期（30年）, short 短期（10年）"),
)

"""热线工单 — hotline orders."""

from datetime import date, datetime

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Count, Derived, Document, Limit, Opens, Stage, Step, Strength, rule
from fazhi.core.ruling import done, not_done
from fazhi.law import HouseRule, figure, limit, statute
from fazhi.law.roles import HOTLINE_HANDLER, HOTLINE_OFFICER, OFFICE_HEAD

CHANNELS = ask.codes("""
    phone 12345电话, website 网站, wechat 微信, app APP, mini_program 小程序, police 110分流,
    superior 省、国家平台, leader_box 领导信箱, message_board 人民网留言, enterprise_line 企业专线
""")
ORDER_KINDS = ask.codes("""
    consult 咨询, help 求助, complaint 投诉, report 举报, suggestion 建议, praise 表扬, other 其他
""")
TOPICS = ask.codes("""
    property 物业管理, noise 噪声, appearance 市容环卫, traffic 停车交通, illegal_building 违法建设,
    utilities 供水电气热, housing 房屋质量, labour 劳动社保, civil_affairs 民政救助, consumer 消费,
    education_health 教育卫生, service 政务服务, enterprise 企业诉求, dogs 养犬, other 其他
""")
RESULTS = ask.codes("""
    solved 已解决, partly 部分解决, going_on 正在解决（列入计划）, explained 客观无法解决，已解释,
    unfounded 不属实, unreasonable 不合理诉求, led_to_law 已导入法定途径
""")
EXCLUDED_FOR = ask.codes("""
    unreasonable 不合理诉求, policy 对政策本身不满意, lawful_path 已进入法定途径,
    not_ours 不属于本单位职责, mistaken 回访记录有误
""")


class Dispatch(ask.Form):
    """热线工单"""

    order_no = ask.Text("工单编号", max=40, short=True, help="热线平台的编号")
    channel = ask.Code("来源渠道", CHANNELS, short=True)
    caller = ask.Name("诉求人", required=False)
    phone = ask.Phone("联系电话", required=False)
    confidential = ask.YesNo("诉求人要求保密")
    order_kind = ask.Code("诉求类型", ORDER_KINDS, short=True)
    topic = ask.Code("诉求分类", TOPICS, short=True)
    subject = ask.Title("诉求概括", help="概括事项，不写个人姓名")
    text = ask.Long("诉求内容", sealed=True)
    address = ask.Text("地址点位", max=120, sealed=True, required=False)
    grid = ask.Place("社区（网格）", required=False)
    urgency = ask.Code("紧急程度", "normal 一般, urgent 紧急, very_urgent 特急")
    hard = ask.YesNo("复杂疑难", required=False)
    dispatched_on = ask.Day("派单日期", happened=True)
    contact_by = ask.Moment("首次联系时限", help="工单载明的；没有载明的，按本地规定推算")
    due_on = ask.Day("办理时限", help="以工单载明的为准")
    repeat_of = ask.Ref("重复工单", "hotline_order", required=False, help="同一事项的原工单，不按诉求人归并")


Signing = ask.form("签收", office=ask.Text("首接部门", max=60), handler=ask.Person("承办人"))


class Return(ask.Form):
    """退单说明"""

    return_for = ask.Code(
        "退单原因",
        "not_here 非本辖区, not_ours 职责不符, duplicate 重复工单, lacking 信息不全, "
        "lawful_path 已进入法定途径",
    )
    return_ground = ask.Text("退单依据", max=300, help="履职事项清单、法律法规或者文件")
    proper_body = ask.Text("建议承办单位", max=80, needed_when=return_for.is_("not_here", "not_ours"))
    original = ask.Ref("原工单", "hotline_order", required=False)


ReturnDecided = ask.form("退单审核结果", return_note=ask.Text("热线机构意见", max=300, required=False))


class Contact(ask.Form):
    """联系诉求人"""

    contacted_at = ask.Moment("联系时间", happened=True)
    contact_way = ask.Code("联系方式", "phone 电话, visit 上门, message 短信、留言")
    reached = ask.YesNo("已联系上")
    contact_note = ask.Text("联系情况", max=300, sealed=True, required=False)


class Handling(ask.Form):
    """办理情况"""

    result = ask.Code("办理结果", RESULTS)
    handling = ask.Long("办理情况", sealed=True)
    photos = ask.Files("现场照片", required=False)
    legal_path = ask.Text("导入的法定途径", max=100, needed_when=result.is_("led_to_law"))


class Extension(ask.Form):
    """延期申请"""

    extension_reason = ask.Text("延期理由", max=300)
    agreed = ask.YesNo("热线机构同意")
    caller_told = ask.YesNo("已告知诉求人")
    due_on = ask.Day("延长后的办理时限")


Reply = ask.form(
    "回复单",
    replied_at=ask.Moment("答复时间", happened=True),
    reply_way=ask.Code("答复方式", "phone 电话, visit 当面, written 书面, online 网上"),
    reply_text=ask.Long("答复内容", sealed=True),
)


class CallBack(ask.Form):
    """回访"""

    left_out = ask.YesNo("经热线机构同意剔除", help="先办理甄别剔除申请；剔除的不计入回访")
    called = ask.Code("回访联系", "yes 是, no 否, unanswered 未接通")
    solved = ask.Code("是否解决", "yes 是, no 否, partly 部分", needed_when=called.is_("yes"))
    rating = ask.Code(
        "是否满意",
        "satisfied 满意, fairly 基本满意, neutral 一般, dissatisfied 不满意",
        needed_when=called.is_("yes"),
    )
    why = ask.Text("不满意原因", max=300, sealed=True, needed_when=rating.is_("dissatisfied"))


Exclusion = ask.form(
    "甄别剔除申请",
    excluded_for=ask.Code("剔除情形", EXCLUDED_FOR),
    exclusion_reason=ask.Text("甄别理由", max=300),
)
LeftOut = ask.form(
    "回访后剔除",
    left_out_for=ask.Code("剔除情形", EXCLUDED_FOR),
    left_out_note=ask.Text("热线机构意见", max=300, help="写明同意剔除的日期和文号"),
)


class Redoing(ask.Form):
    """重办"""

    redo_reason = ask.Text("重办理由", max=300)
    redo_by = ask.Day("重办时限")


Closing = ask.form("工单办结", closing_note=ask.Text("办结说明", max=300, sealed=True, required=False))
PETITIONS = statute("信访工作条例")
ON_THE_ORDER = HouseRule(
    "（工单时限）", "热线工单按工单载明的时限办理；延期的，届满前申请，经热线机构同意并告知诉求人"
)
SIGNED = HouseRule("（工单签收）", "收到热线工单及时签收；不属于本单位的，附依据和承办建议退单")
CONTACTED = HouseRule("（接诉响应）", "签收后先联系诉求人，再核实办理，办结后答复")
CALLED_BACK = HouseRule("（工单回访）", "答复后回访；未解决或者明显不到位的，退回重办")
JOINED = PETITIONS(37, "坚持社会矛盾纠纷多元预防调处化解，人民调解、行政调解、司法调解联动", paragraph=1)
COUNTED = CallBack.left_out.is_(False)
ORDINARY_KINDS = Dispatch.order_kind.is_("help", "complaint", "report", "suggestion")


@rule(CONTACTED)
def the_caller_was_contacted(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """Nobody is answered who was not contacted and whose matter was not handled."""
    missing = [
        word
        for step, word in (("contacted", "联系诉求人"), ("handled", "登记办理情况"))
        if step not in view.done
    ]
    return f"答复前须先{'、'.join(missing)}。" if missing else None


@rule(ON_THE_ORDER, needs_form=True)
def an_extension_is_agreed_in_time(view: CaseView, event: Event) -> str | None:
    """The time on the order is moved before it has run out, with consent, and the caller is told."""
    due = view.record.get("redo_by") or view.record.get("due_on")
    if due and event.on > date.fromisoformat(str(due)):
        return f"办理时限{due}已过，延期须在届满前申请。"
    if event.form["agreed"] != "yes" or event.form["caller_told"] != "yes":
        return "延期须经热线机构同意，并告知诉求人。"
    return None


@rule(CALLED_BACK)
def what_was_handled_anew_is_done(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """What was redone is handled and answered again."""
    steps = [one.step for one in view.history]
    if "redone" in steps and "handled" not in steps[len(steps) - steps[::-1].index("redone") :]:
        return "重办后须重新登记办理情况，再答复。"
    return None


leaving_out_was_asked_for = done(
    "excluded", CALLED_BACK, "剔除须先办理甄别剔除申请，经热线机构同意。", when=CallBack.left_out.is_("yes")
)
it_is_the_first_call_back = not_done("called_back", CALLED_BACK, "本件已回访过，重办后请办理“再次回访”。")
it_counted_so_far = not_done("left_out_after", CALLED_BACK, "本件的回访已经剔除。")
it_was_called_back_before = done("called_back", CALLED_BACK, "本件尚未回访，请办理“回访”。")


def _on_time(view: CaseView) -> str:
    if "redone" in view.done:
        clocks = (view.clock("finish"), view.clock("finish_again"))
        return "no" if any(clock is not None and clock.late for clock in clocks) else "yes"
    answered, due = view.record.get("replied_at"), view.record.get("due_on")
    if not answered or not due:
        return ""
    return "yes" if str(answered)[: len(str(due))] <= str(due) else "no"


def _contacted_on_time(view: CaseView) -> str:
    """Tell whether the first contact came by the moment on the order; "" for any later contact."""
    by, at = view.record.get("contact_by"), view.record.get("contacted_at")
    if not by or not at or sum(event.step == "contacted" for event in view.history) != 1:
        return ""
    return "yes" if datetime.fromisoformat(str(at)) <= datetime.fromisoformat(str(by)) else "no"


CHANNEL = Dispatch.channel


class HotlineOrder(Case):
    """An order from the hotline: signed for or returned, then handled, answered and called back.

    Orders are counted by topic and kind; who called is sealed, and no list of callers can be drawn.
    """

    label = "热线工单"
    since = "2020-12-28"
    title = "{subject}"
    by = HOTLINE_OFFICER

    signing = Stage("待签收")
    deciding = Stage("退单待审")
    handling = Stage("办理中")
    visiting = Stage("待回访")
    closing = Stage("待办结")
    closed_away = Stage("已办结", final=True)
    returned_away = Stage("已退单", final=True)

    dispatched = Step("派单", START >> signing, Dispatch).under(
        ON_THE_ORDER,
        documents=Document("order", "热线工单"),
        cites=statute("个人信息保护法").article(34, "不得超出履行法定职责所必需的范围和限度"),
    )
    received = Step("签收", signing >> handling, Signing).under(
        SIGNED, by=HOTLINE_OFFICER | OFFICE_HEAD, documents=Document("slip", "热线工单转办单")
    )
    returned = Step("申请退单", signing >> deciding, Return).under(
        SIGNED, documents=Document("return_note", "退单说明")
    )
    return_agreed = Step("退单同意", deciding >> returned_away, ReturnDecided).under(SIGNED)
    return_refused = Step("退单不同意", deciding >> signing, ReturnDecided).under(SIGNED)
    contacted = Step("联系诉求人", handling, Contact).under(CONTACTED, by=HOTLINE_HANDLER)
    handled = Step("办理", handling, Handling).under(
        CONTACTED,
        by=HOTLINE_HANDLER,
        opens=(
            Opens("dispute", "转矛盾纠纷受理", carry={"subject": "subject"}, sets={"source": "hotline"}),
            Opens("mediation", "转人民调解", sets={"source": "entrusted/hotline"}),
            Opens("petition", "转信访事项", sets={"channel": "hotline", "origin": "transferred"}),
            Opens("inspection", "转行政检查", sets={"source": "hotline"}),
            Opens("site_correction", "转现场整治"),
            Opens("penalty", "转行政处罚", sets={"source": "hotline"}),
            Opens("enterprise_request", "转企业诉求"),
            Opens("grid_event", "转网格事件"),
        ),
        cites=JOINED,
    )
    extended = Step("延期", handling, Extension).under(
        ON_THE_ORDER, needs=an_extension_is_agreed_in_time, documents=Document("extension", "工单延期申请")
    )
    replied = Step("答复", handling >> visiting, Reply).under(
        CONTACTED,
        by=HOTLINE_OFFICER | OFFICE_HEAD,
        needs=(the_caller_was_contacted, what_was_handled_anew_is_done),
        documents=Document("reply", "热线工单回复单"),
    )
    excluded = Step("申请甄别剔除", visiting, Exclusion).under(
        CALLED_BACK, documents=Document("exclusion", "甄别剔除申请")
    )
    called_back = Step("回访", visiting >> closing, CallBack).under(
        CALLED_BACK, needs=(it_is_the_first_call_back, leaving_out_was_asked_for)
    )
    called_again = Step("再次回访", visiting >> closing, CallBack).under(
        CALLED_BACK, needs=it_was_called_back_before
    )
    left_out_after = Step("回访后剔除", closing | closed_away, LeftOut).under(
        CALLED_BACK, needs=it_counted_so_far
    )
    redone = Step("重办", (visiting | closing) >> handling, Redoing).under(CALLED_BACK)
    closed = Step("办结", closing >> closed_away, Closing).under(ON_THE_ORDER)

    contact = Limit(
        "首次联系诉求人",
        Dispatch.contact_by,
        dispatched >> (contacted, returned),
        basis=CONTACTED,
        met_at=Contact.contacted_at,
    )
    finish = Limit(
        "办理时限",
        Dispatch.due_on,
        dispatched >> (replied, return_agreed),
        basis=ON_THE_ORDER,
        extended_by={extended: Extension.due_on},
    )
    finish_again = Limit(
        "重办时限",
        Redoing.redo_by,
        redone >> replied,
        basis=CALLED_BACK,
        extended_by={extended: Extension.due_on},
    )
    sign = Limit("签收工单", limit("HL-01"), dispatched.on(Dispatch.dispatched_on) >> (received, returned))
    send_back = Limit(
        "退单异议",
        limit("HL-02"),
        dispatched.on(Dispatch.dispatched_on) >> returned,
        when=Dispatch.hard.is_(False),
        strength=Strength.MAY,
    )
    send_back_hard = Limit(
        "退单异议（复杂疑难）",
        limit("HL-03"),
        dispatched.on(Dispatch.dispatched_on) >> returned,
        when=Dispatch.hard.is_(True),
        strength=Strength.MAY,
    )
    answer_question = Limit(
        "咨询类办结答复",
        limit("HL-04"),
        dispatched.on(Dispatch.dispatched_on) >> (replied, return_agreed),
        when=Dispatch.order_kind.is_("consult"),
        extended_by={extended: Extension.due_on},
    )
    answer_request = Limit(
        "求助投诉举报建议类办结答复",
        limit("HL-05"),
        dispatched.on(Dispatch.dispatched_on) >> (replied, return_agreed),
        when=ORDINARY_KINDS,
        extended_by={extended: Extension.due_on},
    )

    on_time = Derived("按期", "yes 是, no 否", by=_on_time)
    contacted_on_time = Derived("按时响应", "yes 是, no 否", by=_contacted_on_time)

    indicators = (
        figure("hotline.received", Count(received), by=(CHANNEL, Dispatch.order_kind, Dispatch.topic)),
        figure("hotline.closed", Count(closed), by=(CHANNEL, Dispatch.order_kind, Dispatch.topic)),
        figure("hotline.called_back", Count(called_back, COUNTED, taken_back=left_out_after), by=CHANNEL),
        figure(
            "hotline.resolved",
            Count(called_back, CallBack.solved.is_("yes") & COUNTED, taken_back=left_out_after),
            by=CHANNEL,
        ),
        figure("hotline.resolution_rate", by=CHANNEL),
        figure("hotline.closed_on_time", Count(closed, on_time.is_("yes")), by=CHANNEL),
        figure("hotline.on_time_rate", by=CHANNEL),
        figure(
            "hotline.satisfied",
            Count(
                called_back, CallBack.rating.is_("satisfied", "fairly") & COUNTED, taken_back=left_out_after
            ),
            by=CHANNEL,
        ),
        figure("hotline.satisfaction_rate", by=CHANNEL),
        figure("hotline.contacted", Count(contacted, contacted_on_time.is_("yes")), by=CHANNEL),
        figure("hotline.response_rate", by=CHANNEL),
    )

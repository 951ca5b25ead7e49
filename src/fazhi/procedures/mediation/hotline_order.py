"""热线工单 — hotline orders."""

from __future__ import annotations

from datetime import date, datetime

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import (
    Count,
    Derived,
    Document,
    Flow,
    Limit,
    Opens,
    Rate,
    Stage,
    Step,
    Strength,
    rule,
)
from fazhi.law import limit, statute
from fazhi.law.roles import HOTLINE_HANDLER, HOTLINE_OFFICER, OFFICE_HEAD
from fazhi.procedures.mediation.hotline_order_forms import (
    CallBack,
    Closing,
    Contact,
    Dispatch,
    Exclusion,
    Extension,
    Handling,
    Redoing,
    Reply,
    Return,
    ReturnDecided,
    Signing,
)

# 依据
PETITIONS = statute("信访工作条例")
PRIVACY = statute("个人信息保护法")
ON_THE_ORDER = HouseRule(
    "（工单时限）", "热线工单按工单载明的时限办理；延期的，届满前申请，经热线机构同意并告知诉求人"
)
SIGNED = HouseRule("（工单签收）", "收到热线工单及时签收；不属于本单位的，附依据和承办建议退单")
CONTACTED = HouseRule("（接诉响应）", "签收后先联系诉求人，再核实办理，办结后答复")
CALLED_BACK = HouseRule("（工单回访）", "答复后回访；未解决或者明显不到位的，退回重办")
JOINED = PETITIONS.article(
    37, "坚持社会矛盾纠纷多元预防调处化解，人民调解、行政调解、司法调解联动", paragraph=1
)
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


@rule(CALLED_BACK, needs_form=True)
def leaving_out_was_asked_for(view: CaseView, event: Event) -> str | None:
    """An order is left out of the count only where that was asked for with reasons."""
    if event.form["left_out"] == "yes" and "excluded" not in view.done:
        return "剔除须先办理甄别剔除申请，经热线机构同意。"
    return None


@rule(CALLED_BACK)
def it_is_the_first_call_back(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """An order is counted as called back once: after it was redone it is called back again."""
    return "本件已回访过，重办后请办理“再次回访”。" if "called_back" in view.done else None


@rule(CALLED_BACK)
def it_was_called_back_before(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """Only what was called back is called back again."""
    return None if "called_back" in view.done else "本件尚未回访，请办理“回访”。"


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


class HotlineOrder(Case):
    """An order from the hotline: signed for or returned, then handled, answered and called back.

    Orders are counted by topic and kind; who called is sealed, and no list of callers can be drawn.
    """

    code = "hotline_order"
    label = "热线工单"
    group = "mediation"
    in_force = date(2020, 12, 28)
    title = "{subject}"

    # 状态
    signing = Stage("待签收")
    deciding = Stage("退单待审")
    handling = Stage("办理中")
    visiting = Stage("待回访")
    closing = Stage("待办结")
    closed_away = Stage("已办结", final=True)
    returned_away = Stage("已退单", final=True)

    # 环节
    dispatched = Step(
        label="派单",
        to=signing,
        by=HOTLINE_OFFICER,
        form=Dispatch,
        documents=(Document("order", "热线工单"),),
        basis=ON_THE_ORDER,
        cites=(PRIVACY.article(34, "不得超出履行法定职责所必需的范围和限度"),),
    )
    received = Step(
        label="签收",
        at=(signing,),
        to=handling,
        by=HOTLINE_OFFICER | OFFICE_HEAD,
        form=Signing,
        documents=(Document("slip", "热线工单转办单"),),
        basis=SIGNED,
    )
    returned = Step(
        label="申请退单",
        at=(signing,),
        to=deciding,
        by=HOTLINE_OFFICER,
        form=Return,
        documents=(Document("return_note", "退单说明"),),
        basis=SIGNED,
    )
    return_agreed = Step(
        label="退单同意",
        at=(deciding,),
        to=returned_away,
        by=HOTLINE_OFFICER,
        form=ReturnDecided,
        basis=SIGNED,
    )
    return_refused = Step(
        label="退单不同意",
        at=(deciding,),
        to=signing,
        by=HOTLINE_OFFICER,
        form=ReturnDecided,
        basis=SIGNED,
    )
    contacted = Step(
        label="联系诉求人",
        at=(handling,),
        by=HOTLINE_HANDLER,
        form=Contact,
        basis=CONTACTED,
    )
    handled = Step(
        label="办理",
        at=(handling,),
        by=HOTLINE_HANDLER,
        form=Handling,
        opens=(
            Opens("dispute", "转矛盾纠纷受理", carry={"subject": "subject"}, sets={"source": "hotline"}),
            Opens("mediation", "转人民调解", sets={"source": "entrusted/hotline"}),
            Opens(
                "petition",
                "转信访事项",
                sets={"channel": "hotline", "origin": "transferred"},
            ),
            Opens("inspection", "转行政检查", sets={"source": "hotline"}),
            Opens("site_correction", "转现场整治"),
            Opens("penalty", "转行政处罚", sets={"source": "hotline"}),
            Opens("enterprise_request", "转企业诉求"),
            Opens("grid_event", "转网格事件"),
        ),
        basis=CONTACTED,
        cites=(JOINED,),
    )
    extended = Step(
        label="延期",
        at=(handling,),
        by=HOTLINE_OFFICER,
        form=Extension,
        needs=(an_extension_is_agreed_in_time,),
        documents=(Document("extension", "工单延期申请"),),
        basis=ON_THE_ORDER,
    )
    replied = Step(
        label="答复",
        at=(handling,),
        to=visiting,
        by=HOTLINE_OFFICER | OFFICE_HEAD,
        form=Reply,
        needs=(the_caller_was_contacted, what_was_handled_anew_is_done),
        documents=(Document("reply", "热线工单回复单"),),
        basis=CONTACTED,
    )
    excluded = Step(
        label="申请甄别剔除",
        at=(visiting,),
        by=HOTLINE_OFFICER,
        form=Exclusion,
        documents=(Document("exclusion", "甄别剔除申请"),),
        basis=CALLED_BACK,
    )
    called_back = Step(
        label="回访",
        at=(visiting,),
        to=closing,
        by=HOTLINE_OFFICER,
        form=CallBack,
        needs=(it_is_the_first_call_back, leaving_out_was_asked_for),
        basis=CALLED_BACK,
    )
    called_again = Step(
        label="再次回访",
        at=(visiting,),
        to=closing,
        by=HOTLINE_OFFICER,
        form=CallBack,
        needs=(it_was_called_back_before,),
        basis=CALLED_BACK,
    )
    redone = Step(
        label="重办",
        at=(visiting, closing),
        to=handling,
        by=HOTLINE_OFFICER,
        form=Redoing,
        basis=CALLED_BACK,
    )
    closed = Step(
        label="办结",
        at=(closing,),
        to=closed_away,
        by=HOTLINE_OFFICER,
        form=Closing,
        basis=ON_THE_ORDER,
    )

    # 期限
    finish = Limit(
        label="办理时限",
        due=Dispatch.due_on,
        basis=ON_THE_ORDER,
        since=dispatched,
        until=(replied, return_agreed),
        extended_by={extended: Extension.due_on},
    )
    finish_again = Limit(
        label="重办时限",
        due=Redoing.redo_by,
        basis=CALLED_BACK,
        since=redone,
        until=(replied,),
        extended_by={extended: Extension.due_on},
    )
    sign = Limit(
        label="签收工单",
        row=limit("HL-01"),
        since=dispatched,
        from_day=Dispatch.dispatched_on,
        until=(received, returned),
    )
    send_back = Limit(
        label="退单异议",
        row=limit("HL-02"),
        since=dispatched,
        from_day=Dispatch.dispatched_on,
        until=(returned,),
        when=Dispatch.hard.is_(False),
        strength=Strength.MAY,
    )
    send_back_hard = Limit(
        label="退单异议（复杂疑难）",
        row=limit("HL-03"),
        since=dispatched,
        from_day=Dispatch.dispatched_on,
        until=(returned,),
        when=Dispatch.hard.is_(True),
        strength=Strength.MAY,
    )
    answer_question = Limit(
        label="咨询类办结答复",
        row=limit("HL-04"),
        since=dispatched,
        from_day=Dispatch.dispatched_on,
        until=(replied, return_agreed),
        when=Dispatch.order_kind.is_("consult"),
        extended_by={extended: Extension.due_on},
    )
    answer_request = Limit(
        label="求助投诉举报建议类办结答复",
        row=limit("HL-05"),
        since=dispatched,
        from_day=Dispatch.dispatched_on,
        until=(replied, return_agreed),
        when=ORDINARY_KINDS,
        extended_by={extended: Extension.due_on},
    )

    on_time = Derived("按期", {"yes": "是", "no": "否"}, by=_on_time)
    contacted_on_time = Derived("按时响应", {"yes": "是", "no": "否"}, by=_contacted_on_time)

    # 数字
    indicators = (
        Flow(
            "hotline.received",
            "热线工单受理件数",
            "件",
            Count(received),
            by=(Dispatch.channel, Dispatch.order_kind, Dispatch.topic),
            says=("12345转办", "诉求受理"),
            definition="本期签收的热线工单，退单未签收的不计。",
        ),
        Flow(
            "hotline.closed",
            "热线工单办结件数",
            "件",
            Count(closed),
            by=(Dispatch.channel, Dispatch.order_kind, Dispatch.topic),
            says=("工单办结",),
            definition="本期办结的热线工单，以办结日期计。",
        ),
        Flow(
            "hotline.called_back",
            "热线回访工单件数",
            "件",
            Count(called_back, where=COUNTED),
            by=(Dispatch.channel,),
            says=("工单回访",),
            definition="本期首次回访的工单，一件计一次，甄别剔除的不计，重办后再次回访的不重复计。",
        ),
        Flow(
            "hotline.resolved",
            "热线诉求解决件数",
            "件",
            Count(called_back, where=CallBack.solved.is_("yes") & COUNTED),
            by=(Dispatch.channel,),
            says=("诉求解决",),
            definition="计入的回访中诉求人表示已解决的工单，部分解决的不计。",
        ),
        Rate(
            "hotline.resolution_rate",
            "热线诉求解决率",
            "%",
            "hotline.resolved / hotline.called_back",
            by=(Dispatch.channel,),
            says=("答复解决率",),
            definition="热线诉求解决件数占热线回访工单件数之比。",
        ),
        Flow(
            "hotline.closed_on_time",
            "热线按期办结件数",
            "件",
            Count(closed, where=on_time.is_("yes")),
            by=(Dispatch.channel,),
            says=("工单按时办结",),
            definition="本期办结的工单中，答复不晚于工单载明或者延长后的时限的。",
        ),
        Rate(
            "hotline.on_time_rate",
            "热线按期办结率",
            "%",
            "hotline.closed_on_time / hotline.closed",
            by=(Dispatch.channel,),
            says=("工单按时完成率",),
            definition="热线按期办结件数占热线工单办结件数之比。",
        ),
        Flow(
            "hotline.satisfied",
            "热线回访满意件数",
            "件",
            Count(called_back, where=CallBack.rating.is_("satisfied", "fairly") & COUNTED),
            by=(Dispatch.channel,),
            says=("诉求人满意",),
            definition="计入的回访中评价为满意或者基本满意的工单。",
        ),
        Rate(
            "hotline.satisfaction_rate",
            "热线满意率",
            "%",
            "hotline.satisfied / hotline.called_back",
            by=(Dispatch.channel,),
            says=("群众满意率",),
            definition="热线回访满意件数占热线回访工单件数之比。",
        ),
        Flow(
            "hotline.contacted",
            "热线按时响应件数",
            "件",
            Count(contacted, where=contacted_on_time.is_("yes")),
            by=(Dispatch.channel,),
            says=("及时联系",),
            definition="本期首次联系诉求人不晚于工单载明的联系时限的工单。",
        ),
        Rate(
            "hotline.response_rate",
            "热线响应率",
            "%",
            "hotline.contacted / hotline.received",
            by=(Dispatch.channel,),
            says=("接诉响应率",),
            definition="热线按时响应件数占热线工单受理件数之比。",
        ),
    )

"""行政应诉 — response to administrative suits."""

from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.form import codes
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import (
    START,
    Column,
    Count,
    Derived,
    Document,
    Limit,
    Opens,
    Stage,
    Step,
    Strength,
    rule,
)
from fazhi.law import limit, statute, threshold
from fazhi.law.figures import figure
from fazhi.law.roles import ARCHIVIST, DEPUTY_LAW, JUSTICE_HEAD, LITIGATOR, SUBMITTER
from fazhi.procedures.review import contest_rules as rules
from fazhi.procedures.review.contest_forms import Presence
from fazhi.procedures.review.litigation_forms import (
    LOST,
    ActChanged,
    Advice,
    AdviceReply,
    Analysis,
    Appeal,
    Assignment,
    Closing,
    Defence,
    Deferral,
    Hearing,
    Judgment,
    Performance,
    Suit,
    Summons,
)

# 依据
LAW = statute("行政诉讼法")
HEADS = statute("负责人出庭规定")
TOLD = statute("行诉解释").article(81)
BURDEN = LAW(34, "应当提供作出该行政行为的证据和所依据的规范性文件", paragraph=1)
HEAD_ATTENDS = LAW(
    3, "被诉行政机关负责人应当出庭应诉。不能出庭的，应当委托行政机关相应的工作人员出庭", paragraph=3
)
IN_FORCE = LAW(85, "逾期不提起上诉的，人民法院的第一审判决或者裁定发生法律效力")
OBEYED = LAW(94, "当事人必须履行人民法院发生法律效力的判决、裁定、调解书")
ADVISED = HouseRule("应诉2", "收到司法建议的，按建议书载明的日期书面回复，未回复的不归档。")

# 条件
DEFENDING = Suit.position.is_("defendant", "co_defendant")
FIRST = Suit.instance.is_("first")


@rule(threshold("TH-31").basis, needs_form=True)
def not_too_many_stand_for_the_organ(_view: CaseView, event: Event) -> str | None:
    """One or two stand for the organ, counsel included."""
    form, most = event.form, int(threshold("TH-31").ceiling)
    counsel = sum(1 for name in ("lawyer", "lawyer_name") if form.get(name))
    if len(form["staff_agents"]) + counsel > most:
        return f"诉讼代理人至多{most}人，工作人员和律师合计超过了，请调整。"
    return None


@rule(TOLD, needs_form=True)
def the_court_was_told(_view: CaseView, event: Event) -> str | None:
    """The court is told in writing that the act was changed."""
    return None if event.form["told_court"] == "yes" else "诉讼中改变被诉行政行为的，应当书面告知人民法院。"


@rule(LAW(85, "当事人不服人民法院第一审判决的"))
def only_the_first_instance_is_appealed(view: CaseView, _event: Event) -> str | None:
    """Only what was decided at first instance is appealed."""
    first = view.record.get("instance") == "first"
    return None if first else "第二审裁判是终审裁判，不能上诉；本案审级不是第一审。"


@rule(IN_FORCE)
def it_has_taken_effect(view: CaseView, event: Event) -> str | None:
    """A file is closed once the time for an appeal is over."""
    for clock in filter(None, map(view.clock, ("appeal_judgment", "appeal_ruling"))):
        if clock.last_day is not None and event.on <= clock.last_day:
            return f"上诉期至{clock.last_day}届满，裁判尚未生效，不能归档。"
    return None


@rule(OBEYED)
def what_was_lost_is_performed(view: CaseView, _event: Event) -> str | None:
    """What the court ordered was carried out."""
    return "败诉案件尚未登记履行情况。" if _lost(view) == "yes" and "performed" not in view.done else None


@rule(rules.LEARNED)
def what_was_lost_is_analysed(view: CaseView, _event: Event) -> str | None:
    """A suit lost was analysed."""
    return "败诉案件尚未作出败诉分析报告。" if _lost(view) == "yes" and "analysed" not in view.done else None


@rule(ADVISED)
def an_advice_was_received(view: CaseView, _event: Event) -> str | None:
    """What is replied to was received."""
    return None if "advised" in view.done else "本案没有收到司法建议。"


@rule(ADVISED)
def an_advice_is_replied_to(view: CaseView, _event: Event) -> str | None:
    """The court's advice was replied to."""
    waiting = "advised" in view.done and "replied" not in view.done
    return "司法建议尚未回复。" if waiting else None


def _lost(view: CaseView) -> str:
    record = view.record
    result = str(record.get("result", "")).partition("/")[0]
    if not result:
        return ""
    pays = record.get("compensation", "0.00") != "0.00"
    affirmed = result == "affirmed" and record.get("earlier_lost") == "yes"
    return "yes" if result in LOST or pays or affirmed else "no"


class Litigation(Case):
    """A suit against the organ, from the complaint to the lessons; each instance is a case of its own."""

    label = "行政应诉"
    in_force = date(2017, 7, 1)
    number = "{organ}应诉〔{year}〕{n}号"
    title = "{subject} · {instance} · {court}"
    by = LITIGATOR

    # 状态
    receiving = Stage("待分工")
    answering = Stage("答辩举证")
    trying = Stage("审理中")
    deciding = Stage("已裁判")
    closed_away = Stage("已归档", final=True)
    appealed_away = Stage("已上诉", final=True)

    # 环节
    received = Step("收到应诉通知", START >> receiving, Suit).under(
        LAW(26, "作出行政行为的行政机关是被告", paragraph=1),
        documents=(Document("registration", "行政应诉登记表"),),
    )
    assigned = Step("应诉分工", (receiving | answering | trying) >> answering, Assignment).under(
        LAW(31, "可以委托一至二人作为诉讼代理人", paragraph=1),
        by=JUSTICE_HEAD | DEPUTY_LAW,
        needs=(not_too_many_stand_for_the_organ, rules.others_than_who_acted_attend),
        documents=(Document("authority", "授权委托书"),),
        opens=(
            Opens(
                "adviser_task", "请法律顾问办理", carry={"office": "office"}, sets={"task_kind": "litigation"}
            ),
        ),
        cites=(rules.OWN_STAFF, LAW(56, "诉讼期间，不停止行政行为的执行", paragraph=1)),
    )
    deferred = Step("法院准许延期举证", answering, Deferral).under(
        LAW(36, "因不可抗力等正当事由不能提供的，经人民法院准许，可以延期提供", paragraph=1)
    )
    answered = Step("答辩举证", answering >> trying, Defence).under(
        BURDEN,
        needs=(
            rules.not_gathered_meanwhile(LAW(35, "被告及其诉讼代理人不得自行向原告、第三人和证人收集证据")),
            rules.out_of_time(
                limit("LT-01"), came_on="sued_on", when={"route": "direct", "remedy_told": "yes"}
            ),
            rules.out_of_time(
                limit("LT-03"), came_on="sued_on", when={"route": "direct", "remedy_told": "no"}
            ),
            rules.out_of_time(limit("LT-02"), came_on="sued_on", when={"route": "after_reconsideration"}),
            rules.out_of_time(limit("LT-04"), limit("LT-05"), came_on="sued_on", when={"route": "inaction"}),
        ),
        documents=(Document("defence", "答辩状"), Document("evidence_list", "证据目录")),
        cites=(LAW(67, "并提出答辩状", paragraph=1),),
    )
    act_changed = Step("改变被诉行政行为", answering | trying, ActChanged).under(
        LAW(62, "被告改变其所作的行政行为，原告同意并申请撤诉的"),
        by=SUBMITTER,
        needs=(the_court_was_told,),
        cites=(TOLD,),
    )
    summoned = Step("收到出庭通知", answering | trying, Summons).under(
        HEAD_ATTENDS, documents=(Document("head_identity", "行政机关负责人身份证明"),), cites=(HEADS(6),)
    )
    heard = Step("出庭应诉", answering | trying, Hearing).under(
        HEAD_ATTENDS,
        needs=rules.the_head_or_staff_attend(HEAD_ATTENDS, proof=HEADS(9)),
        documents=(
            Document("head_absence", "负责人不能出庭情况说明", when=Presence.head_present.is_(False)),
        ),
        cites=(HEADS(2), HEADS(7), HEADS(8), HEADS(11)),
    )
    judged = Step("收到裁判", (receiving | answering | trying) >> deciding, Judgment).under(
        LAW(80, "宣告判决时，必须告知当事人上诉权利、上诉期限和上诉的人民法院")
    )
    appealed = Step("上诉", deciding >> appealed_away, Appeal).under(
        LAW(85, "当事人不服人民法院第一审判决的，有权在判决书送达之日起十五日内"),
        needs=(only_the_first_instance_is_appealed,),
        documents=(Document("appeal", "上诉状", when=Appeal.appealed_by.is_("organ")),),
        opens=(
            Opens(
                "litigation",
                "登记第二审",
                carry={
                    name: name
                    for name in (
                        "subject",
                        "act_no",
                        "act_on",
                        "position",
                        "route",
                        "counted_from",
                        "remedy_told",
                        "sued_on",
                    )
                },
                sets={"instance": "second"},
            ),
        ),
    )
    performed = Step("履行裁判", deciding, Performance).under(
        OBEYED,
        by=LITIGATOR | SUBMITTER,
        needs=(
            rules.not_on_the_same_grounds(
                LAW(71, "被告不得以同一的事实和理由作出与原行政行为基本相同的行政行为")
            ),
        ),
        documents=(Document("performance_report", "履行情况报告"),),
    )
    advised = Step("收到司法建议", answering | trying | deciding, Advice).under(
        ADVISED, opens=(Opens("rectification", "列入整改清单", sets={"source": "judicial_advice"}),)
    )
    replied = Step("回复司法建议", answering | trying | deciding, AdviceReply).under(
        ADVISED,
        needs=(an_advice_was_received,),
        documents=(Document("advice_reply", "司法建议回复函", number="{organ}司建复〔{year}〕{n}号"),),
    )
    analysed = Step("败诉分析", deciding, Analysis).under(
        rules.LEARNED,
        documents=(Document("loss_report", "败诉分析报告"),),
        opens=(Opens("rectification", "列入整改清单", sets={"source": "self_check"}),),
    )
    closed = Step("结案归档", deciding >> closed_away, Closing).under(
        IN_FORCE,
        by=LITIGATOR | ARCHIVIST,
        needs=(
            it_has_taken_effect,
            what_was_lost_is_performed,
            what_was_lost_is_analysed,
            an_advice_is_replied_to,
        ),
    )

    # 维度
    lost = Derived("败诉", codes("yes 是, no 否"), by=_lost)

    # 期限
    answer = Limit(
        "提交答辩状和证据",
        limit("LT-06"),
        received >> (answered, judged),
        from_day=Suit.served_on,
        when=DEFENDING & FIRST,
        extended_by={deferred: Deferral.deferred_to},
        silence="不提供或者无正当理由逾期提供证据，视为没有相应证据",
    )
    notice = Limit(
        "送达出庭通知", limit("LT-07"), summoned >> heard, event_day=Summons.hearing_at, whose="人民法院"
    )
    appeal_judgment = Limit(
        "对第一审判决上诉",
        limit("LT-08"),
        judged >> appealed,
        from_day=Judgment.judgment_served_on,
        when=FIRST & Judgment.result.is_("dismissed", *LOST),
        strength=Strength.MAY,
    )
    appeal_ruling = Limit(
        "对第一审裁定上诉",
        limit("LT-09"),
        judged >> appealed,
        from_day=Judgment.judgment_served_on,
        when=FIRST & Judgment.result.is_("suit_rejected"),
        strength=Strength.MAY,
    )
    perform = Limit(
        "按裁判履行",
        Judgment.perform_by,
        judged >> (performed, appealed),
        basis=OBEYED,
        when=Judgment.perform_by.filled(),
    )
    disclose = Limit(
        "按判决公开信息",
        limit("ID-07"),
        judged >> (performed, appealed),
        from_day=Judgment.judgment_served_on,
        when=Suit.subject.is_("disclosure") & Judgment.result.is_("ordered"),
    )
    reply_to_advice = Limit(
        "回复司法建议", Advice.reply_by, advised >> replied, basis=ADVISED, when=Advice.reply_by.filled()
    )

    columns = (
        Column("案号", Suit.court_no),
        Column("法院", Suit.court, also=("受理法院", "审理法院")),
        Column("原告", Suit.plaintiffs, only={"role": "plaintiff"}),
        Column("案由", Suit.subject, also=("案件类型",)),
        Column("被诉行为", Suit.act_name),
        Column("收到日期", Suit.served_on, also=("收到起诉状日期",)),
        Column("答辩日期", answered),
        Column("开庭日期", heard),
        Column("出庭负责人", Presence.head),
        Column("职务", Presence.post_level),
        Column("代理人", Assignment.staff_agents),
        Column("裁判结果", Judgment.result),
        Column("生效日期", Closing.effective_on),
        Column("履行情况", Performance.performed_how),
        Column("备注", Closing.closing_note),
    )

    # 数字
    indicators = (
        figure("litigation.cases", Count(received, DEFENDING), by=(Suit.subject, Suit.instance)),
        figure("litigation.closed", Count(judged, DEFENDING), by=Suit.subject & Suit.instance),
        figure("litigation.lost", Count(judged, DEFENDING & lost.is_("yes")), by=Suit.subject),
        figure("litigation.loss_rate"),
        figure(
            "litigation.claims_dismissed",
            Count(judged, DEFENDING & Judgment.result.is_("dismissed")),
            by=Suit.subject,
        ),
        figure(
            "litigation.settled_withdrawn",
            Count(judged, DEFENDING & Judgment.result.is_("settled_or_withdrawn")),
            by=Suit.subject,
        ),
        figure("litigation.heard", Count(heard, DEFENDING, once=True), by=Suit.instance),
        figure(
            "litigation.head_appearances",
            Count(heard, DEFENDING & Presence.head_present.is_(True), once=True),
            by=Presence.post_level,
        ),
        figure("litigation.head_appearance_rate"),
    )

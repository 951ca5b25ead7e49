"""行政应诉 — response to administrative suits."""

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.counting import Count
from fazhi.core.declaring import names
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Column, Derived, Document, Limit, Opens, Stage, Step, Strength, rule
from fazhi.core.ruling import done, must
from fazhi.law import HouseRule, figure, limit, statute, threshold
from fazhi.law.roles import ARCHIVIST, COUNSEL, DEPUTY_LAW, HEAD, JUSTICE_HEAD, LITIGATOR, SUBMITTER
from fazhi.procedures.review import contest_rules as rules
from fazhi.procedures.review.contest_forms import Challenged, Lessons, Presence, Reply

AGENTS = threshold("TH-31")
ROUTES = ask.codes("direct 直接起诉, after_reconsideration 经行政复议后起诉, inaction 起诉不履行法定职责")
RESULTS = ask.codes("""
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
    instance = ask.Code("审级", "first 第一审, second 第二审, retrial 再审", short=True)
    position = ask.Code("诉讼地位", "defendant 被告, co_defendant 共同被告, third_party 第三人")
    plaintiffs = ask.Parties("当事人", ask.codes("plaintiff 原告, third_party 第三人, co_defendant 共同被告"))
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


class ActChanged(ask.Form):
    """改变被诉行政行为"""

    change_kind = ask.Code("方式", "revoked 撤销, changed 变更, performed 履行职责")
    change_text = ask.Text("改变的内容", max=500, sealed=True)
    told_court = ask.YesNo("已书面告知人民法院")


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


LAW = statute("行政诉讼法")
HEADS = statute("负责人出庭规定")
TOLD = statute("行诉解释").article(81)
HEAD_ATTENDS = LAW(
    3, "被诉行政机关负责人应当出庭应诉。不能出庭的，应当委托行政机关相应的工作人员出庭", paragraph=3
)
IN_FORCE = LAW(85, "逾期不提起上诉的，人民法院的第一审判决或者裁定发生法律效力")
OBEYED = LAW(94, "当事人必须履行人民法院发生法律效力的判决、裁定、调解书")
ADVISED = HouseRule("应诉2", "收到司法建议的，按建议书载明的日期书面回复，未回复的不归档。")
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


the_court_was_told = must(
    ActChanged.told_court.is_("yes"), TOLD, "诉讼中改变被诉行政行为的，应当书面告知人民法院。"
)
only_the_first_instance_is_appealed = must(
    Suit.instance.is_("first"),
    LAW(85, "当事人不服人民法院第一审判决的"),
    "第二审裁判是终审裁判，不能上诉；本案审级不是第一审。",
)


@rule(IN_FORCE)
def it_has_taken_effect(view: CaseView, event: Event) -> str | None:
    """A file is closed once the time for an appeal is over."""
    for clock in filter(None, map(view.clock, ("appeal_judgment", "appeal_ruling"))):
        if clock.last_day is not None and event.on <= clock.last_day:
            return f"上诉期至{clock.last_day}届满，裁判尚未生效，不能归档。"
    return None


def _lost(view: CaseView) -> str:
    record = view.record
    result = str(record.get("result", "")).partition("/")[0]
    if not result:
        return ""
    pays = record.get("compensation", "0.00") != "0.00"
    affirmed = result == "affirmed" and record.get("earlier_lost") == "yes"
    return "yes" if result in LOST or pays or affirmed else "no"


def _is_lost(view: CaseView) -> bool:
    return _lost(view) == "yes"


what_was_lost_is_performed = done("performed", OBEYED, "败诉案件尚未登记履行情况。", when=_is_lost)
what_was_lost_is_analysed = done("analysed", rules.LEARNED, "败诉案件尚未作出败诉分析报告。", when=_is_lost)
an_advice_was_received = done("advised", ADVISED, "本案没有收到司法建议。")
an_advice_is_replied_to = done("replied", ADVISED, "司法建议尚未回复。", when="advised")


class Litigation(Case):
    """A suit against the organ, from the complaint to the lessons; each instance is a case of its own."""

    label = "行政应诉"
    since = "2017-07-01"
    number = "{organ}应诉〔{year}〕{n}号"
    title = "{subject} · {instance} · {court}"
    by = LITIGATOR

    receiving = Stage("待分工")
    answering = Stage("答辩举证")
    trying = Stage("审理中")
    deciding = Stage("已裁判")
    closed_away = Stage("已归档", final=True)
    appealed_away = Stage("已上诉", final=True)

    received = Step("收到应诉通知", START >> receiving, Suit).under(
        LAW(26, "作出行政行为的行政机关是被告", paragraph=1), documents="registration 行政应诉登记表"
    )
    assigned = Step("应诉分工", (receiving | answering | trying) >> answering, Assignment).under(
        LAW(31, "可以委托一至二人作为诉讼代理人", paragraph=1),
        by=JUSTICE_HEAD | DEPUTY_LAW,
        needs=(not_too_many_stand_for_the_organ, rules.others_than_who_acted_attend),
        documents="authority 授权委托书",
        opens=Opens(
            "adviser_task", "请法律顾问办理", carry=names("office"), sets={"task_kind": "litigation"}
        ),
        cites=(rules.OWN_STAFF, LAW(56, "诉讼期间，不停止行政行为的执行", paragraph=1)),
    )
    deferred = Step("法院准许延期举证", answering, Deferral).under(
        LAW(36, "因不可抗力等正当事由不能提供的，经人民法院准许，可以延期提供", paragraph=1)
    )
    answered = Step("答辩举证", answering >> trying, Defence).under(
        LAW(34, "应当提供作出该行政行为的证据和所依据的规范性文件", paragraph=1),
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
        documents="defence 答辩状, evidence_list 证据目录",
        cites=LAW(67, "并提出答辩状", paragraph=1),
    )
    act_changed = Step("改变被诉行政行为", answering | trying, ActChanged).under(
        LAW(62, "被告改变其所作的行政行为，原告同意并申请撤诉的"),
        by=SUBMITTER,
        needs=the_court_was_told,
        cites=TOLD,
    )
    summoned = Step("收到出庭通知", answering | trying, Summons).under(
        HEAD_ATTENDS, documents="head_identity 行政机关负责人身份证明", cites=HEADS(6)
    )
    heard = Step("出庭应诉", answering | trying, Hearing).under(
        HEAD_ATTENDS,
        needs=rules.the_head_or_staff_attend(HEAD_ATTENDS, proof=HEADS(9)),
        documents=Document("head_absence", "负责人不能出庭情况说明", when=Presence.head_present.is_(False)),
        cites=(HEADS(2), HEADS(7), HEADS(8), HEADS(11)),
    )
    judged = Step("收到裁判", (receiving | answering | trying) >> deciding, Judgment).under(
        LAW(80, "宣告判决时，必须告知当事人上诉权利、上诉期限和上诉的人民法院")
    )
    appealed = Step("上诉", deciding >> appealed_away, Appeal).under(
        LAW(85, "当事人不服人民法院第一审判决的，有权在判决书送达之日起十五日内"),
        needs=only_the_first_instance_is_appealed,
        documents=Document("appeal", "上诉状", when=Appeal.appealed_by.is_("organ")),
        opens=Opens(
            "litigation",
            "登记第二审",
            carry=names("subject, act_no, act_on, position, route, counted_from, remedy_told, sued_on"),
            sets={"instance": "second"},
        ),
    )
    performed = Step("履行裁判", deciding, Performance).under(
        OBEYED,
        by=LITIGATOR | SUBMITTER,
        needs=rules.not_on_the_same_grounds(
            LAW(71, "被告不得以同一的事实和理由作出与原行政行为基本相同的行政行为")
        ),
        documents="performance_report 履行情况报告",
    )
    advised = Step("收到司法建议", answering | trying | deciding, Advice).under(
        ADVISED, opens=Opens("rectification", "列入整改清单", sets={"source": "judicial_advice"})
    )
    replied = Step("回复司法建议", answering | trying | deciding, AdviceReply).under(
        ADVISED,
        needs=an_advice_was_received,
        documents=Document("advice_reply", "司法建议回复函", number="{organ}司建复〔{year}〕{n}号"),
    )
    analysed = Step("败诉分析", deciding, Analysis).under(
        rules.LEARNED,
        documents="loss_report 败诉分析报告",
        opens=Opens("rectification", "列入整改清单", sets={"source": "self_check"}),
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

    lost = Derived("败诉", "yes 是, no 否", by=_lost)

    answer = Limit(
        "提交答辩状和证据",
        limit("LT-06"),
        received.on(Suit.served_on) >> (answered, judged),
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
        judged.on(Judgment.judgment_served_on) >> appealed,
        when=FIRST & Judgment.result.is_("dismissed", *LOST),
        strength=Strength.MAY,
    )
    appeal_ruling = Limit(
        "对第一审裁定上诉",
        limit("LT-09"),
        judged.on(Judgment.judgment_served_on) >> appealed,
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
        judged.on(Judgment.judgment_served_on) >> (performed, appealed),
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

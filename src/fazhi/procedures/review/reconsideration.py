"""行政复议答复 — response to reconsideration."""

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.declaring import names
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Column, Count, Derived, Document, Limit, Opens, Stage, Step, rule
from fazhi.core.ruling import done
from fazhi.law import figure, limit, statute, threshold
from fazhi.law import roles as who
from fazhi.procedures.review import contest_rules as rules
from fazhi.procedures.review.contest_forms import Challenged, Lessons, Presence, Reply

AGENTS = threshold("TH-18")
RESULTS = ask.codes("""
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
    applicants = ask.Parties("当事人", ask.codes("applicant 申请人, third_party 第三人"))
    counted_from = ask.Day(
        "申请人知道行政行为日期", happened=True, help="行为未告知复议权利的，填知道行为内容之日"
    )
    remedy_told = ask.YesNo("作出行为时已告知复议权利、机关和期限")
    applied_on = ask.Day("申请日期", happened=True)
    accepted_on = ask.Day("受理日期", happened=True)
    served_on = ask.Day("收到申请书副本日期", happened=True)
    procedure = ask.Code("审理程序", "ordinary 普通程序, simple 简易程序", short=True)
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
        "代理律师（法律顾问）", posts=who.COUNSEL.posts, required=False, help="填写后，本案为其可见"
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
Extension = ask.form("收到延期审理通知", extension_reason=ask.Text("延期理由", max=300, required=False))


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


Report = ask.form("意见书落实情况报告", report_text=ask.Long("纠正情况", sealed=True))


class Analysis(Lessons):
    """被纠错案件分析报告"""


class Closing(ask.Form):
    """结案归档"""

    sued = ask.YesNo("申请人提起行政诉讼", required=False)
    closing_note = ask.Text("备注", max=300, required=False)


LAW = statute("行政复议法")
RULES = statute("行政复议法实施条例")
OBEYED = LAW(77, "被申请人应当履行行政复议决定书、调解书、意见书", paragraph=1)
REPORTED = LAW(76, "将纠正相关违法或者不当行政行为的情况报送行政复议机关")
HEAD_ATTENDS = LAW(
    51, "被申请人的负责人应当参加听证。不能参加的，应当说明理由并委托相应的工作人员参加听证", paragraph=3
)
NORM_ANSWERED = LAW(58, "制定机关应当自收到书面通知之日起十日内提交书面答复及相关材料", paragraph=1)
BODY = "行政复议机关"


@rule(RULES(38, "并将有关情况告知申请人和行政复议机关", paragraph=1), needs_form=True)
def both_were_told(_view: CaseView, event: Event) -> str | None:
    """The applicant and the reconsideration body are told of a correction, since the regulation says so."""
    if not limit("RC-07").holds(event.on):
        return None
    told = {event.form["told_applicant"], event.form["told_body"]} == {"yes"}
    return None if told else "自行纠正的，应当将有关情况告知申请人和行政复议机关。"


a_question_was_received = done("norm_asked", NORM_ANSWERED, "没有收到要求说明规范性文件合法性的通知。")
it_was_suspended = done(
    "suspended",
    LAW(39, "行政复议中止的原因消除后，应当及时恢复行政复议案件的审理", paragraph=2),
    "本案没有中止，无须恢复审理。",
    since="resumed",
)
what_was_decided_is_performed = done(
    "performed",
    OBEYED,
    "行政复议决定书、调解书确定的内容尚未登记履行。",
    when=lambda view: _result(view) in TO_PERFORM,
)
the_opinion_was_reported_on = done(
    "reported", REPORTED, "行政复议意见书的落实情况尚未报送行政复议机关。", when=Decision.opinion.is_("yes")
)
what_was_corrected_is_analysed = done(
    "analysed", rules.LEARNED, "被纠错的案件尚未作出分析报告。", when=lambda view: _corrected(view) == "yes"
)


def _result(view: CaseView) -> str:
    return str(view.record.get("result", "")).partition("/")[0]


def _corrected(view: CaseView) -> str:
    result = _result(view)
    return ("yes" if result in CORRECTED else "no") if result else ""


def _redone_by_default(view: CaseView) -> str:
    redo = view.record.get("result") == "revoked/redo"
    return "yes" if redo and not view.record.get("perform_by") else "no"


class Reconsideration(Case):
    """An act of the organ under reconsideration: answered with evidence, the decision carried out.

    A penalty on the spot or by camera may be contested through the organ itself: it forwards or corrects.
    """

    label = "行政复议答复"
    since = "2024-01-01"
    number = "{organ}复答〔{year}〕{n}号"
    title = "{subject} · {body}"
    by = who.LITIGATOR

    lodging = Stage("待转送或者纠正")
    forwarding = Stage("已转送")
    receiving = Stage("待分工")
    answering = Stage("待答复")
    trying = Stage("审理中")
    deciding = Stage("已决定")
    corrected_away = Stage("已自行纠正", final=True)
    closed_away = Stage("已归档", final=True)

    lodged = Step("收到当事人提交的申请", START >> lodging, Lodged).under(
        LAW(32, "可以通过作出行政处罚决定的行政机关提交行政复议申请", paragraph=1),
        by=who.LITIGATOR | who.CASE_CLERK | who.OFFICER,
    )
    forwarded = Step("转送复议机关", lodging >> forwarding, Forwarding).under(
        LAW(
            32, "认为需要维持行政处罚决定的，应当自收到行政复议申请之日起五日内转送行政复议机关", paragraph=2
        ),
        by=who.LITIGATOR | who.CASE_CLERK,
        documents="forwarding_letter 行政复议申请转送函",
    )
    self_corrected = Step("自行纠正", lodging >> corrected_away, SelfCorrection).under(
        LAW(32, "行政机关收到行政复议申请后，应当及时处理", paragraph=2),
        by=who.DEPUTY_LAW | who.JUSTICE_HEAD,
        needs=both_were_told,
        documents=Document("self_correction", "自行纠正决定", number="{organ}自纠〔{year}〕{n}号"),
        cites=RULES(38, "采取撤销、变更行政处罚决定等方式予以纠正", paragraph=1),
    )
    received = Step("收到申请书副本", (START | forwarding) >> receiving, Application).under(
        LAW(48, "将行政复议申请书副本或者行政复议申请笔录复印件发送被申请人"),
        documents="registration 行政复议答复登记表",
    )
    assigned = Step("答复分工", (receiving | answering | trying) >> answering, Assignment).under(
        rules.OWN_STAFF,
        by=who.JUSTICE_HEAD | who.DEPUTY_LAW,
        needs=rules.others_than_who_acted_attend,
        documents="authority 授权委托书",
        opens=Opens(
            "adviser_task", "请法律顾问办理", carry=names("office"), sets={"task_kind": "litigation"}
        ),
        cites=(threshold("TH-18").basis, LAW(42, "被申请人认为需要停止执行", item=1)),
    )
    answered = Step("书面答复", answering >> trying, Answer).under(
        LAW(44, "被申请人对其作出的行政行为的合法性、适当性负有举证责任", paragraph=1),
        needs=(
            rules.not_gathered_meanwhile(
                LAW(46, "被申请人不得自行向申请人和其他有关单位或者个人收集证据", paragraph=1)
            ),
            rules.out_of_time(limit("RC-01"), came_on="applied_on", when={"remedy_told": "yes"}),
            rules.out_of_time(limit("RC-02"), came_on="applied_on", when={"remedy_told": "no"}),
        ),
        documents=(
            Document("answer", "行政复议答复书", number="{organ}复答书〔{year}〕{n}号"),
            "evidence_list 证据目录清单",
        ),
        cites=LAW(48, "提出书面答复，并提交作出行政行为的证据、依据和其他有关材料"),
    )
    act_changed = Step("改变被申请复议的行为", answering | trying, ActChanged).under(
        LAW(74, "当事人在行政复议决定作出前可以自愿达成和解", paragraph=1), by=who.SUBMITTER
    )
    suspended = Step("收到中止通知", answering | trying, Suspension).under(
        LAW(39, "行政复议中止", paragraph=1)
    )
    resumed = Step("恢复审理", answering | trying).under(
        LAW(39, "应当及时恢复行政复议案件的审理", paragraph=2), needs=it_was_suspended
    )
    norm_asked = Step("收到文件合法性询问", answering | trying, NormQuestion).under(
        LAW(58, "书面通知规范性文件或者依据的制定机关就相关条款的合法性提出书面答复", paragraph=1)
    )
    norm_answered = Step("答复文件合法性", answering | trying, NormAnswer).under(
        NORM_ANSWERED, needs=a_question_was_received, documents="norm_answer 规范性文件合法性说明"
    )
    extended = Step("收到延期通知", answering | trying, Extension).under(
        LAW(62, "可以适当延长，并书面告知当事人", paragraph=1)
    )
    notified = Step("收到听证通知", answering | trying, HearingNotice).under(
        LAW(51, "将听证的时间、地点和拟听证事项书面通知当事人", paragraph=1)
    )
    heard = Step("参加听证", answering | trying, Hearing).under(
        HEAD_ATTENDS,
        needs=rules.the_head_or_staff_attend(HEAD_ATTENDS, proof=HEAD_ATTENDS),
        documents=Document(
            "head_absence", "负责人不能参加听证情况说明", when=Presence.head_present.is_(False)
        ),
    )
    decided = Step("收到复议决定", (receiving | answering | trying) >> deciding, Decision).under(
        LAW(75, "行政复议决定书一经送达，即发生法律效力", paragraph=2),
        opens=Opens(
            "litigation",
            "登记后续诉讼",
            carry=names("subject, act_no, act_on"),
            sets={"route": "after_reconsideration", "instance": "first"},
        ),
    )
    performed = Step("履行复议决定", deciding, Performance).under(
        OBEYED,
        by=who.LITIGATOR | who.SUBMITTER,
        needs=rules.not_on_the_same_grounds(
            LAW(
                64,
                "被申请人不得以同一事实和理由作出与被申请行政复议的行政行为相同或者基本相同的行政行为",
                paragraph=2,
            )
        ),
        documents="performance_report 履行情况报告",
    )
    reported = Step("报送意见书落实情况", deciding, Report).under(
        REPORTED,
        documents="opinion_report 行政复议意见书落实情况报告",
        opens=Opens("rectification", "列入整改清单", sets={"source": "reconsideration"}),
    )
    analysed = Step("纠错分析", deciding, Analysis).under(
        rules.LEARNED, documents="loss_report 被纠错案件分析报告"
    )
    closed = Step("结案归档", deciding >> closed_away, Closing).under(
        OBEYED,
        by=who.LITIGATOR | who.ARCHIVIST,
        needs=(what_was_decided_is_performed, the_opinion_was_reported_on, what_was_corrected_is_analysed),
    )

    corrected = Derived("被纠错", "yes 是, no 否", by=_corrected)
    redone_by_default = Derived("重作未定期限", "yes 是, no 否", by=_redone_by_default)

    forward = Limit(
        "转送复议申请", limit("RC-06"), lodged.on(Lodged.lodged_on) >> (forwarded, self_corrected)
    )
    correct = Limit("自行纠正", limit("RC-07"), lodged.on(Lodged.lodged_on) >> (self_corrected, forwarded))
    answer = Limit(
        "书面答复",
        limit("RC-09"),
        received.on(Application.served_on) >> (answered, decided),
        when=Application.procedure.is_("ordinary"),
        silence="视为该行政行为没有证据、依据",
    )
    answer_simple = Limit(
        "书面答复（简易程序）",
        limit("RC-11"),
        received.on(Application.served_on) >> (answered, decided),
        when=Application.procedure.is_("simple"),
        silence="视为该行政行为没有证据、依据",
    )
    notice = Limit(
        "通知听证",
        limit("RC-12"),
        notified >> heard,
        event_day=HearingNotice.hearing_at,
        whose="行政复议机构",
    )
    answer_norm = Limit(
        "答复文件合法性", limit("RC-16"), norm_asked.on(NormQuestion.norm_asked_on) >> norm_answered
    )
    deal_with_norm = Limit(
        "处理规范性文件",
        limit("RC-17"),
        suspended >> (resumed, decided),
        when=Suspension.suspend_reason.is_("norm_own"),
        whose=BODY,
    )
    decide = Limit(
        "作出复议决定",
        limit("RC-13"),
        received.on(Application.accepted_on) >> decided,
        when=Application.procedure.is_("ordinary"),
        pauses=((suspended, resumed),),
        extended_by={extended: limit("RC-14")},
        whose=BODY,
    )
    decide_simple = Limit(
        "作出复议决定（简易程序）",
        limit("RC-15"),
        received.on(Application.accepted_on) >> decided,
        when=Application.procedure.is_("simple"),
        pauses=((suspended, resumed),),
        whose=BODY,
    )
    perform = Limit(
        "按复议决定履行",
        Decision.perform_by,
        decided >> performed,
        basis=OBEYED,
        when=Decision.perform_by.filled(),
    )
    redo = Limit(
        "重新作出行政行为",
        limit("RC-20"),
        decided.on(Decision.decision_received_on) >> performed,
        when=redone_by_default.is_("yes"),
    )
    report = Limit(
        "报送意见书落实情况",
        limit("RC-19"),
        decided.on(Decision.opinion_received_on) >> reported,
        when=Decision.opinion.is_(True),
    )

    columns = (
        Column("案号", Application.case_no),
        Column("申请人", Application.applicants, only={"role": "applicant"}),
        Column("被申请行为", Application.act_name),
        Column("类别", Application.subject),
        Column("收到日期", Application.served_on),
        Column("答复日期", answered),
        Column("承办部门", Assignment.office),
        Column("代理人", Assignment.staff_agents),
        Column("结案方式", Decision.result),
        Column("是否被纠错", corrected, also=("纠错",)),
        Column("结案日期", Decision.decided_on),
        Column("履行情况", Performance.performed_how),
        Column("备注", Closing.closing_note),
    )

    indicators = (
        figure("reconsideration.cases", Count(received), by=Application.subject),
        figure("reconsideration.closed", Count(decided), by=Application.subject & Decision.result),
        figure("reconsideration.corrected", Count(decided, corrected.is_("yes")), by=Application.subject),
        figure("reconsideration.correction_rate"),
        figure(
            "reconsideration.opinions", Count(decided, Decision.opinion.is_(True)), by=Application.subject
        ),
    )

"""法律顾问办理事项 — adviser assignments."""

from fazhi.core import form as ask
from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Column, Count, Document, Limit, Stage, Step, Strength
from fazhi.core.ruling import Hand, done, must
from fazhi.law import HouseRule, figure, statute
from fazhi.law.roles import COUNSEL, REVIEWER, SUBMITTER

TASK_KINDS = ask.codes("""
    consultation 法律咨询、论证, contract 合同审查, document 文件审查, revision 修改文书,
    decision 参与重大决策, meeting 列席会议, enforcement 行政执法案件, disclosure 政府信息公开,
    dispute 协助处理信访、纠纷, litigation 行政复议、诉讼, negotiation 谈判, training 培训,
    other 其他法律事项
""")


class Request(ask.Form):
    """法律事务办理单"""

    subject = ask.Title("事项名称", help="不写个人姓名")
    task_kind = ask.Code("事项类型", TASK_KINDS, short=True)
    office = ask.Text("提出部门", short=True)
    question = ask.Long("需要解决的法律问题和事实", sealed=True)
    materials = ask.Text("移交材料", max=300, help="逐件写明名称和份数")
    material_files = ask.Files("材料文件", required=False)
    wanted_by = ask.Day("要求完成日期", required=False)
    written = ask.YesNo("需要书面法律意见")


class Assignment(ask.Form):
    """交办"""

    lawyer = ask.Person("承办律师", posts=COUNSEL.posts, short=True, help="交办后，本事项才为其可见")
    no_conflict = ask.YesNo("承办律师与本事项无利益冲突")
    assign_note = ask.Text("办理要求", max=300, sealed=True, required=False)


class Answer(ask.Form):
    """法律咨询答复单"""

    result = ask.Code(
        "成果形式", "oral 口头咨询, opinion 书面法律意见书, revised 修改稿, court 出庭, meeting 参会"
    )
    answer = ask.Long("答复要点", sealed=True)
    answer_files = ask.Files("成果文件", required=False)


class Opinion(ask.Form):
    """法律意见书"""

    facts = ask.Long("委托事项和事实", sealed=True)
    legal_grounds = ask.Long("法律依据")
    analysis = ask.Long("法律分析", sealed=True)
    conclusion = ask.Long("结论与风险提示", sealed=True)
    law_firm = ask.Text("出具单位", max=60, help="律师事务所；公职律师填所在机关")


class Adoption(ask.Form):
    """采纳情况"""

    adopted_how = ask.Code("采纳情况", "full 采纳, partly 部分采纳, none 未采纳")
    not_adopted_why = ask.Text("未采纳的理由", max=300, needed_when=adopted_how.is_("partly", "none"))


class Rating(ask.Form):
    """评价"""

    rating = ask.Number("评价", min=1, max=5, unit="分", help="5分最好")
    rating_note = ask.Text("评价说明", max=300, required=False)


Withdrawal = ask.form("撤回", withdraw_reason=ask.Text("撤回原因", max=300))


class Closing(ask.Form):
    """办结"""

    closing_note = ask.Text("备注", max=300, required=False)


DECISIONS = statute("重大行政决策程序暂行条例")
SENT = HouseRule(
    "顾问1", "需要法律意见的，由部门填写办理单，写明问题并移交材料；法律顾问只见交办给本人的事项。"
)
OWN_HAND = HouseRule("顾问2", "法律意见由受交办的法律顾问本人提出，不得由他人代为提出。")
NO_CONFLICT = HouseRule("顾问3", "与事项有利益冲突的法律顾问不得承办。")
HEEDED = HouseRule("顾问5", "提出部门反馈采纳情况并评价，不采纳的写明理由；承办的法律顾问不评价自己。")
WRITTEN = HouseRule("顾问6", "需要书面意见的，出具编号、署名、盖章的法律意见书。")
there_is_no_conflict = must(
    Assignment.no_conflict.is_("yes"), NO_CONFLICT, "该法律顾问与本事项有利益冲突，请交办他人。"
)
whoever_was_asked_answers = must(Hand(Assignment.lawyer), OWN_HAND, "请由承办律师本人办理。")
a_written_opinion_was_issued = done(
    "issued", WRITTEN, "本事项需要书面法律意见，尚未出具法律意见书。", when=Request.written.is_("yes")
)


class AdviserTask(Case):
    """A question of law sent to an adviser, answered, heeded and rated.

    Whoever answers does not tell what became of the answer, nor rates it.
    """

    label = "法律顾问办理事项"
    since = "2016-06-16"
    number = "{organ}法顾〔{year}〕{n}号"
    title = "{task_kind} · {subject}"
    by = SUBMITTER | REVIEWER

    requesting = Stage("待交办")
    working = Stage("承办中")
    using = Stage("待反馈")
    rating = Stage("待评价")
    closed_away = Stage("已办结", final=True)
    withdrawn_away = Stage("已撤回", final=True)

    requested = Step("提出", START >> requesting, Request).under(SENT, documents="request 法律事务办理单")
    assigned = Step("交办", (requesting | working) >> working, Assignment).under(
        SENT,
        by=REVIEWER,
        needs=there_is_no_conflict,
        cites=(DECISIONS(28, "应当组织法律顾问、公职律师提出法律意见"), NO_CONFLICT),
    )
    answered = Step("答复", working >> using, Answer).under(
        OWN_HAND, by=COUNSEL, needs=whoever_was_asked_answers, documents="answer 法律咨询答复单"
    )
    issued = Step("出具法律意见书", using, Opinion).under(
        WRITTEN,
        by=COUNSEL,
        needs=whoever_was_asked_answers,
        documents=Document("opinion", "法律意见书", number="{organ}法顾意〔{year}〕{n}号"),
    )
    adopted = Step("反馈采纳情况", using >> rating, Adoption).under(
        HEEDED, other_than=(answered, issued), needs=a_written_opinion_was_issued
    )
    rated = Step("评价", rating, Rating).under(HEEDED, other_than=(answered, issued))
    withdrawn = Step("撤回", (requesting | working) >> withdrawn_away, Withdrawal).under(SENT)
    closed = Step("办结", (using | rating) >> closed_away, Closing).under(
        HEEDED, needs=a_written_opinion_was_issued
    )

    answer_in_time = Limit(
        "按要求日期答复",
        Request.wanted_by,
        requested >> (answered, withdrawn),
        basis=HouseRule("顾问4", "法律顾问一般在提出部门要求的日期前答复。"),
        when=Request.wanted_by.filled(),
        strength=Strength.AS_A_RULE,
    )

    columns = (
        Column("日期", requested, also=("提出日期",)),
        Column("部门", Request.office, also=("提出部门", "委托部门")),
        Column("服务事项", Request.subject, also=("事项", "事项名称")),
        Column("类型", Request.task_kind, also=("服务方式", "事项类型")),
        Column("承办律师", Assignment.lawyer, also=("法律顾问",)),
        Column("完成时间", answered),
        Column("成果形式", Answer.result),
        Column("结论", Opinion.conclusion),
        Column("是否采纳", Adoption.adopted_how, also=("采纳情况",)),
        Column("满意度", Rating.rating, also=("评价",)),
        Column("备注", Closing.closing_note),
    )

    indicators = (
        figure("adviser.tasks", Count(answered), by=Request.task_kind),
        figure("adviser.opinions", Count(issued), by=Request.task_kind),
        figure("adviser.consultations", Count(answered, Request.task_kind.is_("consultation"))),
        figure("adviser.documents_revised", Count(answered, Request.task_kind.is_("revision"))),
        figure("adviser.meetings", Count(answered, Request.task_kind.is_("meeting"))),
        figure("adviser.decisions_joined", Count(answered, Request.task_kind.is_("decision"))),
        figure("adviser.disputes_assisted", Count(answered, Request.task_kind.is_("dispute"))),
    )

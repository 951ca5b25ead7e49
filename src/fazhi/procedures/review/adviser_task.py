"""法律顾问办理事项 — adviser assignments."""

from __future__ import annotations

from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import Column, Count, Document, Limit, Stage, Step, Strength, rule
from fazhi.law import statute
from fazhi.law.figures import figure, of_each
from fazhi.law.roles import COUNSEL, REVIEWER, SUBMITTER
from fazhi.procedures.review.adviser_task_forms import (
    Adoption,
    Answer,
    Assignment,
    Closing,
    Opinion,
    Rating,
    Request,
    Withdrawal,
)

# 依据
DECISIONS = statute("重大行政决策程序暂行条例")
SENT = HouseRule(
    "顾问1", "需要法律意见的，由部门填写办理单，写明问题并移交材料；法律顾问只见交办给本人的事项。"
)
OWN_HAND = HouseRule("顾问2", "法律意见由受交办的法律顾问本人提出，不得由他人代为提出。")
NO_CONFLICT = HouseRule("顾问3", "与事项有利益冲突的法律顾问不得承办。")
IN_TIME = HouseRule("顾问4", "法律顾问一般在提出部门要求的日期前答复。")
HEEDED = HouseRule("顾问5", "提出部门反馈采纳情况并评价，不采纳的写明理由；承办的法律顾问不评价自己。")
WRITTEN = HouseRule("顾问6", "需要书面意见的，出具编号、署名、盖章的法律意见书。")


@rule(NO_CONFLICT, needs_form=True)
def there_is_no_conflict(_view: CaseView, event: Event) -> str | None:
    """Nobody with a conflict of interest is asked."""
    return None if event.form["no_conflict"] == "yes" else "该法律顾问与本事项有利益冲突，请交办他人。"


@rule(OWN_HAND)
def whoever_was_asked_answers(view: CaseView, event: Event) -> str | None:
    """The adviser to whom it was sent answers, and no other."""
    return None if event.by.person == view.record.get("lawyer") else "请由承办律师本人办理。"


@rule(WRITTEN)
def a_written_opinion_was_issued(view: CaseView, _event: Event) -> str | None:
    """Where a written opinion was wanted, it was issued."""
    if view.record.get("written") == "yes" and "issued" not in view.done:
        return "本事项需要书面法律意见，尚未出具法律意见书。"
    return None


class AdviserTask(Case):
    """A question of law sent to an adviser, answered, heeded and rated.

    Whoever answers does not tell what became of the answer, nor rates it.
    """

    code = "adviser_task"
    label = "法律顾问办理事项"
    group = "review"
    in_force = date(2016, 6, 16)
    number = "{organ}法顾〔{year}〕{n}号"
    title = "{task_kind} · {subject}"

    # 状态
    requesting = Stage("待交办")
    working = Stage("承办中")
    using = Stage("待反馈")
    rating = Stage("待评价")
    closed_away = Stage("已办结", final=True)
    withdrawn_away = Stage("已撤回", final=True)

    # 环节
    requested = Step(
        label="提出",
        to=requesting,
        by=SUBMITTER | REVIEWER,
        form=Request,
        documents=(Document("request", "法律事务办理单"),),
        basis=SENT,
    )
    assigned = Step(
        label="交办",
        at=(requesting, working),
        to=working,
        by=REVIEWER,
        form=Assignment,
        needs=(there_is_no_conflict,),
        basis=SENT,
        cites=(DECISIONS.article(28, "应当组织法律顾问、公职律师提出法律意见"), NO_CONFLICT),
    )
    answered = Step(
        label="答复",
        at=(working,),
        to=using,
        by=COUNSEL,
        form=Answer,
        needs=(whoever_was_asked_answers,),
        documents=(Document("answer", "法律咨询答复单"),),
        basis=OWN_HAND,
    )
    issued = Step(
        label="出具法律意见书",
        at=(using,),
        by=COUNSEL,
        form=Opinion,
        needs=(whoever_was_asked_answers,),
        documents=(Document("opinion", "法律意见书", number="{organ}法顾意〔{year}〕{n}号"),),
        basis=WRITTEN,
    )
    adopted = Step(
        label="反馈采纳情况",
        at=(using,),
        to=rating,
        by=SUBMITTER | REVIEWER,
        other_than=(answered, issued),
        form=Adoption,
        needs=(a_written_opinion_was_issued,),
        basis=HEEDED,
    )
    rated = Step(
        label="评价",
        at=(rating,),
        by=SUBMITTER | REVIEWER,
        other_than=(answered, issued),
        form=Rating,
        basis=HEEDED,
    )
    withdrawn = Step(
        label="撤回",
        at=(requesting, working),
        to=withdrawn_away,
        by=SUBMITTER | REVIEWER,
        form=Withdrawal,
        basis=SENT,
    )
    closed = Step(
        label="办结",
        at=(using, rating),
        to=closed_away,
        by=SUBMITTER | REVIEWER,
        form=Closing,
        needs=(a_written_opinion_was_issued,),
        basis=HEEDED,
    )

    # 期限
    answer_in_time = Limit(
        label="按要求日期答复",
        due=Request.wanted_by,
        basis=IN_TIME,
        since=requested,
        until=(answered, withdrawn),
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

    # 数字
    indicators = (
        figure(
            "adviser.tasks",
            Count(answered),
            by=(Request.task_kind,),
            definition="本期法律顾问、公职律师答复的事项，以答复日期计。",
        ),
        figure(
            "adviser.opinions",
            Count(issued),
            by=(Request.task_kind,),
            definition="本期出具的书面法律意见书，以出具日期计。",
        ),
        *of_each(
            Request.task_kind,
            Count(answered),
            {
                "consultation": "adviser.consultations",
                "revision": "adviser.documents_revised",
                "meeting": "adviser.meetings",
                "decision": "adviser.decisions_joined",
                "dispute": "adviser.disputes_assisted",
            },
            definition="本期法律顾问答复的事项中，类型为“{}”的。",
        ),
    )

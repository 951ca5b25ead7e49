"""集体讨论议题 — agenda items for collective decision."""

from datetime import date

from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Count, Document, Limit, Opens, Stage, Step
from fazhi.law.figures import figure
from fazhi.law.roles import ARCHIVIST, DIRECTOR, LEADER, MEETING_CLERK, OFFICE, SECRETARY
from fazhi.procedures.decision import agenda_item_rules as rules
from fazhi.procedures.decision.agenda_item_forms import (
    Check,
    Closing,
    Decision,
    Deferral,
    Discussion,
    Progress,
    Proposal,
    Rejection,
    Report,
    Return,
    Schedule,
)
from fazhi.procedures.decision.agenda_item_rules import LAST, LAW, PRIOR, REPORTED

MAJOR = Proposal.matter_class.is_("major")


class AgendaItem(Case):
    """A matter put before the leadership: checked, discussed at a meeting, decided, carried out.

    No statute gives numbers for 三重一大 in a street: those of the house stand in docs/decisions.
    """

    label = "集体讨论议题"
    in_force = date(2019, 9, 1)
    title = "{subject}"
    by = OFFICE | LEADER

    # 状态
    proposing = Stage("待核查")
    checking = Stage("待列入议程")
    scheduling = Stage("已列入议程")
    discussing = Stage("待作出决定")
    executing = Stage("执行中")
    reporting = Stage("待归档")
    closed_away = Stage("已归档", final=True)
    rejected_away = Stage("未通过", final=True)

    # 环节
    proposed = Step("提请议题", START >> proposing, Proposal).under(
        PRIOR,
        documents=(Document("proposal", "议题征集（审批）表"),),
        opens=(
            Opens(
                "legality_review",
                "送合法性审查",
                carry={
                    "subject": "subject",
                    "submitting_office": "proposing_office",
                    "submitter": "presenter",
                    "meeting_on": "meeting_on",
                },
                sets={"review_kind": "decision", "before_decision": "yes"},
            ),
            Opens("risk_assessment", "办理风险评估"),
        ),
    )
    returned = Step("退回补充", proposing >> proposing, Return).under(PRIOR, by=MEETING_CLERK)
    checked = Step("核查前置程序", proposing >> checking, Check).under(
        LAW(25, "不得以征求意见等方式代替合法性审查", paragraph=1),
        by=MEETING_CLERK,
        other_than=(proposed,),
        needs=(
            rules.the_prior_steps_are_done,
            rules.a_major_decision_was_reviewed,
            rules.a_review_is_on_record,
        ),
        cites=(PRIOR, rules.UNREVIEWED),
    )
    scheduled = Step("列入议程", checking >> scheduling, Schedule).under(
        PRIOR, by=MEETING_CLERK | SECRETARY | DIRECTOR, documents=(Document("notice", "会议通知"),)
    )
    discussed = Step("集体讨论", scheduling >> discussing, Discussion).under(
        LAW(30, "集体讨论决定情况应当如实记录，不同意见应当如实载明", paragraph=3),
        by=MEETING_CLERK,
        needs=(rules.the_meeting_was_held, rules.the_principal_speaks_last, rules.enough_are_present),
        documents=(Document("record", "会议记录"),),
        cites=(LAST,),
    )
    decided = Step("作出决定", discussing >> executing, Decision).under(
        rules.MAJORITY,
        by=SECRETARY | DIRECTOR,
        other_than=(proposed,),
        needs=(rules.the_committee_has_voted_for_it, rules.the_decider_did_not_review),
        documents=(Document("minutes", "会议纪要"), Document("supervision", "决定事项督办单")),
        opens=(Opens("assigned_task", "督办决定事项"), Opens("contract", "办理合同")),
        decisive=True,
    )
    deferred = Step("缓议", discussing >> checking, Deferral).under(
        rules.MAJORITY, by=SECRETARY | DIRECTOR, documents=(Document("deferral", "会议纪要（缓议）"),)
    )
    rejected = Step("不通过", discussing >> rejected_away, Rejection).under(
        rules.MAJORITY, by=SECRETARY | DIRECTOR, documents=(Document("rejection", "会议纪要（不通过）"),)
    )
    executed = Step("登记执行情况", executing, Progress).under(REPORTED)
    reported = Step("报告执行结果", executing >> reporting, Report).under(
        REPORTED, documents=(Document("execution_report", "执行情况报告"),)
    )
    closed = Step("归档", reporting >> closed_away, Closing).under(REPORTED, by=ARCHIVIST | MEETING_CLERK)

    # 期限
    execution = Limit("按期执行决定", Decision.exec_due, decided >> reported, basis=REPORTED)

    # 数字
    indicators = (
        figure("leader.law_topics", Count(discussed, Proposal.topic.is_("law_work")), by=Proposal.body),
        figure(
            "leader.law_hearings", Count(discussed, Proposal.topic.is_("law_work_report")), by=Proposal.body
        ),
        figure("leader.law_hearings_per_quarter"),
        figure("decision.collective_items", Count(decided, MAJOR), by=Proposal.matter_class),
        figure("decision.items_due", Count(proposed, MAJOR), by=Proposal.matter_class),
        figure("decision.collective_rate"),
    )

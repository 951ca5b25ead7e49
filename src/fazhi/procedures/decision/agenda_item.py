"""集体讨论议题 — agenda items for collective decision."""

from __future__ import annotations

from datetime import date

from fazhi.core.kinds import Case
from fazhi.core.procedure import Count, Document, Limit, Opens, Stage, Step
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

    code = "agenda_item"
    label = "集体讨论议题"
    group = "decision"
    in_force = date(2019, 9, 1)
    title = "{subject}"

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
    proposed = Step(
        label="提请议题",
        to=proposing,
        by=OFFICE | LEADER,
        form=Proposal,
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
        basis=PRIOR,
    )
    returned = Step(
        label="退回补充", at=(proposing,), to=proposing, by=MEETING_CLERK, form=Return, basis=PRIOR
    )
    checked = Step(
        label="核查前置程序",
        at=(proposing,),
        to=checking,
        by=MEETING_CLERK,
        form=Check,
        other_than=(proposed,),
        needs=(
            rules.the_prior_steps_are_done,
            rules.a_major_decision_was_reviewed,
            rules.a_review_is_on_record,
        ),
        basis=LAW.article(25, "不得以征求意见等方式代替合法性审查", paragraph=1),
        cites=(PRIOR, rules.UNREVIEWED),
    )
    scheduled = Step(
        label="列入议程",
        at=(checking,),
        to=scheduling,
        by=MEETING_CLERK | SECRETARY | DIRECTOR,
        form=Schedule,
        documents=(Document("notice", "会议通知"),),
        basis=PRIOR,
    )
    discussed = Step(
        label="集体讨论",
        at=(scheduling,),
        to=discussing,
        by=MEETING_CLERK,
        form=Discussion,
        needs=(rules.the_meeting_was_held, rules.the_principal_speaks_last, rules.enough_are_present),
        documents=(Document("record", "会议记录"),),
        basis=LAW.article(30, "集体讨论决定情况应当如实记录，不同意见应当如实载明", paragraph=3),
        cites=(LAST,),
    )
    decided = Step(
        label="作出决定",
        at=(discussing,),
        to=executing,
        by=SECRETARY | DIRECTOR,
        form=Decision,
        other_than=(proposed,),
        needs=(rules.the_committee_has_voted_for_it, rules.the_decider_did_not_review),
        documents=(Document("minutes", "会议纪要"), Document("supervision", "决定事项督办单")),
        opens=(Opens("assigned_task", "督办决定事项"), Opens("contract", "办理合同")),
        decisive=True,
        basis=rules.MAJORITY,
    )
    deferred = Step(
        label="缓议",
        at=(discussing,),
        to=checking,
        by=SECRETARY | DIRECTOR,
        form=Deferral,
        documents=(Document("deferral", "会议纪要（缓议）"),),
        basis=rules.MAJORITY,
    )
    rejected = Step(
        label="不通过",
        at=(discussing,),
        to=rejected_away,
        by=SECRETARY | DIRECTOR,
        form=Rejection,
        documents=(Document("rejection", "会议纪要（不通过）"),),
        basis=rules.MAJORITY,
    )
    executed = Step(label="登记执行情况", at=(executing,), by=OFFICE | LEADER, form=Progress, basis=REPORTED)
    reported = Step(
        label="报告执行结果",
        at=(executing,),
        to=reporting,
        by=OFFICE | LEADER,
        form=Report,
        documents=(Document("execution_report", "执行情况报告"),),
        basis=REPORTED,
    )
    closed = Step(
        label="归档",
        at=(reporting,),
        to=closed_away,
        by=ARCHIVIST | MEETING_CLERK,
        form=Closing,
        basis=REPORTED,
    )

    # 期限
    execution = Limit(
        label="按期执行决定", due=Decision.exec_due, basis=REPORTED, since=decided, until=(reported,)
    )

    # 数字
    indicators = (
        figure(
            "leader.law_topics",
            Count(discussed, where=Proposal.topic.is_("law_work")),
            by=(Proposal.body,),
            definition="本期会议讨论的法治建设议题，以讨论日期计；听取工作汇报的议题另计。",
        ),
        figure(
            "leader.law_hearings",
            Count(discussed, where=Proposal.topic.is_("law_work_report")),
            by=(Proposal.body,),
            definition="本期会议听取的法治建设工作汇报，以听取日期计。",
        ),
        figure(
            "leader.law_hearings_per_quarter",
            definition="本期听取法治建设工作汇报的次数除以期间的季度数。",
        ),
        figure(
            "decision.collective_items",
            Count(decided, where=MAJOR),
            by=(Proposal.matter_class,),
            definition="本期经集体讨论作出决定的“三重一大”事项，以决定日期计。",
        ),
        figure(
            "decision.items_due",
            Count(proposed, where=MAJOR),
            by=(Proposal.matter_class,),
            definition="本期提请上会的“三重一大”事项，以提请日期计。",
        ),
        figure(
            "decision.collective_rate",
            definition="本期集体讨论决定的“三重一大”事项占本期提请上会的“三重一大”事项之比。",
        ),
    )

"""整改事项（清单式销号） — rectification items."""

from __future__ import annotations

from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import LIST_IS_KEPT, TaskList, table, usual
from fazhi.core.law import HouseRule
from fazhi.core.procedure import (
    Column,
    Count,
    Document,
    Flow,
    Limit,
    Rate,
    Stage,
    Standing,
    Step,
    Stock,
    Strength,
    rule,
)
from fazhi.law import limit
from fazhi.law.roles import (
    DEPUTY_LAW,
    DIRECTOR,
    DISTRICT,
    JUSTICE_HEAD,
    OFFICE,
    OFFICER,
    SECRETARY,
    SUPERVISOR,
)
from fazhi.procedures.supervision.rectification_forms import (
    Check,
    Closing,
    Item,
    Plan,
    Reminder,
    Review,
    Reviewed,
    Submission,
)

OWN_WORK = HouseRule("D13", "责任部门不得验收本部门的整改事项")
GRAVE = HouseRule("（一级整改事项）", "一级整改事项由党工委书记审批销号")
OF_THE_DISTRICT = HouseRule(
    "（区级列入）", "区司法局在督察、执法监督和案卷评查中发现的问题，直接列入街道的整改清单"
)
FOUND_BY_THE_DISTRICT = ("law_supervision/district", "enforcement_supervision", "file_review")
SUPERVISED = Item.source.is_("government_supervision")


@rule(OWN_WORK, needs_form=True)
def the_office_in_charge_does_not_check_itself(view: CaseView, event: Event) -> str | None:
    """Who checks belongs neither to the office in charge nor is the person in charge."""
    checker = event.form["verified_by"]
    entry = view.roster.get(("staff", checker))
    same_office = entry is not None and entry.record.get("department") == view.record.get("owner_unit")
    if checker in (view.record.get("owner"), view.record.get("leader")) or same_office:
        return "责任部门、责任人和牵头领导不得验收本部门的整改事项，请由其他部门的人员验收。"
    return None


@rule(GRAVE)
def grave_items_are_closed_by_the_secretary(view: CaseView, event: Event) -> str | None:
    """An item of the first grade is struck off by the secretary."""
    grave = view.record.get("grade") == "first" and event.by.post not in SECRETARY.posts
    return "一级整改事项由党工委书记审批销号。" if grave else None


@rule(OF_THE_DISTRICT, needs_form=True)
def the_district_lists_what_it_found_itself(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """What the district puts on the list comes from its own supervision or its review of files."""
    foreign = event.by.post in DISTRICT.posts and event.form["source"] not in FOUND_BY_THE_DISTRICT
    return "区司法局只列入区法治督察、执法监督、案卷评查发现的问题。" if foreign else None


class Rectification(TaskList):
    """A problem fed back by inspection, audit or review: put right, checked by others, struck off."""

    code = "rectification"
    label = "整改事项（清单式销号）"
    group = "supervision"
    in_force = date(2019, 4, 15)
    title = "{subject}"
    by = SUPERVISOR | JUSTICE_HEAD
    worker = OFFICE | OFFICER
    verifier = SUPERVISOR | JUSTICE_HEAD | DEPUTY_LAW | DISTRICT
    closer = DEPUTY_LAW | DIRECTOR | SECRETARY
    basis = LIST_IS_KEPT
    item = Item
    assign = Plan
    submit = Submission
    verify = Check
    close = Closing
    by_at = table(added=SUPERVISOR | JUSTICE_HEAD | DISTRICT)
    basis_at = table(verified=OWN_WORK)
    needs_at = table(
        added=(the_district_lists_what_it_found_itself,),
        verified=(the_office_in_charge_does_not_check_itself,),
        closed=(grave_items_are_closed_by_the_secretary,),
    )
    papers = table(
        assigned=(Document("plan", "整改方案"),),
        submitted=(Document("application", "销号申请表"),),
        verified=(Document("check", "验收意见表"),),
        closed=(Document("report", "整改报告"),),
    )

    listing = Stage("待交办")
    doing = Stage("整改中")
    reminded = Step(
        label="督办提醒",
        at=(doing,),
        by=SUPERVISOR | JUSTICE_HEAD,
        form=Reminder,
        documents=(Document("reminder", "整改提醒单"),),
        basis=LIST_IS_KEPT,
    )
    review_asked = Step(
        label="申请复核督查结论",
        at=(listing, doing),
        by=JUSTICE_HEAD | DIRECTOR,
        form=Review,
        documents=(Document("review_application", "督查结论复核申请书"),),
        basis=limit("RE-01").basis,
    )
    review_decided = Step(
        label="收到复核决定",
        at=(listing, doing),
        by=SUPERVISOR | JUSTICE_HEAD,
        form=Reviewed,
        basis=limit("RE-02").basis,
    )
    finish = Limit(
        label="按期销号",
        due=Plan.due,
        basis=LIST_IS_KEPT,
        since=usual("assigned"),
        until=(usual("closed"),),
        when=Plan.due.filled(),
    )
    ask_review = Limit(
        label="申请复核督查结论",
        row=limit("RE-01"),
        since=usual("added"),
        from_day=Item.fed_back_on,
        until=(review_asked,),
        when=SUPERVISED,
        strength=Strength.MAY,
    )
    decide_review = Limit(
        label="作出复核决定",
        row=limit("RE-02"),
        since=review_asked,
        until=(review_decided,),
    )

    columns = (
        Column("问题来源", Item.source),
        Column("反馈问题", Item.problem, also=("问题描述", "存在问题")),
        Plan.target,
        Plan.measures,
        Plan.leader,
        Column("责任单位", Plan.owner_unit, also=("责任部门",)),
        Plan.owner,
        Plan.due,
        Column("整改进展", Submission.done_text, also=("整改情况", "整改完成情况")),
        Submission.proof,
        Column("销号时间", usual("closed")),
    )

    indicators = (
        Flow(
            "rectify.found",
            "反馈问题项数",
            "项",
            Count("added"),
            by=(Item.source,),
            says=("巡察反馈问题", "督察发现问题"),
            definition="本期列入清单的反馈问题，一个问题计一项。",
        ),
        Flow(
            "rectify.fixed",
            "完成整改问题项数",
            "项",
            Count("closed"),
            by=(Item.source,),
            says=("整改销号", "问题整改"),
            definition="本期经验收销号的问题。",
        ),
        Stock(
            "rectify.open",
            "未完成整改问题项数",
            "项",
            Standing(),
            says=("持续整改问题",),
            definition="期末列入清单而尚未销号的问题。",
        ),
        Rate(
            "rectify.rate",
            "问题整改完成率",
            "%",
            "rectify.fixed / rectify.found",
            says=("整改率",),
            definition="完成整改的问题占反馈问题之比。",
        ),
    )

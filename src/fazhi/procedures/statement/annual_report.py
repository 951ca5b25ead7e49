"""法治政府建设年度报告 — the annual report on law-based government."""

from __future__ import annotations

from datetime import date

from fazhi.core.case import CaseView, hands
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import Document, Limit, Stage, Step, rule
from fazhi.law import limit, statute
from fazhi.law.roles import DEPUTY_LAW, DIRECTOR, PUBLISHER, REPORT_DRAFTER, SECRETARY
from fazhi.procedures.statement.annual_report_forms import (
    Approval,
    Draft,
    Opening,
    Publication,
    Return,
    Review,
    Sending,
    Signature,
)

LAW = statute("督察规定")
FIRST = statute("第一责任人职责规定")
APART = HouseRule("D12", "制作、审核、签发由不同的人办理，公开前进行保密审查")
REPORTED = LAW.article(23, "向上一级党委和政府报告上一年度法治政府建设情况")
PUBLISHED = LAW.article(24, "除涉及党和国家秘密的，应当通过报刊、网站等新闻媒体向社会公开，接受人民群众监督")


@rule(HouseRule("（年度报告）", "年度终了后编制；报告年度不得晚于编制之日所在年度"), needs_form=True)
def the_year_has_begun(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """A report is opened on a year that has begun."""
    return None if event.form["year"] <= event.on.year else "该年度尚未开始，不能编制年度报告。"


@rule(PUBLISHED, needs_form=True)
def nothing_secret_is_published(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """What the check for secrets has not cleared is not published."""
    return None if event.form["cleared"] == "yes" else "未经保密审查同意的，不得公开。"


@rule(APART, needs_form=True)
def another_than_the_drafter_checks_for_secrets(view: CaseView, event: Event) -> str | None:
    """The drafter does not check the report for secrets."""
    drafted = view.last("drafted")
    own = drafted is not None and event.form["secrecy_checked_by"] in hands(view.procedure, drafted)
    return "起草人不得担任保密审查人。" if own else None


class AnnualReport(Case):
    """The yearly statement on its way: one for each organ and year.

    It is sent before 1 March and published before 1 April; both limits are told from the day it is opened.
    A town is bound by the instrument itself, a street by the rules of its place, which follow it
    (``docs/decisions/streets-report-as-towns-do.md``).
    """

    code = "annual_report"
    label = "法治政府建设年度报告"
    group = "statement"
    in_force = date(2019, 4, 15)
    title = "{year}年法治政府建设年度报告"
    one_per = (Opening.year,)

    # 状态
    drafting = Stage("起草中")
    reviewing = Stage("待审核")
    approving = Stage("待审批")
    signing = Stage("待签发")
    sending = Stage("待报送")
    publishing = Stage("待公开")
    published_away = Stage("已公开", final=True)

    # 环节
    opened = Step(
        label="启动编制",
        to=drafting,
        by=REPORT_DRAFTER,
        form=Opening,
        needs=(the_year_has_begun,),
        documents=(Document("call", "年度报告素材征集通知"),),
        basis=REPORTED,
    )
    drafted = Step(
        label="起草送审",
        at=(drafting,),
        to=reviewing,
        by=REPORT_DRAFTER,
        form=Draft,
        basis=LAW.article(25, "上一年度推进法治政府建设的主要举措和成效", item=1),
        documents=(Document("approval_sheet", "年度报告审签单"),),
    )
    reviewed = Step(
        label="审核",
        at=(reviewing,),
        to=approving,
        by=DEPUTY_LAW,
        other_than=(drafted,),
        form=Review,
        basis=APART,
    )
    approved = Step(
        label="审批",
        at=(approving,),
        to=signing,
        by=SECRETARY,
        other_than=(drafted, reviewed),
        form=Approval,
        basis=APART,
        cites=(FIRST.article(4),),
    )
    signed = Step(
        label="签发",
        at=(signing,),
        to=sending,
        by=DIRECTOR,
        other_than=(drafted, reviewed, approved),
        form=Signature,
        decisive=True,
        files=True,
        basis=APART,
    )
    returned = Step(
        label="退回修改",
        at=(reviewing, approving, signing),
        to=drafting,
        by=DEPUTY_LAW | SECRETARY | DIRECTOR,
        form=Return,
        basis=APART,
    )
    sent = Step(
        label="报送",
        at=(sending,),
        to=publishing,
        by=REPORT_DRAFTER,
        form=Sending,
        documents=(Document("letter", "年度报告报送函", number="{organ}函〔{year}〕{n}号"),),
        basis=REPORTED,
    )
    published = Step(
        label="公开",
        at=(publishing,),
        to=published_away,
        by=PUBLISHER | REPORT_DRAFTER,
        form=Publication,
        needs=(nothing_secret_is_published, another_than_the_drafter_checks_for_secrets),
        basis=PUBLISHED,
    )

    # 期限
    send = Limit(
        label="报送年度报告",
        row=limit("AN-01"),
        since=opened,
        from_day=Opening.year_end,
        until=(sent,),
    )
    publish = Limit(
        label="公开年度报告",
        row=limit("AN-02"),
        since=opened,
        from_day=Opening.year_end,
        until=(published,),
    )

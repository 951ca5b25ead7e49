"""法治政府建设年度报告 — the annual report on law-based government."""

from datetime import date
from typing import Any

from fazhi.core import form as ask
from fazhi.core.case import CaseView, hands
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Document, Limit, Stage, Step, rule
from fazhi.core.ruling import must
from fazhi.law import HouseRule, limit, statute
from fazhi.law.roles import DEPUTY_LAW, DIRECTOR, PUBLISHER, REPORT_DRAFTER, SECRETARY

FIRST_YEAR = statute("督察规定").in_force.year
"""The first year that is reported on."""


def _ends_in_its_year(values: ask.Values, record: ask.Values) -> str | None:  # noqa: ARG001 - a check takes both
    year, end = values.get("year"), values.get("year_end")
    if year is None or end is None or end == date(year, 12, 31).isoformat():
        return None
    return f"“年度终了日”应为{year}年12月31日，请改正或者留空。"


class Opening(ask.Form):
    """年度报告编制"""

    year = ask.Number("年度", min=FIRST_YEAR, max=2199)
    year_end = ask.Day("年度终了日", required=False, help="不填时为当年12月31日")
    figures_until = ask.Day("数据截止日", required=False, help="不填时为年度终了日")
    material_by = ask.Day("素材报送截止日", required=False)
    material_from = ask.Text("素材报送部门", max=300, required=False)
    checks = (_ends_in_its_year,)

    @classmethod
    def derived(cls, values: ask.Values) -> ask.Values:
        """Return the last day of the year, up to which figures are taken."""
        year: Any = values.get("year")
        if year is None:
            return {}
        end = date(year, 12, 31).isoformat()
        return {"year_end": end, "figures_until": end}


Draft = ask.form(
    "送审稿",
    draft_digest=ask.Digest("送审稿摘要值", required=False),
    draft_note=ask.Text("起草说明", max=300, required=False),
)
Review = ask.form("审核意见", review_opinion=ask.Text("审核意见", max=300))
Approval = ask.form(
    "审批意见",
    meeting=ask.Text("审议会议", max=60, required=False, help="经会议审议的，填会议名称和日期"),
    approval_opinion=ask.Text("审批意见", max=300),
)


class Signature(ask.Form):
    """签发"""

    statement_digest = ask.Digest("报告摘要值")
    filed = ask.YesNo("报告已按摘要值存档", required=False)

    @classmethod
    def derived(cls, values: ask.Values) -> ask.Values:
        """Return that the statement is filed: its digest is that of the content frozen at signature."""
        return {"filed": "yes"} if "statement_digest" in values else {}


Sending = ask.form(
    "报送",
    sent_to=ask.Text("报送机关", max=100),
    copied_to=ask.Text("抄送督察单位", max=100, required=False),
    sent_no=ask.DocumentNumber("报送文号", required=False),
)


class Publication(ask.Form):
    """公开"""

    secrecy_checked_by = ask.Person("保密审查人")
    cleared = ask.YesNo("经保密审查可以公开", help="不涉及党和国家秘密、工作秘密和个人信息")
    channels = ask.Codes("公开载体", "website 政府网站, paper 报刊, media 新媒体, notice 公告栏")
    address = ask.Text("公开链接", max=200, required=False)


Return = ask.form("退回修改", return_reason=ask.Long("退回修改意见"))
LAW = statute("督察规定")
APART = HouseRule("D12", "制作、审核、签发由不同的人办理，公开前进行保密审查")
REPORTED = LAW(23, "向上一级党委和政府报告上一年度法治政府建设情况")
PUBLISHED = LAW(24, "除涉及党和国家秘密的，应当通过报刊、网站等新闻媒体向社会公开，接受人民群众监督")


@rule(HouseRule("（年度报告）", "年度终了后编制；报告年度不得晚于编制之日所在年度"), needs_form=True)
def the_year_has_begun(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """A report is opened on a year that has begun."""
    return None if event.form["year"] <= event.on.year else "该年度尚未开始，不能编制年度报告。"


nothing_secret_is_published = must(
    Publication.cleared.is_("yes"), PUBLISHED, "未经保密审查同意的，不得公开。"
)


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

    label = "法治政府建设年度报告"
    since = "2019-04-15"
    title = "{year}年法治政府建设年度报告"
    by = REPORT_DRAFTER
    one_per = (Opening.year,)

    drafting = Stage("起草中")
    reviewing = Stage("待审核")
    approving = Stage("待审批")
    signing = Stage("待签发")
    sending = Stage("待报送")
    publishing = Stage("待公开")
    published_away = Stage("已公开", final=True)

    opened = Step("启动编制", START >> drafting, Opening).under(
        REPORTED, needs=the_year_has_begun, documents="call 年度报告素材征集通知"
    )
    drafted = Step("起草送审", drafting >> reviewing, Draft).under(
        LAW(25, "上一年度推进法治政府建设的主要举措和成效", item=1), documents="approval_sheet 年度报告审签单"
    )
    reviewed = Step("审核", reviewing >> approving, Review).under(APART, by=DEPUTY_LAW, other_than=drafted)
    approved = Step("审批", approving >> signing, Approval).under(
        APART, by=SECRETARY, other_than=(drafted, reviewed), cites=statute("第一责任人职责规定").article(4)
    )
    signed = Step("签发", signing >> sending, Signature).under(
        APART, by=DIRECTOR, other_than=(drafted, reviewed, approved), decisive=True, files=True
    )
    returned = Step("退回修改", (reviewing | approving | signing) >> drafting, Return).under(
        APART, by=DEPUTY_LAW | SECRETARY | DIRECTOR
    )
    sent = Step("报送", sending >> publishing, Sending).under(
        REPORTED, documents=Document("letter", "年度报告报送函", number="{organ}函〔{year}〕{n}号")
    )
    published = Step("公开", publishing >> published_away, Publication).under(
        PUBLISHED,
        by=PUBLISHER | REPORT_DRAFTER,
        needs=(nothing_secret_is_published, another_than_the_drafter_checks_for_secrets),
    )

    send = Limit("报送年度报告", limit("AN-01"), opened.on(Opening.year_end) >> sent)
    publish = Limit("公开年度报告", limit("AN-02"), opened.on(Opening.year_end) >> published)

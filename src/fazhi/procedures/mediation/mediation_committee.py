"""人民调解组织 — mediation committees and rooms."""

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Register, expiry, table
from fazhi.core.procedure import Document, Standing, rule
from fazhi.core.ruling import never
from fazhi.law import figure, statute, threshold
from fazhi.law.codes import COMMITTEE_KINDS
from fazhi.law.roles import MEDIATION_GUIDE

# The others are rooms of mediators, which have no members.
ELECTED = ("street", "community", "enterprise", "industry")


class Committee(ask.Form):
    """人民调解组织登记表"""

    name = ask.Title("名称")
    committee_kind = ask.Code("类型", COMMITTEE_KINDS)
    community = ask.Place("所在社区（村）", needed_when=committee_kind.is_("community"))
    founded_on = ask.Day("设立日期", happened=True)
    filed_on = ask.Day("备案日期", happened=True, required=False)
    term_from = ask.Day("本届任期自", needed_when=committee_kind.is_(*ELECTED))
    term_ends = ask.Day("本届任期至", needed_when=committee_kind.is_(*ELECTED))
    chair = ask.Person("主任（负责人）", required=False)
    deputies = ask.People("副主任", required=False)
    members = ask.Number(
        "委员人数", unit="人", needed_when=committee_kind.is_(*ELECTED), help="含主任、副主任"
    )
    women = ask.Number("其中妇女委员", unit="人", needed_when=committee_kind.is_(*ELECTED))
    address = ask.Text("地址", max=120)
    phone = ask.Phone("联系电话", sealed=False)
    seal = ask.YesNo("已刻制印章")
    standard = ask.YesNo("规范化调委会", required=False)
    checks = (ask.in_order(term_from, term_ends), ask.not_more_than(women, members))


class Change(ask.Form):
    """人民调解组织变更登记"""

    event = ask.Code("变更事项", "re_elected 换届, members 委员调整, moved 地址电话变更, other 其他")
    term_from = ask.Day("本届任期自", needed_when=event.is_("re_elected"))
    term_ends = ask.Day("本届任期至", needed_when=event.is_("re_elected"))
    note = ask.Text("变更说明", max=300, required=False)


LAW = statute("人民调解法")
SIZE = threshold("TH-14")
TERM = LAW(9, "人民调解委员会委员每届任期三年，可以连选连任", paragraph=2)


@rule(LAW(8, "人民调解委员会由委员三至九人组成", paragraph=2), needs_form=True)
def has_as_many_members_as_the_law_says(view: CaseView, event: Event) -> str | None:
    """A committee has the number of members that the law says."""
    now = {**view.record, **event.form}
    if now["committee_kind"] not in ELECTED or SIZE.meets(now["members"]):
        return None
    return f"调委会由委员{SIZE.floor}至{SIZE.ceiling}人组成，请核对“委员人数”。"


has_a_woman_among_its_members = never(
    Committee.women.is_(0) & Committee.committee_kind.is_(*ELECTED),
    LAW(8, "人民调解委员会应当有妇女成员", paragraph=3),
    "调委会应当有妇女成员。",
)
MADE_UP_RIGHTLY = (has_as_many_members_as_the_law_says, has_a_woman_among_its_members)


class MediationCommittee(Register):
    """Committees of residents, firms and trades, and the rooms of their mediators."""

    label = "人民调解组织"
    since = "2011-01-01"
    title = "{name}"
    one_per = (Committee.name,)
    by = MEDIATION_GUIDE
    basis = LAW(8, "村民委员会、居民委员会设立人民调解委员会", paragraph=1)
    basis_at = table(changed=LAW(10, "将人民调解委员会以及人员组成和调整情况及时通报所在地基层人民法院"))
    item = Committee
    change = Change
    reasons = "dissolved 撤销, merged 合并, other 其他"
    needs_at = table(enrolled=MADE_UP_RIGHTLY, changed=MADE_UP_RIGHTLY)
    papers = table(
        enrolled="filing_form 人民调解组织设立备案表",
        changed=Document("election_report", "换届报告", when=Change.event.is_("re_elected")),
    )
    elect_anew = expiry("任期届满前换届", Committee.term_ends, basis=TERM)
    indicators = (figure("mediation.committees", Standing(), by=Committee.committee_kind),)

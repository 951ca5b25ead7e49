"""Numbers of the street that no figure shows, counted from the cases of its year.

What is not broken down in the books - how long things took, what came back, the largest and the middle of
amounts - is still so or not so: it is counted here, case by case, and held against the number thought out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from fazhi.core.clocks import Clock
from fazhi.core.form import satisfies
from fazhi.demo.duties.dealing import NOW
from fazhi.demo.office import Office, Told

_TENTHS = 10
_MEDIAN, _NINE_TENTHS = 5, 9


@dataclass(frozen=True, slots=True)
class Case:
    """One case as told, and all that was filled in, the last entry of a field winning."""

    told: Told
    record: Mapping[str, Any]


class Year:
    """The cases of an office in its year, by procedure."""

    def __init__(self, office: Office) -> None:
        self.year = office.year
        found: dict[str, list[Case]] = defaultdict(list)
        for told in office.cases.values():
            record: dict[str, Any] = {}
            for line in told.lines:
                record |= line.form
            found[told.procedure.code].append(Case(told, record))
        self.cases = dict(found)
        self.office = office

    def of(self, procedure: str, **where: str) -> Iterator[Case]:
        """Yield the cases of a procedure of which so much is filled in."""
        for case in self.cases.get(procedure, ()):
            if all(_is(case.record.get(name), wanted) for name, wanted in where.items()):
                yield case

    def done(self, procedure: str, *steps: str, **where: str) -> list[Case]:
        """Return the cases in which one of some steps was first done in the year."""
        return [
            case
            for case in self.of(procedure, **where)
            if (on := case.told.on(*steps)) and on.year == self.year
        ]

    def open_at(self, procedure: str, day: date, begun: str, *ended: str) -> list[Case]:
        """Return the cases begun before a day and not ended before it."""
        return [
            case
            for case in self.of(procedure)
            if (on := case.told.on(begun)) and on < day and not ((end := case.told.on(*ended)) and end < day)
        ]

    def clocks(self, case: Case) -> Sequence[Clock]:
        """Return the limits of a case as they stand once all was done."""
        return self.office.view(case.told, moment=(date.max, 0)).clocks

    def working_days(self, since: date, until: date) -> int:
        """Return how many working days follow a day up to another, it included."""
        days = (since + timedelta(days=n) for n in range(1, (until - since).days + 1))
        return sum(self.office.calendar.is_working(day) for day in days)

    @cached_property
    def first_day(self) -> date:
        """The day on which the year begins."""
        return date(self.year, 1, 1)

    @cached_property
    def day_after(self) -> date:
        """The day on which the next one begins."""
        return date(self.year + 1, 1, 1)


def _is(value: Any, wanted: str) -> bool:
    values = value if isinstance(value, list) else [value]
    return any(satisfies(str(one), of) for one in values if one is not None for of in wanted.split("|"))


Counted = Callable[[Year, int], Decimal]
"""Counts something of a year, or of a month of it (0 the whole)."""


def ranked(values: Iterable[int | Decimal], tenths: int) -> Decimal:
    """Return the value that so many tenths do not exceed.

    >>> ranked([1, 2, 3, 4], 5), ranked(range(1, 11), 9)
    (Decimal('2'), Decimal('9'))
    """
    found = sorted(values)
    return Decimal(found[-(-len(found) * tenths // _TENTHS) - 1])


def _cases(procedure: str, *steps: str, **where: str) -> Counted:
    return lambda year, _: Decimal(len(year.done(procedure, *steps, **where)))


def _brought_in(procedure: str, begun: str, *ended: str) -> Counted:
    return lambda year, _: Decimal(len(year.open_at(procedure, year.first_day, begun, *ended)))


def _left_open(procedure: str, begun: str, *ended: str) -> Counted:
    return lambda year, _: Decimal(len(year.open_at(procedure, year.day_after, begun, *ended)))


def _then(later: str, procedure: str, *steps: str, **where: str) -> Counted:
    """Count the cases in which something was done in the year and something else by now."""
    return lambda year, _: Decimal(
        sum(case.told.first(later) is not None for case in year.done(procedure, *steps, **where))
    )


# Mediation -----------------------------------------------------------------------------------------

_AGREED = ("settled",)
_ENDED = ("settled", "failed", "withdrawn")


def _amounts(year: Year, kind: str = "") -> list[Decimal]:
    cases = year.done("mediation", *_AGREED, **({"dispute_type": kind} if kind else {}))
    return [Decimal(str(case.record["amount"])) for case in cases]


def _part_of_amounts(*kinds: str) -> Counted:
    def share(year: Year, _: int) -> Decimal:
        whole = sum(_amounts(year), Decimal(0))
        part = sum((sum(_amounts(year, kind), Decimal(0)) for kind in kinds), Decimal(0))
        return (part * 100 / whole).quantize(Decimal(1))

    return share


def _rest_of_amounts(*kinds: str) -> Counted:
    return lambda year, month: 100 - sum((_part_of_amounts(kind)(year, month) for kind in kinds), Decimal(0))


def _took(procedure: str, begun: str, *ended: str, **where: str) -> Callable[[Year], list[int]]:
    """Return how many days each case took that ended in the year."""

    def days(year: Year) -> list[int]:
        found = []
        for case in year.done(procedure, *ended, **where):
            since, until = case.told.on(begun), case.told.on(*ended)
            if since and until:
                found.append((until - since).days)
        return found

    return days


_MEDIATED_IN = _took("mediation", "accepted", *_ENDED)
_PUNISHED_IN = _took("penalty", "filed", "decided", result="penalty")


def _talked(least: int, most: int) -> Counted:
    def share(year: Year, _: int) -> Decimal:
        cases = year.done("mediation", *_ENDED)
        times = [sum(line.plain.step == "mediated" for line in case.told.lines) for case in cases]
        told = [one for one in times if one]
        return Decimal(sum(least <= one <= most for one in told) * 100 / len(told)).quantize(Decimal(1))

    return share


def _kept(form: str, how: str) -> Counted:
    """Count the agreements of the year of a form by what is known of their being kept."""

    def count(year: Year, _: int) -> Decimal:
        cases = year.done("mediation", "settled", **({"form": form} if form else {}))
        states = [
            "full" if case.told.first("performed") else case.record.get("visit_performance") for case in cases
        ]
        return Decimal(states.count(how))

    return count


def _referred(source: str) -> Counted:
    """Count the mediations of the year that came from a dispute."""

    def count(year: Year, _: int) -> Decimal:
        disputes = {case.told.key for case in year.of("dispute")}
        cases = year.done("mediation", "accepted", source=source)
        return Decimal(sum(case.told.origin in disputes for case in cases))

    return count


# Inspections and penalties -------------------------------------------------------------------------


def _most_of_one_firm(year: Year, _: int) -> Decimal:
    firms = year.done("inspection", "inspected", object_kind="enterprise|sole_trader|cooperative")
    return Decimal(max(Counter(str(case.record["object_name"]) for case in firms).values()))


def _ceiling(year: Year, _: int) -> Decimal:
    return Decimal(max(int(case.record.get("ceiling", 0)) for case in year.done("inspection", "inspected")))


def _mean_fine_on_the_spot(year: Year, _: int) -> Decimal:
    cases = year.done("penalty", "decided_on_spot", penalty_kinds="fine")
    fines = [Decimal(str(case.record["fine"])) for case in cases]
    return sum(fines, Decimal(0)) / len(fines)


def _ordinary_fines(year: Year, _: int) -> Decimal:
    cases = year.done("penalty", "decided", penalty_kinds="fine")
    return sum((Decimal(str(case.record["fine"])) for case in cases), Decimal(0))


# Reviews -------------------------------------------------------------------------------------------


def _review_days(year: Year) -> list[int]:
    """Return how many working days after it was last sent each opinion of the year was issued."""
    found = []
    for case in year.done("legality_review", "issued"):
        issued = case.told.on("issued")
        sent = max(line.plain.on for line in case.told.lines if line.plain.step in ("submitted", "completed"))
        if issued:
            found.append(year.working_days(sent, issued))
    return found


def _late_opinions(year: Year, _: int) -> Decimal:
    cases = year.done("legality_review", "issued")
    return Decimal(sum(str(case.told.on("issued")) > str(case.record["wanted_by"]) for case in cases))


def _answers(how: str) -> Counted:
    def count(year: Year, _: int) -> Decimal:
        cases = year.done("legality_review", "adopted")
        return Decimal(sum(int(case.record.get(how, 0)) for case in cases))

    return count


def _worth(year: Year, _: int) -> Decimal:
    cases = year.done("legality_review", "issued", review_kind="contract")
    return sum((Decimal(str(case.record["amount"])) for case in cases), Decimal(0))


def _reviewed_first(year: Year, _: int) -> Decimal:
    return Decimal(len(year.done("agenda_item", "discussed", legality="passed", matter_class="major")))


# Services ------------------------------------------------------------------------------------------


def _lawyers_there(year: Year, month: int) -> Decimal:
    """Count the days on which the lawyer of a community gave advice there to those who came."""
    there = {
        (line.plain.by.person, line.plain.on)
        for case in year.done("legal_consultation", "answered", channel="window")
        for line in case.told.lines
        if line.plain.step == "answered" and line.plain.by.post == "counsel"
        if month in (0, line.plain.on.month)
    }
    return Decimal(len(there))


def _lowest_score(year: Year, _: int) -> Decimal:
    return Decimal(min(int(case.record["lowest"]) for case in year.done("law_exam", "recorded")))


def _in_time(procedure: str, begun: str, *limits: str) -> Counted:
    """Return how many of a hundred cases begun in the year kept some limits of theirs."""

    def rate(year: Year, _: int) -> Decimal:
        cases = [case for case in year.of(procedure) if _began(case, year) and case.told.first(begun)]
        late = sum(
            any(clock.late and clock.limit.name in limits for clock in year.clocks(case)) for case in cases
        )
        return Decimal(100 * (len(cases) - late)) / len(cases)

    return rate


def _began(case: Case, year: Year) -> bool:
    return case.told.lines[0].plain.on.year == year.year


def _begun(procedure: str, step: str, **where: str) -> Counted:
    """Count the cases begun in the year of which so much is known by now."""

    def count(year: Year, _: int) -> Decimal:
        cases = [case for case in year.of(procedure, **where) if _began(case, year)]
        return Decimal(sum(case.told.first(step) is not None for case in cases))

    return count


# The place ------------------------------------------------------------------------------------------


def _in_post(post: str) -> Counted:
    return lambda year, _: Decimal(len(year.office.holders((post,))))


def _households(year: Year, community: str = "") -> Decimal:
    units = [case for case in year.of("org_unit", unit_kind="community") if community in case.record["name"]]
    return Decimal(sum(int(case.record["households"]) for case in units))


def _grids(year: Year, community: str = "") -> Decimal:
    """Return how many grids there are: each has one worker."""
    named = {one.code for one in year.office.places if community in one.name}
    return Decimal(sum(one.place in named for one in year.office.holders(("grid_worker",))))


def _weight(year: Year, community: str) -> Decimal:
    """Return which part of what happens is in a community."""
    named = zip(year.office.places, year.office.weights, strict=True)
    return sum((Decimal(str(weight)) for one, weight in named if community in one.name), Decimal(0))


def _of(count: Callable[[Year, str], Decimal], community: str) -> Counted:
    return lambda year, _: count(year, community)


_COMMUNITIES = ("桐花里", "望桥", "书院湾", "新纺", "云锦苑", "槐市", "渡口", "上槐")
_CALLED = {name: f"{name}社区" for name in _COMMUNITIES} | {"上槐": "上槐社区(村改居)"}
_EACH: Mapping[str, Counted] = {
    f"{_CALLED[name]} {what}": _of(count, name)
    for name in _COMMUNITIES
    for what, count in (("网格", _grids), ("户数", _households), ("权重", _weight))
}


# Decisions and what is to be put right -------------------------------------------------------------


def _consulted_publicly(name: str) -> Counted:
    """Return what a decision says of its public consultation."""

    def told(year: Year, _: int) -> Decimal:
        cases = year.done("major_decision", "participated", ways="public_comment")
        return Decimal(sum(int(case.record[name]) for case in cases))

    return told


def _days_of_comment(year: Year, _: int) -> Decimal:
    announced = [
        (line.plain.on, date.fromisoformat(str(line.form["comment_until"])))
        for case in year.done("major_decision", "announced")
        for line in case.told.lines
        if line.plain.step == "announced"
    ]
    return Decimal(max((until - on).days for on, until in announced))


def _overdue(year: Year) -> list[int]:
    """Return by how many days each problem still open is overdue, below 0 if it is not."""
    return [
        (NOW - date.fromisoformat(str(case.record["due"]))).days
        for case in year.of("rectification")
        if case.told.first("assigned") and not case.told.first("closed")
    ]


#: Ways of the law that an appeal is sent.
_BY_LAW = "administrative|judicial|arbitration"

#: By the name of the number.
COUNTED: Mapping[str, Counted] = {
    **_EACH,
    "户数": lambda year, _: _households(year),
    "网格": lambda year, _: _grids(year),
    "每网格平均户数": lambda year, _: (_households(year) / _grids(year)).quantize(Decimal(1)),
    "网格员": _in_post("grid_worker"),
    "网格长": _in_post("community_secretary"),
    "社区工作者": _in_post("community_worker"),
    "社区律师到场": _lawyers_there,
    "调解不成": _cases("mediation", "failed"),
    "调解撤回": _cases("mediation", "withdrawn"),
    "调解结转入": _brought_in("mediation", "accepted", *_ENDED),
    "调解结转出": _left_open("mediation", "accepted", *_ENDED),
    "热线结转入": _brought_in("hotline_order", "received", "closed"),
    "热线结转出": _left_open("hotline_order", "received", "closed"),
    "信访结转入": _brought_in("petition", "received", "closed"),
    "信访结转出": _left_open("petition", "received", "closed"),
    "信访办结": _cases("petition", "closed"),
    "普通案件结转入": _brought_in("penalty", "filed", "decided", "referred", "transferred"),
    "普通案件结转出": _left_open("penalty", "filed", "decided", "referred", "transferred"),
    "移送": _cases("penalty", "referred", "transferred"),
    "公开申请结转入": _brought_in("disclosure_request", "received", "answered"),
    "调解 书面回访": _then("followed_up", "mediation", "settled", form="written"),
    "调解 已履行": _kept("", "full"),
    "调解 口头即时履行": _kept("oral", "full"),
    "调解 书面已履行": _kept("written", "full"),
    "调解 未到期": _kept("written", "not_due"),
    "调解 未履行": _kept("written", "none"),
    "调解 一次调成比例": _talked(1, 1),
    "调解 两次比例": _talked(2, 2),
    "调解 三次以上比例": _talked(3, 99),
    "调解 中位天数": lambda year, _: ranked(_MEDIATED_IN(year), _MEDIAN),
    "调解 九成天数": lambda year, _: ranked(_MEDIATED_IN(year), _NINE_TENTHS),
    "调解 最长天数": lambda year, _: Decimal(max(_MEDIATED_IN(year))),
    "调解 劳动金额占比": _part_of_amounts("labour"),
    "调解 损害金额占比": _part_of_amounts("damage"),
    "调解 交通金额占比": _part_of_amounts("traffic"),
    "调解 合同金额占比": _part_of_amounts("contract_dispute"),
    "调解 其余金额占比": _rest_of_amounts("labour", "damage", "traffic", "contract_dispute"),
    "调解 金额中位数": lambda year, _: ranked([one for one in _amounts(year) if one], _MEDIAN),
    "调解 单笔最高": lambda year, _: max(_amounts(year)),
    "排查 其中计主动": _referred("proactive"),
    "排查 其中计申请": _referred("applied"),
    "排查 跟踪": _begun("dispute", "handled", progress="tracking"),
    "检查 单家最高": _most_of_one_firm,
    "检查 单家上限": _ceiling,
    "检查 责令改正": _cases("inspection", "ordered"),
    "检查 已改正": _cases("inspection", "rechecked", recheck_result="all"),
    "检查 转案": _cases("inspection", "filed_case"),
    "处罚 简易罚款件": _cases("penalty", "decided_on_spot", penalty_kinds="fine"),
    "处罚 简易罚款平均": _mean_fine_on_the_spot,
    "处罚 普通罚款件": _cases("penalty", "decided", penalty_kinds="fine"),
    "处罚 普通罚款": _ordinary_fines,
    "处罚 听证": _cases("penalty", "heard"),
    "处罚 立案到决定中位": lambda year, _: ranked(_PUNISHED_IN(year), _MEDIAN),
    "处罚 九成天数": lambda year, _: ranked(_PUNISHED_IN(year), _NINE_TENTHS),
    "处罚 最长": lambda year, _: Decimal(max(_PUNISHED_IN(year))),
    "处罚 已公开": _then("published", "penalty", "decided", result="penalty"),
    "处罚 强制拆除": _cases("penalty", "enforced", enforced_by="own"),
    "处罚 申请法院": _cases("penalty", "enforced", enforced_by="court"),
    "处罚 加处罚款": _cases("penalty", "surcharged"),
    "审查 部分采纳": _answers("partly"),
    "审查 未采纳": _answers("rejected"),
    "审查 中位工作日": lambda year, _: ranked(_review_days(year), _MEDIAN),
    "审查 九成工作日": lambda year, _: ranked(_review_days(year), _NINE_TENTHS),
    "审查 逾期": _late_opinions,
    "审查 合同总额": _worth,
    "决策 征求意见天数": _days_of_comment,
    "决策 意见": _consulted_publicly("comments"),
    "决策 采纳": _consulted_publicly("comments_adopted"),
    "决策 听证": _cases("major_decision", "heard"),
    "会议 须先审查": _reviewed_first,
    "会议 回避": lambda year, _: Decimal(
        sum(bool(case.record.get("recused")) for case in year.done("agenda_item", "discussed"))
    ),
    "公开申请 延期": _cases("disclosure_request", "extended"),
    "热线 退单": _cases("hotline_order", "return_agreed"),
    "热线 重办": _cases("hotline_order", "redone"),
    "热线 剔除": _cases("hotline_order", "excluded"),
    "信访 初次": _begun("petition", "registered", first_or_repeat="first"),
    "信访 重复": _begun("petition", "registered", first_or_repeat="repeat"),
    "信访 法定途径": _begun("petition", "routed", category="appeal", legal_path=_BY_LAW),
    "信访 意见书": _begun("petition", "routed", category="appeal", legal_path="opinion"),
    "信访 支持": _begun("petition", "answered", opinion="support"),
    "信访 解释": _begun("petition", "answered", opinion="explain"),
    "信访 不予支持": _begun("petition", "answered", opinion="reject"),
    "信访 告知率": _in_time("petition", "told", "tell"),
    "信访 按期率": _in_time("petition", "accepted", "settle_in_time"),
    "信访 延期": _begun("petition", "extended"),
    "信访 复查": _begun("petition", "review_asked"),
    "信访 复核": _begun("petition", "recheck_asked"),
    "普法 最低分": _lowest_score,
    "监督 未到期": lambda year, _: Decimal(sum(days <= 0 for days in _overdue(year))),
    "监督 逾期": lambda year, _: Decimal(sum(days > 0 for days in _overdue(year))),
    "监督 逾期天数": lambda year, _: Decimal(max(_overdue(year))),
    "争议 在办": _left_open("reconsideration", "received", "decided"),
}

"""Faults of statement against statement: full claims, names, and matters told in the wrong place or twice."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib import resources

from fazhi.core.statement import plain
from fazhi.reader.checks.report import QUESTION, WARNING, Finding, Report, check, clause_around
from fazhi.reader.parts import part_of_heading
from fazhi.reader.reading import Claim, Direction, Heading, Scope
from fazhi.reader.vocabulary import vocabulary

_HUNDRED = Decimal(100)
_ALL_CERTIFIED = re.compile(
    r"(?:全面实行|全面落实|全部|均|严格(?:实行|落实|执行)?)[^，。,；\n]{0,16}持证上岗(?:[^，。,；\n]{0,10}制度)?|持证上岗率(?:达到?)?100"
)
_UNCERTIFIED = re.compile(r"(?:未|没有|尚无|无)[^，。；]{0,8}(?:持证|执法证|执法资格|领证|办证)")
_NATIONAL_NAME = re.compile(r"[\u4e00-\u9fff]{0,8}全面依法治国委员会")
_LEADING = re.compile(
    r"(?:全面依法治(?:国|街|镇|区)委员会|法治(?:政府)?建设(?:工作)?领导小组|依法治[镇街](?:工作)?(?:委员会|领导小组)|依法行政(?:工作)?领导小组)"
)
_STRONGER_REVIEW = re.compile(r"(?:加强|强化|严格)[^，。；\n]{0,16}(?:合法性|合法合规性)审[查核]")
_ENFORCEMENT = re.compile(r"执法|处罚|检查(?!院)")
_ENFORCEMENT_FIELDS = frozenset(
    [
        "inspection",
        "penalty",
        "officer",
        "enforcement",
        "filereview",
        "operation",
        "correction",
        "building",
        "coercion",
        "power",
    ]
)
_FIELDS_OF_WORDS = (
    (
        re.compile(r"普法|宣传|法治文化|法律素质|法治意识"),
        frozenset(
            [
                "publicity",
                "venue",
                "law_knower",
                "law_leader",
                "volunteer",
                "exam",
                "study",
                "training",
                "model",
                "award",
                "platform",
            ]
        ),
    ),
    (
        re.compile(r"调解|纠纷|矛盾|信访|化解|平安|稳定"),
        frozenset(
            [
                "mediation",
                "mediator",
                "dispute",
                "petition",
                "adminmediation",
                "hotline",
                "grid",
                "deliberation",
                "court",
                "litigation",
                "reconsideration",
                "legal_aid",
                "legal_service",
                "adviser",
            ]
        ),
    ),
    (
        re.compile(r"执法"),
        frozenset(
            [
                "inspection",
                "penalty",
                "officer",
                "enforcement",
                "filereview",
                "operation",
                "correction",
                "building",
                "coercion",
                "power",
                "training",
                "review",
                "dutylist",
                "discretion",
            ]
        ),
    ),
    (
        re.compile(r"决策"),
        frozenset(
            [
                "decision",
                "review",
                "adviser",
                "meeting",
                "contract",
                "normdoc",
                "legislation",
                "leader",
                "rules",
            ]
        ),
    ),
    (
        re.compile(r"服务|营商|便民|审批"),
        frozenset(
            [
                "service",
                "licence",
                "enterprise",
                "legal_service",
                "hotline",
                "legal_aid",
                "platform",
                "proposal",
                "legacy",
            ]
        ),
    ),
    (
        re.compile(r"学法|学习|教育|培训|干部|队伍|思维|能力"),
        frozenset(
            [
                "study",
                "training",
                "exam",
                "leader",
                "meeting",
                "duty_report",
                "staff",
                "officer",
                "adviser",
                "law_knower",
                "court",
                "volunteer",
                "publicity",
            ]
        ),
    ),
    (
        re.compile(r"监督|公开|整改"),
        frozenset(
            [
                "disclosure",
                "rectify",
                "supervision",
                "external",
                "accountability",
                "proposal",
                "conduct",
                "petition",
                "hotline",
                "reconsideration",
                "litigation",
            ]
        ),
    ),
)
_LEAST_SHARE = Decimal("0.5")
_WHOLE = re.compile(
    r"[\d.,]+|(?:20\d\d年)?(?:全年|年度|本年|今年|年内|以来)|累计|合计|总共|共计?|全(?:街道|镇|乡)|(?:本|我)?(?:街道|镇|乡)|人民调解(?:委员会|组织)|辖区|各类|[，,、起件宗]|开展|的|了"
)
"""What says of a count no more than that it is of the whole place and year."""
_COUNTED_ONCE = frozenset(["件", "起", "宗", "份", "%", "元"])


@cache
def _systems() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    table = resources.files("fazhi.reader").joinpath("systems.csv").read_text(encoding="utf-8")
    return tuple(
        (row["name"], re.compile(row["claim"]), re.compile(row["weak"]))
        for row in csv.DictReader(table.splitlines(), strict=True)
    )


@check("claims.all-certified", kind="logic", severity=WARNING, finds="称全部持证上岗，持证率却不足100%")
def all_certified(report: Report) -> Iterator[Finding]:
    """All officers are said to be certified, and some are not."""
    rates = [one for one in report.told("officer.certified_rate") if one.value < _HUNDRED]
    claim = _ALL_CERTIFIED.search(report.text)
    if claim and not rates and (without := _without_certificate(report)):
        yield Finding(
            message=f"既称“{claim.group()}”，又写“{without}”，有人无证。",
            start=claim.start(),
            end=claim.end(),
        )
    if rates and claim:
        yield Finding(
            message=f"既称“{claim.group()}”，持证率又只有{plain(rates[0].value)}%，有人无证上岗。",
            start=claim.start(),
            end=claim.end(),
        )


def _without_certificate(report: Report) -> str:
    """Return the words that count officers without a certificate, "" if there are none."""
    for claim in report.figures:
        if claim.scope is Scope.RESULT and claim.value and claim.unit in ("人", "名"):
            start, end = clause_around(report.text, claim.start, claim.number[1])
            clause = report.text[start:end]
            if claim.indicator == "officer.uncertified" or _UNCERTIFIED.search(clause):
                return clause.strip("，。；")
    certified, officers = report.told("officer.certified"), report.told("officer.count")
    if certified and officers and certified[0].value < officers[0].value:
        return f"{officers[0].text}，{certified[0].text}"
    return ""


@check("claims.contradicted", kind="logic", severity=WARNING, finds="成效中称已做到，不足中又说没做到")
def contradicted(report: Report) -> Iterator[Finding]:
    """A full claim that the shortcomings deny."""
    weak_part = report.parts["shortcomings"]
    weak_text = report.part_text("shortcomings")
    if not weak_text:
        return
    for name, claim, weak in _systems():
        if (denied := weak.search(weak_text)) is None:
            continue
        said = next(
            (
                found
                for found in claim.finditer(report.text)
                if not weak_part.start <= found.start() < weak_part.end
                and not report.parts["next_year"].start <= found.start() < report.parts["next_year"].end
            ),
            None,
        )
        if said:
            yield Finding(
                message=f"{name}：此处称“{said.group()}”，不足部分又说“{denied.group()}”，前后不一。",
                start=said.start(),
                end=said.end(),
            )


@check(
    "claims.leading-body", kind="logic", severity=WARNING, finds="法治建设领导机构的名称与层级不符或前后不一"
)
def leading_body(report: Report) -> Iterator[Finding]:
    """A leading body named as a national one, or by two names."""
    if report.identity.level not in ("街道", "镇", "乡"):
        return
    found = _NATIONAL_NAME.search(report.text)
    while found and re.search(
        r"中央|省委|市委|区委|县委", report.text[max(0, found.start() - 2) : found.end()]
    ):
        found = _NATIONAL_NAME.search(report.text, found.end())
    if found:
        names = sorted({one.group() for one in _LEADING.finditer(report.text)})
        also = f"；全文有{'、'.join(names)}{len(names)}种名称" if len(names) > 1 else ""
        yield Finding(
            message=f"“全面依法治国委员会”是中央和省市县的机构名称，{report.identity.level}没有{also}。",
            start=max(found.start(), found.end() - 16),
            end=found.end(),
        )


@check("claims.adviser-share", kind="logic", severity=WARNING, finds="法律顾问只参与了少数决策，却称加强审查")
def adviser_share(report: Report) -> Iterator[Finding]:
    """The adviser took part in few of the matters decided."""
    joined, decided = (
        report.told("adviser.decisions_joined"),
        report.told("decision.collective_items", "decision.major"),
    )
    if (
        joined
        and decided
        and joined[0].value < decided[0].value * _LEAST_SHARE
        and _STRONGER_REVIEW.search(report.text)
    ):
        share = joined[0].value / decided[0].value * _HUNDRED
        yield Finding(
            message=f"讨论决定{plain(decided[0].value)}项，法律顾问只参与{plain(joined[0].value)}次（{share:.0f}%），与“加强审查”不相称。",
            start=joined[0].start,
            end=joined[0].end,
        )


@check("claims.no-losses", kind="logic", severity=QUESTION, finds="称无败诉，又有调解撤诉的败诉风险案")
def no_losses(report: Report) -> Iterator[Finding]:
    """No suit lost beside suits that were withdrawn."""
    lost = [one for one in report.told("litigation.lost") if not one.value]
    withdrawn = report.told("litigation.settled_withdrawn")
    if lost and withdrawn:
        yield Finding(message="“无败诉”旁边应一并写明调解撤诉的件数。", start=lost[0].start, end=lost[0].end)


@check("claims.no-figures", kind="unsup", severity=WARNING, finds="大段讲执法，却没有一个执法数字")
def no_figures(report: Report) -> Iterator[Finding]:
    """Enforcement told at length without a single figure."""
    plan, weak = report.parts["next_year"], report.parts["shortcomings"]
    told = [
        sentence
        for sentence in report.sentences
        if _ENFORCEMENT.search(sentence.text)
        and not any(p.state != "missing" and p.start <= sentence.start < p.end for p in (plan, weak))
    ]
    fields = {(one.indicator or "").partition(".")[0] for one in report.figures if one.scope is Scope.RESULT}
    if len(told) >= 4 and not fields & _ENFORCEMENT_FIELDS:
        yield Finding(
            message="多处讲行政执法，但没有检查、处罚、审核、执法人员的任何数字。",
            part="measures",
            suggestion="补写检查次数、处罚件数、持证人数等",
        )


@check("claims.part-of-total", kind="unsup", severity=QUESTION, finds="分项与总数的关系没有写明“其中”")
def part_of_total(report: Report) -> Iterator[Finding]:
    """Sub-totals of a field without 其中."""
    cases = report.told("mediation.cases")
    others = report.told("mediation.police_cases", "mediation.labour_cases", "adminmediation.cases")
    if cases and others and all(one.part_of is None for one in others):
        yield Finding(
            message="没有写明警调、劳资等件数是否包含在调解总数之内。",
            start=cases[0].number[0],
            end=cases[0].number[1],
        )


@check("claims.twice", kind="dup", severity=QUESTION, finds="同一数字在两处出现，或局部与全局的数字关系不明")
def twice(report: Report) -> Iterator[Finding]:
    """The same claim in two sections."""
    seen: dict[tuple[str, Decimal], Claim] = {}
    for claim in report.figures:
        if not claim.indicator or claim.scope is not Scope.RESULT:
            continue
        key = (claim.indicator, claim.value)
        if key in seen and seen[key].section != claim.section:
            yield Finding(
                message=f"“{claim.label}”{plain(claim.value)}{claim.unit}在“{seen[key].section}”已经写过。",
                start=claim.start,
                end=claim.end,
            )
        seen.setdefault(key, claim)
    partial = report.told("publicity.volunteer_events", "dispute.found_by_volunteers")
    whole = report.told("publicity.events", "publicity.civilization_events", "dispute.found")
    if partial and whole:
        yield Finding(
            message="局部（志愿者、试点社区）的数字是否包含在全镇（街道）总数之内，没有写明。",
            start=whole[-1].number[0],
            end=whole[-1].number[1],
        )


@check("claims.differs", kind="logic", severity=WARNING, finds="同一指标在两处写的数不同")
def differs(report: Report) -> Iterator[Finding]:
    """One indicator of the whole place with two values."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in report.figures:
        if (
            claim.indicator
            and claim.scope is Scope.RESULT
            and claim.direction is Direction.EXACT
            and not claim.said_in_words
        ):
            found[claim.indicator].append(claim)
    stocks = {code for code, one in vocabulary().indicators.items() if one.kind.value == "stock"}
    for code, claims in found.items():
        first = claims[0]
        other = next(
            (
                one
                for one in claims[1:]
                if one.value != first.value
                and one.part_of is None
                and one.period == first.period
                and _told_alike(first, one)
                and (code in stocks or _is_one_total(code, first, one))
            ),
            None,
        )
        if other is not None:
            yield Finding(
                message=f"“{first.label}”前后写了{plain(first.value)}和{plain(other.value)}，不一致。",
                start=other.start,
                end=other.end,
            )


def _told_alike(one: Claim, other: Claim) -> bool:
    """Whether two clauses say the same of the whole place, whoever they name as having done it."""
    return _WHOLE.sub("", one.text) == _WHOLE.sub("", other.text)


def _is_one_total(code: str, one: Claim, other: Claim) -> bool:
    """Whether two counts of a year must be the same: cases and papers are counted once, meetings are many."""
    return one.section != other.section and (one.unit in _COUNTED_ONCE or code == "inspection.count")


@check("places.field", kind="place", severity=QUESTION, finds="内容与所在标题不符")
def misplaced(report: Report) -> Iterator[Finding]:
    """Figures of another field than the heading tells."""
    told: dict[int, tuple[Heading, list[Claim]]] = {}
    for claim in report.figures:
        sentence = report.sentence_at(claim.number[0])
        heading = next((one for one in sentence.headings if one.level == 2), None) if sentence else None
        if heading is not None and claim.indicator and claim.scope is Scope.RESULT:
            told.setdefault(heading.start, (heading, []))[1].append(claim)
    for heading, claims in told.values():
        allowed = set().union(*(fields for words, fields in _FIELDS_OF_WORDS if words.search(heading.title)))
        if not allowed:
            continue
        strange = [one for one in claims if (one.indicator or "").partition(".")[0] not in allowed]
        if strange:
            labels = list(dict.fromkeys(one.label for one in strange))
            yield Finding(
                message=f"“{heading.words}”下写了{'、'.join(labels[:4])}，与标题不符。",
                start=strange[0].start,
                end=strange[-1].end,
            )


@check("places.decision-heading", kind="place", severity=QUESTION, finds="标题讲决策，内容却没有决策")
def decision_heading(report: Report) -> Iterator[Finding]:
    """A heading on decisions under which nothing of decisions stands."""
    for top in report.outline:
        if part_of_heading(top, report.outline) != "measures":
            continue
        for heading in top.children:
            if re.search("决策", heading.title):
                body = report.text[heading.end : heading.reach]
                if body.count("决策") + body.count("合法性") == 0 and len(body) > 100:
                    yield Finding(
                        message=f"“{heading.words}”下没有写决策。", start=heading.start, end=heading.end
                    )


@check(
    "places.organisation-under-service",
    kind="place",
    severity=QUESTION,
    finds="组织领导、队伍的内容写在服务标题之下",
)
def organisation_under_service(report: Report) -> Iterator[Finding]:
    """Leading groups and rosters told under services, petitions and safety under publicity."""
    for top in report.outline:
        for heading in top.children:
            if not re.search(r"服务|宣传|普法", heading.title):
                continue
            for point in heading.children:
                if re.search(
                    r"组织领导|领导体系|工作责任|安全发展|社会稳定|信访|纠纷化解|调解", point.title
                ) and not re.search(r"调解|纠纷|稳定", heading.title):
                    start, end = clause_around(report.text, point.start, point.start + 1)
                    yield Finding(message=f"“{point.title}”写在“{heading.words}”之下。", start=start, end=end)


@check("claims.civic-award", kind="place", severity=QUESTION, finds="不属于法治政府建设的内容")
def civic_award(report: Report) -> Iterator[Finding]:
    """What is no result of law-based government."""
    for claim in report.told("award.recipients"):
        yield Finding(message="文明评选不是法治政府建设的成效。", start=claim.start, end=claim.end)


CHECKS = (
    all_certified,
    contradicted,
    leading_body,
    adviser_share,
    no_losses,
    no_figures,
    part_of_total,
    twice,
    differs,
    misplaced,
    decision_heading,
    organisation_under_service,
    civic_award,
)

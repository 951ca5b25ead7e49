"""What a declaration says, told for people: the page of a procedure and its page in the docs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from fazhi.core.choices import Choosing
from fazhi.core.form import Field, Rows
from fazhi.core.kinds import Register
from fazhi.core.law import Basis, LimitKind, LimitRow, Statute, Unit
from fazhi.core.procedure import Indicator, Limit, Procedure, Rule, Step, Strength
from fazhi.law import limits, profiles
from fazhi.law.instruments import all_instruments
from fazhi.law.roles import posts
from fazhi.procedures import registry
from fazhi.usecases.counting import breakdowns, counting
from fazhi.usecases.rule_words import sentences

KINDS = {"case": "案件", "register": "登记簿", "activity": "活动", "tasklist": "清单"}
"""What the four kinds of duty are called."""

FIELD_KINDS = {
    "text": "文字",
    "title": "标题",
    "long": "长文字",
    "name": "姓名",
    "number": "整数",
    "yuan": "金额（元）",
    "quantity": "数量",
    "percent": "百分比",
    "day": "日期",
    "moment": "日期和时间",
    "yes-no": "是或否",
    "code": "单选",
    "codes": "多选",
    "phone": "电话",
    "id-number": "身份证号",
    "credit-code": "统一社会信用代码",
    "certificate-number": "证件号",
    "document-number": "文号",
    "digest": "校验值",
    "email": "电子邮箱",
    "reference": "编号",
    "ref": "关联记录",
    "place": "社区",
    "person": "人员",
    "people": "人员（可多人）",
    "files": "附件",
    "rows": "表格",
    "parties": "当事人",
}
"""What the kinds of field are called."""

_LIMIT_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{2}-\d{2}(?!\d)")

LIMIT_KINDS = {
    LimitKind.AT_MOST: "期限",
    LimitKind.AT_LEAST: "不少于",
    LimitKind.LEAD_TIME: "提前",
    LimitKind.TRIGGER: "触发",
    LimitKind.CASE_DATE: "按载明日期",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """An article with the words relied upon, "" where they are not at hand."""

    text: str
    quote: str = ""

    @classmethod
    def of(cls, basis: Basis) -> Cited:
        """Return a basis as text and words."""
        return cls(text=str(basis), quote=basis.quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldField:
    """A field of a form: ``must`` is 必填, the condition under which it is, or "" for optional."""

    name: str
    label: str
    kind: str
    must: str
    sealed: bool
    help: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRule:
    """What a rule says when it is not met, … for what the case fills in, and the articles it rests on."""

    sentences: tuple[str, ...]
    bases: tuple[Cited, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStep:
    """A step: from which stages, where to, who, what is filled in, what it makes."""

    name: str
    label: str
    opening: bool
    at: tuple[str, ...]
    to: str
    who: str
    posts: tuple[str, ...]
    basis: Cited
    cites: tuple[Cited, ...]
    form: str
    fields: tuple[ToldField, ...]
    documents: tuple[str, ...]
    opens: tuple[tuple[str, str], ...]
    others: tuple[str, ...]
    rules: tuple[ToldRule, ...]
    official: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLimit:
    """A limit: how long, of which kind, between which steps, what silence means."""

    name: str
    code: str
    label: str
    days: str
    kind: str
    since: str
    until: tuple[str, ...]
    basis: Cited
    also: tuple[Cited, ...]
    strength: str
    silence: str
    notes: tuple[str, ...]
    profile: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFigure:
    """A figure: what it is, how it is counted, how reports speak of it, by what it may be taken apart."""

    code: str
    label: str
    unit: str
    kind: str
    definition: str
    counting: tuple[str, ...]
    says: tuple[str, ...]
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLink:
    """That a step opens a case of another duty, or is opened by one: ``other`` is the other's code."""

    step: str
    label: str
    other: str
    other_label: str
    outward: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Everything a declaration says."""

    procedure: type[Procedure]
    kind: str
    summary: tuple[str, ...]
    steps: tuple[ToldStep, ...]
    limits: tuple[ToldLimit, ...]
    rules: tuple[ToldRule, ...]
    figures: tuple[ToldFigure, ...]
    links: tuple[ToldLink, ...]
    instruments: tuple[str, ...]


@cache
def _short_titles() -> dict[str, str]:
    return {str(one.statute): one.short for one in all_instruments()}


def short_title(statute: Statute) -> str:
    """Return what people call an instrument: 《行政处罚法》, 国办发〔2018〕118号."""
    title = _short_titles().get(str(statute), statute.title)
    return title if "〔" in title else f"《{title}》"


def short(basis: Basis) -> str:
    """Return a citation with the short title of its instrument: 国办发〔2018〕118号第（十二）项."""
    statute: Statute | None = getattr(basis, "statute", None)
    text = str(basis)
    if statute is None:
        return text
    for long in (str(statute), f"《{statute.title}》"):
        text = text.replace(long, short_title(statute))
    return text


def told(procedure: type[Procedure]) -> Told:
    """Return what a procedure declares."""
    return _told(procedure.code, procedure.version)


@cache
def _told(code: str, version: int) -> Told:
    procedure = registry.procedure(code, version)
    steps = tuple(_step(step) for step in procedure.parts.steps)
    limits = (*map(_limit, procedure.parts.limits), *_each_year(procedure))
    return Told(
        procedure=procedure,
        kind=KINDS.get(procedure.kind, procedure.kind),
        summary=tuple(
            line.strip() for line in (procedure.__doc__ or "").strip().splitlines() if line.strip()
        ),
        steps=steps,
        limits=limits,
        rules=_rules([(rule, step.label) for step in procedure.parts.steps for rule in step.needs]),
        figures=tuple(_figure(one) for one in procedure.indicators),
        links=tuple(_links(procedure)),
        instruments=tuple(_instruments(procedure)),
    )


# Steps ---------------------------------------------------------------------------------------------


def _step(step: Step) -> ToldStep:
    labels = posts()
    return ToldStep(
        name=step.name,
        label=step.label,
        opening=step.opening,
        at=tuple(stage.label for stage in step.at if stage is not None),
        to=step.to.label if step.to else "",
        who=step.by.label,
        posts=tuple(labels[code].label for code in step.by.posts if code in labels),
        basis=Cited.of(step.basis),
        cites=tuple(Cited.of(one) for one in step.cites),
        form=step.form.title if step.form else "",
        fields=tuple(_field(one) for one in step.form.fields) if step.form else (),
        documents=tuple(_document(one.label, one.number, one.when) for one in step.documents),
        opens=tuple((one.procedure, one.label) for one in step.opens),
        others=tuple(one.label for one in step.other_than),
        rules=_rules([(rule, step.label) for rule in step.needs]),
        official=step.decisive,
    )


def _document(label: str, number: str, when: object) -> str:
    numbered = "，编文号" if number else ""
    only = f"，{when}时" if when is not None else ""
    return f"{label}（{(numbered + only).lstrip('，')}）" if numbered or only else label


def _field(asked: Field[object]) -> ToldField:
    kind = FIELD_KINDS.get(asked.kind, asked.kind)
    if isinstance(asked, Rows):
        kind = f"表格（{'、'.join(one.label for one in asked.form.fields)}）"
    unit = getattr(asked, "unit", "")
    must = "必填" if asked.required else f"{asked.needed_when}时必填" if asked.needed_when else ""
    return ToldField(
        name=asked.name,
        label=asked.label,
        kind=f"{kind}（{unit}）" if unit and "（" not in kind else kind,
        must=must,
        sealed=asked.sealed,
        help=asked.help,
        choices=tuple(asked.choices.values()) if isinstance(asked, Choosing) else (),
    )


# Rules ---------------------------------------------------------------------------------------------


def _rules(pairs: Sequence[tuple[Rule, str]]) -> tuple[ToldRule, ...]:
    """Return rules told once each: those that say the same are told together, with all their articles."""
    found: dict[tuple[str, ...], tuple[dict[str, Cited], dict[str, None]]] = {}
    for one, step in pairs:
        bases, steps = found.setdefault(sentences(one), ({}, {}))
        bases.setdefault(str(one.basis), Cited.of(one.basis))
        steps[step] = None
    return tuple(
        ToldRule(sentences=said, bases=tuple(bases.values()), steps=tuple(steps))
        for said, (bases, steps) in found.items()
    )


# Limits --------------------------------------------------------------------------------------------


def days_text(row: LimitRow | None) -> str:
    """Return how long a limit is, in words: 30日, 7个工作日, 次年3月1日前; 按载明日期 where the case says."""
    if row is None or row.kind is LimitKind.CASE_DATE:
        return "案件载明的日期"
    if row.unit is Unit.DATE:
        month, day = divmod(row.number, 100)
        return f"次年{month}月{day}日前"
    return f"{row.number}{row.unit.label}"


def _limit(limit: Limit) -> ToldLimit:
    row = limit.row
    notes = [f"只在{limit.when}时适用"] if limit.when is not None else []
    notes += [f"“{first.label}”时中止计算，“{second.label}”后继续" for first, second in limit.pauses]
    for step, by in limit.extended_by.items():
        longer = f"延长{days_text(by)}" if isinstance(by, LimitRow) else f"以“{by.label}”为新的届满日"
        notes.append(f"办理“{step.label}”的，{longer}")
    if limit.lasting:
        notes.append("载明的日期变更的随之变更")
    if limit.warns is not None:
        notes.append(f"届满前{limit.warns}天起提醒")
    if limit.whose:
        notes.append(f"由{limit.whose}遵守，逾期不计为本机关逾期")
    if limit.from_day is not None:
        notes.append(f"从“{limit.from_day.label}”之日起算")
    if row is not None and row.note:
        notes.append(_in_words(row.note))
    return ToldLimit(
        name=limit.name,
        code=row.code if row else "",
        label=limit.label,
        days=days_text(row),
        kind=LIMIT_KINDS[row.kind] if row else "按载明日期",
        since=limit.span.start.words(),
        until=tuple(step.label for step in limit.until),
        basis=Cited.of(limit.rests_on),
        also=tuple(Cited.of(one) for one in row.also) if row else (),
        strength=limit.strength.value,
        silence=limit.silence or (row.silence if row else ""),
        notes=tuple(notes),
        profile=profile_label(row.profile) if row else "",
    )


def _in_words(note: str) -> str:
    """Return a note of the table of limits with the names of limits for their codes."""
    return _LIMIT_CODE.sub(lambda found: f"“{_limit_labels().get(found[0], found[0])}”", note)


@cache
def _limit_labels() -> dict[str, str]:
    return {row.code: row.label for row in limits.all()}


def _each_year(procedure: type[Procedure]) -> Iterator[ToldLimit]:
    """Tell what a register asks of its entries each year."""
    if not issubclass(procedure, Register):
        return
    hours, review = procedure.yearly_hours, procedure.yearly_review
    if hours is not None:
        yield ToldLimit(
            name="yearly_hours",
            code="",
            label=hours.label,
            days=f"{hours.least.normalize():f}学时",
            kind="不少于",
            since="1月1日",
            until=("12月31日",),
            basis=Cited.of(hours.basis),
            also=(),
            strength=Strength.AS_A_RULE.value,
            silence="",
            notes=(f"只在{hours.when}时适用",) if hours.when is not None else (),
            profile="",
        )
    if review is not None:
        yield ToldLimit(
            name="yearly_review",
            code="",
            label=review.label,
            days="每年一次",
            kind=LIMIT_KINDS[LimitKind.CASE_DATE],
            since="1月1日",
            until=("12月31日",),
            basis=Cited.of(review.basis),
            also=(),
            strength=Strength.MUST.value,
            silence="",
            notes=("当年入册的，从次年起适用",),
            profile="",
        )


def profile_label(code: str) -> str:
    """Return what the place or field of a limit is called, "" for a national one."""
    return profiles.profile(code).label if code else ""


# Figures and links ---------------------------------------------------------------------------------

FIGURE_KINDS = {"flow": "期间数", "stock": "时点数", "rate": "比率"}
"""What the kinds of figure are called."""


def _figure(one: Indicator) -> ToldFigure:
    return ToldFigure(
        code=one.code,
        label=one.label,
        unit=one.unit,
        kind=FIGURE_KINDS[one.kind],
        definition=one.definition,
        counting=counting(one),
        says=one.says,
        by=breakdowns(one),
    )


def _links(procedure: type[Procedure]) -> Iterator[ToldLink]:
    known = registry.current()
    for declared in known.values():
        for step in declared.parts.steps:
            for opened in step.opens:
                if declared is procedure:
                    other = known.get(opened.procedure)
                    called = other.label if other else ""
                    yield ToldLink(
                        step=step.label,
                        label=opened.label,
                        other=opened.procedure,
                        other_label=called,
                        outward=True,
                    )
                elif opened.procedure == procedure.code:
                    yield ToldLink(
                        step=step.label,
                        label=opened.label,
                        other=declared.code,
                        other_label=declared.label,
                        outward=False,
                    )


def _instruments(procedure: type[Procedure]) -> Iterator[str]:
    """Yield the instruments that a procedure rests on, each once, in order of appearance."""
    seen: dict[str, None] = {}
    for step in procedure.parts.steps:
        for basis in (step.basis, *step.cites, *(rule.basis for rule in step.needs)):
            if statute := getattr(basis, "statute", None):
                seen[short_title(statute)] = None
    for limit in procedure.parts.limits:
        if statute := getattr(limit.rests_on, "statute", None):
            seen[short_title(statute)] = None
    yield from seen

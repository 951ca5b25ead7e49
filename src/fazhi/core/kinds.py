"""The four kinds of duty, each with its usual stages and steps, so that a simple duty is a dozen lines.

A ``Case`` declares its own stages and steps.  A ``Register``, an ``Activity`` and a ``TaskList`` have
theirs given; a subclass names who keeps it, on what basis, and the forms, and may override any part by
declaring one of the same name, or add its own.  A limit in its body names a usual step by ``usual``.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType, new_class
from typing import Any, ClassVar, TypeVar, cast

from fazhi.core.declaring import Papers, YearlyHours
from fazhi.core.filling import Values
from fazhi.core.form import Code, Condition, Day, Field, Files, Form, Long, Number, People, Person, Text
from fazhi.core.law import Basis, HouseRule
from fazhi.core.procedure import (
    START,
    InvalidProcedureError,
    Limit,
    Opens,
    Procedure,
    Role,
    Rule,
    Span,
    Stage,
    Step,
    Strength,
    Way,
)

PLAN_IS_KEPT = HouseRule("（活动计划）", "列入计划的活动按计划日期举办；不能举办的，取消并说明原因")
LIST_IS_KEPT = HouseRule("（清单销号）", "列入清单的事项在完成时限前销号")


T = TypeVar("T")


def table(**rows: T) -> Mapping[str, T]:
    """Return what a duty gives by the name of a step, or labels by code, as a table that stays as it is."""
    return MappingProxyType(rows)


class Case(Procedure, abstract=True):
    """A matter under law: it declares everything itself."""

    kind = "case"


class _StandIn(Step):
    """A usual step, named before it is made."""


def usual(name: str) -> Step:
    """Return the usual step of that name, for a limit or a step in the body of the duty that is given it."""
    step = _StandIn(name, START, None, PLAN_IS_KEPT)
    step.name = name
    return step


class _Given(Procedure, abstract=True):
    """A kind whose usual parts are made for each subclass before it is checked.

    ``by`` keeps it and ``basis`` is what it rests on.  The rest is by the name of a step: who does it and
    what it rests on, where that is another; what people call it; its papers, what it opens, its rules.
    """

    by: ClassVar[Role]
    basis: ClassVar[Basis]
    by_at: ClassVar[Mapping[str, Role]] = table()
    basis_at: ClassVar[Mapping[str, Basis]] = table()
    called: ClassVar[Mapping[str, str]] = table()
    papers: ClassVar[Mapping[str, Papers]] = table()
    opens_at: ClassVar[Mapping[str, Opens | tuple[Opens, ...]]] = table()
    needs_at: ClassVar[Mapping[str, Rule | tuple[Rule, ...]]] = table()

    def __init_subclass__(cls, *, abstract: bool = False, **options: Any) -> None:
        if not abstract:
            cls._give(cls._usual_parts())
        super().__init_subclass__(abstract=abstract, **options)

    @classmethod
    def _usual_parts(cls) -> dict[str, Any]:
        raise NotImplementedError

    @classmethod
    def _give(cls, parts: Mapping[str, Any]) -> None:
        """Set the usual parts, those of the subclass in their place, and its further ones behind."""
        own = {name: part for name, part in vars(cls).items() if isinstance(part, Stage | Step | Limit)}
        for name in own:
            delattr(cls, name)
        given = {name: own.get(name, part) for name, part in parts.items()} | own
        for name, part in given.items():
            part.name = name
            setattr(cls, name, part)
        steps = {name: part for name, part in given.items() if isinstance(part, Step)}
        for part in given.values():
            _name_steps(cls.__name__, part, steps)
        by_step = {*cls.by_at, *cls.basis_at, *cls.called, *cls.papers, *cls.opens_at, *cls.needs_at}
        if unknown := by_step - set(steps):
            raise InvalidProcedureError(f"{cls.__name__}: it has no step {sorted(unknown)}")

    @classmethod
    def _part(cls, parts: Mapping[str, Any], name: str) -> Any:
        """Return the subclass's own part of that name, else the usual one."""
        return vars(cls).get(name, parts[name])

    @classmethod
    def _step(cls, name: str, label: str, way: Way | Stage, form: type[Form] | None, **words: Any) -> Step:
        words["by"] = cls.by_at.get(name, words.get("by", cls.by))
        return Step(cls.called.get(name, label), way, form).under(
            cls.basis_at.get(name, cls.basis),
            documents=cls.papers.get(name, ()),
            opens=cls.opens_at.get(name, ()),
            needs=cls.needs_at.get(name, ()),
            **words,
        )


def _name_steps(duty: str, part: object, steps: Mapping[str, Step]) -> None:
    """Put the usual steps where their stand-ins are."""

    def real(step: Step) -> Step:
        if not isinstance(step, _StandIn):
            return step
        if step.name not in steps:
            raise InvalidProcedureError(f"{duty}: it has no usual step '{step.name}'")
        return steps[step.name]

    if isinstance(part, Limit):
        start = replace(part.span.start, steps=tuple(map(real, part.starts)))
        part.span = Span(start, tuple(map(real, part.until)))
        part.pauses = tuple((real(first), real(second)) for first, second in part.pauses)
        part.extended_by = {real(step): by for step, by in part.extended_by.items()}
    elif isinstance(part, Step):
        part.other_than = tuple(map(real, part.other_than))


def _form(title: str, *parts: type[Form] | None, known: Iterable[Field[Any]] = ()) -> type[Form]:
    """Return a form that asks what each of ``parts`` asks; ``known`` is what the case may know already.

    A field that is known need not be filled in again; a sealed one is known once anything is.
    """
    forms = [part for part in parts if part is not None]
    may_know = {field.name: field.sealed for field in known}

    def already(cls: type[Form], record: Values) -> frozenset[str]:  # noqa: ARG001 - a class method takes its class
        return frozenset(name for name, sealed in may_know.items() if name in record or (sealed and record))

    def derived(cls: type[Form], values: Values) -> Values:  # noqa: ARG001 - a class method takes its class
        return {name: value for part in forms for name, value in part.derived(values).items()}

    return _asking(
        title,
        {field.name: field for part in forms for field in part.fields},
        checks=tuple(check for part in forms for check in part.checks),
        derived=classmethod(derived),
        known=classmethod(already),
    )


def _asking(title: str, fields: Mapping[str, Field[Any]], **others: object) -> type[Form]:
    """Return a form of those fields."""
    body = {**fields, **others, "__doc__": title}
    return cast("type[Form]", new_class("Asked", (Form,), exec_body=lambda space: space.update(body)))


# Registers -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyReview:
    """Each entry of a register is looked at once a year: ``year`` is the field of a change that says which.

    What was enrolled in the course of a year is not due in it.
    """

    label: str
    year: Number
    basis: Basis


class Register(_Given, abstract=True):
    """Entries enrolled, changed and ended: what stands in it on a day is a stock.

    ``item`` is the form of an entry; whom its first Person names is whom the entry is about, and stays.
    At a change ``change`` is asked, and of the item only what changes; at the end ``ending``.  Where no
    more is asked than which change it was, and why it ended, ``events`` and ``reasons`` list them.
    ``yearly_hours`` are the hours of training that those who stand in it need each year, ``yearly_review``
    is how each entry is looked at once a year.
    """

    kind = "register"
    item: ClassVar[type[Form]]
    events: ClassVar[Mapping[str, str] | str] = "corrected 信息变更"
    reasons: ClassVar[Mapping[str, str] | str] = "left 调离, abolished 撤销, other 其他"
    change: ClassVar[type[Form] | None] = None
    ending: ClassVar[type[Form] | None] = None
    yearly_hours: ClassVar[YearlyHours | None] = None
    yearly_review: ClassVar[YearlyReview | None] = None

    @classmethod
    def _usual_parts(cls) -> dict[str, Any]:
        parts: dict[str, Any] = {"standing": Stage("在册"), "leaving": Stage("已退出", final=True)}
        at, final = cls._part(parts, "standing"), cls._part(parts, "leaving")
        note = Text("变更说明", max=300, required=False)
        event = Code("变更事项", cls.events)
        change = cls.change or _asking("变更登记", {"event": event, "note": note})
        reason = Code("退出原因", cls.reasons)
        ending_note = Text("退出说明", max=300, required=False)
        ending = cls.ending or _asking("退出登记", {"reason": reason, "ending_note": ending_note})
        return parts | {
            "enrolled": cls._step("enrolled", "登记入册", START >> at, cls.item),
            "changed": cls._step("changed", "变更登记", at, _changing(change, cls.item)),
            "ended": cls._step("ended", "退出登记", at >> final, ending),
        }


def _changing(change: type[Form], item: type[Form]) -> type[Form]:
    """Return the form of a change: what it was, then whatever of the item is another now.

    Nothing of the item is asked again, but what the change itself makes necessary, if it is not known.
    A field that ``change`` declares anew is asked as it says; whom the entry is about cannot become another.
    """
    subject = next((field for field in item.fields if isinstance(field, Person)), None)
    anew = {field.name for field in (subject, *change.fields) if field is not None}
    kept = {field.name: _loose(field) for field in item.fields if field.name not in anew}
    rest = _asking(item.title, kept, checks=item.checks, derived=item.derived)
    return _form(change.title, change, rest, known=kept.values())


def _loose(asked: Field[Any]) -> Field[Any]:
    loose = copy.copy(asked)
    loose.required = False
    if loose.sealed:  # whether a sealed field was filled in cannot be known
        loose.needed_when = None
    return loose


EXPIRY_WARNS = 90
"""How many days before what an entry holds by runs out it warns: a habit of the house, no rule of law."""


def expiry(
    label: str,
    until: Day,
    *,
    basis: Basis,
    when: Condition | None = None,
    silence: str = "",
    warns: int = EXPIRY_WARNS,
) -> Limit:
    """Declare that an entry of a register holds until a day: a term, a certificate; renewed or ended before.

    It runs whenever the day is known and ``when`` holds, whichever step made it so, and warns early.
    """
    return Limit(
        label,
        until,
        usual("enrolled") >> usual("ended"),
        basis=basis,
        when=when,
        silence=silence,
        lasting=True,
        warns=warns,
    )


# Activities ----------------------------------------------------------------------------------------


class Planned(Form):
    """列入计划"""

    planned_for = Day("计划日期")


class Cancelled(Form):
    """取消"""

    cancel_reason = Text("取消原因", max=300)


class Activity(_Given, abstract=True):
    """Something planned, held and recorded, with counts and materials.

    ``about`` says what it is: it is asked when it is planned, or when it is held without having been.
    ``plan`` is asked only of a plan, ``hold`` on the day, ``result`` afterwards.  ``unplanned`` tells
    whether it may be held without a plan at all.  With ``at_once`` it is only told, in one entry, once it has
    happened: nothing is planned or held, and all is asked in ``result``.  One that needs consent declares a
    stage ``ready``, and the steps that lead there from ``planning``: it is held from there.
    ``gives_hours`` are the fields of ``hold`` that say who came, and how many hours each of them earned.
    """

    kind = "activity"
    about: ClassVar[type[Form] | None] = None
    plan: ClassVar[type[Form]] = Planned
    hold: ClassVar[type[Form]]
    result: ClassVar[type[Form]]
    unplanned: ClassVar[bool] = True
    at_once: ClassVar[bool] = False
    gives_hours: ClassVar[tuple[People, Number] | None] = None

    @classmethod
    def _usual_parts(cls) -> dict[str, Any]:
        if cls.at_once:
            told: dict[str, Any] = {"filed": Stage("已记录", final=True)}
            at_end = cls._part(told, "filed")
            return told | {"recorded": cls._step("recorded", "记录", START >> at_end, cls.result)}
        parts: dict[str, Any] = {
            "planning": Stage("已计划"),
            "reporting": Stage("待归档"),
            "filed": Stage("已归档", final=True),
            "dropped": Stage("已取消", final=True),
        }
        planning, reporting = cls._part(parts, "planning"), cls._part(parts, "reporting")
        ready = cls._part({"ready": planning}, "ready")
        known = cls.about.fields if cls.about else ()
        parts |= {
            "planned": cls._step(
                "planned", "列入计划", START >> planning, _form("列入计划", cls.about, cls.plan)
            ),
            "held": cls._step(
                "held",
                "举办",
                (START | ready if cls.unplanned else Way((ready,))) >> reporting,
                _form(cls.hold.title, cls.about, cls.hold, known=known),
            ),
            "recorded": cls._step("recorded", "记录归档", reporting >> cls._part(parts, "filed"), cls.result),
            "cancelled": cls._step(
                "cancelled",
                "取消",
                Way(tuple(dict.fromkeys((planning, ready))), cls._part(parts, "dropped")),
                Cancelled,
            ),
        }
        planned_for = next((field for field in cls.plan.fields if field.name == "planned_for"), None)
        if isinstance(planned_for, Day):
            parts["hold_in_time"] = Limit(
                "按计划举办",
                planned_for,
                usual("planned") >> (usual("held"), usual("cancelled")),
                basis=PLAN_IS_KEPT,
                strength=Strength.AS_A_RULE,
            )
        return parts


# Lists of tasks ------------------------------------------------------------------------------------


class Assigned(Form):
    """交办"""

    owner_unit = Text("责任单位")
    owner = Person("责任人")
    due = Day("完成时限")


class Reported(Form):
    """进展报告"""

    progress = Long("进展情况")


class Submitted(Form):
    """销号申请"""

    done_text = Long("完成情况")
    proof = Files("佐证材料", required=False)


class Verified(Form):
    """验收意见"""

    verified_how = Code("验收方式", {"papers": "查阅材料", "site": "现场核查"})
    verified_note = Text("验收意见", max=300)


class Returned(Form):
    """退回"""

    return_reason = Text("退回原因", max=300)


class TaskList(_Given, abstract=True):
    """Items with owner, due date and evidence, checked by another before they are struck off 清单式销号.

    ``item`` is the form of an item; ``worker`` does it, ``verifier`` checks it, ``closer`` strikes it off.
    Who reported on it or asked for it to be struck off does neither.  It may be assigned anew while it is
    being done, to another owner or another day.
    """

    kind = "tasklist"
    item: ClassVar[type[Form]]
    worker: ClassVar[Role]
    verifier: ClassVar[Role]
    closer: ClassVar[Role]
    assign: ClassVar[type[Form]] = Assigned
    submit: ClassVar[type[Form]] = Submitted
    verify: ClassVar[type[Form]] = Verified
    close: ClassVar[type[Form] | None] = None

    @classmethod
    def _usual_parts(cls) -> dict[str, Any]:
        parts: dict[str, Any] = {
            "listing": Stage("待交办"),
            "doing": Stage("办理中"),
            "verifying": Stage("待验收"),
            "closing": Stage("待销号"),
            "struck_off": Stage("已销号", final=True),
        }
        listing, doing = cls._part(parts, "listing"), cls._part(parts, "doing")
        verifying, closing = cls._part(parts, "verifying"), cls._part(parts, "closing")
        others = (usual("reported"), usual("submitted"))
        parts |= {
            "added": cls._step("added", "列入清单", START >> listing, cls.item),
            "assigned": cls._step("assigned", "交办", (listing | doing) >> doing, cls.assign),
            "reported": cls._step("reported", "报告进展", doing, Reported, by=cls.worker),
            "submitted": cls._step("submitted", "申请销号", doing >> verifying, cls.submit, by=cls.worker),
            "verified": cls._step(
                "verified",
                "验收",
                verifying >> closing,
                cls.verify,
                by=cls.verifier,
                other_than=others,
            ),
            "returned": cls._step(
                "returned",
                "退回",
                (verifying | closing) >> doing,
                Returned,
                by=cls.verifier | cls.closer,
            ),
            "closed": cls._step(
                "closed",
                "销号",
                closing >> cls._part(parts, "struck_off"),
                cls.close,
                by=cls.closer,
                other_than=others,
            ),
        }
        due = next((field for field in cls.assign.fields if field.name == "due"), None)
        if isinstance(due, Day):
            parts["finish"] = Limit(
                "按期销号",
                due,
                usual("assigned") >> usual("closed"),
                basis=LIST_IS_KEPT,
            )
        return parts

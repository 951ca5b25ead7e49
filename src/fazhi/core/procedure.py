"""The words in which a procedure is declared."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from fazhi.core.form import Code, Condition, Day, Field, Form, Number, Quantity, Yuan
from fazhi.core.journal import Event, sm3
from fazhi.core.law import Basis, LimitRow

if TYPE_CHECKING:
    from fazhi.core.case import CaseView


class InvalidProcedureError(ValueError):
    """The declaration contradicts itself; the message lists every contradiction."""


class Strength(Enum):
    """How hard a rule binds, in the law's own word."""

    MUST = "应当"
    AS_A_RULE = "一般"
    MAY = "可以"


@dataclass(frozen=True, slots=True)
class Role:
    """Who acts: one of ``posts`` (role codes of the organ), named together as ``label``."""

    label: str
    posts: tuple[str, ...]

    def __or__(self, other: Role) -> Role:
        """Return the role that either may fill."""
        return Role(f"{self.label}或{other.label}", (*self.posts, *other.posts))


@dataclass(frozen=True, slots=True)
class Document:
    """An official document made at a step, from the template of the same code.

    ``number`` is the pattern of its official number, ``{organ}`` the organ's 代字, ``{year}``
    and ``{n}`` counted per organ, pattern and year; "" for a paper without number.
    ``when`` limits it to some records (a written agreement only).
    """

    code: str
    label: str
    number: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """Post one each time ``step`` is done."""

    step: Step | str
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """Post the amount or number in ``of``, as the case knows it, each time ``step`` is done."""

    step: Step | str
    of: Number | Yuan | Quantity
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class Distinct:
    """Count the different values of ``of`` among the times ``step`` was done.

    ``of`` is a field or the name of a derived dimension; a person is counted by keyed digest.
    """

    step: Step | str
    of: Field[Any] | str
    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A stock: one, or the amount in ``of``, for every case that stands open and meets ``where``.

    Posts the difference that each step makes, in all slices: +1 when a case begins to
    meet the condition, -1 when it stops, both when it moves from one slice to another.
    """

    where: Condition | None = None
    of: Number | Yuan | Quantity | None = None


Tally = Count | Sum | Distinct | Standing
Breakdown = Field[Any] | str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure of the annual statement; its code is that of the table of indicators.

    ``unit`` is what one of it is (件, 元, 人次); ``by`` the breakdowns it may be sliced by;
    ``says`` how reports speak of it; ``definition`` what is counted, in one sentence.
    """

    code: str
    label: str
    unit: str
    kind: Literal["flow", "stock", "rate"]
    tallies: tuple[Tally, ...] = ()
    formula: str = ""
    by: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    definition: str = ""


def _dimensions(by: Iterable[Breakdown]) -> tuple[str, ...]:
    return tuple(dimension if isinstance(dimension, str) else dimension.name for dimension in by)


def Flow(  # noqa: N802 - reads as a word of the declaration
    code: str,
    label: str,
    unit: str,
    *tallies: Tally,
    formula: str = "",
    by: Iterable[Breakdown] = (),
    says: tuple[str, ...] = (),
    definition: str = "",
) -> Indicator:
    """Declare what is counted inside a period; with ``formula`` it only combines other figures."""
    return Indicator(
        code,
        label,
        unit,
        "flow",
        tallies=tallies,
        formula=formula,
        by=_dimensions(by),
        says=says,
        definition=definition,
    )


def Stock(  # noqa: N802 - reads as a word of the declaration
    code: str,
    label: str,
    unit: str,
    *tallies: Tally,
    by: Iterable[Breakdown] = (),
    says: tuple[str, ...] = (),
    definition: str = "",
) -> Indicator:
    """Declare what stands at a date."""
    return Indicator(
        code,
        label,
        unit,
        "stock",
        tallies=tallies or (Standing(),),
        by=_dimensions(by),
        says=says,
        definition=definition,
    )


def Rate(  # noqa: N802 - reads as a word of the declaration
    code: str,
    label: str,
    unit: str,
    formula: str,
    *,
    by: Iterable[Breakdown] = (),
    says: tuple[str, ...] = (),
    definition: str = "",
) -> Indicator:
    """Declare a figure computed from others at the last moment (``a.settled / a.cases``)."""
    return Indicator(
        code,
        label,
        unit,
        "rate",
        formula=formula,
        by=_dimensions(by),
        says=says,
        definition=definition,
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition that a table cannot say: one function, one article.

    ``check`` reads the case as it stands and the event to be written, and returns None,
    or the sentence that tells the clerk what is missing.  ``waits`` marks a rule that can
    be met later (a step not open *yet*), so that the case page may evaluate it beforehand.
    """

    check: Callable[[CaseView, Event], str | None]
    basis: Basis
    needs_form: bool = False

    @property
    def label(self) -> str:
        """The first line of the function's docstring, for the reference page."""
        return (self.check.__doc__ or self.check.__name__).strip().splitlines()[0]


def rule(
    basis: Basis, *, needs_form: bool = False
) -> Callable[[Callable[[CaseView, Event], str | None]], Rule]:
    """Turn a function into a rule that rests on ``basis``.

    ``needs_form`` marks a rule that reads what is filled in at the step, so that it cannot be told before.
    """
    return lambda check: Rule(check, basis, needs_form)


class Named:
    """Something that takes its code from the attribute it is assigned to."""

    name: str = ""

    def __set_name__(self, owner: type[object], name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"


@dataclass(eq=False, repr=False)
class Stage(Named):
    """Where a case can stand."""

    label: str
    final: bool = False


@dataclass(frozen=True, slots=True)
class Opens:
    """A step offers to open a case of another procedure.

    ``carry`` maps its fields to ours, ``sets`` its fields to values that are always so (codes).
    """

    procedure: str
    label: str
    carry: Mapping[str, str] = field(default_factory=dict)
    sets: Mapping[str, str] = field(default_factory=dict)


@dataclass(eq=False, repr=False, kw_only=True)
class Step(Named):
    """One thing that can happen to a case.  Named in the past tense: it is what the journal will say.

    ``at`` are the stages it may happen in, None for a case not yet opened; ``to`` is where it
    leads, None to stay.  ``other_than`` are steps whose hands may not do this one.
    ``cites`` are further articles the step rests on.  ``decisive`` marks an official act.
    """

    label: str
    by: Role
    basis: Basis
    at: tuple[Stage | None, ...] = (None,)
    to: Stage | None = None
    other_than: tuple[Step, ...] = ()
    needs: tuple[Rule, ...] = ()
    form: type[Form] | None = None
    documents: tuple[Document, ...] = ()
    opens: tuple[Opens, ...] = ()
    cites: tuple[Basis, ...] = ()
    decisive: bool = False

    @property
    def opening(self) -> bool:
        """Whether a case may begin with this step."""
        return None in self.at


@dataclass(eq=False, repr=False, kw_only=True)
class Limit(Named):
    """A time the law, or the case itself, sets between steps.

    ``row`` names the row of ``law/limits`` with number, kind of day and article.  A date given
    in the case (``due``: a Day field) has no row but a ``basis``.  Counting starts at ``since``,
    or on the day in ``from_day`` of that step's form, and ends with the first of ``until``.
    ``event_day`` is the field of ``since`` that announces the day of the event: a lead time is then
    checked as soon as it is announced.  ``when`` limits it to some records.  ``pauses`` are (pausing
    step, resuming step).  ``extended_by`` maps a step to the row
    that lengthens the time, or to the Day field that gives the new last day.
    """

    label: str
    since: Step
    until: tuple[Step, ...]
    row: LimitRow | None = None
    due: Day | None = None
    basis: Basis | None = None
    from_day: Day | None = None
    event_day: Day | None = None
    when: Condition | None = None
    pauses: tuple[tuple[Step, Step], ...] = ()
    extended_by: Mapping[Step, LimitRow | Day] = field(default_factory=dict)
    strength: Strength = Strength.MUST
    silence: str = ""

    @property
    def code(self) -> str:
        """The code of the row, or the attribute's name for a date given in the case."""
        return self.row.code if self.row else self.name

    def binds(self, profiles: Collection[str]) -> bool:
        """Tell whether it binds an organ that has switched on those profiles: a national row binds all."""
        return self.row is None or not self.row.profile or self.row.profile in profiles

    @property
    def rests_on(self) -> Basis:
        """The article, or the rule of the house."""
        found = self.basis or (self.row.basis if self.row else None)
        if found is None:
            raise InvalidProcedureError(f"limit '{self.name}' has neither row nor basis")
        return found


class Derived(Code):
    """A dimension that no one fills in: computed from the case after each step.

    ``by`` reads the case including the step just done and returns a code, "" for not applicable.
    ``name`` is given where a step already has the name of the dimension.
    """

    def __init__(
        self, label: str, choices: Mapping[str, str], *, by: Callable[[CaseView], str], name: str = ""
    ) -> None:
        super().__init__(label, choices, required=False)
        self.by = by
        self.name = name

    def __set_name__(self, owner: type[Any], name: str) -> None:
        """Take the name only: a derived dimension belongs to no form."""
        self.name = self.name or name


@dataclass(frozen=True, slots=True)
class Parts:
    """What a procedure is made of, in the order declared."""

    stages: tuple[Stage, ...] = ()
    steps: tuple[Step, ...] = ()
    limits: tuple[Limit, ...] = ()
    derived: tuple[Derived, ...] = ()


class Procedure:
    """Base of every procedure.  A subclass is checked as soon as it is defined.

    A long one may be told in several classes, each taking over the stages, steps, limits and dimensions
    of the one before; all but the last are declared with ``abstract=True``.

    ``number`` is the pattern of a case's official number; ``title`` the pattern of its title
    from open fields; ``kind`` is set by the four kinds of duty (``core.kinds``).  ``one_per`` are open
    fields of the opening step: an organ has one case for what they hold together (a report a year).
    """

    code: ClassVar[str] = ""
    label: ClassVar[str] = ""
    group: ClassVar[str] = ""
    kind: ClassVar[str] = "case"
    version: ClassVar[int] = 1
    in_force: ClassVar[date]
    number: ClassVar[str] = ""
    title: ClassVar[str] = ""
    office: ClassVar[str] = ""
    one_per: ClassVar[tuple[Field[Any], ...]] = ()
    indicators: ClassVar[tuple[Indicator, ...]] = ()
    parts: ClassVar[Parts] = Parts()
    _steps: ClassVar[Mapping[str, Step]] = {}
    _fields: ClassVar[Mapping[str, Field[Any]]] = {}
    _posts: ClassVar[Mapping[str, tuple[tuple[Indicator, Tally], ...]]] = {}

    def __init_subclass__(cls, *, abstract: bool = False, **options: Any) -> None:
        super().__init_subclass__(**options)
        if abstract:
            return
        body = _parts_of(cls).values()
        cls.parts = Parts(
            stages=tuple(v for v in body if isinstance(v, Stage)),
            steps=tuple(v for v in body if isinstance(v, Step)),
            limits=tuple(v for v in body if isinstance(v, Limit)),
            derived=tuple(v for v in body if isinstance(v, Derived)),
        )
        cls._steps = {step.name: step for step in cls.parts.steps}
        if problems := list(_contradictions(cls)):
            raise InvalidProcedureError(f"{cls.__name__}: " + "; ".join(problems))
        cls._posts = {
            name: tuple(
                (indicator, tally)
                for indicator in cls.indicators
                for tally in indicator.tallies
                if isinstance(tally, Standing) or step_name(tally.step) == name
            )
            for name in cls._steps
        }

    @classmethod
    def step(cls, name: str) -> Step:
        """Return the step of that name.

        Raises:
            LookupError: the procedure has none; the message lists those it has.

        """
        try:
            return cls._steps[name]
        except KeyError:
            known = ", ".join(cls._steps)
            raise LookupError(f"procedure '{cls.code}' has no step '{name}'; it has {known}") from None

    @classmethod
    def posts_at(cls, step: str) -> tuple[tuple[Indicator, Tally], ...]:
        """Return what is posted when ``step`` is done, in the order declared."""
        return cls._posts.get(step, ())

    @classmethod
    def fields(cls) -> Mapping[str, Field[Any]]:
        """Return every field of every form, and derived dimensions, by name; later forms win."""
        if "_fields" not in vars(cls):
            found: dict[str, Field[Any]] = {
                one.name: one for step in cls.parts.steps if step.form for one in step.form.fields
            }
            cls._fields = MappingProxyType(found | {one.name: one for one in cls.parts.derived})
        return cls._fields

    @classmethod
    def digest(cls) -> str:
        """Return the SM3 digest of the declaration: whatever changes what may happen changes it."""
        return sm3(json.dumps(declaration(cls), ensure_ascii=False, sort_keys=True).encode())


def _parts_of(procedure: type[Procedure]) -> dict[str, object]:
    """Return what the class declares and what it takes over, the declared later standing for the earlier."""
    found: dict[str, object] = {}
    for declared in reversed(procedure.__mro__):
        found.update(vars(declared))
    return found


def step_name(step: Step | str) -> str:
    """Return the name, whether the step itself or its name is given."""
    return step if isinstance(step, str) else step.name


def _contradictions(procedure: type[Procedure]) -> Iterator[str]:
    for name in ("code", "label"):
        if not getattr(procedure, name):
            yield f"it has no {name}"
    parts = procedure.parts
    yield from _stage_contradictions(parts)
    yield from _indicator_contradictions(procedure)
    for one in procedure.one_per:
        if one.sealed or one.name not in procedure.fields():
            yield f"it has one case per '{one.name}', which is sealed or which no form asks"
    yield from _limit_contradictions(procedure)
    own = set(parts.steps)
    for step in parts.steps:
        if set(step.other_than) - own:
            yield f"step '{step.name}' separates hands from steps of another procedure"


def _limit_contradictions(procedure: type[Procedure]) -> Iterator[str]:
    parts = procedure.parts
    own = set(parts.steps)
    for limit in parts.limits:
        named = {limit.since, *limit.until, *limit.extended_by, *(s for pair in limit.pauses for s in pair)}
        if foreign := named - own:
            yield f"limit '{limit.name}' names steps of another procedure: {sorted(s.name for s in foreign)}"
        if (limit.row is None) == (limit.due is None):
            yield f"limit '{limit.name}' needs a row of law/limits or a due field, and not both"
        if limit.row is None and limit.basis is None:
            yield f"limit '{limit.name}' cites nothing"
        if not limit.until:
            yield f"limit '{limit.name}' never ends"
        if limit.when is not None:
            yield from _unknown_dimensions(procedure, limit.when, f"limit '{limit.name}'")


def _stage_contradictions(parts: Parts) -> Iterator[str]:
    reached = {step.to for step in parts.steps}
    left = {stage for step in parts.steps for stage in step.at}
    known = set(parts.stages)
    if not any(step.opening for step in parts.steps):
        yield "no step opens a case"
    for stage in parts.stages:
        if stage not in reached:
            yield f"no step leads to stage '{stage.name}'"
        if not stage.final and stage not in left:
            yield f"stage '{stage.name}' cannot be left and is not final"
    for step in parts.steps:
        if step.opening and step.to is None:
            yield f"step '{step.name}' opens a case but leads to no stage"
        if {s for s in (*step.at, step.to) if s is not None} - known:
            yield f"step '{step.name}' names a stage of another procedure"


def _indicator_contradictions(procedure: type[Procedure]) -> Iterator[str]:
    known = procedure.fields()
    for indicator in procedure.indicators:
        where = f"indicator '{indicator.code}'"
        for dimension in indicator.by:
            if dimension not in known:
                yield f"{where} is broken down by '{dimension}', which no form asks"
            elif known[dimension].sealed:
                yield f"{where} is broken down by '{dimension}', which is sealed"
        for tally in indicator.tallies:
            if tally.where is not None:
                yield from _unknown_dimensions(procedure, tally.where, where)
            if not isinstance(tally, Standing):
                yield from _step_contradictions(procedure, tally, where)


def _step_contradictions(
    procedure: type[Procedure], tally: Count | Sum | Distinct, where: str
) -> Iterator[str]:
    name = step_name(tally.step)
    step = procedure._steps.get(name)  # noqa: SLF001 - the declaration's own table
    if step is None:
        yield f"{where} counts step '{name}', which the procedure has not"
        return
    if isinstance(tally, Sum) and tally.of.name not in procedure.fields():
        yield f"{where} sums '{tally.of.name}', which no form asks"
    if isinstance(tally, Distinct):
        of = tally.of if isinstance(tally.of, str) else tally.of.name
        if of not in procedure.fields():
            yield f"{where} counts distinct '{of}', which no form asks"


def _unknown_dimensions(procedure: type[Procedure], condition: Condition, where: str) -> Iterator[str]:
    known = procedure.fields()
    for name in condition.names():
        if name not in known:
            yield f"{where} filters on '{name}', which no form asks"
        elif known[name].sealed:
            yield f"{where} filters on '{name}', which is sealed"


def declaration(procedure: type[Procedure]) -> dict[str, Any]:
    """Return the declaration as data: what the digest covers and the reference page shows."""

    def text(value: object) -> str:
        return "" if value is None else str(value)

    return {
        "code": procedure.code,
        "label": procedure.label,
        "kind": procedure.kind,
        "stages": [[s.name, s.label, s.final] for s in procedure.parts.stages],
        "steps": [
            {
                "name": s.name,
                "label": s.label,
                "by": list(s.by.posts),
                "at": [stage.name if stage else None for stage in s.at],
                "to": s.to.name if s.to else None,
                "other_than": [o.name for o in s.other_than],
                "needs": [r.check.__name__ for r in s.needs],
                "form": [[f.name, type(f).__name__, f.label, f.required, f.sealed] for f in s.form.fields]
                if s.form
                else [],
                "documents": [[d.code, d.label, d.number] for d in s.documents],
                "opens": [o.procedure for o in s.opens],
                "basis": text(s.basis),
            }
            for s in procedure.parts.steps
        ],
        "limits": [
            [limit.name, limit.code, limit.since.name, [u.name for u in limit.until], limit.strength.value]
            for limit in procedure.parts.limits
        ],
        "indicators": [
            [i.code, i.unit, i.kind, i.formula, list(i.by), [_tally_text(t) for t in i.tallies]]
            for i in procedure.indicators
        ],
    }


def _tally_text(tally: Tally) -> str:
    """Return a tally in the notation of the table of indicators (``accepted: 1 [source=police]``)."""
    where = f" [{tally.where}]" if tally.where is not None else ""
    if isinstance(tally, Standing):
        return f"standing: {tally.of.name if tally.of is not None else 1}{where}"
    step = step_name(tally.step)
    if isinstance(tally, Count):
        return f"{step}: 1{where}"
    of = tally.of if isinstance(tally.of, str) else tally.of.name
    return f"{step}: {of}{where}" if isinstance(tally, Sum) else f"{step}: distinct({of}){where}"


tally_text = _tally_text

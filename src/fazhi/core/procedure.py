"""A procedure: one duty, put together from the words of ``core.declaring``, checked as it is defined."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

from fazhi.core import columns as ledger_columns
from fazhi.core import marks as case_marks
from fazhi.core import publishing
from fazhi.core.columns import Column, Outcome
from fazhi.core.counting import (
    CROSS,
    Breakdown,
    Count,
    Distinct,
    Flow,
    Indicator,
    Rate,
    Standing,
    Stock,
    Sum,
    Tally,
    steps_of,
    told_apart,
)
from fazhi.core.declaring import (
    NOBODY,
    START,
    UNSAID,
    Derived,
    Document,
    InvalidProcedureError,
    Limit,
    Named,
    Opens,
    Parts,
    Reckoned,
    Role,
    Rule,
    Span,
    Stage,
    Step,
    Strength,
    Way,
    first_of,
    last_of,
    rule,
    step_name,
)
from fazhi.core.form import Code, Condition, Field
from fazhi.core.journal import sm3
from fazhi.core.marks import Mark, Marks
from fazhi.core.publishing import Publication
from fazhi.core.qualifying import Qualified

__all__ = [
    "CROSS",
    "START",
    "Breakdown",
    "Column",
    "Count",
    "Derived",
    "Distinct",
    "Document",
    "Flow",
    "Indicator",
    "InvalidProcedureError",
    "Limit",
    "Mark",
    "Marks",
    "Named",
    "Opens",
    "Outcome",
    "Parts",
    "Procedure",
    "Publication",
    "Qualified",
    "Rate",
    "Reckoned",
    "Role",
    "Rule",
    "Span",
    "Stage",
    "Standing",
    "Step",
    "Stock",
    "Strength",
    "Sum",
    "Tally",
    "Way",
    "declaration",
    "first_of",
    "last_of",
    "rule",
    "step_name",
    "tally_text",
    "told_apart",
]


class Procedure:
    """Base of every procedure.  A subclass is checked as soon as it is defined.

    One that lies in ``procedures/mediation/dispute.py`` has the code "dispute" and belongs to the group
    "mediation", unless it says otherwise.  A long one may be told in several classes, each taking over the
    stages, steps, limits and dimensions of the one before; all but the last are ``abstract=True``.

    ``since`` is the first day on which it holds, which gives ``in_force``.
    ``by`` does every step that names nobody else.
    ``number`` is the pattern of a case's official number; ``title`` the pattern of its title
    from open fields; ``kind`` is set by the four kinds of duty (``core.kinds``).  ``one_per`` are open
    fields of the opening step: an organ has one case for what they hold together (a report a year).
    ``columns`` are those of the register (台账) that staff keep of it, in their order; what they leave out
    follows behind them.  ``marks`` are what the law asks of every case besides its steps, ``publication`` is
    what the public may read of it, ``qualified`` says who may act in it at all.
    """

    code: ClassVar[str] = ""
    label: ClassVar[str] = ""
    by: ClassVar[Role] = NOBODY
    group: ClassVar[str] = ""
    kind: ClassVar[str] = "case"
    version: ClassVar[int] = 1
    in_force: ClassVar[date]
    since: ClassVar[str] = ""
    number: ClassVar[str] = ""
    title: ClassVar[str] = ""
    office: ClassVar[str] = ""
    one_per: ClassVar[tuple[Field[Any], ...]] = ()
    columns: ClassVar[tuple[Column | Outcome | Field[Any], ...]] = ()
    indicators: ClassVar[tuple[Indicator, ...]] = ()
    marks: ClassVar[Marks] = Marks()
    qualified: ClassVar[Qualified | None] = None
    publication: ClassVar[Publication | None] = None
    parts: ClassVar[Parts] = Parts()
    _steps: ClassVar[Mapping[str, Step]] = {}
    _fields: ClassVar[Mapping[str, Field[Any]]] = {}
    _posts: ClassVar[Mapping[str, tuple[tuple[Indicator, Tally], ...]]] = {}

    def __init_subclass__(cls, *, abstract: bool = False, **options: Any) -> None:
        super().__init_subclass__(**options)
        for declared in vars(cls).values():
            if isinstance(declared, Step) and declared.by is NOBODY:
                declared.by = cls.by
        if "since" in vars(cls):
            cls.in_force = date.fromisoformat(cls.since)
        if abstract:
            return
        *_, folder, field, file = ("", "", *cls.__module__.split("."))
        if folder == "procedures":
            cls.code, cls.group = cls.code or file, cls.group or field
        body = _parts_of(cls).values()
        cls.parts = Parts(
            stages=tuple(v for v in body if isinstance(v, Stage)),
            steps=tuple(v for v in body if isinstance(v, Step)),
            limits=tuple(v for v in body if isinstance(v, Limit)),
            derived=tuple(v for v in body if isinstance(v, Derived)),
            reckoned=tuple(v for v in body if isinstance(v, Reckoned)),
        )
        for limit in cls.parts.limits:
            limit.duty = cls.code
        cls._steps = {step.name: step for step in cls.parts.steps}
        if problems := list(_contradictions(cls)):
            raise InvalidProcedureError(f"{cls.__name__}: " + "; ".join(problems))
        cls._posts = {
            name: tuple(
                (indicator, tally)
                for indicator in cls.indicators
                for tally in indicator.tallies
                if isinstance(tally, Standing) or name in steps_of(tally)
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
            computed: tuple[Field[Any], ...] = (*cls.parts.derived, *cls.parts.reckoned)
            cls._fields = MappingProxyType(found | {one.name: one for one in computed})
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
    yield from ledger_columns.contradictions(procedure.columns, procedure._steps, procedure.fields())  # noqa: SLF001 - the declaration's own table
    yield from case_marks.contradictions(procedure.marks, procedure._steps, parts.limits)  # noqa: SLF001 - as above
    yield from publishing.contradictions(procedure.publication, procedure._steps, procedure.fields())  # noqa: SLF001 - as above
    own = set(parts.steps)
    for step in parts.steps:
        if step.by is NOBODY:
            yield f"nobody does step '{step.name}'"
        if step.basis is UNSAID:
            yield f"step '{step.name}' rests on nothing"
        if strange := sorted({name for need in step.needs for name in need.steps} - set(procedure._steps)):  # noqa: SLF001 - as above
            yield f"step '{step.name}' has a rule about steps {strange}, which the procedure has not"
        if set(step.other_than) - own:
            yield f"step '{step.name}' separates hands from steps of another procedure"


def _limit_contradictions(procedure: type[Procedure]) -> Iterator[str]:
    parts = procedure.parts
    own = set(parts.steps)
    for limit in parts.limits:
        named = {*limit.starts, *limit.until, *limit.extended_by, *(s for pair in limit.pauses for s in pair)}
        if foreign := named - own:
            yield f"limit '{limit.name}' names steps of another procedure: {sorted(s.name for s in foreign)}"
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
        yield from _crossing_contradictions(procedure, indicator)
        for tally in indicator.tallies:
            if tally.where is not None:
                yield from _unknown_dimensions(procedure, tally.where, where)
            if (apart := told_apart(tally)) and apart not in known:
                yield f"{where} tells '{apart}' apart, which no form asks"
            if not isinstance(tally, Standing):
                yield from _step_contradictions(procedure, tally, where)


def _crossing_contradictions(procedure: type[Procedure], indicator: Indicator) -> Iterator[str]:
    known = procedure.fields()
    for names in indicator.crossed:
        if len(set(names)) < len(names):
            yield f"indicator '{indicator.code}' crosses a breakdown with itself"
        for name in names:
            if not isinstance(known.get(name), Code):
                yield f"indicator '{indicator.code}' crosses '{name}', whose values are not listed"


def _step_contradictions(
    procedure: type[Procedure], tally: Count | Sum | Distinct, where: str
) -> Iterator[str]:
    known = procedure._steps  # noqa: SLF001 - the declaration's own table
    if strange := [name for name in steps_of(tally) if name not in known]:
        yield f"{where} counts step '{strange[0]}', which the procedure has not"
        return
    if isinstance(tally, Sum) and tally.of.name not in procedure.fields():
        yield f"{where} sums '{tally.of.name}', which no form asks"


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
            [
                limit.name,
                limit.code,
                "&".join(step.name for step in limit.starts)
                if limit.span.start.last
                else "|".join(step.name for step in limit.starts),
                [u.name for u in limit.until],
                limit.strength.value,
                *filter(None, (limit.whose,)),
            ]
            for limit in procedure.parts.limits
        ],
        "indicators": [
            [
                i.code,
                i.unit,
                i.kind,
                i.formula,
                [*i.by, *map(CROSS.join, i.crossed)],
                [_tally_text(t) for t in i.tallies],
            ]
            for i in procedure.indicators
        ],
    }


def _tally_text(tally: Tally) -> str:
    """Return a tally in the notation of the table of indicators (``accepted: 1 [source=police]``)."""
    where = f" [{tally.where}]" if tally.where is not None else ""
    if isinstance(tally, Standing):
        amount = f"distinct({apart})" if (apart := told_apart(tally)) else tally.of.name if tally.of else "1"
        return f"standing: {amount}{where}"
    step, *back = steps_of(tally)
    undone = f", taken back by {back[0]}" if back else ""
    if isinstance(tally, Count):
        return f"{step}: 1{where}{' once' if tally.once else ''}{undone}"
    if isinstance(tally, Sum):
        return f"{step}: {tally.of.name}{where}{undone}"
    return f"{step}: distinct({told_apart(tally)}){where}{undone}"


tally_text = _tally_text

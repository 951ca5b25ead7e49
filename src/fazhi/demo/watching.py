"""What a rule looks at: its reading of a case, followed while it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, KeysView, Mapping
from dataclasses import replace
from typing import Any

from fazhi.core.case import CaseView, Clock, Linked
from fazhi.core.filling import Check, Values
from fazhi.core.journal import Event
from fazhi.core.procedure import Procedure, Rule, Step

Read = tuple[str, str]
"""What was read, and of what: ("record", "source"), ("form", "amount"), ("step", "heard"),
("linked", "penalty"), ("record of penalty", "cause"), ("steps of penalty", "decided"), ("roster", …)."""


_WHOLE = "whole"


class _Followed(dict[str, Any]):
    """A mapping that tells ``seen`` what is asked of it."""

    def __init__(self, values: Mapping[Any, Any], kind: str, seen: set[Read]) -> None:
        super().__init__(values)
        self.kind = kind
        self.seen = seen
        self.merging = 0

    def __getitem__(self, name: str) -> Any:
        if self.merging:
            self.merging -= 1
        else:
            self.seen.add((self.kind, name))
        return super().__getitem__(name)

    def keys(self) -> KeysView[str]:  # type: ignore[override]  # the view of a plain one, by another name
        """Return the names, as where it is put together with another: each is then taken over once."""
        self.seen.add((_WHOLE, self.kind))
        self.merging = len(self)
        return super().keys()

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value and tell that it was asked for."""
        self.seen.add((self.kind, name))
        return super().get(name, default)

    def __contains__(self, name: object) -> bool:
        self.seen.add((self.kind, str(name)))
        return super().__contains__(name)

    def __iter__(self) -> Iterator[str]:
        # Read whole, as when it is put together with another: what of it matters is found out afterwards.
        self.seen.add((_WHOLE, self.kind))
        return super().__iter__()

    def __or__(self, other: Mapping[str, Any]) -> dict[str, Any]:  # type: ignore[override]  # a plain one is enough
        return {**self, **other}


class _FollowedNames(frozenset[str]):
    """A set of steps that tells ``seen`` which are asked for."""

    seen: set[Read]

    def __contains__(self, name: object) -> bool:
        self.seen.add(("step", str(name)))
        return super().__contains__(name)


class _FollowedSteps(tuple[str, ...]):  # noqa: SLOT001 - room is needed for what is seen
    """The steps of a linked case, telling ``seen`` which are asked for; ``of`` is its procedure."""

    seen: set[Read]
    of: str

    def __contains__(self, name: object) -> bool:
        self.seen.add((f"steps of {self.of}", str(name)))
        return super().__contains__(name)


class _FollowedHistory(tuple[Event, ...]):  # noqa: SLOT001 - room is needed for what is seen
    """A history that tells ``seen`` that it is read as a whole."""

    seen: set[Read]

    def __iter__(self) -> Iterator[Event]:
        self.seen.add(("history", ""))
        return super().__iter__()


class _FollowedView(CaseView):
    """A case that tells what is asked of it as a whole; what it holds is put into its dictionary.

    A rule may make another of it (an earlier state): of that only what it is made with is followed.
    """

    @property
    def done(self) -> frozenset[str]:
        """The steps done."""
        self.__dict__.get("seen", set()).add(("done", ""))
        found: frozenset[str] = self.__dict__.get("steps done") or frozenset(e.step for e in self.history)
        return found

    @property
    def links(self) -> tuple[Linked, ...]:
        """The linked cases."""
        self.__dict__.get("seen", set()).add(("links", ""))
        found: tuple[Linked, ...] = self.__dict__["linked cases"]
        return found

    @links.setter
    def links(self, found: tuple[Linked, ...]) -> None:
        self.__dict__["linked cases"] = found


def _followed_event(event: Event, seen: set[Read]) -> Event:
    """Return the event as a rule may be given it, which tells when its day or its actor is looked at."""

    class Followed(Event):
        __slots__ = ()

        def __getattribute__(self, name: str) -> Any:
            if name in ("on", "by"):
                seen.add((name, ""))
            return Event.__getattribute__(self, name)

    return Followed(
        case=event.case,
        step=event.step,
        on=event.on,
        by=event.by,
        form=_Followed(event.form, "form", seen),
        evidence=event.evidence,
        entry=event.entry,
    )


def followed(
    view: CaseView, event: Event, facts: Mapping[str, Any] | None = None
) -> tuple[CaseView, Event, set[Read]]:
    """Return the view and event as a rule may be given them, and the set that its reading will fill.

    ``facts`` are given where those of the view are not to be worked out.
    """
    seen: set[Read] = set()
    done = _FollowedNames(view.done)
    done.seen = seen
    history = _FollowedHistory(
        replace(past, form=_Followed(past.form, "record", seen)) for past in view.history
    )
    history.seen = seen

    def last(step: str) -> Event | None:
        seen.add(("step", step))
        found = view.last(step)
        return replace(found, form=_Followed(found.form, "record", seen)) if found else None

    def linked(procedure: str) -> tuple[Linked, ...]:
        seen.add(("linked", procedure))
        return tuple(_followed_linked(one, seen) for one in view.linked(procedure))

    def clock(limit: str) -> Clock | None:
        seen.add(("clock", limit))
        return view.clock(limit)

    copy = object.__new__(_FollowedView)
    # A frozen dataclass keeps what it has computed in its own dictionary: there these take its place.
    copy.__dict__.update(view.__dict__)
    copy.__dict__.update(
        {
            "seen": seen,
            "steps done": done,
            "linked cases": tuple(_followed_linked(one, seen) for one in view.links),
            "history": history,
            "record": _Followed(view.record, "record", seen),
            "facts": _Followed(view.facts if facts is None else facts, "record", seen),
            "stage": view.stage,
            "clocks": view.clocks if facts is None else (),
            "refs": _Followed(view.refs, "refs", seen),
            "roster": _Followed(view.roster, "roster", seen),
            "last": last,
            "linked": linked,
            "clock": clock,
        }
    )
    return copy, _followed_event(event, seen), seen


def _followed_linked(one: Linked, seen: set[Read]) -> Linked:
    steps = _FollowedSteps(one.steps)
    steps.seen, steps.of = seen, one.procedure
    return replace(one, record=_Followed(one.record, f"record of {one.procedure}", seen), steps=steps)


def rules_of(procedure: type[Procedure], step: Step) -> list[Rule]:
    """Return what looks at a case before a step is taken: its rules, and whether who acts is qualified."""
    asked = procedure.qualified
    if asked is None or not asked.binds(step):
        return list(step.needs)
    return [*step.needs, Rule(asked.missing, asked.basis)]


def reads(rule: Rule, view: CaseView, event: Event) -> frozenset[Read]:
    """Return what a rule reads of a case and an event: what it says it does, and what it is seen to read."""
    copy, watched, seen = followed(view, event)
    said = rule.check(copy, watched)
    form = view.procedure.step(event.step).form
    asked = {one.name for one in form.fields} if form else set()
    found: set[Read] = {("form" if name in asked else "record", name) for name in rule.reads}
    found |= {("step", name) for name in rule.steps}
    passing = {_WHOLE, *(("history", "done") if rule.steps else ())}
    if not found and any(mark == _WHOLE for mark, _ in seen):
        found.update(_that_matter(rule.check, view, event, said))
    return frozenset(found | {read for read in seen if read[0] not in passing})


def _that_matter(
    check: Callable[[CaseView, Event], object], view: CaseView, event: Event, said: object
) -> Iterator[Read]:
    """Yield the fields without which a rule would not say what it says."""

    def says_so(view: CaseView, event: Event) -> bool:
        try:
            return check(view, event) == said
        except (LookupError, AttributeError, TypeError, ValueError):
            return False  # it counts on what is not there

    for name in event.form:
        if not says_so(view, replace(event, form=_without(event.form, name))):
            yield "form", name
    for name in view.record:
        if name in event.form:
            continue
        other = replace(view)
        other.__dict__["record"] = _without(view.record, name)
        other.__dict__["facts"] = _without(view.facts, name)
        if not says_so(other, event):
            yield "record", name


def reads_of_form_check(check: Check, values: Values, record: Values) -> frozenset[Read]:
    """Return the fields without which a rule across fields would not say what it says."""
    said = _said(check, values, record)
    of_form = {("form", name) for name in values if _said(check, _without(values, name), record) != said}
    earlier = [name for name in record if name not in values]
    return frozenset(
        of_form
        | {("record", name) for name in earlier if _said(check, values, _without(record, name)) != said}
    )


def _said(check: Check, values: Values, record: Values) -> str | None:
    try:
        return check(values, record)
    except (LookupError, AttributeError, TypeError, ValueError):
        return None  # it counts on what is not there


def _without(values: Values, name: str) -> Values:
    return {one: value for one, value in values.items() if one != name}


def reads_of_dimension(by: Callable[[CaseView], str], view: CaseView) -> frozenset[Read]:
    """Return what a derived dimension reads of a case."""
    event = view.history[-1]
    copy, _, seen = followed(view, event)
    by(copy)
    return frozenset(seen)


def by_steps_alone(by: Callable[[CaseView], str], view: CaseView) -> str | None:
    """Return what a dimension comes to where it hangs on which steps were done and on nothing else."""
    copy, _, seen = followed(view, view.history[-1], {})
    try:
        found = by(copy)
    except (LookupError, AttributeError, TypeError, ValueError):
        return None  # it asks what is not known yet
    return found if {kind for kind, _ in seen} <= {"done", "step"} else None

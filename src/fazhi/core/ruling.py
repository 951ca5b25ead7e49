"""The usual shapes of a rule, so that only what is unusual is a function (``core.declaring.rule``).

    rights_were_told = must(Acceptance.rights_told.is_("yes"), LAW(23), "受理前应当告知当事人权利义务。")
    it_was_heard = done("heard", LAW(63), "应当组织听证后再作出决定。", when=Case.hearing_asked.is_("yes"))

A condition is asked of what is filled in at the step and of what the case knows else.  A rule that reads what
its step asks waits for the form; any other is told beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from fazhi.core.declaring import Rule
from fazhi.core.field import Condition
from fazhi.core.identifiers import Ref
from fazhi.core.journal import Event
from fazhi.core.law import Basis

if TYPE_CHECKING:
    from fazhi.core.case import CaseView, Linked

Steps = str | tuple[str, ...]
"""The name of a step, or of several of which one is enough."""


def must(condition: Condition, basis: Basis, otherwise: str, *, when: Condition | None = None) -> Rule:
    """Return the rule that ``condition`` holds, where ``when`` does; else ``otherwise`` is said."""
    return _rule(lambda _, facts, __: condition.met(facts), basis, otherwise, when, read=condition)


def never(condition: Condition, basis: Basis, because: str) -> Rule:
    """Return the rule that ``condition`` does not hold; where it does ``because`` is said."""
    return _rule(lambda _, facts, __: not condition.met(facts), basis, because, None, read=condition)


def done(
    step: Steps, basis: Basis, otherwise: str, *, since: Steps = (), when: Condition | None = None
) -> Rule:
    """Return the rule that ``step`` was done, after the last of ``since`` if that was done at all."""
    steps, after = _several(step), _several(since)
    return _rule(
        lambda view, _, __: _last(view, steps) > _last(view, after),
        basis,
        otherwise,
        when,
        steps=(*steps, *after),
    )


def not_done(
    step: Steps, basis: Basis, because: str, *, since: Steps = (), when: Condition | None = None
) -> Rule:
    """Return the rule that ``step`` was not done, or not after the last of ``since``."""
    steps, after = _several(step), _several(since)
    return _rule(
        lambda view, _, __: _last(view, steps) <= _last(view, after),
        basis,
        because,
        when,
        steps=(*steps, *after),
    )


def linked(
    procedure: str, step: Steps, basis: Basis, otherwise: str, *, when: Condition | None = None
) -> Rule:
    """Return the rule that in a linked case of ``procedure`` the step was done."""
    wanted = _several(step)
    return _rule(
        lambda view, _, __: any(_did(one, wanted) for one in view.linked(procedure)), basis, otherwise, when
    )


def named(ref: Ref, step: Steps, basis: Basis, otherwise: str, *, when: Condition | None = None) -> Rule:
    """Return the rule that in the case that ``ref`` names the step was done; it need name none."""
    wanted = _several(step)

    def holds(view: CaseView, facts: Mapping[str, Any], _event: Event) -> bool:
        found = view.refs.get(str(facts.get(ref.name)))
        return ref.name not in facts or (found is not None and _did(found, wanted))

    return _rule(holds, basis, otherwise, when, read=ref.filled())


def _rule(
    holds: Callable[[CaseView, Mapping[str, Any], Event], bool],
    basis: Basis,
    otherwise: str,
    when: Condition | None,
    *,
    read: Condition | None = None,
    steps: tuple[str, ...] = (),
) -> Rule:
    def check(view: CaseView, event: Event) -> str | None:
        facts = {**view.record, **event.form}
        applies = when is None or when.met(facts)
        return otherwise if applies and not holds(view, facts, event) else None

    check.__doc__ = check.__name__ = otherwise
    names = tuple(name for condition in (when, read) if condition is not None for name in condition.names())
    return Rule(check, basis, reads=names, steps=steps)


def _several(step: Steps) -> tuple[str, ...]:
    return (step,) if isinstance(step, str) else step


def _did(case: Linked, steps: tuple[str, ...]) -> bool:
    return any(step in case.steps for step in steps)


def _last(view: CaseView, steps: tuple[str, ...]) -> int:
    """Return the place in the history of the last of those steps, -1 if none was done."""
    return max((at for at, event in enumerate(view.history) if event.step in steps), default=-1)

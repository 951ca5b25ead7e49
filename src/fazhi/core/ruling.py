"""The usual shapes of a rule, so that only what is unusual is a function (``core.declaring.rule``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fazhi.core.declaring import Rule
from fazhi.core.field import Condition
from fazhi.core.journal import Event
from fazhi.core.law import Basis

if TYPE_CHECKING:
    from collections.abc import Callable

    from fazhi.core.case import CaseView


def must(condition: Condition, basis: Basis, otherwise: str, *, known: bool = False) -> Rule:
    """Return the rule that ``condition`` holds of what is filled in, and of what the case knows else.

    ``otherwise`` is said where it does not.  With ``known`` only what the case knew is
    asked, so that it can be told before the step.
    """
    return _rule(lambda view, event: condition.met(_facts(view, event, known=known)), basis, otherwise, known)


def never(condition: Condition, basis: Basis, because: str, *, known: bool = False) -> Rule:
    """Return the rule that ``condition`` does not hold, told as ``must`` tells it."""
    return _rule(
        lambda view, event: not condition.met(_facts(view, event, known=known)), basis, because, known
    )


def done(
    *steps: str, basis: Basis, otherwise: str, since: Iterable[str] = (), when: Condition | None = None
) -> Rule:
    """Return the rule that one of ``steps`` was done, after the last of ``since`` if any of those was.

    ``when`` limits it to cases of which that is known.
    """
    after = tuple(since)
    return _rule(
        lambda view, _event: not _applies(view, when) or _last(view, steps) > _last(view, after),
        basis,
        otherwise,
        known=True,
    )


def not_done(
    *steps: str, basis: Basis, otherwise: str, since: Iterable[str] = (), when: Condition | None = None
) -> Rule:
    """Return the rule that none of ``steps`` was done, or none after the last of ``since``."""
    after = tuple(since)
    return _rule(
        lambda view, _event: not _applies(view, when) or _last(view, steps) <= _last(view, after),
        basis,
        otherwise,
        known=True,
    )


def _rule(
    holds: Callable[[CaseView, Event], bool],
    basis: Basis,
    otherwise: str,
    known: bool,  # noqa: FBT001 - passed on from the words above
) -> Rule:
    def check(view: CaseView, event: Event) -> str | None:
        return None if holds(view, event) else otherwise

    check.__doc__ = check.__name__ = otherwise
    return Rule(check, basis, needs_form=not known)


def _facts(view: CaseView, event: Event, *, known: bool) -> dict[str, object]:
    return dict(view.record) if known else {**view.record, **event.form}


def _applies(view: CaseView, when: Condition | None) -> bool:
    return when is None or when.met(view.facts)


def _last(view: CaseView, steps: tuple[str, ...]) -> int:
    """Return the place in the history of the last of those steps, -1 if none was done."""
    return max((at for at, event in enumerate(view.history) if event.step in steps), default=-1)

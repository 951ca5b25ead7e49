"""The columns of the register (台账) that staff keep of a duty, as its declaration may name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

from fazhi.core.declaring import Step
from fazhi.core.field import Field
from fazhi.core.filling import Rows


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and what its cells hold.

    ``of`` is a field that a step asks, or a step: then the day it was done, with ``who`` by whom.  A
    dimension or number that is worked out is told in the register, and not read back from it.  ``also`` are
    other headings it is known by.  Of a table within a form (parties), ``only`` takes the rows that hold
    those codes, and ``usually`` is what a row is taken to hold where its cell does not say.
    """

    heading: str
    of: Field[Any] | Step
    _: KW_ONLY
    also: tuple[str, ...] = ()
    who: bool = False
    only: Mapping[str, str] = field(default_factory=dict)
    usually: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One column that says in a word how it ended: which of several steps was done.

    ``steps`` maps the words, the usual one of each step first.  A step that has no day of its own in a line
    is taken to have been done on the day of ``beside``.
    """

    heading: str
    steps: Mapping[str, Step]
    _: KW_ONLY
    beside: Step | None = None
    also: tuple[str, ...] = ()


def contradictions(
    columns: tuple[Column | Outcome | Field[Any], ...],
    steps: Mapping[str, Step],
    fields: Mapping[str, Field[Any]],
) -> Iterator[str]:
    """Yield what is wrong in the columns of a procedure that has those steps and asks those fields."""
    headings: set[str] = set()
    for one in columns:
        heading = one.label if isinstance(one, Field) else one.heading
        if heading in headings:
            yield f"two columns are headed '{heading}'"
        headings.add(heading)
        if isinstance(one, Outcome):
            told = [*one.steps.values(), *([one.beside] if one.beside else [])]
            if strange := sorted({step.name for step in told} - set(steps)):
                yield f"column '{heading}' tells of steps {strange}, which the procedure has not"
            continue
        of = one.of if isinstance(one, Column) else one
        if isinstance(of, Step):
            if of.name not in steps:
                yield f"column '{heading}' tells of step '{of.name}', which the procedure has not"
        elif of.name not in fields:
            yield f"column '{heading}' holds '{of.name}', which no form asks"
        elif isinstance(one, Column) and (one.only or one.usually):
            inner = {each.name for each in of.form.fields} if isinstance(of, Rows) else set()
            if strange := sorted({*one.only, *one.usually} - inner):
                yield f"column '{heading}' picks rows by {strange}, which they do not hold"

"""Journals as text: the way tests, examples and bug reports write a case.

    2025-03-03  registered  万和平/mediator_full  source=applied dispute_type=neighbour
    2025-03-20  settled     万和平/mediator_full  form=written amount=12000.00

One event a line: day, step, who/post, then field=value.  ``[a,b]`` is a list; a value without a post
stands for one that may do the step.  The forms are taken as canonical and need not be complete: what a
history holds has been checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from textwrap import dedent
from typing import Any

from fazhi.core.case import CaseView as View
from fazhi.core.case import Checked, Linked, check
from fazhi.core.journal import Actor, Event
from fazhi.core.ledger import Posting, post
from fazhi.core.procedure import Procedure
from fazhi.law import calendar

CASE = "990101001-1"
LATE = date(2026, 12, 31)


def _value(text: str) -> Any:
    if text.startswith("["):
        return [part for part in text.strip("[]").split(",") if part]
    return int(text) if text.isdigit() and len(text) < 9 else text


def actor(who: str, procedure: type[Procedure], step: str) -> Actor:
    """Read 张三/legal_reviewer; without a post, the first that may do the step."""
    person, _, post = who.partition("/")
    return Actor(person=person, post=post or procedure.step(step).by.posts[0])


def events(text: str, procedure: type[Procedure]) -> list[Event]:
    """Read one event a line."""
    found = []
    for number, line in enumerate(filter(None, map(str.strip, dedent(text).splitlines())), start=1):
        day, step, who, *pairs = line.split()
        found.append(
            Event(
                case=CASE,
                step=step,
                on=date.fromisoformat(day),
                by=actor(who, procedure, step),
                form={name: _value(value) for name, value in (pair.split("=", 1) for pair in pairs)},
                entry=number,
            )
        )
    return found


def view(text: str, procedure: type[Procedure], **known: Any) -> View:
    """Return the case that a text tells; ``known`` are links, refs, roster, organ_kind."""
    return View(procedure=procedure, calendar=calendar(), history=tuple(events(text, procedure)), **known)


def given(test: Any, procedure: type[Procedure], **known: Any) -> View:
    """Return the case told in a test's own docstring, after its first line."""
    _, _, text = (
        test.__doc__.strip("\n").partition("\n")
        if test.__doc__.strip().count("\n")
        else ("", "", test.__doc__)
    )
    first = test.__doc__.strip().splitlines()[0]
    whole = test.__doc__ if first[:4].isdigit() else text
    return view(whole, procedure, **known)


def attempt(case: View, line: str, *, today: date = LATE, form: Mapping[str, Any] | None = None) -> Checked:
    """Try one more step, written like a line of a history; ``form`` adds values that do not fit a line.

    What the form lacks is reported like everything else: look for the code you mean.
    """
    [event] = events(line, case.procedure)
    return check(case, replace(event, entry=0, form={**event.form, **(form or {})}), today=today)


def codes(checked: Checked) -> set[str]:
    """Return the codes of the refusals."""
    return {refusal.code for refusal in checked.refusals}


def refusal(checked: Checked, code: str) -> Any:
    """Return the one refusal of that code."""
    [found] = [one for one in checked.refusals if one.code == code]
    return found


def linked(
    procedure: str, *, case: str = "990101001-9", stage: str = "", final: bool = False, **words: Any
) -> Linked:
    """Return another case as rules may know it: ``steps`` and record fields as words."""
    steps = tuple(words.pop("steps", ()))
    return Linked(case=case, procedure=procedure, stage=stage, final=final, record=words, steps=steps)


def postings(text: str, procedure: type[Procedure], **known: Any) -> list[Posting]:
    """Return what the last event of a text posts; ``known`` as for ``view``."""
    *before, last = events(text, procedure)
    case = replace(view("", procedure, **known), history=tuple(before))
    return post(case, last, place="990101001001", digest=str)


def posted(text: str, procedure: type[Procedure], **known: Any) -> dict[str, Decimal]:
    """Return how much of each indicator the last event of a text posts."""
    found: dict[str, Decimal] = {}
    for posting in postings(text, procedure, **known):
        found[posting.indicator] = found.get(posting.indicator, Decimal(0)) + posting.amount
    return found

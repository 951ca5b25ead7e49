"""What is remembered of one telling for the next, and what earlier steps might have said otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import Any

from fazhi.core.form import Code, Codes, Day, Field, Moment, Number, People, Text, YesNo, Yuan
from fazhi.demo.drafting import Said, each_said
from fazhi.demo.filling import Filler
from fazhi.demo.interest import ANYTHING
from fazhi.demo.office import Line, Told
from fazhi.demo.setting import BLANK, HowMany, Offset
from fazhi.demo.shapes import field_of
from fazhi.demo.specs import Asked, Spec, Stuck
from fazhi.demo.varying import alike, others


@dataclass(slots=True)
class Memory:
    """What worked in telling cases, by what they are like, and what was attempted where nothing did yet."""

    remembered: dict[tuple[Any, ...], Said] = field(default_factory=dict)
    inserted: dict[tuple[Any, ...], dict[str, tuple[str, ...]]] = field(default_factory=dict)
    lengths: dict[tuple[Any, ...], int] = field(default_factory=dict)
    attempted: dict[tuple[Any, ...], Said] = field(default_factory=dict)


def in_keeping(spec: Spec, said: Said) -> Said:
    """Return of what a case somewhat like it said what does not contradict what is asked of this one."""
    foreseen = spec.foreseen(0)
    found = {}
    for (step, name), value in said.items():
        asked = field_of(spec.procedure.step(step), name)
        code = foreseen.among(asked.choices) if isinstance(asked, Code | Codes) else ""
        if not code or value in (code, [code]):
            found[step, name] = value
    return found


def worth_remembering(told: Told, said: Said) -> Said:
    """Return what rules made be filled in and may be the same in the next case; days by how far off."""
    days = {line.plain.step: line.moment[0] for line in told.lines}
    found: dict[tuple[str, str], Any] = {}
    for (step, name), value in said.items():
        asked = field_of(told.procedure.step(step), name)
        if name.startswith("@") or value == BLANK or isinstance(asked, YesNo | Code | Codes | Number):
            found[step, name] = value
        elif isinstance(asked, Day) and isinstance(value, str) and step in days:
            found[step, name] = Offset((date.fromisoformat(value) - days[step]).days)
        elif isinstance(asked, Moment) and isinstance(value, str) and step in days:
            found[step, name] = Offset((date.fromisoformat(value[:10]) - days[step]).days)
        elif isinstance(asked, People) and isinstance(value, list) and len(value) > max(asked.min, 1):
            found[step, name] = HowMany(len(value))
        elif isinstance(asked, Text) and value:
            found[step, name] = ANYTHING
        elif isinstance(value, Offset | HowMany):
            found[step, name] = value
    return found


def as_far(stuck: Stuck) -> Said:
    """Return what the step in the way said, as far as it had come: not to be sought again each time."""
    form = stuck.event.form if stuck.event else {}
    kinds = (YesNo, Code, Codes, Number, Yuan)
    return {
        (stuck.step.name, one.name): form[one.name]
        for one in (stuck.step.form.fields if stuck.step.form else ())
        if one.name in form and isinstance(one, kinds)
    }


def other_beginnings(stuck: Stuck, told: Told, said: Said, filler: Filler) -> Iterator[Said]:
    """Yield what earlier steps might have said otherwise, of what the rule in the way looked at.

    Of each field that was looked at the likeliest value comes before any other's second.
    """
    names = {name for kind, name in stuck.seen if kind == "record"}
    ways: list[Iterator[Said]] = []
    for line, asked in reversed(list(zip(told.lines, _asked_lines(stuck.spec, told), strict=False))):
        step = told.procedure.step(line.plain.step)
        fields = step.form.fields if step.form else ()
        ways += [
            each_said(step.name, one.name, _others(one, asked, line, stuck, filler))
            for one in sorted(fields, key=lambda one: not isinstance(one, Codes))
            if one.name in names
        ]
    for round_ in zip_longest(*ways):
        yield from filter(None, round_)
    for earlier in stuck.step.other_than:
        for line in told.lines:
            if line.plain.step == earlier.name:
                not_these = said.get((earlier.name, "@not"), frozenset())
                yield {(earlier.name, "@not"): not_these | {line.plain.by.person}}


def _asked_lines(spec: Spec, told: Told) -> list[Asked | None]:
    by_step = {asked.step.name: asked for asked in spec.steps}
    return [by_step.get(line.plain.step) for line in told.lines]


def _others(
    asked: Field[Any], within: Asked | None, line: Line, stuck: Stuck, filler: Filler
) -> Iterator[Any]:
    now = stuck.event.form if stuck.event else {}
    yield from others(
        asked,
        line.form.get(asked.name),
        filler=filler,
        day=line.moment[0],
        fixed=within.values.get(asked.name) if within else None,
        likely=tuple(alike(asked, stuck.spec.procedure.fields(), now)),
        numbers=_numbers(stuck),
        told="".join(one.message for one in stuck.refusals),
    )


def _numbers(stuck: Stuck) -> list[int | str]:
    """Return the numbers and amounts that the rule in the way looked at in the form, lists by how long."""
    form = stuck.event.form if stuck.event else {}
    fields = {one.name: one for one in (stuck.step.form.fields if stuck.step.form else ())}
    names = sorted(name for kind, name in stuck.seen if kind == "form" and name in form)
    numbers = [form[name] for name in names if isinstance(fields.get(name), Number | Yuan)]
    return [*numbers, *(len(form[name]) for name in names if isinstance(form[name], list))]

"""Telling cases step by step: each as a clerk would report it, on a working day, by somebody named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from fazhi.core.journal import Actor, Event
from fazhi.core.procedure import Procedure
from fazhi.demo.names import Names
from fazhi.demo.office import Colleague, Line, Moment, Office, Told
from fazhi.procedures import registry

_FIRST, _LAST = 9 * 60, 17 * 60 + 20
_NEXT = 6
#: Numbers of bodies begin here: those that are worked out stay below.
_NUMBERS = 500_000


class ScriptError(ValueError):
    """A story asks for what no form takes, or has somebody do what is not theirs to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A step that cites an opinion by its number, which is known once the whole year is told."""

    told: Told
    line: int
    name: str
    matter: str


class Script:
    """Tells cases of an office; the same seed tells the same cases.

    ``keys`` and ``numbers`` are where its keys and the numbers of bodies begin: two of them tell apart.
    """

    def __init__(self, office: Office, *, seed: int, keys: int = 0, numbers: int = _NUMBERS) -> None:
        self.office = office
        self.random = Random(f"{seed}-{office.organ}-stories{keys or ''}")  # noqa: S311 - an invented year, not a secret
        self.names = Names(self.random, taken={one.name for one in office.people}, numbers=numbers)
        self.cases: list[Told] = []
        self.citations: list[Citation] = []
        self._people = {one.name: one for one in office.people}
        self._keys = keys

    def person(self, name: str) -> Colleague:
        """Return a colleague by name.

        Raises:
            ScriptError: there is none of that name.

        """
        if name not in self._people:
            raise ScriptError(f"no “{name}” in the office")
        return self._people[name]

    def codes(self, *names: str) -> list[str]:
        """Return the codes of colleagues, as forms name them."""
        return [self.person(name).code for name in names]

    def new_key(self) -> str:
        """Return what stands for the key of a case: like no key of a case that is worked out."""
        self._keys += 1
        return f"{self.office.organ}-@@{self._keys}"

    def open(
        self,
        procedure: str,
        step: str,
        on: date,
        by: str,
        *,
        place: str = "",
        origin: Tale | None = None,
        **form: Any,
    ) -> Tale:
        """Open a case with its first step."""
        tale = Tale(self, registry.procedure(procedure), place=place, origin=origin)
        return tale.do(step, on, by, **form)

    def cite(self, tale: Tale, name: str, matter: Tale) -> str:
        """Return what stands for the number of an opinion, in that field of the next step of a case."""
        self.citations.append(
            Citation(told=tale.told, line=len(tale.told.lines), name=name, matter=matter.key)
        )
        return f"法审〔{self.office.year}〕1号"

    def working(self, day: date, later: int = 0) -> date:
        """Return the day, or the next working day, and so many working days later."""
        return self.office.working(day, later)

    def between(self, since: date, until: date) -> list[date]:
        """Return the working days between two days, both with them."""
        days = (since + timedelta(days=n) for n in range((until - since).days + 1))
        return [day for day in days if self.office.calendar.is_working(day)]


class Tale:
    """A case being told: ``do`` tells one more step."""

    def __init__(
        self, script: Script, procedure: type[Procedure], *, place: str, origin: Tale | None
    ) -> None:
        self.script = script
        self.procedure = procedure
        self.key = script.new_key()
        self.told = Told(self.key, procedure, place, origin.key if origin else "")
        self.record: dict[str, Any] = {}
        self.moment: Moment = origin.moment if origin else (date.min, 0)

    @classmethod
    def after(cls, script: Script, told: Told, step: str) -> Tale:
        """Return a case told before as it stood after a step: others may come from it."""
        tale = cls(script, told.procedure, place=told.place, origin=None)
        tale.key, tale.told = told.key, told
        tale.moment = next(line.moment for line in told.lines if line.plain.step == step)
        return tale

    def do(self, step: str, on: date, by: str, *, after: Tale | None = None, **form: Any) -> Tale:
        """Tell a step: later than the last one, and than what ``after`` tells so far.

        Raises:
            ScriptError: the form is not complete, or the step is not theirs.

        """
        declared = self.procedure.step(step)
        actor = self.script.person(by)
        post = next((one for one in declared.by.posts if one in actor.posts), None)
        if post is None:
            raise ScriptError(f"{self.procedure.code}.{step}: {by} holds none of {declared.by.posts}")
        values, opened = self._filled(step, on, form)
        self.moment = self._moment(on, max(self.moment, after.moment if after else self.moment))
        self.record |= values
        first = not self.told.lines
        self.told.lines.append(
            Line(
                moment=self.moment,
                case=self.key,
                procedure=self.procedure.code,
                plain=Event(
                    case=self.key,
                    step=step,
                    on=on,
                    by=Actor(person=actor.code, post=post),
                    form=opened,
                    entry=len(self.told.lines) + 1,
                ),
                form=values,
                place=self.told.place,
                origin=self.told.origin if first else "",
            )
        )
        return self

    def end(self) -> Tale:
        """Put the case among those told, and in the office."""
        self.script.cases.append(self.told)
        self.script.office.add(self.told)
        return self

    def _filled(
        self, step: str, on: date, form: Mapping[str, Any]
    ) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        asked = self.procedure.step(step).form
        if asked is None:
            return {}, {}
        given = {name: _as_typed(value) for name, value in form.items()}
        filled = asked.read(given, record=self.record, today=on)
        if filled.problems:
            said = "；".join(f"{one.field}：{one.message}" for one in filled.problems)
            raise ScriptError(f"{self.procedure.code}.{step}（{on}）：{said}")
        return filled.values, asked.split(filled.values)[0]

    def _moment(self, on: date, before: Moment) -> Moment:
        if on < before[0]:
            raise ScriptError(f"{self.procedure.code}: {on} lies before {before[0]}")
        if on == before[0]:
            return (on, before[1] + _NEXT)
        return (on, self.script.random.randint(_FIRST, _LAST - 120))


def _as_typed(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_as_typed(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _as_typed(one) for name, one in value.items()}
    return value

"""What might be changed about a step that was refused: first what the refusing rule looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice, permutations
from typing import Any

from fazhi.core.case import CaseView, Refusal
from fazhi.core.form import Code, Codes, Day, Field, Number, People, Person, Ref, Rows, Text, YesNo, Yuan
from fazhi.core.form import Moment as MomentField
from fazhi.core.journal import Event
from fazhi.core.procedure import Step
from fazhi.demo.filling import Filler
from fazhi.demo.interest import ANYTHING
from fazhi.demo.making import rows
from fazhi.demo.naming import persons
from fazhi.demo.setting import BLANK, NobodyError, Setting
from fazhi.demo.watching import Read

_SHIFTS = (1, 2, 3, 5, 7, 8, 10, 14, 16, 21, 31, 45, 61, 75, 91)
_DAYS = (0, -1, -3, -7, -15, 1, 3, 7, 8, 11, 16, 21, 31, 61, 91, 181, 366, 731, 1827, -31, -181, -366)
_AMOUNTS = ("0.00", "50.00", "200.00", "1000.00", "3000.00", "10000.00", "100000.00", "1000000.00")
_FEW, _MANY, _MOST_ROWS = 10, 60, 60
_TABLES = 240
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NAMED = re.compile(r"(\d{4})(?:-|年)(\d\d?)(?:-|月)(\d\d?)")
_AMOUNT = re.compile(r"\d+\.\d\d")


Numbers = Sequence[int | str]
"""Whole numbers, and amounts as forms write them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something to do otherwise: fields of the form, the day, who acts, a step or another case before.

    ``afresh`` takes back what was changed of the form before.
    """

    form: Mapping[str, Any] = field(default_factory=dict)
    day: date | None = None
    actor: str = ""
    insert: str = ""
    bring: str = ""
    afresh: bool = False


@dataclass(slots=True, kw_only=True)
class Refused:
    """A step that was refused.

    ``seen`` is what the rules in the way looked at, ``fixed`` the values fields may take, ``staying`` the
    steps that may be done before it, ``last`` the last day, ``actors`` who may do it.  ``briefly`` tries but
    a few later days.
    """

    filler: Filler
    step: Step
    event: Event
    view: CaseView
    refusals: Sequence[Refusal]
    seen: Collection[Read]
    fixed: Mapping[str, tuple[Any, ...]]
    staying: Collection[str]
    last: date
    actors: Sequence[str]
    briefly: bool = False

    def variations(self) -> Iterator[Change]:
        """Yield what might be changed, in order."""
        yield from self._where_it_was_said()
        looked_at = self._looked_at("form", "record")
        yield from self._tables_with_persons(looked_at)
        yield from self._of_fields(name for name in looked_at if name in self._fields)
        steps = [*self._looked_at("step"), *asking(self.view, self._looked_at("record"))]
        yield from (Change(insert=name) for name in dict.fromkeys(steps) if name in self.staying)
        if self._looked_at("done", "history"):
            named = set(self._looked_at("step"))
            yield from (Change(insert=name) for name in self.staying if name not in named)
        yield from (Change(bring=name) for name in self._linked())
        yield from (Change(day=day) for day in self._days_looked_at())
        if self._looked_at("clock", "history", "on"):
            yield from self._later()
        if self._looked_at("by") or self._said("same-hand", "wrong-post"):
            others = [one for one in self.actors if one != self.event.by.person]
            yield from (Change(actor=one) for one in others[:_FEW])
        if self._looked_at("roster", "by", "links") or self._said("same-hand"):
            named_in = [name for name, one in self._fields.items() if isinstance(one, Person | People)]
            yield from self._of_fields(name for name in named_in if name not in looked_at)
        if any(one.code == "field-invalid" and not one.field for one in self.refusals):
            names = sorted(self._fields, key=self._unlikely)
            yield from self._of_fields([name for name in names if name not in looked_at])
        if not self.seen:
            yield from self._otherwise()
        if self._said("not-come-to"):
            kinds = (YesNo, Code, Codes)
            answers = [name for name, one in self._fields.items() if isinstance(one, kinds)]
            for change in self._of_fields(answers):
                yield replace(change, form={**self._amounts_left_out, **change.form})
                yield replace(change, afresh=True)

    @property
    def _amounts_left_out(self) -> dict[str, str]:
        """What need not be filled in of amounts left blank, as far as nothing is asked of it."""
        return {
            name: BLANK
            for name, one in self._fields.items()
            if isinstance(one, Yuan | Number) and not one.required and name not in self.fixed
        }

    def _said(self, *codes: str) -> bool:
        return any(refusal.code in codes for refusal in self.refusals)

    def _linked(self) -> list[str]:
        named = self._looked_at("linked")
        if self._looked_at("links"):
            offered = [one.procedure for step in self.view.procedure.parts.steps for one in step.opens]
            named += [one for one in dict.fromkeys(offered) if one not in named]
        return named

    @property
    def _fields(self) -> dict[str, Field[Any]]:
        return {one.name: one for one in self.step.form.fields} if self.step.form else {}

    def _looked_at(self, *kinds: str) -> list[str]:
        return list(dict.fromkeys(name for kind, name in sorted(self.seen) if kind in kinds))

    def _where_it_was_said(self) -> Iterator[Change]:
        """Yield changes where the refusal names the field, or the day."""
        yield from (Change(day=day) for day in self._days_told())
        codes = {refusal.code for refusal in self.refusals}
        named = [
            one.field.partition(".")[0]
            for one in self.refusals
            if one.code.startswith("field") or one.code == "there-already"
        ]
        announced = [one.field for one in self.refusals if one.code == "too-early" and one.field != "on"]
        yield from self._of_fields((*named, *announced))
        if codes & {"too-early", "out-of-date-order"}:
            yield from self._later()

    def _unlikely(self, name: str) -> tuple[bool, bool]:
        """Order fields: those that a refusal calls by their label first, words and persons last."""
        asked = self._fields[name]
        told = "".join(one.message for one in self.refusals)
        return asked.label not in told, isinstance(asked, Text | Person | People)

    def _otherwise(self) -> Iterator[Change]:
        """Yield what is left to try where it is not known what was looked at."""
        yield from (Change(insert=name) for name in self.staying)
        kinds = (YesNo, Code, Codes, Ref, People, Rows)
        yield from self._of_fields(name for name, one in self._fields.items() if isinstance(one, kinds))

    def _of_fields(self, names: Collection[str] | Iterator[str]) -> Iterator[Change]:
        for name in names:
            if name in self._fields and self._may_be_filled(self._fields[name]):
                values = others(
                    self._fields[name],
                    self.event.form.get(name),
                    filler=self.filler,
                    day=self.event.on,
                    fixed=self.fixed.get(name),
                    likely=tuple(alike(self._fields[name], self.view.procedure.fields(), self.view.record)),
                    numbers=self._numbers(),
                    told="".join(one.message for one in self.refusals),
                    setting=self._setting(),
                )
                yield from (Change(form={name: value}) for value in values)
                if isinstance(self._fields[name], Person):
                    yield from (Change(form={name: person}) for person in self._named_in_rows())

    def _tables_with_persons(self, looked_at: Collection[str]) -> Iterator[Change]:
        """Yield longer tables together with a person of the form who is the last one named in them."""
        tables = [(n, f) for n in looked_at if isinstance(f := self._fields.get(n), Rows)]
        persons_asked = [n for n in looked_at if isinstance(self._fields.get(n), Person)]
        for name, asked in tables:
            inner = next((one.name for one in asked.form.fields if isinstance(one, Person)), None)
            for number in (2, 3):
                if inner is None or not asked.min <= number <= asked.max:
                    continue
                table = rows(asked, self.filler, self._setting(), self.event.form, number=number)
                yield from (Change(form={name: table, one: table[-1].get(inner)}) for one in persons_asked)

    def _named_in_rows(self) -> Iterator[str]:
        """Yield the persons named in the tables of the form, the last first."""
        for name, asked in self._fields.items():
            if isinstance(asked, Rows):
                inner = [one.name for one in asked.form.fields if isinstance(one, Person)]
                for row in reversed(self.event.form.get(name, ())):
                    yield from (row[one] for one in inner if one in row)

    def _may_be_filled(self, asked: Field[Any]) -> bool:
        """Whether a field is not one that other answers make needless."""
        known = {**self.view.record, **self.event.form}
        return asked.needed_when is None or asked.name in self.event.form or asked.needed_when.met(known)

    def _later(self) -> Iterator[Change]:
        for shift in _SHIFTS[:: 4 if self.briefly else 1]:
            day = self.event.on + timedelta(days=shift)
            if day <= self.last:
                yield Change(day=day)

    def _known(self, name: str) -> Any:
        return self.event.form.get(name, self.view.record.get(name))

    def _days_looked_at(self) -> Iterator[date]:
        """Yield the days that a rule looked at, and the working days after each."""
        for name in self._looked_at("form", "record"):
            value = self._known(name)
            if not isinstance(value, str) or not _DAY.match(value):
                continue
            for shift in range(5):
                day = date.fromisoformat(value[:10]) + timedelta(days=shift)
                if self.event.on < day <= self.last and self.view.calendar.is_working(day):
                    yield day

    def _days_told(self) -> Iterator[date]:
        """Yield the days that refusals name, and those after: as if they said until when to wait."""
        named = {date(*map(int, found)) for one in self.refusals for found in _NAMED.findall(one.message)}
        days = {self.filler.office.working(day + timedelta(days=shift)) for day in named for shift in (0, 1)}
        yield from (day for day in sorted(days) if self.event.on < day <= self.last)

    def _numbers(self) -> tuple[int | str, ...]:
        """Return the whole numbers and amounts that a rule looked at, or that are given."""
        known = [self._known(name) for name in self._looked_at("form", "record")]
        known += [value for values in self.fixed.values() for value in values[:1]]
        return tuple(
            dict.fromkeys(
                value
                for value in known
                if isinstance(value, int) or (isinstance(value, str) and _AMOUNT.fullmatch(value))
            )
        )

    def _setting(self) -> Setting:
        return Setting(
            procedure=self.view.procedure,
            step=self.step,
            moment=(self.event.on, 17 * 60),
            actor=self.event.by.person,
            place="",
            record=self.view.record,
        )


def asking(view: CaseView, names: Collection[str]) -> list[str]:
    """Return the steps that ask what a rule looked for and what nothing has said yet."""
    unsaid = set(names) - view.record.keys()
    return [
        step.name
        for step in view.procedure.parts.steps
        if step.form and any(one.name in unsaid for one in step.form.fields)
    ]


def others(
    asked: Field[Any],
    value: Any,
    *,
    filler: Filler,
    day: date,
    fixed: tuple[Any, ...] | None = None,
    likely: Sequence[Any] = (),
    numbers: Numbers = (),
    setting: Setting | None = None,
    told: str = "",
) -> Iterator[Any]:
    """Yield other values of a field than the one it has: first what is ``told``, then ``likely`` ones.

    Of those in ``fixed`` only, where that is given and not ``ANYTHING`` is among them.
    """
    if fixed is not None and ANYTHING not in fixed:
        left = [one for one in fixed if one != value]
        yield from (BLANK if one is None else one for one in left)
        return
    if isinstance(asked, Code | Codes) and told:
        yield from (one for one in _told_by_name(asked, value, told) if one != value)
    yield from (one for one in likely if one != value)
    if isinstance(asked, Codes) and isinstance(value, list):
        yield from ([*value, one] for one in asked.choices if one not in value)
    for kind, way in _WAYS:
        if isinstance(asked, kind):
            yield from (one for one in islice(way(asked, day, numbers), _MANY) if one != value)
            break
    else:
        if setting is not None:
            many = _TABLES if isinstance(asked, Rows) else _MANY
            yield from islice(_there(asked, value, filler, numbers, setting), many)
    if value is not None and not asked.required and (fixed is None or None in fixed):
        yield BLANK


def _told_by_name(asked: Code | Codes, value: Any, told: str) -> Iterator[Any]:
    """Yield the choices that a refusal names: as if it said what is lacking."""
    named = [code for code, label in asked.choices.items() if label in told]
    if isinstance(asked, Code):
        yield from named
    elif named:
        there = value if isinstance(value, list) else []
        yield [*there, *(code for code in named if code not in there)]


def alike(asked: Field[Any], fields: Mapping[str, Field[Any]], known: Mapping[str, Any]) -> Iterator[Any]:
    """Yield what other fields hold that may hold the same: rules like to compare them."""
    found: list[Any] = []
    for name, value in known.items():
        other = fields.get(name)
        if name == asked.name or not isinstance(asked, Code | Codes | Yuan) or type(other) is not type(asked):
            continue
        choices = getattr(other, "choices", None)
        if choices == getattr(asked, "choices", None) and value not in found:
            found.append(value)
            yield value


def _yes_or_no(_asked: Any, _day: date, _numbers: Numbers) -> Iterator[Any]:
    yield from ("yes", "no")


def _codes(asked: Any, _day: date, _numbers: Numbers) -> Iterator[Any]:
    yield from asked.choices


def _lists(asked: Any, _day: date, _numbers: Numbers) -> Iterator[Any]:
    yield from ([one] for one in asked.choices)
    yield list(asked.choices)


def _whole(asked: Any, _day: date, numbers: Numbers) -> Iterator[Any]:
    high = asked.max if asked.max is not None else 10**6
    whole = [one for one in numbers if isinstance(one, int)]
    for one in (*whole, asked.min, asked.min + 1, 1, 2, 3, 5, 10, 50, 0):
        if asked.min <= one <= high:
            yield one


def _amounts(_asked: Any, _day: date, numbers: Numbers) -> Iterator[Any]:
    yield from (one for one in numbers if isinstance(one, str))
    yield from _AMOUNTS


def _days(_asked: Any, day: date, _numbers: Numbers) -> Iterator[Any]:
    yield from ((day + timedelta(days=shift)).isoformat() for shift in _DAYS)


def _moments(_asked: Any, day: date, _numbers: Numbers) -> Iterator[Any]:
    yield from (f"{day + timedelta(days=shift)}T14:30" for shift in _DAYS)


Way = Callable[[Any, date, Numbers], Iterator[Any]]
_WAYS: tuple[tuple[type[Field[Any]], Way], ...] = (
    (YesNo, _yes_or_no),
    (Code, _codes),
    (Codes, _lists),
    (Number, _whole),
    (Yuan, _amounts),
    (Day, _days),
    (MomentField, _moments),
)


def _there(
    asked: Field[Any], value: Any, filler: Filler, numbers: Numbers, setting: Setting
) -> Iterator[Any]:
    """Yield what else could be named or listed: rows, persons, records."""
    whole = tuple(one for one in numbers if isinstance(one, int))
    try:
        if isinstance(asked, Rows):
            there = len(value) if isinstance(value, list) else 1
            for number in dict.fromkeys((there, *whole, 1, 2, 3)):
                if asked.min <= number <= min(asked.max, _MOST_ROWS):
                    yield rows(asked, filler, setting, {}, number=number)
                    yield from _coded(asked, filler, setting, number, whole)
        elif isinstance(asked, People):
            yield from _groups(asked, filler, setting)
        elif isinstance(asked, Person):
            yield from persons(filler.office, asked, setting, filler.suited)[:_FEW]
        elif isinstance(asked, Ref):
            yield from filler.office.there_by(asked.procedure, setting.moment)[-_FEW:]
        elif isinstance(asked, Text) or value is None:
            yield filler.value(asked, setting, {})
    except NobodyError:
        return


def _coded(
    asked: Rows[Any], filler: Filler, setting: Setting, number: int, numbers: Sequence[int]
) -> Iterator[list[dict[str, Any]]]:
    """Yield rows with as many of a code among them as there are numbers to come to."""
    for one in asked.form.fields:
        if not isinstance(one, Code) or not one.required:
            continue
        for few in dict.fromkeys((*(n for n in numbers if n <= number), number, 0)):
            for code, other in permutations(one.choices, 2):

                def given(
                    nth: int, few: int = few, name: str = one.name, pair: tuple[str, str] = (code, other)
                ) -> dict[str, Any]:
                    return {name: pair[nth >= few]}

                yield rows(asked, filler, setting, {}, number=number, given=given)


def _groups(asked: People, filler: Filler, setting: Setting) -> Iterator[list[str]]:
    for size in dict.fromkeys((max(asked.min, 1), 2, 3)):
        for _ in range(4):
            named = persons(filler.office, asked, setting, filler.suited)[:size]
            if asked.min <= len(named) <= asked.max:
                yield named

"""An office as imagined before it is founded: its people, and the cases told of it so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from random import Random
from typing import Any

from fazhi.core.case import CaseView, Linked
from fazhi.core.days import WorkCalendar
from fazhi.core.form import People, Person, Ref
from fazhi.core.journal import Event
from fazhi.core.procedure import Procedure, Step
from fazhi.core.terms import ONE_DAY, WorkingDays
from fazhi.demo.names import Names
from fazhi.usecases.founding import NewHolding, NewPerson, NewPlace

Moment = tuple[date, int]
"""A day, and the minute of it."""


@dataclass(slots=True)
class Colleague:
    """Somebody of the office, and the posts they hold; ``place`` is "" for the whole of it."""

    code: str
    name: str
    posts: tuple[str, ...]
    title: str = ""
    unit: str = ""
    place: str = ""
    account: str = ""

    def to_found(self) -> NewPerson:
        """Return them as the office is founded with."""
        holdings = tuple(
            NewHolding(post=post, title=self.title, unit=self.unit, place=self.place) for post in self.posts
        )
        return NewPerson(code=self.code, name=self.name, holdings=holdings, account=self.account)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One step of a case, as it will be reported: when, by whom in which post, with what filled in.

    ``plain`` is the event as the journal will show it: without what is sealed.
    """

    moment: Moment
    case: str
    procedure: str
    plain: Event
    form: Mapping[str, Any]
    place: str = ""
    origin: str = ""


@dataclass(slots=True)
class Told:
    """A case as told: its steps in order.  ``key`` stands for the key it will be given."""

    key: str
    procedure: type[Procedure]
    place: str
    origin: str = ""
    lines: list[Line] = field(default_factory=list)

    @property
    def events(self) -> tuple[Event, ...]:
        """The steps as the journal will show them."""
        return tuple(line.plain for line in self.lines)

    def first(self, *steps: str) -> Line | None:
        """Return the first of some steps that was done, None if none was."""
        return next((line for line in self.lines if line.plain.step in steps), None)

    def on(self, *steps: str) -> date | None:
        """Return the day of the first of some steps, None if none was done."""
        line = self.first(*steps)
        return line.plain.on if line else None

    def events_by(self, moment: Moment) -> tuple[Event, ...]:
        """Return the steps done before a moment."""
        return tuple(line.plain for line in self.lines if line.moment < moment)


class Office:
    """The office of one organ in one year: people, places, and what has been told of it."""

    def __init__(
        self,
        *,
        organ: str,
        year: int,
        calendar: WorkCalendar,
        random: Random,
        names: Names,
        places: Sequence[NewPlace] = (),
        weights: Sequence[float] = (),
        kind: str = "street",
        profiles: frozenset[str] = frozenset(),
    ) -> None:
        self.organ = organ
        self.year = year
        self.calendar = calendar
        self.random = random
        self.names = names
        self.places = list(places)
        self.weights = list(weights) or [1.0] * len(self.places)
        self.kind = kind
        self.profiles = profiles
        self.people: list[Colleague] = []
        self.cases: dict[str, Told] = {}
        self.of: dict[str, list[str]] = {}
        self.rosters: dict[tuple[str, str], str] = {}
        self.ever: dict[str, set[str]] = {}
        self.links: dict[str, list[tuple[str, str, Moment]]] = {}
        self._standing: dict[tuple[str, int], CaseView] = {}
        self._holders: dict[tuple[str, ...], list[Colleague]] = {}
        self._called: dict[str, str] = {}
        self._keys = 0
        #: Those who are known by name, as forms name them: each keeps its numbers.
        self.parties: dict[tuple[str, str], dict[str, Any]] = {}

    # People ----------------------------------------------------------------------------------------

    def hire(
        self, *posts: str, title: str = "", unit: str = "", place: str = "", name: str = ""
    ) -> Colleague:
        """Add somebody in those posts."""
        code = f"{self.organ}p{len(self.people) + 1:03}"
        one = Colleague(
            code=code, name=name or self.names.person(), posts=posts, title=title, unit=unit, place=place
        )
        self.people.append(one)
        self._holders.clear()
        return one

    def holders(self, posts: Iterable[str]) -> list[Colleague]:
        """Return those who hold one of the posts."""
        wanted = tuple(posts)
        if wanted not in self._holders:
            self._holders[wanted] = [one for one in self.people if set(one.posts) & set(wanted)]
        return self._holders[wanted]

    def called(self) -> Mapping[str, str]:
        """Return the name of everybody, by code."""
        if len(self._called) != len(self.people):
            self._called = {one.code: one.name for one in self.people}
        return self._called

    def enrolled(self, register: str) -> list[str]:
        """Return the persons who stand in a register."""
        return [person for (name, person) in self.rosters if name == register]

    def somewhere(self) -> str:
        """Return a place of the office, by weight; "" if it has none."""
        return self.random.choices(self.places, self.weights)[0].code if self.places else ""

    def working(self, day: date, later: int = 0) -> date:
        """Return the day, or the next working day, and so many working days later."""
        while not self.calendar.is_working(day):
            day += ONE_DAY
        return WorkingDays(later).last_day(day, self.calendar) if later else day

    # Cases -----------------------------------------------------------------------------------------

    def new_key(self) -> str:
        """Return what stands for the key of a case to come."""
        self._keys += 1
        return f"{self.organ}-@{self._keys}"

    def add(self, told: Told) -> None:
        """Take in a case with all its steps."""
        self.cases[told.key] = told
        self.of.setdefault(told.procedure.code, []).append(told.key)
        for line in told.lines:
            self.note_links(told.procedure, line)
        view = self._view_of(told, len(told.lines))
        ended = view.stage is not None and view.stage.final
        if told.procedure.kind == "register" and (subject := _subject(view)):
            self.ever.setdefault(told.procedure.code, set()).add(subject)
            if not ended:
                self.rosters[told.procedure.code, subject] = told.key

    def note_links(self, procedure: type[Procedure], line: Line) -> None:
        """Remember what a step links its case to."""
        if line.origin:
            self._link(line.origin, line.case, "origin", line.moment)
        for asked, value in asked_in(procedure, (line.plain,)):
            if isinstance(asked, Ref):
                self._link(line.case, value, asked.name, line.moment)

    def _link(self, source: str, target: str, relation: str, moment: Moment) -> None:
        self.links.setdefault(source, []).append((target, relation, moment))
        self.links.setdefault(target, []).append((source, relation, moment))

    def view(
        self,
        told: Told,
        *,
        moment: Moment,
        also: Sequence[Event] = (),
        beside: Mapping[str, Told] | None = None,
    ) -> CaseView:
        """Return a case as rules see it at a moment; ``beside`` are cases being told along with it."""
        events = told.events
        known = {**self.cases, **(beside or {})}
        relations = {told.origin: "origin"} if told.origin else {}
        relations |= {key: "origin" for key, other in (beside or {}).items() if other.origin == told.key}
        links = self.links.get(told.key, ())
        relations |= {other: relation for other, relation, since in links if since < moment}
        asked = list(asked_in(told.procedure, (*events, *also)))
        refs = {value for one, value in asked if isinstance(one, Ref)}
        rosters = {
            (one.roster, value) for one, value in asked if isinstance(one, Person | People) and one.roster
        }
        return CaseView(
            procedure=told.procedure,
            calendar=self.calendar,
            history=events,
            links=tuple(
                found
                for key, relation in relations.items()
                if (found := self._linked(known.get(key), moment, relation))
            ),
            refs={key: found for key in refs if (found := self._linked(known.get(key), moment))},
            roster={
                pair: found
                for pair in rosters
                if (key := self.rosters.get(pair)) and (found := self._linked(known.get(key), moment))
            },
            organ_kind=self.kind,
            profiles=self.profiles,
            twins=self._twins(told, (*events, *also)[0], moment) if (*events, *also) else (),
        )

    def _twins(self, told: Told, opening: Event, moment: Moment) -> tuple[Linked, ...]:
        """Return another case that holds the same where there is to be one.

        An entry of a register may end and come again; of a case there is one, whichever begins first.
        """
        comes_again = told.procedure.kind == "register"
        wanted = [opening.form.get(one.name) for one in told.procedure.one_per]
        if not wanted or None in wanted:
            return ()
        for key in self.of.get(told.procedure.code, ()):
            begins = self.cases[key].lines[0].moment
            if key != told.key and (begins < moment or not comes_again):
                record = self.standing_record(key)
                if [record.get(one.name) for one in told.procedure.one_per] == wanted:
                    seen = moment if begins < moment else (date.max, 0)
                    found = self._linked(self.cases[key], seen)
                    return (found,) if found else ()
        return ()

    def _linked(self, told: Told | None, moment: Moment, relation: str = "") -> Linked | None:
        if told is None:
            return None
        events = told.events_by(moment)
        if not events:
            return None
        view = self._view_of(told, len(events))
        return Linked(
            case=told.key,
            procedure=told.procedure.code,
            stage=view.stage.name if view.stage else "",
            final=bool(view.stage and view.stage.final),
            record=view.facts,
            steps=tuple(event.step for event in events),
            relation=relation,
        )

    def _view_of(self, told: Told, steps: int) -> CaseView:
        """Return a case after so many steps, without what it is linked to."""
        key = (told.key, steps)
        if key not in self._standing:
            self._standing[key] = CaseView(
                procedure=told.procedure,
                calendar=self.calendar,
                history=told.events[:steps],
                organ_kind=self.kind,
                profiles=self.profiles,
            )
        return self._standing[key]

    def standing_record(self, key: str) -> Mapping[str, Any]:
        """Return what is known of a case once all its steps are done."""
        told = self.cases[key]
        return self._view_of(told, len(told.lines)).facts

    def forget(self, key: str) -> None:
        """Drop what was kept of a case that is being told."""
        for one in [one for one in self._standing if one[0] == key]:
            del self._standing[one]

    def there_by(self, procedure: str, moment: Moment) -> list[str]:
        """Return the cases of a procedure that had begun by a moment."""
        return [key for key in self.of.get(procedure, ()) if self.cases[key].lines[0].moment < moment]


@cache
def _naming(step: Step) -> tuple[Ref | Person | People, ...]:
    """Return the fields of a step that name records or persons."""
    return tuple(
        one for one in (step.form.fields if step.form else ()) if isinstance(one, Ref | Person | People)
    )


def asked_in(
    procedure: type[Procedure], events: Iterable[Event]
) -> Iterator[tuple[Ref | Person | People, str]]:
    """Yield (field, value) of every field filled in that names records or persons, lists unfolded."""
    for event in events:
        for asked in _naming(procedure.step(event.step)):
            value = event.form.get(asked.name)
            for one in value if isinstance(value, list) else [value]:
                if one and not isinstance(one, dict):
                    yield asked, str(one)


def _subject(view: CaseView) -> str:
    for name, asked in view.procedure.fields().items():
        if isinstance(asked, Person) and view.record.get(name):
            return str(view.record[name])
    return ""

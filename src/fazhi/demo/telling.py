"""Telling a case from beginning to end as its procedure allows, before anything is written down.

Each step is filled in and put to the procedure.  Where it is refused, what the refusing rule looked at is
varied, in a bounded search: what the form says, who acts, on which day, a step done before, a case opened
beside it; then what earlier steps said.  What worked is remembered for the next case of the same kind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import islice
from typing import Any

from fazhi.core.case import Refusal
from fazhi.core.form import Day
from fazhi.core.form import Moment as MomentField
from fazhi.core.procedure import Step
from fazhi.demo.acting import somebody, those_before
from fazhi.demo.drafting import Beginning, Beginnings, Draft, EarlyError, Kept, LateError, StuckError, Tried
from fazhi.demo.filling import Filler
from fazhi.demo.office import Colleague, Line, Office, Told
from fazhi.demo.pacing import Pace
from fazhi.demo.remembering import Memory, as_far, in_keeping, other_beginnings, worth_remembering
from fazhi.demo.setting import NobodyError
from fazhi.demo.specs import Asked, Spec, Stuck
from fazhi.demo.trying import Trial, looked_at
from fazhi.demo.varying import Change, Refused

_TRIES = 2000
_VARIATIONS = 500
_MOVES = 40
_RESTARTS = 40
_HURRIES = 7
_LUCK, _AT_LUCK = 6, 400
_WAIT = "@wait"


def _hopeless(step: Step, tried: Tried) -> tuple[tuple[int, int], bool, int]:
    """Order tries that were refused: first the nearest, of those the ones that earlier steps may mend.

    Of these what was tried with more cases opened beside: only there can it be told what those lack.
    """
    mended = any(kind == "record" for kind, _ in looked_at(step, tried))
    return tried.distance, not mended, -len(tried.view.links)


class Teller:
    """Tells cases of an office and remembers what worked."""

    def __init__(self, office: Office, filler: Filler, memory: Memory | None = None) -> None:
        self.office = office
        self.filler = filler
        self.memory = memory or Memory()

    def tell(self, spec: Spec, *, tries: int = _TRIES) -> Told | Stuck:
        """Return the case told and taken into the office, or where it got stuck after so many tries."""
        telling = _Telling(self, spec)
        telling.tries = _TRIES - tries
        found = telling.tell()
        if isinstance(found, Told):
            for told in telling.all_told():
                self.office.add(told)
        return found

    def goes_beyond(self, spec: Spec, position: int, *, tries: int) -> bool:
        """Tell whether a case could be told beyond a position; nothing of it is kept."""
        telling = _Telling(self, replace(spec, steps=spec.steps[: position + 1]))
        telling.tries = _TRIES - tries
        telling.keeping = False
        return isinstance(telling.tell(), Told)

    def rehearse(self, spec: Spec) -> None:
        """Tell a case by itself once, for what is to be remembered when it is told beside another.

        Raises:
            StuckError: it cannot be told even by itself.

        """
        if spec.like in self.memory.remembered:
            return
        year = self.office.year
        steps = [replace(one, first=date(year, 1, 1), last=date(year, 12, 31)) for one in spec.steps]
        alone = replace(spec, origin="", steps=steps)
        found = _Telling(self, alone).tell()
        if isinstance(found, Stuck):
            raise StuckError(replace(found, spec=spec))


class _Telling:
    """One case being told."""

    def __init__(self, teller: Teller, spec: Spec, *, beside: _Telling | None = None) -> None:
        self.teller = teller
        self.office = teller.office
        self.spec = spec
        self.parent = beside
        self.key = self.office.new_key()
        self.overrides: dict[tuple[str, str], Any] = dict(
            teller.memory.remembered.get(spec.like)
            or in_keeping(spec, teller.memory.remembered.get(spec.like[:1], {}))
            or teller.memory.attempted.get(spec.like, {})
        )
        self.firm: frozenset[tuple[str, str]] = frozenset()
        self.insert: dict[str, tuple[str, ...]] = dict(teller.memory.inserted.get(spec.like, {}))
        self.pace: Pace = beside.pace if beside else Pace(self.office, spec.like, teller.memory.lengths, [])
        self.beside: list[_Telling] = []
        self.told = self._afresh()
        self.actors: dict[str, Colleague] = {}
        self.next = 0
        self.not_before = date.min
        self.tries = 0
        self.luck = _LUCK
        self.keeping = True

    def _afresh(self) -> Told:
        return Told(
            key=self.key, procedure=self.spec.procedure, place=self.spec.place, origin=self.spec.origin
        )

    def all_told(self) -> Iterator[Told]:
        """Yield the case and those opened beside it."""
        yield self.told
        for other in self.beside:
            yield from other.all_told()

    def tell(self) -> Told | Stuck:
        """Tell it, beginning again with something else filled in as long as that may help."""
        hurry = 0
        ways = Beginnings()
        for _ in range(_RESTARTS):
            try:
                self._once(hurry)
            except EarlyError as early:
                self.not_before = early.since
            except LateError:
                hurry += 1
                if hurry > _HURRIES:
                    break
            except StuckError as error:
                if (for_good := self._for_good(error.stuck, ways)) is not None:
                    return for_good
            else:
                self._remember()
                return self.told
        late = Refusal(code="too-late", message="所需时间超出可用期间。")
        last = self.spec.steps[min(self.next, len(self.spec.steps) - 1)]
        return ways.stuck or Stuck(spec=self.spec, position=self.next, step=last.step, refusals=(late,))

    def _remember(self) -> None:
        if self.keeping:
            memory, like = self.teller.memory, self.spec.like
            worked = worth_remembering(self.told, self.overrides)
            memory.remembered[like] = memory.remembered[like[:1]] = worked
            memory.inserted[like] = self.insert
            self.pace.learn()

    def _for_good(self, stuck: Stuck, ways: Beginnings) -> Stuck | None:
        """Return where it got stuck if it is no use beginning again, else prepare what it will say then."""
        if stuck.lacking:
            return stuck
        known = self.teller.memory.remembered.get(self.spec.like)
        if stuck.spec is self.spec:
            others = other_beginnings(stuck, self.told, self.overrides, self.teller.filler)
            ways.add(stuck, Beginning({**self.overrides, **as_far(stuck)}, self.firm), others)
            following = ways.next() if self.tries <= _TRIES else None
            if following is not None:
                self.overrides, self.firm = dict(following.said), following.firm
                return None
            if known is None:
                if self.keeping:
                    self.teller.memory.attempted[self.spec.like] = worth_remembering(
                        self.told, ways.base.said
                    )
                return ways.stuck or stuck
        # Who acts and on which days is another matter each time.
        self.luck -= 1
        self.tries = max(0, _TRIES - _AT_LUCK) if self.keeping else self.tries
        self.overrides, self.firm = dict(known or self.overrides), frozenset()
        return (ways.stuck or stuck) if self.luck < 0 or self.tries > _TRIES else None

    def _once(self, hurry: int) -> None:
        self.office.forget(self.key)
        for other in self.beside:
            self.office.forget(other.key)
        self.told = self._afresh()
        self.beside = []
        self.actors = {}
        self.next = 0
        self.pace = Pace(
            self.office,
            self.spec.like,
            self.teller.memory.lengths,
            [(max(asked.first, self.not_before), asked.last) for asked in self.spec.steps],
            hurry=hurry,
        )
        self.go_on(len(self.spec.steps))
        for other in self.beside:
            other.go_on(len(other.spec.steps))

    def go_on(self, until: int) -> None:
        """Tell the steps up to a position."""
        while self.next < until:
            self._do(self.spec.steps[self.next])
            self.next += 1

    # One step --------------------------------------------------------------------------------------

    def _do(self, asked: Asked, *, silent: bool = False) -> None:
        for name in () if silent else self.insert.get(asked.step.name, ()):
            self._do(self._uncalled(name, asked), silent=True)
        draft = Draft({}, self._actor(asked.step), self._day(asked, silent=silent))
        tried = self._try(asked, draft, silent=silent)
        visited = {tried.reasons: tried}
        for _ in range(_MOVES):
            if not tried.refusals:
                return self._accept(asked, draft, tried)
            moved = self._moved(asked, draft, tried, visited, silent=silent) if self.tries <= _TRIES else None
            if moved is None:
                break
            draft, tried = moved
            visited[tried.reasons] = tried
        raise StuckError(self._stuck(asked, min(visited.values(), key=partial(_hopeless, asked.step))))

    def _moved(
        self, asked: Asked, draft: Draft, tried: Tried, visited: Collection[frozenset[Any]], *, silent: bool
    ) -> tuple[Draft, Tried] | None:
        """Return the first change after which less stands in the way, else one after which it is another."""
        aside: Change | None = None
        for change in islice(self._changes(asked, draft, tried, silent=silent), _VARIATIONS):
            kept = self._kept()
            found = self._changed(asked, draft, tried, change, silent=silent)
            if found is None:
                continue
            if found[1].distance < tried.distance:
                return found
            if aside is None and found[1].distance == tried.distance and found[1].reasons not in visited:
                aside = change
            if change.insert:
                self._put_back(kept)
        return self._changed(asked, draft, tried, aside, silent=silent) if aside else None

    def _changed(
        self, asked: Asked, draft: Draft, tried: Tried, change: Change, *, silent: bool
    ) -> tuple[Draft, Tried] | None:
        """Return a draft with a change and what comes of it, None if the change cannot be made."""
        if change.insert and not self._inserted(change.insert, asked):
            return None
        if change.bring:
            self._brought(change.bring, asked, draft, tried)
        actor = draft.actor
        if change.actor:
            actor = next(one for one in self.office.people if one.code == change.actor)
        day = max(change.day or draft.day, self.office.working(self.pace.now[0]))
        before = {} if change.afresh else draft.changes
        kept = {} if change.afresh else self._stays(asked, tried, moved=day != draft.day)
        other = Draft({**before, **change.form}, actor, day, kept, waited=draft.waited or bool(change.day))
        return other, self._try(asked, other, silent=silent)

    def _stays(self, asked: Asked, tried: Tried, *, moved: bool) -> dict[str, Any]:
        """Return what was filled in because it had to be; not the days where the day is another."""
        return {
            one.name: tried.event.form[one.name]
            for one in (asked.step.form.fields if asked.step.form else ())
            if (one.required or one.needed_when is not None)
            and one.name in tried.event.form
            and not (moved and isinstance(one, Day | MomentField))
        }

    def _day(self, asked: Asked, *, silent: bool) -> date:
        view = self.office.view(self.told, moment=self.pace.now, beside=self._beside())
        last = [
            clock.last_day
            for limit in self.spec.procedure.parts.limits
            if asked.step in limit.until
            and (clock := view.clock(limit.name)) is not None
            and clock.met is None
            and clock.last_day is not None
        ]
        before = min(last, default=None)
        if self.parent is not None:
            day = self.pace.day_beside(self._until(), left=len(self.spec.steps) - self.next, before=before)
        else:
            day = self.pace.day(self.next, before=before, at_once=silent)
        if day is None:
            raise LateError
        waited = self.overrides.get((asked.step.name, _WAIT), 0) if self.told.lines else 0
        later = self.office.working(self.pace.now[0] + timedelta(days=waited)) if waited else day
        return later if day < later <= min([self._until(), *last]) else day

    def _until(self) -> date:
        """Return the last day on which the next step leaves room for those after it, here and above."""
        if self.parent is None:
            return self.pace.until(self.next)
        own = min((asked.last for asked in self.spec.steps[self.next :]), default=date.max)
        finished = self.parent.next >= len(self.parent.spec.steps)
        return own if finished else min(own, self.parent._until())  # noqa: SLF001 - one of its own kind

    def _actor(self, step: Step) -> Colleague:
        found = somebody(
            self.office,
            step,
            place=self.spec.place,
            avoid=those_before(self.told, step),
            rather_not=self.overrides.get((step.name, "@not"), frozenset()),
            before=list(self.actors.values()),
        )
        if found is None:
            refusal = Refusal(
                code="same-hand",
                message=f"没有另一个人可以办理“{step.label}”（{step.by.label}）。",
                basis=str(step.basis),
            )
            stuck = Stuck(spec=self.spec, position=self.next, step=step, refusals=(refusal,))
            raise StuckError(stuck)
        return found

    def _beside(self) -> dict[str, Told]:
        root = self
        while root.parent is not None:
            root = root.parent
        return {told.key: told for told in root.all_told()}

    def _try(self, asked: Asked, draft: Draft, *, silent: bool) -> Tried:
        self.tries += 1
        trial = Trial(
            office=self.office,
            filler=self.teller.filler,
            spec=self.spec,
            told=self.told,
            beside=self._beside(),
            position=self.next,
            moment=self.pace.moment(draft.day),
            said=self.overrides,
            firm=self.firm,
            avoid=those_before(self.told, asked.step),
            silent=silent,
        )
        try:
            return trial.put(asked, draft)
        except NobodyError as nobody:
            if nobody.since is not None and nobody.since > self.not_before:
                raise EarlyError(nobody.since) from None
            stuck = Stuck(
                spec=self.spec, position=self.next, step=asked.step, refusals=(), lacking=nobody.procedure
            )
            raise StuckError(stuck) from None

    def _accept(self, asked: Asked, draft: Draft, tried: Tried) -> None:
        for name, value in draft.changes.items():
            if not name.startswith("@"):
                self.overrides[asked.step.name, name] = value
        if draft.waited:
            self._remember_waiting(asked.step, draft.day)
        self.actors[asked.step.name] = draft.actor
        moment = self.pace.moment(draft.day)
        line = Line(
            moment=moment,
            case=self.key,
            procedure=self.spec.procedure.code,
            plain=tried.plain,
            form=tried.event.form,
            place=self.spec.place if not self.told.lines else "",
            origin=self.spec.origin if not self.told.lines else "",
        )
        self.told.lines.append(line)
        self.pace.passed(moment)

    def _remember_waiting(self, step: Step, day: date) -> None:
        """Remember how long after the step before this one was done, as rules would not have it sooner."""
        if self.told.lines:
            waited = (day - self.pace.now[0]).days
            self.overrides[step.name, _WAIT] = max(waited, self.overrides.get((step.name, _WAIT), 0))

    # What may be changed ---------------------------------------------------------------------------

    def _changes(self, asked: Asked, draft: Draft, tried: Tried, *, silent: bool) -> Iterator[Change]:
        refused = Refused(
            filler=self.teller.filler,
            step=asked.step,
            event=replace(tried.event, on=draft.day),
            view=tried.view,
            refusals=tried.refusals,
            seen=looked_at(asked.step, tried),
            fixed={**asked.values, **self._firm(asked.step)},
            staying=() if silent else self._staying(),
            last=self._until(),
            actors=[one.code for one in self.office.holders(asked.step.by.posts)],
            briefly=silent,
        )
        yield from refused.variations()

    def _firm(self, step: Step) -> dict[str, tuple[Any, ...]]:
        """Return what a step is to say come what may."""
        return {name: (self.overrides[of, name],) for of, name in self.firm if of == step.name}

    def _staying(self) -> tuple[str, ...]:
        """Return the steps that may be done where the case stands without its moving on."""
        view = self.office.view(self.told, moment=self.pace.now, beside=self._beside())
        here = view.stage
        return tuple(
            step.name
            for step in self.spec.procedure.parts.steps
            if here is not None and here in step.at and (step.to is None or step.to is here)
        )

    def _kept(self) -> Kept:
        return Kept(len(self.told.lines), dict(self.actors), dict(self.insert), self.pace.now)

    def _put_back(self, kept: Kept) -> None:
        """Take back what was told since."""
        del self.told.lines[kept.lines :]
        self.actors, self.insert = kept.actors, kept.insert
        self.pace.back_to(kept.now)
        self.office.forget(self.key)

    def _inserted(self, name: str, before: Asked) -> bool:
        """Do a step that was not asked for before another; tell whether it could be done."""
        kept = self._kept()
        try:
            self._do(self._uncalled(name, before), silent=True)
        except (StuckError, LateError):
            self._put_back(kept)
            return False
        self.insert[before.step.name] = (*self.insert.get(before.step.name, ()), name)
        return True

    def _uncalled(self, name: str, before: Asked) -> Asked:
        return Asked(step=self.spec.procedure.step(name), first=before.first, last=before.last)

    def _brought(self, procedure: str, asked: Asked, draft: Draft, tried: Tried) -> bool:
        """Open or take further cases beside this one until the rule is content; tell whether it is."""
        for other in self._others_beside(procedure):
            while other.next < len(other.spec.steps):
                other.go_on(other.next + 1)
                later = replace(draft, day=max(draft.day, self.office.working(self.pace.now[0])))
                result = self._try(asked, later, silent=False)
                if len(result.refusals) < len(tried.refusals):
                    return True
        return False

    def _others_beside(self, procedure: str) -> Iterator[_Telling]:
        """Yield the cases of a procedure beside this one: those there are, then those that may be opened."""
        there = [other for other in self.beside if other.spec.procedure.code == procedure]
        yield from there
        for spec in self.spec.beside.get(procedure, ())[len(there) :]:
            opened = replace(spec, origin=self.key, place=self.spec.place, steps=self._carried(spec))
            self.teller.rehearse(spec)
            other = _Telling(self.teller, opened, beside=self)
            self.beside.append(other)
            yield other

    def _carried(self, spec: Spec) -> list[Asked]:
        """Return the steps of a case to be opened from this one, its first form filled in as that offers."""
        first, *others = spec.steps
        values = dict(first.values)
        asks = {one.name for one in first.step.form.fields} if first.step.form else set()
        record = {name: value for line in self.told.lines for name, value in line.form.items()}
        for line in reversed(self.told.lines):
            for opens in self.spec.procedure.step(line.plain.step).opens:
                if opens.procedure != spec.procedure.code:
                    continue
                for theirs, ours in opens.carry.items():
                    if theirs in asks and ours in record:
                        values.setdefault(theirs, (record[ours],))
                return [
                    replace(
                        first, values={**values, **{n: (v,) for n, v in opens.sets.items() if n in asks}}
                    ),
                    *others,
                ]
        return spec.steps

    def _stuck(self, asked: Asked, tried: Tried) -> Stuck:
        return Stuck(
            spec=self.spec,
            position=self.next,
            step=asked.step,
            refusals=tried.refusals,
            lacking=tried.lacking,
            seen=looked_at(asked.step, tried),
            view=tried.view,
            event=tried.event,
        )

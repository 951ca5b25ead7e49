"""The shapes a case can take: paths through its steps, and what in them decides what is posted.

Only what the targets ask about is told apart.  A step that posts nothing asked for and changes no stage is
left out; of a field only those values are told apart that a filter or slice asked for tells apart.  What a
shape posts then depends on a few choices, and choices that no figure reads together stay apart in groups, so
that their combinations need not be multiplied.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import product
from typing import Any, Literal

from fazhi.core.case import CaseView
from fazhi.core.counting import steps_of
from fazhi.core.form import Field, satisfies
from fazhi.core.journal import Actor, Event
from fazhi.core.procedure import Derived, Stage, Standing, Step, Sum, Tally, told_apart
from fazhi.demo.interest import Interest, Option
from fazhi.demo.targets import Target
from fazhi.demo.watching import by_steps_alone
from fazhi.law import calendar

Kind = Literal["field", "derived", "done", "month"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to decide about a case.

    What the form of its step says, whether an optional step is done, or in which month.
    """

    position: int
    kind: Kind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one step of a shape adds to one target, where ``reads`` come out so.

    ``position`` -1 is the end of the year, for stocks.  ``of`` is where the amount added is filled in, None
    for one.
    """

    target: int
    position: int
    tally: Tally
    reads: tuple[Choice, ...]
    of: Choice | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """That a case is opened from one of another procedure, ``owner``, whose rules wait for it.

    ``fixed`` are values of its first form that are always so, ``refused`` (field, value) that do not do.
    """

    owner: str
    fixed: tuple[tuple[str, str], ...] = ()
    refused: frozenset[tuple[str, Any]] = frozenset()

    def allowed(self, choice: Choice, options: tuple[Option, ...]) -> tuple[Option, ...]:
        """Return the options of a field less what does not do."""
        fixed = dict(self.fixed) if choice.position == 0 else {}
        if choice.name in fixed:
            wanted = fixed[choice.name]
            return tuple((wanted,) for option in options if wanted in option)
        left = (
            tuple(value for value in option if (choice.name, value) not in self.refused) for option in options
        )
        return tuple(option for option in left if option)


@dataclass(frozen=True, eq=False)
class Shape:
    """A path: the steps in order, which of them are optional, and how many lie before the year.

    ``stage`` is where the case stands at the end.
    """

    interest: Interest
    steps: tuple[Step, ...]
    optional: frozenset[int]
    before: int
    stage: Stage
    forbidden: list[Mapping[Choice, Option]] = field(default_factory=list)
    role: Role | None = None

    def __str__(self) -> str:
        """Return the path as people read it."""
        names = (f"[{s.label}]" if i in self.optional else s.label for i, s in enumerate(self.steps))
        cut = f"（前{self.before}步在上年）" if self.before else ""
        return f"{self.interest.procedure.label}：{' → '.join(names)}{cut}"

    @property
    def signature(self) -> tuple[Any, ...]:
        """What makes it another shape than the others."""
        owner = self.role.owner if self.role else ""
        names = tuple(step.name for step in self.steps)
        return (owner, self.interest.procedure.code, names, self.optional, self.before)

    @property
    def cost(self) -> float:
        """How dear a case of it is.

        Long ones, and ones left open, only where figures ask; what registers hold stood there before.
        """
        steps = len(self.steps) - len(self.optional)
        if self.interest.procedure.kind == "register":
            return steps + 2 * (not self.before)
        return steps + (0 if self.stage.final else 4) + 2 * bool(self.before)

    @property
    def lasts(self) -> bool:
        """Whether a case told is of use to others: an entry of a register that stands, or a case done."""
        return self.stage.final != (self.interest.procedure.kind == "register")

    @cached_property
    def posting(self) -> tuple[Any, ...]:
        """What it can post, and by what choices: those alike in it differ but in the way."""
        names = [s.name for s in self.steps[self.before :] if s.name in self.interest.steps]
        read = sorted((choice.kind, choice.name) for choice in self.choices)
        return (*names, bool(self.before), self.stage.final, *read)

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """Everything it can add to targets."""
        return tuple(self._effects())

    def _effects(self) -> Iterator[Effect]:
        for number, target in enumerate(self.interest.targets):
            for tally in self.interest.indicator(target).tallies:
                if isinstance(tally, Standing):
                    if not self.stage.final:
                        yield from self._effect(number, target, tally, -1)
                    continue
                counts, *undoes = steps_of(tally)
                for position, step in enumerate(self.steps):
                    if any(later.name in undoes for later in self.steps[position + 1 :]):
                        continue
                    if step.name == counts and position >= self.before:
                        yield from self._effect(number, target, tally, position)

    def _effect(self, number: int, target: Target, tally: Tally, position: int) -> Iterator[Effect]:
        names = [*(tally.where.names() if tally.where else ()), *(name for name, _ in target.where)]
        reads: list[Choice] = []
        for name in names:
            found = list(self._asked(name, position))
            if not found:
                return
            reads += found
        of = None
        if isinstance(tally, Sum) or (isinstance(tally, Standing) and tally.of is not None):
            of = next((one for one in reversed(list(self._asked(_amount(tally), position)))), None)
            if of is None:
                return
        if apart := told_apart(tally):
            asked = list(self._asked(apart, position))
            if not asked:
                return
            of = asked[-1]
            reads += asked if apart in self.interest.wanted else []
        if position in self.optional:
            reads.append(Choice(position, "done"))
        if target.month:
            reads.append(Choice(position, "month"))
        if of is not None and not told_apart(tally):
            reads += self._needing(of)
        yield Effect(number, position, tally, tuple(dict.fromkeys(self._closed(reads))), of)

    def _needing(self, choice: Choice) -> list[Choice]:
        """Return the choices that decide whether a field is needed."""
        asked = field_of(self.steps[choice.position], choice.name)
        names = asked.needed_when.names() if asked and asked.needed_when else ()
        return [one for name in names for one in self._asked(name, choice.position)]

    def needs(self, choice: Choice, assigned: Mapping[Choice, Option]) -> bool:
        """Tell whether a field is to be filled in: required, or needed by what else is chosen."""
        asked = field_of(self.steps[choice.position], choice.name)
        if asked is None or asked.needed_when is None:
            return asked is not None and asked.required
        return asked.needed_when.met(self.facts(assigned, choice.position))

    def _asked(self, name: str, position: int) -> Iterator[Choice]:
        """Yield the choices that may say what a field holds at a position, in order."""
        last = len(self.steps) - 1 if position < 0 else position
        if name in {derived.name for derived in self.interest.procedure.parts.derived}:
            yield Choice(last, "derived", name)
            return
        found: list[Choice] = []
        for earlier in range(last, -1, -1):
            asked = field_of(self.steps[earlier], name)
            if asked is None or self._again(earlier, asked):
                continue
            found.append(Choice(earlier, "field", asked.name))
            if asked.required and asked.needed_when is None and earlier not in self.optional:
                break  # whatever was said before is said anew here
        yield from reversed(found)

    def _again(self, position: int, asked: Field[Any]) -> bool:
        """Whether an earlier step asked this already: it is left as it was, unless it must be said anew."""
        step = self.steps[position]
        return (
            (not asked.required or self.interest.procedure.kind == "activity")
            and (step.name, asked.name) not in self.interest.again
            and any(field_of(earlier, asked.name) for earlier in self.steps[:position])
        )

    def left_as_it_was(self, position: int) -> Iterator[str]:
        """Yield the fields of a step that matter but are left as an earlier step has them."""
        form = self.steps[position].form
        for asked in form.fields if form else ():
            if asked.name in self.interest.wanted and self._again(position, asked):
                yield asked.name

    def _closed(self, reads: Sequence[Choice]) -> Iterator[Choice]:
        """Yield choices with what they hang on: their step being done, their field being needed."""
        for one in reads:
            if one.position in self.optional and one.kind != "done":
                yield Choice(one.position, "done")
            if one.kind == "field":
                yield from self._closed(self._needing(one))
            yield one

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """Every choice that matters."""
        found = {read for effect in self.effects for read in effect.reads}
        found |= {Choice(position, "done") for position in self.optional}
        return tuple(sorted(found, key=lambda one: (one.position, one.kind, one.name)))

    @cached_property
    def _options(self) -> dict[Choice, tuple[Option, ...]]:
        return {}

    def options(self, choice: Choice) -> tuple[Option, ...]:
        """Return what a choice can be."""
        if choice not in self._options:
            self._options[choice] = self._found_options(choice)
        return self._options[choice]

    def _found_options(self, choice: Choice) -> tuple[Option, ...]:
        if choice.kind == "done":
            return ((False,), (True,))
        if choice.kind == "month":
            return tuple((month,) for month in range(1, 13))
        if choice.kind == "derived":
            derived = next(d for d in self.interest.procedure.parts.derived if d.name == choice.name)
            options = self.interest.options(derived)
            settled = self._by_path(derived, choice.position)
            return options if settled is None else tuple(one for one in options if (settled or None) in one)
        asked = field_of(self.steps[choice.position], choice.name)
        if asked is None:
            raise LookupError(f"{self.steps[choice.position]} does not ask '{choice.name}'")
        options = self.interest.options(asked)
        return self.role.allowed(choice, options) if self.role else options

    def _by_path(self, derived: Derived, position: int) -> str | None:
        """Return what a dimension comes to where the path alone decides it."""
        came_to = set()
        for optional in (frozenset(), self.optional):
            steps = [
                n for n in range(position + 1) if n not in self.optional or n in optional or n == position
            ]
            view = CaseView(
                procedure=self.interest.procedure,
                calendar=calendar(),
                history=tuple(_as_if_done(self.steps[n]) for n in steps),
            )
            came_to.add(by_steps_alone(derived.by, view))
        return came_to.pop() if len(came_to) == 1 else None

    # What follows from choices ---------------------------------------------------------------------

    def facts(self, assigned: Mapping[Choice, Option], position: int) -> dict[str, Any]:
        """Return what is known at a position, as far as assigned: one value for each class."""
        last = len(self.steps) - 1 if position < 0 else position
        known: dict[str, Any] = {}
        for choice, option in assigned.items():
            if choice.kind == "field" and choice.position <= last and self.done(assigned, choice.position):
                if option[0] is not None:
                    known[choice.name] = option[0]
            elif choice.kind == "derived" and choice.position == last and option[0] is not None:
                known[choice.name] = option[0]
        return known

    def done(self, assigned: Mapping[Choice, Option], position: int) -> bool:
        """Tell whether the step at a position is done."""
        return position not in self.optional or assigned.get(Choice(position, "done"), (False,))[0]

    def adds(self, effect: Effect, assigned: Mapping[Choice, Option]) -> bool:
        """Tell whether a case of these choices adds to the target."""
        if effect.position >= 0 and not self.done(assigned, effect.position):
            return False
        facts = self.facts(assigned, effect.position)
        target = self.interest.targets[effect.target]
        if (apart := told_apart(effect.tally)) and effect.of in effect.reads and apart not in facts:
            return False
        if effect.tally.where is not None and not effect.tally.where.met(facts):
            return False
        if any(not satisfies(facts.get(name, ""), wanted) for name, wanted in target.where):
            return False
        return not target.month or assigned[Choice(effect.position, "month")] == (target.month,)

    def consistent(self, assigned: Mapping[Choice, Option]) -> bool:
        """Tell whether choices go together: fields filled in where they are needed only, months in order."""
        months: list[int] = []
        for choice, option in assigned.items():
            if choice.kind == "month":
                months.append(option[0])
                continue
            if choice.kind != "field":
                continue
            if not self.done(assigned, choice.position):
                if option != next(iter(self.options(choice)), option):
                    return False
                continue
            asked = field_of(self.steps[choice.position], choice.name)
            if asked is None or asked.needed_when is None:
                continue
            if not self.narrowed(choice, option, assigned):
                return False
        return months == sorted(months)

    def narrowed(self, choice: Choice, option: Option, assigned: Mapping[Choice, Option]) -> Option:
        """Return the values of an option that can be taken where the others make the field needed, or not."""
        asked = field_of(self.steps[choice.position], choice.name)
        if asked is None or asked.needed_when is None:
            return option
        if not set(asked.needed_when.names()) <= {c.name for c in assigned}:
            return option
        needed = asked.needed_when.met(self.facts(assigned, choice.position))
        return tuple(value for value in option if (value is not None) == needed)

    def combinations(self, group: Sequence[Choice]) -> Iterator[dict[Choice, Option]]:
        """Yield every consistent way to decide a group of choices that is not forbidden."""
        for options in product(*(self.options(choice) for choice in group)):
            assigned = dict(zip(group, options, strict=True))
            if self.consistent(assigned) and not any(within(ban, assigned) for ban in self.forbidden):
                yield assigned


def _as_if_done(step: Step) -> Event:
    return Event(case="", step=step.name, on=date.min, by=Actor(person="", post=""), form={})


def within(ban: Mapping[Choice, Option], assigned: Mapping[Choice, Option]) -> bool:
    """Tell whether choices take what is forbidden together."""
    return all(assigned.get(choice) == option for choice, option in ban.items())


def field_of(step: Step, name: str) -> Field[Any] | None:
    """Return the field of that name in the form of a step, None if it asks none."""
    return next((one for one in step.form.fields if one.name == name), None) if step.form else None


def _amount(tally: Tally) -> str:
    of: Any = getattr(tally, "of", "")
    return of if isinstance(of, str) else str(of.name)

"""From how many cases of each shape to the cases themselves: who takes which choices, amounts and values."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from fazhi.core.form import Code, Field, Number, People, Person, Quantity, Ref, Yuan
from fazhi.core.procedure import Procedure, Step
from fazhi.demo.filling import Filler
from fazhi.demo.interest import Interest, Option
from fazhi.demo.laying import asked_at, at_once, bounds
from fazhi.demo.learned import Learned, WaitedFor
from fazhi.demo.naming import persons
from fazhi.demo.paths import shapes
from fazhi.demo.plan import Plan, Planned, PoolKey, Taken
from fazhi.demo.planner import opened_as
from fazhi.demo.setting import BLANK, NobodyError, Setting
from fazhi.demo.shapes import Choice, Role, Shape, field_of
from fazhi.demo.specs import Asked, Spec
from fazhi.demo.splitting import split
from fazhi.procedures import registry

_FEW = 3
_WAYS = 12
_SAME_END = 2
_ROUND = (10_000, 100_000)
_BEFORE = timedelta(days=45)


class LackingError(LookupError):
    """So many cases of a procedure are needed to refer to, and are not there."""

    def __init__(self, procedure: str, number: int) -> None:
        super().__init__(f"{procedure}: {number}")
        self.procedure = procedure
        self.number = number


@dataclass(slots=True)
class Case:
    """One case to be: the choices it takes, and what it fills in."""

    shape: Shape
    assigned: dict[Choice, Option] = field(default_factory=dict)
    again: dict[int, int] = field(default_factory=dict)
    given: dict[Choice, Any] = field(default_factory=dict)


class Caster:
    """Casts the cases of a plan, procedure by procedure."""

    def __init__(self, plan: Plan, filler: Filler, learned: Learned) -> None:
        self.plan = plan
        self.filler = filler
        self.learned = learned
        self.office = filler.office
        self.random = filler.office.random
        self.pools: dict[PoolKey, list[Any]] = {}
        self.shared: dict[tuple[str, str], list[Any]] = defaultdict(list)
        self.drawn: dict[PoolKey, int] = defaultdict(int)

    def cast(self, procedure: type[Procedure]) -> list[Spec]:
        """Return the cases of a procedure to be told."""
        return self._cast(procedure, owner="")

    def _cast(self, procedure: type[Procedure], *, owner: str) -> list[Spec]:
        cases: list[Case] = []
        for planned in self.plan.planned:
            role = planned.shape.role
            if planned.shape.interest.procedure is procedure and (role.owner if role else "") == owner:
                cases += self._cases(planned)
        specs = [self.spec(case) for case in cases]
        self._put_beside(procedure, specs)
        return specs

    def _put_beside(self, procedure: type[Procedure], specs: list[Spec]) -> None:
        """Give each case those that have to be opened from it: of the plan, or any that will do."""
        planned = {p.shape.interest.procedure.code for p in self.plan.planned if p.shape.role}
        waiting: dict[str, list[Spec]] = {}
        for spec in specs:
            needed = self.learned.beside[spec.shape.signature] if spec.shape else {}
            for code, times in needed.items():
                if code in planned:
                    if code not in waiting:
                        waiting[code] = self._cast(registry.procedure(code), owner=procedure.code)
                        self.random.shuffle(waiting[code])
                    spec.beside[code] = [waiting[code].pop() for _ in range(times)]
                else:
                    spec.beside[code] = [self.companion(procedure.code, code) for _ in range(times)]

    def companion(self, owner: str, code: str) -> Spec:
        """Return a case to be opened from one of another procedure, as that procedure's rules want it."""
        wanted = self.learned.waited_for.get((owner, code), WaitedFor())
        interest = Interest(registry.procedure(code), (), [place.code for place in self.office.places])
        interest.needed |= wanted.steps
        found = shapes(interest, carried=False, role=Role(owner, opened_as(owner, code)))
        able = [shape for shape in found if wanted.steps <= {step.name for step in shape.steps}] or found
        return self.spec(Case(min(able, key=lambda shape: (not shape.stage.final, shape.cost))))

    def _cases(self, planned: Planned) -> list[Case]:
        cases = [Case(planned.shape) for _ in range(planned.number)]
        for group in planned.groups:
            # What an earlier group has settled of this one's choices stays: as many take it in both.
            settled = [one for one in group[0].assigned if one in cases[0].assigned]
            order: dict[tuple[Option, ...], list[Taken]] = defaultdict(list)
            for taken in group:
                order[tuple(taken.assigned[one] for one in settled)] += [taken] * taken.number
            for waiting in order.values():
                self.random.shuffle(waiting)
            by_taken: dict[int, list[Case]] = defaultdict(list)
            for case in cases:
                taken = order[tuple(case.assigned[one] for one in settled)].pop()
                case.assigned |= taken.assigned
                by_taken[id(taken)].append(case)
            for taken in group:
                self._share_out(planned.shape, taken, by_taken[id(taken)])
        return cases

    def _share_out(self, shape: Shape, taken: Taken, cases: list[Case]) -> None:
        for position, extra in taken.again.items():
            for nth in range(extra):
                case = cases[nth % len(cases)]
                case.again[position] = case.again.get(position, 0) + 1
        for of in self._least_first(shape, taken):
            self._share_amount(shape, of, taken, cases)
        for of, pool in taken.pools.items():
            for case in cases:
                case.given[of] = self._draw(shape, of, pool)

    def _least_first(self, shape: Shape, taken: Taken) -> list[Choice]:
        """Return the amounts so that one comes before those that it never exceeds."""
        code = shape.interest.procedure.code
        order = {(small, great) for owner, small, great in self.learned.at_most if owner == code}

        def depth(name: str, seen: frozenset[str] = frozenset()) -> int:
            below = [small for small, great in order if great == name and small not in seen]
            return 1 + max((depth(small, seen | {name}) for small in below), default=0)

        return sorted(taken.sums, key=lambda of: depth(of.name))

    def _share_amount(self, shape: Shape, of: Choice, taken: Taken, cases: list[Case]) -> None:
        total = taken.sums[of]
        low, high = bounds(shape, of, self.learned, taken.assigned)
        asked = asked_at(shape, of)
        unit = 100 if isinstance(asked, Number) else 1
        if asked is not None and asked.needed_when is not None:
            low = min(low, Decimal(total) / 100 / len(cases))
        average = total / len(cases)
        grain = next((g for g in reversed(_ROUND) if average > 20 * g), 100) if unit == 1 else 1
        least = [int(max(low, self._floor(shape, of, case)) * 100) // unit for case in cases]
        most = [int(high * 100) // unit] * len(cases)
        # What never exceeds another amount fills up first what that holds in any case.
        held = int(self._held_anyway(shape, of, taken) * 100) // unit
        if least[0] < held and total // unit <= held * len(cases):
            most = [max(below, min(one, held)) for below, one in zip(least, most, strict=True)]
        elif least[0] < held:
            least = [max(one, held) for one in least]
        parts = split(total // unit, low=least, high=most, random=self.random, grain=grain)
        for case, part in zip(cases, parts, strict=True):
            case.given[of] = part if unit > 1 or asked is None else asked.canonical(Decimal(part) / 100)

    def _held_anyway(self, shape: Shape, of: Choice, taken: Taken) -> Decimal:
        """Return the least of what an amount never exceeds."""
        code = shape.interest.procedure.code
        names = {great for owner, small, great in self.learned.at_most if (owner, small) == (code, of.name)}
        above = [
            bounds(shape, other, self.learned, taken.assigned)[0]
            for other in taken.sums
            if other.name in names
        ]
        return min(above, default=Decimal(0))

    def _floor(self, shape: Shape, of: Choice, case: Case) -> Decimal:
        """Return the greatest amount in a case that does not exceed this one."""
        code = shape.interest.procedure.code
        names = {small for owner, small, great in self.learned.at_most if (owner, great) == (code, of.name)}
        below = [Decimal(str(value)) for other, value in case.given.items() if other.name in names]
        return max(below, default=Decimal(0))

    # Different values ------------------------------------------------------------------------------

    def _draw(self, shape: Shape, of: Choice, pool: PoolKey) -> Any:
        """Return a value from a pool: each of its values once, then any of them."""
        asked = asked_at(shape, of)
        if pool not in self.pools:
            common = self._common(pool)
            number = self.plan.pools[pool] - len(common)
            self.pools[pool] = [*common, *self._fresh(shape, of, asked, number, self._taken(pool))]
        values = self.pools[pool]
        several = 1
        if isinstance(asked, People):
            several = max(asked.min, min(at_once(asked), len(values)))
        start = self.drawn[pool]
        self.drawn[pool] += several
        if start < len(values):
            chosen = [values[(start + nth) % len(values)] for nth in range(several)]
        else:
            chosen = self.random.sample(values, min(several, len(values)))
        return chosen if isinstance(asked, People) else chosen[0]

    def _common(self, pool: PoolKey) -> list[Any]:
        """Return the values that a pool has in common with those drawn before."""
        found: list[Any] = []
        for other, values in self.pools.items():
            number = self.plan.overlaps.get((pool, other)) or self.plan.overlaps.get((other, pool), 0)
            free = [one for one in values if one not in self.shared[pool[:2]]]
            found += free[:number]
            self.shared[pool[:2]] += free[:number]
        return found

    def _taken(self, pool: PoolKey) -> list[Any]:
        """Return the values of other pools that count to the same targets."""
        code, name, targets = pool
        return [
            value
            for other, values in self.pools.items()
            if other[:2] == (code, name) and targets & other[2]
            for value in values
        ]

    def _fresh(
        self, shape: Shape, of: Choice, asked: Field[Any] | None, number: int, taken: Sequence[Any]
    ) -> list[Any]:
        """Return so many different values of a field, none of them taken.

        Raises:
            LackingError: there are not so many to choose from.

        """
        procedure, step = shape.interest.procedure, shape.steps[of.position]
        setting = self.filler.setting(procedure, step)
        if isinstance(asked, Ref):
            there = [one for one in self.office.of.get(asked.procedure, ()) if one not in taken]
            if len(there) < number:
                raise LackingError(asked.procedure, number + len(taken))
            return self.random.sample(there, number)
        if isinstance(asked, Person | People):
            return self._persons(asked, setting, number, taken)
        found: list[Any] = []
        for _ in range(number * 50):
            if asked is None or len(found) == number:
                break
            value = self.filler.value(asked, setting, {})
            if isinstance(value, str) and (value in found or value in taken):
                value = self.office.names.firm()[: getattr(asked, "max", 50)]
            if value not in (None, *found, *taken):
                found.append(value)
        return found

    def _persons(
        self, asked: Person | People, setting: Setting, number: int, taken: Sequence[str]
    ) -> list[str]:
        try:
            named = persons(self.office, asked, setting, self.filler.suited)
        except NobodyError as nobody:
            raise LackingError(nobody.procedure, number) from None
        named = [one for one in named if one not in taken]
        if asked.roster and len(named) < number:
            raise LackingError(asked.roster, number + len(taken))
        while len(named) < number:
            named.append(self.office.hire(setting.step.by.posts[0], title="工作人员").code)
        return named[:number]

    # Writing it out --------------------------------------------------------------------------------

    def spec(self, case: Case) -> Spec:
        """Return a case as it is to be told."""
        shape = case.shape
        year = self.office.year
        steps: list[Asked] = []
        for position, step in enumerate(shape.steps):
            if not shape.done(case.assigned, position):
                continue
            first, last = self._window(shape, case, position, year)
            asked = Asked(step=step, first=first, last=last)
            asked.values |= dict.fromkeys(shape.left_as_it_was(position), (None,))
            for choice, option in case.assigned.items():
                if choice.position == position and choice.kind == "field":
                    asked.values[choice.name] = self._mixed(step, choice, option, case)
                elif choice.position == position and choice.kind == "derived":
                    asked.derived[choice.name] = option
            for of, value in case.given.items():
                if of.position == position:
                    asked.values[of.name] = (self._or_blank(shape, of, value, case),)
            self._suit(shape, asked, position)
            steps += self._repeated(asked, case, position)
        few = tuple(
            (choice, option)
            for choice, option in case.assigned.items()
            if choice.kind in ("field", "done", "derived") and len(shape.options(choice)) <= _FEW
        )
        return Spec(
            procedure=shape.interest.procedure,
            steps=steps,
            like=(shape.signature, few),
            place=self.office.somewhere(),
            silent=frozenset(target.indicator for target in shape.interest.targets),
            shape=shape,
            assigned=case.assigned,
        )

    def _suit(self, shape: Shape, asked: Asked, position: int) -> None:
        """Let it be as rules want it of who acts or is waited for, as far as no figure says otherwise."""
        procedure = shape.interest.procedure
        wanted: Mapping[str, Any] = {}
        if procedure.kind == "register" and asked.step.opening:
            wanted = self.learned.suited.get(procedure.code, {})
        if shape.role is not None:
            known = self.learned.waited_for.get((shape.role.owner, procedure.code))
            wanted = known.values if known else {}
            if position == 0:
                wanted = {**wanted, **dict(shape.role.fixed)}
        asks = {one.name for one in asked.step.form.fields} if asked.step.form else set()
        for name, value in wanted.items():
            if name in asks:
                asked.values.setdefault(name, (value,))

    def _repeated(self, asked: Asked, case: Case, position: int) -> list[Asked]:
        """Return a step as often as it is done; what is added up is added up over all of them."""
        times = 1 + case.again.get(position, 0)
        if times == 1:
            return [asked]
        copies = [replace(asked, values=dict(asked.values)) for _ in range(times)]
        for of, value in case.given.items():
            field = field_of(asked.step, of.name)
            if of.position != position or value == BLANK or not isinstance(field, Number | Quantity | Yuan):
                continue
            unit = 1 if isinstance(field, Number) else 100
            total = int(Decimal(str(value)) * unit)
            least = field.min if isinstance(field, Number) else 0
            parts = split(total, low=[least] * times, high=[total] * times, random=self.random)
            for copy, part in zip(copies, parts, strict=True):
                copy.values[of.name] = (field.canonical(Decimal(part) / unit),)
        return copies

    def ways(self, procedure: type[Procedure]) -> list[Shape]:
        """Return the shapes that a case for others to refer to may take, the likeliest first."""
        interest = Interest(procedure, (), [place.code for place in self.office.places])
        found = sorted(shapes(interest, carried=False), key=lambda shape: shape.cost)
        ends: Counter[str] = Counter()
        different = []
        for shape in [shape for shape in found if shape.lasts] or found:
            ends[shape.steps[-1].name] += 1
            if ends[shape.steps[-1].name] <= _SAME_END:
                different.append(shape)
        return different[:_WAYS]

    def entry(self, shape: Shape) -> Spec:
        """Return a case for others to refer to: begun before the year."""
        spec = self.spec(Case(shape))
        for asked in spec.steps:
            asked.first, asked.last = self._window(shape, Case(shape), -1, self.office.year)
        spec.shape = None
        return spec

    def _window(self, shape: Shape, case: Case, position: int, year: int) -> tuple[date, date]:
        begins = date(year, 1, 1)
        if position < shape.before:
            return begins - _BEFORE, begins - timedelta(days=1)
        month = case.assigned.get(Choice(position, "month"))
        if month is not None:
            first = date(year, month[0], 1)
            return first, _end_of_month(first)
        return begins, date(year, 12, 31)

    def _mixed(self, step: Step, choice: Choice, option: Option, case: Case) -> tuple[Any, ...]:
        """Return the values of an option in an order of chance, parents of codes last."""
        values = list(case.shape.narrowed(choice, option, case.assigned))
        self.random.shuffle(values)
        asked = field_of(step, choice.name)
        if isinstance(asked, Code):
            parents = {code.rpartition("/")[0] for code in asked.choices}
            values.sort(key=lambda value: value is None or value in parents)
        else:
            values.sort(key=lambda value: value is None)
        return tuple(values)

    def _or_blank(self, shape: Shape, of: Choice, value: Any, case: Case) -> Any:
        """Return nothing for an amount of nothing that need not be filled in."""
        nothing = not isinstance(value, list) and Decimal(_number(value)) == 0
        return BLANK if nothing and not shape.needs(of, case.assigned) else value


def _number(value: Any) -> str:
    return str(value) if str(value).replace(".", "", 1).isdigit() else "1"


def _end_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def in_order(procedures: Iterable[type[Procedure]]) -> Iterator[type[Procedure]]:
    """Yield procedures so that what another refers to comes before it; registers first of all."""
    left = {one.code: one for one in procedures}
    needs: Mapping[str, set[str]] = {code: refers_to(one) & set(left) - {code} for code, one in left.items()}
    done: set[str] = set()
    while left:
        ready = [code for code in left if needs[code] <= done] or list(left)[:1]
        ready.sort(key=lambda code: (left[code].kind != "register", code))
        code = ready[0]
        done.add(code)
        yield left.pop(code)


def refers_to(procedure: type[Procedure]) -> set[str]:
    """Return the procedures and registers that the forms of a procedure name."""
    found: set[str] = set()
    for step in procedure.parts.steps:
        for asked in step.form.fields if step.form else ():
            found |= {getattr(asked, "procedure", ""), getattr(asked, "roster", "")}
    return found - {""}

"""How many cases of each shape, with which choices, so that the books show exactly the targets.

An integer program chooses.  Its rows are the targets; a shape's choices that no figure reads together are
counted apart, each adding up to the number of its cases, and are put together afterwards.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from fazhi.core.procedure import tally_text
from fazhi.demo.following import ONE, Cell, MadeUp
from fazhi.demo.interest import ANYTHING, Interest
from fazhi.demo.laying import Amount, Laid
from fazhi.demo.learned import Learned, WaitedFor
from fazhi.demo.parting import parts
from fazhi.demo.paths import shapes
from fazhi.demo.plan import ImpossibleError, Plan, Planned, PoolKey
from fazhi.demo.program import Program, UndecidedError
from fazhi.demo.shapes import Role, Shape
from fazhi.demo.sharing import shared
from fazhi.demo.targets import Target
from fazhi.procedures import registry

_MANY = 10**6
_CONFLICTS = 5
_REASONS = 3
_FAIRLY = 4
_MOST_ALIKE = 3
_OFF = 20.0
_COMMON = 0.01
_JUST = 1e-4


def planned(
    interests: Sequence[Interest],
    *,
    carried: Mapping[str, int],
    learned: Learned,
    made_up: Sequence[MadeUp] = (),
) -> Plan:
    """Return what to enact: of shapes that post alike the cheapest, more of them if these do not do.

    Raises:
        ImpossibleError: the targets contradict each other.

    """
    try:
        planner = Planner(interests, carried=carried, learned=learned, made_up=made_up, most=_MOST_ALIKE)
        found = planner.plan()
        if found is None and planner.left_out:
            planner = Planner(interests, carried=carried, learned=learned, made_up=made_up)
            found = planner.plan()
    except UndecidedError:
        names = "、".join(f"“{one.procedure.label}”" for one in interests)
        raise ImpossibleError(
            f"{names}的目标过于繁复，在限定时间内未能判定能否同时成立，请减少分项后再试。"
        ) from None
    if found is None:
        raise ImpossibleError(planner.why_not())
    return found


class Planner:
    """Builds the program for the targets of one or more procedures and reads its solution.

    ``most`` is how many shapes that post alike it looks at, ``left_out`` how many it did not.
    """

    def __init__(
        self,
        interests: Sequence[Interest],
        *,
        carried: Mapping[str, int],
        learned: Learned,
        made_up: Sequence[MadeUp] = (),
        most: int = _MANY,
    ) -> None:
        self.most = most
        self.left_out = 0
        self.interests = interests
        self.carried = carried
        self.learned = learned
        self.made_up = made_up
        self.program = Program()
        self.terms: dict[tuple[str, int], dict[int, float]] = defaultdict(lambda: defaultdict(float))
        self.laid: list[tuple[Shape, int, list[Laid]]] = []
        self.amounts: list[Amount] = []
        self.values: dict[tuple[str, int], dict[object, dict[int, float]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        self.drawn: dict[PoolKey, dict[int, float]] = defaultdict(dict)
        self.pools: dict[PoolKey, int] = {}
        self.overlaps: dict[tuple[PoolKey, PoolKey], int] = {}
        self.rows: dict[int, Target] = {}
        self.figures: dict[Cell, int] = {}
        self.greatest = max((target.value for one in interests for target in one.targets), default=Decimal(0))

    @cached_property
    def fair(self) -> dict[tuple[str, str], float]:
        """How much of an amount one case may well hold: a few times the part that falls to each."""
        found: dict[tuple[str, str], float] = {}
        for interest in self.interests:
            whole = {target: interest.summed(target) for target in interest.targets if not target.where}
            cases = max((float(target.value) for target, of in whole.items() if not of), default=0)
            for target, of in whole.items():
                if of and cases:
                    key = (interest.procedure.code, of)
                    found[key] = max(found.get(key, 1), _FAIRLY * float(target.value) / cases)
        return found

    def plan(self) -> Plan | None:
        """Return what to enact, None if the targets contradict each other."""
        for interest in self.interests:
            interest.needed |= self.learned.needed[interest.procedure.code]
            interest.again |= self.learned.again[interest.procedure.code]
            interest.wider = self.learned.wider.get(interest.procedure.code, 0)
            for (_, code), wanted in self.learned.waited_for.items():
                interest.needed |= wanted.steps if code == interest.procedure.code else set()
            self._lay_out(interest)
        for interest in self.interests:
            self._lay_out_beside(interest)
        self._tell_values_apart()
        self._keep_single()
        for interest in self.interests:
            self._keep_support(interest)
            self._ask(interest)
        for one in self.made_up:
            self._ask_ratio(one)
        solution = self.program.solve()
        return None if solution is None else self._read([round(value) for value in solution])

    # Building --------------------------------------------------------------------------------------

    def _lay_out(self, interest: Interest) -> None:
        code = interest.procedure.code
        began_before: dict[int, float] = {}
        alike: Counter[tuple[object, ...]] = Counter()
        found = shapes(interest, carried=bool(self.carried.get(code)))
        for shape in sorted(found, key=lambda one: one.cost):
            if alike[shape.posting] >= self.most:
                self.left_out += 1
                continue
            number = self._lay_down(shape)
            alike[shape.posting] += number is not None
            if number is not None and shape.before and interest.procedure.kind != "register":
                began_before[number] = 1
        if (asked := self.carried.get(code)) is not None:
            self.program.row(began_before, low=asked, high=asked)

    def _lay_out_beside(self, interest: Interest) -> None:
        """Lay out the cases that are opened from others, as many as those others need."""
        code = interest.procedure.code
        owners: dict[str, dict[int, float]] = defaultdict(dict)
        for shape, number, _ in list(self.laid):
            if times := self.learned.beside[shape.signature].get(code):
                owners[shape.interest.procedure.code][number] = times
        for owner, terms in owners.items():
            wanted = self.learned.waited_for.get((owner, code), WaitedFor())
            role = Role(owner, opened_as(owner, code), frozenset(wanted.refused))
            found: dict[int, float] = {}
            for shape in shapes(interest, carried=False, role=role):
                long_enough = wanted.steps <= {step.name for step in shape.steps}
                if long_enough and (variable := self._lay_down(shape)) is not None:
                    found[variable] = -1
            self.program.row({**terms, **found}, low=0, high=0)

    def _lay_down(self, shape: Shape) -> int | None:
        """Put a shape into the program and return the variable that counts its cases; None if forbidden."""
        shape.forbidden.extend(self.learned.forbidden[shape.signature])
        code, owner = shape.interest.procedure.code, shape.role.owner if shape.role else ""
        for order in self.learned.orders:
            if order.procedure == code:
                shape.forbidden.extend(order.bans(shape))
        for impasse in self.learned.impasses:
            if (impasse.procedure, impasse.owner) == (code, owner):
                shape.forbidden.extend(impasse.bans(shape))
        if any(not ban for ban in shape.forbidden):
            return None
        number = self.program.variable(cost=shape.cost)
        found = parts(shape, self.learned)
        shared = [set(part.shared) for part in found]
        for nth, part in enumerate(found):
            if part.before is not None:
                shared[part.before] |= shared[nth]
        groups: list[Laid] = []
        for part, told_apart in zip(found, shared, strict=True):
            told = [one for one in part.choices if one in told_apart]
            laid = Laid(self, shape, number, part, told)
            if part.before is not None:
                laid.agree(groups[part.before], part.shared)
            groups.append(laid)
        self.laid.append((shape, number, groups))
        return number

    def _tell_values_apart(self) -> None:
        """Lay down how many different values there are among the cases that count to a target."""
        program = self.program
        for key, of_value in self.values.items():
            for terms in of_value.values():
                there_is = program.variable(high=1)
                program.row({there_is: 1, **dict.fromkeys(terms, -1.0)}, high=0)
                program.row({there_is: -_MANY, **terms}, high=0)
                self.terms[key][there_is] += 1
        for pool, terms in self.drawn.items():
            kinds = program.variable()
            program.row({kinds: 1, **{number: -value for number, value in terms.items()}}, high=0)
            program.row({kinds: -_MANY, **dict.fromkeys(terms, 1)}, high=0)
            self.pools[pool] = kinds
            for target in pool[2]:
                self.terms[pool[0], target][kinds] += 1
        self._let_overlap()

    def _let_overlap(self) -> None:
        """Let values stand in two of the pools that count to the same target: it counts them once."""
        held: dict[PoolKey, dict[int, float]] = defaultdict(dict)
        for one, other in combinations(self.pools, 2):
            both = one[2] & other[2]
            if one[:2] != other[:2] or not both or one[2] <= other[2] or other[2] <= one[2]:
                continue
            common = self.program.variable(cost=_COMMON)
            self.overlaps[one, other] = held[one][common] = held[other][common] = common
            for target in both:
                self.terms[one[0], target][common] -= 1
        for pool, terms in held.items():
            self.program.row({**dict.fromkeys(terms, 1.0), self.pools[pool]: -1.0}, high=0)

    def _keep_single(self) -> None:
        """Let what may stand in one case only stand in one."""
        found: dict[tuple[str, object], dict[int, float]] = defaultdict(dict)
        for shape, _, groups in self.laid:
            unique = [one.name for one in shape.interest.procedure.one_per]
            first = next((one for one in shape.choices if [one.name] == unique and not one.position), None)
            laid = next((group for group in groups if first in group.part.choices), None)
            for assigned, number in zip(laid.combinations, laid.numbers, strict=True) if laid else ():
                value = assigned[first][0] if first else None
                if value not in (None, ANYTHING):
                    found[shape.interest.procedure.code, value][number] = 1
        for terms in found.values():
            self.program.row(terms, high=1)

    def _keep_support(self, interest: Interest) -> None:
        """Let a register that others refer to hold as many as they need."""
        code = interest.procedure.code
        if interest.procedure.kind == "register" and code in self.learned.support:
            standing = {n: 1.0 for shape, n, _ in self.laid if shape.interest is interest and shape.lasts}
            self.program.row(standing, low=self.learned.support[code])

    def _ask(self, interest: Interest) -> None:
        code = interest.procedure.code
        for number, target in enumerate(interest.targets):
            cell = (target.indicator, target.where, target.month)
            if target.free:
                self.figures[cell] = self.program.variable()
                terms = {**self.terms[code, number], self.figures[cell]: -1.0}
                self.program.row(terms, low=0, high=0)
                continue
            value = float(target.value)
            self.figures[cell] = self.program.variable(low=value, high=value, whole=False)
            self.rows[self.program.row(self.terms[code, number], low=value, high=value)] = target

    def _ask_ratio(self, one: MadeUp) -> None:
        """Ask that figures make another up, as near to what is told of it as may be."""
        program = self.program
        self.figures[ONE] = program.variable(low=1, high=1)

        def less(times: Decimal) -> dict[int, float]:
            terms: dict[int, float] = defaultdict(float)
            for sign, of in ((Decimal(1), one.ratio.over), (-times, one.ratio.under)):
                for cell, number in of.items():
                    terms[self.figures[cell]] += float(sign * number)
            return terms

        if one.low == one.high:
            rows = [program.row(less(one.aim), low=0, high=0)]
        else:
            off = program.variable(cost=_OFF, whole=False)
            program.row({**less(one.aim), off: 1}, low=0)
            program.row({**less(one.aim), off: -1}, high=0)
            rows = [program.row(less(one.low), low=0), program.row(less(one.high), high=-_JUST)]
        under = {self.figures[cell]: float(number) for cell, number in one.ratio.under.items()}
        rows.append(program.row(under, low=1))
        self.rows |= dict.fromkeys(rows, one.target)

    # Reading ---------------------------------------------------------------------------------------

    def _read(self, solution: list[int]) -> Plan | None:
        values = {
            (interest.procedure.code, number): Decimal(
                solution[self.figures[target.indicator, target.where, target.month]]
            )
            if target.free
            else target.value
            for interest in self.interests
            for number, target in enumerate(interest.targets)
        }
        shares = shared(self.amounts, values, self.learned, solution)
        if shares is None:
            return None
        found = [
            Planned(shape, solution[number], [group.read(solution, shares) for group in groups])
            for shape, number, groups in self.laid
            if solution[number]
        ]
        return Plan(
            planned=found,
            pools={key: solution[variable] for key, variable in self.pools.items()},
            overlaps={pair: solution[variable] for pair, variable in self.overlaps.items()},
        )

    def why_not(self) -> str:
        """Return every conflict, each with the targets in it and the definitions they rest on."""
        told: list[str] = []
        broken: set[int] = set()
        while len(told) < _CONFLICTS and self.program.solve(without=broken) is None:
            rows = self.program.conflict([row for row in self.rows if row not in broken], without=broken)
            if not rows:
                told.append("现有规则之间无法同时满足。")
                break
            broken.update(row for row, target in self.rows.items() if target is self.rows[rows[-1]])
            told.append(self._conflict(list(dict.fromkeys(self.rows[row] for row in rows))))
        return "\n".join(told) or "金额目标无法按分项拆分。"

    def _conflict(self, named: Sequence[Target]) -> str:
        lines = ["以下目标不能同时成立：" if len(named) != 1 else "以下目标无法成立："]
        lines += [f"  {target}" for target in named]
        known = registry.indicators()
        made = dict.fromkeys(one.indicator for one in named if known[one.indicator].formula)
        lines += [f"  {known[code].label}按 {known[code].formula} 计算。" for code in made]
        for code in dict.fromkeys(_procedure(one) for one in named if one.indicator not in made):
            procedure = registry.procedure(code)
            for indicator in dict.fromkeys(t.indicator for t in named if _procedure(t) == code):
                declared = registry.indicators()[indicator]
                says = "；".join(map(tally_text, declared.tallies))
                lines.append(f"  按“{procedure.label}”（{code}）的定义，{declared.label}记 {says}。")
            lines += [f"  {reason}" for reason in dict.fromkeys(self.learned.reasons[code])][-_REASONS:]
            if procedure.kind in ("case", "tasklist") and code not in self.carried:
                lines.append(
                    f"  如有上年结转的“{procedure.label}”，请在文件中加一项"
                    f' {{"carried": "{code}", "value": 件数}}。'
                )
        return "\n".join(lines)


def opened_as(owner: str, code: str) -> tuple[tuple[str, str], ...]:
    """Return the values with which a procedure always opens a case of another."""
    for step in registry.procedure(owner).parts.steps:
        for opens in step.opens:
            if opens.procedure == code:
                return tuple(opens.sets.items())
    return ()


def _procedure(target: Target) -> str:
    found = registry.posting_procedure(target.indicator)
    return found.code if found else ""

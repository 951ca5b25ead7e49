"""A year that shows given figures: planned, told, and told again with what was learned until all stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, islice, product
from random import Random

from fazhi.core.form import Place
from fazhi.core.procedure import Procedure, told_apart
from fazhi.demo.casting import Caster, LackingError, in_order, refers_to
from fazhi.demo.enact import Missed, Writer, found, missed
from fazhi.demo.filling import Filler
from fazhi.demo.interest import Interest
from fazhi.demo.learned import Learned
from fazhi.demo.learning import learn_from
from fazhi.demo.names import Names
from fazhi.demo.office import Office
from fazhi.demo.plan import ImpossibleError
from fazhi.demo.planner import planned
from fazhi.demo.remembering import Memory
from fazhi.demo.shapes import Shape
from fazhi.demo.specs import Spec, Stuck
from fazhi.demo.targets import Skipped, Target, Targets, TargetsError, apart, by_procedure, procedure_of, sort
from fazhi.demo.telling import Teller
from fazhi.demo.wording import put_into_words
from fazhi.law import calendar
from fazhi.law.roles import posts
from fazhi.procedures import registry
from fazhi.usecases import founding
from fazhi.usecases.founding import NewPlace

_ROUNDS = 40
_SCENARIOS = "990201"
_AT_ONCE = 8
_SCOUTS = 2
_DIFFERENT = 3
_ALONE = frozenset(
    [
        "secretary",
        "director",
        "congress_head",
        "discipline_head",
        "justice_head",
        "enforce_captain",
        "district_justice",
    ]
)
_MANY = {"enforce_officer": 8, "mediator_full": 4, "mediator_part": 6}
_USUALLY = 3
_USUAL_COMMUNITIES, _MOST_COMMUNITIES = 8, 400

Progress = Callable[[str], None]


def silently(_said: str) -> None:
    """Say nothing."""


def staffed(office: Office) -> Office:
    """Fill every post: one head each, and several hands where the law keeps hands apart."""
    for post in posts().values():
        for _ in range(1 if post.code in _ALONE else _MANY.get(post.code, _USUALLY)):
            office.hire(post.code, title=post.label)
    return office


def an_office(*, organ: str, year: int, seed: int = 1, kind: str = "street", communities: int = 0) -> Office:
    """Return an office with so many communities, eight at least, and every post filled."""
    random = Random(f"{seed}-{year}")  # noqa: S311 - an invented year is the same each time, not a secret
    places = [
        NewPlace(code=f"{organ}{nth:03}", name=f"{name}社区")
        for nth, name in enumerate(islice(_communities(), max(communities, _USUAL_COMMUNITIES)), start=1)
    ]
    return staffed(
        Office(
            organ=organ,
            year=year,
            calendar=calendar(),
            random=random,
            names=Names(random),
            places=places,
            kind=kind,
        )
    )


def _communities() -> Iterator[str]:
    yield from ("东风", "和平", "新华", "长宁", "文汇", "春晖", "幸福", "永安")
    yield from map("".join, product("锦桐兰桂柳杏松梅荷竹", "园苑湖桥溪岭坊庄塘湾"))
    yield from (f"第{nth}" for nth in count(1))


def communities_in(targets: Sequence[Target]) -> int:
    """Return how many communities an office must have for targets that tell them apart, within reason."""
    wanted = 0
    for target in targets:
        declared = registry.indicators()[target.indicator]
        if declared.formula:
            continue
        fields = procedure_of(declared).fields()
        apart = {told_apart(tally) for tally in declared.tallies} - {""}
        if any(isinstance(fields.get(name), Place) for name in apart):
            wanted = max(wanted, int(target.value))
    return min(wanted, _MOST_COMMUNITIES)


class Scenario:
    """Works out a year for targets; ``office`` makes the same empty office each time it is asked."""

    def __init__(
        self,
        targets: Sequence[Target],
        *,
        office: Callable[[], Office],
        carried: Mapping[str, int] | None = None,
        progress: Progress = silently,
    ) -> None:
        self.targets, self.made_up = apart(targets)
        self.office = office
        self.carried = dict(carried or {})
        self.progress = progress
        self.learned = Learned()
        self.memory = Memory()

    def tell(self) -> Office:
        """Return an office of which cases are told that show exactly the targets.

        Raises:
            ImpossibleError: the targets contradict each other, or the rules of their procedures.

        """
        scouting = True
        for _ in range(_ROUNDS):
            try:
                office, teller, stuck = self._attempt(scouting=scouting)
            except LackingError as lacking:
                self._more_of(lacking)
                continue
            if not stuck and not scouting:
                return office
            scouting = bool(stuck)  # once a few of each kind can be told, all are
            try:
                learn_from(stuck, self.learned, teller)
            except ImpossibleError as error:
                raise ImpossibleError("\n".join([str(error), *self._leaving_too_few(stuck)])) from None
        raise ImpossibleError(f"未能找到符合全部规则的办理过程；最后受阻于：{stuck[0]}")

    def _leaving_too_few(self, stuck: Sequence[Stuck]) -> Iterator[str]:
        """Yield the targets that leave too few cases to refer to."""
        lacking = {one.lacking for one in stuck}
        found = [one for code, of in by_procedure(self.targets).items() if code in lacking for one in of]
        if found:
            yield "以下目标限定了可供引用的记录，不能与上述事项的目标同时成立："
            yield from (f"  {target}" for target in found)

    def _more_of(self, lacking: LackingError) -> None:
        """Ask for more cases to refer to, if figures leave their number open."""
        planned = set(by_procedure([one for one in self.targets if not one.free]))
        if lacking.procedure in planned or lacking.procedure not in registry.current():
            raise ImpossibleError(
                f"需要{lacking.number}件不同的“{lacking.procedure}”记录供引用，而目标数值不容许有这么多。"
            )
        self.learned.support[lacking.procedure] = lacking.number

    def _attempt(self, *, scouting: bool) -> tuple[Office, Teller, list[Stuck]]:
        """Tell what is planned; return what got stuck.  ``scouting`` tells but a few cases of each kind."""
        office = self.office()
        filler = Filler(office, suited=self.learned.suited)
        teller = Teller(office, filler, self.memory)
        places = [place.code for place in office.places]
        wanted = by_procedure(self.targets)
        interests = [Interest(registry.procedure(code), found, places) for code, found in wanted.items()]
        plan = planned(interests, carried=self.carried, learned=self.learned, made_up=self.made_up)
        caster = Caster(plan, filler, self.learned)
        stuck: list[Stuck] = []
        asked = [interest.procedure for interest in interests]
        support = [registry.procedure(code) for code in self.learned.support]
        for procedure in in_order(dict.fromkeys([*asked, *support])):
            self.progress(f"构思“{procedure.label}”")
            if procedure not in asked or procedure.kind != "register":
                number = self.learned.support.get(procedure.code, 0)
                if (in_the_way := tell_entries(procedure, number, caster, teller)) is not None:
                    return office, teller, [in_the_way]
            if procedure not in asked:
                continue
            specs = caster.cast(procedure)
            others = [other for other in asked if other is not procedure]
            referred_to = any(procedure.code in refers_to(other) for other in others)
            if scouting and procedure.kind != "register" and not referred_to:
                specs = _a_few(specs)
            stuck += self._tell_all(specs, teller)
            if len(stuck) >= _AT_ONCE:
                break
        return office, teller, stuck

    def _tell_all(self, specs: Sequence[Spec], teller: Teller) -> list[Stuck]:
        stuck: list[Stuck] = []
        for spec in specs:
            found = teller.tell(spec)
            if isinstance(found, Stuck):
                stuck.append(found)
                if len(stuck) >= _AT_ONCE:
                    break
        return stuck


def tell_entries(procedure: type[Procedure], number: int, caster: Caster, teller: Teller) -> Stuck | None:
    """Tell so many cases for others to refer to, of a few shapes; return what stands in the way of any."""
    able: list[Shape] = []
    stuck: Stuck | None = None
    for shape in caster.ways(procedure) if number else ():
        found = teller.tell(caster.entry(shape))
        if isinstance(found, Stuck):
            if found.lacking not in ("", procedure.code):
                return found
            stuck = stuck or found
            continue
        able.append(shape)
        if procedure.kind == "register" or len(able) == min(_DIFFERENT, number):
            break
    for nth in range(len(able), number if able else 0):
        teller.tell(caster.entry(able[nth % len(able)]))
    return None if able else stuck


def _a_few(specs: Sequence[Spec]) -> list[Spec]:
    """Return some cases of each kind."""
    kinds: Counter[tuple[object, ...]] = Counter()
    found = []
    for spec in specs:
        kinds[spec.like] += 1
        if kinds[spec.like] <= _SCOUTS:
            found.append(spec)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Enacted:
    """What was made of a file of figures; ``corrected`` entries were typed wrong and put right."""

    organ: str
    cases: int
    entries: int
    skipped: tuple[Skipped, ...]
    missed: tuple[Missed, ...]
    corrected: int = 0


def enact_figures(
    asked: Targets,
    *,
    name: str,
    year: int,
    known_only: bool = False,
    seed: int = 1,
    progress: Progress = silently,
) -> Enacted:
    """Found an office of that name and let it live through a year that posts exactly the targets.

    Raises:
        TargetsError: a target cannot be taken.
        ImpossibleError: the targets contradict each other.
        FoundingError: there is an office of that name already.

    """
    usable, skipped = sort(asked.targets, known_only=known_only)
    if unknown := [code for code in asked.carried if code not in registry.current()]:
        raise TargetsError(f"没有“{'、'.join(unknown)}”这一事项，无法结转。")
    organ = founding.free_code(_SCENARIOS)
    founding.refuse_taken(organ, name=name)
    kind = "town" if name.removesuffix("人民政府").endswith(("镇", "乡")) else "street"
    communities = communities_in(usable)
    scenario = Scenario(
        usable,
        office=lambda: an_office(organ=organ, year=year, seed=seed, kind=kind, communities=communities),
        carried=asked.carried,
        progress=progress,
    )
    office = scenario.tell()
    put_into_words(office, seed=seed)
    give_accounts(office)
    found(office, name=name, short=_short(name))
    lines = [line for told in office.cases.values() for line in told.lines]
    entries = Writer(office).write(lines, progress=lambda done, of: progress(f"记入账簿 {done}/{of}"))
    return Enacted(
        organ=organ,
        cases=len(office.cases),
        entries=entries,
        skipped=skipped,
        missed=tuple(missed(organ, year, usable)),
    )


def _short(name: str) -> str:
    for ending in ("街道办事处", "人民政府", "街道", "镇", "乡"):
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending)[-6:]
    return name[:6]


_VISITORS = ("mediator_full", "enforce_officer", "justice_head", "director", "district_justice")


def give_accounts(office: Office) -> None:
    """Let one person of each kind be visited: a mediator, an officer, two heads, a supervisor."""
    for post in _VISITORS:
        for one in office.holders((post,))[:1]:
            one.account = one.account or f"{office.organ}-{post}"


def day_after(year: int) -> date:
    """Return the day in January on which the office looks back on a year: its clock is set there."""
    return date(year + 1, 1, 15)

"""Random years: cases of random shapes told as far as the rules let them, and the figures they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from random import Random

from fazhi.core import formula
from fazhi.core.case import CaseView
from fazhi.core.form import Ref, satisfies
from fazhi.core.ledger import Posting, post, total
from fazhi.core.procedure import Indicator, Procedure
from fazhi.demo.casting import Case, Caster
from fazhi.demo.filling import Filler
from fazhi.demo.following import as_told
from fazhi.demo.interest import Interest
from fazhi.demo.learned import Learned
from fazhi.demo.learning import learn_from
from fazhi.demo.office import Office
from fazhi.demo.paths import shapes
from fazhi.demo.plan import Plan
from fazhi.demo.scenario import tell_entries
from fazhi.demo.specs import Stuck
from fazhi.demo.targets import Target
from fazhi.demo.telling import Teller
from fazhi.procedures import registry

_ROUNDS = 6
_TRIES = 400


def postable(procedure: type[Procedure]) -> list[Indicator]:
    """The indicators of a procedure that may be targets."""
    return [one for one in procedure.indicators if one.tallies and not one.formula]


def refers_to(procedure: type[Procedure]) -> set[str]:
    """The procedures of which a case must name one."""
    return {
        asked.procedure
        for step in procedure.parts.steps
        for asked in (step.form.fields if step.form else ())
        if isinstance(asked, Ref) and asked.required
    }


def postings(office: Office) -> Iterator[Posting]:
    """Everything that what was told of an office posts."""
    for told in office.cases.values():
        view = CaseView(
            procedure=told.procedure,
            calendar=office.calendar,
            organ_kind=office.kind,
            profiles=office.profiles,
        )
        for line in told.lines:
            before = office.view(told, moment=line.moment)
            seen = CaseView(
                procedure=told.procedure,
                calendar=office.calendar,
                history=view.history,
                links=before.links,
                refs=before.refs,
                roster=before.roster,
            )
            yield from post(seen, line.plain, place=told.place, digest=str)
            view = view.after(line.plain)


def figures(office: Office, indicators: Sequence[Indicator], *, slices: bool = False) -> list[Target]:
    """What the books of an imagined office will show of indicators."""
    found = list(postings(office))
    year = {"since": date(office.year, 1, 1), "until": date(office.year + 1, 1, 1)}
    targets = []
    for one in indicators:
        period = year if one.kind == "flow" else {**year, "since": date.min}
        targets.append(Target(indicator=one.code, value=total(found, one.code, **period)))
        for dimension in one.by if slices else ():
            values = {p.slices[dimension] for p in found if p.indicator == one.code and dimension in p.slices}
            targets += [
                Target(
                    indicator=one.code,
                    value=total(found, one.code, **period, where={dimension: value}),
                    where=((dimension, value),),
                )
                for value in sorted(values)
            ]
    return targets


class Shown:
    """What the books of an imagined office will show, as formulas ask it."""

    def __init__(self, office: Office) -> None:
        self.postings = list(postings(office))
        self.year = office.year

    def value(
        self, code: str, where: tuple[tuple[str, str], ...] = (), years_back: int = 0
    ) -> Decimal | None:
        """Return a figure; None if nothing posts it, or not in the year."""
        declared = registry.indicators().get(code)
        if declared is None or years_back:
            return None
        if declared.formula:
            return formula.read(declared.formula).evaluate(self)
        within = [
            one
            for one in self.postings
            if one.indicator == code and all(satisfies(one.slices.get(name), value) for name, value in where)
        ]
        first = date(self.year, 1, 1) if declared.kind == "flow" else date.min
        return total(within, code, since=first, until=date(self.year + 1, 1, 1))

    def lowest(self, code: str, dimension: str, years_back: int) -> Decimal | None:
        """Return nothing: no target asks it."""
        del code, dimension, years_back

    def months(self) -> int:
        """Return the months of the year."""
        return 12


def missed(office: Office, targets: Sequence[Target]) -> list[str]:
    """What the books of an imagined office will show otherwise than asked."""
    shown = Shown(office)
    told = []
    for target in targets:
        declared = registry.indicators()[target.indicator]
        found = shown.value(target.indicator, target.where)
        if found is not None and declared.formula:
            found = as_told(declared, found, target.value)
        if found != target.value:
            told.append(f"{target}: {found}")
    return told


def a_random_year(
    procedure: type[Procedure], an_office: Callable[[], Office], seed: int, *, cases: int = 20
) -> tuple[Office, list[Target]]:
    """Tell a random year, with what its cases refer to, and return it with its figures."""
    learned = Learned()
    for _ in range(_ROUNDS):
        office = an_office()
        stuck = random_year(procedure, office, seed, cases=cases, learned=learned)
        lacking = [one for one in stuck if one.lacking and one.lacking not in learned.support]
        acting = [one for one in stuck if any(kind == "roster" for kind, _ in one.seen)]
        if not lacking and (not acting or learned.suited):
            break
        learn_from([*lacking, *acting], learned, Teller(office, Filler(office)))
    return office, figures(office, postable(procedure))


def random_year(
    procedure: type[Procedure], office: Office, seed: int, *, cases: int, learned: Learned | None = None
) -> list[Stuck]:
    """Tell cases of random shapes and choices; return those that the rules do not let through."""
    random = Random(seed)  # noqa: S311 - chance for tests, not a secret
    learned = learned or Learned()
    filler = Filler(office, suited=learned.suited)
    teller = Teller(office, filler)
    caster = Caster(Plan(planned=[], pools={}), filler, learned)
    for code, number in learned.support.items():
        tell_entries(registry.procedure(code), number, caster, teller)
    nothing = [Target(indicator=one.code, value=Decimal(0)) for one in postable(procedure)]
    interest = Interest(procedure, nothing, [place.code for place in office.places])
    there = shapes(interest, carried=False)
    stuck = []
    for _ in range(cases):
        shape = random.choice(there)
        case = Case(shape)
        for choice in shape.choices:
            case.assigned[choice] = random.choice(shape.options(choice))
        if not shape.consistent(case.assigned):
            continue
        found = teller.tell(caster.spec(case), tries=_TRIES)
        if isinstance(found, Stuck):
            stuck.append(found)
    return stuck

"""What a case that could not be told teaches: which choices do not go together, and what else is needed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from fazhi.core.case import CaseView, Linked
from fazhi.core.form import Field, Number, People, Person, Quantity, Yuan
from fazhi.core.journal import Event
from fazhi.core.procedure import Procedure, Rule
from fazhi.demo.filling import Filler
from fazhi.demo.interest import ANYTHING
from fazhi.demo.learned import Bound, Impasse, Learned, Order, WaitedFor
from fazhi.demo.office import Office
from fazhi.demo.plan import ImpossibleError
from fazhi.demo.probing import Probe
from fazhi.demo.setting import BLANK
from fazhi.demo.shapes import Choice, Shape
from fazhi.demo.specs import Spec, Stuck
from fazhi.demo.telling import Teller
from fazhi.demo.varying import asking, others
from fazhi.demo.watching import reads, reads_of_dimension, rules_of
from fazhi.procedures import registry

_ENTRIES = 6
_TRIES = 4000
_MOST_BESIDE = 3
_WIDEST = 6
_FEW = 4


def learn_from(stuck: Sequence[Stuck], learned: Learned, teller: Teller) -> None:
    """Note what stood in the way of cases, so that the next plan goes round it.

    What is needed to refer to comes first: with it the others may not be stuck at all.

    Raises:
        ImpossibleError: nothing can be done about one of them.

    """
    lacking = [one for one in stuck if one.lacking]
    seen: set[tuple[object, ...]] = set()
    for one in lacking or stuck:
        # Those stuck at the same step of the same shape come again with the next plan, if they still are.
        where = (one.spec.shape.signature if one.spec.shape else (), one.step.name)
        place: tuple[object, ...] = (one.lacking,) if one.lacking else where
        if place not in seen and learn(one, learned, teller):
            return
        seen.add(place)


def learn(stuck: Stuck, learned: Learned, teller: Teller) -> bool:
    """Note what stood in the way; tell whether others who act will now be others, and may not be stuck.

    Raises:
        ImpossibleError: nothing can be done about it.

    """
    office = teller.office
    if stuck.lacking:
        _learn_lacking(stuck, learned)
        return False
    if any(kind == "roster" for kind, _ in stuck.seen) and _suit_roster(stuck, learned, office):
        return True
    if any(_learn_beside(stuck, learned, office, name) for kind, name in stuck.seen if kind == "linked"):
        return False
    if stuck.spec.shape is None:
        raise ImpossibleError(f"无法建立所需的“{stuck.spec.procedure.label}”记录：{stuck}")
    if not _learn_amounts(stuck, learned, teller):
        _forbid(stuck, learned)
    return False


def _learn_lacking(stuck: Stuck, learned: Learned) -> None:
    if stuck.lacking in learned.support or stuck.lacking not in registry.current():
        raise ImpossibleError(f"缺少可供引用的“{stuck.lacking}”记录，因此无法成立：{stuck}")
    learned.support[stuck.lacking] = _ENTRIES
    label = registry.procedure(stuck.lacking).label
    learned.reasons[stuck.lacking].append(
        f"“{stuck.spec.procedure.label}”办理“{stuck.step.label}”须引用在册的“{label}”记录。"
    )


def _forbid(stuck: Stuck, learned: Learned) -> None:
    """Forbid together the choices that the rule in the way looked at; the whole shape if it saw none."""
    shape = stuck.spec.shape
    if shape is None:
        return
    code = shape.interest.procedure.code
    times = sum(asked.step is stuck.step for asked in stuck.spec.steps)
    if stuck.view and stuck.step.name in stuck.view.done and times > shape.steps.count(stuck.step):
        learned.once.add((code, stuck.step.name))
        learned.reasons[code].append(str(stuck))
        return
    names = {name for kind, name in stuck.seen if kind in ("record", "form")}
    names |= {one.field for one in stuck.refusals if one.field}
    left = {
        (asked.step.name, name)
        for asked in stuck.spec.steps
        for name, values in asked.values.items()
        if values == (None,) and name in names and asked.step is stuck.step
    }
    if left - learned.again[code]:
        learned.again[code] |= left
        return
    learned.reasons[code].append(str(stuck))
    read = _blamed(stuck, shape)
    _learn_steps(stuck, learned)
    if (missing := _missing(stuck)) and not any(
        one.kind == "done" and shape.steps[one.position] is not stuck.step for one in read
    ):
        where = tuple((one.name, stuck.spec.assigned[one]) for one in read if one.kind == "field")
        learned.orders.add(Order(code, stuck.step.name, missing, where))
    ban = {choice: stuck.spec.assigned[choice] for choice in read if choice in stuck.spec.assigned}
    position = next((n for n, step in enumerate(shape.steps) if step is stuck.step), -1)
    if position >= 0 and all(choice.kind in ("field", "derived") for choice in ban):
        steps = tuple(s.name for n, s in enumerate(shape.steps[: position + 1]) if n not in shape.optional)
        owner = shape.role.owner if shape.role else ""
        where = tuple((choice.name, option) for choice, option in ban.items())
        if position not in shape.optional and shape.steps.count(stuck.step) == 1:
            learned.impasses.add(Impasse(code, owner, steps, where))
    if ban not in learned.forbidden[shape.signature]:
        learned.forbidden[shape.signature].append(ban)


def _blamed(stuck: Stuck, shape: Shape) -> list[Choice]:
    """Return the choices that the rule in the way looked at; those of its step where that is not known."""
    names = {name for kind, name in stuck.seen if kind in ("record", "form")}
    names |= {one.field for one in stuck.refusals if one.field}
    steps = {name for kind, name in stuck.seen if kind == "step"} | {stuck.step.name}
    late = any(one.code == "too-late" for one in stuck.refusals)
    found = []
    for choice in shape.choices:
        step = shape.steps[choice.position]
        beside = not stuck.seen and step is stuck.step and choice.kind in ("field", "derived")
        read = choice.name in names if choice.name else choice.kind == "done" and step.name in steps
        read = read or (choice.kind == "derived" and bool(names & _comes_of(stuck, choice.name)))
        if read or beside or (late and choice.kind == "month"):
            found.append(choice)
    if not found and any(one.code.startswith("field") for one in stuck.refusals):
        # It may be any answer of the step, but hardly one of many alike.
        found = [
            choice
            for choice in shape.choices
            if shape.steps[choice.position] is stuck.step
            and choice.kind in ("field", "derived")
            and len(shape.options(choice)) <= _FEW
        ]
    return found


def _comes_of(stuck: Stuck, name: str) -> set[str]:
    """Return the fields that a dimension comes of, as the case stands."""
    derived = next(one for one in stuck.spec.procedure.parts.derived if one.name == name)
    if stuck.view is None or stuck.event is None:
        return set()
    after = stuck.view.after(stuck.event)
    return {read for kind, read in reads_of_dimension(derived.by, after) if kind == "record"}


def _learn_steps(stuck: Stuck, learned: Learned) -> None:
    """Learn that paths are to be told apart by the steps that the rule in the way looked for."""
    procedure = stuck.spec.procedure
    looked_for = {name for kind, name in stuck.seen if kind == "step"}
    if stuck.view is not None:
        looked_for.update(asking(stuck.view, [name for kind, name in stuck.seen if kind == "record"]))
    known = {step.name for step in procedure.parts.steps}
    missing = (looked_for & known) - {one.step.name for one in stuck.spec.steps}
    learned.needed[procedure.code] |= missing
    if not missing and {"done", "history", "links"} & {kind for kind, _ in stuck.seen}:
        # What it looked for is not known by name: look at more ways to come there.
        learned.wider[procedure.code] = min(_WIDEST, learned.wider.get(procedure.code, 0) + 1)


def _missing(stuck: Stuck) -> frozenset[str]:
    """Return the steps that the rule in the way looked for and that were not done."""
    if any(one.code not in ("rule-not-met", "mark-missing") for one in stuck.refusals):
        return frozenset()
    done = stuck.view.done if stuck.view else frozenset()
    known = {step.name for step in stuck.spec.procedure.parts.steps}
    looked_for = {name for kind, name in stuck.seen if kind == "step"}
    return frozenset(looked_for & known) - done - {stuck.step.name}


# What others must be like --------------------------------------------------------------------------


def _refusals(stuck: Stuck, view: CaseView, rules: Sequence[Rule]) -> list[str]:
    if stuck.event is None:
        return []
    return [said for rule in rules if (said := rule.check(view, stuck.event))]


def _rules_reading(stuck: Stuck, kind: str) -> list[Rule]:
    """Return the rules of a step that look at rosters, or at linked cases."""
    if stuck.view is None or stuck.event is None:
        return []
    return [
        rule
        for rule in rules_of(stuck.spec.procedure, stuck.step)
        if any(read == kind for read, _ in reads(rule, stuck.view, stuck.event))
    ]


def _made_to_do(
    record: dict[str, Any],
    fields: Iterable[Field[Any]],
    filler: Filler,
    event: Event,
    refusals: Callable[[dict[str, Any]], list[str]],
) -> dict[str, Any] | None:
    """Return what must be changed in a record until there are no refusals, None if that was not found."""
    asked = [one for one in fields if not one.sealed and not isinstance(one, Person | People)]
    waiting: deque[dict[str, Any]] = deque([{}])
    visited = {tuple(refusals(record))}
    if () in visited:
        return {}
    tries = 0
    while waiting and tries < _TRIES:
        changed = waiting.popleft()
        for one in asked:
            now = {**record, **changed}
            for value in others(one, now.get(one.name), filler=filler, day=event.on):
                tries += 1
                other = {name: v for name, v in {**now, one.name: value}.items() if v != BLANK}
                result = tuple(refusals(other))
                if not result:
                    return {**changed, one.name: value}
                if result not in visited:
                    visited.add(result)
                    waiting.append({**changed, one.name: value})
    return None


def _fields(procedure: type[Procedure]) -> list[Field[Any]]:
    derived = {one.name for one in procedure.parts.derived}
    return [one for name, one in procedure.fields().items() if name not in derived]


def _suit_roster(stuck: Stuck, learned: Learned, office: Office) -> bool:
    """Find out what somebody's register entry must be like for them to act; tell whether that was found."""
    view, event = stuck.view, stuck.event
    if view is None or event is None or stuck.step.form is None:
        return False
    found = False
    rules = _rules_reading(stuck, "roster")
    for register in {getattr(one, "roster", "") for one in stuck.step.form.fields} - {"", *learned.suited}:
        entries = [key for (name, _), key in office.rosters.items() if name == register]
        if not entries:
            continue

        def refusals(record: dict[str, Any], register: str = register) -> list[str]:
            entry = Linked(case="", procedure=register, stage="", final=False, record=record, steps=())
            standing = {pair: entry for pair in view.roster if pair[0] == register}
            return _refusals(stuck, replace(view, roster={**view.roster, **standing}), rules)

        procedure = office.cases[entries[0]].procedure
        record = dict(office.standing_record(entries[0]))
        changed = _made_to_do(record, _fields(procedure), Filler(office), event, refusals)
        if changed is not None:
            learned.suited[register] = changed
            found = True
    return found


def _learn_beside(stuck: Stuck, learned: Learned, office: Office, code: str) -> bool:
    """Learn that a case of another procedure must be opened from this one, and what it must be like."""
    shape, view, event = stuck.spec.shape, stuck.view, stuck.event
    if shape is None or view is None or event is None or code not in registry.current():
        return False
    needed = learned.beside[shape.signature]
    if code not in needed:
        needed[code] = 1
        return True
    owner = shape.interest.procedure.code
    procedure = registry.procedure(code)
    fresh = (owner, code) not in learned.waited_for
    linked = [one for one in view.links if one.procedure == code]
    if not linked or not fresh:
        needed[code] += 1
        return needed[code] <= _MOST_BESIDE
    rules = _rules_reading(stuck, "linked")
    every = tuple(step.name for step in procedure.parts.steps)

    def refusals(record: dict[str, Any], steps: tuple[str, ...] = every) -> list[str]:
        links = tuple(
            replace(one, record=record, steps=steps) if one.procedure == code else one for one in view.links
        )
        return _refusals(stuck, replace(view, links=links), rules)

    record = dict(linked[-1].record)
    changed = _made_to_do(record, _fields(procedure), Filler(office), event, refusals)
    if changed is None:
        needed[code] += 1
        return needed[code] <= _MOST_BESIDE
    record = {name: value for name, value in {**record, **changed}.items() if value != BLANK}
    wanted = learned.waited_for.setdefault((owner, code), WaitedFor())
    wanted.values = changed
    wanted.steps = {
        step for step in every if refusals(record, tuple(other for other in every if other != step))
    }
    for one in _fields(procedure):
        if one.sealed or one.name not in {name for kind, name in stuck.seen if kind == f"record of {code}"}:
            continue
        for value in others(one, record.get(one.name), filler=Filler(office), day=event.on):
            if isinstance(value, str | int) and refusals({**record, one.name: value}):
                wanted.refused.add((one.name, value))
    return True


# Amounts -------------------------------------------------------------------------------------------


def _learn_amounts(stuck: Stuck, learned: Learned, teller: Teller) -> bool:
    """Learn which amount never exceeds which other, or the most or least there may be of one."""
    shape = stuck.spec.shape
    if shape is None:
        return False
    code = shape.interest.procedure.code
    amounts = dict(_amounts(stuck.spec))
    involved = _involved(stuck, shape, amounts)
    probe = Probe(stuck, teller)
    ahead = [name for name in involved if _asks(stuck.step, name)] or sorted(involved)
    for one in ahead:
        # Another that merely holds the same amount would seem the bound: those the refusal names come first.
        for other in sorted(set(amounts) - {one}, key=lambda name: (name not in involved, name)):
            small, great = sorted((one, other), key=lambda name: amounts[name])
            pair = (code, great, small)  # what is greater now should not have been
            if amounts[small] == amounts[great]:
                continue
            if pair in learned.at_most:
                return True  # learned just now of another case: the next plan will keep to it
            if probe.never_exceeds(amounts, great, small):
                learned.at_most.add(pair)
                return True
    for one in ahead:
        if (found := probe.bounds(one, amounts[one])) is not None:
            blamed = [choice for choice in _blamed(stuck, shape) if choice.name]
            where = tuple((choice.name, stuck.spec.assigned[choice]) for choice in blamed)
            by_form = all(one.code.startswith("field") or one.code == "not-come-to" for one in stuck.refusals)
            learned.bounds.add(Bound(code, () if by_form else shape.signature, one, where, *found))
            learned.reasons[code].append(str(stuck))
            _learn_steps(stuck, learned)
            return True
    return False


def _involved(stuck: Stuck, shape: Shape, amounts: Mapping[str, Decimal]) -> set[str]:
    """Return the amounts that a refusal names, or that the rule in the way looked at."""
    told = "".join(one.message for one in stuck.refusals)
    seen = {name for kind, name in stuck.seen if kind in ("form", "record")}
    named = {name for name in amounts if shape.interest.fields[name].label in told}
    named |= {one.field for one in stuck.refusals} & set(amounts)
    involved = named if len(named) > 1 else named | (seen & set(amounts))
    if not involved and any(one.code == "field-invalid" and not one.field for one in stuck.refusals):
        involved = set(amounts)
    if not involved and any(one.code == "not-come-to" for one in stuck.refusals):
        involved = {name for name in amounts if _asks(stuck.step, name)}
    return involved


def _amounts(spec: Spec) -> Iterable[tuple[str, Decimal]]:
    for asked in spec.steps:
        for one in asked.step.form.fields if asked.step.form else ():
            values = asked.values.get(one.name, ())
            if isinstance(one, Number | Yuan | Quantity) and len(values) == 1 and values[0] != ANYTHING:
                yield one.name, Decimal(0) if values[0] in (None, BLANK) else Decimal(str(values[0]))


def _asks(step: Any, name: str) -> bool:
    return step.form is not None and any(one.name == name for one in step.form.fields)

"""Probing a case that got stuck with other amounts: which of them the rule in the way lets through."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from fazhi.core.case import check
from fazhi.core.form import Field, Number
from fazhi.demo.setting import BLANK
from fazhi.demo.specs import Asked, Stuck
from fazhi.demo.telling import Teller

_HALVINGS = 40
_TRIES, _TO_BE_SURE = 300, 1000
_GREAT = Decimal(10**9)
_GOALS = tuple(map(Decimal, (0, 1, 100, 1000)))
_FAR = Decimal(10**6)
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(万?)")

Range = tuple[Decimal, Decimal]
Let = Callable[[str, Decimal], bool]


@dataclass(slots=True)
class Probe:
    """Tries a case that got stuck with other amounts; what came of each is remembered."""

    stuck: Stuck
    teller: Teller
    known: dict[tuple[str, Decimal], bool] = field(default_factory=dict)

    def goes_on(self, name: str, amount: Decimal) -> bool:
        """Tell whether the case goes further with another amount in a field."""
        if (name, amount) not in self.known:
            self.known[name, amount] = self._tells(name, amount)
        return self.known[name, amount]

    def _tells(self, name: str, amount: Decimal, *, tries: int = _TRIES) -> bool:
        stuck = self.stuck
        steps = []
        for asked in stuck.spec.steps[: stuck.position + 1]:
            one = _field(asked, name)
            steps.append(asked if one is None else _with(asked, name, _written(one, amount)))
        return self.teller.goes_beyond(replace(stuck.spec, steps=steps), stuck.position, tries=tries)

    def passes(self, name: str, amount: Decimal) -> bool:
        """Tell whether the rules let the step through with another amount, all else as it was."""
        view, event = self.stuck.view, self.stuck.event
        if view is None or event is None:
            return False
        fields = {asked.step.name: one for asked in self.stuck.spec.steps if (one := _field(asked, name))}

        def otherwise(step: str, form: Mapping[str, Any]) -> dict[str, Any]:
            value = _written(fields[step], amount) if step in fields else BLANK
            left = {key: one for key, one in form.items() if step not in fields or key != name}
            return left if value == BLANK else {**left, name: value}

        history = tuple(replace(one, form=otherwise(one.step, one.form)) for one in view.history)
        event = replace(event, form=otherwise(event.step, event.form))
        return not check(replace(view, history=history), event, today=event.on).refusals

    def never_exceeds(self, amounts: Mapping[str, Decimal], one: str, other: str) -> bool:
        """Tell whether it goes on once an amount is no more than another, and not if it is a little more."""
        most, there = amounts[one], amounts[other]
        return self._turns(one, there, there + 1) or self._turns(other, most, most - 1)

    def _turns(self, name: str, good: Decimal, bad: Decimal) -> bool:
        return not self.passes(name, bad) and self.goes_on(name, good) and not self.goes_on(name, bad)

    def bounds(self, name: str, amount: Decimal) -> Range | None:
        """Return the least and greatest amount with which it goes on, if it is bounded near ``amount``."""
        asked = next(one for step in self.stuck.spec.steps if (one := _field(step, name)))
        unit = Decimal(1) if isinstance(asked, Number) else Decimal("0.01")
        for goal in (*_GOALS, amount * 10, _FAR):
            if goal == amount or not self.goes_on(name, goal):
                continue
            up = Decimal(1 if goal < amount else -1) * unit
            good = self._named_bound(name, goal, amount, up) or self._halved(name, goal, amount, unit)
            beyond = [good / 3, good / 2] if up > 0 else [good * 2 + 1, good * 3 + 2]
            sure = all(self.goes_on(name, (one / unit).to_integral_value() * unit) for one in beyond)
            if not sure or self._tells(name, good + up, tries=_TO_BE_SURE):
                return None  # it was chance that helped
            return (Decimal(0), good) if up > 0 else (good, _GREAT)
        return None

    def _named_bound(self, name: str, good: Decimal, bad: Decimal, up: Decimal) -> Decimal | None:
        """Return the bound if it is nothing, or one that the refusal names."""
        for one in dict.fromkeys((good, *self._named())):
            between = min(good, bad) <= one <= max(good, bad) and one != bad
            if between and not self.goes_on(name, one + up) and self.goes_on(name, one):
                return one
        return None

    def _named(self) -> Iterator[Decimal]:
        for refusal in self.stuck.refusals:
            for number, tens in _NUMBER.findall(refusal.message):
                yield Decimal(number) * (10_000 if tens else 1)

    def _halved(self, name: str, good: Decimal, bad: Decimal, unit: Decimal) -> Decimal:
        """Return the last amount with which it goes on, from one with which it does to one with which not."""
        if self.passes(name, good) and not self.passes(name, bad):
            near = _last(self.passes, name, good, bad, unit)
            beyond = near + (unit if good < bad else -unit)
            if beyond == bad or not self.goes_on(name, beyond):
                return near
            good = beyond  # with something else filled in it goes further
        return _last(self.goes_on, name, good, bad, unit)


def _last(let: Let, name: str, good: Decimal, bad: Decimal, unit: Decimal) -> Decimal:
    """Return the last amount that is let through, from one that is towards one that is not."""
    for _ in range(_HALVINGS):
        middle = ((good + bad) / 2 / unit).to_integral_value() * unit
        if middle in (good, bad):
            break
        if let(name, middle):
            good = middle
        else:
            bad = middle
    return good


def _field(asked: Asked, name: str) -> Field[Any] | None:
    """Return the field of a step whose amount is given, None if it is not."""
    if name not in asked.values or asked.step.form is None:
        return None
    return next((one for one in asked.step.form.fields if one.name == name), None)


def _written(asked: Field[Any], amount: Decimal) -> Any:
    return BLANK if amount == 0 and not asked.required else asked.canonical(amount)


def _with(asked: Asked, name: str, value: Any) -> Asked:
    return replace(asked, values={**asked.values, name: (value,)})

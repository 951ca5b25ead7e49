"""What every field of a form is, and the conditions that may be put on one.

A field knows three forms of its value: *raw* (what was typed, a cell, or a canonical value again),
*canonical* (what the journal holds: str, int, list or dict) and the Python *value*. ``read`` goes from raw to
canonical, ``value`` from canonical to Python, ``show`` from canonical to what people read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeAlias, TypedDict, TypeVar, Unpack

from fazhi.core import typed
from fazhi.core.typed import FieldProblem

T = TypeVar("T")

Canonical: TypeAlias = str | int | list[Any] | dict[str, Any]
"""A value as the journal holds it. Days are ISO text, amounts text with two decimals; blank is no value."""

HIDDEN = "***"


def satisfies(value: object, wanted: object) -> bool:
    """Tell whether a canonical value is what is wanted.

    The code of a sub-choice is a path: "entrusted/police" satisfies itself, "entrusted" and "police".
    A list satisfies what any of its items does.
    """
    if isinstance(value, (list, tuple)):
        return any(satisfies(item, wanted) for item in value)
    if isinstance(value, str) and isinstance(wanted, str):
        return value == wanted or value.startswith(f"{wanted}/") or value.rpartition("/")[2] == wanted
    return value == wanted and isinstance(value, bool) == isinstance(wanted, bool)


@dataclass(frozen=True, slots=True)
class Condition:
    """A field holds one of some values; with ``&``, several such at once.

    No values means that anything was filled in.
    Raises TypeError for a sealed field: what is sealed decides nothing.
    """

    field: Field[Any]
    values: tuple[str | int, ...]
    also: tuple[Condition, ...] = ()

    def __post_init__(self) -> None:
        if self.field.sealed:
            raise TypeError(f"'{self.field.label}' is sealed: no condition may read it")

    def __and__(self, other: Condition) -> Condition:
        """Return the condition that both are met."""
        return Condition(self.field, self.values, (*self.also, *other.parts()))

    def parts(self) -> tuple[Condition, ...]:
        """Return the single conditions that must all be met."""
        return (Condition(self.field, self.values), *self.also)

    def names(self) -> tuple[str, ...]:
        """Return the names of the fields it reads."""
        return tuple(part.field.name for part in self.parts())

    def met(self, record: Mapping[str, Any]) -> bool:
        """Tell whether the canonical values of ``record`` meet it; a field that is absent meets nothing."""
        return all(part.field.meets(record.get(part.field.name), part.values) for part in self.parts())

    def __str__(self) -> str:
        """Return it in words: “协议形式”为书面协议."""
        return "且".join(
            f"“{part.field.label}”为{_one_of(tuple(part.field.wording(wanted) for wanted in part.values))}"
            if part.values
            else f"已填写“{part.field.label}”"
            for part in self.parts()
        )


def _one_of(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{'、'.join(words)}之一"


@dataclass(frozen=True, slots=True)
class Crossing:
    """Breakdowns taken together: a figure is kept for each pair of their values, besides for each value.

    A derived dimension stands in it by its name, as elsewhere in a declaration.
    """

    parts: tuple[Field[Any] | str, ...]

    def __and__(self, other: Field[Any] | str) -> Crossing:
        """Return the crossing with one breakdown more."""
        return Crossing((*self.parts, other))

    def names(self) -> tuple[str, ...]:
        """Return the names of what is crossed."""
        return tuple(part if isinstance(part, str) else part.name for part in self.parts)


class Common(TypedDict, total=False):
    """What every field takes besides its label.

    ``required`` is True unless said; ``sealed`` marks personal data, kept encrypted, which no condition,
    posting or breakdown may read; ``help`` says how to fill it in; with ``needed_when`` it is required only
    when that is met; ``short`` fields stand where a case is one line (lists, cards).
    """

    required: bool
    sealed: bool
    help: str
    needed_when: Condition | None
    short: bool


class Field(Generic[T]):
    """One thing to fill in; ``Common`` says what may be declared of it."""

    kind = ""
    name = ""
    asks = "填写"
    """What people do with it, as the sentence says that asks for it."""

    def __init__(self, label: str, **common: Unpack[Common]) -> None:
        self.label = label
        self.needed_when = common.get("needed_when")
        self.required = common.get("required", True) and self.needed_when is None
        self.sealed = common.get("sealed", False)
        self.help = common.get("help", "")
        self.short = common.get("short", False)

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self.name = self.name or name

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}: {self.label}>"

    def __and__(self, other: Field[Any] | str) -> Crossing:
        """Return both as breakdowns of a figure taken together."""
        return Crossing((self, other))

    def read(self, raw: object) -> Canonical | None:
        """Return the canonical value of what was typed; None if nothing was. Raises FieldProblem."""
        return None if typed.is_blank(raw) else self.canonical(raw)

    def canonical(self, raw: object) -> Canonical:
        """Return the canonical value of something that is not blank. Raises FieldProblem."""
        raise NotImplementedError

    def too_late(self, canonical: Canonical, today: date) -> str:  # noqa: ARG002 - only days and what holds days look
        """Return why the value cannot be so ``today``; "" if it can."""
        return ""

    def value(self, canonical: Canonical) -> T:
        """Return the Python value of a canonical one."""
        raise NotImplementedError

    def show(self, canonical: Canonical | None, *, masked: bool = False) -> str:
        """Return what people read; ``masked`` hides what is sealed. "" for None."""
        if canonical is None:
            return ""
        return self.mask(canonical) if masked and self.sealed else self.text(canonical)

    def text(self, canonical: Canonical) -> str:
        """Return what people read, unmasked."""
        return str(canonical)

    def mask(self, canonical: Canonical) -> str:  # noqa: ARG002 - nothing of it is shown unless a field knows better
        """Return what may be seen of a sealed value by those who need not see it all."""
        return HIDDEN

    def is_(self, *wanted: str | int | bool) -> Condition:
        """Return the condition that it holds one of ``wanted``. Raises TypeError for what it never holds."""
        return Condition(self, tuple(self.wanted(one) for one in wanted))

    def filled(self) -> Condition:
        """Return the condition that anything was filled in."""
        return Condition(self, ())

    def wanted(self, value: str | int) -> str | int:
        """Return what a condition compares with, or raise TypeError if the field can never hold it."""
        try:
            canonical = self.read(value)
        except FieldProblem as problem:
            raise TypeError(f"'{self.label}' is never {value!r}: {problem}") from None
        if not isinstance(canonical, (str, int)):
            raise TypeError(f"'{self.label}' is never {value!r}")
        return canonical

    def meets(self, canonical: object, values: tuple[str | int, ...]) -> bool:
        """Tell whether a canonical value is one of those wanted; with none wanted, whether there is any."""
        if not values:
            return canonical is not None
        return any(satisfies(canonical, wanted) for wanted in values)

    def wording(self, wanted: str | int) -> str:
        """Return a wanted value in words."""
        return self.text(wanted)

    def describe(self) -> dict[str, Any]:
        """Return the declaration as data for the API and the pages; only what is set."""
        told: dict[str, Any] = {
            "name": self.name,
            "label": self.label,
            "type": self.kind,
            "required": self.required,
        }
        if self.needed_when is not None:
            told["needed_when"] = [
                {"field": part.field.name, "values": list(part.values)} for part in self.needed_when.parts()
            ]
            told["needed_when_text"] = str(self.needed_when)
        told |= {word: True for word in ("sealed", "short") if getattr(self, word)}
        if self.help:
            told["help"] = self.help
        return told | self.constraints()

    def constraints(self) -> dict[str, Any]:
        """Return what ``describe`` adds for this kind of field."""
        return {}

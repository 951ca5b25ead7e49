"""What people read of values: names instead of codes, personal data masked where asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fazhi.core.field import HIDDEN
from fazhi.core.form import Field, Form, People, Person, Place, Ref, Rows
from fazhi.store import models

NAMING = Person | People | Ref | Place
"""Fields whose values are codes of something that has a name."""


class Names:
    """Collects the persons, cases and places that values name, to look them all up at once."""

    def __init__(self) -> None:
        self._persons: set[str] = set()
        self._cases: set[str] = set()
        self._places: set[str] = set()

    def add_person(self, *codes: str) -> None:
        """Add persons by code; "" adds nobody."""
        self._persons.update(filter(None, codes))

    def add_place(self, *codes: str) -> None:
        """Add places by code."""
        self._places.update(filter(None, codes))

    def add(self, fields: Iterable[Field[Any]], values: Mapping[str, Any]) -> None:
        """Add whatever the values of fields name, rows included."""
        for field in fields:
            value = values.get(field.name)
            if value is None:
                continue
            if isinstance(field, Rows):
                for row in value:
                    self.add(field.form.fields, row)
                continue
            several = value if isinstance(value, list) else [value]
            if isinstance(field, Person | People):
                self._persons.update(map(str, several))
            elif isinstance(field, Ref):
                self._cases.update(map(str, several))
            elif isinstance(field, Place):
                self._places.update(map(str, several))

    def look_up(self) -> dict[str, str]:
        """Return code → name of everything collected, in at most three queries."""
        found: dict[str, str] = {}
        if self._persons:
            found |= dict(models.Person.objects.filter(pk__in=self._persons).values_list("code", "name"))
        if self._cases:
            rows = models.Case.objects.filter(pk__in=self._cases).values_list("key", "number", "title")
            found |= {key: f"{number} {title}".strip() for key, number, title in rows}
        if self._places:
            found |= dict(models.Place.objects.filter(pk__in=self._places).values_list("code", "name"))
        return found


def shown(field: Field[Any], value: Any, names: Mapping[str, str], *, masked: bool = True) -> str:
    """Return what people read of one value; rows one a line."""
    if value is None:
        return ""
    if isinstance(field, Rows):
        return "\n".join(_row(field.form, row, names, masked=masked) for row in value)
    if isinstance(field, Person | People | Ref | Place):
        several = value if isinstance(value, list) else [value]
        return "、".join(names.get(str(one), str(one)) for one in several)
    return field.show(value, masked=masked)


def _row(form: type[Form], row: Mapping[str, Any], names: Mapping[str, str], *, masked: bool) -> str:
    told, hidden = [], []
    for field in form.fields:
        if (value := row.get(field.name)) is not None:
            text = shown(field, value, names, masked=masked)
            if text == HIDDEN:
                hidden.append(field.label)
            else:
                told.append(text if field.kind in ("code", "name") else f"{field.label}{text}")
    return "，".join([*told, *([f"{'、'.join(hidden)}已遮盖"] if hidden else [])])


def shown_fields(
    form: type[Form], values: Mapping[str, Any], names: Mapping[str, str], *, masked: bool = True
) -> Iterator[tuple[str, str]]:
    """Yield (label, text) of every field filled in, in the order asked."""
    for field in form.fields:
        if values.get(field.name) is not None:
            yield field.label, shown(field, values[field.name], names, masked=masked)


def brief(form: type[Form], values: Mapping[str, Any], names: Mapping[str, str], *, most: int = 5) -> str:
    """Return what was filled in as a few words, open fields only; codes speak for themselves."""
    said = []
    for field in form.fields:
        value = values.get(field.name)
        if value is None or field.sealed or field.kind in _UNSAID:
            continue
        if isinstance(value, list) and len(value) > MOST_NAMED:
            text = f"{shown(field, value[:MOST_NAMED], names)}等{len(value)}项"
        else:
            text = shortened(shown(field, value, names))
        label = field.label.partition("；")[0]
        said.append(text if field.kind in _SELF_EXPLAINING else f"{label}{text}")
        if len(said) == most:
            break
    return "，".join(said)


MOST_NAMED = 3
LONGEST_SAID = 32


def shortened(text: str) -> str:
    """Return a text cut to what one reads at a glance."""
    return text if len(text) <= LONGEST_SAID else f"{text[: LONGEST_SAID - 1]}…"


_UNSAID = frozenset(("rows", "parties", "files", "yes-no", "long"))
_SELF_EXPLAINING = frozenset(("code", "codes", "title", "people", "person"))

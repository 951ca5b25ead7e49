"""Forms on a page: from the declaration to what is drawn, and from what was sent to what a use case reads.

Fields keep the names they are declared under; a cell of a sub-table is ``parties-0-phone``.  What the page
adds itself begins with an underscore (``_on``), which no declared field does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from fazhi.core import form as declared
from fazhi.core.choices import Choosing
from fazhi.core.form import Form
from fazhi.core.typed import is_blank
from fazhi.desk.parts import Choice, Column, Field
from fazhi.usecases.choosing import Choices

WIDEST = 5
"""A sub-table of more columns stands as blocks, one below the other."""

FEW = 4
"""So many choices, or fewer, stand as buttons; one that need not be made can then be taken back."""

Errors = Mapping[str, str]
"""What is wrong, by path: ``amount``, ``parties.0.phone``."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A field on the page, and when it is needed, as JSON: ``[["parties-0-kind", ["firm"]]]``; "" for always.

    With script, what is not needed and not filled in steps back.
    """

    field: Field | Blocks
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One line of a sub-table too wide for a table: what must be filled in, and what may be, folded."""

    label: str
    fields: Sequence[Asked]
    more: Sequence[Asked] = ()
    more_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """A sub-table too wide for a table (``blocks.html``)."""

    name: str
    label: str
    required: bool
    help: str = ""
    error: str = ""
    blocks: Sequence[Block] = ()
    kind: str = "blocks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A form to be filled in: its declaration, what stands in it so far, what is wrong, what may be chosen.

    ``values`` are as typed or canonical.  ``rows_more`` names a sub-table that is to have one line more.
    ``known`` is what the case knows of a field already, by its name, in words.
    """

    form: type[Form]
    values: Mapping[str, Any] = field(default_factory=dict)
    errors: Errors = field(default_factory=dict)
    choices: Choices = field(default_factory=Choices)
    rows_more: str = ""
    today: str = ""
    known: Mapping[str, str] = field(default_factory=dict)

    def fields(self) -> Iterator[Asked]:
        """Yield what is drawn, in the order asked; a choice without options that may be left is not."""
        own = {one.name for one in self.form.fields}
        for asked in self.form.fields:
            if isinstance(asked, declared.Rows):
                yield Asked(self._rows(asked), _when(asked, own))
            elif asked.required or not _chosen_from(asked) or self.choices.of(asked):
                yield Asked(self._field(asked, asked.name, asked.name, self.values), _when(asked, own))

    def _field(self, asked: declared.Field[Any], name: str, path: str, values: Mapping[str, Any]) -> Field:
        value = values.get(asked.name)
        kind = _KINDS.get(asked.kind, "text")
        options = tuple(self._options(asked))
        if isinstance(asked, declared.Person | declared.Ref | declared.Place):
            kind = "code"
        elif isinstance(asked, declared.People):
            kind = "codes"
        if kind == "codes" and not isinstance(value, list | tuple):
            value = [value] if value else []
        return Field(
            name=name,
            label=asked.label,
            kind=kind,
            value=value,
            choices=options,
            help=_help(asked, options) + (f"现为：{now}" if (now := self.known.get(path)) else ""),
            error=self.errors.get(path, ""),
            required=asked.required,
            unit=_unit(asked) if kind != "codes" else "",
            most=self.today if getattr(asked, "happened", False) else "",
        )

    def _options(self, asked: declared.Field[Any]) -> Iterator[Choice]:
        if isinstance(asked, Choosing):
            for code, label in asked.choices.items():
                depth = code.count("/")
                yield Choice(code, f"{'　' * depth}{label}")
            if not asked.required and isinstance(asked, declared.Code) and len(asked.choices) <= FEW:
                yield Choice("", "不选")
            return
        for code, label in self.choices.of(asked):
            yield Choice(code, label)

    def _rows(self, asked: declared.Rows[Any]) -> Field | Blocks:
        lines = self._lines(asked)
        wide = len(asked.form.fields) > WIDEST or any(one.kind == "files" for one in asked.form.fields)
        drawn = [self._line(asked, place, line) for place, line in enumerate(lines)]
        help_ = (
            asked.help or f"空白行不计；至少{asked.min}行。"
            if asked.min > 1
            else asked.help or "空白行不计。"
        )
        error = self.errors.get(asked.name, "")
        if not wide:
            columns = tuple(Column(one.label, unit=_unit(one)) for one in asked.form.fields)
            return Field(
                name=asked.name,
                label=asked.label,
                kind="rows",
                required=asked.required,
                help=help_,
                error=error,
                columns=columns,
                rows=drawn,
            )
        return Blocks(
            name=asked.name,
            label=asked.label,
            required=asked.required,
            help=help_,
            error=error,
            blocks=[_block(asked, place, line) for place, line in enumerate(drawn)],
        )

    def _lines(self, asked: declared.Rows[Any]) -> list[Mapping[str, Any]]:
        value = self.values.get(asked.name)
        lines: list[Mapping[str, Any]] = [one for one in value if isinstance(one, Mapping)] if value else []
        least = max(asked.min, 1)
        lines += [{} for _ in range(least - len(lines))]
        return [*lines, {}] if self.rows_more == asked.name else lines

    def _line(self, asked: declared.Rows[Any], place: int, line: Mapping[str, Any]) -> list[Field]:
        return [
            self._field(one, f"{asked.name}-{place}-{one.name}", f"{asked.name}.{place}.{one.name}", line)
            for one in asked.form.fields
        ]


_KINDS = {
    "long": "long",
    "number": "int",
    "code": "code",
    "codes": "codes",
    "yuan": "yuan",
    "day": "day",
    "moment": "moment",
    "yes-no": "yes_no",
    "files": "files",
}


def _block(asked: declared.Rows[Any], place: int, fields: Sequence[Field]) -> Block:
    """Return a line as a block: what must, or now must, be filled in or is filled in stands open."""
    wanted = {
        one.name
        for one in asked.form.fields
        if one.required or one.needed_when is not None or one.name in _ALWAYS_SHOWN
    }
    first: list[Asked] = []
    more: list[Asked] = []
    own = {one.name for one in asked.form.fields}
    for one, drawn in zip(asked.form.fields, fields, strict=True):
        when = _when(one, own, prefix=f"{asked.name}-{place}-")
        (first if one.name in wanted else more).append(Asked(drawn, when))
    folded = [drawn for one, drawn in zip(asked.form.fields, fields, strict=True) if one.name not in wanted]
    filled = any(drawn.error or drawn.value for drawn in folded)
    return Block(label=f"{asked.label}{place + 1}", fields=first, more=more, more_open=filled)


def _when(asked: declared.Field[Any], own: Collection[str], *, prefix: str = "") -> str:
    """Return when a field is needed, for the script; "" where that does not lie in the form itself."""
    if asked.needed_when is None or not set(asked.needed_when.names()) <= set(own):
        return ""
    parts = [[f"{prefix}{part.field.name}", list(part.values)] for part in asked.needed_when.parts()]
    return json.dumps(parts, ensure_ascii=False)


def _chosen_from(asked: declared.Field[Any]) -> bool:
    return isinstance(asked, declared.Ref | declared.Person | declared.People | declared.Place)


_ALWAYS_SHOWN = frozenset(("phone", "address"))
"""Without these a party cannot be reached, though the law may let them be missing."""


def _unit(asked: declared.Field[Any]) -> str:
    return getattr(asked, "unit", "") or ("元" if asked.kind == "yuan" else "")


def _help(asked: declared.Field[Any], options: Sequence[Choice]) -> str:
    told = [asked.help] if asked.help else []
    if asked.needed_when is not None:
        told.append(f"{asked.needed_when}时必填。")
    if isinstance(asked, declared.Ref | declared.Person | declared.People) and not options:
        told.append("还没有可选的记录。")
    if isinstance(asked, declared.People) and asked.min > 1:
        told.append(f"至少选{asked.min}人。")
    return "".join(one if one.endswith(("。", "；")) else f"{one}。" for one in told)


# What was sent -------------------------------------------------------------------------------------


def sent(form: type[Form] | None, post: QueryDict) -> dict[str, Any]:
    """Return what was filled in as it was typed, sub-tables as lists of lines; blank fields are left out."""
    return _sent(form.fields, post, "") if form is not None else {}


def _sent(fields: Iterable[declared.Field[Any]], post: QueryDict, prefix: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for asked in fields:
        name = f"{prefix}{asked.name}"
        if isinstance(asked, declared.Rows):
            value: Any = [_sent(asked.form.fields, post, f"{name}-{place}-") for place in _places(post, name)]
        elif isinstance(asked, declared.Codes | declared.People):
            value = [one for one in post.getlist(name) if one]
        else:
            value = post.get(name, "")
        if not is_blank(value):
            found[asked.name] = value
    return found


def _places(post: QueryDict, name: str) -> range:
    """Return the numbers of the lines that were sent, blank ones included: errors must find theirs."""
    pattern = re.compile(rf"{re.escape(name)}-(\d{{1,3}})-")
    numbers = [int(found[1]) for key in post if (found := pattern.match(key))]
    return range(max(numbers) + 1) if numbers else range(0)


def label_at(form: type[Form] | None, path: str) -> str:
    """Return what the field at a path is called: ``parties.0.phone`` → 当事人1 联系电话."""
    head, _, rest = path.partition(".")
    asked = next((one for one in form.fields if one.name == head), None) if form is not None else None
    if asked is None:
        return ""
    place, _, inner = rest.partition(".")
    if isinstance(asked, declared.Rows) and inner:
        return f"{asked.label}{int(place) + 1} {label_at(asked.form, inner)}"
    return asked.label


def id_at(path: str) -> str:
    """Return the id, on the page, of the field at a path."""
    return path.replace(".", "-")

"""What is written down at a step, declared once: reading it as filled in, sealing personal data apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType, new_class
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar, Unpack

from fazhi.core import typed
from fazhi.core.field import Canonical, Common, Field
from fazhi.core.typed import FieldProblem, quoted

Values: TypeAlias = Mapping[str, Any]
"""Canonical values by the name of their field; only what was filled in."""

Check: TypeAlias = Callable[[Values, Values], str | None]
"""A rule across fields: takes the values and the record, returns what is wrong in a sentence, or None.

Any field may be absent from either.
"""

NOTHING: Values = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong in a form as filled in.

    ``field`` is the field's name, within rows "parties.0.phone" (the first row is 0), "" for a rule across
    fields. ``label`` says the same to people: 当事人第1行“联系电话”. ``code`` is field-missing, field-invalid
    or field-unknown.
    """

    field: str
    label: str
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form as read: the canonical values of what could be read, and every problem."""

    values: dict[str, Any]
    problems: tuple[Problem, ...] = ()


class Form:
    """Base of every form: a subclass lists its fields in the order asked; its docstring is its title.

    The fields of the forms it inherits from come first, then its own; one declared again takes the old one's
    place. Forms are never instantiated: what was filled in is a mapping.
    """

    fields: ClassVar[tuple[Field[Any], ...]] = ()
    title: ClassVar[str] = ""
    checks: ClassVar[tuple[Check, ...]] = ()
    sealed_fields: ClassVar[tuple[Field[Any], ...]] = ()
    """Every sealed field, those within rows included."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        declared = {name: found for name, found in vars(cls).items() if isinstance(found, Field)}
        if renamed := [f"'{found.name}' '{name}'" for name, found in declared.items() if found.name != name]:
            raise TypeError(f"form {cls.__name__} calls {', '.join(renamed)}: one field has one name")
        own = list(declared)
        if reserved := sorted(name for name in own if hasattr(Form, name)):
            raise TypeError(
                f"form {cls.__name__} may not call a field {reserved}: Form needs it (for title say subject)"
            )
        names = dict.fromkeys(
            [field.name for base in cls.__bases__ for field in getattr(base, "fields", ())] + own
        )
        found = (getattr(cls, name) for name in names)
        cls.fields = tuple(field for field in found if isinstance(field, Field))
        inherited = (check for base in cls.__bases__ for check in getattr(base, "checks", ()))
        cls.checks = tuple(dict.fromkeys((*inherited, *vars(cls).get("checks", ()))))
        cls.sealed_fields = tuple(sealed for field in cls.fields for sealed in _sealed_in(field))
        if doc := vars(cls).get("__doc__"):
            cls.title = doc.strip().splitlines()[0].rstrip("。. ")
        if not cls.title:
            raise TypeError(f"form {cls.__name__} needs a docstring: its first line is the title")

    @classmethod
    def read(
        cls, raw: Mapping[str, object], *, record: Values = NOTHING, today: date | None = None
    ) -> Filled:
        """Read what was filled in, as typed or canonical, and report every problem at once.

        ``record`` is what the case knows already: conditions read it and the values together, the values
        winning. With ``today``, what has happened may not lie in the future.
        """
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for field in sorted(cls.fields, key=lambda field: isinstance(field, Rows)):
            if isinstance(field, Rows):
                found = field.read_rows(raw.get(field.name), record={**record, **values}, today=today)
                problems += found.problems
                values |= found.values
                continue
            try:
                value = field.read(raw.get(field.name))
            except FieldProblem as problem:
                problems.append(_problem(field, "field-invalid", str(problem)))
                continue
            if value is not None:
                values[field.name] = value
                if today is not None and (why := field.too_late(value, today)):
                    problems.append(_problem(field, "field-invalid", why))
        values = {name: value for name, value in cls.derived(values).items() if value is not None} | values
        names = [field.name for field in cls.fields]
        tried = {problem.field.partition(".")[0] for problem in problems}
        problems += cls._missing(values, record, tried)
        problems = sorted(problems, key=lambda problem: names.index(problem.field.partition(".")[0]))
        problems += cls.check(values, record=record)
        problems += cls._unknown(raw)
        return Filled(
            values={f.name: values[f.name] for f in cls.fields if f.name in values}, problems=tuple(problems)
        )

    @classmethod
    def derived(cls, values: Values) -> Values:  # noqa: ARG003 - for forms where one field follows from another
        """Return canonical values that follow from those filled in; what was filled in wins."""
        return {}

    @classmethod
    def known(cls, record: Values) -> frozenset[str]:  # noqa: ARG003 - for forms that ask what the case may know
        """Return the names of the fields that need not be filled in, because ``record`` tells them."""
        return frozenset()

    @classmethod
    def check(cls, values: Values, *, record: Values = NOTHING) -> list[Problem]:
        """Return the problems that the rules across fields find in canonical values."""
        said = (check(values, record) for check in cls.checks)
        return [
            Problem(field="", label=cls.title, code="field-invalid", message=text) for text in said if text
        ]

    @classmethod
    def split(cls, values: Values) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return what is open and what is sealed of canonical values, rows column by column; see ``join``.

        Raises LookupError for a name that is no field: it could be sealed.
        """
        known = {field.name: field for field in cls.fields}
        if strange := sorted(set(values) - set(known)):
            raise LookupError(f"form {cls.__name__} has no field {strange}: cannot tell whether it is sealed")
        opened: dict[str, Any] = {}
        sealed: dict[str, Any] = {}
        for name, value in values.items():
            field = known[name]
            if field.sealed:
                sealed[name] = value
            elif isinstance(field, Rows) and field.form.sealed_fields:
                rows = [field.form.split(row) for row in value]
                opened[name] = [row for row, _ in rows]
                if any(hidden for _, hidden in rows):
                    sealed[name] = [hidden for _, hidden in rows]
            else:
                opened[name] = value
        return opened, sealed

    @classmethod
    def join(cls, opened: Values, sealed: Values) -> dict[str, Any]:
        """Return the values that were split. With ``sealed`` empty (erased), what was open remains."""
        rows = {field.name: field for field in cls.fields if isinstance(field, Rows) and not field.sealed}
        values: dict[str, Any] = {**opened}
        for name, hidden in sealed.items():
            if name in rows:
                form = rows[name].form
                values[name] = [form.join(*pair) for pair in zip(opened[name], hidden, strict=True)]
            else:
                values[name] = hidden
        return values

    @classmethod
    def show(cls, values: Values, *, masked: bool = False) -> dict[str, str]:
        """Return what people read for each field filled in, in the order asked."""
        return {f.name: f.show(values[f.name], masked=masked) for f in cls.fields if f.name in values}

    @classmethod
    def describe(cls) -> dict[str, Any]:
        """Return the declaration as data for the API and the pages."""
        return {"title": cls.title, "fields": [field.describe() for field in cls.fields]}

    @classmethod
    def _missing(cls, values: Values, record: Values, tried: set[str]) -> Iterator[Problem]:
        known = {**record, **values}
        settled = {*values, *tried, *cls.known(record)}
        for field in cls.fields:
            if field.name in settled:
                continue
            if field.required:
                yield _problem(field, "field-missing", f"请{field.asks}“{field.label}”。")
            elif field.needed_when is not None and field.needed_when.met(known):
                wanted = f"请{field.asks}“{field.label}”（{field.needed_when}时必填）。"
                yield _problem(field, "field-missing", wanted)

    @classmethod
    def _unknown(cls, raw: Mapping[str, object]) -> Iterator[Problem]:
        known = {field.name for field in cls.fields}
        for name in raw:
            if name not in known:
                message = f"“{cls.title}”没有{quoted(name)}这一栏，请核对栏目名称或删去。"
                yield Problem(field=str(name), label=str(name), code="field-unknown", message=message)


F = TypeVar("F", bound=Form)


def form(title: str, /, **asked: Any) -> type[Form]:
    """Return a small form, written in one line: its title, then its fields by name.

        Withdrawal = ask.form("撤回调解申请", reason=ask.Text("原因"))

    ``checks`` may stand among them as in a class.  A form whose fields a declaration speaks of is a class.
    """
    return new_class("Asked", (Form,), exec_body=lambda space: space.update({**asked, "__doc__": title}))


class Rows(Field[list[dict[str, Any]]], Generic[F]):
    """A table within a form: ``min`` to ``max`` rows, each filled in as ``form``.

    The conditions of a row's fields read the row first, then the form around it, then the record.
    """

    kind = "rows"

    def __init__(
        self,
        label: str,
        form: type[F],
        *,
        min: int = 1,  # noqa: A002 - the word for it in every form
        max: int = 200,  # noqa: A002 - the word for it in every form
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label, **common)
        self.form = form
        self.min = min
        self.max = max

    def read_rows(self, raw: object, *, record: Values = NOTHING, today: date | None = None) -> Filled:
        """Read the rows, dropping blank ones; ``Filled.values`` holds them under the field's name, if any."""
        if typed.is_blank(raw):
            return Filled(values={})
        if isinstance(raw, Mapping) or not isinstance(raw, Sequence) or isinstance(raw, (str, bytes)):
            return Filled(values={}, problems=(_problem(self, "field-invalid", self._not_rows(raw)),))
        own = {field.name for field in self.form.fields}
        around = {name: value for name, value in record.items() if name not in own}
        rows: list[dict[str, Any]] = []
        problems: list[Problem] = []
        for position, row in enumerate(raw):
            if typed.is_blank(row):
                continue
            if not isinstance(row, Mapping):
                problems.append(_problem(self, "field-invalid", self._not_rows(row)))
                continue
            found = self.form.read(row, record=around, today=today)
            rows.append(found.values)
            problems += (self._in_row(position, problem) for problem in found.problems)
        if not problems and not self.min <= len(rows) <= self.max:
            bounds = f"至少{self.min}行" if len(rows) < self.min else f"至多{self.max}行"
            problems.append(
                _problem(self, "field-invalid", f"“{self.label}”{bounds}，现有{len(rows)}行，请核对后重填。")
            )
        return Filled(values={self.name: rows}, problems=tuple(problems))

    def canonical(self, raw: object) -> list[dict[str, Any]]:
        """Return the rows in canonical form. Raises FieldProblem with everything wrong in them."""
        found = self.read_rows(raw)
        if found.problems:
            raise FieldProblem("".join(problem.message for problem in found.problems))
        return list(found.values.get(self.name, ()))

    def value(self, canonical: Canonical) -> list[dict[str, Any]]:
        """Return the rows, with Python values."""
        known = {field.name: field for field in self.form.fields}
        rows = canonical if isinstance(canonical, list) else []
        return [{name: known[name].value(value) for name, value in row.items()} for row in rows]

    def show(self, canonical: Canonical | None, *, masked: bool = False) -> str:
        """Return one line a row, ； between its fields; sealed columns are masked where asked."""
        rows = canonical if isinstance(canonical, list) else []
        return "\n".join("；".join(self.form.show(row, masked=masked).values()) for row in rows)

    def constraints(self) -> dict[str, Any]:
        """Return how many rows, and the form of each."""
        return {"min": self.min, "max": self.max, "rows": self.form.describe()}

    def _in_row(self, position: int, problem: Problem) -> Problem:
        row = f"{self.label}第{position + 1}行"
        within = problem.label if problem.label.endswith("”") else f"“{problem.label}”"
        label = f"{row}{within}" if problem.field else row
        if problem.code == "field-missing":
            message = problem.message.replace(within, label, 1)
        else:
            message = f"{label}：{problem.message}"
        path = ".".join(filter(None, (self.name, str(position), problem.field)))
        return Problem(field=path, label=label, code=problem.code, message=message)

    def _not_rows(self, raw: object) -> str:
        return f"{quoted(raw)}不是“{self.label}”的一行，请按行逐栏填写。"


def _problem(field: Field[Any], code: str, message: str) -> Problem:
    return Problem(field=field.name, label=field.label, code=code, message=message)


def _sealed_in(field: Field[Any]) -> tuple[Field[Any], ...]:
    if field.sealed:
        return (field,)
    return field.form.sealed_fields if isinstance(field, Rows) else ()


def in_order(start: Field[Any], end: Field[Any]) -> Check:
    """Return the rule that the day or moment in ``end`` is not before that in ``start``."""

    def ends_before_it_starts(values: Values, record: Values) -> str | None:
        first, last = ({**record, **values}.get(field.name) for field in (start, end))
        if first is None or last is None or str(last)[: len(str(first))] >= str(first)[: len(str(last))]:
            return None
        return f"“{end.label}”（{end.show(last)}）早于“{start.label}”（{start.show(first)}），请核对后重填。"

    return ends_before_it_starts


def at_least_as_many(number: Field[int], rows: Field[Any]) -> Check:
    """Return the rule that ``number`` is not less than how many are listed in ``rows``."""

    def too_few(values: Values, record: Values) -> str | None:
        known = {**record, **values}
        told, listed = known.get(number.name), known.get(rows.name)
        if told is None or not isinstance(listed, list) or told >= len(listed):
            return None
        listed_there = f"“{rows.label}”中列出的{len(listed)}个"
        return f"“{number.label}”（{number.show(told)}）少于{listed_there}，请核对后重填。"

    return too_few


def not_more_than(part: Field[int], whole: Field[int]) -> Check:
    """Return the rule that the number in ``part`` does not exceed that in ``whole``."""

    def too_many(values: Values, record: Values) -> str | None:
        known = {**record, **values}
        some, all_of_it = known.get(part.name), known.get(whole.name)
        if some is None or all_of_it is None or some <= all_of_it:
            return None
        more, fewer = f"“{part.label}”（{part.show(some)}）", f"“{whole.label}”（{whole.show(all_of_it)}）"
        return f"{more}多于{fewer}，请核对后重填。"

    return too_many

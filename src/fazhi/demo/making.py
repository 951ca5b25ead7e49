"""A value for each kind of field: ``made`` finds the maker by the type of the field."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from fazhi.core.days import latest_day_before
from fazhi.core.form import (
    CertificateNumber,
    Code,
    Codes,
    CreditCode,
    Day,
    Digest,
    DocumentNumber,
    Email,
    Field,
    FieldProblem,
    Files,
    Form,
    IdNumber,
    Moment,
    Name,
    Number,
    People,
    Percent,
    Person,
    Phone,
    Place,
    Quantity,
    Ref,
    Rows,
    Text,
    YesNo,
    Yuan,
)
from fazhi.core.journal import sm3
from fazhi.core.law import LimitKind
from fazhi.demo import attachments, words
from fazhi.demo.naming import persons
from fazhi.demo.setting import NobodyError, Setting

if TYPE_CHECKING:
    from fazhi.demo.filling import Filler

Values = Mapping[str, Any]

_AHEAD = re.compile(r"限|到期|届满|截止|拟|计划|预定|下次|有效期|期至|任期")
_FOR_YEARS = re.compile(r"有效期|任期")
_FIRM = re.compile(r"单位|企业|公司|商户|名称|机构|对象|供应商|承包")
_YEARS, _WEEKS = timedelta(days=5 * 365), timedelta(days=30)
_FIRST_YEAR = 1949
_MEDIAN, _SPREAD, _MOST = 4200, 1.1, 380_000
_DAY = timedelta(days=1)


@singledispatch
def made(asked: Field[Any], filler: Filler, setting: Setting, values: Values) -> Any:
    """Return a value for a field; ``values`` is what the form holds so far.

    Raises:
        NobodyError: it names something of which there is none.

    """
    del filler, setting, values
    raise LookupError(f"no way to fill in a {type(asked).__name__} ({asked.name})")


@made.register(YesNo)
def _(asked: YesNo, filler: Filler, setting: Setting, values: Values) -> str:
    del asked, filler, setting, values
    return "no"


@made.register(Code)
def _(asked: Code, filler: Filler, setting: Setting, values: Values) -> str:
    del values
    return setting.foreseen.among(asked.choices) or filler.office.random.choice(leaves(asked))


@made.register(Codes)
def _(asked: Codes, filler: Filler, setting: Setting, values: Values) -> list[str]:
    del values
    return [setting.foreseen.among(asked.choices) or filler.office.random.choice(leaves(asked))]


def leaves(asked: Code | Codes) -> list[str]:
    """Return the choices that have none below them."""
    parents = {code.rpartition("/")[0] for code in asked.choices}
    return [code for code in asked.choices if code not in parents]


# Days ----------------------------------------------------------------------------------------------


@made.register(Day)
def _(asked: Day, filler: Filler, setting: Setting, values: Values) -> str:
    del values
    if (announced := _announced(asked, filler, setting)) is not None:
        return announced.isoformat()
    if asked.happened or not _lies_ahead(asked, setting):
        return setting.on.isoformat()
    ahead = _YEARS if _FOR_YEARS.search(asked.label) or _lasts(asked, setting) else _WEEKS
    return filler.office.working(setting.on + ahead).isoformat()


@made.register(Moment)
def _(asked: Moment, filler: Filler, setting: Setting, values: Values) -> str:
    del values
    if asked.happened or not _lies_ahead(asked, setting):
        return f"{setting.on.isoformat()}T09:30"
    return f"{filler.office.working(setting.on + _WEEKS).isoformat()}T14:30"


def _lies_ahead(asked: Day | Moment, setting: Setting) -> bool:
    limits = setting.procedure.parts.limits
    due = any(limit.due is not None and limit.due.name == asked.name for limit in limits)
    return due or bool(_AHEAD.search(asked.label))


def _lasts(asked: Day, setting: Setting) -> bool:
    """Tell whether an entry of a register holds until that day: it is seldom renewed within a year."""
    return any(limit.lasting and limit.due is asked for limit in setting.procedure.parts.limits)


def _announced(asked: Day, filler: Filler, setting: Setting) -> date | None:
    """Return a day far enough ahead, if the day of an event is announced in this field."""
    for limit in setting.procedure.parts.limits:
        announces = limit.event_day is not None and limit.event_day.name == asked.name
        if not announces or limit.row is None or limit.row.kind is not LimitKind.LEAD_TIME:
            continue
        day = setting.on
        while True:
            day = filler.office.working(day + _DAY)
            last = latest_day_before(day, limit.row.term, filler.office.calendar).last_day
            if last is not None and last >= setting.on:
                return filler.office.working(day + _DAY)
    return None


# Numbers -------------------------------------------------------------------------------------------


@made.register(Number)
def _(asked: Number, filler: Filler, setting: Setting, values: Values) -> int:
    if asked.unit == "年" and asked.min >= _FIRST_YEAR:  # which year it is, not how many
        return setting.on.year
    listed = max((len(value) for value in values.values() if isinstance(value, list)), default=0)
    low = max(asked.min, min(listed, asked.max or listed))
    high = min(asked.max, low + 3) if asked.max is not None else low + 3
    return filler.office.random.randint(max(low, 1) if high >= 1 else low, high)


@made.register(Yuan)
def _(asked: Yuan, filler: Filler, setting: Setting, values: Values) -> str:
    del asked, values
    if setting.foreseen.amount:
        return setting.foreseen.amount
    amount = filler.office.random.lognormvariate(math.log(_MEDIAN), _SPREAD)
    return f"{min(_MOST, max(100, round(amount, -2))):.2f}"


@made.register(Quantity)
def _(asked: Quantity, filler: Filler, setting: Setting, values: Values) -> str:
    del asked, setting, values
    return f"{filler.office.random.randint(1, 40) / 10:g}"


@made.register(Percent)
def _(asked: Percent, filler: Filler, setting: Setting, values: Values) -> str:
    del asked, setting, values
    return f"{filler.office.random.randint(60, 100)}%"


# Words and numbers under which things are known ----------------------------------------------------


@made.register(Text)
def _(asked: Text, filler: Filler, setting: Setting, values: Values) -> str:
    del values
    if any(one.name == asked.name for one in setting.procedure.one_per):
        return filler.office.names.body()[: asked.max]
    return words.phrase(asked.label, filler.office.random, longest=asked.max)


@made.register(Name)
def _(asked: Name, filler: Filler, setting: Setting, values: Values) -> str:
    del setting
    called = filler.office.called()
    for value in values.values():
        if isinstance(value, str) and value in called:
            return called[value]
    body = values.get("party_kind") not in (None, "individual", "sole_trader")
    firm = body or bool(_FIRM.search(asked.label) and "姓名" not in asked.label)
    return (filler.office.names.firm() if firm else filler.office.names.person())[: asked.max]


@made.register(Phone)
def _(asked: Phone, filler: Filler, setting: Setting, values: Values) -> str:
    del asked, setting, values
    return filler.office.names.mobile()


@made.register(IdNumber)
def _(asked: IdNumber, filler: Filler, setting: Setting, values: Values) -> str:
    del asked, values
    return filler.office.names.identity(setting.on)


@made.register(CreditCode)
def _(asked: CreditCode, filler: Filler, setting: Setting, values: Values) -> str:
    del asked, setting
    return filler.office.names.credit_code(sole_trader=values.get("party_kind") == "sole_trader")


@made.register(CertificateNumber)
def _(asked: CertificateNumber, filler: Filler, setting: Setting, values: Values) -> str:
    del values
    for text in _certificates(filler.office.names.serial(), setting.on.year):
        try:
            return asked.canonical(text)
        except FieldProblem:
            continue
    raise LookupError(f"no number found that is {asked.hint} ({asked.name})")


def _certificates(serial: int, year: int) -> Iterator[str]:
    yield f"990101{serial:04}"
    yield f"19901{year}{serial:08}"
    for width in range(4, 21):
        yield f"{serial:0{width}}"
        yield f"A{serial:0{width - 1}}"
        yield f"9901{serial:0{max(1, width - 4)}}"


@made.register(DocumentNumber)
def _(asked: DocumentNumber, filler: Filler, setting: Setting, values: Values) -> str:
    del asked, values
    return f"云汀文〔{setting.on.year}〕{filler.office.names.serial()}号"


@made.register(Digest)
def _(asked: Digest, filler: Filler, setting: Setting, values: Values) -> str:
    del asked, setting, values
    return sm3(str(filler.office.names.serial()).encode())


@made.register(Email)
def _(asked: Email, filler: Filler, setting: Setting, values: Values) -> str:
    del asked, setting, values
    return f"u{filler.office.names.serial()}@example.invalid"


# What is there -------------------------------------------------------------------------------------


@made.register(Files)
def _(asked: Files, filler: Filler, setting: Setting, values: Values) -> list[str]:
    del setting, values
    return list(filler.office.random.sample(attachments.digests(), max(asked.min, 1)))


@made.register(Place)
def _(asked: Place, filler: Filler, setting: Setting, values: Values) -> str | None:
    del asked, values
    return setting.place or filler.office.somewhere() or None


@made.register(Ref)
def _(asked: Ref, filler: Filler, setting: Setting, values: Values) -> str:
    del values
    office = filler.office
    if setting.origin and setting.origin_procedure == asked.procedure:
        return setting.origin
    there = office.there_by(asked.procedure, setting.moment)
    if not there:
        begun = [office.cases[key].lines[0].moment[0] for key in office.of.get(asked.procedure, ())]
        raise NobodyError(asked.procedure, since=min(begun) + _DAY if begun else None)
    return office.random.choice(there)


@made.register(Person)
def _(asked: Person, filler: Filler, setting: Setting, values: Values) -> str:
    del values
    return persons(filler.office, asked, setting, filler.suited)[0]


@made.register(People)
def _(asked: People, filler: Filler, setting: Setting, values: Values) -> list[str]:
    del values
    return persons(filler.office, asked, setting, filler.suited)[: max(asked.min, 1)]


# Rows ----------------------------------------------------------------------------------------------


@made.register(Rows)
def _(asked: Rows[Form], filler: Filler, setting: Setting, values: Values) -> list[dict[str, Any]]:
    return rows(asked, filler, setting, values, number=max(asked.min, 1))


def rows(
    asked: Rows[Form],
    filler: Filler,
    setting: Setting,
    values: Values,
    *,
    number: int,
    given: Callable[[int], Values] = lambda _nth: {},
) -> list[dict[str, Any]]:
    """Return so many rows of a table; ``given`` tells what is fixed in a row, the first being 0."""
    return [_row(asked.form, filler, setting, values, nth=nth, given=given(nth)) for nth in range(number)]


def _row(
    form: type[Form], filler: Filler, setting: Setting, around: Values, *, nth: int, given: Values
) -> dict[str, Any]:
    row: dict[str, Any] = {}
    known = {**setting.record, **around}
    for asked in form.fields:
        if asked.name in given:
            row[asked.name] = given[asked.name]
            continue
        needed = asked.needed_when is not None and asked.needed_when.met({**known, **row})
        if not asked.required and not needed:
            continue
        if asked.name == "role" and isinstance(asked, Code):
            row[asked.name] = list(asked.choices)[nth % len(asked.choices)]
        elif asked.name == "party_kind":
            row[asked.name] = "individual"
        elif isinstance(asked, Number) and (asked.name == "nth" or "序号" in asked.label):
            row[asked.name] = nth + 1
        elif (value := filler.value(asked, setting, row)) is not None:
            row[asked.name] = value
    return row

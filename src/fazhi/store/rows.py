"""Reads and writes rows in plain statements: what the door does with every entry must not pay for more.

The models stay the description of the tables; this only spares building the same SQL anew each time.
"""

# ruff: noqa: SLF001 - ``_meta`` is how Django documents that models are asked about their tables
from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)

#: The columns asked by, each with how many values it may hold, 0 where it is not a list.
_Shape = tuple[tuple[str, int], ...]

_Turn = Callable[[Iterable[Any]], Iterable[Any]]
_Turning = tuple[tuple[int, _Turn], ...]

#: Kinds of fields whose values go to both databases as they are.
_AS_THEY_ARE = frozenset(
    {
        "BigIntegerField",
        "BooleanField",
        "CharField",
        "IntegerField",
        "SmallIntegerField",
        "TextField",
    }
)


@cache
def _columns(model: type[models.Model]) -> tuple[Any, ...]:
    """The columns of a table that a row brings: all but a number given by the database."""
    return tuple(field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField))


@cache
def _written(
    model: type[models.Model], columns: tuple[str, ...] | None = None
) -> tuple[tuple[str, Any], ...]:
    """Return (attribute, what readies its value for the database or None); of ``_columns`` for None."""
    fields = _columns(model) if columns is None else [_fields(model)[name] for name in columns]
    return tuple(
        (
            field.attname,
            None if _kind(field) in _AS_THEY_ARE else field.get_db_prep_save,
        )
        for field in fields
    )


def _kind(field: Any) -> str:
    return str((field.target_field if field.is_relation else field).get_internal_type())


@cache
def _fields(model: type[models.Model]) -> dict[str, Any]:
    return {field.attname: field for field in model._meta.concrete_fields}


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _names(fields: Iterable[Any]) -> str:
    return ", ".join(connection.ops.quote_name(field.column) for field in fields)


# Reading -------------------------------------------------------------------------------------------


def find(model: type[Row], *, order: str = "", lock: bool = False, **wanted: Any) -> list[Row]:
    """Return the rows whose columns hold what is wanted, one of several for a list; ``order`` names a column.

    ``lock`` keeps others from writing them until the transaction ends, where the database locks rows.
    """
    names = list(_fields(model))
    found = pick(model, names, order=order, lock=lock, **wanted)
    return [model.from_db(connection.alias, names, values) for values in found]


def first(model: type[Row], *, lock: bool = False, **wanted: Any) -> Row | None:
    """Return a row whose columns hold what is wanted, None if there is none."""
    return next(iter(find(model, lock=lock, **wanted)), None)


def pick(
    model: type[models.Model], columns: Sequence[str], *, order: str = "", lock: bool = False, **wanted: Any
) -> list[tuple[Any, ...]]:
    """Return some columns of the rows whose columns hold what is wanted; no rows for an empty list."""
    if any(value == [] for value in wanted.values()):
        return []
    shape = tuple((name, len(value) if isinstance(value, list) else 0) for name, value in wanted.items())
    sql = _select(model, tuple(columns), shape, order=order, lock=lock, vendor=connection.vendor)
    return fetch(model, columns, sql, _asked(model, wanted))


def fetch(
    model: type[models.Model], columns: Sequence[str], sql: str, parameters: Sequence[Any]
) -> list[tuple[Any, ...]]:
    """Return what a query finds: plain columns, turned as those of the model are."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return _turned(found, _turning(model, tuple(columns), connection.vendor))


def stream(
    model: type[models.Model], columns: Sequence[str], *, order: str, chunk: int = 2000, **wanted: Any
) -> Iterator[tuple[Any, ...]]:
    """Yield some columns of the rows whose columns hold what is wanted, never more than a chunk in memory."""
    shape = tuple((name, 0) for name in wanted)
    sql = _select(model, tuple(columns), shape, order=order, lock=False, vendor=connection.vendor)
    turning = _turning(model, tuple(columns), connection.vendor)
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, _asked(model, wanted))
        while found := cursor.fetchmany(chunk):
            yield from _turned(found, turning)


def _turned(found: list[tuple[Any, ...]], turning: _Turning) -> list[tuple[Any, ...]]:
    if not found or not turning:
        return found
    by_column: list[Iterable[Any]] = list(zip(*found, strict=True))
    for place, turn in turning:
        by_column[place] = turn(by_column[place])
    return list(zip(*by_column, strict=True))


@cache
def _select(
    model: type[models.Model], columns: tuple[str, ...], shape: _Shape, *, order: str, lock: bool, vendor: str
) -> str:
    fields = _fields(model)
    sql = (
        f"SELECT {_names(fields[name] for name in columns)} FROM {_table(model)} WHERE {_where(model, shape)}"  # noqa: S608 - names of models
    )
    if order:
        sql += f" ORDER BY {_names([fields[order]])}"
    return f"{sql} FOR UPDATE" if lock and vendor == "postgresql" else sql


def _where(model: type[models.Model], shape: _Shape) -> str:
    fields = _fields(model)
    return " AND ".join(
        f"{_names([fields[name]])} " + (f"IN ({', '.join(['%s'] * several)})" if several else "= %s")
        for name, several in shape
    )


def _asked(model: type[models.Model], wanted: dict[str, Any]) -> list[Any]:
    fields = _fields(model)
    return [
        fields[name].get_db_prep_value(one, connection)
        for name, value in wanted.items()
        for one in (value if isinstance(value, list) else [value])
    ]


@cache
def _turning(model: type[models.Model], columns: tuple[str, ...], vendor: str) -> _Turning:
    """Of columns that are not as the database hands them out: (place, what turns a whole column)."""
    turning = ((place, _turn(_fields(model)[name], vendor)) for place, name in enumerate(columns))
    return tuple((place, turn) for place, turn in turning if turn is not None)


def _turn(field: Any, vendor: str) -> _Turn | None:
    # Django's own ways to these take several times as long: columns of days are handed out as days by both,
    # those of moments as well, by SQLite without saying that they are in UTC.
    if type(field) is models.DateField:
        return None
    if type(field) is models.DateTimeField:
        return _moment if vendor == "sqlite" else None
    if type(field) is models.BooleanField:
        return _truth if vendor == "sqlite" else None
    if type(field) is models.JSONField:
        return _data
    turns = (*connection.ops.get_db_converters(field.cached_col), *field.get_db_converters(connection))
    if not turns:
        return None

    def turn(column: Iterable[Any]) -> Iterable[Any]:
        for one in turns:
            column = [one(value, field.cached_col, connection) for value in column]
        return column

    return turn


def _moment(column: Iterable[datetime | None]) -> list[datetime | None]:
    return [None if value is None else value.replace(tzinfo=UTC) for value in column]


def _truth(column: Iterable[int | None]) -> list[bool | None]:
    return [None if value is None else value == 1 for value in column]


def _data(column: Iterable[str | None]) -> Any:
    """Read all texts as one: reading a hundred short ones takes twice as long."""
    return json.loads(f"[{','.join('null' if text is None else text for text in column)}]")


# Writing -------------------------------------------------------------------------------------------


@cache
def _insert(model: type[models.Model], rows: int, *, conflict: str, returning: bool, vendor: str) -> str:
    del vendor  # part of the key: quoting may differ
    fields = _columns(model)
    one = "(" + ", ".join(["%s"] * len(fields)) + ")"
    sql = f"INSERT INTO {_table(model)} ({_names(fields)}) VALUES {', '.join([one] * rows)} {conflict}"  # noqa: S608 - names of models
    return f"{sql} RETURNING {_names([model._meta.pk])}" if returning else sql


def insert(rows: Sequence[models.Model], *, conflict: str = "") -> None:
    """Insert rows of one table; ``conflict`` is an ON CONFLICT clause in the model's own column names."""
    _write(rows, conflict=conflict, returning=False)


def insert_numbered(rows: Sequence[models.Model]) -> tuple[int, ...]:
    """Insert rows of one table whose numbers the database gives, and return these."""
    return _write(rows, conflict="", returning=True)


def _write(rows: Sequence[models.Model], *, conflict: str, returning: bool) -> tuple[int, ...]:
    if not rows:
        return ()
    model = type(rows[0])
    written = _written(model)
    step = max(1, 900 // len(written))
    numbers: list[int] = []
    with connection.cursor() as cursor:
        for start in range(0, len(rows), step):
            part = rows[start : start + step]
            cursor.execute(
                _insert(model, len(part), conflict=conflict, returning=returning, vendor=connection.vendor),
                [value for row in part for value in _values(written, row)],
            )
            if returning:
                numbers.extend(number for (number,) in cursor.fetchall())
    return tuple(numbers)


def _values(written: Iterable[tuple[str, Any]], row: models.Model) -> Iterable[Any]:
    for name, ready in written:
        value = getattr(row, name)
        yield value if ready is None else ready(value, connection)


def update(row: models.Model, columns: Sequence[str]) -> None:
    """Write some columns of a row that is there."""
    model = type(row)
    names = tuple(columns)
    with connection.cursor() as cursor:
        cursor.execute(
            _update(model, names, connection.vendor), [*_values(_written(model, names), row), row.pk]
        )


@cache
def _update(model: type[models.Model], columns: tuple[str, ...], vendor: str) -> str:
    del vendor  # part of the key: quoting may differ
    fields = _fields(model)
    names = ", ".join(f"{_names([fields[name]])} = %s" for name in columns)
    return f"UPDATE {_table(model)} SET {names} WHERE {_names([model._meta.pk])} = %s"  # noqa: S608 - names of models


def remove(model: type[models.Model], **wanted: Any) -> None:
    """Remove the rows whose columns hold what is wanted."""
    shape = tuple((name, 0) for name in wanted)
    with connection.cursor() as cursor:
        cursor.execute(_delete(model, shape, connection.vendor), _asked(model, wanted))


@cache
def _delete(model: type[models.Model], shape: _Shape, vendor: str) -> str:
    del vendor  # part of the key: quoting may differ
    return f"DELETE FROM {_table(model)} WHERE {_where(model, shape)}"  # noqa: S608 - names of models

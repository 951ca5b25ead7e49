"""Reads and writes rows in plain statements: what the door does with every entry must not pay for more.

The models stay the description of the tables; this spares building the same SQL anew each time, and hands it
to the driver directly.  On PostgreSQL statements are prepared, and those that do not wait for each other's
answers are sent together.
"""

# ruff: noqa: SLF001 - ``_meta`` is how Django documents that models are asked about their tables
from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from psycopg import Cursor

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
    return tuple(one for one in model._meta.concrete_fields if not isinstance(one, models.AutoField))


@cache
def _written(
    model: type[models.Model], columns: tuple[str, ...] | None, vendor: str
) -> tuple[tuple[str, Any], ...]:
    """Return (attribute, what readies its value for the database or None); of ``_columns`` for None."""
    fields = _columns(model) if columns is None else [_fields(model)[name] for name in columns]
    return tuple((one.attname, _ready(one, vendor)) for one in fields)


def _ready(asked: Any, vendor: str) -> Callable[[Any], Any] | None:
    kind = str((asked.target_field if asked.is_relation else asked).get_internal_type())
    if kind in _AS_THEY_ARE:
        return None
    if kind == "DateField":
        return _day_as_text if vendor == "sqlite" else None
    return lambda value: asked.get_db_prep_save(value, connection)


def _day_as_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@cache
def _fields(model: type[models.Model]) -> dict[str, Any]:
    return {one.attname: one for one in model._meta.concrete_fields}


@cache
def _vendor() -> str:
    """Which database is used: the same as long as the process runs, and asked with every statement."""
    return connection.vendor


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _names(fields: Iterable[Any]) -> str:
    return ", ".join(connection.ops.quote_name(one.column) for one in fields)


# Statements ----------------------------------------------------------------------------------------


def run(sql: str, parameters: Sequence[Any], *, prepared: bool = False) -> Any:
    """Run a statement and return the driver's cursor, which holds what was found.

    Django's own cursors take as long again as the statement; they carry it where somebody listens to
    statements.  ``prepared`` is for statements whose plan does not depend on what is asked.
    """
    base: Any = connections[DEFAULT_DB_ALIAS]
    if base.execute_wrappers or base.queries_logged:
        cursor = base.cursor()
        cursor.execute(sql, parameters)
        return cursor
    base.ensure_connection()
    base.validate_no_broken_transaction()
    with base.wrap_database_errors:
        if _vendor() == "postgresql":
            return Cursor(base.connection).execute(sql, parameters, prepare=prepared)
        return base.connection.execute(_marked(sql), parameters)


@lru_cache(maxsize=512)
def _marked(sql: str) -> str:
    """Return a statement with SQLite's own marks for parameters."""
    return sql.replace("%s", "?").replace("%%", "%")


@contextmanager
def together() -> Iterator[None]:
    """Send what is written within to the database at once, where it lies beyond a wire."""
    if _vendor() != "postgresql":
        yield
        return
    base: Any = connections[DEFAULT_DB_ALIAS]
    base.ensure_connection()
    with base.wrap_database_errors, base.connection.pipeline():
        yield


# Reading -------------------------------------------------------------------------------------------


def find(model: type[Row], *, order: str = "", lock: bool = False, **wanted: Any) -> list[Row]:
    """Return the rows whose columns hold what is wanted, one of several for a list; ``order`` names a column.

    ``lock`` keeps others from writing them until the transaction ends, where the database locks rows.
    """
    names = columns_of(model)
    found = pick(model, names, order=order, lock=lock, **wanted)
    return [built(model, names, values) for values in found]


def first(model: type[Row], *, lock: bool = False, **wanted: Any) -> Row | None:
    """Return a row whose columns hold what is wanted, None if there is none."""
    return next(iter(find(model, lock=lock, **wanted)), None)


def pick(
    model: type[models.Model], columns: Sequence[str], *, order: str = "", lock: bool = False, **wanted: Any
) -> list[tuple[Any, ...]]:
    """Return some columns of the rows whose columns hold what is wanted; no rows for an empty list."""
    if any(value == [] for value in wanted.values()):
        return []
    return question(model, columns, order=order, lock=lock, **wanted).read()


@dataclass(frozen=True, slots=True)
class Question:
    """A query for some columns of a table, to be asked together with others."""

    model: type[models.Model]
    columns: tuple[str, ...]
    sql: str
    parameters: Sequence[Any]
    prepared: bool = field(default=False, kw_only=True)

    def ask(self) -> Any:
        """Return the cursor that holds the answer, or will."""
        return run(self.sql, self.parameters, prepared=self.prepared)

    def read(self, cursor: Any = None) -> list[tuple[Any, ...]]:
        """Return the rows, those of a cursor that was asked before: columns turned as the model has them."""
        found = (self.ask() if cursor is None else cursor).fetchall()
        return _turned(found, _turning(self.model, self.columns, _vendor()))


def question(
    model: type[models.Model], columns: Sequence[str], *, order: str = "", lock: bool = False, **wanted: Any
) -> Question:
    """Return what ``pick`` asks; a list must not be empty."""
    names = tuple(columns)
    shape = tuple((name, len(value) if isinstance(value, list) else 0) for name, value in wanted.items())
    sql = _select(model, names, shape, order=order, lock=lock, vendor=_vendor())
    short = all(several < 2 for _, several in shape)
    return Question(model, names, sql, _asked(model, wanted), prepared=short)


def answers(questions: Sequence[Question]) -> list[list[tuple[Any, ...]]]:
    """Return the rows of each question, asked in this order in one go."""
    with together():
        cursors = [one.ask() for one in questions]
    return [one.read(cursor) for one, cursor in zip(questions, cursors, strict=True)]


def built(model: type[Row], columns: Sequence[str], values: Sequence[Any]) -> Row:
    """Return the row of a table that these values of its columns are."""
    return model.from_db(DEFAULT_DB_ALIAS, columns, values)


def columns_of(model: type[models.Model]) -> tuple[str, ...]:
    """Return the names of every column of a table."""
    return tuple(_fields(model))


def fetch(
    model: type[models.Model], columns: Sequence[str], sql: str, parameters: Sequence[Any]
) -> list[tuple[Any, ...]]:
    """Return what a query finds: plain columns, turned as those of the model are."""
    return Question(model, tuple(columns), sql, parameters).read()


def stream(
    model: type[models.Model], columns: Sequence[str], *, order: str, chunk: int = 2000, **wanted: Any
) -> Iterator[tuple[Any, ...]]:
    """Yield some columns of the rows whose columns hold what is wanted, never more than a chunk in memory."""
    shape = tuple((name, 0) for name in wanted)
    sql = _select(model, tuple(columns), shape, order=order, lock=False, vendor=_vendor())
    turning = _turning(model, tuple(columns), _vendor())
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


def _asked(model: type[models.Model], wanted: Mapping[str, Any]) -> list[Any]:
    ready = _written(model, tuple(wanted), _vendor())
    return [
        one if turn is None else turn(one)
        for (_, turn), value in zip(ready, wanted.values(), strict=True)
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
def _insert(
    model: type[models.Model],
    columns: tuple[str, ...] | None,
    rows: int,
    *,
    conflict: str,
    returning: bool,
    vendor: str,
) -> str:
    del vendor  # part of the key: quoting may differ
    fields = _columns(model) if columns is None else [_fields(model)[name] for name in columns]
    one = "(" + ", ".join(["%s"] * len(fields)) + ")"
    sql = f"INSERT INTO {_table(model)} ({_names(fields)}) VALUES {', '.join([one] * rows)} {conflict}"  # noqa: S608 - names of models
    return f"{sql} RETURNING {_names([model._meta.pk])}" if returning else sql


def insert(rows: Sequence[models.Model], *, conflict: str = "") -> None:
    """Insert rows of one table; ``conflict`` is an ON CONFLICT clause in the model's own column names."""
    if rows:
        model = type(rows[0])
        names = [one.attname for one in _columns(model)]
        put(model, names, [[getattr(row, name) for name in names] for row in rows], conflict=conflict)


def put(
    model: type[models.Model],
    columns: Sequence[str],
    values: Sequence[Sequence[Any]],
    *,
    conflict: str = "",
) -> None:
    """Insert rows of one table, given by the values of some columns; ``conflict`` as for ``insert``."""
    for _ in _put(model, tuple(columns), values, conflict=conflict, returning=False):
        pass


def put_numbered(
    model: type[models.Model], columns: Sequence[str], values: Sequence[Sequence[Any]]
) -> Callable[[], tuple[int, ...]]:
    """Insert rows whose numbers the database gives; what is returned gives these numbers when called."""
    cursors = list(_put(model, tuple(columns), values, conflict="", returning=True))
    return lambda: tuple(number for cursor in cursors for (number,) in cursor.fetchall())


def _put(
    model: type[models.Model],
    columns: tuple[str, ...],
    values: Sequence[Sequence[Any]],
    *,
    conflict: str,
    returning: bool,
) -> Iterator[Any]:
    vendor = _vendor()
    turns = [turn for _, turn in _written(model, columns, vendor)]
    step = max(1, 900 // len(turns))
    for start in range(0, len(values), step):
        part = values[start : start + step]
        sql = _insert(model, columns, len(part), conflict=conflict, returning=returning, vendor=vendor)
        parameters = [
            value if turn is None else turn(value)
            for row in part
            for turn, value in zip(turns, row, strict=True)
        ]
        yield run(sql, parameters, prepared=len(part) < 5)


def update(row: models.Model, columns: Sequence[str]) -> None:
    """Write some columns of a row that is there."""
    model = type(row)
    vendor, names = _vendor(), tuple(columns)
    values = [
        getattr(row, name) if turn is None else turn(getattr(row, name))
        for name, turn in _written(model, names, vendor)
    ]
    run(_update(model, names, vendor), [*values, row.pk], prepared=True)


@cache
def _update(model: type[models.Model], columns: tuple[str, ...], vendor: str) -> str:
    del vendor  # part of the key: quoting may differ
    fields = _fields(model)
    names = ", ".join(f"{_names([fields[name]])} = %s" for name in columns)
    return f"UPDATE {_table(model)} SET {names} WHERE {_names([model._meta.pk])} = %s"  # noqa: S608 - names of models


def remove(model: type[models.Model], **wanted: Any) -> None:
    """Remove the rows whose columns hold what is wanted."""
    shape = tuple((name, 0) for name in wanted)
    run(_delete(model, shape, _vendor()), _asked(model, wanted), prepared=True)


@cache
def _delete(model: type[models.Model], shape: _Shape, vendor: str) -> str:
    del vendor  # part of the key: quoting may differ
    return f"DELETE FROM {_table(model)} WHERE {_where(model, shape)}"  # noqa: S608 - names of models

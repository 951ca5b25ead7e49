"""Writes rows in one statement a table: what the door writes with every entry must not pay for more.

The models stay the description of the tables; this only spares building the same SQL anew each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models


@cache
def _columns(model: type[models.Model]) -> tuple[Any, ...]:
    """The columns of a table that a row brings: all but a number given by the database."""
    return tuple(field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField))


@cache
def _insert(model: type[models.Model], rows: int, conflict: str, vendor: str) -> str:
    del vendor  # part of the key: quoting may differ
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in _columns(model))
    one = "(" + ", ".join(["%s"] * len(_columns(model))) + ")"
    table = quote(model._meta.db_table)
    return f"INSERT INTO {table} ({names}) VALUES {', '.join([one] * rows)} {conflict}"  # noqa: S608 - names of models


def insert(rows: Sequence[models.Model], *, conflict: str = "") -> None:
    """Insert rows of one table; ``conflict`` is an ON CONFLICT clause in the model's own column names."""
    if not rows:
        return
    model = type(rows[0])
    fields = _columns(model)
    step = max(1, 900 // len(fields))
    with connection.cursor() as cursor:
        for start in range(0, len(rows), step):
            part = rows[start : start + step]
            cursor.execute(
                _insert(model, len(part), conflict, connection.vendor),
                [value for row in part for value in _values(fields, row)],
            )


def _values(fields: Iterable[Any], row: models.Model) -> Iterable[Any]:
    for field in fields:
        yield field.get_db_prep_save(getattr(row, field.attname), connection)

"""Rows on their way into tables in bulk: by COPY on PostgreSQL, by one prepared statement on SQLite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection

#: The columns of each table that is written in bulk, in the order in which rows are given.
COLUMNS = {
    "casekey": ("case", "organ", "wrapped"),
    "entry": (
        "organ_id",
        "number",
        "case",
        "kind",
        "step",
        "on",
        "recorded_at",
        "person",
        "body",
        "seal",
    ),
    "posting": (
        "organ_id",
        "entry",
        "line",
        "case",
        "indicator",
        "place",
        "on",
        "recorded",
        "amount",
        "key",
        "slices",
        "reverses",
    ),
    "document": (
        "organ_id",
        "case",
        "entry",
        "code",
        "label",
        "number",
        "check_code",
        "content",
        "digest",
        "template",
    ),
    "case": (
        "key",
        "organ_id",
        "procedure",
        "version",
        "number",
        "title",
        "place",
        "stage",
        "final",
        "opened_on",
        "last_on",
        "last_entry",
        "due",
        "record",
        "steps",
        "subject",
    ),
    "piece": ("case_id", "organ", "text"),
    "due": (
        "case_id",
        "organ",
        "limit",
        "code",
        "since",
        "last_day",
        "hour",
        "provisional",
        "binding",
        "met_on",
        "late",
    ),
    "hand": ("case_id", "person", "organ", "procedure", "last_on"),
    "trace": ("case_id", "organ", "digest"),
}


class Sink:
    """Rows waiting to be written, by table."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)

    def add(self, table: str, row: tuple[Any, ...]) -> None:
        """Let a row wait."""
        self.rows[table].append(row)

    @staticmethod
    def moment(at: datetime) -> Any:
        """Return a moment as the database takes it."""
        return connection.ops.adapt_datetimefield_value(at)

    def flush(self) -> None:
        """Write all that wait, tables in the order in which they refer to each other."""
        for table, columns in COLUMNS.items():
            if self.rows[table]:
                write(f"store_{table}", columns, self.rows[table])
        self.rows.clear()


def write(table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Write rows of one table."""
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {quote(table)} ({names}) FROM STDIN") as copying:
                for row in rows:
                    copying.write_row(row)
            return
        sql = f"INSERT INTO {quote(table)} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - names of models
        connection.connection.executemany(sql, rows)


def contents() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table of the books, sorted, without the numbers that rows are given."""
    found = {}
    for model in apps.get_app_config("store").get_models():
        given = {"id"} if model._meta.pk is not None and model._meta.pk.name == "id" else set()  # noqa: SLF001 - Django's documented way to a model's fields
        columns = [one.attname for one in model._meta.concrete_fields if one.name not in given]  # noqa: SLF001 - as above
        found[model._meta.db_table] = sorted(model._default_manager.values_list(*columns), key=repr)  # noqa: SLF001 - as above
    return found

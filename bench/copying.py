"""Fills a PostgreSQL from the SQLite file of the same office, so that its rows are made only once.

It reads rows as they lie and sends them by COPY; indexes and references are made when all are there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management.color import no_style
from django.db import connection, transaction

from fazhi.store import models, search

_INDEXES = """
SELECT i.indexname, i.indexdef FROM pg_indexes i
WHERE i.schemaname = 'public' AND i.tablename LIKE 'store\\_%'
AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)
"""


def copy(file: Path) -> int:
    """Copy the accounts and books of a SQLite file into the PostgreSQL in use; return how many entries."""
    tables = [get_user_model(), *apps.get_app_config("store").get_models()]
    # Whatever is lost in a power cut is made anew, and a million cases need no checkpoint in between.
    for setting in ("max_wal_size = '16GB'", "checkpoint_timeout = '1h'"):
        _run(f"ALTER SYSTEM SET {setting}")
    _run("SELECT pg_reload_conf()")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source, _indexed_afterwards():
        with transaction.atomic():
            _run("SET LOCAL session_replication_role = replica")
            _run("SET LOCAL synchronous_commit = off")
            for model in tables:
                _copy(source, model)
        for sql in connection.ops.sequence_reset_sql(no_style(), tables):
            _run(sql)
    _run("CHECKPOINT")
    for setting in ("max_wal_size", "checkpoint_timeout"):
        _run(f"ALTER SYSTEM RESET {setting}")
    _run("SELECT pg_reload_conf()")
    return models.Entry.objects.count()


def _copy(source: sqlite3.Connection, model: Any) -> None:
    table, fields = model._meta.db_table, model._meta.concrete_fields  # noqa: SLF001 - Django's documented way to a model's fields
    names = ", ".join(f'"{one.column}"' for one in fields)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copying:
        for row in source.execute(f'SELECT {names} FROM "{table}"'):  # noqa: S608 - names of models
            copying.write_row(row)


@contextmanager
def _indexed_afterwards() -> Iterator[None]:
    """Let tables be filled without the indexes that no constraint needs, and make these afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES)
        found = cursor.fetchall()
    for name, _ in found:
        _run(f'DROP INDEX "{name}"')
    yield
    _run("SET maintenance_work_mem = '256MB'")
    for _, made in found:
        _run(made)
    search.install()


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)

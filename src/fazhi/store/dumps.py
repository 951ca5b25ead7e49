"""The whole database as files, and back: SQLite by its own backup, PostgreSQL table by table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

SQLITE = "database.sqlite3"
TABLES = "tables"
#: What every database makes for itself, or what need not outlive a sign-in.
_NOT_DUMPED = ("contenttypes", "sessions", "messages", "staticfiles", "admin")
_NOT_DUMPED_TABLES = ("auth_permission", "auth_group_permissions", "auth_user_user_permissions")


def migrations() -> list[list[str]]:
    """Return the migrations applied, as [app, name]."""
    return [list(one) for one in sorted(MigrationRecorder(connection).applied_migrations())]


def newest_known() -> str:
    """Return the name of the last migration of the tables that this version has."""
    return max(name for app, name in MigrationLoader(None).disk_migrations or () if app == "store")


def tables() -> list[type[Model]]:
    """Return the models whose tables are dumped, linking tables included, in the order of their names."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in _NOT_DUMPED  # noqa: SLF001 - documented by Django
        and model._meta.db_table not in _NOT_DUMPED_TABLES  # noqa: SLF001 - as above
        and model._meta.managed  # noqa: SLF001 - as above
    ]
    return sorted(found, key=lambda model: model._meta.db_table)  # noqa: SLF001 - as above


def columns(model: type[Model]) -> list[str]:
    """Return the columns of a table."""
    return [str(field.column) for field in model._meta.concrete_fields]  # noqa: SLF001 - as above


# SQLite --------------------------------------------------------------------------------------------


def copy_sqlite(target: Path) -> None:
    """Copy the database into a file, as of one moment, while others go on writing."""
    with (
        closing(sqlite3.connect(str(connection.settings_dict["NAME"]))) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)


def restore_sqlite(source: Path) -> None:
    """Put a copy in the place of the database, which must be empty."""
    connections.close_all()
    with (
        closing(sqlite3.connect(source)) as copy,
        closing(sqlite3.connect(str(connection.settings_dict["NAME"]))) as target,
    ):
        copy.backup(target)


# PostgreSQL ----------------------------------------------------------------------------------------


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(connection.ops.quote_name(name) for name in names)


def dump_table(model: type[Model], file: IO[bytes]) -> None:
    """Write the rows of a table, in PostgreSQL's own text form."""
    table = _quoted([model._meta.db_table])  # noqa: SLF001 - as above
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({_quoted(columns(model))}) TO STDOUT") as rows,
    ):
        for part in rows:
            file.write(part)


def restore_tables(folder: Path, told: dict[str, list[str]]) -> None:
    """Read tables, by name with their columns, into a database that is empty and of the same migrations."""
    known = {model._meta.db_table: model for model in tables()}  # noqa: SLF001 - as above
    with transaction.atomic(), connection.cursor() as cursor:
        for table, names in told.items():
            with (folder / f"{table}.copy").open("rb") as file:
                sql = f"COPY {_quoted([table])} ({_quoted(names)}) FROM STDIN"
                with cursor.copy(sql) as rows:
                    for part in _parts(file):
                        rows.write(part)
        for sql in connection.ops.sequence_reset_sql(
            no_style(), [known[one] for one in told if one in known]
        ):
            cursor.execute(sql)


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    while part := file.read(1024 * 1024):
        yield part


# Both ----------------------------------------------------------------------------------------------


def migrate(*, to: str = "") -> None:
    """Bring the database to this version; with ``to``, the tables to that migration and no further."""
    if to:
        call_command("migrate", "auth", interactive=False, verbosity=0)
        call_command("migrate", "store", to, interactive=False, verbosity=0)
    else:
        call_command("migrate", interactive=False, verbosity=0)

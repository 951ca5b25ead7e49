"""Changing what may not be changed: what somebody could do who has the database in hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection, models

from fazhi.store import triggers


@contextmanager
def unguarded() -> Iterator[None]:
    """Take the triggers away, and put them back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = origin")
        else:
            for table in triggers.EVIDENCE:
                for act in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}")
            yield
            triggers.install()


def other(value: Any) -> Any:
    """Return a value that differs as little as may be: one character, one, one day, one second."""
    if isinstance(value, int):
        return value + 1
    if isinstance(value, date):
        return value + (timedelta(seconds=1) if isinstance(value, datetime) else timedelta(days=1))
    text = str(value)
    middle = len(text) // 2
    return text[:middle] + ("1" if text[middle : middle + 1] != "1" else "2") + text[middle + 1 :]


def change(row: models.Model, column: str) -> None:
    """Change one column of a row by as little as may be."""
    with unguarded():
        done = type(row).objects.filter(pk=row.pk).update(**{column: other(getattr(row, column))})
        assert done == 1


def remove(row: models.Model) -> None:
    """Take a row away."""
    with unguarded():
        wipe(type(row).objects.filter(pk=row.pk))


def wipe(rows: models.QuerySet[Any]) -> None:
    """Delete rows and nothing that hangs on them."""
    rows._raw_delete("default")  # noqa: SLF001 - Django's own way follows every relation


def double(row: models.Model, **words: Any) -> None:
    """Put another row beside one, which differs in ``words``."""
    type(row)(**(_values(row) | words)).save(force_insert=True)


def _values(row: models.Model) -> dict[str, Any]:
    fields = row._meta.concrete_fields  # noqa: SLF001 - documented by Django
    return {field.attname: getattr(row, field.attname) for field in fields if field.name != "id"}


def flip(path: Path, at: int) -> None:
    """Change one byte of a file."""
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.chmod(0o600)
    path.write_bytes(bytes(content))

"""Emptying the tables between tests that commit, which the books refuse as they refuse it to everyone."""

from collections.abc import Callable
from functools import wraps

from django.db import connection
from django.test import TransactionTestCase

# The name of a trigger that refuses, and its table.
REFUSING = {
    "sqlite": (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%fazhi: append-only%'"
    ),
    "postgresql": (
        "SELECT tgname, tgrelid::regclass::text FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
        " WHERE proname = 'fazhi_append_only'"
    ),
}


def first(teardown: Callable[[TransactionTestCase], None]) -> Callable[[TransactionTestCase], None]:
    """Take the triggers away before Django's own emptying.

    It ends as a migration does, which puts them back.
    """

    @wraps(teardown)
    def emptied(case: TransactionTestCase) -> None:
        with connection.cursor() as cursor:
            cursor.execute(REFUSING[connection.vendor])
            for name, table in cursor.fetchall():
                where = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {name}{where}")
        teardown(case)

    return emptied

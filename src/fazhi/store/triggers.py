"""Append-only by database trigger: what is evidence can be added to, never changed or removed.

The triggers are reinstalled after every migration and tested, TRUNCATE on PostgreSQL included.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

#: Tables to which rows are only added.
EVIDENCE = (
    "store_entry",
    "store_posting",
    "store_look",
    "store_evidence",
    "store_document",
    "store_template",
    "store_rendering",
    "store_filing",
    "store_head",
)

_REFUSAL = "fazhi: append-only"


def install(using: str = "default") -> None:
    """Install, or install again, the triggers of every evidence table that exists."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in EVIDENCE:
            if table in present:
                (_on_postgresql if connection.vendor == "postgresql" else _on_sqlite)(cursor, table)


def _on_sqlite(cursor: Any, table: str) -> None:
    for act in ("UPDATE", "DELETE"):
        name = f"{table}_no_{act.lower()}"
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}: {table}'); END"
        )


def _on_postgresql(cursor: Any, table: str) -> None:
    cursor.execute(
        "CREATE OR REPLACE FUNCTION fazhi_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}: %', TG_TABLE_NAME; END $$"
    )
    for act, level in (("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        name = f"{table}_no_{'truncate' if level == 'STATEMENT' else 'change'}"
        cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        cursor.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
            f"FOR EACH {level} EXECUTE FUNCTION fazhi_append_only()"
        )

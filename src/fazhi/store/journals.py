"""The journal in tables: the lock that makes writers queue, and the writing of entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from fazhi.core import journal
from fazhi.core.ledger import Posting
from fazhi.store import books, models, rows


def open_journal(organ: str) -> None:
    """Begin an organ's journal, if it has none."""
    models.Journal.objects.get_or_create(organ_id=organ, defaults={"seal": journal.GENESIS})


def lock(organ: str) -> models.Journal:
    """Return the end of the journal and its organ, locked until the transaction ends: no two are both next.

    SQLite's transactions begin with the write lock (IMMEDIATE); PostgreSQL locks the row.

    Raises:
        models.Journal.DoesNotExist: the organ keeps none.

    """
    end = rows.first(models.Journal, organ_id=organ, lock=True)
    if end is None:
        raise models.Journal.DoesNotExist(f"机关{organ}还没有账簿。")
    [end.organ] = rows.find(models.Organ, code=organ)
    return end


def append(
    end: models.Journal,
    content: Mapping[str, Any],
    *,
    postings: Sequence[Posting],
    recorded_at: datetime,
) -> journal.Entry:
    """Write an entry after the locked end of the journal, with its postings and balances.

    ``content`` holds case, kind, step, on and by; the postings are sealed with it.  A moment earlier than
    the last entry's is moved up to it: ``recorded_at`` never decreases within a journal.
    """
    if end.recorded_at is not None and recorded_at < end.recorded_at:
        recorded_at = end.recorded_at.astimezone(recorded_at.tzinfo)
    entry = journal.write(
        {**content, "postings": [one.to_json() for one in postings]} if postings else content,
        organ=end.organ_id,
        number=end.number + 1,
        before=end.seal,
        recorded_at=recorded_at,
    )
    row = models.Entry(
        organ_id=entry.organ,
        number=entry.number,
        case=content["case"],
        kind=content["kind"],
        step=content["step"],
        on=date.fromisoformat(content["on"]),
        recorded_at=recorded_at,
        person=content["by"]["person"],
        body=entry.body,
        seal=entry.seal,
    )
    rows.insert([row])
    if postings:
        rows.insert(books.posting_rows(entry.organ, entry.number, content["case"], recorded_at, postings))
        plain, keyed = books.balance_cells(postings, recorded=books.month_of(recorded_at))
        books.add_to_balances(entry.organ, plain, keyed)
    end.number, end.seal, end.recorded_at = entry.number, entry.seal, recorded_at
    rows.update(end, ("number", "seal", "recorded_at"))
    return entry


def next_serial(organ: str, pattern: str, year: int) -> int:
    """Return the next number under a pattern in a year, counted without gaps."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO store_serial (organ, pattern, year, last) VALUES (%s, %s, %s, 1) "
            "ON CONFLICT (organ, pattern, year) DO UPDATE SET last = store_serial.last + 1 RETURNING last",
            [organ, pattern, year],
        )
        return int(cursor.fetchone()[0])


def raise_serial(organ: str, pattern: str, year: int, least: int) -> None:
    """Let the last number under a pattern in a year be at least so much."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO store_serial (organ, pattern, year, last) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (organ, pattern, year) DO UPDATE SET last = excluded.last "
            "WHERE store_serial.last < excluded.last",
            [organ, pattern, year, least],
        )

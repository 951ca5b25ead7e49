"""The journal in tables: the lock that makes writers queue, and the writing of entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from fazhi.core import journal
from fazhi.core.ledger import Posting
from fazhi.store import books, models, rows

_ENTRY = ("organ_id", "number", "case", "kind", "step", "on", "recorded_at", "person", "body", "seal")


def open_journal(organ: str) -> None:
    """Begin an organ's journal, if it has none."""
    models.Journal.objects.get_or_create(organ_id=organ, defaults={"seal": journal.GENESIS})


def lock(organ: str) -> models.Journal:
    """Return the end of the journal and its organ, locked until the transaction ends: no two are both next.

    SQLite's transactions begin with the write lock (IMMEDIATE); PostgreSQL locks the row.

    Raises:
        models.Journal.DoesNotExist: the organ keeps none.

    """
    return lock_and_ask(organ, ())[0]


def lock_and_ask(
    organ: str, questions: Sequence[rows.Question]
) -> tuple[models.Journal, list[list[tuple[Any, ...]]]]:
    """Return the locked end of the journal, and the answers to questions asked once it is.

    Raises:
        models.Journal.DoesNotExist: the organ keeps none.

    """
    journals, organs = rows.columns_of(models.Journal), rows.columns_of(models.Organ)
    ends, bodies, *answers = rows.answers(
        [
            rows.question(models.Journal, journals, organ_id=organ, lock=True),
            rows.question(models.Organ, organs, code=organ),
            *questions,
        ]
    )
    if not ends:
        raise models.Journal.DoesNotExist(f"机关{organ}还没有账簿。")
    end = rows.built(models.Journal, journals, ends[0])
    end.organ = rows.built(models.Organ, organs, bodies[0])
    return end, answers


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
    recorded_at = moment_after(end, recorded_at)
    entry = journal.write(
        {**content, "postings": [one.to_json() for one in postings]} if postings else content,
        organ=end.organ_id,
        number=end.number + 1,
        before=end.seal,
        recorded_at=recorded_at,
    )
    row = (
        entry.organ,
        entry.number,
        content["case"],
        content["kind"],
        content["step"],
        date.fromisoformat(content["on"]),
        recorded_at,
        content["by"]["person"],
        entry.body,
        entry.seal,
    )
    rows.put(models.Entry, _ENTRY, [row])
    if postings:
        posted = books.posting_rows(entry.organ, entry.number, content["case"], recorded_at, postings)
        rows.put(models.Posting, books.POSTED, posted)
        plain, keyed = books.balance_cells(postings, recorded=books.month_of(recorded_at))
        books.add_to_balances(entry.organ, plain, keyed)
    end.number, end.seal, end.recorded_at = entry.number, entry.seal, recorded_at
    rows.update(end, ("number", "seal", "recorded_at"))
    return entry


def moment_after(end: models.Journal, moment: datetime) -> datetime:
    """Return when what is written now is recorded: ``moment``, or the last entry's if that is later."""
    if end.recorded_at is not None and moment < end.recorded_at:
        return end.recorded_at.astimezone(moment.tzinfo)
    return moment


def head_digest(head: models.Head, before: str) -> str:
    """Return the digest of a head that was published after the one of digest ``before``."""
    content = {
        "organ": head.organ,
        "day": head.day.isoformat(),
        "number": head.number,
        "seal": head.seal,
        "looks": head.looks,
        "looks_seal": head.looks_seal,
        "before": before,
    }
    return journal.sm3(journal.canonical(content).encode())


def next_serial(organ: str, pattern: str, year: int) -> int:
    """Return the next number under a pattern in a year, counted without gaps."""
    counting = (
        "INSERT INTO store_serial (organ, pattern, year, last) VALUES (%s, %s, %s, 1) "
        "ON CONFLICT (organ, pattern, year) DO UPDATE SET last = store_serial.last + 1 RETURNING last"
    )
    [(last,)] = rows.run(counting, [organ, pattern, year], prepared=True).fetchall()
    return int(last)


def raise_serial(organ: str, pattern: str, year: int, least: int) -> None:
    """Let the last number under a pattern in a year be at least so much."""
    raising = (
        "INSERT INTO store_serial (organ, pattern, year, last) VALUES (%s, %s, %s, %s) "
        "ON CONFLICT (organ, pattern, year) DO UPDATE SET last = excluded.last "
        "WHERE store_serial.last < excluded.last"
    )
    rows.run(raising, [organ, pattern, year, least], prepared=True)

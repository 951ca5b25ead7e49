"""Checks the rows of the books against each other: seals, copies of what is sealed, sums.

Everything is streamed: whatever its length, a journal is checked in constant memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import InvalidOperation
from typing import Any

from django.db import DatabaseError, connection, transaction

from fazhi.core import journal
from fazhi.core.ledger import Posting
from fazhi.store import books, journals, models
from fazhi.store import rows as store_rows

CHUNK = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is not as it was written: what kind of thing, where it lies, what is wrong with it.

    ``what`` is entry, journal, posting, balance, tally, serial, document, template, evidence, paper, key,
    filing, head, look or handover.
    """

    what: str
    where: str
    message: str


class Progress:
    """Counts what has been checked, and tells it on."""

    def __init__(self, tell: Any = None) -> None:
        self.counts: dict[str, int] = {}
        self._tell = tell

    def seen(self, what: str, number: int = 1, *, of: int = 0) -> None:
        """Count ``number`` more; ``of`` is how many there are, 0 if that is not known."""
        before = self.counts.get(what, 0)
        self.counts[what] = before + number
        if self._tell is not None and before // CHUNK != self.counts[what] // CHUNK:
            self._tell(what, self.counts[what], of)


@contextmanager
def snapshot() -> Iterator[None]:
    """Let everything that is read be read as of one moment, while others go on writing."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        # Django's own transactions begin with the write lock, which a reader must not hold.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")


def place_of(organ: str, number: int, case: str = "") -> str:
    """Say where an entry lies."""
    return f"机关{organ} 第{number}号记录" + (f" 案件{case}" if case else "")


# Entries -------------------------------------------------------------------------------------------

_COLUMNS = ("number", "body", "seal", "organ_id", "case", "kind", "step", "on", "recorded_at", "person")


def entries(organ: str, progress: Progress) -> Iterator[Finding]:
    """Check the chain of an organ's journal, the columns beside each body, and the end of the journal."""
    of = models.Journal.objects.filter(pk=organ).values_list("number", flat=True).first() or 0
    last: tuple[int, str, datetime | None] = (0, journal.GENESIS, None)
    before: datetime | None = None
    unseen = 0
    rows = store_rows.stream(models.Entry, _COLUMNS, order="number", chunk=CHUNK, organ_id=organ)
    for row, content, broken in journal.chained(rows):
        number, _, seal, _, case, _, _, _, recorded_at, _ = row
        if broken or not content or not _repeats(content, row):
            messages = [one.message for one in broken]
            for message in [*messages, *(_beside(content, row) if content else ())]:
                yield Finding(what="entry", where=place_of(organ, number, case), message=message)
        if before is not None and recorded_at < before:
            yield Finding(what="entry", where=place_of(organ, number, case), message="记录时间早于上一号记录")
        last, before = (number, seal, recorded_at), recorded_at
        unseen += 1
        if unseen == CHUNK:
            progress.seen("entries", unseen, of=of)
            unseen = 0
    if unseen:
        progress.seen("entries", unseen, of=of)
    yield from _end(organ, *last)


def _repeats(content: Mapping[str, Any], row: tuple[Any, ...]) -> bool:
    """Tell whether the columns repeat what the body says: all of them, of nearly every entry."""
    _, _, _, organ, case, kind, step, on, recorded_at, person = row
    try:
        return bool(
            content["case"] == case
            and content["step"] == step
            and content["on"] == on.isoformat()
            and content["kind"] == kind
            and content["by"]["person"] == person
            and content["organ"] == organ
            and datetime.fromisoformat(content["recorded_at"]) == recorded_at
        )
    except (KeyError, TypeError, ValueError):
        return False


def _beside(content: Mapping[str, Any], row: tuple[Any, ...]) -> Iterator[str]:
    """Yield which columns do not repeat what the body says."""
    _, _, _, organ, case, kind, step, on, recorded_at, person = row
    by = content.get("by")
    told = (
        content.get("organ"),
        content.get("case"),
        content.get("kind"),
        content.get("step"),
        content.get("on"),
        by.get("person") if isinstance(by, dict) else None,
    )
    beside = (organ, case, kind, step, on.isoformat(), person)
    names = ("organ_id", "case", "kind", "step", "on", "person")
    for name, column, body in zip(names, beside, told, strict=True):
        if column != body:
            yield f"栏目 {name} 为“{column}”，与封存内容“{body}”不符"
    if recorded_at != moment(content.get("recorded_at")):
        yield f"栏目 recorded_at 为“{recorded_at}”，与封存内容“{content.get('recorded_at')}”不符"


def moment(text: object) -> datetime | None:
    """Return the moment that a body tells, None if it tells none."""
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None


def _end(organ: str, number: int, seal: str, recorded_at: datetime | None) -> Iterator[Finding]:
    row = models.Journal.objects.filter(pk=organ).first()
    where = f"机关{organ} 账簿末尾"
    if row is None:
        yield Finding(what="journal", where=where, message="没有账簿末尾的登记")
    elif (row.number, row.seal) != (number, seal):
        message = f"登记的末号为{row.number}，账簿实际止于第{number}号，或者封印不同：可能有记录被整段删除"
        yield Finding(what="journal", where=where, message=message)
    elif row.recorded_at != recorded_at:
        yield Finding(what="journal", where=where, message="登记的末号时间与末号记录不同")


def bodies(organ: str, holding: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yield (number, case, content) of the entries whose body holds a list of that name."""
    rows = models.Entry.objects.filter(organ_id=organ, body__contains=f'"{holding}":[').order_by("number")
    for number, case, body in rows.values_list("number", "case", "body").iterator(CHUNK):
        try:
            content = json.loads(body)
        except ValueError:
            continue  # told with the entries
        if isinstance(content, dict) and isinstance(content.get(holding), list):
            yield number, case, content


# Postings ------------------------------------------------------------------------------------------

_POSTED = (
    "entry", "line", "case", "indicator", "place", "on", "recorded", "amount", "key", "slices", "reverses",
)  # fmt: skip


def postings(organ: str, progress: Progress) -> Iterator[Finding]:
    """Check that the postings in the table are those in the bodies, row by row, none missing, none more."""
    rows = models.Posting.objects.filter(organ_id=organ).order_by("entry", "line").values_list(*_POSTED)
    for found, said in paired(rows.iterator(CHUNK), _as_posted(organ), key=lambda row: row[:2]):
        progress.seen("postings")
        row = found or said
        assert row is not None  # noqa: S101 - one of a pair is always there
        where = f"{place_of(organ, row[0], row[2])} 第{row[1] + 1}笔记账"
        if found is None:
            yield Finding(what="posting", where=where, message="账簿内有，记账表中缺少")
        elif said is None:
            yield Finding(what="posting", where=where, message="记账表中有，账簿内没有")
        elif found != said:
            differing = [name for name, a, b in zip(_POSTED, found, said, strict=True) if a != b]
            yield Finding(what="posting", where=where, message=f"栏目 {'、'.join(differing)} 与封存内容不符")


def _as_posted(organ: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows that the bodies call for."""
    for number, case, content in bodies(organ, "postings"):
        recorded_at = moment(content.get("recorded_at"))
        recorded = books.month_of(recorded_at) if recorded_at else 0
        for line, data in enumerate(content["postings"]):
            try:
                one = Posting.from_json(data)
                amount = books.hundredths(one.amount)
            except (KeyError, TypeError, ValueError, InvalidOperation):
                continue  # told with the entries: such a body was not written by us
            yield (
                number,
                line,
                content.get("case", case),
                one.indicator,
                one.place,
                one.on,
                recorded,
                amount,
                one.key,
                books.slices_text(one.slices),
                one.reverses,
            )


def paired(
    left: Iterable[tuple[Any, ...]], right: Iterable[tuple[Any, ...]], *, key: Any
) -> Iterator[tuple[tuple[Any, ...] | None, tuple[Any, ...] | None]]:
    """Yield the rows of two ordered streams side by side by key, None where one has none."""
    ours, theirs = iter(left), iter(right)
    one, other = next(ours, None), next(theirs, None)
    while one is not None or other is not None:
        if other is None or (one is not None and key(one) < key(other)):
            yield one, None
            one = next(ours, None)
        elif one is None or key(other) < key(one):
            yield None, other
            other = next(theirs, None)
        else:
            yield one, other
            one, other = next(ours, None), next(theirs, None)


# Balances ------------------------------------------------------------------------------------------


def balances(organ: str, progress: Progress) -> Iterator[Finding]:
    """Check that every balance and every keyed tally is the sum of its postings, computed by the database."""
    kept = (
        (models.Balance.objects.filter(organ_id=organ), "store_balance", "balance", False),
        (models.Tally.objects.filter(organ_id=organ), "store_tally", "tally", True),
    )
    for rows, table, what, keyed in kept:
        names = [*books.CELL, *(["key"] if keyed else [])]
        try:
            for row in _differences(organ, table, names, keyed=keyed):
                yield _unequal(organ, what, names, row)
        except DatabaseError:
            message = "记账表中有读不出的分项，无法合计；请先看记账的检查结果"
            yield Finding(what=what, where=f"机关{organ}", message=message)
        progress.seen("balances", rows.count())


def _differences(organ: str, table: str, names: list[str], *, keyed: bool) -> Iterator[tuple[Any, ...]]:
    """Yield the cells where balance and postings differ.

    Each is the cell, the amount booked and kept, how many postings there are and are said, how many rows
    keep it.
    """
    columns = ", ".join(names)
    posted, given = books.cells_by_sql(organ, keyed=keyed)
    query = (
        f"SELECT {columns}, SUM(booked), SUM(kept), SUM(lines), SUM(said), SUM(held) FROM ("  # noqa: S608 - own names
        f"SELECT {columns}, amount AS booked, 0 AS kept, postings AS lines, 0 AS said, 0 AS held, "
        f"1 AS posted FROM ({posted}) AS posted "
        f"UNION ALL SELECT {columns}, 0, amount, 0, postings, 1, 0 FROM {table} WHERE organ_id = %s"
        f") AS cells GROUP BY {columns} HAVING SUM(booked) <> SUM(kept) OR SUM(lines) <> SUM(said) "
        f"OR SUM(held) <> 1 OR SUM(posted) = 0 ORDER BY {columns}"
    )
    point = connection.savepoint() if connection.in_atomic_block else None
    try:
        with connection.cursor() as cursor:
            cursor.execute(query, [*given, organ])
            while rows := cursor.fetchmany(CHUNK):
                yield from rows
    except DatabaseError:
        if point is not None:
            connection.savepoint_rollback(point)
        raise


def _unequal(organ: str, what: str, names: list[str], row: tuple[Any, ...]) -> Finding:
    cell = dict(zip(names, row, strict=False))
    booked, kept, lines, said, held = row[len(names) :]
    slice_ = f" {cell['dimension']}={cell['value']}" if cell["dimension"] else ""
    where = (
        f"机关{organ} 指标{cell['indicator']}{slice_} 社区{cell['place'] or '—'} "
        f"{cell['month']}月发生 {cell['recorded']}月登记"
    )
    if not held:
        message = f"记账合计{books.amount_of(booked)}，缺少这一行余额"
    else:
        message = f"余额为{books.amount_of(kept)}，记账合计为{books.amount_of(booked)}"
        if lines != said:
            message += f"；所记笔数为{said}，实有{lines}笔"
    return Finding(what=what, where=where, message=message)


# Heads ----------------------------------------------------------------------------------------------


def heads(organ: str, progress: Progress) -> Iterator[Finding]:
    """Check that every head published is as it was, and still the seal of that entry and of that look."""
    before = journal.GENESIS
    for head in models.Head.objects.filter(organ=organ).order_by("day").iterator(CHUNK):
        progress.seen("heads")
        if journals.head_digest(head, before) != head.digest:
            message = f"{head.day}公布的账簿末封印与其摘要不符，或者其前有公布的记录被删改"
            yield Finding(what="head", where=place_of(organ, head.number), message=message)
        before = head.digest
        entry = models.Entry.objects.filter(organ_id=organ, number=head.number)
        if entry.values_list("seal", flat=True).first() != head.seal:
            message = f"{head.day}公布的账簿末封印，与账簿中第{head.number}号记录的封印不同"
            yield Finding(what="head", where=place_of(organ, head.number), message=message)
        look = models.Look.objects.filter(organ=organ, number=head.looks)
        if (look.values_list("seal", flat=True).first() or journal.GENESIS) != head.looks_seal:
            message = f"{head.day}公布时共查看{head.looks}次，其末封印与查看登记不同"
            yield Finding(what="look", where=f"机关{organ} 第{head.looks}次查看", message=message)

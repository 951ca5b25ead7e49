"""Rebuilds what is kept for speed from what is evidence: caches from entries, balances from postings.

The journal is read again in its order, and each entry writes what it wrote when it came through the door, so
that what a case knew of others is what it knew then.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import Model, QuerySet

from fazhi.core.journal import GENESIS
from fazhi.procedures import registry
from fazhi.store import audit, books, journals, models, sealing
from fazhi.store.handed_over import Received, Sent
from fazhi.usecases import caches, handovers, histories, local_counts, rewriting, serials
from fazhi.usecases.histories import Written
from fazhi.usecases.verify import Progress

_AT_ONCE = 500
_REMEMBERED = 5000

#: What is kept for speed: the table, how its rows are ordered, and which column names the organ.
_CACHES: tuple[tuple[type[Model], tuple[str, ...], str], ...] = (
    (models.Trace, ("case_id", "digest"), "organ"),
    (models.Piece, ("case_id",), "organ"),
    (models.Due, ("case_id", "id"), "organ"),
    (models.Hand, ("case_id", "person"), "organ"),
    (models.Link, ("source", "target", "relation"), "organ"),
    (models.Correction, ("proposal", "target"), "organ"),
    (models.LocalIndicator, ("code",), "organ"),
    (Sent, ("entry",), "organ"),
    (Received, ("entry",), "organ"),
    (models.Case, ("key",), "organ_id"),
    (models.Balance, (*books.CELL,), "organ_id"),
    (models.Tally, (*books.CELL, "key"), "organ_id"),
)
#: What is counted on from: put right, never emptied.
_COUNTERS: tuple[tuple[type[Model], tuple[str, ...], str], ...] = (
    (models.Journal, ("organ_id",), "organ_id"),
    (models.Serial, ("pattern", "year"), "organ"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """How many entries were read, and which tables came out otherwise than they had been."""

    organs: tuple[str, ...]
    entries: int
    changed: tuple[str, ...]


def rebuild(
    organs: Iterable[str] | None = None, *, check: bool = False, progress: Progress | None = None
) -> Rebuilt:
    """Rebuild every cache of organs (all, if none are named); with ``check`` only tell what would change.

    Each organ's books are locked while they are rebuilt, and either all of its caches are new or none.
    """
    wanted = (
        organs if organs is not None else models.Organ.objects.order_by("code").values_list("code", flat=True)
    )
    known = tuple(wanted)
    changed: dict[str, None] = {}
    counted = audit.Progress(progress)
    for organ in known:
        with transaction.atomic():
            end = journals.lock(organ)
            before = _fingerprints(organ)
            _empty(organ)
            _Replay(end.organ, counted, of=end.number).run()
            _sum(organ)
            _put_right(organ)
            after = _fingerprints(organ)
            if check:
                transaction.set_rollback(True)
        changed |= dict.fromkeys(table for table in before if before[table] != after[table])
    return Rebuilt(organs=known, entries=counted.counts.get("entries", 0), changed=tuple(changed))


# Comparing -----------------------------------------------------------------------------------------


def _rows_of(table: type[Model], organ: str, column: str) -> QuerySet[Any]:
    rows: QuerySet[Any] = table._default_manager.filter(**{column: organ})  # noqa: SLF001 - documented by Django
    return rows


def _fingerprints(organ: str) -> dict[str, str]:
    """Return a digest of each table's rows, whatever numbers the database gave them."""
    found = {}
    for table, order, column in (*_CACHES, *_COUNTERS):
        digest = hashlib.blake2b()
        for row in _told(_rows_of(table, organ, column).order_by(*order)):
            digest.update(row.encode())
        found[table.__name__] = digest.hexdigest()
    return found


def _told(rows: QuerySet[Any]) -> Iterator[str]:
    names = [one.attname for one in rows.model._meta.concrete_fields if one.name != "id"]  # noqa: SLF001 - as above
    for row in rows.values_list(*names).iterator(audit.CHUNK):
        yield json.dumps(row, ensure_ascii=False, sort_keys=True, default=str) + "\n"


def _empty(organ: str) -> None:
    for table, _, column in _CACHES:
        _rows_of(table, organ, column)._raw_delete("default")  # noqa: SLF001 - Django's own way reads every row first


# Replaying -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Past:
    """What has been read of a case so far, and its key."""

    written: list[Written] = field(default_factory=list)
    secret: bytes | None = None


class _Replay:
    """One organ's journal, read in order from the beginning."""

    def __init__(self, organ: models.Organ, counted: audit.Progress, *, of: int) -> None:
        self.organ = organ
        self.counted = counted
        self.of = of
        self.past: OrderedDict[str, _Past] = OrderedDict()

    def run(self) -> None:
        for number, content in self._entries():
            past = self._of_case(content["case"], number)
            entry = Written(number=number, content=content)
            if entry.kind == "step":
                self._step(entry, past)
            elif entry.kind == "proposal":
                self._proposal(entry)
            elif entry.kind == "confirmation":
                self._confirmation(entry, past)
            elif entry.kind == "rejection":
                self._decided(entry, "rejected")
            elif entry.kind == local_counts.KIND:
                local_counts.keep(self.organ.code, number, content)
            elif entry.kind in handovers.KEEPS:
                handovers.KEEPS[entry.kind](self.organ.code, number, content)
            past.written.append(entry)
            self.counted.seen("entries", of=self.of)

    def _entries(self) -> Iterator[tuple[int, dict[str, Any]]]:
        last = 0
        rows = models.Entry.objects.filter(organ_id=self.organ.code).order_by("number")
        while part := list(rows.filter(number__gt=last).values_list("number", "body")[:_AT_ONCE]):
            for number, body in part:
                yield number, json.loads(body)
            last = part[-1][0]

    def _of_case(self, case: str, number: int) -> _Past:
        """Return what came before in a case, from memory if it is not long ago."""
        past = self.past.pop(case, None)
        if past is None:
            past = _Past(secret=sealing.case_key(self.organ.code, case))
            if case != f"{self.organ.code}-{number}":
                past.written = [one for one in histories.entries(case) if one.number < number]
        self.past[case] = past
        if len(self.past) > _REMEMBERED:
            self.past.popitem(last=False)
        return past

    def _step(self, entry: Written, past: _Past) -> None:
        content, key = entry.content, entry.content["case"]
        row = models.Case.objects.filter(pk=key).first()
        event = histories.event_of(entry.number, content)
        origin = content.get("origin", "")
        procedure = registry.procedure(content["procedure"], content["version"])
        view = histories.view(
            procedure,
            histories.effective(past.written),
            organ=self.organ.code,
            case=key if row else "",
            also=(event,),
            organ_kind=self.organ.kind,
            profiles=self.organ.settings.get("profiles", ()),
            origins=(origin,) if origin else (),
        )
        caches.write_case(
            row,
            view.after(event),
            key=key,
            organ=self.organ.code,
            place=row.place if row else content.get("place", ""),
            number=content.get("number_given", ""),
            origin=origin,
            sealed=self._opened(past, key, content),
        )

    def _opened(self, past: _Past, key: str, content: dict[str, Any]) -> dict[str, Any]:
        if past.secret is None:
            return {}
        return sealing.open_values(past.secret, key, content.get("sealed", ""))

    # Corrections -----------------------------------------------------------------------------------

    def _proposal(self, entry: Written) -> None:
        content = entry.content
        models.Correction.objects.bulk_create(
            models.Correction(
                organ=self.organ.code, case=content["case"], target=target, proposal=entry.number
            )
            for target in (content["target"], *content.get("also", ()))
        )

    def _decided(self, entry: Written, outcome: str) -> None:
        models.Correction.objects.filter(organ=self.organ.code, proposal=entry.content["proposal"]).update(
            outcome=outcome, decided_by=entry.number
        )

    def _confirmation(self, entry: Written, past: _Past) -> None:
        self._decided(entry, "confirmed")
        row = models.Case.objects.filter(pk=entry.content["case"]).first()
        if row is None:  # an opening entry was voided: it has no case
            return
        kept = histories.kept([*past.written, entry])
        view = histories.view(
            histories.procedure_of(row),
            [one.event for one in kept],
            organ=self.organ.code,
            case=row.key,
            organ_kind=self.organ.kind,
            profiles=self.organ.settings.get("profiles", ()),
        )
        rewriting.rewrite(row, view, kept, written=past.written, entry=entry.number)


# Sums and counters ---------------------------------------------------------------------------------


def _sum(organ: str) -> None:
    """Sum balances and keyed tallies from the postings, in the database."""
    with connection.cursor() as cursor:
        for table, keyed in (("store_balance", False), ("store_tally", True)):
            columns = ", ".join([*books.CELL, *(["key"] if keyed else []), *books.SUMMED])
            query, given = books.cells_by_sql(organ, keyed=keyed)
            cursor.execute(
                f"INSERT INTO {table} (organ_id, {columns}) SELECT %s, {columns} FROM ({query}) AS cells",  # noqa: S608 - own names
                [organ, *given],
            )


def _put_right(organ: str) -> None:
    """Set the end of the journal where it ends, and no counter behind what was given out."""
    last = models.Entry.objects.filter(organ_id=organ).order_by("-number").first()
    number, seal = (last.number, last.seal) if last else (0, GENESIS)
    models.Journal.objects.filter(pk=organ).update(
        number=number, seal=seal, recorded_at=last.recorded_at if last else None
    )
    for (pattern, year), n in serials.given(organ).items():
        if year:
            row, _ = models.Serial.objects.get_or_create(
                organ=organ, pattern=pattern, year=year, defaults={"last": n}
            )
            models.Serial.objects.filter(pk=row.pk, last__lt=n).update(last=n)

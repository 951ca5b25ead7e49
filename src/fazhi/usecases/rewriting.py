"""Writes every cache of a case anew from the history that holds, after a correction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fazhi.core.case import CaseView
from fazhi.store import models, rows, sealing
from fazhi.store.search import pieces
from fazhi.usecases import caches, histories
from fazhi.usecases.histories import Kept, Written


def rewrite(
    row: models.Case, view: CaseView, kept: Sequence[Kept], *, written: Sequence[Written], entry: int
) -> None:
    """Write the caches of a case whose history became ``view.history``, that of ``kept``, by ``entry``.

    ``written`` are the entries of the case: whoever recorded a step keeps a hand in the case, though the step
    be voided.
    """
    row.last_entry = entry
    if view.history:
        _stands(row, view, kept)
    else:
        _is_void(row, view)
    row.save()
    caches.write_dues(row, view, new=False)
    rows.insert(
        [models.Piece(case_id=row.key, organ=row.organ_id, text=pieces(f"{row.number} {row.title}"))],
        conflict="ON CONFLICT (case_id) DO UPDATE SET text = excluded.text",
    )
    _hands(row, view, written)
    _links(row, view)
    _traces(row, view, kept)


def _stands(row: models.Case, view: CaseView, kept: Sequence[Kept]) -> None:
    stage = view.stage
    row.title = caches.title_of(view)
    row.place = kept[0].place
    row.stage = stage.name if stage else ""
    row.final = bool(stage and stage.final)
    row.opened_on = view.history[0].on
    row.last_on = view.history[-1].on
    row.record = view.facts
    row.steps = [event.step for event in view.history]
    row.subject = caches.subject_of(view)
    row.due = caches.due_of(view)


def _is_void(row: models.Case, view: CaseView) -> None:
    """A case with no step left stands nowhere; it stays to be seen, under its number."""
    row.title = f"{view.procedure.label}（已作废）"
    row.stage, row.final = "", True
    row.record, row.steps, row.subject, row.due = {}, [], "", None


def _hands(row: models.Case, view: CaseView, written: Sequence[Written]) -> None:
    models.Hand.objects.filter(case=row).delete()
    recorders: dict[str, Any] = {}
    for entry in written:
        if entry.kind == "step":
            event = histories.event_of(entry.number, entry.content)
            recorders |= dict.fromkeys({event.by.person, event.by.standing_for} - {""}, event.on)
    rows.insert(
        [
            models.Hand(case=row, person=person, organ=row.organ_id, procedure=row.procedure, last_on=on)
            for person, on in recorders.items()
        ]
    )
    for event in view.history:
        caches.write_hands(row, view.procedure, event)


def _links(row: models.Case, view: CaseView) -> None:
    models.Link.objects.filter(source=row.key).exclude(relation="origin").delete()
    for event in view.history:
        caches.write_links(row, view.procedure, event)


def _traces(row: models.Case, view: CaseView, kept: Sequence[Kept]) -> None:
    models.Trace.objects.filter(case=row).delete()
    secret = sealing.case_key(row.organ_id, row.key)
    if secret is None:
        return
    for one in kept:
        if values := sealing.open_values(secret, row.key, one.sealed):
            caches.write_traces(view.procedure, row.key, row.organ_id, one.event.step, values)

"""Limits as they were known at an earlier position of a journal, of the cases that went on since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases import caches, histories
from fazhi.usecases.histories import Written

_AT_ONCE = 500


def moved_on(organ: str, number: int) -> Iterator[models.Due]:
    """Yield the limits of the cases that changed after entry ``number``, as its journal told them until then.

    They are counted again from the entries, and belong to no table.
    """
    limited = [one.code for one in registry.versions().values() if one.parts.limits]
    cases = models.Case.objects.filter(organ_id=organ, procedure__in=limited, last_entry__gt=number)
    then = [row for row in cases.order_by("key").iterator() if _opened_at(row) <= number]
    if not then:
        return
    place = models.Organ.objects.get(pk=organ)
    for start in range(0, len(then), _AT_ONCE):
        some = then[start : start + _AT_ONCE]
        written = _written([row.key for row in some], number)
        for row in some:
            yield from _of(row, written[row.key], place)


def _opened_at(row: models.Case) -> int:
    return int(row.key.rpartition("-")[2])


def _written(cases: list[str], number: int) -> dict[str, list[Written]]:
    found: dict[str, list[Written]] = defaultdict(list)
    rows = models.Entry.objects.filter(case__in=cases, number__lte=number).order_by("number")
    for case, entry, body in rows.values_list("case", "number", "body"):
        found[case].extend(histories.written([(entry, body)]))
    return found


def _of(row: models.Case, written: list[Written], organ: models.Organ) -> Iterator[models.Due]:
    history = histories.effective(written)
    if not history:
        return  # voided by then
    view = histories.view(
        histories.procedure_of(row),
        history,
        organ=organ.code,
        case=row.key,
        organ_kind=organ.kind,
        profiles=organ.settings.get("profiles", ()),
    )
    yield from caches.dues(row, view)

"""Looks at personal data in their table: each organ's chain of them, every look sealing the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any

from django.db import transaction

from fazhi.core.journal import GENESIS, canonical, sm3
from fazhi.store import journals, models
from fazhi.store.audit import CHUNK, Finding, Progress


def sealed(look: models.Look, before: str) -> str:
    """Return the seal of a look that comes after the one sealed ``before``."""
    content: dict[str, Any] = {
        "organ": look.organ,
        "number": look.number,
        "before": before,
        "case": look.case,
        "person": look.person,
        "post": look.post,
        "fields": look.fields,
        "reason": look.reason,
        "at": look.at.astimezone(UTC).isoformat(timespec="microseconds"),
    }
    return sm3(canonical(content).encode())


def append(looks: Sequence[models.Look]) -> None:
    """Write looks of one organ after the last one it has; their numbers and seals are given here."""
    if not looks:
        return
    organ = looks[0].organ
    with transaction.atomic():
        journals.open_journal(organ)
        end = journals.lock(organ)
        for look in looks:
            end.looks += 1
            look.number = end.looks
            look.seal = end.looks_seal = sealed(look, end.looks_seal)
        models.Look.objects.bulk_create(looks)
        end.save(update_fields=["looks", "looks_seal"])


def check(organ: str, progress: Progress) -> Iterator[Finding]:
    """Check that each look is as it was written, that none is missing, and that the last one is the last."""
    number, seal = 0, GENESIS
    for row in models.Look.objects.filter(organ=organ).order_by("number", "id").iterator(CHUNK):
        progress.seen("looks")
        where = f"机关{organ} 第{row.number}次查看 案件{row.case}"
        if row.number != number + 1:
            message = f"应为第{number + 1}次查看，登记的却是第{row.number}次：有缺失、重复或者改动"
            yield Finding(what="look", where=where, message=message)
        if sealed(row, seal) != row.seal:
            message = "查看的内容与封印不符，或者未与上一次相接"
            yield Finding(what="look", where=where, message=message)
        number, seal = row.number, row.seal
    end = models.Journal.objects.filter(pk=organ).values_list("looks", "looks_seal").first()
    if end is not None and end != (number, seal):
        message = f"登记的查看共{end[0]}次，实际止于第{number}次，或者封印不同：可能有查看被整段删除"
        yield Finding(what="look", where=f"机关{organ} 查看末尾", message=message)

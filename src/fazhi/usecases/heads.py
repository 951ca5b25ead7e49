"""The heads of the journals, published daily, so that nobody can rewrite the past unseen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from fazhi.core.journal import GENESIS
from fazhi.store import journals, models


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last entry of an organ's journal on a day, and its seal."""

    organ: str
    organ_name: str
    day: date
    number: int
    seal: str
    digest: str

    def __str__(self) -> str:
        """Return the line that is published; the digest stands for looks and for the heads before, too."""
        return f"{self.day} {self.organ_name}（{self.organ}） 第{self.number}号 {self.seal} {self.digest}"


def publish(*, now: datetime, organs: Iterable[str] | None = None) -> list[Head]:
    """Fix the head of each journal for the day of ``now``, once a day, and return the day's heads.

    A journal without entries has none.
    """
    day = now.date()
    ends = models.Journal.objects.filter(number__gt=0).order_by("organ_id")
    if organs is not None:
        ends = ends.filter(organ_id__in=list(organs))
    with transaction.atomic():
        for end in ends:
            before = models.Head.objects.filter(organ=end.organ_id).order_by("-day").first()
            head = models.Head(
                organ=end.organ_id,
                day=day,
                number=end.number,
                seal=end.seal,
                looks=end.looks,
                looks_seal=end.looks_seal,
            )
            digest = journals.head_digest(head, before.digest if before else GENESIS)
            if before is None or before.day < day:
                told = {name: getattr(head, name) for name in ("number", "seal", "looks", "looks_seal")}
                models.Head.objects.get_or_create(
                    organ=head.organ, day=day, defaults={**told, "digest": digest}
                )
    wanted = [end.organ_id for end in ends]
    return _named(models.Head.objects.filter(day=day, organ__in=wanted).order_by("organ"))


def published(organ: str = "", *, limit: int = 400) -> list[Head]:
    """Return the heads published of an organ, of all for "", newest first."""
    rows = models.Head.objects.order_by("-day", "organ")
    return _named((rows.filter(organ=organ) if organ else rows)[:limit])


def _named(rows: Iterable[models.Head]) -> list[Head]:
    found = list(rows)
    names = dict(models.Organ.objects.filter(pk__in={row.organ for row in found}).values_list("code", "name"))
    return [
        Head(
            organ=row.organ,
            organ_name=names.get(row.organ, row.organ),
            day=row.day,
            number=row.number,
            seal=row.seal,
            digest=row.digest,
        )
        for row in found
    ]

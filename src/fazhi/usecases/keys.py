"""The keys of organs and cases: which there are, rotation, and destruction when retention ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from fazhi.core.case import Refusal
from fazhi.core.law import LimitRow
from fazhi.law import limit
from fazhi.law.holidays import calendar
from fazhi.law.roles import CORRECTOR
from fazhi.store import audit, journals, models, sealing
from fazhi.store.sealing import KeyMissingError, erasing
from fazhi.usecases import access
from fazhi.usecases.own_rules import CHOSEN
from fazhi.usecases.people import Clerk
from fazhi.usecases.record import Refused, by
from fazhi.usecases.verify import Progress

__all__ = [
    "Erased", "KeyMissingError", "Keys", "destroy", "kept_for", "kept_until", "listed", "organs", "rotate",
]  # fmt: skip

_AT_ONCE = 500
PERMANENT = "permanent"
#: How long a file is kept, by the retention given when it was closed; one that says nothing is kept long.
_RETENTION = {"short": "AR-03", "long": "AR-04"}
_POSTS = ("archivist", *CORRECTOR.posts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The keys of an organ: generations of its own, cases wrapped under each, cases whose key is gone."""

    organ: str
    organ_name: str
    generations: int
    wrapped: dict[int, int]
    destroyed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """The personal data of a case was destroyed by this entry."""

    case: str
    entry: int


def organs() -> list[str]:
    """Return the codes of all organs."""
    return list(models.Organ.objects.order_by("code").values_list("code", flat=True))


def listed(organ: str) -> Keys:
    """Return the keys of an organ, counted.

    Raises:
        KeyMissingError: the organ has no key file.

    """
    wrapped: dict[int, int] = {}
    for text in models.CaseKey.objects.filter(organ=organ).values_list("wrapped", flat=True).iterator():
        generation = int(text.partition(":")[0])
        wrapped[generation] = wrapped.get(generation, 0) + 1
    return Keys(
        organ=organ,
        organ_name=models.Organ.objects.values_list("name", flat=True).get(pk=organ),
        generations=len(sealing.organ_keys(organ)["generations"]),
        wrapped=dict(sorted(wrapped.items())),
        destroyed=models.Entry.objects.filter(organ_id=organ, kind="erasure").count(),
    )


# Rotation ------------------------------------------------------------------------------------------


def rotate(organ: str, *, progress: Progress | None = None) -> Keys:
    """Make a new key for the organ and wrap the keys of its cases again under it.

    Old generations stay in the key file, for backups; what is sealed with the keys of cases does not change.
    It may be interrupted and run again: each case's key is wrapped under one generation or the other.
    """
    with erasing():
        _wrap_again(organ, sealing.add_generation(organ), audit.Progress(progress))
    return listed(organ)


def _wrap_again(organ: str, newest: int, counted: audit.Progress) -> None:
    rows = models.CaseKey.objects.filter(organ=organ).order_by("case")
    of, last = rows.count(), ""
    while part := list(rows.filter(case__gt=last)[:_AT_ONCE]):
        with transaction.atomic():
            # Locked, so that no key destroyed meanwhile is written back.
            for row in (
                models.CaseKey.objects.select_for_update()
                .filter(pk__in=[one.pk for one in part])
                .order_by("case")
            ):
                if row.wrapped.partition(":")[0] != str(newest):
                    key = sealing.unwrap(organ, row.case, row.wrapped)
                    models.CaseKey.objects.filter(pk=row.pk).update(
                        wrapped=sealing.wrap(organ, row.case, key)
                    )
        last = part[-1].case
        counted.seen("keys", len(part), of=of)


# Destruction ---------------------------------------------------------------------------------------


def destroy(case: str, *, reason: str, clerk: Clerk, now: datetime) -> Erased | Refused:
    """Destroy the key of a closed case whose retention has ended: its personal data can never be read again.

    Journal, figures and filed statements stay whole.  ``reason`` names the appraisal it rests on (鉴定).
    Backups made earlier hold the key still, and are to be destroyed with it.
    """
    with erasing(), transaction.atomic():
        end = journals.lock(clerk.organ)
        try:
            row = access.case_for(clerk, case)
        except access.NotYoursError as error:
            return Refused(refusals=(Refusal(code="no-such-case", message=str(error), basis=str(CHOSEN)),))
        if refusals := tuple(_against(row, reason.strip(), clerk, now.date())):
            return Refused(refusals=refusals)
        content = {
            "kind": "erasure",
            "case": case,
            "step": "erasure",
            "on": now.date().isoformat(),
            "by": by(clerk.acting_as(_POSTS)),
            "reason": reason.strip(),
        }
        entry = journals.append(end, content, postings=(), recorded_at=now)
        models.CaseKey.objects.filter(pk=case).delete()
        models.Trace.objects.filter(case=case).delete()
        return Erased(case=case, entry=entry.number)


def _against(row: models.Case, reason: str, clerk: Clerk, today: date) -> Iterator[Refusal]:
    kept = kept_for(row)
    rule = str(kept.basis if kept is not None else limit("AR-04").basis)
    if not clerk.holds(*_POSTS):
        yield Refusal(
            code="wrong-post",
            message="销毁档案中的个人信息由档案员或者科室、分管负责人办理，您现任的岗位不能办理。",
            basis=rule,
        )
    if not reason:
        yield Refusal(
            code="reason-missing",
            message="请写明鉴定意见或者批准文号；不要写入姓名等个人信息。",
            basis=rule,
            field="reason",
        )
    if sealing.case_key(row.organ_id, row.key) is None:
        yield Refusal(code="data-destroyed", message="本案的个人信息已经销毁，无须再办。", basis=rule)
    if not row.final:
        yield Refusal(code="not-closed", message="本案尚未办结归档，不能销毁。", basis=rule)
    elif kept is None:
        yield Refusal(code="kept-for-ever", message="本案保管期限为永久，不能销毁。", basis=rule)
    elif (until := kept_until(row)) is not None and today <= until:
        yield Refusal(
            code="still-kept", message=f"本案保管至{until}，期限届满并经鉴定后才能销毁。", basis=rule
        )


def kept_for(row: models.Case) -> LimitRow | None:
    """Return the row that says how long a case's file is kept, None for ever."""
    retention = str(row.record.get("retention", "long"))
    return None if retention == PERMANENT else limit(_RETENTION.get(retention, "AR-04"))


def kept_until(row: models.Case) -> date | None:
    """Return the last day of a closed case's retention, counted from the end of the year; None for ever."""
    kept = kept_for(row)
    return kept.count(date(row.last_on.year, 12, 31), calendar()).last_day if kept is not None else None

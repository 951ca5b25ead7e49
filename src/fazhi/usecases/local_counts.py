"""The organ's own indicators: declared by the office itself, counted into by any activity."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from fazhi.core.case import Refusal
from fazhi.core.form import FieldProblem, Number
from fazhi.core.ledger import Posting
from fazhi.core.procedure import Procedure
from fazhi.law.roles import CORRECTOR
from fazhi.procedures import registry
from fazhi.store import journals, models
from fazhi.usecases import people
from fazhi.usecases.own_rules import COUNTED
from fazhi.usecases.people import Clerk

KIND = "indicator"
"""The kind of the entry that declares one."""
_CODE = re.compile(r"local\.[a-z][a-z0-9_]{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalCount:
    """So many counted into a local indicator."""

    indicator: str
    amount: int

    def to_json(self) -> list[Any]:
        """Return it as it lies in the body of an entry."""
        return [self.indicator, self.amount]


class LocalIndicatorError(ValueError):
    """The indicator cannot be declared so; the message says why and how to mend it."""


def may_declare(clerk: Clerk) -> bool:
    """Tell whether the clerk's posts may decide what the office counts for itself."""
    return clerk.holds(*CORRECTOR.posts)


def declare(
    code: str, *, label: str, unit: str, clerk: Clerk, now: datetime, definition: str = ""
) -> models.LocalIndicator:
    """Declare an indicator of the organ's own, by an entry of its journal; its code begins with ``local.``.

    Raises:
        LocalIndicatorError: the post may not, the code is not of the form, or taken, the label is another's,
            or a label or unit is missing.

    """
    if not may_declare(clerk):
        raise LocalIndicatorError("自设指标由科室或者分管负责人设立，您现任的岗位不能设立。")
    if not _CODE.fullmatch(code):
        raise LocalIndicatorError(
            f"指标编码“{code}”须以 local. 开头，后接小写字母、数字或下划线，例如 local.night_visits。"
        )
    if not label.strip() or not unit.strip():
        raise LocalIndicatorError("请填写指标名称和计量单位。")
    with transaction.atomic():
        end = journals.lock(clerk.organ)
        if models.LocalIndicator.objects.filter(organ=clerk.organ, code=code).exists():
            raise LocalIndicatorError(f"指标编码“{code}”已被使用，请换一个。")
        if label.strip() in _labels(clerk.organ):
            raise LocalIndicatorError(f"已有名称为“{label.strip()}”的指标，请直接使用，或换一个名称。")
        actor = clerk.acting_as(CORRECTOR.posts)
        content = {
            "kind": KIND,
            "case": f"{clerk.organ}-{end.number + 1}",
            "step": "declared",
            "on": now.date().isoformat(),
            "by": {"person": actor.person, "post": actor.post},
            "code": code,
            "label": label.strip()[:60],
            "unit": unit.strip()[:10],
            "definition": definition.strip()[:300],
        }
        entry = journals.append(end, content, postings=(), recorded_at=now)
        return keep(clerk.organ, entry.number, content)


def keep(organ: str, entry: int, content: Mapping[str, Any]) -> models.LocalIndicator:
    """Keep what an entry declared where forms and figures look for it."""
    told = {name: content[name] for name in ("code", "label", "unit", "definition")}
    return models.LocalIndicator.objects.create(organ=organ, entry=entry, **told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """An indicator of the organ's own, when and by whom it was declared; None and "" if no entry says so."""

    indicator: models.LocalIndicator
    on: date | None
    who: str


def declared(organ: str) -> list[Declared]:
    """Return the organ's own indicators with the entries that declared them."""
    own = of(organ)
    entries = models.Entry.objects.filter(organ_id=organ, number__in=[one.entry for one in own])
    told = {number: (on, person) for number, on, person in entries.values_list("number", "on", "person")}
    names = people.name_of(person for _, person in told.values())
    return [
        Declared(indicator=one, on=on, who=names.get(person, person))
        for one in own
        for on, person in (told.get(one.entry, (None, "")),)
    ]


def _labels(organ: str) -> set[str]:
    own = models.LocalIndicator.objects.filter(organ=organ).values_list("label", flat=True)
    return {*own, *(one.label for one in registry.indicators().values())}


def of(organ: str) -> list[models.LocalIndicator]:
    """Return the organ's own indicators."""
    return list(models.LocalIndicator.objects.filter(organ=organ).order_by("code"))


def read(
    raw: Mapping[str, Any], *, procedure: type[Procedure], organ: str
) -> tuple[tuple[LocalCount, ...], tuple[Refusal, ...]]:
    """Read counts by code; only activities may count, and only into indicators the organ has declared."""
    filled = {code: value for code, value in raw.items() if value not in (None, "", 0)}
    if not filled:
        return (), ()
    if procedure.kind != "activity":
        return (), (_refusal("no-local-count", "自设指标只能由活动类事项计入。"),)
    known = {one.code: one for one in of(organ)}
    counts, wrong = [], []
    for code, value in filled.items():
        if code not in known:
            wrong.append(_refusal("no-such-indicator", f"本机关没有自设指标“{code}”。", code))
            continue
        try:
            amount = Number(known[code].label, min=0).canonical(value)
        except FieldProblem as problem:
            wrong.append(_refusal("field-invalid", str(problem), code))
        else:
            counts.append(LocalCount(indicator=code, amount=int(str(amount))))
    return tuple(counts), tuple(wrong)


def _refusal(code: str, message: str, field: str = "") -> Refusal:
    return Refusal(code=code, message=message, basis=str(COUNTED), field=field)


def post(counts: Sequence[LocalCount], *, on: date, place: str) -> list[Posting]:
    """Return the postings of local counts."""
    return [
        Posting(indicator=one.indicator, on=on, amount=Decimal(one.amount), place=place) for one in counts
    ]

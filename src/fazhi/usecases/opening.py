"""Opening entries 期初: figures brought forward by an office that starts mid-way, from the old register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from fazhi.core.case import Refusal
from fazhi.core.form import Code, Field
from fazhi.core.law import HouseRule
from fazhi.core.ledger import Posting
from fazhi.core.procedure import Indicator
from fazhi.law.roles import CORRECTOR
from fazhi.procedures import registry
from fazhi.store import journals, models, rows, sealing
from fazhi.usecases import evidence as files
from fazhi.usecases.evidence import Upload
from fazhi.usecases.people import Clerk
from fazhi.usecases.record import Refused, by

RULE = HouseRule("期初1", "启用系统时结转的期初数，由科室或者分管负责人登记，并附原登记簿作为依据")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """So much of an indicator, brought forward; ``slices`` are values in the indicator's breakdowns."""

    indicator: str
    amount: Decimal
    place: str = ""
    slices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """An opening entry: its number, and the key under which its evidence and corrections lie."""

    entry: int
    case: str


def record(
    amounts: Sequence[Amount],
    *,
    on: date,
    evidence: Sequence[Upload],
    clerk: Clerk,
    now: datetime,
    reason: str = "",
    request: str = "",
) -> Brought | Refused:
    """Bring figures forward as of ``on``, in one entry, resting on the old register handed in as evidence.

    The organ is the clerk's.  A stock stands from ``on``; a flow is counted on that day.  The same
    ``request`` twice writes once.  What turns out wrong is voided by ``correct.propose`` under the key given.
    """
    with transaction.atomic():
        end = journals.lock(clerk.organ)
        if request and (served := models.Request.objects.filter(organ=clerk.organ, key=request).first()):
            return Brought(entry=served.entry, case=served.case)
        refusals = [
            *_by_the_wrong_post(clerk),
            *_undated(on, now.date()),
            *files.problems(evidence),
            *_unfounded(amounts, evidence),
            *(one for amount in amounts for one in _wrong(amount, end.organ)),
        ]
        if refusals:
            return Refused(refusals=tuple(refusals))
        return _write(
            end, amounts, on=on, evidence=evidence, clerk=clerk, now=now, reason=reason, request=request
        )


def _write(
    end: models.Journal,
    amounts: Sequence[Amount],
    *,
    on: date,
    evidence: Sequence[Upload],
    clerk: Clerk,
    now: datetime,
    reason: str,
    request: str,
) -> Brought:
    organ = clerk.organ
    key = f"{organ}-{end.number + 1}"
    secret = sealing.new_case_key()
    rows.insert([models.CaseKey(case=key, organ=organ, wrapped=sealing.wrap(organ, key, secret))])
    content: dict[str, Any] = {
        "kind": "opening",
        "case": key,
        "step": "opening",
        "on": on.isoformat(),
        "by": by(clerk.acting_as(CORRECTOR.posts)),
        **files.keep_all(evidence, organ=organ, case=key, secret=secret, now=journals.moment_after(end, now)),
    }
    if reason.strip():
        content["sealed"] = sealing.seal_values(secret, key, {"reason": reason.strip()})
    postings = [
        Posting(
            indicator=one.indicator,
            on=on,
            amount=one.amount,
            place=one.place,
            slices=dict(sorted(one.slices.items())),
        )
        for one in amounts
    ]
    entry = journals.append(end, content, postings=postings, recorded_at=now)
    if request:
        models.Request(organ=organ, key=request, entry=entry.number, case=key).save(force_insert=True)
    return Brought(entry=entry.number, case=key)


# What stands in the way ----------------------------------------------------------------------------


def _refusal(code: str, message: str, field: str = "") -> Refusal:
    return Refusal(code=code, message=message, basis=str(RULE), field=field)


def _by_the_wrong_post(clerk: Clerk) -> Iterator[Refusal]:
    if not clerk.holds(*CORRECTOR.posts):
        yield _refusal("wrong-post", "期初数由科室或者分管负责人登记，您现任的岗位不能登记。")


def _undated(on: date, today: date) -> Iterator[Refusal]:
    if on > today:
        yield _refusal("in-the-future", f"期初日期{on}晚于今天{today}，请核对。", "on")


def _unfounded(amounts: Sequence[Amount], evidence: Sequence[Upload]) -> Iterator[Refusal]:
    if not amounts:
        yield _refusal("nothing-brought", "请至少填写一项期初数。")
    if not evidence:
        yield _refusal(
            "evidence-missing", "请附上原登记簿（台账）的扫描件或者电子表格，作为期初数的依据。", "evidence"
        )


def _wrong(one: Amount, organ: models.Organ) -> Iterator[Refusal]:
    """Yield what is wrong with an amount: the indicator, the number, the place, the slices."""
    indicator = registry.indicators().get(one.indicator)
    local = models.LocalIndicator.objects.filter(organ=organ.code, code=one.indicator).exists()
    if indicator is None and not local:
        yield _refusal("no-such-indicator", f"没有指标“{one.indicator}”，请从列表中选择。", one.indicator)
        return
    label = indicator.label if indicator else one.indicator
    if indicator is not None and indicator.kind == "rate":
        yield _refusal("rate-computed", f"“{label}”由其他指标计算得出，请结转其分子和分母。", one.indicator)
    if not one.amount.is_finite() or one.amount <= 0:
        yield _refusal("amount-wrong", f"“{label}”的期初数应为大于零的数。", one.indicator)
    elif one.amount * 100 % 1:
        yield _refusal("amount-wrong", f"“{label}”的期初数“{one.amount}”最多两位小数。", one.indicator)
    if one.place and not organ.places.filter(pk=one.place).exists():
        yield _refusal(
            "no-such-place", f"“{one.place}”不是{organ.name}的社区，请从列表中选择。", one.indicator
        )
    yield from _wrong_slices(one, label, indicator)


def _wrong_slices(one: Amount, label: str, indicator: Indicator | None) -> Iterator[Refusal]:
    for name, value in one.slices.items():
        if indicator is None or name not in indicator.by:
            yield _refusal("no-such-breakdown", f"“{label}”不按“{name}”分项。", one.indicator)
        elif not _is_choice(_dimension(one.indicator, name), value):
            yield _refusal("no-such-value", f"“{label}”的分项“{name}”没有“{value}”这一项。", one.indicator)


def _dimension(indicator: str, name: str) -> Field[Any] | None:
    procedure = registry.posting_procedure(indicator)
    return procedure.fields().get(name) if procedure is not None else None


def _is_choice(field: Field[Any] | None, value: str) -> bool:
    return not isinstance(field, Code) or value in field.choices

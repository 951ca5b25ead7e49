"""Returns as they are filed: frozen when they are signed, and what corrections have moved since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from fazhi.core.case import Refusal
from fazhi.core.journal import canonical, sm3
from fazhi.core.periods import Span, last_ended
from fazhi.core.statement import plain
from fazhi.law.returns import returns as law_returns
from fazhi.procedures import registry
from fazhi.statements.returns.declared import Balance, Column, Return, Row, Table, all_returns
from fazhi.store import journals, models
from fazhi.usecases import figures, returns
from fazhi.usecases.figures import Book, Period
from fazhi.usecases.people import Clerk
from fazhi.usecases.record import Recorded, Refused, Report, record
from fazhi.usecases.returns import Breaking, Broken, Filled, FilledTable

CODE = "statistical_return"


def case_of(organ: str, declared: Return, span: Span) -> models.Case | None:
    """Return the case of a return for a period, None before it is begun."""
    rows = (
        models.Case.objects.filter(organ_id=organ, procedure=CODE).exclude(stage="").order_by("-last_entry")
    )
    wanted = (declared.code, span.name)
    return next(
        (row for row in rows if (row.record.get("return_code"), row.record.get("period")) == wanted), None
    )


def filing(organ: str, declared: Return, span: Span) -> models.Filing | None:
    """Return the return as last signed, None while it is not."""
    name = _name(declared, span)
    return models.Filing.objects.filter(organ=organ, statement=name).order_by("-id").first()


def _name(declared: Return, span: Span) -> str:
    return f"{declared.code}/{span.name}"


# Signing -------------------------------------------------------------------------------------------


def sign(
    organ: str, declared: Return, span: Span, *, clerk: Clerk, now: datetime, request: str = ""
) -> Recorded | Refused:
    """Sign a return: what it says is frozen with the position in the journal that it knew.

    It is refused while a balance (勾稽) does not hold and nobody has said why.
    """
    with transaction.atomic():
        known_by = journals.lock(organ).number  # nothing may come between what is read and what is signed
        case = case_of(organ, declared, span)
        if case is None:
            return Refused(refusals=(_refusal("not-begun", "这份报表还没有填报，请先填报并审核。"),))
        filled = returns.fill(organ, declared, span)
        if not case.record.get("unbalanced_why") and (wrong := tuple(_unbalanced(filled))):
            return Refused(refusals=wrong)
        content = canonical(frozen(filled, known_by=known_by))
        digest = sm3(content.encode())
        signature = Report(
            procedure=CODE,
            step="signed",
            case=case.key,
            on=now.date(),
            form={"statement_digest": digest},
            request=request,
        )
        result = record(signature, clerk=clerk, now=now, filing=True)
        if isinstance(result, Recorded) and not result.again:
            models.Filing(
                organ=organ,
                statement=_name(declared, span),
                year=span.since.year,
                case=result.case,
                entry=result.entry,
                known_by=known_by,
                content=content,
                digest=digest,
            ).save(force_insert=True)
        return result


def _unbalanced(filled: Filled) -> Iterator[Refusal]:
    for one in filled.broken:
        named = "、".join(case.number or case.title for case in one.cases)
        behind = f"，涉及{named}" if named else ""
        yield _refusal("unbalanced", f"{one.says}{behind}。请更正，或者退回后在审核时说明原因。")


def _refusal(code: str, message: str) -> Refusal:
    return Refusal(code=code, message=message, basis=str(registry.procedure(CODE).step("signed").basis))


# As it was frozen ----------------------------------------------------------------------------------


def frozen(filled: Filled, *, known_by: int) -> dict[str, Any]:
    """Return a return as data that says it whole: amounts as text, None where the books could not tell."""
    return {
        "code": filled.declared.code,
        "label": filled.declared.label,
        "goes_to": filled.declared.goes_to,
        "organ": filled.organ,
        "organ_name": filled.organ_name,
        "period": filled.span.name,
        "year": filled.span.since.year,
        "known_by": known_by,
        "tables": [
            {
                "label": one.table.label,
                "columns": [[each.label, each.unit, each.formula] for each in one.table.columns],
                "rows": [[each.label, each.dimension, each.value] for each in one.table.rows],
                "cells": [[_text(cell) for cell in cells] for cells in one.cells],
            }
            for one in filled.tables
        ],
        "balances": [_balance(one) for one in filled.declared.balances],
        "broken": [
            {
                "balance": _balance(one.balance),
                "left": _text(one.left),
                "right": _text(one.right),
                "cases": [[each.case, each.number, each.title, _text(each.difference)] for each in one.cases],
            }
            for one in filled.broken
        ],
    }


def _balance(one: Balance) -> list[str]:
    return [one.label, one.left, one.relation, one.right]


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount, "f")


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def as_filed(row: models.Filing, declared: Return, span: Span) -> Filled:
    """Return a return as it was signed, whatever its layout has become since."""
    content = json.loads(row.content)
    tables = tuple(
        FilledTable(
            table=Table(
                label=one["label"],
                rows=tuple(
                    Row(label=label, dimension=name, value=value) for label, name, value in one["rows"]
                ),
                columns=tuple(
                    Column(label=label, unit=unit, formula=said) for label, unit, said in one["columns"]
                ),
            ),
            cells=tuple(tuple(_amount(cell) for cell in cells) for cells in one["cells"]),
        )
        for one in content["tables"]
    )
    positions = {row.organ: figures.position(row.organ, row.known_by)}
    return Filled(
        declared=Return(
            code=declared.code,
            label=content["label"],
            periods=declared.periods,
            goes_to=content["goes_to"],
            tables=tuple(one.table for one in tables),
            balances=tuple(_thawed(one) for one in content["balances"]),
        ),
        organ=row.organ,
        organ_name=content["organ_name"],
        span=span,
        book=Book([row.organ], Period.of(span), known_by=positions),
        tables=tables,
        broken=tuple(_broken(one) for one in content["broken"]),
        known_by=row.known_by,
    )


def _thawed(said: list[str]) -> Balance:
    label, left, relation, right = said
    return Balance(label=label, left=left, relation=relation, right=right)


def _broken(said: Mapping[str, Any]) -> Broken:
    return Broken(
        balance=_thawed(said["balance"]),
        left=Decimal(said["left"]),
        right=Decimal(said["right"]),
        cases=tuple(
            Breaking(case=case, number=number, title=title, difference=Decimal(difference))
            for case, number, title, difference in said["cases"]
        ),
    )


# What has moved since ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A cell that corrections have moved since the return was signed; None where the books cannot tell."""

    table: str
    row: str
    column: Column
    filed: Decimal | None
    now: Decimal | None


def differences(filed: Filled, now: Filled) -> list[Difference]:
    """Return the cells that a return filled in now would say otherwise than it was signed.

    Cells are the same if table, row and what is asked in the column are; what is no longer asked is left out.
    """
    present = {
        (one.table.label, row.label, column.label, column.formula): cell
        for one in now.tables
        for row, cells in zip(one.table.rows, one.cells, strict=True)
        for column, cell in zip(one.table.columns, cells, strict=True)
    }
    return [
        Difference(table=one.table.label, row=row.label, column=column, filed=cell, now=present[key])
        for one in filed.tables
        for row, cells in zip(one.table.rows, one.cells, strict=True)
        for column, cell in zip(one.table.columns, cells, strict=True)
        if (key := (one.table.label, row.label, column.label, column.formula)) in present
        and _said(present[key]) != _said(cell)
    ]


def _said(amount: Decimal | None) -> str | None:
    return None if amount is None else plain(amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A return for a period: as it was signed if it is, what has moved since, and the case it has."""

    filled: Filled
    case: models.Case | None
    filing: models.Filing | None
    differences: tuple[Difference, ...]


def shown(organ: str, declared: Return, span: Span, *, now: bool = False) -> Shown:
    """Return a return as it was signed, or as the books stand; ``now`` asks for the latter in any case."""
    case, row = case_of(organ, declared, span), filing(organ, declared, span)
    present = returns.fill(organ, declared, span)
    if row is None:
        return Shown(filled=present, case=case, filing=None, differences=())
    filed = as_filed(row, declared, span)
    return Shown(
        filled=present if now else filed,
        case=case,
        filing=row,
        differences=tuple(differences(filed, present)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the return of the last period that is over stands: by when it is due, in which stage it is.

    ``stage`` is "" where nobody has begun it; ``late`` that it is due and not handed in.  Of a return that an
    office never began here, and whose day no law sets, that is not claimed: it may go another way.
    """

    declared: Return
    span: Span
    due: date
    stage: str
    late: bool


def standings(organ: str, *, today: date) -> list[Standing]:
    """Return how each return stands for the last period it is made for, in one query."""
    duty = registry.procedure(CODE)
    labels = {stage.name: stage for stage in duty.parts.stages}
    rows = models.Case.objects.filter(organ_id=organ, procedure=CODE).exclude(stage="")
    stages = {
        (record.get("return_code"), record.get("period")): (stage, str(record.get("due", "")))
        for stage, record in rows.order_by("last_entry").values_list("stage", "record")
    }
    begun = {code for code, _ in stages}
    found = []
    for row in law_returns().values():
        span = last_ended(row.periods[0], today)
        stage, given = stages.get((row.code, span.name), ("", ""))
        due = date.fromisoformat(given) if given else row.due(span)
        done = bool(stage) and labels[stage].final
        found.append(
            Standing(
                declared=all_returns()[row.code],
                span=span,
                due=due,
                stage=labels[stage].label if stage else "",
                late=not done and today > due and (bool(row.limit) or row.code in begun),
            )
        )
    return found

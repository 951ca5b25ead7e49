"""Cases as the door wrote them, with holes for what differs from case to case.

One case of each shape and day goes through the door, is read back from every table, and taken back.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db import connection, transaction

from bench import office
from bench.shapes import Planned, Shape
from fazhi.core.journal import canonical
from fazhi.procedures import registry
from fazhi.store import books, models, sealing
from fazhi.usecases.record import Recorded, record


class RefusedError(RuntimeError):
    """A shape cannot be written so, or holds what no template can."""


def by_the_door(plan: Iterable[Planned]) -> int:
    """Write cases one step at a time, as clerks do; return how many entries."""
    return sum(len(planned.shape.steps) for planned in plan if through_the_door(planned))


def through_the_door(planned: Planned) -> str:
    """Write a case step by step, and return its key."""
    case = ""
    for report, person in planned.reports():
        done = record(replace(report, case=case), clerk=office.clerk(person), now=planned.at)
        if not isinstance(done, Recorded):
            raise RefusedError(f"shape “{planned.shape.name}” is refused at {report.step}: {done}")
        case = done.case
    return case


def _with_holes(text: str, holes: Mapping[str, str]) -> str:
    """Return text in which each value is a hole of that name; ``% values`` fills it."""
    text = text.replace("%", "%%")
    for value in sorted(holes, key=len, reverse=True):
        text = text.replace(value.replace("%", "%%"), f"%({holes[value]})s")
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTemplate:
    """A document of an entry: its row without what differs, its content in clear with holes."""

    code: str
    label: str
    template: str
    said: str
    pattern: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTemplate:
    """An entry of a template: its body with holes, what of it is sealed, its postings and papers."""

    kind: str
    step: str
    on: Any
    person: str
    body: str
    sealed: str
    papers: tuple[PaperTemplate, ...]
    postings: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class CaseTemplate:
    """A case as the door wrote it, with holes."""

    shape: Shape
    steps: tuple[StepTemplate, ...]
    case_pattern: str
    year: int
    row: models.Case
    record: str
    dues: tuple[models.Due, ...]
    hands: tuple[models.Hand, ...]
    traced: tuple[int, ...]
    keyed: tuple[str, ...]
    plain_cells: Mapping[books.CellKey, books.Added]
    keyed_cells: Mapping[books.KeyedCell, books.Added]

    @cached_property
    def first(self) -> int:
        """The number of its first entry."""
        return int(self.row.key.rpartition("-")[2])


def made(planned: Planned) -> CaseTemplate:
    """Let a case through the door, read what it wrote, and take it back."""
    with transaction.atomic():
        found = _read(planned, through_the_door(planned))
        transaction.set_rollback(True)
    return found


def _read(planned: Planned, case: str) -> CaseTemplate:
    row = models.Case.objects.get(pk=case)
    procedure = registry.procedure(row.procedure)
    secret = sealing.case_key(office.ORGAN, case)
    if secret is None:
        raise RefusedError("the case just written has no key")
    written = list(models.Document.objects.filter(case=case).order_by("id"))
    name_a, name_b, phone_a, phone_b = planned.parties
    holes = {
        planned.place: "place",
        office.place_name(planned.place): "place_name",
        planned.person: "person",
        office.person_name(planned.person): "person_name",
        name_a: "a",
        name_b: "b",
        phone_a: "phone_a",
        phone_b: "phone_b",
        **({row.number: "case_number"} if row.number else {}),
        **{one.number: f"number_{i}" for i, one in enumerate(written) if one.number},
        **{one.check_code: f"check_{i}" for i, one in enumerate(written)},
        **{one.digest: f"digest_{i}" for i, one in enumerate(written)},
    }
    keyed = _keyed(row, case)
    holes |= {digest: f"key_{name}" for name, digest in keyed.items()}
    steps = []
    for entry in models.Entry.objects.filter(case=case).order_by("number"):
        step = procedure.step(entry.step)
        patterns = {one.code: one.number for one in step.documents}
        content = json.loads(entry.body)
        sealed = content.get("sealed", "")
        steps.append(
            StepTemplate(
                kind=entry.kind,
                step=entry.step,
                on=entry.on,
                person=_with_holes(entry.person, holes),
                body=_body(content, holes),
                sealed=_opened(secret, case, sealed, holes) if sealed else "",
                papers=tuple(
                    PaperTemplate(
                        code=one.code,
                        label=one.label,
                        template=one.template,
                        said=_opened(secret, case, one.content, holes),
                        pattern=patterns[one.code],
                        year=entry.on.year,
                    )
                    for one in written
                    if one.entry == entry.number
                ),
                postings=tuple(
                    (
                        one.line,
                        one.indicator,
                        one.on,
                        one.recorded,
                        one.amount,
                        holes.get(one.key, ""),
                        one.slices,
                        one.reverses,
                    )
                    for one in models.Posting.objects.filter(case=case, entry=entry.number).order_by("line")
                ),
            )
        )
    posted = [books.posting_of(one) for one in models.Posting.objects.filter(case=case).order_by("id")]
    plain, keyed_cells = books.balance_cells(posted, recorded=books.month_of(planned.at))
    digests = list(models.Trace.objects.filter(case=case).values_list("digest", flat=True))
    own = [sealing.digest(office.ORGAN, value) for value in planned.parties]
    if models.Link.objects.filter(source=case).exists() or models.Evidence.objects.filter(case=case).exists():
        raise RefusedError("links and evidence have no template")
    if set(digests) - set(own):
        raise RefusedError("somebody else than the parties left a trace")
    return CaseTemplate(
        shape=planned.shape,
        steps=tuple(steps),
        case_pattern=procedure.number if row.number else "",
        year=row.opened_on.year,
        row=row,
        record=_with_holes(prepared(row.record), holes),
        dues=tuple(models.Due.objects.filter(case=case).order_by("id")),
        hands=tuple(models.Hand.objects.filter(case=case).order_by("id")),
        traced=tuple(i for i, one in enumerate(own) if one in digests),
        keyed=tuple(keyed),
        plain_cells=plain,
        keyed_cells=keyed_cells,
    )


def _keyed(row: models.Case, case: str) -> dict[str, str]:
    """Return field → digest of the tallies that are kept by key; only communities may be counted so here."""
    keys = set(models.Posting.objects.filter(case=case).exclude(key="").values_list("key", flat=True))
    found = {
        name: digest
        for name, value in row.record.items()
        if value == row.place and (digest := sealing.digest(office.ORGAN, f"{name}:{value}")) in keys
    }
    if keys - set(found.values()):
        raise RefusedError("something else than the community is counted by key")
    return found


def _body(content: Mapping[str, Any], holes: Mapping[str, str]) -> str:
    opened = {"number": "⟦n⟧", "before": "⟦before⟧", "recorded_at": "⟦at⟧", "case": "⟦case⟧"}
    if content.get("sealed"):
        opened["sealed"] = "⟦sealed⟧"
    text = _with_holes(canonical({**content, **opened}), holes)
    text = text.replace('"⟦n⟧"', "%(n)d")
    return (
        text.replace("⟦before⟧", "%(before)s")
        .replace("⟦at⟧", "%(at)s")
        .replace("⟦case⟧", "%(case)s")
        .replace("⟦sealed⟧", "%(sealed)s")
    )


def _opened(secret: bytes, case: str, sealed: str, holes: Mapping[str, str]) -> str:
    return _with_holes(sealing.open_bytes(secret, case, base64.b64decode(sealed)).decode(), holes)


def prepared(value: Any) -> str:
    """Return data as the database takes it into a column of JSON."""
    if connection.vendor == "postgresql":
        return json.dumps(value)
    return str(models.Case._meta.get_field("record").get_db_prep_save(value, connection))  # noqa: SLF001 - a field of its own table; Django's documented way to it

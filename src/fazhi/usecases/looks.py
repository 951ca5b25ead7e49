"""Looking at personal data: masked by default; every look in clear is recorded, with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fazhi.core.form import FieldProblem, Form, IdNumber, Name, Phone
from fazhi.core.procedure import Procedure
from fazhi.law.roles import posts
from fazhi.store import looks as written
from fazhi.store import models, sealing
from fazhi.usecases import access, histories, people
from fazhi.usecases.histories import Kept
from fazhi.usecases.people import Clerk
from fazhi.usecases.reading import Names, shown

LONGEST_REASON = 200


class LookRefusedError(ValueError):
    """Personal data may not be shown; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What was filled in at one entry, as people read it: (name, label, text, sealed) in the order asked."""

    entry: int
    fields: tuple[tuple[str, str, str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A look that was taken at a case; ``fields`` are labels, or 附件 for a file."""

    person: str
    name: str
    post: str
    fields: tuple[str, ...]
    reason: str
    at: datetime


# Reading -------------------------------------------------------------------------------------------


def masked(case: str, *, clerk: Clerk) -> list[Shown]:
    """Return what each step of a case says that holds, personal data masked.

    Raises:
        NotYoursError: the case is not there for this clerk.

    """
    return _shown(_Opened(access.case_for(clerk, case)), masked=True)


def unmask(case: str, *, clerk: Clerk, reason: str, now: datetime) -> list[Shown]:
    """Return what each step of a case says that holds, personal data in clear, and record the look.

    Raises:
        LookRefusedError: no reason is given, or the data has been destroyed.
        NotYoursError: the case is not there for this clerk.

    """
    return _shown(_looked_at(case, clerk=clerk, reason=reason, now=now), masked=False)


def values(case: str, *, clerk: Clerk, reason: str, now: datetime) -> Mapping[str, Any]:
    """Return the canonical values that hold in a case, personal data in clear, and record the look.

    Raises what ``unmask`` does.
    """
    opened = _looked_at(case, clerk=clerk, reason=reason, now=now)
    return {name: value for _, _, said in opened.steps() for name, value in said.items()}


def take(case: str, *, clerk: Clerk, reason: str, now: datetime) -> None:
    """Record that the clerk looks at the personal data of a case, for a page that shows it itself.

    Raises what ``unmask`` does.
    """
    _looked_at(case, clerk=clerk, reason=reason, now=now)


class _Opened:
    """A case whose sealed values can be read, as long as its key is there."""

    def __init__(self, row: models.Case) -> None:
        self.row = row
        self.procedure: type[Procedure] = histories.procedure_of(row)
        self.kept: list[Kept] = histories.kept(histories.entries(row.key))
        self.secret = sealing.case_key(row.organ_id, row.key)

    def steps(self) -> list[tuple[int, type[Form], dict[str, Any]]]:
        """Return (entry, form, values) of each step with a form."""
        found = []
        for one in self.kept:
            form = self.procedure.step(one.event.step).form
            if form is not None:
                hidden = sealing.open_values(self.secret, self.row.key, one.sealed) if self.secret else {}
                found.append((one.event.entry, form, form.join(one.event.form, hidden)))
        return found

    def sealed_names(self) -> list[str]:
        """Return the names of what is sealed and filled in, those within rows by the name of the rows."""
        found: dict[str, None] = {}
        for one in self.kept:
            if self.secret is not None and one.sealed:
                found |= dict.fromkeys(sealing.open_values(self.secret, self.row.key, one.sealed))
        return list(found)


def _looked_at(case: str, *, clerk: Clerk, reason: str, now: datetime) -> _Opened:
    if not reason.strip():
        raise LookRefusedError("请写明查看个人信息的原因，例如“送达文书核对地址”。")
    if len(reason.strip()) > LONGEST_REASON:
        raise LookRefusedError(f"查看原因最多{LONGEST_REASON}字，请写得简短些。")
    row = access.case_for(clerk, case)
    opened = _Opened(row)
    if opened.secret is None:
        raise LookRefusedError("本案的个人信息已按保管期限销毁，无法再查看。")
    look = models.Look(
        organ=clerk.organ,
        case=row.key,
        person=clerk.person,
        post=clerk.acting_as(post for step in opened.procedure.parts.steps for post in step.by.posts).post,
        fields=" ".join(opened.sealed_names()),
        reason=reason.strip(),
        at=now,
    )
    written.append([look])
    return opened


def _shown(opened: _Opened, *, masked: bool) -> list[Shown]:
    names = Names()
    steps = opened.steps()
    for _, form, said in steps:
        names.add(form.fields, said)
    called = names.look_up()
    return [
        Shown(
            entry=entry,
            fields=tuple(
                (
                    field.name,
                    field.label,
                    shown(field, said[field.name], called, masked=masked),
                    field in form.sealed_fields
                    or bool(getattr(getattr(field, "form", None), "sealed_fields", ())),
                )
                for field in form.fields
                if field.name in said
            ),
        )
        for entry, form, said in steps
    ]


# Finding -------------------------------------------------------------------------------------------


def find_person(text: str, *, clerk: Clerk, limit: int = 100) -> list[models.Case]:
    """Return the cases the clerk sees in which a person of exactly that name, number or phone appears.

    The newest come first.
    """
    digests = {sealing.digest(clerk.organ, value) for value in _forms_of(text)}
    if not digests:
        return []
    traces = models.Trace.objects.filter(organ=clerk.organ, digest__in=digests)
    seen = access.seen_among(clerk, traces.values_list("case_id", flat=True))
    return list(models.Case.objects.filter(pk__in=seen).order_by("-last_on", "-key")[:limit])


def _forms_of(text: str) -> set[str]:
    """Return the canonical forms in which a name, an identity number or a phone may have been recorded."""
    found = set()
    for field in (Name("姓名", max=100), IdNumber("身份证号码"), Phone("电话")):
        try:
            value = field.read(text)
        except FieldProblem:
            continue
        if value is not None:
            found.add(str(value))
    return found


# Who looked ----------------------------------------------------------------------------------------


def looks(case: str) -> list[Looked]:
    """Return who looked at the personal data of a case, latest first."""
    rows = list(models.Look.objects.filter(case=case).order_by("-at", "-id"))
    names = people.name_of(row.person for row in rows)
    labels = _labels(case)
    known = posts()
    return [
        Looked(
            person=row.person,
            name=names.get(row.person, row.person),
            post=known[row.post].label if row.post in known else "",
            fields=tuple(_told(row.fields.split(), labels)),
            reason=row.reason,
            at=row.at,
        )
        for row in rows
    ]


def _labels(case: str) -> dict[str, str]:
    row = models.Case.objects.filter(pk=case).first()
    if row is None:
        return {}
    return {name: field.label for name, field in histories.procedure_of(row).fields().items()}


def _told(names: Iterable[str], labels: Mapping[str, str]) -> Iterable[str]:
    for name in names:
        yield "附件" if name.startswith("evidence:") else labels.get(name, name)

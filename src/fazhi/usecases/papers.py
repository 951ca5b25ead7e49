"""Official documents of a step: the transaction fixes number, check code and content, not the file."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings

from fazhi.core.case import CaseView
from fazhi.core.form import Day, Field, Number, People, Person, Place, Ref, Rows, Yuan
from fazhi.core.journal import Event, canonical, sm3
from fazhi.core.law import LimitKind
from fazhi.core.procedure import Document, Procedure, Step
from fazhi.documents import MEDIA_TYPES, Format, Paper, render
from fazhi.documents.composing import compose_from, limits_asked, texts, thresholds_asked
from fazhi.documents.paper import Run
from fazhi.law import limits, thresholds
from fazhi.store import files, journals, models, rows, sealing
from fazhi.usecases import histories


@cache
def _limits() -> dict[str, str]:
    """The words of every limit, for papers that name one: ``{"ME-02": "三十日"}``."""
    return {row.code: row.term.text for row in limits.all() if row.kind is not LimitKind.CASE_DATE}


ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A document made at a step: its paper, sealed with the key of the case."""

    code: str
    label: str
    number: str
    check_code: str
    content: str
    digest: str
    template: str
    name: str

    def to_json(self) -> dict[str, str]:
        """Return what the entry seals of it."""
        return {
            "code": self.code,
            "label": self.label,
            "number": self.number,
            "check": self.check_code,
            "digest": self.digest,
            "template": self.template,
        }


def make(
    procedure: type[Procedure],
    step: Step,
    event: Event,
    view: CaseView,
    *,
    organ: models.Organ,
    case_number: str,
    actor_name: str,
    secret: bytes,
    written: Sequence[histories.Written] = (),
) -> list[Made]:
    """Make the documents of a step: numbered, composed, sealed.

    ``event`` holds sealed values too; ``view`` is the case after it, without them; ``written`` the
    entries before it.
    """
    wanted = [one for one in step.documents if one.when is None or one.when.met(view.facts)]
    if not wanted:
        return []
    shown = _shown(procedure, step, event, view, secret=secret, written=written)
    return [
        _make(
            procedure,
            document,
            {
                **shown,
                "days": {one.step: one.on for one in view.history},
                "numbers": _numbers(written),
                "organ": organ.name,
                "case_number": case_number,
                "step": step.label,
                "post": actor_name,
                "basis": str(step.basis),
            },
            event,
            organ=organ,
            secret=secret,
        )
        for document in wanted
    ]


def _make(
    procedure: type[Procedure],
    document: Document,
    context: Mapping[str, Any],
    event: Event,
    *,
    organ: models.Organ,
    secret: bytes,
) -> Made:
    number = ""
    if document.number:
        n = journals.next_serial(organ.code, document.number, event.on.year)
        number = document.number.format(organ=organ.short, year=event.on.year, n=n)
    check = check_code(organ.code, f"{event.entry}-{document.code}")
    name = f"{procedure.code}/{document.code}"
    said = {
        **context,
        "limits": {code: _limits()[code] for code in sorted(limits_asked(name)) if code in _limits()},
        "thresholds": {code: thresholds.threshold(code).text for code in sorted(thresholds_asked(name))},
        "title": document.label,
        "document_number": number,
        "day": event.on,
        "check_code": check,
        "check_address": check_address(check),
    }
    content = base64.b64encode(
        sealing.seal_bytes(secret, event.case, canonical({"name": name, "said": _packed(said)}).encode())
    ).decode()
    return Made(
        code=document.code,
        label=document.label,
        number=number,
        check_code=check,
        content=content,
        digest=sm3(content.encode()),
        template=_template(name),
        name=name,
    )


@cache
def _template(name: str) -> str:
    """Return the digest of a template's name and texts as they are now."""
    return sm3(kept(name).encode())


@cache
def kept(name: str) -> str:
    """Return what is kept of a template: its name with the texts, for several have none."""
    return canonical({"name": name, "texts": dict(texts(name))})


def _packed(value: Any) -> Any:
    """Return what a paper says as plain data: days, amounts and personal data keep their kind."""
    kind = type(value)
    if kind is str:
        return value
    if kind is dict:
        return {str(key): _packed(inner) for key, inner in value.items()}
    if kind is list or kind is tuple:
        return [_packed(inner) for inner in value]
    if isinstance(value, Run):
        return {"!s": value.text} if value.sealed else value.text
    if isinstance(value, Decimal):
        return {"!a": format(value, "f")}
    return {"!d": value.isoformat()} if isinstance(value, date) else value


def _unpacked(value: Any) -> Any:
    """Return what ``_packed`` packed."""
    if isinstance(value, list):
        return [_unpacked(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if "!s" in value:
        return Run(value["!s"], sealed=True)
    if "!a" in value:
        return Decimal(value["!a"])
    if "!d" in value:
        return date.fromisoformat(value["!d"])
    return {key: _unpacked(inner) for key, inner in value.items()}


def check_code(organ: str, of: str) -> str:
    """Return the check code of a document: twelve characters that cannot be guessed, in groups of four."""
    value = int(sealing.digest(organ, f"check:{of}"), 16)
    letters = []
    for _ in range(12):
        value, rest = divmod(value, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "-".join("".join(letters[i : i + 4]) for i in (0, 4, 8))


def check_address(check: str) -> str:
    """Return where a paper's QR code leads: the check page, at the address people type."""
    return f"{settings.PUBLIC_ADDRESS}/check/{check}/"


def store(made: Sequence[Made], *, organ: str, case: str, entry: int) -> Callable[[], tuple[int, ...]]:
    """Keep the documents of an entry; what is returned gives their row numbers when called."""
    if not made:
        return tuple
    # Once for each version of a template, the texts the documents are composed of.
    templates = sorted({(one.template, one.name, kept(one.name)) for one in made})
    once = "ON CONFLICT (digest) DO NOTHING"
    rows.put(models.Template, ("digest", "name", "texts"), templates, conflict=once)
    return rows.put_numbered(
        models.Document,
        (
            "organ_id",
            "case",
            "entry",
            "code",
            "label",
            "number",
            "check_code",
            "content",
            "digest",
            "template",
        ),
        [
            (
                organ,
                case,
                entry,
                one.code,
                one.label,
                one.number,
                one.check_code,
                one.content,
                one.digest,
                one.template,
            )
            for one in made
        ],
    )


def _shown(
    procedure: type[Procedure],
    step: Step,
    event: Event,
    view: CaseView,
    *,
    secret: bytes,
    written: Sequence[histories.Written],
) -> dict[str, Any]:
    """Return every field of the case as a template reads it: days and numbers as such, the rest as shown.

    Sealed values of earlier steps are opened for it: the paper is sealed again as a whole.
    """
    values = {**_opened(procedure, view, event, secret, written), **event.form}
    known = procedure.fields()
    asked = step.form.fields if step.form else ()
    names = names_in([*known.values(), *asked], values)
    found = {name: _ready(known[name], value, names) for name, value in values.items() if name in known}
    pairs = [(one.label, one.show(event.form[one.name])) for one in asked if one.name in event.form]
    return {**found, "fields": pairs}


def _opened(
    procedure: type[Procedure],
    view: CaseView,
    event: Event,
    secret: bytes,
    written: Sequence[histories.Written],
) -> dict[str, Any]:
    """Return what is known of the case, sealed values of its earlier steps opened, corrections applied."""
    values = dict(view.record)
    earlier = {past.entry for past in view.history} - {event.entry}
    for step in histories.kept(written) if earlier else ():
        if step.event.entry in earlier and (form := procedure.step(step.event.step).form):
            sealed = sealing.open_values(secret, event.case, step.sealed)
            values.update(form.join(step.event.form, sealed))
    return values


def _numbers(written: Sequence[histories.Written]) -> dict[str, str]:
    """Return the official numbers of papers made earlier in the case, by document code."""
    return {
        one["code"]: one["number"]
        for entry in written
        for one in entry.content.get("documents", ())
        if one["number"]
    }


def names_in(fields: Iterable[Field[Any]], values: Mapping[str, Any]) -> dict[str, str]:
    """Return what persons, places and cases named in values are called, by code."""
    persons: set[str] = set()
    cases: set[str] = set()
    places: set[str] = set()
    for field, one in _filled_in(fields, values):
        if isinstance(field, Person | People):
            persons.add(str(one))
        elif isinstance(field, Ref):
            cases.add(str(one))
        elif isinstance(field, Place):
            places.add(str(one))
    questions = [
        *([rows.question(models.Person, ("code", "name"), code=sorted(persons))] if persons else []),
        *([rows.question(models.Case, ("key", "title"), key=sorted(cases))] if cases else []),
        *([rows.question(models.Place, ("code", "name"), code=sorted(places))] if places else []),
    ]
    return dict(pair for answer in rows.answers(questions) for pair in answer) if questions else {}


#: Fields that name persons, places and cases, or may hold such fields.
_NAMING = (Person, People, Ref, Place, Rows)


def _filled_in(fields: Iterable[Field[Any]], values: Mapping[str, Any]) -> Iterator[tuple[Field[Any], Any]]:
    """Yield (field, value) of what names somebody or something, lists unfolded, rows by their own fields."""
    for field in fields:
        value = values.get(field.name)
        if value and isinstance(field, _NAMING):
            for one in value if isinstance(value, list) else [value]:
                if isinstance(field, Rows):
                    yield from _filled_in(field.form.fields, one)
                else:
                    yield field, one


def _ready(field: Field[Any], value: Any, names: Mapping[str, str]) -> Any:
    """Return a value as templates read it; personal data as a run marked so."""
    if isinstance(field, Rows):
        return [
            {
                inner.name: _ready(inner, row[inner.name], names)
                for inner in field.form.fields
                if inner.name in row
            }
            for row in value
        ]
    if isinstance(field, Day | Yuan | Number) and not field.sealed:
        return field.value(value)
    if isinstance(field, Person | People | Ref | Place):
        several = value if isinstance(value, list) else [value]
        return "、".join(names.get(str(one), str(one)) for one in several)
    return Run(field.show(value), sealed=True) if field.sealed else field.show(value)


# Drawing -------------------------------------------------------------------------------------------


class DocumentLostError(LookupError):
    """A document is not there, or its case's key was destroyed."""


def paper_of(row: models.Document) -> Paper:
    """Return a document's paper, marked withdrawn if the entry it was made at no longer holds.

    Raises:
        DocumentLostError: the key of its case has been destroyed.

    """
    secret = sealing.case_key(row.organ_id, row.case)
    if secret is None:
        raise DocumentLostError("本案的个人信息已按保管期限销毁，文书内容无法再读取。")
    content = json.loads(sealing.open_bytes(secret, row.case, base64.b64decode(row.content)))
    made_of = json.loads(models.Template.objects.get(pk=row.template).texts)["texts"]
    paper = compose_from(made_of, content["name"], _unpacked(content["said"]))
    return replace(paper, withdrawn=withdrawal(row))


def withdrawal(row: models.Document) -> str | None:
    """Return why a document no longer holds: the correction that voided or replaced its entry.

    A document made anew at a confirmation goes by the entry that was corrected there.
    """
    confirmed = models.Correction.objects.filter(case=row.case, outcome="confirmed")
    anew = confirmed.filter(decided_by=row.entry).values_list("target", flat=True)
    later = confirmed.filter(target__in=[row.entry, *anew], decided_by__gt=row.entry)
    found = later.order_by("decided_by").values_list("decided_by", flat=True).first()
    return f"本文书所依据的记录已于第{found}号记录更正" if found else None


def draw(row: models.Document, form: Format, *, now: datetime) -> tuple[bytes, str]:
    """Return a document's file and media type; it is kept, sealed, with its digest, when it is first drawn.

    Raises:
        DocumentLostError: the key of its case has been destroyed.

    """
    withdrawn = withdrawal(row) is not None
    content = None if withdrawn else _drawn_before(row, form)
    if content is None:
        content = render(paper_of(row), form)
        if not withdrawn:
            _keep(row, form, content, now=now)
    return content, MEDIA_TYPES[form]


def _drawn_before(row: models.Document, form: Format) -> bytes | None:
    """Return the file as first drawn, None if it was not, or is no longer whole: it is then drawn anew."""
    drawn = models.Rendering.objects.filter(document=row, format=form).first()
    secret = sealing.case_key(row.organ_id, row.case)
    if drawn is None or secret is None:
        return None
    try:
        content = sealing.open_bytes(secret, row.case, files.fetch("papers", drawn.file))
    except (files.FileLostError, sealing.SealBrokenError):
        return None
    return content if sm3(content) == drawn.digest else None


def _keep(row: models.Document, form: Format, content: bytes, *, now: datetime) -> None:
    secret = sealing.case_key(row.organ_id, row.case)
    if secret is None or models.Rendering.objects.filter(document=row, format=form).exists():
        return
    file = files.keep("papers", sealing.seal_bytes(secret, row.case, content))
    drawn = models.Rendering(document=row, format=form, digest=sm3(content), file=file, at=now)
    told = {"digest": drawn.digest, "file": file, "at": now, "mark": sealing.mark_of(drawn, row)}
    models.Rendering.objects.get_or_create(document=row, format=form, defaults=told)

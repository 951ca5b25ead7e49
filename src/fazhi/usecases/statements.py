"""The annual report: drafted from the books, edited in its words, signed and frozen, compared with later corrections."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Count

from fazhi.core import statement as words
from fazhi.core.form import satisfies
from fazhi.core.journal import canonical, sm3
from fazhi.core.procedure import Indicator
from fazhi.core.statement import Asked, Fault, Figure, Piece, Statement, plain, rounded
from fazhi.documents import MEDIA_TYPES, Format, Paper, render
from fazhi.procedures import registry
from fazhi.statements import annual_report, checks
from fazhi.statements.paper import paper
from fazhi.store import models
from fazhi.usecases import figures, papers
from fazhi.usecases.figures import Book, Period
from fazhi.usecases.people import Clerk
from fazhi.usecases.record import Recorded, Refused, Report, record

LATE = "limits.late"
OVERDUE = "limits.overdue"
_OWN = {
    LATE: Indicator(
        LATE, "逾期办结的期限", "件", "flow", definition="本期办结、办结日期晚于最后一日的期限。"
    ),
    OVERDUE: Indicator(
        OVERDUE, "逾期未办结的期限", "件", "stock", definition="期末已过最后一日而未办结的期限。"
    ),
}


class EditError(ValueError):
    """The words cannot be saved; the message says why and how to mend it."""


def address(organ: str, year: int, indicator: str, where: tuple[tuple[str, str], ...] = ()) -> str:
    """Return where a figure's certificate is."""
    query = "&".join(f"{name}={value}" for name, value in where)
    return f"/ledger/{organ}/{year}/{indicator}/{f'?{query}' if query else ''}"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A report as it stands: its words, its figures, what is wrong with it.

    ``status`` is draft or the stage of its case, ``filed`` once it is frozen; ``known_by`` is the position in the
    journal that its figures know.
    """

    organ: models.Organ
    year: int
    text: str
    version: int
    status: str
    known_by: int
    book: Book
    statement: Statement
    faults: tuple[Fault, ...]
    case: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the report as data."""
        return {
            "organ": self.organ.name,
            "organ_code": self.organ.code,
            "year": self.year,
            "title": self.statement.title,
            "status": self.status,
            "known_by": self.known_by,
            "sections": [_section(one) for one in self.statement.sections],
            "figures": [*self._figures()],
            "problems": [fault.to_json() for fault in self.faults],
        }

    def _figures(self) -> Any:
        printed = {one.indicator for one in self.statement.figures()}
        for code, indicator in {**self.book.indicators, **_OWN}.items():
            if code in _OWN and code not in printed:
                continue
            asked = Asked(code=code)
            value = _limits(self.organ.code, self.year, asked) if code in _OWN else self.book.value(code)
            if value is None or (not value and code not in printed):
                continue
            yield self._figure(indicator, value, {})
            for dimension in indicator.by if not indicator.formula else ():
                for name, amount in self.book.slices(code, dimension).items():
                    yield self._figure(indicator, amount, {dimension: name})

    def _figure(self, indicator: Indicator, value: Decimal, breakdown: Mapping[str, str]) -> dict[str, Any]:
        return {
            "indicator": indicator.code,
            "label": indicator.label,
            "value": number(value, indicator.unit),
            "unit": indicator.unit,
            "entries": 0
            if indicator.code in _OWN
            else sum(self.book.entries(code) for code in dict.fromkeys(registry.asked(indicator))),
            "trace": address(self.organ.code, self.year, indicator.code, tuple(breakdown.items())),
            **({"breakdown": dict(breakdown)} if breakdown else {}),
        }


def number(value: Decimal, unit: str) -> int | float:
    """Return a value as a number for JSON: rates in percent to one decimal, the rest to two."""
    exact = rounded(value * 100, 1) if unit == "%" else rounded(value, 2)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _section(section: words.Section) -> dict[str, Any]:
    return {
        "level": section.level,
        "heading": section.heading,
        "part": section.part,
        "paragraphs": [
            {"text": one.text, "place": one.place, "figures": [*_printed(one)]} for one in section.paragraphs
        ],
    }


def _printed(paragraph: words.Paragraph) -> Iterator[dict[str, Any]]:
    """Yield the figures of a paragraph; ``start`` is where each stands in its text."""
    start = 0
    for piece in paragraph.pieces:
        if (figure := piece.figure) is not None:
            yield {
                "indicator": figure.indicator,
                "label": figure.label,
                "value": number(figure.value, figure.unit) if figure.value is not None else None,
                "unit": figure.unit,
                "text": piece.text,
                "start": start,
                **({"breakdown": dict(figure.where)} if figure.where else {}),
            }
        start += len(piece.text)


# Drafting ------------------------------------------------------------------------------------------


def draft(organ: models.Organ, year: int, *, today: date, text: str | None = None) -> Draft:
    """Compose the report of a year from the books as they stand; ``text`` tries words that are not saved."""
    saved = models.Wording.objects.filter(organ=organ.code, statement=annual_report.CODE, year=year).first()
    shown = shortcomings(organ.code, year)
    words_used = (
        text if text is not None else saved.content["text"] if saved else annual_report.drafted(shown)
    )
    end = models.Journal.objects.filter(organ=organ).values_list("number", flat=True).first() or 0
    case = case_of(organ.code, year)
    book = Book([organ.code], Period.year(year))
    composed = words.compose(
        words.read(words_used),
        lookup(organ.code, book, year, strict=text is not None),
        context(organ, year),
    )
    return Draft(
        organ=organ,
        year=year,
        text=words_used,
        version=saved.version if saved else 0,
        status=_status(case),
        known_by=end,
        book=book,
        statement=composed,
        faults=checks.faults(composed, known(organ.code, year, book, shown)),
        case=case.key if case else "",
    )


def lookup(organ: str, book: Book, year: int, *, strict: bool) -> words.Lookup:
    """Return what answers a template's tokens: the books, and the limits' own counts.

    Unless ``strict``, a figure that no definition posts says nothing, so that its sentence is left out.
    """

    def figure(asked: Asked) -> Figure:
        own = _OWN.get(asked.code)
        if own is None and not strict and asked.code not in book.indicators:
            return Figure(indicator=asked.code, label=asked.code, unit="", value=None)
        if own is None:
            return book.figure(asked)
        value = _limits(organ, year, asked)
        return Figure(indicator=own.code, label=own.label, unit=own.unit, value=value, where=asked.where)

    return figure


def context(organ: models.Organ, year: int) -> dict[str, str]:
    """Return the words of the context."""
    return {"organ": organ.name, "year": str(year), "next": str(year + 1), "last": str(year - 1)}


def _dues(organ: str, year: int, code: str) -> Any:
    rows = models.Due.objects.filter(organ=organ, binding=True)
    if code == LATE:
        return rows.filter(late=True, met_on__year=year)
    return rows.filter(met_on=None, last_day__lt=date(year + 1, 1, 1))


def _limits(organ: str, year: int, asked: Asked) -> Decimal:
    rows = _dues(organ, year, asked.code)
    for name, wanted in asked.where:
        if name == "code":
            rows = rows.filter(code=wanted)
    return Decimal(rows.count())


def late_cases(organ: str, year: int, code: str, limit: str = "") -> list[models.Due]:
    """Return the limits behind ``limits.late`` or ``limits.overdue``, with their cases."""
    rows = _dues(organ, year, code).select_related("case").order_by("last_day")
    return list(rows.filter(code=limit) if limit else rows)


def limit_labels() -> dict[str, str]:
    """Return what every limit is called, by its code."""
    return {limit.code: limit.label for one in registry.current().values() for limit in one.parts.limits}


def shortcomings(organ: str, year: int) -> list[annual_report.Shown]:
    """Return what the books show unasked: limits kept late, limits past and not kept, rectification left open."""
    labels = limit_labels()
    found = []
    for kind, code in (("late", LATE), ("overdue", OVERDUE)):
        rows = _dues(organ, year, code).values("code").annotate(n=Count("id")).order_by("-n", "code")
        found += [
            annual_report.Shown(
                kind=kind, count=row["n"], code=row["code"], what=labels.get(row["code"], row["code"])
            )
            for row in rows
        ]
    left = _open_items(organ, year)
    return [*found, annual_report.Shown(kind="open", count=left, what="整改事项")]


def _open_items(organ: str, year: int) -> int:
    book = Book([organ], Period.year(year))
    return int(book.value("rectify.open") or 0) if "rectify.open" in book.indicators else 0


def known(organ: str, year: int, book: Book, shown: list[annual_report.Shown]) -> checks.Known:
    """Return what checks may know."""
    values = {code: value for code in book.indicators if (value := book.value(code)) is not None}
    counts = {
        kind: sum(one.count for one in shown if one.kind == kind) for kind in ("late", "overdue", "open")
    }
    return checks.Known(
        year=year,
        values=values,
        late=counts["late"],
        overdue=counts["overdue"],
        open_items=counts["open"],
    )


def edit(organ: models.Organ, year: int, text: str, *, version: int, clerk: Clerk, today: date) -> Draft:
    """Save the words of a report that is still being drafted.

    Raises:
        EditError: the clerk's post may not, it is no longer a draft, another saved first, or the words cannot be read
            or ask a figure that no definition posts.

    """
    drafting = registry.procedure(annual_report.CODE).step("drafted").by.posts
    if not clerk.codes & set(drafting):
        raise EditError("年度报告由司法所起草，您的岗位可以查看，不能修改文字。")
    try:
        trial = draft(organ, year, today=today, text=text)
    except (words.TemplateError, figures.UnknownIndicatorError, ValueError) as fault:
        raise EditError(f"文字没有保存：{fault}") from fault
    if trial.status not in ("draft", "drafting", "returned"):
        raise EditError("报告已送审或签发，不能再改文字；需要修改的，请先退回起草。")
    with transaction.atomic():
        row, _ = models.Wording.objects.select_for_update().get_or_create(
            organ=organ.code, statement=annual_report.CODE, year=year
        )
        if row.version != version:
            raise EditError("他人已先保存了新的文字，请重新打开后再改，您的文字见下方。")
        row.content, row.version = {"text": text}, version + 1
        row.save()
    return draft(organ, year, today=today)


# The report as a case ------------------------------------------------------------------------------


def case_of(organ: str, year: int) -> models.Case | None:
    """Return the report's case, None before it is opened."""
    rows = models.Case.objects.filter(organ_id=organ, procedure=annual_report.CODE).order_by("-last_entry")
    return next((row for row in rows if str(row.record.get("year")) == str(year)), None)


def _status(case: models.Case | None) -> str:
    return case.stage if case else "draft"


def sign(
    organ: models.Organ, year: int, *, clerk: Clerk, now: datetime, request: str = ""
) -> Recorded | Refused:
    """Sign the report: its content is frozen with the position in the journal it knew, in the transaction that signs it.

    The digest that is signed is that of the frozen content.
    """
    with transaction.atomic():
        found = draft(organ, year, today=now.date())
        content = canonical(_exact(found.to_json() | {"text": found.text}))
        digest = sm3(content.encode())
        result = record(
            Report(
                procedure=annual_report.CODE,
                step="signed",
                case=found.case,
                on=now.date(),
                form={"statement_digest": digest},
                request=request,
            ),
            clerk=clerk,
            now=now,
        )
        if isinstance(result, Recorded) and not result.again:
            models.Filing(
                organ=organ.code,
                statement=annual_report.CODE,
                year=year,
                case=result.case,
                entry=result.entry,
                known_by=found.known_by,
                content=content,
                digest=digest,
            ).save(force_insert=True)
        return result


def _exact(value: Any) -> Any:
    """Return data without floats, for a canonical text: decimals as text."""
    if isinstance(value, float):
        return plain(Decimal(str(value)))
    if isinstance(value, Mapping):
        return {key: _exact(inner) for key, inner in value.items()}
    return [_exact(inner) for inner in value] if isinstance(value, list | tuple) else value


def filing(organ: str, year: int) -> models.Filing | None:
    """Return the report as last filed."""
    return (
        models.Filing.objects.filter(organ=organ, statement=annual_report.CODE, year=year)
        .order_by("-id")
        .first()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A figure that corrections have moved since the report was filed."""

    indicator: str
    label: str
    unit: str
    filed: str
    now: str
    breakdown: Mapping[str, str]


def differences(organ: models.Organ, year: int, *, today: date) -> list[Difference]:
    """Return what a filed report said and the books now say otherwise; the report itself keeps its figures."""
    row = filing(organ.code, year)
    if row is None:
        return []
    now = {_key(one): one for one in _exact(draft(organ, year, today=today).to_json())["figures"]}
    found = []
    for one in json.loads(row.content)["figures"]:
        if one["indicator"] in _OWN:
            continue
        current = now.get(_key(one))
        said = str(current["value"]) if current else "0"
        if said != str(one["value"]):
            found.append(
                Difference(
                    indicator=one["indicator"],
                    label=one["label"],
                    unit=one["unit"],
                    filed=str(one["value"]),
                    now=said,
                    breakdown=one.get("breakdown", {}),
                )
            )
    return found


def _key(figure: Mapping[str, Any]) -> tuple[str, tuple[tuple[str, str], ...]]:
    return figure["indicator"], tuple(sorted(figure.get("breakdown", {}).items()))


def thawed(content: Mapping[str, Any]) -> Statement:
    """Return the statement that a filed content says, word for word."""
    return Statement(
        title=content["title"],
        sections=tuple(
            words.Section(
                level=section["level"],
                heading=section["heading"],
                part=section["part"],
                paragraphs=tuple(_thawed(one) for one in section["paragraphs"]),
            )
            for section in content["sections"]
        ),
    )


def _thawed(said: Mapping[str, Any]) -> words.Paragraph:
    text, pieces, end = said["text"], list[Piece](), 0
    for one in said["figures"]:
        if one["start"] > end:
            pieces.append(Piece(text=text[end : one["start"]]))
        end = one["start"] + len(one["text"])
        value = one["value"]
        figure = Figure(
            indicator=one["indicator"],
            label=one["label"],
            unit=one["unit"],
            value=None if value is None else Decimal(str(value)) / (100 if one["unit"] == "%" else 1),
            where=tuple(one.get("breakdown", {}).items()),
        )
        pieces.append(Piece(text=one["text"], figure=figure))
    if end < len(text):
        pieces.append(Piece(text=text[end:]))
    return words.Paragraph(pieces=tuple(pieces), place=said.get("place", ""))


def as_filed(organ: models.Organ, year: int) -> tuple[models.Filing, dict[str, Any]] | None:
    """Return the filing that holds and its content, None while the report is not signed."""
    row = filing(organ.code, year)
    return (row, json.loads(row.content)) if row is not None else None


# Ways out ------------------------------------------------------------------------------------------


def publish(organ: models.Organ, year: int, form: Format | str, *, now: datetime) -> tuple[bytes, str]:
    """Return the report as a file and its media type: docx, pdf, html, md or json.

    Once signed it is what was signed, whatever was corrected since; before, the draft from the books as they stand.
    """
    filed = as_filed(organ, year)
    found = None if filed else draft(organ, year, today=now.date())
    if form == "json":
        data = filed[1] | {"status": "filed"} if filed else found.to_json() if found else {}
        return json.dumps(data, ensure_ascii=False, indent=2).encode(), "application/json"
    return render(paper_of(organ, year, now=now, found=found), form), MEDIA_TYPES[form]  # type: ignore[arg-type]  # the caller names one of Format


def paper_of(organ: models.Organ, year: int, *, now: datetime, found: Draft | None = None) -> Paper:
    """Return the report as a paper: as signed, with its check code, or as drafted."""
    filed = as_filed(organ, year)

    def where(one: Figure) -> str:
        return address(organ.code, year, one.indicator, one.where)

    if filed is None:
        found = found or draft(organ, year, today=now.date())
        return paper(found.statement, organ=organ.name, address=where)
    row, content = filed
    check = papers.check_code(organ.code, f"filing-{row.entry}")
    signed = models.Entry.objects.filter(organ=organ, number=row.entry).values_list("on", flat=True).get()
    return paper(
        thawed(content),
        organ=organ.name,
        address=where,
        day=_day(signed),
        check_code=check,
        check_address=papers.check_address(check),
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def slice_label(indicator: Indicator, dimension: str, value: str) -> str:
    """Return what a slice is called: 案件来源：公安移送."""
    declared = registry.posting_procedure(indicator.code)
    field = declared.fields().get(dimension) if declared else None
    if field is None:
        return f"{dimension}：{value}"
    choices = getattr(field, "choices", {})
    label = choices.get(value) or next(
        (text for code, text in choices.items() if satisfies(code, value)), value
    )
    return f"{field.label}：{label}"

"""The annual report while it is made: drafted from the books, edited in its words, signed and so frozen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db import transaction

from fazhi.core import statement as words
from fazhi.core.form import satisfies
from fazhi.core.journal import canonical, sm3
from fazhi.core.procedure import Indicator
from fazhi.core.statement import Asked, Fault, Figure, Statement, plain, rounded
from fazhi.procedures import registry
from fazhi.statements import annual_report, checks, shortfalls
from fazhi.store import journals, models
from fazhi.usecases import figures, late_limits, returns, stopped
from fazhi.usecases.counting import dimension_label
from fazhi.usecases.figures import Book, Period
from fazhi.usecases.people import Clerk
from fazhi.usecases.record import Recorded, Refused, Report, record

OFTEN = 10
"""From how many refusals a year on it is told that people stumble at a step."""
UNSETTLED = ("draft", "drafting")
"""Where the report stands while its words may be edited: not opened yet, or being drafted."""


class EditError(ValueError):
    """The words cannot be saved; the message says why and how to mend it."""


class ConflictError(EditError):
    """Another saved first: ``theirs`` are the words now saved, ``version`` theirs."""

    def __init__(self, theirs: str, version: int) -> None:
        super().__init__("他人已先保存了新的文字。您的文字还在下面，没有丢失；请对照后再保存。")
        self.theirs = theirs
        self.version = version


def address(organ: str, year: int, indicator: str, where: tuple[tuple[str, str], ...] = ()) -> str:
    """Return where a figure's certificate is."""
    query = "&".join(f"{name}={value}" for name, value in where)
    return f"/ledger/{organ}/{year}/{indicator}/{f'?{query}' if query else ''}"


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A report as it stands: its words, its figures, what is wrong with it.

    ``status`` is draft or the stage of its case; ``known_by`` is the position in the journal that its figures
    know.
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
    today: date
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
            "figures": [*self.figures()],
            "problems": [fault.to_json() for fault in self.faults],
        }

    def figures(self) -> Iterator[dict[str, Any]]:
        """Yield every count of the books, rates that are not nothing or printed, as data, with breakdowns."""
        printed = {one.indicator for one in self.statement.figures()}
        for code, indicator in self.book.indicators.items():
            value = self.book.value(code)
            if value is None or (not value and indicator.formula and code not in printed):
                continue
            yield self._figure(indicator, value, {})
            for dimension in indicator.by if not indicator.formula else ():
                for name, amount in self.book.slices(code, dimension).items():
                    yield self._figure(indicator, amount, {dimension: name})
        for code in printed & set(late_limits.INDICATORS):
            one = late_limits.figure(self.book.organs, self.year, Asked(code=code), today=self.today)
            yield self._figure(late_limits.INDICATORS[code], one.value or Decimal(0), {}, entries=one.entries)

    def _figure(
        self,
        indicator: Indicator,
        value: Decimal,
        breakdown: Mapping[str, str],
        *,
        entries: int | None = None,
    ) -> dict[str, Any]:
        counted = sum(self.book.entries(code) for code in dict.fromkeys(registry.asked(indicator)))
        return {
            "indicator": indicator.code,
            "label": indicator.label,
            "value": number(value, indicator.unit),
            "unit": indicator.unit,
            "entries": counted if entries is None else entries,
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
    book = Book([organ.code], Period.year(year))
    shown = shortcomings(book, year, today=today)
    words_used = (
        text if text is not None else saved.content["text"] if saved else _afresh(organ, book, year, shown)
    )
    end = models.Journal.objects.filter(organ=organ).values_list("number", flat=True).first() or 0
    case = case_of(organ.code, year)
    composed = words.compose(
        words.read(words_used),
        lookup(book, year, today=today, strict=text is not None),
        context(organ, year, today=today),
    )
    return Draft(
        organ=organ,
        year=year,
        text=words_used,
        version=saved.version if saved else 0,
        status=case.stage if case else "draft",
        known_by=end,
        book=book,
        statement=composed,
        faults=(*checks.faults(composed, known(book, year, shown)), *_unbalanced(book)),
        today=today,
        case=case.key if case else "",
    )


_PLAN = "work_plan"


def _afresh(organ: models.Organ, book: Book, year: int, shown: Sequence[annual_report.Shown]) -> str:
    """Return the words of a report that nobody has edited yet."""
    short = list(shortfalls.shown(book))
    return annual_report.drafted(shown, short, planned(organ.code, year + 1))


def planned(organ: str, year: int) -> list[annual_report.Planned]:
    """Return the tasks of the plan list of a year, by due day."""
    rows = models.Case.objects.filter(organ=organ, procedure=_PLAN, record__year=year).exclude(stage="")
    found = sorted(
        (str(record["due"]), str(record["task"])) for record in rows.values_list("record", flat=True)
    )
    return [annual_report.Planned(task=task, month=date.fromisoformat(due).month) for due, task in found]


def _unbalanced(book: Book) -> Iterator[Fault]:
    """Yield what does not balance in the year (勾稽), with the cases that break it."""
    for one in returns.of_year(book):
        named = "、".join(case.number or case.title for case in one.cases)
        yield Fault(code="unbalanced", severity="error", message=f"{one.says}。请核对{named or '有关记录'}。")


def lookup(book: Book, year: int, *, today: date, strict: bool) -> words.Lookup:
    """Return what answers a template's tokens: the books, and the limits' own counts.

    Unless ``strict``, a figure that no definition posts says nothing, so that its sentence is left out.

    Raises (the lookup, if strict):
        UnknownIndicatorError: no definition posts the figure.
        EditError: it is not broken down so.

    """

    def figure(asked: Asked) -> Figure:
        if asked.code in late_limits.INDICATORS:
            return late_limits.figure(book.organs, year, asked, today=today)
        if asked.code not in book.indicators and not strict:
            return Figure(indicator=asked.code, label=asked.code, unit="", value=None)
        if strict:
            broken_down(book.indicator(asked.code), asked)
        return book.figure(asked, counted=False)

    return figure


def broken_down(indicator: Indicator, asked: Asked) -> None:
    """Raise EditError where a slice is asked that the indicator has not."""
    for dimension, value in asked.where:
        if dimension not in indicator.by:
            can = "、".join(f"{name}（{dimension_label(indicator.code, name)}）" for name in indicator.by)
            raise EditError(f"“{indicator.label}”不能按“{dimension}”分项；可以用的有：{can or '无'}。")
        declared = registry.posting_procedure(indicator.code)
        choices = getattr(declared.fields()[dimension], "choices", {}) if declared else {}
        if choices and not any(satisfies(code, value) for code in choices):
            can = "、".join(f"{code}（{label}）" for code, label in choices.items())
            raise EditError(f"“{indicator.label}”没有分项“{value}”；可以用的有：{can}。")
    if not figures.is_kept(indicator, asked.where):
        named = "、".join(dimension_label(indicator.code, name) for name, _ in asked.where)
        raise EditError(f"“{indicator.label}”不能同时按{named}分项；请只用其中一项。")


def context(organ: models.Organ, year: int, *, today: date) -> dict[str, str]:
    """Return the words of the context; ``until`` is said only while the year runs."""
    running = today < date(year, 12, 31)
    return {
        "organ": organ.name,
        "year": str(year),
        "next": str(year + 1),
        "last": str(year - 1),
        "until": f"{today.year}年{today.month}月{today.day}日" if running else "",
    }


def shortcomings(book: Book, year: int, *, today: date) -> list[annual_report.Shown]:
    """Return what the books show unasked: limits kept late or run out, steps refused, rectification open."""
    labels = late_limits.labels()
    found = [
        annual_report.Shown(kind=kind, count=count, code=limit, what=labels.get(limit, limit))
        for kind, code in (("late", late_limits.LATE), ("overdue", late_limits.OVERDUE))
        for limit, count in late_limits.by_limit(book.organs, year, code, today=today)
    ]
    left = int(book.value("rectify.open") or 0) if "rectify.open" in book.indicators else 0
    refused = [
        annual_report.Shown(kind="stopped", count=one.times, what=f"{one.label}·{one.step}")
        for organ in book.organs
        for one in stopped.of_year(organ, year)
        if one.times >= OFTEN
    ]
    return [*found, *refused, annual_report.Shown(kind="open", count=left, what="整改事项")]


def known(book: Book, year: int, shown: Sequence[annual_report.Shown]) -> checks.Known:
    """Return what checks may know."""
    values = {
        code: Figure(indicator=code, label=one.label, unit=one.unit, value=value)
        for code, one in book.indicators.items()
        if (value := book.value(code))
    }
    counts = {
        kind: sum(one.count for one in shown if one.kind == kind) for kind in ("late", "overdue", "open")
    }
    return checks.Known(
        year=year, figures=values, late=counts["late"], overdue=counts["overdue"], open_items=counts["open"]
    )


# Editing -------------------------------------------------------------------------------------------

_HEADING = re.compile(r"^#", re.MULTILINE)


def sections(text: str) -> list[str]:
    """Return the text of a report in pieces, each beginning with its heading; joined again, they are it.

    What stands before the title goes with it, so that the n-th piece after the first is the n-th section.
    """
    starts = [match.start() for match in _HEADING.finditer(text)]
    edges = [0, *starts[1:], len(text)]
    return [text[start:end].strip("\n") for start, end in pairwise(edges)]


def may_edit(clerk: Clerk) -> bool:
    """Tell whether the clerk's post drafts the report."""
    drafting = registry.procedure(annual_report.CODE).step("drafted").by.posts
    return bool(clerk.codes & set(drafting))


def edit(organ: models.Organ, year: int, text: str, *, version: int, clerk: Clerk, today: date) -> Draft:
    """Save the words of a report that is still being drafted.

    Raises:
        ConflictError: another saved first.
        EditError: the clerk's post may not, it is no longer a draft, or the words cannot be read or ask a
            figure that no definition posts.

    """
    if clerk.organ != organ.code or not may_edit(clerk):
        raise EditError("年度报告由司法所起草，您的岗位可以查看，不能修改文字。")
    tidy = text.replace("\r\n", "\n").strip("\n") + "\n"
    trial = attempt(organ, year, tidy, today=today)
    if trial.status not in UNSETTLED:
        raise EditError("报告已送审或签发，不能再改文字；需要修改的，请先退回起草。")
    with transaction.atomic():
        row, _ = models.Wording.objects.select_for_update().get_or_create(
            organ=organ.code, statement=annual_report.CODE, year=year
        )
        if row.version != version:
            raise ConflictError(row.content.get("text", ""), row.version)
        row.content, row.version = {"text": tidy}, version + 1
        row.save()
    return draft(organ, year, today=today)


def attempt(organ: models.Organ, year: int, text: str, *, today: date) -> Draft:
    """Return the report as it would be with those words; nothing is saved.

    Raises:
        EditError: the words cannot be read, or ask a figure that no definition posts.

    """
    try:
        return draft(organ, year, today=today, text=text)
    except EditError:
        raise
    except (words.TemplateError, figures.UnknownIndicatorError, ValueError) as fault:
        raise EditError(str(fault.args[0] if fault.args else fault)) from fault


# The report as a case ------------------------------------------------------------------------------


def case_of(organ: str, year: int) -> models.Case | None:
    """Return the report's case, None before it is opened."""
    rows = models.Case.objects.filter(organ_id=organ, procedure=annual_report.CODE).order_by("-last_entry")
    return next((row for row in rows if str(row.record.get("year")) == str(year)), None)


def sign(
    organ: models.Organ, year: int, *, clerk: Clerk, now: datetime, request: str = ""
) -> Recorded | Refused:
    """Sign the report: its content is frozen with the position in the journal that it knew.

    The digest that is signed is that of the frozen content; both happen in one transaction.
    """
    with transaction.atomic():
        journals.lock(organ.code)  # nothing may come between what is read and what is signed
        found = draft(organ, year, today=now.date())
        content = canonical(exact(found.to_json() | {"text": found.text, "statement": annual_report.CODE}))
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
            filing=True,
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


def exact(value: Any) -> Any:
    """Return data without floats, for a canonical text: decimals as text."""
    if isinstance(value, float):
        return plain(Decimal(str(value)))
    if isinstance(value, Mapping):
        return {key: exact(inner) for key, inner in value.items()}
    return [exact(inner) for inner in value] if isinstance(value, list | tuple) else value

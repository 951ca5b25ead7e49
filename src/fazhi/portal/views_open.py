"""执法公示: who enforces the law, on what basis, in which steps, and with what result, for anyone to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fazhi.core.law import LimitKind
from fazhi.core.procedure import Procedure, Publication
from fazhi.procedures import registry
from fazhi.usecases import clock, entrance, house_rules, people, publications, reference
from fazhi.usecases.publications import Cell, Entry, Position

PARTS = (("before", "事前公开"), ("after", "事后公开"))
LONGEST_SOUGHT = 40
SCALES = (("100", "标准字号"), ("125", "大字"), ("150", "特大字"))
SCALE_COOKIE = "scale"
"""The size of type is kept for the whole site: the desk sets it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry: what it is called after, and the rest as (heading, words)."""

    name: str
    heading: str
    told: tuple[tuple[str, str], ...]


def organs(request: HttpRequest) -> HttpResponse:
    """Show the organs whose records are open, or the only one there is."""
    found = people.organs()
    if len(found) == 1:
        return redirect(f"/open/{found[0][0]}/")
    return render(request, "portal/organs.html", _around(request) | {"heading": "执法公示", "organs": found})


def organ(request: HttpRequest, *, organ: str) -> HttpResponse:
    """Show what an organ publishes before it acts and afterwards."""
    duties = publications.duties()
    parts = [
        {
            "label": label,
            "duties": [_duty(organ, *pair) for pair in duties if pair[1].part == part],
            "ways": _ways(organ, duties) if part == "before" else (),
        }
        for part, label in PARTS
    ]
    return _page(
        request,
        organ,
        "organ.html",
        heading="执法公示",
        top=True,
        parts=[one for one in parts if one["duties"] or one["ways"]],
    )


def _duty(organ: str, procedure: type[Procedure], publication: Publication) -> dict[str, Any]:
    sought = next((one.heading for one in publication.columns if one.sought), "")
    return {
        "label": publication.label,
        "url": f"/open/{organ}/{procedure.code}/",
        "sought": sought,
    }


def _ways(organ: str, duties: Sequence[tuple[type[Procedure], Publication]]) -> tuple[tuple[str, str], ...]:
    """Return where the steps of each duty stand whose results are published: they are known beforehand."""
    return tuple(
        (f"/open/{organ}/{procedure.code}/how/", f"{procedure.label}的依据和程序")
        for procedure, publication in duties
        if publication.part == "after"
    )


def published(request: HttpRequest, *, organ: str, procedure: str) -> HttpResponse:
    """Show what stands published of a duty, a page at a time, or what is looked up by its number."""
    duty, publication = _published(organ, procedure)
    today = clock.today()
    text = request.GET.get("number", "").strip()[:LONGEST_SOUGHT]
    if text:
        entries = publications.sought(organ, duty, text, today=today)
        found = publications.Page(entries=entries)
    else:
        found = publications.page(organ, duty, today=today, after=Position.read(request.GET.get("after", "")))
    return _page(
        request,
        organ,
        "published.html",
        heading=publication.label,
        lines=[_line(publication, one) for one in found.entries],
        sought=next((one.heading for one in publication.columns if one.sought), ""),
        text=text,
        older=f"?after={found.older}" if found.older else "",
        first=request.GET.get("after", "") == "",
        taken_back=publications.taken_back(organ, duty) if not text else (),
        publication=publication,
        how=f"/open/{organ}/{procedure}/how/" if publication.part == "after" else "",
    )


def how(request: HttpRequest, *, organ: str, procedure: str) -> HttpResponse:
    """Show in which steps the organ acts, by which article, and within which time."""
    duty, publication = _published(organ, procedure)
    if publication.part != "after":
        raise Http404("这一事项没有办理程序。")
    return _page(
        request,
        organ,
        "how.html",
        heading=f"{duty.label}的依据和程序",
        crumb=(publication.label, f"/open/{organ}/{procedure}/"),
        stages=list(_stages(duty)),
        duty=duty.label,
        limits=list(dict.fromkeys(_limits(duty))),
    )


def _stages(duty: type[Procedure]) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Yield each step once, under the stage in which it may first be done: label, who, article."""
    told: set[str] = set()
    for stage in (None, *duty.parts.stages):
        steps = [
            (one.label, one.by.label, house_rules.said(str(one.basis)))
            for one in duty.parts.steps
            if stage in one.at and one.name not in told
        ]
        told |= {one.name for one in duty.parts.steps if stage in one.at}
        if steps:
            yield f"{stage.label}阶段" if stage else "怎样开始", steps


def _limits(duty: type[Procedure]) -> Iterator[tuple[str, str, str]]:
    """Yield every limit that binds here: label, from when and how long, article."""
    for told, limit in zip(reference.told(duty).limits, duty.parts.limits, strict=False):
        if limit.row is None or limit.row.profile or limit.row.term is None:
            continue
        if limit.row.kind is LimitKind.LEAD_TIME:
            term = f"在“{told.until[0]}”前至少{told.days}"
        elif limit.row.kind is LimitKind.AT_LEAST:
            term = f"从“{told.since}”起不少于{told.days}"
        else:
            term = f"从“{told.since}”起{told.days}"
        term += f"。期满未办的，{told.silence}" if told.silence else ""
        yield told.label, term, house_rules.said(str(limit.rests_on))


def _published(organ: str, code: str) -> tuple[type[Procedure], Publication]:
    if organ not in dict(people.organs()):
        raise Http404("没有这个机关。")
    try:
        duty = registry.procedure(code)
        return duty, publications.publication_of(duty)
    except LookupError:
        raise Http404("没有这一项公示。") from None


def _line(publication: Publication, entry: Entry) -> Line:
    headings = [one.heading for one in publication.columns]
    words = [_said(cell) for cell in entry.cells]
    told = tuple(pair for pair in zip(headings[1:], words[1:], strict=True) if pair[1])
    return Line(name=words[0] or "（未编号）", heading=headings[0], told=told)


def _said(cell: Cell) -> str:
    return f"{cell.year}年{cell.month}月{cell.day}日" if isinstance(cell, date) else cell


def _page(request: HttpRequest, organ: str, template: str, **words: Any) -> HttpResponse:
    name = dict(people.organs()).get(organ)
    if name is None:
        raise Http404("没有这个机关。")
    context = {"organ": {"code": organ, "name": name}, "today": _said(clock.today()), **words}
    return render(request, f"portal/{template}", _around(request) | context)


def _around(request: HttpRequest) -> dict[str, Any]:
    """Return what stands around every page: the size of type asked for, and whether all this is invented."""
    sizes = [size for size, _ in SCALES]
    asked = request.COOKIES.get(SCALE_COOKIE, "")
    return {
        "scale": asked if asked in sizes else sizes[0],
        "scales": SCALES,
        "demo": entrance.demo_name() is not None,
    }

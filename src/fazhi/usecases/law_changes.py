"""What rests on a statute: the declarations and papers that cite it, and what a new version touches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Count

from fazhi.core import statute_text
from fazhi.core.law import Article, Basis, number_of
from fazhi.core.statute_text import Changed, short_title
from fazhi.documents.template_language import stored, stored_names
from fazhi.law.instruments import all_instruments
from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases import laws
from fazhi.usecases.laws import Version

_CITED = re.compile(r"《([^《》]+)》第([零一二三四五六七八九十百千]+)条")
_PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """One place that cites an article: a step, a limit or a rule of a procedure, or a paper's template.

    ``since`` is the first day of the version it cites; a paper names none, and cites the latest that the
    table of instruments knows (None: it knows none).
    """

    kind: str
    title: str
    number: int
    label: str
    procedure: str
    since: date | None
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToLookAt:
    """An article that a version changed, and what cites its older words.

    ``running`` counts the cases under way of the procedures that cite it, by procedure.
    """

    change: Changed
    citing: tuple[Citing, ...]
    running: dict[str, int]


@cache
def citations() -> tuple[Citing, ...]:
    """Return every article that a current declaration or a template of papers cites."""
    return (*_declared(), *_papers())


def _declared() -> Iterator[Citing]:
    for procedure in registry.current().values():
        rests: list[tuple[str, str, Basis]] = []
        for step in procedure.parts.steps:
            rests += [("step", step.label, basis) for basis in (step.basis, *step.cites)]
            rests += [("rule", step.label, rule.basis) for rule in step.needs]
        for limit in procedure.parts.limits:
            also = limit.row.also if limit.row else ()
            rests += [("limit", limit.label, basis) for basis in (limit.rests_on, *also)]
        for kind, label, basis in dict.fromkeys(rests):
            if isinstance(basis, Article):
                yield Citing(
                    kind=kind,
                    title=short_title(basis.statute.title),
                    number=basis.number,
                    label=f"{procedure.label}·{label}",
                    procedure=procedure.code,
                    since=basis.statute.in_force,
                    quote=basis.quote,
                )


def _papers() -> Iterator[Citing]:
    statutes = sorted((one.statute for one in all_instruments()), key=lambda one: one.in_force)
    known = {short_title(one.title): one.in_force for one in statutes}
    for name in stored_names():
        folder, _, _ = name.partition("/")
        for title, number in dict.fromkeys(_CITED.findall(stored(name) or "")):
            yield Citing(
                kind=_PAPER,
                title=short_title(title),
                number=number_of(number),
                label=name,
                procedure=folder if folder in registry.current() else "",
                since=known.get(short_title(title)),
            )


def citing(title: str) -> dict[int, list[Citing]]:
    """Return what cites each article of a statute, by number."""
    found: dict[int, list[Citing]] = {}
    for one in citations():
        if one.title == short_title(title):
            found.setdefault(one.number, []).append(one)
    return found


def to_look_at(version: Version, *, organ: str = "") -> list[ToLookAt]:
    """Return the articles that this version changed, each with what cites its older words.

    Declarations that cite this version or a later one are not named.  ``organ`` is whose cases are
    counted, "" for all.
    """
    before = [one for one in laws.versions(version.title) if one.since < version.since]
    if not before:
        return []
    changed = statute_text.changes(laws.text_of(before[-1]), laws.text_of(version))
    cites = citing(version.title)
    named = {
        change.old.number: tuple(
            one for one in cites.get(change.old.number, ()) if one.since is None or one.since < version.since
        )
        for change in changed
    }
    running = _running({one.procedure for found in named.values() for one in found if one.procedure}, organ)
    return [
        ToLookAt(
            change=change,
            citing=named[change.old.number],
            running={
                code: running[code]
                for code in sorted({one.procedure for one in named[change.old.number]} & running.keys())
            },
        )
        for change in changed
    ]


def _running(procedures: set[str], organ: str) -> dict[str, int]:
    cases = models.Case.objects.filter(procedure__in=procedures, final=False)
    if organ:
        cases = cases.filter(organ=organ)
    return dict(cases.order_by().values_list("procedure").annotate(Count("key")))

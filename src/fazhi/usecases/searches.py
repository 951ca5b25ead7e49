"""Looking for cases by words or by person, over every procedure a clerk sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fazhi.core.procedure import Procedure
from fazhi.procedures import registry
from fazhi.store import models, search
from fazhi.usecases import access, lists
from fazhi.usecases.people import Clerk


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A case that was found, with the procedure it is of."""

    procedure: type[Procedure]
    line: lists.Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found: cases, latest first, and communities that were named, as (code, name)."""

    hits: list[Hit]
    places: list[tuple[str, str]]


def find(clerk: Clerk, text: str, *, size: int = lists.SIZE) -> Found:
    """Find cases whose number or title holds every word of ``text``.

    A word that names a community need not stand in the title, if the case lies there.
    """
    named, rest = _places_named(clerk.organ, text)
    codes = {code for code, _ in named}
    found = set(search.matching(clerk.organ, text, limit=lists.MOST_FOUND))
    there = set(search.matching(clerk.organ, rest, limit=lists.MOST_FOUND)) if codes and rest else set()
    hits = [hit for hit in of(clerk, found | there) if hit.line.key in found or hit.line.place in codes]
    return Found(hits=hits[:size], places=named)


def of(clerk: Clerk, keys: Iterable[str]) -> list[Hit]:
    """Return those of the cases that the clerk sees, latest first."""
    rows = models.Case.objects.filter(pk__in=access.seen_among(clerk, keys))
    found = [
        Hit(procedure=registry.procedure(row[0]), line=lists.Line._make(row[1:]))
        for row in rows.values_list("procedure", "last_on", *lists.COLUMNS)
    ]
    return sorted(found, key=lambda hit: (hit.line.last_on, hit.line.key), reverse=True)


def _places_named(organ: str, text: str) -> tuple[list[tuple[str, str]], str]:
    """Return the communities that words name, and the words that name none."""
    known = lists.places(organ)
    named = [(code, name) for code, name in known if any(_names(word, name) for word in text.split())]
    rest = [word for word in text.split() if not any(_names(word, name) for _, name in known)]
    return named, " ".join(rest)


def _names(word: str, place: str) -> bool:
    return len(word) > 1 and word in place

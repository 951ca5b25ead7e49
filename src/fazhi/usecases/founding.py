"""Founding an office: the organ with its journal and key, its places, its people and the posts they hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q

from fazhi.law.roles import posts
from fazhi.store import journals, models, sealing


class FoundingError(ValueError):
    """The office cannot be founded so; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlace:
    """A community or village of the organ to be."""

    code: str
    name: str
    kind: str = "community"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHolding:
    """A post that somebody takes up; ``place`` is "" for the whole organ."""

    post: str
    title: str
    unit: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody who works with the system, and the posts they hold.

    ``account`` is the name to sign in with, "" for none; it has no password until one is set.
    """

    code: str
    name: str
    holdings: tuple[NewHolding, ...]
    account: str = ""


def found(
    code: str,
    *,
    name: str,
    short: str,
    since: date,
    kind: str = "street",
    places: Iterable[NewPlace] = (),
    people: Iterable[NewPerson] = (),
    is_demo: bool = False,
) -> models.Organ:
    """Set up an organ, everyone in post from ``since`` on, its journal empty; ``short`` begins its 机关代字.

    Raises:
        FoundingError: the organ is there already, or a post is none of ``law/posts.csv``.

    """
    refuse_taken(code, name=name)
    with transaction.atomic():
        organ = models.Organ.objects.create(code=code, name=name, kind=kind, short=short, is_demo=is_demo)
        sealing.make_organ_key(code)
        journals.open_journal(code)
        models.Place.objects.bulk_create(
            models.Place(code=one.code, organ=organ, name=one.name, kind=one.kind) for one in places
        )
        for person in people:
            _take_up(organ, person, since=since)
    return organ


def refuse_taken(code: str, *, name: str) -> None:
    """Refuse a code or name that an organ has already.

    Raises:
        FoundingError: with the way out.

    """
    if models.Organ.objects.filter(Q(pk=code) | Q(name=name)).exists():
        raise FoundingError(f"机关“{name}”（{code}）已经建立，请换一个名称，或使用新的数据目录。")


def free_code(region: str) -> str:
    """Return the first code of a street or town in a region (six digits) that no organ has."""
    taken = set(models.Organ.objects.filter(pk__startswith=region).values_list("pk", flat=True))
    return next(code for code in (f"{region}{nth:03}" for nth in range(1, 1000)) if code not in taken)


def _take_up(organ: models.Organ, person: NewPerson, *, since: date) -> None:
    if unknown := sorted({one.post for one in person.holdings} - set(posts())):
        raise FoundingError(f"没有这样的岗位：{'、'.join(unknown)}；可用的岗位见 law/posts.csv。")
    account = None
    if person.account:
        account = get_user_model().objects.create_user(person.account)
    row = models.Person.objects.create(code=person.code, name=person.name, account=account)
    models.Holding.objects.bulk_create(
        models.Holding(
            person=row,
            organ=organ,
            place_id=one.place or None,
            post=one.post,
            title=one.title,
            unit=one.unit,
            since=since,
        )
        for one in person.holdings
    )

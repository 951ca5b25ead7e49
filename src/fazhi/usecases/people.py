"""Who is at the desk: a person, and the posts they hold in an organ today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from fazhi.core.journal import Actor
from fazhi.law.roles import Post, posts
from fazhi.store import models, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A post held: ``place`` is "" for the whole organ."""

    post: Post
    title: str
    unit: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """A person at work in an organ, with the posts held today."""

    person: str
    name: str
    organ: str
    organ_name: str
    held: tuple[Held, ...]
    organs: tuple[str, ...] = field(default=())

    @property
    def title(self) -> str:
        """The title of the first post."""
        return self.held[0].title if self.held else ""

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the posts held."""
        return frozenset(held.post.code for held in self.held)

    def holds(self, *codes: str) -> bool:
        """Tell whether any of the posts is held."""
        return bool(self.codes & set(codes))

    def acting_as(self, wanted: Iterable[str]) -> Actor:
        """Return the actor in the first post held that is among ``wanted``, else in the first post held."""
        allowed = set(wanted)
        mine = [held.post.code for held in self.held]
        post = next((code for code in mine if code in allowed), mine[0] if mine else "none")
        return Actor(person=self.person, post=post)


def clerk(person: str, *, organ: str, on: date) -> Clerk:
    """Return the person as they stand in the organ on a day; no posts if they hold none.

    Raises:
        models.Person.DoesNotExist: there is no such person.

    """
    row = models.Person.objects.get(pk=person)
    body = models.Organ.objects.get(pk=organ)
    held = models.Holding.objects.filter(
        Q(until=None) | Q(until__gt=on), person=row, organ=body, since__lte=on
    )
    return Clerk(
        person=row.code,
        name=row.name,
        organ=body.code,
        organ_name=body.name,
        held=tuple(
            Held(post=posts()[one.post], title=one.title, unit=one.unit, place=one.place_id or "")
            for one in held.order_by("id")
        ),
    )


def clerk_of_account(account_id: int, *, on: date) -> Clerk | None:
    """Return who signed in with an account, in the first organ they hold a post in; None if nobody."""
    row = models.Person.objects.filter(account_id=account_id).first()
    if row is None:
        return None
    first = models.Holding.objects.filter(Q(until=None) | Q(until__gt=on), person=row, since__lte=on).first()
    return clerk(row.code, organ=first.organ_id, on=on) if first else None


def name_of(persons: Iterable[str]) -> dict[str, str]:
    """Return code → name for persons; unknown codes are left out."""
    return dict(rows.pick(models.Person, ("code", "name"), code=sorted(set(persons))))


def organ_named(text: str) -> models.Organ:
    """Return the organ of that code or name.

    Raises:
        LookupError: there is none; the message lists those there are.

    """
    found = models.Organ.objects.filter(Q(pk=text) | Q(name=text)).first()
    if found is None:
        known = (
            "、".join(f"{o.name}（{o.code}）" for o in models.Organ.objects.all()[:20]) or "还没有任何机关"
        )
        raise LookupError(f"没有名为或编号为“{text}”的机关；现有：{known}。")
    return found


def organs() -> list[tuple[str, str]]:
    """Return (code, name) of every organ."""
    return list(models.Organ.objects.order_by("code").values_list("code", "name"))


def roster(organ: str, *, posts_wanted: Iterable[str] = (), on: date | None = None) -> list[tuple[str, str]]:
    """Return (code, “name（title）”) of persons who hold a post in the organ, for choosing from."""
    held = models.Holding.objects.filter(organ_id=organ).select_related("person").order_by("id")
    if posts_wanted:
        held = held.filter(post__in=set(posts_wanted))
    if on is not None:
        held = held.filter(Q(until=None) | Q(until__gt=on), since__lte=on)
    return list({row.person_id: f"{row.person.name}（{row.title}）" for row in held}.items())

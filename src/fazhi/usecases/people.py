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
class StandIn:
    """Somebody stood in for (代) by a written delegation: in which post and groups of procedures.

    ``until`` is its last day, ``case`` its entry in the register; ``place`` is "" for the whole organ.
    """

    principal: str
    name: str
    post: Post
    groups: frozenset[str]
    until: date
    case: str
    place: str = ""

    def covers(self, wanted: Iterable[str], group: str) -> bool:
        """Tell whether it reaches a step for those posts, in a procedure of that group."""
        return self.post.code in set(wanted) and group in self.groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """A person at work in an organ: the posts held today, and whom they stand in for where that was asked."""

    person: str
    name: str
    organ: str
    organ_name: str
    held: tuple[Held, ...]
    organs: tuple[str, ...] = field(default=())
    stands_in: tuple[StandIn, ...] = field(default=())

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

    def in_whose_stead(self, wanted: Iterable[str], group: str) -> tuple[StandIn, ...]:
        """Return those the clerk may stand in for at a step for those posts, in that group of procedures."""
        posts_wanted = set(wanted)
        return tuple(one for one in self.stands_in if one.covers(posts_wanted, group))

    def may_do(self, wanted: Iterable[str], group: str) -> bool:
        """Tell whether one of the posts is held, or stood in for in that group of procedures."""
        posts_wanted = set(wanted)
        return bool(self.codes & posts_wanted) or bool(self.in_whose_stead(posts_wanted, group))

    def at_step(self, wanted: Iterable[str], group: str) -> Actor:
        """Return the actor at a step: in a post of the clerk's own, else in one stood in for."""
        posts_wanted = set(wanted)
        if self.codes & posts_wanted or not (others := self.in_whose_stead(posts_wanted, group)):
            return self.acting_as(posts_wanted)
        return Actor(person=self.person, post=others[0].post.code, standing_for=others[0].principal)


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


def signing(by: Actor) -> str:
    """Return how who acted stands on a paper: 陆文, or 陆文（代万和平）."""
    names = name_of(filter(None, (by.person, by.standing_for)))
    who, principal = (names.get(code, code) for code in (by.person, by.standing_for))
    return f"{who}（代{principal}）" if principal else who


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

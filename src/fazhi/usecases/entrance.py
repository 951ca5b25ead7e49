"""Coming in: signing in by name and password, the demo's five visitors, one person in several organs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.cache import cache
from django.db.models import Q
from django.http import HttpRequest

from fazhi.law.roles import posts
from fazhi.store import models
from fazhi.usecases.people import Clerk, Held

TRIES = 5
"""Wrong passwords for one name before it is locked."""
LOCKED_MINUTES = 15
_FROM_ONE_ADDRESS = 100  # behind a proxy this is the whole office


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Somebody at the desk of an organ: the clerk, whether it is a demo, where else they hold posts."""

    clerk: Clerk
    is_demo: bool
    organs: tuple[tuple[str, str], ...]
    """(code, name) of every organ in which they hold a post."""


def seat(account: int, *, on: date, organ: str = "") -> Seat | None:
    """Return where an account sits on a day: in ``organ`` if a post is held there, else in the first organ.

    None if the account is nobody's, or its person holds no post.
    """
    person = models.Person.objects.filter(account_id=account).first()
    if person is None:
        return None
    held = list(
        models.Holding.objects.filter(Q(until=None) | Q(until__gt=on), person=person, since__lte=on)
        .select_related("organ")
        .order_by("id")
    )
    if not held:
        return None
    organs = {one.organ_id: one.organ for one in held}
    here = organs.get(organ) or held[0].organ
    clerk = Clerk(
        person=person.code,
        name=person.name,
        organ=here.code,
        organ_name=here.name,
        held=tuple(
            Held(post=posts()[one.post], title=one.title, unit=one.unit, place=one.place_id or "")
            for one in held
            if one.organ_id == here.code
        ),
        organs=tuple(organs),
    )
    return Seat(
        clerk=clerk,
        is_demo=here.is_demo,
        organs=tuple((code, found.name) for code, found in organs.items()),
    )


# By name and password ------------------------------------------------------------------------------


class LockedError(Exception):
    """Too many wrong passwords: nothing is tried for a while; the message says how long."""

    def __init__(self) -> None:
        super().__init__(
            f"连续{TRIES}次输错，为安全起见已暂停登录{LOCKED_MINUTES}分钟。请稍后再试，或请管理员重设密码。"
        )


def sign_in(request: HttpRequest, *, username: str, password: str) -> AbstractBaseUser | None:
    """Return the account of that name and password, None if there is none.

    Raises:
        LockedError: the name, or the address it is tried from, has been tried wrongly too often.

    """
    by_name = f"sign-in:name:{username.strip().lower()[:150]}"
    by_address = f"sign-in:from:{request.META.get('REMOTE_ADDR', '')}"
    if cache.get(by_name, 0) >= TRIES or cache.get(by_address, 0) >= _FROM_ONE_ADDRESS:
        raise LockedError
    account = authenticate(request, username=username.strip(), password=password)
    if account is None:
        for key in (by_name, by_address):
            cache.add(key, 0, LOCKED_MINUTES * 60)
            cache.incr(key)
        return None
    cache.delete(by_name)
    return account


# A demo --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """One of the persons a demo offers to come in as, with a task to try."""

    username: str
    name: str
    title: str
    task: str
    minutes: int


@dataclass(frozen=True, slots=True)
class _Offer:
    posts: tuple[str, ...]
    task: str
    minutes: int


_OFFERS = (
    _Offer(("mediator_full", "mediator_part"), "登记一起邻里纠纷，受理、调解、达成协议，打印协议书。", 5),
    _Offer(("enforce_officer", "enforce_captain"), "看今天要办的执法案件，把一件案子往前办一步。", 8),
    _Offer(("justice_head",), "对送审的合同出具合法性审查意见，再看看年度报告初稿。", 5),
    _Offer(("director",), "看等您签批的事项和逾期的事项，打开年度报告，点开一个数字。", 3),
    _Offer(("district_justice",), "看街道的一年，从一个数字查到底下的案卷。", 5),
)


def demo_name() -> str | None:
    """Return the name of the demo's organ; None where this is no demo database."""
    return models.Organ.objects.filter(is_demo=True).order_by("code").values_list("name", flat=True).first()


def visitors(*, on: date) -> list[Visitor]:
    """Return whom a demo offers to come in as: for each task the first in post who has an account."""
    holdings = (
        models.Holding.objects.filter(
            Q(until=None) | Q(until__gt=on),
            since__lte=on,
            organ__is_demo=True,
            person__account__is_active=True,
            post__in={post for offer in _OFFERS for post in offer.posts},
        )
        .order_by("id")
        .values_list("post", "person__account__username", "person__name", "title", "organ__name")
    )
    rows = list(holdings)
    found = []
    for offer in _OFFERS:
        if (row := _first(offer.posts, rows)) is not None:
            _, username, name, title, _ = row
            found.append(
                Visitor(username=username, name=name, title=title, task=offer.task, minutes=offer.minutes)
            )
    return found


def _first(wanted: Sequence[str], rows: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    return next((row for post in wanted for row in rows if row[0] == post), None)


def visit(username: str, *, on: date) -> AbstractBaseUser | None:
    """Return the account to come in with without a password: only one that a demo offers, else None."""
    if username not in {visitor.username for visitor in visitors(on=on)}:
        return None
    return get_user_model().objects.get_by_natural_key(username)

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
from fazhi.usecases import delegations
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
        clerk=delegations.with_stand_ins(clerk, on=on),
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
    _Offer(
        ("mediator_full", "mediator_part"),
        "今天到期的邻里纠纷：登记一次调解，达成协议，打印协议书；也可以登记一起新的纠纷。",
        5,
    ),
    _Offer(
        ("enforce_officer", "enforce_captain"),
        "今天听证的夜间施工噪声案：听证后送法制审核，办到主任作出决定；新来的线索当场处罚或者交立案。",
        8,
    ),
    _Offer(("justice_head",), "看送审的工程合同，签发合法性审查意见书并打印；听证由您主持。", 5),
    _Offer(
        ("director",), "签发2025年度法治政府建设报告，签订一份合同；点开报告里的一个数字，看它从哪里来。", 3
    ),
    _Offer(
        ("district_justice",),
        "验收街道报来的整改，或者把评查案卷时发现的问题列入街道的整改清单；从一个数字查到案卷。",
        5,
    ),
)
#: Whom a demo lets in besides: steps that the law wants done by other hands than the visitors'.
_COLLEAGUES = {
    "legal_reviewer": "接着办：合法性审查和处罚决定的法制审核。",
    "deputy_law": "接着办：审核、审批和整改销号。",
    "secretary": "接着办：年度报告的审批。",
    "supervisor": "接着办：整改事项的交办和督办。",
}


def demo_name() -> str | None:
    """Return the name of the demo's organ; None where this is no demo database."""
    return models.Organ.objects.filter(is_demo=True).order_by("code").values_list("name", flat=True).first()


def visitors(*, on: date) -> list[Visitor]:
    """Return whom a demo offers to come in as: for each task the first in post who has an account."""
    rows = _accounts(on, {post for offer in _OFFERS for post in offer.posts})
    return [
        _visitor(row, task=offer.task, minutes=offer.minutes)
        for offer in _OFFERS
        if (row := _first(offer.posts, rows)) is not None
    ]


def colleagues(*, on: date) -> list[Visitor]:
    """Return who may be come in as when a case has to pass to other hands: one for each such post."""
    rows = _accounts(on, set(_COLLEAGUES))
    return [
        _visitor(row, task=task)
        for post, task in _COLLEAGUES.items()
        if (row := _first((post,), rows)) is not None
    ]


def _accounts(on: date, wanted: set[str]) -> list[tuple[str, ...]]:
    """Return (post, account, name, title) of everybody in those posts of a demo who has an account."""
    holdings = (
        models.Holding.objects.filter(
            Q(until=None) | Q(until__gt=on),
            since__lte=on,
            organ__is_demo=True,
            person__account__is_active=True,
            post__in=wanted,
        )
        .order_by("id")
        .values_list("post", "person__account__username", "person__name", "title")
    )
    return list(holdings)


def _first(wanted: Sequence[str], rows: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    return next((row for post in wanted for row in rows if row[0] == post), None)


def _visitor(row: tuple[str, ...], *, task: str = "", minutes: int = 0) -> Visitor:
    _, username, name, title = row
    return Visitor(username=username, name=name, title=title, task=task, minutes=minutes)


def visit(username: str, *, on: date) -> AbstractBaseUser | None:
    """Return the account to come in with without a password: only one that a demo offers, else None."""
    if username not in {visitor.username for visitor in (*visitors(on=on), *colleagues(on=on))}:
        return None
    return get_user_model().objects.get_by_natural_key(username)

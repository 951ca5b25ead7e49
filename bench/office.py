"""The office that is measured: a street with ten communities, each with a mediator of its own."""

from __future__ import annotations

from datetime import date
from functools import cache

from fazhi.store import models
from fazhi.usecases import founding, people
from fazhi.usecases.founding import NewHolding, NewPerson, NewPlace
from fazhi.usecases.people import Clerk

ORGAN = "990909001"
HEAD, ARCHIVIST, PUBLICITY = "bench-head", "bench-archivist", "bench-publicity"
_NUMERALS = "一二三四五六七八九十"
PLACES = tuple(f"{ORGAN}{number:03}" for number in range(1, len(_NUMERALS) + 1))
SINCE, ON = date(2020, 1, 1), date(2026, 1, 5)


def mediator(place: str) -> str:
    """Return the person who mediates in a community, and chairs its committee."""
    return f"bench-mediator-{place[-3:]}"


def person_name(person: str) -> str:
    """Return what a mediator is called."""
    return f"调解员{_NUMERALS[int(person[-3:]) - 1]}"


def place_name(place: str) -> str:
    """Return what a community is called."""
    return f"第{_NUMERALS[int(place[-3:]) - 1]}社区"


def found() -> models.Organ:
    """Set the office up, its journal empty."""
    whole = (
        (HEAD, "沈明", "justice_head", "司法所所长"),
        (ARCHIVIST, "陆文", "archivist", "档案员"),
        (PUBLICITY, "秦岚", "law_publicity", "普法专员"),
    )
    return founding.found(
        ORGAN,
        name="测速街道办事处",
        short="测速",
        since=SINCE,
        places=[NewPlace(code=place, name=place_name(place)) for place in PLACES],
        people=[
            *(
                NewPerson(code=code, name=name, holdings=(NewHolding(post=post, title=title),), account=code)
                for code, name, post, title in whole
            ),
            *(_mediator(place) for place in PLACES),
        ],
    )


def _mediator(place: str) -> NewPerson:
    person = mediator(place)
    return NewPerson(
        code=person,
        name=person_name(person),
        holdings=(
            NewHolding(post="mediator_part", title="兼职人民调解员", place=place),
            NewHolding(post="committee_chair", title="调委会主任", place=place),
        ),
        account=person,
    )


@cache
def clerk(person: str) -> Clerk:
    """Return somebody of the office at work."""
    return people.clerk(person, organ=ORGAN, on=ON)

"""Profiles: sets of limits that bind only one place or one field, switched on by an organ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fazhi.core.law import Scope
from fazhi.law import limits
from fazhi.law.tables import lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A place or a field, and the codes of the limits that bind there."""

    code: str
    label: str
    scope: Scope
    limits: frozenset[str]


@cache
def all() -> tuple[Profile, ...]:  # noqa: A001 - read as profiles.all()
    """Return every profile, in the order of the table."""
    return tuple(
        Profile(
            code=line.text("code"),
            label=line.text("label"),
            scope=line.choice("scope", Scope),
            limits=frozenset(row.code for row in limits.all() if row.profile == line.text("code")),
        )
        for line in lines("profiles")
    )


def profile(code: str) -> Profile:
    """Return a profile by its code.

    Raises:
        LookupError: no such profile; the message lists those there are.

    """
    found = next((each for each in all() if each.code == code), None)
    if found is None:
        known = ", ".join(each.code for each in all())
        raise LookupError(f"no profile {code!r} in law/profiles.csv; there are {known}")
    return found

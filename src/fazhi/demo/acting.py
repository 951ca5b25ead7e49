"""Who does a step: the one who acted in the case before, unless their hands may not do it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from fazhi.core.case import hands
from fazhi.core.procedure import Step
from fazhi.demo.office import Colleague, Office, Told

_AGAIN = 0.8
_FIRST_POST = 0.7


def those_before(told: Told, step: Step) -> frozenset[str]:
    """Return those whose hands may not do a step, because of what they did before."""
    names = {earlier.name for earlier in step.other_than}
    found: set[str] = set()
    for line in told.lines:
        if line.plain.step in names:
            found |= hands(told.procedure, line.plain)
    return frozenset(found)


def somebody(
    office: Office,
    step: Step,
    *,
    place: str,
    avoid: Collection[str],
    rather_not: Collection[str],
    before: Sequence[Colleague],
) -> Colleague | None:
    """Return who does a step, None if nobody may: of those who acted ``before`` rather than of others."""
    able = [one for one in office.holders(step.by.posts) if one.code not in avoid]
    able = [one for one in able if one.code not in rather_not] or able
    if not able:
        return None
    near = [one for one in able if one.place in ("", place)] or able
    known = [one for one in near if one in before]
    if known and office.random.random() < _AGAIN:
        return known[-1]
    by_post = {post: nth for nth, post in enumerate(step.by.posts)}
    first = min(min(by_post[post] for post in one.posts if post in by_post) for one in near)
    best = [one for one in near if any(by_post.get(post) == first for post in one.posts)]
    return office.random.choice(best if office.random.random() < _FIRST_POST else near)

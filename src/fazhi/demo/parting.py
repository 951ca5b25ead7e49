"""Parting the choices of a shape so that few are counted together, and nothing is lost by it.

Choices that no figure and no rule reads together need not be multiplied.  Where many hang together by chains
of figures, they are counted in parts that overlap: two parts agree on how many cases take which of the
choices they share, so that cases can be put together from both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import prod

from fazhi.demo.learned import Learned
from fazhi.demo.shapes import Choice, Effect, Shape

_FEW = 64


@dataclass(slots=True)
class Part:
    """Choices counted together, with the effects they decide.

    ``shared`` are those that the part with the number ``before`` holds too.
    """

    choices: tuple[Choice, ...]
    effects: list[Effect] = field(default_factory=list)
    shared: tuple[Choice, ...] = ()
    before: int | None = None


def parts(shape: Shape, learned: Learned) -> list[Part]:
    """Return the parts of a shape; a part comes after the one it shares choices with."""
    reads = _reads(shape, learned)
    edges = [*map(set, reads.values()), *_edges(shape)]
    found: list[Part] = []
    for component in _components(shape, edges):
        choices = [one for one in shape.choices if one in component]
        if prod(len(shape.options(one)) for one in choices) <= _FEW:
            found.append(Part(tuple(choices)))
        else:
            found += _cliques(shape, choices, edges, start=len(found))
    for effect, read in reads.items():
        able = [part for part in found if read <= set(part.choices) and bool(read) == bool(part.choices)]
        if not able:  # it reads nothing
            able = [Part(())]
            found += able
        able[0].effects.append(effect)
    return found


def _reads(shape: Shape, learned: Learned) -> dict[Effect, frozenset[Choice]]:
    """Return what is counted together with each effect: amounts with what they hang on and are bound by."""
    together: dict[Choice, set[Choice]] = {}
    for effect in shape.effects:
        if effect.of is not None:
            together.setdefault(effect.of, set()).update(effect.reads)
    for bound in learned.bounds:
        asked = {name for name, _ in bound.where}
        for of, read in together.items():
            if bound.concerns(shape) and of.name == bound.field:
                read.update(one for one in shape.choices if one.name in asked)
    for owner, *pair in learned.at_most:
        ordered = [of for of in together if of.name in pair]
        if owner == shape.interest.procedure.code and len(ordered) > 1:
            whole = set().union(*(together[of] for of in ordered))
            together |= dict.fromkeys(ordered, whole)
    return {
        effect: frozenset(effect.reads if effect.of is None else together[effect.of])
        for effect in shape.effects
    }


def _edges(shape: Shape) -> list[set[Choice]]:
    """Return what is looked at together besides: months that follow each other, what is forbidden."""
    months = [one for one in shape.choices if one.kind == "month"]
    there = set(shape.choices)
    return [
        *({one, other} for one, other in pairwise(months)),
        *(set(ban) for ban in shape.forbidden if there.issuperset(ban)),
    ]


def _components(shape: Shape, edges: Sequence[set[Choice]]) -> Iterator[set[Choice]]:
    """Yield what hangs together, in the order of the shape's choices."""
    near: dict[Choice, set[Choice]] = defaultdict(set)
    for edge in edges:
        for node in edge:
            near[node] |= edge
    seen: set[Choice] = set()
    for choice in shape.choices:
        if choice in seen:
            continue
        found: set[Choice] = set()
        waiting = [choice]
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting += near[node] - found
        seen |= found
        yield found


def _cliques(
    shape: Shape, choices: Sequence[Choice], edges: Sequence[set[Choice]], *, start: int
) -> Iterator[Part]:
    """Yield parts such that each edge lies in one of them, taking apart first what costs least."""
    near: dict[Choice, set[Choice]] = {one: set() for one in choices}
    for edge in edges:
        inside = [one for one in choices if one in edge]
        for one in inside:
            near[one] |= {other for other in inside if other != one}
    size = {one: len(shape.options(one)) for one in choices}
    order: list[tuple[Choice, set[Choice]]] = []
    left = list(choices)
    while left:
        one = min(left, key=lambda it: size[it] * prod(size[other] for other in near[it]))
        order.append((one, set(near[one])))
        for other in near[one]:
            near[other] |= near[one] - {other}
            near[other].discard(one)
        left.remove(one)
    taken = {one: nth for nth, (one, _) in enumerate(order)}
    cliques: list[tuple[set[Choice], set[Choice], int | None]] = []
    home: dict[Choice, int] = {}
    for one, shared in reversed(order):
        before = home[min(shared, key=taken.__getitem__)] if shared else None
        if before is not None and cliques[before][0] == shared:
            cliques[before][0].add(one)
            home[one] = before
        else:
            home[one] = len(cliques)
            cliques.append(({*shared, one}, shared, before))
    for clique, shared, before in cliques:
        yield Part(
            choices=tuple(one for one in choices if one in clique),
            shared=tuple(one for one in choices if one in shared),
            before=None if before is None else start + before,
        )

"""Finding the shapes of a procedure: its shortest paths for every way of posting, optional steps put in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fazhi.core.procedure import Procedure, Stage, Step
from fazhi.demo.interest import Interest
from fazhi.demo.shapes import Role, Shape


@dataclass(frozen=True, slots=True)
class _Path:
    steps: tuple[Step, ...]
    stage: Stage


_LONGEST = 40
_ALIKE = 2
_MOST = 4000


def shapes(interest: Interest, *, carried: bool, role: Role | None = None) -> list[Shape]:
    """Return the shapes of a procedure: the shortest paths for every way of posting, optional steps put in.

    ``carried`` asks also for those that began before the year.  What a register holds always may have.
    """
    found: dict[tuple[Any, ...], Shape] = {}
    for path in _paths(interest):
        steps, optional = _with_optional(interest, path)
        for before in _cuts(interest, steps, optional, carried=carried):
            shape = Shape(interest, steps, optional, before, path.stage, role=role)
            found.setdefault(shape.signature, shape)
    return list(found.values())


def _paths(interest: Interest) -> Iterator[_Path]:
    """Yield paths by length, a few for each stage and each way of posting."""
    procedure = interest.procedure
    telling = interest.steps | interest.needed | _asking(interest)
    seen: Counter[tuple[Any, ...]] = Counter()
    edge = [_Path((step,), step.to) for step in procedure.parts.steps if step.opening and step.to is not None]
    total = 0
    while edge and total < _MOST:
        following: list[_Path] = []
        for path in edge:
            key = (
                path.stage.name,
                tuple(sorted(Counter(s.name for s in path.steps if s.name in telling).items())),
            )
            seen[key] += 1
            if seen[key] > _ALIKE + interest.wider:
                continue
            total += 1
            yield path
            if len(path.steps) < _LONGEST:
                following += _onward(procedure, path)
        edge = following


def _onward(procedure: type[Procedure], path: _Path) -> Iterator[_Path]:
    done = Counter(step.name for step in path.steps)
    for step in procedure.parts.steps:
        if (
            path.stage in step.at
            and step.to is not None
            and step.to is not path.stage
            and done[step.name] < 2
        ):
            yield _Path((*path.steps, step), step.to)


def _asking(interest: Interest) -> frozenset[str]:
    """The names of steps whose form asks what matters."""
    matters = set(interest.wanted)
    return frozenset(
        step.name
        for step in interest.procedure.parts.steps
        if step.form and any(one.name in matters for one in step.form.fields)
    )


def _with_optional(interest: Interest, path: _Path) -> tuple[tuple[Step, ...], frozenset[int]]:
    """Put in the steps that stay in a stage and matter, where the path first comes to that stage."""
    on_path = {name for step in path.steps if step.form for name in (one.name for one in step.form.fields)}
    steps: list[Step] = []
    optional: set[int] = set()
    placed: set[str] = {step.name for step in path.steps}
    for number, step in enumerate(path.steps):
        steps.append(step)
        stage = step.to
        for staying in interest.procedure.parts.steps:
            stays = stage in staying.at and (staying.to is None or staying.to is stage)
            if not stays or staying.name in placed or not _matters(interest, staying, on_path):
                continue
            last = all(later.to is not stage for later in path.steps[number + 1 :])
            if last:
                placed.add(staying.name)
                optional.add(len(steps))
                steps.append(staying)
    return tuple(steps), frozenset(optional)


def _matters(interest: Interest, step: Step, on_path: Collection[str]) -> bool:
    if step.name in interest.steps or step.name in interest.needed:
        return True
    names = {one.name for one in step.form.fields} if step.form else set()
    return bool((names & set(interest.wanted)) - set(on_path))


def _cuts(
    interest: Interest, steps: tuple[Step, ...], optional: frozenset[int], *, carried: bool
) -> Iterator[int]:
    """Yield after how many steps the year may begin: 0 for a case that begins within it."""
    yield 0
    register = interest.procedure.kind == "register"
    if register:
        yield 1
    if register or not carried:
        return
    for before in range(1, len(steps)):
        stage = _stage_after(steps[:before])
        if stage is not None and not stage.final and before not in optional:
            yield before


def _stage_after(steps: Sequence[Step]) -> Stage | None:
    return next((step.to for step in reversed(steps) if step.to is not None), None)

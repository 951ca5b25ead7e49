"""The tree of organs: whose books a clerk may open, and whose sums they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fazhi.store import models
from fazhi.usecases.access import NotYoursError
from fazhi.usecases.people import Clerk


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """An organ whose books a clerk opens: ``codes`` are the organ and all below it, over which it is summed.

    ``others`` are the organs the clerk may open instead, their own first, as (code, name).
    """

    organ: models.Organ
    codes: tuple[str, ...]
    others: tuple[tuple[str, str], ...]

    @property
    def is_sum(self) -> bool:
        """Whether its figures are summed over organs below it."""
        return len(self.codes) > 1

    @property
    def label(self) -> str:
        """What the figures are of."""
        below = len(self.codes) - 1
        return f"{self.organ.name}及所属{below}个机关" if below else self.organ.name


def reach(clerk: Clerk, code: str = "") -> Reach:
    """Return the organ of that code, the clerk's own for "", with all below it.

    Raises:
        NotYoursError: it is neither the clerk's own organ nor one below it.

    """
    rows = list(models.Organ.objects.order_by("code"))
    mine = _below(rows, clerk.organ)
    wanted = code or clerk.organ
    organ = next((row for row in mine if row.code == wanted), None)
    if organ is None:
        raise NotYoursError("没有找到这个机关的账簿，或者它不在您的查看范围内。")
    return Reach(
        organ=organ,
        codes=tuple(row.code for row in _below(rows, wanted)),
        others=tuple((row.code, row.name) for row in mine),
    )


def _below(rows: Sequence[models.Organ], top: str) -> list[models.Organ]:
    """Return an organ and all below it, level by level."""
    level = [row for row in rows if row.code == top]
    found: list[models.Organ] = []
    while level:
        found += level
        above = {row.code for row in level}
        level = [row for row in rows if row.parent_id in above and row not in found]
    return found


def places(codes: Sequence[str]) -> list[tuple[str, str]]:
    """Return (code, name) of the communities and villages of organs."""
    rows = models.Place.objects.filter(organ_id__in=codes).order_by("code")
    return list(rows.values_list("code", "name"))

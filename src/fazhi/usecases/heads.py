"""The heads of the journals, published daily, so that nobody can rewrite the past unseen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last entry of an organ's journal on a day, and its seal."""

    organ: str
    organ_name: str
    day: date
    number: int
    seal: str

    def __str__(self) -> str:
        """Return the line that is published."""
        return f"{self.day} {self.organ_name}（{self.organ}） 第{self.number}号 {self.seal}"


def publish(*, now: datetime, organs: Iterable[str] | None = None) -> list[Head]:
    """Fix the head of each journal for the day of ``now``, once a day, and return the day's heads."""
    raise NotImplementedError


def published(organ: str, *, limit: int = 400) -> list[Head]:
    """Return the heads published of an organ, newest first."""
    raise NotImplementedError

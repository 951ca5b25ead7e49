"""The one place that reads the clock.

A demo office lives at another time: ``FAZHI_HOME/clock.json`` holds by how many seconds its clock
differs from ours, and it runs on from there.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

ZONE = ZoneInfo("Asia/Shanghai")


def _file() -> Path:
    path: Path = settings.FAZHI_HOME / "clock.json"
    return path


@lru_cache(maxsize=4)
def _offset(path: Path, _changed: int) -> timedelta:
    return timedelta(seconds=json.loads(path.read_text(encoding="ascii"))["seconds"])


def now() -> datetime:
    """Return this moment, in the office's time zone."""
    moment = timezone.now().astimezone(ZONE)  # noqa: TID251 - this is usecases/clock.py
    path = _file()
    try:
        return moment + _offset(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return moment


def today() -> date:
    """Return the office's day."""
    return now().date()


def is_moved() -> bool:
    """Tell whether the office lives at another time than ours (a demo)."""
    return _file().exists()


def move_to(moment: datetime) -> None:
    """Let the office's clock stand at ``moment`` now, and run on from there."""
    seconds = (moment - timezone.now()).total_seconds()  # noqa: TID251 - this is usecases/clock.py
    _file().write_text(json.dumps({"seconds": round(seconds)}), encoding="ascii")
    _offset.cache_clear()


def noon(day: date, hour: int = 12, minute: int = 0) -> datetime:
    """Return a moment of ``day`` in the office's time zone."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)

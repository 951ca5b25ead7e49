"""A draft of the annual report that lies ready in the data folder of a demonstration, to be read."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

_FOLDER = "drafts"
NAME = "青槐街道2025年法治政府建设年度报告（初稿）.docx"
"""What it is called where it is shown."""


def lay_down(content: bytes, *, organ: str, year: int) -> Path:
    """Put a draft where it is found; return the place."""
    place = _place(organ, year)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return place


def of(organ: str, year: int) -> bytes | None:
    """Return the draft of an organ's report on a year, None if there is none."""
    place = _place(organ, year)
    return place.read_bytes() if place.is_file() else None


def _place(organ: str, year: int) -> Path:
    return Path(settings.FAZHI_HOME) / _FOLDER / f"{organ}-{year}.docx"

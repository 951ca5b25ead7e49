"""What addresses and forms ask for: whole numbers, of people who type anything."""

from __future__ import annotations

#: No longer number is meant, and none fits a column.
_DIGITS = 12


def whole(text: str | None, default: int = 0, *, least: int = 0) -> int:
    """Return the whole number that is written, ``default`` for anything else and for less than ``least``.

    >>> whole("12"), whole("十二", 1), whole("9" * 400, -1)
    (12, 1, -1)
    """
    if text is None or not text.isdecimal() or len(text) > _DIGITS:
        return default
    found = int(text)
    return found if found >= least else default

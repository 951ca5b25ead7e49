"""What rules on discussions of the leadership ask: who speaks last, who is out of the room, who is enough.

The form has ``members`` due, ``present``, ``recused``, the ``principal`` and ``speeches`` in their order.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from fazhi.core.journal import Event


def speeches(event: Event) -> list[dict[str, Any]]:
    """Return the speeches in the order in which they were made."""
    return list(event.form.get("speeches", ()))


def speaks_last(event: Event) -> bool:
    """Tell whether others have spoken, and the principal after them and once."""
    speakers = [speech["speaker"] for speech in speeches(event)]
    principal = event.form["principal"]
    return len(speakers) > 1 and speakers[-1] == principal and principal not in speakers[:-1]


def recused_take_part(event: Event) -> bool:
    """Tell whether somebody recused presides or speaks."""
    heard = {event.form["principal"], *(speech["speaker"] for speech in speeches(event))}
    return bool(set(event.form.get("recused", ())) & heard)


def more_present_than(share: Fraction, event: Event) -> bool:
    """Tell whether more than that share of those due were there, the recused not counted."""
    due = event.form["members"] - len(event.form.get("recused", ()))
    return bool(event.form["present"] > share * due)

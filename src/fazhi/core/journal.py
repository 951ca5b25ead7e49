"""The journal: what happened, in order, each entry sealing the one before.

An entry is stored as the text it was sealed over (``body``), so a seal can always be
computed again from what lies in the books, whatever the program has become since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from cryptography.hazmat.primitives import hashes

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acted: a person, in a post, and whom they stood in for (代).

    ``person`` and ``standing_for`` are roster identifiers, never display names;
    ``post`` is a role code of the organ (``mediator_full``).
    """

    person: str
    post: str
    standing_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a case, as someone reports it.

    ``on`` is the day it happened; the moment it was written down is the entry's.
    ``form`` holds canonical values (``core.form``).  In a history read back from the
    journal, sealed fields are absent.  ``entry`` is the number it was written under, 0 before.
    """

    case: str
    step: str
    on: date
    by: Actor
    form: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    entry: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event written down.  ``seal`` is 64 hex digits: SM3 over ``body``, which names ``before``."""

    organ: str
    number: int
    recorded_at: datetime
    before: str
    body: str
    seal: str

    def content(self) -> dict[str, Any]:
        """Return the body as data."""
        content: dict[str, Any] = json.loads(self.body)
        return content


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold."""

    number: int
    message: str


def canonical(content: Mapping[str, Any]) -> str:
    """Return the one text of ``content``: sorted keys, no spaces, no floats, characters as they are.

    Raises:
        TypeError: a value has no canonical form (floats, sets, dates that were not written out).

    """
    _refuse_floats(content)
    return _CANONICAL.encode(content)


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _refuse_floats(value: object) -> None:
    kind = type(value)
    if kind is str:  # most are, and asking whether it is a Mapping takes long
        return
    if kind is dict or isinstance(value, Mapping):
        for inner in value.values():  # type: ignore[attr-defined] # told by its kind
            if type(inner) is not str:
                _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            if type(inner) is not str:
                _refuse_floats(inner)
    elif isinstance(value, float):
        raise TypeError(f"{value!r} has no canonical form: write amounts as text, counts as whole numbers")


def sm3(data: bytes) -> str:
    """Return the SM3 digest of ``data`` as 64 hex digits (GB/T 32905)."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()


def write(
    content: Mapping[str, Any],
    *,
    organ: str,
    number: int,
    before: str,
    recorded_at: datetime,
) -> Entry:
    """Seal ``content`` as entry ``number`` of the organ's journal, after the one sealed ``before``."""
    body = canonical(
        {
            **content,
            "organ": organ,
            "number": number,
            "before": before,
            "recorded_at": recorded_at.isoformat(timespec="microseconds"),
        }
    )
    return Entry(
        organ=organ,
        number=number,
        recorded_at=recorded_at,
        before=before,
        body=body,
        seal=sm3(body.encode()),
    )


def breaks(
    entries: Iterable[tuple[int, str, str]], *, number: int = 0, before: str = GENESIS
) -> Iterator[Break]:
    """Yield every place where the chain is broken; nothing if it holds.

    ``entries`` are (number, body, seal) in order; the chain starts after entry ``number`` sealed ``before``.
    """
    for _, _, found in chained(entries, number=number, before=before):
        yield from found


def chained(
    entries: Iterable[tuple[Any, ...]], *, number: int = 0, before: str = GENESIS
) -> Iterator[tuple[tuple[Any, ...], dict[str, Any], list[Break]]]:
    """Yield each entry, its content, {} if it cannot be read, and where the chain is broken at it.

    What is given and where it starts is as for ``breaks``; more may follow a seal.
    """
    for entry in entries:
        found, body, seal = entry[:3]
        number += 1
        broken: list[Break] = []
        if found != number:
            broken.append(Break(found, f"应为第{number}号记录，账簿中却是第{found}号"))
            number = found
        if sm3(body.encode()) != seal:
            broken.append(Break(found, "记录内容与封印不符"))
        content = _read(body)
        if content is None:
            broken.append(Break(found, "记录内容无法读取"))
        elif content.get("before") != before:
            broken.append(Break(found, "未与上一记录的封印相接"))
        elif content.get("number") != found:
            broken.append(Break(found, "记录内所载编号与账簿编号不同"))
        yield entry, content or {}, broken
        before = seal


def _read(body: str) -> dict[str, Any] | None:
    try:
        content = json.loads(body)
    except ValueError:
        return None
    return content if isinstance(content, dict) else None

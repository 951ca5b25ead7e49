"""Evidence: files handed in with a step, kept sealed, fetched by those who may see the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fazhi.core.case import Refusal
from fazhi.usecases.people import Clerk

MOST_BYTES = 20 * 1024 * 1024
MOST_FILES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file handed in as evidence.  What it is follows from its name and content, not from ``media_type``."""

    name: str
    content: bytes
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file as listed: ``size`` in bytes; ``name`` is "" once the personal data of the case was destroyed."""

    digest: str
    name: str
    media_type: str
    size: int
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file as fetched.  Send it as an attachment, never to be shown as a page of ours."""

    name: str
    media_type: str
    content: bytes


class EvidenceLostError(LookupError):
    """The file is not there, or not theirs to see, or its key was destroyed; the message says which."""


def problems(uploads: Sequence[Upload]) -> tuple[Refusal, ...]:
    """Return every reason not to take files in: too large, empty, too many, of a kind that is not taken."""
    raise NotImplementedError


def clean_name(name: str) -> str:
    """Return a file's name without folders, control and invisible characters, at most 120 long, its ending kept."""
    raise NotImplementedError


def of_case(case: str) -> dict[str, Item]:
    """Return the files of a case by digest."""
    raise NotImplementedError


def fetch(digest: str, *, clerk: Clerk, now: datetime, reason: str = "查阅证据材料") -> File:
    """Return a file in clear, and record that the clerk looked.

    Raises:
        EvidenceLostError: it is not there for this clerk, or can no longer be read.

    """
    raise NotImplementedError

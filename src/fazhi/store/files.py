"""Files on disk, named by the digest of what lies there: written aside, synced, then renamed."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings

from fazhi.core.journal import sm3


class FileLostError(FileNotFoundError):
    """A file the books speak of is not on disk."""


def folder(kind: str) -> Path:
    """Return the folder of a kind of files (``evidence``, ``papers``)."""
    found: Path = settings.FAZHI_HOME / kind
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def place(kind: str, digest: str) -> Path:
    """Return where the file of a digest lies."""
    return folder(kind) / digest[:2] / digest


def keep(kind: str, content: bytes) -> str:
    """Write content to disk and return its digest; the file is whole or not there."""
    digest = sm3(content)
    target = place(kind, digest)
    if target.exists():
        return digest
    target.parent.mkdir(mode=0o700, exist_ok=True)
    draft = target.with_name(f".{digest}-{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    return digest


def fetch(kind: str, digest: str) -> bytes:
    """Return the content of a file.

    Raises:
        FileLostError: it is not there.

    """
    try:
        return place(kind, digest).read_bytes()
    except FileNotFoundError:
        raise FileLostError(f"文件{digest[:12]}…不在数据目录的 {kind} 中，请从备份恢复。") from None

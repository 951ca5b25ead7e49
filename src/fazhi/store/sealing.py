"""Personal data sealed at rest: SM4-GCM with a key of the case, wrapped by the organ's key.

The organ's keys lie outside the database, in ``FAZHI_HOME/keys``: one file an organ, holding every
generation of its key, newest last.  A case's key is stored wrapped; destroying it erases the case's
personal data and leaves journal, ledger and filed statements whole.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings
from django.db import connection

from fazhi.core.journal import canonical, sm3
from fazhi.store import models, rows

_NONCE = 12
_TAG = 16


class SealBrokenError(ValueError):
    """Sealed data does not open: it was changed, or the key is another one."""


class KeyMissingError(LookupError):
    """The key needed is not there; the message says where it is looked for."""


def _encrypt(key: bytes, plain: bytes, bound_to: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    encryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(bound_to.encode())
    return nonce + encryptor.update(plain) + encryptor.finalize() + encryptor.tag


def _decrypt(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    nonce, body, tag = sealed[:_NONCE], sealed[_NONCE:-_TAG], sealed[-_TAG:]
    try:
        decryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(bound_to.encode())
        return decryptor.update(body) + decryptor.finalize()
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError("密封内容打不开：内容被改动过，或者密钥不对。") from error


# The organ's keys ----------------------------------------------------------------------------------


def key_file(organ: str) -> Path:
    """Return where the organ's keys lie."""
    return _key_file(settings.FAZHI_HOME, organ)


@lru_cache(maxsize=256)
def _key_file(home: Path, organ: str) -> Path:
    return home / "keys" / f"{organ}.json"


def are_whole(keys: Mapping[str, Any]) -> bool:
    """Tell whether the keys of an organ are as they were written; a file of old says nothing of it."""
    return bool(keys.get("sum", _sum(keys)) == _sum(keys))


def _sum(keys: Mapping[str, Any]) -> str:
    return sm3(canonical({name: keys[name] for name in ("generations", "digests")}).encode())


def _write_keys(path: Path, content: Mapping[str, Any]) -> None:
    content = {**content, "sum": _sum(content)}
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _keys.cache_clear()


@lru_cache(maxsize=64)
def _keys(path: Path, _changed: int) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="ascii"))
    return content


def organ_keys(organ: str) -> dict[str, Any]:
    """Return the organ's keys: ``generations`` (hex, newest last) and ``digests`` (hex).

    Raises:
        KeyMissingError: the organ has no key file.

    """
    path = key_file(organ)
    try:
        return _keys(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise KeyMissingError(
            f"没有找到机关{organ}的密钥文件{path.name}，请用 fazhi restore 恢复密钥。"
        ) from None


def make_organ_key(organ: str) -> None:
    """Make the organ's first key, if it has none."""
    path = key_file(organ)
    if not path.exists():
        _write_keys(path, {"generations": [secrets.token_hex(16)], "digests": secrets.token_hex(32)})


def add_generation(organ: str) -> int:
    """Make a new key for the organ and return how many generations it now has; old ones are kept to read."""
    content = dict(organ_keys(organ))
    content["generations"] = [*content["generations"], secrets.token_hex(16)]
    _write_keys(key_file(organ), content)
    return len(content["generations"])


def all_keys() -> dict[str, Any]:
    """Return the keys of every organ, by its code: what a backup holds."""
    folder: Path = settings.FAZHI_HOME / "keys"
    return {path.stem: organ_keys(path.stem) for path in sorted(folder.glob("*.json"))}


def put_keys(keys: Mapping[str, Any]) -> None:
    """Write the keys of organs that have none: what a backup held.

    Raises:
        FileExistsError: an organ has keys already.

    """
    for organ in keys:
        if key_file(organ).exists():
            raise FileExistsError(key_file(organ))
    for organ, content in keys.items():
        _write_keys(key_file(organ), content)


# A case's key --------------------------------------------------------------------------------------


def new_case_key() -> bytes:
    """Return a fresh key for a case."""
    return secrets.token_bytes(16)


def wrap(organ: str, case: str, key: bytes) -> str:
    """Return a case's key wrapped by the newest key of the organ: ``generation:base64``."""
    generations = organ_keys(organ)["generations"]
    sealed = _encrypt(bytes.fromhex(generations[-1]), key, f"{organ}|{case}")
    return f"{len(generations)}:{base64.b64encode(sealed).decode()}"


def unwrap(organ: str, case: str, wrapped: str) -> bytes:
    """Return a case's key."""
    generation, _, text = wrapped.partition(":")
    key = bytes.fromhex(organ_keys(organ)["generations"][int(generation) - 1])
    return _decrypt(key, base64.b64decode(text), f"{organ}|{case}")


def case_key(organ: str, case: str) -> bytes | None:
    """Return the key of a case, None if it has been destroyed."""
    row = rows.first(models.CaseKey, case=case)
    return unwrap(organ, case, row.wrapped) if row else None


@contextmanager
def erasing() -> Iterator[None]:
    """Let wrapped keys that are removed or replaced within leave no byte behind in the files of SQLite."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON")
    yield
    if not connection.in_atomic_block:  # the log beside the database holds what was there before, as well
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


# What is sealed ------------------------------------------------------------------------------------


def seal_values(key: bytes, case: str, values: Mapping[str, Any]) -> str:
    """Return the values encrypted, as text for the body of an entry; "" for none."""
    if not values:
        return ""
    return base64.b64encode(_encrypt(key, canonical(values).encode(), case)).decode()


def open_values(key: bytes, case: str, sealed: str) -> dict[str, Any]:
    """Return what ``seal_values`` sealed."""
    if not sealed:
        return {}
    values: dict[str, Any] = json.loads(_decrypt(key, base64.b64decode(sealed), case))
    return values


def seal_bytes(key: bytes, case: str, content: bytes) -> bytes:
    """Return the content of a file encrypted."""
    return _encrypt(key, content, case)


def open_bytes(key: bytes, case: str, sealed: bytes) -> bytes:
    """Return what ``seal_bytes`` sealed."""
    return _decrypt(key, sealed, case)


def digest(organ: str, value: str) -> str:
    """Return the keyed digest of a value (32 hex digits): the same value, and only it, gives the same."""
    mac = _mac(organ_keys(organ)["digests"]).copy()
    mac.update(value.encode())
    return mac.finalize().hex()[:32]


def mark_of(row: models.Rendering, document: models.Document) -> str:
    """Return the keyed digest of a drawn paper, of which document, when and in which format it was drawn."""
    moment = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    told = (document.check_code, row.format, row.digest, row.file, moment)
    return digest(document.organ_id, "|".join(("rendering", *told)))


@lru_cache(maxsize=64)
def _mac(key: str) -> hmac.HMAC:
    return hmac.HMAC(bytes.fromhex(key), hashes.SM3())

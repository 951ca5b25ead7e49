"""The one way a paper is written as bytes, and the SM3 digest of such bytes."""

from __future__ import annotations

import json

from cryptography.hazmat.primitives import hashes


def canonical(value: object) -> bytes:
    """Return ``value`` as JSON with sorted keys and no spaces, in UTF-8.

    >>> canonical({"b": 1, "a": "调解"}).decode()
    '{"a":"调解","b":1}'
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def sm3(*parts: bytes) -> str:
    """Return the SM3 digest of ``parts`` one after another, as 64 hexadecimal digits.

    >>> sm3(b"abc")
    '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'
    """
    digest = hashes.Hash(hashes.SM3())
    for part in parts:
        digest.update(part)
    return digest.finalize().hex()

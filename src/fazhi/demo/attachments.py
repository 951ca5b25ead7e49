"""The files that imagined cases rest on: small pictures with nothing on them but that they are for show."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from fazhi.core.journal import sm3
from fazhi.usecases.evidence import Upload

_NAMES = ("现场照片", "材料扫描件", "签到表", "送达回证", "会议记录", "收据", "整改前后对比", "证件复印件")
_SIZE = 24


@cache
def _kept() -> Mapping[str, Upload]:
    found = {}
    for nth, name in enumerate(_NAMES):
        content = _picture(shade=60 + 20 * nth)
        found[sm3(content)] = Upload(name=f"{name}（演示附件）.png", content=content)
    return found


def digests() -> list[str]:
    """Return by what fields name the files there are."""
    return list(_kept())


def some(nth: int) -> Upload:
    """Return one of the files, another for each number."""
    return list(_kept().values())[nth % len(_NAMES)]


def named_in(form: Mapping[str, Any]) -> tuple[Upload, ...]:
    """Return the files that a form names."""
    return tuple(dict.fromkeys(_named(form)))


def _named(value: Any) -> Iterator[Upload]:
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner)
    elif isinstance(value, str) and value in _kept():
        yield _kept()[value]


def _picture(*, shade: int) -> bytes:
    """Return a small grey picture (PNG) with a lighter frame."""
    rows = b"".join(
        b"\0" + bytes(230 if min(x, y, _SIZE - 1 - x, _SIZE - 1 - y) < 2 else shade for x in range(_SIZE))
        for y in range(_SIZE)
    )
    header = struct.pack(">IIBBBBB", _SIZE, _SIZE, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )

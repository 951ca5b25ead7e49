"""The QR code that leads from a paper to the page where it is checked."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

from fazhi.documents.paper import Paper


def _code(paper: Paper) -> segno.QRCode | None:
    content = paper.check_address or paper.check_code
    return segno.make_qr(content, error="m") if content else None


def check_words(paper: Paper) -> str:
    """Return the words beside the code: 核验码 and what to do with it; nothing without a code."""
    if not paper.check_code:
        return ""
    return f"核验码 {paper.check_code}" + ("　扫码核验本文书真伪" if paper.check_address else "")


@lru_cache(maxsize=64)
def as_svg(paper: Paper) -> str:
    """Return the QR code as an SVG element, or nothing when the paper has none."""
    code = _code(paper)
    if code is None:
        return ""
    file = io.BytesIO()
    code.save(
        file, kind="svg", xmldecl=False, border=0, omitsize=True, nl=False, svgclass="qr", lineclass=None
    )
    return file.getvalue().decode()


def as_png(paper: Paper) -> bytes:
    """Return the QR code as a PNG file, or nothing when the paper has none."""
    code = _code(paper)
    if code is None:
        return b""
    file = io.BytesIO()
    code.save(file, kind="png", scale=8, border=0)
    return file.getvalue()

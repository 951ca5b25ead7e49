"""The text in pictures, by optical character recognition on this machine; the models lie in the installed
package.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from math import inf
from time import monotonic
from typing import Any

from fazhi.reader.reading import UnreadableError

MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2600


@dataclass(slots=True, kw_only=True)
class Allowance:
    """How many more pages may be recognised and until when, shared by all the files of one request.

    Recognition takes seconds a page.  It is asked before each, so the last may end later than ``until``
    (of ``time.monotonic``).
    """

    pages: int
    until: float = inf
    given: int = 0

    @classmethod
    def of(cls, pages: int, seconds: float) -> Allowance:
        """Return one that begins now."""
        return cls(pages=pages, until=monotonic() + seconds, given=pages)

    def take(self, name: str) -> None:
        """Take one page.

        Raises:
            UnreadableError: none is left, or the time is over.

        """
        if self.pages <= 0 or monotonic() > self.until:
            raise UnreadableError(
                f"“{name}”是图片或扫描件，逐页识别很慢，这里一次最多识别{self.given}页；"
                "请换成文字版的 Word、PDF，或者请管理员在服务器上用命令 fazhi read 读。"
            )
        self.pages -= 1


def text(content: bytes, name: str = "", allowance: Allowance | None = None) -> str:
    """Return the text in a picture, one line a line.

    Raises:
        UnreadableError: the picture is damaged or too large, OCR is not installed, or no page may be
            recognised any more.

    """
    if allowance is not None:
        allowance.take(name)
    _engine(name)
    from PIL import Image  # noqa: PLC0415 — comes with the optional OCR

    try:
        with Image.open(BytesIO(content)) as picture:
            width, height = picture.size
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            plain = _opened(picture) if width * height <= MOST_PIXELS else None
    except Exception as fault:
        raise UnreadableError(f"“{name}”不是完好的图片，打不开。") from fault
    if plain is None:
        raise UnreadableError(f"“{name}”有{width}×{height}像素，太大了，请缩小再读。")
    return text_in(plain, name)


def _opened(picture: Any) -> Any:
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return picture.convert("RGB")


def text_in(picture: Any, name: str = "") -> str:
    """Return the text in an opened picture; lines in the order of reading.

    Raises:
        UnreadableError: OCR is not installed.

    """
    import numpy  # noqa: ICN001, PLC0415 — comes with the optional OCR

    found = _engine(name)(numpy.asarray(picture.convert("RGB")))
    boxes, words = getattr(found, "boxes", None), getattr(found, "txts", None)
    if boxes is None or not words:
        return ""
    placed = sorted(
        (float(box[:, 1].mean()), float(box[:, 0].min()), float(box[:, 1].max() - box[:, 1].min()), word)
        for box, word in zip(boxes, words, strict=True)
    )
    rows: list[list[tuple[float, float, float, str]]] = []
    for piece in placed:
        if rows and abs(rows[-1][-1][0] - piece[0]) < piece[2] / 2:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    left = min(piece[1] for piece in placed)
    lines = []
    for row in rows:
        row.sort(key=lambda piece: piece[1])
        # A paragraph begins two characters further in.
        indent = "\u3000\u3000" if row[0][1] - left > row[0][2] * 1.3 else ""
        lines.append(indent + "".join(piece[3] for piece in row))
    return "\n".join(lines)


@cache
def _loaded() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415 — optional, and loading its models takes a second

    return RapidOCR()


def _engine(name: str) -> Any:
    try:
        return _loaded()
    except ImportError as fault:
        raise UnreadableError(
            f"“{name}”是图片或扫描件，读它需要文字识别组件，请先安装：pip install 'fazhi[ocr]'。"
        ) from fault

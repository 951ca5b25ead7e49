"""Numbers as reports write them: 2.3万, 两万三千, 十余, 近百, 上千, 1,200, 百分之九十."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import lru_cache

import cn2an  # type: ignore[import-untyped]  # the library brings no types

_MULTIPLES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_ROUND = str.maketrans(
    {"数": "", "几": "", "上": "", "余": "", "多": "", "来": "", "近": "", "〇": "零", "○": "零"}
)


@lru_cache(maxsize=4096)
def value_of(number: str) -> Decimal | None:
    """Return the value of a number in digits, characters or both; None if it is none.

    A number of unsaid first digit (数十, 上百, 百余) has its smallest: 10, 100.

    >>> [str(value_of(text)) for text in ("2.3万", "两万三千", "1,200", "数十", "百余", "十二")]
    ['23000', '23000', '1200', '10', '100', '12']
    """
    text = number.replace(",", "").replace("，", "").translate(_ROUND).strip()
    if not text:
        return None
    scale = Decimal(1)
    while len(text) > 1 and text[-1] in _MULTIPLES and (text[0].isdigit() or text[0] == "."):
        scale *= _MULTIPLES[text[-1]]
        text = text[:-1]
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = _in_characters(text)  # type: ignore[assignment]  # None is handled below
    if found is None:
        return None
    return _plain(found * scale)


def _in_characters(text: str) -> Decimal | None:
    if text[0] in "百千万亿":
        text = f"一{text}"
    try:
        return Decimal(str(cn2an.cn2an(text, "smart")))
    except (ValueError, IndexError, KeyError):
        return None


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()

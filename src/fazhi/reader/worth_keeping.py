"""Which numbers are figures at all: small numbers in characters are often only ways of speaking."""

from __future__ import annotations

import re

from fazhi.reader.binding import Bound
from fazhi.reader.quantities import Quantity

SURE = 4.2
"""How well an indicator must fit what says less than a number: a word, a length of time."""
_MAKES = re.compile(
    r"(?:形成|打造|建成|建设|创建|新建|设立|成立|建立|获评|荣获|新增|聘请|配备|召开|开展|举办|组建|发生|办理|查处|受理|审查|聘有|设有|现有|共有)了?$"
)
_EVERY = re.compile(r"每(?:个?月|个?季度|季|半年|年|周|两月|双月|旬|日|天)[^，,。；;、]{0,16}$")
_HELD = frozenset(["次", "场", "期", "场次", "轮", "件次", "课", "堂"])


def worth_keeping(quantity: Quantity, bound: Bound | None, text: str, floor: int) -> bool:
    """A small number in characters, a length of time or a bare number counts only where an indicator says
    so.

    ``floor`` is where the sentence of the count begins in ``text``.
    """
    if quantity.duration:
        return (
            bound is not None and quantity.unit not in ("个月", "小时", "分钟", "天") and bound.score > SURE
        )
    if quantity.small:
        if bound is None:
            # How often something is to be done is told even where no indicator counts it: 每月排查一次.
            return quantity.unit in _HELD and _counts_every(text, floor, quantity)
        if quantity.value == 1:
            return _counts_one(text, floor, quantity)
        return _ends_clause(text, quantity) or _is_counted(text, floor, quantity)
    if quantity.unitless:
        return bound is not None
    return True


def _counts_every(text: str, floor: int, quantity: Quantity) -> bool:
    return bool(_EVERY.search(text, max(floor, quantity.start - 20), quantity.start))


def _counts_one(text: str, floor: int, quantity: Quantity) -> bool:
    """一条, 一支 are ways of speaking unless something was made or the clause ends with them."""
    if _counts_every(text, floor, quantity):
        return True
    before = text[max(floor, quantity.start - 4) : quantity.start]
    return bool(_MAKES.search(before)) or (_ends_clause(text, quantity) and quantity.unit in "次场期件起")


def _ends_clause(text: str, quantity: Quantity) -> bool:
    return text[quantity.end : quantity.end + 1] in "，,。；;、）)\n" or quantity.end >= len(text)


def _is_counted(text: str, floor: int, quantity: Quantity) -> bool:
    before = text[max(floor, quantity.start - 4) : quantity.start]
    return bool(_MAKES.search(before))

"""What may stand on a paper: text without control characters, and names made unrecognisable."""

from __future__ import annotations

import re
from typing import Final

_LINE_ENDS: Final = re.compile("\r\n?|\u2028|\u2029")
# Controls, surrogates and the code points XML 1.0 forbids: no office file may hold them.
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_NAME: Final = re.compile(r"[\u3400-\u9fff·]{2,4}|[\u3400-\u9fff]{1,8}·[\u3400-\u9fff·]{1,16}")
_TWO_CHARACTER_SURNAMES: Final = frozenset(
    {
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "司徒",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "宇文",
        "长孙",
        "端木",
        "夏侯",
        "轩辕",
        "南宫",
        "西门",
        "独孤",
    }
)
REMOVED: Final = "＊＊＊"


def printable(text: str) -> str:
    r"""Return ``text`` with one kind of line end, tabs as spaces, and nothing that cannot be printed.

    >>> printable("张三\x00\r\n<b>\t李四</b>")
    '张三\n<b> 李四</b>'
    """
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))


def masked(text: str) -> str:
    """Return what a published copy shows instead of ``text``: a surname, or nothing recognisable.

    >>> masked("张三丰"), masked("欧阳修"), masked("99010119900307231X"), masked("")
    ('张某', '欧阳某', '＊＊＊', '')
    """
    if not text.strip():
        return text
    if _NAME.fullmatch(text):
        surname = text[:2] if text[:2] in _TWO_CHARACTER_SURNAMES and len(text) > 2 else text[:1]
        return f"{surname}某"
    return REMOVED

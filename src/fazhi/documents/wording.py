"""How values are worded in a template: ``{day|date}``, ``{amount|capitals}`` and the other filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Sized
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import cn2an  # type: ignore[import-untyped]  # the package ships no types

from fazhi.core.capitals import capitals

_MONEY_TRIMMINGS: Final = re.compile(r"^人民币|[,，\s¥￥]|元整?$")
_LARGEST: Final = Decimal(10) ** 12
_FEN: Final = Decimal("0.01")


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        return None


def in_words_of_date(value: Any) -> str:
    """Return a day as papers write it; what is not a day stays as it is.

    >>> in_words_of_date(date(2026, 1, 15)), in_words_of_date("2026-01-15"), in_words_of_date("待定")
    ('2026年1月15日', '2026年1月15日', '待定')
    """
    day = _day(value)
    return str(value) if day is None else f"{day.year}年{day.month}月{day.day}日"


def _amount(value: Any) -> Decimal | None:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        amount = Decimal(value)
    else:
        try:
            amount = Decimal(_MONEY_TRIMMINGS.sub("", str(value)))
        except InvalidOperation:
            return None
    return (
        amount if amount.is_finite() and 0 <= amount < _LARGEST and amount == amount.quantize(_FEN) else None
    )


def in_capitals(value: Any) -> str:
    """Return an amount in yuan in Chinese capitals; what is not an amount stays as it is.

    >>> in_capitals("12,000.00元"), in_capitals(Decimal("305.50")), in_capitals("面议")
    ('人民币壹万贰仟元整', '人民币叁佰零伍元伍角', '面议')
    """
    amount = _amount(value)
    if amount is None:
        return str(value)
    return f"人民币{capitals(amount)}"


def in_yuan(value: Any) -> str:
    """Return an amount in figures with its unit.

    >>> in_yuan(Decimal("12000"))
    '12,000.00元'
    """
    amount = _amount(value)
    return str(value) if amount is None else f"{amount:,.2f}元"


def in_numerals(value: Any) -> str:
    """Return a whole number, or the length of a list, in Chinese numerals.

    >>> in_numerals(3), in_numerals(["甲", "乙"]), in_numerals("十几")
    ('三', '二', '十几')
    """
    number = len(value) if isinstance(value, Sized) and not isinstance(value, str) else value
    try:
        words: str = cn2an.an2cn(str(int(number)), "low")
    except (ValueError, TypeError):
        return str(value)
    return re.sub("^一十", "十", words)


def nonzero(value: Any) -> str:
    """Return an amount or number as it is, but nothing for zero, so that ``[? … ]`` is left out.

    >>> nonzero("0.00元"), nonzero("12,000.00元")
    ('', '12,000.00元')
    """
    return "" if _amount(value) == 0 else str(value)


def as_sentence(value: Any) -> str:
    """Return what someone wrote as a whole sentence: ended by one mark, however it was left.

    >>> as_sentence("适用一般阶次"), as_sentence("适用一般阶次。"), as_sentence("")
    ('适用一般阶次。', '适用一般阶次。', '')
    """
    text = str(value).rstrip()
    return text if not text or text.endswith(tuple("。！？；：…”）")) else f"{text}。"


FILTERS: Final[dict[str, Callable[[Any], str]]] = {
    "date": in_words_of_date,
    "capitals": in_capitals,
    "yuan": in_yuan,
    "numeral": in_numerals,
    "nonzero": nonzero,
    "sentence": as_sentence,
}

"""What people type and what Excel hands over, made plain: text, numbers, days, moments.

Nothing is guessed here. What can be meant in two ways is refused with a sentence that says how to write it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x00A0: 0x20, 0xFFE5: 0xA5}
"""Full-width forms to their plain ones. Not NFKC, which would also turn 12² into 122."""

_INVISIBLE = dict.fromkeys((0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF))
"""Marks that come along when text is copied from chats and contact lists, and that nobody sees."""

_EXACT_DIGITS = 15
"""Excel and JavaScript keep this many digits of a number; what lies beyond is lost."""

_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2199

_DAY = re.compile(
    r"(?P<y>\d{4})(?:(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})|年(?P<m2>\d{1,2})月(?P<d2>\d{1,2})[日号]"
    r"|(?P<m3>\d{2})(?P<d3>\d{2}))",
    re.ASCII,
)
_TIME = re.compile(r"(?P<h>\d{1,2})(?::(?P<min>\d{2})(?::\d{2})?|时(?:(?P<min2>\d{1,2})分?|整)?)", re.ASCII)
_AMOUNT = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)


class FieldProblem(ValueError):  # noqa: N818 - "problem" is the project's word for what is wrong with material brought in
    """What is wrong with one value and how to mend it: a full Chinese sentence."""


def quoted(raw: object) -> str:
    """Return what was typed between Chinese quotation marks, cut short, safe to print."""
    if isinstance(raw, int) and raw.bit_length() > 200:
        return "这个很长的数"
    try:
        text = raw if isinstance(raw, str) else f"{raw}"
    except ValueError:  # a number within it has more digits than Python prints
        return "这个很长的值"
    text = re.sub(r"\s+", " ", text[:100]).strip().encode("utf-8", "replace").decode("utf-8")
    return f"“{text[:20]}…”" if len(text) > 20 else f"“{text}”"


def is_blank(raw: object) -> bool:
    """Tell whether nothing was filled in: None, only spaces, a list or a row of nothing but blanks."""
    if isinstance(raw, Mapping):
        return all(is_blank(one) for one in raw.values())
    if isinstance(raw, (list, tuple)):
        return all(is_blank(one) for one in raw)
    return raw is None or (isinstance(raw, str) and not plain(raw))


def plain(text: str) -> str:
    """Return the text with full-width letters, digits and signs made half-width, and no spaces around."""
    return text.translate(_INVISIBLE).translate(_WIDE).strip()


def folded(text: str) -> str:
    """Return the text as it is compared with labels: half-width, lower case, without any space."""
    return re.sub(r"\s+", "", plain(text)).lower()


def as_text(raw: object) -> str:
    """Return a cell or a typed value as text, or say that it is none.

    A number comes as its digits; one with more digits than Excel keeps is refused as damaged.
    """
    if isinstance(raw, str):
        return raw.translate(_INVISIBLE).strip()
    if isinstance(raw, datetime):
        return raw.isoformat(sep=" ", timespec="minutes")
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, (int, float, Decimal)) and not isinstance(raw, bool):
        return str(as_number(raw))
    raise FieldProblem(f"{quoted(raw)}不是文字，请直接填写文字。")


def damaged_by_excel(raw: object) -> bool:
    """Tell whether a long number has been through Excel as a number and lost its last digits."""
    if isinstance(raw, str):
        return re.fullmatch(r"\d(\.\d+)?e\+?\d+", plain(raw).lower(), re.ASCII) is not None
    return isinstance(raw, (int, float)) and not isinstance(raw, bool) and abs(raw) >= 10**_EXACT_DIGITS


def refuse_damaged(raw: object) -> None:
    """Raise a problem when a number of many digits has been damaged by Excel."""
    if damaged_by_excel(raw):
        raise FieldProblem(
            f"{quoted(raw)}已被 Excel 损坏（长号码存成数值，后几位丢失），请设为文本格式后按证件重填。"
        )


def as_number(raw: float | Decimal) -> Decimal:
    """Return a number that Excel or the API handed over, as Excel would show it."""
    refuse_damaged(raw)
    number = Decimal(format(raw, f".{_EXACT_DIGITS}g")) if isinstance(raw, float) else Decimal(raw)
    if not number.is_finite() or number.adjusted() >= _EXACT_DIGITS or number.adjusted() < -_EXACT_DIGITS:
        raise FieldProblem(f"{quoted(raw)}不是可用的数，请核对后重填。")
    if not number:
        return Decimal(0)  # no minus before nothing
    digits = format(number, "f")
    return Decimal(digits.rstrip("0").rstrip(".") if "." in digits else digits)


def amount(raw: object, *, shown: object, what: str, ask: str) -> Decimal:
    """Return a number ≥ 0 as typed (12000, 12,000.50, full-width digits) or from a cell.

    The sentences quote ``shown``, call it ``what`` and ask for ``ask``. Decimals are returned as they stand.
    """
    if isinstance(raw, (int, float, Decimal)) and not isinstance(raw, bool):
        number = as_number(raw)
        if number < 0:
            raise FieldProblem(f"{quoted(shown)}是负数，{what}不能为负，请填{ask}。")
        return number
    written = plain(raw) if isinstance(raw, str) else ""
    if re.fullmatch(r"[-−]\s*[\d,.]+", written, re.ASCII):
        raise FieldProblem(f"{quoted(shown)}是负数，{what}不能为负，请填{ask}。")
    if not _AMOUNT.fullmatch(written):
        if re.fullmatch(r"[\d,]*,[\d,]*(\.\d*)?", written, re.ASCII):
            raise FieldProblem(f"{quoted(shown)}的千位分隔逗号位置不对，请去掉逗号后填{ask}。")
        raise FieldProblem(f"{quoted(shown)}不是{what}，请填{ask}。")
    return as_number(Decimal(written.replace(",", "")))


def day(raw: object) -> date:
    """Return a day as typed (2025-3-5, 2025.3.5, 2025/3/5, 2025年3月5日, 20250305) or from a cell."""
    if isinstance(raw, datetime):
        return _without_zone(raw).date()
    if isinstance(raw, date):
        return _plausible(raw, raw)
    written = re.sub(r"\s+", "", plain(_digits(raw)))
    if match := _DAY.fullmatch(written):
        return _plausible(_day_of(match, raw), raw)
    raise FieldProblem(_why_no_day(raw, written))


def moment(raw: object) -> datetime:
    """Return a day with hour and minute as typed (2025-3-5 14:30, 2025年3月5日14时30分) or from a cell."""
    if isinstance(raw, datetime):
        nearest_second = _without_zone(raw) + timedelta(milliseconds=500)
        return nearest_second.replace(second=0, microsecond=0)
    written = re.sub(r"\s+", " ", plain(raw)) if isinstance(raw, str) else ""
    found = _DAY.match(written)
    if not found:
        raise FieldProblem(f"{quoted(raw)}不是日期和时间，请按“2025-03-05 14:30”填写。")
    rest = written[found.end() :]
    time = None if rest[:1].isdigit() and not found["m2"] else _TIME.fullmatch(rest.removeprefix("T").strip())
    if not time:
        raise FieldProblem(f"{quoted(raw)}没有写明几时几分（24小时制），请按“2025-03-05 14:30”填写。")
    that_day = _plausible(_day_of(found, raw), raw)
    hour, minute = int(time["h"]), int(time["min"] or time["min2"] or 0)
    if hour > 23 or minute > 59:
        raise FieldProblem(f"{quoted(raw)}的时间不存在，请按24小时制填写，例如“2025-03-05 14:30”。")
    return datetime(that_day.year, that_day.month, that_day.day, hour, minute)  # noqa: DTZ001 - local time of the organ, as written on paper


def _digits(raw: object) -> str:
    if isinstance(raw, str):
        return raw
    return f"{raw}" if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw < 10**8 else ""


def _day_of(match: re.Match[str], raw: object) -> date:
    month, in_month = match["m"] or match["m2"] or match["m3"], match["d"] or match["d2"] or match["d3"]
    try:
        return date(int(match["y"]), int(month), int(in_month))
    except ValueError:
        raise FieldProblem(f"{quoted(raw)}这一天不存在，请核对年月日后重填，例如 2025-03-05。") from None


def _plausible(found: date, raw: object) -> date:
    if not _EARLIEST_YEAR <= found.year <= _LATEST_YEAR:
        raise FieldProblem(f"{quoted(raw)}的年份不对，请核对后重填，例如 2025-03-05。")
    return found


def _without_zone(raw: datetime) -> datetime:
    if raw.tzinfo is not None:
        raise FieldProblem(f"{quoted(raw)}带有时区，请填本地时间，例如“2025-03-05 14:30”。")
    _plausible(raw.date(), raw)
    return raw


def _why_no_day(raw: object, written: str) -> str:
    if re.fullmatch(r"\d{1,2}(月\d{1,2}[日号]?|[-./]\d{1,2})", written, re.ASCII):
        return f"{quoted(raw)}没有写年份，请写全年月日，例如 2025-03-05。"
    if re.fullmatch(r"\d{2}([-./])\d{1,2}\1\d{1,2}|\d{2}年.*", written, re.ASCII):
        return f"{quoted(raw)}的年份须写四位，请写全年月日，例如 2025-03-05。"
    if re.fullmatch(r"[34]\d{4}(\.\d+)?", written, re.ASCII):
        return f"{quoted(raw)}像是 Excel 的日期序号，请把单元格设为日期格式，或按 2025-03-05 填写。"
    return f"{quoted(raw)}不是日期，请写全年月日，例如 2025-03-05。"

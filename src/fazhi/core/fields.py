"""Fields of text, days and numbers."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Unpack

from fazhi.core import typed
from fazhi.core.field import HIDDEN, Canonical, Common, Field
from fazhi.core.typed import FieldProblem, quoted

_UNSTORABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Text(Field[str]):
    """A line of text."""

    kind = "text"
    longest = 50
    lines = False

    def __init__(self, label: str, *, max: int | None = None, **common: Unpack[Common]) -> None:  # noqa: A002 - the word for it in every form
        super().__init__(label, **common)
        self.max = self.longest if max is None else max

    def canonical(self, raw: object) -> str:
        """Return the text without spaces around it."""
        text = re.sub(r"\r\n?", "\n", typed.as_text(raw)).strip()
        if "\n" in text and not self.lines:
            raise FieldProblem(f"{quoted(text)}含有换行，这一栏只填一行，请去掉换行后重填。")
        if _UNSTORABLE.search(text):
            raise FieldProblem(f"{quoted(text)}含有无法保存的字符，请删去后重填。")
        if len(text) > self.max:
            raise FieldProblem(f"{quoted(text)}共{len(text)}字，超过了{self.max}字，请缩短后重填。")
        return text

    def value(self, canonical: Canonical) -> str:
        """Return the text."""
        return str(canonical)

    def constraints(self) -> dict[str, Any]:
        """Return the greatest number of characters."""
        return {"max_length": self.max}


class Title(Text):
    """A heading of at most 100 characters."""

    kind = "title"
    longest = 100


class Long(Text):
    """Text of several lines, at most 5000 characters."""

    kind = "long"
    longest = 5000
    lines = True


class Name(Text):
    """A person's or a body's name, sealed unless declared otherwise; masked as 张某某."""

    kind = "name"

    def __init__(self, label: str, *, max: int | None = None, **common: Unpack[Common]) -> None:  # noqa: A002 - the word for it in every form
        common.setdefault("sealed", True)
        super().__init__(label, max=max, **common)

    def mask(self, canonical: Canonical) -> str:
        """Return the surname and 某某, however long the name; of a body's name the first two characters."""
        name = str(canonical)
        if len(name) > 4 and "·" not in name:
            return f"{name[:2]}{HIDDEN}"
        return f"{name[:2] if name[:2] in _DOUBLE_SURNAMES and len(name) > 2 else name[:1]}某某"


_DOUBLE_SURNAMES = frozenset(
    (
        "欧阳",
        "上官",
        "司马",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "夏侯",
        "司徒",
        "司空",
        "端木",
        "轩辕",
        "长孙",
        "宇文",
        "百里",
        "南宫",
        "西门",
        "独孤",
        "澹台",
        "闻人",
        "赫连",
        "呼延",
        "申屠",
        "太史",
        "万俟",
        "濮阳",
        "钟离",
    )
)


class Day(Field[date]):
    """A day. ``happened``: of something that has happened, so never after today."""

    kind = "day"

    def __init__(self, label: str, *, happened: bool = False, **common: Unpack[Common]) -> None:
        super().__init__(label, **common)
        self.happened = happened

    def canonical(self, raw: object) -> str:
        """Return the day as 2025-03-05."""
        return typed.day(raw).isoformat()

    def too_late(self, canonical: Canonical, today: date) -> str:
        """Return why something that has happened cannot lie after ``today``."""
        if not self.happened or date.fromisoformat(str(canonical)[:10]) <= today:
            return ""
        return f"{self.text(canonical)}晚于今天（{_in_words(today)}），尚未发生，请核对后重填。"

    def value(self, canonical: Canonical) -> date:
        """Return the day."""
        return date.fromisoformat(str(canonical))

    def text(self, canonical: Canonical) -> str:
        """Return the day as 2025年3月5日."""
        return _in_words(date.fromisoformat(str(canonical)))

    def constraints(self) -> dict[str, Any]:
        """Return that it cannot lie in the future, where so."""
        return {"happened": True} if self.happened else {}


class Moment(Field[datetime]):
    """A day with hour and minute, local time of the organ. ``happened`` as for Day."""

    kind = "moment"

    def __init__(self, label: str, *, happened: bool = False, **common: Unpack[Common]) -> None:
        super().__init__(label, **common)
        self.happened = happened

    def canonical(self, raw: object) -> str:
        """Return the moment as 2025-03-05T14:30."""
        return typed.moment(raw).isoformat(timespec="minutes")

    def too_late(self, canonical: Canonical, today: date) -> str:
        """Return why something that has happened cannot lie after ``today``."""
        if not self.happened or self.value(canonical).date() <= today:
            return ""
        return f"{self.text(canonical)}晚于今天（{_in_words(today)}），尚未发生，请核对后重填。"

    def value(self, canonical: Canonical) -> datetime:
        """Return the moment, without zone."""
        return datetime.fromisoformat(str(canonical))

    def text(self, canonical: Canonical) -> str:
        """Return the moment as 2025年3月5日14时30分."""
        moment = self.value(canonical)
        return f"{_in_words(moment.date())}{moment.hour}时{moment.minute:02}分"

    def constraints(self) -> dict[str, Any]:
        """Return that it cannot lie in the future, where so."""
        return {"happened": True} if self.happened else {}


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


class Number(Field[int]):
    """A whole number of ``unit``, from ``min`` to ``max`` inclusive."""

    kind = "number"

    def __init__(
        self,
        label: str,
        *,
        min: int = 0,  # noqa: A002 - the word for it in every form
        max: int | None = None,  # noqa: A002 - the word for it in every form
        unit: str = "",
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label, **common)
        self.min = min
        self.max = max
        self.unit = unit

    def canonical(self, raw: object) -> int:
        """Return the number; its unit may be written behind it."""
        bare = typed.plain(raw).removesuffix(self.unit) if isinstance(raw, str) and self.unit else raw
        number = typed.amount(bare, shown=raw, what="数字", ask="整数，例如 12")
        if number != int(number):
            raise FieldProblem(f"{quoted(raw)}不是整数，请填整数，例如 12。")
        if number < self.min or (self.max is not None and number > self.max):
            raise FieldProblem(f"{quoted(raw)}不在范围内，请填{self._range()}的整数。")
        return int(number)

    def value(self, canonical: Canonical) -> int:
        """Return the number."""
        return int(str(canonical))

    def text(self, canonical: Canonical) -> str:
        """Return the number with its unit."""
        return f"{canonical}{self.unit}"

    def constraints(self) -> dict[str, Any]:
        """Return unit and bounds."""
        bounds = {"min": self.min} | ({} if self.max is None else {"max": self.max})
        return bounds | ({"unit": self.unit} if self.unit else {})

    def _range(self) -> str:
        return f"不小于{self.min}" if self.max is None else f"{self.min}至{self.max}"


class Yuan(Field[Decimal]):
    """An amount of money in yuan, to the fen, never negative, below a million millions."""

    kind = "yuan"

    def canonical(self, raw: object) -> str:
        """Return the amount as 12000.00; ¥ before and 元 behind may be written, 万 may not."""
        bare = raw
        if isinstance(raw, str):
            bare = re.sub(r"^(人民币)?\s*[¥]?\s*|\s*(元整?)?$", "", typed.plain(raw))
        amount = typed.amount(bare, shown=raw, what="金额", ask="以元为单位的数字，例如 12000.00")
        if amount != round(amount, 2):
            raise FieldProblem(
                f"{quoted(raw)}不是有效金额，最多两位小数（到分），请核对后重填，例如 12000.00。"
            )
        if amount >= _TOO_MUCH:
            raise FieldProblem(f"{quoted(raw)}超过了可以登记的最大金额，请核对单位（元）后重填。")
        return f"{amount:.2f}"

    def value(self, canonical: Canonical) -> Decimal:
        """Return the amount in yuan."""
        return Decimal(str(canonical))

    def text(self, canonical: Canonical) -> str:
        """Return the amount as 12,000.00元."""
        return f"{self.value(canonical):,.2f}元"

    def constraints(self) -> dict[str, Any]:
        """Return the unit."""
        return {"unit": "元"}


class Quantity(Field[Decimal]):
    """An amount of ``unit`` that need not be whole, up to two decimals, never negative."""

    kind = "quantity"

    def __init__(self, label: str, *, unit: str, **common: Unpack[Common]) -> None:
        super().__init__(label, **common)
        self.unit = unit

    def canonical(self, raw: object) -> str:
        """Return the amount as 6.8; its unit may be written behind it."""
        bare = typed.plain(raw).removesuffix(self.unit) if isinstance(raw, str) else raw
        amount = typed.amount(bare, shown=raw, what="数字", ask=f"以{self.unit}为单位的数字，例如 6.8")
        if amount < 0 or amount != round(amount, 2):
            raise FieldProblem(f"{quoted(raw)}不是有效的数字，请填不小于0、最多两位小数的数，例如 6.8。")
        return f"{typed.as_number(amount):f}"

    def value(self, canonical: Canonical) -> Decimal:
        """Return the amount."""
        return Decimal(str(canonical))

    def text(self, canonical: Canonical) -> str:
        """Return the amount with its unit."""
        return f"{canonical}{self.unit}"

    def constraints(self) -> dict[str, Any]:
        """Return the unit."""
        return {"unit": self.unit}


class Percent(Field[Decimal]):
    """A percentage from 0 to ``max``, up to two decimals."""

    kind = "percent"

    def __init__(self, label: str, *, max: int = 100, **common: Unpack[Common]) -> None:  # noqa: A002 - as for Number
        super().__init__(label, **common)
        self.max = max

    def canonical(self, raw: object) -> str:
        """Return it as 12.5%; without the sign, what may be meant as a fraction is refused."""
        bare = typed.plain(raw) if isinstance(raw, str) else raw
        signed = isinstance(bare, str) and bare.endswith("%")
        if isinstance(bare, str):
            bare = bare.removesuffix("%").rstrip()
        number = typed.amount(bare, shown=raw, what="百分数", ask="百分数，例如 12.5%")
        if not signed and 0 < number <= 1:
            raise FieldProblem(f"{quoted(raw)}可以有两种理解，请写明百分号，例如 0.5% 或 50%。")
        if number > self.max or number != round(number, 2):
            raise FieldProblem(
                f"{quoted(raw)}不是有效的百分数，请填0至{self.max}之间、最多两位小数的数，例如 12.5%。"
            )
        return f"{typed.as_number(number):f}%"

    def value(self, canonical: Canonical) -> Decimal:
        """Return the number before the sign: 12.5 for 12.5%."""
        return Decimal(str(canonical).removesuffix("%"))

    def constraints(self) -> dict[str, Any]:
        """Return unit and upper bound."""
        return {"unit": "%", "max": self.max}


_TOO_MUCH = 10**12

"""Charts as SVG, drawn here: bars, months and shares, labelled directly, their marks links.

They are drawn by hand rather than by a charting library because widths are percentages and heights are in
rem: the same drawing fits a phone and a wide screen without its type shrinking, and grows with 大字. Labels
beside the bars stand in the padding that the style sheet gives the classes ``lead-n`` and ``trail-n``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from math import ceil

from fazhi.desk.svg import (
    INK,
    INK_2,
    LINE,
    PAPER,
    SEAL,
    WORK,
    WORK_TINT,
    element,
    group,
    link,
    picture,
    width,
    words,
)
from fazhi.desk.wording import count

Amount = int | float | Decimal

MOST_PARTS = 3
"""More parts than these are no longer compared by eye: bars do it better."""
THOUSAND, TEN_THOUSAND = 1_000, 10_000
NEAR_EDGE = 0.36
"""Nearer to an edge than this, a stroke would run through the words that stand at that edge on a phone."""
LONGEST_BESIDE = 7.0
"""Labels longer than this, in rem, stand above their bar instead of beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar, or one part of a share."""

    label: str
    value: Amount
    url: str = ""
    overdue: bool = False
    """Drawn in seal red, the only thing that is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One number a month; None where a month has none yet."""

    label: str
    values: Sequence[Amount | None]
    urls: Sequence[str] = ()


def bars(rows: Sequence[Bar], *, title: str, unit: str, desc: str = "") -> str:
    """Return horizontal bars, one a row, in the order given, each ending in its number."""
    most = max((float(row.value) for row in rows), default=0) or 1
    longest = max((width(row.label, 0.875) for row in rows), default=0)
    above = longest > LONGEST_BESIDE
    pitch = 2.75 if above else 2.0
    drawn = []
    for place, row in enumerate(rows):
        top = place * pitch
        middle = top + (1.9 if above else 1.0)
        base = f"{middle + 0.31:.2f}rem"
        length = f"{max(float(row.value) / most * 100, 0.3 if row.value else 0):.2f}%"
        label = (
            words(row.label, x="0", y=f"{top + 0.95}rem", fill=INK)
            if above
            else words(row.label, x="-0.75rem", y=base, fill=INK, text_anchor="end")
        )
        mark = element(
            "rect",
            x="0",
            y=f"{middle - 0.5:.2f}rem",
            width=length,
            height="1rem",
            fill=SEAL if row.overdue else WORK,
            class_="mark",
        )
        number = words(count(row.value), x=length, dx="0.4rem", y=base, fill=INK)
        drawn.append(link(row.url, f"{row.label} {count(row.value)}{unit}", label, mark, number))
    height = f"{len(rows) * pitch}rem"
    if not above:
        drawn.append(element("line", x1="0", x2="0", y1="0", y2=height, stroke=INK, stroke_width=1))
    room = max((width(count(row.value), 0.875) for row in rows), default=0) + 0.4
    return picture(
        drawn,
        title=title,
        desc=desc or _told(((row.label, row.value) for row in rows), unit=unit),
        links=any(row.url for row in rows),
        width="100%",
        height=height,
        font_size="0.875rem",
        class_=f"{_room(0 if above else longest + 0.75, 'lead')} {_room(room, 'trail')}".strip(),
    )


def months(
    now: Series, before: Series | None = None, *, title: str, unit: str, first: int = 1, desc: str = ""
) -> str:
    """Return a column a month for ``now`` and a stroke across it for ``before``, the same months a year ago.

    ``first`` is the month the series begin with; ``now`` says how many months there are.
    """
    past = list(before.values)[: len(now.values)] if before else []
    past += [None] * (len(now.values) - len(past))
    scale = _Months(
        base=11.5,
        body=10.0,
        most=max((float(value) for value in (*now.values, *past) if value is not None), default=0) or 1,
        share=100 / max(len(now.values), 1),
    )
    small = scale.most >= THOUSAND
    drawn, names, strokes = [], [], []
    for place, (value, last) in enumerate(zip(now.values, past, strict=True)):
        month = (first - 1 + place) % 12 + 1
        name = f"{month}月" if place == 0 else str(month)
        names.append(words(name, x=scale.middle(place), y="12.75rem"))
        if value is not None:
            url = now.urls[place] if place < len(now.urls) else ""
            marks = [scale.column(place, value), scale.number(place, value, last, small=small)]
            drawn.append(link(url, f"{month}月 {count(value)}{unit}", *marks))
        if last is not None:
            strokes.append(scale.stroke(place, last))
    # what many marks have in common is said once, so that a page of charts stays light
    drawn = [group(names, fill=INK_2), group(drawn, fill=INK)]
    if strokes:
        drawn.append(group(strokes, stroke=PAPER, stroke_width=5))
        drawn.append(group(strokes, stroke=INK, stroke_width=2))
    drawn = [group(drawn, text_anchor="middle")]
    drawn.append(
        element(
            "line",
            x1="0",
            x2="100%",
            y1=f"{scale.base}rem",
            y2=f"{scale.base}rem",
            stroke=INK,
            stroke_width=1,
        )
    )
    drawn.extend(scale.endings(now, before))
    named = [series.label for series in (now, before) if series]
    known = [
        (f"{(first - 1 + n) % 12 + 1}月", value) for n, value in enumerate(now.values) if value is not None
    ]
    return picture(
        drawn,
        title=title,
        desc=desc or _told(known, unit=unit),
        links=any(now.urls),
        width="100%",
        height="13.25rem",
        font_size="0.8125rem",
        class_=_room(max(width(label, 0.8125) for label in named) + 0.4, "trail"),
    )


@dataclass(frozen=True, slots=True)
class _Months:
    """Where a chart of months puts things: heights in rem, widths in percent."""

    base: float
    body: float
    most: float
    share: float

    def level(self, value: Amount) -> float:
        """Return how far from the top ``value`` reaches."""
        return self.base - float(value) / self.most * self.body

    def middle(self, place: int) -> str:
        """Return the middle of a month."""
        return f"{(place + 0.5) * self.share:.2f}%"

    def column(self, place: int, value: Amount) -> str:
        """Return the column of a month."""
        top = self.level(value)
        return element(
            "rect",
            x=f"{(place + 0.18) * self.share:.2f}%",
            y=f"{top:.2f}rem",
            width=f"{self.share * 0.64:.2f}%",
            height=f"{self.base - top:.2f}rem",
            fill=WORK,
            class_="mark",
        )

    def number(self, place: int, value: Amount, last: Amount | None, *, small: bool) -> str:
        """Return the number over a column, or over the stroke where that would run through it."""
        top = self.level(value)
        if last is not None and 0 <= top - self.level(last) < 1.2:
            top = self.level(last) - 0.1
        return words(
            _tight(value),
            x=self.middle(place),
            y=f"{top - 0.35:.2f}rem",
            font_size="0.6875rem" if small else None,
        )

    def stroke(self, place: int, value: Amount) -> str:
        """Return a stroke across a column, to be drawn twice: as a paper edge, and in ink on it."""
        level = f"{self.level(value):.2f}rem"
        ends = {"x1": f"{(place + 0.06) * self.share:.2f}%", "x2": f"{(place + 0.94) * self.share:.2f}%"}
        return element("line", **ends, y1=level, y2=level)

    def endings(self, now: Series, before: Series | None) -> list[str]:
        """Return the names of the series, each at the height where it ends."""
        ends = []
        for series, colour in ((now, WORK), (before, INK)):
            months = series.values[: round(100 / self.share)] if series else ()
            known = [value for value in months if value is not None]
            if series and known:
                ends.append((self.level(known[-1]) + 0.3, series.label, colour))
        ends.sort()
        if len(ends) > 1 and ends[1][0] - ends[0][0] < 1.25:
            ends[1] = (ends[0][0] + 1.25, *ends[1][1:])
        return [
            words(label, x="100%", dx="0.4rem", y=f"{y:.2f}rem", fill=colour, font_weight=600)
            for y, label, colour in ends
        ]


def share(parts: Sequence[Bar], *, title: str, unit: str, desc: str = "") -> str:
    """Return one bar divided into at most three parts, each with its name, number and percentage below it.

    Raises ``ValueError`` for more parts: they want ``bars``.
    """
    if len(parts) > MOST_PARTS:
        raise ValueError(f"{title!r} has {len(parts)} parts: more than {MOST_PARTS} are drawn with bars()")
    whole = sum(float(part.value) for part in parts) or 1
    shares = [float(part.value) / whole for part in parts]
    drawn, begin = [], 0.0
    for place, (part, of_all, label) in enumerate(zip(parts, shares, _labels(shares), strict=True)):
        text = f"{count(part.value)}{unit} {of_all:.1%}"
        drawn.append(
            link(
                part.url,
                f"{part.label} {count(part.value)}{unit}，占{of_all:.1%}",
                element(
                    "rect",
                    x=f"{begin * 100:.2f}%",
                    y="0",
                    width=f"{of_all * 100:.2f}%",
                    height="1.75rem",
                    fill=SEAL if part.overdue else (WORK, WORK_TINT, LINE)[place],
                    class_="mark",
                ),
                *label.drawn(part.label, text),
            )
        )
        begin += of_all
    return picture(
        drawn,
        title=title,
        desc=desc or _told(((part.label, part.value) for part in parts), unit=unit),
        links=any(part.url for part in parts),
        width="100%",
        height="5rem",
        font_size="0.875rem",
        class_="chart-share",
    )


@dataclass(frozen=True, slots=True)
class _Label:
    """Where the words of one part stand: at the foot of a stroke down from the bar."""

    x: float
    anchor: str
    row: int

    def drawn(self, name: str, text: str) -> list[str]:
        """Return the stroke and the words."""
        foot = 2.9 + self.row * 1.5
        x = f"{self.x * 100:.2f}%"
        inward = {"start": "0.4rem", "end": "-0.4rem", "middle": "0"}[self.anchor]
        end = foot - 0.9 if self.anchor == "middle" else foot + 0.2
        return [
            element("line", x1=x, x2=x, y1="1.75rem", y2=f"{end:.2f}rem", stroke=INK, stroke_width=1),
            element(
                "text",
                element("tspan", escape(name), font_weight=600, fill=INK),
                element("tspan", escape(f" {text}"), fill=INK_2),
                x=x,
                dx=inward,
                y=f"{foot:.2f}rem",
                text_anchor=self.anchor,
            ),
        ]


def _labels(shares: Sequence[float]) -> list[_Label]:
    """Return a place for the words of each of at most three parts, so that no two meet even on a phone.

    The first stands at the left edge, the last at the right. The middle one drops between them, or, where its
    stroke would run through their words, stays above them.
    """
    if len(shares) < MOST_PARTS:
        return [_Label(0, "start", 0), _Label(1, "end", 0)][: len(shares)]
    middle = shares[0] + shares[1] / 2
    if NEAR_EDGE <= middle <= 1 - NEAR_EDGE:
        return [_Label(0, "start", 0), _Label(middle, "middle", 1), _Label(1, "end", 0)]
    anchor = "start" if middle < NEAR_EDGE else "end"
    return [_Label(0, "start", 1), _Label(middle, anchor, 0), _Label(1, "end", 1)]


def _room(rem: float, side: str) -> str:
    """Return the class by which the style sheet leaves room beside a chart for what stands there."""
    return f"{side}-{min(ceil(rem), 8)}" if rem else ""


def _tight(value: Amount) -> str:
    """Return a number short enough to stand over a column on a phone.

    >>> _tight(39), _tight(1715), _tight(18640)
    ('39', '1715', '1.9万')
    """
    if value >= TEN_THOUSAND:
        return f"{float(value) / TEN_THOUSAND:.1f}万"
    return count(value).replace(",", "")


def _told(rows: Iterable[tuple[str, Amount]], *, unit: str) -> str:
    return "、".join(f"{label}{count(value)}{unit}" for label, value in rows)

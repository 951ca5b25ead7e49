"""Charts as SVG, drawn here: bars, months and shares, labelled directly, their marks links.

They are drawn by hand rather than by a charting library because widths are percentages and heights are in
rem: the same drawing fits a phone and a wide screen without its type shrinking, and grows with 大字.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from fazhi.desk.svg import INK, INK_2, LINE, SEAL, WORK, WORK_TINT, element, link, picture, width, words
from fazhi.desk.wording import count

Amount = int | float | Decimal

MOST_PARTS = 3
"""More parts than these are no longer compared by eye: bars do it better."""
PHONE = 24.0
"""Width of a chart on a phone, in rem: what labels must still fit into."""
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
    room = max((width(count(row.value), 0.875) for row in rows), default=0) + 0.75
    above = longest > LONGEST_BESIDE
    start = 0.0 if above else (longest + 0.75) / PHONE * 100
    full = 100 - start - room / PHONE * 100
    pitch = 2.75 if above else 2.0
    drawn = []
    for place, row in enumerate(rows):
        top = place * pitch
        middle = top + (1.9 if above else 1.0)
        length = max(float(row.value) / most * full, 0.3 if row.value else 0)
        label = (
            words(row.label, x="0", y=f"{top + 0.95}rem", fill=INK)
            if above
            else words(
                row.label,
                x=f"{start - 0.75 / PHONE * 100:.2f}%",
                y=f"{middle + 0.31:.2f}rem",
                fill=INK,
                text_anchor="end",
            )
        )
        mark = element(
            "rect",
            x=f"{start:.2f}%",
            y=f"{middle - 0.5:.2f}rem",
            width=f"{length:.2f}%",
            height="1rem",
            fill=SEAL if row.overdue else WORK,
            class_="mark",
        )
        number = words(
            count(row.value), x=f"{start + length:.2f}%", dx="0.4rem", y=f"{middle + 0.31:.2f}rem", fill=INK
        )
        drawn.append(link(row.url, f"{row.label} {count(row.value)}{unit}", label, mark, number))
    height = len(rows) * pitch
    axis = element(
        "line", x1=f"{start:.2f}%", x2=f"{start:.2f}%", y1="0", y2=f"{height}rem", stroke=INK, stroke_width=1
    )
    told = desc or "、".join(f"{row.label}{count(row.value)}{unit}" for row in rows)
    return picture(
        [*drawn, "" if above else axis],
        title=title,
        desc=told,
        links=any(row.url for row in rows),
        width="100%",
        height=f"{height}rem",
        font_size="0.875rem",
        class_="chart-bars",
    )


def months(
    now: Series, before: Series | None = None, *, title: str, unit: str, first: int = 1, desc: str = ""
) -> str:
    """Return a column a month for ``now`` and a stroke across it for ``before``, the same months a year ago.

    ``first`` is the month the series begin with.
    """
    top, body, foot = 1.5, 10.0, 1.75
    base = top + body
    lists = [now.values] + ([before.values] if before else [])
    most = max((float(value) for values in lists for value in values if value is not None), default=0) or 1
    ending = max([width(now.label, 0.8125)] + ([width(before.label, 0.8125)] if before else [])) + 0.75
    share = (100 - ending / PHONE * 100 * 0.62) / max(len(now.values), 1)
    drawn = [_level(base - body * part, faint=True) for part in (0.5, 1.0)]
    for place, value in enumerate(now.values):
        left = place * share
        name = f"{(first - 1 + place) % 12 + 1}月"
        drawn.append(
            words(name, x=f"{left + share / 2:.2f}%", y=f"{base + 1.25}rem", text_anchor="middle", fill=INK_2)
        )
        if value is None:
            continue
        high = float(value) / most * body
        column = element(
            "rect",
            x=f"{left + share * 0.18:.2f}%",
            y=f"{base - high:.2f}rem",
            width=f"{share * 0.64:.2f}%",
            height=f"{high:.2f}rem",
            fill=WORK,
            class_="mark",
        )
        past = before.values[place] if before and place < len(before.values) else None
        above = (
            max(high, float(past) / most * body + 0.1)
            if past is not None and 0 <= float(past) / most * body - high < 1.1
            else high
        )
        number = words(
            count(value),
            x=f"{left + share / 2:.2f}%",
            y=f"{base - above - 0.35:.2f}rem",
            text_anchor="middle",
            fill=INK,
        )
        url = now.urls[place] if place < len(now.urls) else ""
        drawn.append(link(url, f"{name} {count(value)}{unit}", column, number))
        if past is not None:
            level = base - float(past) / most * body
            drawn.append(
                element(
                    "line",
                    x1=f"{left + share * 0.06:.2f}%",
                    x2=f"{left + share * 0.94:.2f}%",
                    y1=f"{level:.2f}rem",
                    y2=f"{level:.2f}rem",
                    stroke=INK,
                    stroke_width=2,
                )
            )
    drawn.append(_level(base))
    drawn.extend(_endings(now, before, x=share * len(now.values), base=base, body=body, most=most))
    told = desc or _told(now, first, unit)
    return picture(
        drawn,
        title=title,
        desc=told,
        links=any(now.urls),
        width="100%",
        height=f"{base + foot}rem",
        font_size="0.8125rem",
        class_="chart-months",
    )


def share(parts: Sequence[Bar], *, title: str, unit: str, desc: str = "") -> str:
    """Return one bar divided into at most three parts, each with its name, number and percentage below it.

    Raises ``ValueError`` for more parts: they want ``bars``.
    """
    if len(parts) > MOST_PARTS:
        raise ValueError(f"{title!r} has {len(parts)} parts: more than {MOST_PARTS} are drawn with bars()")
    whole = sum(float(part.value) for part in parts) or 1
    needs = [
        max(width(part.label, 0.9375), width(f"{count(part.value)}{unit} 00.0%", 0.8125)) / PHONE * 100 + 3
        for part in parts
    ]
    drawn, at, free = [], 0.0, 0.0
    colours = (WORK, WORK_TINT, LINE)
    for place, part in enumerate(parts):
        wide = float(part.value) / whole * 100
        later = sum(needs[place + 1 :])
        text_at = max(free, min(at, 100 - needs[place] - later))
        free = text_at + needs[place]
        of_all = f"{float(part.value) / whole:.1%}"
        drawn.append(
            link(
                part.url,
                f"{part.label} {count(part.value)}{unit}，占{of_all}",
                element(
                    "rect",
                    x=f"{at:.2f}%",
                    y="0",
                    width=f"{wide:.2f}%",
                    height="1.75rem",
                    fill=SEAL if part.overdue else colours[place],
                    class_="mark",
                ),
                element(
                    "line", x1=f"{at:.2f}%", x2=f"{at:.2f}%", y1="0", y2="2.25rem", stroke=INK, stroke_width=1
                ),
                element(
                    "line",
                    x1=f"{at:.2f}%",
                    x2=f"{text_at:.2f}%",
                    y1="2.25rem",
                    y2="2.25rem",
                    stroke=INK,
                    stroke_width=1,
                ),
                element(
                    "line",
                    x1=f"{text_at:.2f}%",
                    x2=f"{text_at:.2f}%",
                    y1="2.25rem",
                    y2="3.35rem",
                    stroke=INK,
                    stroke_width=1,
                ),
                words(
                    part.label, x=f"{text_at:.2f}%", dx="0.5rem", y="3.3rem", fill=INK, font_size="0.9375rem"
                ),
                words(
                    f"{count(part.value)}{unit} {of_all}",
                    x=f"{text_at:.2f}%",
                    dx="0.5rem",
                    y="4.5rem",
                    fill=INK_2,
                ),
            )
        )
        at += wide
    told = desc or "、".join(f"{part.label}{count(part.value)}{unit}" for part in parts)
    return picture(
        drawn,
        title=title,
        desc=told,
        links=any(part.url for part in parts),
        width="100%",
        height="5rem",
        font_size="0.8125rem",
        class_="chart-share",
    )


def _level(y: float, *, faint: bool = False) -> str:
    return element(
        "line",
        x1="0",
        x2="100%",
        y1=f"{y:.2f}rem",
        y2=f"{y:.2f}rem",
        stroke=LINE if faint else INK,
        stroke_width=1,
    )


def _endings(
    now: Series, before: Series | None, *, x: float, base: float, body: float, most: float
) -> list[str]:
    """Return the names of the series, each at the height where it ends."""
    ends = []
    for series, colour in ((now, WORK), (before, INK)):
        known = [value for value in series.values if value is not None] if series else []
        if series and known:
            ends.append((base - float(known[-1]) / most * body + 0.3, series.label, colour))
    ends.sort()
    if any(below[0] - upper[0] < 1.2 for upper, below in pairwise(ends)):
        ends = [(ends[0][0] - 0.1, *ends[0][1:]), (ends[0][0] + 1.15, *ends[1][1:])]
    return [
        words(label, x=f"{x:.2f}%", dx="0.4rem", y=f"{y:.2f}rem", fill=colour, font_weight=600)
        for y, label, colour in ends
    ]


def _told(now: Series, first: int, unit: str) -> str:
    known = [
        f"{(first - 1 + place) % 12 + 1}月{count(value)}{unit}"
        for place, value in enumerate(now.values)
        if value is not None
    ]
    return "、".join(known)

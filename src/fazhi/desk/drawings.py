"""Drawings of the desk in plain SVG: the ruler of a limit, small bars, the organ's seal.

The flow picture of a procedure lies in ``flow.py`` and is offered here too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, sqrt

from fazhi.desk.flow import BracketSpec, RunSpec, StopSpec, flow
from fazhi.desk.svg import (
    AMBER,
    INK,
    INK_2,
    LINE,
    PANEL,
    RULE,
    SEAL,
    SONG,
    WORK,
    element,
    picture,
    width,
    words,
)
from fazhi.desk.wording import day_in_short, day_plain

__all__ = ["BracketSpec", "RunSpec", "StopSpec", "flow", "ruler", "small_bar", "stamp"]

COLOURS = {"normal": WORK, "soon": AMBER, "overdue": SEAL, "paused": INK_2, "done": INK_2}
ACROSS, LEFT, RIGHT = 360, 6, 354
BASE = 36
"""Where the days lie, from the top."""
DAYS_MARKED = 45
"""A longer ruler marks weeks, not days."""
BEYOND = 0.4
"""How much of its length a ruler shows beyond its last day at most."""


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def at(self, day: date) -> float:
        """Return where ``day`` lies, kept within the ruler."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return LEFT + (RIGHT - LEFT) * min(max(share, 0), 1)


def ruler(
    start: date,
    last_day: date,
    today: date,
    *,
    light: str = "normal",
    start_label: str = "起算",
    last_label: str = "届满",
    pauses: Sequence[tuple[date, date]] = (),
    rolled_from: date | None = None,
    met_on: date | None = None,
    met_word: str = "已办",
) -> str:
    """Return a limit as a ruler from ``start`` to ``last_day``, with today on it.

    Pauses are ``[since, until)`` and hatched; ``rolled_from`` is the day the limit would have ended on had it
    not fallen on a day off, and what follows it is dotted. ``met_on`` is the day the thing was done, or ended
    as ``met_word`` says: the ruler then stands still. ``light`` is a state of ``parts.LIGHTS``; only where it
    is ``overdue`` are the days beyond the last drawn as a fault.
    """
    reached = met_on or today
    furthest = last_day + timedelta(days=max(3, ceil((last_day - start).days * BEYOND)))
    scale = _Scale(start, max(last_day, min(reached, furthest)))
    colour = COLOURS[light]
    drawn = [
        *_ticks(scale),
        _band(scale.at(start), scale.at(last_day), fill=PANEL, stroke=RULE),
        _band(scale.at(start), scale.at(min(reached, last_day)), fill=colour),
    ]
    if reached > last_day and light == "overdue":
        drawn.append(_band(scale.at(last_day), scale.at(reached), fill=SEAL))
    for since, until in pauses:
        drawn.extend(_hatched(scale.at(since), scale.at(min(until, scale.last))))
    if rolled_from and rolled_from < last_day:
        drawn.append(
            _band(scale.at(rolled_from), scale.at(last_day), fill=PANEL, stroke=INK, stroke_dasharray="2 2")
        )
    drawn.append(
        element(
            "line",
            x1=scale.at(last_day),
            x2=scale.at(last_day),
            y1=BASE - 14,
            y2=BASE + 11,
            stroke=INK,
            stroke_width=2,
        )
    )
    drawn.extend(
        _pointer(
            scale.at(reached),
            _said(today, met_on, met_word),
            colour if light != "normal" else INK,
            hollow=met_on is not None,
        )
    )
    drawn.extend(_ends(scale, start, last_day, start_label, last_label))
    return picture(
        drawn,
        title="期限尺",
        desc=_told(start, last_day, today, met_on, met_word),
        viewBox=f"0 0 {ACROSS} 64",
        class_="ruler",
    )


def small_bar(value: float, whole: float) -> str:
    """Return a bar that fills the share of ``whole`` that ``value`` is; it repeats a number beside it."""
    share = min(max(value / whole, 0), 1) * 100 if whole else 0
    return element(
        "svg",
        element("rect", width="100%", height="100%", fill=LINE, opacity=0.5),
        element("rect", width=f"{share:.2f}%", height="100%", fill=WORK),
        xmlns="http://www.w3.org/2000/svg",
        class_="small-bar",
        aria_hidden="true",
        width="100%",
        height="0.75rem",
    )


def stamp(text: str) -> str:
    """Return ``text`` cut as a square seal, read downwards from the right: 青槐街道办事处之印.

    The names of organs are filled up to a square with 之印 or 印 where that makes it even.
    """
    side = ceil(sqrt(len(text)))
    for ending in ("", "印", "之印"):
        if len(text + ending) == ceil(sqrt(len(text + ending))) ** 2:
            text, side = text + ending, ceil(sqrt(len(text + ending)))
            break
    cell = 84 / side
    signs = [
        words(
            sign,
            x=92 - (place // side + 0.5) * cell,
            y=8 + (place % side + 0.5) * cell + cell * 0.31,
            text_anchor="middle",
            font_size=cell * 0.86,
            font_weight=700,
            font_family=SONG,
            fill=SEAL,
        )
        for place, sign in enumerate(text)
    ]
    frame = element("rect", x=3, y=3, width=94, height=94, rx=3, fill="none", stroke=SEAL, stroke_width=4)
    return picture([frame, *signs], title=f"印章：{text}", viewBox="0 0 100 100", class_="stamp")


def _band(left: float, right: float, **looks: str) -> str:
    return element("rect", x=left, y=BASE - 4, width=max(right - left, 0), height=8, **looks)


def _ticks(scale: _Scale) -> Iterator[str]:
    days = (scale.last - scale.first).days
    step = 1 if days <= DAYS_MARKED else 7
    for place in range(0, days + 1, step):
        x = scale.at(scale.first + timedelta(days=place))
        major = place % (7 if step == 1 else 28) == 0
        yield element(
            "line", x1=x, x2=x, y1=BASE + 4, y2=BASE + (9 if major else 7), stroke=RULE, stroke_width=1
        )


def _hatched(left: float, right: float) -> Iterator[str]:
    top, bottom = BASE - 4, BASE + 4
    yield _band(left, right, fill=PANEL, stroke=INK_2)
    x = left - (bottom - top)
    while x < right:
        begin, end = max(x, left), min(x + (bottom - top), right)
        if end > begin:
            yield element(
                "line",
                x1=begin,
                y1=bottom - (begin - x),
                x2=end,
                y2=bottom - (end - x),
                stroke=INK_2,
                stroke_width=1,
            )
        x += 4


def _pointer(x: float, text: str, colour: str, *, hollow: bool) -> Iterator[str]:
    half = width(text, 12) / 2
    middle = min(max(x, LEFT + half - 4), RIGHT - half + 4)
    yield words(text, x=middle, y=15, text_anchor="middle", font_size=12, font_weight=600, fill=colour)
    yield element("path", d=f"M{x - 5:.1f} 20h10l-5 8z", fill=PANEL if hollow else colour, stroke=colour)


def _ends(scale: _Scale, start: date, last_day: date, start_label: str, last_label: str) -> Iterator[str]:
    yield words(f"{day_in_short(start)} {start_label}", x=LEFT - 4, y=60, font_size=12, fill=INK_2)
    text = f"{day_in_short(last_day)} {last_label}"
    half = width(text, 12) / 2
    middle = min(max(scale.at(last_day), LEFT + half + 100), RIGHT - half + 4)
    yield words(text, x=middle, y=60, text_anchor="middle", font_size=12, fill=INK)


def _said(today: date, met_on: date | None, met_word: str) -> str:
    return f"{day_in_short(met_on)} {met_word}" if met_on else f"今天 {day_in_short(today)}"


def _told(start: date, last_day: date, today: date, met_on: date | None, met_word: str) -> str:
    told = f"从{day_plain(start)}起，到{day_plain(last_day)}止"
    if met_on:
        return f"{told}，{day_plain(met_on)}{met_word}。"
    left = (last_day - today).days
    return f"{told}，今天{day_plain(today)}，{f'还有{left}天' if left >= 0 else f'已超过{-left}天'}。"

"""The flow picture of a procedure, drawn like the map of a subway line.

Stages are stops on the main line; a step that leads from a stage to the one after it is written over that
stretch; a step that jumps leaves the line on a track above it; a step that changes no stage hangs below its
stop; limits are brackets under the whole. All of it is plain data, so that any declaration can be drawn.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from math import ceil
from typing import TypeVar

from fazhi.desk.svg import INK, INK_2, PANEL, PAPER, SONG, WORK, element, group, picture, width, words

START = -1
"""The place before the first stop, where a matter comes in."""
LABEL, SMALL, STOP_NAME = 14.0, 11.0, 17.0
"""Sizes of type: a step, an article, a stage."""
NARROW, WIDE = 14, 26
"""How many characters of an article stand in a line over a stretch, and below a track."""
BRACKET_LANE = 44.0
"""Height of a row of brackets below the line."""
LINE_HEIGHT, LABEL_LINE = 15.0, 18.0
FEW = 2
"""A step that may happen in more stages than these is told once below the picture, not at every stop."""
CLEAR: dict[str, str | float] = {
    "paint_order": "stroke",
    "stroke": PAPER,
    "stroke_width": 4,
}
"""Words that stand before lines keep a paper edge around them."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StopSpec:
    """A stage."""

    label: str
    final: bool = False


@dataclass(frozen=True, slots=True)
class RunSpec:
    """A step: from which stages, to which.

    No ``from_labels`` opens the matter; ``to_label`` None leaves it in the stage it is in.
    """

    label: str
    from_labels: tuple[str, ...]
    to_label: str | None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class BracketSpec:
    """A limit between two steps, named by their labels."""

    label: str
    days_text: str
    from_step: str
    to_step: str


@dataclass(frozen=True, slots=True)
class _Track:
    """Steps that leave the line together: from which places, to which."""

    froms: tuple[int, ...]
    to: int
    runs: tuple[RunSpec, ...]

    @property
    def ends(self) -> tuple[int, int]:
        """Return the first and the last place it touches."""
        return min(*self.froms, self.to), max(*self.froms, self.to)

    @property
    def nearest(self) -> int:
        """Return the stop nearest to where it leads: from there on all its steps run together."""
        return min(self.froms, key=lambda place: abs(self.to - place))

    @property
    def labels(self) -> list[str]:
        """Return what its steps are called."""
        return [run.label for run in self.runs]

    @property
    def bases(self) -> list[str]:
        """Return the lines of the articles of its steps, each article once."""
        articles = dict.fromkeys(run.basis for run in self.runs if run.basis)
        return [line for article in articles for line in _cut(article, WIDE)]

    @property
    def room(self) -> float:
        """Return how wide its words are."""
        return max(
            *(width(label, LABEL) for label in self.labels), *(width(basis, SMALL) for basis in self.bases), 0
        )


@dataclass(slots=True)
class _Plan:
    """Which step is drawn where."""

    stretches: dict[int, list[RunSpec]] = field(default_factory=dict)
    """Steps over the stretch that ends at a stop."""
    stays: dict[int, list[RunSpec]] = field(default_factory=dict)
    often: list[tuple[RunSpec, int]] = field(default_factory=list)
    """Steps that change no stage and may happen in many, with the first of these."""
    tracks: list[_Track] = field(default_factory=list)


def flow(
    stages: Sequence[StopSpec],
    steps: Sequence[RunSpec],
    limits: Sequence[BracketSpec] = (),
    *,
    title: str = "办理流程",
) -> str:
    """Return the picture of a procedure with these ``stages``, ``steps`` and ``limits``.

    Raises ``ValueError`` where a step names a stage, or a limit a step, that is not given.
    """
    places = {stop.label: place for place, stop in enumerate(stages)}
    _check(places, steps, limits)
    plan = _planned(places, steps)
    exes = _spread(stages, plan)
    lanes = _in_lanes([(track, track.ends) for track in plan.tracks])
    above = max((_stack(runs) for runs in plan.stretches.values()), default=0)
    heights, top = _heights(lanes)
    line = top + above + 30
    below = max((_stack(runs) for runs in plan.stays.values()), default=0)
    brackets = list(_bracketed(limits, plan, exes))
    rows = _in_lanes([(bracket, bracket[1:3]) for bracket in brackets])
    floor = line + 44 + below + 20
    across = exes[len(stages) - 1] + _half(stages[-1], plan, len(stages) - 1) + 16
    across = max([across] + [bracket[2] + 8 for bracket in brackets])
    foot = floor + BRACKET_LANE * (max((lane for _, lane in rows), default=-1) + 1)
    notes = [_often(run) for run, _ in plan.often]
    across = max([across] + [width(note, LABEL) + 8 for note in notes])
    height = foot + len(notes) * 24
    risers = _risers(plan)
    tracks = [(track, line - above - 22 - heights[lane]) for track, lane in lanes]
    drawn = [
        *(mark for track, y in tracks for mark in _track_lines(track, exes, risers, line=line, y=y)),
        *_stretches(plan, exes, line),
        *_stops(stages, plan, exes, risers, line),
        group((mark for track, y in tracks for mark in _track_words(track, exes, risers, y=y)), **CLEAR),
        *(mark for bracket, lane in rows for mark in _bracket(bracket, floor + lane * BRACKET_LANE)),
        *(
            words(note, x=4, y=foot + 6 + n * 24, font_size=LABEL - 1, fill=INK, text_anchor="start")
            for n, note in enumerate(notes)
        ),
    ]
    return picture(
        [group(drawn, text_anchor="middle")],
        title=title,
        desc=_told(stages, steps, limits),
        label=f"{title}，环节和期限也逐条写在图下",
        viewBox=f"0 0 {across:.0f} {height:.0f}",
        width=f"{across / 16:.2f}rem",
        height=f"{height / 16:.2f}rem",
        class_="flow",
    )


def _check(places: dict[str, int], steps: Sequence[RunSpec], limits: Sequence[BracketSpec]) -> None:
    named = {label for step in steps for label in (*step.from_labels, step.to_label) if label is not None}
    if strange := named - set(places):
        raise ValueError(f"steps name stages that are not given: {', '.join(sorted(strange))}")
    known = {step.label for step in steps}
    if strange := {label for limit in limits for label in (limit.from_step, limit.to_step)} - known:
        raise ValueError(f"limits name steps that are not given: {', '.join(sorted(strange))}")


def _planned(places: dict[str, int], steps: Sequence[RunSpec]) -> _Plan:
    plan = _Plan()
    together: dict[tuple[tuple[int, ...], int], list[RunSpec]] = {}
    for step in steps:
        froms = tuple(sorted(places[label] for label in step.from_labels)) or (START,)
        to = froms[-1] if step.to_label is None else places[step.to_label]
        if step.to_label is None or froms == (to,):
            if len(froms) > FEW:
                plan.often.append((step, froms[0]))
                continue
            for place in froms:
                plan.stays.setdefault(place, []).append(step)
            continue
        if to - 1 in froms:
            plan.stretches.setdefault(to, []).append(step)
        if rest := tuple(place for place in froms if place not in {to - 1, to}):
            together.setdefault((rest, to), []).append(step)
    plan.tracks = [_Track(froms, to, tuple(runs)) for (froms, to), runs in together.items()]
    return plan


def _lines(run: RunSpec) -> list[tuple[str, float]]:
    """Return the lines a step is written in, each with its size; a long article stands in two."""
    lines = [(run.label, LABEL)]
    if not run.basis:
        return lines
    head, mark, tail = run.basis.partition("》")
    if mark and tail and width(run.basis, SMALL) > width(run.label, LABEL) + 16:
        told = [*_cut(head + mark, NARROW), *_cut(tail.strip(), NARROW)]
    else:
        told = _cut(run.basis, NARROW)
    return [*lines, *((line, SMALL) for line in told)]


def _cut(text: str, most: int) -> list[str]:
    """Return ``text`` in as few lines of at most ``most`` characters as will do, of even length."""
    count = max(ceil(len(text) / most), 1)
    each = max(ceil(len(text) / count), 1)
    return [text[at : at + each] for at in range(0, len(text), each)] or [text]


def _wide(runs: Iterable[RunSpec]) -> float:
    return max((width(text, size) for run in runs for text, size in _lines(run)), default=0)


def _stack(runs: Sequence[RunSpec]) -> float:
    return sum(len(_lines(run)) * LINE_HEIGHT + 7 for run in runs)


def _half(stop: StopSpec, plan: _Plan, place: int) -> float:
    return max(width(stop.label, STOP_NAME), _wide(plan.stays.get(place, ())) + 14) / 2


def _risers(plan: _Plan) -> dict[tuple[_Track, int], float]:
    """Return how far beside its stop each end of each track stands, so that no two stand on one another."""
    at: dict[int, list[tuple[_Track, int]]] = {}
    for track in plan.tracks:
        for place in (*track.froms, track.to):
            other = track.to if place != track.to else track.froms[0]
            at.setdefault(place, []).append((track, other))
    offsets = {}
    for place, ends in at.items():
        ends.sort(key=lambda end: end[1])
        for order, (track, _) in enumerate(ends):
            offsets[track, place] = (order - (len(ends) - 1) / 2) * 12
    return offsets


def _spread(stages: Sequence[StopSpec], plan: _Plan) -> dict[int, float]:
    """Return the x of every stop, far enough apart for everything written between and below."""
    opens = _opens(plan)
    exes = {START: 20.0, 0: 20.0 + (_wide(plan.stretches.get(0, ())) + 44 if opens else 0)}
    exes[0] = max(exes[0], _half(stages[0], plan, 0) + 8)
    risers = _risers(plan)
    reach = {
        place: max((abs(x) for (_, at), x in risers.items() if at == place), default=0) + 16
        for place in range(len(stages))
    }
    for before, place in pairwise(range(len(stages))):
        over = _wide(plan.stretches.get(place, ())) + reach[before] + reach[place]
        under = _half(stages[before], plan, before) + _half(stages[place], plan, place) + 18
        exes[place] = exes[before] + max(over, under, 84)
    for track in plan.tracks:
        first, last = sorted((track.nearest, track.to))
        lacking = track.room + 40 - (exes[last] - exes[first])
        if lacking > 0:
            for place in range(last, len(stages)):
                exes[place] += lacking
    return exes


def _heights(lanes: Sequence[tuple[_Track, int]]) -> tuple[dict[int, float], float]:
    """Return how high above the words of the line each lane runs, and how high all of them are together."""
    heights, top = {}, 0.0
    for lane in range(max((lane for _, lane in lanes), default=-1) + 1):
        tracks = [track for track, at in lanes if at == lane]
        heights[lane] = (
            top
            + max(len(track.bases) for track in tracks) * LINE_HEIGHT
            - (LINE_HEIGHT if not lane else 0)
            + 6
        )
        top = heights[lane] + max(len(track.labels) for track in tracks) * LABEL_LINE + 8
    return heights, top


def _opens(plan: _Plan) -> bool:
    return bool(plan.stretches.get(0)) or any(START in track.froms for track in plan.tracks)


def _in_lanes(spans: Sequence[tuple[T, tuple[float, float]]]) -> list[tuple[T, int]]:
    """Return each thing with the lowest lane in which its span meets no other; short spans lie nearest."""
    lanes: list[list[tuple[float, float]]] = []
    placed = []
    for thing, (first, last) in sorted(spans, key=lambda span: (span[1][1] - span[1][0], span[1])):
        lane = next(
            (
                lane
                for lane, taken in enumerate(lanes)
                if all(last <= begin or first >= end for begin, end in taken)
            ),
            len(lanes),
        )
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((first, last))
        placed.append((thing, lane))
    return placed


def _track_lines(
    track: _Track, exes: dict[int, float], risers: dict[tuple[_Track, int], float], *, line: float, y: float
) -> Iterator[str]:
    """Yield the risers from each stop a track leaves, the way along, and the fall to the one it leads to."""
    end = exes[track.to] + risers[track, track.to]
    foot = line - 10
    for place in track.froms:
        begin = exes[place] + risers[track, place]
        turn = 9 if end > begin else -9
        yield element(
            "path",
            fill="none",
            stroke=INK_2,
            stroke_width=2,
            d=f"M{begin:.1f} {foot}V{y + 9:.1f}q0 -9 {turn} -9H{end - turn:.1f}q{turn} 0 {turn} 9V{foot - 5}",
        )
    yield element("path", d=f"M{end - 5:.1f} {foot - 7}h10l-5 8z", fill=INK_2)


def _track_words(
    track: _Track, exes: dict[int, float], risers: dict[tuple[_Track, int], float], *, y: float
) -> Iterator[str]:
    """Yield what the steps of a track are called above it, their articles below it."""
    near = track.nearest
    middle = (exes[near] + risers[track, near] + exes[track.to] + risers[track, track.to]) / 2
    for place, label in enumerate(reversed(track.labels)):
        yield words(label, x=middle, y=y - 6 - place * LABEL_LINE, font_size=LABEL, fill=INK)
    for place, basis in enumerate(track.bases):
        yield words(basis, x=middle, y=y + 14 + place * LINE_HEIGHT, font_size=SMALL, fill=INK_2)


def _stretches(plan: _Plan, exes: dict[int, float], line: float) -> Iterator[str]:
    if _opens(plan):
        yield element("rect", x=exes[START] - 3, y=line - 9, width=6, height=18, fill=WORK)
    for place, runs in plan.stretches.items():
        left, right = exes[place - 1], exes[place]
        yield element("line", x1=left, x2=right, y1=line, y2=line, stroke=WORK, stroke_width=7)
        y = line - 14 - _stack(runs) + 7 + LINE_HEIGHT
        for run in runs:
            yield from _written(_lines(run), (left + right) / 2, y)
            y += len(_lines(run)) * LINE_HEIGHT + 7


def _stops(
    stages: Sequence[StopSpec],
    plan: _Plan,
    exes: dict[int, float],
    risers: dict[tuple[_Track, int], float],
    line: float,
) -> Iterator[str]:
    for place, stop in enumerate(stages):
        x = exes[place]
        reach = max((abs(offset) for (_, at), offset in risers.items() if at == place), default=0)
        half = max(10, reach + 6)
        looks = {"fill": INK, "stroke": INK} if stop.final else {"fill": PANEL, "stroke": INK}
        yield element(
            "rect", x=x - half, y=line - 10, width=half * 2, height=20, rx=10, stroke_width=3, **looks
        )
        yield words(
            stop.label,
            x=x,
            y=line + 36,
            font_size=STOP_NAME,
            font_weight=700,
            font_family=SONG,
            fill=INK,
        )
        y = line + 36 + LINE_HEIGHT + 8
        for run in plan.stays.get(place, ()):
            lines = [(f"↻ {run.label}", LABEL - 1), *_lines(run)[1:]]
            yield from _written(lines, x, y)
            y += len(lines) * LINE_HEIGHT + 7


def _written(lines: Sequence[tuple[str, float]], x: float, y: float) -> Iterator[str]:
    for place, (text, size) in enumerate(lines):
        yield words(
            text,
            x=x,
            y=y + place * LINE_HEIGHT,
            font_size=size,
            fill=INK_2 if place else INK,
        )


def _bracketed(
    limits: Sequence[BracketSpec], plan: _Plan, exes: dict[int, float]
) -> Iterator[tuple[BracketSpec, float, float, float, float]]:
    """Yield each limit with the span it needs, its words included, and the x of its two ends."""
    at = _where(plan, exes)
    for limit in limits:
        begin, end = sorted((at[limit.from_step], at[limit.to_step]))
        if begin == end:
            begin, end = begin - 16, end + 16
        room = width(f"{limit.label} {limit.days_text}", LABEL)
        middle = max((begin + end) / 2, room / 2 + 4)
        yield limit, min(begin, middle - room / 2 - 6), max(end, middle + room / 2 + 6), begin, end


def _where(plan: _Plan, exes: dict[int, float]) -> dict[str, float]:
    """Return the x at which each step happens."""
    at: dict[str, float] = {}
    for place, runs in plan.stretches.items():
        at.update({run.label: (exes[place - 1] + exes[place]) / 2 for run in runs})
    for place, runs in plan.stays.items():
        for run in runs:
            at.setdefault(run.label, exes[place])
    for run, place in plan.often:
        at.setdefault(run.label, exes[place])
    for track in plan.tracks:
        for run in track.runs:
            at.setdefault(run.label, exes[track.to])
    return at


def _bracket(bracket: tuple[BracketSpec, float, float, float, float], y: float) -> Iterator[str]:
    limit, _, _, begin, end = bracket
    room = width(f"{limit.label} {limit.days_text}", LABEL)
    middle = max((begin + end) / 2, room / 2 + 4)
    yield element(
        "path", d=f"M{begin:.1f} {y - 7}V{y}H{end:.1f}V{y - 7}", fill="none", stroke=INK, stroke_width=1.25
    )
    yield element(
        "text",
        element("tspan", escape(limit.label) + " ", fill=INK_2),
        element("tspan", escape(limit.days_text), fill=INK, font_weight=700),
        x=middle,
        y=y + 18,
        font_size=LABEL - 1,
    )


def _told(stages: Sequence[StopSpec], steps: Sequence[RunSpec], limits: Sequence[BracketSpec]) -> str:
    told = [f"状态依次为{'、'.join(stop.label for stop in stages)}。"]
    for step in steps:
        where = f"在{'、'.join(step.from_labels)}时" if step.from_labels else "起初"
        told.append(f"{where}{step.label}{f'，转为{step.to_label}' if step.to_label else ''}。")
    told.extend(
        f"期限：{limit.label}{limit.days_text}，从{limit.from_step}到{limit.to_step}。" for limit in limits
    )
    return "".join(told)


def _often(run: RunSpec) -> str:
    return f"↻ {run.label}　在{'、'.join(run.from_labels)}时{f'　{run.basis}' if run.basis else ''}"

"""Whom the street inspects in the year: firms, bodies and places, on which day, and what it leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fazhi.demo.duties import inspection_words as words
from fazhi.demo.duties.dealing import Dealer
from fazhi.demo.duties.hotline_words import ROADS
from fazhi.demo.duties.inspection_words import Trade
from fazhi.demo.names import FIRM_SYLLABLES
from fazhi.demo.office import Told

_PAIRS = (
    ("车向北", "甘晨光"),
    ("邢立秋", "管云帆"),
    ("葛秋实", "庞博远"),
    ("骆沐阳", "尤子衿"),
    ("廖铁生", "车向北"),
    ("武青峰", "庞博远"),
    ("郝正则", "骆沐阳"),
    ("廖铁生", "邢立秋"),
)
#: How many inspections led to a case; every fifth of them after a correction that was not made.
_INTO_CASES = 31
#: How the others end; those that are ordered to put something right all do.
_ENDS = {"ordered": 112, "guided": 18, "transferred": 6, "nothing": 47}
#: How many inspections are of firms; how many of the others are of institutions.
_OF_FIRMS, _INSTITUTIONS = 143, 17
_OFF_SITE = ("off_site/data", "off_site/video", "off_site/written", "off_site/video")
#: Kinds of those inspected that count as firms.
FIRM = ("enterprise", "sole_trader")
_QUIET_FROM = date(2025, 12, 8)
"""From then on nothing is ordered that could not be looked at again before the year ends."""


@dataclass(slots=True)
class Inspected:
    """Somebody who is inspected: under what name, where; how often so far."""

    trade: Trade
    kind: str
    name: str
    place: str
    code: str = ""
    contact: str = ""
    done: int = 0


@dataclass(slots=True)
class Inspection:
    """One inspection: whom, when, of which kind, by which mode, how it ends."""

    on: date
    object: Inspected
    kind: str = "routine"
    mode: str = "on_site"
    end: str = "nothing"
    case: Told | None = None
    officers: tuple[str, str] = _PAIRS[0]
    ordered: bool = False


def inspections(left: Dealer) -> Iterator[Inspection]:
    """Yield the inspections that the figures still ask for.

    Raises:
        ValueError: the figures do not go together.

    """
    months = Counter(left.months("inspection.count"))
    into = list(_into_cases(left))
    months.subtract(one.on.month for one in into)
    if min(months.values()) < 0:
        raise ValueError(f"more inspections led to cases than were made: {months}")
    days = left.days(+months)
    firms = _OF_FIRMS - _told_of_firms(left) - sum(one.object.kind in FIRM for one in into)
    objects = [*_firms(left, firms, into), *_bodies(left, len(days) - firms)]
    left.random.shuffle(objects)
    found = [*into, *(Inspection(on=on, object=one) for on, one in zip(days, objects, strict=True))]
    _deal_kinds(left, found)
    _deal_ends(left, [one for one in found if one.case is None])
    for nth, one in enumerate(found):
        if one.case is None:
            one.officers = _PAIRS[nth % len(_PAIRS)]
    yield from found


def _told_of_firms(left: Dealer) -> int:
    office = left.script.office
    told = [office.standing_record(key) for key in office.of.get("inspection", ())]
    return sum(record.get("object_kind") in FIRM for record in told)


def _into_cases(left: Dealer) -> Iterator[Inspection]:
    """Yield the inspections from which penalty cases of the year came: of whom the case is."""
    office, random = left.script.office, left.random
    able = []
    for key in office.of.get("penalty", ()):
        told = office.cases[key]
        first = told.lines[0]
        filed = told.first("filed")
        plain = first.plain.form.get("source") in ("patrol", "complaint", "hotline", "grid", "inspection")
        ended = told.first("closed", "decided", "referred")
        named = told.first("recusal_asked", "supplemented", "hearing_asked")
        if filed is None or not plain or not ended or named or told.origin:
            continue
        if first.plain.on >= date(left.year, 1, 24):
            able.append((told, filed))
    random.shuffle(able)
    chosen = sorted(able[:_INTO_CASES], key=lambda one: one[0].lines[0].moment)
    for nth, (told, filed) in enumerate(chosen):
        trade = words.OF_CAUSE[str(filed.form["cause"])]
        who = filed.form["party"][0]
        firm = who["party_kind"] in FIRM
        name = str(who["name"]) if firm else _named(left, trade, told.place)[1]
        one = Inspected(
            trade=trade,
            kind=str(who["party_kind"]),
            name=name,
            place=told.place,
            code=str(who.get("uscc", "")),
        )
        back = 11 if nth % 5 == 0 and nth < 30 else random.randint(0, 1)
        days = left.script.between(told.lines[0].plain.on - timedelta(days=25), told.lines[0].plain.on)
        ordered = back > 1
        yield Inspection(
            on=days[-1 - back],
            object=one,
            end="filed",
            case=told,
            ordered=ordered,
            officers=_officers(left, filed.form["officers"]),
        )


def _officers(left: Dealer, codes: Sequence[str]) -> tuple[str, str]:
    called = left.script.office.called()
    first, second = (called[code] for code in codes[:2])
    return first, second


def _named(left: Dealer, trade: Trade, place: str) -> tuple[str, str]:
    """Return (kind, name) of a place of a trade."""
    random = left.random
    kind, name = random.choice(trade.names)
    slots = {
        "place": left.name(place),
        "syllables": "".join(random.sample(FIRM_SYLLABLES, 2)),
        "road": ROADS[place[-3:]],
        "estate": f"{left.name(place)}小区",
        "b": random.randint(2, 98),
        "n": random.randint(1, 5),
    }
    return kind, name.format(**slots)


def _firms(left: Dealer, number: int, into: Sequence[Inspection]) -> list[Inspected]:
    """Return firms as often as they are inspected: a few of them twice or three times."""
    random = left.random
    found = [
        one
        for trade, kind, name, place, times in words.KNOWN
        for one in [Inspected(trade=trade, kind=kind, name=name, place=place)] * times
    ]
    # As many firms as the figures ask, so that some are looked at again.
    asked = left.total("inspection.enterprises")
    known = len(words.KNOWN) + len({one.object.name for one in into if one.object.kind in FIRM})
    others: list[Inspected] = []
    taken = {one.name for one in found} | {one.object.name for one in into}
    while len(others) < asked - known:
        [trade] = random.choices(words.FIRMS, [one.weight for one in words.FIRMS])
        place = "990101001006" if trade is words.MARKET else left.place()
        kind, name = _named(left, trade, place)
        if name not in taken:
            taken.add(name)
            others.append(Inspected(trade=trade, kind=kind, name=name, place=place))
    again = number - len(found) - len(others)
    if not 0 <= again <= len(others):
        raise ValueError(f"{again} firms of {len(others)} would have to be inspected again")
    return [*found, *others, *random.sample(others, again)]


def _bodies(left: Dealer, number: int) -> list[Inspected]:
    """Return bodies and places that are no firms, each inspected once."""
    found: list[Inspected] = []
    taken: set[str] = set()
    while len(found) < number:
        trade = words.INSTITUTIONS if len(found) < _INSTITUTIONS else words.HOUSEHOLDS
        place = left.place()
        kind, name = _named(left, trade, place)
        if name not in taken:
            taken.add(name)
            found.append(Inspected(trade=trade, kind=kind, name=name, place=place))
    return found


def _deal_kinds(left: Dealer, found: Sequence[Inspection]) -> None:
    """Deal kinds and modes out: campaigns look at their trades in their months."""
    random = left.random
    kinds = Counter(left.slices("inspection.count", "inspection_kind"))
    mixed = random.sample(list(found), len(found))
    fitting = [one for one in mixed if one.object.trade in words.CAMPAIGNS.get(one.on.month, ("", ()))[1]]
    fitting += [one for one in mixed if one not in fitting and one.on.month in words.CAMPAIGNS]
    for one in fitting[: kinds["campaign"]]:
        one.kind = "campaign"
    others = [one for one in mixed if one.kind != "campaign"]
    odd = [one for one in others if one.object.kind == "individual" or one.case is not None]
    for one in [*odd, *others][: kinds["case"]]:
        one.kind = "case"
    modes = left.slices("inspection.count", "mode")
    joint, away = modes["on_site/joint"], modes["off_site"]
    able = [one for one in mixed if one.case is None]
    calm = [one for one in able if one.kind == "routine" and one.object.kind in FIRM]
    for nth, one in enumerate(calm[:away]):
        one.mode = _OFF_SITE[nth % len(_OFF_SITE)]
    together = [one for one in able if one.kind == "campaign"] + [
        one for one in able if one.kind == "routine"
    ]
    for one in [one for one in together if one.mode == "on_site"][:joint]:
        one.mode = "on_site/joint"


def _deal_ends(left: Dealer, found: Sequence[Inspection]) -> None:
    ends = Counter(_ENDS)
    ends["ordered"] -= _told_to_mend(left)
    late = [one for one in found if one.on >= _QUIET_FROM]
    for one, end in zip(late, [*["nothing"] * 12, *["guided"] * 18], strict=False):
        one.end = end
        ends[end] -= 1
    rest = [one for one in found if one not in late]
    for one, end in zip(rest, left.dealt(+ends), strict=True):
        one.end = end


def _told_to_mend(left: Dealer) -> int:
    office = left.script.office
    return sum(office.cases[key].first("ordered") is not None for key in office.of.get("inspection", ()))

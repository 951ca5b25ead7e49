"""账簿: every figure of a year, by field, each leading to its certificate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from fazhi.desk.asked import whole
from fazhi.desk.books import saying, views_late
from fazhi.desk.books.saying import Shown
from fazhi.desk.frame import page
from fazhi.desk.gate import AtDesk, at_desk
from fazhi.desk.parts import Choice, Field, Link, Tab
from fazhi.usecases import ledger, organs
from fazhi.usecases.ledger import LOCAL, Account
from fazhi.usecases.organs import Reach
from fazhi.usecases.shelves import GROUPS

SECTION = "/ledger/"
MOST = 90
"""More figures than these are not shown at once: a field or a word narrows them."""
LIMITS = "limits"
LABELS = {**GROUPS, LOCAL: "自设指标"}


@at_desk
def index(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:
    """List the figures of a year by field."""
    asked = {name: request.GET.get(name, "").strip() for name in ("organ", "year", "place", "q", "field")}
    reach = organs.reach(desk.clerk, asked["organ"])
    years = ledger.years(reach, today=desk.today)
    year = whole(asked["year"]) if whole(asked["year"]) in years else years[0]
    if not asked["year"] and desk.today.month == 1 and len(years) > 1:
        year = years[1]  # in January people look at the year that closed
    places = organs.places(reach.codes)
    place = asked["place"] if asked["place"] in dict(places) else ""
    book = ledger.book(reach, year, place=place)
    every = ledger.wanted(book, words=asked["q"])
    fields = {code: [one for one in every if ledger.group_of(one.code) == code] for code in LABELS}
    chosen = asked["field"] if fields.get(asked["field"]) or asked["field"] == LIMITS else ""
    if not chosen and len(every) > MOST:
        chosen = next(code for code, found in fields.items() if found)
    shown = fields.get(chosen, []) if chosen else every
    groups = list(_groups(ledger.accounts(book, shown), reach, year, place, desk.today))
    unkept = [] if place else views_late.shown(reach, year, today=desk.today, words=asked["q"])
    if chosen in ("", LIMITS) and unkept:
        groups.append(("办理期限", unkept))
    kept = {"organ": asked["organ"], "year": str(year), "place": place, "q": asked["q"], "field": chosen}
    return page(
        desk,
        "books/ledger.html",
        section=SECTION,
        heading="账簿",
        heading_note=_note(reach, year, desk.today),
        filters=_filters(reach, years, year, places, {"place": place, "q": asked["q"]}),
        filters_url=SECTION,
        filters_chosen=_chosen(kept, places),
        filters_clear_url=saying.query({"year": str(year)}),
        tabs=_tabs(fields, chosen, kept, unkept=len(unkept), whole=len(every) <= MOST),
        tabs_label="领域",
        groups=groups,
        year=year,
        words=asked["q"],
    )


def _note(reach: Reach, year: int, today: date) -> str:
    span = f"{year}年" if year < today.year else f"{year}年1月1日至今"
    return f"{reach.label} · {span}"


def _filters(
    reach: Reach,
    years: Sequence[int],
    year: int,
    places: Sequence[tuple[str, str]],
    kept: dict[str, str],
) -> list[Field]:
    found = [Field(name="q", label="指标名称或报告中的说法", value=kept["q"], help="如 调解成功")]
    if len(reach.others) > 1:
        choices = [Choice(code, name) for code, name in reach.others]
        found.append(Field(name="organ", label="机关", kind="code", value=reach.organ.code, choices=choices))
    found.append(
        Field(
            name="year",
            label="年度",
            kind="code",
            value=str(year),
            choices=[Choice(str(one), f"{one}年") for one in years],
        )
    )
    if places:
        choices = [Choice(code, name) for code, name in places]
        found.append(
            Field(name="place", label="社区（村）", kind="code", value=kept["place"], choices=choices)
        )
    return found


def _chosen(kept: dict[str, str], places: Sequence[tuple[str, str]]) -> list[Link]:
    names = dict(places)
    said = {"q": f"“{kept['q']}”", "place": names.get(kept["place"], "")}
    return [Link(text, saying.query(kept, **{name: ""})) for name, text in said.items() if kept[name]]


def _tabs(
    fields: dict[str, list[Any]], chosen: str, kept: dict[str, str], *, unkept: int, whole: bool
) -> list[Tab]:
    counts = {code: (LABELS[code], len(found)) for code, found in fields.items() if found}
    if unkept:
        counts[LIMITS] = ("办理期限", unkept)
    total = sum(count for _, count in counts.values())
    every = Tab(label="全部", url=saying.query(kept, field=""), current=not chosen, count=total)
    return [every] * whole + [
        Tab(label=label, url=saying.query(kept, field=code), current=code == chosen, count=count)
        for code, (label, count) in counts.items()
    ]


def _groups(
    accounts: Sequence[Account], reach: Reach, year: int, place: str, today: date
) -> Iterator[tuple[str, list[Shown]]]:
    for code, label in LABELS.items():
        found = [_shown(one, reach, year, place, today) for one in accounts if one.group == code]
        if found:
            yield label, found


def _shown(one: Account, reach: Reach, year: int, place: str, today: date) -> Shown:
    unit = one.indicator.unit
    return Shown(
        label=one.indicator.label,
        url=saying.address(reach.organ.code, year, one.indicator.code, place=place),
        unit=unit,
        number=saying.number(one.value, unit),
        last=saying.number(one.last, unit),
        change=saying.change(one.value, one.last, unit),
        spark=saying.spark(saying.so_far(one.months, year, today), line=one.indicator.kind != "flow")
        if any(one.months)
        else "",
        entries=one.entries,
        quiet=not one.value,
    )

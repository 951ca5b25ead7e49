"""法律条文: the statutes that the office works by, each version by its days, with what rests on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponseBase

from fazhi.core.law import chinese_number
from fazhi.core.statute_text import short_title
from fazhi.desk.citing import address
from fazhi.desk.frame import page
from fazhi.desk.gate import AtDesk
from fazhi.desk.parts import Column, Link, Row, Table
from fazhi.desk.wording import day_plain
from fazhi.procedures import registry
from fazhi.usecases import law_changes, laws
from fazhi.usecases.law_changes import Citing
from fazhi.usecases.laws import Version

SECTION = "/procedures/"
HOME = "/laws/"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    number: int
    label: str
    headings: tuple[str, ...]
    """The headings that begin with it."""
    lines: tuple[str, ...]
    quotes: tuple[str, ...]
    citing: tuple[Link, ...]


def index(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:
    """List the statutes, loaded or only cited; find articles."""
    text = request.GET.get("q", "").strip()[:60]
    hits = laws.search(text.split(), on=desk.today) if text else []
    return page(
        desk,
        "laws/index.html",
        section=SECTION,
        crumbs=(Link("事项流程", SECTION), Link("法律条文")),
        heading="法律条文",
        heading_note="事项、期限和文书依据的法律法规。点开一部，看全文和引用它的事项。",
        text=text,
        hits=[
            (
                f"《{one.version.title}》{one.label}",
                f"{address(one.version.title)}#a{one.number}",
                one,
            )
            for one in hits
        ],
        most=laws.SHOWN if len(hits) == laws.SHOWN else 0,
        table=_shelf(desk.today),
    )


def _shelf(today: date) -> Table:
    loaded: dict[str, list[Version]] = {}
    for one in laws.versions():
        loaded.setdefault(one.title, []).append(one)
    cited: dict[str, set[str]] = {}
    for each in law_changes.citations():
        if each.procedure:
            cited.setdefault(each.title, set()).add(each.procedure)
    titles = sorted({*loaded, *cited}, key=lambda title: (-len(cited.get(title, ())), title))
    return Table(
        caption="法律法规",
        note=f"已装入{len(loaded)}部",
        columns=(
            Column("名称", kind="name"),
            Column("现行版本"),
            Column("版本", kind="count"),
            Column("引用它的事项", kind="count"),
        ),
        rows=[
            Row(
                cells=(
                    Link(f"《{title}》", address(title)),
                    _in_force(loaded.get(title, ()), today),
                    len(loaded.get(title, ())) or None,
                    len(cited.get(title, ())) or None,
                )
            )
            for title in titles
        ],
    )


def _in_force(versions: Sequence[Version], today: date) -> str:
    for one in versions:
        if one.holds(today):
            return f"{day_plain(one.since)}起施行"
    return f"{day_plain(versions[0].since)}起施行，尚未到期" if versions else "未装入全文"


def statute(request: HttpRequest, desk: AtDesk, *, title: str) -> HttpResponseBase:
    """Show a statute as it stands on a day (``on``, today without one), with what cites each article."""
    name = short_title(title)
    versions = laws.versions(name)
    cites = law_changes.citing(name)
    if not versions and not cites:
        raise Http404(f"没有装入《{name}》，也没有事项引用它。")
    on = _day(request.GET.get("on", ""), desk.today)
    version = laws.version_of(name, on=on)
    return page(
        desk,
        "laws/statute.html",
        section=SECTION,
        crumbs=(Link("事项流程", SECTION), Link("法律条文", HOME), Link(f"《{name}》")),
        heading=name,
        heading_note=_note(version, on),
        loaded=version is not None,
        articles=list(_articles(version, cites)),
        versions=[
            (f"{day_plain(one.since)}起", f"{address(name)}?on={one.since}", one == version)
            for one in versions
        ],
        changes=law_changes.to_look_at(version, organ=desk.clerk.organ) if version else [],
        labels={code: one.label for code, one in registry.current().items()},
    )


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today


def _note(version: Version | None, on: date) -> str:
    if version is None:
        return "全文没有装入，下面只有事项引用的文字。"
    until = f"，{day_plain(version.until)}起由新版本代替" if version.until else ""
    yet = "（尚未施行）" if on < version.since else ""
    return f"{day_plain(version.adopted)}通过，{day_plain(version.since)}起施行{yet}{until}"


def _articles(version: Version | None, cites: dict[int, list[Citing]]) -> Iterator[_Article]:
    if version is None:
        for number in sorted(cites):
            quotes = dict.fromkeys(one.quote for one in cites[number] if one.quote)
            yield _Article(
                number=number,
                label=f"第{chinese_number(number)}条",
                headings=(),
                lines=(),
                quotes=tuple(quotes),
                citing=_named(cites[number]),
            )
        return
    above: tuple[str, ...] = ()
    for one in laws.text_of(version).articles:
        new = tuple(words for at, words in enumerate(one.heading) if one.heading[: at + 1] != above[: at + 1])
        above = one.heading
        yield _Article(
            number=one.number,
            label=one.label,
            headings=new,
            lines=one.lines,
            quotes=(),
            citing=_named(cites.get(one.number, ())),
        )


def _named(citing: Sequence[Citing]) -> tuple[Link, ...]:
    """Return the procedures that cite an article, each once, with a link to where it is declared."""
    found = dict.fromkeys(
        (one.label, f"{SECTION}{one.procedure}/") for one in citing if one.procedure and one.kind != "paper"
    )
    return tuple(Link(label, url) for label, url in found)

"""读报告: one report repaired, outlined, its figures bound, its faults marked, held against the books."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from fazhi.core.statement import plain, rounded
from fazhi.desk.asked import whole
from fazhi.desk.books import saying
from fazhi.desk.frame import page
from fazhi.desk.gate import AtDesk, at_desk
from fazhi.desk.parts import Choice, Column, Field, Link, Notice, Row, Tab, Table, Value
from fazhi.desk.reader import sent
from fazhi.desk.reader.marking import marked
from fazhi.desk.wording import count, day_plain
from fazhi.reader import Reading, UnreadableError
from fazhi.reader.page_furniture import MainText
from fazhi.usecases import comparing, ledger, organs, sample_draft
from fazhi.usecases.comparing import Compared, Comparison, Outcome
from fazhi.usecases.organs import Reach

SECTION = "/read/"
COMPARE = "/read/compare/"
GROUPS = (
    (Outcome.DIFFERENT, "两边不同"),
    (Outcome.DRAFT_ONLY, "只在文稿"),
    (Outcome.BOOKS_ONLY, "只在账簿"),
    (Outcome.EQUAL, "两边相同"),
    (Outcome.APART, "不作对照"),
)


@at_desk
def read_report(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:
    """Ask for a report; once it is sent, show what was read in it."""
    if request.method != "POST":
        return _ask(desk)
    try:
        given = _given(request, desk)
        if given is None:
            return _ask(desk, Notice(kind="problem", title="请先选择一份报告文件"), status=422)
        main, name = given
        reading = sent.reading_of(main, name)
    except UnreadableError as fault:
        return _ask(desk, Notice(kind="problem", title="这个文件没有读成", text=str(fault)), status=422)
    return _show(request, desk, reading, main)


def _given(request: HttpRequest, desk: AtDesk) -> tuple[MainText, str] | None:
    """Return the file that was sent, the draft that lies ready, or the text of the one sent before."""
    file = request.FILES.get("file")
    if file is None and request.POST.get("sample"):
        return sent.sample(*_own(desk))
    if file is None:
        return sent.carried_back(request)
    return sent.main_text(file, sent.allowance()), (file.name or "文件")[:120]


def tabs(current: str) -> list[Tab]:
    """Return the two ways of reading: one report, or several in a table."""
    return [
        Tab(label=label, url=url, current=url == current)
        for label, url in (("读一份报告", SECTION), ("几份报告并排对照", COMPARE))
    ]


def _ask(desk: AtDesk, *notices: Notice, status: int = 200) -> HttpResponse:
    return page(
        desk,
        "reader/ask.html",
        section=SECTION,
        heading="读报告",
        notices=notices,
        status=status,
        accept=sent.ACCEPT,
        leaves=tabs(SECTION),
        sample=sample_draft.NAME if sample_draft.of(*_own(desk)) else "",
    )


def _own(desk: AtDesk) -> tuple[str, int]:
    """Return the organ and the year that a draft lying ready is about."""
    return desk.clerk.organ, desk.today.year - 1


def _show(request: HttpRequest, desk: AtDesk, reading: Reading, main: MainText) -> HttpResponse:
    reach = organs.reach(desk.clerk, request.POST.get("organ", ""))
    years = ledger.years(reach, today=desk.today)
    wanted = request.POST.get("year", "")
    default = reading.year if reading.year in years else years[0]
    year = whole(wanted) if whole(wanted) in years else default
    compared = comparing.compare(
        reading,
        ledger.book(reach, year),
        organ=reach.organ.code,
        name=reach.organ.name,
        today=desk.today,
    )
    counts = compared.counts()
    return page(
        desk,
        "reader/reading.html",
        section=SECTION,
        heading="读报告",
        heading_note=reading.name,
        leaves=tabs(SECTION),
        accept=sent.ACCEPT,
        reading=reading,
        facts=_facts(reading),
        marked=marked(reading),
        carried=sent.carried(main, reading.name),
        compared=compared,
        differences=len(compared.differences),
        groups=[
            (title, counts[outcome], _table(compared, outcome, title))
            for outcome, title in GROUPS
            if counts[outcome]
        ],
        choices=_choices(reach, years, year),
    )


def _facts(reading: Reading) -> list[tuple[str, str]]:
    days = (("落款", reading.signed_on), ("成文", reading.written_on), ("发布", reading.published_on))
    return [
        ("标题", reading.title or "没有找到标题"),
        ("机关", "、".join(reading.body) or "没有写明"),
        ("年度", f"{reading.year}年" if reading.year else "没有写明"),
        *((label, day_plain(day)) for label, day in days if day is not None),
    ]


def _choices(reach: Reach, years: Sequence[int], year: int) -> list[Field]:
    found = [
        Field(
            name="year",
            label="哪一年的账簿",
            kind="code",
            value=str(year),
            choices=[Choice(str(one), f"{one}年") for one in years],
        )
    ]
    if len(reach.others) > 1:
        organs_open = [Choice(code, name) for code, name in reach.others]
        found.append(
            Field(name="organ", label="机关", kind="code", value=reach.organ.code, choices=organs_open)
        )
    return found


def _table(compared: Comparison, outcome: Outcome, title: str) -> Table:
    lines = [one for one in compared.lines if one.outcome is outcome]
    return Table(
        caption=title,
        note=f"{len(lines)}个数字",
        columns=(
            Column("数字", kind="name"),
            Column("文稿", kind="count"),
            Column("账簿", kind="count"),
            Column("说明"),
        ),
        rows=[Row(cells=_cells(one)) for one in lines],
    )


def _cells(one: Compared) -> list[Value | Link]:
    claim = one.claim
    said = "" if claim is None else f"{claim.label}" if one.outcome is Outcome.APART else one.label
    booked = saying.NOTHING if one.booked is None else f"{plain(rounded(one.booked, 2))}{one.unit}"
    return [
        said or one.label,
        Link(f"{count(claim.value)}{claim.unit}", f"#t{one.place + 1}") if claim else saying.NOTHING,
        Link(booked, one.address) if one.address else booked,
        "，".join(filter(None, (f"“{claim.text}”" if claim else "", one.why))),
    ]

"""修改文字: the words of the report in pieces, so that figures stay the books' and no words are lost."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from fazhi.desk.asked import whole
from fazhi.desk.books import saying
from fazhi.desk.books.report_sheet import SECTION, listed, sheet
from fazhi.desk.books.views_report import read_report
from fazhi.desk.frame import page, say
from fazhi.desk.gate import AtDesk, at_desk
from fazhi.desk.parts import Link, Notice, Sheet
from fazhi.desk.svg import width
from fazhi.usecases import ledger, statements, studio
from fazhi.usecases.shelves import GROUPS
from fazhi.usecases.statements import ConflictError, EditError
from fazhi.usecases.studio import Studio


@at_desk
def edit(request: HttpRequest, desk: AtDesk, *, year: int) -> HttpResponseBase:
    """Edit the words of the report, piece by piece; save them, or only look how they would read."""
    found = read_report(request, desk, year)
    if not found.may_edit or found.draft is None:
        say(request, "现在不能修改文字", text=_why_not(found), kind="problem")
        return redirect(f"{SECTION}{year}/")
    if request.method != "POST":
        return _editor(desk, found, found.draft.text, version=found.draft.version)
    text = _put_together(request)
    version = whole(request.POST.get("version"), -1)
    if "look" in request.POST:
        return _look(desk, found, text, version=version)
    try:
        statements.edit(found.organ, year, text, version=version, clerk=desk.clerk, today=desk.today)
    except ConflictError as conflict:
        return _editor(desk, found, text, version=conflict.version, conflict=conflict, status=409)
    except EditError as fault:
        notice = Notice(kind="problem", title="文字没有保存", text=str(fault))
        return _editor(desk, found, text, version=version, notice=notice, status=422)
    say(request, "文字已保存", text="数字由账簿填入；仍需核对的地方标在页边。")
    return redirect(f"{SECTION}{year}/")


def _why_not(found: Studio) -> str:
    if found.filing is not None:
        return "报告已经签发，文字和数字都已冻结。"
    if found.case is not None and not found.may_edit:
        return f"报告现在“{found.status}”；起草时由司法所修改，送审后须先退回。"
    return "年度报告由司法所起草，您的岗位可以查看，不能修改文字。"


def _look(desk: AtDesk, found: Studio, text: str, *, version: int) -> HttpResponse:
    """Show how the words would read; nothing is saved."""
    try:
        trial = statements.attempt(found.organ, found.year, text, today=desk.today)
    except EditError as fault:
        notice = Notice(kind="problem", title="还不能预览", text=str(fault))
        return _editor(desk, found, text, version=version, notice=notice, status=422)
    shown = Studio(
        organ=found.organ,
        year=found.year,
        readable=True,
        status=found.status,
        route=found.route,
        statement=trial.statement,
        faults=trial.faults,
        draft=trial,
    )
    notice = Notice(title="这是预览，还没有保存", text="修改在下面的文字框里继续；满意后请保存。")
    return _editor(desk, found, text, version=version, notice=notice, preview=sheet(shown))


def _editor(
    desk: AtDesk,
    found: Studio,
    text: str,
    *,
    version: int,
    notice: Notice | None = None,
    conflict: ConflictError | None = None,
    preview: Sheet | None = None,
    status: int = 200,
) -> HttpResponse:
    year = found.year
    legend = _legend(found)
    known = {one["token"]: one for _, tokens in legend for one in tokens}
    notices = [notice] if notice else []
    if conflict is not None:
        notices.append(Notice(kind="problem", title="他人先保存了", text=str(conflict)))
    return page(
        desk,
        "books/report_edit.html",
        section=SECTION,
        crumbs=(Link("年度报告", f"{SECTION}{year}/"), Link("修改文字")),
        heading=f"修改{year}年度报告的文字",
        notices=notices,
        status=status,
        pieces=[
            asdict(_taken_apart(piece)) | {"id": f"s{number}", "asked": list(_asked(piece, known))}
            for number, piece in enumerate(statements.sections(text))
        ],
        version=version,
        url=f"{SECTION}{year}/edit/",
        back_url=f"{SECTION}{year}/",
        theirs=list(_unlike(text, conflict.theirs)) if conflict is not None else [],
        preview=preview,
        groups=legend,
        faults=[listed(found, one) for one in found.faults],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A piece of the text as it is edited: ``lead`` before it, its heading with ``marks`` and ``part``."""

    lead: str
    marks: str
    head: str
    part: str
    body: str
    rows: int


_HEADING = re.compile(r"^(#+)\s*(.*?)\s*(<[a-z_]+>)?\s*$")


def _taken_apart(piece: str) -> _Piece:
    lines = piece.split("\n")
    at = next((place for place, line in enumerate(lines) if line.startswith("#")), None)
    found = _HEADING.match(lines[at]) if at is not None else None
    if at is None or found is None:
        return _Piece(lead="", marks="", head="", part="", body=piece, rows=_rows(piece))
    body = "\n".join(lines[at + 1 :]).strip("\n")
    return _Piece(
        lead="\n".join(lines[:at]),
        marks=found[1],
        head=found[2],
        part=found[3] or "",
        body=body,
        rows=_rows(body),
    )


def _put_together(request: HttpRequest) -> str:
    """Return the text that was sent: a piece whose heading and words were emptied is gone."""
    names = ("lead", "marks", "head", "part", "body")
    columns = ([text.replace("\r\n", "\n").strip() for text in request.POST.getlist(name)] for name in names)
    pieces = []
    for lead, marks, head, part, body in zip(*columns, strict=True):
        heading = " ".join(filter(None, (marks, head, part))) if head else ""
        if heading or body:
            pieces.append("\n".join(filter(None, (lead, heading, body))))
    return "\n".join(pieces) + "\n"


def _rows(body: str) -> int:
    """Return how many lines a box needs for its words."""
    return min(24, max(2, sum(1 + int(width(line, 1) // 50) for line in body.splitlines()) + 1))


def _unlike(mine: str, theirs: str) -> Iterator[dict[str, str]]:
    """Yield the lines in which two texts differ, as whose they are and what they say."""
    for line in difflib.ndiff(theirs.splitlines(), mine.splitlines()):
        if line[:2] in ("- ", "+ ") and line[2:].strip():
            yield {"whose": "theirs" if line[0] == "-" else "mine", "text": line[2:]}


_ASKED = re.compile(r"\{([a-z_]+(?:\.[a-z0-9_]+)+)([^{}]*)\}")


def _asked(piece: str, known: Mapping[str, Mapping[str, str]]) -> Iterator[dict[str, str]]:
    """Yield what each figure that a piece asks stands for, once; only the whole of a figure has its value."""
    for code, more in dict.fromkeys(_ASKED.findall(piece)):
        one = known.get(f"{{{code}}}")
        if one is not None:
            part = "，其中一项" if "[" in more else "，同比" if "|yoy" in more else ""
            value = "" if part else one["value"]
            yield {"token": f"{{{code}{more}}}", "label": f"{one['label']}{part}", "value": value}


def _legend(found: Studio) -> list[tuple[str, list[dict[str, str]]]]:
    if found.draft is None:
        return []
    labels = {**GROUPS, ledger.LOCAL: "自设指标"}
    order = {group: place for place, group in enumerate(labels)}
    groups = sorted(studio.tokens(found.draft), key=lambda pair: order.get(pair[0], len(order)))
    return [
        (
            labels.get(group, group),
            [
                {
                    "token": one.token,
                    "label": one.label,
                    "value": saying.with_unit(one.value, one.unit),
                    "by": "、".join(f"{label} {name}" for name, label in one.by),
                }
                for one in tokens
            ],
        )
        for group, tokens in groups
    ]

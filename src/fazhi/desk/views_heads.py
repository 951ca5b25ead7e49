"""账簿末封印: where each journal stood on each day, for anyone to keep and compare."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from fazhi.desk.frame import outer_frame
from fazhi.desk.parts import Choice as Chosen
from fazhi.desk.parts import Column, Field, Row, Table
from fazhi.usecases import entrance, people
from fazhi.usecases import heads as published

SHOWN = 60
"""So many lines stand on the page; the text file has more."""


def heads(request: HttpRequest) -> HttpResponseBase:
    """Show anyone the heads that were published; as a plain text to keep, with ``format=txt``."""
    organs = people.organs()
    organ = request.GET.get("organ", "")
    if organ and organ not in dict(organs):
        raise Http404("没有这个机关的账簿。")
    if request.GET.get("format") == "txt":
        lines = "".join(f"{one}\n" for one in published.published(organ, limit=100_000))
        answer = HttpResponse(lines, content_type="text/plain; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="heads.txt"'
        return answer
    found = published.published(organ, limit=SHOWN)
    columns = (Column("日期", kind="day"), Column("机关"), Column("记录", kind="count"), Column("末封印"))
    rows = [
        Row(cells=(one.day, one.organ_name, one.number, one.seal), id=f"d{one.day:%Y%m%d}") for one in found
    ]
    choices = (Chosen("", "全部机关"), *(Chosen(code, name) for code, name in organs))
    return render(
        request,
        "desk/pages/heads.html",
        {
            "desk": outer_frame(request, organ=_whose(organs, organ), demo=entrance.demo_name() is not None),
            "bare": True,
            "heading": "账簿末封印",
            "table": Table(caption="每日末封印", columns=columns, rows=rows, note=f"最近{len(rows)}条")
            if rows
            else None,
            "organs": Field(name="organ", label="机关", kind="code", value=organ, choices=choices)
            if len(organs) > 1
            else None,
            "text_url": f"?organ={organ}&format=txt",
        },
    )


def _whose(organs: Sequence[tuple[str, str]], chosen: str) -> str:
    return organs[0][1] if len(organs) == 1 else dict(organs).get(chosen, "")

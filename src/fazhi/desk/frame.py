"""What stands around every page: organ, person, navigation, size of type, and what was just done."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fazhi.desk.gate import AtDesk
from fazhi.desk.parts import SCALE_COOKIE, Frame, Link, Notice, Tab, scale_of
from fazhi.desk.wording import day_in_full
from fazhi.usecases import clock

NAVIGATION = (
    ("待办", "/todo/"),
    ("案件", "/cases/"),
    ("登记簿", "/registers/"),
    ("账簿", "/ledger/"),
    ("年度报告", "/report/"),
    ("读报告", "/read/"),
    ("看板", "/dashboard/"),
    ("事项流程", "/procedures/"),
)
"""The heads of the desk; a page belongs to the one its ``section`` names."""


def frame(desk: AtDesk, *, section: str = "") -> Frame:
    """Return the frame for someone at the desk; ``section`` is the address of the head above."""
    request, clerk = desk.request, desk.clerk
    return Frame(
        organ=clerk.organ_name,
        nav=tuple(Tab(label=label, url=url, current=url == section) for label, url in NAVIGATION),
        person=clerk.name,
        person_url="/me/",
        post=clerk.title,
        home_url="/",
        demo_day=day_in_full(desk.today) if desk.seat.is_demo else "",
        scale=scale_of(request.COOKIES.get(SCALE_COOKIE)),
        scale_url="/scale/",
        sign_out_url="/sign-out/",
        search_url="/search/",
        here=request.get_full_path(),
    )


def outer_frame(request: HttpRequest, *, organ: str = "", demo: bool = False) -> Frame:
    """Return the frame of a page that anyone may see."""
    return Frame(
        organ=organ or "法治工作簿",
        demo_day=day_in_full(clock.today()) if demo else "",
        scale=scale_of(request.COOKIES.get(SCALE_COOKIE)),
        scale_url="/scale/",
        here=request.get_full_path(),
    )


def page(
    desk: AtDesk,
    template: str,
    *,
    section: str = "",
    crumbs: Sequence[Link] = (),
    notices: Sequence[Notice] = (),
    status: int = 200,
    **words: Any,
) -> HttpResponse:
    """Return a page of the desk; what was said on the way here stands first."""
    context = {
        "desk": frame(desk, section=section),
        "crumbs": crumbs,
        "notices": (*said(desk.request), *notices),
        **words,
    }
    return render(desk.request, f"desk/pages/{template}", context, status=status)


def say(
    request: HttpRequest, title: str, *, text: str = "", kind: str = "done", link: Link | None = None
) -> None:
    """Keep something to be said on the next page."""
    told = {"title": title, "text": text, "kind": kind}
    if link is not None:
        told |= {"link_text": link.text, "link_url": link.url}
    messages.success(request, title, extra_tags=json.dumps(told, ensure_ascii=False))


def said(request: HttpRequest) -> list[Notice]:
    """Return what was kept to be said, once."""
    found = []
    for message in messages.get_messages(request):
        told = json.loads(message.extra_tags or "{}")
        link = Link(told["link_text"], told["link_url"]) if "link_url" in told else None
        found.append(
            Notice(
                title=told.get("title", str(message)),
                text=told.get("text", ""),
                kind=told.get("kind", "info"),
                link=link,
            )
        )
    return found

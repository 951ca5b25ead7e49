"""The page of a case: its file, what may be done next, what is due; personal data in clear for a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from fazhi.desk import case_marks, showing
from fazhi.desk.frame import page
from fazhi.desk.gate import AtDesk
from fazhi.desk.parts import Link, Notice
from fazhi.usecases import case_pages, handovers, looks
from fazhi.usecases.case_pages import CasePage, Neighbour, Offer

LONGEST_REASON = 200


def case(request: HttpRequest, desk: AtDesk, *, key: str) -> HttpResponseBase:  # noqa: ARG001 - a view takes both
    """Show a case, personal data masked."""
    return _show(desk, case_pages.read(desk.clerk, key, today=desk.today))


@never_cache
def unmask(request: HttpRequest, desk: AtDesk, *, key: str) -> HttpResponseBase:
    """Show a case once with personal data in clear; the look is recorded with its reason."""
    if request.method != "POST":
        return redirect(f"/case/{key}/")
    reason = request.POST.get("reason", "").strip()[:LONGEST_REASON]
    try:
        looks.take(key, clerk=desk.clerk, reason=reason, now=desk.now)
    except looks.LookRefusedError as refused:
        notice = Notice(kind="problem", title="没有显示个人信息", text=str(refused))
        return _show(desk, case_pages.read(desk.clerk, key, today=desk.today), notice, status=400)
    notice = Notice(
        title="个人信息已显示", text=f"查看人、时间和理由（{reason}）已留痕；离开本页即恢复遮盖。"
    )
    return _show(desk, case_pages.read(desk.clerk, key, today=desk.today, clear=True), notice)


def _show(desk: AtDesk, found: CasePage, *notices: Notice, status: int = 200) -> HttpResponseBase:
    procedure = found.procedure
    is_register = procedure.kind == "register"
    opened, closed = showing.next_steps(found, desk.today)
    others = showing.others_turn(found)
    elsewhere = {one.label for one in others}
    return page(
        desk,
        "case.html",
        section="/registers/" if is_register else "/cases/",
        crumbs=(
            Link("登记簿", "/registers/") if is_register else Link("案件", "/cases/"),
            Link(procedure.label, f"/cases/{procedure.code}/"),
            Link(found.number or found.title),
        ),
        notices=notices,
        status=status,
        case=found,
        cover=showing.cover(found, desk.now),
        happenings=showing.happenings(found),
        next_steps=opened,
        others_steps=others,
        closed_steps=[one for one in closed if one.label not in elsewhere],
        dues=showing.dues(found, desk.now),
        marks_label=procedure.marks.label,
        marks=case_marks.marks(found, desk.today),
        offers=[_offer(found, one) for one in found.offers],
        looked=looks.looks(found.key) if found.has_sealed else [],
        neighbours=list(_neighbours(found.neighbours)),
        hand_over_url=_hand_over(desk, found),
        procedure_url=f"/procedures/{procedure.code}/",
    )


def _hand_over(desk: AtDesk, found: CasePage) -> str:
    """Return where the case may be handed over to another organ, "" where it may not or there is none."""
    may = found.stage is not None and handovers.may(desk.clerk) and handovers.receivers(desk.clerk)
    return f"/case/{found.key}/hand-over/" if may else ""


def _offer(found: CasePage, offer: Offer) -> Link:
    query = urlencode({"from": found.key, "by": offer.step})
    return Link(offer.label, f"/cases/{offer.opens.procedure}/new/?{query}")


def _neighbours(found: Iterable[Neighbour]) -> Iterator[dict[str, Any]]:
    """Yield each case that has to do with this one, once, with all it is to it."""
    by_case: dict[str, list[Neighbour]] = {}
    for one in found:
        by_case.setdefault(one.key, []).append(one)
    for same in by_case.values():
        yield _neighbour(same[0], "、".join(dict.fromkeys(one.relation for one in same)))


def _neighbour(one: Neighbour, relation: str) -> dict[str, Any]:
    return {
        "relation": relation,
        "text": one.title or "（不在您的办理范围内）",
        "url": f"/case/{one.key}/" if one.seen else "",
        "note": " · ".join(filter(None, (one.procedure, one.number, one.stage))),
    }

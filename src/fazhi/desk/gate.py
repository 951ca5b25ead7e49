"""Who comes to a page: every view of the desk is given the clerk at it, or sends people to sign in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from fazhi.usecases import clock, entrance
from fazhi.usecases.access import NotYoursError
from fazhi.usecases.entrance import Seat
from fazhi.usecases.people import Clerk

ORGAN = "organ"
"""What the session calls the organ chosen by someone who holds posts in several."""


class AtDesk:
    """The clerk at the desk and the moment of the visit, for one request."""

    def __init__(self, request: HttpRequest, seat: Seat) -> None:
        self.request = request
        self.seat = seat
        self.now: datetime = clock.now()

    @property
    def clerk(self) -> Clerk:
        """The clerk."""
        return self.seat.clerk

    @property
    def today(self) -> date:
        """The office's day."""
        return self.now.date()


View = Callable[..., HttpResponseBase]
DeskView = Callable[Concatenate[HttpRequest, AtDesk, ...], HttpResponseBase]
"""A page of the desk: it is given the request, who is at the desk, and what its address names."""


def seat_of(request: HttpRequest) -> Seat | None:
    """Return where the one who is signed in sits; None for strangers and for those without a post."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    return entrance.seat(user.pk, on=clock.today(), organ=str(request.session.get(ORGAN, "")))


def at_desk(view: DeskView) -> View:
    """Let only those signed in with a post come to ``view``; a case that is not theirs is not found."""

    @wraps(view)
    def guarded(request: HttpRequest, **names: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect(f"{settings.LOGIN_URL}?next={quote(request.get_full_path())}")
        seat = seat_of(request)
        if seat is None:
            return render(request, "desk/pages/no_post.html", status=403)
        try:
            answer = view(request, AtDesk(request, seat), **names)
        except NotYoursError as missing:
            raise Http404(str(missing)) from missing
        # Not to be shown again from a shared computer's memory to whoever comes next.
        answer.headers.setdefault("Cache-Control", "private, no-cache")
        return answer

    guarded.asks_who = True  # type: ignore[attr-defined]  # the house test reads it
    return guarded

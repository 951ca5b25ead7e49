"""Coming in and going out: the landing page of a demo, signing in, changing organ, the size of type."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from fazhi.desk.frame import outer_frame, page
from fazhi.desk.gate import ORGAN, AtDesk, seat_of
from fazhi.desk.parts import SCALE_COOKIE, Notice, Visitor, scale_of
from fazhi.usecases import clock, entrance

BACKEND = "django.contrib.auth.backends.ModelBackend"
A_YEAR = 365 * 24 * 60 * 60


def home(request: HttpRequest) -> HttpResponseBase:
    """Show what is to be done; strangers the demo's landing page, or where to sign in."""
    if seat_of(request) is not None:
        return redirect("/todo/")
    if request.user.is_authenticated:
        return render(request, "desk/pages/no_post.html", status=403)
    organ = entrance.demo_name()
    if organ is None:
        return redirect(settings.LOGIN_URL)
    return _landing(request, organ)


def _landing(request: HttpRequest, organ: str) -> HttpResponse:
    visitors = [
        Visitor(username=one.username, name=one.name, post=one.title, task=one.task, minutes=one.minutes)
        for one in entrance.visitors(on=clock.today())
    ]
    colleagues = [
        Visitor(username=one.username, name=one.name, post=one.title, task=one.task)
        for one in entrance.colleagues(on=clock.today())
    ]
    return render(
        request,
        "desk/pages/landing.html",
        {
            "desk": outer_frame(request, organ=organ, demo=True),
            "visitors": visitors,
            "colleagues": colleagues,
            "enter_url": "/enter/",
            "sign_in_url": settings.LOGIN_URL,
        },
    )


@require_POST
def enter(request: HttpRequest) -> HttpResponseBase:
    """Come in as one of the demo's visitors, without a password; impossible outside a demo."""
    account = entrance.visit(request.POST.get("username", ""), on=clock.today())
    if account is None:
        return HttpResponseForbidden(
            render(
                request, "403.html", {"exception": "只有演示数据才能这样进入；请用自己的账号登录。"}
            ).content
        )
    _come_in(request, account)
    return redirect("/todo/")


@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in by name and password."""
    onward = _onward(request)
    if seat_of(request) is not None:
        return redirect(onward)
    problem = ""
    username = request.POST.get("username", "")
    if request.method == "POST":
        try:
            account = entrance.sign_in(request, username=username, password=request.POST.get("password", ""))
        except entrance.LockedError as locked:
            problem = str(locked)
        else:
            if account is not None:
                _come_in(request, account)
                return redirect(onward)
            problem = "用户名或密码不对，请核对后再试。"
    context = {
        "desk": outer_frame(request),
        "bare": True,
        "username": username,
        "next": onward,
        "has_demo": entrance.demo_name() is not None,
        "notices": [Notice(kind="problem", title="没有登录", text=problem)] if problem else [],
    }
    return render(request, "desk/pages/sign_in.html", context, status=403 if problem else 200)


def _come_in(request: HttpRequest, account: AbstractBaseUser) -> None:
    login(request, account, backend=BACKEND)  # type: ignore[arg-type]  # any account the backend gave
    request.session.pop(ORGAN, None)


def _onward(request: HttpRequest) -> str:
    return _here(request, request.POST.get("next") or request.GET.get("next"))


def _here(request: HttpRequest, wanted: str | None) -> str:
    """Return an address on this desk that was asked for, the first page for any other."""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and safe and wanted.startswith("/") else "/"


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Sign out."""
    logout(request)
    return redirect("/")


@require_POST
def scale(request: HttpRequest) -> HttpResponseBase:
    """Keep the size of type in a cookie."""
    answer = redirect(_here(request, request.POST.get("back")))
    chosen = scale_of(request.POST.get("scale"))
    answer.set_cookie(SCALE_COOKIE, str(chosen), max_age=A_YEAR, samesite="Lax", httponly=True)
    return answer


def me(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:
    """Say who one is here: posts, what they see; choose another organ."""
    if request.method == "POST":
        wanted = request.POST.get("organ", "")
        if wanted in desk.clerk.organs:
            request.session[ORGAN] = wanted
        return redirect("/todo/")
    return page(desk, "me.html", clerk=desk.clerk, organs=desk.seat.organs, heading="我的岗位")

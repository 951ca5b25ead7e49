"""How large a request may be, and what is said to one that is larger."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string

CHUNK = 1024 * 1024
MOST_READ = 512 * CHUNK


class UploadLimit:
    """Answers a request larger than ``UPLOAD_LIMIT`` with a page that says so, before anything is stored.

    The page is the template ``413.html`` (``sent_mb``, ``limit_mb``), where there is one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, unless it is too large."""
        sent = _length(request)
        if sent <= settings.UPLOAD_LIMIT:
            return self.get_response(request)
        _read_to_the_end(request, sent)
        return _too_large(request, sent)


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _read_to_the_end(request: HttpRequest, sent: int) -> None:
    """Take in what is being sent: a browser cut off while sending shows no answer, only a lost connection."""
    for _ in range(min(sent, MOST_READ) // CHUNK + 1):
        if not request.read(CHUNK):
            return


def _too_large(request: HttpRequest, sent: int) -> HttpResponse:
    sizes = {"sent_mb": -(-sent // CHUNK), "limit_mb": settings.UPLOAD_LIMIT // CHUNK}
    try:
        return HttpResponse(render_to_string("413.html", sizes, request), status=413)
    except TemplateDoesNotExist:
        return HttpResponse(
            f"本次上传约 {sizes['sent_mb']} MB，超过 {sizes['limit_mb']} MB 的上限，没有保存。"
            "请压缩或分成几个文件后再传。",
            status=413,
            content_type="text/plain; charset=utf-8",
        )

"""Documents and evidence: on the screen, as files, and the page on which anyone checks a paper."""

from __future__ import annotations

from typing import cast
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.cache import cache_control, never_cache

from fazhi.desk.frame import outer_frame, page
from fazhi.desk.gate import AtDesk
from fazhi.desk.parts import Link, Notice
from fazhi.documents import Format
from fazhi.documents.html_page import fragment, style
from fazhi.usecases import document_pages, entrance, evidence
from fazhi.usecases.papers import DocumentLostError

FORMATS = ("docx", "pdf", "html", "md")


def document(request: HttpRequest, desk: AtDesk, *, id_: int) -> HttpResponseBase:
    """Show a document, personal data masked; in clear when asked by POST, which is recorded."""
    try:
        if request.method == "POST":
            found = document_pages.read_clear(id_, clerk=desk.clerk, now=desk.now)
        else:
            found = document_pages.read(id_, clerk=desk.clerk)
    except DocumentLostError as lost:
        raise Http404(str(lost)) from lost
    notice = Notice(title="文书全文已显示", text="查看已留痕；离开本页即恢复遮盖。")
    answer = page(
        desk,
        "document.html",
        section="/cases/",
        crumbs=(Link("案件", "/cases/"), Link("案卷", f"/case/{found.case}/"), Link(found.label)),
        notices=[notice] if found.clear else [],
        document=found,
        paper=SafeString(fragment(found.paper)),
        case_url=f"/case/{found.case}/#entry-{found.entry}",
    )
    if found.clear:
        answer["Cache-Control"] = "no-store"
    return answer


@never_cache
def document_file(request: HttpRequest, desk: AtDesk, *, id_: int, form: str) -> HttpResponseBase:  # noqa: ARG001 - a view takes both
    """Send a document as a file; the look is recorded."""
    if form not in FORMATS:
        raise Http404("没有这种格式；可以下载docx、pdf、html和md。")
    try:
        drawn = document_pages.draw(id_, cast("Format", form), clerk=desk.clerk, now=desk.now)
    except DocumentLostError as lost:
        raise Http404(str(lost)) from lost
    return _as_file(drawn.content, drawn.name, drawn.media_type)


@never_cache
def evidence_file(request: HttpRequest, desk: AtDesk, *, digest: str) -> HttpResponseBase:  # noqa: ARG001 - a view takes both
    """Send a file that was handed in, never to be opened as a page of ours; the look is recorded."""
    try:
        found = evidence.fetch(digest, clerk=desk.clerk, now=desk.now)
    except evidence.EvidenceLostError as lost:
        raise Http404(str(lost)) from lost
    return _as_file(found.content, found.name, found.media_type)


def _as_file(content: bytes, name: str, media_type: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["Cache-Control"] = "no-store"
    return answer


@cache_control(max_age=3600, public=True)
def paper_style(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view takes a request
    """Send the style sheet of papers."""
    return HttpResponse(style(), content_type="text/css; charset=utf-8")


def check(request: HttpRequest, code: str = "") -> HttpResponseBase:
    """Say to anyone whether a paper is genuine: what it is, from whom, of when, whether it still holds."""
    if asked := request.GET.get("code", "").strip():
        return redirect(f"/check/{quote(asked[:40], safe='')}/")
    found = document_pages.check(code) if code else None
    return render(
        request,
        "desk/pages/check.html",
        {
            "desk": outer_frame(
                request, organ=found.organ if found else "", demo=entrance.demo_name() is not None
            ),
            "bare": True,
            "code": code[:40],
            "found": found,
        },
        status=404 if code and found is None else 200,
    )

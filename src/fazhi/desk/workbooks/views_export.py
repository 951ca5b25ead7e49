"""导出台账: a register as a workbook, or an empty one to fill in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from fazhi.core.procedure import Procedure
from fazhi.desk.gate import AtDesk, at_desk
from fazhi.desk.views_lists import procedure_named
from fazhi.desk.workbooks import views_import
from fazhi.usecases import access, workbook_export
from fazhi.usecases.looks import LookRefusedError

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def procedure_at(desk: AtDesk, code: str) -> type[Procedure]:
    """Return a duty that is the clerk's business, or say that there is none."""
    found = procedure_named(code)
    if access.scope(desk.clerk, found).nothing:
        raise Http404("这一事项不在您的办理范围内。")
    return found


@at_desk
def template(request: HttpRequest, desk: AtDesk, *, procedure: str) -> HttpResponseBase:  # noqa: ARG001 - a view takes both
    """Send an empty register."""
    found = procedure_at(desk, procedure)
    return _sent(lambda to: workbook_export.template(found, to=to), f"{found.label}台账（空白）.xlsx")


@at_desk
def export(request: HttpRequest, desk: AtDesk, *, procedure: str) -> HttpResponseBase:
    """Send the register of a year; whole only with a reason, and then each look is recorded."""
    found = procedure_at(desk, procedure)
    asked = request.POST if request.method == "POST" else request.GET
    text = asked.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    because = request.POST.get("because", "") if request.POST.get("whole") == "yes" else None
    try:
        return _sent(
            lambda to: workbook_export.export(
                found, to=to, clerk=desk.clerk, now=desk.now, year=year, whole_because=because
            ),
            workbook_export.file_name(found, year),
        )
    except LookRefusedError as refused:
        return views_import.show(desk, found, whole_error=str(refused), because=because or "", year=year)


def _sent(write: Callable[[Path], object], name: str) -> HttpResponse:
    with TemporaryDirectory(prefix="fazhi-") as folder:
        file = Path(folder) / "register.xlsx"
        write(file)
        answer = HttpResponse(file.read_bytes(), content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["Cache-Control"] = "no-store"
    return answer

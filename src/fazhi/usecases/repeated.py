"""What is handed in again under a key that was served before: the same once more, or something else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from fazhi.core.case import Refusal
from fazhi.core.form import Field, Rows
from fazhi.core.identifiers import Files
from fazhi.procedures import registry
from fazhi.store import models, rows, sealing
from fazhi.usecases.own_rules import ONCE

if TYPE_CHECKING:
    from fazhi.usecases.record import Report


def otherwise(report: Report, *, organ: str, entry: int) -> Refusal | None:
    """Return why a report is not the one that was written as ``entry`` under its key, None if it is.

    Who goes back in the browser, alters the form and hands it in again would else believe it was written.
    """
    found = rows.pick(models.Entry, ("body",), organ_id=organ, number=entry)
    content: dict[str, Any] = json.loads(found[0][0]) if found else {}
    differing = [*_differing(report, content, organ, entry)]
    if not differing:
        return None
    message = (
        f"这张表已经登记过，记入簿记第{entry}号；这次交来的内容与它不同（{'、'.join(differing[:5])}），"
        "没有写入。要改已经登记的内容，请在案卷上提出更正；要另行登记，请重新打开表单。"
    )
    return Refusal(code="written-already", message=message, basis=str(ONCE))


def _differing(report: Report, content: Mapping[str, Any], organ: str, entry: int) -> Iterator[str]:
    """Yield the names of what differs; what the form says is compared only where the rest is the same."""
    case = content.get("case", "")
    if content.get("kind") != "step" or content.get("step") != report.step:
        yield "办理的环节"
    elif case != (report.case or f"{organ}-{entry}"):
        yield "案件"
    elif not report.case and content["procedure"] != report.procedure:
        yield "事项"
    else:
        if date.fromisoformat(content["on"]) != report.on:
            yield "办理日期"
        if not report.case and content.get("place", "") != report.place:
            yield "社区"
        yield from _in_the_form(report, content)


def _in_the_form(report: Report, content: Mapping[str, Any]) -> Iterator[str]:
    form = registry.procedure(content["procedure"], content["version"]).step(report.step).form
    if form is None:
        return
    secret = sealing.case_key(content["organ"], content["case"])
    hidden = sealing.open_values(secret, content["case"], content.get("sealed", "")) if secret else {}
    written = form.join(content["form"], hidden)
    said = form.read(report.form).values
    for field in form.fields:
        if _holds_files(field) or field.name not in said:
            continue
        if secret is None and field.name not in written:
            continue  # its key was destroyed: nothing is left to compare
        if said[field.name] != written.get(field.name):
            yield f"“{field.label}”"


def _holds_files(field: Field[Any]) -> bool:
    """Tell whether a field names files: the same file sealed again has another digest."""
    if isinstance(field, Rows):
        return any(_holds_files(inner) for inner in field.form.fields)
    return isinstance(field, Files)

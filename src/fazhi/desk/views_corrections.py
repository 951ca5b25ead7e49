"""Corrections: proposed from an entry, looked at, and confirmed or turned down by a second person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from fazhi.core.case import Refusal
from fazhi.core.form import Day, FieldProblem, Form, Rows
from fazhi.core.procedure import Step
from fazhi.desk import own_counts, showing, wording
from fazhi.desk.asked import whole
from fazhi.desk.form_fields import Asked, Sheet, id_at, label_at, sent
from fazhi.desk.frame import page, say
from fazhi.desk.gate import AtDesk
from fazhi.desk.parts import Choice, Column, Field, Link, Notice, Reason, Table
from fazhi.usecases import case_pages, choosing, correct, corrections, lists, looks
from fazhi.usecases.amending import RULE
from fazhi.usecases.case_pages import CasePage, Leaf
from fazhi.usecases.correct import Movement, Preview
from fazhi.usecases.own_rules import DATED
from fazhi.usecases.record import Refused, Upload

ACTIONS = {"replace": "更正内容", "void": "作废这条记录"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slip:
    """A correction while it is being written: of which entry, what stands in it, what is wrong with it."""

    case: CasePage
    leaf: Leaf
    action: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    on: str = ""
    reason: str = ""
    refusals: Sequence[Refusal] = ()
    preview: Preview | None = None
    rows_more: str = ""
    place: str = ""
    local: Mapping[str, Any] = field(default_factory=dict)

    @property
    def step(self) -> Step:
        return self.case.procedure.step(self.leaf.step)

    def refused(self, *refusals: Refusal) -> _Slip:
        return replace(self, refusals=refusals)


@never_cache
def propose(request: HttpRequest, desk: AtDesk, *, key: str, entry: int) -> HttpResponseBase:
    """Choose what is wrong with an entry, change it, see what that would move, and propose it."""
    case = case_pages.read(desk.clerk, key, today=desk.today)
    leaf = next((one for one in case.leaves if one.number == entry and one.kind == "step"), None)
    if leaf is None:
        raise Http404("本案没有这条记录。")
    action = (request.POST if request.method == "POST" else request.GET).get("action", "")
    slip = _Slip(
        case=case,
        leaf=leaf,
        action=action if action in ACTIONS else "",
        on=leaf.on.isoformat(),
        place=case.place,
        local=case_pages.own_counts(key, entry),
    )
    if not slip.action:
        return _page(desk, slip)
    if request.method == "POST":
        post = request.POST
        place = post.get("_place", case.place)
        return _sent(desk, replace(slip, on=post.get("_on", ""), reason=post.get("reason", ""), place=place))
    if action == "void" or slip.step.form is None:
        return _page(desk, slip)
    try:
        values = case_pages.filled_in(key, entry, clerk=desk.clerk, now=desk.now)
    except looks.LookRefusedError as refused:
        return _page(desk, replace(slip, action="").refused(_refusal(str(refused))))
    return _page(desk, replace(slip, values=values))


def _sent(desk: AtDesk, slip: _Slip) -> HttpResponseBase:
    post = desk.request.POST
    words: dict[str, Any] = {"action": slip.action, "clerk": desk.clerk, "now": desk.now}
    if slip.action == "replace":
        slip = replace(slip, values=sent(slip.step.form, post), rows_more=post.get("add_row", ""))
        if slip.rows_more:
            return _page(desk, slip)
        on, problem = _day(slip.on)
        if problem is not None:
            return _page(desk, slip.refused(problem))
        was = case_pages.recorded(slip.case.key, slip.leaf.number)
        form = changed(slip.step.form, was, slip.values) if slip.step.form is not None else {}
        words |= {"form": form, "on": on if on != slip.leaf.on else None}
        if (local := own_counts.typed(post)) != {code: str(n) for code, n in slip.local.items()}:
            words["local"] = local
            slip = replace(slip, local=local)
        if slip.step.opening and slip.place != slip.case.place:
            words["place"] = slip.place
    if post.get("do") != "propose":
        preview = correct.preview(slip.case.key, slip.leaf.number, **words)
        return _page(desk, replace(slip, preview=preview).refused(*preview.refusals))
    files = desk.request.FILES.getlist("_evidence")
    proof = [Upload(name=str(file.name), content=file.read()) for file in files]
    done = correct.propose(slip.case.key, slip.leaf.number, reason=slip.reason, evidence=proof, **words)
    if isinstance(done, Refused):
        return _page(desk, slip.refused(*done.refusals))
    say(
        desk.request,
        f"已提出更正，记入簿记第{done.proposal}号",
        text="由另一人确认后生效；在此之前原记录照旧。",
        link=Link("待确认的更正", "/corrections/"),
    )
    return redirect(f"/case/{slip.case.key}/#entry-{done.proposal}")


def _refusal(message: str) -> Refusal:
    return Refusal(code="field-invalid", message=message, basis=str(RULE))


def _day(text: str) -> tuple[date | None, Refusal | None]:
    try:
        found = Day("办理日期").read(text)
    except FieldProblem as problem:
        return None, Refusal(code="field-invalid", message=str(problem), basis=str(DATED), field="on")
    return (date.fromisoformat(str(found)) if found else None), None


def changed(form: type[Form], was: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that are to be otherwise than recorded, as typed; "" for those emptied."""
    found: dict[str, Any] = {}
    for asked in form.fields:
        before, now = was.get(asked.name), typed.get(asked.name)
        if now is None:
            if before is not None and asked.kind != "files":
                found[asked.name] = ""
            continue
        try:
            read = asked.read_rows(now).values.get(asked.name) if isinstance(asked, Rows) else asked.read(now)
        except FieldProblem:
            read = None
        if read is None or read != before:
            found[asked.name] = now
    return found


def _page(desk: AtDesk, slip: _Slip) -> HttpResponseBase:
    case, leaf, step, preview = slip.case, slip.leaf, slip.step, slip.preview
    errors = {one.field: one.message for one in slip.refusals if one.field}
    fields: list[Asked] = []
    if slip.action == "replace" and step.form is not None:
        sheet = Sheet(
            form=step.form,
            values=slip.values,
            errors=errors,
            choices=choosing.choices(step, clerk=desk.clerk, on=desk.today),
            rows_more=slip.rows_more,
            today=desk.today.isoformat(),
        )
        fields = [one for one in sheet.fields() if one.field.kind != "files"]
    return page(
        desk,
        "correct.html",
        section="/registers/" if case.procedure.kind == "register" else "/cases/",
        crumbs=(
            Link("案件", "/cases/"),
            Link(case.number or case.title, f"/case/{case.key}/"),
            Link("提出更正"),
        ),
        heading="提出更正",
        heading_note=f"簿记第{leaf.number}号：{leaf.label}，{wording.day_plain(leaf.on)}，{leaf.who}",
        notices=_notices(step.form, slip.refusals),
        case=case,
        leaf=leaf,
        action=slip.action,
        day=Field(
            name="_on",
            label="办理日期",
            kind="day",
            value=slip.on,
            most=desk.today.isoformat(),
            error=errors.get("on", ""),
        ),
        fields=fields,
        own_counts=list(
            own_counts.fields(case.procedure, desk.clerk.organ, values=slip.local, errors=errors)
        ),
        place=Field(
            name="_place",
            label="所在社区",
            kind="code",
            value=slip.place,
            choices=tuple(Choice(code, name) for code, name in lists.places(desk.clerk.organ)),
        )
        if slip.action == "replace" and step.opening
        else None,
        proof=Field(
            name="_evidence",
            label="佐证材料",
            kind="files",
            help="能证明原记录有误的材料，可以不附。",
            error=errors.get("evidence", ""),
        ),
        reason=Field(
            name="reason",
            label="更正原因",
            kind="long",
            required=True,
            value=slip.reason,
            error=errors.get("reason", ""),
            help="写清哪里错、依据什么改。原因加密封存，确认人看得到。",
        ),
        preview=preview,
        movements=movements(preview.movements) if preview is not None and preview.movements else None,
    )


def _notices(form: type[Form] | None, refusals: Sequence[Refusal]) -> list[Notice]:
    if not refusals:
        return []
    reasons = [
        Reason(
            one.message,
            "" if one.code.startswith("field-") else one.basis,
            one.code,
            place=label_at(form, one.field) or {"reason": "更正原因", "on": "办理日期"}.get(one.field, ""),
            place_url=f"#{'_on' if one.field == 'on' else id_at(one.field)}" if one.field else "",
        )
        for one in refusals
    ]
    return [Notice(kind="refusal", title="现在不能这样更正", reasons=reasons)]


def movements(moved: Sequence[Movement]) -> Table:
    """Return by how much figures move, as a table."""
    rows = [
        (one.label, f"{one.on.year}年{one.on.month}月", showing.signed(one.amount, one.unit)) for one in moved
    ]
    columns = (Column("指标", kind="name"), Column("期间"), Column("变动", kind="count"))
    return Table(caption="数字的变动", columns=columns, rows=rows)


# Deciding ------------------------------------------------------------------------------------------


def waiting(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:
    """Show the corrections that wait for a second person, and take the decision on one."""
    if request.method == "POST":
        return _decide(request, desk)
    return _waiting(desk)


def _waiting(desk: AtDesk, *notices: Notice, status: int = 200) -> HttpResponseBase:
    found = corrections.waiting(desk.clerk)
    return page(
        desk,
        "corrections.html",
        section="/todo/",
        crumbs=(Link("待办", "/todo/"), Link("待确认的更正")),
        heading="待确认的更正",
        heading_note=f"{len(found)}件" if found else "",
        notices=notices,
        status=status,
        corrections=[
            {
                "one": one,
                "url": _where(one.case, one.target, opening=one.opening),
                "what": "作废" if one.action == "void" else "更正",
            }
            for one in found
        ],
    )


def _decide(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:
    proposal = whole(request.POST.get("proposal"))
    if not proposal:
        return _waiting(desk, Notice(kind="problem", title="请选择一条更正"), status=400)
    if request.POST.get("do") == "confirm":
        done = correct.confirm(proposal, clerk=desk.clerk, now=desk.now)
    else:
        reason = request.POST.get("reason", "")
        done = correct.reject(proposal, reason=reason, clerk=desk.clerk, now=desk.now)
    if isinstance(done, Refused):
        notice = Notice(kind="refusal", title="没有办成", reasons=showing.reasons(done.refusals))
        return _waiting(desk, notice)
    verb = "确认更正" if done.outcome == "confirmed" else "退回更正"
    moved = "；".join(
        f"{one.label}{showing.signed(one.amount, one.unit)}（{one.on.year}年{one.on.month}月）"
        for one in done.movements[:6]
    )
    say(request, f"已{verb}，记入簿记第{done.entry}号", text=f"数字随之变动：{moved}。" if moved else "")
    opening = done.opening
    return redirect(_where(done.case, opening or done.entry, opening=bool(opening)))


def _where(case: str, entry: int, *, opening: bool) -> str:
    """Return where an entry is shown: in its case; an opening entry has none."""
    return f"/ledger/opening/#entry-{entry}" if opening else f"/case/{case}/#entry-{entry}"

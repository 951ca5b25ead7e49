"""The form of a step: for a case that is there, or to open a new one."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from fazhi.core.case import Refusal
from fazhi.core.form import Day, FieldProblem, Place
from fazhi.core.procedure import Procedure, Step
from fazhi.desk import own_counts, showing
from fazhi.desk.asked import whole
from fazhi.desk.form_fields import Sheet, id_at, label_at, sent
from fazhi.desk.frame import page, say
from fazhi.desk.gate import AtDesk
from fazhi.desk.own_pages import own_page
from fazhi.desk.parts import Choice, Field, Link, Notice, Reason
from fazhi.desk.views_lists import procedure_named
from fazhi.desk.wording import day_plain
from fazhi.usecases import case_pages, choosing, drafts, laws, lists, shelves
from fazhi.usecases.own_rules import DATED
from fazhi.usecases.record import Recorded, Refused, Report, Upload, record
from fazhi.usecases.steps_ahead import limits_ended_by

_ON = "_on"
_FOR, _SELF = "_for", "self"
"""In whose stead a step is done: a person, or nobody's."""
_FILL = "fill-"
"""What an address says before the name of a field to have something stand in it beforehand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The step that is to be done: in a case, or to open one of the procedure."""

    procedure: type[Procedure]
    step: Step
    case: case_pages.CasePage | None = None
    draft: drafts.Draft = field(default_factory=drafts.Draft)

    @property
    def against(self) -> tuple[Refusal, ...]:
        """What stands in the way before anything is filled in."""
        if self.case is None:
            return ()
        found = next((one for one in self.case.next if one.step is self.step), None)
        if found is None:
            where = self.case.stage.label if self.case.stage else "已作废"
            message = f"案件当前为“{where}”，已过了“{self.step.label}”这一环节。"
            return (Refusal(code="out-of-turn", message=message, basis=str(self.step.basis)),)
        return found.refusals

    @property
    def url(self) -> str:
        if self.case is not None:
            return f"/case/{self.case.key}/do/{self.step.name}/"
        return f"/cases/{self.procedure.code}/new/{self.step.name}/"


def do(request: HttpRequest, desk: AtDesk, *, key: str, step: str) -> HttpResponseBase:
    """Do a step of a case."""
    case = case_pages.read(desk.clerk, key, today=desk.today)
    chosen = _step(case.procedure, step)
    if chosen.files:
        return redirect(own_page(case.procedure.code, case.view.record))
    return _answer(request, desk, _Asked(procedure=case.procedure, step=chosen, case=case))


def new(request: HttpRequest, desk: AtDesk, *, procedure: str) -> HttpResponseBase:
    """Offer the steps with which a case may be opened; go on at once where there is one."""
    wanted = procedure_named(procedure)
    names = shelves.opens(desk.clerk, wanted)
    if not names:
        raise Http404(f"您现任的岗位不能登记“{wanted.label}”。")
    query = urlencode(
        {
            name: value
            for name, value in request.GET.items()
            if name in ("from", "by") or name.startswith(_FILL)
        }
    )
    onward = f"?{query}" if query else ""
    if len(names) == 1:
        return redirect(f"/cases/{wanted.code}/new/{names[0]}/{onward}")
    steps = [wanted.step(name) for name in names]
    return page(
        desk,
        "new.html",
        section=_section(wanted),
        crumbs=_crumbs(wanted, "登记"),
        heading=f"登记{wanted.label}",
        heading_note="从哪一步开始？",
        steps=[(one.label, f"/cases/{wanted.code}/new/{one.name}/{onward}", str(one.basis)) for one in steps],
    )


def open_case(request: HttpRequest, desk: AtDesk, *, procedure: str, step: str) -> HttpResponseBase:
    """Open a new case."""
    wanted = procedure_named(procedure)
    chosen = _step(wanted, step)
    if step not in shelves.opens(desk.clerk, wanted):
        raise Http404(f"您现任的岗位不能登记“{wanted.label}”。")
    words = request.POST if request.method == "POST" else request.GET
    draft = drafts.draft(
        wanted,
        chosen,
        clerk=desk.clerk,
        now=desk.now,
        origin=words.get("_origin", words.get("from", "")),
        by=words.get("by", ""),
        filled=request.method != "POST",
    )
    return _answer(request, desk, _Asked(procedure=wanted, step=chosen, draft=draft))


def _step(procedure: type[Procedure], name: str) -> Step:
    try:
        return procedure.step(name)
    except LookupError:
        raise Http404(f"“{procedure.label}”没有“{name}”这一环节。") from None


def _answer(request: HttpRequest, desk: AtDesk, asked: _Asked) -> HttpResponseBase:
    if request.method != "POST":
        against = asked.against
        values = {**_beforehand(asked), **_from_address(asked.step, request)}
        return _form(desk, asked, values=values, refusals=against, closed=bool(against))
    values = sent(asked.step.form, request.POST)
    if more := request.POST.get("add_row", ""):
        return _form(desk, asked, values=values, rows_more=more)
    on, problem = _day(request.POST.get(_ON, ""))
    if on is None:
        return _form(desk, asked, values=values, refusals=(problem,))
    outcome = record(_report(request, asked, values, on), clerk=desk.clerk, now=desk.now)
    if isinstance(outcome, Refused):
        return _form(desk, asked, values=values, refusals=outcome.refusals)
    _tell(request, asked, outcome)
    record_now = {**(asked.case.view.record if asked.case is not None else {}), **values}
    own = own_page(asked.procedure.code, record_now)
    return redirect(own or f"/case/{outcome.case}/#entry-{outcome.entry}")


def _day(text: str) -> tuple[date | None, Refusal]:
    asked = Day("办理日期")
    try:
        found = asked.read(text)
    except FieldProblem as problem:
        return None, Refusal(code="field-invalid", message=str(problem), basis=str(DATED), field="on")
    missing = Refusal(code="field-missing", message="请填写“办理日期”。", basis=str(DATED), field="on")
    return (date.fromisoformat(str(found)) if found else None), missing


def _report(request: HttpRequest, asked: _Asked, values: Mapping[str, Any], on: date) -> Report:
    post = request.POST
    expects = post.get("_expects", "")
    return Report(
        procedure=asked.procedure.code,
        step=asked.step.name,
        on=on,
        form=values,
        case=asked.case.key if asked.case is not None else "",
        place=_place(asked, values, post.get("_place", "")),
        post=post.get("_post", ""),
        standing_for=post.get(_FOR, "").removeprefix(_SELF),
        evidence=[_upload(*one) for one in _files(request)],
        expects=whole(expects, -1) if asked.case is not None and expects.isdecimal() else None,
        request=post.get("_request", "")[:64],
        origin=asked.draft.origin,
        local=own_counts.typed(post),
    )


def _own_place(step: Step) -> str:
    """Return the field of the form that says where a new case lies, "" for none."""
    fields = step.form.fields if step.form is not None else ()
    return next((one.name for one in fields if isinstance(one, Place)), "")


def _beforehand(asked: _Asked) -> dict[str, Any]:
    """Return what stands in the form before anything is typed."""
    own = _own_place(asked.step) if asked.case is None else ""
    there = {own: asked.draft.place} if own and asked.draft.place else {}
    return {**there, **asked.draft.values}


def _from_address(step: Step, request: HttpRequest) -> dict[str, str]:
    """Return what the address says is to stand in open fields: a page may lead to a form half filled."""
    fields = step.form.fields if step.form is not None else ()
    named = {one.name: f"{_FILL}{one.name}" for one in fields if not one.sealed}
    return {name: request.GET[word][:200] for name, word in named.items() if word in request.GET}


def _place(asked: _Asked, values: Mapping[str, Any], chosen: str) -> str:
    if asked.case is not None:
        return ""
    own = _own_place(asked.step)
    return str(values.get(own, "")) if own else chosen


def _files(request: HttpRequest) -> list[tuple[str, Any]]:
    """Return the files that were sent, each with the path of the field that asked for it, "" for none."""
    return [
        ("" if name.startswith("_") else name.replace("-", "."), file)
        for name in request.FILES
        for file in request.FILES.getlist(name)
    ]


def _upload(path: str, file: Any) -> Upload:
    return Upload(
        name=str(file.name), content=file.read(), media_type=str(file.content_type or ""), field=path
    )


def _tell(request: HttpRequest, asked: _Asked, outcome: Recorded) -> None:
    number = f"，编号{outcome.number}" if outcome.number and asked.case is None else ""
    again = "（重复提交，只记一次）" if outcome.again else ""
    link = None
    if outcome.documents:
        link = Link("查看并打印本次制作的文书", f"/documents/{outcome.documents[0]}/")
    say(
        request,
        f"已记入簿记第{outcome.entry}号：{asked.step.label}{again}",
        text=f"{_what_next(asked)}{number}".strip("，"),
        link=link,
    )


def _what_next(asked: _Asked) -> str:
    stage = asked.step.to
    if stage is None:
        return ""
    return f"现在的状态是“{stage.label}”，本次办理到此为止" if stage.final else f"现在的状态是“{stage.label}”"


# The page ------------------------------------------------------------------------------------------


def _form(
    desk: AtDesk,
    asked: _Asked,
    *,
    values: Mapping[str, Any],
    refusals: Sequence[Refusal] = (),
    rows_more: str = "",
    closed: bool = False,
) -> HttpResponseBase:
    """Draw the form; ``closed`` leaves it out, where nothing that is filled in could help."""
    step, case = asked.step, asked.case
    keep = [str(value) for value in values.values() if isinstance(value, str)]
    choices = choosing.choices(step, clerk=desk.clerk, on=desk.today, keep=keep if step.form else ())
    errors = _errors(desk.request, refusals)
    sheet = (
        Sheet(
            form=step.form,
            values=values,
            errors=errors,
            choices=choices,
            rows_more=rows_more,
            today=desk.today.isoformat(),
            known=case_pages.known(case, step) if case is not None else {},
        )
        if step.form is not None
        else None
    )
    request = desk.request
    return page(
        desk,
        "step.html",
        section=_section(asked.procedure),
        crumbs=_crumbs(asked.procedure, step.label, case),
        heading=step.label,
        heading_note=_for_whom(asked),
        notices=list(_notices(asked, refusals)),
        url=asked.url,
        closed=closed,
        step=step,
        form_title=step.form.title if step.form is not None else "",
        has_sealed=step.form is not None and bool(step.form.sealed_fields),
        before=list(_before(desk, asked, errors)),
        fields=list(sheet.fields()) if sheet is not None else [],
        after=list(_after(desk, asked, errors)),
        hidden={
            "_request": request.POST.get("_request") or secrets.token_urlsafe(18),
            "_expects": _expects(request, asked, refusals),
            "_origin": asked.draft.origin,
        },
        act=step.label,
        back_url=f"/case/{case.key}/" if case is not None else f"/cases/{asked.procedure.code}/",
        case=case,
        cites=[str(one) for one in step.cites],
        quote=getattr(step.basis, "quote", ""),
        article=laws.cited(step.basis),
        needs=[(rule.label, str(rule.basis)) for rule in step.needs],
        dues=_limits(desk, asked),
        draft=asked.draft,
    )


def _expects(request: HttpRequest, asked: _Asked, refusals: Sequence[Refusal]) -> str:
    """Return the last entry that the clerk has seen: the newest, once they were told what others wrote."""
    if asked.case is None:
        return ""
    told = any(one.code == "case-moved" for one in refusals)
    return str(asked.case.last_entry) if told else request.POST.get("_expects") or str(asked.case.last_entry)


def _errors(request: HttpRequest, refusals: Sequence[Refusal]) -> dict[str, str]:
    """Return what is to be said at each field; a browser forgets the files chosen, so that is said too."""
    found = {path: said for path, said in _choose_again(request).items() if path}
    for one in refusals:
        if one.field:
            found[one.field] = " ".join(filter(None, (one.message, found.get(one.field, ""))))
    return found


def _choose_again(request: HttpRequest) -> dict[str, str]:
    chosen: dict[str, list[str]] = {}
    for path, file in _files(request):
        chosen.setdefault(path, []).append(str(file.name))
    return {path: f"文件没有保存，请重新选择：{'、'.join(names)}。" for path, names in chosen.items()}


def _for_whom(asked: _Asked) -> str:
    if asked.case is not None:
        return f"{asked.case.number} {asked.case.title}".strip()
    return asked.procedure.label


def _section(procedure: type[Procedure]) -> str:
    return "/registers/" if procedure.kind == "register" else "/cases/"


def _crumbs(
    procedure: type[Procedure], last: str, case: case_pages.CasePage | None = None
) -> tuple[Link, ...]:
    section = _section(procedure)
    there = (Link(case.number or case.title, f"/case/{case.key}/"),) if case is not None else ()
    return (
        Link("登记簿" if section == "/registers/" else "案件", section),
        Link(procedure.label, f"/cases/{procedure.code}/"),
        *there,
        Link(last),
    )


def _limits(desk: AtDesk, asked: _Asked) -> list[Any]:
    """Return the running limits that this step would end."""
    if asked.case is None:
        return []
    wanted = {limit.name for limit, _ in limits_ended_by(asked.case.view, asked.step)}
    return [
        showing.due(clock, desk.now)
        for clock in asked.case.clocks
        if clock.met is None and clock.limit.name in wanted
    ]


def _before(desk: AtDesk, asked: _Asked, errors: Mapping[str, str]) -> Iterable[Field]:
    """Yield what every step asks: the day, the community of a new case, the post where several may act."""
    post = desk.request.POST
    last = asked.case.last_on if asked.case is not None else None
    yield Field(
        name=_ON,
        label="办理日期",
        kind="day",
        required=True,
        value=post.get(_ON) or desk.today,
        most=desk.today.isoformat(),
        least=last.isoformat() if last else "",
        error=errors.get("on", ""),
        help="实际办理的那一天。"
        + (f"不早于上一环节（{day_plain(last)}），不晚于今天。" if last else "不晚于今天。"),
    )
    if asked.case is None and not _own_place(asked.step) and (places := lists.places(desk.clerk.organ)):
        yield Field(
            name="_place",
            label="所在社区",
            kind="code",
            value=post.get("_place", asked.draft.place),
            choices=tuple(Choice(code, name) for code, name in places),
            help="街道本级的事项可以不选。",
            error=errors.get("place", ""),
        )
    yield from _in_whose_stead(desk, asked, errors)
    mine = [held for held in desk.clerk.held if held.post.code in asked.step.by.posts]
    if len(mine) > 1:
        yield Field(
            name="_post",
            label="以何岗位",
            kind="code",
            required=True,
            value=post.get("_post", mine[0].post.code),
            choices=tuple(dict.fromkeys(Choice(held.post.code, held.post.label) for held in mine)),
        )


def _in_whose_stead(desk: AtDesk, asked: _Asked, errors: Mapping[str, str]) -> Iterable[Field]:
    """Yield the choice of whom to stand in for, where a delegation reaches this step."""
    others = desk.clerk.in_whose_stead(asked.step.by.posts, asked.procedure.group)
    chosen = desk.request.POST.get(_FOR, "")
    if not others and chosen in ("", _SELF):
        return
    own = [Choice(_SELF, "以本人岗位办理")] if desk.clerk.codes & set(asked.step.by.posts) else []
    theirs = [Choice(one.principal, f"代{one.post.label}{one.name}办理") for one in others]
    yield Field(
        name=_FOR,
        label="代行",
        kind="code",
        required=True,
        value=chosen or (own or theirs)[0].value,
        choices=tuple(dict.fromkeys([*own, *theirs])),
        error=errors.get("for", ""),
        help="依授权委托书代行；"
        + "、".join(f"代{one.name}至{one.until.isoformat()}" for one in others)
        + "。代行人和被代行人都受岗位分离和回避约束。",
    )


def _after(desk: AtDesk, asked: _Asked, errors: Mapping[str, str]) -> Iterable[Field]:
    """Yield what may be added to every step: files as evidence, the organ's own counts for an activity."""
    request = desk.request
    typed = own_counts.typed(request.POST)
    yield from own_counts.fields(asked.procedure, desk.clerk.organ, values=typed, errors=errors)
    again = _choose_again(request).get("", "")
    yield Field(
        name="_evidence",
        label="材料",
        kind="files",
        help="照片、扫描件、录音等，可多选；单个不超过20 MB。加密封存，查看须留痕。",
        error=" ".join(filter(None, (errors.get("evidence", ""), again))),
    )


def _notices(asked: _Asked, refusals: Sequence[Refusal]) -> Iterable[Notice]:
    """Yield first what the law refuses, then what is to be mended in the form, each with its way there."""
    in_form = [one for one in refusals if (one.field and one.code not in _LAW) or one.code in _MEND]
    against = [one for one in refusals if one not in in_form]
    if against:
        yield Notice(
            kind="refusal",
            title=f"现在不能办理“{asked.step.label}”",
            reasons=tuple(Reason(one.message, one.basis, one.code) for one in against),
        )
    if in_form:
        yield Notice(
            kind="problem",
            title=f"有{len(in_form)}处要改，已填的内容都还在",
            reasons=tuple(_to_mend(asked.step, one) for one in in_form),
        )


_MEND = frozenset(("field-missing", "field-invalid", "field-unknown"))
_LAW = frozenset(("too-early",))
"""What is refused by law though it is told at a field."""

_OWN = {
    "on": ("办理日期", _ON),
    "for": ("代行", _FOR),
    "place": ("所在社区", "_place"),
    "evidence": ("材料", "_evidence"),
}


def _to_mend(step: Step, refusal: Refusal) -> Reason:
    if refusal.field in _OWN:
        place, target = _OWN[refusal.field]
    else:
        place, target = label_at(step.form, refusal.field), id_at(refusal.field)
    basis = "" if refusal.code.startswith("field-") else refusal.basis
    return Reason(
        refusal.message,
        basis,
        refusal.code,
        place=place,
        place_url=f"#{target}" if place and refusal.field else "",
    )

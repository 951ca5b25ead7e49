"""事项流程: every duty as it is declared from the law, and a page for each, drawn from its declaration."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase

from fazhi.core.procedure import Limit, Procedure, Step
from fazhi.desk.citing import address
from fazhi.desk.drawings import BracketSpec, RunSpec, StopSpec, flow
from fazhi.desk.frame import page
from fazhi.desk.gate import AtDesk, at_desk
from fazhi.desk.parts import Column, Link, Row, Table
from fazhi.procedures import registry
from fazhi.usecases import house_rules, reference
from fazhi.usecases.reference import Told
from fazhi.usecases.shelves import GROUPS

SECTION = "/procedures/"


@at_desk
def index(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:  # noqa: ARG001 - a view takes the request
    """List every duty by field, with what is declared of it."""
    groups: dict[str, list[Told]] = {name: [] for name in GROUPS}
    for declared in registry.current().values():
        groups.setdefault(declared.group, []).append(reference.told(declared))
    every = [one for found in groups.values() for one in found]
    steps, limits, figures = (
        sum(len(part) for part in parts)
        for parts in zip(*((one.steps, one.limits, one.figures) for one in every), strict=True)
    )
    return page(
        desk,
        "books/procedures.html",
        section=SECTION,
        heading="事项流程",
        heading_note=f"{len(every)}项，{steps}个环节，{limits}个期限，{figures}个数字。每一项都从法律条文写出。",
        tables=[_listed(GROUPS.get(name, name), found) for name, found in groups.items() if found],
    )


def _listed(label: str, found: list[Told]) -> Table:
    return Table(
        caption=label,
        columns=(
            Column("事项", kind="name"),
            Column("种类"),
            Column("主要依据"),
            Column("环节", kind="count"),
            Column("期限", kind="count"),
            Column("数字", kind="count"),
        ),
        rows=[
            Row(
                cells=(
                    Link(one.procedure.label, f"{SECTION}{one.procedure.code}/"),
                    one.kind,
                    "、".join(one.instruments[:2]) or house_rules.NAME,
                    len(one.steps),
                    len(one.limits),
                    len(one.figures),
                )
            )
            for one in found
        ],
    )


@at_desk
def procedure(request: HttpRequest, desk: AtDesk, *, code: str) -> HttpResponseBase:
    """Show one duty as it is declared."""
    del request
    declared = _declared(code)
    told = reference.told(declared)
    return page(
        desk,
        "books/procedure.html",
        section=SECTION,
        crumbs=(Link("事项流程", SECTION), Link(declared.label)),
        heading=declared.label,
        heading_note=_note(told),
        told=told,
        laws=[Link(one, address(one.strip("《》"))) for one in told.instruments if one.startswith("《")],
        picture=picture(declared),
        picture_label=f"{declared.label}的办理流程",
        year=desk.today.year,
        ledger=f"/ledger/{desk.clerk.organ}/",
        cases_url=f"/cases/{declared.code}/",
    )


@at_desk
def fields(request: HttpRequest, desk: AtDesk, *, code: str) -> HttpResponseBase:
    """Show what the forms of a duty ask, step by step."""
    del request
    declared = _declared(code)
    told = reference.told(declared)
    asked = sum(len(step.fields) for step in told.steps)
    return page(
        desk,
        "books/fields.html",
        section=SECTION,
        crumbs=(Link("事项流程", SECTION), Link(declared.label, f"{SECTION}{code}/"), Link("填写内容")),
        heading=f"{declared.label}的填写内容",
        heading_note=f"共{asked}项",
        told=told,
    )


def _declared(code: str) -> type[Procedure]:
    try:
        return registry.procedure(code)
    except LookupError as missing:
        raise Http404(f"没有“{code}”这一事项。") from missing


def _note(told: Told) -> str:
    since = told.procedure.in_force
    said = f"{told.kind} · {since.year}年{since.month}月{since.day}日起适用"
    return f"{said} · 第{told.procedure.version}版"


def picture(declared: type[Procedure]) -> str:
    """Return the flow of a duty as a picture."""
    stops = [StopSpec(stage.label, final=stage.final) for stage in declared.parts.stages]
    runs = [run for step in declared.parts.steps for run in _runs(step)]
    brackets = [_bracket(limit) for limit in declared.parts.limits if not (limit.row and limit.row.profile)]
    return flow(stops, runs, brackets, title=f"{declared.label}的办理流程")


def _runs(step: Step) -> list[RunSpec]:
    """Return a step as drawn: one that may open a matter or go on with one is drawn twice."""
    froms = tuple(stage.label for stage in step.at if stage is not None)
    to = step.to.label if step.to else None
    basis = house_rules.unnumbered(reference.short(step.basis))
    opened = [RunSpec(step.label, (), to, basis)] if step.opening else []
    return [*opened, *([RunSpec(step.label, froms, to, basis)] if froms else [])]


def _bracket(limit: Limit) -> BracketSpec:
    row = limit.row
    days = reference.days_text(row) if row else "载明日期"
    kind = reference.LIMIT_KINDS[row.kind] if row else ""
    lead = kind if kind in ("不少于", "提前") else ""
    return BracketSpec(limit.label, f"{lead}{days}", limit.span.start.words(), limit.until[0].label)

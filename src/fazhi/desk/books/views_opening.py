"""期初结转: figures brought forward from the old register, each with its evidence; taken back by two."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from fazhi.core.case import Refusal
from fazhi.core.form import Day, FieldProblem
from fazhi.core.procedure import Indicator
from fazhi.desk import showing, views_corrections, wording
from fazhi.desk.books import saying
from fazhi.desk.frame import page, say
from fazhi.desk.gate import AtDesk, at_desk
from fazhi.desk.parts import Choice, Column, Field, Link, Notice, Reason
from fazhi.usecases import brought, correct, lists, opening
from fazhi.usecases.brought import Carried, Dimension
from fazhi.usecases.evidence import Upload
from fazhi.usecases.opening import Amount
from fazhi.usecases.record import Refused
from fazhi.usecases.shelves import GROUPS

SECTION = "/ledger/"
HERE = f"{SECTION}opening/"
LINES, MOST_LINES = 3, 60
"""So many lines stand empty at first; so many are read at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slip:
    """What is being brought forward: lines as typed, by column; what is wrong, by the id of its field."""

    indicator: Indicator | None = None
    lines: Sequence[Mapping[str, str]] = ()
    on: str = ""
    reason: str = ""
    request: str = ""
    refusals: Sequence[Refusal] = ()
    errors: Mapping[str, str] = field(default_factory=dict)


@at_desk
def index(request: HttpRequest, desk: AtDesk) -> HttpResponseBase:
    """List what was brought forward, and bring forward more."""
    words = request.POST if request.method == "POST" else request.GET
    chosen = _chosen(desk, words.get("indicator", ""))
    if request.method != "POST":
        first = date(desk.today.year, 1, 1).isoformat()
        return _page(desk, _Slip(indicator=chosen, on=first, request=secrets.token_urlsafe(18)))
    slip = _Slip(
        indicator=chosen,
        lines=_typed(request, chosen),
        on=request.POST.get("on", ""),
        reason=request.POST.get("reason", ""),
        request=request.POST.get("_request", "")[:64],
    )
    if request.POST.get("add_row"):
        return _page(desk, slip, more=1)
    return _bring(desk, slip)


def _chosen(desk: AtDesk, code: str) -> Indicator | None:
    found = {one.code: one for _, one in brought.choosable(desk.clerk.organ)}
    if code and code not in found:
        raise Http404(f"没有可以结转的指标“{code}”。")
    return found.get(code)


def _typed(request: HttpRequest, indicator: Indicator | None) -> list[dict[str, str]]:
    columns = ("amount", "place", *(one.name for one in _dimensions(indicator)))
    lines = [
        {name: request.POST.get(f"lines-{place}-{name}", "").strip() for name in columns}
        for place in range(MOST_LINES)
    ]
    while lines and not any(lines[-1].values()):
        lines.pop()
    return lines


def _dimensions(indicator: Indicator | None) -> list[Dimension]:
    return list(brought.dimensions(indicator)) if indicator is not None else []


def _bring(desk: AtDesk, slip: _Slip) -> HttpResponseBase:
    amounts, errors = _read(slip)
    try:
        day = Day("期初日期").read(slip.on)
    except FieldProblem as problem:
        errors["on"] = str(problem)
    else:
        if not day:
            errors["on"] = "请填写“期初日期”。"
    if slip.indicator is None:
        errors["indicator"] = "请先选择指标。"
    if errors:
        return _page(desk, _with(slip, errors=errors), status=422)
    files = desk.request.FILES.getlist("evidence")
    done = opening.record(
        amounts,
        on=date.fromisoformat(slip.on),
        evidence=[Upload(name=str(file.name), content=file.read()) for file in files],
        clerk=desk.clerk,
        now=desk.now,
        reason=slip.reason,
        request=slip.request,
    )
    if isinstance(done, Refused):
        told = {one.field: one.message for one in done.refusals if one.field in ("on", "evidence")}
        return _page(desk, _with(slip, errors=told, refusals=done.refusals), status=422)
    label = slip.indicator.label if slip.indicator else ""
    say(desk.request, f"已结转“{label}”，记入簿记第{done.entry}号", text="凭据和报告会写明其中的期初数。")
    return redirect(f"{HERE}#entry-{done.entry}")


def _with(slip: _Slip, *, errors: Mapping[str, str], refusals: Sequence[Refusal] = ()) -> _Slip:
    return _Slip(
        indicator=slip.indicator,
        lines=slip.lines,
        on=slip.on,
        reason=slip.reason,
        request=slip.request,
        refusals=refusals,
        errors=errors,
    )


def _read(slip: _Slip) -> tuple[list[Amount], dict[str, str]]:
    """Return the amounts of the lines that were filled in, and what is wrong, by the name of the box."""
    found: list[Amount] = []
    wrong: dict[str, str] = {}
    for place, line in enumerate(slip.lines):
        if not any(line.values()):
            continue
        text = line.get("amount", "").replace(",", "").replace("，", "")
        try:
            amount = Decimal(text)
        except ArithmeticError:
            said = f"“{line['amount']}”不是数字，请写成 12 或 1200.50。" if text else "请填写期初数。"
            wrong[f"lines-{place}-amount"] = said
            continue
        slices = {name: value for name, value in line.items() if value and name not in ("amount", "place")}
        code = slip.indicator.code if slip.indicator else ""
        found.append(Amount(indicator=code, amount=amount, place=line.get("place", ""), slices=slices))
    return found, wrong


# The page ------------------------------------------------------------------------------------------


def _page(desk: AtDesk, slip: _Slip, *, more: int = 0, status: int = 200) -> HttpResponse:
    may = brought.may_bring(desk.clerk)
    chosen = slip.indicator
    return page(
        desk,
        "books/opening.html",
        section=SECTION,
        crumbs=(Link("账簿", SECTION), Link("期初结转")),
        heading="期初结转",
        heading_note=desk.clerk.organ_name,
        notices=list(_notices(slip)),
        status=status,
        may=may,
        rule=opening.RULE.text,
        url=HERE,
        chosen=chosen,
        unit=chosen.unit if chosen else "",
        choice=_choice(desk, slip) if may else None,
        fields=list(_fields(desk, slip, more)) if may and chosen is not None else [],
        request_key=slip.request,
        carried=[_shown(desk, one) for one in brought.listed(desk.clerk.organ)],
    )


def _notices(slip: _Slip) -> Iterator[Notice]:
    if slip.refusals:
        reasons = tuple(Reason(one.message, one.basis, one.code) for one in slip.refusals)
        yield Notice(kind="refusal", title="没有结转", reasons=reasons)
    elif slip.errors:
        yield Notice(
            kind="problem",
            title=f"有{len(slip.errors)}处要改，已填的内容都还在",
            reasons=tuple(
                Reason(text, place_url=f"#{name}", place=_place_of(name))
                for name, text in slip.errors.items()
            ),
        )


def _place_of(name: str) -> str:
    return {"on": "期初日期", "evidence": "原登记簿", "indicator": "指标"}.get(name, "期初数")


def _choice(desk: AtDesk, slip: _Slip) -> Field:
    labels = {**GROUPS, "local": "自设指标"}
    return Field(
        name="indicator",
        label="指标",
        kind="code",
        required=True,
        value=slip.indicator.code if slip.indicator else "",
        choices=tuple(
            Choice(one.code, f"{labels.get(group, group)} · {one.label}（{one.unit}）")
            for group, one in brought.choosable(desk.clerk.organ)
        ),
        help="由其他指标算出的比率不结转，请结转它的分子和分母。",
        error=slip.errors.get("indicator", ""),
    )


def _fields(desk: AtDesk, slip: _Slip, more: int) -> Iterator[Field]:
    chosen = slip.indicator
    kind = "在册的数，自这一天起算。" if chosen and chosen.kind == "stock" else "发生的数，计在这一天。"
    yield Field(
        name="on",
        label="期初日期",
        kind="day",
        required=True,
        value=slip.on,
        most=desk.today.isoformat(),
        help=kind,
        error=slip.errors.get("on", ""),
    )
    yield _rows(desk, slip, more)
    yield Field(
        name="evidence",
        label="原登记簿",
        kind="files",
        required=True,
        help="原登记簿（台账）的扫描件或电子表格，可多选；单个不超过20 MB。加密封存，查看须留痕。",
        error=slip.errors.get("evidence", ""),
    )
    yield Field(name="reason", label="说明", kind="long", value=slip.reason, help="可以不写；加密封存。")


def _rows(desk: AtDesk, slip: _Slip, more: int) -> Field:
    places = lists.places(desk.clerk.organ)
    asked = _dimensions(slip.indicator)
    unit = slip.indicator.unit if slip.indicator else ""
    columns = [Column("期初数", unit=unit)]
    if places:
        columns.append(Column("社区（村）"))
    columns += [Column(one.label) for one in asked]
    count = min(max(LINES, len(slip.lines) + more), MOST_LINES)
    lines = [*slip.lines, *([{}] * count)][:count]
    return Field(
        name="lines",
        label="期初数",
        kind="rows",
        required=True,
        help="一个分项一行；不分社区、不分项的，只填期初数。空白行不计。",
        columns=columns,
        rows=[_line(place, line, places, asked, slip.errors) for place, line in enumerate(lines)],
    )


def _line(
    place: int,
    line: Mapping[str, str],
    places: Sequence[tuple[str, str]],
    asked: Sequence[Dimension],
    errors: Mapping[str, str],
) -> list[Field]:
    def one(name: str, label: str, choices: Sequence[Choice] = ()) -> Field:
        return Field(
            name=f"lines-{place}-{name}",
            label=label,
            kind="code" if choices else "yuan",
            value=line.get(name, ""),
            choices=choices,
            error=errors.get(f"lines-{place}-{name}", ""),
        )

    found = [one("amount", "期初数")]
    if places:
        found.append(one("place", "社区（村）", [Choice(*pair) for pair in places]))
    return found + [
        one(each.name, each.label, [_indented(*pair) for pair in each.choices.items()]) for each in asked
    ]


def _indented(code: str, label: str) -> Choice:
    return Choice(code, f"{'　' * code.count('/')}{label}")


def _shown(desk: AtDesk, one: Carried) -> dict[str, Any]:
    return {
        "one": one,
        "day": wording.day_plain(one.on),
        "lines": [
            {
                "label": line.label,
                "number": saying.number(line.amount, line.unit),
                "unit": line.unit,
                "of": "，".join(filter(None, (line.place, line.slices))),
                "url": saying.address(desk.clerk.organ, one.on.year, line.indicator),
            }
            for line in one.lines
        ],
        "papers": [
            (
                f"/evidence/{paper.digest}/",
                f"原登记簿{place}" if len(one.papers) > 1 else "原登记簿",
                paper.size,
            )
            for place, paper in enumerate(one.papers, start=1)
        ],
        "void_url": f"{HERE}{one.entry}/void/" if not one.state and brought.may_bring(desk.clerk) else "",
    }


# Taking back ---------------------------------------------------------------------------------------


@at_desk
def void(request: HttpRequest, desk: AtDesk, *, entry: int) -> HttpResponseBase:
    """Say why an opening entry was wrong, see what that moves, and propose to void it."""
    found = brought.one(desk.clerk.organ, entry)
    if found is None:
        raise Http404("没有找到这条期初记录。")
    words: dict[str, Any] = {"action": "void", "clerk": desk.clerk, "now": desk.now}
    preview = correct.preview(found.case, entry, **words)
    if request.method != "POST":
        return _void(desk, found, preview, refusals=preview.refusals)
    reason = request.POST.get("reason", "")
    files = [Upload(name=str(file.name), content=file.read()) for file in request.FILES.getlist("evidence")]
    done = correct.propose(found.case, entry, reason=reason, evidence=files, **words)
    if isinstance(done, Refused):
        return _void(desk, found, preview, refusals=done.refusals, reason=reason, status=422)
    say(
        request,
        f"已提出作废，记入簿记第{done.proposal}号",
        text="由另一人确认后生效；在此之前期初数照旧。",
        link=Link("待确认的更正", "/corrections/"),
    )
    return redirect(f"{HERE}#entry-{entry}")


def _void(
    desk: AtDesk,
    found: Carried,
    preview: correct.Preview,
    *,
    refusals: Sequence[Refusal] = (),
    reason: str = "",
    status: int = 200,
) -> HttpResponse:
    errors = {one.field: one.message for one in refusals if one.field}
    against = [one for one in refusals if not one.field]
    notices = (
        [Notice(kind="refusal", title="不能作废", reasons=showing.reasons(refusals))] if refusals else []
    )
    return page(
        desk,
        "books/opening_void.html",
        section=SECTION,
        crumbs=(Link("账簿", SECTION), Link("期初结转", HERE), Link("作废")),
        heading="作废期初记录",
        heading_note=f"簿记第{found.entry}号，{wording.day_plain(found.on)}，{found.who}",
        notices=notices,
        status=status,
        closed=bool(against),
        movements=views_corrections.movements(preview.movements) if preview.movements else None,
        reason=Field(
            name="reason",
            label="作废原因",
            kind="long",
            required=True,
            value=reason,
            error=errors.get("reason", ""),
            help="写清哪里错、依据什么。加密封存，确认人看得到。正确的数字在作废后另行结转。",
        ),
        proof=Field(name="evidence", label="佐证材料", kind="files", error=errors.get("evidence", "")),
        back_url=f"{HERE}#entry-{found.entry}",
    )

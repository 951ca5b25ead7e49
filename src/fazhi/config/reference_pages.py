"""The reference in ``docs/reference``, written from the declarations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fazhi.core.law import LimitRow
from fazhi.core.procedure import Mark, Procedure, Publication
from fazhi.law import limits, profiles
from fazhi.procedures import registry
from fazhi.usecases import counting, reference
from fazhi.usecases.reference import Cited, Told, ToldField, ToldLimit, ToldStep
from fazhi.usecases.refusals import refusals
from fazhi.usecases.shelves import GROUPS

WRITTEN = "<!-- Written by `fazhi docs` from the declarations; change those, not this page. -->"


_SAID_ELSEWHERE = {"rule-not-met": "见下表：各事项自己的规则"}
LISTS = """- [Indicators · 指标](indicators.md)
- [Limits · 期限](limits.md)
- [Refusals · 不予记入的情形](refusals.md)"""


def pages() -> dict[str, str]:
    """Return every page of the reference: its path below docs/reference, and its text."""
    told = [reference.told(one) for one in registry.current().values()]
    found = {
        "README.md": _index(told),
        "indicators.md": _indicators(),
        "limits.md": _limits(told),
        "refusals.md": _refusals(told),
    }
    found |= {f"procedures/{one.procedure.code}.md": _procedure(one) for one in told}
    return {name: f"{WRITTEN}\n\n{text.strip()}\n" for name, text in found.items()}


# Markdown ------------------------------------------------------------------------------------------


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>") or " "


def _cited(one: Cited) -> str:
    return f"{one.text}：“{one.quote}”" if one.quote else one.text


def _group(procedure: type[Procedure]) -> str:
    return GROUPS.get(procedure.group, procedure.group)


def _by_group(told: Sequence[Told]) -> Iterator[tuple[str, list[Told]]]:
    labels = [*GROUPS.values()]
    labels += [label for one in told if (label := _group(one.procedure)) not in labels]
    for label in dict.fromkeys(labels):
        if found := [one for one in told if _group(one.procedure) == label]:
            yield label, found


# Pages ---------------------------------------------------------------------------------------------


def _index(told: Sequence[Told]) -> str:
    parts = [
        "# Reference · 参考",
        "What the declarations say, one page a duty. 每一项事项、指标、期限和不予记入的情形，都由声明生成。",
        LISTS,
    ]
    for label, found in _by_group(told):
        rows = [
            (
                f"[{one.procedure.label}](procedures/{one.procedure.code}.md)",
                f"`{one.procedure.code}`",
                one.kind,
                str(len(one.steps)),
                str(len(one.limits)),
                str(len(one.figures)),
                "、".join(one.instruments[:2]),
            )
            for one in found
        ]
        head = ("事项", "代码", "种类", "环节", "期限", "数字", "主要依据")
        parts.append(f"## {label}\n\n{_table(head, rows)}")
    return "\n\n".join(parts)


def _procedure(told: Told) -> str:
    declared = told.procedure
    parts = [
        f"# {declared.label} · `{declared.code}`",
        f"{_group(declared)} · {told.kind} · 第{declared.version}版 · {declared.in_force}起适用",
    ]
    if told.summary:
        parts.append("\n".join(told.summary))
    if told.instruments:
        parts.append(f"依据：{'、'.join(told.instruments)}")
    rows = [
        (stage.label, f"`{stage.name}`", "终结" if stage.final else "") for stage in declared.parts.stages
    ]
    parts.append(f"## 状态\n\n{_table(('状态', '代码', ''), rows)}")
    parts.append("## 环节")
    parts += [_step(step) for step in told.steps]
    if told.limits:
        parts.append("## 期限")
        parts.append(_table(("期限", "时长", "起止", "依据", "说明"), map(_limit, told.limits)))
    if told.rules:
        parts.append("## 规则")
        rules = (
            ("<br>".join(one.sentences), "、".join(one.steps), "<br>".join(map(_cited, one.bases)))
            for one in told.rules
        )
        parts.append(_table(("不符合时的告知", "环节", "依据"), rules))
    if declared.marks:
        parts.append(f"## {declared.marks.label}")
        parts.append(
            _table(("要求", "落实于", "落实前不能办理", "不需要的情形", "依据"), map(_mark, declared.marks))
        )
    if declared.publication is not None:
        parts.append(f"## 公示\n\n{_publication(declared.publication)}")
    if told.figures:
        parts.append("## 数字")
        figures = (
            (
                f"{one.label}<br>`{one.code}`",
                f"{one.unit}，{one.kind}",
                one.definition,
                "<br>".join(one.counting),
                "、".join(one.by),
                "、".join(one.says),
            )
            for one in told.figures
        )
        parts.append(_table(("指标", "单位", "定义", "计数规则", "分项", "报告中的说法"), figures))
    if told.links:
        parts.append("## 与其他事项的联系")
        parts.append("\n".join(f"- {_link(one)}" for one in told.links))
    return "\n\n".join(parts)


def _step(step: ToldStep) -> str:
    where = "由此开始" if step.opening else ""
    if step.at:
        where = "；".join(filter(None, (where, f"在{'、'.join(step.at)}时")))
    leads = f" → {step.to}" if step.to else ""
    others = "”“".join(step.others)
    apart = f"，不得是办理“{others}”的人" if others else ""
    lines = [
        f"### {step.label} · `{step.name}`",
        f"{where}{leads}。{step.who}办理{apart}。",
        "\n".join(f"- {_cited(one)}" for one in (step.basis, *step.cites)),
    ]
    if step.fields:
        lines.append(_table(("栏目", "代码", "类型", "要求"), map(_field, step.fields)))
    if step.documents:
        lines.append(f"文书：{'、'.join(step.documents)}")
    if step.opens:
        lines.append("可以" + "、".join(f"{label}（`{code}`）" for code, label in step.opens))
    return "\n\n".join(lines)


def _field(field: ToldField) -> tuple[str, str, str, str]:
    kind = f"{field.kind}：{'、'.join(field.choices)}" if field.choices else field.kind
    asked = "，".join(filter(None, (field.must, "封存" if field.sealed else "")))
    return field.label, f"`{field.name}`", kind, asked


def _limit(limit: ToldLimit) -> tuple[str, str, str, str, str]:
    said = [f"用语为“{limit.strength}”", *limit.notes]
    if limit.silence:
        said.append(f"期满未办：{limit.silence}")
    if limit.profile:
        said.append(f"{limit.profile}，选用后适用")
    lead = limit.kind if limit.kind in ("不少于", "提前") else ""
    ends = "”或“".join(limit.until)
    return (
        f"{limit.label}{f'<br>{limit.code}' if limit.code else ''}",
        f"{lead}{limit.days}",
        f"“{limit.since}”至“{ends}”",
        "<br>".join(map(_cited, (limit.basis, *limit.also))),
        "<br>".join(said),
    )


def _mark(mark: Mark) -> tuple[str, str, str, str, str]:
    by, before = ("、".join(step.label for step in steps) for steps in (mark.by, mark.before))
    return mark.label, by, before, mark.unless, _cited(Cited.of(mark.basis))


def _publication(publication: Publication) -> str:
    when = "事前" if publication.part == "before" else "事后"
    lines = [f"{when}公开“{publication.label}”：{'、'.join(one.heading for one in publication.columns)}。"]
    if publication.upward:
        lines.append(f"上报平台的栏目：{'、'.join(one.heading for one in publication.upward)}。")
    return "\n\n".join(lines)


def _link(link: reference.ToldLink) -> str:
    other = f"[{link.other_label}]({link.other}.md)" if link.other_label else f"`{link.other}`"
    if link.outward:
        return f"办理“{link.step}”时可以{link.label}，转入{other}"
    return f"由{other}的“{link.step}”转来（{link.label}）"


def _indicators() -> str:
    rows = []
    for code, one in sorted(registry.indicators().items()):
        posting = registry.posting_procedure(code)
        rows.append(
            (
                f"`{code}`",
                one.label,
                one.unit,
                reference.FIGURE_KINDS[one.kind],
                one.definition,
                "<br>".join(counting.counting(one)),
                "、".join(counting.breakdowns(one)),
                f"[{posting.label}](procedures/{posting.code}.md)" if posting else "",
            )
        )
    head = ("代码", "指标", "单位", "种类", "定义", "计数规则", "分项", "事项")
    return f"# Indicators · 指标\n\n{len(rows)}个指标。\n\n{_table(head, rows)}"


def _limits(told: Sequence[Told]) -> str:
    used: dict[str, list[str]] = {}
    for one in told:
        for limit in one.limits:
            if limit.code:
                here = f"[{one.procedure.label}](procedures/{one.procedure.code}.md)"
                used.setdefault(limit.code, [])
                if here not in used[limit.code]:
                    used[limit.code].append(here)
    rows = [_limit_row(row, used.get(row.code, [])) for row in limits.all()]
    head = ("代码", "期限", "时长", "依据", "适用", "事项", "说明")
    said = (
        f"{len(rows)}个期限，其中{len(used)}个由已声明的事项使用。天数都写在 law/limits.csv，不写在程序里。"
    )
    return f"# Limits · 期限\n\n{said}\n\n{_table(head, rows)}"


def _limit_row(row: LimitRow, used: Sequence[str]) -> tuple[str, ...]:
    kind = reference.LIMIT_KINDS[row.kind]
    lead = kind if kind in ("不少于", "提前") else ""
    where = profiles.profile(row.profile).label if row.profile else "全国"
    since = f"{row.in_force}起" if row.in_force else ""
    notes = (f"期满未办：{row.silence}" if row.silence else "", row.note)
    return (
        row.code,
        row.label,
        f"{lead}{reference.days_text(row)}",
        _cited(Cited.of(row.basis)),
        "，".join(filter(None, (where, since))),
        "、".join(used),
        "<br>".join(filter(None, notes)),
    )


def _refusals(told: Sequence[Told]) -> str:
    general = [
        (f"`{one.code}`", "<br>".join(one.sentences) or _SAID_ELSEWHERE.get(one.code, "说明随具体情形"))
        for one in refusals()
    ]
    parts = [
        "# Refusals · 不予记入的情形",
        "每一种不予记入都有固定代码和一句说明，并引条文；…代表案件中的内容。",
        f"## 通用\n\n{_table(('代码', '告知'), general)}",
        "## 各事项的规则 · `rule-not-met`",
    ]
    for one in told:
        if one.rules:
            rows = [
                ("<br>".join(rule.sentences), "、".join(rule.steps), "<br>".join(c.text for c in rule.bases))
                for rule in one.rules
            ]
            here = f"### [{one.procedure.label}](procedures/{one.procedure.code}.md)"
            parts.append(f"{here}\n\n{_table(('告知', '环节', '依据'), rows)}")
    return "\n\n".join(parts)

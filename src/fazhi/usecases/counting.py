"""How a figure is counted, in words: the tallies and formulas of a declaration as a clerk reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from fazhi.core.counting import steps_of
from fazhi.core.form import satisfies
from fazhi.core.procedure import Count, Distinct, Indicator, Procedure, Standing, Sum, Tally
from fazhi.law.indicators import standard_indicators
from fazhi.procedures import registry

_SIGNS = {"+": " ＋ ", "-": " － ", "*": " × ", "/": " ÷ "}
_PERIODS = {"period.months": "本期月数", "period.quarters": "本期季度数"}
_LOWEST = re.compile(r"min\(\s*([\w.]+)\s+by\s+(\w+)\s*\)")
_YEAR_ON_YEAR = re.compile(r"yoy\(\s*([^()]*?)\s*\)")
_CODE = re.compile(r"([a-z_]\w*(?:\.\w+)+)(\[[^\]]*\])?|\s*([-+*/])\s*")


def counting(indicator: Indicator) -> tuple[str, ...]:
    """Return how an indicator is counted, one sentence a tally, or its formula in words."""
    if indicator.formula:
        return (formula_in_words(indicator.formula),)
    declared = registry.posting_procedure(indicator.code)
    if declared is None:
        return ("办理任何事项时，经办人填报的数。",)
    return tuple(tally_in_words(tally, declared, indicator.unit) for tally in indicator.tallies)


def tally_in_words(tally: Tally, procedure: type[Procedure], unit: str) -> str:
    """Return what one tally counts: 每办理一次“受理”计1件，限“案件来源”为公安移送的."""
    only = f"，限{tally.where}的" if tally.where is not None else ""
    if isinstance(tally, Standing):
        standing = "在册的" if procedure.kind == "register" else "未办结的"
        if tally.apart is not None:
            return f"{standing}各条记录按“{tally.apart.label}”去重，各计1{unit}{only}。"
        if tally.of is not None:
            return f"{standing}各条记录中“{tally.of.label}”之和{only}。"
        return f"{standing}每条记录计1{unit}{only}。"
    step, *undoing = (procedure.step(name).label for name in steps_of(tally))
    back = f"；此后办理“{undoing[0]}”的，按原日期冲回" if undoing else ""
    if isinstance(tally, Count):
        once = "每件首次办理" if tally.once else "每办理一次"
        return f"{once}“{step}”计1{unit}{only}{back}。"
    if isinstance(tally, Sum):
        return f"办理“{step}”时，计入“{tally.of.label}”的数额{only}{back}。"
    return f"办理“{step}”时，按“{_label(tally, procedure)}”去重，各计1{unit}{only}{back}。"


def _label(tally: Distinct, procedure: type[Procedure]) -> str:
    if not isinstance(tally.of, str):
        return tally.of.label
    known = procedure.fields().get(tally.of)
    return known.label if known else tally.of


def formula_in_words(text: str) -> str:
    """Return a formula with labels for codes: “人民调解成功件数” ÷ “人民调解结案件数”."""
    said = _LOWEST.sub(lambda m: f"“{_called(m[1])}”按{_dimension(m[1], m[2])}分项的最小值", text)
    said = _YEAR_ON_YEAR.sub(lambda m: f"（{m[1]}）的同比增幅", said)
    for period, words in _PERIODS.items():
        said = said.replace(period, words)
    return _CODE.sub(_word, said)


def _word(match: re.Match[str]) -> str:
    if match[3]:
        return _SIGNS[match[3]]
    return f"“{_called(match[1])}”{_slice(match[1], match[2] or '')}"


def _called(code: str) -> str:
    known = registry.indicators().get(code) or standard_indicators().get(code)
    return known.label if known else code


def _dimension(code: str, name: str) -> str:
    return f"“{dimension_label(code, name)}”"


def _slice(code: str, slices: str) -> str:
    pairs = (part.partition("=") for part in slices.strip("[]").split(",") if part)
    said = "、".join(slice_label(code, name.strip(), value.strip()) for name, _, value in pairs)
    return f"（{said}）" if said else ""


def dimension_label(code: str, dimension: str) -> str:
    """Return what a breakdown of an indicator is called: 案件来源."""
    declared = registry.posting_procedure(code)
    field = declared.fields().get(dimension) if declared else None
    return field.label if field else dimension


def breakdowns(indicator: Indicator) -> tuple[str, ...]:
    """Return what an indicator may be broken down by, those that are crossed last: 案件来源×调解组织类型."""
    called = {name: dimension_label(indicator.code, name) for name in indicator.by}
    crossed = ("×".join(called[name] for name in names) for names in indicator.crossed)
    return (*called.values(), *crossed)


def value_label(code: str, dimension: str, value: str) -> str:
    """Return what a value of a breakdown is called: 公安移送（警调）; the value itself if it has none."""
    declared = registry.posting_procedure(code)
    field = declared.fields().get(dimension) if declared else None
    choices: Mapping[str, str] = getattr(field, "choices", {})
    if value in choices:
        return choices[value]
    if choices:
        return next((text for known, text in choices.items() if satisfies(known, value)), value)
    return {"yes": "是", "no": "否"}.get(value, value)


def slice_label(code: str, dimension: str, value: str) -> str:
    """Return what a slice is called: 案件来源：公安移送."""
    return f"{dimension_label(code, dimension)}：{value_label(code, dimension, value)}"


def with_parts(indicator: Indicator) -> Iterator[Indicator]:
    """Yield the indicators that a formula asks directly, those that are declared."""
    known = registry.indicators()
    for match in _CODE.finditer(indicator.formula):
        if match[1] and match[1] in known:
            yield known[match[1]]

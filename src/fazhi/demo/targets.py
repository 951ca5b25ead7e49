"""Target figures: what the books of an imagined year are to show, read and sorted before anything is made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from fazhi.core.form import Codes, Field, People, Person, Place, Quantity, Ref, Yuan
from fazhi.core.procedure import Distinct, Indicator, Procedure, Tally
from fazhi.demo import following
from fazhi.procedures import registry

_HUNDREDTH = Decimal("0.01")
_MOST = 10**12
_SAID = 20
_MOST_COUNTED = 100_000


class TargetsError(ValueError):
    """Some targets cannot be taken; the message holds every reason, one a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One figure to be met: an indicator over the year, or at its end for a stock.

    ``where`` is (dimension, value) of a slice.  ``month`` 1 to 12 is that month alone, 0 the year.  One that
    is ``free`` may come out as it likes: another rests on it.
    """

    indicator: str
    value: Decimal
    where: tuple[tuple[str, str], ...] = ()
    month: int = 0
    free: bool = False

    def __str__(self) -> str:
        """Return it as people read it."""
        declared = registry.indicators().get(self.indicator)
        label = f"{declared.label}（{self.indicator}）" if declared else self.indicator
        part = "".join(f"，{dimension}={value}" for dimension, value in self.where)
        month = f"，{self.month}月" if self.month else ""
        return f"{label}{part}{month} = {self.value.normalize():f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """What a file of figures asks: the targets, and how many cases of a procedure are carried in."""

    targets: tuple[Target, ...]
    carried: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A target left out, and why."""

    target: Target
    reason: str


def read(text: str) -> Targets:
    """Read a JSON list of ``{"indicator": code, "value": n, "breakdown": {dimension: value}?}``.

    A line ``{"carried": procedure, "value": n}`` tells how many of its cases were open when the year began.

    Raises:
        TargetsError: with every line that is not of that form.

    """
    try:
        lines = json.loads(text.removeprefix("\ufeff"), parse_float=Decimal, parse_int=Decimal)
    except json.JSONDecodeError as error:
        place = f"第{error.lineno}行第{error.colno}列"
        raise TargetsError(f"指标文件不是有效的JSON，{place}有误，请核对括号、引号和逗号。") from None
    except RecursionError:
        raise TargetsError("指标文件不是有效的JSON，括号层层相套太深，应是一个列表。") from None
    if not isinstance(lines, list):
        raise TargetsError('指标文件应是一个列表，例如 [{"indicator": "mediation.cases", "value": 438}]。')
    targets: list[Target] = []
    carried: dict[str, int] = {}
    problems: list[str] = []
    for number, line in enumerate(lines, start=1):
        try:
            _read_line(line, targets, carried)
        except ValueError as problem:
            problems.append(f"第{number}项：{problem}")
    if problems:
        raise TargetsError("\n".join(problems))
    return Targets(targets=tuple(targets), carried=carried)


def _read_line(line: object, targets: list[Target], carried: dict[str, int]) -> None:
    if not isinstance(line, Mapping):
        raise TargetsError('应写作 {"indicator": 指标编码, "value": 数值}。')
    value = _amount(line.get("value"))
    if isinstance(line.get("carried"), str):
        if value != value.to_integral_value() or value > _MOST_COUNTED:
            raise TargetsError(f"“{line.get('value')}”不是可以结转的件数，请填不超过{_MOST_COUNTED}的整数。")
        carried[line["carried"]] = int(value)
        return
    if not isinstance(line.get("indicator"), str):
        raise TargetsError("缺少指标编码 indicator。")
    breakdown = line.get("breakdown") or {}
    if not isinstance(breakdown, Mapping):
        raise TargetsError('breakdown 应写作 {维度: 取值}，例如 {"source": "entrusted/police"}。')
    if odd := [name for name, wanted in breakdown.items() if not isinstance(wanted, str)]:
        raise TargetsError(f'breakdown 中“{odd[0]}”的取值应为文字，例如 {{"source": "entrusted/police"}}。')
    where = tuple(sorted(breakdown.items()))
    targets.append(Target(indicator=line["indicator"], value=value, where=where))


def _amount(raw: Any) -> Decimal:
    try:
        value = Decimal(str(raw)) if not isinstance(raw, bool) else None
    except InvalidOperation:
        value = None
    if value is None or not value.is_finite():
        said = raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False, default=str)
        raise TargetsError(f"“{said}”不是数值，请填数字，例如 438 或 61210.50。")
    if value > _MOST:
        raise TargetsError(f"“{str(raw)[:_SAID]}”过大，目标数值不能超过{_MOST}。")
    if value < 0:
        raise TargetsError(f"“{raw}”是负数，目标数值不能小于零。")
    if value != value.quantize(_HUNDREDTH):
        raise TargetsError(f"“{raw}”细于两位小数，账簿只记到百分之一。")
    return value


def sort(
    targets: Sequence[Target], *, known_only: bool = False
) -> tuple[tuple[Target, ...], tuple[Skipped, ...]]:
    """Return the targets that a definition can post, and those skipped.

    Raises:
        TargetsError: some cannot be posted and ``known_only`` is not asked, or ask a slice that there is not,
            or two targets give the same figure different values, or one that others do not make up.

    """
    known = registry.indicators()
    usable: dict[tuple[Any, ...], Target] = {}
    skipped: list[Skipped] = []
    problems: list[str] = []
    # What others make up is held against all of them.
    for target in sorted(
        targets, key=lambda one: one.indicator in known and bool(known[one.indicator].formula)
    ):
        if reason := _not_posted(target):
            skipped.append(Skipped(target=target, reason=reason))
        elif problem := _badly_asked(target, tuple(usable.values())):
            problems.append(f"{target}：{problem}")
        else:
            same = usable.setdefault((target.indicator, target.where, target.month), target)
            if same.value != target.value:
                problems.append(f"同一指标给了两个数值：{same}，{target}。")
    if skipped and not known_only:
        problems += [f"{one.target}：{one.reason}" for one in skipped]
    if problems:
        raise TargetsError("\n".join(problems))
    return tuple(usable.values()), tuple(skipped)


def _not_posted(target: Target) -> str:
    declared = registry.indicators().get(target.indicator)
    if declared is None:
        return "还没有任何事项记入这一指标。"
    if not declared.formula:
        return ""
    made = following.made_up(target)
    if made is not None and not any(_badly_counted(one) for one in resting_on(made)):
        return ""
    if declared.kind == "rate":
        return f"这是比率，由件数得出（{declared.formula}），无法由它推出件数，请改写它所依据的件数。"
    return f"这一指标由其他指标合成（{declared.formula}），无法由它推出件数，请改写各组成指标。"


def _badly_asked(target: Target, others: Sequence[Target]) -> str:
    made = following.made_up(target) if registry.indicators()[target.indicator].formula else None
    return _badly_counted(target) if made is None else following.contradiction(made, others)


def resting_on(made: following.MadeUp) -> tuple[Target, ...]:
    """Return the figures that make another up, each free to come out as it likes."""
    return tuple(
        Target(indicator=code, value=Decimal(0), where=where, month=month, free=True)
        for code, where, month in made.cells
    )


def apart(targets: Sequence[Target]) -> tuple[tuple[Target, ...], tuple[following.MadeUp, ...]]:
    """Return the counts to be met, with those that rates and totals rest on, and what these ask of them."""
    known = registry.indicators()
    counts = {
        (one.indicator, one.where, one.month): one for one in targets if not known[one.indicator].formula
    }
    found = [following.made_up(one) for one in targets if known[one.indicator].formula]
    made = tuple(one for one in found if one is not None)
    for one in made:
        for free in resting_on(one):
            counts.setdefault((free.indicator, free.where, free.month), free)
    return tuple(counts.values()), made


def _badly_counted(target: Target) -> str:
    declared = registry.indicators()[target.indicator]
    if target.where and (problem := _badly_parted(target, declared)):
        return problem
    amounts = [one for one in map(_added, declared.tallies) if one is not None]
    if not any(isinstance(one, Yuan | Quantity) for one in amounts):
        if target.value != target.value.to_integral_value():
            return "这一指标按整数计，目标数值应为整数。"
        if not amounts and target.value > _MOST_COUNTED:
            return f"计数的目标数值不能超过{_MOST_COUNTED}：每一件都要有办理过程。"
    return ""


def _badly_parted(target: Target, declared: Indicator) -> str:
    names = tuple(sorted(name for name, _ in target.where))
    if len(names) > 1 and names not in declared.crossed:
        return f"不按{'、'.join(names)}交叉分项，一次只能按一个维度分项。"
    return next(filter(None, (_badly_cut(declared, *one) for one in target.where)), "")


def _badly_cut(declared: Indicator, dimension: str, value: str) -> str:
    if dimension not in declared.by:
        known = "、".join(declared.by) or "无"
        return f"不能按“{dimension}”分项；可用的维度：{known}。"
    field = procedure_of(declared).fields()[dimension]
    problem = ""
    try:
        field.wanted(value)
    except TypeError:
        choices = getattr(field, "choices", None)
        known = f"；可用：{'、'.join(choices)}。" if choices else "。"
        problem = f"“{field.label}”没有“{value}”这一取值{known}"
    if isinstance(field, Ref | Person | People | Place):
        problem = f"“{field.label}”的取值随记录而定，事先不能指定，不能分项。"
    if isinstance(field, Codes):
        problem = f"“{field.label}”可以多选，各项之和不等于总数，不能分项。"
    return problem


def _added(tally: Tally) -> Field[Any] | None:
    """Return the field whose amounts a tally adds up, None if it counts."""
    of = getattr(tally, "of", None)
    return None if isinstance(tally, Distinct) or not isinstance(of, Field) else of


def procedure_of(indicator: Indicator) -> type[Procedure]:
    """Return the procedure that posts an indicator.

    Raises:
        LookupError: none does.

    """
    found = registry.posting_procedure(indicator.code)
    if found is None:
        raise LookupError(f"no procedure posts '{indicator.code}'")
    return found


def by_procedure(targets: Iterable[Target]) -> dict[str, list[Target]]:
    """Return the targets under the codes of the procedures that post them."""
    found: dict[str, list[Target]] = {}
    for target in targets:
        procedure = procedure_of(registry.indicators()[target.indicator])
        found.setdefault(procedure.code, []).append(target)
    return found

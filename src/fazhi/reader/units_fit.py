"""Whether what a report counts in fits what an indicator is counted in: 起 and 件 are one, 人次 and 元
never.
"""

from __future__ import annotations

from functools import cache

_FAMILIES = {
    "case": "件 起 宗 例 案 桩 件次 单 笔",
    "event": "次 场 场次 期 轮 轮次 回 届 课 堂 讲 节 班次",
    "batch": "批 批次",
    "person": "人 名 位 人次",
    "item": "个 项 条 类 种 点 条次 点次",
    "firm": "家 户 家次 户次",
    "paper": "份 部 卷 篇 幅 张 册 本 套 页 篇次",
    "team": "支 队 组",
    "place": "处 座 所 间 站 块 处次",
    "machine": "台 辆 艘 套 台次 车次",
    "money": "元",
    "rate": "%",
    "area": "平方米 平方公里 亩 公顷",
    "hours": "学时 课时 小时 个小时",
    "score": "分",
    "years": "年",
    "days": "日 天 个工作日 工作日",
    "rank": "位 名",
}
_FAMILY = {unit: family for family, units in reversed(_FAMILIES.items()) for unit in units.split()}
_NEAR = {
    ("case", "item"): 0.85,
    ("case", "event"): 0.7,
    ("case", "paper"): 0.85,
    ("case", "batch"): 0.7,
    ("event", "item"): 0.6,
    ("event", "batch"): 0.8,
    ("item", "place"): 0.95,
    ("item", "team"): 0.85,
    ("item", "firm"): 0.85,
    ("item", "paper"): 0.85,
    ("item", "machine"): 0.8,
    ("paper", "place"): 0.5,
    ("firm", "place"): 0.8,
    ("case", "place"): 0.7,
    ("event", "paper"): 0.4,
    ("firm", "event"): 0.6,
    ("case", "firm"): 0.5,
    ("person", "firm"): 0.45,
}
_ALIKE = {"event": 1.12}
"""次, 场 and 场次 are written for one another."""
_EXACT = {
    frozenset(("人", "人次")): 0.92,
    frozenset(("平方米", "平方公里")): 0.3,
    frozenset(("本", "人")): 0.45,
    frozenset(("个", "人")): 0.45,
    frozenset(("期", "件")): 0.3,
    frozenset(("场", "件")): 0.4,
    frozenset(("部", "件")): 0.5,
    frozenset(("篇", "件")): 0.5,
    frozenset(("条", "次")): 0.3,
    frozenset(("条", "个")): 0.75,
    frozenset(("张", "项")): 0.3,
    frozenset(("张", "件")): 0.5,
    frozenset(("个", "次")): 0.4,
    frozenset(("件", "人次")): 0.6,
    frozenset(("次", "人次")): 0.55,
}

_SAID_ONLY: dict[tuple[str, str | None], float] = {("件", "event"): 0.4}
"""Cases are counted by 次 too, but what is held is never counted by 件."""


@cache
def fit(said: str, counted: str) -> float:
    """Return how well a unit fits: above 1 the same, 0 not at all.

    >>> fit("起", "件") > fit("次", "件") > fit("元", "件")
    True
    """
    if said == counted:
        return 1.15
    if exact := _SAID_ONLY.get((said, _FAMILY.get(counted)), _EXACT.get(frozenset((said, counted)))):
        return exact
    if "/" in counted:
        return 0.0
    if not said:
        return 0.8 if _FAMILY.get(counted) not in ("rate", "money") else 0.3
    one, other = _FAMILY.get(said, said), _FAMILY.get(counted, counted)
    if one == other:
        return _ALIKE.get(one, 1.0)
    return _NEAR.get((one, other), _NEAR.get((other, one), 0.0))


def same_family(said: str, counted: str) -> bool:
    """Tell whether two units count the same kind of thing, so that their numbers may be compared."""
    return _FAMILY.get(said, said) == _FAMILY.get(counted, counted)

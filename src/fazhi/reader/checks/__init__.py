"""Stage eight: what a careful reader would mark, one small function a check."""

from __future__ import annotations

from fazhi.reader.checks import claims_made, damage, days, names, numbers, plausible, structure, words
from fazhi.reader.checks.report import Check, Report
from fazhi.reader.reading import Problem, Severity

CHECKS: tuple[Check, ...] = (
    *structure.CHECKS,
    *days.CHECKS,
    *words.CHECKS,
    *names.CHECKS,
    *numbers.CHECKS,
    *plausible.CHECKS,
    *claims_made.CHECKS,
    *damage.CHECKS,
)
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.QUESTION: 2}


def problems(report: Report) -> tuple[Problem, ...]:
    """Return every fault, in order of reading; those of the whole first."""
    found = [problem for check in CHECKS for problem in check.problems(report)]
    found.sort(key=lambda one: (one.start if one.start is not None else -1, _WEIGHT[one.severity]))
    return tuple(found)


def listed() -> str:
    """Return the list of checks as a table in Markdown, as ``docs/reader.md`` has it."""
    grave = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.QUESTION: "存疑"}
    lines = ["| 编号 | 类别 | 程度 | 查什么 |", "|---|---|---|---|"]
    for check in CHECKS:
        why = f"（{check.article}）" if check.article else ""
        lines.append(f"| `{check.code}` | {check.kind} | {grave[check.severity]} | {check.finds}{why} |")
    return "\n".join(lines) + "\n"

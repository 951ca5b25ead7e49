"""The annual report (法治政府建设年度报告): its template, and what the books say unasked.

Shortcomings and next year's plan are drafted from what the books show; people then edit the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

from fazhi.statements.shortfalls import Shortfall

CODE = "annual_report"
LABEL = "法治政府建设年度报告"

NONE_SHOWN = (
    "从业务记录看，本年度未发现逾期办理或未完成整改的事项。主动查找问题的力度仍有不足，"
    "原因是日常自查以抽查为主，覆盖面不够。"
)
SHORTCOMINGS = "[[shortcomings]]"
NEXT_YEAR = "[[next_year]]"


def template() -> str:
    """Return the text of the template, with marks where the books speak for themselves."""
    return (
        resources.files("fazhi.statements")
        .joinpath("templates/annual_report.txt")
        .read_text(encoding="utf-8")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the books show of a kind of shortcoming: in which limit, how many.

    ``kind`` is late (done after the last day), overdue (past it and not done), open (rectification left
    open) or stopped (a step the law refused again and again); ``code`` the limit's code, ``what`` its label.
    """

    kind: str
    count: int
    code: str = ""
    what: str = ""

    @property
    def told(self) -> str:
        """The words with the figure as a token: 调结{limits.late[code=ME-01]}件."""
        return f"“{self.what}”{{limits.{self.kind}[code={self.code}]}}件"


MOST_SHORT = 5
"""How many shortfalls are told: a report names what matters, not everything."""


def shortcomings(shown: Sequence[Shown], short: Sequence[Shortfall] = ()) -> list[str]:
    """Return the paragraphs that tell what the books show, each with its likely cause, to be edited.

    With nothing to show one paragraph says so, and asks for the office's own view.
    """
    found = list(_paragraphs([one for one in shown if one.count]))
    return [*found, *(one.told for one in short[:MOST_SHORT])] or [NONE_SHOWN]


def _paragraphs(shown: Sequence[Shown]) -> Iterator[str]:
    late = [one for one in shown if one.kind == "late"]
    overdue = [one for one in shown if one.kind == "overdue"]
    left = [one for one in shown if one.kind == "open"]
    if late:
        told = "、".join(one.told for one in late[:4])
        yield (
            f"办理时限把握不够严格，{told}办结时已超过规定期限。"
            "原因是部分经办人员对时限起算和顺延掌握不准，提醒督办不够及时。"
        )
    if overdue:
        told = "、".join(one.told for one in overdue[:4])
        yield f"个别事项推进较慢，{told}逾期未办结。原因是涉及部门较多，协调力度不足。"
    stopped = [one for one in shown if one.kind == "stopped"]
    if stopped:
        told = "、".join(f"“{one.what}”" for one in stopped[:3])
        yield (
            f"程序意识有待加强，{told}等环节多次因条件不具备被退回。"
            "原因是部分经办人员对法定步骤和先后顺序不够熟悉。"
        )
    if left:
        yield (
            "整改仍有未完成事项，尚有{rectify.open}项问题持续整改。原因是部分问题涉及历史遗留，需要逐步推进。"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A task of next year's plan: what is to be done, by which month."""

    task: str
    month: int

    @property
    def told(self) -> str:
        """The words of the task."""
        return f"{self.task.rstrip('。')}，{self.month}月底前完成。"


_NUMBERS = "一二三四五六七八九十"


def next_year(planned: Sequence[Planned] = ()) -> list[str]:
    """Return the paragraphs of next year's plan, to be edited: of the plan list, else what is usual."""
    if planned:
        told = zip(_NUMBERS, planned, strict=False)
        return [f"（{number}）{one.told}" for number, one in told]
    return [
        "（一）持续学习贯彻习近平法治思想，落实党政主要负责人推进法治建设第一责任人职责。",
        "（二）严格落实重大行政决策程序和合法性审查制度，做到应审尽审。",
        "（三）加强行政执法规范化建设，强化执法人员培训和案卷自查，严格把握办案时限。",
        "（四）完善矛盾纠纷预防调处化解机制，提升人民调解工作质效。",
        "（五）落实“谁执法谁普法”普法责任制，增强法治宣传的针对性和实效性。",
    ]


def drafted(shown: Sequence[Shown], short: Sequence[Shortfall] = (), planned: Sequence[Planned] = ()) -> str:
    """Return the template with the paragraphs the books give."""
    text = template()
    text = text.replace(SHORTCOMINGS, "\n".join(shortcomings(shown, short)))
    return text.replace(NEXT_YEAR, "\n".join(next_year(planned)))

"""统计报表 — a return on its way to the office that asks for it."""

from datetime import date
from typing import Any

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.periods import PeriodError, Span
from fazhi.core.procedure import START, Limit, Stage, Step, rule
from fazhi.law import HouseRule
from fazhi.law.returns import returns
from fazhi.law.roles import LEADER, OFFICE_HEAD, RETURN_MAKER

ON_TIME = HouseRule(
    "（统计报表）", "按上级规定的报告期和时限报送；制表、审核、签发由不同的人办理，报出后更正的重新报送"
)


def _span(values: ask.Values) -> Span | None:
    """Return the period of a return, None where it has no such period; what is missing is told elsewhere."""
    row = returns().get(str(values.get("return_code")))
    try:
        return row.span(str(values.get("period", ""))) if row is not None else None
    except PeriodError:
        return None


def _made_for_the_period(values: ask.Values, record: ask.Values) -> str | None:  # noqa: ARG001 - a check takes both
    row, period = returns().get(str(values.get("return_code"))), values.get("period")
    try:
        name = row.span(str(period)).name if row is not None and period else period
    except PeriodError as reason:
        return str(reason)
    return None if name == period else f"报告期“{period}”请写作“{name}”。"


class Opening(ask.Form):
    """填报"""

    return_code = ask.Code("报表", {code: row.label for code, row in returns().items()}, short=True)
    period = ask.Text("报告期", max=7, help="写作2025、2025-H1、2025-Q1或者2025-03", short=True)
    period_ends = ask.Day("报告期末", required=False)
    due = ask.Day("报送时限", required=False, help="不填时按报表规定的时限")
    checks = (_made_for_the_period,)

    @classmethod
    def derived(cls, values: ask.Values) -> ask.Values:
        """Return when the period ends, and by when the return is handed in."""
        span = _span(values)
        if span is None:
            return {}
        ends: Any = date.fromordinal(span.until.toordinal() - 1)
        due = returns()[str(values["return_code"])].due(span)
        return {"period_ends": ends.isoformat(), "due": values.get("due") or due.isoformat()}


Checking = ask.form(
    "审核",
    unbalanced_why=ask.Long("勾稽不符的说明", required=False, help="勾稽全部相符的不填"),
    check_note=ask.Text("审核意见", max=300, required=False),
)


class Signature(ask.Form):
    """签发"""

    statement_digest = ask.Digest("报表摘要值")
    filed = ask.YesNo("报表已按摘要值存档", required=False)

    @classmethod
    def derived(cls, values: ask.Values) -> ask.Values:
        """Return that the return is filed: its digest is that of the content frozen at signature."""
        return {"filed": "yes"} if "statement_digest" in values else {}


Sending = ask.form(
    "报送",
    sent_how=ask.Code("报送方式", "system 业务系统填报, paper 纸质, mail 邮件, website 网站公布"),
    sent_note=ask.Text("报送说明", max=300, required=False),
)
Return = ask.form("退回", return_reason=ask.Long("退回原因"))
Reopening = ask.form("更正重报", reopen_reason=ask.Long("更正原因"))


@rule(ON_TIME, needs_form=True)
def the_period_is_over(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """A return is made once its period is over."""
    ends = str(event.form.get("period_ends", ""))
    return f"报告期到{ends}才结束，尚不能填报。" if ends and event.on.isoformat() <= ends else None


class StatisticalReturn(Case):
    """A return, one for each organ and period: filled in from the books, checked, signed, handed in.

    What is signed is frozen with the position in the journal that it knew; what corrections move later is
    shown beside it, and a return that has to be put right is handed in anew.
    """

    label = "统计报表报送"
    since = "2019-04-15"
    title = "{period}{return_code}"
    by = RETURN_MAKER
    one_per = (Opening.return_code, Opening.period)

    checking = Stage("待审核")
    signing = Stage("待签发")
    sending = Stage("待报送")
    handed_in = Stage("已报出", final=True)

    opened = Step("填报", START >> checking, Opening).under(ON_TIME, needs=the_period_is_over)
    checked = Step("审核", checking >> signing, Checking).under(
        ON_TIME, by=OFFICE_HEAD | LEADER, other_than=opened
    )
    signed = Step("签发", signing >> sending, Signature).under(
        ON_TIME, by=LEADER, other_than=(opened, checked), decisive=True, files=True
    )
    sent = Step("报送", sending >> handed_in, Sending).under(ON_TIME)
    returned = Step("退回", (signing | sending) >> checking, Return).under(ON_TIME, by=OFFICE_HEAD | LEADER)
    reopened = Step("更正重报", handed_in >> checking, Reopening).under(ON_TIME)

    hand_in = Limit("报送统计报表", Opening.due, opened >> sent, basis=ON_TIME)

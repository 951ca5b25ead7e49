"""年度事务 — a recurring duty of the year, said to be done or set aside where no entry tells it."""

from datetime import date

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import START, Stage, Step, rule
from fazhi.law import year
from fazhi.law.roles import CALENDAR_LEADER, CALENDAR_OWNER

KEPT = HouseRule("（年度日历）", "年度日历上的事务办完后记明结果；不适用的写明理由，法律规定的由分管领导写明")
LEADERS = frozenset(CALENDAR_LEADER.posts)


class Settlement(ask.Form):
    """年度日历事项"""

    task = ask.Text("日历编号", max=60)
    subject = ask.Title("事项")
    outcome = ask.Text("办理结果；不适用的写明理由", max=300)
    proof = ask.Files("佐证材料", required=False)


@rule(KEPT, needs_form=True)
def the_calendar_knows_it(_view: CaseView, event: Event) -> str | None:
    """What is done or set aside is an occasion of the calendar."""
    return None if year.named(event.form["task"]) else "年度日历上没有这一事项，请从年度日历的页面上办理。"


@rule(KEPT, needs_form=True)
def what_the_law_asks_is_set_aside_by_a_deputy(_view: CaseView, event: Event) -> str | None:
    """A duty whose day the law sets may only be set aside by the deputy, the secretary or the director."""
    found = year.named(event.form["task"])
    if found is None or not found[0].statutory or event.by.post in LEADERS:
        return None
    return "这一事项的日期由法律规定，只能由分管领导或者主要领导写明理由后列为不适用。"


class YearTask(Case):
    """An occasion of the yearly calendar settled by hand: done, with its result, or not applicable."""

    label = "年度日历事项"
    in_force = date(2019, 4, 15)
    title = "{subject}"
    by = CALENDAR_OWNER
    one_per = (Settlement.task,)

    settled = Stage("已办结", final=True)
    dropped = Stage("不适用", final=True)

    fulfilled = Step("办结", START >> settled, Settlement).under(KEPT, needs=the_calendar_knows_it)
    set_aside = Step("列为不适用", START >> dropped, Settlement).under(
        KEPT, needs=(the_calendar_knows_it, what_the_law_asks_is_set_aside_by_a_deputy)
    )

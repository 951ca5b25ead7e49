"""年度事务 — a recurring duty of the year, given a day of its own, said to be done, or set aside."""

from datetime import date

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Stage, Step, rule
from fazhi.core.recurrence import Occasion
from fazhi.law import HouseRule, year
from fazhi.law.roles import CALENDAR_LEADER, CALENDAR_OWNER
from fazhi.law.year import YearDuty

KEPT = HouseRule("（年度日历）", "年度日历上的事务办完后记明结果；不适用的写明理由，法律规定的由分管领导写明")
MOVED = HouseRule("（年度日历改期）", "年度日历上的日期可以由本机关改定并写明理由；法律规定的日期不得推迟")
LEADERS = frozenset(CALENDAR_LEADER.posts)


class Named(ask.Text):
    """An occasion of the calendar, kept by its name (civil_code_month@2026), shown and taken in words."""

    def canonical(self, raw: object) -> str:
        """Return the name of what was typed, as a name or in the words that people read."""
        return year.meant(super().canonical(raw))

    def text(self, canonical: ask.Canonical) -> str:
        """Return what people call the occasion."""
        return year.said(str(canonical))


class About(ask.Form):
    """年度日历事项"""

    task = Named("日历上的哪一次", max=60, help="从年度日历的页面上办理时已填好")
    subject = ask.Title("事项")

    @classmethod
    def known(cls, record: ask.Values) -> frozenset[str]:
        """Return what need not be said again of an occasion that was moved before."""
        return frozenset({"task", "subject"} & set(record))


class Settlement(About):
    """年度日历事项"""

    outcome = ask.Text("办理结果；不适用的写明理由", max=300)
    proof = ask.Files("佐证材料", required=False)


class Rescheduling(About):
    """年度日历改期"""

    moved_to = ask.Day("改定的日期")
    moved_why = ask.Text("改期理由", max=300)


def _named(view: CaseView, event: Event) -> tuple[YearDuty, Occasion] | None:
    """Return the duty and the occasion that a case is about, None if the calendar knows none."""
    found = year.named(str(event.form.get("task") or view.record.get("task", "")))
    occasion = found[0].occasion(found[1]) if found else None
    return (found[0], occasion) if found and occasion else None


@rule(KEPT, needs_form=True)
def the_calendar_knows_it(view: CaseView, event: Event) -> str | None:
    """What is done, set aside or moved is an occasion of the calendar."""
    return None if _named(view, event) else "年度日历上没有这一事项，请从年度日历的页面上办理。"


@rule(KEPT, needs_form=True)
def what_the_law_asks_is_set_aside_by_a_deputy(view: CaseView, event: Event) -> str | None:
    """A duty whose day the law sets may only be set aside by the deputy, the secretary or the director."""
    found = _named(view, event)
    if found is None or not found[0].statutory or event.by.post in LEADERS:
        return None
    return "这一事项的日期由法律规定，只能由分管领导或者主要领导写明理由后列为不适用。"


@rule(MOVED, needs_form=True)
def it_is_moved_within_its_year_and_never_past_the_law(view: CaseView, event: Event) -> str | None:
    """A day may be moved within its year; one that the law sets only to an earlier day."""
    found = _named(view, event)
    if found is None:
        return None
    duty, occasion = found
    day = date.fromisoformat(event.form["moved_to"])
    if day.year != occasion.due.year:
        return f"改定的日期应在{occasion.due.year}年内。"
    if duty.statutory and day > occasion.due:
        return f"{duty.label}的日期由法律规定（{duty.rests_on}），不得晚于{occasion.due}。"
    return None


class YearTask(Case):
    """An occasion of the yearly calendar: moved to a day of the office's own; done, or not applicable."""

    label = "年度日历事项"
    since = "2019-04-15"
    title = "{subject}"
    by = CALENDAR_OWNER
    one_per = (About.task,)

    # What is moved waits on the calendar, not as a case: whatever entry fulfils it does so there.
    rescheduled_to = Stage("已改期", final=True)
    settled = Stage("已办结", final=True)
    dropped = Stage("不适用", final=True)

    rescheduled = Step("改期", (START | rescheduled_to) >> rescheduled_to, Rescheduling).under(
        MOVED, needs=(the_calendar_knows_it, it_is_moved_within_its_year_and_never_past_the_law)
    )
    fulfilled = Step("办结", (START | rescheduled_to) >> settled, Settlement).under(
        KEPT, needs=the_calendar_knows_it
    )
    set_aside = Step("列为不适用", (START | rescheduled_to) >> dropped, Settlement).under(
        KEPT, needs=(the_calendar_knows_it, what_the_law_asks_is_set_aside_by_a_deputy)
    )

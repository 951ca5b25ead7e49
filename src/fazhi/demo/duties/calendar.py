"""The year's calendar: what no entry of another duty tells is said to be done by who owns it, on its day."""

from __future__ import annotations

from datetime import date, timedelta

from fazhi.core.recurrence import Occasion
from fazhi.demo.duties.dealing import Dealer
from fazhi.law.roles import CALENDAR_OWNER
from fazhi.law.year import YearDuty, year_duties

_STANDING = ("daily", "weekly")
#: Done where the books do not look: the report on the year before they began, study in the communities.
_ELSEWHERE = ("report_sent", "report_published", "community_study")


def tell(dealer: Dealer) -> None:
    """Settle every occasion of the year that fell due in it and that nothing else can tell."""
    for duty in year_duties().values():
        told = (duty.figure or duty.step) and duty.code not in _ELSEWHERE
        if told or duty.rule.startswith(_STANDING):
            continue
        for occasion in duty.occasions(dealer.year):
            if occasion.due.year == dealer.year:
                _settled(dealer, duty, occasion)


def _settled(dealer: Dealer, duty: YearDuty, occasion: Occasion) -> None:
    office = dealer.script.office
    on = occasion.due
    while not office.calendar.is_working(on) and on > occasion.start:
        on -= timedelta(days=1)
    on = dealer.script.working(max(on, date(dealer.year, 1, 2)))
    owner = next(
        one
        for code in duty.owners
        for one in office.people
        if code in one.posts and code in CALENDAR_OWNER.posts
    )
    outcome = f"已按期完成，形成{duty.returns}。" if duty.returns else "已按期完成。"
    dealer.script.open(
        "year_task",
        "fulfilled",
        on,
        owner.name,
        task=f"{duty.code}@{occasion.key}",
        subject=duty.label,
        outcome=outcome,
    ).end()

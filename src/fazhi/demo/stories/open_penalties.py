"""Penalty cases that stand open when the demonstration begins, in January: one overdue, others near."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from fazhi.demo.stories.penalty_case import CLERK, DEPUTY, JUSTICE, LOOKED_AT, PenaltyCase
from fazhi.demo.stories.script import Script

#: The last day of which anything is told.
NOW = date(2026, 1, 14)
_OFFICERS = ("廖铁生", "车向北")


def _case(script: Script, cause: str, place: str, found: date, filed: date) -> PenaltyCase:
    case = PenaltyCase(script=script, cause=cause, place=place, officers=_OFFICERS)
    case.clue(found)
    case.file(filed)
    return case


def overdue(script: Script, filed: date, cause: str, place: str) -> None:
    """The time to decide is over; the opinion on the case waits for the signature of the justice head."""
    case = _case(script, cause, place, date(2025, 10, 9), filed)
    case.amount = 500
    case.inquire(date(2025, 10, 14), "scene")
    case.order_correction(date(2025, 10, 14))
    case.inquire(date(2025, 12, 9), "interview", "多次联系后当事人到队接受询问，承认占用消防车通道。")
    case.conclude(date(2025, 12, 22))
    case.notify(date(2025, 12, 24))
    case.plead(date(2025, 12, 29), "当事人称通道标线不清，请求从轻。")
    matter = case.send_to_review(date(2026, 1, 12), subject="占用消防车通道处罚决定")
    code = script.person("易修远").code
    matter.do("accepted", date(2026, 1, 12), JUSTICE, reviewer=code)
    matter.do(
        "reviewed",
        NOW,
        "易修远",
        reviewer=code,
        points_checked=list(LOOKED_AT),
        counsel="none",
        findings="事实清楚；已超过九十日的办案期限，建议说明原因。",
        points=[
            {
                "clause": "办案期限",
                "problem": "自立案之日起已超过九十日",
                "suggestion": "说明超期原因，尽快作出决定",
                "weight": "must",
            }
        ],
        conclusion="amend",
    )
    matter.end()
    case.case.end()


def to_decide(script: Script, filed: date, cause: str, place: str) -> None:
    """All is there for the director to decide, a few days before the time is over."""
    case = _case(script, cause, place, date(2025, 10, 20), filed)
    case.amount, case.grave = 2600, True
    case.inquire(date(2025, 10, 24), "scene")
    case.order_correction(date(2025, 10, 24))
    case.inquire(date(2025, 11, 12), "interview")
    case.conclude(date(2025, 12, 16))
    case.notify(date(2025, 12, 18))
    case.waive(date(2025, 12, 22))
    matter = case.review(date(2026, 1, 5), date(2026, 1, 7), date(2026, 1, 8), reviewer="左明谦")
    case.discuss(date(2026, 1, 13), "同意处罚款2600元，提请作出决定。")
    matter.end()
    case.case.end()


def heard_today(script: Script, filed: date, cause: str, place: str) -> None:
    """The hearing is this morning; what was heard is still to be written down, reviewed and decided on."""
    case = _case(script, cause, place, date(2025, 11, 17), filed)
    case.amount, case.grave, case.grounds = 10_000, True, ("catalogue", "after_hearing")
    case.inquire(date(2025, 11, 21), "scene")
    case.order_correction(date(2025, 11, 21))
    case.inquire(date(2025, 12, 5), "interview")
    case.conclude(date(2025, 12, 16))
    case.notify(date(2025, 12, 19), hearing=True)
    case.case.do(
        "hearing_asked",
        date(2025, 12, 24),
        CLERK,
        asked_way="written",
        hearing_claim="当事人称夜间浇筑系工艺需要，已张贴告示，请求从轻并要求听证。",
    )
    case.case.do(
        "hearing_called",
        date(2025, 12, 31),
        CLERK,
        hearing_at="2026-01-15T09:30",
        hearing_place="街道一楼听证室",
        chair=script.person(JUSTICE).code,
        recorder=script.person(CLERK).code,
        hearing_public="yes",
    )
    case.case.end()


def preserved(script: Script, filed: date, cause: str, place: str) -> None:
    """What is to become of the evidence preserved has to be said tomorrow."""
    case = _case(script, cause, place, date(2025, 12, 12), filed)
    case.inquire(date(2025, 12, 18), "scene")
    case.order_correction(date(2025, 12, 18))
    case.case.do(
        "preserved",
        date(2026, 1, 7),
        DEPUTY,
        officers=case.pair,
        preservation_reason="运输台账可能灭失",
        kept=[{"thing": "运输台账", "thing_number": "2册"}],
        kept_where="综合行政执法队证据室",
    )
    case.case.end()


def inquiring(script: Script, filed: date, cause: str, place: str) -> None:
    """Filed before the holidays, looked at once."""
    case = _case(script, cause, place, date(2025, 12, 19), filed)
    case.inquire(date(2025, 12, 25), "scene")
    case.case.end()


#: In the order in which they were filed.
STATES: tuple[Callable[[Script, date, str, str], None], ...] = (
    overdue,
    to_decide,
    heard_today,
    preserved,
    inquiring,
)


def tell_new(script: Script) -> None:
    """Tell the clue of the new year that waits to be filed."""
    case = PenaltyCase(script=script, cause="waste_sorting", place="990101001006", officers=_OFFICERS)
    case.clue(date(2026, 1, 13), source="hotline")
    case.case.end()

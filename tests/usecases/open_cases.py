"""Penalties, inspections and officers of the enforcement desk, on their way to the public."""

from typing import Any

from procedures import penalty_telling as told
from procedures.test_inspection import PLAN, RECORD
from usecases.test_inspections_and_penalties import BOTH, Desk, without

FIRM, CITIZEN, SHOP = told.FIRM, told.CITIZEN, told.SHOP
PERSONAL = ("张三丰", "10087654321", "云汀区桐花里12号", "渡口路8号", "倾倒建筑垃圾约12立方米")
"""What is known of parties and what they did: none of it may be read by the public."""


def decided(desk: Desk, *, party: dict[str, Any] = FIRM, **decision: Any) -> str:
    """Take a penalty to its decision of 3 September 2025."""
    case = desk.do("liao", "08-04", "clue_registered", of="penalty", **_clue()).case
    filing = without(told.FILING, "item", "item_kind")
    desk.do(
        "lu",
        "08-05",
        "filed",
        case,
        **filing | {"party": [party], "power_basis": "赋权清单", "officers": BOTH},
    )
    desk.do("liao", "08-06", "investigated", case, **told.INQUIRY | {"officers": BOTH})
    desk.do("liao", "08-20", "concluded", case, **told.CONCLUSION | {"officers": BOTH})
    desk.do("liao", "08-22", "notified", case, **told.NOTICE | {"plea_until": "2025-08-29"})
    desk.do("shen", "09-03", "decided", case, **told.DECISION | decision)
    return case


def _clue() -> dict[str, Any]:
    return told.CLUE_FORM | {"found_on": "2025-08-04", "act_on": "2025-08-03"}


def publish(desk: Desk, case: str, day: str = "09-05") -> None:
    """Publish the decision on a penalty."""
    desk.do("yin", day, "published", case, published_where="街道公示专栏", masked="yes")


def take_back(desk: Desk, case: str, reason: str) -> None:
    """Let a decision be revoked and its publication be taken back, on 20 October 2025."""
    desk.do("yin", "10-20", "overturned", case, overturned_how="revoked", overturned_by="reconsideration")
    desk.do("yin", "10-20", "taken_down", case, taken_down_reason=reason)


def inspected(desk: Desk, *, publicity: str = "yes", **plan: Any) -> str:
    """Take an inspection to its result of 9 July 2025."""
    planned = without(PLAN, "item") | {"item_name": "油烟检查（清单第3项）", "officers": BOTH} | plan
    case = desk.do("liao", "07-07", "planned", of="inspection", **planned).case
    desk.do("lu", "07-08", "approved", case, approval_note="同意检查。")
    desk.do("liao", "07-09", "notified", case, told_way="code", rights_told="yes")
    desk.do("liao", "07-09", "inspected", case, **RECORD | {"officers": BOTH})
    outcome = {"result": "guided", "result_text": "当面指导", "objection": "书面提出"}
    desk.do("liao", "07-09", "result_told", case, **outcome, publicity=publicity)
    return case

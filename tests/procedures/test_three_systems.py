"""行政执法三项制度 on inspections and penalties: done, ahead, missing, not asked; what waits for them."""

from datetime import date

import pytest

from fazhi.core.marks import State, marked
from fazhi.procedures import registry
from fazhi.procedures.enforcement.inspection import Inspection
from fazhi.procedures.enforcement.penalty import Penalty
from journal_text import attempt, codes, refusal, view
from procedures.penalty_telling import CLOSED, CLUE, CONCLUDED, DECIDED, FILED, PAID, SERVED

DONE, AHEAD, MISSING, NOT_ASKED = State.DONE, State.AHEAD, State.MISSING, State.NOT_ASKED
TO_REVIEW = CONCLUDED.replace("complex_or_grave=no", "complex_or_grave=no review_grounds=[public_interest]")
REVIEWED = TO_REVIEW + "2025-03-22 reviewed 左明谦 review_conclusion=pass\n"
SENT_BACK = TO_REVIEW + "2025-03-22 reviewed 左明谦 review_conclusion=supplement\n"
WITHHELD = SERVED.replace("publication=publish credit_grade=general", "publication=withhold")
ON_SPOT = """
    2025-03-10  decided_on_spot  廖铁生  officers=[廖铁生,车向北] result=penalty penalty_kinds=[warning] \
        credentials_shown=yes rights_told=yes
"""
OVERTURNED = "2025-04-09 overturned 殷小寒 overturned_how=revoked overturned_by=court\n"
CLOSING = {"close_kind": "executed", "closing_text": "已履行。", "fully_recorded": "yes"}

PLANNED = """
    2025-07-07  planned  廖铁生  source=annual_plan object_kind=enterprise officers=[廖铁生,车向北]
    2025-07-08  approved  陆行之
"""
INSPECTED = (
    PLANNED
    + """
    2025-07-09  inspected  廖铁生  officers=[廖铁生,车向北] problems=0 credentials_shown=yes signed=signed
"""
)
TOLD = INSPECTED + "2025-07-10 result_told 廖铁生 result=nothing publicity=yes\n"


def states(text, procedure=Penalty, on=date(2025, 4, 8)):
    return tuple(one.state for one in marked(view(text, procedure), on))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CLUE, (AHEAD, AHEAD, AHEAD)),
        (CLUE + "2025-03-03 declined 陆行之 not_filed_reason=slight\n", (NOT_ASKED, NOT_ASKED, NOT_ASKED)),
        (FILED, (AHEAD, AHEAD, AHEAD)),
        (CONCLUDED, (AHEAD, AHEAD, NOT_ASKED)),
        (TO_REVIEW, (AHEAD, AHEAD, AHEAD)),
        (REVIEWED, (AHEAD, AHEAD, DONE)),
        (SENT_BACK, (AHEAD, AHEAD, MISSING)),
        (DECIDED, (AHEAD, AHEAD, NOT_ASKED)),
        (WITHHELD, (NOT_ASKED, AHEAD, NOT_ASKED)),
        (CLOSED, (DONE, DONE, NOT_ASKED)),
        (SERVED + OVERTURNED, (NOT_ASKED, AHEAD, NOT_ASKED)),
        (SERVED + "2025-04-08 published 殷小寒 masked=yes\n" + OVERTURNED, (DONE, AHEAD, NOT_ASKED)),
        (CLOSED.replace("fully_recorded=yes", "fully_recorded=no"), (DONE, MISSING, NOT_ASKED)),
        (ON_SPOT, (NOT_ASKED, DONE, NOT_ASKED)),
    ],
)
def test_a_penalty_stands_with_the_three_systems_as_far_as_it_has_come(text, expected):
    assert states(text) == expected


def test_a_decision_to_be_published_is_missing_after_seven_working_days():
    assert states(SERVED, on=date(2025, 4, 15))[0] is AHEAD
    assert states(SERVED, on=date(2025, 4, 16))[0] is MISSING


def test_a_penalty_to_be_published_is_not_closed_before_it_is():
    refused = refusal(attempt(view(PAID, Penalty), "2025-04-23 closed 陆行之", form=CLOSING), "mark-missing")

    assert refused.message == "三项制度中的公示尚未落实，不能办理“结案”，请先办理“公开处罚决定”。"
    assert "第四十八条" in refused.basis
    shown = PAID + "2025-04-22 published 殷小寒 masked=yes\n"
    for text in (shown, WITHHELD + "2025-04-15 paid 殷小寒 paid=20000.00\n"):
        assert not codes(attempt(view(text, Penalty), "2025-04-23 closed 陆行之", form=CLOSING))


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        (PLANNED, date(2025, 7, 8), (AHEAD, AHEAD, NOT_ASKED)),
        (PLANNED + "2025-07-09 declined 陆行之\n", date(2025, 7, 9), (NOT_ASKED, NOT_ASKED, NOT_ASKED)),
        (INSPECTED, date(2025, 7, 9), (AHEAD, DONE, NOT_ASKED)),
        (INSPECTED.replace("credentials_shown=yes", ""), date(2025, 7, 9), (AHEAD, MISSING, NOT_ASKED)),
        (TOLD, date(2025, 8, 7), (AHEAD, DONE, NOT_ASKED)),
        (TOLD, date(2025, 8, 8), (MISSING, DONE, NOT_ASKED)),
        (TOLD.replace("publicity=yes", "publicity=no"), date(2025, 8, 8), (NOT_ASKED, DONE, NOT_ASKED)),
        (TOLD + "2025-07-11 published 殷小寒\n", date(2025, 8, 8), (DONE, DONE, NOT_ASKED)),
    ],
)
def test_an_inspection_stands_with_the_three_systems_as_far_as_it_has_come(text, on, expected):
    assert states(text, Inspection, on) == expected


def test_every_mark_has_its_article_and_says_when_it_is_not_asked():
    for procedure in (Penalty, Inspection):
        assert [one.label for one in procedure.marks] == ["公示", "全过程记录", "法制审核"]
        for one in procedure.marks:
            assert "《行政处罚法》第" in str(one.basis) or "国办发〔2018〕118号" in str(one.basis)
            assert one.unless


def test_how_many_cases_met_them_is_a_figure():
    assert registry.indicators()[Penalty.marks.rate].kind == "rate"

"""Legal advisers see what is sent to them, and nothing besides."""

from datetime import date
from typing import Any

import pytest

from fazhi.procedures import registry
from fazhi.procedures.review.adviser_task import Assignment
from fazhi.store import models
from fazhi.usecases import access, choosing, lists, searches
from fazhi.usecases.record import Refused
from usecases.offices import SHEN, Office

QI, BAI = "qi", "bai"
REQUEST: dict[str, Any] = {
    "subject": "新纺片区租赁合同解除",
    "task_kind": "consultation",
    "office": "城管建设办",
    "question": "承租人拖欠租金，能否解除",
    "materials": "租赁合同一份",
    "written": "no",
}


@pytest.fixture
def advised(office: Office) -> Office:
    """An office with two advisers from outside."""
    for code, name in ((QI, "祁衡川"), (BAI, "白砚")):
        models.Person.objects.create(code=code, name=name)
        models.Holding.objects.create(
            person_id=code,
            organ_id=office.organ,
            post="counsel",
            title="法律顾问",
            since=date(2024, 1, 1),
        )
    return office


def seen_by(office: Office, person: str) -> set[str]:
    """Every case of any duty that the person finds."""
    clerk, today = office.clerk(person), office.now.date()
    found = {
        line.key
        for procedure in registry.current().values()
        for line in lists.page(clerk, procedure, today=today, size=100).lines
    }
    assert found == access.seen_among(clerk, models.Case.objects.values_list("key", flat=True))
    return found


def ask(office: Office, **changes: Any) -> str:
    return office.record("adviser_task", "requested", by=SHEN, form={**REQUEST, **changes}).case


def send(office: Office, case: str, lawyer: str) -> None:
    office.record(
        "adviser_task", "assigned", by=SHEN, case=case, form={"lawyer": lawyer, "no_conflict": "yes"}
    )


def test_an_adviser_sees_a_question_from_the_moment_it_is_sent_to_them(advised: Office):
    ours, others = ask(advised), ask(advised, subject="另一事项")
    advised.mediate()
    assert seen_by(advised, QI) == set()

    send(advised, ours, QI)
    send(advised, others, BAI)

    assert seen_by(advised, QI) == {ours}
    assert seen_by(advised, BAI) == {others}
    assert seen_by(advised, SHEN) >= {ours, others}


def test_what_was_not_sent_is_not_there_at_all(advised: Office):
    case = ask(advised)

    with pytest.raises(access.NotYoursError):
        access.case_for(advised.clerk(QI), case)
    assert searches.find(advised.clerk(QI), "新纺片区").hits == []
    assert searches.find(advised.clerk(SHEN), "新纺片区").hits != []
    tried = advised.try_to(
        "adviser_task", "answered", by=QI, case=case, form={"result": "oral", "answer": "可以解除"}
    )
    assert isinstance(tried, Refused)


def test_an_adviser_answers_what_was_sent_and_nobody_else_does(advised: Office):
    case = ask(advised)
    send(advised, case, QI)
    answer = {"result": "oral", "answer": "催告后仍不支付的，可以解除"}

    assert isinstance(advised.try_to("adviser_task", "answered", by=BAI, case=case, form=answer), Refused)
    advised.record("adviser_task", "answered", by=QI, case=case, form=answer)


def test_an_adviser_opens_nothing(advised: Office):
    tried = advised.try_to("adviser_task", "requested", by=QI, form=REQUEST)

    assert isinstance(tried, Refused)


def test_only_advisers_are_offered_where_one_is_to_be_named(advised: Office):
    step = registry.procedure("adviser_task").step("assigned")

    offered = choosing.choices(step, clerk=advised.clerk(SHEN), on=advised.now.date())

    assert {code for code, *_ in offered.of(Assignment.lawyer)} == {BAI, QI}


def test_counsel_in_a_suit_sees_that_suit_only(advised: Office):
    def sued(number: str) -> str:
        return advised.record("litigation", "received", by=SHEN, form={**SUIT, "court_no": number}).case

    first, second = sued("（2025）行初1号"), sued("（2025）行初2号")
    sharing = {"office": "执法队", "handler": SHEN, "staff_agents": [SHEN], "stop_execution": "no"}
    advised.record("litigation", "assigned", by=SHEN, case=first, form={**sharing, "lawyer": QI})
    advised.record("litigation", "assigned", by=SHEN, case=second, form=sharing)

    assert seen_by(advised, QI) == {first}


SUIT: dict[str, Any] = {
    "subject": "enforcement/penalty",
    "act_name": "行政处罚决定",
    "claims": "撤销处罚决定",
    "court": "云汀区人民法院",
    "instance": "first",
    "position": "defendant",
    "plaintiffs": [{"role": "plaintiff", "party_kind": "individual", "name": "朗某", "phone": "13800138000"}],
    "served_on": "2025-03-03",
    "route": "direct",
    "counted_from": "2024-12-02",
    "remedy_told": "yes",
    "sued_on": "2025-02-20",
}

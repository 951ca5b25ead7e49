"""A legal adviser in the system: what they see is what is sent to them."""

from datetime import date

import pytest

from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases import access, lists, todo
from usecases.offices import ORGAN, SHEN, Office

QI, ZHOU = "qi", "zhou"
QUESTION = {"channel": "window", "topic": "civil/labour", "group": "migrant_workers", "question": "拖欠工资"}


@pytest.fixture
def office(office: Office) -> Office:
    for code, name in ((QI, "祁衡川"), (ZHOU, "周正言")):
        person = models.Person.objects.create(code=code, name=name)
        models.Holding.objects.create(
            person=person, organ_id=ORGAN, post="counsel", title="法律顾问", unit="", since=date(2024, 1, 1)
        )
    return office


def ask(office: Office) -> str:
    return office.record("legal_consultation", "asked", by=SHEN, form=QUESTION).case


def listed(office: Office, person: str) -> list[str]:
    consultation = registry.procedure("legal_consultation")
    found = lists.page(office.clerk(person), consultation, today=office.now.date())
    return [line.key for line in found.lines]


def test_a_question_is_seen_by_the_adviser_it_is_sent_to_and_by_no_other(office: Office):
    sent, kept = ask(office), ask(office)
    assert listed(office, QI) == []

    office.record("legal_consultation", "assigned", by=SHEN, case=sent, form={"answerer": QI})

    assert listed(office, QI) == [sent]
    assert listed(office, ZHOU) == []
    assert set(listed(office, SHEN)) == {sent, kept}
    with pytest.raises(access.NotYoursError):
        access.case_for(office.clerk(ZHOU), sent)


def test_what_was_sent_waits_for_the_adviser_who_answers_it(office: Office):
    sent = ask(office)
    office.record("legal_consultation", "assigned", by=SHEN, case=sent, form={"answerer": QI})

    [group] = todo.read(office.clerk(QI), today=office.now.date()).waiting
    assert [one.case for one in group.cases] == [sent]
    assert "answered" in {step.name for step in group.steps}
    answer = {"persons": 1, "answer": "可以向劳动监察投诉，也可以申请仲裁。", "aid_told": "yes"}
    office.record("legal_consultation", "answered", by=QI, case=sent, form=answer)
    assert todo.read(office.clerk(ZHOU), today=office.now.date()).waiting == ()


def test_an_adviser_sees_no_roster(office: Office):
    counsel = office.clerk(QI)

    for code in ("legal_adviser", "law_knower", "staff", "enforcement_officer", "training"):
        assert access.scope(counsel, registry.procedure(code)).nothing

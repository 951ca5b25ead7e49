"""Handing a case over on the desk, from its page to the receipt in the other organ."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from desk.desks import SignedIn, words
from fazhi.store import models
from fazhi.usecases import handovers
from usecases.offices import SHEN, WAN, Office, found

OTHER = "990101002"


@pytest.fixture
def other(office: Office) -> Office:
    """Another street, whose people have accounts too."""
    neighbour = found(OTHER, name="石桥街道办事处", short="石桥", prefix="b-")
    for person in models.Person.objects.filter(account=None):
        person.account = get_user_model().objects.create_user(person.code)
        person.save()
    neighbour.now = office.now
    return neighbour


def sent(office: Office, client: Client) -> str:
    case = office.register().case
    digests = [one.digest for one in handovers.materials(case)]
    form = {"on": "2025-03-03", "to": OTHER, "reason": "属该街道管辖", "materials": digests}
    answer = client.post(f"/case/{case}/hand-over/", form)
    assert answer.headers["Location"] == f"/case/{case}/#entry-2"
    return case


def test_a_case_is_handed_over_and_received_and_both_desks_say_so(
    office: Office, other: Office, signed_in: SignedIn
):
    ours, theirs = signed_in(SHEN), signed_in(f"b-{SHEN}")
    case = sent(office, ours)

    assert "移送石桥街道办事处，已移送，待接收，属该街道管辖" in words(ours.get(f"/case/{case}/"))
    assert "已移送，待接收" in words(ours.get("/handovers/"))
    assert "有1件移送等待接收" in words(theirs.get("/todo/"))
    waiting = words(theirs.get("/handovers/"))
    assert "青槐街道办事处于" in waiting
    assert "陈砚秋" not in waiting

    theirs.post("/handovers/", {"sender": office.organ, "entry": "2", "on": "2025-03-03"})

    assert "已接收（2025-03-03）" in words(theirs.get("/handovers/"))
    assert "已接收（2025-03-03）" in words(ours.get("/handovers/"))
    assert "已接收（2025-03-03）" in words(ours.get(f"/case/{case}/"))
    assert "等待接收" not in words(theirs.get("/todo/"))
    assert other.entries == 1


@pytest.mark.usefixtures("other")
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(office: Office, signed_in: SignedIn):
    client, case = signed_in(SHEN), office.register().case
    assert "移送其他机关" in words(client.get(f"/case/{case}/"))

    answer = client.post(f"/case/{case}/hand-over/", {"on": "2025-03-03", "to": OTHER, "reason": ""})

    assert answer.status_code == 422
    assert "请写明移送的事由" in words(answer)
    assert models.Entry.objects.filter(kind="sent").count() == 0
    empty = client.post(f"/case/{case}/hand-over/", {"on": "", "to": OTHER, "reason": "管辖"})
    assert "请填写日期" in words(empty)
    assert "管辖" in words(empty)


@pytest.mark.usefixtures("other")
def test_it_is_not_offered_to_whose_post_may_not(office: Office, signed_in: SignedIn):
    case = office.register().case

    assert "移送其他机关" not in words(signed_in(WAN).get(f"/case/{case}/"))


def test_where_there_is_no_other_organ_nothing_is_handed_over(office: Office, signed_in: SignedIn):
    case = office.register().case

    assert "移送其他机关" not in words(signed_in(SHEN).get(f"/case/{case}/"))

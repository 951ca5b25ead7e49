"""A matter that goes to another organ: it leaves, it is acknowledged, and both journals seal the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from fazhi.store import models
from fazhi.store.handed_over import Received, Sent
from fazhi.usecases import access, case_pages, handovers
from fazhi.usecases.handovers import Done
from fazhi.usecases.rebuild import rebuild
from fazhi.usecases.record import Refused
from fazhi.usecases.verify import verify
from usecases.offices import DENG, ORGAN, PDF, PU, SHEN, WAN, Office, Upload, found
from usecases.tampering import unguarded

OTHER = "990101002"
CHEN = f"b-{SHEN}"
REASON = "属该街道管辖，陈砚秋住在那里"


@pytest.fixture
def other(office: Office) -> Office:
    """Another street, whose people have codes of their own."""
    neighbour = found(OTHER, name="石桥街道办事处", short="石桥", prefix="b-")
    neighbour.now = office.now + timedelta(days=1)
    return neighbour


def hand_over(office: Office, case: str, **words: Any) -> Done | Refused:
    by = words.pop("by", SHEN)
    asked = {
        "to": OTHER,
        "reason": REASON,
        "chosen": [one.digest for one in handovers.materials(case)],
        "on": office.now.date(),
        **words,
    }
    return handovers.send(case, clerk=office.clerk(by), now=office.now, **asked)


def take_over(other: Office, entry: int, **words: Any) -> Done | Refused:
    by = words.pop("by", CHEN)
    asked = {"on": other.now.date(), **words}
    return handovers.receive(ORGAN, entry, clerk=other.clerk(by), now=other.now, **asked)


def content(organ: str, entry: int) -> dict[str, Any]:
    found_: dict[str, Any] = json.loads(models.Entry.objects.get(organ_id=organ, number=entry).body)
    return found_


def done(outcome: Done | Refused) -> Done:
    assert isinstance(outcome, Done), str(outcome)
    return outcome


def codes(outcome: Done | Refused) -> list[str]:
    assert isinstance(outcome, Refused), outcome
    return [one.code for one in outcome.refusals]


def test_both_journals_seal_the_same_package_and_the_second_cites_the_first(office: Office, other: Office):
    receipt = Upload(name="收条.pdf", content=PDF)
    case = office.register(evidence=[receipt]).case

    sent = done(hand_over(office, case))
    received = done(take_over(other, sent.entry))

    ours, theirs = content(ORGAN, sent.entry), content(OTHER, received.entry)
    assert ours["digest"] == theirs["digest"] == sent.digest == received.digest
    assert ours["package"] == theirs["package"]
    assert theirs["seal"] == models.Entry.objects.get(organ_id=ORGAN, number=sent.entry).seal
    listed = [one["label"] for one in ours["package"]["materials"]]
    assert listed[-1] == "附件1"
    assert len(listed) == len(handovers.materials(case)) > 1
    assert verify().holds


def test_personal_data_does_not_go_over(office: Office, other: Office):
    case, *_ = office.mediate()

    received = done(take_over(other, done(hand_over(office, case)).entry))

    bodies = "".join(
        models.Entry.objects.filter(kind__in=("sent", "received")).values_list("body", flat=True)
    )
    assert "陈砚秋" not in bodies
    assert "楼上漏水" not in bodies
    with pytest.raises(access.NotYoursError):
        access.case_for(other.clerk(CHEN), case)
    assert received.entry == 1


def test_the_sender_sees_that_it_waits_and_then_that_it_was_received(office: Office, other: Office):
    case = office.register().case
    sent = done(hand_over(office, case))
    clerk, theirs = office.clerk(SHEN), other.clerk(CHEN)

    assert [one.state for one in handovers.outgoing(clerk)] == ["已移送，待接收"]
    assert handovers.waiting(theirs) == 1
    page = case_pages.read(clerk, case, today=office.now.date())
    assert page.leaves[-1].label == "移送"
    assert page.leaves[-1].brief == f"移送石桥街道办事处，已移送，待接收，{REASON}"

    done(take_over(other, sent.entry))

    assert [one.state for one in handovers.outgoing(clerk)] == ["已接收（2025-03-04）"]
    assert [one.state for one in handovers.incoming(theirs)] == ["已接收（2025-03-04）"]
    assert handovers.waiting(theirs) == 0
    assert handovers.incoming(clerk) == []


def test_handing_over_leaves_the_steps_and_figures_of_the_case_alone(office: Office, other: Office):
    case, *_ = office.mediate()
    before = models.Case.objects.values().get(pk=case)
    postings = models.Posting.objects.count()

    done(take_over(other, done(hand_over(office, case)).entry))

    assert models.Case.objects.values().get(pk=case) == before
    assert models.Posting.objects.count() == postings


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"to": ORGAN}, "no-such-organ"),
        ({"to": "nowhere"}, "no-such-organ"),
        ({"reason": " "}, "reason-missing"),
        ({"on": date(2025, 3, 4)}, "in-the-future"),
        ({"on": date(2025, 3, 1)}, "out-of-date-order"),
        ({"by": WAN}, "wrong-post"),
    ],
)
@pytest.mark.usefixtures("other")
def test_what_may_not_be_sent_is_refused_by_the_rule(office: Office, words: dict[str, Any], code: str):
    case = office.register().case

    refused = hand_over(office, case, **words)

    assert codes(refused) == [code]
    assert "（移送）" in refused.refusals[0].basis
    assert office.entries == 1


def test_what_waits_to_be_received_is_not_sent_again(office: Office, other: Office):
    case = office.register().case
    first = done(hand_over(office, case))

    assert codes(hand_over(office, case)) == ["already-sent"]
    done(take_over(other, first.entry))
    done(hand_over(office, case))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"on": date(2025, 3, 5)}, "in-the-future"),
        ({"on": date(2025, 3, 2)}, "out-of-date-order"),
        ({"by": f"b-{DENG}"}, "wrong-post"),
    ],
)
def test_what_may_not_be_received_is_refused(office: Office, other: Office, words: dict[str, Any], code: str):
    sent = done(hand_over(office, office.register().case))

    assert codes(take_over(other, sent.entry, **words)) == [code]
    assert other.entries == 0


def test_it_is_received_once_and_only_by_whom_it_was_sent_to(office: Office, other: Office):
    sent = done(hand_over(office, office.register().case))

    stranger = handovers.receive(
        ORGAN, sent.entry, on=office.now.date(), clerk=office.clerk(SHEN), now=office.now
    )
    assert codes(stranger) == ["no-such-handover"]
    done(take_over(other, sent.entry))
    assert codes(take_over(other, sent.entry)) == ["already-received"]


def test_what_the_tables_keep_comes_back_from_the_journals(office: Office, other: Office):
    sent = done(hand_over(office, office.register().case))
    done(take_over(other, sent.entry))
    Sent.objects.update(to="990109999")
    Received.objects.all().delete()

    assert rebuild().changed == ("Sent", "Received")
    assert rebuild(check=True).changed == ()
    assert handovers.outgoing(office.clerk(SHEN))[0].received == 1


def _other_digest(entry: models.Entry) -> None:
    body = json.loads(entry.body)
    models.Entry.objects.filter(pk=entry.pk).update(body=entry.body.replace(body["digest"], "0" * 64))


def _other_seal(entry: models.Entry) -> None:
    body = json.loads(entry.body)
    models.Entry.objects.filter(pk=entry.pk).update(body=entry.body.replace(body["seal"], "0" * 64))


@pytest.mark.parametrize(
    ("organ", "alter", "told"),
    [
        (ORGAN, _other_digest, "清单摘要与机关990101001"),
        (OTHER, _other_digest, "移送清单与封存的摘要不符"),
        (OTHER, _other_seal, "所载封印与机关990101001"),
    ],
)
def test_verify_finds_a_pair_that_does_not_match(
    office: Office, other: Office, organ: str, alter: Callable[[models.Entry], None], told: str
):
    sent = done(hand_over(office, office.register().case))
    received = done(take_over(other, sent.entry))
    number = sent.entry if organ == ORGAN else received.entry

    with unguarded():
        alter(models.Entry.objects.get(organ_id=organ, number=number))

    findings = [one.message for one in verify(parts=["handovers"]).findings]
    assert any(told in one for one in findings), findings


def test_verify_finds_what_only_the_tables_know(office: Office, other: Office):
    sent = done(hand_over(office, office.register().case))
    done(take_over(other, sent.entry))
    Received.objects.update(digest="0" * 64)
    Sent.objects.create(organ=ORGAN, entry=99, case="x", to=OTHER, on=office.now.date(), digest="")

    messages = {one.message for one in verify(parts=["handovers"]).findings}

    assert messages == {"移送登记与封存内容不符", "移送登记中有，账簿内没有"}


def test_who_only_counts_sees_none_of_it(office: Office, other: Office):
    done(hand_over(office, office.register().case))

    assert handovers.incoming(other.clerk(f"b-{PU}")) == []
    assert handovers.outgoing(office.clerk(PU)) == []

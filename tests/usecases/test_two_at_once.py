"""Two clerks at once: one wins, the other is told what changed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from fazhi.store import journals, models
from fazhi.usecases import correct, heads, looks
from fazhi.usecases.correct import Decided, Proposed
from fazhi.usecases.rebuild import rebuild
from fazhi.usecases.record import Recorded, Refused, Report, record
from fazhi.usecases.verify import verify
from usecases.offices import AGREEMENT, HE, NEAR, REGISTRATION, SHEN, WAN, Office, found


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Let each act run in a thread and a connection of its own, all beginning together."""
    together = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(at: int, act: Callable[[], Any]) -> None:
        try:
            together.wait(timeout=20)
            results[at] = act()
        except Exception as error:  # noqa: BLE001 - it is told to the test
            results[at] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(at, act)) for at, act in enumerate(acts)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=60)
    return results


def settle(office: Office, case: str, *, expects: int, by: str = WAN) -> Callable[[], Recorded | Refused]:
    clerk, now = office.clerk(by), office.now + timedelta(minutes=5)
    report = Report(
        procedure="mediation", step="settled", case=case, on=now.date(), form=AGREEMENT, expects=expects
    )
    return lambda: record(report, clerk=clerk, now=now)


def test_of_two_who_take_the_same_step_one_wins_and_the_other_is_told(shared_office: Office):
    case = shared_office.register().case
    seen = shared_office.accept(case, mediators=[WAN, "deng"]).entry

    results = at_once(
        settle(shared_office, case, expects=seen), settle(shared_office, case, expects=seen, by="deng")
    )

    [won] = [one for one in results if isinstance(one, Recorded)]
    [lost] = [one for one in results if isinstance(one, Refused)]
    assert won.entry == shared_office.entries == 3
    assert "您打开案件后，他人已先行办理：2025-03-03已办理“达成协议”。" in str(lost)
    assert verify().holds


def test_many_who_register_at_once_get_numbers_without_gaps(shared_office: Office):
    clerk, now = shared_office.clerk(WAN), shared_office.now
    report = Report(procedure="mediation", step="registered", on=now.date(), form=REGISTRATION, place=NEAR)

    results = at_once(*[lambda: [record(report, clerk=clerk, now=now) for _ in range(5)]] * 4)

    numbers = [one.number for part in results for one in part]
    assert set(numbers) == {f"（青槐）人调字〔2025〕第{n}号" for n in range(1, 21)}
    assert shared_office.entries == 20
    assert verify().holds
    assert rebuild(check=True).changed == ()


def test_the_same_request_at_once_writes_once(shared_office: Office):
    clerk, now = shared_office.clerk(WAN), shared_office.now
    report = Report(
        procedure="mediation", step="registered", on=now.date(), form=REGISTRATION, request="double click"
    )

    results = at_once(*[lambda: record(report, clerk=clerk, now=now)] * 4)

    assert {one.case for one in results} == {f"{shared_office.organ}-1"}
    assert sorted(one.again for one in results) == [False, True, True, True]
    assert shared_office.entries == 1


def test_of_forms_that_differ_under_one_key_one_is_written_and_the_others_are_told(shared_office: Office):
    clerk, now = shared_office.clerk(WAN), shared_office.now

    def register(people: int) -> Callable[[], Recorded | Refused]:
        form = {**REGISTRATION, "people_involved": people}
        report = Report(
            procedure="mediation", step="registered", on=now.date(), form=form, place=NEAR, request="k"
        )
        return lambda: record(report, clerk=clerk, now=now)

    results = at_once(*[register(people) for people in range(2, 6)])

    assert len([one for one in results if isinstance(one, Recorded)]) == 1
    assert {one.refusals[0].code for one in results if isinstance(one, Refused)} == {"written-already"}
    assert shared_office.entries == 1
    assert verify().holds


def test_many_who_look_at_once_are_kept_one_after_the_other(shared_office: Office):
    case, *_ = shared_office.mediate()
    asked = {"clerk": shared_office.clerk(SHEN), "now": shared_office.now}

    acts = [lambda nth=nth: looks.take(case, reason=f"核对{nth}", **asked) for nth in range(6)]
    acts.append(lambda: heads.publish(now=shared_office.now))
    acts.append(lambda: heads.publish(now=shared_office.now))

    assert not [one for one in at_once(*acts) if isinstance(one, Exception)]
    assert list(models.Look.objects.order_by("number").values_list("number", flat=True)) == [*range(1, 7)]
    assert models.Head.objects.count() == 1
    assert verify().findings == ()


def test_of_two_who_confirm_the_same_correction_one_does(shared_office: Office):
    office = shared_office
    case, _, _, settled = office.mediate()
    proposed = correct.propose(
        case, settled, action="void", reason="有误", clerk=office.clerk(WAN), now=office.now
    )
    assert isinstance(proposed, Proposed)

    results = at_once(
        *[
            lambda by=by: correct.confirm(proposed.proposal, clerk=office.clerk(by), now=office.now)
            for by in (SHEN, HE)
        ]
    )

    assert len([one for one in results if isinstance(one, Decided)]) == 1
    [lost] = [one for one in results if isinstance(one, Refused)]
    assert [one.code for one in lost.refusals] == ["already-decided"]
    assert verify().holds


def test_a_step_and_the_confirmation_that_would_undo_it_do_not_both_pass(shared_office: Office):
    office = shared_office
    case = office.register().case
    accepted = office.accept(case).entry
    proposed = correct.propose(
        case, accepted, action="void", reason="有误", clerk=office.clerk(WAN), now=office.now
    )
    assert isinstance(proposed, Proposed)
    clerk = office.clerk(SHEN)

    results = at_once(
        settle(office, case, expects=accepted),
        lambda: correct.confirm(proposed.proposal, clerk=clerk, now=office.now + timedelta(minutes=5)),
    )

    assert sum(isinstance(one, Recorded | Decided) for one in results) == 1
    assert sum(isinstance(one, Refused) for one in results) == 1
    assert verify().holds
    assert rebuild(check=True).changed == ()


def test_the_books_can_be_verified_while_others_write(shared_office: Office):
    clerk, now = shared_office.clerk(WAN), shared_office.now
    report = Report(procedure="mediation", step="registered", on=now.date(), form=REGISTRATION)

    writing, *reports = at_once(
        lambda: [record(report, clerk=clerk, now=now) for _ in range(25)],
        lambda: [verify() for _ in range(4)],
    )

    assert all(isinstance(one, Recorded) for one in writing)
    [checked] = reports
    assert [one.findings for one in checked] == [()] * 4


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one write at a time anyway")
def test_organs_do_not_wait_for_each_other(shared_office: Office):
    other = found("990101002", name="临水街道办事处", short="临水", prefix="lin-")
    locked, done = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            journals.lock(shared_office.organ)
            locked.set()
            assert done.wait(timeout=20)

    def write() -> Recorded | Refused:
        assert locked.wait(timeout=20)
        clerk = other.clerk("lin-wan")
        report = Report(procedure="mediation", step="registered", on=other.now.date(), form=REGISTRATION)
        try:
            return record(report, clerk=clerk, now=other.now)
        finally:
            done.set()

    _, written = at_once(hold, write)

    assert isinstance(written, Recorded)
    assert models.Entry.objects.get().organ_id == "990101002"

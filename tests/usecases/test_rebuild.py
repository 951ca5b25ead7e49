"""What is kept for speed is what the entries say, however the history went."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import pytest

from fazhi.store import books, models, search
from fazhi.usecases import correct, opening
from fazhi.usecases.evidence import Upload
from fazhi.usecases.opening import Amount
from fazhi.usecases.rebuild import rebuild
from fazhi.usecases.record import Recorded
from fazhi.usecases.verify import verify
from usecases.offices import FAR, HE, LU, NEAR, PDF, SHEN, WAN, Office
from usecases.tampering import change, wipe

SOURCES = ["applied", "entrusted/police", "entrusted/petition"]
DISPUTES = ["neighbour", "labour", "consumer"]


def live(office: Office, seed: int, *, steps: int = 40) -> None:
    """Let the office live through so many days at random: disputes, events, mediators, corrections."""
    chance = random.Random(seed)  # noqa: S311 - the same days each time
    cases: list[str] = []
    for _ in range(steps):
        office.later(days=chance.choice([0, 0, 1, 9]))
        act = chance.choice(ACTS)
        act(office, chance, cases)


def _register(office: Office, chance: random.Random, cases: list[str]) -> None:
    committee = models.Case.objects.filter(procedure="mediation_committee").first()
    done = office.register(
        **({"committee": committee.key} if committee and chance.random() < 0.7 else {}),
        place=chance.choice([NEAR, FAR]),
        source=chance.choice(SOURCES),
        dispute_type=chance.choice(DISPUTES),
        people_involved=chance.randint(2, 9),
    )
    cases.append(done.case)


def _found(office: Office, chance: random.Random, cases: list[str]) -> None:  # noqa: ARG001 - all take these
    """Found a committee, which disputes then refer to, or change one: what refers to it knew it as it was."""
    committees = models.Case.objects.filter(procedure="mediation_committee")
    if committees:
        case, form = chance.choice(list(committees)).key, {"event": "moved", "address": "新址"}
        office.record("mediation_committee", "changed", by=SHEN, case=case, form=form)
        return
    form = {
        "name": "望桥社区人民调解委员会",
        "committee_kind": "community",
        "community": NEAR,
        "founded_on": "2024-01-01",
        "term_from": "2024-01-01",
        "term_ends": "2026-12-31",
        "members": 5,
        "women": 2,
        "address": "望桥路1号",
        "phone": "010-12345678",
        "seal": "yes",
    }
    office.record("mediation_committee", "enrolled", by=SHEN, form=form)


def _go_on(office: Office, chance: random.Random, cases: list[str]) -> None:
    if not cases:
        return
    case = chance.choice(cases)
    stage = models.Case.objects.get(pk=case).stage
    if stage == "registering":
        office.accept(case, mediators=chance.choice([[WAN], [WAN, "deng"]]))
    elif stage == "mediating":
        office.settle(case, amount=f"{chance.randint(0, 5000)}.{chance.randint(0, 99):02}")
    elif stage == "performing":
        form = {
            "visit_way": "phone",
            "visit_performance": "full",
            "rated": "yes",
            "satisfaction": "satisfied",
        }
        office.try_to("mediation", "followed_up", case=case, form=form)
        office.try_to("mediation", "archived", case=case, form={"volumes": 1, "retention": "long"}, by=LU)


def _publicize(office: Office, chance: random.Random, cases: list[str]) -> None:  # noqa: ARG001 - all take these
    office.publicize(chance.choice([NEAR, FAR]))


def _enrol(office: Office, chance: random.Random, cases: list[str]) -> None:  # noqa: ARG001 - all take these
    form = {
        "person": chance.choice([WAN, "deng"]),
        "name": "万和平",
        "sex": "male",
        "phone": "13700137000",
        "employment": chance.choice(["full_time", "part_time"]),
        "post": "mediator",
        "chosen_by": "hired",
        "fit": "yes",
        "term_from": "2024-01-01",
    }
    done = office.try_to("mediator", "enrolled", by=SHEN, form=form)
    if isinstance(done, Recorded) and chance.random() < 0.5:
        office.record("mediator", "ended", by=SHEN, case=done.case, form={"reason": "resigned"})


def _correct(office: Office, chance: random.Random, cases: list[str]) -> None:
    entries = models.Entry.objects.filter(kind="step", case__in=cases)
    if not entries:
        return
    entry = chance.choice(list(entries.order_by("number")))
    change = chance.choice(
        [
            {"action": "void"},
            {"action": "replace", "form": {"amount": str(chance.randint(1, 900))}},
            {"action": "replace", "form": {"source": chance.choice(SOURCES), "summary": "另一段经过"}},
            {"action": "replace", "form": {"mediators": ["deng"]}},
            {"action": "replace", "place": FAR},
            {"action": "replace", "on": office.now.date()},
        ]
    )
    asked = {"clerk": office.clerk(SHEN), "now": office.now}
    proposed = correct.propose(entry.case, entry.number, reason="有误", **change, **asked)
    if isinstance(proposed, correct.Proposed):
        decide = {"clerk": office.clerk(HE), "now": office.now}
        if chance.random() < 0.7:
            correct.confirm(proposed.proposal, **decide)
        elif chance.random() < 0.7:
            correct.reject(proposed.proposal, reason="无误", **decide)


def _bring(office: Office, chance: random.Random, cases: list[str]) -> None:  # noqa: ARG001 - all take these
    done = opening.record(
        [Amount(indicator="mediation.cases", amount=Decimal(chance.randint(1, 9)), place=NEAR)],
        on=date(2025, 1, chance.randint(1, 28)),
        evidence=[Upload(name="台账.pdf", content=PDF)],
        clerk=office.clerk(SHEN),
        now=office.now,
    )
    if chance.random() < 0.3:
        asked = {"clerk": office.clerk(SHEN), "now": office.now}
        proposed = correct.propose(done.case, done.entry, action="void", reason="有误", **asked)
        correct.confirm(proposed.proposal, clerk=office.clerk(HE), now=office.now)


ACTS = [_register, _register, _go_on, _go_on, _go_on, _publicize, _enrol, _found, _correct, _correct, _bring]


@pytest.mark.parametrize("seed", range(6))
def test_rebuilding_changes_nothing_that_the_door_and_corrections_wrote(office: Office, seed: int):
    live(office, seed)

    done = rebuild()

    assert done.changed == ()
    assert done.entries == office.entries
    assert verify().findings == ()


def test_a_history_at_random_holds_corrections_of_every_outcome(office: Office):
    for seed in range(6):
        live(office, seed)

    outcomes = set(models.Correction.objects.values_list("outcome", flat=True))
    assert outcomes >= {"confirmed", "rejected"}
    assert models.Case.objects.filter(stage="").exists()
    assert models.Tally.objects.exists()
    assert models.Link.objects.exists()


def test_everything_that_was_lost_is_there_again(office: Office):
    office.mediate()
    live(office, 1)
    case = models.Case.objects.exclude(stage="").first()
    kept = {"number": case.number, "title": case.title, "record": case.record, "due": case.due}
    sums = books.sums([office.organ], ["mediation.cases"], since=date(2025, 1, 1), until=date(2027, 1, 1))
    for table in (models.Trace, models.Piece, models.Due, models.Hand, models.Link, models.Correction):
        wipe(table.objects.all())
    for table in (models.Case, models.Balance, models.Tally, models.Serial):
        wipe(table.objects.all())
    models.Journal.objects.update(number=0, seal="0" * 64)

    done = rebuild([office.organ])

    again = models.Case.objects.get(pk=case.pk)
    assert {name: getattr(again, name) for name in kept} == kept
    assert sums == books.sums(
        [office.organ], ["mediation.cases"], since=date(2025, 1, 1), until=date(2027, 1, 1)
    )
    assert set(done.changed) >= {"Case", "Piece", "Due", "Hand", "Balance", "Tally", "Journal", "Serial"}
    assert search.matching(office.organ, case.number)
    assert verify().findings == ()


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (models.Case, "title"),
        (models.Due, "last_day"),
        (models.Balance, "amount"),
        (models.Balance, "postings"),
        (models.Hand, "last_on"),
        (models.Trace, "digest"),
    ],
)
def test_what_is_not_as_the_entries_say_is_told_and_with_check_left_alone(office: Office, table, column):
    office.mediate()
    row = table.objects.first()
    change(row, column)
    before = getattr(table.objects.get(pk=row.pk), column)

    told = rebuild(check=True)

    assert told.changed == (table.__name__,)
    assert getattr(table.objects.get(pk=row.pk), column) == before
    assert rebuild().changed == (table.__name__,)
    assert rebuild().changed == ()


def test_a_counter_that_fell_behind_is_put_right(office: Office):
    office.mediate()
    models.Serial.objects.update(last=0)

    assert rebuild().changed == ("Serial",)
    assert office.register().number == "（青槐）人调字〔2025〕第2号"


def test_what_is_crossed_is_summed_anew_for_what_was_posted_before_it_was_declared(office: Office):
    office.mediate()
    crossed = models.Balance.objects.filter(indicator="mediation.cases", dimension="committee_kind&source")
    kept = crossed.get()
    crossed.delete()

    assert any("committee_kind&source=community&applied" in one.where for one in verify().findings)
    assert rebuild().changed == ("Balance",)
    assert (crossed.get().amount, crossed.get().value) == (kept.amount, "community&applied")
    assert verify().findings == ()

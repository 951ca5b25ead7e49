"""The one door, told as what clerks do."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import models as tables

from fazhi.core.journal import Actor, Event
from fazhi.procedures import registry
from fazhi.store import files, models
from fazhi.usecases import histories, looks
from fazhi.usecases.evidence import Upload
from fazhi.usecases.record import Refused, unknown_references
from fazhi.usecases.verify import verify
from usecases.offices import (
    ACCEPTANCE,
    AGREEMENT,
    DENG,
    FAR,
    NEAR,
    ORGAN,
    PDF,
    REGISTRATION,
    SHEN,
    WAN,
    Office,
)  # fmt: skip

EVERYTHING = [one for one in vars(models).values() if isinstance(one, type) and issubclass(one, tables.Model)]


def rows() -> dict[str, int]:
    """Return how many rows each table has, but for the one that counts refusals."""
    return {table.__name__: table.objects.count() for table in EVERYTHING if table is not models.Stopped}


def codes(refused) -> set[str]:
    assert isinstance(refused, Refused), refused
    return {one.code for one in refused.refusals}


# Writing -------------------------------------------------------------------------------------------


def test_a_dispute_goes_through_its_steps(office: Office):
    case, *_, last = office.mediate()

    row = models.Case.objects.get(pk=case)
    assert last == office.entries == 3
    assert (row.stage, row.steps) == ("performing", ["registered", "accepted", "settled"])
    assert (row.number, row.title) == ("（青槐）人调字〔2025〕第1号", "邻里纠纷 · 当事人申请")
    assert verify().holds


def test_numbers_are_given_without_gaps_and_begin_anew_each_year(office: Office):
    first, second = office.register(), office.register()
    office.later(days=365)
    third = office.register()

    assert [one.number for one in (first, second, third)] == [
        "（青槐）人调字〔2025〕第1号",
        "（青槐）人调字〔2025〕第2号",
        "（青槐）人调字〔2026〕第1号",
    ]


def test_the_time_of_recording_never_goes_back(office: Office):
    office.register()
    late = office.now
    office.now = late - timedelta(days=1)
    office.register()

    first, second = models.Entry.objects.order_by("number")
    assert first.recorded_at == second.recorded_at == late
    assert "+08:00" in second.body
    assert models.Posting.objects.filter(recorded__gt=202503).count() == 0
    assert verify().holds


def test_the_same_request_twice_writes_once(office: Office):
    first = office.register(request="k-1")
    again = office.register(request="k-1")

    assert (again.case, again.entry, again.number) == (first.case, first.entry, first.number)
    assert (first.again, again.again) == (False, True)
    assert office.entries == 1
    assert models.Serial.objects.get(pattern__contains="人调字").last == 1


def test_the_same_request_with_a_file_twice_writes_once(office: Office):
    receipt = Upload(name="收条.pdf", content=PDF)
    first = office.register(request="k-1", evidence=[receipt])
    again = office.register(request="k-1", evidence=[receipt])

    assert (again.entry, again.again) == (first.entry, True)
    assert models.Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"form": {**REGISTRATION, "people_involved": 3}}, "涉及人数"),
        ({"form": {**REGISTRATION, "summary": "楼上没有漏水"}}, "简要"),
        ({"on": date(2025, 3, 2)}, "办理日期"),
        ({"place": FAR}, "社区"),
    ],
    ids=["plain", "sealed", "day", "place"],
)
def test_the_same_request_with_other_content_is_refused_and_not_lost_in_silence(
    office: Office, words: dict[str, Any], told: str
):
    office.register(request="k-1")

    asked = {"form": REGISTRATION, "place": NEAR, "on": date(2025, 3, 3), "request": "k-1", **words}
    done = office.try_to("mediation", "registered", **asked)

    assert isinstance(done, Refused)
    [refusal] = done.refusals
    assert refusal.code == "written-already"
    assert refusal.basis
    assert told in refusal.message
    assert "第1号" in refusal.message
    assert office.entries == 1


def test_a_key_that_served_another_step_serves_no_second_one(office: Office):
    first = office.register(request="k-1")

    done = office.try_to("mediation", "accepted", case=first.case, form=ACCEPTANCE, request="k-1")

    assert isinstance(done, Refused)
    assert "办理的环节" in str(done)
    assert office.entries == 1


def test_evidence_is_kept_with_its_step(office: Office):
    done = office.register(evidence=[Upload(name="收条.pdf", content=PDF)])

    [row] = models.Evidence.objects.filter(case=done.case)
    assert row.digest in models.Entry.objects.get().body
    assert row.size == len(PDF)


# Refusing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"step": "settled", "form": AGREEMENT}, "out-of-turn"),
        ({"step": "accepted", "form": ACCEPTANCE | {"rights_told": "no"}}, "rule-not-met"),
        ({"step": "accepted", "form": {}}, "field-missing"),
        ({"step": "accepted", "form": ACCEPTANCE | {"mode": "by telepathy"}}, "field-invalid"),
        ({"step": "accepted", "form": ACCEPTANCE | {"colour": "red"}}, "field-unknown"),
        ({"step": "accepted", "form": ACCEPTANCE, "on": date(2025, 3, 2)}, "out-of-date-order"),
        ({"step": "accepted", "form": ACCEPTANCE, "on": date(2025, 3, 4)}, "in-the-future"),
        ({"step": "accepted", "form": ACCEPTANCE, "by": SHEN}, "wrong-post"),
        ({"step": "danced", "form": {}}, "no-such-step"),
        ({"step": "accepted", "form": ACCEPTANCE, "case": f"{ORGAN}-99"}, "no-such-case"),
        (
            {"step": "accepted", "form": ACCEPTANCE, "evidence": [Upload(name="a.exe", content=b"MZ")]},
            "evidence-not-taken",
        ),
        ({"step": "accepted", "form": ACCEPTANCE, "local": {"local.visits": 1}}, "no-local-count"),
        ({"step": "registered", "form": REGISTRATION, "case": "", "place": "110101"}, "no-such-place"),
        ({"procedure": "dancing", "step": "danced", "case": ""}, "no-such-procedure"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_refusal_writes_nothing(office: Office, words, code: str):
    case = office.register().case
    before = rows()

    refused = office.try_to(**({"procedure": "mediation", "case": case} | words))

    assert code in codes(refused)
    assert rows() == before
    assert not list(files.folder("evidence").glob("*/*"))


def test_every_reason_is_told_at_once_each_with_its_article(office: Office):
    case = office.register().case

    refused = office.try_to(
        "mediation", "settled", case=case, form={"form": "written"}, by=SHEN, on=date(2025, 3, 1)
    )

    assert codes(refused) >= {"out-of-turn", "out-of-date-order", "wrong-post", "field-missing"}
    assert all(one.basis for one in refused.refusals)


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("amount", "1.2万", "不是金额"),
        ("amount", "-5", "金额"),
        ("copies", "三份半", "请填整数"),
        ("performance", "<script>alert(1)</script>", "不在“履行方式”的选项中"),
    ],
)
def test_what_is_typed_wrongly_gets_a_sentence(office: Office, field: str, typed: str, told: str):
    case = office.register().case
    office.accept(case)

    refused = office.try_to("mediation", "settled", case=case, form={**AGREEMENT, field: typed})

    assert told in str(refused)


def test_a_name_that_is_a_script_is_taken_as_a_name_and_nothing_more(office: Office):
    parties = [{**one} for one in REGISTRATION["parties"]]
    parties[0]["name"] = "<script>alert(1)</script>"

    done = office.try_to("mediation", "registered", form={**REGISTRATION, "parties": parties})

    if isinstance(done, Refused):
        assert "姓名" in str(done)
    else:
        assert not models.Entry.objects.filter(body__contains="script").exists()


# Seeing --------------------------------------------------------------------------------------------


def test_whoever_is_named_to_act_finds_the_case_among_their_own(office: Office):
    case = office.register(place=FAR).case
    assert looks.find_person("陈砚秋", clerk=office.clerk(DENG)) == []

    office.accept(case, mediators=[WAN, DENG])

    assert [row.key for row in looks.find_person("陈砚秋", clerk=office.clerk(DENG))] == [case]


# What may not be looked up ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["case", "place", "origin", "post", "standing_for", "request"])
def test_a_name_that_holds_nul_is_refused_on_every_database(office: Office, name: str):
    asked = {"form": REGISTRATION, "place": NEAR} | {name: "x\x00y"}

    assert codes(office.try_to("mediation", "registered", **asked)) == {"no-such-choice"}


@pytest.mark.parametrize("person", ["nobody", "一" * 60, "a\x00b", "\ud800", "x" * 400])
def test_only_people_of_the_organ_can_be_named_in_a_step(office: Office, person: str):
    case = office.register().case

    refused = office.try_to(
        "mediation", "accepted", case=case, form={**ACCEPTANCE, "mediators": [WAN, person]}
    )

    assert codes(refused) & {"no-such-reference", "field-invalid"}
    assert all(one.basis for one in refused.refusals)
    assert office.entries == 1


def test_a_case_of_another_organ_is_no_reference_though_its_code_begins_alike(office: Office):
    organ, theirs = ORGAN[:-1], f"{ORGAN}-99"
    models.Case(
        key=theirs,
        organ_id=ORGAN,
        procedure="mediation_committee",
        title="调委会",
        stage="standing",
        opened_on=office.now.date(),
        last_on=office.now.date(),
        last_entry=99,
    ).save(force_insert=True)
    event = Event(
        case="",
        step="registered",
        on=office.now.date(),
        by=Actor(person=WAN, post="mediator_full"),
        form={"committee": theirs},
    )
    view = histories.view(registry.procedure("mediation"), (), organ=organ, also=(event,))

    assert [one.field for one in unknown_references(event, view, organ=organ)] == ["committee"]
    assert unknown_references(event, view, organ=ORGAN) == ()


def test_a_number_that_no_register_can_hold_is_refused(office: Office):
    refused = office.try_to("mediation", "registered", form=REGISTRATION, place=NEAR, number="9" * 61)

    assert codes(refused) == {"number-wrong"}

"""A report held against the ledger: figure by figure, at the precision that was printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from fazhi.reader import Claim, Direction, Scope, read, read_text
from fazhi.store import models
from fazhi.usecases import comparing, figures, report_files
from fazhi.usecases.clock import noon
from fazhi.usecases.comparing import Comparison, Outcome
from usecases.offices import FAR, ORGAN, Office

NAME = "青槐街道办事处"
HEAD = """青槐街道办事处2025年法治政府建设年度报告
一、推进法治政府建设的主要举措和成效
（一）依法化解矛盾纠纷
"""


@pytest.fixture
def office(office: Office) -> Office:
    """Two disputes settled in the year before, three in 2025: one from the police, one left open."""
    office.now = noon(date(2024, 1, 8), 9)
    office.mediate()
    office.mediate()
    office.now = noon(date(2025, 3, 3), 9)
    office.mediate()
    office.mediate(source="entrusted/police")
    office.publicize()
    office.publicize(FAR)
    office.accept(office.register().case)
    office.now = noon(date(2026, 1, 15), 9)
    return office


def compared(text: str, year: int = 2025) -> Comparison:
    return held(read_text(text), year)


def held(reading, year: int = 2025) -> Comparison:
    book = figures.Book([ORGAN], figures.Period.year(year))
    return comparing.compare(reading, book, organ=ORGAN, name=NAME, today=date(2026, 1, 15))


def told(found: Comparison) -> dict[str, Outcome]:
    return {one.indicator or one.label: one.outcome for one in found.lines}


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "md"])
def test_a_report_of_our_own_agrees_with_its_ledger_in_every_format(office: Office, form: str):
    organ = models.Organ.objects.get(pk=office.organ)
    content, _ = report_files.publish(organ, 2025, form, now=office.now)

    found = held(read(content, f"报告.{form}"))

    assert [(one.label, one.outcome, one.why) for one in found.differences] == []
    assert found.remarks == ()
    equal = {one.indicator for one in found.lines if one.outcome is Outcome.EQUAL}
    assert {"mediation.cases", "mediation.success_rate", "mediation.amount", "publicity.lectures"} <= equal
    assert {"limits.late", "limits.overdue"} & equal
    assert any(one.label == "人民调解案件数比上年增加" for one in found.lines)


def test_two_values_and_the_certificate_are_told_of_what_differs(office: Office):  # noqa: ARG001 - its books
    found = compared(f"{HEAD}受理人民调解案件5件，调解成功2件。其中警调对接1件。")

    [different] = [one for one in found.lines if one.outcome is Outcome.DIFFERENT]
    assert (different.indicator, different.claim.value, different.booked) == ("mediation.cases", 5, 3)
    assert different.address == f"/ledger/{ORGAN}/2025/mediation.cases/"
    assert told(found)["mediation.settled"] is Outcome.EQUAL
    assert told(found)["mediation.police_cases"] is Outcome.EQUAL


def test_what_only_one_side_has_is_told_apart(office: Office):  # noqa: ARG001 - its books
    found = told(compared(f"{HEAD}受理人民调解案件3件。全年办理行政处罚案件12件。发放“法治护照”30本。"))

    assert found["penalty.cases"] is Outcome.DRAFT_ONLY
    assert found["mediation.settled"] is Outcome.BOOKS_ONLY
    assert found["publicity.events"] is Outcome.BOOKS_ONLY
    assert "penalty.fines" not in found
    assert [outcome for name, outcome in found.items() if "." not in name] == [Outcome.DRAFT_ONLY]


def test_plans_and_other_years_are_not_held_against_the_year(office: Office):  # noqa: ARG001 - its books
    plan = "四、2026年度主要安排\n计划开展法治宣传活动20场次。"
    found = compared(f"{HEAD}受理人民调解案件3件。2024年受理人民调解案件99件。\n{plan}")

    apart = [one for one in found.lines if one.outcome is Outcome.APART]
    assert [one.claim.value for one in apart] == [99, 20]
    assert all(one.why for one in apart)
    assert told(found)["publicity.events"] is Outcome.BOOKS_ONLY


@pytest.mark.parametrize(
    ("said", "outcome"),
    [("同比上升50%", Outcome.EQUAL), ("同比下降50%", Outcome.DIFFERENT), ("同比上升20%", Outcome.DIFFERENT)],
)
def test_a_change_on_last_year_is_reckoned_again(office: Office, said: str, outcome: Outcome):  # noqa: ARG001 - its books
    found = compared(f"{HEAD}受理人民调解案件3件，{said}。")

    assert [one.outcome for one in found.lines if one.label.startswith("人民调解案件数比上年")] == [outcome]


def test_a_part_named_by_its_breakdown_is_held_against_that_part(office: Office):  # noqa: ARG001 - its books
    [part] = [
        one
        for one in compared(f"{HEAD}受理人民调解案件3件，其中邻里纠纷案件3件。").lines
        if one.claim and "邻里" in one.claim.text
    ]

    assert part.outcome is Outcome.EQUAL


def test_another_year_and_another_organ_are_remarked(office: Office):  # noqa: ARG001 - its books
    text = HEAD.replace("青槐", "石岗").replace("2025", "2024")
    found = compared(f"{text}受理人民调解案件3件。")

    assert len(found.remarks) == 2
    assert "2024年度" in found.remarks[0]
    assert "石岗街道办事处" in found.remarks[1]


def test_the_same_queries_are_asked_of_a_short_and_a_long_report(office: Office):
    organ = models.Organ.objects.get(pk=office.organ)
    long, _ = report_files.publish(organ, 2025, "md", now=office.now)
    counts = []
    for reading in (
        read_text(f"{HEAD}受理人民调解案件3件，同比上升50%。“调结”9件逾期。"),
        read(long, "a.md"),
    ):
        with CaptureQueriesContext(connection) as asked:
            held(reading)
        counts.append(len(asked))

    assert max(counts) <= 12


# Precision -----------------------------------------------------------------------------------------


def claim(value: Decimal, direction: Direction = Direction.EXACT) -> Claim:
    return Claim(
        indicator="mediation.cases",
        label="",
        value=value,
        unit="件",
        direction=direction,
        scope=Scope.RESULT,
        period="",
        text="",
        section="",
        start=0,
        end=0,
        number=(0, 0),
    )


@pytest.mark.parametrize(
    ("printed", "value", "direction", "booked", "same"),
    [
        ("2.3万份", "23000", "", "23456", True),
        ("2.3万份", "23000", "", "23500", False),
        ("0.24万元", "2400", "", "2400", True),
        ("96.8%", "96.8", "", "96.75", True),
        ("96.8%", "96.8", "", "96.9", False),
        ("97%", "97", "", "96.8", True),
        ("438件", "438", "", "437", False),
        ("1,234件", "1234", "", "1234", True),
        ("120余件", "120", "above", "127", True),
        ("120余件", "120", "above", "131", False),
        ("120余件", "120", "above", "119", False),
        ("100件以上", "100", "above", "340", True),
        ("近百场", "100", "below", "94", True),
        ("近百场", "100", "below", "101", False),
        ("近百场", "100", "below", "60", False),
        ("约200人", "200", "about", "209", True),
        ("2.3万余份", "23000", "above", "23900", True),
        ("2.3万余份", "23000", "above", "24100", False),
    ],
)
def test_a_number_is_compared_as_precisely_as_it_is_printed(printed, value, direction, booked, same):
    one = claim(Decimal(value), Direction(direction))

    assert comparing.agrees(one, printed, Decimal(booked)) is same


@given(st.decimals(0, 10**8, places=2), st.sampled_from([("元", 1), ("万元", 10_000)]))
def test_what_is_printed_of_a_booked_amount_always_agrees_with_it(booked: Decimal, scale: tuple[str, int]):
    unit, times = scale
    number = (booked / times).quantize(Decimal("0.01"))
    one = replace(claim(number * times), unit="元")
    exact = number * times

    assert comparing.agrees(one, f"{number}{unit}", exact)
    assert not comparing.agrees(one, f"{number}{unit}", exact + comparing.step(f"{number}{unit}"))


def test_only_indicators_that_a_report_speaks_of_are_missed():
    assert "mediation.cases" in comparing.usual()
    assert not {"organ", "year"} & set(comparing.usual())

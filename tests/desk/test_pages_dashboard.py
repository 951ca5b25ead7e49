"""The year in pictures, for someone with two minutes."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.desks import SignedIn
from fazhi.procedures import registry
from fazhi.usecases import dashboard, organs
from fazhi.usecases.clock import noon
from fazhi.usecases.dashboard import Pictures, Told
from usecases.offices import FAR, NEAR, SHEN, Office

DASHBOARD = "/dashboard/?year=2025"


@pytest.fixture
def office(office: Office) -> Office:
    """Three disputes settled in March 2025, one of them in the far community; one settled late in June."""
    for place in (NEAR, NEAR, FAR):
        office.mediate(place=place)
    late = office.register().case
    office.accept(late)
    office.later(days=100)
    office.settle(late)
    office.now = noon(date(2025, 9, 1), 9)
    return office


def shown(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def pictures(office: Office) -> Pictures:
    reach = organs.reach(office.clerk(SHEN))
    return dashboard.read(reach, 2025, today=office.now.date())


def test_the_year_is_told_in_sentences_whose_figures_lead_to_their_certificates(signed_in: SignedIn):
    page = shown(signed_in(SHEN).get(DASHBOARD))
    [headline] = re.findall(r'<div class="headline">(.*?)</div>', page, re.DOTALL)

    assert "受理人民调解" in headline
    assert 'href="/ledger/990101001/2025/mediation.cases/"' in headline
    assert 'href="/ledger/990101001/2025/limits.late/"' in headline


def test_what_people_brought_is_told_in_a_sentence_of_its_own(
    office: Office, signed_in: SignedIn, monkeypatch
):
    brought = {"hotline.received": "1560", "hotline.satisfaction_rate": "0.94", "petition.count": "71"}
    known = registry.indicators()
    told = {
        code: Told(indicator=known[code], value=Decimal(value), last=None) for code, value in brought.items()
    }
    found = replace(pictures(office), told=told)
    monkeypatch.setattr(dashboard, "read", lambda *_, **__: found)

    page = re.sub(r"<[^>]+>|\s", "", shown(signed_in(SHEN).get(DASHBOARD)))

    assert "受理热线工单1,560件，满意率94%；办理信访事项71件。" in page


def test_every_chart_has_its_data_a_click_away_and_its_marks_are_links(signed_in: SignedIn):
    page = shown(signed_in(SHEN).get(DASHBOARD))

    drawn = page.count('<figure class="chart')
    assert drawn >= 3
    assert page.count("<summary>数据表</summary>") == drawn
    assert 'href="/ledger/990101001/2025/mediation.cases/?month=3#entries"' in page
    assert f"mediation.cases/?place={FAR}" in page


def test_months_to_come_are_not_drawn_as_nothing(office: Office):
    [mediations] = [one for one in pictures(office).months if one.told.indicator.code == "mediation.cases"]

    assert mediations.now[2] == 4
    assert mediations.now[8] == 0
    assert mediations.now[9:] == (None, None, None)


def test_limits_are_told_as_kept_late_and_run_out(office: Office):
    office.accept(office.register().case)
    office.later(days=90)

    limits = pictures(office).limits

    assert (limits.kept, limits.late, limits.overdue) == (3, 1, 1)


def test_a_year_of_which_the_books_know_nothing_is_not_compared_with(office: Office):
    assert {one.last for one in pictures(office).told.values()} == {None}


def test_an_empty_year_says_what_will_appear(office, signed_in: SignedIn):
    office.now = noon(date(2026, 3, 2), 9)

    assert "这一年还没有记录" in shown(signed_in(SHEN).get("/dashboard/?year=2026"))


def test_the_page_is_light_and_its_queries_do_not_grow_with_the_books(office, signed_in: SignedIn):
    client = signed_in(SHEN)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert len(client.get(DASHBOARD).content) < 100_000
        return len(found)

    before = queries()
    for place in (NEAR, FAR):
        office.mediate(place=place, dispute_type="labour")
    assert queries() == before

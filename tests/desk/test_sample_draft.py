"""读报告: in a demonstration a draft typed in Word lies ready, and what is wrong in it is found."""

from __future__ import annotations

from datetime import date

import pytest

from desk.desks import SignedIn, words
from fazhi.documents import Paper, render
from fazhi.documents.paper import Heading, Paragraph, Run
from fazhi.usecases import sample_draft
from fazhi.usecases.clock import noon
from usecases.offices import ORGAN, SHEN, Office


@pytest.fixture
def office(office: Office) -> Office:
    office.mediate()
    office.now = noon(date(2026, 1, 15), 9)
    return office


def test_nothing_is_offered_where_no_draft_lies(signed_in: SignedIn):
    assert sample_draft.NAME not in words(signed_in(SHEN).get("/read/"))


def test_the_draft_is_offered_and_read_like_a_file_that_is_sent(signed_in: SignedIn):
    body = (
        Heading("一、主要举措和成效", 1),
        Paragraph((Run("受理人民调解案件431件。"),)),
        Heading("二、党政主要负责人履行第一责任人职责情况", 1),
        Paragraph((Run("将法治建设纳入2024年度工作安排。"),)),
    )
    paper = Paper(kind="report", organ="青槐街道", title="青槐街道2025年法治政府建设年度报告", body=body)
    sample_draft.lay_down(render(paper, "docx"), organ=ORGAN, year=2025)
    client = signed_in(SHEN)

    assert sample_draft.NAME in words(client.get("/read/"))
    page = words(client.post("/read/", {"sample": "yes"}))
    assert "431" in page
    assert "2024" in page
    assert "两边不同" in page

"""Whatever is asked in an address or sent in a form, a page with words answers, and no error of ours."""

from __future__ import annotations

import re

import pytest

from desk.desks import SignedIn
from usecases.offices import HE, ORGAN, SHEN, Office

NONE = (
    "",
    "-1",
    "0",
    "²",
    "１２",
    "abc",
    "\x00",
    "9" * 20,
    "9" * 5000,
    "😀",
    "2147483648",
    "9223372036854775808",
)
PAGES = (
    ("/cases/mediation/", ("page", "year", "since", "until", "stage", "place", "sort")),
    (f"/ledger/{ORGAN}/2025/mediation.settled/", ("page", "known", "month", "period", "place")),
    (f"/ledger/{ORGAN}/2025/limits.late/", ("page", "known", "code")),
    ("/ledger/", ("year", "organ", "place", "field", "q")),
    ("/dashboard/", ("year",)),
    ("/plan/", ("year", "month")),
    ("/report/", ("year",)),
    ("/search/", ("q", "page")),
    ("/returns/", ("year",)),
)


@pytest.mark.parametrize(("page", "names"), PAGES)
def test_what_no_page_means_is_answered_with_words(
    page: str, names: tuple[str, ...], office: Office, signed_in: SignedIn
):
    office.mediate()
    client = signed_in(SHEN)

    for name in names:
        for value in NONE:
            answer = client.get(page, {name: value})
            assert answer.status_code in (200, 302, 400 if value == "\x00" else 404, 404), (name, value[:20])
            if answer.status_code != 302:
                assert re.search("[\u4e00-\u9fff]{4}", answer.content.decode()), (name, value[:20])


@pytest.mark.parametrize("year", ["0", "1999", "2147483648", "9999", "9" * 30])
@pytest.mark.usefixtures("office")
def test_a_year_of_which_no_books_can_be_leads_nowhere(year: str, signed_in: SignedIn):
    client = signed_in(SHEN)

    for page in (f"/ledger/{ORGAN}/{year}/mediation.settled/", f"/report/{year}/", f"/report/{year}/edit/"):
        assert client.get(page).status_code == 404


@pytest.mark.parametrize("back", ["", "x", "2025-12-31", "home", "http://elsewhere.example/", "//elsewhere"])
@pytest.mark.usefixtures("office")
def test_after_choosing_a_size_of_type_one_comes_back_to_this_desk_only(back: str, signed_in: SignedIn):
    answer = signed_in(SHEN).post("/scale/", {"back": back, "scale": "9"})

    assert (answer.status_code, answer["Location"]) == (302, "/")


@pytest.mark.parametrize("number", NONE, ids=map(str, range(len(NONE))))
def test_a_correction_or_a_handover_that_is_none_is_told_so(number: str, office: Office, signed_in: SignedIn):
    office.mediate()
    client = signed_in(HE)

    for page, words in (
        ("/corrections/", {"proposal": number, "do": "confirm"}),
        ("/corrections/", {"proposal": number, "do": "reject", "reason": "不对"}),
        ("/handovers/", {"entry": number, "sender": number, "on": "2025-03-03"}),
    ):
        answer = client.post(page, words)
        assert answer.status_code in (200, 400, 422), words
        assert re.search("[\u4e00-\u9fff]{4}", answer.content.decode())

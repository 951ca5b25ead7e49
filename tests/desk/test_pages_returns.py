"""Returns on the desk."""

from desk.desks import SignedIn, words
from usecases.offices import SHEN, Office


def test_a_return_is_shown_for_each_period_and_handed_out(office: Office, signed_in: SignedIn):
    office.mediate()
    client = signed_in(SHEN)
    assert "人民调解统计报表" in words(client.get("/returns/"))
    page = words(client.get("/returns/S1/2025/"))
    assert "勾稽5条，全部相符" in page
    assert "/returns/S1/2025-Q1/" in page
    assert len(page.encode()) < 100_000
    answer = client.get("/returns/S1/2025/file.xlsx")
    assert answer.content[:2] == b"PK"
    assert client.get("/returns/S1/2025-99/").status_code == 404
    assert client.get("/returns/S99/2025/").status_code == 404

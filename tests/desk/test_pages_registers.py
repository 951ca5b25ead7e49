"""What runs out in a register, and hours of training, as pages."""

from datetime import timedelta

from desk.desks import SignedIn, words
from usecases.officers import LASTS, enrol, train
from usecases.offices import SHEN, WAN, Office


def test_the_day_begins_with_what_runs_out_before_long_and_who_lacks_hours(
    office: Office, signed_in: SignedIn
):
    enrol(office, WAN, number="QH000001")
    train(office, hours=16, people=[WAN])
    early = words(signed_in(SHEN).get("/todo/"))
    office.later(days=(LASTS - office.now.date() - timedelta(days=60)).days)
    later = words(signed_in(SHEN).get("/todo/"))

    assert "证件、任期将到期" not in early
    assert "证件、任期将到期" in later
    assert "余60天" in later
    for page in (early, later):
        assert "1人年度培训学时不足60学时，应训1人" in page
    assert "年度培训学时不足" not in words(signed_in(WAN).get("/todo/"))


def test_the_page_of_a_register_shows_hours_beside_those_needed(office: Office, signed_in: SignedIn):
    enrol(office, WAN, number="QH000001")
    train(office, hours=16, people=[WAN])
    page = words(signed_in(SHEN).get("/cases/enforcement_officer/"))

    assert "年度培训学时" in page
    assert "16／60学时" in page
    assert "学时" not in words(signed_in(SHEN).get("/cases/legal_adviser/"))

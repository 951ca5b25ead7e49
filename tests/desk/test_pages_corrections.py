"""Corrections on the desk: proposed by one, looked through, confirmed or turned down by another."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from desk.desks import SignedIn, words
from fazhi.store import models
from fazhi.usecases import local_counts, looks
from usecases.offices import DENG, EVENT, FAR, NEAR, PDF, PU, SECRETS, SHEN, WAN, Office


@pytest.fixture
def settled(office: Office) -> tuple[str, int]:
    """A settled mediation and the number of the entry that settled it."""
    case, _, _, entry = office.mediate()
    return case, entry


def page_of(settled: tuple[str, int]) -> str:
    case, entry = settled
    return f"/case/{case}/entries/{entry}/correct/"


def as_recorded(page: str) -> dict[str, Any]:
    """What the form holds, as a browser would send it back unchanged."""
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", page.partition('id="step-form"')[2]):
        words_ = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if words_.get("type") in ("radio", "checkbox") and " checked" not in tag:
            continue
        if name := words_.get("name"):
            found[name] = words_.get("value", "")
    found |= re.findall(r"<textarea[^>]* name=\"(\w+)\"[^>]*>([^<]*)</textarea>", page)
    return found


def test_correcting_shows_what_was_recorded_and_notes_the_look(settled, signed_in: SignedIn):
    client = signed_in(WAN)
    assert not [secret for secret in SECRETS if secret in words(client.get(page_of(settled)))]

    page = words(client.get(page_of(settled), {"action": "replace"}))
    assert "各退一步握手言和" in page
    assert 'value="1200.00"' in page
    assert [look.reason for look in looks.looks(settled[0])] == [f"更正第{settled[1]}号记录"]


def test_only_what_was_changed_is_proposed_and_a_preview_says_what_moves(settled, signed_in: SignedIn):
    client = signed_in(WAN)
    form = as_recorded(words(client.get(page_of(settled), {"action": "replace"})))
    changed = {**form, "amount": "2,000", "reason": "金额写错"}

    preview = words(client.post(page_of(settled), {**changed, "do": "preview"}))
    assert "确认后会这样" in preview
    assert "调解协议涉及金额" in preview
    assert "+800.00元" in preview
    assert "撤回的文书" in preview
    assert 'value="2,000"' in preview
    assert not models.Correction.objects.exists()

    answer = client.post(page_of(settled), {**changed, "do": "propose"})
    [correction] = models.Correction.objects.all()
    assert answer.headers["Location"] == f"/case/{settled[0]}/#entry-{correction.proposal}"
    body = models.Entry.objects.get(number=correction.proposal).body
    assert '"amount":"2000.00"' in body


def test_a_second_person_confirms_and_the_figures_move(settled, office: Office, signed_in: SignedIn):
    client = signed_in(WAN)
    form = as_recorded(words(client.get(page_of(settled), {"action": "replace"})))
    client.post(page_of(settled), {**form, "amount": "2000", "reason": "金额写错", "do": "propose"})
    proposal = models.Correction.objects.get().proposal

    waiting = words(signed_in(SHEN).get("/corrections/"))
    assert "金额写错" in waiting
    assert "万和平" in waiting
    own = words(client.post("/corrections/", {"proposal": proposal, "do": "confirm"}))
    assert "没有办成" in own  # not by the same hand
    office.later(days=1)

    shen = signed_in(SHEN)
    answer = shen.post("/corrections/", {"proposal": proposal, "do": "confirm"})
    page = words(shen.get(answer.headers["Location"].partition("#")[0]))
    assert "已确认更正" in page
    assert "+800.00元" in page
    assert "没有等待确认的更正" in words(shen.get("/corrections/"))


def test_turning_down_needs_a_reason(settled, signed_in: SignedIn):
    signed_in(WAN).post(page_of(settled), {"action": "void", "reason": "记错了", "do": "propose"})
    proposal = models.Correction.objects.get().proposal
    shen = signed_in(SHEN)

    assert "没有办成" in words(shen.post("/corrections/", {"proposal": proposal, "do": "reject"}))
    shen.post("/corrections/", {"proposal": proposal, "do": "reject", "reason": "记录无误"})
    assert models.Correction.objects.get().outcome == "rejected"
    assert "记录无误" in words(shen.get(f"/case/{settled[0]}/"))


def test_a_correction_without_a_change_or_without_a_reason_is_not_made(settled, signed_in: SignedIn):
    client = signed_in(WAN)
    form = as_recorded(words(client.get(page_of(settled), {"action": "replace"})))

    unchanged = words(client.post(page_of(settled), {**form, "reason": "看看", "do": "propose"}))
    assert "更正内容与原记录相同" in unchanged
    silent = words(client.post(page_of(settled), {**form, "amount": "1", "reason": "", "do": "propose"}))
    assert "请写明更正的原因" in silent
    assert 'id="reason-error"' in silent
    wrong = words(client.post(page_of(settled), {**form, "amount": "1.2万", "reason": "错", "do": "propose"}))
    assert "“1.2万”" in wrong
    assert not models.Correction.objects.exists()


def test_a_step_that_others_rest_on_cannot_be_voided_and_the_page_says_which(settled, signed_in: SignedIn):
    case, _ = settled
    page = words(
        signed_in(WAN).post(
            f"/case/{case}/entries/2/correct/", {"action": "void", "reason": "没有受理", "do": "propose"}
        )
    )
    assert "现在不能这样更正" in page
    assert "达成协议" in page


def test_entries_of_others_cases_cannot_be_corrected(settled, signed_in: SignedIn):
    assert signed_in(DENG).get(page_of(settled)).status_code == 404
    assert signed_in(WAN).get(f"/case/{settled[0]}/entries/99/correct/").status_code == 404
    assert signed_in(SHEN).post("/corrections/", {"proposal": "x"}).status_code == 400


def test_a_wrong_community_is_put_right_with_the_paper_that_proves_it(settled, signed_in: SignedIn):
    case, _ = settled
    client = signed_in(WAN)
    address = f"/case/{case}/entries/1/correct/"
    page = words(client.get(address, {"action": "replace"}))
    form = {**as_recorded(page), **selected(page), "_place": FAR, "reason": "社区选错", "do": "propose"}
    client.post(address, {**form, "_evidence": SimpleUploadedFile("门牌.pdf", PDF)})

    proposal = models.Correction.objects.get().proposal
    signed_in(SHEN).post("/corrections/", {"proposal": proposal, "do": "confirm"})
    assert models.Case.objects.get(pk=case).place == FAR
    assert "门牌.pdf" in words(client.get(f"/case/{case}/"))


def selected(page: str) -> dict[str, str]:
    """What is chosen in the lists of a page."""
    found = {}
    for name, options in re.findall(r'<select[^>]* name="([\w-]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        if chosen := re.search(r'value="([^"]*)" selected', options):
            found[name] = chosen[1]
    return found


def test_what_an_activity_counts_for_the_office_itself_is_put_right_in_the_form(
    office: Office, signed_in: SignedIn
):
    local_counts.declare(
        "local.leaflets", label="发放宣传单", unit="份", clerk=office.clerk(SHEN), now=office.now
    )
    form = {**EVENT, "community": NEAR}
    held = office.record(
        "publicity_event", "held", by=PU, form=form, place=NEAR, local={"local.leaflets": 120}
    )
    client, page = signed_in(PU), page_of((held.case, held.entry))

    typed = as_recorded(words(client.get(f"{page}?action=replace")))
    assert typed["_local-local.leaflets"] == "120"
    typed |= {**form, "_place": NEAR, "_local-local.leaflets": "100", "reason": "多记了一摞"}
    moved = words(client.post(page, {**typed, "do": "preview"}))
    assert "确认后会这样" in moved
    assert "发放宣传单" in moved
    client.post(page, {**typed, "do": "propose"})

    [proposal] = models.Entry.objects.filter(kind="proposal")
    assert '"local":[["local.leaflets",100]]' in proposal.body

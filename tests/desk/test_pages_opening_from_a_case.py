"""A case that offers to open another: what is known is carried over, and both know of each other."""

from datetime import date

import pytest

from desk.desks import SignedIn, words
from fazhi.store import models
from usecases.offices import DENG, WAN, Office

PARTY = {
    "role": "second",
    "party_kind": "enterprise",
    "name": "云锦苑物业服务有限公司",
    "uscc": "91990101MA0000001Y",
    "legal_rep": "柳长青",
    "phone": "10012345678",
}
CONTRACT = {
    "subject": "新纺片区物业服务合同",
    "contract_kind": "services",
    "office": "城管建设办",
    "handler": DENG,
    "our_party": "organ",
    "counterparties": [PARTY],
    "what": "道路保洁、绿化养护和设施巡查。",
    "amount": "1280000",
    "procurement": "open_tender",
}
REST = {
    "_on": "2025-03-03",
    "materials": ["draft", "explanation", "party_papers"],
    "urgent": "no",
}


@pytest.fixture
def contract(office: Office) -> str:
    """A contract that has been sent for review, by somebody of the office."""
    models.Holding.objects.create(
        person_id=DENG, organ_id=office.organ, post="staff", title="经办人员", since=date(2024, 1, 1)
    )
    case = office.record("contract", "drafted", by=DENG, form=CONTRACT).case
    sending = {"contract_papers": ["draft"], "wanted_by": "2025-03-11"}
    office.record("contract", "submitted", by=DENG, case=case, form=sending)
    return case


def test_what_is_known_stands_in_the_form_of_the_new_case(contract: str, signed_in: SignedIn):
    client = signed_in(DENG)
    page = words(client.get(f"/case/{contract}/"))
    assert f"/cases/legality_review/new/?from={contract}&amp;by=submitted" in page
    assert "送合法性审查" in page

    form = words(client.get(f"/cases/legality_review/new/?from={contract}&by=submitted", follow=True))
    assert 'value="新纺片区物业服务合同"' in form
    assert 'value="1280000.00"' in form
    assert 'value="2025-03-11"' in form
    assert "相同的内容已带入" in form


def test_the_new_case_and_the_old_lead_to_each_other(contract: str, signed_in: SignedIn):
    client = signed_in(DENG)
    form = {
        **{k: CONTRACT[k] for k in ("subject", "contract_kind", "amount")},
        "review_kind": "contract",
        "submitting_office": "城管建设办",
        "submitter": DENG,
        "wanted_by": "2025-03-11",
        "before_decision": "yes",
        "_origin": contract,
        **REST,
    }
    answer = client.post("/cases/legality_review/new/submitted/", form)
    review = models.Case.objects.get(procedure="legality_review").key
    assert answer.headers["Location"].startswith(f"/case/{review}/")

    old = words(client.get(f"/case/{contract}/"))
    assert f'href="/case/{review}/"' in old.partition("相关事项")[2]
    assert "由本案另办" not in old  # it is under way
    new = words(client.get(f"/case/{review}/"))
    assert f'href="/case/{contract}/"' in new.partition("相关事项")[2]


def test_nobody_opens_a_case_from_one_they_may_not_see(contract: str, signed_in: SignedIn):
    models.Holding.objects.create(
        person_id=WAN, organ_id="990101001", post="staff", title="经办人员", since=date(2024, 1, 1)
    )
    client = signed_in(WAN)
    assert client.get(f"/cases/legality_review/new/submitted/?from={contract}").status_code == 404
    answer = client.post("/cases/legality_review/new/submitted/", {"_origin": contract, **REST})
    assert answer.status_code == 404
    assert not models.Case.objects.filter(procedure="legality_review").exists()

"""Standing in for another by a written delegation, told as what clerks do."""

import base64
import json
from datetime import date

import pytest

from fazhi.core.case import CaseView, standing_in_the_way
from fazhi.core.journal import Actor, Event
from fazhi.law import calendar
from fazhi.procedures.registry import current
from fazhi.store import models, sealing
from fazhi.usecases import access, case_pages, delegations, shelves
from fazhi.usecases.evidence import Upload
from fazhi.usecases.record import Refused
from fazhi.usecases.verify import verify
from usecases.offices import ACCEPTANCE, HE, LU, ORGAN, PDF, PU, SHEN, WAN, Office

ZHENG = "zheng"
PAPER = Upload(name="授权委托书.pdf", content=PDF, media_type="application/pdf", field="paper")


def delegate(office: Office, **words):
    """Let Zheng write down, unless told otherwise, that Lu stands in for the mediator Wan in disputes."""
    post = {"post": "doc_officer", "title": "文秘", "since": date(2024, 1, 1)}
    person, _ = models.Person.objects.get_or_create(code=ZHENG, defaults={"name": "郑文"})
    models.Holding.objects.get_or_create(person=person, organ_id=office.organ, defaults=post)
    by = words.pop("by", ZHENG)
    form = {
        "delegate": LU,
        "principal": WAN,
        "post": "mediator_full",
        "matters": ["mediation"],
        "reason": "leave",
        "signed_on": "2025-03-01",
        "since": "2025-03-03",
        "until": "2025-03-20",
        **words,
    }
    return office.try_to("delegation", "enrolled", by=by, form=form, evidence=[PAPER])


def accept(office: Office, case: str, **words):
    return office.try_to("mediation", "accepted", case=case, form=ACCEPTANCE, **words)


def lacking(refused) -> str:
    """Return what is said of the delegation that lacks, with the rule it cites."""
    assert isinstance(refused, Refused), refused
    [found] = [one for one in refused.refusals if one.code == "no-delegation"]
    return f"{found.message}（{found.basis}）"


def test_a_step_is_done_in_anothers_stead_by_a_delegation_in_force_that_day(office: Office):
    given = delegate(office)
    case = office.register().case

    done = accept(office, case, by=LU, standing_for=WAN)

    entry = models.Entry.objects.get(number=done.entry)
    assert '"by":{"for":"wan","person":"lu","post":"mediator_full"}' in entry.body
    assert f'"delegation":"{given.case}"' in entry.body
    assert verify().holds


def test_without_a_delegation_nobody_stands_in(office: Office):
    case = office.register().case

    refused = accept(office, case, by=LU, standing_for=WAN)

    assert "2025-03-03没有在期的授权委托书委托您代万和平办理" in lacking(refused)
    assert "（授权代行）" in lacking(refused)
    assert office.entries == 1


def test_a_delegation_holds_from_its_first_day_to_its_last(office: Office):
    delegate(office, since="2025-03-04")
    case = office.register().case

    assert "没有在期的授权委托书" in lacking(accept(office, case, by=LU, standing_for=WAN))
    office.later(days=18)
    assert "没有在期的授权委托书" in lacking(accept(office, case, by=LU, standing_for=WAN))
    accept(office, case, by=LU, standing_for=WAN, on=date(2025, 3, 4))
    assert "accepted" in models.Case.objects.get(pk=case).steps

    assert not delegations.in_force(LU, organ=ORGAN, on=date(2025, 3, 3))
    assert delegations.in_force(LU, organ=ORGAN, on=date(2025, 3, 4))
    assert delegations.in_force(LU, organ=ORGAN, on=date(2025, 3, 20))
    assert not delegations.in_force(LU, organ=ORGAN, on=date(2025, 3, 21))


def test_a_delegation_ends_when_it_is_withdrawn_or_the_post_is_left(office: Office):
    given = delegate(office)
    office.later(days=3)
    office.record("delegation", "ended", by=ZHENG, case=given.case, form={"reason": "withdrawn"})

    assert delegations.in_force(LU, organ=ORGAN, on=date(2025, 3, 5))
    assert not delegations.in_force(LU, organ=ORGAN, on=date(2025, 3, 6))

    delegate(office)
    models.Holding.objects.filter(person_id=WAN).update(until=date(2025, 3, 10))
    assert delegations.in_force(LU, organ=ORGAN, on=date(2025, 3, 9))
    assert not delegations.in_force(LU, organ=ORGAN, on=date(2025, 3, 10))


def test_a_delegation_reaches_the_matters_and_the_post_it_names(office: Office):
    case = office.register().case
    delegate(office, matters=["review"])
    refused = accept(office, case, by=LU, standing_for=WAN)
    assert "不包括“矛盾纠纷”类的事项" in lacking(refused)

    delegate(office, delegate=PU, principal=SHEN, post="justice_head")
    refused = accept(office, case, by=PU, standing_for=SHEN)
    assert "授权代行的岗位是司法所所长，“受理”由" in lacking(refused)


def test_nobody_writes_down_their_own_authority(office: Office):
    refused = delegate(office, delegate=ZHENG)
    assert [one.message for one in refused.refusals] == ["受托人不能登记或者变更对自己的授权，请由他人登记。"]

    refused = delegate(office, delegate=WAN)
    assert "“受托人”和“委托人”是同一人" in refused.refusals[0].message


def test_separation_counts_both_persons():
    rectification = current()["rectification"]
    told = Event(
        case="", step="submitted", on=date(2025, 3, 3), by=Actor(person=LU, post="staff", standing_for=SHEN)
    )
    view = CaseView(procedure=rectification, calendar=calendar(), history=(told,))

    def codes(**actor):
        event = Event(case="", step="verified", on=date(2025, 3, 4), by=Actor(**actor))
        return {one.code for one in standing_in_the_way(view, event, filled=False)}

    assert "same-hand" in codes(person=SHEN, post="justice_head")
    assert "same-hand" in codes(person=LU, post="deputy_law", standing_for=HE)
    assert "same-hand" in codes(person=HE, post="justice_head", standing_for=SHEN)
    assert "same-hand" not in codes(person=HE, post="deputy_law")


@pytest.mark.parametrize(("code", "post"), [("penalty", "director"), ("major_decision", "director")])
def test_what_the_law_wants_done_in_person_is_done_by_nobody_else(code, post):
    step = current()[code].step("decided")
    view = CaseView(procedure=current()[code], calendar=calendar())

    def reasons(**actor):
        event = Event(case="", step="decided", on=date(2025, 3, 3), by=Actor(post=post, **actor))
        found = standing_in_the_way(view, event, filled=False)
        return [one.basis for one in found if "不能委托他人代行" in one.message]

    assert reasons(person=HE, standing_for=SHEN) == [str(step.basis)]
    assert reasons(person=SHEN) == []


def test_who_stands_in_sees_and_is_offered_what_the_post_may_do(office: Office):
    delegate(office, delegate=PU)
    case = office.register().case
    alone = office.clerk(PU)
    seated = delegations.with_stand_ins(alone, on=office.now.date())
    mediation = current()["mediation"]

    assert access.scope(alone, mediation).nothing
    assert access.scope(seated, mediation).own
    assert "registered" in shelves.opens(seated, mediation)
    accept(office, case, by=PU, standing_for=WAN)

    page = case_pages.read(seated, case, today=office.now.date())
    assert page.leaves[-1].standing_for == "万和平"
    assert page.leaves[-1].post == "专职人民调解员"
    assert [one.step.name for one in page.next if not one.refusals]


def test_a_paper_says_who_stood_in_for_whom(office: Office):
    delegate(office)
    case = office.register().case

    done = office.record("mediation", "accepted", by=LU, standing_for=WAN, case=case, form=ACCEPTANCE)

    document = models.Document.objects.get(pk=done.documents[0])
    secret = sealing.case_key(office.organ, done.case)
    said = json.loads(sealing.open_bytes(secret, done.case, base64.b64decode(document.content)))["said"]
    assert said["post"] == "陆文（代万和平）"

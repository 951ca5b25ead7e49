"""Files that a form asks for: they stand in the form by the digest under which they are kept."""

from typing import Any

from fazhi.store import models
from fazhi.usecases import evidence
from fazhi.usecases.record import Refused, Upload
from usecases.offices import PARTIES, PDF, Office

LETTER = Upload(name="授权委托书.pdf", content=PDF, field="parties.0.agent_letter")
WITH_AGENT: list[dict[str, Any]] = [
    {**PARTIES[0], "agent_name": "顾问", "agent_authority": "general"},
    PARTIES[1],
]


def test_a_file_stands_in_the_form_where_it_was_asked_for(office: Office):
    case = office.register(parties=WITH_AGENT, evidence=[LETTER]).case

    [digest] = evidence.of_case(case)
    record = models.Case.objects.get(pk=case).record
    assert record["parties"][0]["agent_letter"] == [digest]
    assert "agent_letter" not in record["parties"][1]
    assert evidence.fetch(digest, clerk=office.clerk("wan"), now=office.now).content == PDF


def test_two_files_alike_are_kept_as_two(office: Office):
    case = office.register(parties=WITH_AGENT, evidence=[LETTER, LETTER]).case

    record = models.Case.objects.get(pk=case).record
    assert sorted(record["parties"][0]["agent_letter"]) == sorted(evidence.of_case(case))
    assert len(evidence.of_case(case)) == 2


def test_a_file_for_a_place_that_is_not_there_is_refused_and_not_kept(office: Office):
    done = office.try_to(
        "mediation",
        "registered",
        form={"nonsense": ""},
        evidence=[Upload(name="a.pdf", content=PDF, field="nosuch")],
    )

    assert isinstance(done, Refused)
    assert any("nosuch" in one.message for one in done.refusals)
    assert models.Evidence.objects.count() == 0

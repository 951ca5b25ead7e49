"""法律明白人与法治带头人, told as entries of the register."""

import pytest

from fazhi.procedures.people.law_knower import LawKnower
from house.statutes import quote_stands
from journal_text import attempt, posted, postings, refusal, view

ENROLLED = (
    "2025-03-03 enrolled 乔知夏 role={role} community=990101001001 identity={identity}"
    " recommended_by=committee"
)
CERTIFY = "2025-06-01 changed 乔知夏 event=certified certificate_no=FLMBR2025001"


def enrolled(role="law_knower", identity="resident"):
    return ENROLLED.format(role=role, identity=identity)


def trained(**words):
    return f"{enrolled(**words)}\n2025-05-10 changed 乔知夏 event=trained"


@pytest.mark.parametrize("step", LawKnower.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    assert quote_stands(step.basis) is not False
    assert step.basis.quote


def test_personal_data_is_sealed():
    sealed = {name for name, field in LawKnower.fields().items() if field.sealed}

    assert {"name", "sex", "birth", "political_status", "education", "phone"} <= sealed


def test_nobody_is_certified_before_they_were_trained_and_have_passed():
    examined = f"{trained()}\n2025-05-20 changed 乔知夏 event=examined exam_result={{}}"

    for text, said in (
        (enrolled(), "尚未登记参加培训，不能认定发证。"),
        (trained(), "尚未登记考核合格，不能认定发证。"),
        (examined.format("failed"), "尚未登记考核合格，不能认定发证。"),
    ):
        assert refusal(attempt(view(text, LawKnower), CERTIFY), "rule-not-met").message == said
    assert attempt(view(examined.format("passed"), LawKnower), CERTIFY).refusals == ()


@pytest.mark.parametrize(
    ("event", "lacking"),
    [
        ("examined", ["exam_result"]),
        ("performed", ["performed_year"]),
        ("assessed", ["year", "yearly_result"]),
    ],
)
def test_each_change_is_told_with_what_belongs_to_it(event, lacking):
    tried = attempt(view(enrolled(), LawKnower), f"2025-12-20 changed 乔知夏 event={event}")

    assert [one.field for one in tried.refusals] == lacking


def test_law_knowers_are_counted_by_community_and_identity_and_leaders_by_community():
    [knower] = postings(enrolled(), LawKnower)
    [leader] = postings(enrolled(role="law_leader"), LawKnower)

    assert (knower.indicator, knower.slices) == (
        "law_knower.count",
        {"community": "990101001001", "identity": "resident"},
    )
    assert (leader.indicator, leader.slices) == ("law_leader.count", {"community": "990101001001"})
    assert posted(f"{enrolled()}\n2025-12-31 ended 乔知夏 reason=resigned", LawKnower) == {
        "law_knower.count": -1
    }


@pytest.mark.parametrize(
    ("identity", "also"),
    [
        ("resident", {}),
        ("community_cadre", {"law_knower.trained_cadres": 1}),
        ("grid_worker", {"law_knower.trained_grid_workers": 1}),
    ],
)
def test_who_was_trained_is_counted_and_cadres_and_grid_workers_apart(identity, also):
    assert posted(trained(identity=identity), LawKnower) == {"law_knower.trained": 1, **also}

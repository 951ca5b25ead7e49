"""法律顾问与公职律师, told as entries of the register."""

from datetime import date

import pytest

from fazhi.law.roles import posts
from fazhi.procedures.people.legal_adviser import LegalAdviser
from house.statutes import quote_stands
from journal_text import attempt, codes, posted, postings, view

ENROLLED = (
    "2025-04-01 enrolled 齐致远 name=祁衡川 adviser_kind={kind} term=standing firm=衡川律师事务所"
    " licence_no=13702201510123456 community={community} term_from=2025-04-01"
    " term_ends=2026-03-31 fee=60000.00"
)


def enrolled(kind="office", community="990101001001"):
    return ENROLLED.format(kind=kind, community=community)


@pytest.mark.parametrize("step", LegalAdviser.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    assert quote_stands(step.basis) is not False
    assert step.basis.quote


def test_an_adviser_sees_only_what_is_sent_to_them():
    counsel = posts()["counsel"]

    assert counsel.scope == "own"
    assert not {"people", "supervision", "statement"} & set(counsel.groups)


@pytest.mark.parametrize(
    ("kind", "lacking"),
    [
        ("office", ["firm", "licence_no", "term_ends"]),
        ("firm", ["term_ends"]),
        ("community", ["firm", "licence_no", "community", "term_ends"]),
        ("public_lawyer", ["licence_no"]),
    ],
)
def test_each_kind_is_told_with_what_belongs_to_it(kind, lacking):
    line = f"2025-04-01 enrolled 齐致远 name=祁衡川 adviser_kind={kind} term=standing term_from=2025-04-01"

    assert [one.field for one in attempt(view("", LegalAdviser), line).refusals] == lacking


def test_a_term_does_not_end_before_it_begins():
    line = enrolled().replace("term_ends=2026-03-31", "term_ends=2025-03-31")

    assert "field-invalid" in codes(attempt(view("", LegalAdviser), line))


def test_a_term_is_due_until_it_is_renewed():
    renewed = f"{enrolled()}\n2026-03-20 changed 齐致远 event=renewed term_ends=2027-03-31"

    assert [one.last_day for one in view(enrolled(), LegalAdviser).clocks] == [date(2026, 3, 31)]
    assert [one.last_day for one in view(renewed, LegalAdviser).clocks] == [date(2027, 3, 31)]


def test_the_yearly_assessment_has_a_score_and_a_grade():
    tried = attempt(view(enrolled(), LegalAdviser), "2025-12-20 changed 齐致远 event=assessed")

    assert [one.field for one in tried.refusals] == ["year", "score", "grade"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("office", "adviser.count"),
        ("firm", "adviser.firms"),
        ("public_lawyer", "adviser.public_lawyers"),
        ("community", "adviser.community_count"),
    ],
)
def test_each_kind_is_counted_apart_until_it_ends(kind, code):
    text = enrolled(kind)

    assert posted(text, LegalAdviser)[code] == 1
    assert posted(text, LegalAdviser)["adviser.fees"] == 60000
    assert posted(f"{text}\n2026-03-31 ended 齐致远 reason=expired", LegalAdviser)[code] == -1


def test_advisers_of_the_office_are_counted_by_term():
    [count] = [one for one in postings(enrolled(), LegalAdviser) if one.indicator == "adviser.count"]

    assert count.slices == {"term": "standing"}


def test_communities_that_have_an_adviser_are_told_apart_and_move_with_them():
    covered = "adviser.communities_covered"
    moved = f"{enrolled('community')}\n2025-07-01 changed 齐致远 event=moved community=990101001002"

    def keys(text):
        return [(one.amount, one.key) for one in postings(text, LegalAdviser) if one.indicator == covered]

    assert keys(enrolled("community")) == [(1, "community:990101001001")]
    assert keys(moved) == [(-1, "community:990101001001"), (1, "community:990101001002")]
    assert keys(enrolled("office")) == []


def test_coverage_is_of_the_communities_of_the_office():
    rates = {one.code: one.formula for one in LegalAdviser.indicators if one.kind == "rate"}

    assert rates == {
        "adviser.coverage_rate": "adviser.communities_covered / community.count",
        "adviser.per_community": "adviser.community_count / community.count",
    }

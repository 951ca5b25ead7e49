import pytest

from fazhi.procedures.linked_reviews import PASSING_DECISION, ended, passed, reviewer_among_the_hands
from fazhi.procedures.review.contract import Contract
from journal_text import linked, view


def review(*steps, **record):
    return linked("legality_review", steps=steps, **record)


@pytest.mark.parametrize("conclusion", ["pass", "amend"])
def test_a_review_passes_once_it_is_issued(conclusion):
    assert passed(review("issued", conclusion=conclusion))
    assert not passed(review("reviewed", conclusion=conclusion))


def test_a_review_with_opinions_passes_once_they_are_answered():
    assert not passed(review("issued", conclusion="amend", opinions=2))
    assert passed(review("issued", "adopted", conclusion="amend", opinions=2))


@pytest.mark.parametrize("conclusion", ["fail", "supplement"])
def test_a_review_that_failed_is_ended_and_has_not_passed(conclusion):
    assert ended(review("issued", conclusion=conclusion))
    assert not passed(review("issued", conclusion=conclusion))


def test_a_stated_risk_passes_for_decisions_only():
    assert not passed(review("issued", conclusion="risk"))
    assert passed(review("issued", conclusion="risk"), conclusions=PASSING_DECISION)


def test_a_withdrawn_review_is_ended():
    assert ended(linked("legality_review", steps=("submitted", "withdrawn"), final=True))


def test_the_reviewer_is_known_from_the_linked_review():
    case = view(
        "2025-03-03 drafted 桑子墨/staff handler=桑子墨",
        Contract,
        links=(review("issued", reviewer="易修远"),),
    )
    [draft] = case.history

    assert not reviewer_among_the_hands(case, draft)
    assert reviewer_among_the_hands(view("", Contract, links=(review("issued", reviewer="桑子墨"),)), draft)

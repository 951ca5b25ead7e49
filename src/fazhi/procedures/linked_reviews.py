"""What a contract, decision or document may know of the legality review it was sent to."""

from collections.abc import Collection

from fazhi.core.case import CaseView, Linked, hands
from fazhi.core.journal import Event
from fazhi.core.law import Basis
from fazhi.core.procedure import Rule, rule

REVIEW = "legality_review"
PASSING = ("pass", "amend")
#: A decision on a reform not yet regulated may also go on with its risk stated.
PASSING_DECISION = (*PASSING, "risk")


def passed(review: Linked, *, conclusions: Collection[str] = PASSING) -> bool:
    """Tell whether a review lets the matter go on: passed, and the opinions given are answered."""
    answered = not review.record.get("opinions") or "adopted" in review.steps
    return "issued" in review.steps and review.record.get("conclusion") in conclusions and answered


def ended(review: Linked) -> bool:
    """Tell whether a review was answered one way or another."""
    return review.final or "issued" in review.steps


def lacking(
    view: CaseView, *, sent_by: Collection[str], times: int = 1, conclusions: Collection[str] = PASSING
) -> str | None:
    """Tell what is missing until every sending was answered and ``times`` reviews have passed.

    ``sent_by`` are the steps that send the matter for review; each asks for a review of its own.
    """
    reviews = view.linked(REVIEW)
    sent = sum(event.step in sent_by for event in view.history)
    if len(reviews) < max(sent, times):
        return "尚未送合法性审查，请由本事项转送。"
    if (
        sum(map(ended, reviews)) < sent
        or sum(passed(one, conclusions=conclusions) for one in reviews) < times
    ):
        return "合法性审查尚未通过：须已出具通过或者修改后通过的意见，并已反馈采纳情况。"
    return None


def reviews_have_passed(
    basis: Basis, *, sent_by: Collection[str] = (), conclusions: Collection[str] = PASSING
) -> Rule:
    """Return the rule that nothing is ``lacking``."""

    def the_review_has_passed(view: CaseView, _event: Event) -> str | None:
        """The linked legality review has passed, and its opinions are answered."""
        return lacking(view, sent_by=sent_by, conclusions=conclusions)

    return rule(basis)(the_review_has_passed)


def one_sent_has_passed(basis: Basis) -> Rule:
    """Return the rule that a matter sent for review is decided only after a review has passed."""

    def a_review_asked_for_has_passed(view: CaseView, _event: Event) -> str | None:
        """What was sent for legality review is signed once the review has passed."""
        reviews = view.linked(REVIEW)
        return "本件已送合法性审查，审查尚未通过。" if reviews and not any(map(passed, reviews)) else None

    return rule(basis)(a_review_asked_for_has_passed)


def reviewer_among_the_hands(view: CaseView, event: Event) -> bool:
    """Tell whether the linked review was written by one of those who would do this step."""
    reviewers = {str(one.record.get("reviewer")) for one in view.linked(REVIEW)}
    return bool(reviewers & hands(view.procedure, event))

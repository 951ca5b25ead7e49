"""行政执法三项制度: of which cases publicity, a full record and a review are asked, and when they count."""

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.procedures.enforcement.penalty_rules import review_needed, review_passed

NAME = "三项制度"
PUBLICITY, RECORDING, REVIEW = "公示", "全过程记录", "法制审核"
RATE = "enforcement.three_systems_rate"

#: A case that ended so was never decided here: there is no result to be published.
UNDECIDED = frozenset(("declined", "withdrawn", "referred", "police_filed"))


def _yes_or_unknown(said: object, yes: str) -> bool | None:
    return None if said is None else said == yes


# Penalties -----------------------------------------------------------------------------------------


def a_penalty_is_to_be_published(view: CaseView) -> bool | None:
    """Whether a decision is published is decided with it; not on the spot, nor if it holds no longer."""
    if "decided" not in view.done:
        return False if view.done & {*UNDECIDED, "decided_on_spot"} else None
    if "overturned" in view.done and "published" not in view.done:
        return False
    return _yes_or_unknown(view.record.get("publication"), "publish")


def a_penalty_is_to_be_recorded(view: CaseView) -> bool | None:
    """Whatever was filed or decided is recorded; a clue that led to nothing, or a case withdrawn, is not."""
    return not view.done & {"declined", "withdrawn"}


def a_penalty_is_recorded(_view: CaseView, event: Event) -> bool:
    """The closing says so of the whole case; a decision on the spot is its own record."""
    if event.step == "decided_on_spot":
        return event.form.get("credentials_shown") != "no" and event.form.get("rights_told") != "no"
    return event.form.get("fully_recorded") == "yes"


def a_penalty_is_to_be_reviewed(view: CaseView) -> bool | None:
    """The conclusion says on which ground a review is due; a hearing makes it due; no penalty needs none."""
    if view.done & {*UNDECIDED, "decided_on_spot"} or view.record.get("result") == "no_penalty":
        return False
    if review_needed(view):
        return True
    return False if "concluded" in view.done else None


def a_penalty_is_reviewed(view: CaseView, _event: Event) -> bool:
    """A review counts that passed the case as it was decided: after its last conclusion and hearing."""
    return review_passed(view)


# Inspections ---------------------------------------------------------------------------------------


def an_inspection_is_to_be_published(view: CaseView) -> bool | None:
    """Whether a result is published is said when it is told."""
    if "declined" in view.done:
        return False
    return _yes_or_unknown(view.record.get("publicity"), "yes")


def an_inspection_is_to_be_recorded(view: CaseView) -> bool | None:
    """Every inspection that is made is recorded."""
    return "declined" not in view.done


def an_inspection_is_recorded(_view: CaseView, event: Event) -> bool:
    """The record counts if certificates were shown and it is signed, or says why not."""
    return event.form.get("credentials_shown") == "yes" and bool(event.form.get("signed"))


def an_inspection_is_not_reviewed(_view: CaseView) -> bool | None:
    """An inspection decides nothing that the list of major decisions names."""
    return False

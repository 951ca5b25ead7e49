"""What must hold for the organ before a court and before a reconsideration body alike."""

from collections.abc import Mapping
from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.days import Counted
from fazhi.core.journal import Event
from fazhi.core.law import Basis, HouseRule, LimitRow
from fazhi.core.procedure import Rule, rule

OWN_STAFF = HouseRule(
    "D11", "作出行为的部门提供证据，司法所统筹；除律师外有本机关工作人员参加，且不只是作出行为的经办人。"
)
LEARNED = HouseRule("应诉1", "败诉、被纠错的案件，分析原因并提出改进措施后归档。")


def not_gathered_meanwhile(basis: Basis) -> Rule:
    """Return the rule that evidence was gathered before the act, unless leave was given to add it."""

    def evidence_was_gathered_before(_view: CaseView, event: Event) -> str | None:
        """Evidence is what was gathered before the act, but for what may be added by leave."""
        late = [
            str(nth)
            for nth, row in enumerate(event.form.get("evidence", ()), start=1)
            if row["gathered_later"] == "yes" and row.get("supplement") != "yes"
        ]
        if not late:
            return None
        return (
            f"证据第{'、'.join(late)}项是作出行为后取得的，不得自行收集；经准许补充的，请注明“经准许补充”。"
        )

    return rule(basis, needs_form=True)(evidence_was_gathered_before)


def the_head_or_staff_attend(basis: Basis, *, proof: Basis) -> tuple[Rule, Rule]:
    """Return the rules that a head attends, or says why not, proves it and sends staff."""

    def staff_attend_where_no_head_does(_view: CaseView, event: Event) -> str | None:
        """Where no head attends, staff of the organ do."""
        if event.form["head_present"] == "no" and not event.form.get("staff_present"):
            return "负责人不能出席的，应当委托本机关相应的工作人员出席，不得仅由律师出席。"
        return None

    def an_absence_is_proved(_view: CaseView, event: Event) -> str | None:
        """The absence of a head is explained under seal or by the head's hand."""
        if event.form["head_present"] == "no" and event.form.get("absence_proved") != "yes":
            return "负责人不能出席的，应当提交加盖印章或者由负责人签字的书面说明。"
        return None

    return (
        rule(basis, needs_form=True)(staff_attend_where_no_head_does),
        rule(proof, needs_form=True)(an_absence_is_proved),
    )


@rule(OWN_STAFF, needs_form=True)
def others_than_who_acted_attend(_view: CaseView, event: Event) -> str | None:
    """Among the staff who stand for the organ is one who did not do the act."""
    staff, acted = set(event.form["staff_agents"]), set(event.form.get("acted_by", ()))
    return None if staff - acted else "出席的工作人员不能只有作出该行为的经办人，请另行指定一人。"


def not_on_the_same_grounds(basis: Basis) -> Rule:
    """Return the rule that an act ordered anew is not made again on the same facts and grounds."""

    def the_new_act_is_another(view: CaseView, event: Event) -> str | None:
        """An act made anew is not the same again on the same facts and grounds, unless procedure was all."""
        if event.form.get("same_grounds") == "yes" and view.record.get("procedural_ground") != "yes":
            return "不得以同一事实和理由作出与原行为相同或者基本相同的行政行为。"
        return None

    return rule(basis, needs_form=True)(the_new_act_is_another)


def counted_from(view: CaseView, first: LimitRow, *then: LimitRow) -> Counted | None:
    """Return the time others had for coming to the court or body; periods named further follow the first.

    None if the record does not tell from which day it is counted.
    """
    start = view.record.get("counted_from")
    if not start:
        return None
    counted = first.count(date.fromisoformat(start), view.calendar)
    for row in then:
        if counted.last_day is not None:
            counted = row.count(counted.last_day, view.calendar)
    return counted


def out_of_time(*rows: LimitRow, came_on: str, when: Mapping[str, str]) -> Rule:
    """Return the rule that a reply says so where somebody came to the court or body too late.

    ``rows`` are the periods, one after the other; ``came_on`` names the day they came, ``when`` what the
    record must hold for these periods to be theirs.
    """

    def lateness_is_pleaded(view: CaseView, event: Event) -> str | None:
        """Where others came out of time, the reply says so."""
        if any(view.record.get(name) != value for name, value in when.items()):
            return None
        counted, came = counted_from(view, *rows), view.record.get(came_on)
        late = counted and counted.last_day and came and date.fromisoformat(came) > counted.last_day
        if counted is None or not late or "out_of_time" in event.form["pleas"]:
            return None
        return f"对方于{came}提出，已超过{rows[-1].label}。{counted.explanation}请在答辩（答复）意见中提出。"

    return rule(rows[-1].basis, needs_form=True)(lateness_is_pleaded)

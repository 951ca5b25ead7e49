"""What a rule is seen to look at."""

from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.journal import Actor, Event
from fazhi.core.procedure import Rule
from fazhi.demo.watching import reads, rules_of
from fazhi.law import calendar
from fazhi.procedures import registry


def looked_at(rule: Rule, **form: str) -> set[tuple[str, str]]:
    """What a rule reads of a dispute accepted with nothing but this form."""
    view = CaseView(procedure=registry.procedure("mediation"), calendar=calendar())
    event = Event(
        case="", step="accepted", on=date(2025, 3, 3), by=Actor(person="", post=""), form=dict(form)
    )
    return set(reads(rule, view, event))


def test_what_is_only_put_together_with_what_is_known_is_not_looked_at():
    def check(view: CaseView, event: Event) -> str | None:
        return "不是申请的。" if {**view.record, **event.form}.get("source") == "proactive" else None

    assert looked_at(Rule(check, "内部规则"), source="proactive", dispute_type="neighbour") == {
        ("form", "source")
    }


def test_what_a_rule_says_it_reads_is_believed_though_it_is_not_there():
    def check(view: CaseView, event: Event) -> str | None:
        return None if "mediators" in {**view.record, **event.form} else "没有调解员。"

    rule = Rule(check, "内部规则", reads=("mode", "nowhere_asked"), steps=("settled",))

    assert looked_at(rule) == {("form", "mode"), ("record", "nowhere_asked"), ("step", "settled")}


def test_who_may_act_at_all_is_looked_at_as_a_rule_is():
    penalty = registry.procedure("penalty")

    assert len(rules_of(penalty, penalty.step("filed"))) == len(penalty.step("filed").needs) + 1

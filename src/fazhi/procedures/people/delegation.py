"""授权委托代行 — who stands in for whom, by a paper that says in what and how long."""

from __future__ import annotations

from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Register, table
from fazhi.core.law import HouseRule
from fazhi.core.procedure import rule
from fazhi.law import statute
from fazhi.law.roles import ORG_KEEPER
from fazhi.procedures.people.delegation_forms import Change, Delegated

WRITTEN = statute("民法典").article(
    165, "授权委托书应当载明代理人的姓名或者名称、代理事项、权限和期限，并由被代理人签名或者盖章"
)
STANDS_IN = HouseRule(
    "（授权代行）",
    "代行职权须有书面委托，载明受托人、岗位、事项和期限；代行人受两人的岗位分离和回避约束，不得转委托",
)


@rule(STANDS_IN, needs_form=True)
def another_hand_writes_it_down(view: CaseView, event: Event) -> str | None:
    """Whoever is to stand in does not write down, or widen, their own authority."""
    delegate = event.form.get("delegate") or view.record.get("delegate")
    return "受托人不能登记或者变更对自己的授权，请由他人登记。" if delegate == event.by.person else None


@rule(STANDS_IN)
def authority_is_not_passed_on(_view: CaseView, event: Event) -> str | None:
    """Who stands in for another gives nobody authority in that other's name."""
    return "授权不能由代行人登记。" if event.by.standing_for else None


class Delegation(Register):
    """Written delegations: the step of a case done in another's stead rests on one in force that day."""

    code = "delegation"
    label = "授权委托代行"
    group = "people"
    in_force = date(2021, 1, 1)
    title = "{delegate}代{principal} · {post}"
    by = ORG_KEEPER
    basis = STANDS_IN
    basis_at = table(enrolled=WRITTEN)
    item = Delegated
    change = Change
    reasons = table(withdrawn="委托人收回", returned="委托人返岗", moved="岗位变动", other="其他")
    needs_at = table(
        enrolled=(another_hand_writes_it_down, authority_is_not_passed_on),
        changed=(another_hand_writes_it_down, authority_is_not_passed_on),
    )

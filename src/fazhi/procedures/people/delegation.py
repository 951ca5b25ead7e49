"""授权委托代行 — who stands in for whom, by a paper that says in what and how long."""

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Register, table
from fazhi.core.procedure import rule
from fazhi.law import HouseRule, statute
from fazhi.law.groups import GROUPS
from fazhi.law.roles import ORG_KEEPER, posts

#: Posts that act in matters of the organ; who only keeps the system in order has nothing to delegate.
POSTS = {post.code: post.label for post in posts().values() if post.groups}


def _another_than_the_principal(values: ask.Values, record: ask.Values) -> str | None:
    """Nobody stands in for themselves."""
    known = {**record, **values}
    same = known.get("delegate") and known.get("delegate") == known.get("principal")
    return "“受托人”和“委托人”是同一人，请核对后重填。" if same else None


class Delegated(ask.Form):
    """授权委托书登记表"""

    delegate = ask.Person("受托人（代行人）")
    principal = ask.Person("委托人（被代行人）")
    post = ask.Code("代行的岗位", POSTS, help="委托人本人现任的岗位")
    matters = ask.Codes("授权事项", GROUPS, help="只在所选类别的事项中代行")
    reserved = ask.Text("保留由本人办理的事项", max=200, required=False)
    reason = ask.Code("委托原因", "leave 休假, away 出差、外出学习, ill 因病因故, pair AB角互补, other 其他")
    signed_on = ask.Day("委托书签署日期", happened=True)
    since = ask.Day("代行自")
    until = ask.Day("代行至", help="含当日；到期自行终止")
    paper = ask.Files("授权委托书（签名盖章）", help="扫描件或者照片")
    checks = (_another_than_the_principal, ask.in_order(signed_on, since), ask.in_order(since, until))


Change = ask.form(
    "授权变更登记",
    event=ask.Code("变更事项", "prolonged 延长期限, narrowed 缩小范围, corrected 信息变更"),
    note=ask.Text("变更说明", max=300, required=False),
)
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

    label = "授权委托代行"
    since = "2021-01-01"
    title = "{delegate}代{principal} · {post}"
    by = ORG_KEEPER
    basis = STANDS_IN
    basis_at = table(enrolled=WRITTEN)
    item = Delegated
    change = Change
    reasons = "withdrawn 委托人收回, returned 委托人返岗, moved 岗位变动, other 其他"
    needs_at = table(
        enrolled=(another_hand_writes_it_down, authority_is_not_passed_on),
        changed=(another_hand_writes_it_down, authority_is_not_passed_on),
    )

"""What is written down of a delegation: who stands in for whom, in which post and matters, and how long."""

from __future__ import annotations

from fazhi.core.form import Code, Codes, Day, Files, Form, Person, Text, Values, in_order
from fazhi.law.groups import GROUPS
from fazhi.law.roles import posts

#: Posts that act in matters of the organ; who only keeps the system in order has nothing to delegate.
POSTS = {post.code: post.label for post in posts().values() if post.groups}


def _another_than_the_principal(values: Values, record: Values) -> str | None:
    """Nobody stands in for themselves."""
    known = {**record, **values}
    same = known.get("delegate") and known.get("delegate") == known.get("principal")
    return "“受托人”和“委托人”是同一人，请核对后重填。" if same else None


class Delegated(Form):
    """授权委托书登记表"""

    delegate = Person("受托人（代行人）")
    principal = Person("委托人（被代行人）")
    post = Code("代行的岗位", POSTS, help="委托人本人现任的岗位")
    matters = Codes("授权事项", GROUPS, help="只在所选类别的事项中代行")
    reserved = Text("保留由本人办理的事项", max=200, required=False)
    reason = Code(
        "委托原因",
        {"leave": "休假", "away": "出差、外出学习", "ill": "因病因故", "pair": "AB角互补", "other": "其他"},
    )
    signed_on = Day("委托书签署日期", happened=True)
    since = Day("代行自")
    until = Day("代行至", help="含当日；到期自行终止")
    paper = Files("授权委托书（签名盖章）", help="扫描件或者照片")
    checks = (_another_than_the_principal, in_order(signed_on, since), in_order(since, until))


class Change(Form):
    """授权变更登记"""

    event = Code("变更事项", {"prolonged": "延长期限", "narrowed": "缩小范围", "corrected": "信息变更"})
    note = Text("变更说明", max=300, required=False)

"""Who brings a register in from the command line: the person named, or who answers for corrections."""

from __future__ import annotations

from datetime import date

from fazhi.law.roles import CORRECTOR
from fazhi.store import models
from fazhi.usecases import people
from fazhi.usecases.people import Clerk


def clerk_named(text: str, *, organ: str, on: date) -> Clerk:
    """Return the person of that code or name, as they stand in the organ on a day.

    Raises:
        LookupError: there is none, or several are called so; the message says who there are.

    """
    held = models.Holding.objects.filter(organ_id=organ).select_related("person").order_by("id")
    known = {row.person_id: row.person.name for row in held}
    found = [text] if text in known else [code for code, name in known.items() if name == text]
    if len(found) == 1:
        return people.clerk(found[0], organ=organ, on=on)
    if found:
        ways = "、".join(found[:10])
        raise LookupError(f"有{len(found)}人都叫“{text}”，请用编号指明：{ways}。")
    some = "、".join(f"{name}（{code}）" for code, name in list(known.items())[:10]) or "还没有人员"
    raise LookupError(f"“{text}”不是本机关的人员；现有：{some}。")


def keeper(*, organ: str, on: date) -> Clerk:
    """Return the first person who answers for the corrections of the organ on a day.

    Raises:
        LookupError: nobody does.

    """
    for code, _ in people.roster(organ, posts_wanted=CORRECTOR.posts, on=on):
        return people.clerk(code, organ=organ, on=on)
    raise LookupError(f"本机关没有{CORRECTOR.label}，请用 --as 指明由谁办理。")

"""Who may act in enforcement: two officers, certified on that day, none of them recused.

Inspections and penalties share these words; the certificates stand in the register of officers.
"""

from collections.abc import Iterator
from datetime import date

from fazhi.core import form as ask
from fazhi.core.case import CaseView, Linked
from fazhi.core.journal import Event
from fazhi.core.procedure import Qualified, rule
from fazhi.law import statute, threshold
from fazhi.law.roles import OFFICER

LAW = statute("行政处罚法")
REGISTER = "enforcement_officer"

#: 执法人员不得少于两人.
LEAST_OFFICERS = int(threshold("TH-05").floor)


def officers(label: str, *, acting: bool = False) -> ask.People:
    """Return the field that names the officers; rules read their certificates, ``acting`` as for People."""
    return ask.People(label, min=LEAST_OFFICERS, max=20, acting=acting, roster=REGISTER)


def replaced() -> ask.People:
    """Return the field that names other officers from a step on, where those named before cannot act."""
    return ask.People(
        "更换后的执法人员", min=LEAST_OFFICERS, max=20, roster=REGISTER, required=False, help="没有更换的不填"
    )


RecusalAsked = ask.form(
    "回避申请",
    recused=ask.Person("应当回避的人员"),
    recusal_by=ask.Code(
        "提出方", "self 本人自行提出, party 当事人申请, organ 机关要求", also={"自行回避": "self"}
    ),
    recusal_ground=ask.Code(
        "回避事由",
        "interest 与案件有直接利害关系, relative 是当事人或者其近亲属, "
        "earlier_part 担任过本案证人、代理人、鉴定人或者调解人, other 有其他关系可能影响公正执法",
    ),
    recusal_note=ask.Text("具体情况", max=300, sealed=True),
)


class RecusalRuled(ask.Form):
    """回避决定"""

    recusal_ruling = ask.Code("决定", "granted 准予回避, refused 驳回申请")
    officers = ask.People(
        "更换后的执法人员",
        min=LEAST_OFFICERS,
        max=20,
        roster=REGISTER,
        needed_when=recusal_ruling.is_("granted"),
    )
    recusal_reason = ask.Text("理由", max=300, sealed=True, required=False)


def fault_of(entry: Linked | None, on: date) -> str:
    """Return why a register entry does not let its person act on a day; "" if it does."""
    if entry is None:
        return "没有登记行政执法证"
    known = entry.record
    faults = (
        ("是执法辅助人员，没有检查和处罚的权力", known.get("role") != "officer"),
        ("尚未取得行政执法证", known.get("certified") != "yes"),
        ("的行政执法证已被暂扣或者注销", known.get("certificate_state", "valid") != "valid"),
        (f"在{on}尚未取得行政执法证", on < _day(known.get("issued"), date.min)),
        (f"的行政执法证已于{known.get('valid_until')}到期", on > _day(known.get("valid_until"), date.max)),
    )
    return next((sentence for sentence, holds in faults if holds), "")


def _day(text: object, otherwise: date) -> date:
    return date.fromisoformat(str(text)) if text else otherwise


QUALIFIED = Qualified(
    people=RecusalRuled.officers,
    by=OFFICER,
    basis=LAW(42, "行政处罚应当由具有行政执法资格的执法人员实施。执法人员不得少于两人", paragraph=1),
    fault=fault_of,
)
"""Whoever inspects, investigates and penalises holds a certificate on the day of each step."""


def recused(view: CaseView) -> frozenset[str]:
    """Return the persons whose recusal was granted in the case."""
    return frozenset(_granted(view))


def _granted(view: CaseView) -> Iterator[str]:
    asked = ""
    for event in view.history:
        if event.step == "recusal_asked":
            asked = str(event.form.get("recused", ""))
        elif event.step == "recusal_ruled" and event.form.get("recusal_ruling") == "granted":
            yield asked


@rule(
    LAW(43, "执法人员与案件有直接利害关系或者有其他关系可能影响公正执法的，应当回避", paragraph=1),
    needs_form=True,
)
def none_is_recused(view: CaseView, event: Event) -> str | None:
    """Nobody whose recusal was granted takes part."""
    named = {
        *event.form.get("officers", ()),
        event.form.get("chair"),
        event.form.get("recorder"),
        event.by.person,
    }
    if out := sorted(recused(view) & named):
        return f"“{'、'.join(out)}”已决定回避本案，不得再参加办理。"
    return None


@rule(LAW(43, "当事人提出回避申请的，行政机关应当依法审查，由行政机关负责人决定", paragraph=3))
def a_recusal_was_asked(view: CaseView, _event: Event) -> str | None:
    """A recusal is ruled on once it has been asked, and once only."""
    asked, ruled = (
        sum(past.step == step for past in view.history) for step in ("recusal_asked", "recusal_ruled")
    )
    return None if asked > ruled else "没有待决定的回避申请。"


@rule(LAW(43, "由行政机关负责人决定", paragraph=3), needs_form=True)
def nobody_rules_on_themselves(view: CaseView, event: Event) -> str | None:
    """The head does not rule on the head's own recusal, and the one recused is not put back."""
    asked = view.last("recusal_asked")
    out = asked.form.get("recused") if asked else None
    if out and event.by.person == out:
        return "本人的回避由其他负责人决定。"
    if event.form.get("recusal_ruling") == "granted" and out in event.form.get("officers", ()):
        return f"“{out}”已准予回避，更换后的执法人员不应再包括此人。"
    return None

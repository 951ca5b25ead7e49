"""What the public reads of a penalty that is published, and what the platform of the level above asks."""

from datetime import date
from decimal import Decimal

from fazhi.core.case import CaseView
from fazhi.core.publishing import Numbered, OfOrgan, Shown, Told, Until
from fazhi.procedures.enforcement.penalty_codes import KINDS
from fazhi.procedures.enforcement.penalty_forms import Filing, Matter, Sanction
from fazhi.procedures.enforcement.penalty_rules import yuan

DECISION_NUMBER = Numbered(("decision", "no_penalty_decision", "on_spot_decision"))
PARTY = Filing.party
#: The platform counts money in 万元.
TEN_THOUSAND = Decimal(10_000)
#: Kinds that take a licence away, for a time or for good.
LICENCE_KINDS = ("licence_suspension", "downgrading", "revocation")


def decided_on(view: CaseView) -> date | str:
    """Return the day of the decision."""
    decision = view.last("decided") or view.last("decided_on_spot")
    return decision.on if decision else ""


def published_on(view: CaseView) -> date | str:
    """Return the day on which it was published last."""
    published = view.last("published")
    return published.on if published else ""


def content(view: CaseView) -> str:
    """Return what was decided, in one line: the kinds, each with its sum of money."""
    sums = {"fine": view.record.get("fine"), "confiscation": view.record.get("confiscated")}
    kinds = view.record.get("penalty_kinds", ())
    told = [f"{KINDS[kind]}{_money(sums.get(kind))}" for kind in kinds if kind in KINDS]
    return "、".join(told) or "不予行政处罚"


def _money(amount: object) -> str:
    return f"{yuan(amount):,.2f}元" if amount else ""


def _ten_thousands(name: str, view: CaseView) -> str:
    amount = yuan(view.record.get(name)) / TEN_THOUSAND
    return f"{amount:f}".rstrip("0").rstrip(".") if amount else "0"


def fine(view: CaseView) -> str:
    """Return the fine in 万元, "0" for none."""
    return _ten_thousands("fine", view)


def confiscated(view: CaseView) -> str:
    """Return what was confiscated in 万元, "0" for nothing."""
    return _ten_thousands("confiscated", view)


def licences(view: CaseView) -> str:
    """Return how licences were touched, "" if they were not."""
    kinds = view.record.get("penalty_kinds", ())
    return "、".join(KINDS[kind] for kind in LICENCE_KINDS if kind in kinds)


def breach(view: CaseView) -> str:
    """Return which rule was broken, never the narrative: it tells of persons and places."""
    norm = str(view.record.get("norm_violated", ""))
    return f"违反{norm}" if norm and not norm.startswith("违反") else norm


TO_THE_PUBLIC = (
    Shown("决定书文号", DECISION_NUMBER),
    Shown("当事人", Told(PARTY)),
    Shown("案由", Matter.cause),
    Shown("处罚依据", Sanction.norm_penalty),
    Shown("处罚内容", content),
    Shown("决定日期", decided_on),
    Shown("决定机关", OfOrgan()),
    Shown("公示截止日期", Until()),
)
TO_THE_PLATFORM = (
    Shown("行政相对人名称", Told(PARTY)),
    Shown("行政相对人类别", Told(PARTY, "kind")),
    Shown("统一社会信用代码", Told(PARTY, "code")),
    Shown("法定代表人", Told(PARTY, "head")),
    Shown("行政处罚决定书文号", DECISION_NUMBER),
    Shown("违法行为类型", Matter.cause),
    Shown("违法事实", breach),
    Shown("处罚依据", Sanction.norm_penalty),
    Shown("处罚类别", Sanction.penalty_kinds),
    Shown("处罚内容", content),
    Shown("罚款金额（万元）", fine),
    Shown("没收金额（万元）", confiscated),
    Shown("暂扣或者吊销证照", licences),
    Shown("处罚决定日期", decided_on),
    Shown("公示日期", published_on),
    Shown("公示截止期", Until()),
    Shown("处罚机关", OfOrgan()),
    Shown("处罚机关代码", OfOrgan(code=True)),
    Shown("备注", lambda _view: ""),
)

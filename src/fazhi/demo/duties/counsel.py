"""What the advisers of the street were asked, and what they answered: opinions, advice, meetings, drafts."""

from __future__ import annotations

from datetime import date
from typing import Any

from fazhi.demo.duties.dealing import Dealer
from fazhi.demo.duties.registers import FIRM, LEAD

_JUSTICE = "楚怀瑾"
_OWN = "易修远"
#: Of what kind the written opinions are, in turn.
_WRITTEN = ("contract", "contract", "contract", "document", "decision", "enforcement", "dispute")
_SUBJECTS = {
    "contract": ("{topic}服务合同条款审查", "{topic}项目合同履约争议", "{topic}租赁合同审查"),
    "document": ("{topic}管理办法", "{topic}工作方案"),
    "decision": ("{topic}实施方案合法性论证",),
    "enforcement": ("{topic}案件法律适用",),
    "dispute": ("{topic}引发的纠纷处理",),
    "consultation": ("{topic}法律问题咨询",),
    "revision": ("{topic}文书修改",),
    "meeting": ("列席{topic}专题会议",),
    "litigation": ("{topic}应诉答辩",),
}
_TOPICS = (
    *("老旧小区改造", "物业管理", "环卫保洁", "停车设施", "集体资产出租", "违法建设处置", "建筑垃圾清运"),
    *("社区养老服务", "农贸市场整治", "劳动用工", "信息公开答复", "信访事项答复", "户外广告", "政府采购"),
)
_OFFICES = (
    ("城市管理建设办公室", "阮望岳"),
    ("综合行政执法队", "岳长风"),
    ("经济发展办公室", "储时雨"),
    ("便民服务中心", "翟暖阳"),
    ("党政综合办公室", "傅知微"),
    ("平安法治办公室", "秦牧川"),
)
#: Besides opinions and consultations.
_BESIDES = {"revision": 26, "meeting": 14, "dispute": 18}
_RESULTS = {"consultation": "oral", "revision": "revised", "meeting": "meeting"}


def tell(dealer: Dealer) -> None:
    """Tell every task of the year: first those that ask for a written opinion."""
    for nth, on in enumerate(dealer.days(dealer.months("adviser.opinions"))):
        _task(dealer, nth, on, _WRITTEN[nth % len(_WRITTEN)], written=True)
    others = dealer.dealt({"consultation": dealer.total("adviser.consultations"), **_BESIDES})
    months = {month: len(others) // 12 + (month <= len(others) % 12) for month in range(1, 13)}
    for nth, (on, kind) in enumerate(zip(dealer.days(months), others, strict=True)):
        _task(dealer, nth, on, kind, written=False)


def _task(dealer: Dealer, nth: int, answered: date, kind: str, *, written: bool) -> None:
    script, random = dealer.script, dealer.random
    office, by = random.choice(_OFFICES)
    subject = random.choice(_SUBJECTS[kind]).format(topic=random.choice(_TOPICS))
    days = dealer.working_days(answered.month)
    asked = days[max(0, days.index(answered) - random.randint(1, 3))]
    lawyer = _OWN if nth % 6 == 5 else LEAD
    case = script.open(
        "adviser_task",
        "requested",
        asked,
        by,
        subject=subject,
        task_kind=kind,
        office=office,
        question=f"请就{subject}的法律依据、程序和风险提出意见。",
        materials="情况说明1份、有关材料复印件1套",
        wanted_by=script.working(answered, 2),
        written="yes" if written else "no",
    )
    case.do("assigned", asked, _JUSTICE, lawyer=script.person(lawyer).code, no_conflict="yes")
    case.do(
        "answered",
        answered,
        lawyer,
        result="opinion" if written else _RESULTS.get(kind, "oral"),
        answer="依据现行规定逐项答复，提示证据留存和程序要求。",
    )
    if written:
        case.do(
            "issued",
            answered,
            lawyer,
            facts="委托单位提交的情况说明和材料。",
            legal_grounds="《民法典》《行政处罚法》等有关规定",
            analysis="从主体、权限、程序、内容四个方面分析。",
            conclusion="总体可行，按提示完善条款和程序后办理。",
            law_firm="青槐街道司法所" if lawyer == _OWN else FIRM,
        )
    used = script.working(answered, random.randint(1, 3))
    partly = nth % 17 == 16
    why: dict[str, Any] = {"not_adopted_why": "有关建议涉及区级事权，另行请示"} if partly else {}
    case.do("adopted", used, by, adopted_how="partly" if partly else "full", **why)
    if nth % 2 == 0:
        case.do("rated", used, by, rating=4 if nth % 5 == 0 else 5)
    case.do("closed", used, by).end()

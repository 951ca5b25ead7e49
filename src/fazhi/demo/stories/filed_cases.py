"""The ordinary penalty cases of the street: filed and ended on the days of ``penalties.csv``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from fazhi.demo import street_2025
from fazhi.demo.stories import open_penalties, penalty_stories
from fazhi.demo.stories.penalty_case import CLERK, DEPUTY, DIRECTOR, ROUTES, PenaltyCase
from fazhi.demo.stories.script import Script

_PAIRS = (
    ("廖铁生", "车向北"),
    ("武青峰", "庞博远"),
    ("郝正则", "邢立秋"),
    ("廖铁生", "甘晨光"),
    ("武青峰", "葛秋实"),
    ("骆沐阳", "尤子衿"),
)
_PLEAS = (
    "当事人称经营困难，请求从轻。",
    "当事人称不清楚有关规定，事后已整改，请求从轻。",
    "当事人称系临时工人所为，请求减少罚款数额。",
)
#: Decisions that were enforced: what was set up unlawfully pulled down, fines taken in by the court.
_PULLED_DOWN = ("rooftop", "pulled_down")
_FORCED = (*_PULLED_DOWN, "surcharged", "by_court")
#: After so many days from its service nobody may ask for review of a decision or sue any more.
_UNCONTESTED = 186
#: Fines from here on are told with the right to a hearing, whatever a locality calls larger.
_HEARING_FROM = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One case: filed, ended (None if open), how it ended, why, where, how much, which story."""

    filed: date
    ended: date | None
    ending: str
    cause: str
    place: str
    amount: int
    story: str


def rows() -> tuple[Row, ...]:
    """Return the cases in the order in which they were filed."""
    return tuple(
        Row(
            filed=date.fromisoformat(row["filed"]),
            ended=date.fromisoformat(row["ended"]) if row["ended"] else None,
            ending=row["ending"],
            cause=row["cause"],
            place=row["place"],
            amount=int(row["amount"] or 0),
            story=row["story"],
        )
        for row in street_2025.rows("penalties")
    )


def tell(script: Script) -> None:
    """Tell every ordinary case of the year."""
    still_open = iter(open_penalties.STATES)
    for nth, row in enumerate(rows()):
        if row.story in penalty_stories.STORIES:
            penalty_stories.STORIES[row.story](script, row.filed, row.place)
        elif row.ended is None:
            next(still_open)(script, row.filed, row.cause, row.place)
        else:
            _ENDINGS[row.ending](_begun(script, row, nth), row, row.ended)


def _begun(script: Script, row: Row, nth: int) -> PenaltyCase:
    lighter = script.random.random() < 0.4
    case = PenaltyCase(
        script=script,
        cause=row.cause,
        place=row.place,
        officers=_PAIRS[nth % len(_PAIRS)],
        kinds=("confiscation",) if row.ending == "confiscation" else ("fine",),
        amount=row.amount,
        discretion="lighter" if lighter else "ordinary",
        circumstances=("remedied",) if lighter else (),
        grave=row.story == "long" or row.ending == "confiscation",
    )
    found = max(row.filed - timedelta(days=script.random.randint(1, 4)), date(2024, 12, 6))
    while not script.office.calendar.is_working(found):
        found -= timedelta(days=1)
    case.clue(found)
    case.file(row.filed)
    return case


def _days(case: PenaltyCase, row: Row, ended: date) -> list[date]:
    return case.script.between(row.filed, ended)


def _punished(case: PenaltyCase, row: Row, ended: date) -> None:
    """Tell a case from its investigation to its archive; the notice leaves time to plead."""
    days, random = _days(case, row, ended), case.script.random
    last = len(days) - 1
    concluded = max(4, min(round(last * 0.45), last - 9))
    case.inquire(days[1], "scene")
    case.order_correction(days[1])
    case.inquire(days[min(3, concluded - 1)], "interview")
    case.conclude(days[concluded])
    told = min(concluded + 2, last - 7)
    case.notify(days[told], hearing=case.amount >= _HEARING_FROM)
    answer = ""
    match random.randrange(4):
        case 0:
            case.plead(days[told + 2], random.choice(_PLEAS))
            answer = "当事人的陈述申辩无新的事实和证据，不予采纳。"
        case 1:
            case.waive(days[told + 1])
        case _:
            pass
    noted = case.observation() if random.randrange(3) == 0 else ()
    matter = case.review(
        days[last - 4],
        days[last - 3],
        days[last - 2],
        reviewer=random.choice(("易修远", "左明谦")),
        conclusion="amend" if noted else "pass",
        points=noted,
    )
    if case.grave:
        case.discuss(days[last - 1], f"同意承办意见，处罚{case.amount}元。")
    case.decide(ended, DIRECTOR if case.grave else DEPUTY, answer=answer)
    case.close_review(matter, ended)
    if row.story in _FORCED:
        _forced(case, row, ended)
    else:
        _carried_out(case, ended)


def _forced(case: PenaltyCase, row: Row, decided: date) -> None:
    """Tell of a decision that was enforced, once nobody could contest it any more."""
    script, tale = case.script, case.case
    served = script.working(decided, 1)
    case.serve(served)
    case.publish(script.working(served, 2))
    if row.story == "surcharged":
        since = served + timedelta(days=16)
        on = script.working(served + timedelta(days=62))
        tale.do("surcharged", on, DEPUTY, surcharge=case.amount, surcharge_since=since)
    urged = script.working(served + timedelta(days=_UNCONTESTED))
    own = row.story in _PULLED_DOWN
    what = "拆除违法设置的设施并缴纳罚款" if own else "缴纳罚款及加处的罚款"
    until = script.working(urged, 10)
    tale.do(
        "urged",
        urged,
        case.lead,
        urged_until=until,
        urged_text=f"请于{until:%m月%d日}前{what}，逾期依法强制执行。",
    )
    on = script.working(until, 6) if own else script.working(until + timedelta(days=38))
    note = (
        "公告期满仍未拆除，组织人员现场清点物品后拆除完毕，全程录像，罚款已抵缴。"
        if own
        else "经云汀区人民法院裁定准予执行，款项已划缴。"
    )
    tale.do("enforced", on, case.lead, enforced_by="own" if own else "court", enforced_note=note)
    closed = script.working(on, 3)
    case.close(closed, script.working(closed, 4), text="已强制执行完毕。")
    if decided < date(2025, 1, 14):
        tale.do("delisted", date(2026, 1, 6), CLERK, delisted_for="expired")
    _end(case)


def _carried_out(case: PenaltyCase, decided: date) -> None:
    script, random = case.script, case.script.random
    served = script.working(decided, random.randint(1, 2))
    case.serve(served)
    case.publish(script.working(served, random.randint(1, 3)))
    paid = script.working(case.case.moment[0], random.randint(1, 5))
    case.pay(paid)
    closed = script.working(paid, random.randint(1, 4))
    if closed > open_penalties.NOW:
        return _end(case)
    case.close(closed, closed)
    delisted = script.working(decided + timedelta(days=random.randint(130, 200)))
    if decided < date(2025, 7, 1) and (decided.month == 1 or random.random() < 0.4):
        number = f"拟信修{delisted:%Y%m}{random.randint(1, 999):03}"
        case.case.do("delisted", delisted, CLERK, delisted_for="repaired", repair_no=number)
    return _end(case)


def _end(case: PenaltyCase) -> None:
    case.case.end()


def _not_punished(case: PenaltyCase, row: Row, ended: date) -> None:
    days = _days(case, row, ended)
    case.circumstances = ("first_offence",)
    case.inquire(days[1], "scene")
    case.order_correction(days[1])
    case.inquire(days[3], "interview")
    case.conclude(days[len(days) // 2], result="no_penalty")
    case.case.do(
        "decided",
        ended,
        DEPUTY,
        result="no_penalty",
        no_penalty_ground="first_offence",
        circumstances=["first_offence"],
        **case.norms,
        discretion="none",
        discretion_text="初次违法，危害后果轻微并及时改正，列入首违不罚清单",
        education="当面讲解有关规定，当事人签署承诺书",
        **ROUTES,
        decided_facts=f"{case.told_facts}当事人系初次违法，已及时改正。",
        publication="withhold",
        publication_reason="不予处罚决定，不属于公开范围",
    )
    served = case.script.working(ended, 1)
    case.serve(served)
    closed = case.script.working(served, 3)
    case.close(closed, closed, kind="no_penalty", text="已送达不予处罚决定书并教育当事人。")
    _end(case)


def _referred(case: PenaltyCase, row: Row, ended: date) -> None:
    days = _days(case, row, ended)
    case.inquire(days[1], "scene")
    case.inquire(days[4], "interview", "司机陈述车辆在城区主干路遗撒，途经多个街道。")
    case.case.do(
        "referred",
        ended,
        DEPUTY,
        referred_to="云汀区城市管理局",
        referral_reason="遗撒路段跨多个街道，属区城市管理局管辖",
        referral_list="案件来源登记表、现场笔录、询问笔录、照片各一份",
    )
    closed = case.script.working(ended, 3)
    case.close(closed, closed, kind="referred", text="已移送云汀区城市管理局并取得回执。")
    _end(case)


def _to_the_police(case: PenaltyCase, row: Row, ended: date) -> None:
    days = _days(case, row, ended)
    case.inquire(days[1], "scene")
    case.inquire(days[4], "interview", "当事人承认在倾倒的渣土中掺有含油废物。")
    case.case.do(
        "crime_reported",
        days[-2],
        case.lead,
        officers=case.pair,
        suspected_crime="污染环境罪",
        crime_facts=f"{case.told_facts}其中掺有危险废物，数量达到追诉标准。",
    )
    case.case.do(
        "transfer_ruled", ended, DIRECTOR, transfer_ruling="approved", transfer_reason="涉嫌犯罪，依法移送"
    )
    case.case.do(
        "transferred",
        ended,
        CLERK,
        police="云汀区公安分局",
        transferred_at=f"{ended}T16:30",
        transfer_list="移送书、案件情况调查报告、涉案物品清单、证据材料",
    )
    taken = case.script.working(ended, 3)
    case.case.do("police_filed", taken, CLERK, police_no="拟云公（环）立字〔2025〕58号")
    case.case.do("things_handed_over", taken, CLERK, handed_list="取样样品2份、照片光盘1张", handed_to="陈志")
    closed = case.script.working(taken, 2)
    case.close(closed, closed, kind="transferred", text="公安机关已立案，涉案材料已移交。")
    _end(case)


_ENDINGS: Mapping[str, Callable[[PenaltyCase, Row, date], None]] = {
    "fine": _punished,
    "confiscation": _punished,
    "no_penalty": _not_punished,
    "referred": _referred,
    "police": _to_the_police,
}

"""Reconsiderations and suits against the street: four and three of the year, none lost."""

from __future__ import annotations

from datetime import date
from typing import Any

from fazhi.demo.duties.dealing import Dealer, days_after
from fazhi.demo.stories.penalty_case import party
from fazhi.demo.stories.script import Tale

_LITIGATOR, _JUSTICE, _HEAD = "易修远", "楚怀瑾", "陆行之"
#: Where holidays would make an answer wait longer, it is given earlier.
_BEFORE_HOLIDAYS = 14
#: Where the roof is.
_ROOF = "990101001008"
_BODY, _COURT = "云汀区人民政府", "云汀区人民法院"
_EVIDENCE = (
    ("现场检查（勘验）笔录、照片", "执法人员现场制作", "违法（争议）事实存在"),
    ("询问笔录", "执法人员依法询问", "当事人陈述的事实"),
    ("告知书、决定书及送达回证", "办案中制作、送达", "程序合法"),
)


def tell(dealer: Dealer) -> None:
    """Tell them all."""
    _reconsiderations(dealer)
    _suits(dealer)


def _evidence() -> list[dict[str, str]]:
    return [
        {"evidence_name": name, "evidence_from": source, "proves": proves, "gathered_later": "no"}
        for name, source, proves in _EVIDENCE
    ]


def _reconsidered(
    dealer: Dealer, nth: int, act: tuple[str, str], applied: date, known: date, **who: str
) -> Tale:
    subject, named = act
    script = dealer.script
    accepted = script.working(applied, 3)
    served = script.working(accepted, 3)
    applicant = party(script, who["kind"], name=who.get("name", "")) | {"role": "applicant"}
    case = dealer.case("reconsideration").do(
        "received",
        served,
        _LITIGATOR,
        subject=subject,
        act_name=named,
        act_on=known,
        claims=f"请求撤销{named}。" if "处罚" in named else f"请求确认{named}违法。",
        body=_BODY,
        case_no=f"云政复〔{applied.year}〕{nth}号",
        applicants=[applicant],
        counted_from=known,
        remedy_told="yes",
        applied_on=applied,
        accepted_on=accepted,
        served_on=served,
        procedure="ordinary",
    )
    office, agents = (
        ("综合行政执法队", ("左明谦", "岳长风")) if "处罚" in named else ("城市管理建设办公室", ("左明谦",))
    )
    case.do(
        "assigned",
        script.working(served, 1),
        _JUSTICE,
        office=office,
        handler=script.person(_JUSTICE).code,
        staff_agents=script.codes(*agents),
        self_assessment="keep",
    )
    case.do(
        "answered",
        script.working(served, 7),
        _LITIGATOR,
        facts="本机关作出的行政行为事实清楚、证据确凿。",
        evidence=_evidence(),
        norms="见答复书所列法律、法规、规章。",
        pleas=["lawful"],
        propriety="裁量适当，与违法情节相当。",
    )
    return case


def _decided(dealer: Dealer, case: Tale, nth: int, on: date, result: str) -> None:
    case.do(
        "decided",
        on,
        _LITIGATOR,
        decision_no=f"云政复决〔{on.year}〕{nth}号",
        decided_on=dealer.script.working(on),
        decision_received_on=on,
        result=result,
        opinion="no",
    )
    case.do("closed", dealer.script.working(on, 3), _LITIGATOR, sued="no").end()


def _reconsiderations(dealer: Dealer) -> None:
    rubble = {"kind": "enterprise", "name": "拟州朗和建设工程有限公司"}
    one = _reconsidered(
        dealer,
        86,
        ("enforcement/penalty", "倾倒建筑垃圾行政处罚决定"),
        date(2025, 6, 12),
        date(2025, 5, 14),
        **rubble,
    )
    _decided(dealer, one, 86, date(2025, 8, 8), "upheld")
    two = _reconsidered(
        dealer,
        119,
        ("enforcement/penalty", "夜间施工噪声行政处罚决定"),
        date(2025, 9, 22),
        date(2025, 9, 4),
        kind="enterprise",
    )
    _decided(dealer, two, 119, date(2025, 11, 14), "upheld")
    three = _reconsidered(
        dealer, 97, ("disclosure", "政府信息公开答复"), date(2025, 7, 8), date(2025, 6, 30), kind="individual"
    )
    _decided(dealer, three, 97, date(2025, 8, 26), "ended/settled")
    four = _reconsidered(
        dealer,
        163,
        ("inaction", "违法建设举报处理"),
        date(2025, 12, 3),
        date(2025, 11, 12),
        kind="individual",
    )
    four.end()


def _sued(dealer: Dealer, nth: int, act: tuple[str, str], sued: date, known: date, **form: Any) -> Tale:
    subject, named = act
    script = dealer.script
    served = script.working(sued, 5)
    case = script.open(
        "litigation",
        "received",
        served,
        _LITIGATOR,
        subject=subject,
        act_name=named,
        act_on=known,
        claims=f"请求撤销{named}。",
        court=_COURT,
        court_no=f"（{sued.year}）拟9901行初{nth}号",
        instance="first",
        position="defendant",
        plaintiffs=[party(script, form.pop("kind", "individual")) | {"role": "plaintiff"}],
        served_on=served,
        route="direct",
        counted_from=known,
        remedy_told="yes",
        sued_on=sued,
    )
    case.do(
        "assigned",
        script.working(served, 1),
        _JUSTICE,
        office=form.get("office", "综合行政执法队"),
        handler=script.person(_JUSTICE).code,
        staff_agents=script.codes("左明谦"),
        lawyer=script.person("祁衡川").code,
    )
    answered = script.working(served, 8)
    if (answered - served).days > _BEFORE_HOLIDAYS:
        answered = script.working(served, 5)
    case.do(
        "answered",
        answered,
        _LITIGATOR,
        facts="被诉行政行为事实清楚、程序合法、适用依据正确。",
        evidence=_evidence(),
        norms="见答辩状所列法律、法规、规章。",
        pleas=["lawful"],
    )
    return case


def _heard(dealer: Dealer, case: Tale, on: date) -> None:
    script = dealer.script
    summoned = script.working(days_after(on, -12))
    case.do(
        "summoned",
        summoned,
        _LITIGATOR,
        hearing_at=f"{on.isoformat()}T09:30",
        hearing_place=f"{_COURT}第三审判庭",
        head_named=script.person(_HEAD).code,
    )
    case.do(
        "heard",
        on,
        _LITIGATOR,
        head_present="yes",
        head=script.person(_HEAD).code,
        post_level="deputy",
        head_spoke="yes",
        lawyers_present="yes",
        hearing_text="负责人出庭并就争议化解发表意见，双方举证质证、辩论。",
    )


def _judged(dealer: Dealer, case: Tale, on: date, nth: int, result: str) -> None:
    case.do(
        "judged",
        on,
        _LITIGATOR,
        judgment_no=f"（{on.year}）拟9901行初{nth}号行政{'判决' if result == 'dismissed' else '裁定'}书",
        judged_on=on,
        judgment_served_on=on,
        result=result,
    )
    later = dealer.script.working(days_after(on, 20))
    case.do("closed", later, _LITIGATOR, effective_on=later).end()


def _pulled_down(dealer: Dealer) -> date:
    """Return the day on which the roof was pulled down, as its case tells it."""
    office = dealer.script.office
    return next(
        (
            line.plain.on
            for key in office.of.get("penalty", ())
            for line in office.cases[key].lines
            if line.plain.step == "enforced" and office.cases[key].place == _ROOF
        ),
        date(2025, 8, 28),
    )


def _suits(dealer: Dealer) -> None:
    roof = _sued(
        dealer,
        67,
        ("enforcement/execution", "强制拆除上槐屋顶违法建设行为"),
        date(2025, 9, 22),
        _pulled_down(dealer),
        office="城市管理建设办公室",
    )
    _heard(dealer, roof, date(2025, 11, 20))
    _judged(dealer, roof, date(2025, 12, 11), 67, "dismissed")
    fine = _sued(
        dealer,
        44,
        ("enforcement/penalty", "违规设置户外广告行政处罚决定"),
        date(2025, 8, 27),
        date(2025, 8, 18),
        kind="enterprise",
    )
    _heard(dealer, fine, date(2025, 10, 16))
    _judged(dealer, fine, date(2025, 11, 6), 44, "dismissed")
    paper = _sued(
        dealer,
        58,
        ("disclosure", "政府信息公开答复"),
        date(2025, 9, 10),
        date(2025, 7, 28),
        office="党政综合办公室",
    )
    _judged(dealer, paper, date(2025, 10, 22), 58, "settled_or_withdrawn/withdrawn")

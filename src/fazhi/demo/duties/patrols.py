"""Patrols of the enforcement team, joint operations and campaigns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from fazhi.demo.duties.dealing import Dealer, at
from fazhi.demo.duties.hotline_words import ROADS

_TEAMS = (
    ("一分队甲班", "廖铁生", "车向北"),
    ("一分队乙班", "廖铁生", "甘晨光"),
    ("二分队甲班", "武青峰", "庞博远"),
    ("二分队乙班", "武青峰", "葛秋实"),
    ("机动班", "郝正则", "骆沐阳"),
)
_CAMPAIGNS = (
    (3, "消防通道和电动自行车集中整治", "ebike"),
    (5, "占道经营集中整治", "street_order"),
    (6, "中高考期间噪声管控专项行动", "noise"),
    (7, "夏季夜间噪声和占道集中整治", "noise"),
    (10, "建筑垃圾运输专项整治", "construction_waste"),
)
_JOINT = (
    (2, "节后烟花爆竹和燃气安全联合检查", "gas", "区应急管理局、燃气公司"),
    (3, "学校周边环境联合整治", "school", "区教育局、市场监管所、派出所"),
    (4, "餐饮油烟联合执法", "food", "生态环境分局、市场监管所"),
    (5, "防汛隐患联合排查", "flood", "区水务局、区住建局"),
    (6, "燃气安全联合执法", "gas", "区住建局、市场监管所"),
    (8, "违法建设联合拆除", "illegal_building", "区自然资源和规划局、派出所"),
    (9, "开学季校园周边联合执法", "school", "派出所、市场监管所"),
    (11, "冬季消防安全联合检查", "fire_safety", "区消防救援大队"),
    (12, "渣土运输联合夜查", "construction_waste", "交警大队、区城管局"),
)
#: Where patrols go in a community besides its main road.
_ROUTES = {
    "001": ("桐花里菜站", "桐花里小区西门", "桐花北路公交站", "工人文化宫"),
    "002": ("望桥街", "老桥头", "望桥小学", "南街夜市"),
    "003": ("书院巷", "文昌巷", "书院湾小学", "湾里公园"),
    "004": ("纺织厂东门", "新纺小区", "新纺菜市场", "职工医院"),
    "005": ("云锦苑南门", "云锦苑商业街", "云锦苑幼儿园", "锦绣广场"),
    "006": ("槐市农贸市场", "批发市场装卸区", "槐市北街", "客运站"),
    "007": ("渡口滨河步道", "旧码头货场", "渡口路三岔口", "滨河夜市"),
    "008": ("上槐安置楼", "上槐二组村道", "上槐小学", "集体工业园"),
}
_CLERK = "殷小寒"
_EVENING = 0.25


def tell(dealer: Dealer) -> None:
    """Tell every patrol of the year, the joint operations and the campaigns."""
    for nth, on in enumerate(_days(dealer)):
        _patrol(dealer, nth, on)
    for nth, (month, subject, campaign, partners) in enumerate(_JOINT):
        on = dealer.working_days(month)[6 + nth]
        _operation(dealer, on, subject, campaign, partners=partners)
    for nth, (month, subject, campaign) in enumerate(_CAMPAIGNS):
        _operation(dealer, dealer.working_days(month)[9 + nth], subject, campaign)


def _days(dealer: Dealer) -> list[date]:
    """Patrols go out every day but on holidays; fewer at week-ends."""
    calendar = dealer.script.office.calendar
    found: list[date] = []
    for month, number in sorted(dealer.months("operation.patrols").items()):
        first = date(dealer.year, month, 1)
        days = [first + timedelta(days=n) for n in range(31) if (first + timedelta(days=n)).month == month]
        usual = [day for day in days if calendar.is_working(day) or day.weekday() >= 5]
        weights = [1.0 if calendar.is_working(day) else 0.5 for day in usual]
        found += sorted(dealer.random.choices(usual, weights, k=number))
    return found


def _patrol(dealer: Dealer, nth: int, on: date) -> None:
    random = dealer.random
    team, leader, other = _TEAMS[nth % len(_TEAMS)]
    place = dealer.place()
    road = random.choice((ROADS[place[-3:]], *_ROUTES[place[-3:]]))
    evening = random.random() < _EVENING
    begun = (19 if evening else random.choice((8, 10, 14))) * 60 + random.randint(0, 50)
    case = dealer.case("enforcement_operation", place=place).do(
        "held",
        on,
        other,
        subject=f"{road}一带{'夜间' if evening else ''}巡查",
        operation_kind="patrol",
        area=place,
        route=f"{road}—{random.choice(_ROUTES[place[-3:]])}—{ROADS[place[-3:]]}",
        team=team,
        leader=dealer.script.person(leader).code,
        from_at=at(on, begun),
        to_at=at(on, begun + random.choice((90, 110, 130))),
    )
    finds = random.randint(0, 3)
    case.do(
        "recorded",
        on,
        other,
        officers=2,
        auxiliaries=random.randint(1, 3),
        finds=finds,
        persuasions=min(finds, random.randint(0, 2)),
        corrected=max(0, finds - 1),
    ).end()


def _operation(dealer: Dealer, on: date, subject: str, campaign: str, *, partners: str = "") -> None:
    kind, officers = ("joint", 12) if partners else ("campaign", 18)
    script = dealer.script
    with_whom: dict[str, Any] = {"partners": partners} if partners else {}
    case = script.open(
        "enforcement_operation",
        "planned",
        dealer.earlier(on, 4),
        _CLERK,
        subject=subject,
        operation_kind=kind,
        campaign=campaign,
        planned_for=on,
        arrangement="明确重点点位、分组分工和安全要求，全程执法记录。",
        officers_wanted=officers,
        **with_whom,
    )
    case.do(
        "held",
        on,
        "廖铁生",
        team="全队",
        leader=script.person("岳长风").code,
        from_at=at(on, 9 * 60),
        to_at=at(on, 11 * 60 + 30),
    )
    finds = dealer.random.randint(8, 20)
    case.do(
        "recorded",
        script.working(on, 1),
        "廖铁生",
        officers=officers,
        auxiliaries=8,
        objects=dealer.random.randint(15, 40),
        finds=finds,
        persuasions=finds,
        corrected=finds - 2,
        result_text="现场督促改正，其余限期整改并安排复查。",
    ).end()

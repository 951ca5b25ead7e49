"""Legal advice for residents: at the window, by telephone, on line, at events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fazhi.demo.duties.dealing import Dealer
from fazhi.demo.duties.registers import lawyers

#: By topic: (what is asked, what is answered).
_QUESTIONS = {
    "civil/family": (
        ("老人去世未留遗嘱，子女如何分割房产？", "按法定继承办理；先协商，协商不成可申请调解或者诉讼。"),
        ("离婚后对方不付抚养费怎么办？", "可凭生效文书申请执行；尚无文书的可先申请调解。"),
        ("赡养费标准如何确定？", "结合老人实际需要和子女负担能力确定，可申请人民调解。"),
    ),
    "civil/labour": (
        ("单位拖欠工资能否解除合同并要补偿？", "可以解除并主张经济补偿，可向劳动监察投诉或者申请仲裁。"),
        ("上下班途中受伤算不算工伤？", "符合非本人主要责任交通事故情形的可认定，一年内申请。"),
        ("没有签劳动合同如何证明劳动关系？", "收集工资流水、考勤和工作证件，申请仲裁确认。"),
    ),
    "civil/contract": (
        ("借钱给朋友只有转账记录能否起诉？", "转账记录可作证据，补充聊天记录和催款凭证。"),
        ("租期内房东提前收房能否要求赔偿？", "可依合同约定主张违约责任，保存合同与转账记录。"),
        ("装修公司拖延工期如何处理？", "书面催告并固定现场证据，按合同主张违约金。"),
    ),
    "civil/neighbour": (
        ("楼上漏水不肯修怎么办？", "可先请物业查验、申请人民调解，必要时诉讼排除妨害。"),
        ("物业服务差能否拒交物业费？", "一般不能以此拒交，可就服务瑕疵协商减免或者诉讼。"),
    ),
    "civil/house": (
        ("购房定金能否退还？", "看合同约定和违约方，协商不成可诉讼。"),
        ("老房无证如何办理登记？", "备齐建房和居住证明，到不动产登记机构咨询确权途径。"),
    ),
    "civil/tort": (
        ("交通事故赔偿包括哪些项目？", "包括医疗费、误工费、护理费、营养费等，凭票据主张。"),
        ("被邻居的狗咬伤如何索赔？", "饲养人承担侵权责任，保存病历和票据。"),
    ),
    "civil/consumer": (("预付卡商家关门能否退款？", "可向市场监管部门投诉，也可诉讼要求返还。"),),
    "procedure": (("如何申请法律援助？", "符合经济困难条件的携带证件到服务站申请，当场指导填表。"),),
    "other": (("居民公约有没有法律效力？", "经合法程序制定且不违反法律的，对成员有约束力。"),),
}
_GROUPS = {
    "general": 52,
    "elderly": 18,
    "women": 10,
    "migrant_workers": 10,
    "disabled": 3,
    "military": 2,
    "enterprise": 5,
}
_WAYS = (["none"], ["none"], ["mediation"], ["litigation"], ["legal_aid"], ["department"], ["notary"])
_BY_STAFF = ("易修远", "楚怀瑾", "左明谦", "樊清欢")
_DESK = ("闵晓棠", "房书瑶", "计晨曦", "戚若兰")
_SOME = (1, 1, 1, 2, 2, 3)
"""How many come together."""


#: On how many days of each month the lawyers of the communities come there.
_DAYS = (8, 6, *(9,) * 10)
_AT_THE_WINDOW = "window"
_BY_LAWYERS = 0.6


@dataclass(frozen=True, slots=True)
class _Visit:
    """A day on which the lawyer of a community is there."""

    lawyer: str
    place: str
    on: date


def tell(dealer: Dealer) -> None:
    """Tell every consultation: as many persons in each month, topic and channel as the figures ask."""
    topics = dealer.slices("legal_service.consult_persons", "topic")
    channels = dealer.slices("legal_service.consult_persons", "channel")
    months = dealer.months("legal_service.consult_persons")
    visits = {month: _visits(dealer, month) for month in months}
    due = {month: list(found) for month, found in visits.items()}
    for month, topic, channel, persons in _parted(dealer, months, topics, channels):
        there = None
        if channel == _AT_THE_WINDOW and due[month]:
            there = due[month].pop()
        elif channel == _AT_THE_WINDOW and dealer.random.random() < _BY_LAWYERS:
            there = dealer.random.choice(visits[month])
        on = there.on if there else dealer.random.choice(dealer.working_days(month))
        _consulted(dealer, on, (topic, channel), persons, there)
    if any(due.values()):
        raise ValueError(f"nobody came to {due}")


def _visits(dealer: Dealer, month: int) -> list[_Visit]:
    """Return when the lawyers of communities are there in a month: each on a day of their own."""
    found = []
    for row in (row for row in lawyers() if row["community"]):
        nth, weekday = "一二三四五".index(row["duty_days"][3]), "一二三四五".index(row["duty_days"][-1])
        first = date(dealer.year, month, 1)
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * nth)
        on = dealer.script.working(day)
        found.append(_Visit(row["name"], row["community"], on))
    number = _DAYS[month - 1]
    again = dealer.random.choice(found)
    later = next(day for day in dealer.working_days(month) if day not in {one.on for one in found})
    more = [_Visit(again.lawyer, again.place, later)] if number > len(found) else []
    return [*dealer.random.sample(found, min(number, len(found))), *more]


def _parted(
    dealer: Dealer, months: dict[int, int], topics: dict[str, int], channels: dict[str, int]
) -> Iterator[tuple[int, str, str, int]]:
    """Yield consultations, each of some persons, until every month, topic and channel has had its own."""
    left: list[dict[Any, int]] = [dict(months), dict(topics), dict(channels)]
    while any(left[0].values()):
        drawn = [dealer.random.choices(list(one), list(one.values()))[0] for one in left]
        most = min(one[value] for one, value in zip(left, drawn, strict=True))
        persons = min(most, dealer.random.choice(_SOME))
        for one, value in zip(left, drawn, strict=True):
            one[value] -= persons
        month, topic, channel = drawn
        yield int(month), str(topic), str(channel), persons


def _consulted(dealer: Dealer, on: date, what: tuple[str, str], persons: int, there: _Visit | None) -> None:
    random, script = dealer.random, dealer.script
    topic, channel = what
    place = there.place if there else dealer.place()
    answerer = there.lawyer if there else random.choice(_BY_STAFF)
    if channel != _AT_THE_WINDOW and random.random() < _BY_LAWYERS:
        answerer = next(row["name"] for row in lawyers() if row["community"] == place)
    question, answer = random.choice(_QUESTIONS[topic])
    desk = random.choice(_DESK)
    case = script.open(
        "legal_consultation",
        "asked",
        on,
        desk,
        place=place,
        channel=channel,
        topic=topic,
        group=random.choices(list(_GROUPS), list(_GROUPS.values()))[0],
        community=place,
        caller=script.names.person() if channel in ("window", "event") else "来电居民",
        question=question,
    )
    case.do("answered", on, answerer, persons=persons, answer=answer, aid_told="yes")
    ways = random.choice(_WAYS)
    solved = "answered" if ways == ["none"] else "referred"
    case.do("closed", on, answerer, solved=solved).end()

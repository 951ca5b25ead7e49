"""Legal advice for residents: at the window, by telephone, on line, at events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fazhi.demo.duties.dealing import Dealer
from fazhi.demo.street_2025 import rows

#: By topic: (what is asked, what is answered).
_QUESTIONS = {
    "civil/family": (
        ("老人去世未留遗嘱，子女如何分割房产？", "按法定继承办理；先协商，协商不成可申请调解或者诉讼。"),
        ("离婚后对方不付抚养费怎么办？", "可凭生效文书申请执行；尚无文书的可先申请调解。"),
        ("赡养费标准如何确定？", "结合老人实际需要和子女负担能力确定，可申请人民调解。"),
        ("协议离婚后发现对方隐瞒存款能否再分？", "可在发现之日起三年内请求再次分割，先查明资金去向。"),
        ("老人立的手写遗嘱有效吗？", "亲笔书写、签名并注明年月日的有效，保存原件。"),
        ("婚前买房婚后共同还贷怎么分？", "共同还贷部分及增值应当补偿，保留还款记录。"),
        ("孩子由老人带大，能否要求支付费用？", "可与子女协商，协商不成可主张必要费用的返还。"),
    ),
    "civil/labour": (
        ("单位拖欠工资能否解除合同并要补偿？", "可以解除并主张经济补偿，可向劳动监察投诉或者申请仲裁。"),
        ("上下班途中受伤算不算工伤？", "符合非本人主要责任交通事故情形的可认定，一年内申请。"),
        ("没有签劳动合同如何证明劳动关系？", "收集工资流水、考勤和工作证件，申请仲裁确认。"),
        ("试用期被辞退有没有补偿？", "单位须证明不符合录用条件，否则属违法解除，可主张赔偿金。"),
        ("怀孕期间单位调岗降薪怎么办？", "孕期不得降低工资，可协商或者申请劳动仲裁。"),
        ("加班没有加班费如何主张？", "保存考勤和工作安排记录，一年内申请仲裁。"),
        ("工地受伤，包工头不管找谁？", "由具备用工主体资格的承包单位承担责任，先申请工伤认定。"),
    ),
    "civil/contract": (
        ("借钱给朋友只有转账记录能否起诉？", "转账记录可作证据，补充聊天记录和催款凭证。"),
        ("租期内房东提前收房能否要求赔偿？", "可依合同约定主张违约责任，保存合同与转账记录。"),
        ("装修公司拖延工期如何处理？", "书面催告并固定现场证据，按合同主张违约金。"),
        ("给别人担保，债主能直接找我吗？", "看是一般保证还是连带责任保证，约定不明按一般保证。"),
        ("网上贷款利息过高怎么办？", "超过法定上限的利息不受保护，保存合同和还款记录。"),
        ("合伙做生意亏了，怎么退出？", "先按合伙协议清算，没有约定的协商分担，可申请调解。"),
        ("租客拖欠房租能否换锁？", "不宜自行换锁，可书面催告后解除合同并起诉。"),
    ),
    "civil/neighbour": (
        ("楼上漏水不肯修怎么办？", "可先请物业查验、申请人民调解，必要时诉讼排除妨害。"),
        ("物业服务差能否拒交物业费？", "一般不能以此拒交，可就服务瑕疵协商减免或者诉讼。"),
        ("邻居在楼道装摄像头对着我家门怎么办？", "涉及隐私，可要求调整角度，协商不成请社区调解或者诉讼。"),
        ("小区公共收益归谁？", "扣除合理成本后归业主共有，可要求物业公示。"),
        ("楼上空调滴水多次反映没用怎么办？", "留存照片，先请物业和社区调解，可要求排除妨害。"),
        ("一楼住户占用公共绿地种菜能管吗？", "绿地属业主共有，可向物业、执法队反映。"),
    ),
    "civil/house": (
        ("购房定金能否退还？", "看合同约定和违约方，协商不成可诉讼。"),
        ("老房无证如何办理登记？", "备齐建房和居住证明，到不动产登记机构咨询确权途径。"),
        ("中介收了钱房子没买成能退吗？", "看居间合同约定和未成交的原因，可协商退还部分费用。"),
        ("房东把房子卖了租约还有效吗？", "买卖不破租赁，新房东应继续履行。"),
        ("开发商逾期交房怎么索赔？", "按合同约定的违约金主张，先发函并保存证据。"),
    ),
    "civil/tort": (
        ("交通事故赔偿包括哪些项目？", "包括医疗费、误工费、护理费、营养费等，凭票据主张。"),
        ("被邻居的狗咬伤如何索赔？", "饲养人承担侵权责任，保存病历和票据。"),
        ("在商场滑倒受伤能要求赔偿吗？", "经营者未尽安全保障义务的承担责任，及时拍照并调取监控。"),
        ("对方全责但没买保险怎么办？", "由侵权人赔偿，可申请诉前财产保全。"),
        ("高空抛物砸坏车找不到人怎么办？", "报警并查监控，物业未尽职责的承担相应责任。"),
    ),
    "civil/consumer": (
        ("预付卡商家关门能否退款？", "可向市场监管部门投诉，也可诉讼要求返还。"),
        ("网购七天无理由退货商家拒绝怎么办？", "保存聊天和物流记录，向平台和市场监管部门投诉。"),
        ("老人买保健品被骗能退吗？", "涉嫌虚假宣传的可要求退赔，涉嫌诈骗的报警。"),
        ("健身房转让后不认会员卡怎么办？", "合同义务由受让方承接或者原经营者退还，可申请调解。"),
    ),
    "procedure": (
        ("如何申请法律援助？", "符合经济困难条件的携带证件到服务站申请，当场指导填表。"),
        ("起诉要去哪个法院、交多少钱？", "一般到被告住所地法院，诉讼费按标的计算，可申请缓减免。"),
        ("调解协议能不能强制执行？", "可在三十日内共同申请司法确认，确认后可以申请执行。"),
        ("对处罚不服怎么办？", "可在六十日内申请行政复议，或者六个月内起诉。"),
    ),
    "other": (
        ("居民公约有没有法律效力？", "经合法程序制定且不违反法律的，对成员有约束力。"),
        ("村改居后集体收益怎么分？", "按集体经济组织章程和成员大会决议分配。"),
        ("收到冒充公检法的电话怎么办？", "不转账、不透露信息，立即报警。"),
    ),
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
    for row in (row for row in rows("lawyers") if row["community"]):
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
        answerer = next(row["name"] for row in rows("lawyers") if row["community"] == place)
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

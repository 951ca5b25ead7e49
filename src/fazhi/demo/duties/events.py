"""Publicity events: those of the year's occasions on their days, others in the months that ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi.demo.duties.dealing import Dealer

_BY = "乔知夏"
_PARTNERS = ("派出所", "妇联、团工委", "人民法庭", "市场监管所", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Occasion:
    """An occasion of the year: from which day of a month to which, on what theme."""

    month: int
    since: int
    until: int
    theme: str
    subject: str
    law: str


def _on(days: tuple[int, int, int], theme: str, said: str, law: str) -> _Occasion:
    month, since, until = days
    return _Occasion(month=month, since=since, until=until, theme=theme, subject=said, law=law)


_OCCASIONS = (
    _on((1, 10, 10), "anti_fraud", "110宣传日反诈宣传", "public_security"),
    _on((3, 3, 14), "women", "妇女维权周法律咨询", "family"),
    _on((3, 13, 18), "consumer", "消费者权益日现场咨询", "consumer"),
    _on((4, 10, 21), "national_security", "全民国家安全教育日宣传", "national_security"),
    _on((4, 21, 25), "ip", "知识产权宣传周进商圈", "business"),
    _on((5, 6, 16), "civil_code", "民法典宣传月启动仪式", "civil_code"),
    _on((5, 12, 23), "petition", "《信访工作条例》宣传月集中宣传", "petition"),
    _on((5, 6, 12), "labour", "劳动者权益法律服务", "labour"),
    _on((6, 9, 18), "production_safety", "安全生产月咨询日", "production_safety"),
    _on((6, 23, 26), "anti_drug", "国际禁毒日宣传", "public_security"),
    _on((7, 7, 25), "minors", "暑期青少年法治课堂", "family"),
    _on((8, 12, 19), "environment", "全国生态日宣传", "environment"),
    _on((9, 8, 24), "network_security", "网络安全宣传周宣传", "public_security"),
    _on((10, 14, 28), "elderly", "敬老月老年人权益宣讲", "family"),
    _on((11, 3, 14), "fire", "消防宣传日演示和咨询", "production_safety"),
    _on((11, 10, 28), "general", "法治宣传月集中宣传", "other"),
    _on((12, 2, 5), "constitution", "宪法宣传周主题宣传", "constitution"),
    _on((12, 1, 5), "traffic", "全国交通安全日宣传", "public_security"),
)
#: By form: (kind of place, audience, what it is called).
_FORMS = {
    "on_site": ("public", "residents", "{place}法律咨询活动"),
    "lecture": ("community", "residents", "{place}社区法治讲座：{topic}"),
    "home": ("community", "elderly", "{place}社区入户普法"),
    "school": ("school", "youth", "法治第一课进校园（{place}）"),
    "enterprise": ("enterprise", "enterprise", "送法进企业：{topic}"),
    "performance": ("public", "residents", "法治文艺演出"),
    "contest": ("community", "residents", "{place}社区法律知识竞赛"),
    "trial": ("community", "residents", "庭审进社区（{place}）"),
    "online": ("network", "residents", "线上普法直播：{topic}"),
}
_TOPICS = (
    "婚姻家庭与继承",
    "物业与相邻关系",
    "反诈防骗",
    "劳动合同",
    "民间借贷",
    "高空抛物与侵权",
    "养老与遗嘱",
)
_BY_COMMUNITIES = 68
_SCHOOL_OPENS = 9


def tell(dealer: Dealer) -> None:
    """Tell every event; those of a month have together as many participants as the figures ask."""
    forms = dealer.dealt(dealer.slices("publicity.events", "form"))
    people = dealer.months("publicity.participants")
    number = 0
    for month, events in sorted(dealer.months("publicity.events").items()):
        days = dealer.days({month: events})
        named = [one for one in _OCCASIONS if one.month == month]
        crowd = _parted(dealer, people[month], events)
        for nth in range(events):
            occasion = named[nth] if nth < len(named) else None
            form = _form(forms, occasion, school=month == _SCHOOL_OPENS and nth == len(named))
            on = _day(dealer, occasion) if occasion else days[nth]
            _event(dealer, number, on, form, (occasion, crowd[nth]))
            number += 1


def _form(forms: list[str], occasion: _Occasion | None, *, school: bool) -> str:
    wanted = "on_site" if occasion else "school" if school else ""
    if wanted in forms:
        forms.remove(wanted)
        return wanted
    return forms.pop()


def _day(dealer: Dealer, one: _Occasion) -> date:
    days = [day for day in dealer.working_days(one.month) if one.since <= day.day <= one.until]
    return dealer.random.choice(days)


def _parted(dealer: Dealer, whole: int, number: int) -> list[int]:
    """Return so many crowds that add up to the whole."""
    weights = [dealer.random.uniform(0.6, 1.5) for _ in range(number)]
    found = [int(whole * weight / sum(weights)) for weight in weights]
    found[0] += whole - sum(found)
    return found


def _event(dealer: Dealer, nth: int, on: date, form: str, about: tuple[_Occasion | None, int]) -> None:
    occasion, people = about
    place = dealer.script.office.places[nth % len(dealer.script.office.places)].code
    kind, audience, called = _FORMS[form]
    name = dealer.name(place)
    subject = called.format(place=name, topic=dealer.random.choice(_TOPICS))
    partners = dealer.random.choice(_PARTNERS)
    with_whom: dict[str, Any] = {"partners": partners} if partners else {}
    case = dealer.case("publicity_event", place=place).do(
        "held",
        on,
        _BY,
        subject=f"{name}{occasion.subject}" if occasion else subject,
        form=form,
        theme=occasion.theme if occasion else "general",
        laws=[occasion.law if occasion else "civil_code"],
        place_kind=kind,
        place="线上直播间" if form == "online" else f"{name}社区广场" if kind == "public" else f"{name}社区",
        community=place,
        audience=audience,
        organiser="community" if nth % 24 < _BY_COMMUNITIES // 4 else "street",
        **with_whom,
    )
    last = dealer.working_days(on.month)[-1]
    case.do("recorded", min(dealer.script.working(on, 1), last), _BY, attendees=people).end()

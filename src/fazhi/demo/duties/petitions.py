"""Petitions: told, sent the way of the law, or looked into and answered; of accusations no content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi.demo.duties.dealing import NOW, Dealer, days_after
from fazhi.demo.stories.script import Tale

_OFFICER, _HEAD = "卫思齐", "梁以宁"
_CARRIED = (date(2024, 11, 18), date(2024, 12, 2), date(2024, 12, 10), date(2024, 12, 19))
_OPEN, _REPEATED, _LONGER = 6, 14, 3
#: How appeals are decided: (path, opinion).
_PATHS = (
    *[("administrative", "")] * 11,
    *[("judicial", "")] * 7,
    *[("arbitration", "")] * 5,
    *[("opinion", "support")] * 14,
    *[("opinion", "explain")] * 15,
    *[("opinion", "reject")] * 6,
)
#: Paths on which a matter stays with the street.
_HERE = ("opinion", "suggestion")
_BODIES = {
    "judicial": ("云汀区人民法院", "民事诉讼程序"),
    "arbitration": ("云汀区劳动人事争议仲裁院", "劳动争议仲裁程序"),
}
#: By field: which body of the district a matter is sent to, and by which procedure it goes on there.
_OFFICES = {
    "construction": ("云汀区自然资源和规划局", "规划核实、行政确认程序"),
    "property": ("云汀区住房和城乡建设局", "物业管理行政监督程序"),
    "order": ("云汀区公安分局", "治安管理处罚程序"),
    "civil_affairs": ("云汀区民政局", "社会救助审核确认程序"),
    "labour": ("云汀区人力资源和社会保障局", "工伤认定程序"),
    "agriculture": ("云汀区农业农村局", "集体资产监督管理程序"),
    "environment": ("云汀区生态环境局", "环境行政执法程序"),
    "education": ("云汀区教育局", "入学政策行政确认程序"),
}
#: What is sent to courts and arbitration is of these fields.
_FIELDS = {"judicial": ("property", "agriculture"), "arbitration": ("labour",)}
_APPEALS = (
    ("construction", "反映新纺片区改造面积认定", "请求复核房屋面积", "阮望岳"),
    ("property", "反映小区物业服务质量和收费", "请求督促整改", "阮望岳"),
    ("order", "反映沿街商户占道和噪声", "请求依法处理", "秦牧川"),
    ("civil_affairs", "反映低保待遇核定", "请求重新核定", "翟暖阳"),
    ("labour", "反映工伤待遇支付", "请求支付待遇", "秦牧川"),
    ("construction", "反映楼上违法搭建", "请求依法拆除", "阮望岳"),
    ("agriculture", "反映上槐社区集体收益分配", "请求公开账目", "储时雨"),
    ("environment", "反映餐饮油烟直排", "请求加装净化设备", "秦牧川"),
    ("education", "反映入学片区划分", "请求说明政策", "翟暖阳"),
)
_SUGGESTIONS = (
    ("property", "建议增设非机动车充电设施"),
    ("order", "建议优化学校周边交通"),
    ("civil_affairs", "建议增加老年助餐点"),
    ("environment", "建议调整垃圾清运时间"),
)
#: A petition of the year that is told by name: a certificate of a housing allotment of 1998.
_CERTIFICATE = "要求出具1998年房改分房证明"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Petition:
    """One petition: when it came, how, and where it stands."""

    nth: int
    on: date
    channel: str
    category: str
    path: str
    opinion: str = ""
    repeat: bool = False
    open_: bool = False
    led: bool = False
    settled: bool = False
    longer: bool = False
    reviewed: int = 0
    story: bool = False


def tell(dealer: Dealer) -> None:
    """Tell every petition of the year and those carried into it."""
    telling = _Petitions(dealer)
    for one in _petitions(dealer):
        telling.tell(one)


def _petitions(dealer: Dealer) -> Iterator[_Petition]:
    days = dealer.days(dealer.months("petition.count"))
    number = len(days)
    channels = dealer.dealt(dealer.slices("petition.count", "channel"))
    categories = dealer.dealt(dealer.slices("petition.count", "category"))
    last = range(number - _OPEN, number)
    for nth in last:  # what is still open are appeals that are being looked into
        swap = next(n for n, one in enumerate(categories) if one == "appeal" and n not in last)
        if categories[nth] != "appeal":
            categories[nth], categories[swap] = categories[swap], categories[nth]
    paths = list(_PATHS)
    dealer.random.shuffle(paths)
    for way in [one for one in paths if one[0] == "opinion"][:_OPEN]:
        paths.remove(way)
        paths.append(way)
    appeals = [nth for nth, one in enumerate(categories) if one == "appeal"]
    by_opinion = [
        nth for nth, (path, _) in zip(appeals, paths, strict=True) if path == "opinion" and nth not in last
    ]
    explained = [
        nth
        for nth, (_, opinion) in zip(appeals, paths, strict=True)
        if opinion == "explain" and nth in by_opinion
    ]
    story = explained[len(explained) // 3]
    longer = set([nth for nth in by_opinion if nth != story][:_LONGER])
    reviewed = {story: 1} | {
        nth: 1 + (n == 0) for n, nth in enumerate([one for one in by_opinion[8:] if one != story][:2])
    }
    settled = dealer.total("petition.resolved") - len(_CARRIED)
    able = [
        nth
        for nth, one in enumerate(categories)
        if one != "accusation" and nth not in last and nth not in reviewed
    ]
    told_settled = set(dealer.random.sample(able, settled))
    led = set(sorted(told_settled & set(by_opinion))[: dealer.total("petition.leader_led_resolved")])
    led |= set([nth for nth in appeals if nth in last][: dealer.total("petition.leader_led") - len(led)])
    repeated = set(dealer.random.sample([nth for nth in range(number) if nth != story], _REPEATED))
    for nth, on in enumerate(_CARRIED):
        yield _Petition(
            nth=-nth - 1,
            on=on,
            channel="visit",
            category="appeal",
            path="opinion",
            opinion="explain",
            settled=True,
        )
    left = iter(paths)
    for nth, (on, channel, category) in enumerate(zip(days, channels, categories, strict=True)):
        path, opinion = ("suggestion", "") if category == "suggestion" else ("discipline", "")
        if category == "appeal":
            path, opinion = next(left)
        yield _Petition(
            nth=nth,
            on=on,
            channel=channel,
            category=category,
            path=path,
            opinion=opinion,
            repeat=nth in repeated,
            open_=nth in last,
            led=nth in led,
            settled=nth in told_settled,
            longer=nth in longer,
            reviewed=reviewed.get(nth, 0),
            story=nth == story,
        )


class _Petitions:
    """Tells petitions step by step."""

    def __init__(self, dealer: Dealer) -> None:
        self.dealer = dealer
        self.script = dealer.script
        self.random = dealer.random

    def tell(self, one: _Petition) -> None:
        """Tell one petition to where it stands."""
        place = self.dealer.place()
        tale = self.dealer.case("petition", place=place).do(
            "received",
            one.on,
            _OFFICER,
            channel=one.channel,
            origin="direct",
            received_on=one.on,
            category=one.category,
            reachable="yes",
        )
        about = self._about(one)
        self._registered(tale, one, place, about)
        if one.category == "accusation":
            self._passed_on(tale, one)
            return
        day = self.script.working(days_after(one.on, 6 if one.story else self.random.randint(1, 6)))
        here = one.path in _HERE
        body = _BODIES.get(one.path) or _OFFICES[about[0]]
        unit = self.script.person(about[3]).unit if here else body[0]
        rule: dict[str, Any] = {} if here else {"path_rule": body[1]}
        self._told(tale, one, day, unit)
        led: dict[str, Any] = {"leader": self.script.person(_HEAD).code} if one.led else {}
        tale.do(
            "routed",
            day,
            _OFFICER,
            legal_path=one.path,
            path_body=unit,
            leader_led="yes" if one.led else "no",
            **led,
            **rule,
        )
        if not here:
            self._elsewhere(tale, one, day, unit)
            return
        self._here(tale, one, day, about)

    def _about(self, one: _Petition) -> tuple[str, str, str, str]:
        if one.category == "suggestion":
            field, subject = self.random.choice(_SUGGESTIONS)
            return field, subject, f"{subject}，方便居民生活。", "傅知微"
        if one.story:
            return "construction", _CERTIFICATE, "请求街道出具当年分房证明，用于办理房屋登记。", "阮望岳"
        fields = _FIELDS.get(one.path, ())
        return self.random.choice([of for of in _APPEALS if not fields or of[0] in fields])

    def _registered(self, tale: Tale, one: _Petition, place: str, about: tuple[str, str, str, str]) -> None:
        names = self.script.names
        many = self.random.random() < 0.12 and one.channel == "visit"
        persons = self.random.randint(3, 9) if many else 1
        form: dict[str, Any] = {"persons": persons, "joint": "yes" if many else "no"}
        if many:
            form["representatives"] = min(3, persons)
        if one.category != "accusation":
            field, subject, request, _ = about
            form |= {
                "subject": subject,
                "field_of_matter": field,
                "request": request,
                "petitioners": [
                    {"party_kind": "individual", "name": names.person(), "phone": names.mobile()}
                ],
            }
        tale.do(
            "registered",
            one.on,
            _OFFICER,
            anonymous="no",
            first_or_repeat="repeat" if one.repeat else "first",
            assigned_level="none",
            registered_level="here",
            place=place,
            urgent="no",
            **form,
        )

    def _passed_on(self, tale: Tale, one: _Petition) -> None:
        day = self.script.working(one.on, 1)
        body = "云汀区纪委监委派驻纪检监察组"
        tale.do("routed", day, _OFFICER, legal_path="discipline", path_body=body, leader_led="no")
        tale.do("referred", day, _OFFICER, referred_to=body, assigned="no", not_the_accused="yes")
        tale.do("closed", self.script.working(day, 2), _OFFICER, outcome="原件已密封转送，按规定处理。").end()

    def _told(self, tale: Tale, one: _Petition, day: date, unit: str) -> None:
        told: dict[str, Any] = (
            {"told_as": "received"} if one.path in _HERE else {"told_as": "elsewhere", "told_body": unit}
        )
        way = "online" if one.channel == "net" else "letter"
        tale.do("told", day, _OFFICER, told_way=way, **told)

    def _elsewhere(self, tale: Tale, one: _Petition, day: date, unit: str) -> None:
        tale.do("referred", day, _OFFICER, referred_to=unit, assigned="no")
        end = self.script.working(days_after(day, self.random.randint(5, 25)))
        end = min(end, self.script.working(date(self.dealer.year, 12, 30)))
        if one.settled:
            self._settled(tale, end, "procedure", "已导入法定程序并由有权机关受理，信访人认可。")
        tale.do("closed", max(end, day), _OFFICER, outcome="已引导按法定途径提出并书面告知。").end()

    def _here(self, tale: Tale, one: _Petition, day: date, about: tuple[str, str, str, str]) -> None:
        handler = about[3]
        tale.do(
            "accepted",
            day,
            _OFFICER,
            office=self.script.person(handler).unit,
            handler=self.script.person(handler).code,
            conflict="no",
        )
        looked = self.script.working(days_after(day, self.random.randint(4, 12)))
        looked = min(looked, NOW)
        tale.do(
            "investigated",
            looked,
            handler,
            investigators=self.script.codes(handler),
            conflict="no",
            statement_heard="yes",
            findings="听取信访人陈述，查阅档案并实地核实，事实已查明。",
        )
        answered = self.script.working(days_after(looked, self.random.randint(5, 20)))
        end = date(self.dealer.year, 12, 26) if not one.open_ else NOW
        answered = max(looked, min(answered, end))
        if one.on.year < self.dealer.year:
            answered = max(answered, date(self.dealer.year, 1, 6))
        if one.longer:
            answered = self._prolonged(tale, day, answered)
        self._answered(tale, one, answered, about)
        if one.open_:
            self._to_be_closed(tale, one, answered)
            return
        served = self.script.working(answered, 1)
        tale.do("served", served, _OFFICER, service_way="handed", served_on=served)
        self._followed(tale, one, served)

    def _to_be_closed(self, tale: Tale, one: _Petition, answered: date) -> None:
        """Leave an opinion of these days to be served, or served and to be closed."""
        if one.nth % 2 and answered < NOW:
            served = self.script.working(answered, 1)
            tale.do("served", served, _OFFICER, service_way="handed", served_on=served)
        tale.end()

    def _prolonged(self, tale: Tale, accepted: date, answered: date) -> date:
        on = self.script.working(days_after(accepted, 50))
        tale.do(
            "extended",
            on,
            _HEAD,
            extended_to=days_after(accepted, 85),
            extension_reason="涉及年代久远的档案调取和多部门核实，情况复杂",
            extension_told_on=on,
        )
        return max(answered, self.script.working(days_after(on, 20)))

    def _answered(self, tale: Tale, one: _Petition, on: date, about: tuple[str, str, str, str]) -> None:
        form: dict[str, Any] = {"adoption": "adopted" if one.nth % 3 else "partly"}
        if one.path == "opinion":
            form = {"opinion": one.opinion, "review_organ": "云汀区人民政府"}
            if one.opinion == "support":
                form["execution"] = "责成承办科室三十日内落实，信访专员跟踪。"
            if one.opinion == "reject":
                form["counselling"] = "当面解释法律和政策依据，做好疏导。"
        tale.do(
            "answered",
            on,
            _HEAD,
            claim=about[2],
            answer_text="经调查核实，现提出处理意见如下，并已当面说明理由。",
            legal_ground="《信访工作条例》第三十一条、第三十二条",
            **form,
        )

    def _followed(self, tale: Tale, one: _Petition, served: date) -> None:
        day = served
        end = date(self.dealer.year, 12, 31)
        if one.reviewed:
            day = self._contested(tale, one, served)
        elif one.settled:
            day = min(self.script.working(served, self.random.randint(1, 5)), end)
            self._settled(
                tale, day, "explained" if one.opinion != "support" else "solved", "信访人签收并表示认可。"
            )
        if one.story:
            tale.do(
                "helped", day, _OFFICER, help_kind="other", help_text="引导到街道公共法律服务站咨询确权途径"
            )
        if self.random.random() < 0.6:
            tale.do("rated", day, _OFFICER, rating="fairly" if one.nth % 4 == 0 else "satisfied")
        closed = self.script.working(day, self.random.randint(0, 2))
        tale.do(
            "closed", max(day, min(closed, end)), _OFFICER, outcome="处理意见已送达并落实，事项办结。"
        ).end()

    def _contested(self, tale: Tale, one: _Petition, served: date) -> date:
        asked = self.script.working(days_after(served, 10))
        tale.do("review_asked", asked, _OFFICER, review_asked_on=asked, review_body="云汀区人民政府")
        given = self.script.working(days_after(asked, 24))
        tale.do(
            "reviewed",
            given,
            _OFFICER,
            review_result="upheld",
            review_no="云政信复查〔2025〕6号",
            review_served_on=given,
        )
        if one.reviewed < 2:
            return given
        again = self.script.working(days_after(given, 12))
        tale.do("recheck_asked", again, _OFFICER, recheck_asked_on=again, recheck_body="拟州市人民政府")
        last = self.script.working(days_after(again, 25))
        tale.do("rechecked", last, _OFFICER, recheck_result="upheld", recheck_no="拟政信复核〔2025〕2号")
        return last

    def _settled(self, tale: Tale, on: date, how: str, text: str) -> None:
        tale.do("settled", on, _OFFICER, settled_how=how, settled_text=text)

"""Meetings of the leadership, and the items that come before them: each checked, discussed, decided, done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fazhi.demo.duties.dealing import NOW, Dealer, days_after
from fazhi.demo.stories.script import Tale

_CLERK, _SECRETARY, _DIRECTOR = "许见山", "顾云舟", "沈若谷"
_COMMITTEE = ("梁以宁", "邵青禾", "尹听澜", "陆行之", "姜望舒", "钟鸣野", "白露晞", "沈若谷", "顾云舟")
_EXECUTIVE = ("陆行之", "姜望舒", "钟鸣野", "傅知微", "沈若谷")
_REVIEWER, _JUSTICE = "易修远", "楚怀瑾"
_DONE = "已按决定事项落实。"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matter:
    """What is put before a meeting: who brings it, who leads it, and whether it is reviewed first."""

    kind: str
    subject: str
    by: str
    leader: str
    amount: int = 0
    reviewed: bool = False
    topic: str = "comprehensive"


def _of(kind: str, topic: str, rows: Sequence[tuple[Any, ...]]) -> list[_Matter]:
    return [
        _Matter(
            kind=kind,
            subject=row[0],
            by=row[1],
            leader=row[2],
            amount=row[3] if len(row) > 3 else 0,
            topic=topic,
        )
        for row in rows
    ]


_DECISIONS = _of(
    "major/decision",
    "construction",
    (
        ("青槐街道2025年度城市管理重点工作方案", "阮望岳", "陆行之"),
        ("青槐街道矛盾纠纷预防化解法治化实施方案", "秦牧川", "梁以宁"),
        ("青槐街道2025年民生实事项目清单", "翟暖阳", "姜望舒"),
        ("电动自行车停放充电管理工作方案", "阮望岳", "陆行之"),
        ("青槐街道社区网格调整方案", "秦牧川", "梁以宁"),
        ("新纺片区征收补偿签约奖励办法", "阮望岳", "陆行之"),
        ("青槐街道公共空间微更新三年计划", "阮望岳", "陆行之"),
        ("上槐社区集体资产出租管理办法", "储时雨", "钟鸣野"),
        ("老年助餐服务补贴实施方案", "翟暖阳", "姜望舒"),
        ("青槐街道夜间经济街区管理方案", "储时雨", "钟鸣野"),
        ("综合行政执法队勤务改革方案", "岳长风", "陆行之"),
        ("小区公共收益管理指导意见", "阮望岳", "陆行之"),
        ("青槐街道2026年财政预算编制意见", "傅知微", "沈若谷"),
    ),
)
_PERSONNEL = _of(
    "major/personnel",
    "personnel",
    (
        ("社区“两委”成员增补事项", "裴南乔", "白露晞"),
        ("部分科室中层干部任免事项", "裴南乔", "白露晞"),
        ("2024年度工作人员考核等次事项", "裴南乔", "白露晞"),
        ("社区工作者公开招聘方案", "裴南乔", "白露晞"),
        ("先进基层党组织和优秀共产党员推荐事项", "裴南乔", "白露晞"),
        ("事业单位岗位设置调整事项", "裴南乔", "白露晞"),
        ("社区书记后备人选事项", "裴南乔", "白露晞"),
    ),
)
_PROJECTS = _of(
    "major/project",
    "construction",
    (
        ("桐花里小区雨污分流改造项目", "阮望岳", "陆行之", 3_860_000),
        ("渡口滨河步道提升项目", "阮望岳", "陆行之", 2_450_000),
        ("云锦苑片区停车设施建设项目", "阮望岳", "陆行之", 1_980_000),
        ("便民服务中心智能化改造项目", "翟暖阳", "姜望舒", 860_000),
        ("槐市农贸市场排水改造项目", "阮望岳", "陆行之", 1_320_000),
        ("综治中心规范化建设项目", "秦牧川", "梁以宁", 720_000),
        ("上槐社区党群服务中心修缮项目", "裴南乔", "白露晞", 640_000),
        ("望桥老街消防设施改造项目", "秦牧川", "梁以宁", 580_000),
        ("书院湾社区儿童活动场地项目", "翟暖阳", "姜望舒", 350_000),
        ("街道执法记录和案件管理设备项目", "岳长风", "陆行之", 420_000),
    ),
)
_FUNDS = _of(
    "major/funds",
    "finance",
    (
        ("环卫保洁服务经费年度安排", "阮望岳", "陆行之", 6_800_000),
        ("社区网格补贴经费", "秦牧川", "梁以宁", 1_560_000),
        ("老旧小区物业过渡补助资金", "阮望岳", "陆行之", 980_000),
        ("法律顾问和社区律师服务经费", "秦牧川", "梁以宁", 320_000),
        ("人民调解员补贴和以案定补经费", "秦牧川", "梁以宁", 286_000),
        ("老年助餐点运营补贴", "翟暖阳", "姜望舒", 540_000),
        ("春节慰问困难群众经费", "翟暖阳", "姜望舒", 268_000),
        ("防汛应急物资购置资金", "秦牧川", "梁以宁", 215_000),
        ("社区工作者培训经费", "裴南乔", "白露晞", 126_000),
        ("企业服务专项活动经费", "储时雨", "钟鸣野", 98_000),
        ("垃圾分类设施更新资金", "阮望岳", "陆行之", 760_000),
        ("冬季除雪和供暖应急资金", "阮望岳", "陆行之", 310_000),
        ("街道办公设备更新资金", "傅知微", "沈若谷", 185_000),
        ("年终清欠和尾款支付安排", "傅知微", "沈若谷", 1_240_000),
    ),
)
_LAW = (
    (2, "研究2025年法治建设工作要点", "law_work"),
    (4, "研究提升行政执法质量三年行动街道任务分工", "law_work"),
    (6, "听取上半年法治建设工作情况汇报", "law_work_report"),
    (8, "研究法治宣传教育法学习宣传和普法规划总结", "law_work"),
    (11, "研究法治督察反馈问题整改方案", "law_work"),
    (12, "听取2025年法治建设工作情况汇报", "law_work_report"),
)
#: In each month, how many of its items are reviewed before they are put to a meeting.
_REVIEWED = (2, 1, 3, 2, 3, 2, 2, 0, 2, 2, 3, 4)
#: What meetings ask of everybody.
_TASKS = (
    "抓紧推进重点项目，按月通报进度",
    "做好节日值班值守和安全检查",
    "加强12345工单办理，压减重复诉求",
    "落实矛盾纠纷排查，重点线索专人负责",
    "严格合同审查和资金支付程序",
    "做好防汛、防火准备",
    "持续改进作风，严控会议和发文",
    "抓好督察反馈问题整改，按期销号",
    "加快预算执行，规范采购程序",
)
_RECUSALS = {3: "白露晞", 8: "钟鸣野", 11: "白露晞"}
_LEADING = (
    (4, "law", "法治建设领导小组会议"),
    (11, "law", "法治建设领导小组会议"),
    (7, "enforcement", "综合行政执法协调会议"),
)


def tell(dealer: Dealer) -> None:
    """Tell every meeting of the year with the items it decides."""
    _Meetings(dealer).tell()


def _minutes(matters: Sequence[_Matter], task: str) -> str:
    """Return what the minutes say: what was decided, and what was asked of everybody."""
    decided = [f"会议同意{one.subject}，由{one.leader}负责落实。" for one in matters]
    return "".join([*decided, f"会议听取近期重点工作情况，要求{task}。"])


def _over(days: Sequence[date], number: int) -> list[date]:
    """Return so many of some days, as far from each other as they can be."""
    return [days[(2 * nth + 1) * len(days) // (2 * number)] for nth in range(number)]


class _Meetings:
    """Tells the meetings of the year, month by month."""

    def __init__(self, dealer: Dealer) -> None:
        self.dealer = dealer
        self.script = dealer.script
        self.numbers = {
            "party_committee": 0,
            "executive": 0,
            "leading_body/law": 0,
            "leading_body/enforcement": 0,
        }
        self.waiting = self._items()
        self.recusals = dict(_RECUSALS)

    def tell(self) -> None:
        """Tell the meetings of each month."""
        due = self.dealer.months("decision.collective_items")
        committee = self.dealer.months("meeting.party_committee")
        executive = self.dealer.evenly(self.dealer.total("meeting.executive"))
        for month in range(1, 13):
            days = self.dealer.working_days(month)
            items = self._next(due[month], _REVIEWED[month - 1])
            law = [one for one in _LAW if one[0] == month]
            self._committees(days, committee[month], items, law)
            for on in _over(days, executive[month]):
                self._meeting(
                    "executive", on, f"{self.dealer.year}年第{{}}次主任办公会", [], topic="comprehensive"
                )
            for at, body, name in _LEADING:
                if at == month:
                    topic = "law_work" if body == "law" else "comprehensive"
                    self._meeting(f"leading_body/{body}", days[8], name, [], topic=topic)

    def _next(self, number: int, reviewed: int) -> list[_Matter]:
        """Take the next items, so many of them to be reviewed first: decisions, then projects and funds."""
        found: list[_Matter] = []
        decisions = 0
        for one in list(self.waiting):
            if len(found) == number:
                break
            if one.kind == "major/decision" and (decisions := decisions + 1) > reviewed:
                continue
            found.append(one)
            self.waiting.remove(one)
        order = ("major/decision", "major/project", "major/funds")
        able = [one for kind in order for one in found if one.kind == kind][:reviewed]
        return [replace(one, reviewed=one in able) for one in found]

    def _items(self) -> list[_Matter]:
        """Return the items in the order in which they come up: kinds mixed, the budget last."""
        kinds = [_DECISIONS[:-1], _PERSONNEL, _PROJECTS, _FUNDS[:-1]]
        found = [
            (nth / len(rows) + 0.01 * kind, matter)
            for kind, rows in enumerate(kinds)
            for nth, matter in enumerate(rows)
        ]
        ordered = [matter for _, matter in sorted(found, key=lambda one: one[0])]
        return [*ordered, _FUNDS[-1], _DECISIONS[-1]]

    def _committees(
        self,
        days: Sequence[date],
        number: int,
        items: Sequence[_Matter],
        law: Sequence[tuple[int, str, str]],
    ) -> None:
        """The committee meets about weekly; what is decided comes up from the middle of the month."""
        dates = _over(days, number)
        late = dates[number // 2 :]
        by_day: dict[date, list[_Matter]] = {on: [] for on in dates}
        for nth, matter in enumerate(items):
            by_day[late[nth % len(late)]].append(matter)
        for _, subject, topic in law:
            matter = _Matter(kind="general", subject=subject, by=_JUSTICE, leader="梁以宁", topic=topic)
            by_day[late[0]].append(matter)
        for on in dates:
            topics = {matter.topic for matter in by_day[on]}
            topic = "law_work" if "law_work" in topics else "comprehensive"
            self._meeting(
                "party_committee", on, f"{self.dealer.year}年第{{}}次党工委会议", by_day[on], topic=topic
            )

    def _meeting(self, body: str, on: date, subject: str, matters: Sequence[_Matter], *, topic: str) -> None:
        self.numbers[body] += 1
        number = self.numbers[body]
        chair = _SECRETARY if body in ("party_committee", "leading_body/law") else _DIRECTOR
        people = _COMMITTEE if body == "party_committee" else _EXECUTIVE
        told = max(self.script.working(days_after(on, -3)), date(self.dealer.year, 1, 2))
        told = min(told, on)
        items = [self._proposed(matter, on) for matter in matters]
        agenda = [f"{nth}. {matter.subject}" for nth, matter in enumerate(matters, start=1)]
        meeting = self.dealer.case("leadership_meeting").do(
            "planned",
            told,
            _CLERK,
            subject=subject.format(number) if "{}" in subject else f"{self.dealer.year}年{subject}",
            body=body,
            form="regular" if body in ("party_committee", "executive") else "special",
            topic=topic,
            number=number,
            place="街道三楼会议室",
            chair=self.script.person(chair).code,
            agenda="\n".join([*agenda, f"{len(agenda) + 1}. 研究近期重点工作"]),
            planned_for=on,
        )
        for seq, item in enumerate(items, start=1):
            self._scheduled(item, meeting, told, on, seq)
        away = 1 if self.dealer.random.random() < 0.3 else 0
        seen = ["departments"]
        if topic == "law_work" or self.dealer.random.random() < 0.35:
            seen.append("justice_office")
        meeting.do(
            "held",
            on,
            _CLERK,
            due=len(people),
            present=len(people) - away,
            on_leave=away,
            observer=seen,
            recorder=self.script.person(_CLERK).code,
        )
        for item, matter in zip(items, matters, strict=True):
            self._decided(item, matter, meeting, on, (people, away))
        signed = self.script.working(on, 1)
        meeting.do(
            "signed",
            signed,
            chair,
            minutes_text=_minutes(matters, self.dealer.random.choice(_TASKS)),
            signed_by=self.script.person(chair).code,
        )
        prefix = "青槐工纪" if body == "party_committee" else "青槐办纪"
        kind = {"leading_body/law": "青槐法治纪", "leading_body/enforcement": "青槐执协纪"}.get(body, prefix)
        meeting.do(
            "recorded",
            self.script.working(signed, 1),
            _CLERK,
            minutes_no=f"{kind}〔{on.year}〕{number}号",
            sent_to="班子成员、各科室",
        ).end()

    def _proposed(self, matter: _Matter, on: date) -> Tale:
        """Tell how an item comes to a meeting: proposed, reviewed where it has to be, checked."""
        back = 12 if matter.reviewed else 7
        day = max(self.script.working(days_after(on, -back)), date(self.dealer.year, 1, 2))
        sums: dict[str, Any] = {"amount": matter.amount} if matter.amount else {}
        body = "party_committee"
        item = self.script.open(
            "agenda_item",
            "proposed",
            day,
            matter.by,
            subject=matter.subject,
            matter_class=matter.kind,
            topic=matter.topic,
            body=body,
            proposing_office=self._unit(matter.by),
            presenter=self.script.person(matter.by).code,
            content=f"提请审议{matter.subject}。",
            grounds="街道党工委议事决策规则和年度重点工作安排",
            manner="regular",
            meeting_on=on,
            **sums,
        )
        checked = (
            self.script.working(days_after(on, -4))
            if on.month > 1
            else self.script.working(days_after(on, -3))
        )
        checked = max(min(checked, on), day)
        if matter.reviewed:
            checked = max(checked, self._reviewed(item, matter, day, on))
        money = matter.amount > 0
        reason: dict[str, Any] = (
            {} if matter.reviewed else {"legality_reason": "不涉及公民、法人权利义务，属内部管理事项"}
        )
        item.do(
            "checked",
            min(checked, on),
            _CLERK,
            leader_agreed="yes",
            consulted="done",
            legality="passed" if matter.reviewed else "not_needed",
            finance="done" if money else "not_needed",
            risk="not_needed",
            publicity="not_needed",
            **reason,
        )
        return item

    def _reviewed(self, item: Tale, matter: _Matter, day: date, on: date) -> date:
        reviewer = self.script.person(_REVIEWER).code
        review = self.script.open(
            "legality_review",
            "submitted",
            day,
            matter.by,
            origin=item,
            subject=matter.subject,
            review_kind="document",
            document_kind="general",
            submitting_office=self._unit(matter.by),
            submitter=self.script.person(matter.by).code,
            materials=["draft", "explanation", "grounds"],
            before_decision="yes",
            meeting_on=on,
            wanted_by=on,
            urgent="no",
        )
        accepted = self.script.working(day, 1)
        review.do("accepted", accepted, _JUSTICE, reviewer=reviewer, counsel_asked="yes")
        looked = self.script.working(accepted, self.dealer.random.randint(1, 2))
        review.do(
            "reviewed",
            looked,
            _REVIEWER,
            reviewer=reviewer,
            points_checked=["powers", "procedure", "grounds"],
            counsel="adviser",
            findings="核对职权依据、程序和内容，与上位法不抵触。",
            conclusion="pass",
        )
        issued = self.script.working(looked, 1)
        review.do("issued", issued, _JUSTICE)
        review.do("closed", max(issued, min(on, issued)), matter.by, outcome="meeting").end()
        item.moment = max(item.moment, review.moment)
        return issued

    def _scheduled(self, item: Tale, meeting: Tale, told: date, on: date, seq: int) -> None:
        day = max(told, item.moment[0])
        item.do("scheduled", min(day, on), _CLERK, after=meeting, meeting=meeting.key, meeting_on=on, seq=seq)
        meeting.moment = max(meeting.moment, item.moment)

    def _decided(
        self, item: Tale, matter: _Matter, meeting: Tale, on: date, there: tuple[Sequence[str], int]
    ) -> None:
        people, away = there
        principal = people[-1]
        recused = self.recusals.pop(on.month, "") if matter.kind.startswith("major") else ""
        heard = [name for name in people[:3] if name != recused] + [matter.leader] * (
            matter.leader not in (*people[:3], recused, principal)
        )
        speeches: list[Mapping[str, Any]] = [
            {"speaker": self.script.person(name).code, "stance": "support"} for name in heard
        ]
        code = self.script.person(principal).code
        gone: dict[str, Any] = {"recused": self.script.codes(recused)} if recused else {}
        present = len(people) - away - bool(recused)
        item.do(
            "discussed",
            on,
            _CLERK,
            after=meeting,
            members=len(people),
            present=present,
            principal=code,
            speeches=[*speeches, {"speaker": code, "stance": "support"}],
            vote_way="hands",
            votes_for=present,
            votes_against=0,
            votes_abstained=0,
            **gone,
        )
        due = self.script.working(days_after(on, self.dealer.random.choice((45, 60, 90))))
        item.do(
            "decided",
            on,
            principal,
            result="passed",
            decision_text=f"同意{matter.subject}，由{self._unit(matter.by)}牵头落实。",
            exec_leader=self.script.person(matter.leader).code,
            exec_office=self._unit(matter.by),
            exec_due=due,
            disclosure="public" if matter.kind == "major/decision" else "internal",
        )
        done = self.script.working(days_after(due, -self.dealer.random.randint(3, 20)))
        if done <= NOW:
            item.do("reported", done, matter.by, exec_result="done", exec_report=_DONE)
            filed = self.script.working(done, 2)
            if filed <= NOW:
                item.do("closed", filed, _CLERK)
        item.end()

    def _unit(self, name: str) -> str:
        return self.script.person(name).unit

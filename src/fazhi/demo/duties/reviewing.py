"""How a matter is reviewed: sent, taken on, looked at, the opinion issued, its points answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from fazhi.demo.duties.dealing import Dealer
from fazhi.demo.stories.script import Script, Tale

JUSTICE = "楚怀瑾"
REVIEWERS = ("易修远", "易修远", "易修远", "左明谦", "左明谦")
#: In how many working days an opinion is issued: half of them in two, nine of ten in five.
_TAKES = (*(1,) * 24, *(2,) * 34, *(3,) * 18, *(4,) * 7, *(5,) * 14, *(6,) * 2, 7)
#: How many points an opinion has that asks for changes.
_POINTS = (1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5)
_MOST = 7
_LOOKED_AT = {
    "contract": ("counterparty", "powers", "price", "duties", "liability", "forum"),
    "document": ("powers", "procedure", "content", "grounds"),
    "normative": ("standing", "powers", "content", "setting", "rights", "procedure", "validity"),
    "disclosure_reply": ("facts", "grounds", "third_party", "procedure", "remedy"),
    "petition_reply": ("facts", "grounds", "procedure", "remedy"),
    "covenant": ("content", "rights", "procedure"),
}
_NOT_DONE = (
    "与区级统一文本不一致，已向区里请示",
    "该条款系财政专户管理要求，无法调整",
    "对方为垄断经营单位，格式条款不能修改，已提示风险",
    "已有会议纪要明确，保留原表述",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinions:
    """What a review comes to: its conclusion, how each of its points is answered, in how many days."""

    conclusion: str = "pass"
    answers: tuple[str, ...] = ()
    days: int = 2
    late: bool = False
    returned: bool = False

    @property
    def number(self) -> int:
        """How many points there are."""
        return len(self.answers)

    def sent(self, script: Script, issued: date) -> date:
        """Return the working day on which the matter is sent: in the year in which the opinion is issued."""
        first = script.working(date(issued.year, 1, 2))
        since = max(issued - timedelta(days=3 * self.days + 14), first)
        days = script.between(since, issued)
        return days[-1 - min(self.days, len(days) - 1)]

    def wanted(self, script: Script, sent: date, issued: date) -> date:
        """Return by when the opinion is wanted."""
        if self.late:
            return max(script.between(sent - timedelta(days=9), issued - timedelta(days=1))[-1], sent)
        return max(issued, script.working(sent, script.random.randint(3, 5)))


def dealt(
    left: Dealer, number: int, conclusions: Mapping[str, int], points: Mapping[str, int], *, late: int = 0
) -> list[Opinions]:
    """Deal conclusions and the answers to points out to so many reviews; every 28th comes back incomplete."""
    random = left.random
    ends = left.dealt(conclusions)
    if len(ends) != number:
        raise ValueError(f"{len(ends)} conclusions for {number} reviews")
    asked = [nth for nth, one in enumerate(ends) if one != "pass"]
    many = {nth: random.choice(_POINTS) for nth in asked}
    wanted = sum(points.values())
    while (missing := wanted - sum(many.values())) != 0:
        nth, step = random.choice(asked), 1 if missing > 0 else -1
        if 1 <= many[nth] + step <= _MOST:
            many[nth] += step
    answers = iter(left.dealt(points))
    takes = [_TAKES[nth % len(_TAKES)] for nth in range(number)]
    random.shuffle(takes)
    behind = set(random.sample(range(number // 4, number), late))
    found = []
    for nth, conclusion in enumerate(ends):
        days = 6 if nth in behind else takes[nth]
        said = tuple(next(answers) for _ in range(many.get(nth, 0)))
        back = nth % 28 == 9 and nth not in behind
        found.append(
            Opinions(
                conclusion=conclusion,
                answers=said,
                days=max(days, 3) if back else days,
                late=nth in behind,
                returned=back,
            )
        )
    return found


@dataclass(slots=True)
class Reviewing:
    """Tells one review, by somebody who has no hand in the matter."""

    dealer: Dealer
    opinions: Opinions
    reviewer: str = ""
    _random: Any = field(init=False)

    def __post_init__(self) -> None:
        self._random = self.dealer.random
        self.reviewer = self.reviewer or self._random.choice(REVIEWERS)

    def submit(self, on: date, by: str, *, origin: Tale | None = None, **form: Any) -> Tale:
        """Send a matter."""
        place = origin.told.place if origin else ""
        return self.dealer.script.open(
            "legality_review", "submitted", on, by, place=place, origin=origin, **form
        )

    def look(
        self,
        matter: Tale,
        sent: date,
        issued: date,
        *,
        by: str,
        points: Sequence[Mapping[str, str]],
        findings: str,
        answered_by: date | None = None,
    ) -> date:
        """Take it on, look at it, issue the opinion and have its points answered; return the last day."""
        days = self.dealer.script.between(sent, issued)
        accepted = days[min(1, len(days) - 1) if len(days) > 2 or self._random.random() < 0.3 else 0]
        if self.opinions.returned and len(days) > 2:
            accepted = self._completed(matter, days, by)
        code = self.dealer.script.person(self.reviewer).code
        counsel = self._random.choice(("none", "none", "adviser", "public_lawyer"))
        counsel = "adviser" if self.opinions.number > 3 else counsel
        matter.do(
            "accepted", accepted, JUSTICE, reviewer=code, counsel_asked="no" if counsel == "none" else "yes"
        )
        looked = days[-2] if len(days) > 2 and days[-2] >= accepted else issued
        matter.do(
            "reviewed",
            looked,
            self.reviewer,
            reviewer=code,
            points_checked=self._looked_at(matter),
            counsel=counsel,
            findings=findings,
            points=list(points),
            conclusion=self.opinions.conclusion,
        )
        matter.do("issued", issued, JUSTICE)
        return self._answered(matter, issued, by, points, answered_by) if points else issued

    def _completed(self, matter: Tale, days: Sequence[date], by: str) -> date:
        papers = list(matter.record["materials"])
        note = self._random.choice(("情况说明未写明资金来源，请补充", "附件清单与所附材料不一致，请补齐"))
        matter.do(
            "returned",
            days[0],
            self.reviewer,
            return_kind="materials",
            missing=["explanation"],
            return_note=f"{note}。",
        )
        matter.do(
            "completed",
            days[1],
            by,
            materials=papers,
            completed_how="已按要求补充说明和附件",
            wanted_by=days[-1],
            **(
                {"meeting_on": matter.record["meeting_on"]}
                if matter.record["review_kind"] == "decision"
                else {}
            ),
        )
        return days[1]

    def _looked_at(self, matter: Tale) -> list[str]:
        kind = str(matter.record["review_kind"])
        if matter.record.get("document_kind") == "normative":
            kind = "normative"
        return [*_LOOKED_AT[kind], *(["tender"] if "tender" in matter.record["materials"] else [])]

    def _answered(
        self,
        matter: Tale,
        issued: date,
        by: str,
        points: Sequence[Mapping[str, str]],
        answered_by: date | None,
    ) -> date:
        script = self.dealer.script
        last = script.between(date(issued.year, 12, 25), date(issued.year, 12, 31))[-1]
        on = min(script.working(issued, self._random.randint(0, 2)), last, answered_by or last)
        answers: list[dict[str, Any]] = []
        for nth, how in enumerate(self.opinions.answers, start=1):
            why = {} if how == "adopted" else {"answer": self._random.choice(_NOT_DONE)}
            answers.append({"nth": nth, "adoption": how, **why})
        matter.do("adopted", on, by, answers=answers, adoption_note=self._note(points))
        return on

    def _note(self, points: Sequence[Mapping[str, str]]) -> str:
        if self.opinions.conclusion == "fail":
            return "按审查意见不再办理。"
        where = "、".join(list(_clauses(points))[:3])
        done = set(self.opinions.answers) == {"adopted"}
        return f"已修改{where}。" if done else f"已修改{where}，其余说明理由。"


def _clauses(points: Sequence[Mapping[str, str]]) -> Iterator[str]:
    for one in points:
        yield one.get("clause", "有关条款")

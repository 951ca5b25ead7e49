"""What the measured office has to write down: shapes of cases, and a plan of many cases in these shapes.

A shape is told with stand-ins for what differs from case to case: the community, its mediator, the parties.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bench import office
from fazhi.usecases.clock import noon
from fazhi.usecases.record import Report

YEAR = 2025
MONTHS = 12
FIRST_DAY, LAST_DAY = 6, 28
"""Days of a month on which cases end: early and late enough that all their steps lie in that month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A step of a shape: ``by`` is "" for the mediator of the community; ``days`` before the case ends."""

    step: str
    form: Mapping[str, Any]
    by: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A way a case may go."""

    name: str
    procedure: str
    steps: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A case to be written, the ``number``-th from 0: ended on ``on``, all its steps recorded at ``at``."""

    number: int
    shape: Shape
    place: str
    on: date
    at: datetime

    @property
    def person(self) -> str:
        """Who mediates in the community."""
        return office.mediator(self.place)

    @property
    def parties(self) -> tuple[str, str, str, str]:
        """Name, name, phone and phone of the parties."""
        return parties(self.number)

    def reports(self) -> Iterator[tuple[Report, str]]:
        """Yield the report of every step and who makes it; the case is to be filled in after the first."""
        for told in self.shape.steps:
            yield (
                Report(
                    procedure=self.shape.procedure,
                    step=told.step,
                    on=self.on - timedelta(days=told.days),
                    form=_filled(told.form, self),
                    place=self.place,
                ),
                told.by or self.person,
            )


_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
_GIVEN = "安邦长春德恩方光海河建江景康兰良明宁平清庆仁荣瑞山石泰文祥秀学阳勇玉远云正志忠"


def parties(number: int) -> tuple[str, str, str, str]:
    """Return two names and two phones; a few thousand people meet again and again."""
    first, second = number % 3989, number % 2003
    return (_name(first), _name(second + 4000), f"138{first:08}", f"139{second:08}")


def _name(number: int) -> str:
    rest, one = divmod(number, len(_GIVEN))
    surname, two = divmod(rest, len(_GIVEN))
    return f"{_SURNAMES[surname % len(_SURNAMES)]}{_GIVEN[one]}{_GIVEN[two]}"


def _filled(value: Any, planned: Planned) -> Any:
    """Return a form with the stand-ins replaced."""
    if isinstance(value, Mapping):
        return {name: _filled(inner, planned) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_filled(inner, planned) for inner in value]
    a, b, phone_a, phone_b = planned.parties
    own = {
        "<mediator>": planned.person,
        "<place>": planned.place,
        "<a>": a,
        "<b>": b,
        "<phone a>": phone_a,
        "<phone b>": phone_b,
    }
    return own.get(value, value) if isinstance(value, str) else value


_PARTIES = (
    {"role": "applicant", "party_kind": "individual", "name": "<a>", "phone": "<phone a>"},
    {"role": "respondent", "party_kind": "individual", "name": "<b>", "phone": "<phone b>"},
)


def _registered(source: str, dispute: str, **more: Any) -> Told:
    form = {
        "committee_kind": "community",
        "source": source,
        "dispute_type": dispute,
        "parties": _PARTIES,
        "people_involved": 2,
        "summary": "楼上漏水，家具受损，双方对赔偿数额各执一词，社区登记后约定时间到场查看。",
        "complexity": "simple",
        "refused_by_a_party": "no",
        **more,
    }
    return Told(step="registered", form=form, days=4)


_ACCEPTED = Told(
    step="accepted",
    form={
        "mediators": ["<mediator>"],
        "mediator_role": "part_time",
        "mode": "on_site",
        "rights_told": "yes",
    },
    days=3,
)


def _settled(form: str, **more: Any) -> Told:
    said = {
        "form": form,
        "facts": "双方到场查看，确认漏水系管道接头老化所致，家具受损属实。",
        "terms": "由楼上住户修复管道并赔偿家具损失，当场付清，双方不再另行主张。",
        "amount": "1200.00",
        "performance": "at_once",
        **({"copies": 3} if form == "written" else {}),
        **more,
    }
    return Told(step="settled", form=said, days=2)


_VISITED = Told(
    step="followed_up",
    form={"visit_way": "phone", "visit_performance": "full", "rated": "yes", "satisfaction": "satisfied"},
    days=1,
)
_ARCHIVED = Told(step="archived", form={"volumes": 1, "retention": "long"}, by=office.ARCHIVIST)
_FAILED = Told(
    step="failed", form={"fail_reason": "双方对责任认定分歧较大。", "referred_to": ["court"]}, days=1
)
_DECLINED = Told(
    step="declined", form={"decline_reason": "before_court", "decline_note": "已由法院立案。"}, days=2
)


def _event(form: str, place_kind: str, theme: str) -> tuple[Told, ...]:
    about = {
        "subject": "社区普法宣传活动",
        "form": form,
        "theme": theme,
        "laws": ["civil_code"],
        "place_kind": place_kind,
        "place": "社区广场",
        "community": "<place>",
        "audience": "residents",
        "organiser": "street",
    }
    result = {"attendees": 60, "consultations": 12}
    return (
        Told(step="held", form=about, by=office.PUBLICITY, days=1),
        Told(step="recorded", form=result, by=office.PUBLICITY),
    )


SHAPES = (
    Shape(
        name="written agreement, visited and archived",
        procedure="mediation",
        steps=(_registered("applied", "neighbour"), _ACCEPTED, _settled("written"), _VISITED, _ARCHIVED),
    ),
    Shape(
        name="oral agreement",
        procedure="mediation",
        steps=(_registered("proactive", "marriage_family"), _ACCEPTED, _settled("oral")),
    ),
    Shape(
        name="wages, brought by the police",
        procedure="mediation",
        steps=(
            _registered("entrusted/police", "labour", source_ref="〔2025〕移送7号"),
            _ACCEPTED,
            _settled("oral", wages="800.00"),
        ),
    ),
    Shape(
        name="still under way",
        procedure="mediation",
        steps=(_registered("applied", "consumer"), _ACCEPTED),
    ),
    Shape(
        name="failed",
        procedure="mediation",
        steps=(_registered("entrusted/petition", "neighbour"), _ACCEPTED, _FAILED),
    ),
    Shape(
        name="declined",
        procedure="mediation",
        steps=(_registered("applied", "neighbour"), _DECLINED),
    ),
    Shape(name="stall", procedure="publicity_event", steps=_event("on_site", "community", "civil_code")),
    Shape(name="lecture", procedure="publicity_event", steps=_event("lecture", "school", "minors")),
)


def plan(cases: int, *, since: int = 0) -> Iterator[Planned]:
    """Yield cases from the one of number ``since`` on, so mixed that a thousand fill every balance cell.

    They are recorded month by month, in the month in which they happened; the more there are, the more
    days of a month they lie on.
    """
    combinations = len(SHAPES) * len(office.PLACES)
    days = min(LAST_DAY - FIRST_DAY + 1, max(1, cases // 10_000))
    for place_in_plan in range(cases):
        number = since + place_in_plan
        month, within = divmod(place_in_plan * MONTHS, cases)
        within //= MONTHS
        mixed = place_in_plan % combinations
        day = FIRST_DAY + (place_in_plan // combinations) % days
        yield Planned(
            number=number,
            shape=SHAPES[mixed % len(SHAPES)],
            place=office.PLACES[mixed // len(SHAPES)],
            on=date(YEAR, month + 1, day),
            at=noon(date(YEAR, month + 1, LAST_DAY), 0) + timedelta(milliseconds=within),
        )

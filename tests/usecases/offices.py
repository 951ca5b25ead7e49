"""A small office to write tests about: one street with two communities, and people who hold posts in it.

``office.mediate()`` takes a dispute through its steps by the one door; ``office.record(...)`` any step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fazhi.store import models
from fazhi.usecases import founding, people
from fazhi.usecases.clock import noon
from fazhi.usecases.founding import NewHolding, NewPerson, NewPlace
from fazhi.usecases.people import Clerk
from fazhi.usecases.record import Recorded, Refused, Report, Upload, record

ORGAN = "990101001"
NEAR, FAR = f"{ORGAN}001", f"{ORGAN}002"
PDF = b"%PDF-1.7 a receipt"

WAN, SHEN, HE, LU, DENG, QIN, PU = "wan", "shen", "he", "lu", "deng", "qin", "pu"
_PEOPLE = (
    (WAN, "万和平", "mediator_full", "专职人民调解员", ""),
    (SHEN, "沈明", "justice_head", "司法所所长", ""),
    (HE, "何静", "deputy_law", "分管副主任", ""),
    (LU, "陆文", "archivist", "档案员", ""),
    (DENG, "邓涛", "mediator_part", "兼职人民调解员", NEAR),
    (QIN, "秦岚", "sysadmin", "系统管理员", ""),
    (PU, "蒲青", "law_publicity", "普法专员", ""),
)

PARTIES = [
    {"role": "applicant", "party_kind": "individual", "name": "陈砚秋", "phone": "13800138000"},
    {"role": "respondent", "party_kind": "individual", "name": "贺兰亭", "phone": "13900139000"},
]
#: Everything personal that a mediation of this office holds: none of it may be found in clear anywhere.
SECRETS = (
    "陈砚秋",
    "贺兰亭",
    "13800138000",
    "13900139000",
    "楼上漏水泡坏了书柜",
    "各退一步握手言和",
    "赔偿书柜款",
)

REGISTRATION: Mapping[str, Any] = {
    "committee_kind": "community",
    "source": "applied",
    "dispute_type": "neighbour",
    "parties": PARTIES,
    "people_involved": 2,
    "summary": "楼上漏水泡坏了书柜",
    "complexity": "simple",
    "refused_by_a_party": "no",
}
ACCEPTANCE: Mapping[str, Any] = {
    "mediators": [WAN],
    "mediator_role": "full_time",
    "mode": "on_site",
    "rights_told": "yes",
}
AGREEMENT: Mapping[str, Any] = {
    "form": "written",
    "facts": "各退一步握手言和",
    "terms": "赔偿书柜款",
    "amount": "1200.00",
    "performance": "at_once",
    "copies": 3,
}
EVENT: Mapping[str, Any] = {
    "subject": "民法典宣讲",
    "form": "lecture",
    "theme": "civil_code",
    "laws": ["civil_code"],
    "place_kind": "community",
    "place": "望桥社区活动室",
    "audience": "residents",
    "organiser": "street",
}


@dataclass(kw_only=True)
class Office:
    """The street, on a day of its own: ``now`` moves on by a minute with every step."""

    organ: str = ORGAN
    now: datetime = field(default_factory=lambda: noon(date(2025, 3, 3), 9))

    def clerk(self, person: str) -> Clerk:
        return people.clerk(person, organ=self.organ, on=self.now.date())

    def try_to(
        self, procedure: str, step: str, *, by: str = WAN, on: date | None = None, **words: Any
    ) -> Recorded | Refused:
        self.now += timedelta(minutes=1)
        report = Report(procedure=procedure, step=step, on=on or self.now.date(), **words)
        return record(report, clerk=self.clerk(by), now=self.now)

    def record(self, procedure: str, step: str, **words: Any) -> Recorded:
        done = self.try_to(procedure, step, **words)
        assert isinstance(done, Recorded), str(done)
        return done

    # A dispute ---------------------------------------------------------------------------------

    def register(
        self, *, place: str = NEAR, evidence: Sequence[Upload] = (), request: str = "", **form: Any
    ) -> Recorded:
        return self.record(
            "mediation",
            "registered",
            form={**REGISTRATION, **form},
            place=place,
            evidence=evidence,
            request=request,
        )

    def accept(self, case: str, **form: Any) -> Recorded:
        return self.record("mediation", "accepted", case=case, form={**ACCEPTANCE, **form})

    def settle(self, case: str, **form: Any) -> Recorded:
        return self.record("mediation", "settled", case=case, form={**AGREEMENT, **form})

    def mediate(self, **form: Any) -> tuple[str, int, int, int]:
        """Register, accept and settle a dispute; return its key and the numbers of the three entries."""
        first = self.register(**form)
        second = self.accept(first.case)
        third = self.settle(first.case)
        return first.case, first.entry, second.entry, third.entry

    # A publicity event, counted by community -----------------------------------------------------

    def publicize(self, community: str = NEAR, **form: Any) -> Recorded:
        """Hold a publicity event; a community is counted once, however many it has."""
        asked = {**EVENT, "community": community, **form}
        return self.record("publicity_event", "held", by=PU, form=asked, place=community)

    def later(self, *, days: int) -> None:
        self.now += timedelta(days=days)

    @property
    def entries(self) -> int:
        """How many entries the journal holds."""
        return models.Entry.objects.filter(organ_id=self.organ).count()


def found(
    organ: str = ORGAN, *, name: str = "青槐街道办事处", short: str = "青槐", prefix: str = ""
) -> Office:
    """Found the office; its people hold their posts since 2024, their codes begin with ``prefix``."""
    founding.found(
        organ,
        name=name,
        short=short,
        since=date(2024, 1, 1),
        places=(NewPlace(code=f"{organ}001", name="望桥社区"), NewPlace(code=f"{organ}002", name="石磨社区")),
        people=[
            NewPerson(
                code=f"{prefix}{code}",
                name=called,
                holdings=(NewHolding(post=post, title=title, unit="司法所", place=place),),
            )
            for code, called, post, title, place in _PEOPLE
        ],
    )
    return Office(organ=organ)


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    """A data folder of the test's own: keys, evidence and papers; the tables lie elsewhere."""
    settings.FAZHI_HOME = tmp_path / "home"
    settings.FAZHI_HOME.mkdir()
    return tmp_path / "home"


@pytest.fixture
def office(db: None, home: Path) -> Office:  # noqa: ARG001 - the tables and the folder must be there
    return found()


@pytest.fixture
def shared_office(transactional_db: None, home: Path) -> Office:  # noqa: ARG001 - as above
    """The office for tests in which several write at once: what one writes is seen by the others."""
    return found()

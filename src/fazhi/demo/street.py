"""青槐街道, an invented street, and its year 2025: people, rosters, and a year that shows its figures.

Everything is data in ``street_2025``.  What takes many hands or is worth following is told by name in
``stories``, what goes on all year in ``duties``.  Every entry goes through the one door.  Nobody and nothing
in it exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from fazhi.core.journal import Actor, Event
from fazhi.core.procedure import Procedure
from fazhi.demo import old_registers
from fazhi.demo.bookkeeping import Bookkeeper
from fazhi.demo.duties import registers
from fazhi.demo.duties import telling as duties
from fazhi.demo.duties.dealing import NOW
from fazhi.demo.enact import found, missed
from fazhi.demo.names import Names
from fazhi.demo.office import Line, Moment, Office, Told
from fazhi.demo.scenario import Enacted, Progress, silently
from fazhi.demo.stories import telling, word_draft
from fazhi.demo.street_2025 import rows
from fazhi.demo.street_numbers import not_shown, numbers, targets, wrongly_counted
from fazhi.law import calendar
from fazhi.procedures import registry
from fazhi.usecases import clock, founding, sample_draft
from fazhi.usecases.founding import NewPlace

ORGAN = "990101001"
NAME = "青槐街道"
SHORT = "青槐"
YEAR = 2025
TODAY = NOW
_PART_TIME_MEDIATORS = 73
_COMMUNITY_WORKERS = 38
_AUXILIARIES = 12
_TEAM = "综合行政执法队"
_TASKS = ("巡查、劝导", "秩序维护、影像记录", "信息录入、文书传递", "车辆驾驶、装备保管")
_REGISTERED = date(2024, 12, 2)
_BEGAN = date(2025, 1, 2)


def office(*, seed: int = 1) -> Office:
    """Return the street as it stood when its year began: everyone in post, the rosters written."""
    random = Random(f"{seed}-{NAME}")  # noqa: S311 - an invented year, not a secret
    places = rows("places")
    made = Office(
        organ=ORGAN,
        year=YEAR,
        calendar=calendar(),
        random=random,
        names=Names(random),
        places=[NewPlace(code=row["code"], name=row["name"]) for row in places],
        weights=[float(row["weight"]) for row in places],
        kind="street",
    )
    for row in rows("people"):
        one = made.hire(
            *row["posts"].split(),
            title=row["title"],
            unit=row["unit"],
            place=row["place"],
            name=row["name"],
        )
        one.account = row["account"] and f"{ORGAN}-{row['account']}"
    for nth in range(_PART_TIME_MEDIATORS):
        place = places[nth % len(places)]
        made.hire("mediator_part", title="兼职人民调解员", unit=place["name"], place=place["code"])
    for nth in range(_COMMUNITY_WORKERS):
        place = places[nth % len(places)]
        made.hire("community_worker", title="社区工作者", unit=place["name"], place=place["code"])
    for place in places:
        for _ in range(int(place["grids"])):
            made.hire("grid_worker", title="网格员", unit=place["name"], place=place["code"])
    for row in rows("lawyers"):
        made.hire("counsel", title="法律顾问", unit=registers.FIRM, place=row["community"], name=row["name"])
    for _ in range(_AUXILIARIES):
        made.hire("enforce_aux", title="执法辅助人员", unit=_TEAM)
    _Rosters(made).write()
    return made


class _Rosters:
    """Writes the registers as they stood when the year began."""

    def __init__(self, made: Office) -> None:
        self.office = made
        self.minute = 9 * 60
        self.by_name = {one.name: one for one in made.people}

    def write(self) -> None:
        """Enrol units, staff, officers, committees and mediators, in this order."""
        units = self._units()
        self._staff(units)
        self._officers()
        self._mediators(self._committees())

    def _enrol(self, register: str, form: Mapping[str, Any], *, by: str, place: str = "") -> str:
        procedure: type[Procedure] = registry.procedure(register)
        step = procedure.step("enrolled")
        if step.form is None:
            raise LookupError(f"register '{register}' asks nothing")
        actor = next(one for one in self.office.people if by in one.posts)
        key = self.office.new_key()
        filled = step.form.read(form, today=_REGISTERED)
        if filled.problems:
            raise ValueError(f"{register}: {'；'.join(one.message for one in filled.problems)}")
        opened, _ = step.form.split(filled.values)
        self.minute += 1
        day = _REGISTERED + timedelta(days=self.minute // (17 * 60))
        moment = (day, 9 * 60 + self.minute % (8 * 60))
        told = Told(key, procedure, place)
        told.lines.append(
            Line(
                moment=moment,
                case=key,
                procedure=register,
                plain=Event(
                    case=key,
                    step=step.name,
                    on=day,
                    by=Actor(person=actor.code, post=by),
                    form=opened,
                    entry=1,
                ),
                form=filled.values,
                place=place,
            )
        )
        self.office.add(told)
        return key

    def _units(self) -> dict[str, str]:
        named = dict.fromkeys(row["unit"] for row in rows("people"))
        kinds = {
            "综合行政执法队": "enforcement_team",
            "司法所": "justice_office",
            "便民服务中心": "institution",
        }
        communities = {row["name"]: row for row in rows("places")}
        outside = ("调解", "区司法局", "领导班子")
        units = {}
        for name in named:
            if name not in communities and not any(word in name for word in outside):
                kind = kinds.get(name, "internal_office")
                units[name] = self._enrol("org_unit", {"name": name, "unit_kind": kind}, by="doc_officer")
        for name, row in communities.items():
            form = {
                "name": name,
                "unit_kind": f"community/{row['kind']}",
                "place": row["code"],
                "population": row["residents"],
                "households": row["households"],
                "area": row["area"],
            }
            units[name] = self._enrol("org_unit", form, by="doc_officer", place=row["code"])
        return units

    def _staff(self, units: Mapping[str, str]) -> None:
        for row in rows("people"):
            if row["unit"] not in units and row["unit"] != "领导班子":
                continue
            if row["place"]:
                continue
            person = self.by_name[row["name"]]
            reviewer = "legal_reviewer" in row["posts"]
            form = {
                "person": person.code,
                "name": person.name,
                "sex": self.office.random.choice(("男", "女")),
                "department": units.get(row["unit"], units["党政综合办公室"]),
                "post": row["title"],
                "employment": "administrative" if row["unit"] == "领导班子" else "institution",
                "legal_qualification": row["qualified"],
                "review_post": "yes" if reviewer else "no",
                "law_post": "yes" if row["unit"] == "司法所" or reviewer else "no",
                "since": "2020-03-01",
            }
            self._enrol("staff", form, by="doc_officer")

    def _officers(self) -> None:
        serial = 0
        for row in rows("people"):
            if row["certified"] != "yes" and row["unit"] != _TEAM:
                continue
            person = self.by_name[row["name"]]
            form: dict[str, Any] = {
                "person": person.code,
                "role": "officer",
                "post": row["title"],
                "employment": "institution" if row["unit"] == _TEAM else "administrative",
                "team": "yes" if row["unit"] == _TEAM else "no",
                "required": "yes",
                "certified": row["certified"],
                "on_loan": "no",
            }
            if row["certified"] == "yes":
                serial += 1
                form |= {
                    "certificate_no": f"拟990101{serial:04}",
                    "issuer": "拟州市人民政府",
                    "field": ["comprehensive"],
                    "area": "云汀区青槐街道",
                    "issued": "2023-05-10",
                    "valid_until": "2028-05-09",
                    "certificate_state": "valid",
                    "published": "yes",
                }
            self._enrol("enforcement_officer", form, by="enforce_clerk")
        for nth, one in enumerate(self.office.holders(("enforce_aux",))):
            aux = {
                "person": one.code,
                "role": "auxiliary",
                "post": "执法辅助人员",
                "employment": "contract",
                "team": "no",
                "task": _TASKS[nth % len(_TASKS)],
                "contract_until": "2026-12-31",
            }
            self._enrol("enforcement_officer", aux, by="enforce_clerk")

    def _committees(self) -> dict[str, str]:
        found: dict[str, str] = {}
        listed = [("街道人民调解委员会", "street", ""), ("派驻派出所调解室", "stationed", "")]
        listed += [(row["name"], "community", row["code"]) for row in rows("places")]
        for nth, (name, kind, place) in enumerate(listed, start=1):
            called = name if kind != "community" else f"{name}人民调解委员会"
            form = {
                "name": called,
                "committee_kind": kind,
                "founded_on": "2021-04-20",
                "term_from": "2024-04-20",
                "term_ends": "2027-04-19",
                "members": 5,
                "women": 2,
                "address": f"青槐路{nth}号",
                "phone": f"1008{nth:07}",
                "seal": "yes",
            }
            if place:
                form["community"] = place
            found[name] = self._enrol("mediation_committee", form, by="mediation_guide", place=place)
        return found

    def _mediators(self, committees: Mapping[str, str]) -> None:
        grades = iter(["first"] + ["second"] * 4 + ["third"] * 11 + ["fourth"] * 19)
        mediators = [one for one in self.office.people if {"mediator_full", "mediator_part"} & set(one.posts)]
        for nth, one in enumerate(mediators):
            full = "mediator_full" in one.posts
            form = {
                "person": one.code,
                "name": one.name,
                "sex": self.office.random.choice(("男", "女")),
                "phone": f"100{nth:08}",
                "employment": "full_time" if full else "part_time",
                "committee": committees[one.unit],
                "post": "chair" if "committee_chair" in one.posts else "mediator",
                "chosen_by": "hired" if full else "elected",
                "fit": "yes",
                "term_from": "2024-04-20",
                "term_ends": "2027-04-19",
            }
            if grade := next(grades, None):
                form["grade"] = grade
            self._enrol("mediator", form, by="mediation_guide", place=one.place)


def _year_before(lived: Office, keeper: Bookkeeper) -> Iterator[tuple[Moment, Callable[[], None]]]:
    """Bring the figures of the year before forward, on the first working day of the year."""
    before = YEAR - 1
    begun = [one for one in lived.cases.values() if one.lines[0].moment[0].year == before]
    counted = [
        one for told in begun if told.procedure.kind != "register" for one in telling.postings(lived, told)
    ]
    figures = old_registers.less(old_registers.read(rows("figures_2024")), counted, year=before)
    head = next(one.code for one in lived.people if "office_head" in one.posts)
    yield from old_registers.acts(figures, year=before, began=_BEGAN, clerk=lambda: keeper.clerk(head))


def whole_year(*, seed: int = 1) -> Office:
    """Return the street with its whole year told by name, before anything of it is written down."""
    lived, wanted = office(seed=seed), targets()
    told = [telling.tell(lived, wanted, seed=seed), duties.tell(lived, wanted, seed=seed)]
    for stories in told:
        stories.join(lived, short=SHORT)
    return lived


def enact(*, seed: int = 1, progress: Progress = silently) -> Enacted:
    """Found the street and let it live through its year; its clock then stands on 15 January 2026.

    Raises:
        FoundingError: the street is there already.

    """
    founding.refuse_taken(ORGAN, name=NAME)
    wanted, thought = targets(), numbers()
    progress("述说一年的工作")
    lived = whole_year(seed=seed)
    found(lived, name=NAME, short=SHORT)
    lines = [line for told in lived.cases.values() for line in told.lines]
    keeper = Bookkeeper(lived, seed=seed, by_the_dozen=duties.BY_THE_DOZEN)
    keeper.besides.extend(_year_before(lived, keeper))
    entries = keeper.write(lines, progress=lambda done, of: progress(f"记入账簿 {done}/{of}"))
    clock.move_to(clock.noon(TODAY, hour=9))
    draft = word_draft.written(ORGAN, YEAR)
    sample_draft.lay_down(draft, organ=ORGAN, year=YEAR)
    return Enacted(
        organ=ORGAN,
        cases=len(lived.cases),
        entries=entries,
        corrected=keeper.corrected,
        skipped=(),
        missed=(
            *missed(ORGAN, YEAR, wanted),
            *not_shown(ORGAN, YEAR, thought),
            *wrongly_counted(lived, thought),
        ),
    )

"""The mediations of the year: where they come from, how they are talked over, agreed on and kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from fazhi.demo import wording
from fazhi.demo.duties import mediation_words as words
from fazhi.demo.duties.dealing import NOW, Dealer
from fazhi.demo.duties.mediation_days import Span, settle_on, spans
from fazhi.demo.duties.mediation_sums import sums
from fazhi.demo.stories.penalty_case import party
from fazhi.demo.stories.script import Tale

_ENDINGS = ("settled", "failed", "withdrawn")
#: In each month, how many come to nothing; of these so many are withdrawn.
_FAILED = dict(enumerate((0, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 2), start=1))
_WITHDRAWN = 4
_WORTH = 5_846_000
_MEDIAN_DAYS, _NINE_TENTHS = 4, 21
#: Of those written down so many are not due yet, so many are not kept.
_NOT_DUE, _NOT_KEPT = 12, 4
#: Of a hundred mediations so many take one session, so many two; the others three.
_ONE, _TWO = 62, 27
#: How many of the cases the police hand over are mediated in the room at the station.
_AT_THE_STATION = 49
_STREET, _STATION = ("万和平", "成礼", "贺顺"), ("时宁远", "丁如意")
_COURT = "云汀区人民法院"
_ADMITTED_WITHIN = 3
"""The court is seldom slower to take an application on, in days."""


@dataclass(slots=True)
class Matter:
    """One matter that is mediated: where it comes from, what about, how it ends."""

    kind: str
    source: str
    place: str
    span: Span
    committee: str = "community"
    amount: int = 0
    written: bool = False
    sessions: int = 1
    people: int = 2
    kept: str = "full"
    confirmed: bool = False
    ending: str = "settled"
    origin: Tale | None = None
    kit: Mapping[str, Any] = field(default_factory=dict)
    said: wording.Said | None = None


def matters(dealer: Dealer) -> list[Matter]:
    """Return the mediations that the figures ask for and no story tells, in order of time."""
    left = dealer.less_told("mediation")
    told = list(_told(dealer))
    failed = Counter(_FAILED)
    settled = left.months("mediation.settled")
    found = spans(left, left.months("mediation.cases"), settled, failed)
    working = {day for month in settled for day in dealer.working_days(month)}
    days = [days for days, _, _ in told]
    settle_on(found, days, working=working, median=_MEDIAN_DAYS, most=_NINE_TENTHS)
    made = _made(left, found)
    _withdrawn(left, made)
    agreed = [one for one in made if one.ending == "settled"]
    amounts = sums(left, [one.kind for one in agreed], [(kind, sum_) for _, kind, sum_ in told], _WORTH)
    for one, amount in zip(agreed, amounts, strict=True):
        one.amount = amount
    _written(left, agreed)
    _sessions(left, made)
    _people(left, made)
    return made


def _told(dealer: Dealer) -> Iterator[tuple[int, str, int]]:
    """Yield (days, kind, amount) of what stories tell of the year's mediations."""
    office = dealer.script.office
    for key in office.of.get("mediation", ()):
        steps = {line.plain.step: line for line in office.cases[key].lines}
        end = next((steps[one] for one in _ENDINGS if one in steps), None)
        if end is not None and end.plain.on.year == dealer.year:
            record = office.standing_record(key)
            days = (end.plain.on - steps["accepted"].plain.on).days
            yield days, str(record["dispute_type"]), int(float(end.form.get("amount") or 0))


def _made(left: Dealer, found: Sequence[Span]) -> list[Matter]:
    """Deal sources and kinds out: what the police hand over is of other kinds than what courts do."""
    pool = Counter(left.slices("mediation.cases", "dispute_type"))
    sources = Counter(left.slices("mediation.cases", "source"))
    police = left.months("mediation.police_cases")
    handed: list[tuple[str, str]] = []
    for source, kinds in words.HANDED_OVER.items():
        handed += [(source, kind) for kind, number in kinds.items() for _ in range(number)]
        pool.subtract(kinds)
    if min(pool.values()) < 0:
        raise ValueError(f"more of a kind is handed over than there is: {pool}")
    own = left.dealt({one: sources[one] for one in ("proactive", "applied")})
    pairs = list(zip(own, left.dealt(+pool), strict=True))
    by_police = [pair for pair in handed if pair[0] == "entrusted/police"]
    others = [*pairs, *(pair for pair in handed if pair not in by_police)]
    left.random.shuffle(by_police)
    left.random.shuffle(others)
    made = []
    for month in range(1, 13):
        of_month = [one for one in found if one.accepted.month == month]
        from_police = set(left.random.sample(range(len(of_month)), police[month]))
        for nth, span in enumerate(of_month):
            source, kind = (by_police if nth in from_police else others).pop()
            made.append(
                Matter(kind=kind, source=source, place=left.place(words.MORE.get(kind, ())), span=span)
            )
    _own_that_fail(left, made)
    _committees(left, made)
    return made


def _own_that_fail(left: Dealer, made: Sequence[Matter]) -> None:
    """Let none fail that came from a dispute: what is found and referred is settled; swap with others."""
    direct = words.DIRECT
    count = Counter(one.source for one in made)
    applied = [one for one in made if one.source == "applied"]
    left.random.shuffle(applied)
    for one in applied[: count["applied"] - words.FROM_DISPUTES["applied"]]:
        one.source = direct
    able = [one for one in made if one.source == direct or one.source.startswith("entrusted")]
    for one in made:
        if one.span.succeeds or one in able:
            continue
        other = next(
            two for two in able if two.span.succeeds and two.span.accepted.month == one.span.accepted.month
        )
        one.span, other.span = other.span, one.span
    for one in made:
        one.ending = "settled" if one.span.succeeds else "failed"


def _committees(left: Dealer, made: Sequence[Matter]) -> None:
    wanted = left.slices("mediation.cases", "committee_kind")
    police = [one for one in made if one.source == "entrusted/police"]
    for one in police[:_AT_THE_STATION]:
        one.committee = "stationed"
    grave = ("labour", "contract_dispute", "expropriation", "medical", "traffic", "house_homestead")
    rest = [one for one in made if one.committee == "community"]
    first = [one for one in rest if one.source in ("entrusted/court", "entrusted/petition")]
    second = [one for one in rest if one.kind in grave and one not in first]
    third = [one for one in rest if one not in first and one not in second]
    for one in [*first, *second, *third][: wanted["street"]]:
        one.committee = "street"


def _withdrawn(left: Dealer, made: Sequence[Matter]) -> None:
    failed = [one for one in made if one.ending == "failed"]
    for one in left.random.sample(failed, _WITHDRAWN):
        one.ending = "withdrawn"


def _written(left: Dealer, agreed: Sequence[Matter]) -> None:
    """Write down what is worth most, and much else; deal out how it is kept and what the court confirms."""
    number = left.total("mediation.written_agreements")
    ranked = sorted(agreed, key=lambda one: one.amount * left.random.uniform(0.2, 1.8), reverse=True)
    written = ranked[:number]
    for one in written:
        one.written = True
    late = [one for one in written if one.span.ended >= date(left.year, 10, 9) and one.amount]
    for one in left.random.sample(late, _NOT_DUE):
        one.kept = "not_due"
    due = [
        one
        for one in written
        if one.kept == "full"
        and one.amount
        and date(left.year, 4, 1) < one.span.ended < date(left.year, 11, 1)
    ]
    for one in left.random.sample(due, _NOT_KEPT):
        one.kept = "none"
    able = [one for one in written if one.kept == "full" and one.span.ended < date(left.year, 10, 20)]
    for one in sorted(able, key=lambda one: -one.amount)[: left.total("mediation.confirmed")]:
        one.confirmed = True


def _sessions(left: Dealer, made: Sequence[Matter]) -> None:
    ranked = sorted(made, key=lambda one: one.span.days + left.random.random() * 3)
    whole = len(ranked)
    for nth, one in enumerate(ranked):
        part = nth * 100 / whole
        one.sessions = 1 if part < _ONE else 2 if part < _ONE + _TWO else 3


def _people(left: Dealer, made: Sequence[Matter]) -> None:
    more = left.total("mediation.parties") - 2 * len(made)
    many = [one for one in made if one.kind in ("property_management", "labour", "marriage_family")]
    while more > 0:
        one = left.random.choice(many)
        step = min(more, left.random.choice((1, 1, 2)))
        one.people += step
        more -= step


# Telling one ---------------------------------------------------------------------------------------


class Mediations:
    """Tells mediations step by step."""

    def __init__(self, dealer: Dealer) -> None:
        self.dealer = dealer
        self.script = dealer.script
        self.random = dealer.random
        office = dealer.script.office
        committees = office.of["mediation_committee"]
        self.committees = {"street": committees[0], "stationed": committees[1]}
        self.committees |= {one.code: key for one, key in zip(office.places, committees[2:], strict=True)}
        self.mediators = {
            one.code: [
                who.name for who in office.people if "mediator_part" in who.posts and who.place == one.code
            ]
            for one in office.places
        }
        self.refs = 0

    def words(self, one: Matter) -> None:
        """Find the words of a matter."""
        place = next(of.name for of in self.script.office.places if of.code == one.place)
        record = {"dispute_type": one.kind}
        one.kit = {
            **wording.common("mediation"),
            **wording.matter("mediation", record, self.random),
        }
        one.said = wording.Said(wording.slots(place, one.span.accepted, self.random), self.random)
        one.said.slots |= {"amount": str(one.amount or ""), "m": str(max(one.people - 1, 1))}

    def text(self, one: Matter, name: str) -> str:
        """Return what is said of a matter under a name."""
        if one.said is None:
            raise LookupError("no words were found for it")
        return one.said.text(one.kit, name)

    def who(self, one: Matter) -> str:
        """Return who mediates."""
        if one.committee == "street":
            return self.random.choice(_STREET)
        if one.committee == "stationed":
            return self.random.choice(_STATION)
        return self.random.choice(self.mediators[one.place])

    def tell(self, one: Matter) -> Tale:
        """Tell a mediation from its registration to the file."""
        if one.said is None:
            self.words(one)
        by = self.who(one)
        case = self._begun(one, by)
        self._talked(case, one, by)
        if one.ending == "settled":
            self._agreed(case, one, by)
        else:
            self._came_to_nothing(case, one, by)
        return case.end()

    def _begun(self, one: Matter, by: str) -> Tale:
        on = one.span.accepted
        kind = one.committee
        more = self._referred_by(one)
        parties = self._parties(one)
        worth = one.amount or (round(self.random.uniform(8, 90)) * 100 if one.ending != "settled" else 0)
        claims = {"amount_claimed": round(worth * self.random.uniform(1.0, 1.6) / 100) * 100} if worth else {}
        source = "applied" if one.source == words.DIRECT else one.source
        case = self.script.open(
            "mediation",
            "registered",
            on,
            by,
            place=one.place,
            origin=one.origin,
            committee=self.committees[one.place if kind == "community" else kind],
            committee_kind=kind,
            source=source,
            dispute_type=one.kind,
            parties=parties,
            people_involved=one.people,
            summary=self.text(one, "summary"),
            scene=self.text(one, "scene"),
            complexity=self._complexity(one),
            refused_by_a_party="no",
            **claims,
            **more,
        )
        full = by in (*_STREET, *_STATION)
        invited: dict[str, Any] = {}
        if self.random.random() < 0.25:
            invited["invited"] = self.random.choice(words.INVITED)
        return case.do(
            "accepted",
            on,
            by,
            mediators=self.script.codes(by),
            mediator_role="full_time" if full else "part_time",
            mode="online" if self.random.random() < 0.06 else "joint" if one.sessions > 2 else "on_site",
            rights_told="yes",
            **invited,
        )

    def _referred_by(self, one: Matter) -> dict[str, Any]:
        self.refs += 1
        on = one.span.accepted
        if one.source == "entrusted/court":
            return {
                "court_stage": "before_filing",
                "source_ref": f"（{on.year}）拟9901民前调{self.refs + 200}号",
            }
        if one.source == "entrusted/police":
            return {"source_ref": f"警情{on:%Y%m%d}{self.random.randint(1, 90):03}"}
        return {}

    def _complexity(self, one: Matter) -> str:
        if one.amount >= 100_000 or one.sessions > 2:
            return "difficult"
        return "ordinary" if one.amount >= 3_000 or one.sessions > 1 else "simple"

    def _parties(self, one: Matter) -> list[dict[str, Any]]:
        firm = one.said.slots["firm"] if one.said else ""
        other = words.AGAINST.get(one.kind, "individual")
        name = words.KNOWN_FIRMS.get((one.kind, one.place), firm) if other == "enterprise" else ""
        if other == "sole_trader":
            name = self.script.names.firm().removeprefix("拟州").removesuffix("有限公司")
            name = name if name.endswith(("商行", "店")) else f"{name}店"
        respondent = party(self.script, other, name=name)
        return [
            party(self.script, "individual") | {"role": "applicant"},
            respondent | {"role": "respondent"},
        ]

    def _talked(self, case: Tale, one: Matter, by: str) -> None:
        since, until = one.span.accepted, one.span.ended
        days = self.script.between(since, until)
        early = sorted(self.random.choices(days[:-1] or days, k=one.sessions - 1))
        where = {
            "street": "街道人民调解委员会调解室",
            "stationed": "派出所调解室",
            "community": f"{self.dealer.name(one.place)}社区调解室",
        }[one.committee]
        for nth, on in enumerate([*early, until]):
            last = nth == len(early)
            result = (
                ("near" if one.ending == "settled" else "stuck")
                if last
                else self.random.choice(("going_on", "stuck"))
            )
            at_home = one.kind in ("marriage_family", "neighbour") and self.random.random() < 0.3
            case.do(
                "mediated",
                on,
                by,
                session_place=self.random.choice(words.AT_HOME) if at_home else where,
                presents=self.random.choice(words.PRESENT),
                talk=self._talk(last=last, ended=one.ending == "settled"),
                session_result=result,
            )

    def _talk(self, *, last: bool, ended: bool) -> str:
        choose = self.random.choice
        end = words.TALK_AGREED if last and ended else words.TALK_STUCK if last else words.TALK_ON
        return f"{choose(words.TALK_FIRST)}；{choose(words.TALK_THEN)}；{choose(end)}。"

    def _agreed(self, case: Tale, one: Matter, by: str) -> None:
        on = one.span.ended
        form = self._performance(one, on)
        if one.said is not None and (until := form.get("perform_by")):
            one.said.slots["later"] = f"{until.month}月{until.day}日"
        elif one.said is not None:
            soon = self.script.working(on, 3)
            one.said.slots["later"] = f"{soon.month}月{soon.day}日"
        owed = one.kind == "labour" and any(word in self.text(one, "summary") for word in ("欠", "工资"))
        if owed:
            form["wages"] = one.amount
        if one.written:
            form |= {"copies": 3 + (one.people > 2)}
        if one.amount >= 100_000 or one.people > 4:
            form |= {"prevented": ["petition"], "prevented_people": one.people}
        case.do(
            "settled",
            on,
            by,
            form="written" if one.written else "oral",
            facts=self.text(one, "facts"),
            terms=self._terms(one, form),
            amount=one.amount,
            **form,
        )
        self._kept(case, one, by, form)

    def _terms(self, one: Matter, form: Mapping[str, Any]) -> str:
        """Return what is agreed on: at once where it is done at once, in parts where it is paid so."""
        terms = self.text(one, "terms")
        later = one.said.slots["later"] if one.said else ""
        if form["performance"] == "at_once":
            for before, now in (
                (f"于{later}前付清", "当场付清"),
                (f"于{later}前", "当日"),
                (f"{later}前", "当日"),
            ):
                terms = terms.replace(before, now)
        parts = [
            f"{row['due'].month}月{row['due'].day}日前付{row['instalment']}元"
            for row in form.get("instalments", ())
        ]
        return f"{terms}分期给付：{'，'.join(parts)}。" if parts else terms

    def _performance(self, one: Matter, on: date) -> dict[str, Any]:
        """Return how an agreement is to be kept."""
        random = self.random
        if not one.written:
            return {"performance": "at_once"}
        if one.kept == "full" and not one.confirmed and random.random() < 0.2:
            return {"performance": "at_once"}
        if one.kept == "not_due":
            until = date(self.dealer.year + 1, random.randint(2, 6), random.choice((10, 15, 20, 28)))
        elif one.kept == "none":
            until = on + timedelta(days=random.randint(25, 50))
        else:
            until = min(on + timedelta(days=random.randint(7, 45)), date(self.dealer.year + 1, 1, 12))
            until = max(until, self.script.working(on, 1))
            if one.confirmed:  # there is time for the court to rule first
                until = max(until, on + timedelta(days=40))
        found: dict[str, Any] = {"performance": "by_date", "perform_by": until}
        if one.amount >= 20_000 and (until - on).days > 12 and random.random() < 0.5:
            half = one.amount // 200 * 100
            first = on + (until - on) / 2
            found |= {
                "performance": "instalments",
                "instalments": [
                    {"due": first, "instalment": half},
                    {"due": until, "instalment": one.amount - half},
                ],
            }
        return found

    def _kept(self, case: Tale, one: Matter, by: str, form: Mapping[str, Any]) -> None:
        """Tell how the agreement was kept, visited and filed."""
        random, on = self.random, one.span.ended
        if one.confirmed:
            on = self._confirmed(case, on, by)
        if one.kept == "full":
            if one.written and form["performance"] != "at_once":
                days = self.script.between(on, min(form["perform_by"], NOW))
                on = random.choice(days[len(days) // 2 :]) if days else on
            how = words.PAID if one.amount else words.DONE
            case.do(
                "performed",
                max(on, case.moment[0]),
                by,
                performed_how="full",
                performed_note=random.choice(how),
            )
        if one.written:
            later = (
                case.moment[0]
                if one.kept == "full"
                else min(form["perform_by"], date(self.dealer.year, 12, 20))
            )
            visited = min(max(self.script.working(later, random.randint(2, 9)), case.moment[0]), NOW)
            self._visited(case, one, by, visited)
        if one.kept == "full":
            self._filed(case, one)

    def _visited(self, case: Tale, one: Matter, by: str, on: date) -> None:
        random = self.random
        rated = one.kept == "full" and random.random() < 0.85
        said = {"full": words.VISITED, "not_due": words.NOT_DUE, "none": words.NOT_KEPT}[one.kept]
        satisfied = random.choices(("satisfied", "fairly", "dissatisfied"), (80, 18, 2))[0]
        more: dict[str, Any] = {"satisfaction": satisfied} if rated else {}
        case.do(
            "followed_up",
            on,
            by,
            visit_way=random.choice(("phone", "phone", "home")),
            visit_performance=one.kept,
            rated="yes" if rated else "no",
            visit_note=random.choice(said),
            **more,
        )

    def _confirmed(self, case: Tale, on: date, by: str) -> date:
        applied = self.script.working(on, self.random.randint(2, 9))
        case.do("applied", applied, by, court=_COURT, joint="yes")
        soon = self.script.working(applied, 1)
        admitted = soon if (soon - applied).days <= _ADMITTED_WITHIN else applied
        case.do("admitted", admitted, by)
        ruled = self.script.working(admitted, self.random.randint(4, 8))
        self.refs += 1
        number = f"云汀法民特〔{ruled.year}〕{self.refs}号"
        case.do("confirmed", ruled, by, confirmation="confirmed", ruling_no=number)
        return ruled

    def _came_to_nothing(self, case: Tale, one: Matter, by: str) -> None:
        on = one.span.ended
        if one.ending == "withdrawn":
            note = self.random.choice(words.WITHDRAWN)
            case.do("withdrawn", on, by, withdrawn_by="applicant", withdraw_note=note)
        else:
            ways = ["arbitration"] if one.kind == "labour" else ["court"]
            case.do("failed", on, by, fail_reason=self.text(one, "fail_reason"), referred_to=ways)
        self._filed(case, one)

    def _filed(self, case: Tale, one: Matter) -> None:
        on = self.script.working(case.moment[0], self.random.randint(1, 9))
        if on > NOW:
            return
        by = "康景行" if one.committee != "community" else self.dealer.secretary(one.place)
        retention = "long" if one.written else "short"
        case.do("archived", on, by, volumes=1, retention=retention)

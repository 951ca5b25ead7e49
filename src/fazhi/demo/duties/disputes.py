"""Disputes found in the year, in weekly rounds and otherwise, and what becomes of them; the mediations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from fazhi.demo import wording
from fazhi.demo.duties import dispute_words as words
from fazhi.demo.duties.dealing import NOW, Dealer, at
from fazhi.demo.duties.mediation_words import FROM_DISPUTES, MORE
from fazhi.demo.duties.mediations import Matter, Mediations, matters
from fazhi.demo.stories.script import Tale

_PEACE, _HEAD, _GRID = "罗归鸿", "秦牧川", "齐朝阳"
_HOTLINE, _DEPUTY = "柳含章", "梁以宁"
#: What becomes of those that are not mediated.
_ON_THE_SPOT, _TRACKED = 127, 33
#: How many orders of the 12345 line come straight to mediation.
_ORDERS_MEDIATED = 9
_WEEKS = 52


@dataclass(slots=True)
class _Dispute:
    """One dispute: when and where it was found, about what, how grave, what becomes of it."""

    on: date
    kind: str
    place: str
    end: str
    source: str = "grid"
    risk: str = "yellow"
    matter: Matter | None = None
    origin: Tale | None = None
    about: str = ""
    text: str = ""
    round: Tale | None = field(default=None)


def tell(dealer: Dealer) -> None:
    """Tell the rounds, the disputes they find, and the mediations of the year."""
    mediated = matters(dealer)
    orders = _Orders(dealer)
    for one in [one for one in mediated if one.source == "entrusted/hotline"][:_ORDERS_MEDIATED]:
        _from_an_order(one, orders)
    found = _disputes(dealer, mediated, orders)
    rounds = _Rounds(dealer, found)
    rounds.tell()
    mediations = Mediations(dealer)
    disputes = _Telling(dealer, mediations)
    whole: list[tuple[date, int, Any]] = [(one.on, 0, one) for one in found]
    whole += [(one.span.accepted, 1, one) for one in mediated if _direct(one)]
    for _, _, one in sorted(whole, key=lambda each: each[:2]):
        if isinstance(one, _Dispute):
            disputes.tell(one)
        else:
            mediations.tell(one)


def _direct(one: Matter) -> bool:
    return one.source not in FROM_DISPUTES


# What there is ------------------------------------------------------------------------------------


class _Orders:
    """The orders of the 12345 line that a dispute may come from: on the day on which they were handled."""

    def __init__(self, dealer: Dealer) -> None:
        self.dealer = dealer
        office = dealer.script.office
        self.by_month: dict[int, list[tuple[date, str, str]]] = defaultdict(list)
        for key in office.of.get("hotline_order", ()):
            told, record = office.cases[key], office.standing_record(key)
            line = told.first("handled")
            kind = words.OF_TOPIC.get(str(record.get("topic")))
            asked = record.get("order_kind") in ("help", "complaint")
            if line and kind and asked and line.plain.on.year == dealer.year:
                self.by_month[line.plain.on.month].append((line.plain.on, key, kind))
        for found in self.by_month.values():
            dealer.random.shuffle(found)

    def take(
        self, month: int, *, kinds: Sequence[str] = (), until: date | None = None
    ) -> tuple[date, str, str]:
        """Take one of a month, of the first of these kinds that there is.

        Raises:
            LookupError: there is none.

        """
        for kind in kinds or ("",):
            for one in self.by_month[month]:
                if kind in ("", one[2]) and (until is None or one[0] <= until):
                    self.by_month[month].remove(one)
                    return one
        raise LookupError(f"no order of month {month}")

    def origin(self, key: str) -> Tale:
        """Return an order as what something comes from."""
        return Tale.after(self.dealer.script, self.dealer.script.office.cases[key], "handled")


def _from_an_order(one: Matter, orders: _Orders) -> None:
    """Let a mediation come from an order that was handled in the days before, where it was."""
    on = one.span.accepted
    try:
        day, key, _ = orders.take(on.month, kinds=(one.kind,), until=on)
    except LookupError:
        return
    if day <= on:
        one.origin = orders.origin(key)
        one.place = one.origin.told.place


def _disputes(dealer: Dealer, mediated: Sequence[Matter], orders: _Orders) -> list[_Dispute]:
    left = dealer.less_told("dispute")
    months = Counter(left.months("dispute.found"))
    found = []
    for one in mediated:
        if not _direct(one):
            on = _before(dealer, one.span.accepted, months)
            months[on.month] -= 1
            found.append(_Dispute(on=on, kind=one.kind, place=one.place, end="mediation", matter=one))
    transferred = left.total("dispute.transferred")
    ends = left.dealt({"on_spot": _ON_THE_SPOT, "transferred": transferred, "tracked": _TRACKED})
    if sum(months.values()) != len(ends) or min(months.values()) < 0:
        raise ValueError(f"{len(ends)} disputes more for {months}")
    for on, end in zip(left.days(+months), ends, strict=True):
        kinds = words.KINDS[end]
        kind = left.random.choices(list(kinds), list(kinds.values()))[0]
        found.append(_Dispute(on=on, kind=kind, place=left.place(MORE.get(kind, ())), end=end))
    _sources(left, found, orders)
    _risks(left, found)
    return sorted(found, key=lambda one: one.on)


def _before(dealer: Dealer, accepted: date, months: Mapping[int, int]) -> date:
    """Return the day on which what is then mediated was found: a few days before, in the year."""
    since = max(accepted - timedelta(days=6), date(dealer.year, 1, 2))
    days = dealer.script.between(since, accepted)
    able = [day for day in days[-4:] if months.get(day.month, 0) > 0] or [days[-1]]
    return dealer.random.choice(able)


def _sources(left: Dealer, found: Sequence[_Dispute], orders: _Orders) -> None:
    """Deal out who found them; those from the 12345 line come from an order, on the day it was handled."""
    wanted = Counter(left.slices("dispute.found", "source"))
    mixed = left.random.sample(list(found), len(found))
    hotline = wanted.pop("hotline")
    for one in [one for one in mixed if one.end == "on_spot"]:
        if hotline == 0:
            break
        day, key, kind = orders.take(one.on.month)
        one.origin, one.on, one.kind, one.source = orders.origin(key), day, kind, "hotline"
        record = left.script.office.standing_record(key)
        first = left.script.office.cases[key].lines[0]
        one.place, one.about, one.text = (
            one.origin.told.place,
            str(record["subject"]),
            str(first.form["text"]),
        )
        if one.kind == "neighbour" and not any(word in one.about for word in words.OF_NEIGHBOURS):
            one.kind = "property_management"
        hotline -= 1
    rest = [one for one in mixed if one.source != "hotline"]
    police = [one for one in rest if one.kind in ("neighbour", "marriage_family", "damage", "traffic")]
    for one in police[: wanted["police"]]:
        one.source = "police"
    others = [one for one in rest if one.source != "police"]
    del wanted["police"]
    for one, source in zip(others, left.dealt(wanted), strict=True):
        one.source = source


def _risks(left: Dealer, found: Sequence[_Dispute]) -> None:
    """The gravest are those about wages, land and many people; what is settled on the spot is slight."""
    wanted = Counter(left.slices("dispute.found", "risk"))
    ranked = sorted(
        [one for one in found if one.end != "on_spot"],
        key=lambda one: (_weight(one), left.random.random()),
        reverse=True,
    )
    for one in ranked[: wanted["red"]]:
        one.risk = "red"
    for one in ranked[wanted["red"] : wanted["red"] + wanted["orange"]]:
        one.risk = "orange"


def _weight(one: _Dispute) -> int:
    amount = one.matter.amount if one.matter else 0
    return (amount > 60_000) * 4 + (one.kind in ("expropriation", "labour")) * 2 + (one.end == "tracked")


# Rounds -------------------------------------------------------------------------------------------


class _Rounds:
    """Tells the rounds: every community each Monday, the street each month, and before holidays."""

    def __init__(self, dealer: Dealer, found: Sequence[_Dispute]) -> None:
        self.dealer = dealer
        self.script = dealer.script
        self.found = found

    def tell(self) -> None:
        """Tell every round, with what was found in it."""
        monday = date(self.dealer.year, 1, 6)
        mondays = [monday + timedelta(days=7 * nth) for nth in range(_WEEKS)]
        days = [self.script.working(day) for day in mondays]
        for nth, on in enumerate(days):
            until = days[nth + 1] if nth + 1 < len(days) else date(self.dealer.year + 1, 1, 1)
            for place in self.script.office.places:
                of_it = [
                    one
                    for one in self.found
                    if one.place == place.code and one.source == "grid" and on <= one.on < until
                ]
                self._weekly(on, mondays[nth], place.code, of_it)
        for month in range(1, 13):
            on = self.dealer.working_days(month)[-3]
            self._street(on, "monthly", f"青槐街道{month}月矛盾纠纷集中排查", on.replace(day=1))
        for on, kind, name in words.ROUNDS:
            self._street(on, kind, name, on - timedelta(days=6))

    def _weekly(self, on: date, monday: date, place: str, found: Sequence[_Dispute]) -> None:
        random = self.dealer.random
        name = self.dealer.name(place)
        week = (monday.day - 1) // 7 + 1
        case = self.dealer.case("screening_round", place=place).do(
            "held",
            on,
            self.dealer.secretary(place),
            name=f"{name}社区{monday.month}月第{'一二三四五'[week - 1]}周矛盾纠纷排查",
            round_kind="weekly",
            organiser="community",
            period_from=on,
            period_to=max(monday + timedelta(days=6), on),
            area=f"{name}社区各网格",
            screeners=random.randint(5, 10),
            households=random.randint(40, 130),
            finds=len(found),
            nil_report="no" if found else "yes",
        )
        for one in found:
            one.round = case
        case.do("recorded", on, self.dealer.secretary(place), analysed="no").end()

    def _street(self, on: date, kind: str, name: str, since: date) -> None:
        random = self.dealer.random
        number = sum(since <= one.on <= on for one in self.found)
        case = self.dealer.case("screening_round").do(
            "held",
            on,
            _PEACE,
            name=name,
            round_kind=kind,
            organiser="street",
            period_from=since,
            period_to=on,
            area="全街道各社区、各网格",
            screeners=random.randint(60, 90),
            households=random.randint(900, 2_400),
            finds=number,
            nil_report="no" if number else "yes",
        )
        kinds = Counter(one.kind for one in self.found if since <= one.on <= on).most_common(2)
        most = "、".join(words.CALLED[kind] for kind, _ in kinds) or "邻里"
        case.do(
            "recorded",
            on,
            _PEACE,
            analysed="yes",
            attendees=random.randint(14, 22),
            analysis=f"排查线索{number}件，{most}类居多；{random.choice(words.ANALYSES)}。",
        ).end()


# Telling one --------------------------------------------------------------------------------------


class _Telling:
    """Tells disputes step by step."""

    def __init__(self, dealer: Dealer, mediations: Mediations) -> None:
        self.dealer = dealer
        self.script = dealer.script
        self.random = dealer.random
        self.mediations = mediations
        self.grid = {
            one.code: [
                who.name
                for who in self.script.office.people
                if who.place == one.code and {"grid_worker", "community_worker"} & set(who.posts)
            ]
            for one in self.script.office.places
        }

    def tell(self, one: _Dispute) -> None:
        """Tell a dispute to where it stands."""
        if one.matter is not None:
            self.mediations.words(one.matter)
            kit, said = one.matter.kit, one.matter.said
        else:
            kit, said = self._words(one)
        if said is None:
            raise LookupError("no words were found for it")
        case = self._registered(one, kit, said)
        if one.end == "on_spot":
            self._on_the_spot(case, one, kit, said)
            return
        self._assigned(case, one)
        {"mediation": self._mediated, "transferred": self._transferred, "tracked": self._tracked}[one.end](
            case, one
        )

    def _words(self, one: _Dispute) -> tuple[Mapping[str, Any], wording.Said]:
        place = next(of.name for of in self.script.office.places if of.code == one.place)
        kit = {
            **wording.common("dispute"),
            **wording.matter("dispute", {"dispute_type": one.kind}, self.random),
        }
        said = wording.Said(wording.slots(place, one.on, self.random), self.random)
        soon = self.script.working(one.on, 3)
        said.slots["amount"], said.slots["later"] = "", f"{soon.month}月{soon.day}日"
        return kit, said

    def _registered(self, one: _Dispute, kit: Mapping[str, Any], said: wording.Said) -> Tale:
        finder, role, unit = self._finder(one)
        people = one.matter.people if one.matter else self.random.choice((2, 2, 2, 3, 4))
        worth = one.matter.amount if one.matter else 0
        more: dict[str, Any] = {"amount": worth} if worth else {}
        if one.round is not None:
            more |= {"round": one.round.key, "after": one.round}
        if one.origin is not None:
            first = one.origin.told.lines[0]
            more["source_ref"] = str(first.form["order_no"])
        return self.script.open(
            "dispute",
            "registered",
            one.on,
            finder,
            place=one.place,
            origin=one.origin,
            found_on=one.on,
            source=one.source,
            finder=self.script.person(finder).code,
            finder_role=role,
            finder_unit=unit,
            grid=one.place,
            scene=f"{self.dealer.name(one.place)}社区" if one.about else said.text(kit, "scene"),
            subject=one.about or said.text(kit, "subject"),
            summary=one.text or said.text(kit, "summary"),
            dispute_type=one.kind,
            people=people,
            risk=one.risk,
            escalated="threat" if one.risk == "red" else "none",
            **more,
        )

    def _finder(self, one: _Dispute) -> tuple[str, str, str]:
        name = f"{self.dealer.name(one.place)}社区"
        if one.source == "hotline":
            return _HOTLINE, "staff", "平安法治办公室"
        if one.source == "police":
            return _GRID, "police", "青槐派出所"
        who = self.random.choice(self.grid[one.place])
        worker = "grid_worker" in self.script.person(who).posts
        if one.source == "resident":
            return who, "resident", name
        return who, "grid_worker" if worker else "community_worker", name

    def _on_the_spot(self, case: Tale, one: _Dispute, kit: Mapping[str, Any], said: wording.Said) -> None:
        on = min(self.script.working(one.on, self.random.choice((0, 0, 0, 1))), NOW)
        secretary = self.dealer.secretary(one.place)
        by = secretary if one.source in ("hotline", "police") else self.random.choice(self.grid[one.place])
        text = self.random.choice(words.SETTLED_ORDERS) if one.about else said.text(kit, "result_text")
        role = "community_worker" if by == secretary else "grid_worker"
        case.do("resolved", on, by, way="on_spot", helper_role=role, result_text=text)
        self._closed(case, one, self.random.choice(words.CLOSED_ON_SPOT))

    def _assigned(self, case: Tale, one: _Dispute) -> None:
        on = one.on
        why = self.random.choice(words.GRADED[one.risk])
        graded = case.moment[1]
        reported: dict[str, Any] = {}
        if one.risk == "red":
            reported = {"reported_up_at": at(on, graded if graded > 16 * 60 + 40 else 16 * 60 + 50)}
        by = self.random.choice((_PEACE, _PEACE, _GRID))
        case.do("graded", on, by, risk=one.risk, graded_why=why, **reported)
        street = one.risk == "red" or (one.matter is not None and one.matter.committee == "street")
        owner = _HEAD if street else self.dealer.secretary(one.place)
        leader: dict[str, Any] = {}
        if one.risk == "red":
            leader["leader"] = self.script.person(_DEPUTY).code
        demand, cause = self.random.choice(words.DEMANDS[one.kind if one.kind in words.DEMANDS else "other"])
        ended = one.matter.span.ended if one.matter else on
        due = max(
            self.script.working(on + timedelta(days=self.random.choice((15, 20, 30)))),
            ended + timedelta(days=6),
        )
        if one.end == "tracked":
            due = max(due, date(self.dealer.year + 1, 3, 31))
        case.do(
            "assigned",
            on,
            by,
            owner_unit=self.script.person(owner).unit,
            owner=self.script.person(owner).code,
            demand=demand,
            cause=cause,
            way="mediation" if one.end == "mediation" else "department",
            due=due,
            **leader,
        )

    def _mediated(self, case: Tale, one: _Dispute) -> None:
        matter = one.matter
        if matter is None:
            raise LookupError("nothing is mediated")
        to = {"street": "街道人民调解委员会", "stationed": "派驻派出所调解室"}.get(
            matter.committee, f"{self.dealer.name(one.place)}社区人民调解委员会"
        )
        case.do(
            "referred",
            matter.span.accepted,
            self.random.choice((_PEACE, _GRID)),
            referred_to="mediation",
            referred_body=to,
            referred_why=self.random.choice(words.WILLING),
        )
        matter.origin = case
        mediation = self.mediations.tell(matter)
        settled = next(line for line in mediation.told.lines if line.plain.step == "settled")
        on = settled.moment[0]
        case.moment = max(case.moment, (on, settled.moment[1] + 5))
        by = _HEAD if matter.committee == "street" else self.dealer.secretary(one.place)
        text = self.random.choice(words.SETTLED).format(amount=matter.amount)
        if not matter.amount:
            text = self.random.choice(words.SETTLED_FREE)
        case.do("resolved", on, by, way="mediation", helper_role="mediator", result_text=text)
        self._closed(case, one, self.random.choice(words.CLOSED))

    def _transferred(self, case: Tale, one: _Dispute) -> None:
        where, body, why, answer = self.random.choice(words.ELSEWHERE.get(one.kind, words.ELSEWHERE["other"]))
        on = self.script.working(one.on, self.random.randint(1, 4))
        on = min(on, date(self.dealer.year, 12, 31))
        case.do("transferred", on, _PEACE, transferred_to=where, transferred_body=body, transferred_why=why)
        self._closed(case, one, "已移交并收到反馈", feedback=answer)

    def _tracked(self, case: Tale, one: _Dispute) -> None:
        on = self.script.working(one.on, self.random.randint(2, 8))
        if on <= NOW:
            measure = self.random.choice(words.TRACKED)
            case.do("handled", on, self.dealer.secretary(one.place), measure=measure, progress="tracking")
        case.end()

    def _closed(self, case: Tale, one: _Dispute, note: str, **form: Any) -> None:
        on = case.moment[0]
        if one.risk != "yellow" and one.end != "on_spot":
            on = self.script.working(on, self.random.randint(3, 9))
            if on > NOW:
                case.end()
                return
            case.do(
                "followed_up",
                on,
                _PEACE,
                visit_way=self.random.choice(("phone", "home")),
                settled_still="yes",
                satisfaction=self.random.choice(("satisfied", "satisfied", "fairly", "not_rated")),
                visit_note=self.random.choice(words.VISITED),
            )
        on = self.script.working(on, self.random.randint(1, 6))
        if on <= NOW:
            case.do("closed", on, self.random.choice((_PEACE, _GRID)), closing_note=note, **form)
        case.end()

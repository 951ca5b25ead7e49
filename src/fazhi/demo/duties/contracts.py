"""The contracts of the street and their reviews: drafted, reviewed, signed, performed, paid, filed away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from fazhi.core.law import chinese_number
from fazhi.demo.duties import contract_words as words
from fazhi.demo.duties.dealing import NOW, Dealer
from fazhi.demo.duties.reviewing import Opinions, Reviewing, dealt
from fazhi.demo.names import FIRM_SYLLABLES
from fazhi.demo.stories.penalty_case import party
from fazhi.demo.stories.script import Tale
from fazhi.law.value_bands import value_band

_SEALER, _APPROVER, _DIRECTOR, _CLERK = "苗若溪", "傅知微", "沈若谷", "康景行"
#: How many of each kind lie in the bands above the lowest; what is left lies in the lowest.
_ABOVE: Mapping[str, Mapping[str, int]] = {
    "from_50k": {
        "works": 40,
        "services": 42,
        "lease": 12,
        "labour_service": 8,
        "compensation": 7,
        "delegation": 3,
    },
    "from_500k": {"works": 18, "services": 6, "compensation": 2},
    "over_1m": {"works": 6, "services": 2},
}
_RANGES = {
    "under_50k": (2_600, 48_800, 100),
    "from_50k": (52_000, 486_000, 1_000),
    "from_500k": (512_000, 985_000, 1_000),
    "over_1m": (1_060_000, 1_720_000, 10_000),
}
#: Of all points made of contracts, how many were adopted in part, how many not; how many opinions came late.
_PARTLY, _REJECTED, _LATE = 8, 5, 4
_WORTH = 48_600_000
"""What all contracts reviewed in the year come to, in yuan."""
_STEP = 1_000
_SIGNED = 320
"""How many are signed in the year: what is lacking was reviewed in the last weeks of the year before."""
_ROADS = ("青槐路", "望桥街", "新纺路", "渡口滨河路", "槐市北街", "书院巷", "云锦大道", "桐花路")
_ESTATES = ("桐花里小区", "望桥新村", "书院湾小区", "新纺小区", "云锦苑", "槐市新村", "渡口小区", "上槐家园")
#: For how many days contracts of a kind run; larger ones of services and labour run by the year.
_TERMS = {"works": (25, 110), "lease": (330, 365)}
_SHORT = (15, 75)
#: What tells apart the supplements to one contract.
_AGAIN = (
    "",
    *(f"（{which}）" for which in "二三四五六七八九"),
    *(f"（十{which}）" for which in "一二三四五六七八九"),
)
_LATE_IN_THE_YEAR = 10
_BY_THE_YEAR = ("services", "labour_service")


@dataclass(slots=True)
class _Contract:
    """What a contract is: its kind, what it is worth, who makes it."""

    kind: str
    band: str
    amount: int = 0
    subject: str = ""
    what: str = ""
    office: str = ""
    by: str = ""
    signer: str = ""


def tell(dealer: Dealer) -> None:
    """Tell every contract reviewed in the year, and those of the year before that were still to be signed."""
    left = dealer.less_told("legality_review")
    days = left.days(left.months("review.contracts"))
    contracts = _contracts(left)
    if len(days) != len(contracts):
        raise ValueError(f"{len(contracts)} contracts for {len(days)} reviews")
    telling = _Contracts(dealer)
    points = {"partly": _PARTLY, "rejected": _REJECTED}
    points["adopted"] = left.total("review.opinions") - sum(points.values())
    conclusions = left.slices("review.total", "conclusion")
    opinions = dealt(left, len(days), conclusions, points, late=_LATE)
    for on, contract, said in zip(days, contracts, opinions, strict=True):
        telling.tell(contract, on, said)
    days = dealer.script.between(date(dealer.year - 1, 12, 9), date(dealer.year - 1, 12, 27))
    for nth in range(_SIGNED - _signed(dealer)):
        telling.tell(_brought_over(dealer, nth), days[nth % len(days)], Opinions())


def _signed(dealer: Dealer) -> int:
    """Return how many contracts told so far are signed in the year."""
    office = dealer.script.office
    return sum(
        line.plain.step == "signed" and line.plain.on.year == dealer.year
        for key in office.of.get("contract", ())
        for line in office.cases[key].lines
    )


def _contracts(left: Dealer) -> list[_Contract]:
    kinds = left.slices("review.contracts", "contract_kind")
    found = [
        _Contract(kind=kind, band=band)
        for band, parts in _ABOVE.items()
        for kind, number in parts.items()
        for _ in range(number)
    ]
    above = Counter(one.kind for one in found)
    found += [
        _Contract(kind=kind, band="under_50k")
        for kind, number in kinds.items()
        for _ in range(number - above[kind])
    ]
    _price(left, found)
    left.random.shuffle(found)
    return found


def _price(left: Dealer, found: Sequence[_Contract]) -> None:
    """Give each an amount of its band, all together what the year's contracts are worth."""
    random = left.random
    for one in found:
        one.amount = _drawn(left, one.band)
        if one.kind == "donation" and random.random() < 0.5:
            one.amount = 0
    told = sum(
        int(float(record["amount"]))
        for key in left.script.office.of.get("legality_review", ())
        if (record := left.script.office.standing_record(key)).get("review_kind") == "contract"
        and _issued_in(left, key)
    )
    able = [one for one in found if one.band in ("from_50k", "from_500k")]
    while abs(missing := _WORTH - told - sum(one.amount for one in found)) >= _STEP:
        one, step = random.choice(able), _STEP if missing > 0 else -_STEP
        least, most, _ = _RANGES[one.band]
        if least <= one.amount + step <= most:
            one.amount += step
    able[0].amount += missing


def _drawn(dealer: Dealer, band: str) -> int:
    """Return an amount of a band, in yuan: small ones are more frequent than large ones."""
    least, most, step = _RANGES[band]
    drawn: float = least * (most / least) ** dealer.random.random()
    return round(drawn / step) * step


def _issued_in(dealer: Dealer, key: str) -> bool:
    told = dealer.script.office.cases[key]
    return any(line.plain.step == "issued" and line.plain.on.year == dealer.year for line in told.lines)


def _brought_over(dealer: Dealer, nth: int) -> _Contract:
    kind = ("services", "services", "lease", "labour_service")[nth % 4]
    band = "from_50k" if nth % 3 == 0 else "under_50k"
    return _Contract(kind=kind, band=band, amount=_drawn(dealer, band))


@dataclass(slots=True)
class _Contracts:
    """Tells contracts, each with its review."""

    dealer: Dealer
    titles: set[str] = field(default_factory=set)
    suppliers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    nth: int = 0

    def tell(self, one: _Contract, issued: date, opinions: Opinions) -> None:
        """Tell a contract of which the opinion is issued on a day."""
        self.nth += 1
        script, random = self.dealer.script, self.dealer.random
        self._what(one, issued)
        self._who(one)
        sent = opinions.sent(script, issued)
        before = script.between(sent - timedelta(days=20), sent - timedelta(days=1))
        drafted = max(before[-random.randint(1, 4)], date(self.dealer.year - 1, 12, 2))
        bought = one.kind not in words.NOT_BOUGHT
        procurement = random.choice(words.PROCUREMENT[one.band]) if bought else "none"
        papers = ["draft", "explanation", "party_papers"]
        papers += ["tender"] * (procurement not in ("none", "own_purchase")) + ["funds"] * bool(one.amount)
        if one.band == "over_1m":
            papers += ["fair_competition", "minutes"]
        funds: dict[str, Any] = {"funds": random.choice(words.FUNDS)} if bought else {}
        contract = script.open(
            "contract",
            "drafted",
            drafted,
            one.by,
            subject=one.subject,
            contract_kind=one.kind,
            office=one.office,
            handler=script.person(one.by).code,
            our_party="organ",
            counterparties=[self._other(one.kind) | {"role": "second"}],
            what=f"{one.what}。",
            amount=one.amount,
            procurement=procurement,
            **funds,
        )
        wanted = opinions.wanted(script, sent, issued)
        contract.do("submitted", sent, one.by, contract_papers=papers, wanted_by=wanted)
        review = Reviewing(self.dealer, opinions)
        matter = review.submit(
            sent,
            one.by,
            origin=contract,
            subject=one.subject,
            review_kind="contract",
            contract_kind=one.kind,
            submitting_office=one.office,
            submitter=script.person(one.by).code,
            amount=one.amount,
            materials=[paper for paper in papers if paper != "minutes"],
            before_decision="yes",
            wanted_by=wanted,
            urgent="no",
        )
        answered = review.look(
            matter,
            sent,
            issued,
            by=one.by,
            points=self._points(one.kind, opinions),
            findings=self._findings(one, procurement),
        )
        if opinions.conclusion == "fail":
            self._dropped(contract, matter, one, answered)
        else:
            self._signed(contract, matter, one, answered, reviewer=review.reviewer)

    # Who and what ----------------------------------------------------------------------------------

    def _who(self, one: _Contract) -> None:
        office = next((office for word, office in words.OFFICE_OF if word in one.subject), words.USUALLY)
        drafters, one.signer = words.OFFICES[office]
        one.office, one.by = office, self.dealer.random.choice(drafters)
        if one.band == "over_1m":
            one.signer = _DIRECTOR

    def _what(self, one: _Contract, on: date) -> None:
        """Give it a title that no other contract has."""
        random, known = self.dealer.random, words.SUBJECTS[one.kind, one.band]
        year = self.dealer.year
        while True:
            title, what = random.choice(known)
            slots = {
                "place": random.choice(self.dealer.script.office.places).name,
                "estate": random.choice(_ESTATES),
                "road": random.choice(_ROADS),
                "b": random.randint(2, 186),
                "season": f"{year}年"
                if on.year < year
                else f"{year}年第{'一二三四'[(on.month - 1) // 3]}季度",
            }
            if (found := title.format(**slots)) not in self.titles:
                break
            if all("{b}" not in one for one, _ in known) and random.random() < 0.05:
                again = (f"{found.removesuffix('协议')}补充协议{which}" for which in _AGAIN)
                found = next(one for one in again if one not in self.titles)
                break
        self.titles.add(found)
        one.subject, one.what = found, what.format(**slots)

    def _other(self, kind: str) -> dict[str, Any]:
        """Return with whom it is made: mostly somebody the street has made contracts with before."""
        random, script = self.dealer.random, self.dealer.script
        if kind == "compensation":
            return party(script, "individual")
        known = self.suppliers.setdefault(kind, [])
        if known and random.random() < 0.5:
            return dict(random.choice(known))
        called = f"拟州{''.join(random.sample(FIRM_SYLLABLES, 2))}{random.choice(words.SUPPLIERS[kind])}"
        known.append(party(script, "enterprise", name=called))
        return dict(known[-1])

    def _points(self, kind: str, opinions: Opinions) -> list[dict[str, str]]:
        random = self.dealer.random
        known = [*words.COMMON, *(list(words.OF_KIND.get(kind, ())) * 2)]
        chosen: list[tuple[str, str, str, str]] = []
        if opinions.conclusion == "fail":
            chosen.append(
                ("全文", words.FAILED[self.nth % len(words.FAILED)][0], "不宜签订，理由见审查情况", "")
            )
        while len(chosen) < opinions.number:
            one = random.choice(known)
            if one[1] not in {problem for _, problem, _, _ in chosen}:
                chosen.append(one)
        numbers = iter(sorted(random.sample(range(2, 19), len(chosen))))
        return [
            {"clause": clause.format(n=chinese_number(next(numbers))), "problem": problem, "suggestion": mend}
            | ({"grounds": grounds} if grounds else {})
            | {"weight": "must" if nth == 0 or random.random() < 0.6 else "advice"}
            for nth, (clause, problem, mend, grounds) in enumerate(chosen)
        ]

    def _findings(self, one: _Contract, procurement: str) -> str:
        random = self.dealer.random
        bought = {
            "none": "不涉及采购程序",
            "own_purchase": "限额以下自行采购，有三家比价记录",
            "framework": "在框架协议供应商范围内选定",
            "open_tender": "经公开招标，中标通知书在卷",
        }.get(procurement, "采购文件和成交通知书在卷")
        price = f"价款{one.amount}元，{random.choice(('资金来源已落实', '在年度预算之内', '支付节点明确'))}"
        return (
            "；".join(
                (
                    random.choice(
                        (
                            "对方主体资格、授权材料齐全",
                            "核对营业执照和授权委托书无误",
                            "对方经营范围与标的相符",
                        )
                    ),
                    bought,
                    price if one.amount else "不涉及价款支付",
                    random.choice(
                        (
                            "权利义务和验收条款逐条核对",
                            "违约责任、解除和管辖条款逐条核对",
                            "条款完备，未见显失公平",
                        )
                    ),
                )
            )
            + "。"
        )

    # What becomes of it ----------------------------------------------------------------------------

    def _dropped(self, contract: Tale, matter: Tale, one: _Contract, on: date) -> None:
        _, why = words.FAILED[self.nth % len(words.FAILED)]
        script = self.dealer.script
        reason = "审查未通过，退回承办部门。"
        contract.do("sent_back", on, one.by, after=matter, back_reason=reason)
        day = min(script.working(on, self.dealer.random.randint(1, 6)), NOW)
        contract.do("dropped", day, one.by, drop_reason=why).end()
        matter.do("closed", day, one.by, after=contract, outcome="dropped").end()

    def _signed(self, contract: Tale, matter: Tale, one: _Contract, on: date, *, reviewer: str) -> None:
        script, random = self.dealer.script, self.dealer.random
        number = script.cite(contract, "opinion_no", matter)
        contract.do(
            "reviewed",
            on,
            reviewer,
            after=matter,
            opinion_no=number,
            revised="yes" if matter.record.get("opinions") else "no",
        )
        brought_over = on.year < self.dealer.year
        on = script.working(on, random.randint(1, 6))
        if brought_over:
            on = script.working(date(self.dealer.year, 1, 2), random.randint(0, 9))
        if on > NOW:
            matter.end()
            contract.end()
            return
        since = on + timedelta(days=random.randint(1, 8))
        until = self._until(one, since)
        minutes: dict[str, Any] = {"minutes_no": self._minutes(on)} if one.band == "over_1m" else {}
        contract.do(
            "signed",
            on,
            one.signer,
            signatory=script.person(one.signer).code,
            term_from=since,
            term_until=until,
            copies=random.choice((2, 4, 4, 6)),
            **minutes,
        )
        matter.do("closed", on, one.by, after=contract, outcome="signed").end()
        self._sealed(contract, one, on)
        self._performed(contract, one, until)
        contract.end()

    def _until(self, one: _Contract, since: date) -> date:
        """Return to which day it runs."""
        if one.kind in _BY_THE_YEAR and one.band != "under_50k":
            return date(since.year + (since.month > _LATE_IN_THE_YEAR), 12, 31)
        return since + timedelta(days=self.dealer.random.randint(*_TERMS.get(one.kind, _SHORT)))

    def _minutes(self, on: date) -> str:
        """Return the number of the last minutes before a day in which it may have been decided."""
        office = self.dealer.script.office
        written = [
            (line.plain.on, str(line.form["minutes_no"]))
            for key in office.of.get("leadership_meeting", ())
            for line in office.cases[key].lines
            if line.plain.step == "recorded"
            and line.plain.on <= on
            and "工纪" in str(line.form["minutes_no"])
        ]
        return max(written)[1] if written else f"青槐工纪〔{on.year}〕{on.month * 4}号"

    def _sealed(self, contract: Tale, one: _Contract, on: date) -> None:
        script, random = self.dealer.script, self.dealer.random
        day = min(script.working(on, random.randint(0, 2)), NOW)
        approver = script.person(_APPROVER if one.by != _APPROVER else one.signer).code
        copies = contract.record["copies"]
        contract.do("sealed", day, _SEALER, seal="contract", sealed_copies=copies, seal_approver=approver)
        if value_band(str(one.amount)).filed and (filed := script.working(day, random.randint(3, 6))) <= NOW:
            number = f"云司合备{filed.year}{random.randint(11, 420):03}"
            contract.do("filed", filed, one.by, filing_no=number)

    def _performed(self, contract: Tale, one: _Contract, until: date) -> None:
        """Accept, pay and file away what was to be performed by now."""
        script, random = self.dealer.script, self.dealer.random
        done = max(script.working(until - timedelta(days=random.randint(0, 12))), contract.moment[0])
        if done > min(until, NOW):
            done = contract.moment[0]
            if until > NOW:
                self._under_way(contract, one)
                return
        said = random.choice(
            ("按合同约定完成，质量合格", "现场核对数量、质量，符合约定", "资料齐全，同意验收")
        )
        people = script.codes(one.by, *(("孟长庚",) if one.by != "孟长庚" else ()))
        contract.do("accepted", done, one.by, acceptors=people, acceptance_text=f"{said}。")
        paid = script.working(done, random.randint(2, 8))
        if one.amount and one.kind not in ("lease", "assets") and paid <= NOW:
            payer = _DIRECTOR if one.signer != _DIRECTOR else "姜望舒"
            contract.do(
                "paid",
                paid,
                payer,
                payment_kind="final",
                payment=one.amount,
                payment_note=random.choice(words.PAID),
            )
        filed = script.working(contract.moment[0], random.randint(2, 9))
        if filed <= NOW:
            contract.do("closed", filed, _CLERK, closing_kind="performed", volumes=1, retention="long")

    def _under_way(self, contract: Tale, one: _Contract) -> None:
        """Note now and then how it goes."""
        script, random = self.dealer.script, self.dealer.random
        on = script.working(contract.moment[0] + timedelta(days=random.randint(40, 90)))
        if on <= NOW and one.band != "under_50k":
            note = random.choice(("按进度履行，月度考核合格", "进场正常，未发现违约情形", "款项按节点支付"))
            contract.do("performed", on, one.by, performance="performing", performance_note=note)

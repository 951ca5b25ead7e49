"""What was decided on the spot: small fines, warnings, and what was slight enough not to be punished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from fazhi.demo.stories.filed_cases import rows
from fazhi.demo.stories.open_penalties import NOW
from fazhi.demo.stories.penalty_case import CLERK, KEEPER, POWER, ROUTES, firm_of, party
from fazhi.demo.stories.penalty_kits import KITS, facts, road
from fazhi.demo.stories.script import Script, Tale
from fazhi.demo.targets import Target

_PAIRS = (
    ("车向北", "甘晨光"),
    ("邢立秋", "管云帆"),
    ("葛秋实", "庞博远"),
    ("骆沐阳", "尤子衿"),
    ("廖铁生", "车向北"),
    ("武青峰", "庞博远"),
    ("郝正则", "骆沐阳"),
)
#: What the provisions cited let be answered with a warning.
_WARNED = ("bill_posting", "littering", "dog_keeping", "ebike_charging")
_LET_OFF = (
    "shop_overstepping",
    "street_vending",
    "littering",
    "ebike_charging",
    "dog_keeping",
    "bill_posting",
)
_WEIGHED = (
    "对照裁量基准，适用一般阶次",
    "首次被处罚，影响较小，适用一般阶次的下限",
    "经劝导后仍有发生，适用一般阶次",
    "占用面积不大，及时改正，适用一般阶次",
    "当场承认并改正，适用一般阶次的下限",
)
_FINES = (20, 50, 50, 50, 100, 100, 100)
#: How many of the last decisions of the year are published in January.
_SHOWN_LATER = 6
_LEAST, _MOST, _STEP = 20, 200, 10
#: Where traders crowd the pavement, dogs are walked, bills posted: (community, weight) by its last digit.
_WHERE = {
    "street_vending": (1, 2, 1, 1, 1, 4, 2, 1),
    "shop_overstepping": (1, 3, 1, 1, 1, 4, 2, 1),
    "dog_keeping": (2, 1, 1, 1, 4, 1, 1, 1),
}


def tell(script: Script, targets: Sequence[Target]) -> None:
    """Tell every decision on the spot that the figures of the year ask for."""
    months = _by_month(targets, "penalty.cases_simple")
    causes = _causes(targets)
    fined = int(_value(targets, "penalty.cases", "penalty_kind", "fine"))
    fined -= sum(row.ending == "fine" for row in rows())
    whole = int(_value(targets, "penalty.fines_simple"))
    random = script.random
    random.shuffle(causes)
    warned = _warned(causes, sum(months.values()) - fined)
    amounts = iter(_amounts(fined, whole, random))
    days = _days(script, months)
    for nth, (on, cause) in enumerate(zip(days, causes, strict=True)):
        fine = 0 if nth in warned else next(amounts)
        tale = _punished(script, on, cause, _PAIRS[nth % len(_PAIRS)], fine)
        _finished(script, tale, on, fine, shown=nth < len(causes) - _SHOWN_LATER)
    let_off = _by_month(targets, "penalty.exempted")
    for row in rows():
        if row.ending == "no_penalty" and row.ended:
            let_off[row.ended.month] -= 1
    for nth, on in enumerate(_days(script, let_off)):
        _let_off(script, on, random.choice(_LET_OFF), _PAIRS[nth % len(_PAIRS)])


def _by_month(targets: Sequence[Target], indicator: str) -> dict[int, int]:
    return {one.month: int(one.value) for one in targets if one.indicator == indicator and one.month}


def _value(targets: Sequence[Target], indicator: str, *where: str) -> Decimal:
    wanted = (tuple(where),) if where else ()
    return next(one.value for one in targets if one.indicator == indicator and one.where == wanted)


def _causes(targets: Sequence[Target]) -> list[str]:
    found: list[str] = []
    for one in targets:
        if one.indicator == "penalty.cases_simple" and one.where:
            found += [one.where[0][1]] * int(one.value)
    return found


def _warned(causes: Sequence[str], number: int) -> set[int]:
    """Return which of the cases, in their order, end with a warning."""
    return set([nth for nth, cause in enumerate(causes) if cause in _WARNED][:number])


def _amounts(number: int, whole: int, random: Random) -> list[int]:
    """Return so many small fines that add up to the whole."""
    found = [random.choice(_FINES) for _ in range(number)]
    while (left := whole - sum(found)) != 0:
        nth, step = random.randrange(number), _STEP if left > 0 else -_STEP
        if _LEAST <= found[nth] + step <= _MOST:
            found[nth] += step
    return found


def _days(script: Script, months: Mapping[int, int]) -> list[date]:
    found: list[date] = []
    for month, number in sorted(months.items()):
        since = date(script.office.year, month, 1)
        until = date(since.year + month // 12, month % 12 + 1, 1)
        days = [day for day in script.between(since, until) if day < until]
        found += sorted(script.random.choices(days, k=number))
    return found


def _place(script: Script, cause: str) -> str:
    weights = _WHERE.get(cause) or script.office.weights
    return script.random.choices(script.office.places, weights)[0].code


def _decided(script: Script, on: date, cause: str, officers: tuple[str, str], **form: Any) -> Tale:
    kit, place = KITS[cause], _place(script, cause)
    where = road(place, script.random)
    return script.open(
        "penalty",
        "decided_on_spot",
        on,
        officers[0],
        place=place,
        cause=cause,
        source=script.random.choice(("patrol", "patrol", "patrol", "complaint", "hotline", "grid")),
        law=kit.law,
        power_basis=f"{POWER}第{list(KITS).index(cause) + 3}项",
        party=[party(script, kit.party, name=firm_of(script, cause))],
        act_on=on,
        found_on=on,
        scene=where,
        facts=facts(cause, where, script.random),
        officers=script.codes(*officers),
        credentials_shown="yes",
        rights_told="yes",
        handed_over="signed",
        norm_violated=kit.violated,
        norm_penalty=kit.penalised,
        correction=kit.correction,
        **ROUTES,
        **form,
    )


def _punished(script: Script, on: date, cause: str, officers: tuple[str, str], fine: int) -> Tale:
    sums: dict[str, Any] = {"fine": fine} if fine else {}
    tale = _decided(
        script,
        on,
        cause,
        officers,
        result="penalty",
        penalty_kinds=["fine" if fine else "warning"],
        discretion="ordinary",
        discretion_text=script.random.choice(_WEIGHED),
        perform_way="自收到本决定书之日起十五日内缴纳" if fine else "当场执行",
        **sums,
    )
    _reported(script, tale, on)
    return tale


def _finished(script: Script, tale: Tale, on: date, fine: int, *, shown: bool) -> None:
    """Publish the decision, take the fine, file it away; the last of the year are published in the next."""
    reported = tale.moment[0]
    if shown:
        _published(tale, script.working(on, 3))
    if fine:
        paid = max(tale.moment[0], script.working(reported, script.random.randint(0, 5)))
        receipt = f"拟票{script.names.serial():08}"
        tale.do("paid", paid, KEEPER, paid=fine, receipt_no=receipt, bank="电子支付系统")
    if not shown:
        _published(tale, max(tale.moment[0], script.working(date(script.office.year + 1, 1, 5))))
    _filed_away(script, tale)


def _published(tale: Tale, on: date) -> None:
    tale.do("published", on, CLERK, published_where="云汀区人民政府网站执法公示专栏", masked="yes")


def _let_off(script: Script, on: date, cause: str, officers: tuple[str, str]) -> None:
    slight = script.random.random() < 0.5
    ground = "slight_corrected" if slight else "first_offence"
    tale = _decided(
        script,
        on,
        cause,
        officers,
        result="no_penalty",
        no_penalty_ground=ground,
        circumstances=[ground],
        discretion="none",
        discretion_text="列入轻微免罚、首违不罚事项清单",
        education="当场讲解有关规定，当事人签署守法承诺",
    )
    _reported(script, tale, on)
    _filed_away(script, tale)


def _reported(script: Script, tale: Tale, on: date) -> None:
    tale.do("reported", script.working(on, script.random.randint(1, 2)), CLERK, copy_received="yes")


def _filed_away(script: Script, tale: Tale) -> None:
    day = script.working(tale.moment[0], script.random.randint(1, 8))
    if day <= NOW:
        tale.do("filed_away", day, CLERK, volumes=1, retention="short")
    tale.end()

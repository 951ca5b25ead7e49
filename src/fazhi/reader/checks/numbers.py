"""Faults of numbers against numbers: rates, parts and wholes, bases, what is left open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from fazhi.core import formula
from fazhi.core.statement import plain, rounded
from fazhi.reader.checks.report import ERROR, QUESTION, WARNING, Finding, Report, check
from fazhi.reader.reading import Claim, Direction, Scope
from fazhi.reader.units_fit import same_family
from fazhi.reader.vocabulary import vocabulary

_CASES = frozenset(["件", "起", "宗", "个", "项", "条", "批"])
_DEALT = re.compile(r"(?:化解|办结|整改|成功|调解|回复|答复|处置|结案|查处)[^，。；]{0,3}率")
_TAKEN_UP = re.compile(r"受理|接到|收到|发现|排查|办理|交办|承办|调解|信访|案|纠纷|诉求|工单")
_OUTCOME = re.compile(r"(?:成功)?(?:化解|办结|结案|调处成功|调解成功|达成(?:调解)?协议)|成功(?:调解|调处)")
SMALL_BASE = 5
"""A rate on a base below this says more than it bears; a rule of good reporting, not of law."""

_HUNDRED = Decimal(100)
_ONE_MATTER = ({"mediation", "dispute"}, {"officer", "staff"}, {"exam", "study"}, {"review", "adviser"})
_NEAR = 8
"""A rate this many points from what the counts beside it give is meant to be of them, and may be wrong."""
_EXPLAINED = re.compile(r"剩余|其余|余下|尚有|尚未|未(?:整改|办结|化解|完成)|正在|持续整改|限期|逐步|跟进")
_OPEN_PAIRS = (
    ("inspection.problems", "inspection.problems_fixed", "问题", "整改"),
    ("rectify.found", "rectify.fixed", "问题", "整改"),
    ("filereview.defects", "filereview.defects_fixed", "问题", "整改"),
    ("hotline.received", "hotline.closed", "工单", "办结"),
    ("petition.leader_led", "petition.leader_led_resolved", "信访", "化解"),
)


def _exact(claim: Claim) -> bool:
    return claim.direction is Direction.EXACT


def said(report: Report, *claims: Claim) -> tuple[int, int]:
    """Return the place from the first to the last of these figures."""
    del report
    return min(claim.start for claim in claims), max(claim.end for claim in claims)


def together(report: Report) -> Iterator[list[Claim]]:
    """Yield the results told in each sentence."""
    found: dict[int, list[Claim]] = {}
    for claim in report.figures:
        if claim.scope is Scope.RESULT and (sentence := report.sentence_at(claim.number[0])):
            found.setdefault(sentence.start, []).append(claim)
    yield from found.values()


def is_count(claim: Claim) -> bool:
    """Tell a count from rates, money and what is said in words."""
    return claim.unit not in ("%", "个百分点", "元") and not claim.said_in_words


def _fits(rate: Claim, share: Decimal) -> bool:
    """Tell whether a rate is what it should be at the number of decimals that it is printed with."""
    printed = rate.value
    places = max(0, -int(printed.normalize().as_tuple().exponent)) if printed % 1 else 0
    exact = share * _HUNDRED
    step = Decimal(1).scaleb(-places)
    # Rounded up, down or to the nearest: all three are met with, none is an error.
    return abs(exact - printed) < step or (not _exact(rate) and exact >= printed)


def _sources(rate: Claim, told: list[Claim]) -> tuple[Claim, Claim] | None:
    """Return numerator and base of a rate by its formula, where both are told beside it."""
    indicator = vocabulary().indicators.get(rate.indicator or "")
    if indicator is None or not indicator.formula or " / " not in indicator.formula:
        return None
    codes = formula.read(indicator.formula).codes
    if len(codes) != 2:
        return None
    upper, base = ([one for one in told if one.indicator == code and is_count(one)] for code in codes)
    return (upper[-1], base[-1]) if upper and base else None


@check("numbers.rate", kind="arith", severity=ERROR, finds="比率与所列件数算出来的不一致")
def rates(report: Report) -> Iterator[Finding]:
    """A rate that does not follow from the numbers beside it."""
    for told in together(report):
        for rate in told:
            if rate.unit != "%" or rate.said_in_words or rate.value > _HUNDRED or _is_change(report, rate):
                continue
            counts = [one for one in told if is_count(one) and one.value and one.number[0] < rate.number[0]]
            shares = [
                (low, high, low.value / high.value)
                for one, other in combinations(counts, 2)
                for low, high in [sorted((one, other), key=lambda claim: claim.value)]
                if same_family(low.unit, high.unit)
            ]
            if sourced := _sources(rate, told):
                upper, base = sourced
                if (
                    base.value
                    and _exact(upper)
                    and _exact(base)
                    and not _fits(rate, upper.value / base.value)
                ):
                    if any(_fits(rate, share) for _, _, share in shares):
                        continue
                    yield from _wrong(report, rate, upper, base)
            elif (
                len(shares) == 1
                and rate.value < _HUNDRED
                and _names_rate_of(rate, shares[0][1])
                and ("满意" not in rate.text or "满意" in shares[0][0].text)
            ):
                low, high, share = shares[0]
                if _exact(low) and _exact(high) and not _fits(rate, share) and share < 1:
                    yield from _wrong(report, rate, low, high)


def _names_rate_of(rate: Claim, base: Claim) -> bool:
    """Whether an unsourced rate surely is of the counts beside it: one indicator's field, or none of both."""
    if not rate.indicator or not base.indicator:
        return False
    upper = next(iter(_codes_of(rate)), "")
    if upper and not same_family(base.unit, vocabulary().indicators[upper].unit):
        # Of cases a rate tells, not of those who deal with them.
        return False
    fields = {rate.indicator.partition(".")[0], base.indicator.partition(".")[0]}
    return len(fields) == 1 or fields in _ONE_MATTER


def _codes_of(rate: Claim) -> tuple[str, ...]:
    """Return the indicators that a rate is made of, () if it has no formula."""
    indicator = vocabulary().indicators.get(rate.indicator or "")
    return tuple(formula.read(indicator.formula).codes) if indicator and indicator.formula else ()


def _is_change(report: Report, rate: Claim) -> bool:
    before = report.text[max(0, rate.number[0] - 12) : rate.number[0]]
    return bool(re.search(r"同比|环比|上升|下降|增长|增加|减少|提高|提升|压缩", before))


def _wrong(report: Report, rate: Claim, upper: Claim, base: Claim) -> Iterator[Finding]:
    exact = plain(rounded(upper.value / base.value * _HUNDRED, 2))
    start, end = rate.start, rate.end
    del report
    yield Finding(
        message=f"{plain(upper.value)}÷{plain(base.value)}={exact}%，与所写{plain(rate.value)}%不符。",
        start=start,
        end=end,
        suggestion=f"{exact}%",
    )


@check("numbers.rate-rounded", kind="arith", severity=QUESTION, finds="比率是四舍五入的，列出准确值")
def rounded_rates(report: Report) -> Iterator[Finding]:
    """A rate that is right after rounding, with its exact value."""
    for told in together(report):
        for rate in told:
            if rate.unit != "%" or rate.said_in_words or _is_change(report, rate):
                continue
            counts = [one for one in told if is_count(one) and _exact(one) and one.number[0] < rate.number[0]]
            for one, other in combinations(counts, 2):
                low, high = sorted((one, other), key=lambda claim: claim.value)
                if not high.value or not same_family(low.unit, high.unit) or low.value == high.value:
                    continue
                exact = low.value / high.value * _HUNDRED
                if not rate.value % 1 and exact != rate.value and _fits(rate, low.value / high.value):
                    yield Finding(
                        message=f"{plain(low.value)}÷{plain(high.value)}={plain(rounded(exact, 2))}%，所写{plain(rate.value)}%是取整后的数。",  # noqa: E501 — words of a pattern or sentence stay together
                        start=low.number[0],
                        end=low.number[1],
                    )
                    break


@check("numbers.rate-above-100", kind="arith", severity=ERROR, finds="比率超过100%")
def above_hundred(report: Report) -> Iterator[Finding]:
    """A share above a hundred per cent."""
    for claim in report.figures:
        if (
            claim.unit == "%"
            and claim.value > _HUNDRED
            and not _is_change(report, claim)
            and claim.scope is Scope.RESULT
        ):
            rate = report.text[claim.start : claim.number[0]]
            target = re.search(r"完成率|达标率|目标", rate)
            grave = ERROR if "率" in rate and not target else QUESTION
            yield Finding(
                message=f"比率{plain(claim.value)}%超过100%，请核对口径。",
                start=claim.start,
                end=claim.end,
                severity=grave,
            )


@check("numbers.small-base", kind="base", severity=WARNING, finds=f"比率的基数不足{SMALL_BASE}")
def small_bases(report: Report) -> Iterator[Finding]:
    """A rate on a base that says little."""
    for told in together(report):
        counts = [one for one in told if is_count(one) and one.value]
        for rate in told:
            if rate.unit != "%" or rate.said_in_words or _is_change(report, rate):
                continue
            before = [
                one
                for one in counts
                if one.number[0] < rate.number[0]
                and rate.number[0] - one.number[1] < 40
                and _may_be_base(one, rate)
            ]
            if before and (_explained(rate, counts) or not _can_give(rate, before)):
                continue
            if (
                before
                and sum((one.value for one in before), Decimal(0)) < SMALL_BASE
                and all(map(_exact, before))
            ):
                yield Finding(
                    message=f"比率的基数只有{'、'.join(plain(one.value) for one in before)}，写件数比写比率更实在。",  # noqa: E501 — words of a pattern or sentence stay together
                    start=rate.start,
                    end=rate.end,
                )
                break


def _may_be_base(count: Claim, rate: Claim) -> bool:
    """Whether a count beside a rate may be what the rate is of."""
    if codes := _codes_of(rate):
        return count.indicator in codes or (
            count.indicator is not None
            and count.indicator.partition(".")[0] == (rate.indicator or "").partition(".")[0]
            and same_family(count.unit, vocabulary().indicators[codes[0]].unit)
            and not count.indicator.endswith(("_new", "joined"))
        )
    if rate.indicator is None or count.indicator is None:
        return (
            count.unit in _CASES
            and _DEALT.search(rate.text) is not None
            and _TAKEN_UP.search(count.text) is not None
        )
    return _names_rate_of(rate, count)


def _can_give(rate: Claim, bases: list[Claim]) -> bool:
    """Whether so few can be that rate at all: of three none are 98 per cent."""
    base = int(sum((one.value for one in bases), Decimal(0)))
    return (
        any(_fits(rate, Decimal(part) / base) for part in range(base + 1)) if 0 < base < SMALL_BASE else True
    )


@check("numbers.no-base", kind="base", severity=WARNING, finds="只有比率，没有分子分母")
def without_base(report: Report) -> Iterator[Finding]:
    """Rates without the counts that they come from; told once."""
    found: list[Claim] = []
    for told in together(report):
        counts = [one for one in told if is_count(one)]
        for rate in told:
            if rate.unit != "%" or rate.said_in_words or _is_change(report, rate) or not rate.indicator:
                continue
            if _based_elsewhere(report, rate):
                continue
            if not counts or (rate.value < _HUNDRED and not _explained(rate, counts)):
                found.append(rate)
    if found:
        bare = {id(rate) for rate in found if not _beside_counts(report, rate)}
        first = min(found, key=lambda one: (id(one) not in bare, one.value >= _HUNDRED))
        others = [one for one in found if one is not first]
        told_also = f"；另有{'、'.join(f'“{one.label}”' for one in others)}" if others else ""
        yield Finding(
            message=f"“{first.label}”只写了比率，没有写分子分母{told_also}。",
            start=first.start,
            end=first.end,
        )


def _explained(rate: Claim, counts: list[Claim]) -> bool:
    """Whether two counts beside a rate give it, or are those of its formula, which the rate check judges."""
    if _sources(rate, counts):
        return True
    pairs = (sorted((one.value, other.value)) for one, other in combinations(counts, 2))
    return any(high and abs(low / high * _HUNDRED - rate.value) < _NEAR for low, high in pairs)


def _beside_counts(report: Report, rate: Claim) -> bool:
    sentence = report.sentence_at(rate.number[0])
    return sentence is not None and any(
        is_count(one) and sentence.start <= one.number[0] < sentence.end for one in report.figures
    )


def _based_elsewhere(report: Report, rate: Claim) -> bool:
    indicator = vocabulary().indicators[rate.indicator or ""]
    if not indicator.formula:
        return False
    return bool(report.told(*formula.read(indicator.formula).codes))


@check("numbers.parts", kind="arith", severity=ERROR, finds="“其中”各项之和与总数不符，或部分大于整体")
def parts_and_whole(report: Report) -> Iterator[Finding]:
    """Parts that are more than their whole."""
    for index, whole in enumerate(report.figures):
        parts = [one for one in report.figures if one.part_of == index and same_family(one.unit, whole.unit)]
        if not parts or not _exact(whole):
            continue
        larger = next((one for one in parts if one.value > whole.value), None)
        if _add_up(parts, whole):
            continue
        total = sum((one.value for one in parts), Decimal(0))
        if larger is not None:
            start, end = said(report, whole, larger)
            yield Finding(
                message=f"“其中”的{plain(larger.value)}{larger.unit}大于总数{plain(whole.value)}{whole.unit}。",
                start=start,
                end=end,
            )
        elif len(parts) > 1 and all(map(_exact, parts)) and total != whole.value:
            start, end = said(report, whole, *parts)
            yield Finding(
                message=f"“其中”各项相加为{plain(total)}，总数是{plain(whole.value)}。",
                start=start,
                end=end,
                severity=ERROR if total > whole.value and not _overlapping(report, parts) else QUESTION,
            )


def _add_up(parts: list[Claim], whole: Claim) -> bool:
    """Whether the first parts are the whole already: what follows is told of them, not beside them."""
    total = Decimal(0)
    for one in parts:
        total += one.value
        if total == whole.value:
            return True
    return False


def _overlapping(report: Report, parts: list[Claim]) -> bool:
    between = report.text[parts[0].start : parts[-1].end]
    return bool(re.search(r"其中.*其中|成功|办结|率|整改|化解|满意", between))


@check("numbers.done-above-found", kind="arith", severity=ERROR, finds="办结、整改数大于受理、发现数")
def done_above_found(report: Report) -> Iterator[Finding]:
    """More done than there was."""
    pairs = [(a, b) for a, b, _, _ in _OPEN_PAIRS]
    pairs += [
        ("mediation.cases", "mediation.settled"),
        ("dispute.found", "dispute.resolved"),
        ("exam.participants", "exam.passed"),
        ("review.opinions", "review.opinions_adopted"),
        ("officer.count", "officer.certified"),
        ("litigation.cases", "litigation.lost"),
        ("reconsideration.cases", "reconsideration.corrected"),
        ("mediator.count", "mediator.fulltime"),
    ]
    for told in together(report):
        for base_code, part_code in pairs:
            base = next((one for one in told if one.indicator == base_code), None)
            part = next((one for one in told if one.indicator == part_code), None)
            if base and part and _exact(base) and part.value > base.value and part.number[0] > base.number[0]:
                start, end = said(report, base, part)
                yield Finding(
                    message=f"{part.label}{plain(part.value)}大于{base.label}{plain(base.value)}，请核对。",
                    start=start,
                    end=end,
                )


@check("numbers.left-open", kind="arith", severity=WARNING, finds="发现与整改（受理与办结）有差额，没有说明")
def left_open(report: Report) -> Iterator[Finding]:
    """Problems left open of which nothing is said."""
    for told in together(report):
        for base_code, done_code, thing, doing in _OPEN_PAIRS:
            base = next((one for one in told if one.indicator == base_code), None)
            done = next((one for one in told if one.indicator == done_code), None)
            if not base or not done or not (_exact(base) and _exact(done)) or done.value >= base.value:
                continue
            after = report.text[done.end : done.end + 60]
            if _EXPLAINED.search(after):
                continue
            start, end = said(report, base, done)
            left = plain(base.value - done.value)
            yield Finding(
                message=f"还有{left}{base.unit}{thing}没有{doing}，没有说明原因和去向。",
                start=start,
                end=end,
                suggestion=f"写明其余{left}{base.unit}的情况",
            )


@check(
    "numbers.success-base", kind="base", severity=WARNING, finds="成功率以排查数为基数，不是调解受理、结案数"
)
def success_base(report: Report) -> Iterator[Finding]:
    """A success rate on the disputes found instead of the cases taken up."""
    for told in together(report):
        found = next((one for one in told if one.indicator == "dispute.found"), None)
        settled = next(
            (one for one in told if one.indicator in ("mediation.settled", "dispute.resolved")), None
        )
        rate = next(
            (one for one in told if one.unit == "%" and "成功率" in report.text[one.start : one.end]), None
        )
        if not (found and settled and rate and found.value) or report.told("mediation.concluded"):
            continue
        if _fits(rate, settled.value / found.value) and settled.value < found.value:
            start, end = said(report, found, settled)
            left = plain(found.value - settled.value)
            yield Finding(
                message=f"成功率以排查数为基数，不是以调解结案数；其余{left}{found.unit}没有说明。",
                start=start,
                end=end,
            )


@check("numbers.no-outcome", kind="base", severity=WARNING, finds="只有调解件数，没有成功数和成功率")
def no_outcome(report: Report) -> Iterator[Finding]:
    """Mediation told without its outcome."""
    if report.told(
        "mediation.settled",
        "mediation.success_rate",
        "mediation.success_rate_accepted",
        "dispute.resolution_rate",
    ):
        return
    cases = [one for one in report.told("mediation.cases") if _exact(one) and one.value >= 20]
    if any(_has_outcome(report, one) for one in cases):
        return
    if cases:
        amounts = report.told("mediation.amount")
        each = (
            f"；件均{plain(rounded(amounts[0].value / cases[0].value, 0))}元"
            if amounts and cases[0].value
            else ""
        )
        yield Finding(message=f"调解{plain(cases[0].value)}件只有件数，没有成功数、成功率{each}。")


def _has_outcome(report: Report, case: Claim) -> bool:
    """Whether the clause or what follows it in the sentence says what came of the cases: 化解80件."""
    sentence = report.sentence_at(case.number[0])
    rest = report.text[case.start : sentence.end if sentence else case.end]
    return bool(_OUTCOME.search(rest))


CHECKS = (
    rates,
    rounded_rates,
    above_hundred,
    small_bases,
    without_base,
    parts_and_whole,
    done_above_found,
    left_open,
    success_base,
    no_outcome,
)

"""Stage seven: which indicator a count is, by what the sentence says about it; the table is data, not
code.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from fazhi.law.indicators import Kind
from fazhi.reader.units_fit import fit
from fazhi.reader.vocabulary import SAID_OF_LABEL, Cue, Vocabulary, pairs
from fazhi.reader.vocabulary import vocabulary as vocabulary_of_all

BESIDE, BEHIND, OWN, EARLIER, AROUND, BEFORE = 1.0, 0.9, 0.7, 0.4, 0.35, 0.25
FARTHER = 0.56
"""A clause before the one that stands before the count's own."""
_TOUCHING, _NEAR, _FADES = 1.3, 1.12, 0.02
"""The thing counted stands right before the number; words say less the farther they are from it."""
_FOLLOWS, _FOLLOWING = 1.2, 1.06
"""The thing counted may also stand right behind its measure word: 3次会议."""
_ALL_BESIDE, _SOME_BESIDE, _NONE_BESIDE = 1.1, 0.9, 0.85
"""A way of saying that is said whole beside the number tells more than one put together from afar."""
_LEAST = 2.7
_LEAST_BY_LABEL = 2.3
_UNSAID, _LABEL = 0.8, 1.15
_ALSO = 0.97
_SAME_FIELD = 1.2
"""A sentence mostly goes on with the field it began with."""
_FOLLOWER = 1.15
_TOLD_NEXT = 4.2
_TAKING_PART = re.compile(
    r"(?:覆盖|参与|参加|参训|受训|受众|惠及|受益|受教育|教育|吸引|参学|参会|参考|辐射|服务|获宣|受宣|听众)[^，,。；]{0,8}$|^[^，,。；]{0,4}$"
)
_AMOUNT = re.compile(r"(?:罚款|罚没款?|金额|标的额?|款项|资金|损失)[^，,。；]{0,4}$|^[^，,。；]{0,4}$")
_DEALT_WITH = re.compile(
    r"^[，,、；;]?(?:已|累计|共计?|全部|均已|督促|现场|协调)*(?:办理|办件|受理|办结|化解|解决|整改|采纳|处置|整治|答复)(?:完成|到位|完毕)?$"
)
_GENERIC = {
    "元": _AMOUNT,
    **dict.fromkeys(("件", "起", "个", "条", "项", "处"), _DEALT_WITH),
    **dict.fromkeys(("人", "名", "人次", "位"), _TAKING_PART),
}
_OF_ITS_KIND = 0.9
_TAKING_PART_BEHIND = re.compile(r"[^，,。；]{0,8}(?:参加|参与|参训|受训|参会|接受培训|受益|受教育)?$")
"""Said of persons counted after sessions, these do not tell what they took part in."""
_TAKEN = 0.88
"""A sentence seldom tells one thing twice: 问题57个，已帮助解决52个 are two."""
_OF_WHOLE = 1.07
"""A part is mostly of the indicator that its whole is of: 受理96件，其中邻里纠纷40件、婚姻纠纷26件."""
_CLOSE = 0.6
_EACH = re.compile(r"(?:人|户|村|日|月|件|场|社区)均|平均每|平均(?!分)")
_OF_EACH = re.compile(r"人均|平均|每")
"""What is told of each is no total."""
_CHANGE = re.compile(
    r"同比|环比|较上年|比上年|较去年|比去年|(?:上升|下降|增长|提升|减少|提高)(?![至到为])|增幅|降幅"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is said about a count: pieces of text with how near they are to it, nearest first.

    ``spans`` are (start, end, weight) in the text; the first ends where the number begins.
    """

    spans: tuple[tuple[int, int, float], ...]
    at: int
    unit: str
    later: tuple[tuple[int, int, float], ...] = ()
    """What is said in the clause after, which tells only where the rest does not: 召开会议4次，研究法治."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """The indicator that fits best, how well, and others that fit as well."""

    code: str
    score: float
    also: tuple[str, ...] = ()


def bind(
    text: str,
    context: Context,
    hits: Sequence[tuple[int, int, str]],
    vocabulary: Vocabulary,
    *,
    before: str = "",
    taken: Collection[str] = (),
    whole: str = "",
) -> Bound | None:
    """Return the indicator that a count is, None if none fits.

    ``hits`` are the words of the vocabulary with their places in ``text``, in order; ``before`` is the
    indicator of the count before; ``taken`` are those of all counts before it in the sentence; ``whole``
    is that of which a count is a part, which may well be told again.
    """
    if context.unit in ("个", "项", "大") and (
        _behind(text, context, _PIECES) or _behind(text, context, _WHOSE)
    ):
        return None
    said = _said(context, hits)
    scores: dict[str, float] = {}
    _by_cues(said, context, vocabulary, scores)
    _by_labels(text, context, said, vocabulary, scores)
    field = before.partition(".")[0] if taken else ""
    followers = _followers(context, vocabulary, before, taken)
    _by_what_went_before(text, context, followers, scores)
    changes = _is_change(text, context)
    each = _EACH.search(text, max(context.spans[0][0], context.at - 12), context.at) is not None
    organs = context.unit in ("个", "家") and (
        _behind(text, context, _ORGANS)
        or _ORGANS_BEFORE.search(text, max(context.spans[0][0], context.at - 8), context.at) is not None
    )
    best: list[tuple[float, str]] = []
    for code, score in scores.items():
        indicator = vocabulary.indicators[code]
        if (
            changes != code.endswith("yoy")
            or (organs and not _OF_ORGANS.search(indicator.label))
            or (each and not _OF_EACH.search(indicator.label))
        ):
            continue
        fitting = score * fits(context.unit)[code]
        if field and indicator.field == field:
            fitting *= _SAME_FIELD
        if code in followers:
            fitting *= _FOLLOWER
        fitting *= _OF_WHOLE if code == whole else _TAKEN if code in taken else 1.0
        if fitting >= _LEAST:
            best.append((fitting, code))
    if not best:
        if not context.later:
            return None
        wider = replace(context, spans=(*context.spans, *context.later), later=())
        return bind(text, wider, hits, vocabulary, before=before, taken=taken, whole=whole)
    best.sort(key=lambda one: (-one[0], one[1]))
    top = best[0]
    also = tuple(code for score, code in best[1:4] if score >= _ALSO * top[0])
    return Bound(code=top[1], score=top[0], also=also)


def _followers(
    context: Context, vocabulary: Vocabulary, before: str, taken: Collection[str]
) -> tuple[str, ...]:
    """Return what is mostly told after the count before; money told after two parts is of both."""
    followers = vocabulary.followers.get(before, ())
    others = [vocabulary.followers.get(code, ()) for code in taken if code != before]
    return () if context.unit == "元" and any(set(one) - set(followers) for one in others) else followers


def _by_what_went_before(
    text: str, context: Context, followers: tuple[str, ...], scores: dict[str, float]
) -> None:
    """Score what is mostly told next where the count's own words do not say what it is of: 覆盖200余人次."""
    generic = _GENERIC.get(context.unit)
    if not followers or generic is None:
        return
    start, end, _ = context.spans[0]
    behind = next((span for span in context.spans[1:] if span[2] == BEHIND), (end, end, BEHIND))
    if generic.search(text, start, end) and _TAKING_PART_BEHIND.match(text, behind[0], behind[1]):
        fitting = fits(context.unit)
        for code in followers:
            if fitting.get(code, 0.0) >= _OF_ITS_KIND:
                scores[code] = max(*scores.values(), _TOLD_NEXT) if scores else _TOLD_NEXT


_ORGANS = re.compile(
    r"(?:部门|单位|(?:党政|行政)?机关|乡镇|镇街|街镇|县区|区县|站所|科室|(?:行政|嘎查)?村|社区)+(?:[（(][^）)]{1,6}[）)])?"
    r"(?=[、，,。；;的对]|(?:主要)?负责人|开展|建[成立设]|设[立置]|配[备齐]|成立|组建|打造|召开|举办|签订|创建|挂牌|实现|完成|进行|实地|参加|均|全部|履行|落实|接受|$)"
)
"""Offices and villages, counted for themselves and not for what they did: 整合10个部门."""
_ORGANS_BEFORE = re.compile(r"(?:^|[，,。；;中的])(?:行政)?(?:村[（(]社区[）)]|村居|社区|村|部门)$")
"""Named alone before their number: 其中村（社区）18个建立工作站."""
_OF_ORGANS = re.compile(r"单位|部门|机构|机关|主体|村|社区|企业")


_PIECES = re.compile(r"(?:程序|环节|方面|领域|要素|维度|步骤|流程|阶段|层面|板块|关口)")
"""Pieces of a thing, of which a number is no result: 专家论证等5项程序."""


_WHOSE = re.compile(
    r"(?:行政)?(?:村|社区|部门|单位|村居)(?:[（(][^）)]{1,6}[）)])?(?:党组织|党支部)?(?:书记|主任|负责人|干部|代表)"
)
"""Of such a count only the persons are told of, who are counted next: 12个村书记述法12人."""


def _behind(text: str, context: Context, things: re.Pattern[str]) -> bool:
    """Whether such things are counted: their name stands right behind the measure word."""
    behind = next((span for span in context.spans if span[2] == BEHIND and span[0] >= context.at), None)
    return behind is not None and things.match(text, behind[0]) is not None


_Places = dict[str, list[tuple[float, int, int]]]


def _said(context: Context, hits: Sequence[tuple[int, int, str]]) -> _Places:
    """Return each word that is said with its places and their weights, the nearest first."""
    found: _Places = {}
    telling = _telling(context.unit)
    for since, until, weight in context.spans:
        for number in range(bisect_left(hits, (since,)), len(hits)):
            start, end, word = hits[number]
            if start >= until:
                break
            if end > until or word not in telling:
                continue
            if weight == BEHIND and since >= context.at:
                gap = start - since
                nearness = _FOLLOWS if gap <= 1 else max(BEHIND, _FOLLOWING - _FADES * gap)
            elif weight != BESIDE or end > context.at:
                nearness = weight
            else:
                gap = context.at - end
                nearness = _TOUCHING if gap <= 1 else max(BEHIND, _NEAR - _FADES * gap)
            found.setdefault(word, []).append((nearness, start, end))
    if context.unit:
        found.setdefault(context.unit, []).append((BEHIND, context.at, context.at))
    for places in found.values():
        if len(places) > 1:
            places.sort(reverse=True)
    return found


def _by_cues(said: _Places, context: Context, vocabulary: Vocabulary, scores: dict[str, float]) -> None:
    cues_of = _cues_for(context.unit)
    words = set(said)
    for number in {number for word in words for number in cues_of.get(word, ())}:
        cue = vocabulary.cues[number]
        for group in cue.must:
            if group.isdisjoint(words):
                break
        else:
            _by_cue(cue, said, vocabulary, scores)


def _by_cue(cue: Cue, said: _Places, vocabulary: Vocabulary, scores: dict[str, float]) -> None:
    """Score one cue: every group of it said, no word twice, most of it near the number."""
    if _spoken_against(cue.absent, said):
        return
    total = nearest = close = 0.0
    beside = apart = 0
    used: list[tuple[int, int]] = []
    for group in cue.groups:
        weight, gain = _best(group, said, vocabulary, used)
        if weight < EARLIER:
            break
        nearest = max(nearest, weight)
        if not used or used[-1][0] != used[-1][1]:
            beside += weight >= BEHIND
            apart += weight < BEHIND
        total += gain
        close += gain if weight >= OWN else 0.0
    else:
        for group in cue.wide:
            weight, gain = _best(group, said, vocabulary, used)
            if not weight:
                break
            total += min(weight, BESIDE) * gain / weight if weight > BESIDE else gain
            nearest = max(nearest, weight if not cue.groups else 0.0)
        else:
            # A word or two near the number, all the rest far away, is chance.
            far = cue.groups and close < _CLOSE * total and not cue.wide
            if beside and not apart:
                total *= _ALL_BESIDE
            elif apart:
                total *= _SOME_BESIDE if beside else _NONE_BESIDE
            if nearest >= OWN and not far and total > scores.get(cue.code, 0.0):
                scores[cue.code] = total


def _spoken_against(absent: Iterable[str], said: _Places) -> bool:
    """Whether a word stands beside the count that must not."""
    for word in absent:  # noqa: SIM110 — any() is slower by a third, asked of every cue of every count
        if (places := said.get(word)) and places[0][0] >= BEHIND:
            return True
    return False


def _best(
    group: tuple[str, ...], said: _Places, vocabulary: Vocabulary, used: list[tuple[int, int]]
) -> tuple[float, float]:
    """Return the weight and gain of the best word of a group; what another group said is not said twice."""
    weight = gain = 0.0
    place = None
    for word in group:
        if (places := said.get(word)) is None:
            continue
        worth = vocabulary.words[word]
        for found, start, end in places:
            if found * worth <= gain:
                break
            for since, until in used:
                if start < until and since < end:
                    break
            else:
                weight, gain, place = found, found * worth, (start, end)
                break
    if place:
        used.append(place)
    return weight, gain


def _by_labels(
    text: str, context: Context, said: _Places, vocabulary: Vocabulary, scores: dict[str, float]
) -> None:
    """Score the labels and other words of indicators by how many of their pairs of characters are said."""
    near: dict[str, float] = {}
    for start, end, weight in context.spans:
        if weight < AROUND:
            continue
        for pair in _pairs(text[start:end]):
            if weight > near.get(pair, 0.0):
                near[pair] = weight
    phrases_of = _phrases_for(context.unit)
    tried = {number for pair in phrases_of.keys() & near.keys() for number in phrases_of[pair]}
    for number in tried:
        phrase = vocabulary.phrases[number]
        matched = gained = nearest = 0.0
        for pair, weight in phrase.pairs:
            if nearness := near.get(pair):
                matched += weight
                gained += weight * nearness
                nearest = max(nearest, nearness)
        if matched < SAID_OF_LABEL * phrase.weight or nearest < OWN:
            continue
        # A label that is said in full is worth what its length is worth.
        score = _LABEL * (gained - _UNSAID * (phrase.weight - matched))
        if (
            score >= _LEAST_BY_LABEL
            and score > scores.get(phrase.code, 0.0)
            and not _spoken_against(vocabulary.never.get(phrase.code, ()), said)
        ):
            scores[phrase.code] = score


@cache
def fits(unit: str) -> dict[str, float]:
    """Return how well a unit fits each indicator that it fits at all."""
    found = {code: fit(unit, one.unit) for code, one in vocabulary_of_all().indicators.items()}
    return {code: worth for code, worth in found.items() if worth}


@cache
def _cues_for(unit: str) -> dict[str, tuple[int, ...]]:
    """Return the cues of the indicators that a unit fits, by the words of their first groups."""
    words, fitting = vocabulary_of_all(), fits(unit)
    return {
        word: kept
        for word, numbers in words.cues_of.items()
        if (kept := tuple(number for number in numbers if words.cues[number].code in fitting))
    }


@cache
def _telling(unit: str) -> frozenset[str]:
    """Return the words of all cues of the indicators that a unit fits; what other words say is nothing to
    it.
    """
    words = vocabulary_of_all()
    numbers = {number for numbers in _cues_for(unit).values() for number in numbers}
    return frozenset(
        word
        for cue in map(words.cues.__getitem__, numbers)
        for group in (*cue.groups, *cue.wide, cue.absent)
        for word in group
    )


@cache
def _phrases_for(unit: str) -> dict[str, tuple[int, ...]]:
    """Return the labels of the indicators that a unit fits, by their keys."""
    words, fitting = vocabulary_of_all(), fits(unit)
    return {
        pair: kept
        for pair, told in words.phrases_of.items()
        if (kept := tuple(one for one in told if words.phrases[one].code in fitting))
    }


@lru_cache(maxsize=2048)
def _pairs(words: str) -> frozenset[str]:
    """Return the pairs of a piece of text: those of a heading are asked again for every count under it."""
    return frozenset(pairs(words))


def _is_change(text: str, context: Context) -> bool:
    if context.unit not in ("%", "个百分点"):
        return False
    start, end, _ = context.spans[0]
    return bool(_CHANGE.search(text, max(start, end - 10), end))


def is_rate(code: str, vocabulary: Vocabulary) -> bool:
    """Tell whether an indicator is a rate in percent."""
    indicator = vocabulary.indicators[code]
    return indicator.kind is Kind.RATE or indicator.unit == "%"

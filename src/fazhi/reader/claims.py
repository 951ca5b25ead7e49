"""Stages six and seven together: the counts of a report, each in its context, bound to its indicator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from fazhi.reader.binding import AROUND, BEFORE, BEHIND, BESIDE, EARLIER, FARTHER, OWN, Bound, Context, bind
from fazhi.reader.parts import Part
from fazhi.reader.quantities import Quantity, quantities
from fazhi.reader.reading import Claim, Direction, Scope
from fazhi.reader.said_in_words import WordClaim, word_claims
from fazhi.reader.scopes import scope_and_period
from fazhi.reader.sentences import Sentence, after_means, clause_start, clauses_before
from fazhi.reader.vocabulary import Vocabulary, vocabulary
from fazhi.reader.worth_keeping import SURE, worth_keeping

_PARTICLES = re.compile(
    r"(?:全[镇乡区县市村]|全街道|全年|累计|总共|合计|[\s，,、和及与共计达到约超近有为是的（()）：:其中分别均各以及等])+"
)
_STOP = re.compile(r"[，,。；;！？：:\n（()）]")
_MEMBERS = re.compile(
    r"由[^，,。；;\n]{2,40}?(?:组成|构成)的?|(?:吸纳|整合)[^，,。；;\n]{2,30}?等"
    r"|(?:聚焦|面向|针对|围绕)[^，,。；;\n]*、[^，,。；;\n]*、[^，,。；;\n]*?等(?:重点|关键|不同)?(?:群体|人群|对象|人员)"
)
_BRACKET = re.compile(r"[（(][\u4e00-\u9fff、]{1,6}[）)](?=[\u4e00-\u9fff])")
"""A short bracket inside a noun, which does not end it: 13个乡（镇）工作站."""
_CHANGED_TO = re.compile(
    r"[，,]?(?:提高|提升|增加|增长|上升|下降|减少|压缩|压减|缩短|扩大|扩充|调整|降低|降|增)[到至为]"
)
_CHANGED_FROM = re.compile(r"(?:由|从)[^，,。；;0-9]{0,8}$")
_RESPECTIVELY = re.compile(r"分别(?:为|是|有|达到?|占|完成)?")
_PART_OF = re.compile(r"其中|包括|含(?!有)|包含")
_LONGEST_AFTER = 40
_LONGEST_LATER = 26
_LONGEST_LINK = 12
_DONE = re.compile(
    r"开展|举办|(?<!调解)组织|召开|发放|发现|排查|受理|办理|办结|化解|完成|整改|解答|覆盖|建立|制定|出台|提出|进行|(?<!公)共计?|累计|划分|设立|设置|聘请"
)
_SHARED_RATE = re.compile(
    r"(?P<others>(?:[\u4e00-\u9fff]{2,12}[率度](?:、|和|与|及))+)[\u4e00-\u9fff]{1,12}[率度](?:分别)?(?:均|都|皆|双双|同)\D{0,4}$"
)
_RATE_NAME = re.compile(r"[\u4e00-\u9fff]{1,12}?[率度](?=、|和|与|及)")


@dataclass(slots=True)
class _Told:
    """A sentence being read: the text, its quantities and the spans that their contexts are made of."""

    text: str
    sentence: Sentence
    previous: tuple[int, int] | None
    hits: list[tuple[int, int, str]]
    before: str = ""
    """The indicator of the last count of the sentence before, if both are of one paragraph."""
    counts: list[Quantity] = field(default_factory=list)


def claims(
    text: str, told: Sequence[Sentence], parts: dict[str, Part], year: int | None
) -> tuple[Claim, ...]:
    """Return every figure that a report claims, in order of reading."""
    words = vocabulary()
    found: list[Claim] = []
    before: Sentence | None = None
    heading_hits: dict[int, list[tuple[int, int, str]]] = {}
    for sentence in told:
        same = before is not None and before.paragraph == sentence.paragraph
        previous = (before.start, before.end) if before is not None and same else None
        counts = quantities(sentence)
        spoken = list(word_claims(sentence))
        if counts or spoken:
            hits = [
                (start + sentence.start, end + sentence.start, word)
                for start, end, word in words.hits(sentence.text)
            ]
            if previous and before is not None:
                hits += [(s + previous[0], e + previous[0], w) for s, e, w in words.hits(before.text)]
            for heading in sentence.headings:
                if heading.start not in heading_hits:
                    at = heading.start
                    heading_hits[at] = [(s + at, e + at, w) for s, e, w in words.hits(text[at : heading.end])]
                hits += heading_hits[heading.start]
            hits = sorted(_without_members(hits, text, sentence, before if previous else None))
            last = found[-1].indicator if same and found else None
            state = _Told(
                text=text,
                sentence=sentence,
                previous=previous,
                hits=hits,
                before=last or "",
                counts=counts,
            )
            part = _part_at(sentence.start, parts)
            found += _of_sentence(state, spoken, words, part=part, year=year, already=len(found))
        before = sentence
    return tuple(found)


def _without_members(
    hits: list[tuple[int, int, str]], text: str, sentence: Sentence, before: Sentence | None
) -> list[tuple[int, int, str]]:
    """Leave out what only says of whom a team is made up: 由法律顾问、网格员组成的宣讲队."""
    start = before.start if before else sentence.start
    members = [found.span() for found in _MEMBERS.finditer(text, start, sentence.end)]
    if not members:
        return hits
    return [hit for hit in hits if not any(since <= hit[0] and hit[1] <= until for since, until in members)]


def _part_at(position: int, parts: dict[str, Part]) -> str:
    return next(
        (
            name
            for name in ("next_year", "shortcomings", "first_responsible", "other")
            if parts[name].state != "missing"
            and parts[name].end - parts[name].start > 20
            and parts[name].start <= position < parts[name].end
        ),
        "measures",
    )


def _of_sentence(
    told: _Told, spoken: list[WordClaim], words: Vocabulary, *, part: str, year: int | None, already: int
) -> list[Claim]:
    made: list[tuple[int, Claim]] = []
    contexts = _contexts(told)
    whole: int | None = None
    whole_code = ""
    before = told.before
    taken: set[str] = set()
    for number, (quantity, context) in enumerate(zip(told.counts, contexts, strict=True)):
        others = _named_alone(told, quantity, context)
        if others:
            # Those before it are counts of their own: the last is only what stands after them.
            since = context.spans[0][0]
            own = ((others[-1].at, quantity.start, BESIDE), (since, others[-1].at, OWN))
            context = replace(context, spans=(*own, *context.spans[1:]))  # noqa: PLW2901 — the same, narrowed
        for named in others:
            bound = bind(told.text, named, told.hits, words, before=before)
            made.append((named.at, _claim(told, quantity, named, bound, words=words, part=part, year=year)))
        between = told.text[told.counts[number - 1].end if number else told.sentence.start : quantity.start]
        is_part = bool(number and _PART_OF.search(between))
        bound = bind(
            told.text,
            context,
            told.hits,
            words,
            before=before,
            taken=taken,
            whole=before if is_part else whole_code,
        )
        if is_part:
            whole_code = before
        elif "。" in between or "；" in between:
            whole_code = ""
        before = bound.code if bound else before
        taken.update([bound.code] if bound else ())
        denied = _DENIED.search(told.text, max(told.sentence.start, quantity.start - 6), quantity.start)
        if denied or not worth_keeping(quantity, bound, told.text, told.sentence.start):
            continue
        claim = _claim(told, quantity, context, bound, words=words, part=part, year=year)
        if is_part and made:
            whole = already + len(made) - 1
        elif "。" in between or (number and not made):
            whole = None
        if whole is not None and whole != already + len(made):
            claim = replace(claim, part_of=whole)
        made.append((quantity.start, claim))
    made += [
        (said.start, heard)
        for said in spoken
        if (heard := _spoken(told, said, words, part, year)) is not None
        and not any(_same_place(heard, other) for _, other in made)
    ]
    made.sort(key=lambda one: one[0])
    return [claim for _, claim in made]


def _named_alone(told: _Told, quantity: Quantity, context: Context) -> list[Context]:
    """Return the contexts of rates that share one number with the last: 参考率、合格率均为100%."""
    start, end, weight = context.spans[0]
    if quantity.unit != "%" or weight != BESIDE or end != quantity.start:
        return []
    shared = _SHARED_RATE.search(told.text, max(told.sentence.start, start - 40), end)
    if shared is None:
        return []
    others = []
    for name in _RATE_NAME.finditer(shared.group("others")):
        since, until = shared.start() + name.start(), shared.start() + name.end()
        spans = ((since, until, BESIDE), *((s, e, w) for s, e, w in context.spans[1:] if w < BEHIND))
        others.append(Context(spans=spans, at=until, unit="%"))
    return others


def _same_place(one: Claim, other: Claim) -> bool:
    return one.number[0] < other.number[1] and other.number[0] < one.number[1]


_DENIED = re.compile(r"(?:未(?:发生|出现|收到)|没有(?:发生)?|无|零发生)过?$")


def _contexts(told: _Told) -> list[Context]:
    """Say for every quantity of a sentence what is said about it."""
    shared = _respectively(told)
    contexts = []
    before: tuple[tuple[int, int, float], ...] = ()
    for number, quantity in enumerate(told.counts):
        floor = told.counts[number - 1].end if number else told.sentence.start
        near = clause_start(told.text, quantity.start, floor, lists=True)
        after_end = _after_end(told, number)
        spans: list[tuple[int, int, float]] = []
        if own := shared.get(number):
            spans = [(start, end, BESIDE) for start, end in own]
        elif before and _CHANGED_TO.fullmatch(told.text, floor, quantity.start):
            # 由3%提高到5%: the second number is of what was said of the first.
            spans = [(near, quantity.start, BESIDE), *((s, e, w) for s, e, w in before if w != BEHIND)]
        elif _PARTICLES.sub("", told.text[floor : quantity.start]) or not before:
            spans = _beside(told, number, near, floor, after_end)
        else:
            # 20批56人次: nothing is said of the second count, so it is what was said of the first.
            spans = [(near, quantity.start, BESIDE), *before]
            if after_end > quantity.end:
                spans.insert(1, (quantity.end, after_end, BEHIND))
        spans += _shared_behind(told, number)
        own_spans = tuple(span for span in spans if span[2] >= FARTHER)
        spans.append((told.sentence.start, floor, EARLIER))
        for depth, heading in enumerate(reversed(told.sentence.headings)):
            if heading.level > 1 or len(told.sentence.headings) == 1:
                spans.append((heading.start, heading.end, AROUND - 0.04 * depth))
        if told.previous:
            spans.append((*told.previous, BEFORE))
        contexts.append(
            Context(
                spans=tuple(spans),
                at=quantity.start,
                unit=quantity.unit,
                later=_later(told, number, after_end),
            )
        )
        before = own_spans
    return contexts


def _beside(told: _Told, number: int, near: int, floor: int, after_end: int) -> list[tuple[int, int, float]]:
    """Return what is said beside a count; by what means something was done says less than what was done."""
    quantity = told.counts[number]
    done = after_means(told.text, near, quantity.start)
    spans = [(done, quantity.start, BESIDE)]
    if after_end > quantity.end:
        spans.append((quantity.end, after_end, BEHIND))
    if done > near:
        spans.append((near, done, OWN))
    farther = zip(clauses_before(told.text, near, floor), (OWN, FARTHER), strict=False)
    return spans + [(start, end, weight) for (start, end), weight in farther]


def _after_end(told: _Told, number: int) -> int:
    """Return where what is said behind a number ends: 392名志愿者签订承诺书."""
    quantity = told.counts[number]
    limit = min(told.sentence.end, quantity.end + _LONGEST_AFTER)
    if number + 1 < len(told.counts):
        limit = min(limit, told.counts[number + 1].start)
    stop = _stop(told.text, quantity.end, limit)
    end = stop if stop is not None else limit
    # 、 parts two counts of a chain, but not the nouns behind one number.
    mark = told.text.find("、", quantity.end, end)
    if mark == quantity.end:
        return quantity.end
    if stop is None and number + 1 < len(told.counts) and end == told.counts[number + 1].start:
        # What is done next is told of the next count: 在9个村开展宣讲9次.
        done = _DONE.search(told.text, quantity.end + 1, end)
        return done.start() if done else end
    return end


def _shared_behind(told: _Told, number: int) -> list[tuple[int, int, float]]:
    """Return what stands behind the last of a chain of counts and is told of all: 镇26项、县14项高频事项."""
    quantity = told.counts[number]
    last = number
    while (
        last + 1 < len(told.counts)
        and told.text[told.counts[last].end : told.counts[last].end + 1] in "、和及与"
        and told.counts[last + 1].unit == quantity.unit
        and told.counts[last + 1].start - told.counts[last].end <= _LONGEST_LINK
    ):
        last += 1
    if last == number:
        return []
    start = told.counts[last].end
    end = _after_end(told, last)
    return [(start, end, OWN)] if end > start else []


def _stop(text: str, start: int, limit: int) -> int | None:
    """Return where a clause ends, None if not before the limit; a short bracket inside a noun ends none."""
    at = start
    while (found := _STOP.search(text, at, limit)) is not None:
        inside = _BRACKET.match(text, found.start(), limit)
        if inside is None:
            return found.start()
        at = inside.end()
    return None


def _later(told: _Told, number: int, after_end: int) -> tuple[tuple[int, int, float], ...]:
    """Return the clause after a count's own, which may say what it was for: 召开会议4次，研究法治工作."""
    limit = told.sentence.end
    if number + 1 < len(told.counts):
        # The clause of the next count tells of that.
        limit = clause_start(told.text, told.counts[number + 1].start, after_end, lists=True)
    limit = min(limit, after_end + _LONGEST_LATER)
    return ((after_end, limit, EARLIER),) if limit > after_end + 2 else ()


def _respectively(told: _Told) -> dict[int, list[tuple[int, int]]]:
    """Pair 行政复议、行政诉讼案件分别为A件、B件: each count with its own name and what is said of all."""
    found: dict[int, list[tuple[int, int]]] = {}
    for said in _RESPECTIVELY.finditer(told.sentence.text):
        start, end = said.start() + told.sentence.start, said.end() + told.sentence.start
        run = [
            number
            for number, quantity in enumerate(told.counts)
            if quantity.start >= end and not re.search(r"[。；;]", told.text[end : quantity.start])
        ]
        floor = max((q.end for q in told.counts if q.end <= start), default=told.sentence.start)
        names = _names(told.text, floor, start)
        if len(run) < len(names) or len(names) < 2:
            continue
        tail = names[-1]
        for number, name in zip(run, names, strict=False):
            found[number] = [name] if name == tail else [name, (max(tail[0], tail[1] - 2), tail[1])]
    return found


def _names(text: str, floor: int, end: int) -> list[tuple[int, int]]:
    """Split what stands before 分别 into its members."""
    clause = end
    for index in range(end - 1, floor - 1, -1):
        if text[index] in "。；;：:" or (text[index] in "，," and "、" in text[index:end]):
            break
        clause = index
    pieces = re.split(
        r"[、,，]|(?<=[\u4e00-\u9fff])(?:以及|和|及|与)(?=[\u4e00-\u9fff]{2})", text[clause:end]
    )
    names, at = [], clause
    for piece in pieces:
        start = text.find(piece, at)
        names.append((start, start + len(piece)))
        at = start + len(piece)
    return [name for name in names if name[1] - name[0] > 1]


def _claim(
    told: _Told,
    quantity: Quantity,
    context: Context,
    bound: Bound | None,
    *,
    words: Vocabulary,
    part: str,
    year: int | None,
) -> Claim:
    start = _start_of_clause(told, quantity, context)
    end = quantity.end
    behind = next((span for span in context.spans if span[0] == quantity.end and span[2] == BEHIND), None)
    if behind and told.text[behind[0] : behind[0] + 1] not in "、，,":
        end = behind[1]
    scope, period = scope_and_period(
        told.text[told.sentence.start : quantity.start], told.sentence.text, part=part, year=year
    )
    changed = _CHANGED_FROM.search(told.text, max(told.sentence.start, quantity.start - 10), quantity.start)
    if changed and _CHANGED_TO.match(told.text, quantity.end):
        scope, period = Scope.HISTORY, str(year - 1) if year else ""
    return Claim(
        indicator=bound.code if bound else None,
        label=words.indicators[bound.code].label if bound else _noun_phrase(told, quantity, context),
        value=quantity.value,
        unit=quantity.unit or (words.indicators[bound.code].unit if bound else ""),
        direction=quantity.direction,
        scope=scope,
        period=period,
        text=told.text[start:end],
        section=told.sentence.section,
        start=start,
        end=end,
        number=(quantity.start, quantity.end),
        also=bound.also if bound else (),
    )


def _start_of_clause(told: _Told, quantity: Quantity, context: Context) -> int:
    # What is claimed begins with a name that shares its number with others: 参考率、合格率均为100%.
    own = context.spans[0][1] == quantity.start or context.at != quantity.start
    start = context.spans[0][0] if own else quantity.start
    while start < quantity.start and told.text[start] in " ，,、；;\n":
        start += 1
    for heading in told.sentence.headings:
        # A marker before the words is not part of what is claimed.
        if heading.start == start and heading.marker:
            start += len(heading.marker)
    return start


def _noun_phrase(told: _Told, quantity: Quantity, context: Context) -> str:
    """Return what is counted, in the report's own words: a proposed local indicator."""
    before = told.text[context.spans[0][0] : quantity.start].strip(" ，,、：:")
    before = re.sub(
        r"^(?:\d{4}年(?:以来)?|全年|今年以来|年内|累计|共计?|截至目前|目前|其中|已|现有|另)+", "", before
    )
    before = re.sub(r"(?:共计?|达到?|为|有|约|近|超|累计|已)+$", "", before)
    behind = ""
    if (
        told.text[quantity.end : quantity.end + 1] != "、"
        and (end := _stop(told.text, quantity.end, quantity.end + _LONGEST_AFTER)) is not None
    ):
        behind = told.text[quantity.end : end]
    return (before + behind).strip(" 、") or told.sentence.text[:20]


def _spoken(told: _Told, said: WordClaim, words: Vocabulary, part: str, year: int | None) -> Claim | None:
    """Bind a figure said in words; what fits no indicator well is no figure."""
    if part in ("next_year", "shortcomings") and said.kind != "often":
        return None
    spans: list[tuple[int, int, float]] = [(said.start, said.end, BESIDE)]
    # What is not there is named beside the word that says so; what is everywhere may be named before.
    spans.append((told.sentence.start, said.start, BEFORE if said.kind == "nought" else EARLIER))
    spans += [(h.start, h.end, AROUND) for h in told.sentence.headings if h.level > 1]
    if told.previous:
        spans.append((*told.previous, BEFORE))
    best: Bound | None = None
    unit = ""
    for unit in said.units:
        bound = bind(told.text, Context(spans=tuple(spans), at=said.end, unit=unit), told.hits, words)
        if bound and words.indicators[bound.code].unit == unit and (best is None or bound.score > best.score):
            best = bound
    if best is None or best.score < SURE * said.doubt:
        return None
    indicator = words.indicators[best.code]
    scope, period = scope_and_period(
        told.text[told.sentence.start : said.start], told.sentence.text, part=part, year=year
    )
    if scope is Scope.OBLIGATION and said.kind != "often":
        return None
    return Claim(
        indicator=best.code,
        label=indicator.label,
        value=said.value,
        unit="件" if indicator.unit == "件次" else indicator.unit,
        direction=Direction.EXACT,
        scope=scope,
        period=period,
        text=told.text[said.start : said.end],
        section=told.sentence.section,
        start=said.start,
        end=said.end,
        number=said.number,
        said_in_words=True,
        also=best.also,
    )

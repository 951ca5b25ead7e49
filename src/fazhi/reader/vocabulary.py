"""What reports say of each indicator, as data: labels, other words, and cues, compiled once for reading.

A cue is words that must all be said of a count, ``a/b`` any of them, ``@a`` also in a heading or the
sentence before,
``-a`` not beside the count.  An indicator without cues is found by how much of its label or other words
is said.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import pairwise

from fazhi.law.indicators import Kind, StandardIndicator, standard_indicators
from fazhi.procedures import registry

_ENDINGS = sorted(
    [
        "件数",
        "次数",
        "人数",
        "人次",
        "场次",
        "项数",
        "条数",
        "份数",
        "家数",
        "个数",
        "户数",
        "起数",
        "处数",
        "支数",
        "篇数",
        "部数",
        "期数",
        "张数",
        "幅数",
        "台数",
        "宗数",
        "所数",
        "批次",
        "件次",
        "家次",
        "（件）",
        "总数",
        "数",
        "率",
        "件",
        "个",
        "项",
        "次",
        "总量",
        "量",
        "金额",
    ],
    key=len,
    reverse=True,
)
SAID_OF_LABEL = 0.75
"""How much of a label must be said."""
_BRACKET = re.compile(r"(?<=[\u4e00-\u9fff])[（(][\u4e00-\u9fff、]{1,6}[）)](?=[\u4e00-\u9fff])")
_COMMON = 60
"""A pair of characters in more phrases than this tells nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A way of saying an indicator: each group of words must be said, in the sentence or (``wide``)
    around it.
    """

    code: str
    groups: tuple[tuple[str, ...], ...]
    wide: tuple[tuple[str, ...], ...]
    """Groups that may also be said around the sentence."""
    absent: tuple[str, ...]
    key: tuple[str, ...] = ()
    """The group that the fewest indicators share: without a word of it the cue is not looked at."""
    must: tuple[frozenset[str], ...] = ()
    """All other groups as sets: a cue that lacks a word of one is passed over at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A label or other words of an indicator as pairs of characters with their weights.

    ``weight`` counts the pairs too that are so common that they tell nothing and are left out of ``pairs``.
    """

    code: str
    pairs: tuple[tuple[str, float], ...]
    weight: float

    @property
    def keys(self) -> tuple[str, ...]:
        """The fewest pairs of which one is said wherever enough of the label is; () if it never is."""
        spare = sum(weight for _, weight in self.pairs) - SAID_OF_LABEL * self.weight
        found = []
        for pair, weight in sorted(self.pairs, key=lambda one: -one[1]):
            if spare < 0:
                break
            found.append(pair)
            spare -= weight
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything compiled: the indicators, cues by their words, phrases by their pairs, words by their
    first two.
    """

    indicators: Mapping[str, StandardIndicator]
    cues: tuple[Cue, ...]
    cues_of: Mapping[str, tuple[int, ...]]
    phrases: tuple[Phrase, ...]
    phrases_of: Mapping[str, tuple[int, ...]]
    """The phrases by their keys."""
    lengths: Mapping[str, tuple[int, ...]]
    words: Mapping[str, float]
    """What each word of the cues weighs: long words that few indicators share weigh most."""
    never: Mapping[str, frozenset[str]]
    """What no way of saying an indicator has beside the count: then its label does not say it either."""
    followers: Mapping[str, tuple[str, ...]]
    """What is mostly told next after an indicator: after sessions, who took part."""

    def hits(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield every word of the cues that stands in a text, with its place; words may overlap.

        A word may have a short bracket inside: 党工委（扩大）会议 says 党工委会议.
        """
        yield from self._plain_hits(text)
        if _BRACKET.search(text):
            places = [at for since, until in _outside(text) for at in range(since, until)]
            bare = "".join(text[at] for at in places)
            for start, end, word in self._plain_hits(bare):
                first, last = places[start], places[end - 1] + 1
                if last - first > len(word):
                    yield first, last, word

    def _plain_hits(self, text: str) -> Iterator[tuple[int, int, str]]:
        lengths, words = self.lengths, self.words
        for start, first in enumerate(text):
            if first in words:
                yield start, start + 1, first
            for length in lengths.get(text[start : start + 2], ()):
                if (word := text[start : start + length]) in words:
                    yield start, start + len(word), word


def _outside(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that stand in no short bracket."""
    at = 0
    for bracket in _BRACKET.finditer(text):
        yield at, bracket.start()
        at = bracket.end()
    yield at, len(text)


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of all indicators, of the table and of the declared duties."""
    indicators = {**standard_indicators(), **_declared()}
    cues = tuple(_cues(indicators))
    words = {word for cue in cues for group in (*cue.groups, *cue.wide, cue.absent) for word in group}
    shared = Counter(
        word
        for _, word in {
            (cue.code, word) for cue in cues for group in (*cue.groups, *cue.wide) for word in group
        }
    )
    for alike in _synonyms().values():
        # Words that stand for one another tell alike: what few rows happen to say is not rarer for it.
        most = max(shared[word] for word in alike)
        shared |= Counter(dict.fromkeys(alike, most))
    cues = tuple(_keyed(cue, shared) for cue in cues)
    cues_of: dict[str, list[int]] = defaultdict(list)
    for number, cue in enumerate(cues):
        for word in cue.key:
            cues_of[word].append(number)
    lengths: dict[str, set[int]] = defaultdict(set)
    for word in words:
        if len(word) > 1:
            lengths[word[:2]].add(len(word))
    phrases = _phrases(indicators)
    phrases_of: dict[str, list[int]] = defaultdict(list)
    for number, phrase in enumerate(phrases):
        for pair in phrase.keys:
            phrases_of[pair].append(number)
    return Vocabulary(
        indicators=indicators,
        cues=cues,
        cues_of={word: tuple(numbers) for word, numbers in cues_of.items()},
        phrases=phrases,
        phrases_of={pair: tuple(told) for pair, told in phrases_of.items()},
        lengths={pair: tuple(sorted(found)) for pair, found in lengths.items()},
        never=_never(cues),
        followers=_followers(indicators),
        words={word: len(word) ** 0.85 * 1.4 / (1 + 0.25 * math.log(max(1, shared[word]))) for word in words},
    )


def _declared() -> dict[str, StandardIndicator]:
    return {
        code: StandardIndicator(
            code=code,
            label=declared.label,
            unit=declared.unit,
            kind=Kind(declared.kind),
            formula=declared.formula,
            says=tuple(declared.says),
        )
        for code, declared in registry.indicators().items()
    }


def _cues(indicators: Mapping[str, StandardIndicator]) -> Iterator[Cue]:
    table = resources.files(__package__).joinpath("cues.csv").read_text(encoding="utf-8")
    synonyms = _synonyms()
    for number, row in enumerate(csv.DictReader(table.splitlines(), strict=True), start=2):
        if row["code"] not in indicators:
            raise ValueError(f"reader/cues.csv:{number}: there is no indicator {row['code']!r}")
        plain: list[tuple[str, ...]] = []
        wide: list[tuple[str, ...]] = []
        absent: list[str] = []
        for part in row["cue"].split():
            if part.startswith("-"):
                absent += part[1:].split("/")
            elif "@" in part:
                wide.append(_with_synonyms((word.lstrip("@") for word in part.split("/")), synonyms))
            else:
                plain.append(_with_synonyms(part.split("/"), synonyms))
        yield Cue(
            code=row["code"],
            groups=tuple(plain),
            wide=tuple(wide),
            absent=tuple(absent),
        )


def _never(cues: Iterable[Cue]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for cue in cues:
        absent = frozenset(word for word in cue.absent if len(word) > 1)
        found[cue.code] = found.get(cue.code, absent) & absent
    return {code: words for code, words in found.items() if words}


def _keyed(cue: Cue, shared: Mapping[str, int]) -> Cue:
    groups = sorted((*cue.groups, *cue.wide), key=lambda group: sum(shared[word] for word in group))
    return replace(cue, key=groups[0], must=tuple(map(frozenset, groups[1:])))


def _synonyms() -> dict[str, tuple[str, ...]]:
    """Return words that may stand for one another in any report, by each of them."""
    table = resources.files(__package__).joinpath("synonyms.csv").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for row in table.splitlines()[1:]:
        alike = tuple(row.split())
        found |= dict.fromkeys(alike, alike)
    return found


def _with_synonyms(words: Iterable[str], synonyms: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(other for word in words for other in (word, *synonyms.get(word, ()))))


def _followers(indicators: Mapping[str, StandardIndicator]) -> dict[str, tuple[str, ...]]:
    table = resources.files(__package__).joinpath("followers.csv").read_text(encoding="utf-8")
    found: dict[str, list[str]] = defaultdict(list)
    for number, row in enumerate(csv.DictReader(table.splitlines(), strict=True), start=2):
        if missing := {row["code"], row["follower"]} - set(indicators):
            raise ValueError(f"reader/followers.csv:{number}: there is no indicator {', '.join(missing)}")
        found[row["code"]].append(row["follower"])
    return {code: tuple(codes) for code, codes in found.items()}


def _phrases(indicators: Mapping[str, StandardIndicator]) -> tuple[Phrase, ...]:
    said = [
        (indicator.code, stem)
        for indicator in indicators.values()
        for words in (indicator.label, *indicator.says)
        if len(stem := _stem(words)) > 1
    ]
    common = Counter(pair for _, stem in said for pair in set(pairs(stem)))
    found = []
    for code, stem in said:
        weights = tuple((pair, 1.6 / (1 + math.log(common[pair]))) for pair in dict.fromkeys(pairs(stem)))
        telling = tuple(one for one in weights if common[one[0]] <= _COMMON)
        found.append(Phrase(code=code, pairs=telling, weight=sum(weight for _, weight in weights)))
    return tuple(found)


def _stem(words: str) -> str:
    for ending in _ENDINGS:
        if words.endswith(ending) and len(words) - len(ending) > 1:
            return words[: -len(ending)]
    return words


def pairs(text: str) -> list[str]:
    """Return the pairs of neighbouring characters of a text, marks left out."""
    return [pair for one, other in pairwise(text) if (pair := one + other).isalnum()]

"""Characters cut in half and everything after them shifted by one byte, put back.

A text in GBK has two bytes a character.  Where a program cut or matched bytes without looking where
characters begin,
one byte is lost or stands alone, and until the next such place every character shown is the second half
of one and the
first of the next: （一）加强 is shown as ㄒ唬┘忧.  Pairs that are no character were dropped on the way.
The bytes are put
together again in all ways that they allow, and of these the one is taken that reads most like Chinese.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

import opencc

from fazhi.law.indicators import standard_indicators

_PINYIN = "a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńň"
_TOKEN = re.compile(
    rf"\?(?P<cut>[{_PINYIN}]{{1,6}})\)|\((?P<whole>[{_PINYIN}]{{1,6}})\)|(?P<one>.)", re.DOTALL
)
_SIGN = re.compile(
    rf"[ㄅ-ㄩ┌-╋ⅰ-ⅹ⒈-⒛⑴-⒇∪∩]|(?<![{_PINYIN}A-Za-z(?])[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ](?![{_PINYIN})])"
    rf"|\?[{_PINYIN}]{{1,6}}\)|(?<=[\u4e00-\u9fff，。、；：”）])\?(?=[\u4e00-\u9fff！，。、；：“”（])|[\u4e00-\u9fff]\?(?=[、，。）”])"
)
_LINE_NUMBER = re.compile(r"^\s*[⒈-⒛⑴-⒇]", re.MULTILINE)
_WINDOW_BEFORE, _WINDOW_AFTER = 8, 60
_BEAM = 40
_MOST_DROPPED = 80
_START, _START_AT_MARK, _DROPPED, _END, _END_AT_MARK = -6.0, -2.0, -2.0, -6.0, -1.0
_MARK_LOST = 3.0
_WORTH = 4.0
_FLOOR = 1e-6
_OF_A_LABEL = 256
_OF_A_MARKER = 4096
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A run that was shifted: as it came, as it is read now, and whether its bytes leave no other reading."""

    before: str
    after: str
    exact: bool


class _Way(NamedTuple):
    """One way of reading so far: its score, text, last simple character, the byte that waits for its
    other half.
    """

    score: float
    text: str
    last: str
    pending: int  # -1: not shifted; -2: shifted, the waiting byte is not known
    guessed: int = 0


@dataclass(frozen=True, slots=True)
class _Language:
    """What Chinese looks like: how often pairs and characters are met with, and the bytes of every
    character.
    """

    pairs: dict[str, float]
    singles: dict[str, float]
    character: dict[tuple[int, int], str]
    simple: dict[str, str]
    by_lead: dict[int, tuple[tuple[int, str], ...]]
    by_trail: dict[int, tuple[tuple[int, str], ...]]

    def weight(self, last: str, character: str) -> float:
        """Return how likely a character is after another, as a logarithm."""
        single = self.singles.get(character, _FLOOR)
        if character in "，。、；：":
            return math.log(single)
        before = self.singles.get(last, _FLOOR)
        pair = self.pairs.get(last + character, 0.0)
        return math.log(0.8 * pair / max(before, pair, _FLOOR) + 0.2 * single + _FLOOR)


def unshifted(text: str, *, with_pinyin: bool = False) -> tuple[str, list[Shift]]:
    """Return the text with shifted runs read anew; a text without signs of damage is returned as it is."""
    numbered = {found.end() - 1 for found in _LINE_NUMBER.finditer(text)}
    signs = [sign for sign in _SIGN.finditer(text) if sign.start() not in numbered]
    if not signs or len(signs) > len(text) // 4 + 4:
        return text, []
    shifts: list[Shift] = []
    pieces: list[str] = []
    done = 0
    for sign in signs:
        if sign.start() < done:
            continue
        start = max(done, text.rfind("\n", 0, sign.start()) + 1, sign.start() - _WINDOW_BEFORE)
        stop = text.find("\n", sign.end())
        stop = min(len(text) if stop < 0 else stop, sign.end() + _WINDOW_AFTER)
        window = text[start:stop]
        read = _read_anew(window, with_pinyin=with_pinyin)
        if read is None:
            continue
        before, after, offset, length, exact = read
        pieces += [text[done : start + offset], after]
        done = start + offset + length
        shifts.append(Shift(before=before, after=after, exact=exact))
    pieces.append(text[done:])
    return "".join(pieces), shifts


def _read_anew(window: str, *, with_pinyin: bool) -> tuple[str, str, int, int, bool] | None:
    """Return the changed stretch of a window: as it came, as read, where it stands, how long, whether
    exact.
    """
    language = _language()
    tokens = list(_TOKEN.finditer(window))
    plain = _Way(0.0, "", "。", -1)
    ways = [plain]
    for match in tokens:
        following: dict[tuple[str, int], _Way] = {}
        for way in ways:
            for other in _next(way, match, language):
                key = (other.text[-3:], other.pending)
                if key not in following or other.score > following[key].score:
                    following[key] = other
        ways = sorted(following.values(), key=lambda way: -way.score)[:_BEAM]
    closed = [_closed(way, language) for way in ways]
    best = max(closed, key=lambda way: way.score)
    unread = _plainly(tokens, language)
    if best.score < unread + _WORTH or best.text == window:
        return None
    head = 0
    while head < min(len(window), len(best.text)) and window[head] == best.text[head]:
        head += 1
    tail = 0
    while tail < min(len(window), len(best.text)) - head and window[-1 - tail] == best.text[-1 - tail]:
        tail += 1
    del with_pinyin
    before = window[head : len(window) - tail]
    return before, best.text[head : len(best.text) - tail], head, len(before), best.guessed == 0


def _plainly(tokens: list[re.Match[str]], language: _Language) -> float:
    score, last = 0.0, "。"
    for match in tokens:
        if match["one"] is None:
            score += _plain_pinyin(match)
            continue
        simple = language.simple.get(match["one"], match["one"])
        score += _seen(language, last, simple)
        last = simple
    return score


def _seen(language: _Language, last: str, character: str) -> float:
    if character.isascii() and character != "?":
        return -4.0
    return language.weight(last, character)


def _plain_pinyin(match: re.Match[str]) -> float:
    return -0.5 if match["whole"] else -14.0


def _next(way: _Way, match: re.Match[str], language: _Language) -> list[_Way]:
    if match["one"] is None:
        return _next_pinyin(way, match, language)
    sign: str = match["one"]
    found: list[_Way] = []
    bytes_ = _bytes(sign)
    simple = language.simple.get(sign, sign)
    if way.pending == -1:
        found.append(
            _Way(way.score + _seen(language, way.last, simple), way.text + sign, simple, -1, way.guessed)
        )
        if sign == "?":
            found.append(way._replace(score=way.score + _START_AT_MARK, pending=-2))
        elif bytes_ is not None:
            # A byte is lost before this character: most often the first of a full-width mark.
            found += _joined(way, None, bytes_, language, _START)
        return found
    if sign == "?":
        for _, character in language.by_lead.get(way.pending, ()):
            found.append(_said(way, character, language, _END_AT_MARK, -1, guessed=1))
        return found
    if bytes_ is None:
        ended = _closed(way, language)
        found.append(
            _Way(
                ended.score + _seen(language, ended.last, simple),
                ended.text + sign,
                simple,
                -1,
                ended.guessed,
            )
        )
        return found
    found += _joined(way, None if way.pending == -2 else way.pending, bytes_, language, 0.0)
    ended = _closed(way, language)
    found.append(
        _Way(ended.score + _seen(language, ended.last, simple), ended.text + sign, simple, -1, ended.guessed)
    )
    return found


def _joined(
    way: _Way, pending: int | None, bytes_: tuple[int, int], language: _Language, cost: float
) -> list[_Way]:
    """Join the waiting byte with the first of the next character, with or without a dropped pair between."""
    first, second = bytes_
    found = []
    if pending is None:
        for lead, character in language.by_trail.get(first, ()):
            # A lost first byte of a mark is the common case and no guess.
            sure = lead in (0xA1, 0xA3)
            easier = _MARK_LOST if sure and cost else 0.0
            found.append(_said(way, character, language, cost + easier, second, guessed=0 if sure else 1))
        return found
    if (whole := language.character.get((pending, first))) is not None:
        found.append(_said(way, whole, language, cost, second))
    for one, other in _with_dropped(pending, first):
        said = _said(way, one, language, cost + _DROPPED, second)
        found.append(_said(said, other, language, 0.0, second, guessed=1))
    return found


@cache
def _with_dropped(pending: int, first: int) -> tuple[tuple[str, str], ...]:
    """Return the likeliest characters between which a pair of bytes that is no character was dropped."""
    language = _language()
    found = [
        (language.singles[language.simple[one]] * language.singles[language.simple[other]], one, other)
        for middle, one in language.by_lead.get(pending, ())
        for lead, other in language.by_trail.get(first, ())
        if (middle, lead) not in language.character
    ]
    return tuple((one, other) for _, one, other in sorted(found, reverse=True)[:_MOST_DROPPED])


def _next_pinyin(way: _Way, match: re.Match[str], language: _Language) -> list[_Way]:
    """Read ``(zhèn)`` after a character, or ``?zhèn)``, where its bracket and half a character became a
    mark.
    """
    found: list[_Way] = []
    sound = match["cut"] or match["whole"]
    sounding = _sounding().get(sound, frozenset())
    if way.pending == -1:
        found.append(way._replace(score=way.score + _plain_pinyin(match), text=way.text + match.group()))
        if match["cut"] and way.text and (last := _bytes(way.text[-1])):
            # The pinyin is of a pair that lay across two characters: the second of them was cut in half.
            for lead in {
                one for (two, one), sign in language.character.items() if two == last[1] and sign in sounding
            }:
                started = way._replace(
                    score=way.score + _START_AT_MARK, pending=lead, guessed=way.guessed + 1
                )
                found.append(started)
        return found
    if way.pending < 0:
        return found
    for _, character in language.by_lead.get(way.pending, ()):
        if character in sounding:
            found.append(_said(way, character, language, _END_AT_MARK + 2, -1))
    for middle, one in language.by_lead.get(way.pending, ()):
        for other in sounding:
            pair = _bytes(other)
            if pair and (middle, pair[0]) not in language.character:
                said = _said(way, one, language, _DROPPED / 2, -1)
                found.append(_said(said, other, language, 1.0, -1))
    return found


def _said(
    way: _Way, character: str, language: _Language, cost: float, pending: int, *, guessed: int = 0
) -> _Way:
    simple = language.simple.get(character, character)
    score = way.score + cost + language.weight(way.last, simple)
    return _Way(score, way.text + character, simple, pending, way.guessed + guessed)


def _closed(way: _Way, language: _Language) -> _Way:
    """End a shift: the byte that still waits lost its other half."""
    if way.pending < 0:
        return way._replace(pending=-1)
    ways = [
        _said(way, character, language, _END, -1, guessed=1)
        for _, character in language.by_lead.get(way.pending, ())
        if character in language.singles
    ]
    ways.append(way._replace(score=way.score + 2 * _END, pending=-1, guessed=way.guessed + 1))
    return max(ways, key=lambda one: one.score)


@cache
def _bytes(character: str) -> tuple[int, int] | None:
    try:
        encoded = character.encode("gbk")
    except UnicodeEncodeError:
        return None
    return (encoded[0], encoded[1]) if len(encoded) == 2 else None


@cache
def _sounding() -> dict[str, frozenset[str]]:
    """Return the traditional characters of GBK by how they are read."""
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 — a large table that only damaged texts need

    found: dict[str, set[str]] = defaultdict(set)
    language = _language()
    for character in language.character.values():
        if language.simple.get(character, character) != character:
            for sound in PINYIN_DICT.get(ord(character), "").split(","):
                found[sound].add(character)
    return {sound: frozenset(characters) for sound, characters in found.items()}


@cache
def _language() -> _Language:
    pairs, total = _common_pairs()
    singles: dict[str, float] = defaultdict(float)
    for pair, count in pairs.items():
        singles[pair[0]] += count / total / 2
        singles[pair[1]] += count / total / 2
    character: dict[tuple[int, int], str] = {}
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                character[lead, trail] = bytes((lead, trail)).decode("gbk")
            except UnicodeDecodeError:
                continue
    signs = "".join(character.values())
    simple = dict(zip(signs, opencc.OpenCC("t2s").convert(signs), strict=True))
    usual = {key: sign for key, sign in character.items() if simple[sign] in singles}
    by_lead: dict[int, list[tuple[int, str]]] = defaultdict(list)
    by_trail: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for (lead, trail), sign in usual.items():
        by_lead[lead].append((trail, sign))
        by_trail[trail].append((lead, sign))
    return _Language(
        pairs={pair: count / total for pair, count in pairs.items()},
        singles=dict(singles),
        character=character,
        simple=simple,
        by_lead={lead: tuple(found) for lead, found in by_lead.items()},
        by_trail={trail: tuple(found) for trail, found in by_trail.items()},
    )


def _common_pairs() -> tuple[dict[str, int], float]:
    """Read how often pairs of characters are met with in official texts, in powers of two."""
    table = resources.files(__package__).joinpath("common_pairs.txt").read_text(encoding="utf-8")
    found: dict[str, int] = {}
    for line in table.splitlines():
        power, _, signs = line.partition(" ")
        for at in range(0, len(signs), 2):
            found[signs[at : at + 2]] = 2 ** int(power)
    for indicator in standard_indicators().values():
        for words in (indicator.label, *indicator.says):
            for one, other in pairwise(words):
                found[one + other] = max(found.get(one + other, 0), _OF_A_LABEL)
    for numeral in _NUMERALS:
        # Headings are numbered （一）, far more often than statutes are.
        for pair in (f"（{numeral}", f"{numeral}）", f"{numeral}是", f"{numeral}、"):
            found[pair] = max(found.get(pair, 0), _OF_A_MARKER)
    return found, float(sum(found.values()))

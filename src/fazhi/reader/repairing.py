"""Stage three: a damaged text made whole, with a list of what was mended and where.

Pinyin after characters, traditional characters, bytes shifted by one, full-width digits, spaces inside words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import ne
from typing import Any

import opencc

from fazhi.reader import shifted_bytes

_SYLLABLE = re.compile(
    r"(?<=[\u3400-\u9fff\ue000-\uf8ff])[(（]([a-zɡāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹḿê]{1,6})[)）]"
)
_TONE = re.compile(r"[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜńňǹ]")
_INSIDE_WORD = re.compile(
    r"(?<=[\u4e00-\u9fff，。；：、“”（）《》]) +(?=[\u4e00-\u9fff，。；：、“”（）《》])"
)
_BEFORE_NUMBER = re.compile(
    r"(?<=[\u4e00-\u9fff]) +(?=\d)|(?<=[\d%]) +(?=[\u4e00-\u9fff%])|(?<=\d) +(?=\d{3}(?!\d))"
)
_WIDE = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_WIDE |= {0xFF05: ord("%"), 0xFF0E: ord("."), 0x2014: 0x2014}
_CHINESE = re.compile("[\u4e00-\u9fff]")
_TRADITIONAL_SHARE = 0.02
_FEWEST_TRADITIONAL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """One kind of repair at one place: ``before`` as it came, ``[start, end)`` where it now stands in the
    text.
    """

    what: str
    before: str
    after: str
    start: int
    end: int
    count: int = 1
    exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """The repaired simplified text and what was mended."""

    text: str
    mends: tuple[Mend, ...] = ()


def repair(text: str) -> Repaired:
    """Return the text made whole."""
    found: list[tuple[str, str, str, int, bool]] = []  # what, before, after, how often, exact
    toned = [match for match in _SYLLABLE.finditer(text) if _TONE.search(match.group(1))]
    has_pinyin = len(toned) >= 5
    text, shifts = shifted_bytes.unshifted(text, with_pinyin=has_pinyin)
    found += [("shift", shift.before, shift.after, 1, shift.exact) for shift in shifts]
    if has_pinyin:
        first = toned[0]
        before = text[max(0, first.start() - 3) : first.end()]
        text, count = _SYLLABLE.subn("", text)
        found.append(("pinyin", before, _SYLLABLE.sub("", before), count, True))
    text, traditional = _simplified(text)
    if traditional:
        found.append(("traditional", "", "", traditional, True))
    if shifts or traditional:
        found = [(what, before, _convert(after), count, exact) for what, before, after, count, exact in found]
    text = text.translate(_WIDE)
    # A dash between years that was taken for the numeral one.
    text = re.sub(r"(?<=20\d\d)一(?=20\d\d年)", "—", text)
    text, spaces = _without_spaces(text)
    found += spaces
    return Repaired(text=text, mends=tuple(_placed(text, found)))


def _simplified(text: str) -> tuple[str, int]:
    """Turn traditional characters simplified if the text is written in them; return how many there were."""
    others = [character for character in set(text) if not _is_simple(character)]
    if sum(map(text.count, others)) < _FEWEST_TRADITIONAL:
        return text, 0
    simple = _convert(text)
    if len(simple) != len(text):
        return (simple, 1) if simple != text else (text, 0)
    changed = sum(map(ne, text, simple))
    chinese = len(_CHINESE.findall(text)) or 1
    if changed >= _FEWEST_TRADITIONAL and changed / chinese > _TRADITIONAL_SHARE:
        return simple, changed
    return text, 0


@lru_cache(maxsize=20_000)
def _is_simple(character: str) -> bool:
    """Tell a character that stays as it is: most texts have no other, and need not be turned whole."""
    return _convert(character) == character


@cache
def _converter() -> Any:
    return opencc.OpenCC("tw2s")


def _convert(text: str) -> str:
    return str(_converter().convert(text))


def _without_spaces(text: str) -> tuple[str, list[tuple[str, str, str, int, bool]]]:
    """Take spaces out of words; a line that is spaced throughout (a title, a signature) is layout, not
    damage.
    """
    found: list[tuple[str, str, str, int, bool]] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if " " not in line:
            continue
        spaced = list(_INSIDE_WORD.finditer(line))
        if spaced and len(line) > 40 and len(spaced) <= 3:
            for one in spaced:
                # A space after a mark is a habit; one between two characters cuts a word.
                if (
                    line[one.start() - 1] in "，。；：、“”（）《》"
                    or line[one.end()] in "，。；：、“”（）《》"
                ):
                    continue
                before = line[max(0, one.start() - 4) : one.end() + 4]
                found.append(("space", before, before.replace(" ", ""), 1, True))
        lines[number] = _BEFORE_NUMBER.sub("", _INSIDE_WORD.sub("", line))
    return "\n".join(lines), found


def _placed(text: str, found: list[tuple[str, str, str, int, bool]]) -> list[Mend]:
    mends = []
    for what, before, after, count, exact in found:
        start = text.find(after) if after else 0
        end = start + len(after) if start >= 0 else 0
        mends.append(
            Mend(
                what=what,
                before=before,
                after=after,
                start=max(start, 0),
                end=max(end, 0),
                count=count,
                exact=exact,
            )
        )
    return mends

"""How well a reading agrees with what a careful person read: figures, bindings, outline and faults."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from fazhi.reader.reading import Claim, Heading, Problem, Reading, Severity
from fazhi.reader.whole import read

_SHORTEST_OVERLAP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of those expected were found, and of those found how many were expected."""

    hits: int = 0
    expected: int = 0
    found: int = 0

    @property
    def recall(self) -> float:
        """Of the expected, the share found."""
        return self.hits / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        """Of the found, the share expected."""
        return self.hits / self.found if self.found else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: Share) -> Share:
        """Return both counted together."""
        return Share(
            hits=self.hits + other.hits,
            expected=self.expected + other.expected,
            found=self.found + other.found,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The scores of one report; ``misses`` tells each difference in a line."""

    name: str
    figures: Share
    words: Share
    """Figures said in words, apart."""
    binding: Share
    outline: Share
    parts: Share
    faults: Mapping[str, Share]
    false_alarms: int
    misses: tuple[str, ...] = field(default=())


def scores(folder: Path) -> Iterator[Score]:
    """Yield the score of every report in a folder that has an ``*.expected.json``."""
    for expected in sorted(folder.glob("*.expected.json")):
        stem = expected.name.removesuffix(".expected.json")
        sources = [
            path
            for path in sorted(folder.iterdir())
            if path != expected and (path.name.startswith((f"{stem}_", f"{stem}.")))
        ]
        for path in sources[:1]:
            reading = read(path.read_bytes(), path.name)
            yield score(reading, json.loads(expected.read_text(encoding="utf-8")))


def score(reading: Reading, expected: Mapping[str, Any]) -> Score:
    """Hold a reading against what should be read."""
    misses: list[str] = []
    pairs, numbers, words = _figures(reading, expected.get("figures", []), misses)
    binding = _binding(pairs, misses)
    faults, alarms = _faults(reading, expected.get("problems", []), misses)
    parts = expected.get("parts", {})
    right = [name for name, state in parts.items() if reading.parts.get(name) == state]
    misses += [
        f"部分 {name}：应为{parts[name]}，读作{reading.parts.get(name)}"
        for name in parts
        if name not in right
    ]
    return Score(
        name=reading.name,
        figures=numbers,
        words=words,
        binding=binding,
        outline=_outline(reading, expected.get("outline", []), misses),
        parts=Share(hits=len(right), expected=len(parts), found=len(parts)),
        faults=faults,
        false_alarms=alarms,
        misses=tuple(misses),
    )


Pair = tuple[Claim, Mapping[str, Any]]


def _figures(
    reading: Reading, expected: list[Mapping[str, Any]], misses: list[str]
) -> tuple[list[Pair], Share, Share]:
    """Match by value, unit and place; each figure once.  What is ``optional`` is neither asked nor wrong."""
    pairs: list[Pair] = []
    used: set[int] = set()
    counts = {"number": [0, 0], "word": [0, 0]}
    for want in sorted(expected, key=lambda one: bool(one.get("optional"))):
        form, asked = want.get("form", "number"), not want.get("optional")
        counts[form][1] += asked
        start, end = _place(reading.text, want["text"])
        found = next(
            (
                number
                for number, claim in enumerate(reading.figures)
                if number not in used
                and float(claim.value) == float(want["value"])
                and claim.unit == want["unit"]
                and claim.start < end
                and claim.end > start >= 0
            ),
            None,
        )
        if found is None:
            if asked:
                misses.append(f"数字 未读到：{want['text']}（{want['value']}{want['unit']}）")
            continue
        used.add(found)
        if not asked:
            continue
        counts[form][0] += 1
        pairs.append((reading.figures[found], want))
    extra = [claim for number, claim in enumerate(reading.figures) if number not in used]
    misses += [f"数字 多读了：{claim.text}（{claim}）" for claim in extra]
    made = {False: counts["number"][0], True: counts["word"][0]}
    for claim in extra:
        made[claim.said_in_words] += 1
    return (
        pairs,
        Share(hits=counts["number"][0], expected=counts["number"][1], found=made[False]),
        Share(hits=counts["word"][0], expected=counts["word"][1], found=made[True]),
    )


def _place(text: str, words: str) -> tuple[int, int]:
    """Return where words stand, whatever marks the text has between and around them; (-1, -1) if nowhere."""
    if (start := text.find(words)) >= 0:
        return start, start + len(words)
    bare = re.findall(r"[\w%]", words)
    found = re.search(r"[^\w%]*".join(map(re.escape, bare)), text) if bare else None
    return found.span() if found else (-1, -1)


def _binding(pairs: list[Pair], misses: list[str]) -> Share:
    hits = 0
    for claim, want in pairs:
        if claim.indicator == want["indicator"] or claim.indicator in want.get("also", ()):
            hits += 1
        else:
            misses.append(f"指标 {claim.text}：应为{want['indicator']}，读作{claim.indicator}")
    return Share(hits=hits, expected=len(pairs), found=len(pairs))


def _outline(reading: Reading, expected: list[Mapping[str, Any]], misses: list[str]) -> Share:
    wanted = list(_wanted(expected))
    got = [(heading.level, _marker(heading.marker), heading) for heading in reading.headings()]
    matcher = SequenceMatcher(
        None, [(level, marker) for level, marker, _ in wanted], [(level, marker) for level, marker, _ in got]
    )
    hits = 0
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            want, heading = wanted[block.a + offset][2], got[block.b + offset][2]
            if _same_heading(reading, heading, want):
                hits += 1
            else:
                misses.append(f"标题 应为“{want['title']}”，读作“{heading.title}”")
    if hits < len(wanted) and len(got) != len(wanted):
        misses.append(f"标题 应有{len(wanted)}个，读到{len(got)}个")
    return Share(hits=hits, expected=len(wanted), found=len(got))


def _wanted(headings: list[Mapping[str, Any]]) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    for heading in headings:
        yield heading["level"], _marker(heading.get("marker") or ""), heading
        yield from _wanted(heading.get("children", []))


def _marker(words: str) -> str:
    """Return a marker alike whether its brackets are wide or narrow."""
    return re.sub(r"[\s、,，.．]+$|\s", "", words).translate(str.maketrans("（）", "()"))


def _same_heading(reading: Reading, heading: Heading, want: Mapping[str, Any]) -> bool:
    after = _bare(reading.text[heading.start + len(heading.marker) : heading.start + 80])
    return _bare(heading.title).startswith(_bare(want["title"])) or after.startswith(
        _bare(want.get("text_start") or want["title"])
    )


def _faults(
    reading: Reading, expected: list[Mapping[str, Any]], misses: list[str]
) -> tuple[dict[str, Share], int]:
    shares: dict[str, Share] = {}
    used: set[int] = set()
    for want in expected:
        matching = [number for number, problem in enumerate(reading.problems) if _same_fault(problem, want)]
        fresh = [number for number in matching if number not in used] or matching
        used.update(fresh[:1])
        share = Share(hits=1 if fresh else 0, expected=1, found=1 if fresh else 0)
        shares[want["severity"]] = shares.get(want["severity"], Share()) + share
        if not fresh and want["severity"] != "question":
            misses.append(
                f"问题 未发现：{want['severity']} {want['kind']} {want.get('quote') or want.get('place')}"
            )
    alarms = 0
    for problem in reading.problems:
        if problem.severity is Severity.QUESTION or any(_same_fault(problem, want) for want in expected):
            continue
        alarms += 1
        misses.append(f"问题 误报：{problem.severity.value} {problem.code} {problem.quote}")
    return shares, alarms


def _same_fault(problem: Problem, want: Mapping[str, Any]) -> bool:
    """Same kind and overlapping words; a fault of the whole or of two places has no words."""
    if problem.kind != want["kind"]:
        return False
    if not want.get("quote") or not problem.quote:
        return True
    one, other = _bare(want["quote"]), _bare(problem.quote)
    common = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return common.size >= min(_SHORTEST_OVERLAP, len(one), len(other))


def _bare(text: str) -> str:
    return re.sub(r"[^\w%]", "", text)

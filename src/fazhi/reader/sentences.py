"""Stage five: sentences and clauses, each with the headings it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.reader.reading import Heading

_SENTENCE = re.compile(r"[^。！？；;!?\n]+[。！？；;!?]?[”’」』）)]*")
_CLAUSE = re.compile(r"[，,、：:]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence at ``[start, end)`` and the headings above it, outermost first; a heading may be a
    sentence itself.
    """

    start: int
    end: int
    text: str
    headings: tuple[Heading, ...] = ()
    paragraph: int = 0

    @property
    def section(self) -> str:
        """The headings above it as one line."""
        return " > ".join(heading.words for heading in self.headings)


def sentences(text: str, outline: tuple[Heading, ...]) -> Iterator[Sentence]:
    """Yield the sentences of a text in order."""
    flat = [heading for top in outline for heading in top.all()]
    above: list[Heading] = []
    following = 0
    paragraph = 0
    last_end = 0
    for found in _SENTENCE.finditer(text):
        paragraph += text.count("\n", last_end, found.start())
        last_end = found.start()
        middle = found.start() + max(0, len(found.group()) - len(found.group().lstrip()))
        while following < len(flat) and flat[following].start <= middle:
            heading = flat[following]
            above = [one for one in above if one.reach > heading.start and one.level < heading.level]
            above.append(heading)
            following += 1
        yield Sentence(
            start=found.start(),
            end=found.end(),
            text=found.group(),
            headings=tuple(above),
            paragraph=paragraph,
        )


def clause_start(text: str, position: int, floor: int, *, lists: bool = False) -> int:
    """Return where the clause begins that ``position`` stands in, not before ``floor``.

    With ``lists`` 、 does not end a clause: 排查土地、邻里等纠纷 is of one count.
    """
    marks = "，,：:；;。！？\n" if lists else "，,、：:；;。！？\n"
    for index in range(position - 1, floor - 1, -1):
        if text[index] in marks:
            # A comma between digits belongs to a number.
            if (
                text[index] in ",，"
                and text[index - 1 : index].isdigit()
                and text[index + 1 : index + 2].isdigit()
            ):
                continue
            return index + 1
    return floor


_MEANS = re.compile(r"等(?:多种|各种|多元|线上|线下)?(?:形式|方式|载体|途径|渠道|平台|手段|媒介)")


def after_means(text: str, near: int, until: int) -> int:
    """Return where what was done begins after its means: 以中心组学习、主题党日等形式开展普法4场."""
    means = _MEANS.search(text, near, max(near, until - 4))
    return means.end() if means else near


def clauses_before(text: str, near: int, floor: int) -> list[tuple[int, int]]:
    """Return the clause before ``near`` and all before that one, nothing before ``floor``."""
    if near <= floor:
        return []
    start = clause_start(text, near - 1, floor, lists=True)
    return [(start, near), (floor, start)] if start > floor else [(start, near)]

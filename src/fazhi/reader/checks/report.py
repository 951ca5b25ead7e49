"""What a check is, and everything that one may know."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from fazhi.law.instruments import instrument
from fazhi.reader.identity import Identity
from fazhi.reader.page_furniture import MainText
from fazhi.reader.parts import Part
from fazhi.reader.reading import Claim, Heading, Problem, Scope, Severity
from fazhi.reader.repairing import Mend
from fazhi.reader.sentences import Sentence

_end = attrgetter("end")
_ENDS = re.compile(r"[。！？；：:;!?.…—”’」）)》\d]$")
_ENDS_WITH_NAME = re.compile(r"(?:政府|办事处|委员会|党委|党工委|局|所|日)$")
_LONG_LINE = 30
ERROR, WARNING, QUESTION = Severity.ERROR, Severity.WARNING, Severity.QUESTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report that has been read, before it is checked."""

    text: str
    main: MainText
    mends: tuple[Mend, ...]
    identity: Identity
    outline: tuple[Heading, ...]
    sentences: tuple[Sentence, ...]
    parts: dict[str, Part]
    figures: tuple[Claim, ...]

    def told(self, *codes: str) -> list[Claim]:
        """Return the results of this year that are bound to any of these indicators, in order."""
        return [one for one in self.figures if one.indicator in codes and one.scope is Scope.RESULT]

    def part_text(self, name: str) -> str:
        """Return the text of a mandated part, "" if it is missing."""
        part = self.parts[name]
        return self.text[part.start : part.end] if part.state != "missing" else ""

    def sentence_at(self, position: int) -> Sentence | None:
        """Return the sentence that a place stands in."""
        at = bisect_right(self.sentences, position, key=_end)
        return self.sentences[at] if at < len(self.sentences) else None

    @property
    def breaks_off(self) -> bool:
        """Whether the text ends in the middle of a sentence, so that what follows is not known."""
        last = self.text.rstrip().rpartition("\n")[2].strip()
        whole = _ENDS.search(last) or self.identity.signature or self.identity.signed_on
        return len(last) > _LONG_LINE and not whole and not _ENDS_WITH_NAME.search(last)

    def search(self, pattern: re.Pattern[str], *parts: str) -> Iterator[re.Match[str]]:
        """Yield where a pattern stands, in these parts or anywhere; names of laws are passed over."""
        for found in pattern.finditer(self.text):
            if parts and not any(
                self.parts[name].start <= found.start() < self.parts[name].end for name in parts
            ):
                continue
            yield found


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found at one place; ``start`` is None for what concerns the whole."""

    message: str
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    part: str = ""
    suggestion: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: its code, the kind of fault, how grave, what it finds, by which article, and how."""

    code: str
    kind: str
    severity: Severity
    finds: str
    article: str
    run: Callable[[Report], Iterator[Finding]]

    def problems(self, report: Report) -> Iterator[Problem]:
        """Yield the faults of a report that this check finds."""
        for found in self.run(report):
            quote = found.quote
            if quote is None and found.start is not None and found.end is not None:
                quote = report.text[found.start : found.end]
            yield Problem(
                code=self.code,
                kind=self.kind,
                severity=found.severity or self.severity,
                message=found.message,
                quote=quote,
                start=found.start,
                end=found.end,
                part=found.part,
                article=self.article,
                suggestion=found.suggestion,
            )


def check(
    code: str, *, kind: str, severity: Severity, finds: str, article: str = ""
) -> Callable[[Callable[[Report], Iterator[Finding]]], Check]:
    """Make a function that yields findings into a check."""

    def made(run: Callable[[Report], Iterator[Finding]]) -> Check:
        return Check(code=code, kind=kind, severity=severity, finds=finds, article=article, run=run)

    return made


def supervision_article(article: str) -> str:
    """Cite the rules on supervising law-based government, which say what a yearly report must hold."""
    return f"《{instrument('督察规定').statute.title}》{article}"


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of the whole clause that something stands in, for quoting."""
    left = start
    while left > 0 and text[left - 1] not in "，,。；;：:\n！？":
        left -= 1
    right = end
    while right < len(text) and text[right] not in "，,。；;：:\n！？":
        right += 1
    return left, right

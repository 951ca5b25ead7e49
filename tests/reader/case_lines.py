"""Cases as lines: a sentence, then its figures indented: value, unit, indicator, scope."""

from dataclasses import dataclass
from pathlib import Path

from fazhi.reader import Claim, read_text

# ruff: noqa: T201 — with say it tells a person what differs


@dataclass(frozen=True)
class Case:
    sentence: str
    figures: tuple[tuple[float, str, str, str], ...]


def cases(path: Path) -> list[Case]:
    found: list[tuple[str, list[tuple[float, str, str, str]]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("  "):
            value, unit, indicator, *scope = line.split()
            found[-1][1].append((float(value), unit, indicator, scope[0] if scope else "result"))
        else:
            found.append((line, []))
    return [Case(sentence, tuple(figures)) for sentence, figures in found]


def read_case(case: Case) -> tuple[Claim, ...]:
    """Read a sentence as the only one of a report on 2025."""
    return read_text(f"青槐街道2025年法治政府建设年度报告\n一、主要举措和成效\n{case.sentence}\n").figures


def as_told(claim: Claim) -> tuple[float, str, str, str]:
    return (float(claim.value), claim.unit, claim.indicator or "-", claim.scope.value)


def count(path: Path, *, say: bool = False) -> tuple[int, int, int, int]:
    """Return how many figures are expected, read, read right, and bound right."""
    expected = read = right = bound = 0
    for case in cases(path):
        told = [as_told(claim) for claim in read_case(case)]
        expected += len(case.figures)
        read += len(told)
        left = list(told)
        for want in case.figures:
            same = [one for one in left if one[:2] == want[:2]]
            exact = [one for one in same if one == want]
            if same:
                right += 1
                bound += bool(exact)
                left.remove((exact or same)[0])
            if say and not exact:
                print(case.sentence, want, "->", same or "missed")
        if say and left:
            print(case.sentence, "also", left)
    return expected, read, right, bound

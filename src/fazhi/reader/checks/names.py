"""Faults of names and of the marks around them: laws no longer in force, marks without their other."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources

from fazhi.reader.checks.report import ERROR, QUESTION, Finding, Report, check

_NAME = re.compile(r"《(?:中华人民共和国)?([^《》\n]{2,14})》")
_PAIRS = {"“": "”", "《": "》"}
_CLOSE = {close: mark for mark, close in _PAIRS.items()}
_AROUND = 10
_MOST = 2
"""More than this is how a text came (marks lost on the way), not how it was written."""
_AND_MORE = re.compile(r"(?<![\d.])\d*[1-9]余(?=[次件场份人个项起户名家宗条])")


@cache
def _repealed() -> dict[str, tuple[str, date]]:
    table = resources.files("fazhi.reader").joinpath("repealed.csv").read_text(encoding="utf-8")
    return {
        row["title"]: (row["instead"], date.fromisoformat(row["since"]))
        for row in csv.DictReader(table.splitlines(), strict=True)
    }


@check(
    "names.repealed",
    kind="term",
    severity=ERROR,
    finds="提到的法律法规当年已经废止（词表 reader/repealed.csv）",
)
def repealed(report: Report) -> Iterator[Finding]:
    """A law that was not in force any more in the year reported."""
    year = report.identity.year
    for found in _NAME.finditer(report.text):
        told = _repealed().get(found.group(1))
        if told is None or year is None or year < told[1].year:
            continue
        instead, since = told
        yield Finding(
            message=f"《{found.group(1)}》{since.year}年{since.month}月{since.day}日起废止，现行的是《{instead}》。",
            start=found.start(),
            end=found.end(),
            suggestion=f"《{instead}》",
        )


@check("names.marks-unpaired", kind="typo", severity=ERROR, finds="书名号、引号不成对")
def unpaired(report: Report) -> Iterator[Finding]:
    """A mark whose other is missing; where many are, the text lost them on the way."""
    if any(mend.what in ("shift", "pinyin") for mend in report.mends):
        return
    found = list(_unpaired(report.text))
    if 0 < len(found) <= _MOST:
        for at, mark in found:
            other = _PAIRS.get(mark) or _CLOSE[mark]
            start, end = _within_line(report.text, at)
            yield Finding(
                message=f"“{report.text[start:end]}”中的{mark}没有与之成对的{other}。",
                start=start,
                end=end,
                suggestion=f"补上{other}或删去{mark}",
            )


def _unpaired(text: str) -> Iterator[tuple[int, str]]:
    """Yield every mark that is not closed, or not opened, within its paragraph."""
    start = 0
    for line in text.split("\n"):
        open_: list[tuple[int, str]] = []
        for offset, character in enumerate(line):
            if character in _PAIRS:
                # A quotation inside another has ‘ ’; a title inside another is often written so.
                if character == "“" and any(mark == "“" for _, mark in open_):
                    lost = next(one for one in open_ if one[1] == "“")
                    open_.remove(lost)
                    yield lost
                open_.append((start + offset, character))
            elif character in _CLOSE:
                mark = _CLOSE[character]
                last = next((one for one in reversed(open_) if one[1] == mark), None)
                if last is None:
                    yield start + offset, character
                else:
                    open_.remove(last)
        yield from open_
        start += len(line) + 1


def _within_line(text: str, at: int) -> tuple[int, int]:
    left = max(text.rfind("\n", 0, at) + 1, at - _AROUND)
    right = text.find("\n", at)
    return left, min(len(text) if right < 0 else right, at + _AROUND)


@check("names.and-more", kind="typo", severity=QUESTION, finds="“余”用在不是整数的数之后")
def and_more(report: Report) -> Iterator[Finding]:
    """A number that is not round, with 余 behind it: 12余次."""
    for found in _AND_MORE.finditer(report.text):
        yield Finding(
            message=f"“{found.group()}”：“余”只用在整十、整百之后。",
            start=found.start(),
            end=found.end() + 1,
            suggestion="写准确数，或写整数加“余”",
        )


CHECKS = (repealed, unpaired, and_more)

"""The first draft of the annual report, typed in Word over last year's: a year left in, a wrong figure."""

from __future__ import annotations

from dataclasses import replace

from fazhi.documents import Paper, render
from fazhi.documents.paper import Paragraph, Run
from fazhi.usecases import clock, people, report_files

WRONG = ("mediation.cases", "438", "431")
"""A figure, what the books hold of it, and what the draft says."""
_STALE = "年度工作安排"


def written(organ: str, year: int) -> bytes:
    """Return the report of the organ of that code as it was drafted by hand, as a Word file."""
    paper = report_files.paper_of(people.organ_named(organ), year, now=clock.now())
    return render(_by_hand(paper, year), "docx")


def _by_hand(paper: Paper, year: int) -> Paper:
    body = tuple(
        replace(block, runs=tuple(_typed(run, year) for run in block.runs))
        if isinstance(block, Paragraph)
        else block
        for block in paper.body
    )
    return replace(paper, body=body)


def _typed(run: Run, year: int) -> Run:
    """Return what was typed: no figure leads to the books, one is wrong, one sentence is last year's."""
    code, right, wrong = WRONG
    if run.figure is not None and run.figure.indicator == code and run.text == right:
        return Run(wrong)
    return Run(run.text.replace(f"{year}{_STALE}", f"{year - 1}{_STALE}"))

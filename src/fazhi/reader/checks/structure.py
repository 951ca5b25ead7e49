"""Faults of the whole: parts, title, signature, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fazhi.reader.checks.report import (
    ERROR,
    QUESTION,
    WARNING,
    Finding,
    Report,
    check,
    supervision_article,
)
from fazhi.reader.outlining import number_in
from fazhi.reader.parts import LABELS
from fazhi.reader.reading import Heading

_CONTENT = supervision_article("第二十五条")
_CORE = (("行政处罚", "处罚"), ("行政复议", "复议"), ("行政诉讼", "应诉"), ("合同",))
_NUMBERED = re.compile(r"\d+\s*(?:[次场件项个名份条%]|人次)|[一二三四五六七八九十]+(?:次|场|项|个|件)")


@check("structure.title", kind="struct", severity=WARNING, finds="没有标题、署名和落款日期")
def title(report: Report) -> Iterator[Finding]:
    """No title, and nothing that says whose report it is."""
    if report.identity.title is None:
        first = report.sentences[0] if report.sentences else None
        missing = "标题" if report.identity.signature or report.identity.signed_on else "标题、署名和日期"
        yield Finding(
            message=f"没有{missing}，看不出是哪个机关哪一年的报告。",
            start=first.start if first else None,
            end=min(first.end, first.start + 20) if first else None,
            suggestion="标题写作“××街道办事处××××年法治政府建设年度报告”",
        )


@check("structure.unsigned", kind="struct", severity=QUESTION, finds="有标题，没有署名或落款日期")
def unsigned(report: Report) -> Iterator[Finding]:
    """A title, but nobody who signed or no day."""
    identity = report.identity
    if identity.title is None or report.breaks_off or identity.damaged_date:
        return
    missing = [
        what for what, there in (("署名", identity.signature), ("日期", identity.signed_on)) if not there
    ]
    if missing:
        yield Finding(
            message=f"落款没有{'和'.join(missing)}。",
            suggestion="文末写明机关全称和成文日期",
        )


@check("structure.part-missing", kind="struct", severity=ERROR, finds="缺少应有的部分", article=_CONTENT)
def missing_part(report: Report) -> Iterator[Finding]:
    """A mandated part that is missing."""
    if report.breaks_off:
        return
    for name in ("measures", "shortcomings", "first_responsible", "next_year"):
        if report.parts[name].state == "missing":
            yield Finding(
                message=f"缺少“{LABELS[name]}”部分。", part=name, suggestion=f"补写“{LABELS[name]}”"
            )


@check(
    "structure.part-in-passing",
    kind="struct",
    severity=WARNING,
    finds="应有的部分只一笔带过，没有单独成段",
    article=_CONTENT,
)
def part_in_passing(report: Report) -> Iterator[Finding]:
    """A mandated part of which only a sentence is there."""
    if report.breaks_off:
        return
    for name in ("first_responsible", "next_year"):
        part = report.parts[name]
        if part.state == "partial":
            yield Finding(
                message=f"“{LABELS[name]}”只一笔带过，没有单独的部分。",
                part=name,
                start=part.start,
                end=min(part.end, part.start + 40),
            )


@check("structure.no-causes", kind="struct", severity=WARNING, finds="写了不足，没有写原因", article=_CONTENT)
def no_causes(report: Report) -> Iterator[Finding]:
    """Shortcomings without their causes."""
    part = report.parts["shortcomings"]
    causes = report.parts["causes"].state
    if part.state != "missing" and causes != "present" and not report.breaks_off:
        end = report.text.find("\n", part.start)
        yield Finding(
            message="“存在的不足和原因”只写了不足，没有写原因。",
            part="causes",
            start=part.start,
            end=min(part.end, end if 0 < end < part.start + 60 else part.start + 30),
            suggestion="逐项写明主要原因",
            severity=WARNING if causes == "missing" else QUESTION,
        )


@check("structure.signature", kind="struct", severity=WARNING, finds="落款机关与标题不一致")
def signature(report: Report) -> Iterator[Finding]:
    """Signed by others than the title names."""
    names, title = report.identity.signature, report.identity.title or ""
    others = [name for name in names if _plain(name) not in _plain(title)]
    if names and title and others and re.search(r"街道|镇|乡|政府|局", title):
        yield Finding(
            message=f"标题与落款不一致：落款有“{'”“'.join(others)}”，标题是“{title}”。",
            suggestion="标题与落款写同一机关",
        )


def _plain(name: str) -> str:
    """Return a name as titles have it: 青槐街道办事处 signs what is titled 青槐街道."""
    return re.sub(r"(?:办事处|人民政府)$", "", name.replace("中共", "").replace("党工委", "工委"))


@check("structure.core-duties", kind="struct", severity=WARNING, finds="处罚、复议、诉讼、合同一概未提")
def core_duties(report: Report) -> Iterator[Finding]:
    """No word on any of the core duties."""
    if report.breaks_off:
        return
    if report.parts["measures"].state == "missing" or len(report.text) < 1000:
        return
    if not any(word in report.text for words in _CORE for word in words):
        yield Finding(
            message="全文没有提到行政处罚、行政复议、行政诉讼和合同审查；没有发生也应如实写明“无”。",
            part="measures",
            suggestion="逐项写明件数，没有的写“无”",
        )


@check("structure.numbering", kind="struct", severity=WARNING, finds="标题序号跳号或重复")
def numbering(report: Report) -> Iterator[Finding]:
    """A number of a heading that is left out."""
    for siblings in _lists(report.outline):
        numbers = [(heading, number_in(heading.marker)) for heading in siblings]
        for heading in siblings:
            if heading.marker and heading.title.startswith(heading.marker):
                yield Finding(
                    message=f"序号“{heading.marker}”写了两次。", start=heading.start, end=heading.end
                )
        for (_, before), (heading, number) in pairwise(numbers):
            if before and number == before:
                yield Finding(
                    message=f"序号{number}重复。", start=heading.start, end=heading.end, severity=QUESTION
                )
            if before and number and number > before + 1:
                yield Finding(
                    message=f"序号从{before}跳到{number}，中间缺一项或序号写错。",
                    start=heading.start,
                    end=heading.end,
                )


def _lists(headings: tuple[Heading, ...]) -> Iterator[tuple[Heading, ...]]:
    yield headings
    for heading in headings:
        yield from _lists(heading.children)


@check("structure.markers", kind="struct", severity=QUESTION, finds="同级标题的序号样式不一")
def markers(report: Report) -> Iterator[Finding]:
    """Parts whose lists are marked in different styles."""
    styles: dict[str, Heading] = {}
    for heading in report.outline:
        if heading.children:
            styles.setdefault(_style(heading.children[0].marker), heading)
    if len(styles) > 2:
        last = list(styles.values())[-1]
        yield Finding(
            message="各部分的条目序号样式不一（（一）、一是、1.混用）。",
            start=last.children[0].start,
            end=last.children[0].end,
        )


def _style(marker: str) -> str:
    if re.search(r"\d", marker):
        return "1."
    return "（一）" if marker[:1] in "(（" else marker[-1:]


@check(
    "structure.plan-vague", kind="struct", severity=QUESTION, finds="下一年安排没有年份，也没有可衡量的目标"
)
def vague_plan(report: Report) -> Iterator[Finding]:
    """A plan without year or target."""
    text = report.part_text("next_year")
    if text and not re.search(r"20\d\d年", text) and not _NUMBERED.search(text):
        part = report.parts["next_year"]
        end = report.text.find("\n", part.start)
        yield Finding(
            message="下一年安排没有写明年份，也没有可衡量的目标。",
            part="next_year",
            start=part.start,
            end=min(part.end, end if 0 < end < part.start + 60 else part.start + 30),
        )


CHECKS = (
    title,
    unsigned,
    missing_part,
    part_in_passing,
    no_causes,
    signature,
    core_duties,
    numbering,
    markers,
    vague_plan,
)

"""Faults of numbers that are hardly so: fewer leaflets than events, more events than days, near twins."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from fazhi.core.statement import plain, rounded
from fazhi.reader.checks.numbers import is_count, said, together
from fazhi.reader.checks.report import QUESTION, WARNING, Finding, Report, check
from fazhi.reader.units_fit import same_family

_EVENTS = (
    "publicity.events",
    "publicity.civilization_events",
    "publicity.lectures",
    "publicity.volunteer_events",
)


@check("numbers.leaflets", kind="arith", severity=WARNING, finds="宣传资料份数少于宣传活动场次")
def leaflets(report: Report) -> Iterator[Finding]:
    """Fewer leaflets than events."""
    events = sum((one.value for one in report.told(*_EVENTS)), Decimal(0))
    materials = sum((one.value for one in report.told("publicity.materials")), Decimal(0))
    if materials and events > materials:
        yield Finding(
            message=f"宣传活动{plain(events)}场，发放资料只有{plain(materials)}份，平均每场不到一份。"
        )


@check("numbers.too-many-events", kind="arith", severity=QUESTION, finds="活动场次多得不像一个街道一年所能办")
def too_many_events(report: Report) -> Iterator[Finding]:
    """More events than days."""
    events = sum((one.value for one in report.told(*_EVENTS)), Decimal(0))
    if events > 365 * 2:
        yield Finding(
            message=f"宣传活动合计{plain(events)}场，平均每天{plain(rounded(events / 365, 1))}场，请核对台账。"  # noqa: E501 — words of a pattern or sentence stay together
        )


@check("numbers.penalties-inspections", kind="arith", severity=QUESTION, finds="处罚件数多于检查次数")
def penalties_above_inspections(report: Report) -> Iterator[Finding]:
    """More penalties than inspections."""
    penalties, inspections = report.told("penalty.cases"), report.told("inspection.count")
    if penalties and inspections and penalties[0].value > inspections[0].value:
        start, end = said(report, inspections[0], penalties[0])
        yield Finding(
            message=f"处罚{plain(penalties[0].value)}件多于检查{plain(inspections[0].value)}次，请说明案源。",
            start=start,
            end=end,
        )


@check("numbers.near-twins", kind="arith", severity=QUESTION, finds="一句中两个数只差一个数字，疑似笔误")
def near_twins(report: Report) -> Iterator[Finding]:
    """Two numbers that differ by one leading digit."""
    for told in together(report):
        for one, other in combinations([c for c in told if is_count(c) and c.value >= 10], 2):
            a, b = sorted((plain(one.value), plain(other.value)), key=len)
            if len(b) == len(a) + 1 and b[1:] == a and same_family(one.unit, other.unit):
                start, end = said(report, one, other)
                yield Finding(message=f"{b}与{a}只差首位数字，请核对是否笔误。", start=start, end=end)


@check("numbers.attendance", kind="arith", severity=QUESTION, finds="每场人次远多于队伍人数")
def attendance(report: Report) -> Iterator[Finding]:
    """More attendances a session than there are members."""
    team = report.told("officer.team_members", "officer.count")
    sessions = report.told("training.enforce_sessions")
    people = report.told("training.enforce_participants")
    if team and sessions and people and sessions[0].value:
        each = people[0].value / sessions[0].value
        if each > team[0].value * 2:
            start, end = said(report, sessions[0], people[0])
            yield Finding(
                message=f"平均每场{plain(rounded(each, 0))}人次，执法队只有{plain(team[0].value)}人。",
                start=start,
                end=end,
            )


CHECKS = (
    leaflets,
    too_many_events,
    penalties_above_inspections,
    near_twins,
    attendance,
)

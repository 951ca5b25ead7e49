"""Faults of years, days and periods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fazhi.law.limits import limit
from fazhi.reader.checks.report import (
    ERROR,
    QUESTION,
    WARNING,
    Finding,
    Report,
    check,
    clause_around,
    supervision_article,
)

_LAST_YEAR_LEFT = re.compile(
    r"(?:现将|现就)[^。\n]{0,30}?(?P<year>(?:19|20)\d{2})年(?:度)?|(?P<own>(?:19|20)\d{2})年(?:度)?(?:[^，,。；\n《》]{0,12})(?:法治政府建设(?:年度|工作|基本|总体|主要)?的?(?:情况|报告|工作)|工作(?:总结|情况|开展)|主要(?:举措|成效|做法|工作))"
)
_OF_LAST_YEAR = re.compile(
    r"报告|审议|听取|公开|报送|上报|反馈|通报|考核|督察|评议|整改|对照|上一年|去年|回头看|学习|部署|总结了"
)
"""Last year's report is read, heard and published this year."""
_CUT = re.compile(
    r"截[至止到]?\s*(?:目前|(?:20\d{2}年)?(?P<month>\d{1,2})月(?:份)?(?P<day>\d{1,2}[日号]|底|末|初|中旬|上旬|下旬)?)"
)
_PERIOD_WORDS = ("全年", "今年以来", "年内", "截至目前", "目前", "年以来", "本年度", "一年来", "今年")
_FUTURE = re.compile(
    r"(?:年底前|年底|年内|明年|近期|下步)(?:将|可|拟|能)?[^，,。；\n]{0,4}(?:建成|完工|投入使用|启用|竣工|完成建设)|(?:即将|预计)[^，,。；\n]{0,8}(?:建成|完工|投入使用|启用|完成)"
)
_PLAN_YEAR = re.compile(r"((?:19|20)\d{2})\s*年(?:度)?")
_NAMES = re.compile(r"《[^》\n]{0,80}》")
_LEAD = 300
_FAR_APART = 7
_KINDS_OF_PERIOD = 5


@check("date.stale-year", kind="date", severity=ERROR, finds="沿用了上一年的年份")
def stale_year(report: Report) -> Iterator[Finding]:
    """The year of an earlier report left in the lead or in a heading."""
    year = report.identity.year
    if year is None:
        return
    names = [found.span() for found in _NAMES.finditer(report.text)]
    plan = report.parts["next_year"]
    for found in _LAST_YEAR_LEFT.finditer(report.text):
        said = int(found["year"] or found["own"])
        if said != year - 1 or report.text[found.end() : found.end() + 1] in "-—－":
            continue
        if found.start() and report.text[found.start() - 1] in "较比于自从":
            continue
        if any(start <= found.start() < end for start, end in names):
            continue
        start, end = clause_around(report.text, found.start(), found.end())
        if found["own"] and _OF_LAST_YEAR.search(report.text, start, found.start("own")):
            continue
        if plan.state != "missing" and plan.start < found.start() < plan.end:
            continue
        yield _stale(report, said, start, min(end, start + 60))
    lead = re.compile(rf"(?<=\n){year - 1}年(?:度)?(?:以来)?[，,]").search(report.text, 0, _LEAD)
    if lead and f"{year}年" not in report.text[lead.end() : lead.end() + _LEAD]:
        yield _stale(report, year - 1, lead.start(), lead.end())


def _stale(report: Report, said: int, start: int, end: int) -> Finding:
    year = report.identity.year
    return Finding(
        message=f"报告年度是{year}年，此处写作{said}年，可能是上一年报告的遗留。",
        start=start,
        end=end,
        suggestion=f"改为{year}年",
    )


@check("date.stale-plan", kind="date", severity=ERROR, finds="下一年安排的标题年份不对")
def stale_plan(report: Report) -> Iterator[Finding]:
    """A plan for a year that is over."""
    year, part = report.identity.year, report.parts["next_year"]
    if year is None or part.state == "missing":
        return
    heading = report.text[part.start : part.start + 60].split("\n")[0]
    years = [int(one) for one in _PLAN_YEAR.findall(heading)]
    if years and max(years) < year + 1 and "下一" not in heading:
        yield Finding(
            message=f"报告{year}年的工作，下一年安排却写作{max(years)}年。",
            start=part.start,
            end=part.start + len(heading),
            suggestion=f"改为{year + 1}年",
        )


@check("date.damaged", kind="date", severity=ERROR, finds="落款日期掉了“年”或“月”字")
def damaged(report: Report) -> Iterator[Finding]:
    """A signature date that lost characters."""
    place, day = report.identity.damaged_date, report.identity.signed_on
    if place is None:
        return
    published = report.main.published_on
    told = f"，应是{day.year}年{day.month}月{day.day}日" if day else "，有不止一种读法"
    why = f"（不晚于发布日期{published.isoformat()}的读法只有这一种）" if day and published else ""
    yield Finding(
        message=f"落款日期掉了字{told}{why}。",
        start=place[0],
        end=place[1],
        suggestion=f"{day.year}年{day.month}月{day.day}日" if day else "",
    )


@check("date.written-signed", kind="date", severity=WARNING, finds="网页的成文日期与落款日期不符")
def written_and_signed(report: Report) -> Iterator[Finding]:
    """The page says another day of writing than the signature."""
    written, signed = report.main.written_on, report.identity.signed_on
    if written and signed and abs((written - signed).days) > _FAR_APART:
        yield Finding(
            message=f"网页所列成文日期{written.isoformat()}，落款日期{signed.isoformat()}，相差{abs((written - signed).days)}天。"  # noqa: E501 — words of a pattern or sentence stay together
        )


@check(
    "date.published-late",
    kind="date",
    severity=QUESTION,
    finds="公开晚于规定的日期",
    article=supervision_article("第二十四条"),
)
def published_late(report: Report) -> Iterator[Finding]:
    """Published after the day that the rules set."""
    day, year = report.main.published_on, report.identity.year
    if not day or not year or day.year < year:
        return
    month, first = divmod(limit("AN-02").number, 100)
    if day >= date(year + 1, month, first):
        yield Finding(
            message=f"{day.isoformat()}才公开{year}年度的报告，应当在{year + 1}年{month}月{first}日前公开。"
        )


@check("date.signed-before", kind="date", severity=WARNING, finds="落款日期早于报告年度结束或晚于发布")
def signed_out_of_order(report: Report) -> Iterator[Finding]:
    """Signed after publication."""
    signed, published = report.identity.signed_on, report.main.published_on
    if signed and published and signed > published:
        yield Finding(message=f"落款日期{signed.isoformat()}晚于发布日期{published.isoformat()}。")


@check("period.cut", kind="period", severity=WARNING, finds="个别数字只统计到年中某月")
def cut_off(report: Report) -> Iterator[Finding]:
    """A figure that stops before the year does."""
    for found in report.search(_CUT):
        month = found["month"]
        year = report.identity.year
        whole = month == "12" and (found["day"] or "") in ("底", "末", "31日", "31号", "")
        if not month or whole or not 1 <= int(month) <= 12:
            continue
        if year and (other := re.search(r"20\d{2}", found.group())) and int(other.group()) > year:
            continue
        yield Finding(
            message=f"“{found.group()}”：年度报告的这一数字没有统计到年底，与其他数字期间不一。",
            start=found.start(),
            end=found.end(),
            suggestion="改用全年数，或统一注明截止日期",
        )


@check("period.mixed", kind="period", severity=WARNING, finds="同一报告混用多种期间说法")
def mixed_periods(report: Report) -> Iterator[Finding]:
    """Many words for the period, and no day that the figures run to."""
    found = {
        word
        for word in _PERIOD_WORDS
        if re.search(rf"{word}(?!度|{'前' if word == '目前' else '以'})", report.text)
    }
    if "今年以来" in report.text:
        found.add("今年以来")
    if "截至目前" in found and len(re.findall("目前", report.text)) == len(
        re.findall("截至目前", report.text)
    ):
        found.discard("目前")
    if re.search(r"20\d\d年以来", report.text):
        found.add("年以来")
    elif "年以来" in found:
        found.discard("年以来")
    if len(re.findall("今年(?!以来)", report.text)) == 0:
        found.discard("今年")
    if len(found) >= _KINDS_OF_PERIOD:
        yield Finding(message=f"期间有{len(found)}种说法（{'、'.join(sorted(found))}），各数字的起止不清。")


@check("period.future-as-result", kind="logic", severity=WARNING, finds="把将来的事写作成效")
def future_as_result(report: Report) -> Iterator[Finding]:
    """What is still to be done, told among the results."""
    plan, weak = report.parts["next_year"], report.parts["shortcomings"]
    for found in report.search(_FUTURE):
        if any(p.state != "missing" and p.start <= found.start() < p.end for p in (plan, weak)):
            continue
        if found.group().startswith("年内") and "将" not in found.group():
            continue
        start, end = clause_around(report.text, found.start(), found.end())
        before = clause_around(report.text, max(0, start - 2), max(0, start - 2))[0]
        yield Finding(
            message="尚未完成的事写在成效里。",
            start=before if start - before < 30 else start,
            end=end,
            suggestion="写明实际完成情况，或移到下一年安排",
        )


CHECKS = (
    stale_year,
    stale_plan,
    damaged,
    written_and_signed,
    published_late,
    signed_out_of_order,
    cut_off,
    mixed_periods,
    future_as_result,
)

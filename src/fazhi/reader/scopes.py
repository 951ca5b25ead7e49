"""What a figure tells of and when: a result, an obligation, a plan or an earlier year; the period it
covers.
"""

from __future__ import annotations

import re

from fazhi.reader.reading import Scope

_OBLIGATION = re.compile(
    r"(?:不少于|不低于|不得少于|不超过|不高于|不得超过|至少|最少|原则上|应当|应不|要求|须|必须|确保)[^，,。；]{0,12}$"
    r"|每(?:半年|年|季度|季|月|周|人|个?村|个?社区|名)[^，,。；]{0,14}(?:不少于|不低于|至少|应|须)[^，,。；]{0,8}$"
)
_PLAN = re.compile(
    r"(?:力争|(?<![度动作习查法展训])计划|计划(?=开展|组织|举办|新|实施|建)|拟|预计|争取|目标(?:是|为)?|将(?=继续|进一步|开展|组织|举办|新|完成|推进|持续|全面|重点|加[大强快]|投入|建[成设]|实现|达|打造|培[训育]|再|召开|修订|制定|启动|争取|努力|于|在|对)|下一步|明年|来年|到20\d\d年底?)[^，,。；]{0,20}$"
)
_EARLIER = re.compile(r"去年|上年|上一年|往年|以往")
_COMPARED = re.compile(r"(?:较|比|同比)\S{0,6}(?:去年|上年)|(?:去年|上年)(?:同期|同比)?$")
_BESIDE_YEAR = re.compile(r"(?:较|比|相较于?|相比|对比|同比)(?:19|20)\d{2}年(?:度|同期|全年|年?底|末)*")
"""A year that is only compared with: 较2024年增长23%."""
_YEARS = re.compile(r"((?:19|20)\d{2})\s*年?\s*(?:[-—－~至到]+)\s*((?:19|20)\d{2})\s*年")
_YEAR = re.compile(r"(?<![\d〔\[(（])((?:19|20)\d{2})年(?!.{0,4}[-—])")
_SINCE = re.compile(r"(?:自|从)?((?:19|20)\d{2})年[^，,。；]{0,6}以来")
_SPAN = re.compile(
    r"近[三四五六七八九十]年|[三四五六七八九十]年来|五年|历年|建[成立]以来|成立以来|任期以来|届以来"
)


def scope_and_period(  # noqa: C901, PLR0911 — one rule after the other, the first that holds
    before: str, sentence: str, *, part: str, year: int | None
) -> tuple[Scope, str]:
    """Return what a count tells of and the period it covers, "2024" or "2021-2024", "" if not known.

    ``before`` is the sentence up to the count, ``part`` the mandated part it stands in.
    """
    whole = _BESIDE_YEAR.sub("", re.sub(r"《[^》]*》", "", before))
    period = str(year) if year else ""
    if several := _YEARS.search(whole):
        period = f"{several.group(1)}-{several.group(2)}"
        return (Scope.RESULT if year and int(several.group(2)) >= year else Scope.HISTORY), period
    since = _SINCE.search(whole)
    if since and year and int(since.group(1)) < year:
        return Scope.RESULT, f"{since.group(1)}-{year}"
    years = [int(found) for found in _YEAR.findall(whole)]
    if part == "next_year":
        return Scope.PLAN, str(year + 1) if year else period
    if _OBLIGATION.search(whole):
        return Scope.OBLIGATION, period
    clause = re.split(r"[，,；。]", whole)[-1]
    if _PLAN.search(clause):
        return Scope.PLAN, str(years[-1]) if years and year and years[-1] > year else period
    if years and year:
        if years[-1] < year and not _COMPARED.search(clause):
            return Scope.HISTORY, str(years[-1])
        if years[-1] > year:
            return Scope.PLAN, str(years[-1])
    if _EARLIER.search(clause) and not _COMPARED.search(clause) and year:
        return Scope.HISTORY, str(year - 1)
    if _SPAN.search(clause):
        return Scope.RESULT, f"-{year}" if year else ""
    del sentence
    return Scope.RESULT, period

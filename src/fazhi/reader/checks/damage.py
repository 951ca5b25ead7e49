"""Faults of the text as it came: bytes, marks, white space, and the page around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from fazhi.reader.checks.report import ERROR, QUESTION, Finding, Report, check

_LOST_AFTER_EVERY = re.compile(
    r"每(?=(?:开展|组织|进行|召开|举办|定期|常规|至少)[\u4e00-\u9fff])|每(?=[，。；、,;])"
)
_REPLACED = re.compile(r"\ufffd+|(?<=[\u4e00-\u9fff])\?{1,3}(?=[\u4e00-\u9fff])|[ㄅ-ㄩ]|锟斤拷|烫烫烫")
_FEW = 10


@check("damage.pinyin", kind="enc", severity=ERROR, finds="汉字后面带有拼音注音（多见于转载站点），已去除")
def pinyin(report: Report) -> Iterator[Finding]:
    """Pinyin in brackets after characters."""
    for mend in report.mends:
        if mend.what == "pinyin":
            yield Finding(
                message=f"原文有{mend.count}处汉字后带拼音，如“{mend.before}”，已去除并转为简体。",
                start=mend.start,
                end=mend.end,
                suggestion="请用原始发布的文本",
            )


@check("damage.traditional", kind="enc", severity=QUESTION, finds="全文是繁体字，已转为简体")
def traditional(report: Report) -> Iterator[Finding]:
    """A text in traditional characters that no pinyin betrays."""
    whats = {mend.what for mend in report.mends}
    if "traditional" in whats and "pinyin" not in whats:
        yield Finding(message="原文是繁体字，已转为简体。")


@check("damage.shifted", kind="enc", severity=ERROR, finds="字节错位造成的乱码，已按原字节复原或标出")
def shifted(report: Report) -> Iterator[Finding]:
    """Runs that were shifted by one byte."""
    for mend in report.mends:
        if mend.what == "shift":
            sure = "已复原" if mend.exact else "已尽量复原，个别字请核对"
            yield Finding(
                message=f"“{mend.before}”是字节错位的乱码，{sure}为“{mend.after}”。",
                start=mend.start,
                end=mend.end,
                quote=mend.before,
                suggestion=mend.after,
            )


@check("damage.unreadable", kind="enc", severity=ERROR, finds="未能复原的乱码")
def unreadable(report: Report) -> Iterator[Finding]:
    """What stays unreadable after repair."""
    for found in list(_REPLACED.finditer(report.text))[:_FEW]:
        start, end = max(0, found.start() - 4), min(len(report.text), found.end() + 4)
        yield Finding(message="此处有无法辨认的字符。", start=start, end=end, suggestion="请对照原件改正")


@check("damage.space", kind="enc", severity=ERROR, finds="词语中间夹有空格")
def spaces(report: Report) -> Iterator[Finding]:
    """A space that cuts a word."""
    for mend in report.mends:
        if mend.what == "space":
            yield Finding(
                message=f"“{mend.before}”中间夹有空格，已去除。",
                start=mend.start,
                end=mend.end,
                quote=mend.before,
                suggestion=mend.after,
            )


@check("damage.layout-spaces", kind="enc", severity=ERROR, finds="用不换行空格缩进、对齐")
def layout_spaces(report: Report) -> Iterator[Finding]:
    """No-break spaces used for layout."""
    if report.main.layout_spaces >= _FEW:
        yield Finding(
            message=f"正文夹有{report.main.layout_spaces}个不换行空格，用来缩进或对齐，已去除。",
            suggestion="请用段落格式缩进",
        )


@check("damage.lost-after-every", kind="enc", severity=ERROR, finds="“每”字后面掉了字，频次不明")
def lost_after_every(report: Report) -> Iterator[Finding]:
    """每 that is followed by no measure of time."""
    for found in report.search(_LOST_AFTER_EVERY):
        before = report.text[found.start() - 1 : found.start()]
        if before == "每":
            continue
        yield Finding(
            message="“每”后面掉了字，是每月、每季度还是每周，看不出来。",
            start=found.start(),
            end=min(len(report.text), found.end() + 6),
            suggestion="补上“月”“季度”等",
        )


@check("page.furniture", kind="web", severity=ERROR, finds="网页元数据混入正文：字段重复或为空")
def furniture(report: Report) -> Iterator[Finding]:
    """Metadata of the page in the text: fields without value, or twice."""
    names = Counter(name for name, _ in report.main.fields)
    empty = sorted({name for name, value in report.main.fields if not value})
    twice = sorted(name for name, count in names.items() if count > 1)
    if empty or twice:
        told = [f"{'、'.join(empty)}为空"] if empty else []
        told += [f"{'、'.join(twice)}重复"] if twice else []
        yield Finding(message=f"正文之外混有网页元数据，其中{'，'.join(told)}；已与正文分开。")


@check("damage.cut-off", kind="enc", severity=QUESTION, finds="文字在句中中断，缺少的部分无从判断")
def cut_off(report: Report) -> Iterator[Finding]:
    """A text that ends in the middle of a sentence; what parts are missing is then not asked."""
    if report.breaks_off:
        end = len(report.text.rstrip())
        yield Finding(
            message="文字到这里中断，之后的内容没有读到，是否缺少应有的部分无从判断。",
            start=max(0, end - 12),
            end=end,
            suggestion="请用完整的文件",
        )


CHECKS = (
    pinyin,
    traditional,
    shifted,
    unreadable,
    spaces,
    layout_spaces,
    lost_after_every,
    furniture,
    cut_off,
)

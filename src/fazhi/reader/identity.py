"""Whose report it is, of which year, and its days: title, bodies, year, signed, published."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from fazhi.reader.page_furniture import MainText, day_in

_BODY = re.compile(
    r"(?:中共|中国共产党)?[\u4e00-\u9fff]{2,20}?(?:街道(?:办事处|党工委|工委|工作委员会)?|镇(?:人民政府|党委|委员会)?|乡(?:人民政府|党委)?|人民政府|委员会|管委会|(?:司法|公安|财政|教育|民政|农业农村|市场监督管理|住房和城乡建设|自然资源|综合行政执法|卫生健康|人力资源和社会保障|交通运输|水利|应急管理|发展和改革|文化旅游|医疗保障|退役军人事务|审计|统计|税务|生态环境|林业)局)"
)
_NAME = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,8}?(?:街道|镇|乡))(?=[坚认全高以深始党办紧严在积围切结立不的将按持])"
)
_TITLE_YEAR = re.compile(r"((?:19|20)\d{2})\s*(?:年|度|(?=法治|推进))")
_DATE = re.compile(r"((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_CHINESE_DATE = re.compile(
    r"(二[〇○零ОO0]?[〇○零ОO0一二三四五六七八九]{2,3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_DAMAGED = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*年?\s*(\d{2,4})\s*日|(?<!\d)((?:19|20)\d{2})\s*年\s*(\d{2,4})\s*日?\s*$"
)
_DIGIT = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "О": "0",
    "O": "0",
    "0": "0",
}
_LEVELS = (
    ("街道", re.compile(r"街道")),
    ("镇", re.compile(r"镇")),
    ("乡", re.compile(r"乡(?!村|镇)")),
    ("部门", re.compile(r"局$|委员会$|办公室$|厅$")),
    ("区县", re.compile(r"(?:区|县|旗)人民政府|(?:区|县)政府")),
    ("市", re.compile(r"市人民政府|市政府")),
    ("省", re.compile(r"(?:省|自治区)人民政府")),
)
_MONTHS_OF_TAIL = 6
_LONGEST_SIGNATURE = 80
_LONGEST_UNDER_TITLE = 40
_TITLE_INSIDE = re.compile(
    r"(?!现将|根据|按照)[\u4e00-\u9fff]{2,16}?(?:街道|镇|乡|政府|办事处|局|委员会)[^，。；：\n]{0,20}?(?:法治|依法行政)[^，。；：\n]{0,24}?"
    r"(?:报告|总结|情况)(?=[ \t]|(?:19|20)\d{2}年|今年|一年来|一、|根据|按照|为(?:深入|贯彻|全面)|现将|我|本)"
)
_SIGNED_INSIDE = re.compile(
    r"[。！；;”）)]\s*((?:中共|中国共产党)?[\u4e00-\u9fff]{2,20}?(?:街道(?:办事处|党工委|工委|工作委员会)?|镇(?:人民政府|党委|委员会)?|乡(?:人民政府|党委)?|人民政府|委员会|局))\s*"
    r"(?:(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|二[〇○零]\S{2}年\S{1,2}月\S{1,3}日)\s*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a report says of itself; ``damaged_date`` are the words of a signature date that lost
    characters.
    """

    title: str | None
    bodies: tuple[str, ...]
    level: str
    year: int | None
    signed_on: date | None
    damaged_date: tuple[int, int] | None
    signature: tuple[str, ...]


def identify(text: str, main: MainText) -> Identity:
    """Tell whose report a repaired text is."""
    lines = text.split("\n")
    title = lines[0] if main.title and lines and lines[0] == main.title else None
    title = title or main.title or _title_inside(text)
    under_title = [re.sub(r"\s", "", line) for line in lines[1:4] if len(line) < _LONGEST_UNDER_TITLE]
    signature = _signature(lines) or _signature_inside(text) or tuple(filter(_BODY.fullmatch, under_title))
    signed_on, damaged = _signed(text, lines, main.published_on)
    if signed_on is None and damaged is None:
        signed_on = next((day for line in under_title if (day := _day_alone(line))), None)
    bodies = _bodies(text, title or "", signature)
    return Identity(
        title=title,
        bodies=bodies,
        level=_level(" ".join((title or "", *bodies)), text),
        year=_year(text, title or "", signed_on, main.published_on),
        signed_on=signed_on,
        damaged_date=damaged,
        signature=signature,
    )


def _day_alone(line: str) -> date | None:
    """Return the day that a line under the title is, in brackets or not; None if it is anything else."""
    words = line.strip("（()）")
    if found := _DATE.fullmatch(words):
        return _valid(*map(int, found.groups()))
    return _of_characters(told) if (told := _CHINESE_DATE.fullmatch(words)) else None


def _title_inside(text: str) -> str | None:
    """Return the title that runs into the first paragraph, None if there is none."""
    found = _TITLE_INSIDE.match(text)
    return found.group().strip() if found else None


def _signature_inside(text: str) -> tuple[str, ...]:
    """Return the office that stands with the day at the end of the last paragraph."""
    found = _SIGNED_INSIDE.search(text[-_LONGEST_SIGNATURE:])
    return (re.sub(r"\s", "", found.group(1)),) if found else ()


def _signature(lines: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    for line in reversed(lines[-_MONTHS_OF_TAIL:]):
        words = re.sub(r"\s", "", line)
        if len(words) > 30 or re.search(r"[。，,；]", words):
            if found or len(words) > 60:
                break
            continue
        if _BODY.fullmatch(words) or re.fullmatch(r".{2,20}(?:工委|党委|办事处|人民政府|委员会)", words):
            found.append(words)
    return tuple(reversed(found))


def _signed(
    text: str, lines: list[str], published: date | None
) -> tuple[date | None, tuple[int, int] | None]:
    tail = "\n".join(lines[-_MONTHS_OF_TAIL:])
    at = len(text) - len(tail)
    short = [
        (found.start() + at, line)
        for found in re.finditer(r"[^\n]+", tail)
        if len(line := found.group().strip()) < 40 or found.end() == len(tail)
    ]
    for _, line in reversed(short):
        found = list(_DATE.finditer(line))
        if found and (len(line) < 40 or line.endswith(found[-1].group())):
            day = _valid(*map(int, found[-1].groups()))
            if day:
                return day, None
        if len(line) < 40 and (told := _CHINESE_DATE.search(line)) and (day := _of_characters(told)):
            return day, None
        if len(line) < 40 and re.fullmatch(r"\W*(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}\W*", line):
            return day_in(line), None
    for start, line in reversed(short):
        if len(line) < 40 and (broken := _DAMAGED.search(line)):
            year, digits = (
                (broken.group(1), broken.group(2)) if broken.group(1) else (broken.group(3), broken.group(4))
            )
            begins = start + text[start:].index(line[:1]) if line else start
            place = (begins + broken.start(), begins + broken.end())
            return _split(int(year), digits, published), place
    return None, None


def _split(year: int, digits: str, published: date | None) -> date | None:
    """Return the only day that digits without 年 and 月 can be, not after publication; None if there are
    two.
    """
    days = {
        day
        for cut in range(1, len(digits))
        if ((day := _valid(year, int(digits[:cut]), int(digits[cut:]))) and digits[cut] != "0") or False
        if day is not None and (published is None or day <= published)
    }
    if len(days) > 1:
        # A yearly report is signed early in the year.
        early = {day for day in days if day.month <= 4}
        days = early or days
    return days.pop() if len(days) == 1 else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_characters(found: re.Match[str]) -> date | None:
    digits = "".join(_DIGIT.get(character, "") for character in found.group(1).replace("二", "二"))
    try:
        return date(int(digits), _small(found.group(2)), _small(found.group(3)))
    except ValueError:
        return None


def _small(words: str) -> int:
    tens, found, ones = words.partition("十")
    if not found:
        return int(_DIGIT[words])
    return (int(_DIGIT[tens]) if tens else 1) * 10 + (int(_DIGIT[ones]) if ones else 0)


def _bodies(text: str, title: str, signature: tuple[str, ...]) -> tuple[str, ...]:
    if signature:
        return signature
    if found := re.match(r"(?:中共)?[^\d]{2,30}?(?=(?:关于)?(?:19|20)\d{2}|关于|法治)", title):
        return (found.group().removesuffix("关于"),)
    names = Counter(found.group(1) for found in _NAME.finditer(text))
    if names:
        return (names.most_common(1)[0][0],)
    if any_name := re.search(
        r"[，,。]((?!现将|现就|我|本|全)[\u4e00-\u9fff]{2,6}(?:街道|镇|乡))(?!村)", text[:600]
    ):
        return (any_name.group(1),)
    return ()


def _level(names: str, text: str) -> str:
    for level, pattern in _LEVELS:
        if pattern.search(names):
            return level
    counts = {level: len(pattern.findall(text[:2000])) for level, pattern in _LEVELS[:3]}
    best = max(counts, key=lambda level: counts[level])
    return best if counts[best] else ""


def _year(text: str, title: str, signed: date | None, published: date | None) -> int | None:
    if found := _TITLE_YEAR.search(title):
        return int(found.group(1))
    plain = re.sub(r"《[^》]*》|〔\d{4}〕", "", text)
    lead = plain[:400]
    if found := re.search(r"(?:现将|现就)[^。]{0,20}?((?:19|20)\d{2})年", lead):
        return int(found.group(1))
    if found := re.match(r"\s*((?:19|20)\d{2})年", lead):
        return int(found.group(1))
    years = Counter(int(one) for one in re.findall(r"((?:19|20)\d{2})年(?!\d)", plain))
    if years:
        # The plan speaks of the next year, so of two that follow each other the first is meant.
        top = [year for year, _ in years.most_common(2)]
        return min(top) if len(top) == 2 and any(b - a == 1 for a, b in pairwise(sorted(top))) else top[0]
    day = signed or published
    return day.year - 1 if day else None

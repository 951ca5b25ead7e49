"""The text of a statute as published: its articles, the place a citation names, and what was changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING

from fazhi.core.law import chinese_number, number_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fazhi.core.law import Article

_NUMERAL = "[零一二三四五六七八九十百千]+"
_HEADING = re.compile(r"(#+)\s*(.+)")
_PART = re.compile(rf"第{_NUMERAL}[编章节分][\s　]*")
_ARTICLE = re.compile(rf"第({_NUMERAL})条(之{_NUMERAL})?[\s　]+")
_BARE_ARTICLE = re.compile(rf"第({_NUMERAL})条(之{_NUMERAL})?(?=[^，。、；的第规和至])")
_ITEM = re.compile(rf"[（(]({_NUMERAL})[）)]")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_FROM = re.compile(r"自(\d{4})年(\d{1,2})月(\d{1,2})日起(?:施行|实施|生效)")
_ADOPTED = re.compile(r"通过|修订|修正|公布|制定|发布|印发")
_IN_NAME = re.compile(r"[（(](\d{4})-(\d{2})-(\d{2})[）)]")
_STATE = "中华人民共和国"
_LIKE = 0.6
"""From how alike two articles must be to count as one that was reworded."""


class UnreadableStatuteError(ValueError):
    """A file that is not the text of a statute; says why, in Chinese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleText:
    """One article: its number, the headings above it, and its lines, a paragraph (款) or item (项) each."""

    number: int
    heading: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def label(self) -> str:
        """Name the article: 第十七条."""
        return f"第{chinese_number(self.number)}条"

    @property
    def text(self) -> str:
        """Give the whole article, its lines one after the other."""
        return "\n".join(self.lines)

    def place(self, *, paragraph: int | None = None, item: int | None = None) -> str:
        """Return the words of a paragraph, of an item in it or of both; "" where there is none."""
        lines: Sequence[str] = self.lines
        if paragraph is not None:
            starts = [at for at, line in enumerate(lines) if not _ITEM.match(line)]
            if not 1 <= paragraph <= len(starts):
                return ""
            until = starts[paragraph] if paragraph < len(starts) else len(lines)
            lines = lines[starts[paragraph - 1] : until]
        if item is not None:
            lines = [line for line in lines if (found := _ITEM.match(line)) and number_of(found[1]) == item]
        return "".join(lines)


@dataclass(frozen=True)
class StatuteText:
    """One version of a statute's text.  ``title`` has no 中华人民共和国 before it.

    ``adopted`` is the day this version was adopted, ``says_from`` the first day in force that its own
    text names (in an amended law that of the first version); None where the text does not say.
    """

    title: str
    adopted: date | None
    says_from: date | None
    articles: tuple[ArticleText, ...]

    @cached_property
    def by_number(self) -> Mapping[int, ArticleText]:
        """Return the articles by number."""
        return {one.number: one for one in self.articles}

    def cited(self, article: Article) -> str:
        """Return the words at the place that a citation names, "" where this version has no such place."""
        found = self.by_number.get(article.number)
        return found.place(paragraph=article.paragraph, item=article.item) if found else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What became of an article of the older version: reworded, moved to another number, or left out.

    ``new`` is None where it was left out.
    """

    old: ArticleText
    new: ArticleText | None

    @property
    def says(self) -> str:
        """Tell it in Chinese."""
        if self.new is None:
            return f"{self.old.label}已删去"
        if bare(self.old.text) == bare(self.new.text):
            return f"{self.old.label}改为{self.new.label}，文字未变"
        moved = f"，改为{self.new.label}" if self.new.number != self.old.number else ""
        return f"{self.old.label}已修改{moved}"


def bare(text: str) -> str:
    """Return a text without spaces, its brackets and stops in full width: what a comparison reads."""
    return re.sub(r"\s", "", text).translate(str.maketrans("(),:;", "（），：；"))


def short_title(title: str) -> str:
    """Return a title as people call it: without the name of the state and what stands in brackets.

    >>> short_title("中华人民共和国行政处罚法")
    '行政处罚法'
    """
    return re.sub(r"[（(].*?[）)]|\s", "", title).removeprefix(_STATE)


def read(text: str, *, name: str = "") -> StatuteText:
    """Read a statute from markdown: a title, how it came about, headings, then 第一条 … a paragraph a line.

    ``name`` is the file's name, which may carry the day of adoption: 行政处罚法(2021-01-22).md.

    Raises:
        UnreadableStatuteError: there is no title or no article, or articles are numbered out of order.

    """
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()]
    lines = [line for line in lines if line and not line.startswith("<!--")]
    title, before = "", []
    found: list[ArticleText] = []
    heading: list[tuple[int, str]] = []
    for line in lines:
        if at := _HEADING.fullmatch(line):
            depth, words = len(at[1]), at[2].strip()
            if not title:
                title = words
            elif _PART.match(words) or found:
                heading = [*(one for one in heading if one[0] < depth), (depth, words)]
        elif begun := _ARTICLE.match(line) or _BARE_ARTICLE.match(line):
            _append(found, begun, line[begun.end() :], tuple(words for _, words in heading))
        elif found:
            last = found[-1]
            found[-1] = ArticleText(number=last.number, heading=last.heading, lines=(*last.lines, line))
        else:
            before.append(line)
    title = title or re.sub(r"\.\w+$", "", name)
    if not short_title(title):
        raise UnreadableStatuteError("没有标题；第一行应当是“# 法律名称”。")
    if not found:
        raise UnreadableStatuteError("没有条文；每一条应当以“第一条 ……”单独起一行。")
    return StatuteText(short_title(title), _adopted(before, name), _in_force(found), tuple(found))


def _append(found: list[ArticleText], begun: re.Match[str], words: str, heading: tuple[str, ...]) -> None:
    number = number_of(begun[1])
    if begun[2] or (found and number <= found[-1].number):
        # 第十条之一, and an article quoted at the beginning of a line, belong to the article before.
        if not found:
            raise UnreadableStatuteError(f"条文从“{begun[0].strip()}”开始，前面没有第一条。")
        last = found[-1]
        found[-1] = ArticleText(
            number=last.number, heading=last.heading, lines=(*last.lines, begun[0].strip() + words)
        )
        return
    found.append(ArticleText(number=number, heading=heading, lines=(words,) if words else ()))


def _adopted(before: Iterable[str], name: str) -> date | None:
    if named := _IN_NAME.search(name):
        return date(*(int(part) for part in named.groups()))
    told = [line for line in before if _ADOPTED.search(line)]
    days = [date(*(int(part) for part in one)) for line in told for one in _DAY.findall(line)[:1]]
    return max(days, default=None)


def _in_force(articles: Sequence[ArticleText]) -> date | None:
    said = _FROM.search(articles[-1].text)
    return date(*(int(part) for part in said.groups())) if said else None


def changes(old: StatuteText, new: StatuteText) -> tuple[Changed, ...]:
    """Return the articles of ``old`` that ``new`` words, numbers otherwise or leaves out, in their order."""
    same = {bare(one.text): one for one in new.articles}
    taken = {
        one.number for one in new.articles if bare(one.text) in {bare(each.text) for each in old.articles}
    }
    free = [one for one in new.articles if one.number not in taken]
    return tuple(
        Changed(old=one, new=there)
        for one in old.articles
        if (there := same.get(bare(one.text)) or _reworded(one, free)) is None
        or there.number != one.number
        or bare(there.text) != bare(one.text)
    )


def _reworded(old: ArticleText, free: Sequence[ArticleText]) -> ArticleText | None:
    """Return the article that is most likely this one reworded, None where none is like it."""
    likest, best = _LIKE, None
    matcher = SequenceMatcher(b=bare(old.text), autojunk=False)
    for one in free:
        matcher.set_seq1(bare(one.text))
        if matcher.real_quick_ratio() > likest and matcher.quick_ratio() > likest:
            alike = matcher.ratio()
            if alike > likest:
                likest, best = alike, one
    return best

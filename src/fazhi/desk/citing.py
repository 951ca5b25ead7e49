"""Citations in what pages say, as links to the article: 《行政处罚法》第五十七条第二款."""

from __future__ import annotations

import re

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from fazhi.core.law import number_of
from fazhi.core.statute_text import short_title
from fazhi.usecases import house_rules

_CITED = re.compile(
    r"《(?P<title>[^《》]+)》(?:（[^（）]*）)?第(?P<number>[零一二三四五六七八九十百千]+)条"
    r"(?:第[零一二三四五六七八九十百]+款)?(?:第[（(]?[零一二三四五六七八九十百]+[）)]?项)?"
)


def address(title: str, number: int | None = None) -> str:
    """Return where the text of a statute stands on the desk, at one of its articles.

    Characters stand as they are, which browsers understand and pages are shorter by.

    >>> address("中华人民共和国人民调解法", 17)
    '/laws/人民调解法/#a17'
    """
    return f"/laws/{re.sub('[/?#%]', '', short_title(title))}/{f'#a{number}' if number else ''}"


def linked(text: object) -> SafeString:
    """Return a text with each article that it cites made a link, and each rule of the house in its words."""
    said = house_rules.said(str(text))
    parts: list[str] = []
    at = 0
    for found in _CITED.finditer(said):
        parts.append(escape(said[at : found.start()]))
        url = address(found["title"], number_of(found["number"]))
        parts.append(format_html('<a class="article" href="{}">{}</a>', url, found[0]))
        at = found.end()
    parts.append(escape(said[at:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above

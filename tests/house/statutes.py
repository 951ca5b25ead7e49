"""The texts of the statutes beside the checkout, to look quotes up in.

Any test may ask ``quote_stands(article)``: True or False where the text is there, None where it is not.
"""

import re
from datetime import date
from functools import cache
from pathlib import Path

from fazhi.core.law import Article, Basis, Point, Statute, number_of

LAWS = Path(__file__).resolve().parents[2].parent / "shared" / "laws"
FILED_UNDER = {"民法典": "总则"}  # only its first book is there
FILE = re.compile(r"(?P<title>.+?)(?:\((?P<adopted>\d{4}-\d{2}-\d{2})\))?\.md")
ARTICLE = re.compile(r"第([零一二三四五六七八九十百千]+)条[\s　]*")
ITEM = re.compile(r"（([一二三四五六七八九十]+)）")
PUNCTUATION = str.maketrans("(),:;", "（），：；")


def text_of(statute: Statute) -> dict[int, list[str]] | None:
    """Return the lines of each article of this version, or None if its text is not there.

    Texts are filed by the day of adoption: the version is the last adopted by the day it came into force.
    """
    title = FILED_UNDER.get(statute.title, statute.title)
    adopted = [day for day in _versions().get(title, {}) if day <= statute.in_force]
    return _articles(_versions()[title][max(adopted)]) if adopted else None


def quote_stands(basis: Basis) -> bool | None:
    """Tell whether the quote stands, word for word, at the place cited; None if the text is not there.

    An ellipsis in the quote stands for words left out.  A citation without a quote stands if its place does.
    """
    if not isinstance(basis, Article | Point):
        return None
    articles = text_of(basis.statute)
    if articles is None:
        return None
    if isinstance(basis, Point):
        return _stands_in(basis.quote, "".join(line for lines in articles.values() for line in lines))
    lines = articles.get(basis.number, [])
    place = place_in(lines, basis)
    return bool(place) and _stands_in(basis.quote, place)


def place_in(lines: list[str], article: Article) -> str:
    """Return the words of the paragraph and item cited, of an article's lines; empty if there is none."""
    if article.paragraph is not None:
        starts = [number for number, line in enumerate(lines) if not ITEM.match(line)]
        if article.paragraph > len(starts):
            return ""
        since = starts[article.paragraph - 1]
        until = starts[article.paragraph] if article.paragraph < len(starts) else len(lines)
        lines = lines[since:until]
    if article.item is not None:
        lines = [line for line in lines if (item := ITEM.match(line)) and number_of(item[1]) == article.item]
    return "".join(lines)


def _stands_in(quote: str, text: str) -> bool:
    pieces = [_bare(piece) for piece in re.split("…+", quote) if piece]
    return re.search(".*?".join(map(re.escape, pieces)), _bare(text)) is not None


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text).translate(PUNCTUATION)


@cache
def _versions() -> dict[str, dict[date, Path]]:
    found: dict[str, dict[date, Path]] = {}
    for path in sorted(LAWS.glob("*.md")):
        if name := FILE.fullmatch(path.name):
            adopted = date.fromisoformat(name["adopted"]) if name["adopted"] else date.min
            found.setdefault(name["title"], {})[adopted] = path
    return found


@cache
def _articles(path: Path) -> dict[int, list[str]]:
    articles: dict[int, list[str]] = {}
    lines: list[str] = []
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = raw.strip().translate(PUNCTUATION)
        if line.startswith("#"):
            lines = []
        elif heading := ARTICLE.match(line):
            lines = articles.setdefault(number_of(heading[1]), [])
            lines.append(line[heading.end() :])
        elif line.strip("\u200b"):
            lines.append(line)
    return articles

"""The texts of the statutes beside the checkout, to look quotes up in.

Any test may ask ``quote_stands(article)``: True or False where the text is there, None where it is not.
"""

import re
from datetime import date
from functools import cache
from pathlib import Path

from fazhi.core import statute_text
from fazhi.core.law import Article, Basis, Point, Statute
from fazhi.core.statute_text import StatuteText, bare

LAWS = Path(__file__).resolve().parents[2].parent / "shared" / "laws"


def text_of(statute: Statute) -> StatuteText | None:
    """Return the text of this version, or None if it is not there.

    Texts are filed by the day of adoption: the version is the last adopted by the day it came into force.
    """
    versions = texts_by_title().get(statute_text.short_title(statute.title), {})
    adopted = [day for day in versions if day <= statute.in_force]
    return versions[max(adopted)] if adopted else None


def quote_stands(basis: Basis) -> bool | None:
    """Tell whether the quote stands, word for word, at the place cited; None if the text is not there.

    An ellipsis in the quote stands for words left out.  A citation without a quote stands if its place does.
    """
    if not isinstance(basis, Article | Point):
        return None
    text = text_of(basis.statute)
    if text is None:
        return None
    if isinstance(basis, Point):
        return _stands_in(basis.quote, "".join(one.text for one in text.articles))
    place = text.cited(basis)
    return bool(place) and _stands_in(basis.quote, place)


def _stands_in(quote: str, text: str) -> bool:
    pieces = [bare(piece) for piece in re.split("…+", quote) if piece]
    return re.search(".*?".join(map(re.escape, pieces)), bare(text)) is not None


@cache
def texts_by_title() -> dict[str, dict[date, StatuteText]]:
    """Return every text that is there, by title and day of adoption."""
    found: dict[str, dict[date, StatuteText]] = {}
    for path in sorted(LAWS.glob("*.md")):
        text = statute_text.read(path.read_text(encoding="utf-8"), name=path.name)
        found.setdefault(text.title, {})[text.adopted or date.min] = text
    return found

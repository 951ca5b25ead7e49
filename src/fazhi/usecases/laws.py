"""The texts of statutes: loaded from files, shown where they are cited, searched, by versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from fazhi.core import statute_text
from fazhi.core.journal import sm3
from fazhi.core.law import Article, Basis
from fazhi.core.statute_text import ArticleText, StatuteText, UnreadableStatuteError, short_title
from fazhi.law.instruments import all_instruments
from fazhi.store import models

MOST_BYTES = 5_000_000
"""The largest file that is read as a statute; the longest code of the country has a tenth of it."""
SUFFIXES = frozenset({".md", ".txt"})
SHOWN = 100
"""How many articles a search shows."""
_AROUND = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What became of one file.  ``state``: new, same, rewritten or refused (``message`` says why)."""

    file: str
    state: str
    message: str = ""
    title: str = ""
    adopted: date | None = None
    in_force: date | None = None
    articles: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a statute, in force over [since, until); ``until`` None: the latest there is."""

    id: int
    title: str
    adopted: date
    since: date
    until: date | None

    def holds(self, on: date) -> bool:
        """Tell whether this version applies on that day."""
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that a search found, with the words around the first word sought."""

    version: Version
    number: int
    label: str
    before: str
    found: str
    after: str


def load(paths: Iterable[Path], *, now: datetime) -> Iterator[Loaded]:
    """Load each file, or each text in a folder, and yield what became of it.

    A version that is there with other words is written anew; nothing else is touched by a file refused.
    """
    for path in paths:
        for file in sorted(_files(path)):
            yield _load(file, now=now)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES and one.is_file())
    else:
        yield path


def _load(file: Path, *, now: datetime) -> Loaded:
    try:
        text = statute_text.read(_decoded(file), name=file.name)
    except UnreadableStatuteError as reason:
        return Loaded(file=file.name, state="refused", message=str(reason))
    if text.adopted is None:
        message = "看不出是哪一天通过的；请把通过日期写在文件名后面的括号里，如（2021-01-22）。"
        return Loaded(file=file.name, state="refused", message=message, title=text.title)
    return keep(text, text.adopted, file=file.name, now=now)


def _decoded(file: Path) -> str:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise UnreadableStatuteError(f"文件超过{MOST_BYTES // 1_000_000}兆字节，不像是法律文本。")
        content = file.read_bytes()
    except OSError as reason:
        raise UnreadableStatuteError(f"打不开文件：{reason.strerror}。") from reason
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableStatuteError("不是文字文件；请保存为 UTF-8 编码的 .md 或 .txt。")


@transaction.atomic
def keep(text: StatuteText, adopted: date, *, file: str = "", now: datetime) -> Loaded:
    """Keep the text of a version; one adopted the same day is written anew where its words differ."""
    in_force, doubt = _in_force(text, adopted)
    digest = sm3("\n".join(f"{one.number} {one.text}" for one in text.articles).encode())
    there = models.StatuteVersion.objects.filter(title=text.title, adopted=adopted).first()
    done = Loaded(
        file=file,
        state="same" if there and there.digest == digest else "rewritten" if there else "new",
        message=doubt,
        title=text.title,
        adopted=adopted,
        in_force=in_force,
        articles=len(text.articles),
    )
    if done.state == "same":
        return done
    if there:
        there.delete()
    version = models.StatuteVersion.objects.create(
        title=text.title, adopted=adopted, in_force=in_force, digest=digest, loaded_at=now
    )
    models.StatuteArticle.objects.bulk_create(
        models.StatuteArticle(
            version=version, number=one.number, heading="　".join(one.heading)[:160], text=one.text
        )
        for one in text.articles
    )
    return done


def _in_force(text: StatuteText, adopted: date) -> tuple[date, str]:
    """Return the first day of a version: of the table of instruments, else of its own words."""
    known = [
        one.statute.in_force
        for one in all_instruments()
        if short_title(one.statute.title) == text.title and one.statute.in_force >= adopted
    ]
    if known:
        return min(known), ""
    if text.says_from is not None and text.says_from >= adopted:
        return text.says_from, ""
    return adopted, "文本没有写明这一版从哪天起施行，暂按通过之日；请核对。"


def versions(title: str = "") -> list[Version]:
    """Return every version that was loaded, or those of one statute, by title and then by its days."""
    rows = models.StatuteVersion.objects.order_by("title", "in_force", "adopted")
    found = list(rows.filter(title=short_title(title)) if title else rows)
    return [
        Version(
            id=one.pk,
            title=one.title,
            adopted=one.adopted,
            since=one.in_force,
            until=after.in_force if after is not None and after.title == one.title else None,
        )
        for one, after in zip(found, [*found[1:], None], strict=False)
    ]


def version_of(title: str, *, on: date) -> Version | None:
    """Return the version that applies on a day, else the first there is; None where none is loaded."""
    found = versions(title)
    return next((one for one in found if one.holds(on)), found[0] if found else None)


def text_of(version: Version) -> StatuteText:
    """Return the text of a version."""
    rows = models.StatuteArticle.objects.filter(version_id=version.id).order_by("number")
    return StatuteText(version.title, version.adopted, version.since, tuple(_article(row) for row in rows))


def _article(row: models.StatuteArticle) -> ArticleText:
    heading = tuple(filter(None, row.heading.split("　")))
    return ArticleText(number=row.number, heading=heading, lines=tuple(row.text.split("\n")))


def cited(basis: Basis) -> ArticleText | None:
    """Return the whole article that a basis names, in the version it names; None where it is not loaded."""
    if not isinstance(basis, Article):
        return None
    row = (
        models.StatuteArticle.objects.filter(
            version__title=short_title(basis.statute.title),
            version__adopted__lte=basis.statute.in_force,
            number=basis.number,
        )
        .order_by("-version__adopted")
        .first()
    )
    return _article(row) if row else None


def search(words: Sequence[str], *, on: date) -> list[Hit]:
    """Return the articles, in the versions of that day, that have every word in them or in their title.

    At most ``SHOWN``, by title and number.
    """
    holding = {one.id: one for one in versions() if one.holds(on)}
    sought = [word for word in words if word]
    if not sought or not holding:
        return []
    rows = models.StatuteArticle.objects.filter(version_id__in=holding)
    for word in sought:
        rows = rows.filter(Q(text__contains=word) | Q(version__title__contains=word))
    rows = rows.order_by("version__title", "number")[:SHOWN]
    return [_hit(holding[row.version_id], _article(row), sought) for row in rows]


def _hit(version: Version, article: ArticleText, words: Sequence[str]) -> Hit:
    text = article.text.replace("\n", "")
    word = next((one for one in words if one in text), "")
    at = text.find(word)
    start = max(0, at - _AROUND)
    until = at + len(word)
    return Hit(
        version=version,
        number=article.number,
        label=article.label,
        before=("…" if start else "") + text[start:at],
        found=word,
        after=text[until : until + _AROUND] + ("…" if until + _AROUND < len(text) else ""),
    )

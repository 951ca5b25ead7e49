"""All stages, one after the other."""

from __future__ import annotations

from dataclasses import replace

from fazhi.reader import (
    claims,
    decoding,
    extracting,
    identity,
    outlining,
    page_furniture,
    parts,
    repairing,
    sentences,
)
from fazhi.reader.checks import problems
from fazhi.reader.checks.report import Report
from fazhi.reader.page_furniture import MainText
from fazhi.reader.reading import Reading


def read(content: bytes, name: str = "") -> Reading:
    """Read a file of any kind.

    Raises:
        UnreadableError: it holds no text that can be read; the message says why and what to do.

    """
    return read_main(extracting.extract(decoding.decode(content, name), name), name)


def read_text(text: str, name: str = "") -> Reading:
    """Read a report given as text."""
    return read_main(page_furniture.stripped(MainText(text=text)), name)


def read_main(main: MainText, name: str = "") -> Reading:
    """Read a main text that has been extracted."""
    repaired = repairing.repair(main.text)
    text = repaired.text
    if repaired.mends and (not main.title or main.title not in text):
        main = replace(main, title=page_furniture.title_line(text) or main.title)
    who = identity.identify(text, main)
    outline = outlining.outline(text, who.title or "")
    told = tuple(sentences.sentences(text, outline))
    found_parts = parts.parts(text, outline)
    figures = claims.claims(text, told, found_parts, who.year)
    report = Report(
        text=text,
        main=main,
        mends=repaired.mends,
        identity=who,
        outline=outline,
        sentences=told,
        parts=found_parts,
        figures=figures,
    )
    return Reading(
        name=name,
        text=text,
        body=who.bodies,
        level=who.level,
        year=who.year,
        title=who.title,
        signed_on=who.signed_on,
        published_on=main.published_on,
        written_on=main.written_on,
        parts={part: found.state for part, found in found_parts.items()},
        outline=outline,
        figures=figures,
        problems=problems(report),
    )

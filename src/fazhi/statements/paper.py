"""A composed statement as a paper, figures marked so that pages can link them."""

from __future__ import annotations

from collections.abc import Callable

from fazhi.core.statement import Figure, Piece, Statement
from fazhi.documents.paper import Figure as PrintedFigure
from fazhi.documents.paper import Heading, Paper, Paragraph, Run, Signature

Address = Callable[[Figure], str]


def paper(
    statement: Statement,
    *,
    organ: str,
    address: Address,
    day: str = "",
    number: str = "",
    check_code: str = "",
    check_address: str = "",
    withdrawn: str | None = None,
) -> Paper:
    """Return the report as a paper; ``address`` gives where a figure's certificate is."""
    body: list[Heading | Paragraph | Signature] = []
    for section in statement.sections:
        if section.heading:
            body.append(Heading(section.heading, max(1, section.level)))
        body.extend(
            Paragraph(tuple(_run(piece, address) for piece in one.pieces)) for one in section.paragraphs
        )
    if day:
        body.append(Signature((Run(organ),), date=day, seal="（印章）"))
    return Paper(
        kind="report",
        organ=organ,
        title=statement.title,
        number=number,
        body=tuple(body),
        check_code=check_code,
        check_address=check_address,
        withdrawn=withdrawn,
    )


def _run(piece: Piece, address: Address) -> Run:
    if piece.figure is None:
        return Run(piece.text)
    return Run(piece.text, figure=PrintedFigure(piece.figure.indicator, address(piece.figure)))

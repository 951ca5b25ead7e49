"""From a paper to a file: one function for every format, the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, TypeAlias

from fazhi.documents import docx_file, html_page, markdown_text, pdf_file
from fazhi.documents.paper import Paper

Format: TypeAlias = Literal["docx", "pdf", "html", "md"]

_DRAWN: Final[dict[str, Callable[[Paper], bytes]]] = {
    "docx": docx_file.draw,
    "pdf": pdf_file.draw,
    "html": html_page.draw,
    "md": markdown_text.draw,
}
MEDIA_TYPES: Final[dict[str, str]] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}


def render(paper: Paper, form: Format, /, *, masked: bool = False) -> bytes:
    """Draw ``paper`` as a file; with ``masked`` as the copy that may be published.

    The same paper gives the same bytes.  Raises ValueError for a format that is not known.
    """
    if form not in _DRAWN:
        raise ValueError(f"a paper is drawn as {', '.join(_DRAWN)}, not as {form}")
    return _DRAWN[form](paper.masked() if masked else paper)

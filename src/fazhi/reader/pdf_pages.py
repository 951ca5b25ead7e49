"""The text of a PDF: pages without their headers and numbers, broken lines joined to paragraphs."""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2  # type: ignore[import-untyped]  # the package ships no types

from fazhi.reader import pictures
from fazhi.reader.page_furniture import is_title
from fazhi.reader.reading import UnreadableError

MOST_PAGES = 200
MOST_SCANNED_PAGES = 40
_PAGE_NUMBER = re.compile(
    r"^\s*(?:第\s*\d+\s*页(?:\s*[,，/共]*\s*\d+\s*页?)?|[-—–－·\s]*\d{1,3}[-—–－·\s]*|\d+\s*/\s*\d+)\s*$"
)
_HEADING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}\s*[.、．](?!\d)|[（(]\d+[）)])"
)
_BETWEEN = re.compile(r"(?<=[\u2e80-\uffef]) (?=[\u2e80-\uffef\d])|(?<=\d) (?=[\u2e80-\uffef])")
_INDENT = 8
_ENDS = re.compile(r"[。！？；：:;!?]\s*$")


def text(content: bytes, name: str = "", allowance: pictures.Allowance | None = None) -> str:
    """Return the text of a PDF; a page that is only a picture is read by OCR.

    Raises:
        UnreadableError: it is encrypted, damaged, has no pages, or is scanned and OCR is not installed or
            more pages are than may be recognised.

    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise UnreadableError(f"“{name}”加了密码，请去掉密码再读。") from fault
        raise UnreadableError(f"“{name}”不是完好的 PDF 文件，打不开，请重新导出或下载。") from fault
    try:
        return paragraphs(_pages(document, name, allowance))
    except pypdfium2.PdfiumError as fault:
        raise UnreadableError(f"“{name}”的页面已损坏，读不出来，请重新导出或下载。") from fault
    finally:
        document.close()


def _pages(
    document: pypdfium2.PdfDocument, name: str, allowance: pictures.Allowance | None
) -> list[list[str]]:
    if len(document) > MOST_PAGES:
        raise UnreadableError(f"“{name}”有{len(document)}页，超过{MOST_PAGES}页，请只提供报告正文。")
    pages, scanned = [], 0
    for page in document:
        said = page.get_textpage().get_text_bounded().replace("\r\n", "\n").replace("\r", "\n")
        if len(re.sub(r"\s", "", said)) < 10:
            scanned += 1
            if scanned > MOST_SCANNED_PAGES:
                raise UnreadableError(f"“{name}”的扫描页超过{MOST_SCANNED_PAGES}页，请分开再读。")
            if allowance is not None:
                allowance.take(name)
            width, height = page.get_size()
            # Some 150 dots an inch, but never a picture that would not fit in memory.
            scale = min(150 / 72, 2500 / max(width, height, 1))
            said = pictures.text_in(page.render(scale=scale).to_pil(), name)
        pages.append([line.rstrip() for line in said.split("\n")])
    return pages


def paragraphs(pages: list[list[str]]) -> str:
    """Drop what repeats on the pages and join the lines that only the paper broke."""
    edges = Counter(
        re.sub(r"\d+", "#", line.strip())
        for page in pages
        for line in {*_filled(page)[:2], *_filled(page)[-2:]}
    )
    often = {line for line, count in edges.items() if count > 2 and count > len(pages) // 2}
    lines = [
        line
        for page in pages
        for line in page
        if not _PAGE_NUMBER.match(line) and re.sub(r"\d+", "#", line.strip()) not in often
    ]
    full = _usual_width(lines)
    joined: list[str] = []
    open_ended = False
    for line in lines:
        words = _closed_up(line.strip())
        if not words:
            open_ended = open_ended and bool(joined) and not _ENDS.search(joined[-1])
            continue
        if open_ended and not _HEADING.match(words) and not line.startswith(("    ", "\u3000\u3000")):
            joined[-1] += words
        else:
            joined.append(words)
        # A line that reaches the margin goes on; a shorter one ends its paragraph.  The first line of one is
        # shorter by its indent, and a number may have moved to the next line.
        width = _width(words)
        justified = len(words) < len(line.strip())
        at_margin = justified or width >= full - _INDENT
        open_ended = at_margin and not (_ENDS.search(words) and width < full) and not is_title(joined[-1])
    return "\n".join(joined)


def _filled(page: list[str]) -> list[str]:
    return [line for line in page if line.strip()]


def _usual_width(lines: list[str]) -> int:
    """Return the width that most full lines have."""
    widths = sorted(_width(line.strip()) for line in lines if len(line.strip()) > 10)
    return widths[len(widths) * 8 // 10] if widths else 1000


def _width(words: str) -> int:
    """Return how wide words are, a Chinese character as two."""
    return sum(2 if "\u2e80" <= character <= "\uffef" else 1 for character in words)


def _closed_up(line: str) -> str:
    """Take out the spaces that justified lines have between all their characters."""
    spaced = len(_BETWEEN.findall(line))
    return _BETWEEN.sub("", line) if spaced > len(line) // 4 else line

"""The text of a Word file, with the numbers that Word itself puts before paragraphs."""

from __future__ import annotations

import re
from collections import defaultdict
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml.ns import qn

from fazhi.reader.reading import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = "零一二三四五六七八九"
_CHINESE_FORMATS = frozenset(
    ("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting")
)
_MOST_PARAGRAPHS = 50_000


def text(content: bytes, name: str = "") -> str:
    """Return the paragraphs of a Word file, one a line; deleted words, notes and macros are left out.

    Raises:
        UnreadableError: the file is damaged.

    """
    try:
        document = docx.Document(BytesIO(content))
        body = document.element.body
        markers = _Numbering(document)
        lines: list[str] = []
        for paragraph in body.iter(qn("w:p")):
            if len(lines) >= _MOST_PARAGRAPHS:
                break
            if any(ancestor.tag == qn("w:p") for ancestor in paragraph.iterancestors()):
                continue
            said = "".join(_words(paragraph))
            lines.append(markers.before(paragraph) + said if said.strip() else "")
    except UnreadableError:
        raise
    except Exception as fault:
        raise UnreadableError(f"“{name}”不是完好的 Word 文件，打不开，请用 Word 另存一份再读。") from fault
    return "\n".join(lines)


def _words(paragraph: Any) -> Iterator[str]:
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")):
        if any(
            up.tag in (qn("w:del"), qn("w:moveFrom")) or up.tag.endswith("}Fallback")
            for up in node.iterancestors()
        ):
            continue
        if node.tag == qn("w:t"):
            yield node.text or ""
        else:
            yield " " if node.tag == qn("w:tab") else "\n"


class _Numbering:
    """Counts along the numbered paragraphs of a file."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._abstract: dict[str, str] = {}
        self._styles = {style.style_id: style.element for style in document.styles}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        for abstract in root.iter(qn("w:abstractNum")):
            for level in abstract.iter(qn("w:lvl")):
                shape = level.find(qn("w:numFmt"))
                words = level.find(qn("w:lvlText"))
                start = level.find(qn("w:start"))
                key = (abstract.get(qn("w:abstractNumId")), int(level.get(qn("w:ilvl"))))
                self._levels[key] = (
                    shape.get(qn("w:val")) if shape is not None else "decimal",
                    words.get(qn("w:val")) or "" if words is not None else "",
                    int(start.get(qn("w:val"))) if start is not None else 1,
                )
        for number in root.iter(qn("w:num")):
            reference = number.find(qn("w:abstractNumId"))
            if reference is not None:
                self._abstract[number.get(qn("w:numId"))] = reference.get(qn("w:val"))

    def before(self, paragraph: Any) -> str:
        """Return what Word would print before a paragraph, counting on."""
        number, depth = self._place(paragraph)
        if not number or number not in self._abstract:
            return ""
        shape, words, start = self._levels.get((self._abstract[number], depth), ("bullet", "", 1))
        counts = self._counts[self._abstract[number]]
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        if shape in ("bullet", "none"):
            return ""

        def filled(match: re.Match[str]) -> str:
            level = int(match.group(1)) - 1
            own = self._levels.get((self._abstract[number], level), (shape, "", 1))[0]
            return _counted(counts.get(level, 1), own)

        return re.sub(r"%(\d)", filled, words)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        properties = paragraph.find(qn("w:pPr"))
        style = properties.find(qn("w:pStyle")) if properties is not None else None
        own = properties.find(qn("w:numPr")) if properties is not None else None
        if own is None and style is not None:
            element = self._styles.get(style.get(qn("w:val")))
            own = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") if element is not None else None
        if own is None:
            return "", 0
        number, depth = own.find(qn("w:numId")), own.find(qn("w:ilvl"))
        return (
            number.get(qn("w:val")) if number is not None else "",
            int(depth.get(qn("w:val"))) if depth is not None else 0,
        )


def _counted(number: int, shape: str) -> str:
    if shape not in _CHINESE_FORMATS:
        return str(number)
    tens, ones = divmod(number, 10)
    return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones] if ones or not tens else ''}"  # noqa: E501 — words of a pattern or sentence stay together

"""Stage one: what a file is, told by its bytes and never by its name, and its characters if it is text.

Nothing in a file is run and nothing it names is fetched.
"""

from __future__ import annotations

import codecs
import re
import zipfile
from dataclasses import dataclass
from enum import Enum
from io import BytesIO

from fazhi.reader.reading import UnreadableError

MOST_BYTES = 60_000_000
MOST_UNPACKED = 200_000_000
MOST_CHARACTERS = 200_000
"""A yearly report has some five thousand characters; forty times that is another thing."""

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"BM", b"II*\0", b"MM\0*", b"GIF8")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|table|article|meta)\b", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f�]")
_FREQUENT = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学法治政府建设工作行依情况街镇村民執規範開展設實"
)


class Form(Enum):
    """What a file is."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file told apart: ``text`` for text and html, ``content`` for the rest."""

    form: Form
    text: str = ""
    content: bytes = b""


def decode(content: bytes, name: str = "") -> Source:
    """Tell what a file is and decode its characters.

    Raises:
        UnreadableError: it is empty, too large, of another kind, or damaged.

    """
    if not content.strip():
        raise UnreadableError(f"“{name}”是空文件，没有可读的内容。")
    if len(content) > MOST_BYTES:
        raise UnreadableError(
            f"“{name}”有{len(content) // 1_000_000}兆字节，超过{MOST_BYTES // 1_000_000}兆的上限；年度报告不会这样大，请只提供报告正文。"  # noqa: E501 — words of a pattern or sentence stay together
        )
    head = content.lstrip()[:1024]
    if b"%PDF-" in head:
        return Source(form=Form.PDF, content=content)
    if content.startswith(b"PK"):
        return _packed(content, name)
    if content.startswith(_PICTURES) or (content.startswith(b"RIFF") and content[8:12] == b"WEBP"):
        return Source(form=Form.PICTURE, content=content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError(
            f"“{name}”是旧格式（.doc、.wps）或加了密的 Office 文件，请打开后去掉密码、另存为 .docx 再读。"
        )
    if content.startswith(b"{\\rtf"):
        raise UnreadableError(f"“{name}”是 RTF 文件，请打开后另存为 .docx 再读。")
    if content.startswith((b"\x7fELF", b"MZ", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"\xfd7zXZ")):
        raise UnreadableError(f"“{name}”是程序或压缩包，不是报告；压缩包请解开后再读。")
    text = _characters(content, name)
    return Source(form=Form.HTML if _HTML.search(text[:5000]) else Form.TEXT, text=text)


def _packed(content: bytes, name: str) -> Source:
    """Tell a Word file from other archives, and refuse one that unpacks to more than memory should hold."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as fault:
        raise UnreadableError(f"“{name}”已损坏，打不开，请重新导出或下载。") from fault
    names = {member.filename for member in members}
    unpacked = sum(member.file_size for member in members)
    if len(members) > 10_000 or unpacked > MOST_UNPACKED:
        raise UnreadableError(
            f"“{name}”解开后有{unpacked // 1_000_000}兆字节，不像是报告，为安全起见不打开。"
        )
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableError(f"“{name}”加了密码，请去掉密码再读。")
    if "word/document.xml" in names:
        return Source(form=Form.DOCX, content=content)
    if "xl/workbook.xml" in names:
        raise UnreadableError(f"“{name}”是 Excel 工作簿，不是报告；台账请用“导入工作簿”。")
    raise UnreadableError(f"“{name}”是压缩包，不是 Word 文件；请解开后逐个读。")


def _characters(content: bytes, name: str) -> str:
    """Decode by mark, by declaration, or by which encoding gives Chinese text."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _bounded(content.decode(encoding, errors="replace"), name)
    sample = content[:200_000]
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as fault:
        # A file cut off in the middle of its last character is UTF-8 all the same.
        if len(content) - fault.start < 4:
            return _bounded(content.decode("utf-8", errors="ignore"), name)
    else:
        if not _looks_like_utf16(sample):
            return _bounded(content.decode("utf-8"), name)
    tried = {
        encoding: sample.decode(encoding, errors="replace")
        for encoding in ("gb18030", "big5", "utf-16-le", "utf-16-be", "utf-8")
    }
    best = max(tried, key=lambda encoding: _chineseness(tried[encoding]))
    if _chineseness(tried[best]) < 0.02:
        raise UnreadableError(f"“{name}”不是文字文件，读不出文字；请提供 docx、pdf、html、txt 或图片。")
    return _bounded(content.decode(best, errors="replace"), name)


def _looks_like_utf16(sample: bytes) -> bool:
    return sample.count(0) > len(sample) // 10


def _chineseness(text: str) -> float:
    """Share of frequent characters less what should not be there."""
    if not text:
        return 0.0
    good = sum(1 for character in text if character in _FREQUENT)
    return (good - 5 * len(_CONTROL.findall(text))) / len(text)


def _bounded(text: str, name: str) -> str:
    if len(_CONTROL.findall(text[:20_000])) > len(text[:20_000]) // 20:
        raise UnreadableError(f"“{name}”不是文字文件，读不出文字；请提供 docx、pdf、html、txt 或图片。")
    if len(text) > 20 * MOST_CHARACTERS:
        raise UnreadableError(f"“{name}”有{len(text) // 10_000}万字，不像是一份报告，请只提供报告正文。")
    return _CONTROL.sub("", text)

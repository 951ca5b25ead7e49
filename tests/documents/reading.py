"""Reads back the files that papers are drawn as."""

import io
import re
import zipfile
from html.parser import HTMLParser

import docx
import pypdfium2


def docx_text(file: bytes) -> str:
    """All text of the body, tables included, in order."""
    body = docx.Document(io.BytesIO(file)).element.body
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    pieces = {
        f"{word}t": lambda node: node.text or "",
        f"{word}br": lambda _: "\n",
        f"{word}p": lambda _: "\n",
    }
    return "".join(pieces[node.tag](node) for node in body.iter() if node.tag in pieces)


def docx_part(file: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return parts.read(name).decode()


class _Texts(HTMLParser):
    def __init__(self):
        super().__init__()
        self.pieces = []
        self.tags = []
        self._silent = False

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._silent = tag == "style"
        if tag == "br":
            self.pieces.append("\n")

    def handle_endtag(self, _tag):
        self._silent = False

    def handle_data(self, data):
        if not self._silent:
            self.pieces.append(data)


def html_read(file: bytes) -> _Texts:
    reader = _Texts()
    reader.feed(file.decode())
    reader.close()
    return reader


def html_text(file: bytes) -> str:
    return "".join(html_read(file).pieces)


def markdown_text(file: bytes) -> str:
    """The text with the backslashes of Markdown taken away."""
    return re.sub(r"\\([!-/:-@\[-`{-~\n])", r"\1", file.decode())


def pdf_pages(file: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(file)
    return [page.get_textpage().get_text_bounded() for page in document]


def squeezed(text: str) -> str:
    """The text without white space, which files may lay out otherwise."""
    return "".join(text.split())

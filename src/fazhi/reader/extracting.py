"""Stage two: the main text of a file, one paragraph a line, with what its page says about it."""

from __future__ import annotations

import re

from fazhi.reader import data_file, page_furniture, pdf_pages, pictures, web_page, word_file
from fazhi.reader.decoding import MOST_CHARACTERS, Form, Source
from fazhi.reader.page_furniture import MainText
from fazhi.reader.reading import UnreadableError

_LEAST_SHARE = 0.1


def extract(source: Source, name: str = "", allowance: pictures.Allowance | None = None) -> MainText:
    """Return the main text of a file; ``allowance`` bounds how much of it may be recognised in pictures.

    Raises:
        UnreadableError: there is none, or a library it needs is not installed.

    """
    if source.form is Form.HTML:
        found = web_page.main_text(source.text)
    elif source.form is Form.DOCX:
        found = MainText(text=word_file.text(source.content, name))
    elif source.form is Form.PDF:
        found = MainText(text=pdf_pages.text(source.content, name, allowance))
    elif source.form is Form.PICTURE:
        said = pictures.text(source.content, name, allowance)
        found = MainText(text=pdf_pages.paragraphs([said.split("\n")]))
    elif data_file.looks_like_it(source.text):
        found = MainText(text=data_file.text(source.text, name))
    else:
        found = MainText(text=source.text)
    if not found.text.strip():
        raise UnreadableError(f"“{name}”里没有读出文字；如是扫描件，请换清晰的图片再试。")
    if len(found.text) > MOST_CHARACTERS:
        raise UnreadableError(
            f"“{name}”有{len(found.text) // 10_000}万字，不像是一份报告，请只提供报告正文。"
        )
    chinese = sum(1 for character in found.text if "\u4e00" <= character <= "\u9fff")
    kana = len(re.findall(r"[\u3040-\u30ff]", found.text))
    if chinese < _LEAST_SHARE * len(re.sub(r"\s", "", found.text)) or kana > chinese // 5:
        raise UnreadableError(f"“{name}”几乎没有汉字，不是中文报告，没有可读的内容。")
    return page_furniture.stripped(found)

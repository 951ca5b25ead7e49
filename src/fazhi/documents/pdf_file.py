"""A paper as PDF, drawn by Typst: 22 lines of 28 characters after GB/T 9704."""

from __future__ import annotations

import os
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pylopdf_fonts_zh_cn
import typst

from fazhi.core.journal import canonical
from fazhi.documents.check_mark import as_svg, check_words
from fazhi.documents.paper import FieldGrid, Paper, Table

FONT_FOLDER: Final = "FAZHI_FONTS"
"""Names the environment variable with the folder of typefaces that a site owns (仿宋_GB2312 and the like)."""

_OWN_TITLE_FACES: Final = frozenset({"FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体"})
_LONG_WORD: Final = re.compile(r"[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]{24,}")
_EPOCH: Final = 946_684_800  # 2000-01-01: a paper says its own date, the file need not know when it was drawn


def source() -> bytes:
    """Return the Typst program that draws every paper."""
    return (files("fazhi.documents") / "drawing" / "paper.typ").read_bytes()


def typefaces() -> tuple[Path, ...]:
    """Return the folders in which typefaces are looked for, the site's own first."""
    own = os.environ.get(FONT_FOLDER, "")
    shipped = pylopdf_fonts_zh_cn.serif_path().parent
    return (*((Path(own),) if own and Path(own).is_dir() else ()), shipped)


def draw(paper: Paper) -> bytes:
    """Draw ``paper`` as PDF/A-2b, or as plain PDF when it holds characters no typeface has."""
    inputs = {
        "paper": canonical(_drawable(paper)),
        "qr": as_svg(paper),
        "check_words": check_words(paper),
        "own_title_face": "yes" if _OWN_TITLE_FACES & set(_fonts(typefaces()).families()) else "no",
    }
    try:
        made = _compiled(inputs, standards=["a-2b"])
    except typst.TypstError as refused:
        if "PDF/A" not in f"{refused.message}{refused.hints}":
            raise
        made = _compiled(inputs, standards=[])
    return made


def _compiled(inputs: dict[str, str], *, standards: list[typst.PDFStandard]) -> bytes:
    compiler = typst.Compiler(source(), font_paths=_fonts(typefaces()), ignore_system_fonts=True)
    made = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=standards, timestamp=_EPOCH)
    if not isinstance(made, bytes):
        raise TypeError(f"Typst gave {type(made).__name__} instead of one PDF file")
    return made


@cache
def _fonts(folders: tuple[Path, ...]) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(each) for each in folders]
    )


def _drawable(paper: Paper) -> Any:
    """Return the paper as the program reads it: runs as texts, widths always there."""
    data = _texts(paper.as_data())
    for part, block in zip(data["body"], paper.body, strict=True):
        if isinstance(block, FieldGrid):
            part["widths"] = list(block.widths) or [1] * block.columns
        if isinstance(block, Table):
            part["widths"] = list(block.widths) or [1] * len(block.head)
    return data


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"text", "figure", "sealed"}:
            return _breakable(value["text"])
        return {name: _texts(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_texts(part) for part in value]
    return value


def _breakable(text: str) -> str:
    """Let a word that would run off the page break, by spaces of no width."""
    return _LONG_WORD.sub(lambda word: re.sub("(.{20})", "\\1\u200b", word[0]), text)

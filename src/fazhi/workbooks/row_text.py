"""Several values in one cell: “姓名：张三；电话：138…”, one line for each row of a table.

A value that holds the signs between values itself stands in 『』.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_BETWEEN = "；;\n"


def written(pairs: Iterable[tuple[str, str]]) -> str:
    """Return labels and values as one line.

    >>> written([("姓名", "张三"), ("说明", "甲；乙")])
    '姓名：张三；说明：『甲；乙』'
    """
    return "；".join(f"{label}：{quoted(value)}" for label, value in pairs)


def quoted(value: str) -> str:
    """Return a value as it stands in such a line."""
    if any(sign in value for sign in f"{_BETWEEN}『』"):
        return f"『{value.replace('』', '』』')}』"
    return value


def lines(text: str) -> list[list[str]]:
    """Return the pieces of each line as they stand; blank ones are left out."""
    found: list[list[str]] = [[]]
    for piece, end in _pieces(text):
        if piece.strip():
            found[-1].append(piece.strip())
        if end == "\n":
            found.append([])
    return [line for line in found if line]


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    piece, quoting, at = "", False, 0
    while at < len(text):
        char = text[at]
        if quoting and char == "』" and text[at + 1 : at + 2] == "』":
            piece, at = piece + "』』", at + 2
            continue
        if char == "『" and not quoting and piece.rstrip().endswith(("：", ":")):
            quoting = True
        elif char == "』" and quoting:
            quoting = False
        if char in _BETWEEN and not quoting:
            yield piece, char
            piece = ""
        else:
            piece += char
        at += 1
    yield piece, ""


def pair(piece: str) -> tuple[str, str]:
    """Return label and value of a piece; label "" where it has none.

    >>> pair("说明：『甲；乙』")
    ('说明', '甲；乙')
    """
    marks = [at for sign in "：:" if (at := piece.find(sign)) > 0]
    if not marks:
        return "", piece
    label, value = piece[: min(marks)].strip(), piece[min(marks) + 1 :].strip()
    if value.startswith("『") and value.endswith("』") and len(value) > 1:
        value = value[1:-1].replace("』』", "』")
    return label, value

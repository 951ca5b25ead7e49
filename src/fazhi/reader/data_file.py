"""The text of a report that comes as data: JSON with a title and sections of paragraphs, or with a text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fazhi.reader.reading import UnreadableError


def looks_like_it(text: str) -> bool:
    """Tell JSON by how it begins."""
    return text.lstrip()[:1] in ("{", "[") and '"' in text[:200]


def text(content: str, name: str = "") -> str:
    """Return the paragraphs of a report that is data, one a line.

    Raises:
        UnreadableError: it is not whole, or holds no report.

    """
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as fault:
        raise UnreadableError(f"“{name}”像是 JSON 数据，但不完整，读不出来，请重新导出。") from fault
    lines = [line for line in _lines(data) if line.strip()]
    if not lines:
        raise UnreadableError(f"“{name}”是 JSON 数据，里面没有报告正文（sections 或 text）。")
    return "\n".join(lines)


def _lines(data: Any) -> Iterator[str]:
    if not isinstance(data, dict):
        return
    if isinstance(data.get("title"), str):
        yield data["title"]
    for section in _list(data.get("sections")):
        if isinstance(section.get("heading"), str):
            yield section["heading"]
        for paragraph in _list(section.get("paragraphs")):
            if isinstance(paragraph.get("text"), str):
                yield paragraph["text"]
    if "sections" not in data and isinstance(data.get("text"), str):
        title = data.get("title")
        said = data["text"]
        yield said.removeprefix(title).lstrip("\n") if isinstance(title, str) else said


def _list(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []

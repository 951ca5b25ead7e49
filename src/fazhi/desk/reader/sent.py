"""What is sent to the pages that read: files, and the text of a report carried on by the page itself.

Nothing of it is kept here: the page itself holds the text that was read, and sends it again.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any, TypeAlias

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from fazhi.reader import Reading, UnreadableError, read_main
from fazhi.reader.decoding import MOST_CHARACTERS, decode
from fazhi.reader.extracting import extract
from fazhi.reader.page_furniture import MainText
from fazhi.reader.pictures import Allowance
from fazhi.usecases import sample_draft

Sent: TypeAlias = "UploadedFile[Any]"
ACCEPT = ".docx,.pdf,.html,.htm,.txt,.md,.json,.png,.jpg,.jpeg,.bmp,.tif,.tiff,.webp"


SCANNED_PAGES, SECONDS = 3, 60
"""How many scanned pages one request may have recognised, and how long it may go on beginning another."""


def allowance() -> Allowance:
    """Return how much one request may have recognised of what is scanned."""
    return Allowance.of(SCANNED_PAGES, SECONDS)


def main_text(file: Sent, allowed: Allowance) -> MainText:
    """Return the main text of a file that was sent.

    Raises:
        UnreadableError: it holds none; the message says why.

    """
    name = (file.name or "文件")[:120]
    try:
        return extract(decode(file.read(), name), name, allowed)
    except (MemoryError, RecursionError) as fault:
        raise UnreadableError(f"“{name}”结构异常，为安全起见没有读完。") from fault


def sample(organ: str, year: int) -> tuple[MainText, str] | None:
    """Return the draft that lies ready in a demonstration and its name, None if there is none.

    Raises:
        UnreadableError: it cannot be read.

    """
    content = sample_draft.of(organ, year)
    if content is None:
        return None
    name = sample_draft.NAME
    return extract(decode(content, name), name, allowance()), name


def reading_of(main: MainText, name: str) -> Reading:
    """Read a main text.

    Raises:
        UnreadableError: it is built so that it cannot be read to its end.

    """
    try:
        return read_main(main, name)
    except (MemoryError, RecursionError) as fault:
        raise UnreadableError(f"“{name}”结构异常，为安全起见没有读完。") from fault


def carried(main: MainText, name: str) -> str:
    """Return a main text as the page carries it."""
    return json.dumps(asdict(main) | {"name": name}, ensure_ascii=False, default=date.isoformat)


def carried_back(request: HttpRequest) -> tuple[MainText, str] | None:
    """Return the main text and file name that the page carried, None if it carried none.

    Raises:
        UnreadableError: what it carried is not what was given to it.

    """
    text = request.POST.get("carried", "")
    if not text:
        return None
    try:
        return _unpacked(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise UnreadableError("网页带回的文稿不完整，请重新选择文件。") from fault


def _unpacked(data: Any) -> tuple[MainText, str]:
    days = {
        name: date.fromisoformat(data[name]) if data[name] else None
        for name in ("published_on", "written_on")
    }
    words = [data["text"], data["title"], data["name"], *data["dropped"]]
    fields = tuple((name, value) for name, value in data["fields"])
    words += [word for pair in fields for word in pair]
    if not all(isinstance(word, str) for word in words) or not data["text"].strip():
        raise ValueError("not words")
    if len(data["text"]) > MOST_CHARACTERS:
        raise ValueError("too long")
    main = MainText(
        text=data["text"],
        title=data["title"],
        fields=fields,
        dropped=tuple(data["dropped"]),
        layout_spaces=int(data["layout_spaces"]),
        **days,
    )
    return main, data["name"][:120]

"""Elements of SVG as text: attributes only, never a ``style``, so that a page may forbid inline styles."""

import unicodedata
from collections.abc import Iterable
from html import escape

INK = "#1F2328"
INK_2 = "#5F6368"
RULE = "#B5AC9B"
LINE = "#E4DFD6"
PAPER = "#FBFAF7"
PANEL = "#FFFFFF"
WORK = "#1F5F5B"
WORK_TINT = "#A8C2BD"
AMBER = "#9A6700"
SEAL = "#B3261E"
SONG = "Source Han Serif SC,Noto Serif SC,Noto Serif CJK SC,Songti SC,STSong,SimSun,serif"

Number = float | str


def element(name: str, *children: str, **attributes: Number | None) -> str:
    """Return one element; children are SVG already, attributes are escaped, those that are None left out.

    Underscores stand for hyphens, a trailing one keeps a name off Python's words.

    >>> element("line", x1=0, stroke_width=1.5, class_="a<b")
    '<line x1="0" stroke-width="1.5" class="a&lt;b"/>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_short(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    body = "".join(children)
    return f"<{name}{written}>{body}</{name}>" if body else f"<{name}{written}/>"


def words(text: str, **attributes: Number | None) -> str:
    """Return ``text`` as an element of its own."""
    return element("text", escape(text, quote=False), **attributes)


def group(children: Iterable[str], **attributes: Number | None) -> str:
    """Return ``children`` under common attributes."""
    return element("g", "".join(children), **attributes)


def picture(
    children: Iterable[str],
    *,
    title: str,
    desc: str = "",
    label: str = "",
    links: bool = False,
    **attributes: Number,
) -> str:
    """Return a whole drawing that a screen reader announces by ``title`` and ``desc``.

    A long ``desc`` is read only on demand where a ``label`` is announced instead.  A drawing with ``links``
    is a group, because what is inside an image cannot be reached by keyboard.
    """
    told = element("title", escape(title, quote=False))
    if desc:
        told += element("desc", escape(desc, quote=False))
    return element(
        "svg",
        told,
        *children,
        xmlns="http://www.w3.org/2000/svg",
        role="group" if links else "img",
        aria_label=label or (f"{title}。{desc}" if desc else title),
        **attributes,
    )


def link(url: str, label: str, *children: str) -> str:
    """Return ``children`` as a link called ``label``, or as they are where there is nowhere to go."""
    return element("a", *children, href=url, aria_label=label) if url else "".join(children)


def width(text: str, size: float) -> float:
    """Return about how wide ``text`` is set at ``size``: a Chinese character is as wide as high.

    >>> width("调解ab", 50)
    156.0
    """
    return sum(size if unicodedata.east_asian_width(sign) in "WFA" else size * 0.56 for sign in text)


def _short(value: Number) -> str:
    if isinstance(value, str):
        return value
    text = f"{value:.2f}"
    return text.rstrip("0").rstrip(".")

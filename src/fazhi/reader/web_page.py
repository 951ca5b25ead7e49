"""The main text of a web page, its title and the dates its head declares."""

from __future__ import annotations

import re
from datetime import date

import lxml.etree  # type: ignore[import-untyped]  # the package ships no types
import lxml.html  # type: ignore[import-untyped]  # as above
import trafilatura

from fazhi.reader.page_furniture import MainText, day_in

_TITLES = ("articletitle", "og:title", "title")
_DATES = ("pubdate", "publishdate", "article:published_time", "publish_date", "maketime", "date")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "table",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "td",
        "th",
        "form",
        "header",
    ]
)
_SILENT = frozenset(
    ("script", "style", "noscript", "template", "iframe", "svg", "select", "button", "textarea")
)
_DEEPEST = 200
_MOST_FOR_LIBRARY = 400_000
_FEWEST, _ENOUGH = 30, 300


def main_text(page: str) -> MainText:
    """Return the report that a page holds, without what stands around it."""
    tree = _parsed(page)
    if tree is None:
        return MainText(text=re.sub(r"<[^>]*>", "\n", page))
    declared = _declared(tree)
    best = _densest(tree)
    own = _text_of(best) if best is not None else ""
    found = (
        _by_library(page)
        if _chinese(page) > 30 and _chinese(own) < 300 and len(page) < _MOST_FOR_LIBRARY
        else None
    )
    text = found if found and _chinese(found) > _chinese(own) else own
    whole = text if _chinese(text) >= 100 else _text_of(tree)
    return MainText(
        text=whole,
        title=_title(declared, tree),
        published_on=next((day for name in _DATES if (day := day_in(declared.get(name, "")))), _stated(tree)),
    )


def _parsed(page: str) -> lxml.html.HtmlElement | None:
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page)
    try:
        tree = lxml.html.document_fromstring(page, parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        return None
    for element in list(tree.iter(*_SILENT)):
        element.drop_tree()
    return tree


def _by_library(page: str) -> str | None:
    """Ask the library where no one container stands out."""
    found = trafilatura.extract(
        page, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
    )
    return str(found) if found else None


def _declared(tree: lxml.html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        if name and meta.get("content"):
            found.setdefault(name, str(meta.get("content")))
    return found


def _title(declared: dict[str, str], tree: lxml.html.HtmlElement) -> str:
    said = [declared.get(name, "") for name in _TITLES]
    said += [" ".join(element.itertext()) for element in tree.iter("h1", "title")]
    cleaned = [re.split(r"[_|]|\s-\s", " ".join(title.split()))[0].strip() for title in said]
    return next((title for title in cleaned if re.search("报告|報告|总结|總結", title)), "")


def _stated(tree: lxml.html.HtmlElement) -> date | None:
    """Find the day that the page itself calls that of publication."""
    body = tree.find("body")
    text = " ".join((body if body is not None else tree).itertext())
    said = re.search(
        r"(?:发布|發布|发文|公开|公開)(?:时间|時間|日期)\s*[:：]?\s*([\d年月日./\- ]{8,20})", text
    )
    return day_in(said.group(1)) if said else None


def _densest(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement | None:
    """Find the lowest element that holds most of the Chinese text outside links."""
    body = tree.find("body")
    if body is None:
        return None
    weight: dict[lxml.html.HtmlElement, int] = {}
    for element in reversed(list(body.iter())):
        if not isinstance(element.tag, str):
            continue
        own = 0 if element.tag == "a" else _chinese(element.text or "")
        own += sum(weight.get(child, 0) + _chinese(child.tail or "") for child in element)
        weight[element] = 0 if element.tag == "a" else own
    total = weight.get(body, 0)
    here = body
    for _ in range(_DEEPEST):
        # A page's frame holds little next to its report, so a child with most of the text is the way down.
        heavy = max(here, key=lambda child: weight.get(child, 0), default=None)
        if (
            heavy is None
            or weight.get(heavy, 0) < 0.75 * weight[here]
            or heavy.tag in ("p", "span", "font", "b")
        ):
            break
        here = heavy
    return here if total else None


def _text_of(element: lxml.html.HtmlElement) -> str:
    pieces: list[str] = []
    for event, node in lxml.etree.iterwalk(element, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        block = node.tag in _BLOCKS
        if event == "start":
            if block:
                pieces.append("\n")
            # White space inside a page's source is layout, not text.
            pieces.append(re.sub(r"[ \t\r\n]+", " ", node.text or ""))
        else:
            if block:
                pieces.append("\n")
            if node is not element:
                pieces.append(re.sub(r"[ \t\r\n]+", " ", node.tail or ""))
    return re.sub(r"[ \u00a0\u3000]*\n\s*", "\n", "".join(pieces)).strip()


def _chinese(text: str) -> int:
    return sum(1 for character in text if "\u4e00" <= character <= "\u9fff")

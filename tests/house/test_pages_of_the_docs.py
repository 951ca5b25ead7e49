import re
from pathlib import Path
from urllib.parse import unquote

import pytest

LINK = re.compile(r"\]\((?P<to>[^)\s]+)\)|(?:src|href)=\"(?P<html>[^\"]+)\"")
ENTRANCES = ("README.md", "README.zh.md", "docs/README.md")


@pytest.fixture(scope="module")
def pages(texts: dict[Path, str]) -> dict[Path, str]:
    return {path: text for path, text in texts.items() if path.suffix == ".md" and path.parts[0] != "tests"}


def links(page: Path, text: str) -> set[str]:
    """Where a page leads inside the project, as paths from the checkout."""
    without_code = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
    found = set()
    for link in LINK.finditer(without_code):
        to = unquote((link["to"] or link["html"]).partition("#")[0])
        if to and not re.match(r"[a-z]+:", to):
            found.add(str(normal(page.parent / to)))
    return found


def normal(path: Path) -> Path:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return Path(*parts)


def test_a_link_is_read_from_where_its_page_stands():
    assert links(Path("docs/a/b.md"), "[c](../c.md#d) [e](https://e.example) `[f](f.md)`") == {"docs/c.md"}


def test_no_link_leads_nowhere(pages, checkout):
    broken = [
        f"{page} → {to}"
        for page, text in pages.items()
        for to in links(page, text)
        if not (checkout / to).exists()
    ]
    assert broken == []


def test_every_page_of_the_docs_is_reached_from_an_entrance(pages):
    reached: set[str] = set()
    ahead = [entrance for entrance in ENTRANCES if Path(entrance) in pages]
    while ahead:
        page = ahead.pop()
        if page in reached:
            continue
        reached.add(page)
        # A link to a folder shows its README on every site that renders Markdown.
        for to in links(Path(page), pages[Path(page)]):
            ahead += [there for there in (to, f"{to}/README.md") if Path(there) in pages]
    lost = [str(page) for page in pages if page.parts[0] == "docs" and str(page) not in reached]
    assert lost == []

"""Whoever is refused reads on what it rests: an article, or a rule of the house."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "src" / "fazhi"
#: Those are said to no person: the demo tries ways, and takes another.
TRYING = SOURCES / "demo"


def refusals(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal":
            yield node


def cites(call: ast.Call) -> bool:
    given = [one.value for one in call.keywords if one.arg == "basis"]
    return bool(given) and not (isinstance(given[0], ast.Constant) and not given[0].value)


def test_every_refusal_that_is_built_cites_its_article_or_rule():
    built = [
        (f"{path.relative_to(SOURCES)}:{call.lineno}", call)
        for path in sorted(SOURCES.rglob("*.py"))
        if TRYING not in path.parents
        for call in refusals(path)
    ]

    assert len(built) > 20
    assert [place for place, call in built if not cites(call)] == []

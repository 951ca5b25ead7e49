"""What a rule tells when it is not met, read from where the rule is written."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache

from fazhi.core.procedure import Rule


@cache
def sentences(one: Rule) -> tuple[str, ...]:
    """Return what a rule tells when it is not met, read from its source; what the case fills in is …"""
    return tuple(dict.fromkeys(_told_by(one.check))) or ((one.label,) if is_chinese(one.label) else ())


def _told_by(function: Callable[..., object], *, deep: int = 2) -> list[str]:
    """Return the texts a function returns itself or by others, else whole sentences in it."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, SyntaxError, TypeError):
        return []
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Return) and node.value is not None:
            found += [text for text in texts(node.value) if is_chinese(text)]
            for asked in _asked_in(node.value, function) if deep else ():
                found += _told_by(asked, deep=deep - 1)
    if found:
        return found
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith("。")
    ]


def _asked_in(value: ast.expr, function: Callable[..., object]) -> Iterator[Callable[..., object]]:
    known = getattr(function, "__globals__", {})
    for node in ast.walk(value):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            asked = known.get(node.func.id)
            if inspect.isfunction(asked):
                yield asked


def texts(node: ast.expr) -> Iterator[str]:
    """Yield every text an expression may come to; … stands for what is only known when it runs."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
        yield "".join(str(part) for part in parts)
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from (left + right for left in texts(node.left) for right in texts(node.right))
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from texts(value)


def is_chinese(text: str) -> bool:
    """Tell whether a text holds a Chinese character."""
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)

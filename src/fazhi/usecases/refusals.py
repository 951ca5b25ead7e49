"""Every refusal the system may give, read from where it is given, so that the reference forgets none."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from fazhi.usecases.rule_words import is_chinese, texts

_CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")
_GIVING = re.compile(r"_?(?:refus|problem)", re.IGNORECASE)
_ROOMS = ("core", "usecases")
_MISFILLED, _WRONG = "FieldProblem", "field-invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRefusal:
    """A refusal: its stable code and the sentences it is given with; … stands for what the case fills in."""

    code: str
    sentences: tuple[str, ...]


@cache
def refusals() -> tuple[ToldRefusal, ...]:
    """Return every refusal by code, in the order of codes."""
    found: dict[str, dict[str, None]] = {}
    for room in _ROOMS:
        for file in sorted(resources.files(f"fazhi.{room}").iterdir(), key=lambda one: one.name):
            if file.name.endswith(".py"):
                for code, sentence in _given(ast.parse(file.read_text(encoding="utf-8"))):
                    found.setdefault(code, {})
                    if sentence:
                        found[code][sentence] = None
    return tuple(ToldRefusal(code=code, sentences=tuple(said)) for code, said in sorted(found.items()))


def _given(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield code and sentence of every refusal of a module; "" where the sentence is made elsewhere."""
    assigned = dict(_assigned(tree.body))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            known = assigned | dict(_assigned(ast.walk(node)))
            for call in ast.walk(node):
                if isinstance(call, ast.Call):
                    yield from _of_call(call, known)


def _assigned(nodes: object) -> Iterator[tuple[str, ast.expr]]:
    for node in nodes if isinstance(nodes, list | Iterator) else ():
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value


def _of_call(call: ast.Call, known: dict[str, ast.expr]) -> Iterator[tuple[str, str]]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    values = [*call.args, *(word.value for word in call.keywords if word.arg in ("code", "message"))]
    said = [text for value in values for text in _texts(value, known)]
    sentences = [text for text in said if is_chinese(text)]
    if name == _MISFILLED:
        yield from ((_WRONG, sentence) for sentence in sentences)
    elif _GIVING.match(name):
        for code in (text for text in said if _CODE.fullmatch(text)):
            yield from ((code, sentence) for sentence in sentences or [""])


def _texts(value: ast.expr, known: dict[str, ast.expr]) -> Iterator[str]:
    if isinstance(value, ast.Name) and value.id in known:
        value = known[value.id]
    yield from texts(value)

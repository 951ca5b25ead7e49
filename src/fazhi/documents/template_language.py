"""The language of templates: Jinja's placeholders, filters and loops, and ``[? … ]``.

Values never become part of the language: while a template is filled in, each stands in it as a
token, and only after the lines have been read is it put back, as data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import SimpleNamespace
from typing import Any, Final

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from fazhi.documents.paper import Figure, Run
from fazhi.documents.wording import FILTERS

SAID: Final = "said_so_far"
"""The name under which a template finds the list of the values that were put in."""

PASSAGES: Final = "passages/"
"""The folder of texts that templates include: ``% include "remedy_by_choice"``."""

_OPTIONAL: Final = re.compile(r"\[\?\s*(.*?)\s*\]")
_PLACEHOLDER: Final = re.compile(r"\{([^{}%#]+)\}")


def stored_names() -> tuple[str, ...]:
    """Return the names of all stored templates and passages, in order."""
    folders = (each for each in _folder().iterdir() if each.is_dir())
    return tuple(
        sorted(
            f"{folder.name}/{each.name.removesuffix('.txt')}"
            for folder in folders
            for each in folder.iterdir()
            if each.name.endswith(".txt")
        )
    )


def stored(name: str) -> str | None:
    """Return the stored text of a template, or None when there is none of this name."""
    folder, _, document = name.partition("/")
    try:
        return (_folder() / folder / f"{document}.txt").read_text("utf-8")
    except FileNotFoundError:
        return None


def _folder() -> Traversable:
    return files("fazhi.documents") / "templates"


def _passage(name: str) -> str | None:
    text = stored(PASSAGES + name)
    return None if text is None else prepared(text)


class Shown(str):
    """A value's text that remembers whether it is a person's data or a figure."""

    __slots__ = ("figure", "sealed")
    figure: Figure | None
    sealed: bool


def ready(value: Any) -> Any:
    """Return ``value`` as templates see it: rows by name, runs as texts that keep their marks."""
    if isinstance(value, Run):
        return _shown(value.text, value)
    if isinstance(value, Mapping):
        return SimpleNamespace(**{str(key): ready(part) for key, part in value.items()})
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [ready(part) for part in value]
    return value


def _shown(text: str, like: Any) -> Shown:
    shown = Shown(text)
    shown.figure = getattr(like, "figure", None)
    shown.sealed = getattr(like, "sealed", False)
    return shown


def prepared(text: str) -> str:
    """Turn ``[? … {field} … ]`` into a condition on its fields."""

    def condition(found: re.Match[str]) -> str:
        asked = [f"({each.strip()}) is filled" for each in _PLACEHOLDER.findall(found[1])]
        return f"{{% if {' and '.join(asked) or 'true'} %}}{found[1]}{{% endif %}}"

    return _OPTIONAL.sub(condition, text.replace("\r\n", "\n"))


def _is_filled(value: Any) -> bool:
    return not (value is None or isinstance(value, jinja2.Undefined) or str(value).strip() in ("", "[]"))


@jinja2.pass_context
def _remember(context: jinja2.runtime.Context, value: Any) -> str:
    """Put a token in the text instead of ``value``, which is said when the lines have been read."""
    said: list[Shown] = context[SAID]
    text = (
        _joined(value, "name" if value and isinstance(value[0], SimpleNamespace) else "")
        if isinstance(value, list)
        else value
    )
    said.append(_shown("" if text is None else str(text), text))
    return f"\ue000{len(said) - 1}\ue001"


def _keeping_marks(word: Any) -> Any:
    """Let a filter's result be sealed, and a figure, when what it was given is."""

    def worded(value: Any) -> Any:
        return _shown(word(value), value) if _is_filled(value) else value

    return worded


def _joined(rows: Any, field: str = "", between: str = "、") -> Any:
    """Return one field of all rows, or the texts of a list, side by side: ``{parties|join("name")}``."""
    if not _is_filled(rows) or isinstance(rows, str):
        return rows
    parts = [getattr(row, field, "") if field else row for row in rows]
    parts = [part for part in parts if _is_filled(part)]
    marked = next((part for part in parts if getattr(part, "sealed", False)), None)
    return _shown(between.join(map(str, parts)), marked)


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FunctionLoader(_passage),
        variable_start_string="{",
        variable_end_string="}",
        line_statement_prefix="%",
        line_comment_prefix="%%",
        undefined=jinja2.ChainableUndefined,
        autoescape=False,  # no markup is made here: values are put in as data, after the lines are read
        finalize=_remember,
        keep_trailing_newline=True,
    )
    environment.filters = {name: _keeping_marks(word) for name, word in FILTERS.items()}
    environment.filters["join"] = _joined
    environment.tests["filled"] = _is_filled
    environment.globals.clear()
    return environment


ENVIRONMENT: Final = _environment()

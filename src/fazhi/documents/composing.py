"""From a template and what is known of a case to a paper.

A template is a text file that a lawyer can read and change: ``docs/documents.md`` says how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any, Final

import jinja2
from jinja2 import meta

from fazhi.core.journal import canonical, sm3
from fazhi.documents import html_page, pdf_file
from fazhi.documents.layout_lines import blocks_of, fill
from fazhi.documents.paper import Cell, FieldGrid, Paper, Run, Signature, runs
from fazhi.documents.template_language import (
    ENVIRONMENT,
    PASSAGES,
    SAID,
    Shown,
    prepared,
    ready,
    stored,
    stored_names,
)
from fazhi.documents.wording import FILTERS

DRAWING: Final = "1"
"""The version of the drawing in Python; raised when the same paper would be drawn otherwise."""

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")
_LIMIT: Final = re.compile(r"\blimit\.([A-Z]{2}_\d+)")
_THRESHOLD: Final = re.compile(r"\bthreshold\.([A-Z]{2}_\d+)")
_HEADER_LINE: Final = re.compile(r"([a-z_]+):\s*(.*)")
_HEADER_WORDS: Final = frozenset(
    {"kind", "title", "number", "organ", "addressee", "copies", "mark", "over_title"}
)
_KINDS: Final = {"form": "form", "official": "official", "letter": "official", "report": "report"}


class TemplateError(ValueError):
    """A template says something that cannot be understood; the message says where."""


def template_names() -> tuple[str, ...]:
    """Return the names of all templates, as ``mediation/agreement``."""
    return tuple(name for name in stored_names() if not name.startswith(PASSAGES))


def document_names(procedure: str) -> Iterator[str]:
    """Yield the names of the documents of ``procedure`` that have a template."""
    for name in template_names():
        folder, document = name.split("/")
        if folder == procedure:
            yield document


def template_fields(name: str) -> frozenset[str]:
    """Return the names that the template ``name``, with its passages, asks its context for."""
    return frozenset().union(
        *(meta.find_undeclared_variables(ENVIRONMENT.parse(prepared(t))) for t in texts(name).values())
    )


def template_digest(name: str) -> str:
    """Return the SM3 digest of everything that decides how a paper of ``name`` looks, but its content."""
    parts = {
        "drawing": DRAWING,
        "texts": list(texts(name).values()),
        "pdf": pdf_file.source().decode(),
        "html": html_page.style(),
    }
    return sm3(canonical(parts).encode())


def compose(name: str, context: Mapping[str, Any], /) -> Paper:
    """Fill in the template ``name`` (``procedure/document``) and return the paper.

    ``context`` maps names to texts, dates, amounts, ``Run``s (to mark figures and persons' data) or
    lists of mappings.  Read by every template: ``organ``, ``title``, ``case_number``,
    ``document_number``, ``day``, ``check_code``, ``check_address``, ``withdrawn``, ``watermark``.
    ``limits`` maps rows of the table of limits to their words: ``{"ME-02": "三十日"}``.
    ``thresholds`` does the same for those of the other table: ``{"TH-04": "百分之三"}``.
    A value that is missing leaves room to write by hand.  A document without a template of its own
    is a form of ``fields``, pairs of label and value.

    Raises TemplateError when the template cannot be understood.
    """
    return compose_from(texts(name), name, context)


@cache
def texts(name: str) -> Mapping[str, str]:
    """Return the template ``name`` and the passages it includes, by name; nothing if it has no template.

    What a paper is composed of: kept beside a paper's content, it is drawn the same for ever.
    """
    text = _text(name)
    if text is None:
        return {}
    with _saying_where(name):
        included = [one for one in meta.find_referenced_templates(ENVIRONMENT.parse(prepared(text))) if one]
    found = {name: text}
    for passage in included:
        said = stored(PASSAGES + passage)
        if said is None:
            raise TemplateError(f"{name}: there is no passage {passage}")
        found[PASSAGES + passage] = said
    return found


@cache
def limits_asked(name: str) -> frozenset[str]:
    """Return the codes of the limits whose words the template asks: ``{limit.ME_02}`` is ME-02."""
    return frozenset(code.replace("_", "-") for text in texts(name).values() for code in _LIMIT.findall(text))


@cache
def thresholds_asked(name: str) -> frozenset[str]:
    """Return the codes of the thresholds whose words it asks: ``{threshold.TH_04}`` is TH-04."""
    return frozenset(
        code.replace("_", "-") for text in texts(name).values() for code in _THRESHOLD.findall(text)
    )


def compose_from(made_of: Mapping[str, str], name: str, context: Mapping[str, Any], /) -> Paper:
    """Compose as ``compose`` does, from the texts of ``texts``, as they are now or as they were once."""
    if not made_of:
        return _generic(context)
    with _saying_where(name):
        compiled = _compiled(made_of[name]) if made_of == texts(name) else _of_old(made_of, name)
    return _filled(name, compiled, context)


def _of_old(made_of: Mapping[str, str], name: str) -> jinja2.Template:
    passages = {key.removeprefix(PASSAGES): prepared(text) for key, text in made_of.items() if key != name}
    return ENVIRONMENT.overlay(loader=jinja2.DictLoader(passages)).from_string(prepared(made_of[name]))


def _text(name: str) -> str | None:
    if not _NAME.fullmatch(name):
        raise TemplateError(f"a template is named like mediation/agreement, not {name!r}")
    return stored(name)


@lru_cache(maxsize=512)
def _compiled(text: str) -> jinja2.Template:
    """Return the template of a text, compiled once: a step that makes a paper must not wait for it."""
    return ENVIRONMENT.from_string(prepared(text))


@contextmanager
def _saying_where(name: str) -> Iterator[None]:
    """Turn what the template engine complains of into a sentence that names the template and the line."""
    try:
        yield
    except jinja2.TemplateNotFound as fault:
        raise TemplateError(f"{name}: there is no passage {fault.message}") from fault
    except TypeError as fault:
        raise TemplateError(f"{name}: a value cannot be used like this: {fault}") from fault
    except jinja2.TemplateError as fault:
        at = f", line {fault.lineno}" if isinstance(fault, jinja2.TemplateSyntaxError) else ""
        raise TemplateError(f"{name}{at}: {fault.message}") from fault


def _filled(name: str, compiled: jinja2.Template, context: Mapping[str, Any]) -> Paper:
    said: list[Shown] = []
    known = {key: ready(value) for key, value in context.items()}
    for asked, table in (("limit", "limits"), ("threshold", "thresholds")):
        rows = context.get(table, {}).items()
        known[asked] = ready({code.replace("-", "_"): words for code, words in rows})
    with _saying_where(name):
        made = compiled.render(known | {SAID: said})
    head_text, found, body = made.partition("\n---\n")
    if not found:
        raise TemplateError(f"{name}: the head and the text are divided by a line ---")
    values = [Run(each, figure=each.figure, sealed=each.sealed) for each in said]
    try:
        return _paper(_head(head_text), body, values, context)
    except ValueError as fault:
        raise TemplateError(f"{name}: {fault}") from fault


def _paper(head: Mapping[str, str], body: str, values: Sequence[Run], context: Mapping[str, Any]) -> Paper:
    def words(key: str, otherwise: str = "") -> str:
        return "".join(run.text for run in fill(head[key], values)) if key in head else otherwise

    kind = head.get("kind", "form")
    if kind not in _KINDS:
        raise ValueError(f"kind is one of {', '.join(_KINDS)}, not {kind}")
    return Paper(
        kind=_KINDS[kind],  # type: ignore[arg-type]  # the values of _KINDS are the kinds
        letter=kind == "letter",
        organ=words("organ", _said(context, "organ")),
        organ_over_title=head.get("over_title", "no") == "yes",
        title=words("title", _said(context, "title")),
        number=words("number"),
        mark=words("mark"),
        addressee=tuple(fill(head.get("addressee", ""), values)),
        copies=words("copies"),
        body=tuple(blocks_of(body, values)),
        **_checks(context),
    )


def _generic(context: Mapping[str, Any]) -> Paper:
    fields = context.get("fields") or ()
    pairs = fields.items() if isinstance(fields, Mapping) else fields
    rows = tuple(
        (Cell(runs(label), label=True), Cell(_run_of(value), lines=_room(str(_plain(value)))))
        for label, value in pairs
    )
    post = _said(context, "post")
    numbers = (_said(context, "document_number"), _said(context, "case_number"))
    return Paper(
        kind="form",
        organ=_said(context, "organ"),
        title=_said(context, "title"),
        number=next(filter(None, numbers), ""),
        body=(
            *((FieldGrid(rows=rows, widths=(1, 4)),) if rows else ()),
            Signature(runs(post or "承办人")),
            Signature(
                runs(_said(context, "organ")), date=FILTERS["date"](context.get("day", "")), seal="（印章）"
            ),
        ),
        **_checks(context),
    )


def _room(text: str) -> int:
    return 4 if len(text) > 60 or "\n" in text else 1


def _checks(context: Mapping[str, Any]) -> dict[str, Any]:
    withdrawn = context.get("withdrawn")
    checks = {key: _said(context, key) for key in ("check_code", "check_address", "watermark")}
    return {**checks, "withdrawn": None if withdrawn is None else str(_plain(withdrawn))}


def _said(context: Mapping[str, Any], key: str) -> str:
    value = _plain(context.get(key, ""))
    return "" if value is None else str(value)


def _plain(value: Any) -> Any:
    return value.text if isinstance(value, Run) else value


def _run_of(value: Any) -> tuple[Run, ...]:
    return runs(value if isinstance(value, Run) else "" if value is None else str(value))


def _head(text: str) -> dict[str, str]:
    head: dict[str, str] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        found = _HEADER_LINE.fullmatch(line)
        if not found or found[1] not in _HEADER_WORDS:
            raise ValueError(f"“{line}” is not one of the head's lines ({', '.join(sorted(_HEADER_WORDS))})")
        head[found[1]] = found[2]
    return head

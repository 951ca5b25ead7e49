"""Whole reports with what should be read of them marked in the text.

``{{全年检查231次|231 次 inspection.count}}`` is a figure: value, unit, indicator (``/`` parts those that are
all right, ``-`` none), then ``~`` approximate, ``w`` said in words, ``skip`` neither asked nor wrong, and a
scope that is not result; ``[[words|E kind]]`` a fault (E error, W warning, Q question); ``<<一、|words>>``
a heading.  The lines above the first empty one tell the report as a whole.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

REPORTS = Path(__file__).with_name("reports")
_MARK = re.compile(r"\{\{|\[\[|<<|\}\}|\]\]|>>")
_CLOSES = {"{{": "}}", "[[": "]]", "<<": ">>"}
_SEVERITIES = {"E": "error", "W": "warning", "Q": "question"}
_SCOPES = {"plan", "obligation", "history"}


@dataclass
class Marked:
    name: str
    text: str = ""
    expected: dict[str, Any] = field(default_factory=dict)


def reports(kind: str) -> list[Marked]:
    """Return the reports of a kind: development, that the reader was made on, or kept apart from it."""
    return [read_marked(path) for path in sorted((REPORTS / kind).glob("*.marked"))]


def read_marked(path: Path) -> Marked:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    told = [line.split(": ", 1) for line in head.splitlines()]
    values = dict(told)
    text, figures, faults, headings = _unmarked(body.strip())
    for _, fault in (pair for pair in told if pair[0] == "fault"):
        severity, kind, *place = fault.split()
        faults.append(
            {"severity": _SEVERITIES[severity], "kind": kind, "quote": None, "place": " ".join(place)}
        )
    expected = {
        "body": [values["body"]],
        "level": values["level"],
        "year": int(values["year"]),
        "signed_on": None if values["signed_on"] == "-" else values["signed_on"],
        "parts": dict(part.split("=") for part in values["parts"].split()),
        "outline": _tree(headings),
        "figures": figures,
        "problems": faults,
    }
    return Marked(path.stem, text, expected)


def _unmarked(body: str) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    out = ""
    at = 0
    open_: list[tuple[str, int]] = []
    spans: list[tuple[str, int, int, str]] = []
    for mark in _MARK.finditer(body):
        out += body[at : mark.start()]
        at = mark.end()
        if mark.group() in _CLOSES:
            open_.append((mark.group(), len(out)))
            continue
        kind, start = open_.pop()
        assert mark.group() == _CLOSES[kind], out[-60:]
        inside = out[start:]
        words, *specs = inside.split("|")
        if kind == "<<":
            words, specs = f"{inside.split('|')[0]}{inside.split('|')[1]}", [inside.split("|")[0]]
        out = out[:start] + words
        spans += [(kind, start, len(out), spec) for spec in specs]
    out += body[at:]
    figures, faults, headings = [], [], []
    for kind, start, end, spec in sorted(spans, key=lambda one: (one[1], -one[2])):
        words = out[start:end]
        if kind == "<<":
            headings.append({"marker": spec, "title": words.removeprefix(spec)})
        elif kind == "[[":
            severity, what, *_ = spec.split()
            faults.append({"severity": _SEVERITIES[severity], "kind": what, "quote": words, "place": words})
        else:
            figures.append(_figure(spec, _unique(out, start, end)))
    return out, figures, faults, headings


def _figure(spec: str, words: str) -> dict[str, Any]:
    value, unit, codes, *flags = spec.split()
    unit = unit.split("|")[0]
    code, *also = [None if one == "-" else one for one in codes.split("/")]
    return {
        "text": words,
        "value": float(value),
        "unit": unit,
        "indicator": code,
        "also": also,
        "approx": "~" in flags,
        "form": "word" if "w" in flags else "number",
        "optional": "skip" in flags,
        "scope": next((flag for flag in flags if flag in _SCOPES), "result"),
    }


def _unique(text: str, start: int, end: int) -> str:
    while text.count(text[start:end]) > 1 and start:
        start -= 1
    return text[start:end]


def _tree(headings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Hang headings as a reader shows them: 一 (一) 1. first to third, 一是 below what it stands under."""
    top: list[dict[str, Any]] = []
    above: list[tuple[int, dict[str, Any]]] = []
    for heading in headings:
        depth = _depth(heading["marker"])
        while above and above[-1][0] >= depth:
            above.pop()
        under = above[-1][1]["level"] if above else 0
        level = max(3, under + 1) if depth > 3 else under + 1 if depth < 2 else depth
        made = {**heading, "level": level, "children": []}
        (above[-1][1]["children"] if above else top).append(made)
        above.append((depth, made))
    return top


def _depth(marker: str) -> int:
    if re.fullmatch(r".(?:是|要)", marker):
        return 4
    if marker.endswith("部分"):
        return 0
    if re.match(r"[（(]", marker):
        return 2
    return 3 if re.match(r"\d", marker) else 1


def write(target: Path) -> None:
    """Write every report with its ``*.expected.json``, for ``fazhi read --score``."""
    for kind in ("development", "kept"):
        (target / kind).mkdir(parents=True, exist_ok=True)
        for one in reports(kind):
            (target / kind / f"{one.name}.txt").write_text(one.text, encoding="utf-8")
            (target / kind / f"{one.name}.expected.json").write_text(
                json.dumps(one.expected, ensure_ascii=False, indent=1), encoding="utf-8"
            )


if __name__ == "__main__":
    write(Path(sys.argv[1]))

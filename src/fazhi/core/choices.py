"""Fields with a closed list of answers: yes or no, one code, several codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, Generic, TypeVar, Unpack

from fazhi.core import typed
from fazhi.core.field import Canonical, Common, Field, satisfies
from fazhi.core.typed import FieldProblem, quoted

T = TypeVar("T")

_CODE = re.compile(r"[a-z0-9_]+(/[a-z0-9_]+)*")


def codes(text: str) -> Mapping[str, str]:
    """Return a list of codes as it is written down: each with its label behind it, a comma between two.

    >>> codes("written 书面协议, oral 口头协议")["oral"]
    '口头协议'

    Raises TypeError for what does not read so, and for a code that comes twice.
    """
    found: dict[str, str] = {}
    for item in filter(None, (part.strip() for part in text.split(","))):
        code, _, label = item.partition(" ")
        if not _CODE.fullmatch(code) or not label.strip() or code in found:
            raise TypeError(f"not a code with its label, or there twice: {item!r}")
        found[code] = label.strip()
    return MappingProxyType(found)


_YES = frozenset(("yes", "y", "true", "on", "1", "是", "有", "√", "✓", "✔"))
_NO = frozenset(("no", "n", "false", "off", "0", "否", "无", "没有", "×", "✗", "✘"))


class YesNo(Field[bool]):
    """Yes or no, written down as "yes" and "no"."""

    kind = "yes-no"
    asks = "选择"

    def canonical(self, raw: object) -> str:
        """Return "yes" or "no" for 是, 否, 有, 无, √, ×, Y, N, true, false, 1, 0."""
        bare = str(int(raw)) if isinstance(raw, (int, float)) and raw in (0, 1) else raw
        word = typed.folded(bare) if isinstance(bare, str) else ""
        if word in _YES:
            return "yes"
        if word in _NO:
            return "no"
        raise FieldProblem(f"{quoted(raw)}看不出是或否，请填“是”或“否”。")

    def value(self, canonical: Canonical) -> bool:
        """Return True for yes."""
        return canonical == "yes"

    def text(self, canonical: Canonical) -> str:
        """Return 是 or 否."""
        return "是" if canonical == "yes" else "否"

    def constraints(self) -> dict[str, Any]:
        """Return the two answers."""
        return {"choices": [{"code": "yes", "label": "是"}, {"code": "no", "label": "否"}]}


class Choosing(Field[T], Generic[T]):
    """Base of Code and Codes: a field whose answers are a closed list.

    ``choices`` maps each code to its label, or says so in one text (``codes``).  The code of a sub-choice is
    a path below its parent's, which must be listed too: "entrusted 接受委托移送, entrusted/police 公安移送".
    ``also`` maps other wordings, as old registers use them, to codes.
    """

    asks = "选择"

    def __init__(
        self,
        label: str,
        choices: Mapping[str, str] | str,
        *,
        also: Mapping[str, str] | None = None,
        **common: Unpack[Common],
    ) -> None:
        super().__init__(label, **common)
        self.choices = dict(codes(choices) if isinstance(choices, str) else choices)
        self.also = dict(also or {})
        if wrong := list(self._contradictions()):
            raise TypeError(f"the choices of '{label}' contradict themselves: {'; '.join(wrong)}")

    def label_of(self, code: str) -> str:
        """Return the label of a code with those of its parents before it: 接受委托移送/公安移送.

        A code that is no longer listed is shown as it is.
        """
        if "/" not in code:
            return self.choices.get(code, code)
        steps = code.split("/")
        paths = ["/".join(steps[: depth + 1]) for depth in range(len(steps))]
        return "/".join(self.choices.get(path, step) for path, step in zip(paths, steps, strict=True))

    def code_for(self, raw: object) -> str:
        """Return the code that was typed, as a code, a label, another wording or the last part of a path.

        Raises FieldProblem when there is none, or more than one.
        """
        text = typed.as_text(raw) if not isinstance(raw, bool) else ""
        if text in self.choices:
            return text
        found = self._known.get(typed.folded(text), ())
        if len(found) == 1:
            return found[0]
        if found:
            ways = "、".join(self.label_of(code) for code in found)
            raise FieldProblem(f"{quoted(raw)}有几个选项都符合，请写明是哪一个：{ways}。")
        raise FieldProblem(f"{quoted(raw)}不在“{self.label}”的选项中，请从以下选项中选择：{self._listed()}。")

    def wanted(self, value: str | int) -> str | int:
        """Return the code, parent code or last part that a condition compares with."""
        if not any(satisfies(code, value) for code in self.choices):
            raise TypeError(f"'{self.label}' is never {value!r}; it has {', '.join(self.choices)}")
        return value

    def wording(self, wanted: str | int) -> str:
        """Return the label of a wanted code, or of the choices whose last part it is."""
        if wanted in self.choices:
            return self.label_of(str(wanted))
        return "、".join(self.label_of(code) for code in self.choices if satisfies(code, wanted))

    def constraints(self) -> dict[str, Any]:
        """Return the choices, sub-choices under their parents."""
        return {"choices": self._under("")}

    def _under(self, parent: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for code, label in self.choices.items():
            if code.rpartition("/")[0] == parent:
                below = self._under(code)
                found.append({"code": code, "label": label} | ({"choices": below} if below else {}))
        return found

    def _listed(self) -> str:
        return "、".join(self.label_of(code) for code in self.choices)

    @cached_property
    def _known(self) -> dict[str, tuple[str, ...]]:
        """Every wording, folded, with the codes it may mean; the surer kind of wording wins."""
        known: dict[str, tuple[str, ...]] = {}
        kinds = (
            [(code, code) for code in self.choices],
            [(self.label_of(code), code) for code in self.choices],
            list(self.also.items()),
            [(label, code) for code, label in self.choices.items()],
            [(code.rpartition("/")[2], code) for code in self.choices],
        )
        for kind in kinds:
            of_this_kind: dict[str, tuple[str, ...]] = {}
            for wording, code in kind:
                key = typed.folded(wording)
                of_this_kind[key] = tuple(dict.fromkeys((*of_this_kind.get(key, ()), code)))
            known = of_this_kind | known
        return known

    def _contradictions(self) -> Iterator[str]:
        if not self.choices:
            yield "there are none"
        for code, label in self.choices.items():
            parent = code.rpartition("/")[0]
            if parent and parent not in self.choices:
                yield f"'{code}' has no parent '{parent}'"
            if not code or not all(code.split("/")) or not label.strip() or re.search(r"[;；\n]", label):
                yield f"'{code}' or its label '{label}' is empty, or holds a semicolon or a line break"
        labels = [typed.folded(self.label_of(code)) for code in self.choices]
        yield from (
            f"the label '{label}' stands twice" for label in sorted(set(labels)) if labels.count(label) > 1
        )
        codes = {typed.folded(code): code for code in self.choices}
        for code in self.choices:
            if codes.get(typed.folded(self.label_of(code)), code) != code:
                yield f"the label of '{code}' is another code"
        yield from (
            f"'{word}' means '{code}', which is none"
            for word, code in self.also.items()
            if code not in self.choices
        )


class Code(Choosing[str]):
    """One of a closed list."""

    kind = "code"

    def canonical(self, raw: object) -> str:
        """Return the code for a code, its label or another wording of it."""
        return self.code_for(raw)

    def value(self, canonical: Canonical) -> str:
        """Return the code."""
        return str(canonical)

    def text(self, canonical: Canonical) -> str:
        """Return the label."""
        return self.label_of(str(canonical))


class Codes(Choosing[tuple[str, ...]]):
    """Some of a closed list, in the order of the list."""

    kind = "codes"

    def canonical(self, raw: object) -> list[str]:
        """Return the codes of a list, or of labels with 、 ， ； / or line breaks between them."""
        items = raw if isinstance(raw, (list, tuple)) else self._apart(typed.as_text(raw))
        chosen = {self.code_for(item) for item in items if not typed.is_blank(item)}
        if not chosen:
            raise FieldProblem(f"{quoted(raw)}没有选项，请从以下选项中选择：{self._listed()}。")
        return [code for code in self.choices if code in chosen]

    def value(self, canonical: Canonical) -> tuple[str, ...]:
        """Return the codes."""
        return tuple(canonical) if isinstance(canonical, list) else (str(canonical),)

    def text(self, canonical: Canonical) -> str:
        """Return the labels with 、 between them, or ； where a label holds 、 itself."""
        labels = [self.label_of(code) for code in self.value(canonical)]
        within = any(re.search(r"[、，,]", label) for label in self.choices.values())
        return ("；" if within else "、").join(labels)

    def _apart(self, text: str) -> list[str]:
        """Return the single wordings; a label that holds 、 itself stays whole."""
        found: list[str] = []
        for piece in re.split(r"[;；\n]", text):
            parts = re.split(r"([、，,/])", piece)
            start = 0
            while start < len(parts):
                ends = [
                    end
                    for end in range(len(parts), start, -2)
                    if typed.folded("".join(parts[start:end])) in self._known
                ]
                end = ends[0] if ends else start + 1
                found.append("".join(parts[start:end]))
                start = end + 1
        return found

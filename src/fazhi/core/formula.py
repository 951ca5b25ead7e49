"""Formulas of rates: ``mediation.settled / mediation.concluded``, ``yoy(penalty.cases)``.

The grammar is that of the table of indicators: codes with + - * / and brackets; ``code[dimension=value]``
a slice; ``yoy(x)`` = (x - x of last year) / x of last year; ``min(x by dimension)``; ``period.months``
and ``period.quarters`` the length of the period.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Protocol

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([a-z_]\w*(?:\.\w+)*)|(.))")


class FormulaError(ValueError):
    """The formula cannot be read; the message shows where."""


class Figures(Protocol):
    """What a formula asks of the books."""

    def value(self, code: str, where: tuple[tuple[str, str], ...], years_back: int) -> Decimal | None:
        """Return the figure in the period, or the period ``years_back`` years earlier."""
        ...

    def lowest(self, code: str, dimension: str, years_back: int) -> Decimal | None:
        """Return the smallest slice of the figure by ``dimension``."""
        ...

    def months(self) -> int:
        """Return how many months the period has."""
        ...


Node = Callable[[Figures, int], Decimal | None]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that has been read.  ``codes`` are the indicators it asks, in order of appearance."""

    text: str
    node: Node
    codes: tuple[str, ...]
    over: Formula | None = None

    def evaluate(self, figures: Figures) -> Decimal | None:
        """Return the value, None where a base is zero or a figure is not known."""
        return self.node(figures, 0)


@cache
def read(text: str) -> Formula:
    """Read a formula.

    ``over`` of the result is the divisor if the whole is a division: the base that a report prints.

    Raises:
        FormulaError: it does not follow the grammar.

    """
    reader = _Reader(text)
    node, over = reader.sum()
    if reader.here:
        raise FormulaError(f"{text!r}: unexpected {reader.here!r}")
    codes = tuple(dict.fromkeys(reader.codes))
    return Formula(text, node, codes, over)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: Iterator[re.Match[str]] = _TOKEN.finditer(text.strip())
        self.here = ""
        self.codes: list[str] = []
        self.advance()

    def advance(self) -> None:
        match = next(self.tokens, None)
        self.here = match.group().strip() if match else ""

    def expect(self, token: str) -> None:
        if self.here != token:
            raise FormulaError(f"{self.text!r}: expected {token!r}, found {self.here!r}")
        self.advance()

    def sum(self) -> tuple[Node, Formula | None]:
        node, over = self.product()
        while self.here in ("+", "-"):
            sign = self.here
            self.advance()
            right, _ = self.product()
            node, over = _binary(sign, node, right), None
        return node, over

    def product(self) -> tuple[Node, Formula | None]:
        node = self.atom()
        over: Formula | None = None
        while self.here in ("*", "/"):
            sign = self.here
            self.advance()
            seen = len(self.codes)
            right = self.atom()
            over = (
                Formula(" / ".join(self.codes[seen:]), right, tuple(self.codes[seen:]))
                if sign == "/"
                else None
            )
            node = _binary(sign, node, right)
        return node, over

    def atom(self) -> Node:
        word = self.here
        if word == "(":
            self.advance()
            node, _ = self.sum()
            self.expect(")")
            return node
        if re.fullmatch(r"\d+(\.\d+)?", word):
            self.advance()
            constant = Decimal(word)
            return lambda _figures, _back: constant
        if not re.fullmatch(r"[a-z_][\w.]*", word):
            raise FormulaError(f"{self.text!r}: expected a code, found {word!r}")
        self.advance()
        if word == "yoy" and self.here == "(":
            return self._year_on_year()
        if word == "min" and self.here == "(":
            return self._lowest()
        if word in ("period.months", "period.quarters"):
            parts = 3 if word.endswith("quarters") else 1
            return lambda figures, _back: Decimal(figures.months()) / parts
        return self._figure(word)

    def _year_on_year(self) -> Node:
        self.expect("(")
        inner, _ = self.sum()
        self.expect(")")

        def node(figures: Figures, back: int) -> Decimal | None:
            now, then = inner(figures, back), inner(figures, back + 1)
            return (now - then) / then if now is not None and then else None

        return node

    def _lowest(self) -> Node:
        self.expect("(")
        code = self.here
        self.codes.append(code)
        self.advance()
        self.expect("by")
        dimension = self.here
        self.advance()
        self.expect(")")
        return lambda figures, back: figures.lowest(code, dimension, back)

    def _figure(self, code: str) -> Node:
        self.codes.append(code)
        where: list[tuple[str, str]] = []
        if self.here == "[":
            while self.here in ("[", ","):
                self.advance()
                dimension = self.here
                self.advance()
                self.expect("=")
                where.append((dimension, self.here))
                self.advance()
            self.expect("]")
        fixed = tuple(where)
        return lambda figures, back: figures.value(code, fixed, back)


def _binary(sign: str, left: Node, right: Node) -> Node:
    def node(figures: Figures, back: int) -> Decimal | None:
        a, b = left(figures, back), right(figures, back)
        if a is None or b is None or (sign == "/" and not b):
            return None
        if sign == "+":
            return a + b
        if sign == "-":
            return a - b
        return a * b if sign == "*" else a / b

    return node

"""The rules of the house in words: a citation carries a code, and people read what the rule says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from fazhi.core.case import HAPPENED
from fazhi.procedures import registry
from fazhi.usecases import amending, evidence, handovers, opening, own_rules, reference
from fazhi.usecases.reference import Told

NAME = "内部管理规则"
"""What every citation of a rule of the house begins with; its code follows."""
_OF_EVERY_DUTY = (amending.RULE, evidence.RULE, handovers.RULE, opening.RULE, HAPPENED, *own_rules.EVERY)


def words() -> Mapping[str, str]:
    """Return what each rule of the house says, by its citation.

    Where several duties word a rule differently, the wording most of them use is taken.
    """
    return _words(tuple(registry.versions()))


def put(text: str, say: Callable[[str], str]) -> str:
    """Return ``text`` with each citation of a rule of the house replaced by what ``say`` makes of its words.

    >>> put("内部管理规则D18；第三条", lambda words: f"〔{words[:5]}〕")
    '〔错误的记录〕；第三条'
    """
    known = words()
    return _pattern(tuple(known)).sub(lambda found: say(known[found[0]]), text) if NAME in text else text


def said(text: str) -> str:
    """Return ``text`` with every rule of the house in its own words.

    >>> said("内部管理规则期初1")[:20]
    '内部管理规则“启用系统时结转的期初数，由'
    """
    return put(text, lambda rule: f"{NAME}“{rule}”")


def unnumbered(text: str) -> str:
    """Return ``text`` with the codes of rules of the house left out, where there is no room for their words.

    >>> unnumbered("内部管理规则D18")
    '内部管理规则'
    """
    return put(text, lambda _: NAME)


@cache
def _pattern(citations: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(one) for one in sorted(citations, key=len, reverse=True)))


@cache
def _words(declared: tuple[tuple[str, int], ...]) -> Mapping[str, str]:
    said: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for rule in _OF_EVERY_DUTY:
        said[str(rule)][_sentence(rule.text)] += 1
    for code, version in declared:
        for citation, quote in set(_cited(reference.told(registry.procedure(code, version)))):
            said[citation][_sentence(quote)] += 1
    return {citation: counted.most_common(1)[0][0] for citation, counted in said.items()}


def _cited(told: Told) -> Iterator[tuple[str, str]]:
    cited = [one for step in told.steps for one in (step.basis, *step.cites)]
    cited += [one for limit in told.limits for one in (limit.basis, *limit.also)]
    cited += [one for rule in told.rules for one in rule.bases]
    return ((one.text, one.quote) for one in cited if one.text.startswith(NAME) and one.quote)


def _sentence(text: str) -> str:
    return text.rstrip("。")

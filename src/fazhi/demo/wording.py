"""The words of imagined cases: what each is about, said in sentences of one story (``kits.toml``).

A case is worked out with placeholders where words are free.  Once it is told, they are put into words:
which figures it shows, and what its rules look at, stays as it was.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from random import Random
from typing import Any

from fazhi.core.form import Form, Name, Rows, Text, satisfies
from fazhi.demo import words
from fazhi.demo.names import FIRM_SYLLABLES
from fazhi.demo.office import Line, Office, Told

Kit = Mapping[str, Any]

_ROADS = ("青槐路", "望桥街", "新纺路", "渡口滨河路", "槐市北街", "书院巷", "云锦大道", "桐花路")
_ESTATES = ("小区", "新村", "花园", "家园", "公寓")
_FIRMS = ("劳务有限公司", "装饰有限公司", "商贸有限公司", "物流有限公司", "餐饮有限公司", "家政有限公司")
_HOLIDAYS = {1: "春节", 2: "春节", 4: "五一", 5: "端午", 6: "端午", 9: "国庆", 12: "元旦"}
_WEEKS = "一二三四五"
_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
#: Words under which one thing is known: the same thing keeps its name in every case.
_KNOWN_AS = {("inspection", "object_name"): "object"}
_DRAWS = 40


@cache
def _kits() -> tuple[tuple[Kit, ...], Mapping[str, Kit]]:
    text = resources.files("fazhi.demo").joinpath("kits.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    return tuple(read["matter"]), read["any"]


@cache
def _placeholders() -> frozenset[str]:
    fitting = {phrase for _, phrases in words.PHRASES for phrase in phrases}
    return frozenset(fitting | set(words.PLAIN))


def put_into_words(office: Office, *, seed: int = 1) -> None:
    """Let every case of an office say what it is about, the same each time for a seed."""
    wording = _Wording(office, seed)
    for told in office.cases.values():
        wording.word(told)


def matter(procedure: str, record: Mapping[str, Any], random: Random) -> Kit:
    """Return the words of one story for a case of a procedure whose record holds so much, {} if none fits."""
    fitting = [
        one
        for one in _kits()[0]
        if procedure in one["of"]
        and all(satisfies(str(record.get(name, "")), wanted) for name, wanted in one.get("when", {}).items())
    ]
    if not fitting:
        return {}
    return random.choice([one for one in fitting if one.get("when") == fitting[0].get("when")])


def common(procedure: str) -> Kit:
    """Return the words that any case of a procedure may hold."""
    return _kits()[1].get(procedure, {})


def slots(place: str, on: date, random: Random) -> dict[str, str]:
    """Return what fills the slots of sentences about something at a place, "" for the whole street."""
    return {
        "place": place or "街道",
        "estate": f"{place.removesuffix('社区')}{random.choice(_ESTATES)}" if place else "青槐家园",
        "road": random.choice(_ROADS),
        "b": str(random.randint(1, 28)),
        "n": str(random.randint(1, 6)),
        "k": random.choice("两三四"),
        "m": str(random.randint(3, 16)),
        "firm": f"拟州{''.join(random.sample(FIRM_SYLLABLES, 2))}{random.choice(_FIRMS)}",
        "year": str(on.year),
        "month": str(on.month),
        "week": _WEEKS[(on.day - 1) // 7],
        "holiday": _HOLIDAYS.get(on.month, "节"),
        "serial": f"{on:%Y%m%d}{random.randint(1, 999):03}",
    }


@dataclass(slots=True)
class _Wording:
    office: Office
    seed: int
    known: dict[tuple[str, str], str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def word(self, told: Told) -> None:
        if all(not _wordable(line) for line in told.lines):
            return
        root = told.origin if told.origin in self.office.cases else told.key
        random = Random(f"{self.seed}-{root}")  # noqa: S311 - an invented year, not a secret
        said = Said(self._slots(told, random), random)
        kit = {**common(told.procedure.code), **self._matter(told, random)}
        told.lines = [self._worded(line, told, kit, said) for line in told.lines]

    def _matter(self, told: Told, random: Random) -> Kit:
        return matter(told.procedure.code, self.office.standing_record(told.key), random)

    def _slots(self, told: Told, random: Random) -> dict[str, str]:
        place = next((one.name for one in self.office.places if one.code == told.place), "")
        return slots(place, told.lines[0].plain.on, random)

    def _worded(self, line: Line, told: Told, kit: Kit, said: Said) -> Line:
        form = told.procedure.step(line.plain.step).form
        if form is None or not _wordable(line):
            return line
        said.at(line)
        values = dict(line.form)
        self._one_thing(told, values)
        for asked in form.fields:
            if isinstance(asked, Rows) and values.get(asked.name):
                values[asked.name] = [self._row(asked, row, kit, said) for row in values[asked.name]]
            elif isinstance(asked, Text) and _is_free(asked, values.get(asked.name)):
                if thing := str(line.form.get(_KNOWN_AS.get((told.procedure.code, asked.name), ""), "")):
                    text = self._named(thing, kit, asked.name, said)
                else:
                    text = said.text(kit, asked.name)
                values[asked.name] = text[: asked.max] if text else values[asked.name]
        if thing := str(values.get("object") or ""):
            # Counted once: under one name in every case, whatever that is derived from.
            derived = form.derived(values).get("object", thing)
            values["object"] = self.known.setdefault((thing, "object"), str(derived))
        return replace(line, form=values, plain=replace(line.plain, form=form.split(values)[0]))

    def _one_thing(self, told: Told, values: dict[str, Any]) -> None:
        """Let what is counted as one thing have one credit code."""
        if told.procedure.code == "inspection" and values.get("object") and values.get("uscc"):
            values["uscc"] = self.known.setdefault((str(values["object"]), "uscc"), str(values["uscc"]))

    def _row(self, asked: Rows[Form], row: Mapping[str, Any], kit: Kit, said: Said) -> dict[str, Any]:
        worded = dict(row)
        for inner in asked.form.fields:
            if isinstance(inner, Text) and _is_free(inner, row.get(inner.name)):
                text = said.text(kit, f"{asked.name}.{inner.name}", afresh=True)
                worded[inner.name] = text[: inner.max] if text else row[inner.name]
        return worded

    def _named(self, thing: str, kit: Kit, name: str, said: Said) -> str:
        """Return under what a thing is known: no two things by one name."""
        if (thing, name) not in self.known:
            for _ in range(_DRAWS):
                text = said.text(kit, name, afresh=True)
                if text not in self.taken:
                    break
            self.taken.add(text)
            self.known[thing, name] = text
        return self.known[thing, name]


@dataclass(slots=True)
class Said:
    """What is said in one case: one choice for each alternative, kept from step to step."""

    slots: dict[str, str]
    random: Random
    chosen: dict[int, int] = field(default_factory=dict)

    def at(self, line: Line) -> None:
        """Go on to a step: its day, and the sum it speaks of."""
        later: date = line.plain.on + timedelta(days=self.random.randint(7, 20))
        self.slots["later"] = f"{later.month}月{later.day}日"
        self.slots["amount"] = _sum(line.form.get("amount"))

    def text(self, kit: Kit, name: str, *, afresh: bool = False) -> str:
        """Return what is said under a name, "" for nothing; ``afresh`` draws again."""
        found = kit.get(f"{name}_free", kit.get(name)) if not self.slots["amount"] else kit.get(name)
        if found is None:
            return ""
        options: Sequence[str] = [found] if isinstance(found, str) else found
        template = options[0] if len(options) == 1 else self.random.choice(options)
        if afresh:
            self.chosen.clear()
        text = _CHOICE.sub(lambda one: self._one_of(one[1]), template)
        syllables = "".join(self.random.sample(FIRM_SYLLABLES, 2))
        return text.format(**self.slots, syllables=syllables)

    def _one_of(self, options: str) -> str:
        """Return one of some alternatives: of as many always the same, so that sentences agree."""
        known = options.split("|")
        if len(known) not in self.chosen:
            self.chosen[len(known)] = self.random.randrange(len(known))
        return known[self.chosen[len(known)]]


def _is_free(asked: Text, value: Any) -> bool:
    return not isinstance(asked, Name) and isinstance(value, str) and value in _placeholders()


def _wordable(line: Line) -> bool:
    return any(value in _placeholders() for value in _texts(line.form))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _sum(value: Any) -> str:
    """Return a sum as it is written in a sentence, "" for none."""
    try:
        amount = Decimal(str(value or 0))
    except InvalidOperation:
        return ""
    return f"{amount.normalize():f}" if amount else ""

"""Writing a year down as an office does: some entries late, some typed wrong and put right by two persons.

What was typed wrong is written first as it was typed; before the case goes on, a correction is proposed by
whoever typed it and confirmed by somebody else.  The books then show what was told.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from django.db import transaction

from fazhi.core.form import Number, Text, Yuan
from fazhi.demo.enact import EnactingError, Writer, at
from fazhi.demo.office import Line, Moment, Office
from fazhi.law.roles import CORRECTOR, posts
from fazhi.usecases import correct
from fazhi.usecases.people import Clerk
from fazhi.usecases.record import Recorded, Refused

CORRECTED = 0.06
"""How many of the entries are typed wrong at first."""
LATE = 0.01
"""How many are written down days after they happened."""
_OPENS, _CLOSES = 9 * 60, 17 * 60 + 20
_AT_ONCE = 200
_SPARE = 1.1
#: The number of an opinion is cited by others: it is not given twice.
_NUMBERS_CITED = (("legality_review", "issued"),)
_WORDS = "text"
_REASONS = {
    "amount": "金额录入时多录一位，与原件不符",
    "number": "人数（份数）录入有误，与原件核对后更正",
    "day": "办理日期录入有误，以文书所载日期为准",
    _WORDS: "文字录入有误，与原件核对后更正",
}

Item = tuple[Moment, int, Callable[[], None]]


@dataclass(slots=True)
class Typo:
    """An entry typed wrong: what was typed instead, when that is put right and by whom."""

    line: Line
    kind: str
    form: Mapping[str, Any]
    on: date
    proposed: Moment
    confirmed: Moment
    second: str
    case: str = ""
    entry: int = 0
    proposal: int = 0


class Bookkeeper(Writer):
    """Writes a year with late entries, typing errors and their corrections; ``besides`` are other acts.

    Cases of the procedures ``by_the_dozen`` are short and many, and nothing in them is typed wrong.
    """

    def __init__(self, office: Office, *, seed: int = 1, by_the_dozen: Collection[str] = ()) -> None:
        super().__init__(office)
        self.by_the_dozen = frozenset(by_the_dozen)
        self.random = Random(f"{seed}-{office.organ}-typing")  # noqa: S311 - an invented year, not a secret
        self.corrected = 0
        self.late = 0
        self.besides: list[tuple[Moment, Callable[[], None]]] = []

    def write(self, lines: Iterable[Line], *, progress: Callable[[int, int], None] | None = None) -> int:
        """Write lines down in order of time, and put right what was typed wrong; return how many entries.

        Raises:
            EnactingError: one is refused.

        """
        told = sorted(lines, key=lambda line: (line.moment, line.plain.entry))
        items = sorted(self._items(told), key=lambda item: item[:2])
        items = sorted([*items, *((when, -1, act) for when, act in self.besides)], key=lambda item: item[:2])
        for start in range(0, len(items), _AT_ONCE):
            with transaction.atomic():
                for _, _, act in items[start : start + _AT_ONCE]:
                    act()
            if progress:
                progress(min(start + _AT_ONCE, len(items)), len(items))
        return len(told) + 2 * self.corrected + len(self.besides)

    def clerk(self, person: str) -> Clerk:
        """Return somebody of the office as who they act."""
        return self._clerk(person)

    def _items(self, told: Sequence[Line]) -> Iterator[Item]:
        room = _Room(told)
        plain = [one for one in told if self._is_plain(one) and one.procedure not in self.by_the_dozen]
        typos = self._typos(plain, room)
        for nth, line in enumerate(told):
            if (typo := typos.get(id(line))) is not None:
                yield typo.line.moment, nth, partial(self._type, typo)
                yield typo.proposed, nth, partial(self._propose, typo)
                yield typo.confirmed, nth, partial(self._confirm, typo)
            else:
                written = self._perhaps_late(line, room) if self._is_plain(line) else line
                yield written.moment, nth, partial(self._write, written)

    def _typos(self, plain: Sequence[Line], room: _Room) -> dict[int, Typo]:
        """Choose what is typed wrong: a few more, for not every slip is one that a form or a case takes."""
        wanted = round(len(plain) * CORRECTED * _SPARE)
        found: dict[int, Typo] = {}
        for line in self.random.sample(plain, len(plain)):
            if len(found) == wanted:
                break
            if (typo := self._typo(line, room)) is not None:
                found[id(line)] = typo
        return found

    def _is_plain(self, line: Line) -> bool:
        procedure = self.office.cases[line.case].procedure
        named = (line.procedure, line.plain.step)
        return (
            procedure.kind != "register" and line.procedure != "annual_report" and named not in _NUMBERS_CITED
        )

    # Late ------------------------------------------------------------------------------------------

    def _perhaps_late(self, line: Line, room: _Room) -> Line:
        if self.random.random() > LATE:
            return line
        day = self.office.working(line.moment[0] + timedelta(days=self.random.randint(2, 6)))
        later = (day, self.random.randint(_OPENS, _OPENS + 120))
        if later >= room.until(line):
            return line
        self.late += 1
        return replace(line, moment=later)

    # Typed wrong -----------------------------------------------------------------------------------

    def _typo(self, line: Line, room: _Room) -> Typo | None:
        wrong = next(self._wrong(line, room), None)
        if wrong is None:
            return None
        kind, form, on = wrong
        proposed = self._after(line.moment)
        confirmed = self._after(proposed)
        second = self._second(line)
        if not second or confirmed >= room.until(line):
            return None
        return Typo(line, kind, form, on, proposed, confirmed, second)

    def _after(self, moment: Moment) -> Moment:
        day, minute = moment[0], moment[1] + self.random.randint(8, 150)
        if minute > _CLOSES:
            day = self.office.working(day + timedelta(days=1))
            minute = _OPENS + self.random.randint(2, 60)
        return day, minute

    def _wrong(self, line: Line, room: _Room) -> Iterator[tuple[str, Mapping[str, Any], date]]:
        """Yield what might have been typed instead."""
        step = self.office.cases[line.case].procedure.step(line.plain.step)
        fields = list(step.form.fields) if step.form else []
        self.random.shuffle(fields)
        on = line.plain.on
        for asked in fields:
            value = line.form.get(asked.name)
            if isinstance(asked, Yuan) and value and float(value) > 0:
                yield "amount", {asked.name: _tenfold(str(value))}, on
            elif isinstance(asked, Number) and isinstance(value, int) and value > 1:
                yield "number", {asked.name: value + 1}, on
            elif isinstance(asked, Text) and isinstance(value, str) and len(value) > 5:
                yield _WORDS, {asked.name: _slip(value, self.random)}, on
        earlier = on - timedelta(days=1)
        if self.office.calendar.is_working(earlier) and room.since(line) < (earlier, 0):
            yield "day", {}, earlier

    def _second(self, line: Line) -> str:
        """Return somebody else who may confirm, and sees the whole of such cases."""
        group = self.office.cases[line.case].procedure.group
        known = posts()
        able = [
            one.code
            for one in self.office.holders(CORRECTOR.posts)
            if one.code != line.plain.by.person
            and any(known[post].scope == "unit" and known[post].sees(group) for post in one.posts)
        ]
        return self.random.choice(able) if able else ""

    def _type(self, typo: Typo) -> None:
        """Write the entry as it was typed; as it should be where the form or the case does not take that."""
        line = typo.line
        wrong = replace(line, form={**line.form, **typo.form}, plain=replace(line.plain, on=typo.on))
        try:
            with transaction.atomic():
                self._write(wrong)
                written = self.written[line.case, line.plain.entry]
                self._may_be_corrected(typo, written)
        except EnactingError:
            self.keys.pop(line.case, None) if line.plain.entry == 1 else None
            self._write(line)
            return
        typo.case, typo.entry = written.case, written.entry

    def _may_be_corrected(self, typo: Typo, written: Recorded) -> None:
        """Make sure that figures will come out right; words need no asking beforehand, none hang on them.

        Raises:
            EnactingError: the correction would be refused.

        """
        if typo.kind == _WORDS:
            return
        clerk, now = self._clerk(typo.line.plain.by.person), at(typo.line.moment)
        found = correct.preview(
            written.case, written.entry, action="replace", clerk=clerk, now=now, **self._right(typo)
        )
        if found.refusals:
            raise EnactingError(str(found.refusals[0].message))

    def _right(self, typo: Typo) -> dict[str, Any]:
        form = {name: self._keyed(typo.line.form[name]) for name in typo.form}
        return {"form": form, "on": typo.line.plain.on if typo.kind == "day" else None}

    def _propose(self, typo: Typo) -> None:
        if not typo.case:
            return
        found = correct.propose(
            typo.case,
            typo.entry,
            action="replace",
            reason=_REASONS[typo.kind],
            clerk=self._clerk(typo.line.plain.by.person),
            now=self._now(typo.proposed),
            **self._right(typo),
        )
        if isinstance(found, Refused):
            if typo.kind == _WORDS:
                typo.case = ""  # it stays as it was typed
                return
            raise EnactingError(f"更正{typo.line.procedure}.{typo.line.plain.step}：{found}")
        typo.proposal = found.proposal

    def _confirm(self, typo: Typo) -> None:
        if not typo.case:
            return
        found = correct.confirm(typo.proposal, clerk=self._clerk(typo.second), now=self._now(typo.confirmed))
        if isinstance(found, Refused):
            raise EnactingError(f"确认更正{typo.line.procedure}.{typo.line.plain.step}：{found}")
        self.corrected += 1

    def _now(self, moment: Moment) -> datetime:
        return at(moment)


class _Room:
    """How long nothing else happens in a case and those it is linked to."""

    def __init__(self, told: Sequence[Line]) -> None:
        keys = {line.case for line in told}
        linked: dict[str, set[str]] = defaultdict(set)
        for line in told:
            for other in {line.origin, *_strings(line.form)} & keys - {line.case}:
                linked[line.case].add(other)
                linked[other].add(line.case)
        by_case: dict[str, list[Moment]] = defaultdict(list)
        for line in told:
            for key in (line.case, *linked[line.case]):
                by_case[key].append(line.moment)
        self.moments = {key: sorted(found) for key, found in by_case.items()}
        self.end: Moment = (max(line.moment for line in told)[0], 0) if told else (date.max, 0)

    def until(self, line: Line) -> Moment:
        """Return the moment of what happens next."""
        found = self.moments[line.case]
        nth = bisect_right(found, line.moment)
        return found[nth] if nth < len(found) else self.end

    def since(self, line: Line) -> Moment:
        """Return the moment of what happened before."""
        found = self.moments[line.case]
        nth = found.index(line.moment)
        return found[nth - 1] if nth else (date.min, 0)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _tenfold(amount: str) -> str:
    whole, _, fen = amount.partition(".")
    return f"{whole}0.{fen or '00'}"


def _slip(text: str, random: Random) -> str:
    """Return a text with two neighbouring signs in the wrong order."""
    nth = random.randrange(len(text) - 2)
    slipped = text[:nth] + text[nth + 1] + text[nth] + text[nth + 2 :]
    return slipped if slipped != text else text[: nth + 1] + text[nth:]

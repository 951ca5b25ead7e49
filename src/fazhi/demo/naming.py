"""Whom a form names: those who stand in the register asked for, or who do such work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

from fazhi.core.form import People, Person
from fazhi.demo.office import Office
from fazhi.demo.setting import NobodyError, Setting
from fazhi.procedures import registry

Suited = Mapping[str, Mapping[str, Any]]
"""What rules want of the entries of a register before those in it may act, by register."""


def persons(office: Office, asked: Person | People, setting: Setting, suited: Suited) -> list[str]:
    """Return those who may be named, the likeliest first.

    Raises:
        NobodyError: nobody stands in the register asked for.

    """
    if setting.procedure.kind == "register" and isinstance(asked, Person) and setting.step.opening:
        return [_to_enrol(office, asked, setting)]
    if asked.roster:
        named = _enrolled(office, asked.roster, setting)
        named = _suited(office, asked.roster, named, suited) or named
    elif asked.acting or asked.posts:
        named = [one.code for one in office.holders(asked.posts or setting.step.by.posts)]
    else:
        named = [one.code for one in office.people]
    if setting.step.opening and any(one.name == asked.name for one in setting.procedure.one_per):
        named = _not_yet(office, asked, named, setting)
    others = [one for one in named if one != setting.actor and one not in setting.avoid]
    office.random.shuffle(others)
    actor = [setting.actor] if setting.actor in named else []
    last = [one for one in named if one in setting.avoid and one != setting.actor]
    return [*actor, *others, *last] if asked.acting else [*others, *actor, *last]


def _enrolled(office: Office, register: str, setting: Setting) -> list[str]:
    """Return who stands in a register by now.

    Raises:
        NobodyError: nobody does.

    """
    since = {
        one: office.cases[office.rosters[register, one]].lines[0].moment for one in office.enrolled(register)
    }
    named = [one for one, moment in since.items() if moment < setting.moment]
    if not named:
        first = min(since.values())[0] + timedelta(days=1) if since else None
        raise NobodyError(register, since=first)
    return named


def _not_yet(office: Office, asked: Person | People, named: Sequence[str], setting: Setting) -> list[str]:
    """Return those of whom there is no case yet where each has one; somebody new if there is nobody."""
    there = office.of.get(setting.procedure.code, ())
    known = {office.standing_record(key).get(asked.name) for key in there}
    fresh = [one for one in named if one not in known]
    if fresh or asked.roster:
        return fresh or list(named)
    return [office.hire((asked.posts or setting.step.by.posts)[0], title="工作人员").code]


def _suited(office: Office, register: str, named: Sequence[str], suited: Suited) -> list[str]:
    """Return those of whose entries all holds that was found to be wanted; days are not compared."""
    wanted = {
        name: value
        for name, value in suited.get(register, {}).items()
        if isinstance(value, str) and not value[:4].isdigit()
    }
    if not wanted:
        return []
    found = []
    for one in named:
        record = office.standing_record(office.rosters[register, one])
        if all(record.get(name) == value for name, value in wanted.items()):
            found.append(one)
    return found


def _to_enrol(office: Office, asked: Person, setting: Setting) -> str:
    """Return whom an entry is about: its first Person is somebody new to the register."""
    subject = next(one for one in setting.procedure.fields().values() if isinstance(one, Person))
    if subject.name != asked.name:
        return office.random.choice(office.people).code
    posts = posts_for().get(setting.procedure.code, ())
    there = office.ever.get(setting.procedure.code, set())
    for one in office.holders(posts) if posts else office.people:
        if one.code not in there:
            return one.code
    return office.hire(*(posts[:1] or ("staff",)), title="工作人员").code


@cache
def posts_for() -> Mapping[str, tuple[str, ...]]:
    """Return, for each register, the posts in which steps are done that ask for somebody who stands in it."""
    found: dict[str, tuple[str, ...]] = {}
    for procedure in registry.current().values():
        for step in procedure.parts.steps:
            for asked in step.form.fields if step.form else ():
                if isinstance(asked, Person | People) and asked.roster and asked.acting:
                    posts = (*found.get(asked.roster, ()), *step.by.posts)
                    found[asked.roster] = tuple(dict.fromkeys(posts))
    return found

"""Filling in a form from its declaration alone: by the type of each field, and by what its label says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from fazhi.core.form import Field, Form, Moment, Name, People, Place, Rows, Text
from fazhi.core.procedure import Procedure, Step
from fazhi.demo.interest import ANYTHING
from fazhi.demo.making import made
from fazhi.demo.naming import Suited, persons
from fazhi.demo.office import Office
from fazhi.demo.setting import BLANK, HowMany, NobodyError, Offset, Setting

Hint = Callable[[Setting, Mapping[str, Any]], Any]
"""Asked with the setting and the values so far; returns a value, BLANK for none, or None for no opinion."""


_AT = "14:30"
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(slots=True)
class Filler:
    """Fills in forms for an office; ``hints`` say more for a field than its declaration does.

    ``lacking`` is of what there was nothing to refer to when a form was filled in last.
    """

    office: Office
    hints: Mapping[tuple[str, str], Hint] = field(default_factory=dict)
    suited: Suited = field(default_factory=dict)
    lacking: str = ""

    def setting(self, procedure: type[Procedure], step: Step) -> Setting:
        """Return where a form might be filled in before any case is told: late in the year, by nobody."""
        moment = (date(self.office.year, 12, 30), 17 * 60)
        return Setting(procedure=procedure, step=step, moment=moment, actor="", place="", record={})

    def fill(
        self, setting: Setting, given: Mapping[str, Any], *, rather: Mapping[str, Any] = _NOTHING
    ) -> dict[str, Any]:
        """Return the form filled in: what is given as it is, the rest as required.

        ``rather`` is what is put where something is asked anyway, and not given.
        """
        form = setting.step.form
        if form is None:
            return {}
        values: dict[str, Any] = {}
        self.lacking = ""
        known = form.known(setting.record)
        # Rows first: numbers say how many there are.
        for asked in sorted(form.fields, key=lambda one: not isinstance(one, Rows)):
            if asked.name in given:
                value = self._given(asked, given[asked.name], setting, values)
            elif asked.name in rather and self._takes(asked, setting, values):
                value = self._given(asked, rather[asked.name], setting, values)
            elif asked.name not in known and self._is_asked(asked, setting):
                value = self.value(asked, setting, values)
            else:
                continue
            if value is not None:
                values[asked.name] = value
        return self._with_what_is_needed(form, setting, values, {**rather, **given}, known)

    def _given(self, asked: Field[Any], value: Any, setting: Setting, values: Mapping[str, Any]) -> Any:
        if value == ANYTHING:
            return self.value(asked, setting, values)
        if isinstance(value, Offset):
            day = self.office.working(setting.on + timedelta(days=value)).isoformat()
            return f"{day}T{_AT}" if isinstance(asked, Moment) else day
        if isinstance(value, HowMany):
            return (
                persons(self.office, asked, setting, self.suited)[:value]
                if isinstance(asked, People)
                else None
            )
        if value in (None, BLANK):
            return None
        return list(value) if isinstance(value, tuple) else value

    def _with_what_is_needed(
        self,
        form: type[Form],
        setting: Setting,
        values: dict[str, Any],
        given: Mapping[str, Any],
        known: frozenset[str],
    ) -> dict[str, Any]:
        """Add what the answers make necessary; leave out nothings that they do not."""
        for asked in form.fields:
            if asked.needed_when is None:
                continue
            needed = asked.needed_when.met({**setting.record, **values})
            if needed and asked.name not in values and asked.name not in known:
                try:
                    value = self._given(asked, given.get(asked.name, ANYTHING), setting, values)
                    if value is None:
                        value = self.value(asked, setting, values)
                except NobodyError as nobody:
                    if asked.name in given or nobody.since is not None:
                        raise
                    self.lacking = nobody.procedure  # other answers may make it needless
                    continue
                values |= {asked.name: value} if value is not None else {}
            elif not needed and _is_nothing(values.get(asked.name)):
                values.pop(asked.name, None)
        return values

    def _takes(self, asked: Field[Any], setting: Setting, values: Mapping[str, Any]) -> bool:
        """Whether other answers do not make a field needless, as far as they are there."""
        if asked.needed_when is None:
            return True
        return asked.needed_when.met({**setting.record, **values})

    def _is_asked(self, asked: Field[Any], setting: Setting) -> bool:
        if asked.required or (setting.procedure.code, asked.name) in self.hints:
            return True
        plain = isinstance(asked, Text | Place) and not isinstance(asked, Name)
        return asked.needed_when is None and plain and self.office.random.random() < setting.generous

    def value(self, asked: Field[Any], setting: Setting, values: Mapping[str, Any]) -> Any:
        """Return a value for a field, None for nothing.

        Raises:
            NobodyError: it names something of which there is none.

        """
        hint = self.hints.get((setting.procedure.code, asked.name))
        if hint is not None and (said := hint(setting, values)) is not None:
            return None if said == BLANK else said
        return made(asked, self, setting, values)


def _is_nothing(value: Any) -> bool:
    try:
        return Decimal(str(value)) == 0
    except InvalidOperation:
        return False

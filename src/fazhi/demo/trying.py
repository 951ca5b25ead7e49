"""Putting a step of a case to its procedure: filled in, checked, and held against what is asked of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from fazhi.core.case import CaseView, Refusal, check
from fazhi.core.form import Ref
from fazhi.core.journal import Actor, Event
from fazhi.core.ledger import post
from fazhi.core.procedure import Step
from fazhi.demo.drafting import Draft, Said, Tried
from fazhi.demo.filling import Filler
from fazhi.demo.interest import ANYTHING
from fazhi.demo.office import Moment, Office, Told
from fazhi.demo.setting import BLANK, Setting
from fazhi.demo.shapes import field_of
from fazhi.demo.specs import Asked, Spec
from fazhi.demo.watching import Read, reads, reads_of_dimension, reads_of_form_check, rules_of

_SHORT = 3

Beside = dict[str, Told]
"""The cases told along with one, itself among them, by key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A case at a point of its telling, where a step may be tried.

    ``position`` is that of the step asked for, ``said`` what steps of such a case said before, ``firm``
    what of it is said come what may, ``avoid`` those whose hands may not do it.  A ``silent`` step is one
    that was not asked for.
    """

    office: Office
    filler: Filler
    spec: Spec
    told: Told
    beside: Beside
    position: int
    moment: Moment
    said: Said
    firm: Collection[tuple[str, str]]
    avoid: frozenset[str]
    silent: bool

    def put(self, asked: Asked, draft: Draft) -> Tried:
        """Return what comes of a step filled in as drafted.

        Raises:
            NobodyError: it names something of which there is none.

        """
        form = self._filled_in(asked, draft)
        lacking = self.filler.lacking
        by = next(post for post in asked.step.by.posts if post in draft.actor.posts)
        event = Event(
            case=self.told.key,
            step=asked.step.name,
            on=draft.day,
            by=Actor(person=draft.actor.code, post=by),
            form=form,
        )
        view = self.office.view(self.told, moment=self.moment, also=(event,), beside=self.beside)
        event = replace(event, form=self._with_what_references_bring(event, view))
        checked = check(view, event, today=draft.day)
        event = checked.event
        opened = (
            asked.step.form.split(event.form)[0] if asked.step.form and not checked.refusals else event.form
        )
        plain = replace(event, form=opened, entry=len(self.told.lines) + 1)
        refusals = list(checked.refusals)
        if not refusals:
            refusals += _not_come_to(asked, view.after(plain))
        if not refusals and self.silent:
            refusals += self._not_silent(view, plain)
        return Tried(event, plain, view, tuple(refusals), lacking)

    def _filled_in(self, asked: Asked, draft: Draft) -> dict[str, Any]:
        before = self.office.view(self.told, moment=self.moment, beside=self.beside)
        origin = self.office.cases.get(self.spec.origin)
        setting = Setting(
            procedure=self.spec.procedure,
            step=asked.step,
            moment=self.moment,
            actor=draft.actor.code,
            place=self.spec.place,
            record=before.record,
            origin=self.spec.origin,
            origin_procedure=origin.procedure.code if origin else "",
            avoid=self.avoid,
            generous=self.spec.generous,
            foreseen=self.spec.foreseen(self.position),
        )
        given = {name: values[0] for name, values in asked.values.items()}
        rather: dict[str, Any] = {}
        for (step, name), value in self.said.items():
            if step == asked.step.name and not name.startswith("@") and _allowed(asked, name, value):
                (given if name in given or (step, name) in self.firm else rather)[name] = value
        rather |= draft.kept
        given |= draft.changes
        return self.filler.fill(setting, given, rather=rather)

    def _with_what_references_bring(self, event: Event, view: CaseView) -> dict[str, Any]:
        form = dict(event.form)
        step = self.spec.procedure.step(event.step)
        for asked in step.form.fields if step.form else ():
            if isinstance(asked, Ref) and asked.brings and form.get(asked.name):
                target = view.refs.get(str(form[asked.name]))
                for mine, theirs in asked.brings.items():
                    if target is not None and theirs in target.record:
                        form[mine] = target.record[theirs]
        return form

    def _not_silent(self, view: CaseView, plain: Event) -> Iterator[Refusal]:
        """Yield why a step that was not asked for may not be done so: it would post to a target."""
        for one in post(view, plain, place="", digest=str):
            if one.indicator in self.spec.silent and one.amount:
                yield Refusal(code="not-silent", message=f"会记入{one.indicator}。", field=one.indicator)


def _allowed(asked: Asked, name: str, value: Any) -> bool:
    values = asked.values.get(name)
    if values is None or value in values:
        return True
    return None in values if value == BLANK else ANYTHING in values


def _not_come_to(asked: Asked, after: CaseView) -> Iterator[Refusal]:
    """Yield what did not come out as asked: a dimension, a value that a reference brought along."""
    for name, wanted in asked.derived.items():
        if (after.facts.get(name) or None) not in wanted:
            yield Refusal(code="not-come-to", message=f"{name}应为{wanted}。", field=name)
    form = after.history[-1].form
    for name, values in asked.values.items():
        field = field_of(asked.step, name)
        if field is None or field.sealed or ANYTHING in values:
            continue
        value = form.get(name)
        allowed = [list(one) if isinstance(one, tuple) else one for one in values]
        nothing = BLANK in values and value in (None, 0, "0.00", "0")
        if value not in allowed and not nothing:
            yield Refusal(code="not-come-to", message=f"{name}应为{values}。", field=name)


def looked_at(step: Step, tried: Tried) -> frozenset[Read]:
    """Return what the rules in the way of a step looked at."""
    found: set[Read] = set()
    told = {one.message for one in tried.refusals}
    for rule in rules_of(tried.view.procedure, step):
        said = rule.check(tried.view, tried.event)
        if said and any(said in refused for refused in told):
            found |= reads(rule, tried.view, tried.event)
    if any(one.code == "field-invalid" and not one.field for one in tried.refusals):
        found.update(_across_fields(step, tried, "".join(told)))
    derived = {one.name: one for one in tried.view.procedure.parts.derived}
    for refusal in tried.refusals:
        if refusal.code == "not-come-to" and refusal.field in derived:
            after = tried.view.after(tried.plain)
            found |= {
                ("form" if kind == "record" and name in tried.event.form else kind, name)
                for kind, name in reads_of_dimension(derived[refusal.field].by, after)
            }
    return frozenset(found)


def _across_fields(step: Step, tried: Tried, told: str) -> Iterator[Read]:
    """Yield what the checks across fields looked at, and the fields that they name."""
    form, record = tried.event.form, tried.view.record
    for across in step.form.checks if step.form else ():
        if across(form, record):
            yield from reads_of_form_check(across, form, record)
    for one in step.form.fields if step.form else ():
        if f"“{one.label}”" in told or (len(one.label) > _SHORT and one.label in told):
            yield "form", one.name

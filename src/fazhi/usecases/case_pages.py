"""A case as a page or a program shows it: its entries, what may happen next, what is due, where it leads.

However long its history and many its links, it is read in a constant number of queries.  Personal data is
masked unless ``clear`` is asked for, which only ``usecases.looks`` may grant and records.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fazhi.core.case import CaseView, Clock
from fazhi.core.form import Form, Parties, Party, Rows
from fazhi.core.journal import Actor, Event
from fazhi.core.procedure import Opens, Procedure, Stage, Step
from fazhi.law.roles import posts
from fazhi.procedures import registry
from fazhi.store import books, models, sealing
from fazhi.usecases import access, corrections, evidence, handovers, histories, looks, shelves
from fazhi.usecases.clock import ZONE
from fazhi.usecases.histories import Written
from fazhi.usecases.people import Clerk
from fazhi.usecases.reading import NAMING, Names, brief, shown, shown_fields
from fazhi.usecases.steps_ahead import Next, next_steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An official document made at an entry."""

    id: int
    label: str
    number: str
    entry: int
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What an entry posted to one indicator."""

    indicator: str
    label: str
    unit: str
    amount: Decimal
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One entry of a case file.

    ``kind`` is that of the entry (step, proposal, confirmation, rejection); ``state`` is "" for a step that
    holds, ``void`` or ``replaced`` for one that a correction named in ``remark`` took back or put right.
    ``fields`` are (label, text) of what was filled in, ``brief`` the same in a few words, no personal data.
    ``brought`` says of a step from an old register where it stood there, and who brought it in.
    """

    number: int
    kind: str
    step: str
    label: str
    on: date
    recorded_at: datetime
    who: str
    post: str
    standing_for: str
    fields: tuple[tuple[str, str], ...]
    brief: str
    basis: str
    seal: str
    papers: tuple[Paper, ...] = ()
    files: tuple[evidence.Item, ...] = ()
    counted: tuple[Counted, ...] = ()
    state: str = ""
    remark: str = ""
    brought: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A case of another procedure that a step done here offers to open."""

    opens: Opens
    label: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A case that this one came from, opened or refers to; ``title`` is "" where the clerk may not see it."""

    key: str
    title: str
    number: str
    procedure: str
    stage: str
    final: bool
    relation: str
    from_here: bool
    seen: bool


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """What a page of a case shows.  ``leaves`` are oldest first; ``last_entry`` is what a step expects."""

    key: str
    procedure: type[Procedure]
    number: str
    title: str
    place: str
    place_name: str
    stage: Stage | None
    final: bool
    opened_on: date
    last_on: date
    last_entry: int
    facts: tuple[tuple[str, str], ...]
    leaves: tuple[Leaf, ...]
    next: tuple[Next, ...]
    clocks: tuple[Clock, ...]
    offers: tuple[Offer, ...]
    neighbours: tuple[Neighbour, ...]
    view: CaseView
    has_sealed: bool
    clear: bool


def read(clerk: Clerk, key: str, *, today: date, clear: bool = False) -> CasePage:
    """Return a case as the clerk may see it, personal data masked unless ``clear``.

    Raises:
        NotYoursError: the case is not there for this clerk.

    """
    row = access.case_for(clerk, key)
    return _Reading(row, clerk=clerk, today=today, clear=clear).page()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An entry as it lies in the journal, its sealed part opened."""

    written: Written
    recorded_at: datetime
    seal: str
    step: Step | None
    values: Mapping[str, Any]


class _Reading:
    """One case while it is read: what several parts of the page need is asked once."""

    def __init__(self, row: models.Case, *, clerk: Clerk, today: date, clear: bool) -> None:
        self.row = row
        self.clerk = clerk
        self.today = today
        self.clear = clear
        self.procedure = registry.procedure(row.procedure, row.version)
        self.secret = sealing.case_key(row.organ_id, row.key)
        self.entries = list(self._entries())
        self.corrections = corrections.of(row.key)
        organ = models.Organ.objects.get(pk=row.organ_id)
        self.view = histories.view(
            self.procedure,
            histories.effective(one.written for one in self.entries),
            organ=row.organ_id,
            case=row.key,
            organ_kind=organ.kind,
            profiles=organ.settings.get("profiles", ()),
        )
        self.names = self._names()

    def page(self) -> CasePage:
        row = self.row
        return CasePage(
            key=row.key,
            procedure=self.procedure,
            number=row.number,
            title=row.title,
            place=row.place,
            place_name=self.names.get(row.place, ""),
            stage=self.view.stage,
            final=row.final,
            opened_on=row.opened_on,
            last_on=row.last_on,
            last_entry=row.last_entry,
            facts=tuple(self._facts()),
            leaves=tuple(self._leaves()),
            next=tuple(next_steps(self.view, clerk=self.clerk, case=row.key, today=self.today)),
            clocks=self.view.clocks,
            offers=tuple(self._offers()),
            neighbours=tuple(self._neighbours()),
            view=self.view,
            has_sealed=any(one.written.content.get("sealed") for one in self.entries),
            clear=self.clear,
        )

    def _entries(self) -> Iterator[_Entry]:
        rows = models.Entry.objects.filter(case=self.row.key).order_by("number")
        for number, body, recorded_at, seal in rows.values_list("number", "body", "recorded_at", "seal"):
            content = json.loads(body)
            written = Written(number=number, content=content)
            step = self._step_of(content)
            said = content if written.kind == "step" else content.get("replacement", {})
            values = self._open(step.form, said) if step is not None and step.form is not None else {}
            yield _Entry(written=written, recorded_at=recorded_at, seal=seal, step=step, values=values)

    def _step_of(self, content: Mapping[str, Any]) -> Step | None:
        try:
            return self.procedure.step(str(content.get("step", "")))
        except LookupError:
            return None

    def _open(self, form: type[Form], content: Mapping[str, Any]) -> Mapping[str, Any]:
        opened: Mapping[str, Any] = content.get("form", {})
        sealed = content.get("sealed", "")
        if not sealed or self.secret is None:
            return opened
        return form.join(opened, sealing.open_values(self.secret, self.row.key, sealed))

    def _names(self) -> Mapping[str, str]:
        """Look up once what persons, cases and places named anywhere in the file are called."""
        wanted = Names()
        wanted.add_place(self.row.place)
        for one in self.entries:
            by = histories.actor(one.written.content["by"])
            wanted.add_person(by.person, by.standing_for)
            wanted.add_person(one.written.content.get("brought", {}).get("by", ""))
            if one.step is not None and one.step.form is not None:
                wanted.add(one.step.form.fields, one.values)
        return wanted.look_up()

    # The entries -----------------------------------------------------------------------------------

    def _leaves(self) -> Iterator[Leaf]:
        papers = self._papers()
        files = evidence.of_case(self.row.key)
        counted = self._counted()
        remarks, reasons = self._remarks(), self._reasons()
        for one in self.entries:
            content, number = one.written.content, one.written.number
            by = histories.actor(content["by"])
            state, remark = remarks.get(number, ("", ""))
            yield Leaf(
                number=number,
                kind=one.written.kind,
                step=str(content.get("step", "")),
                label=self._label(one),
                on=date.fromisoformat(content["on"]),
                recorded_at=one.recorded_at.astimezone(ZONE),
                who=self.names.get(by.person, by.person),
                post=self._post(by),
                standing_for=self.names.get(by.standing_for, by.standing_for),
                fields=tuple(self._fields(one)),
                brief=self._brief(one) if one.written.kind == "step" else reasons.get(number, ""),
                basis=str(one.step.basis) if one.step is not None and one.written.kind == "step" else "",
                seal=one.seal,
                papers=tuple(papers.get(number, ())),
                files=tuple(files[digest] for digest in content.get("evidence", ()) if digest in files),
                counted=tuple(counted.get(number, ())),
                state=state,
                remark=remark,
                brought=self._brought(content.get("brought")),
            )

    def _brought(self, where: Mapping[str, str] | None) -> str:
        if not where:
            return ""
        who = self.names.get(where["by"], where["by"])
        return f"由{who}据“{where['name']}”{where['sheet']}第{where['row']}行导入"

    def _label(self, one: _Entry) -> str:
        step = one.step.label if one.step is not None else str(one.written.content.get("step", ""))
        return _KINDS.get(one.written.kind, "{step}").format(step=step)

    @staticmethod
    def _post(by: Actor) -> str:
        post = posts().get(by.post)
        return post.label if post is not None else by.post

    def _fields(self, one: _Entry) -> Iterator[tuple[str, str]]:
        if one.step is not None and one.step.form is not None:
            yield from shown_fields(one.step.form, one.values, self.names, masked=not self.clear)

    def _brief(self, one: _Entry) -> str:
        if one.step is None or one.step.form is None:
            return ""
        return brief(one.step.form, one.values, self.names)

    def _papers(self) -> Mapping[int, list[Paper]]:
        found: dict[int, list[Paper]] = {}
        rows = models.Document.objects.filter(case=self.row.key).order_by("id")
        gone = {number for number, (state, _) in self._remarks().items() if state in ("void", "replaced")}
        for id_, label, number, entry in rows.values_list("id", "label", "number", "entry"):
            withdrawn = entry in gone
            paper = Paper(id=id_, label=label, number=number, entry=entry, withdrawn=withdrawn)
            found.setdefault(entry, []).append(paper)
        return found

    def _counted(self) -> Mapping[int, list[Counted]]:
        found: dict[int, list[Counted]] = {}
        rows = models.Posting.objects.filter(case=self.row.key).order_by("entry", "line")
        known = registry.indicators()
        local = {
            row.code: (row.label, row.unit)
            for row in models.LocalIndicator.objects.filter(organ=self.row.organ_id)
        }
        for entry, code, amount, on in rows.values_list("entry", "indicator", "amount", "on"):
            label, unit = (
                (known[code].label, known[code].unit) if code in known else local.get(code, (code, ""))
            )
            one = Counted(indicator=code, label=label, unit=unit, amount=books.amount_of(amount), on=on)
            found.setdefault(entry, []).append(one)
        return found

    def _remarks(self) -> Mapping[int, tuple[str, str]]:
        """Return what is to be said of entries that corrections concern: state and remark."""
        found: dict[int, tuple[str, str]] = {}
        for one in self.corrections:
            voids = one.action == "void"
            why = f"：{one.reason}" if one.reason else ""
            if one.outcome == "proposed":
                said = f"第{one.proposal}号提出{'作废' if voids else '更正'}，等待第二人确认{why}"
                found[one.target] = ("proposed", said)
            elif one.outcome == "confirmed":
                said = f"已由第{one.decided_by}号记录{'作废' if voids else '更正'}{why}"
                for target in (one.target, *one.also):
                    found[target] = ("void" if voids else "replaced", said)
        return found

    def _reasons(self) -> Mapping[int, str]:
        """Return why corrections were proposed or decided and what was handed over, by entry."""
        return {
            **{one.proposal: one.reason for one in self.corrections},
            **{one.decided_by: one.decision for one in self.corrections if one.decided_by},
            **self._handed_over(),
        }

    def _handed_over(self) -> dict[int, str]:
        """Return to whom the case was handed over and why, by entry; not why, once its data is gone."""
        sent = {
            one.written.number: one.written.content.get("sealed", "")
            for one in self.entries
            if one.written.kind == "sent"
        }
        if not sent:
            return {}
        secret = self.secret
        why = {
            number: str(sealing.open_values(secret, self.row.key, sealed).get("reason", ""))
            for number, sealed in sent.items()
            if secret is not None
        }
        return handovers.told_of(self.row.key, why)

    # The cover -------------------------------------------------------------------------------------

    def _facts(self) -> Iterator[tuple[str, str]]:
        """Yield what the cover says: the fields that stand for a case on one line, who handles it, where."""
        record = self.view.record
        fields = self.procedure.fields()
        for field in fields.values():
            if field.short and not field.sealed and record.get(field.name) is not None:
                yield field.label, shown(field, record[field.name], self.names)
        acting = {name for event in self.view.history for name in _acting(self.procedure, event)}
        if acting:
            yield "承办", "、".join(self.names.get(name, name) for name in sorted(acting))
        if self.row.place:
            yield "地点", self.names.get(self.row.place, self.row.place)
        yield "起于", f"{self.row.opened_on.year}年{self.row.opened_on.month}月{self.row.opened_on.day}日"

    def _parties(self) -> Iterator[tuple[str, str]]:
        """Yield the parties by name, masked: the first four."""
        for one in self.entries:
            if one.written.kind != "step" or one.step is None or one.step.form is None:
                continue
            for field in one.step.form.fields:
                if isinstance(field, Parties) and (rows := one.values.get(field.name)):
                    named = [row["name"] for row in rows if "name" in row]
                    called = [Party.name.show(name, masked=not self.clear) for name in named[:4]]
                    more = f"等{len(rows)}人" if len(rows) > len(called) else ""
                    if called:
                        yield field.label, "、".join(called) + more
                    return

    # Where it leads --------------------------------------------------------------------------------

    def _offers(self) -> Iterator[Offer]:
        """Yield what steps done here offer to open, less what is under way already."""
        current = registry.current()
        under_way = {link.procedure for link in self.view.links if not link.final}
        for event in self.view.history:
            for opens in self.procedure.step(event.step).opens:
                target = current.get(opens.procedure)
                steps = shelves.opens(self.clerk, target) if target is not None else ()
                if target is not None and steps and target.code not in under_way:
                    yield Offer(opens=opens, label=opens.label or target.label, step=event.step)

    def _neighbours(self) -> Iterator[Neighbour]:
        key = self.row.key
        rows = models.Link.objects.filter(source=key) | models.Link.objects.filter(target=key)
        links = list(rows.order_by("id").values_list("source", "target", "relation"))
        keys = {target if source == key else source for source, target, _ in links}
        seen = access.seen_among(self.clerk, keys)
        known = models.Case.objects.in_bulk(list(keys))
        fields = {name: field.label for name, field in self.procedure.fields().items()}
        for source, target, relation in links:
            other = known.get(target if source == key else source)
            if other is None:
                continue
            yield _neighbour(other, relation, fields, from_here=source == key, seen=other.key in seen)


_KINDS = {
    "step": "{step}",
    "opening": "期初：{step}",
    "proposal": "提出更正",
    "confirmation": "确认更正",
    "rejection": "退回更正",
    "sent": "移送",
}


def _neighbour(
    row: models.Case, relation: str, fields: Mapping[str, str], *, from_here: bool, seen: bool
) -> Neighbour:
    procedure = registry.procedure(row.procedure, row.version)
    stage = next((one.label for one in procedure.parts.stages if one.name == row.stage), "")
    told = fields.get(relation, "")
    if relation == "origin":
        told = "由本案办理" if from_here else "来自"
    return Neighbour(
        key=row.key,
        title=row.title if seen else "",
        number=row.number if seen else "",
        procedure=procedure.label,
        stage=stage,
        final=row.final,
        relation=told or ("引用" if from_here else "被引用"),
        from_here=from_here,
        seen=seen,
    )


def _acting(procedure: type[Procedure], event: Event) -> Iterator[str]:
    form = procedure.step(event.step).form
    for field in form.fields if form else ():
        if getattr(field, "acting", False) and (value := event.form.get(field.name)):
            yield from value if isinstance(value, list) else [str(value)]


def known(page: CasePage, step: Step) -> dict[str, str]:
    """Return what the case knows already of open fields that a step asks again, in words, by name."""
    fields = step.form.fields if step.form is not None else ()
    asked = {one.name: one for one in fields if not one.sealed and not isinstance(one, NAMING | Rows)}
    record = page.view.record
    return {name: shown(one, record[name], {}) for name, one in asked.items() if record.get(name) is not None}


# One entry -----------------------------------------------------------------------------------------


def filled_in(case: str, entry: int, *, clerk: Clerk, now: datetime) -> Mapping[str, Any]:
    """Return the canonical values that hold for one step of a case, in clear, and record the look.

    Raises:
        LookRefusedError: the data has been destroyed.
        NotYoursError: the case is not there for this clerk.

    """
    looks.take(case, clerk=clerk, reason=f"更正第{entry}号记录", now=now)
    return recorded(case, entry)


def own_counts(case: str, entry: int) -> dict[str, int]:
    """Return what one step of a case counts, as it holds, into the organ's own indicators, by code."""
    written = histories.kept(histories.entries(case))
    return {
        str(code): int(amount) for kept in written if kept.event.entry == entry for code, amount in kept.local
    }


def recorded(case: str, entry: int) -> Mapping[str, Any]:
    """Return the canonical values that hold for one step, in clear: for comparing, never for showing."""
    row = models.Case.objects.get(pk=case)
    secret = sealing.case_key(row.organ_id, case)
    procedure = registry.procedure(row.procedure, row.version)
    for kept in histories.kept(histories.entries(case)):
        form = procedure.step(kept.event.step).form
        if kept.event.entry == entry and form is not None:
            hidden = sealing.open_values(secret, case, kept.sealed) if secret is not None else {}
            return form.join(kept.event.form, hidden)
    return {}

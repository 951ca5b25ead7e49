"""The one door: write down a step of a case, or say every reason why it may not be written.

Entry, postings, balances and every cache are written in one transaction; the end of the journal stays
locked from before the case is read until all are written, so that two clerks cannot both be next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from fazhi.core import case as rules
from fazhi.core.case import CaseView, Refusal
from fazhi.core.form import People, Person, Ref
from fazhi.core.journal import Actor, Event
from fazhi.core.ledger import post
from fazhi.core.procedure import Procedure, Step
from fazhi.procedures import registry
from fazhi.store import journals, models, rows, sealing
from fazhi.usecases import caches, delegations, histories, local_counts, papers, repeated, serials, stopped
from fazhi.usecases.evidence import Upload, keep_all, named_in, problems, settled_in
from fazhi.usecases.own_rules import CHOSEN
from fazhi.usecases.people import Clerk

__all__ = ["Recorded", "Refused", "Report", "Upload", "by", "official_number", "opening_steps", "record"]


_LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a clerk reports: a step of a case, or with ``case`` "" the opening of a new one.

    ``form`` is as typed or canonical.  ``expects`` is the number of the last entry of the case that the clerk
    saw; if another was written since, nothing is written and the difference is told.  The same ``request``
    (idempotency key) twice writes once; with other content it is refused the second time.
    ``origin`` is the case that a new one comes from.
    ``standing_for`` is the person stood in for, by a delegation in force that day.  ``local`` counts into the
    organ's own indicators.
    ``brought`` says of a step brought in from an old register where it stood there and who brought it in: its
    papers were made in their time and are not made again.  ``number`` is the official number its case has.
    """

    procedure: str
    step: str
    on: date
    form: Mapping[str, Any] = field(default_factory=dict)
    case: str = ""
    place: str = ""
    post: str = ""
    standing_for: str = ""
    evidence: Sequence[Upload] = ()
    expects: int | None = None
    request: str = ""
    origin: str = ""
    local: Mapping[str, Any] = field(default_factory=dict)
    brought: Mapping[str, str] = field(default_factory=dict)
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was written: the case, the number of its entry, and the numbers of documents made."""

    case: str
    entry: int
    number: str
    documents: tuple[int, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Nothing was written, for these reasons."""

    refusals: tuple[Refusal, ...]

    def __str__(self) -> str:
        """Return the reasons, one a line, each with its article."""
        return "\n".join(f"{one.message}{f'（{one.basis}）' if one.basis else ''}" for one in self.refusals)


def record(report: Report, *, clerk: Clerk, now: datetime, filing: bool = False) -> Recorded | Refused:
    """Write a step down with its postings, or return every reason why it may not be.

    ``filing`` is said by the use case that freezes a statement with the entry, where the step files one.
    """
    if not _is_readable(report):
        return _refused("no-such-choice", "案件、社区、岗位等编码中有不能识别的字符，请从列表中选择。")
    with transaction.atomic():
        found = _Found.read(report, clerk.organ)
        if found.served is not None:
            if not filing and (
                differs := repeated.otherwise(report, organ=clerk.organ, entry=found.served[0])
            ):
                return Refused(refusals=(differs,))
            return _served(*found.served)
        result = _Writing(report, clerk=clerk, now=now, found=found, filing=filing).write()
    if isinstance(result, Refused):
        duty = found.row.procedure if found.row is not None else report.procedure
        stopped.count(result.refusals, organ=clerk.organ, procedure=duty, step=report.step, on=now.date())
    return result


def _served(entry: int, case: str) -> Recorded:
    number = next((number for (number,) in rows.pick(models.Case, ("number",), key=case)), "")
    return Recorded(case=case, entry=entry, number=number, again=True)


def _is_readable(report: Report) -> bool:
    """Tell whether what is looked up for a report can be looked up at all."""
    names = (report.case, report.place, report.origin, report.post, report.standing_for, report.request)
    return all(name.isprintable() for name in names)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What the door reads of the books before it looks at a report, all of it at once.

    ``served`` are the entry and case that the same request wrote before; ``key`` is the case's key, wrapped.
    """

    end: models.Journal
    served: tuple[int, str] | None
    place: bool
    row: models.Case | None
    key: str | None
    written: list[histories.Written]
    links: list[tuple[Any, ...]]
    dues: list[tuple[Any, ...]]

    @classmethod
    def read(cls, report: Report, organ: str) -> _Found:
        """Lock the end of the organ's journal, and read what a report is about."""
        columns = rows.columns_of(models.Case)
        # A request without a key asks for the key "", which is never written.
        questions = [
            rows.question(models.Request, ("entry", "case"), organ=organ, key=report.request),
            rows.question(models.Place, ("code",), code=report.place, organ_id=organ),
            rows.question(models.Case, columns, key=report.case, organ_id=organ),
            rows.question(models.CaseKey, ("wrapped",), case=report.case),
            histories.entries_asked(report.case),
            histories.links_asked(report.case),
            caches.dues_asked(report.case),
        ]
        asked = (bool(report.request), bool(report.place), *[bool(report.case)] * 5)
        end, answers = journals.lock_and_ask(
            organ, [one for one, wanted in zip(questions, asked, strict=True) if wanted]
        )
        rest = iter(answers)
        served, places, cases, keys, entries, links, dues = (next(rest) if one else [] for one in asked)
        return cls(
            end=end,
            served=served[0] if served else None,
            place=bool(places),
            row=rows.built(models.Case, columns, cases[0]) if cases else None,
            key=keys[0][0] if keys else None,
            written=histories.written(entries) if cases else [],
            links=links,
            dues=dues,
        )


class _Writing:
    """One step on its way into the books, from the report to the last cache."""

    def __init__(self, report: Report, *, clerk: Clerk, now: datetime, found: _Found, filing: bool) -> None:
        self.report = report
        self.clerk = clerk
        self.now = now
        self.found = found
        self.end = found.end
        self.filing = filing
        self.row = found.row
        self.organ = found.end.organ

    def write(self) -> Recorded | Refused:
        if refused := self._find() or self._without_its_content():
            return refused
        procedure, step = self.procedure, self.step
        history = histories.effective(self.found.written)
        stood = self._actor(step)
        event = Event(
            case=self.report.case,
            step=step.name,
            on=self.report.on,
            by=stood.actor,
            form=with_what_references_bring(
                named_in(self.report.form, self.report.evidence), step, organ=self.clerk.organ
            ),
        )
        view = histories.view(
            procedure,
            history,
            organ=self.clerk.organ,
            case=self.report.case,
            also=(event,),
            organ_kind=self.organ.kind,
            profiles=self.organ.settings.get("profiles", ()),
            origins=(self.report.origin,) if self.report.origin else (),
            links=self.found.links,
        )
        checked = rules.check(view, event, today=self.now.date())
        more = (
            *stood.refusals,
            *unknown_references(checked.event, view, organ=self.clerk.organ),
            *self._moved(view),
            *self._number_taken(),
        )
        local, wrong = local_counts.read(self.report.local, procedure=procedure, organ=self.clerk.organ)
        if refusals := (*checked.refusals, *more, *wrong, *problems(self.report.evidence)):
            return Refused(refusals=refusals)
        if self.row is None:
            secret = sealing.new_case_key()
        elif self.found.key is None:
            return _refused("data-destroyed", "本案的个人信息已按保管期限销毁，不能再办理。")
        else:
            secret = sealing.unwrap(self.clerk.organ, self.report.case, self.found.key)
        return self._write(view, checked.event, local, secret, stood)

    # Before writing --------------------------------------------------------------------------------

    def _find(self) -> Refused | None:
        """Find the case, procedure and step; what is not there, or not this clerk's, is refused."""
        report = self.report
        if report.case:
            if self.row is None:
                return _refused("no-such-case", "没有找到这个案件，或者它不在您的办理范围内。")
            if not self.row.stage:
                return _refused("case-voided", "本案已经作废，不能再办理；确需办理的，请重新登记。")
            self.procedure = registry.procedure(self.row.procedure, self.row.version)
        else:
            try:
                self.procedure = registry.procedure(report.procedure)
            except LookupError:
                return _refused("no-such-procedure", f"没有“{report.procedure}”这一事项。")
        try:
            self.step = self.procedure.step(report.step)
        except LookupError:
            return _refused("no-such-step", f"“{self.procedure.label}”没有“{report.step}”这一环节。")
        if report.place and not self.found.place:
            return _refused("no-such-place", f"“{report.place}”不是{self.organ.name}的社区，请从列表中选择。")
        return None

    def _without_its_content(self) -> Refused | None:
        """A step that files a statement is refused where nobody files it."""
        if not self.step.files or self.filing:
            return None
        message = f"“{self.step.label}”时要把全文一并存档，请在“{self.procedure.label}”的页面上办理。"
        return _refused("files-its-content", message)

    def _actor(self, step: Step) -> delegations.Standing:
        report = self.report
        if report.standing_for:
            return delegations.stand_in(
                self.clerk, report.standing_for, procedure=self.procedure, step=step, on=report.on
            )
        wanted = (report.post,) if report.post else step.by.posts
        return delegations.Standing(actor=self.clerk.acting_as(wanted))

    def _moved(self, view: CaseView) -> tuple[Refusal, ...]:
        """Another clerk was first: say what changed since this one looked."""
        if self.row is None or self.report.expects is None or self.report.expects >= self.row.last_entry:
            return ()
        since = [event for event in view.history if event.entry > self.report.expects]
        told = "；".join(f"{event.on}已办理“{self.procedure.step(event.step).label}”" for event in since)
        return (
            Refusal(
                code="case-moved",
                message=f"您打开案件后，他人已先行办理：{told or '案件有更正'}。请核对后再办。",
                basis=str(self.step.basis),
            ),
        )

    def _number_taken(self) -> tuple[Refusal, ...]:
        """A number that a case brings with it belongs to no other."""
        number, key = self.report.number, self.report.case
        if not number:
            return ()
        if len(number) > _LONGEST_NUMBER or not number.isprintable():
            message = f"编号最长{_LONGEST_NUMBER}字，不含换行等看不见的字符；请核对原登记簿。"
            return (Refusal(code="number-wrong", message=message, basis=str(self.step.basis)),)
        others = models.Case.objects.filter(
            organ_id=self.clerk.organ, procedure=self.procedure.code, number=number
        ).exclude(pk=key)
        if not others.exists():
            return ()
        message = f"编号“{number}”已有另一件“{self.procedure.label}”使用，请核对是否重复登记。"
        return (Refusal(code="number-taken", message=message, basis=str(self.step.basis)),)

    # Writing ---------------------------------------------------------------------------------------

    def _write(
        self, view: CaseView, event: Event, local: Sequence[Any], secret: bytes, stood: delegations.Standing
    ) -> Recorded:
        organ, number = self.clerk.organ, self.end.number + 1
        key = self.report.case or f"{organ}-{number}"
        event = replace(event, case=key, entry=number)
        place = self.row.place if self.row else self.report.place
        wrapped = sealing.wrap(organ, key, secret) if self.row is None else ""
        moment = journals.moment_after(self.end, self.now)
        evidence = keep_all(self.report.evidence, organ=organ, case=key, secret=secret, now=moment)
        digests = tuple(evidence.get("evidence", ()))
        form = settled_in(event.form, self.report.evidence, digests)
        event = replace(event, evidence=digests, form=form)
        opened, sealed = self.step.form.split(event.form) if self.step.form else ({}, {})
        plain = replace(event, form=opened)
        postings = [
            *post(view, plain, place=place, digest=lambda value: sealing.digest(organ, value)),
            *local_counts.post(local, on=event.on, place=place),
        ]
        content: dict[str, Any] = {
            "kind": "step",
            "case": key,
            "procedure": self.procedure.code,
            "version": self.procedure.version,
            "step": event.step,
            "on": event.on.isoformat(),
            "by": by(event.by),
            "form": opened,
        }
        case_number = self._case_number(event)
        optional = {
            "sealed": sealing.seal_values(secret, key, sealed),
            **evidence,
            "place": place if not self.row else "",
            "origin": self.report.origin if not self.row else "",
            "number_given": case_number,
            "local": [one.to_json() for one in local],
            "brought": dict(self.report.brought),
            "delegation": stood.case,
        }
        content |= {name: value for name, value in optional.items() if value}
        after = view.after(plain)
        made = (
            ()
            if self.report.brought
            else papers.make(
                self.procedure,
                self.step,
                event,
                after,
                organ=self.organ,
                case_number=case_number or (self.row.number if self.row else ""),
                actor_name=f"{self.clerk.name}（代{stood.name}）" if stood.name else self.clerk.name,
                secret=secret,
                written=self.found.written,
            )
        )
        if made:
            content["documents"] = [one.to_json() for one in made]
        with rows.together():
            if wrapped:
                rows.put(models.CaseKey, ("case", "organ", "wrapped"), [(key, organ, wrapped)])
            entry = journals.append(self.end, content, postings=postings, recorded_at=self.now)
            documents = papers.store(made, organ=organ, case=key, entry=entry.number)
            row = caches.write_case(
                self.row,
                after,
                key=key,
                organ=organ,
                place=place,
                number=case_number,
                origin=self.report.origin,
                sealed=sealed,
                dues=self.found.dues,
            )
            if self.report.request:
                served = (organ, self.report.request, entry.number, key)
                rows.put(models.Request, ("organ", "key", "entry", "case"), [served])
        return Recorded(case=key, entry=entry.number, number=row.number, documents=documents())

    def _case_number(self, event: Event) -> str:
        """Give the case its official number, at the step that gives it."""
        gives = getattr(self.procedure, "numbered_at", "") or ("" if self.row else event.step)
        if not self.procedure.number or gives != event.step or (self.row and self.row.number):
            return ""
        if self.report.number:
            serials.keep_up(self.clerk.organ, self.procedure.number, self.report.number)
            return self.report.number
        return official_number(self.organ, self.procedure.number, event.on.year)


def with_what_references_bring(form: Mapping[str, Any], step: Step, *, organ: str) -> dict[str, Any]:
    """Return the form with what its references bring: facts of that day, written with the entry."""
    found = dict(form)
    for asked in step.form.fields if step.form else ():
        if isinstance(asked, Ref) and asked.brings and found.get(asked.name):
            row = rows.first(models.Case, key=str(found[asked.name]), organ_id=organ)
            for mine, theirs in asked.brings.items():
                if row is not None and theirs in row.record:
                    found[mine] = row.record[theirs]
    return found


def unknown_references(event: Event, view: CaseView, *, organ: str) -> tuple[Refusal, ...]:
    """Refuse references that lead nowhere: to a case of the named procedure, to a person, of this organ."""
    named = [*histories.asked(view.procedure, (event,))]
    persons = sorted({value for asked, value in named if isinstance(asked, Person | People)})
    ours = {one for (one,) in rows.pick(models.Holding, ("person_id",), organ_id=organ, person_id=persons)}
    lost: dict[str, str] = {}
    for asked, value in named:
        if isinstance(asked, Ref):
            target = view.refs.get(value)
            if target is None or target.procedure != asked.procedure or not value.startswith(f"{organ}-"):
                lost[asked.name] = f"“{asked.label}”没有对应的记录，请从列表中选择。"
        elif isinstance(asked, Person | People) and value not in ours:
            lost[asked.name] = f"“{asked.label}”中的“{value}”不是本机关的人员，请从名单中选择。"
    basis = str(view.procedure.step(event.step).basis)
    return tuple(
        Refusal(code="no-such-reference", message=message, basis=basis, field=name)
        for name, message in lost.items()
    )


def official_number(organ: models.Organ, pattern: str, year: int) -> str:
    """Return the next official number of an organ under a pattern in a year."""
    n = journals.next_serial(organ.code, pattern, year)
    return pattern.format(organ=organ.short, year=year, n=n)


def by(actor: Actor) -> dict[str, str]:
    """Return who acted, as it lies in the body of an entry."""
    found = {"person": actor.person, "post": actor.post}
    return found | ({"for": actor.standing_for} if actor.standing_for else {})


def _refused(code: str, message: str) -> Refused:
    return Refused(refusals=(Refusal(code=code, message=message, basis=str(CHOSEN)),))


def opening_steps(procedure: type[Procedure]) -> tuple[Step, ...]:
    """Return the steps with which a case of the procedure may begin."""
    return tuple(step for step in procedure.parts.steps if step.opening)

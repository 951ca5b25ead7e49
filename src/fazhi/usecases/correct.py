"""Corrections: an entry that voids or replaces another, says why, and is confirmed by a second person.

Nothing is changed: the proposal and the confirmation are entries of their own.  With the confirmation the
history that holds is checked again as a whole, and the books move by the difference.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.db import transaction

from fazhi.core.case import Refusal
from fazhi.core.ledger import Posting, reverse
from fazhi.law.roles import CORRECTOR
from fazhi.procedures import registry
from fazhi.store import journals, models, sealing
from fazhi.usecases import access, evidence, histories, papers, people, rewriting
from fazhi.usecases.amending import Action, Change, Fallen, Matter, papers_of, posted_by, refusal, summed
from fazhi.usecases.corrections import Correction, of, waiting
from fazhi.usecases.evidence import Upload
from fazhi.usecases.people import Clerk
from fazhi.usecases.record import Refused, by

__all__ = [
    "Action",
    "Correction",
    "Decided",
    "Fallen",
    "Movement",
    "Preview",
    "Proposed",
    "confirm",
    "of",
    "preview",
    "propose",
    "reject",
    "waiting",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """By how much a correction moves a figure, on a day."""

    indicator: str
    label: str
    unit: str
    on: date
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a correction would do, before anybody proposes it.

    ``refusals`` are the reasons against it, those of the fallen steps included; ``also`` are the later
    entries voided with an opening step; ``documents`` the papers to be withdrawn, by number or label.
    """

    refusals: tuple[Refusal, ...] = ()
    fallen: tuple[Fallen, ...] = ()
    also: tuple[int, ...] = ()
    movements: tuple[Movement, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A correction waiting for its second person: ``proposal`` is the number of its entry."""

    case: str
    proposal: int
    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A correction confirmed or rejected by the entry ``entry``; ``documents`` were made anew.

    ``opening`` is the number of the opening entry it concerns, 0 for a case.
    """

    case: str
    entry: int
    proposal: int
    outcome: Literal["confirmed", "rejected"]
    movements: tuple[Movement, ...] = ()
    documents: tuple[int, ...] = ()
    opening: int = 0


_NO_SUCH_ENTRY = "没有找到这条记录，或者它不在您的办理范围内。"


# Asking --------------------------------------------------------------------------------------------


def preview(
    case: str,
    target: int,
    *,
    action: Action,
    clerk: Clerk,
    now: datetime,
    form: Mapping[str, Any] | None = None,
    on: date | None = None,
    place: str | None = None,
    local: Mapping[str, Any] | None = None,
) -> Preview:
    """Tell what a correction would do; nothing is written."""
    change = Change(target=target, action=action, form=form or {}, on=on, place=place, local=local)
    matter = _matter(case, clerk)
    if matter is None:
        return _preview_of_opening(case, target, action=action, clerk=clerk)
    proposal, refusals = _worked_out(matter, change, today=now.date())
    refusals = [*_against(matter, change, clerk), *refusals]
    if not proposal:
        return Preview(refusals=tuple(refusals))
    steps = matter.corrected(proposal)
    fallen = matter.fallen(steps)
    also = tuple(proposal.get("also", ()))
    return Preview(
        refusals=(*refusals, *(told for one in fallen for told in one.told())),
        fallen=tuple(fallen),
        also=also,
        movements=_movements(matter.movements(steps), clerk.organ),
        documents=tuple(row.number or row.label for row in papers_of(case, {target, *also})),
    )


def propose(
    case: str,
    target: int,
    *,
    action: Action,
    reason: str,
    clerk: Clerk,
    now: datetime,
    form: Mapping[str, Any] | None = None,
    on: date | None = None,
    place: str | None = None,
    local: Mapping[str, Any] | None = None,
    evidence: Sequence[Upload] = (),
) -> Proposed | Refused:
    """Propose to void or replace the entry ``target`` of a case, or return every reason why it may not be.

    ``form`` holds the fields to change, as typed or canonical; those absent stay as recorded, sealed ones
    too, and "" empties one.  ``on`` is the right day and, for the opening step, ``place`` the right place;
    None keeps them; ``local``, if given, is all the step counts into the organ's own indicators, by code.
    Voiding the step that opened the case voids the case: every step of it.
    An opening entry (期初) is named by the key of its own, and can only be voided.
    """
    change = Change(target=target, action=action, form=form or {}, on=on, place=place, local=local)
    with transaction.atomic():
        end = journals.lock(clerk.organ)
        asking = _Asking(change, reason.strip(), clerk=clerk, now=now, end=end, uploads=evidence)
        matter = _matter(case, clerk)
        return asking.write(matter) if matter is not None else asking.write_on_opening(case)


def _matter(case: str, clerk: Clerk) -> Matter | None:
    """Return a case that the clerk may see; None if there is none."""
    try:
        row = access.case_for(clerk, case)
    except access.NotYoursError:
        return None
    return Matter(row, models.Organ.objects.get(pk=clerk.organ))


def _worked_out(matter: Matter, change: Change, *, today: date) -> tuple[dict[str, Any], list[Refusal]]:
    """Return what a proposal says, {} if it cannot be said, and the reasons in the way of saying it."""
    if change.target not in matter.kept:
        return {}, [refusal("no-such-entry", "本案没有这条记录，或者它已经作废。")]
    proposal: dict[str, Any] = {"target": change.target, "action": change.action}
    if change.action == "void":
        return proposal | ({"also": list(matter.also(change))} if matter.also(change) else {}), []
    replacement, refusals = matter.replaced(change, today=today)
    return (proposal | {"replacement": replacement}, []) if not refusals else ({}, refusals)


def _against(matter: Matter, change: Change, clerk: Clerk) -> list[Refusal]:
    """Return what in the office stands in the way: the post, a correction that waits already."""
    if change.target not in matter.kept:
        return []
    found = []
    if not clerk.holds(*matter.step(change.target).by.posts, *CORRECTOR.posts):
        found.append(
            refusal("wrong-post", "更正由办理该环节的岗位或者科室、分管负责人提出，您现任的岗位不能提出。")
        )
    waits = models.Correction.objects.filter(case=matter.row.key, outcome="proposed")
    if waits.filter(target__in=(change.target, *matter.also(change))).exists():
        found.append(refusal("already-proposed", "这条记录已有更正申请，等待他人确认；请先确认或者退回。"))
    return found


class _Asking:
    """A proposal on its way into the journal."""

    def __init__(
        self,
        change: Change,
        reason: str,
        *,
        clerk: Clerk,
        now: datetime,
        end: models.Journal,
        uploads: Sequence[Upload],
    ) -> None:
        self.change = change
        self.reason = reason
        self.clerk = clerk
        self.now = now
        self.end = end
        self.uploads = uploads

    def write(self, matter: Matter) -> Proposed | Refused:
        proposal, refusals = _worked_out(matter, self.change, today=self.now.date())
        refusals = [*self._unsaid(), *_against(matter, self.change, self.clerk), *refusals]
        if proposal:
            refusals += [told for one in matter.fallen(matter.corrected(proposal)) for told in one.told()]
        if refusals:
            return Refused(refusals=tuple(refusals))
        step = matter.kept[self.change.target].event.step
        posts = (*matter.step(self.change.target).by.posts, *CORRECTOR.posts)
        return self._append(matter.row.key, step, proposal, posts, secret=matter.secret)

    def write_on_opening(self, case: str) -> Proposed | Refused:
        """Propose to void an opening entry: it has no steps, and what was wrong is brought forward anew."""
        refusals = [
            *self._unsaid(),
            *_against_opening(case, self.change.target, self.change.action, self.clerk),
        ]
        if refusals:
            return Refused(refusals=tuple(refusals))
        proposal = {"target": self.change.target, "action": "void"}
        secret = sealing.case_key(self.clerk.organ, case)
        return self._append(case, "opening", proposal, CORRECTOR.posts, secret=secret)

    def _unsaid(self) -> list[Refusal]:
        found = [*evidence.problems(self.uploads)]
        if not self.reason:
            found.append(refusal("reason-missing", "请写明更正的原因。", field="reason"))
        return found

    def _append(
        self, case: str, step: str, proposal: Mapping[str, Any], posts: Iterable[str], *, secret: bytes | None
    ) -> Proposed:
        organ = self.clerk.organ
        content: dict[str, Any] = {
            "kind": "proposal",
            "case": case,
            "step": step,
            "on": self.now.date().isoformat(),
            "by": by(self.clerk.acting_as(posts)),
            **proposal,
        }
        if secret is not None:
            # People write into reasons what they should not: it is sealed like any narrative.
            content["sealed"] = sealing.seal_values(secret, case, {"reason": self.reason})
            moment = journals.moment_after(self.end, self.now)
            content |= evidence.keep_all(self.uploads, organ=organ, case=case, secret=secret, now=moment)
        entry = journals.append(self.end, content, postings=(), recorded_at=self.now)
        models.Correction.objects.bulk_create(
            models.Correction(organ=organ, case=case, target=target, proposal=entry.number)
            for target in (self.change.target, *proposal.get("also", ()))
        )
        return Proposed(case=case, proposal=entry.number, target=self.change.target)


# Opening entries -----------------------------------------------------------------------------------


def _against_opening(case: str, target: int, action: Action, clerk: Clerk) -> list[Refusal]:
    entry = models.Entry.objects.filter(
        organ_id=clerk.organ, number=target, case=case, kind="opening"
    ).first()
    if entry is None or not clerk.held:
        return [refusal("no-such-entry", _NO_SUCH_ENTRY)]
    found = []
    if action != "void":
        found.append(refusal("void-only", "期初记录只能作废；作废后请重新结转正确的数字。"))
    if not clerk.holds(*CORRECTOR.posts):
        found.append(refusal("wrong-post", "期初记录由科室或者分管负责人提出作废，您现任的岗位不能提出。"))
    rows = models.Correction.objects.filter(case=case, target=target).exclude(outcome="rejected")
    if rows.exists():
        found.append(refusal("already-proposed", "这条期初记录已有作废申请，或者已经作废。"))
    return found


def _preview_of_opening(case: str, target: int, *, action: Action, clerk: Clerk) -> Preview:
    refusals = _against_opening(case, target, action, clerk)
    if any(one.code == "no-such-entry" for one in refusals):
        return Preview(refusals=tuple(refusals))
    return Preview(refusals=tuple(refusals), movements=_movements(_taken_back(case), clerk.organ))


def _taken_back(case: str) -> list[Posting]:
    return [reverse(one, entry=entry) for entry, one in posted_by(case)]


# Deciding ------------------------------------------------------------------------------------------


def confirm(proposal: int, *, clerk: Clerk, now: datetime) -> Decided | Refused:
    """Let a proposed correction of the clerk's organ hold, or return every reason why it may not."""
    with transaction.atomic():
        end = journals.lock(clerk.organ)
        return _Deciding(proposal, clerk=clerk, now=now, end=end).confirm()


def reject(proposal: int, *, reason: str, clerk: Clerk, now: datetime) -> Decided | Refused:
    """Turn a proposed correction down; the proposer may withdraw their own."""
    with transaction.atomic():
        end = journals.lock(clerk.organ)
        return _Deciding(proposal, clerk=clerk, now=now, end=end).reject(reason.strip())


class _Deciding:
    """A decision on a proposal, on its way into the books."""

    def __init__(self, number: int, *, clerk: Clerk, now: datetime, end: models.Journal) -> None:
        self.number = number
        self.clerk = clerk
        self.now = now
        self.end = end
        self.rows = list(
            models.Correction.objects.filter(organ=clerk.organ, proposal=number).order_by("target")
        )
        self.case = self.rows[0].case if self.rows else ""
        self.proposal: dict[str, Any] = {}
        self.matter: Matter | None = None

    def confirm(self) -> Decided | Refused:
        refusals = self._found() or self._by_the_wrong_hand(deciding=True)
        if refusals:
            return Refused(refusals=tuple(refusals))
        if self.matter is None:
            return self._confirmed(_taken_back(self.case))
        if self.proposal["target"] not in self.matter.kept:
            return Refused(
                refusals=(refusal("no-such-entry", "这条记录已经作废，更正申请不再适用，请予退回。"),)
            )
        steps = self.matter.corrected(self.proposal)
        if fallen := self.matter.fallen(steps):
            return Refused(refusals=tuple(told for one in fallen for told in one.told()))
        made = self._papers(steps)
        decided = self._confirmed(self.matter.movements(steps), made)
        order = [steps[entry] for entry in sorted(steps)]
        rewriting.rewrite(
            self.matter.row,
            self.matter.view(order),
            order,
            written=self.matter.written,
            entry=decided.entry,
        )
        return decided

    def reject(self, reason: str) -> Decided | Refused:
        refusals = self._found() or self._by_the_wrong_hand(deciding=False)
        if not reason:
            refusals = [*refusals, refusal("reason-missing", "请写明退回的原因。", field="reason")]
        if refusals:
            return Refused(refusals=tuple(refusals))
        secret = sealing.case_key(self.clerk.organ, self.case)
        content = self._content("rejection")
        if secret is not None:
            content["sealed"] = sealing.seal_values(secret, self.case, {"reason": reason})
        entry = journals.append(self.end, content, postings=(), recorded_at=self.now)
        self._close("rejected", entry.number)
        return Decided(
            case=self.case,
            entry=entry.number,
            proposal=self.number,
            outcome="rejected",
            opening=self._opening(),
        )

    # Before writing --------------------------------------------------------------------------------

    def _found(self) -> list[Refusal]:
        """Find the proposal and its case; what is not there, or decided already, is refused."""
        if not self.rows:
            return [refusal("no-such-proposal", "没有找到这项更正申请，或者它不在您的办理范围内。")]
        self.matter = _matter(self.case, self.clerk)
        if self.matter is None and models.Case.objects.filter(pk=self.case).exists():
            return [refusal("no-such-proposal", "没有找到这项更正申请，或者它不在您的办理范围内。")]
        if self.rows[0].outcome != "proposed":
            told = "确认" if self.rows[0].outcome == "confirmed" else "退回"
            return [
                refusal(
                    "already-decided", f"这项更正申请已由第{self.rows[0].decided_by}号记录{told}，无须再办。"
                )
            ]
        entry = models.Entry.objects.get(organ_id=self.clerk.organ, number=self.number)
        self.proposal = json.loads(entry.body)
        return []

    def _by_the_wrong_hand(self, *, deciding: bool) -> list[Refusal]:
        proposer = self.proposal["by"]
        mine = self.clerk.person in {proposer["person"], proposer.get("for", "")}
        if mine and not deciding:
            return []
        found = []
        if mine:
            found.append(refusal("same-hand", "更正申请由您提出，须由他人确认。"))
        if not self.clerk.holds(*self._posts()):
            found.append(
                refusal(
                    "wrong-post", "更正由办理该环节的岗位或者科室、分管负责人确认，您现任的岗位不能确认。"
                )
            )
        return found

    def _posts(self) -> tuple[str, ...]:
        if self.matter is None:
            return CORRECTOR.posts
        return (*self.matter.procedure.step(self.proposal["step"]).by.posts, *CORRECTOR.posts)

    # Writing ---------------------------------------------------------------------------------------

    def _papers(self, steps: Mapping[int, histories.Kept]) -> list[papers.Made]:
        """Make the papers of a replaced step anew: those made of the error are withdrawn, number and all."""
        target, matter = self.proposal["target"], self.matter
        if matter is None or self.proposal["action"] == "void" or matter.secret is None:
            return []
        step = matter.step(target)
        if not step.documents:
            return []
        kept = steps[target]
        before = [steps[entry] for entry in sorted(steps) if entry < target]
        plain = replace(kept.event, entry=self.end.number + 1)
        hidden = sealing.open_values(matter.secret, self.case, kept.sealed)
        whole = replace(plain, form=step.form.join(plain.form, hidden) if step.form else {})
        return papers.make(
            matter.procedure,
            step,
            whole,
            matter.view(before, also=(plain,)).after(plain),
            organ=matter.organ,
            case_number=matter.row.number,
            actor_name=people.signing(plain.by),
            secret=matter.secret,
            written=matter.written,
        )

    def _content(self, kind: str) -> dict[str, Any]:
        return {
            "kind": kind,
            "case": self.case,
            "step": self.proposal["step"],
            "on": self.now.date().isoformat(),
            "by": by(self.clerk.acting_as(self._posts())),
            "proposal": self.number,
            "target": self.proposal["target"],
        }

    def _confirmed(self, postings: Sequence[Posting], made: Sequence[papers.Made] = ()) -> Decided:
        content = self._content("confirmation") | {"action": self.proposal["action"]}
        if made:
            content["documents"] = [one.to_json() for one in made]
        entry = journals.append(self.end, content, postings=postings, recorded_at=self.now)
        documents = papers.store(made, organ=self.clerk.organ, case=self.case, entry=entry.number)()
        self._close("confirmed", entry.number)
        return Decided(
            case=self.case,
            entry=entry.number,
            proposal=self.number,
            outcome="confirmed",
            movements=_movements(postings, self.clerk.organ),
            documents=documents,
            opening=self._opening(),
        )

    def _opening(self) -> int:
        return int(self.proposal["target"]) if self.matter is None else 0

    def _close(self, outcome: str, entry: int) -> None:
        models.Correction.objects.filter(organ=self.clerk.organ, proposal=self.number).update(
            outcome=outcome, decided_by=entry
        )


def _movements(postings: Iterable[Posting], organ: str) -> tuple[Movement, ...]:
    known = registry.indicators()
    own = {row.code: row for row in models.LocalIndicator.objects.filter(organ=organ)}
    found = []
    for (code, on), amount in summed(postings).items():
        indicator = known.get(code) or own.get(code)
        label, unit = (indicator.label, indicator.unit) if indicator else (code, "")
        found.append(Movement(indicator=code, label=label, unit=unit, on=on, amount=amount))
    return tuple(found)

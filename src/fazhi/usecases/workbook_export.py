"""Handing out the register (台账) of a duty: personal data masked, or whole with every look recorded."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from fazhi.core.journal import Event
from fazhi.core.procedure import Procedure
from fazhi.law.roles import CORRECTOR
from fazhi.store import looks, models, sealing
from fazhi.usecases import access, histories
from fazhi.usecases.histories import Kept, Written
from fazhi.usecases.looks import LONGEST_REASON, LookRefusedError
from fazhi.usecases.people import Clerk
from fazhi.usecases.workbook_names import OrganNames
from fazhi.workbooks import stories, writing
from fazhi.workbooks.layout import layout
from fazhi.workbooks.stories import Story, Told
from fazhi.workbooks.writing import Row

AT_ONCE = 200

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """What a register was written of: how many cases, and whether personal data is masked in it."""

    lines: int
    masked: bool


def may_see_whole(clerk: Clerk, procedure: type[Procedure]) -> bool:
    """Tell whether the clerk may take the register out with personal data in clear.

    Who works on all cases of the duty, or answers for its corrections, may; who only reads along may not.
    """
    acts = any(clerk.codes & set(step.by.posts) for step in procedure.parts.steps)
    return access.scope(clerk, procedure).everything and (acts or clerk.holds(*CORRECTOR.posts))


def export(
    procedure: type[Procedure],
    *,
    to: Path,
    clerk: Clerk,
    now: datetime,
    year: int = 0,
    whole_because: str | None = None,
    progress: Progress | None = None,
) -> HandedOut:
    """Write the cases that the clerk sees, opened in a year (0 for all), to a file.

    With ``whole_because``, the reason, personal data stands in clear and each look is recorded.

    Raises:
        LookRefusedError: the clerk may not take it out in clear, or gives no reason.

    """
    if whole_because is not None:
        _may_look(clerk, procedure, whole_because)
    names = OrganNames(clerk.organ)
    keys = _keys(clerk, procedure, year)
    masked = whole_because is None
    took = "个人信息已脱敏，不能据此导入。" if masked else "含个人信息，请妥善保管、用后销毁。"
    remark = f"{clerk.organ_name}，{now:%Y年%-m月%-d日}由{clerk.name}导出，共{len(keys)}件；{took}"
    told = _Telling(procedure, names, clerk, now, whole_because)
    lines = writing.write(
        to,
        layout(procedure),
        title=f"{f'{year}年' if year else ''}{procedure.label}台账",
        remark=remark,
        rows=told.rows(keys, progress),
        masked=masked,
    )
    return HandedOut(lines=lines, masked=masked)


def template(procedure: type[Procedure], *, to: Path) -> None:
    """Write the register of a duty with no case in it, to be filled in."""
    writing.write(to, layout(procedure), title=f"{procedure.label}台账", remark="空白台账。", rows=())


def file_name(procedure: type[Procedure], year: int = 0) -> str:
    """Return what the file is called."""
    return f"{procedure.label}台账{year or ''}.xlsx"


def _may_look(clerk: Clerk, procedure: type[Procedure], reason: str) -> None:
    if not may_see_whole(clerk, procedure):
        raise LookRefusedError("您现任的岗位只能导出脱敏的台账；确需原文的，请由承办岗位或其负责人导出。")
    if not reason.strip():
        raise LookRefusedError("请写明导出个人信息的原因，例如“报区司法局核对”；导出会逐件留痕。")
    if len(reason.strip()) > LONGEST_REASON:
        raise LookRefusedError(f"导出原因最多{LONGEST_REASON}字，请写得简短些。")


def _keys(clerk: Clerk, procedure: type[Procedure], year: int) -> list[str]:
    """Return the cases in the order in which they were opened in the journal."""
    cases = access.seen(clerk, procedure).exclude(stage="")
    if year:
        cases = cases.filter(opened_on__gte=date(year, 1, 1), opened_on__lt=date(year + 1, 1, 1))
    found = list(cases.values_list("key", flat=True).order_by("key"))
    return sorted(found, key=lambda key: (len(key), key))


class _Telling:
    """Reads cases from the journal and lays each into cells."""

    def __init__(
        self,
        procedure: type[Procedure],
        names: OrganNames,
        clerk: Clerk,
        now: datetime,
        whole_because: str | None,
    ) -> None:
        self.procedure = procedure
        self.names = names
        self.clerk = clerk
        self.now = now
        self.whole_because = whole_because

    def rows(self, keys: Sequence[str], progress: Progress | None) -> Iterator[Row]:
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            cases = models.Case.objects.in_bulk(some)
            written: dict[str, list[Written]] = defaultdict(list)
            entries = models.Entry.objects.filter(organ_id=self.clerk.organ, case__in=some)
            for entry in entries.order_by("number"):
                content = json.loads(entry.body)
                written[entry.case].append(Written(number=entry.number, content=content))
            links = models.Link.objects.filter(target__in=some, relation="origin").order_by("id")
            origins = dict(links.values_list("target", "source"))
            looked: list[models.Look] = []
            for nth, key in enumerate(some, start=start + 1):
                kept = histories.kept(written[key])
                yield self._row(cases[key], kept, origins.get(key, ""), nth, looked)
            looks.append(looked)
            if progress is not None:
                progress("lines", start + len(some), len(keys))

    def _row(
        self, case: models.Case, kept: list[Kept], origin: str, serial: int, looked: list[models.Look]
    ) -> Row:
        procedure = histories.procedure_of(case)
        secret = sealing.case_key(self.clerk.organ, case.key)
        told: list[Told] = []
        seen: dict[str, None] = {}
        for one in kept:
            form = procedure.step(one.event.step).form
            hidden = sealing.open_values(secret, case.key, one.sealed) if secret and one.sealed else {}
            seen |= dict.fromkeys(hidden)
            values = form.join(one.event.form, hidden) if form else {}
            told.append(_told(one.event, values))
        if self.whole_because is not None and seen:
            looked.append(self._look(case, procedure, list(seen)))
        story = Story(steps=tuple(told), number=case.number, place=case.place, facts=case.record)
        return stories.lay(
            layout(procedure),
            story,
            serial=serial,
            origin=self.names.origin_called(origin) if origin else "",
            naming=self.names,
            masked=self.whole_because is None,
        )

    def _look(self, case: models.Case, procedure: type[Procedure], fields: list[str]) -> models.Look:
        posts = (post for step in procedure.parts.steps for post in step.by.posts)
        return models.Look(
            organ=self.clerk.organ,
            case=case.key,
            person=self.clerk.person,
            post=self.clerk.acting_as(posts).post,
            fields=" ".join(fields),
            reason=(self.whole_because or "").strip(),
            at=self.now,
        )


def _told(event: Event, values: dict[str, Any]) -> Told:
    return Told(step=event.step, on=event.on, person=event.by.person, form=values)

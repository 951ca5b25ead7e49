"""Bringing a large register in bit by bit: the file and how far it came are kept, sealed, until it is done.

Whatever breaks off in between (a browser that is closed, a machine that is switched off) goes on where it
stopped: a job is looked at and written a slice at a time, and a line that was written is not written again.
"""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from fazhi.procedures import registry
from fazhi.store import files, sealing
from fazhi.usecases.people import Clerk
from fazhi.usecases.workbook_import import AT_ONCE, Importing
from fazhi.usecases.workbook_outcomes import Outcome, Position, Summary
from fazhi.workbooks.reading import Bad

SLICE_SECONDS = 15.0
"""Opening a large file again takes some seconds itself: a slice is worth it."""
KEPT_SECONDS = 3 * 24 * 3600
"""What nobody went on with for three days is thrown away."""
_FOLDER = "imports"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,40}")

Phase = Literal["checking", "checked", "entering", "done"]


class JobLostError(LookupError):
    """There is no such job, or it is not this clerk's."""


@dataclass(slots=True, kw_only=True)
class Job:
    """A register on its way in.

    ``of`` is about how many lines it has, ``totals`` says which totals below them are not their sums.
    """

    token: str
    organ: str
    person: str
    procedure: str
    name: str
    phase: Phase = "checking"
    of: int = 0
    totals: list[str] = field(default_factory=list)
    fills: dict[str, str] = field(default_factory=dict)
    repeats: bool = False
    partly: bool = False
    found: Summary = field(default_factory=Summary)
    done: Summary = field(default_factory=Summary)
    met: dict[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> Summary:
        """What was found so far, or became of it once it is being written."""
        return self.done if self.phase in ("entering", "done") else self.found


def begin(content: bytes, name: str, *, procedure: str, clerk: Clerk, now: datetime) -> Job:
    """Take a file in and return the job of looking through it.

    Raises what ``Importing`` does.
    """
    _throw_away_old()
    importing = Importing(content, name, procedure=registry.procedure(procedure), clerk=clerk, now=now)
    job = Job(
        token=secrets.token_urlsafe(18),
        organ=clerk.organ,
        person=clerk.person,
        procedure=procedure,
        name=name[:120],
        of=importing.count(),
        totals=[str(one) for one in importing.wrong_totals],
    )
    key = secrets.token_bytes(16)
    place = _place(job.token)
    place.with_suffix(".key").write_text(sealing.wrap(job.organ, job.token, key), encoding="ascii")
    place.with_suffix(".file").write_bytes(sealing.seal_bytes(key, job.token, content))
    _keep(job)
    return job


def job_of(token: str, *, clerk: Clerk) -> Job:
    """Return a job of the clerk's.

    Raises:
        JobLostError: there is none.

    """
    if not _TOKEN.fullmatch(token):
        raise JobLostError("没有这次导入。")
    place = _place(token)
    try:
        key = _key(clerk.organ, token)
        data = json.loads(sealing.open_bytes(key, token, place.with_suffix(".job").read_bytes()))
    except (OSError, sealing.SealBrokenError, ValueError):
        raise JobLostError("没有这次导入，或已做完、已放弃；请重新选择文件。") from None
    job = _job(data)
    if (job.organ, job.person) != (clerk.organ, clerk.person):
        raise JobLostError("没有这次导入。")
    return job


def importing_of(job: Job, *, clerk: Clerk, now: datetime) -> Importing:
    """Return the workbook of a job, opened."""
    key = _key(job.organ, job.token)
    content = sealing.open_bytes(key, job.token, _place(job.token).with_suffix(".file").read_bytes())
    declared = registry.procedure(job.procedure)
    importing = Importing(content, job.name, procedure=declared, clerk=clerk, now=now, fills=job.fills)
    importing.met = job.met
    return importing


def check_anew(job: Job, fills: Mapping[str, str]) -> None:
    """Begin looking through again, with other values for the columns that are missing."""
    job.fills = {heading: text.strip() for heading, text in fills.items() if text.strip()}
    job.phase, job.found, job.met = "checking", Summary(), {}
    _keep(job)


def enter(job: Job, *, repeats: bool, partly: bool) -> None:
    """Begin writing the good lines."""
    job.phase, job.repeats, job.partly, job.done, job.met = "entering", repeats, partly, Summary(), {}
    _keep(job)


def go_on(job: Job, *, clerk: Clerk, now: datetime) -> Job:
    """Do a slice of what is to be done: look through some lines, or write some; return the job."""
    if job.phase not in ("checking", "entering"):
        return job
    importing = importing_of(job, clerk=clerk, now=now)
    until = time.monotonic() + SLICE_SECONDS
    entering = job.phase == "entering"
    summary = job.summary
    outcomes = (
        importing.brought(summary.last, doubtful=job.repeats, partly=job.partly)
        if entering
        else importing.checked(summary.last)
    )
    for nth, outcome in enumerate(outcomes, start=1):
        summary.add(outcome)
        # Lines are written by so many together: to stop between two would lose sight of some.
        if time.monotonic() > until and (not entering or nth % AT_ONCE == 0):
            break
    else:
        job.phase = "done" if entering else "checked"
    job.met = importing.met
    _keep(job)
    return job


def drop(job: Job) -> None:
    """Throw a job and its file away."""
    for ending in (".job", ".file", ".key"):
        _place(job.token).with_suffix(ending).unlink(missing_ok=True)


# Keeping -------------------------------------------------------------------------------------------


def _place(token: str) -> Path:
    return files.folder(_FOLDER) / token


def _key(organ: str, token: str) -> bytes:
    wrapped = _place(token).with_suffix(".key").read_text(encoding="ascii")
    return sealing.unwrap(organ, token, wrapped)


def _keep(job: Job) -> None:
    """Write a job down, sealed: it holds what is in cells."""
    data = json.dumps(asdict(job), ensure_ascii=False).encode()
    place = _place(job.token).with_suffix(".job")
    draft = place.with_suffix(".draft")
    draft.write_bytes(sealing.seal_bytes(_key(job.organ, job.token), job.token, data))
    draft.replace(place)


def _job(data: dict[str, Any]) -> Job:
    return Job(**(data | {name: _summary(data[name]) for name in ("found", "done")}))


def _summary(data: dict[str, Any]) -> Summary:
    lines = {
        name: [Outcome(**(one | {"bad": tuple(Bad(**bad) for bad in one["bad"])})) for one in data[name]]
        for name in ("told", "sample")
    }
    last = Position(**data["last"]) if data["last"] else None
    return Summary(**(data | lines | {"last": last}))


def _throw_away_old() -> None:
    oldest = time.time() - KEPT_SECONDS
    for path in files.folder(_FOLDER).iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)

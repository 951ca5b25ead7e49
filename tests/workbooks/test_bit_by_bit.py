"""A register that takes long is looked through and brought in a slice at a time, also after a break."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from fazhi.store import models
from fazhi.usecases import workbook_import, workbook_jobs
from fazhi.usecases.workbook_jobs import Job, JobLostError
from usecases.offices import HE, SHEN, Office, home, office
from workbooks import sheets

__all__ = ["home", "office"]


@pytest.fixture(autouse=True)
def slices_of_two(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.later(days=300)
    monkeypatch.setattr(workbook_jobs, "SLICE_SECONDS", 0.0)
    monkeypatch.setattr(workbook_jobs, "AT_ONCE", 2)
    monkeypatch.setattr(workbook_import, "AT_ONCE", 2)


def begun(office: Office, lines: int, **bad: str) -> Job:
    rows = [
        sheets.row(序号=n, 受理时间=date(2025, 1, n), 调解时间=date(2025, 3, n), **(bad if n == 2 else {}))
        for n in range(1, lines + 1)
    ]
    content = sheets.content(sheets.book(*rows))
    words = {"procedure": "mediation", "clerk": office.clerk(SHEN), "now": office.now}
    job = workbook_jobs.begin(content, "台账.xlsx", **words)
    workbook_jobs.check_anew(job, sheets.FILLS)
    return job


def goes_on(office: Office, job: Job) -> Job:
    """One slice more, as another process would do it: the job is read from the disk."""
    clerk = office.clerk(SHEN)
    return workbook_jobs.go_on(workbook_jobs.job_of(job.token, clerk=clerk), clerk=clerk, now=office.now)


def to_the_end(office: Office, job: Job, phase: str) -> tuple[Job, int]:
    for slices in range(1, 20):
        job = goes_on(office, job)
        if job.phase == phase:
            return job, slices
    raise AssertionError(job.phase)


def test_it_is_looked_through_slice_by_slice_and_says_the_same_as_at_once(office):
    job, slices = to_the_end(office, begun(office, 5, 纠纷类型="鸡毛蒜皮"), "checked")

    assert slices > 2
    assert job.found.states == {"good": 4, "bad": 1}
    assert [bad.cell for one in job.found.told for bad in one.bad] == ["E4"]


def test_it_is_written_slice_by_slice_and_nothing_twice(office):
    job, _ = to_the_end(office, begun(office, 7), "checked")
    workbook_jobs.enter(job, repeats=False, partly=False)

    job = goes_on(office, job)
    assert job.phase == "entering"
    assert models.Case.objects.count() == 2

    # The machine was switched off before it was noted how far the work had come.
    importing = workbook_jobs.importing_of(job, clerk=office.clerk(SHEN), now=office.now)
    next(importing.brought(job.done.last))
    job, _ = to_the_end(office, job, "done")

    assert job.done.states == {"entered": 5, "again": 2}
    assert models.Case.objects.count() == 7


def test_repeats_are_seen_across_slices(office):
    rows = [sheets.row(序号=n, 纠纷简要情况="同一件") for n in range(1, 5)]
    words = {"procedure": "mediation", "clerk": office.clerk(SHEN), "now": office.now}
    job = workbook_jobs.begin(sheets.content(sheets.book(*rows)), "台账.xlsx", **words)
    workbook_jobs.check_anew(job, sheets.FILLS)

    job, _ = to_the_end(office, job, "checked")

    assert job.found.states == {"good": 1, "doubtful": 3}


def test_a_job_is_its_own_clerks_and_gone_once_dropped(office):
    job = begun(office, 1)
    with pytest.raises(JobLostError):
        workbook_jobs.job_of(job.token, clerk=office.clerk(HE))

    workbook_jobs.drop(job)

    with pytest.raises(JobLostError):
        workbook_jobs.job_of(job.token, clerk=office.clerk(SHEN))


def test_what_nobody_went_on_with_is_thrown_away(office, home, monkeypatch):
    job = begun(office, 1)
    later = datetime.now().timestamp() + timedelta(days=4).total_seconds()  # noqa: DTZ005, TID251 - files are as old as the machine says
    monkeypatch.setattr("fazhi.usecases.workbook_jobs.time.time", lambda: later)

    begun(office, 1)

    assert not list((home / "imports").glob(f"{job.token}*"))

"""A program that lets others write, kills them in the middle of it, and checks the books after each.

Run it with FAZHI_HOME, DJANGO_SETTINGS_MODULE and, for PostgreSQL, DATABASE_URL; the argument says how many
are to be killed.  Each writer is a process of its own, killed outright (SIGKILL) at a moment of its own.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after Django is set up

from fazhi.law.holidays import calendar  # noqa: E402 - as above
from fazhi.procedures import registry  # noqa: E402 - as above
from fazhi.store import models  # noqa: E402 - as above
from fazhi.usecases import correct, heads, papers  # noqa: E402 - as above
from fazhi.usecases.evidence import Upload  # noqa: E402 - as above
from fazhi.usecases.rebuild import rebuild  # noqa: E402 - as above
from fazhi.usecases.verify import verify  # noqa: E402 - as above
from usecases.offices import HE, PDF, SHEN, Office, found  # noqa: E402 - as above


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def begin(act: Callable[[], None]) -> int:
    """Let a process of its own do something; no connection may be open here, or both would use it."""
    process = os.fork()
    if process == 0:
        try:
            act()
        except BaseException:  # noqa: BLE001 - whatever it was, this process ends here
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return process


def finish(process: int) -> None:
    _, status = os.waitpid(process, 0)
    if status:
        sys.exit(f"a process ended with {os.waitstatus_to_exitcode(status)}")


def set_up() -> None:
    call_command("migrate", verbosity=0)
    found()


def write_without_end(told: int) -> None:
    """Write, and send a sign through the pipe ``told`` when the first step is done."""
    office = Office()
    last = models.Entry.objects.order_by("-number").first()
    office.now = last.recorded_at.astimezone(office.now.tzinfo) if last else office.now
    for n in itertools.count():
        receipt = Upload(name=f"收条{n}.pdf", content=PDF * 200)
        office.register()
        os.write(told, b".")
        case, *_, settled = office.mediate(evidence=[receipt])
        asked = {"clerk": office.clerk(SHEN), "now": office.now}
        done = correct.propose(
            case, settled, action="replace", reason="少写", form={"amount": "1300"}, **asked
        )
        assert isinstance(done, correct.Proposed), done
        correct.confirm(done.proposal, clerk=office.clerk(HE), now=office.now)
        papers.draw(models.Document.objects.filter(case=case).latest("id"), "md", now=office.now)
        heads.publish(now=office.now)


def check() -> None:
    report = verify()
    assert report.holds, report.findings
    assert rebuild(check=True).changed == ()
    say(f"{report.counts.get('entries', 0)}")


def main(kills: int) -> None:
    finish(begin(set_up))
    registry.indicators()
    calendar()
    chance = random.Random(kills)  # noqa: S311 - the same moments each time, as far as clocks go
    for _ in range(kills):
        begun, told = os.pipe()
        writer = begin(lambda: write_without_end(told))  # noqa: B023 - it runs at once
        os.read(begun, 1)
        time.sleep(chance.uniform(0, 0.3))
        os.kill(writer, signal.SIGKILL)
        _, status = os.waitpid(writer, 0)
        assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, "the writer ended by itself"
        finish(begin(check))


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""What a served office does by itself once a day: fix and publish the heads of its journals."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from threading import Event, Thread

from django.db import connections

SECONDS_BETWEEN_LOOKS = 300.0
log = logging.getLogger(__name__)


def start(*, every: float = SECONDS_BETWEEN_LOOKS) -> Callable[[], None]:
    """Publish the heads now and on every new day, in a thread beside the server; return what ends it."""
    done = Event()
    thread = Thread(target=_run, args=(done, every), name="heads", daemon=True)
    thread.start()

    def stop() -> None:
        done.set()
        thread.join(timeout=5)

    return stop


def _run(done: Event, every: float) -> None:
    last: date | None = None
    while not done.is_set():
        last = look(last)
        done.wait(every)


def look(last: date | None) -> date | None:
    """Publish if it is another day than ``last``; return the day published last, for the next look.

    What fails is written to the log and tried again at the next look: the server serves on.  Several servers
    of one office may look at once: a day has one head.
    """
    from fazhi.usecases import clock, heads  # noqa: PLC0415 - models load after Django is set up

    try:
        now = clock.now()
        if now.date() == last:
            return last
        heads.publish(now=now)
    except Exception:  # whatever it is, it must not end the thread
        log.warning("今日的末封印没有公布，稍后再试。", exc_info=True)
        return last
    finally:
        connections.close_all()
    return now.date()

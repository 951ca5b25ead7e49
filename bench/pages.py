"""How long pages of the desk take over HTTP, from a server of its own, and how large they are."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore

from bench import office
from bench.measure import Measure, best
from fazhi.config.serve import free_port
from fazhi.store import models

MOST_MS, MOST_KB = 100, 100
SECONDS_TO_START = 60
A_YEAR = 5_000
"""How many cases a year of a street has at most: the target is for such books."""


def measures(cases: int) -> Iterator[Measure]:
    """Measure pages as the head of the justice office and as a mediator get them."""
    case = (
        models.Case.objects.filter(stage="archived_away")
        .order_by("-last_entry")
        .values_list("key", flat=True)
    )
    open_case = (
        models.Case.objects.filter(stage="mediating").order_by("-last_entry").values_list("key", flat=True)
    )
    asked = (
        ("what is due", office.HEAD, "/todo/"),
        ("list of mediations", office.HEAD, "/cases/mediation/"),
        ("list of mediations, of one community", office.mediator(office.PLACES[3]), "/cases/mediation/"),
        ("search", office.HEAD, "/search/?q=邻里"),
        ("a case that is archived", office.HEAD, f"/case/{case[0]}/"),
        ("a case under way", office.HEAD, f"/case/{open_case[0]}/"),
        (
            "a form to register a dispute",
            office.mediator(office.PLACES[0]),
            "/cases/mediation/new/registered/",
        ),
        ("ledger", office.HEAD, "/ledger/"),
        ("how a mediation goes", office.HEAD, "/procedures/mediation/"),
        ("annual report", office.HEAD, "/report/2025/"),
    )
    with _served() as address:
        for what, person, path in asked:
            getting = _Getting(address, person)
            status, size = getting.get(path)
            if status != http.client.OK:
                yield Measure(part="pages", what=what, value=0, unit="ms", note=f"{path} answers {status}")
                continue
            took = best(partial(getting.get, path), rounds=15)
            kilobytes = size / 1024
            yield Measure(
                part="pages",
                what=f"{what}, {cases:,} cases",
                value=took,
                unit="ms",
                target=f"≤ {MOST_MS} ms, ≤ {MOST_KB} KB" if cases <= A_YEAR else "",
                holds=took <= MOST_MS and kilobytes <= MOST_KB if cases <= A_YEAR else None,
                note=f"{kilobytes:.0f} KB",
            )


class _Getting:
    """Somebody signed in, over one connection that is kept open."""

    def __init__(self, address: str, person: str) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={_session(person)}"

    def get(self, path: str) -> tuple[int, int]:
        """Fetch a page; return its status and size in bytes."""
        quoted = re.sub(r"[^\x00-\x7f]", lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), path)
        self.connection.request("GET", quoted, headers={"Cookie": self.cookie})
        answer = self.connection.getresponse()
        return answer.status, len(answer.read())


def _session(person: str) -> str:
    account = get_user_model().objects.get(username=person)
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    return str(store.session_key)


@contextmanager
def _served() -> Iterator[str]:
    """Serve the office from a process of its own, on a free port, until the pages are fetched."""
    port = free_port("127.0.0.1", 8600)
    command = [sys.executable, "-m", "bench.served", str(port)]
    with (settings.FAZHI_HOME / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=os.environ, stdout=log, stderr=subprocess.STDOUT)  # noqa: S603 - our own words, no shell
        try:
            yield _when_up(f"http://127.0.0.1:{port}/", server)
        finally:
            server.terminate()
            server.wait(timeout=30)


def _when_up(address: str, server: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            trying = http.client.HTTPConnection(urlsplit(address).netloc, timeout=2)
            trying.request("GET", "/sign-in/")
            trying.getresponse().read()
        except OSError:
            time.sleep(0.2)
        else:
            return address
    raise RuntimeError(
        f"the server did not start: {(settings.FAZHI_HOME / 'server.log').read_text()[-2000:]}"
    )

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from fazhi.config.serve import beyond_this_machine, free_port


def test_a_port_that_is_taken_is_passed_over():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        wanted = taken.getsockname()[1]
        assert free_port("127.0.0.1", wanted) != wanted


def test_a_port_that_is_free_is_kept():
    with socket.create_server(("127.0.0.1", 0)) as once:
        wanted = once.getsockname()[1]
    assert free_port("127.0.0.1", wanted) == wanted


def test_an_address_of_another_machine_is_not_served():
    with pytest.raises(OSError, match="assign"):
        free_port("192.0.2.1", 8000)


@pytest.mark.parametrize(
    ("host", "others"), [("127.0.0.1", False), ("localhost", False), ("192.0.2.1", True)]
)
def test_it_is_known_whether_others_can_reach_an_address(host, others):
    assert beyond_this_machine(host) is others


def fazhi(*words: str) -> list[str]:
    return [sys.executable, "-c", "import sys; from fazhi.config.cli import main; sys.exit(main())", *words]


@pytest.fixture
def office(tmp_path: Path) -> dict[str, str]:
    """The environment of an office of its own, on SQLite: the server is a process of its own."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }
    return inherited | {"FAZHI_HOME": str(tmp_path)}


@contextlib.contextmanager
def served(office: dict[str, str]):
    command = fazhi("serve", "--port", "18080")
    with subprocess.Popen(command, env=office, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 — our own words
        try:
            said = "".join(iter(server.stdout.readline, "  按 Ctrl-C 停止\n"))
            yield urlsplit(re.search(r"http://\S+", said)[0]).netloc
        finally:
            server.send_signal(signal.SIGINT)


def run(*words: str, office: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(fazhi(*words), env=office, capture_output=True, text=True, check=False)  # noqa: S603 — our own words


def test_an_office_without_a_database_is_told_to_make_one(office):
    done = run("serve", office=office)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "fazhi: 数据库尚未建立，或版本较旧。请先运行 fazhi migrate。\n"


def test_an_office_is_made_served_and_stopped(office):
    """That a package's script arrives and too large a request is refused shows that the rest is in place."""
    assert run("migrate", office=office).returncode == 0
    with served(office) as place, contextlib.closing(HTTPConnection(place, timeout=60)) as browser:
        browser.request("GET", "/static/django_htmx/htmx-2.min.js")
        script = browser.getresponse()
        assert (script.status, script.read()[:1]) == (200, b"v")
        assert "default-src 'self'" in script.headers["Content-Security-Policy"]
        assert script.headers["X-Content-Type-Options"] == "nosniff"

        browser.request("POST", "/", body=b"x" * (50 * 1024 * 1024))
        refused = browser.getresponse()
        assert refused.status == 413
        assert "20 MB" in refused.read().decode()

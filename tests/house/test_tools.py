import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tools import chromium, postgres


def test_tests_stay_away_from_the_data_of_an_office(checkout, fazhi_home):
    assert str(fazhi_home) == os.environ["FAZHI_HOME"]
    assert checkout not in fazhi_home.parents
    assert str(settings.DATABASES["default"]["TEST"]["NAME"]).startswith((str(fazhi_home), "None", "test_"))


def test_the_browser_that_is_named_is_the_one_that_is_used(monkeypatch):
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert chromium.find() == sys.executable


def test_without_a_browser_none_is_made_up(monkeypatch, tmp_path):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium.find() is None


def test_the_browser_reaches_the_office_and_keeps_its_time(page, live_server):
    assert page.request.get(f"{live_server.url}/static/django_htmx/htmx-2.min.js").status == 200
    assert page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == "Asia/Shanghai"


def test_an_accepted_output_passes_and_another_shows_the_difference(accepted, monkeypatch, tmp_path):
    monkeypatch.setitem(accepted.__globals__, "ACCEPTED", tmp_path)
    monkeypatch.setenv("FAZHI_ACCEPT", "1")
    accepted("a/b.txt", "一\n二\n")
    monkeypatch.setenv("FAZHI_ACCEPT", "")
    accepted("a/b.txt", "一\n二\n")
    with pytest.raises(pytest.fail.Exception, match=r"(?s)make accept.*-二\n\+三"):
        accepted("a/b.txt", "一\n三\n")
    with pytest.raises(AssertionError, match="missing"):
        accepted("a/c.txt", "一\n")


ASK = """
import os, psycopg
address = os.environ["DATABASE_URL"]
print(psycopg.connect(address).info.parameter_status("server_version"), address)
"""


def test_a_postgresql_is_there_for_a_command_and_gone_afterwards():
    command = [sys.executable, "-m", "tools.postgres", sys.executable, "-c", ASK]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 — our own words
    version, address = done.stdout.split()
    assert int(version.partition(".")[0]) >= 15
    assert not Path(address.partition("?host=")[2]).exists()


def test_a_failing_command_fails_with_its_own_code():
    assert postgres.main([sys.executable, "-c", "raise SystemExit(7)"]) == 7

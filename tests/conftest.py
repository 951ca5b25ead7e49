"""What every test may ask for."""

import difflib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

import emptying
from tools import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

CHECKOUT = Path(__file__).resolve().parents[1]
SHARED = CHECKOUT.parent / "shared"
ACCEPTED = CHECKOUT / "tests" / "accepted"

# Settings are loaded once, by Django, and never a second time in the search for doctests.
collect_ignore = ["trial_settings.py"]

# A slow machine is no failure.  In CI the examples are the same each time: a red run is about the change.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


TransactionTestCase._fixture_teardown = emptying.first(TransactionTestCase._fixture_teardown)  # noqa: SLF001 — Django has no hook before it


def pytest_report_header() -> str:
    return f"database: {connection.display_name}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "chromium_path" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def fazhi_home() -> Path:
    """The data folder of this run of the tests."""
    return Path(settings.FAZHI_HOME)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The working papers beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip(f"the working papers are not beside the checkout ({SHARED.name}/)")
    return SHARED


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser; a test that comes to it is a browser test, and is run once, not once per database."""
    found = chromium.find()
    if found is None:
        pytest.skip("no Chromium or Chrome is installed; `make test` as root installs one")
    return found


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 — slow to load, and few tests need it

    # Playwright's loop runs in this thread, which makes Django think that its queries block an async server.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = playwright.chromium.launch(executable_path=chromium_path, args=list(chromium.FLAGS))
        yield started
        started.close()


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A page of its own context; what the browser complained of on it fails the test."""
    complaints: list[str] = []
    context = browser.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1440, "height": 900}
    )
    fresh = context.new_page()
    fresh.on("console", lambda message: complaints.extend(_complaint(message)))
    fresh.on("pageerror", lambda error: complaints.append(str(error)))
    yield fresh
    context.close()
    assert not complaints, "the browser complained: " + "; ".join(complaints)


def _complaint(message: "ConsoleMessage") -> Iterator[str]:
    """Yield what a message complains of; that the page itself was refused is for its test to see."""
    itself = message.location["url"] == message.page.url and "status of" in message.text
    if message.type == "error" and not itself:
        yield message.text


@pytest.fixture
def accepted() -> Callable[[str, str | bytes], None]:
    """Compare with a file under tests/accepted, which `make accept` rewrites.

    ``accepted("mediation/agreement.txt", text)``; bytes are compared as they are.
    """
    return _compare


def _compare(name: str, found: str | bytes) -> None:
    file = ACCEPTED / name
    content = found.encode() if isinstance(found, str) else found
    if os.environ.get("FAZHI_ACCEPT") == "1":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return
    assert file.exists(), f"tests/accepted/{name} is missing; look at the output, then `make accept`"
    if (before := file.read_bytes()) == content:
        return
    if isinstance(found, bytes):
        pytest.fail(f"tests/accepted/{name} differs ({len(before)} bytes accepted, {len(content)} now)")
    changes = difflib.unified_diff(
        before.decode().splitlines(), found.splitlines(), "accepted", "now", lineterm=""
    )
    pytest.fail(
        "\n".join([f"tests/accepted/{name} differs; `make accept` if that is right", *changes]), pytrace=False
    )

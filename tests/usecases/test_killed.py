"""Killing the process at any moment during writes leaves books that verify."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

KILLING = Path(__file__).with_name("killing.py")
KILLS = 8


@pytest.fixture
def environment(tmp_path: Path, transactional_db: None) -> Iterator[dict[str, str]]:  # noqa: ARG001 - a database is made beside it
    """A data folder and a database of their own, for programs to be killed in."""
    found = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    found |= {"FAZHI_HOME": str(tmp_path / "home"), "DJANGO_SETTINGS_MODULE": "fazhi.config.settings"}
    if connection.vendor != "postgresql":
        yield found
        return
    name = f"killed_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    words = connection.settings_dict
    host = words["HOST"] or words["OPTIONS"]["host"]
    yield found | {"DATABASE_URL": f"postgresql://{words['USER']}@/{name}?host={host}"}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_books_verify_after_each_of_several_processes_was_killed_while_writing(environment: dict[str, str]):
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, KILLING, str(KILLS)], env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    entries = [int(line) for line in done.stdout.splitlines()]
    assert len(entries) == KILLS
    assert entries == sorted(entries)
    assert entries[-1] > KILLS

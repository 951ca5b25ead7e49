"""The bulk loader writes what the door writes."""

import random

import pytest
from django.db import transaction

from bench import office, tables
from bench.loader import load
from bench.shapes import plan
from bench.templates import by_the_door
from fazhi.store import sealing

CASES = 1000


def seeded():
    stream = random.Random(20250601)  # noqa: S311 - the same bytes twice is the point
    return stream.randbytes


@pytest.fixture
def contents_by_the_door(db, monkeypatch):  # noqa: ARG001 - the tables must be there
    """Every row of every table after a thousand cases went through the door; they are taken back again."""
    office.clerk.cache_clear()
    office.found()
    with transaction.atomic():
        with monkeypatch.context() as patched:
            patched.setattr(sealing.secrets, "token_bytes", seeded())
            by_the_door(plan(CASES))
        found = tables.contents()
        transaction.set_rollback(True)
    return found


def test_a_thousand_cases_written_in_bulk_are_row_for_row_what_the_door_writes(contents_by_the_door):
    load(plan(CASES), token=seeded())

    in_bulk = tables.contents()
    assert in_bulk.keys() == contents_by_the_door.keys()
    for table, rows in contents_by_the_door.items():
        assert in_bulk[table] == rows, table
    for table in (
        "entry",
        "posting",
        "balance",
        "tally",
        "case",
        "due",
        "hand",
        "trace",
        "document",
        "serial",
    ):
        assert len(in_bulk[f"store_{table}"]) > 0, table

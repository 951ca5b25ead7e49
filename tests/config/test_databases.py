from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import TransactionTestCase

import emptying
from fazhi.config.databases import DatabaseAddressError, database, postgresql
from fazhi.store.triggers import EVIDENCE


def test_without_an_address_the_database_is_a_file_of_the_office():
    entry = database(None, folder=Path("office"))
    assert entry["ENGINE"] == "django.db.backends.sqlite3"
    assert entry["NAME"] == Path("office/fazhi.sqlite3")


def test_a_postgresql_address_is_read_with_all_its_parts():
    entry = postgresql("postgresql://ren:p%40ss@db.example:5433/fazhi?sslmode=verify-full")
    assert [entry[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "fazhi",
        "ren",
        "p@ss",
        "db.example",
        "5433",
    ]
    assert entry["OPTIONS"]["sslmode"] == "verify-full"
    assert entry["OPTIONS"]["pool"]["max_size"] > 1


def test_a_socket_folder_may_stand_for_the_host():
    assert postgresql("postgresql://postgres@/books?host=%2Frun%2Fpg")["HOST"] == "/run/pg"


@pytest.mark.parametrize(
    "address",
    ["mysql://a:secret@b/c", "fazhi.db", "postgresql://a:secret@[b/c", "postgresql://a:secret@b:5432/"],
)
def test_an_address_that_cannot_be_used_is_refused_without_showing_its_password(address):
    with pytest.raises(DatabaseAddressError, match="DATABASE_URL") as refused:
        database(address, folder=Path())
    assert "secret" not in str(refused.value)
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


@pytest.mark.django_db
def test_sqlite_waits_for_its_turn_and_keeps_a_write_ahead_log():
    if connection.vendor != "sqlite":
        pytest.skip("this run is on PostgreSQL")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA busy_timeout").fetchone()[0] >= 10_000
    assert connection.transaction_mode == "IMMEDIATE"


@pytest.mark.django_db(transaction=True)
def test_clerks_who_write_at_once_all_get_their_turn():
    """Each reads before it writes, in one transaction: begun as a reader it would fail, not wait."""

    def write(clerk: int) -> None:
        try:
            for number in range(10):
                with transaction.atomic():
                    Session.objects.count()
                    Session.objects.create(
                        session_key=f"{clerk}-{number}", expire_date=datetime(2025, 1, 1, tzinfo=UTC)
                    )
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as clerks:
        list(clerks.map(write, range(4)))
    assert Session.objects.count() == 40


@pytest.mark.django_db(transaction=True)
def test_emptying_the_tables_between_tests_leaves_the_books_refusing():
    TransactionTestCase("run")._fixture_teardown()  # noqa: SLF001 — as Django ends each test that commits
    with connection.cursor() as cursor:
        cursor.execute(emptying.REFUSING[connection.vendor])
        tables = [table for _, table in cursor.fetchall()]
    assert sorted(tables) == sorted([*EVIDENCE, *EVIDENCE])


def test_an_office_on_sqlite_waits_for_the_disk_at_each_commit():
    assert "synchronous = FULL" in database(None, folder=Path())["OPTIONS"]["init_command"]

from pathlib import Path

import pytest
from django.db import connection

from fazhi.config.databases import DatabaseAddressError, database, postgresql


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


def test_an_office_on_sqlite_waits_for_the_disk_at_each_commit():
    assert "synchronous = FULL" in database(None, folder=Path())["OPTIONS"]["init_command"]

"""Which database an installation uses: SQLite in its own folder, or the PostgreSQL that it names."""

from pathlib import Path
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

SCHEMES = ("postgresql://", "postgres://")
SECONDS_TO_WAIT = 20

_UNREADABLE = (
    "DATABASE_URL 不是可用的 PostgreSQL 地址，应写作 postgresql://用户:密码@主机:5432/数据库；"
    "不设此变量则使用数据目录内的 SQLite。"
)


class DatabaseAddressError(Exception):
    """``DATABASE_URL`` cannot be read; the message shows the form, never the address with its password."""


def database(address: str | None, *, folder: Path) -> dict[str, Any]:
    """Return Django's entry for the database at ``address``, or for SQLite in ``folder`` without one."""
    return postgresql(address) if address else sqlite(folder / "fazhi.sqlite3")


def sqlite(path: Path) -> dict[str, Any]:
    """Return the entry for one SQLite file, set up for several readers beside one writer.

    A transaction takes the write lock when it begins, so that two clerks queue instead of one of
    them failing half-way; each commit reaches the disk before it is answered, because a number
    given to a document must not be given again after a power cut.  The log is copied back into
    the file every 16 MB: pages that every entry touches are then copied once for many entries.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # Kept open by each thread: the last connection to close writes the whole log back and removes it.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": SECONDS_TO_WAIT,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                "PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32000"
            ),
        },
    }


def postgresql(address: str) -> dict[str, Any]:
    """Return the entry for the PostgreSQL database at ``address``, its connections kept in a pool.

    The address is libpq's own, a socket folder as ``?host=`` included.  The statements that the
    store writes itself are prepared in each connection; a pooler in between must know of that.
    """
    if not address.startswith(SCHEMES):
        raise DatabaseAddressError(_UNREADABLE)
    try:
        parts = conninfo_to_dict(address)
    except ProgrammingError:
        # Not chained: the driver's message repeats what it could not read, a password perhaps.
        raise DatabaseAddressError(_UNREADABLE) from None
    if not parts.get("dbname"):
        raise DatabaseAddressError(_UNREADABLE)
    named = {key: parts.pop(key, "") or "" for key in ("dbname", "user", "password", "host", "port")}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": named["dbname"],
        "USER": named["user"],
        "PASSWORD": named["password"],
        "HOST": named["host"],
        "PORT": named["port"],
        "OPTIONS": {
            **parts,
            "prepare_threshold": 5,
            "pool": {"min_size": 1, "max_size": 8, "timeout": SECONDS_TO_WAIT},
        },
    }

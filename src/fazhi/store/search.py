"""Chinese search by overlapping two-character pieces: exact substrings, without a dictionary.

SQLite keeps the pieces in a full-text table, PostgreSQL in a GIN index over a ``simple`` vector.
Only open text is indexed (numbers, titles, places); people are found by keyed digest.
"""

from __future__ import annotations

import re

from django.db import connection, connections

_WORD = re.compile(r"[^\W_]+")
_TABLE = "store_pieces"


def pieces(text: str) -> str:
    """Return the overlapping two-character pieces of each run of letters and digits, in order, spaced.

    >>> pieces("望桥社区 12号")
    '望桥 桥社 社区 12 2号'
    """
    found: list[str] = []
    for word in _WORD.findall(text.lower()):
        found.extend([word] if len(word) == 1 else [word[i : i + 2] for i in range(len(word) - 1)])
    return " ".join(found)


def install(using: str = "default") -> None:
    """Make the index of the database in use, if it is missing."""
    connection_used = connections[using]
    if "store_piece" not in connection_used.introspection.table_names():
        return
    with connection_used.cursor() as cursor:
        if connection_used.vendor == "postgresql":
            cursor.execute(
                "CREATE INDEX IF NOT EXISTS store_piece_text ON store_piece "
                "USING gin (to_tsvector('simple', text))"
            )
        else:
            cursor.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {_TABLE} USING fts5(text, content='store_piece', "
                "content_rowid='rowid', tokenize='unicode61')"
            )
            for act, old, new in (("INSERT", False, True), ("DELETE", True, False), ("UPDATE", True, True)):
                name = f"store_piece_{act.lower()}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                remove = (
                    f"INSERT INTO {_TABLE}({_TABLE}, rowid, text) VALUES ('delete', old.rowid, old.text);"  # noqa: S608 - own names
                )
                add = f"INSERT INTO {_TABLE}(rowid, text) VALUES (new.rowid, new.text);"  # noqa: S608 - own names
                cursor.execute(
                    f"CREATE TRIGGER {name} AFTER {act} ON store_piece BEGIN "
                    f"{remove if old else ''} {add if new else ''} END"
                )


def matching(organ: str, text: str, *, limit: int = 500) -> list[str]:
    """Return the keys of cases whose indexed text contains every word of ``text``, at most ``limit``."""
    words = [pieces(word) for word in _WORD.findall(text.lower())]
    if not words:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            where = " AND ".join(
                ["to_tsvector('simple', text) @@ phraseto_tsquery('simple', %s)"] * len(words)
            )
            cursor.execute(
                f"SELECT case_id FROM store_piece WHERE organ = %s AND {where} LIMIT %s",  # noqa: S608 - placeholders only
                [organ, *words, limit],
            )
        else:
            asked = " AND ".join(
                f'"{word}"' if " " in word or len(word) > 1 else f"{word}*" for word in words
            )
            cursor.execute(
                f"SELECT p.case_id FROM {_TABLE} f JOIN store_piece p ON p.rowid = f.rowid "  # noqa: S608 - own name
                f"WHERE {_TABLE} MATCH %s AND p.organ = %s LIMIT %s",
                [asked, organ, limit],
            )
        return [row[0] for row in cursor.fetchall()]

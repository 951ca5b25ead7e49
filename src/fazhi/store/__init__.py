"""The tables: an append-only journal and ledger, and read models that can be rebuilt from them.

What is evidence (``Entry``, ``Posting``, ``Evidence``, ``Document``) is only ever added to, by database
trigger.  What is a cache (``Case``, ``Due``, ``Balance``, ``Tally``, ``Link``, ``Piece`` …) is written in the
same transaction and can be dropped and rebuilt by one command.
"""

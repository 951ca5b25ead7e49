"""Measures how fast the books are written and read, each against a floor on the same machine and database."""

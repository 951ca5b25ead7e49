"""fazhi (法治): law-based government work kept as accountants keep books."""

__version__ = "0.1.0"

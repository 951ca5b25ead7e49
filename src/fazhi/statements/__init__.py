"""Statements: the annual report's template, its checks, and the paper it becomes."""

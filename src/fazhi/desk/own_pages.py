"""Duties that have a page of their own besides that of their case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PAGES: Mapping[str, str] = {
    "annual_report": "/report/{year}/",
    "statistical_return": "/returns/{return_code}/{period}/",
}
"""Where the page of a duty lies, by what its case holds."""


def own_page(procedure: str, record: Mapping[str, Any]) -> str:
    """Return the page that a case of the duty has, "" if the duty has none.

    >>> own_page("annual_report", {"year": 2025}), own_page("mediation", {})
    ('/report/2025/', '')
    """
    return PAGES.get(procedure, "").format_map(record)

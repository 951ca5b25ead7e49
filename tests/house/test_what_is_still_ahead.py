"""How much of the working papers is declared, and what is not yet: a list that only grows shorter.

What is missing stands in ``ahead/``, one name a line.  A name that is missing and not listed fails, so that
nothing declared may go; a name that is listed and no longer missing fails until it is struck off.
"""

import csv
from pathlib import Path

import pytest

from fazhi.core.law import LimitRow
from fazhi.law import limits
from fazhi.law.year import year_duties
from fazhi.procedures import registry
from house.test_duties_agree_with_the_working_papers import KEPT_BY_RULE, PAST_UNSEEN

AHEAD = Path(__file__).resolve().parent / "ahead"
PAPERS = {
    "duties": ("catalogue.csv", "id"),
    "figures": ("indicators.csv", "code"),
    "limits": ("limits.csv", "rule_code"),
}


def declared(what: str) -> set[str]:
    """What the declarations hold: duties, figures, or limits that a duty or the year is under."""
    current = registry.current()
    if what == "duties":
        return set(current)
    if what == "figures":
        return set(registry.indicators())
    rows = [
        row
        for one in current.values()
        for limit in one.parts.limits
        for row in (limit.row, *limit.extended_by.values())
    ]
    found = {row.code for row in rows if isinstance(row, LimitRow)}
    found |= {code for kept in (KEPT_BY_RULE, PAST_UNSEEN) for codes in kept.values() for code in codes}
    return found | {duty.limit for duty in year_duties().values() if duty.limit}


def wanted(shared: Path, what: str) -> list[str]:
    """The names that the working papers list."""
    name, column = PAPERS[what]
    with (shared / "domain" / name).open(encoding="utf-8", newline="") as file:
        return list(dict.fromkeys(row[column] for row in csv.DictReader(file)))


def listed(what: str) -> list[str]:
    """The names that are known to be missing."""
    return (AHEAD / f"{what}.txt").read_text("utf-8").split()


@pytest.mark.parametrize("what", sorted(PAPERS))
def test_nothing_is_missing_that_was_there(shared, what):
    have = declared(what)
    names = wanted(shared, what)
    missing = [name for name in names if name not in have]
    print(f"{what}: {len(names) - len(missing)} of {len(names)} declared, {len(missing)} still ahead")  # noqa: T201 - the count is read with -s

    assert [name for name in missing if name not in set(listed(what))] == []


@pytest.mark.parametrize("what", sorted(PAPERS))
def test_what_is_declared_is_struck_off_the_list_of_what_is_missing(what):
    done = sorted(set(listed(what)) & declared(what))

    assert not done, f"declared now, strike off tests/house/ahead/{what}.txt: {' '.join(done)}"


@pytest.mark.parametrize("what", sorted(PAPERS))
def test_the_list_names_each_once_in_order(what):
    names = listed(what)

    assert names == sorted(set(names))


def test_every_limit_of_the_working_papers_is_a_row_of_the_law(shared):
    rows = {row.code for row in limits.all()}

    assert [code for code in wanted(shared, "limits") if code not in rows] == []

from datetime import date
from decimal import Decimal

import pytest

from fazhi.core.law import Unit
from fazhi.law import tables
from fazhi.law.tables import Line


def line(**cells):
    return Line(cells, "law/limits.csv:12")


def test_cells_are_read_as_what_they_are():
    assert line(a="2026-01-31").day("a") == date(2026, 1, 31)
    assert line(a="").day_or_none("a") is None
    assert line(a="month").choice("a", Unit) is Unit.MONTH
    assert line(a="yes").flag("a") is True
    assert line(a="30").number("a") == 30
    assert line(a="0.05").amount_or_none("a") == Decimal("0.05")
    assert line(a="").amount_or_none("a") is None


@pytest.mark.parametrize(
    ("read", "cell", "wanted"),
    [
        (Line.day, "2026-02-30", "a date such as 2026-01-31"),
        (Line.flag, "maybe", "yes or no"),
        (Line.number, "3.5", "a whole number"),
        (Line.amount_or_none, "三千", "a number such as 3000 or 0.05"),
    ],
)
def test_a_cell_that_is_wrong_says_where_and_what_was_wanted(read, cell, wanted):
    with pytest.raises(ValueError, match=rf"law/limits.csv:12: a is '{cell}', wanted {wanted}"):
        read(line(a=cell), "a")


def test_a_choice_that_is_not_one_lists_those_there_are():
    with pytest.raises(ValueError, match="wanted one of working_day, calendar_day"):
        line(a="week").choice("a", Unit)


@pytest.mark.parametrize(
    "name", ["festivals", "holidays", "instruments", "limits", "notices", "profiles", "thresholds"]
)
def test_every_table_can_be_read_and_has_lines(name):
    assert list(tables.lines(name))


@pytest.mark.parametrize("row", ["1,2,3", "1"])
def test_a_line_of_another_width_is_refused(row, tmp_path, monkeypatch):
    (tmp_path / "odd.csv").write_text(f"a,b\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(tables.resources, "files", lambda _package: tmp_path)

    with pytest.raises(ValueError, match=r"law/odd.csv:2: wanted 2 cells"):
        list(tables.lines("odd"))

"""Periods as people write them: one name for each, whichever way it was written."""

from datetime import date

import pytest

from fazhi.core.periods import PeriodError, read


@pytest.mark.parametrize(
    ("written", "name", "label", "since", "until"),
    [
        ("2025", "2025", "2025年", date(2025, 1, 1), date(2026, 1, 1)),
        ("2025H2", "2025-H2", "2025年下半年", date(2025, 7, 1), date(2026, 1, 1)),
        ("2025-Q1", "2025-Q1", "2025年第一季度", date(2025, 1, 1), date(2025, 4, 1)),
        ("2025-3", "2025-03", "2025年3月", date(2025, 3, 1), date(2025, 4, 1)),
        (" 2025-12 ", "2025-12", "2025年12月", date(2025, 12, 1), date(2026, 1, 1)),
    ],
)
def test_a_period_has_one_name_whichever_way_it_is_written(written, name, label, since, until):
    found = read(written)

    assert (found.name, found.label, found.since, found.until) == (name, label, since, until)


@pytest.mark.parametrize(
    ("written", "why"), [("2025-13", "没有13月"), ("2025-0", "没有0月"), ("去年", "不是报告期")]
)
def test_what_names_no_period_is_told_so(written, why):
    with pytest.raises(PeriodError, match=why):
        read(written)

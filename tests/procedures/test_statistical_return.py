"""统计报表, told as the case it is."""

import pytest

from fazhi.procedures.statement.statistical_return import StatisticalReturn
from journal_text import attempt, view


def opening(period, day="2025-04-03"):
    return attempt(
        view("", StatisticalReturn), f"{day} opened 楚怀瑾/justice_head return_code=S1 period={period}"
    )


def test_when_the_period_ends_and_by_when_it_is_handed_in_follow_from_the_period():
    tried = opening("2025-03")

    assert tried.refusals == ()
    assert (tried.event.form["period_ends"], tried.event.form["due"]) == ("2025-03-31", "2025-04-05")


@pytest.mark.parametrize(("period", "name"), [("2025-3", "2025-03"), ("2025Q1", "2025-Q1")])
def test_a_period_is_written_in_one_way_so_that_there_is_one_return_for_it(period, name):
    assert [one.message for one in opening(period).refusals] == [f"报告期“{period}”请写作“{name}”。"]


def test_a_return_is_made_only_for_its_own_kinds_of_period():
    [refused] = opening("2025-H1", day="2025-07-03").refusals

    assert "没有半年报" in refused.message


def test_a_return_is_not_made_before_its_period_is_over():
    [refused] = opening("2025-03", day="2025-03-31").refusals

    assert refused.message == "报告期到2025-03-31才结束，尚不能填报。"

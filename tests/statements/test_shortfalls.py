"""What a year's figures show to fall short."""

from decimal import Decimal

import pytest

from fazhi.core import formula, statement
from fazhi.procedures import registry
from fazhi.statements import annual_report, shortfalls
from fazhi.statements.shortfalls import all_shortfalls


class Figures(dict[str, int]):
    """Figures of a year by code; what is not named is nothing."""

    def value(self, code, *_):
        indicator = registry.indicators().get(code)
        if indicator is not None and indicator.formula and code not in self:
            return formula.read(indicator.formula).evaluate(self)
        return Decimal(self.get(code, 0))

    def lowest(self, *_):
        return None

    def months(self):
        return 12


def told(**figures: int) -> list[str]:
    named = {name.replace("__", "."): value for name, value in figures.items()}
    return [one.code for one in shortfalls.shown(Figures(named))]


def test_books_that_know_nothing_show_nothing():
    assert told() == []


def test_what_was_due_and_not_done_is_told():
    assert told(exam__required=180, exam__participants=171) == ["exam"]
    assert told(exam__required=180, exam__participants=180) == []
    assert told(officer__required=20, officer__certified=19) == ["certificates"]


def test_the_leadership_studies_law_as_often_as_the_provisions_ask():
    assert told(study__sessions=30, study__leader_sessions=1) == ["lectures"]
    assert told(study__sessions=30, study__leader_sessions=2) == []


def test_a_lost_suit_is_told():
    assert told(litigation__lost=1, litigation__closed=3) == ["suits"]


@pytest.mark.parametrize("one", all_shortfalls(), ids=lambda one: one.code)
def test_every_shortfall_asks_figures_that_are_posted_and_gives_a_cause(one):
    template = statement.read(f"# 标题\n## 一、不足 <shortcomings>\n{one.told}\n")
    asked = {asked.code for asked in template.asked()}
    assert asked
    assert asked <= set(registry.indicators())
    assert one.cause.startswith("原因是")


def test_the_report_tells_no_more_than_the_gravest():
    told = annual_report.shortcomings([], all_shortfalls())
    assert len(told) == annual_report.MOST_SHORT


def test_next_year_is_drawn_from_the_plan_list():
    planned = [annual_report.Planned(task="开展民法典宣传月活动", month=5)]
    assert annual_report.next_year(planned) == ["（一）开展民法典宣传月活动，5月底前完成。"]
    assert len(annual_report.next_year()) == 5

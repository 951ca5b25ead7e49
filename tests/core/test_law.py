from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.core.days import Days, Hours, Months, OnDate, WorkingDays, Years
from fazhi.core.law import (
    Article,
    HouseRule,
    LimitKind,
    LimitRow,
    Point,
    Statute,
    Unit,
    chinese_number,
    number_of,
)
from fazhi.law import calendar

PENALTY = Statute("行政处罚法", date(2021, 7, 15))
DISCLOSURE = Statute("三项制度指导意见", date(2018, 12, 5), "国办发〔2018〕118号")


def limit(number, unit, kind=LimitKind.AT_MOST, **more):
    return LimitRow(
        code="XX-01",
        label="某期限",
        number=number,
        unit=unit,
        kind=kind,
        instrument="行政处罚法",
        article="第六十条",
        basis=PENALTY.article(60),
        **more,
    )


def test_a_citation_prints_as_a_document_writes_it():
    assert str(PENALTY.article(58, paragraph=1, item=2)) == "《行政处罚法》第五十八条第一款第二项"
    assert str(PENALTY.article(64, item=1, sub=3)) == "《行政处罚法》第六十四条第一项第三目"
    assert str(PENALTY.article(105)) == "《行政处罚法》第一百零五条"


def test_an_article_carries_the_words_relied_upon():
    assert PENALTY.article(60, "九十日内作出行政处罚决定").quote == "九十日内作出行政处罚决定"
    assert not PENALTY.article(60).quote


def test_a_document_without_articles_is_cited_by_point_and_number():
    point = DISCLOSURE.point("第（六）项", "7个工作日内公开")

    assert str(point) == "《三项制度指导意见》（国办发〔2018〕118号）第（六）项"
    assert point.quote == "7个工作日内公开"


def test_a_rule_of_the_house_is_a_basis_too():
    rule = HouseRule("D15", "合同经办、审查、签署、用印、付款审批不得由同一人办理")

    assert str(rule) == "内部管理规则D15"
    assert rule.quote == rule.text


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("第六十条", Article(PENALTY, 60)),
        ("第二十三条第二款", Article(PENALTY, 23, paragraph=2)),
        ("第六十四条第一项", Article(PENALTY, 64, item=1)),
        ("第五十三条第一款第（三）项", Article(PENALTY, 53, paragraph=1, item=3)),
        ("第（六）项", Point(PENALTY, "第（六）项")),
        ("第二部分第（五）项", Point(PENALTY, "第二部分第（五）项")),
        ("条文未见", Point(PENALTY, "条文未见")),
    ],
)
def test_a_place_reads_as_an_article_where_it_is_one(text, cited):
    assert PENALTY.cite(text) == cited


@given(st.builds(PENALTY.article, st.integers(1, 1260), paragraph=st.none() | st.integers(1, 30),
                 item=st.none() | st.integers(1, 30), sub=st.none() | st.integers(1, 9)))  # fmt: skip
def test_a_citation_that_is_read_back_is_the_same(article):
    assert PENALTY.cite(str(article).removeprefix("《行政处罚法》")) == article


@given(st.integers(1, 9999))
def test_a_number_written_in_characters_reads_back(n):
    assert number_of(chinese_number(n)) == n


@pytest.mark.parametrize("n", [0, -1, 10000])
def test_an_article_has_a_number_that_can_be_written(n):
    with pytest.raises(ValueError, match="1 to 9999"):
        PENALTY.article(n)


def test_what_is_no_number_is_not_read_as_one():
    with pytest.raises(ValueError, match="'个'"):
        number_of("三个")


@pytest.mark.parametrize(
    ("unit", "number", "term"),
    [
        (Unit.WORKING_DAY, 7, WorkingDays(7)),
        (Unit.CALENDAR_DAY, 90, Days(90)),
        (Unit.MONTH, 3, Months(3)),
        (Unit.YEAR, 2, Years(2)),
        (Unit.HOUR, 24, Hours(24)),
        (Unit.DATE, 301, OnDate(3, 1, years_after=1)),
    ],
)
def test_a_limit_has_the_term_of_its_unit(unit, number, term):
    assert limit(number, unit).term == term


def test_a_limit_written_in_the_case_has_no_term():
    with pytest.raises(ValueError, match="written in the case"):
        _ = limit(0, Unit.CALENDAR_DAY, LimitKind.CASE_DATE).term


def test_a_limit_counts_the_way_its_kind_asks():
    start = date(2026, 10, 15)
    at_most = limit(7, Unit.CALENDAR_DAY)

    assert at_most.count(start, calendar()).last_day == date(2026, 10, 22)
    assert replace(at_most, kind=LimitKind.LEAD_TIME).count(start, calendar()).last_day == date(2026, 9, 30)
    waiting = replace(at_most, kind=LimitKind.AT_LEAST).count(start, calendar())
    assert waiting.first_free == date(2026, 10, 23)


def test_a_limit_that_does_not_roll_ends_on_the_rest_day():
    thirty = limit(30, Unit.CALENDAR_DAY)
    start = date(2026, 9, 2)

    assert thirty.count(start, calendar()).last_day == date(2026, 10, 8)
    assert replace(thirty, rolls=False).count(start, calendar()).last_day == date(2026, 10, 2)


def test_a_rolled_day_the_instrument_does_not_speak_of_is_warned_about():
    silent = limit(30, Unit.CALENDAR_DAY, rolls_by_law=False)
    counted = silent.count(date(2026, 9, 2), calendar())

    assert counted.unrolled == date(2026, 10, 2)
    assert counted.steps[-1] == "所依据的规定未写明顺延，请尽量不迟于2026年10月2日办理。"
    assert "未写明" not in silent.count(date(2026, 7, 1), calendar()).explanation


def test_a_limit_holds_from_its_first_day_until_it_is_superseded():
    row = limit(7, Unit.CALENDAR_DAY, in_force=date(2024, 1, 1), superseded=date(2026, 7, 1))

    assert [row.holds(day) for day in (date(2023, 12, 31), date(2024, 1, 1), date(2026, 6, 30),
                                       date(2026, 7, 1))] == [False, True, True, False]  # fmt: skip

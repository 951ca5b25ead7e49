from datetime import date

import pytest

from fazhi.core.law import HouseRule, Statute, Unit, chinese_number
from fazhi.law import instruments, limits, statute, thresholds
from house.statutes import LAWS, quote_stands, text_of, texts_by_title

PENALTY = Statute("行政处罚法", date(2021, 7, 15))

pytestmark = pytest.mark.skipif(
    not LAWS.is_dir(), reason="the texts of the statutes are not beside the checkout (shared/laws)"
)


def test_a_quote_stands_only_where_it_is_cited():
    assert quote_stands(PENALTY.article(48, "在三日内撤回行政处罚决定信息", paragraph=2))
    assert quote_stands(PENALTY.article(48, "在三日内撤回行政处罚决定信息", paragraph=1)) is False
    assert quote_stands(PENALTY.article(64, "应当在举行听证的七日前", item=2))
    assert quote_stands(PENALTY.article(64, "应当在举行听证的七日前", item=1)) is False
    assert quote_stands(PENALTY.article(48, "在四日内撤回")) is False


def test_an_ellipsis_stands_for_words_left_out():
    assert quote_stands(PENALTY.article(36, "违法行为在二年内未被发现的……延长至五年"))
    assert quote_stands(PENALTY.article(36, "延长至五年……违法行为在二年内未被发现的")) is False


def test_an_article_that_is_not_there_does_not_stand():
    assert quote_stands(PENALTY.article(87)) is False
    assert quote_stands(PENALTY.article(60, paragraph=2)) is False


def test_a_text_that_is_not_there_says_nothing():
    assert quote_stands(Statute("没有的法", date(2020, 1, 1)).article(1, "第一")) is None
    assert quote_stands(Statute("行政处罚法", date(2018, 1, 1)).article(1)) is None
    assert quote_stands(HouseRule("D15", "合同经办与审批分离")) is None


def test_each_version_is_looked_up_in_its_own_text():
    assert len(text_of(statute("行政复议法", on=date(2023, 12, 31))).articles) == 43
    assert len(text_of(statute("行政复议法", on=date(2024, 1, 1))).articles) == 90


@pytest.mark.parametrize("row", limits.all(), ids=lambda row: row.code)
def test_every_limit_stands_where_it_is_cited(row):
    assert [quote_stands(basis) for basis in (row.basis, *row.also)].count(False) == 0


@pytest.mark.parametrize("threshold", thresholds.all(), ids=lambda each: each.code)
def test_every_threshold_stands_where_it_is_cited(threshold):
    assert [quote_stands(basis) for basis in (threshold.basis, *threshold.also)].count(False) == 0


def test_the_number_of_every_limit_is_written_in_its_article():
    read = {row.code: _written(row) for row in limits.all()}
    assert [code for code, written in read.items() if written is False] == []
    assert sum(written is True for written in read.values()) > 70


def test_seven_days_are_working_days_only_where_the_law_says_so():
    for row in limits.all():
        texts = [text_of(basis.statute) for basis in (row.basis, *row.also)]
        if row.unit not in {Unit.WORKING_DAY, Unit.CALENDAR_DAY} or None in texts:
            continue
        cited = zip(texts, (row.basis, *row.also), strict=True)
        says_so = any("工作日" in text.by_number[basis.number].text for text, basis in cited)
        if row.unit is Unit.WORKING_DAY:
            assert says_so, row.code
        else:
            assert "工作日" not in row.basis.quote, row.code


def test_every_text_that_is_there_is_an_instrument_we_know():
    known = {each.statute.title for each in instruments.all_instruments()}
    assert set(texts_by_title()) <= known


def _written(row):
    """Tell whether the article has the number, in figures or in characters; None if the text is not there."""
    text = text_of(row.basis.statute)
    article = text.by_number.get(getattr(row.basis, "number", 0)) if text else None
    return any(form in article.text for form in _forms(row)) if article else None


def _forms(row):
    number = chinese_number(row.number)
    match row.unit:
        case Unit.MONTH:
            years = [f"{chinese_number(row.number // 12)}年"] if row.number % 12 == 0 else []
            return [f"{number}个月", f"{row.number}个月", *years, *(["两个月"] if row.number == 2 else [])]
        case Unit.HOUR:
            return [f"{number}小时", f"{row.number}小时"]
        case Unit.DATE:
            return ["{}月{}日".format(*divmod(row.number, 100))]
        case _:
            return [f"{number}日", f"{row.number}日", f"{row.number}个工作日"]

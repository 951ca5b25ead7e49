"""Words with figures as tokens, composed against books."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.core.statement import (
    Asked,
    Figure,
    Statement,
    TemplateError,
    compose,
    plain,
    read,
    say,
)

WORDS = {"organ": "青槐街道", "year": "2025", "next": "2026", "until": ""}
UNITS = {"rate": "%", "amount": "元"}


def books(**values: object):
    """A lookup over figures by name: ``cases=3``; a pair is this year's and last year's; None is unknown."""

    def figure(asked: Asked) -> Figure:
        name = asked.code.partition(".")[2]
        found = values.get("_".join((name, *(value for _, value in asked.where))), 0)
        now, last = found if isinstance(found, tuple) else (found, None)
        return Figure(
            indicator=asked.code,
            label=name,
            unit=UNITS.get(name, "件"),
            value=None if now is None else Decimal(str(now)),
            last=None if last is None else Decimal(str(last)),
            where=asked.where,
        )

    return figure


def composed(text: str, **values: object) -> Statement:
    return compose(read(f"# 报告\n## 一、成效 <measures>\n{text}"), books(**values), WORDS)


def said(text: str, **values: object) -> str:
    return "".join(paragraph.text for paragraph in composed(text, **values).paragraphs())


# What is said and what is left out -----------------------------------------------------------------


def test_a_figure_stands_where_its_token_stood():
    assert said("受理{m.cases}件，成功{m.settled}件。", cases=438, settled=424) == "受理438件，成功424件。"


def test_a_sentence_with_nothing_to_tell_is_left_out():
    assert said("受理{m.cases}件。检查{m.checks}次。", cases=438) == "受理438件。"


def test_a_sentence_in_which_one_figure_tells_something_is_said():
    assert said("受理{m.cases}件，成功{m.settled}件。", cases=3) == "受理3件，成功0件。"


def test_a_zero_that_must_be_said_is_said():
    assert said("!行政诉讼败诉{m.lost}件。") == "行政诉讼败诉0件。"


def test_a_clause_in_brackets_goes_where_its_figure_is_nothing():
    text = "受理{m.cases}件[，其中警调{m.police}件]，成功{m.settled}件。"

    assert said(text, cases=9, settled=8) == "受理9件，成功8件。"
    assert said(text, cases=9, settled=8, police=2) == "受理9件，其中警调2件，成功8件。"


def test_a_clause_in_brackets_goes_where_the_context_has_no_word():
    assert said("数据[截至{until}，]由业务记录生成。") == "数据由业务记录生成。"


def test_a_sentence_without_figures_is_always_said():
    assert said("全面依法履行职责。") == "全面依法履行职责。"


def test_a_slice_is_asked_as_such():
    assert said("警调{m.cases[source=police]}件。", cases=9, cases_police=2) == "警调2件。"


def test_words_of_the_context_stand_in_headings_and_titles_too():
    statement = compose(
        read("# {organ}{year}年报告\n## 四、{next}年安排 <next_year>\n依法办事。"), books(), WORDS
    )

    assert statement.title == "青槐街道2025年报告"
    assert statement.sections[0].heading == "四、2026年安排"


# How a figure is said ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("token", "value", "printed"),
    [
        ("{m.rate}", "0.968036", "96.8%"),
        ("{m.rate|plain}", "0.968036", "96.8"),
        ("{m.rate}", 1, "100%"),
        ("{m.amount|wan}", 5846000, "584.6万"),
        ("{m.amount}", "12000.50", "12000.5"),
        ("{m.cases|yoy}", (110, 100), "同比上升10%"),
        ("{m.cases|yoy}", (95, 100), "同比下降5%"),
        ("{m.cases|yoy}", (100, 100), "与上年持平"),
        ("{m.rate}", None, "—"),
    ],
)
def test_a_figure_is_said_as_asked(token, value, printed):
    name = token.strip("{}").partition(".")[2].partition("|")[0]

    assert said(f"!{token}", **{name: value}) == printed


def test_a_change_on_a_year_that_is_not_known_is_not_told():
    assert said("受理{m.cases}件[，{m.cases|yoy}]。", cases=3) == "受理3件。"


def test_a_half_is_rounded_up_as_people_do():
    assert say(Figure(indicator="m.rate", label="", unit="%", value=Decimal("0.9125"))) == "91.3%"


# Headings ------------------------------------------------------------------------------------------

PARTS = """
### （一）学法
学法{m.study}次。
### （二）决策
决策{m.decisions}项。
### （三）调解
受理{m.cases}件。
"""


def test_a_heading_under_which_nothing_is_said_goes_and_the_others_are_numbered_anew():
    headings = [section.heading for section in composed(PARTS, study=2, cases=3).sections]

    assert headings == ["一、成效", "（一）学法", "（二）调解"]


def test_a_mandated_part_stays_though_nothing_is_said():
    statement = compose(read("# 报告\n## 五、其他 <other>\n诉讼{m.lost}件。"), books(), WORDS)

    assert [(section.part, section.paragraphs) for section in statement.sections] == [("other", ())]


def test_more_than_ten_headings_are_numbered_in_chinese():
    text = "".join(f"### （一）第{n}\n做了。\n" for n in range(12))
    headings = [section.heading for section in composed(text).sections]

    assert headings[10].startswith("（十）")
    assert headings[12].startswith("（十二）")


# What cannot be read -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("受理{m.cases件。", "第3行有无法识别的记号"),
        ("受理m.cases}件。", "第3行有无法识别的记号"),
        ("受理{m.cases[police]}件。", "应写作 [维度=值]"),
        ("受理{m.cases|万}件。", "第3行有无法识别的记号"),
        ("受理{m.cases|wann}件。", "可以写 wan、yoy、plain"),
        ("受理{m.cases}件[，其中警调{m.police}件。", "第3行的方括号没有成对"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(line, told):
    with pytest.raises(TemplateError, match=re.escape(told)):
        read(f"# 报告\n## 一、成效 <measures>\n{line}")


def test_a_template_has_a_title():
    with pytest.raises(TemplateError, match="模板没有标题"):
        read("## 一、成效 <measures>\n依法办事。")


# What always holds ---------------------------------------------------------------------------------


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_every_figure_printed_is_the_one_of_the_books(cases, settled):
    statement = composed("!受理{m.cases}件，成功{m.settled}件。", cases=cases, settled=settled)

    assert [(figure.indicator, int(figure.value)) for figure in statement.figures()] == [
        ("m.cases", cases),
        ("m.settled", settled),
    ]
    assert said("!受理{m.cases}件。", cases=cases) == f"受理{cases}件。"


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_a_number_is_printed_without_loss(value):
    assert Decimal(plain(value)) == value

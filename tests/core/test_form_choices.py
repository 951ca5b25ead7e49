"""Closed lists of answers: how an answer is found, and what a condition on it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.core.form import Code, Codes, FieldProblem, YesNo, satisfies

KINDS = {"warning": "警告", "fine": "罚款", "confiscation": "没收违法所得、没收非法财物", "other": "其他"}
SOURCES = {
    "applied": "当事人申请",
    "entrusted": "接受委托移送",
    "entrusted/police": "公安移送",
    "entrusted/other": "其他",
    "found": "巡查发现",
    "found/other": "其他",
}


def problem(field, raw):
    with pytest.raises(FieldProblem) as raised:
        field.read(raw)
    return str(raised.value)


@given(st.sets(st.sampled_from(sorted(KINDS)), min_size=1))
def test_several_codes_are_read_as_they_are_shown_in_the_order_of_the_list(chosen):
    field = Codes("种类", KINDS)
    canonical = field.read(sorted(chosen))

    assert canonical == [code for code in KINDS if code in chosen]
    assert field.read(field.show(canonical)) == canonical


@pytest.mark.parametrize("code", SOURCES)
def test_a_code_is_read_as_it_is_shown(code):
    field = Code("来源", SOURCES)

    assert field.read(field.show(code)) == code


@pytest.mark.parametrize("raw", ["是", "有", "√", "Y", "yes", True, 1, "1", "on"])
def test_yes_may_be_said_in_many_ways(raw):
    assert YesNo("是否公开").read(raw) == "yes"


@pytest.mark.parametrize("raw", ["否", "无", "×", "N", "no", False, 0, "0"])
def test_no_may_be_said_in_many_ways(raw):
    assert YesNo("是否公开").read(raw) == "no"


def test_what_is_neither_yes_nor_no_is_refused():
    assert problem(YesNo("是否公开"), "待定") == "“待定”看不出是或否，请填“是”或“否”。"


def test_a_choice_is_found_by_code_label_path_last_part_and_other_wordings():
    source = Code("来源", SOURCES, also={"警调": "entrusted/police"})

    assert {
        source.read(raw)
        for raw in ("entrusted/police", "公安移送", "接受委托移送／公安移送", "police", "警调")
    } == {"entrusted/police"}
    assert source.show("entrusted/police") == "接受委托移送/公安移送"
    assert source.show("entrusted/gone") == "接受委托移送/gone"


def test_a_label_of_two_choices_asks_which_is_meant():
    assert problem(Code("来源", SOURCES), "其他") == (
        "“其他”有几个选项都符合，请写明是哪一个：接受委托移送/其他、巡查发现/其他。"
    )


def test_a_choice_that_is_none_is_told_the_list():
    assert problem(Code("协议形式", {"written": "书面协议", "oral": "口头协议"}), "电子") == (
        "“电子”不在“协议形式”的选项中，请从以下选项中选择：书面协议、口头协议。"
    )


@pytest.mark.parametrize(
    "raw", ["警告、罚款", "罚款；警告", "警告\n罚款", "警告/罚款", ["fine", "警告"], "fine,warning"]
)
def test_several_choices_may_be_written_in_one_cell(raw):
    assert Codes("种类", KINDS).read(raw) == ["warning", "fine"]


def test_a_label_with_a_comma_of_its_own_stays_whole():
    assert Codes("种类", KINDS).read("罚款、没收违法所得、没收非法财物、警告") == [
        "warning",
        "fine",
        "confiscation",
    ]


@pytest.mark.parametrize(
    ("choices", "wrong"),
    [
        ({}, "there are none"),
        ({"a/b": "甲"}, "has no parent 'a'"),
        ({"a": "甲", "b": " 甲"}, "stands twice"),
        ({"a": "甲；乙"}, "semicolon"),
        ({"a": "b", "b": "乙"}, "is another code"),
    ],
)
def test_choices_that_contradict_themselves_are_refused(choices, wrong):
    with pytest.raises(TypeError, match=wrong):
        Code("来源", choices)


def test_another_wording_of_no_choice_is_refused():
    with pytest.raises(TypeError, match="which is none"):
        Code("来源", SOURCES, also={"警调": "police"})


@pytest.mark.parametrize(
    ("value", "wanted", "met"),
    [
        ("entrusted/police", "entrusted", True),
        ("entrusted/police", "police", True),
        ("entrusted/police", "entrusted/police", True),
        ("a/b/c", "a/b", True),
        ("a/b/c", "b", False),
        ("entrusted", "entrusted/police", False),
        ("entrustedly", "entrusted", False),
        (["x", "a/b"], "a", True),
        ([], "a", False),
        (3, 3, True),
        (True, 1, False),
        (None, "a", False),
    ],
)
def test_a_code_satisfies_itself_its_parents_and_its_last_part(value, wanted, met):
    assert satisfies(value, wanted) is met

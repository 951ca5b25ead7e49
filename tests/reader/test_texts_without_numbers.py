"""Reports whose parts have no numbers: headings by their place, parts by what the text says."""

import pytest

from fazhi.reader import read_text

BARE = """青槐街道2025年法治政府建设年度报告
2025年，青槐街道认真履职。现将情况报告如下。
主要举措
街道把法治建设摆在突出位置，全年开展检查12次。
夯实依法履职根基
党工委会议专题学法4次，参加干部60人。
提升执法规范水平
全年办理行政处罚案件8件，都按时办结。
存在问题
一些执法人员业务不熟，主要是因为新进人员多，培训跟不上，实践也少。
第一责任人履职
主要负责人带头学法，听取汇报2次，亲自部署重点任务，亲自协调重点环节。
明年打算
开展培训4期，补充执法力量，把法治建设同业务工作一起安排。
青槐街道办事处
2026年1月12日"""
RUNNING = (
    "青槐街道办事处2025年法治政府建设年度报告 2025年，青槐街道办事处认真履职。在组织领导方面，党工委学法4次；"
    "在行政执法方面，开展检查12次，发现安全隐患问题9个，都已整改。在履行第一责任人职责方面，主要负责人带头学法，听取汇报2次。"
    "在存在的问题方面，一是执法力量不足，二是普法形式单一，{causes}。"
    "在下一步工作方面，一是开展培训4期，二是完善制度。青槐街道办事处 2026年1月12日"
)


def headings(text: str) -> list[tuple[int, str]]:
    return [(one.level, one.words) for top in read_text(text).outline for one in top.all()]


def test_headings_without_numbers_are_told_by_the_paragraphs_around_them():
    assert headings(BARE) == [
        (1, "主要举措"),
        (2, "夯实依法履职根基"),
        (2, "提升执法规范水平"),
        (1, "存在问题"),
        (1, "第一责任人履职"),
        (1, "明年打算"),
    ]


def test_headings_that_name_no_part_are_of_the_first_level_where_none_stands_above_them():
    assert headings(BARE.replace("\n主要举措", ""))[:2] == [(1, "夯实依法履职根基"), (1, "提升执法规范水平")]


def test_lines_broken_by_their_length_are_no_headings():
    broken = BARE.replace(
        "党工委会议专题学法4次，参加干部60人。", "党工委会议专题学法\n干部都来参加\n学了四次。"
    )

    assert (2, "干部都来参加") not in headings(broken)


def test_a_second_first_heading_right_under_the_first_is_kept():
    title = BARE.partition("\n")[0]
    text = f"{title}\n一、主要举措和成效\n一、加强领导\n听取汇报2次。\n二、存在的不足\n人少。"

    assert headings(text) == [(1, "一、主要举措和成效"), (1, "一、加强领导"), (1, "二、存在的不足")]


@pytest.mark.parametrize("causes", ["原因在于编制少", "主要是因为编制少", "究其原因，在于编制少"])
def test_a_report_in_one_paragraph_has_all_its_parts(causes):
    reading = read_text(RUNNING.format(causes=causes))

    assert {name: state for name, state in reading.parts.items() if state != "present"} == {
        "other": "missing"
    }
    assert reading.title == "青槐街道办事处2025年法治政府建设年度报告"
    assert reading.body == ("青槐街道办事处",)
    assert [one.code for one in reading.problems if one.severity.value != "question"] == []
    assert [one.scope.value for one in reading.figures if "培训" in one.text] == ["plan"]


def test_where_nothing_tells_of_shortcomings_their_causes_are_not_missed():
    text = RUNNING.format(causes="").replace("在存在的问题方面，一是执法力量不足，二是普法形式单一，。", "")
    codes = [(one.code, one.part) for one in read_text(text).problems if one.severity.value != "question"]

    assert codes == [("structure.part-missing", "shortcomings")]


def test_how_often_something_is_to_be_done_next_year_is_a_plan():
    text = BARE.replace("开展培训4期，", "每月组织执法人员业务学习一次，每季度查看消防通道一次，")

    assert [(one.value, one.unit) for one in read_text(text).figures if one.scope.value == "plan"] == [
        (1, "次"),
        (1, "次"),
    ]


def test_shortcomings_are_heard_in_a_running_sentence():
    text = RUNNING.format(causes="").replace(
        "在存在的问题方面，一是执法力量不足，二是普法形式单一，。",
        "但也存在普法精准度不高、执法力量薄弱等短板，原因在于人员少、任务重。",
    )

    assert read_text(text).parts["shortcomings"] == read_text(text).parts["causes"] == "present"


def test_office_and_day_may_stand_under_the_title():
    title, _, rest = BARE.partition("\n")
    body = rest.removesuffix("青槐街道办事处\n2026年1月12日")
    reading = read_text(f"{title}\n青槐街道办事处\n（2026年1月12日）\n{body}")

    assert (reading.body, str(reading.signed_on)) == (("青槐街道办事处",), "2026-01-12")


def test_a_number_written_twice_is_found():
    text = "青槐街道2025年法治政府建设年度报告\n一、一、主要举措和成效\n听取汇报2次。\n二、存在的不足\n人少。"

    assert "structure.numbering" in {one.code for one in read_text(text).problems}

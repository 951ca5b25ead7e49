from datetime import date

import pytest

from fazhi.core import statute_text
from fazhi.core.law import Statute
from fazhi.core.statute_text import UnreadableStatuteError

OLD = """# 中华人民共和国巡河法

2018年3月1日 第一次会议通过

2020年6月30日 第二次会议修订

<!-- INFO END -->

## 第一章 总则

第一条 为了管好河道，制定本法。

第二条 街道办事处应当每月巡河一次。

有下列情形之一的，应当立即报告：

（一）河水变色的；

（二）河堤有裂缝的。

## 第二章 附则

第三条 本法所称河道，包括沟渠。

第四条 本法自2020年9月1日起施行。
"""

NEW = """# 中华人民共和国巡河法

2024年6月28日 第三次会议修订

## 第一章 总则

第一条 为了管好河道，制定本法。

第二条 县级人民政府领导本行政区域的河道工作。

第三条 街道办事处应当每月巡河二次，并作记录。

有下列情形之一的，应当立即报告：

（一）河水变色的；

（二）河堤有裂缝的。

第四条 本法自2024年9月1日起施行。
"""


def test_a_statute_is_read_with_its_days_headings_and_paragraphs():
    text = statute_text.read(OLD, name="巡河法.md")
    assert (text.title, text.adopted, text.says_from) == ("巡河法", date(2020, 6, 30), date(2020, 9, 1))
    assert [one.label for one in text.articles] == ["第一条", "第二条", "第三条", "第四条"]
    assert text.by_number[3].heading == ("第二章 附则",)
    assert text.by_number[2].place(paragraph=2, item=2) == "（二）河堤有裂缝的。"
    assert text.by_number[2].place(paragraph=3) == ""


def test_a_citation_is_looked_up_at_its_place():
    text = statute_text.read(OLD)
    law = Statute("巡河法", date(2020, 9, 1))
    assert text.cited(law.article(2, paragraph=1)) == "街道办事处应当每月巡河一次。"
    assert text.cited(law.article(9)) == ""


def test_the_name_of_the_file_may_say_the_day_of_adoption():
    assert statute_text.read(OLD, name="巡河法(2021-01-22).md").adopted == date(2021, 1, 22)


def test_a_new_version_tells_what_was_reworded_moved_and_left_out():
    changes = statute_text.changes(statute_text.read(OLD), statute_text.read(NEW))
    assert [one.says for one in changes] == [
        "第二条已修改，改为第三条",
        "第三条已删去",
        "第四条已修改",
    ]


def test_the_same_text_changes_nothing_whatever_its_brackets():
    same = OLD.replace("（一）", "(一)").replace("；", ";")
    assert statute_text.changes(statute_text.read(OLD), statute_text.read(same)) == ()


def test_an_article_between_two_belongs_to_the_one_before():
    text = statute_text.read("# 某法\n\n第一条 甲。\n\n第一条之一 乙。\n\n第二条 丙。")
    assert [one.number for one in text.articles] == [1, 2]
    assert text.by_number[1].lines == ("甲。", "第一条之一乙。")


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "没有标题"), ("# 某法\n\n一段话", "没有条文"), ("第一条 甲。", "没有标题")],
)
def test_what_is_no_statute_is_refused_in_a_sentence(text, said):
    with pytest.raises(UnreadableStatuteError, match=said):
        statute_text.read(text)

"""What stands around a report is taken off; of the report itself nothing ever is."""

import pytest

from fazhi.reader import read

TITLE = "青槐街道2025年法治政府建设年度报告"
BODY = (
    "一、主要举措和成效",
    "全年开展检查12次，并请专家为执法提供技术支持。",
    "二、存在的不足和原因",
    "执法力量不足，主要是因为编制少。",
    "三、下一步安排",
    "宣传活动由司法所主办，主办单位联系我们的方式不变。",
    "全部完成。",
)
FIELDS = ("索引号：0123", "发布机构：青槐街道办事处", "成文日期：2026-01-10", "公开方式：主动公开")
EMPTY = ("附件：", "发布机构：")


@pytest.mark.parametrize(
    "lines",
    [
        (TITLE, *BODY, *FIELDS),
        (*FIELDS, TITLE, *BODY),
        (TITLE, *FIELDS, *BODY),
        (*BODY, *FIELDS, f"名称：{TITLE}"),
        (TITLE, *BODY[:-1], *EMPTY, BODY[-1]),
        (" ".join(FIELDS), TITLE, "".join(BODY)),
        (TITLE, " ".join((*FIELDS, "".join(BODY)))),
        (*BODY, "打印 关闭", "版权所有：青槐街道办事处", "网站地图"),
    ],
    ids=[
        "fields below",
        "fields above",
        "fields under the title",
        "the title named below",
        "empty fields before the last paragraph",
        "one paragraph",
        "fields and text in one line",
        "the foot of a page",
    ],
)
def test_no_word_of_a_text_is_lost_beside_its_metadata(lines):
    reading = read("\n".join(lines).encode(), "报告.txt")

    assert [words for words in BODY if words not in reading.text] == []
    assert "版权所有" not in reading.text
    assert "打印" not in reading.text


def test_metadata_below_a_text_is_no_part_of_it():
    reading = read("\n".join((TITLE, *BODY, *FIELDS)).encode(), "报告.txt")

    assert reading.text.endswith(BODY[-1])
    assert reading.written_on is not None
    assert reading.written_on.isoformat() == "2026-01-10"

import pytest

from fazhi.reader import read_text, shifted_bytes
from fazhi.reader.outlining import outline
from fazhi.reader.repairing import repair


def test_pinyin_after_characters_is_taken_out_and_the_text_made_simple():
    damaged = "青槐鎮(zhèn)堅(jiān)持依法行政,開展檢(jiǎn)查12次,處(chù)罰(fá)3件,調(diào)解糾紛8件。"

    assert repair(damaged).text == "青槐镇坚持依法行政,开展检查12次,处罚3件,调解纠纷8件。"


def shown(content: bytes) -> str:
    """What a page shows of bytes: a half character as ?, a pair that is none not at all."""
    out, at = "", 0
    while at < len(content):
        pair = content[at : at + 2]
        if pair[0] < 0x80:
            out, at = out + chr(pair[0]), at + 1
        elif len(pair) < 2 or pair[1] < 0x40:
            out, at = out + "?", at + 1
        else:
            out, at = out + pair.decode("gbk", errors="ignore"), at + 2
    return out


@pytest.mark.parametrize("marker", ["（一）", "（二）", "（三）", "（四）", "（五）"])
def test_a_marker_shifted_by_one_byte_is_put_back(marker):
    whole = f"各项任务落实到位。{marker}加强执法队伍建设，推行三项制度"
    damaged = "各项任务落实到位。" + shown(f"{marker}加强执法队伍建设，".encode("gbk")[1:]) + "推行三项制度"

    text, shifts = shifted_bytes.unshifted(damaged)

    assert text.startswith(f"各项任务落实到位。{marker}加强执法队伍建设"), whole
    assert len(shifts) == 1


def test_a_text_without_damage_stays_as_it_is():
    whole = "一、主要举措\n（一）加强学习。⒈组织培训4次。参训率达95%？有待核实。"

    assert shifted_bytes.unshifted(whole) == (whole, [])


def test_lost_characters_of_a_date_are_told_and_the_only_reading_taken():
    reading = read_text(
        "发布时间：2026-02-10\n青槐街道2025年法治政府建设年度报告\n一、主要举措和成效\n开展检查3次。\n青槐街道办事处\n2026121日"
    )

    assert str(reading.signed_on) == "2026-01-21"
    assert "date.damaged" in {problem.code for problem in reading.problems}


def levels(text: str) -> list[tuple[int, str]]:
    return [(heading.level, heading.words) for top in outline(text) for heading in top.all()]


def test_headings_stand_on_lines_or_in_the_text():
    text = "一、工作情况\n（一）抓学习。一是组织执法业务培训，提高能力。二是健全机制。\n1.规范执法。加强检查。\n二、存在问题\n无。"  # noqa: E501 — words of a pattern or sentence stay together

    assert levels(text) == [
        (1, "一、工作情况"),
        (2, "（一）抓学习"),
        (3, "一是组织执法业务培训"),
        (3, "二是健全机制"),
        (3, "1.规范执法"),
        (1, "二、存在问题"),
    ]


def test_a_whole_report_in_one_paragraph_has_its_headings():
    text = "现将情况报告如下。一、主要举措。（一）抓学习。开展培训3次。（二）抓执法。检查5次。二、存在问题。力量不足。三、下一步打算。加强培训。"  # noqa: E501 — words of a pattern or sentence stay together

    assert [words for level, words in levels(text) if level == 1] == [
        "一、主要举措",
        "二、存在问题",
        "三、下一步打算",
    ]


def test_first_level_headings_may_have_no_numbers():
    text = "2025年主要工作情况\n开展检查5次。\n存在的问题和不足\n力量不足。\n下一步工作打算\n加强培训。"

    assert [words for _, words in levels(text)] == [
        "2025年主要工作情况",
        "存在的问题和不足",
        "下一步工作打算",
    ]


def test_a_heading_may_run_into_the_first_below_it():
    assert levels("情况如下。一、工作情况（一）抓学习。开展培训3次。（二）抓执法。检查5次。") == [
        (1, "一、工作情况"),
        (2, "（一）抓学习"),
        (2, "（二）抓执法"),
    ]


def shown_levels(text: str) -> list[tuple[int, str]]:
    return [(heading.level, heading.words) for top in outline(text) for heading in top.all()]


def test_numbers_may_run_on_from_one_part_to_the_next():
    assert shown_levels(
        "一、主要举措\n（一）学习\n1、抓干部。学法4次。\n2、抓群众。\n（二）执法\n3、抓规范。\n4、抓监督。\n二、不足\n（一）1、力量少。"
    ) == [
        (1, "一、主要举措"),
        (2, "（一）学习"),
        (3, "1、抓干部"),
        (3, "2、抓群众"),
        (2, "（二）执法"),
        (3, "3、抓规范"),
        (3, "4、抓监督"),
        (1, "二、不足"),
        (2, "（一）1、力量少"),
    ]


def test_a_marker_that_lost_its_first_bracket_still_marks():
    assert shown_levels("一、举措\n一)抓学习\n学法4次。\n二)抓执法\n检查9次。") == [
        (1, "一、举措"),
        (2, "一)抓学习"),
        (2, "二)抓执法"),
    ]


def test_points_in_words_are_not_taken_for_parts():
    told = (
        "一、举措\n首先，抓学习。其次，抓执法。\n二、不足\n第一，力量少。第二，经费少。第三，旧。\n三、打算"
    )

    assert [words for level, words in shown_levels(told) if level == 1] == [
        "一、举措",
        "二、不足",
        "三、打算",
    ]


@pytest.mark.parametrize(
    ("head", "title", "year"),
    [
        (
            "[ 索引号 ] 1150/2026-04 [ 发文字号 ]\n[ 发布日期 ] 2026-02-10\n\n",
            "槐下乡2025年法治政府建设情况报告",
            2025,
        ),
        ("- 日期：2026-02-12\n-\n大\n中\n小\n", "槐下乡2025法治政府建设年度报告", 2025),
    ],
)
def test_what_a_page_says_of_a_report_is_taken_off_it(head, title, year):
    reading = read_text(f"{head}{title}\n2025年，槐下乡依法履职。\n一、举措\n学法4次。")

    assert reading.text.startswith(title)
    assert (reading.title, reading.year, reading.level) == (title, year, "乡")


def test_a_heading_is_no_title():
    reading = read_text(
        "区委：\n2024年，我镇依法履职，现将情况汇报如下：\n一、2024年法治政府工作总结\n（一）学法4次。"
    )

    assert reading.title is None
    assert [heading.words for heading in reading.outline] == ["一、2024年法治政府工作总结"]

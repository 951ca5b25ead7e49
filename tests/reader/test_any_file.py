"""Any file at all is survived: a reading, or a sentence that says why not."""

import io
import random
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.reader import Reading, UnreadableError, pictures, read
from reader.damages import numbered_by_word
from reader.locked_pdf import locked

REPORT = (
    "青槐街道2025年法治政府建设年度报告\n一、主要举措和成效\n全年开展行政检查12次，依法办理行政处罚案件3件。"
)
TRADITIONAL = (
    "青槐街道2025年法治政府建設年度報告\n一、主要舉措和成效\n全年開展行政檢查12次，依法辦理行政處罰案件3件。"
)


def packed(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


#: Made when they are needed: some are large, and none belongs in the name of a test.
UNREADABLE = {
    "空.txt": (lambda: b"", "空文件"),
    "大.txt": (lambda: b"a" * 60_000_001, "上限"),
    "随机.txt": (lambda: random.Random(7).randbytes(50_000), "读不出文字"),  # noqa: S311 — the same bytes each time
    "改名.docx": (lambda: b"\x7fELF" + b"0" * 100, "程序或压缩包"),
    "炸弹.docx": (lambda: packed("word/document.xml", b"0" * 210_000_000), "为安全起见"),
    "坏.docx": (lambda: packed("word/document.xml", b"<a>"), "打不开"),
    "包.zip": (lambda: packed("a.txt", b"x"), "压缩包"),
    "坏.pdf": (lambda: b"%PDF-1.7 nothing", "打不开"),
    "加密.pdf": (lambda: locked(b"secret"), "加了密码"),
    "百兆.pdf": (lambda: b"%PDF-1.7" + bytes(100_000_000), "上限"),
    "数据.json": (lambda: b'{"organ": "a", "year": 2025}' + b" " * 50, "没有报告正文"),
    "断.json": ('{"title": "报告", "sections": ['.encode, "不完整"),
    "深.json": (lambda: b'{"a":' + b"[" * 100_000, "不完整"),
    "旧.doc": (lambda: b"\xd0\xcf\x11\xe0" + b"0" * 512, "另存为"),
    "英文.txt": (lambda: b"The office has done its work this year. " * 50, "没有汉字"),
    "数字.txt": (lambda: b"1" * 300_000, "没有汉字|不像是一份报告"),
    "空页.html": (lambda: b"<html><body>" + b"<p></p>" * 5000, "没有读出文字"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_told_in_a_sentence(name):
    content, says = UNREADABLE[name]

    with pytest.raises(UnreadableError, match=says):
        read(content(), name)


def reading_or_sentence(content: bytes) -> Reading | str:
    """What comes of a file; anything else than these two would be raised."""
    try:
        return read(content, "x")
    except UnreadableError as reason:
        return str(reason) if str(reason).endswith("。") else ""


def test_a_pdf_that_only_forbids_printing_is_opened():
    # What it holds is no Chinese, so it was opened and read.
    with pytest.raises(UnreadableError, match="没有汉字"):
        read(locked(b"", b"BT /F1 12 Tf 20 100 Td (an annual report of the office) Tj ET"), "限.pdf")


def test_what_may_be_recognised_is_counted_over_all_files_of_a_request():
    allowed = pictures.Allowance.of(2, 60)
    allowed.take("一.png")
    allowed.take("二.png")

    with pytest.raises(UnreadableError, match=r"“三\.png”是图片或扫描件.*最多识别2页"):
        allowed.take("三.png")
    with pytest.raises(UnreadableError, match=r"“四\.png”"):
        pictures.Allowance.of(9, -1).take("四.png")


def test_a_wrong_extension_does_not_mislead():
    assert [int(claim.value) for claim in read(REPORT.encode(), "报告.pdf").figures] == [12, 3]
    assert [int(claim.value) for claim in read(numbered_by_word(REPORT), "报告.txt").figures] == [12, 3]


def test_the_numbers_that_word_counts_are_read_as_headings():
    text = f"{REPORT}\n（一）抓学习\n开展学法4次。\n（二）抓执法\n二、存在的不足\n一是力量不足。"

    assert [heading.words for heading in read(numbered_by_word(text)).headings()] == [
        "一、主要举措和成效",
        "（一）抓学习",
        "（二）抓执法",
        "二、存在的不足",
        "一是力量不足",
    ]


@given(st.binary(max_size=3000))
def test_random_bytes_give_a_reading_or_a_sentence(content):
    assert reading_or_sentence(content)


@given(st.text(max_size=600))
def test_random_text_gives_a_reading_or_a_sentence(text):
    found = reading_or_sentence(text.encode())
    if isinstance(found, Reading):
        assert all(found.text[claim.start : claim.end] == claim.text for claim in found.figures)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_an_encoding_is_told_by_what_it_gives(encoding):
    assert [(c.indicator, int(c.value)) for c in read(REPORT.encode(encoding)).figures] == [
        ("inspection.count", 12),
        ("penalty.cases", 3),
    ]


def test_a_report_in_traditional_characters_is_read_as_simplified():
    assert read(TRADITIONAL.encode("big5")).text == REPORT


def test_a_page_is_read_without_what_stands_around_it():
    paragraphs = "".join(f"<p>　　{line}</p>" for line in REPORT.splitlines())
    page = (
        "<html><head><title>青槐街道2025年法治政府建设年度报告_某某网</title>"
        '<meta name="PubDate" content="2026-02-03 10:00"><script>alert(1)</script></head>'
        '<body><div class="nav"><a href="#">首页</a> > <a href="#">信息公开</a></div>'
        '<div id="main"><table><tr><td>索引号：</td><td>123-456</td></tr></table>'
        f"{paragraphs}</div>"
        '<div class="foot"><p>版权所有：某某街道办事处 ICP备123号</p></div></body></html>'
    )

    reading = read(page.encode(), "x.html")

    assert reading.title == "青槐街道2025年法治政府建设年度报告"
    assert str(reading.published_on) == "2026-02-03"
    assert "版权" not in reading.text
    assert "索引号" not in reading.text
    assert [int(claim.value) for claim in reading.figures] == [12, 3]

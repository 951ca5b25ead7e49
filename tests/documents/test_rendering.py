import io
from dataclasses import replace

import docx
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from documents.papers import notice, register_form
from documents.reading import (
    docx_part,
    docx_text,
    html_read,
    html_text,
    markdown_text,
    pdf_pages,
    squeezed,
)
from fazhi.documents import pdf_file, render
from fazhi.documents.html_page import fragment
from fazhi.documents.paper import (
    Cell,
    FieldGrid,
    Figure,
    Paper,
    Paragraph,
    Run,
    Signature,
    Table,
    plain,
    runs,
)
from fazhi.documents.printable import printable

FORMATS = ("docx", "pdf", "html", "md")
ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=60) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        '#set page(paper: "a4")',
        "$ \\frac{1}{2} $ `x` *粗* _斜_",
        "| a | b |\n|---|---|\n===\n# 标题\n1. 一",
        "{{ 7*7 }}{% raw %}",
        "]]>&amp;\x00\x0b\ud800\uffff",
        "٢٠٢٥ שלום 👩‍👩‍👧 é",
    ]
)
READ = {"docx": docx_text, "html": html_text, "md": markdown_text}


def a_paper_saying(text: str) -> Paper:
    return Paper(
        kind="form",
        organ=text,
        title=text,
        number=text,
        organ_over_title=True,
        addressee=runs(text),
        body=(
            Paragraph(runs("〈", text, "〉")),
            FieldGrid(rows=((Cell(runs("姓名"), label=True), Cell(runs(text))),)),
            Table(head=(runs(text),), rows=((runs(text),),)),
        ),
        copies=text,
        withdrawn=text,
        watermark=text,
        check_code=text[:20],
    )


@pytest.mark.parametrize("paper", [notice(), replace(notice(), letter=True), register_form()])
@pytest.mark.parametrize("form", FORMATS)
def test_drawing_a_paper_twice_gives_the_same_bytes(paper, form):
    assert render(paper, form) == render(paper, form)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_TEXT)
def test_whatever_is_written_reads_back_from_docx_html_and_md(text):
    paper = a_paper_saying(text)

    for form, read in READ.items():
        assert squeezed(f"〈{printable(text)}〉") in squeezed(read(render(paper, form)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_TEXT)
def test_whatever_is_written_can_be_drawn_as_pdf(text):
    assert render(a_paper_saying(text), "pdf").startswith(b"%PDF-")


@settings(max_examples=80, deadline=None)
@given(ANY_TEXT)
def test_whatever_is_written_is_no_markup_to_a_reader_of_markdown(text):
    page = Paper(kind="form", organ="", title="题", body=(Paragraph(runs("〈", text, "〉")),))

    tokens = MarkdownIt("commonmark").enable("table").parse(render(page, "md").decode())
    kinds = {each.type for token in tokens for each in (token, *(token.children or ()))}

    assert kinds <= {
        "heading_open",
        "heading_close",
        "paragraph_open",
        "paragraph_close",
        "inline",
        "text",
        "text_special",
        "hardbreak",
        "softbreak",
    }


def test_a_script_in_a_name_prints_as_text():
    page = render(a_paper_saying("<script>alert(1)</script>"), "html")

    assert "script" not in {tag for tag, _ in html_read(page).tags}
    assert "<script>alert(1)</script>" in html_text(page)


def test_a_full_page_is_22_lines_of_28_characters():
    text = "国" * (28 * 22 * 3)
    page = Paper(kind="report", organ="", title="", body=(Paragraph(runs(text), indent=False),))

    full = pdf_pages(render(page, "pdf"))[1]
    lines = [line for line in full.splitlines() if "国" in line]

    assert [len(line.strip()) for line in lines] == [28] * 22


def test_page_numbers_stand_outside_right_on_odd_and_left_on_even_pages():
    text = "国" * (28 * 22 * 2)
    page = Paper(kind="report", organ="", title="题", body=(Paragraph(runs(text)),))

    document = pypdfium2.PdfDocument(render(page, "pdf"))
    at = []
    for number in (1, 2):
        words = document[number - 1].get_textpage()
        found = words.search(f"— {number} —").get_next() or words.search(str(number)).get_next()
        at.append(words.get_charbox(found[0])[0])

    assert at[0] > document[0].get_width() * 0.7
    assert at[1] < document[1].get_width() * 0.3


def test_a_figure_is_a_link_with_its_indicator_in_html():
    [figure] = [
        attrs for _, attrs in html_read(render(notice(), "html")).tags if attrs.get("class") == "figure"
    ]

    assert figure == {"class": "figure", "data-indicator": "dispute.registered", "href": "#f1"}


def test_a_figure_that_leads_to_a_script_is_no_link():
    run = Run("7", figure=Figure("dispute.registered", "javascript:alert(1)"))

    assert "javascript" not in fragment(replace(notice(), body=(Paragraph((run,)),)))


def test_a_figure_is_a_bookmark_in_docx_explained_in_the_properties():
    file = render(notice(), "docx")

    assert 'w:name="figure_1"' in docx_part(file, "word/document.xml")
    assert "dispute.registered #f1" in docx_part(file, "docProps/custom.xml")


def test_docx_names_the_prescribed_faces_for_chinese_text():
    xml = docx_part(render(notice(), "docx"), "word/document.xml")

    for face in ("方正小标宋简体", "仿宋_GB2312", "黑体"):
        assert f'w:eastAsia="{face}"' in xml


def test_docx_has_the_page_of_the_standard():
    xml = docx_part(render(notice(), "docx"), "word/document.xml")

    assert 'w:w="11906"' in xml
    assert 'w:top="2098"' in xml
    assert 'w:left="1587"' in xml
    assert 'w:linePitch="579"' in xml


def test_a_withdrawn_paper_says_so_in_every_format():
    gone = replace(notice(), withdrawn="2025年10月8日因更正撤回。")

    for form, read in READ.items():
        assert "已撤回" in read(render(gone, form))
        assert "2025年10月8日因更正撤回。" in read(render(gone, form))
    assert all("已撤回" in page for page in pdf_pages(render(gone, "pdf")))


def test_a_masked_copy_shows_no_name_in_any_format():
    for form, read in {**READ, "pdf": lambda file: "".join(pdf_pages(file))}.items():
        assert "张三丰" in read(render(register_form(), form))
        assert "张三丰" not in read(render(register_form(), form, masked=True))
        assert "张某" in read(render(register_form(), form, masked=True))


def test_the_fragment_needs_no_inline_style_or_script():
    tags = html_read(fragment(notice()).encode()).tags

    assert not [tag for tag, attrs in tags if "style" in attrs or tag in {"style", "script"}]


def test_a_format_that_is_not_known_is_refused_by_name():
    with pytest.raises(ValueError, match="not as rtf"):
        render(notice(), "rtf")


def test_a_cell_that_spans_covers_its_places_in_docx():
    xml = docx_part(render(register_form(), "docx"), "word/document.xml")

    assert xml.count('<w:vMerge w:val="restart"/>') == 1
    assert '<w:gridSpan w:val="4"/>' in xml


def test_the_plain_text_of_runs_is_what_they_say():
    assert plain(runs("甲", "", Run("乙"))) == "甲乙"


def test_the_typefaces_an_office_owns_come_first(tmp_path, monkeypatch):
    monkeypatch.setenv(pdf_file.FONT_FOLDER, str(tmp_path))
    assert pdf_file.typefaces()[0] == tmp_path

    monkeypatch.setenv(pdf_file.FONT_FOLDER, str(tmp_path / "missing"))
    assert len(pdf_file.typefaces()) == 1


def signed_after(lines: int, *, signatures: int) -> Paper:
    hands = tuple(Signature(runs(f"当事人{n}号"), date="2025年9月12日") for n in range(signatures))
    return Paper(
        kind="form",
        organ="桐花里社区人民调解委员会",
        title="人民调解协议书",
        body=(
            *(Paragraph(runs("如约履行。")) for _ in range(lines)),
            *hands,
            Signature(runs("桐花里社区人民调解委员会"), date="2025年9月12日", seal="（印章）"),
        ),
    )


@pytest.mark.parametrize("lines", range(12, 26))
def test_all_sign_on_one_page_however_long_the_text_is(lines):
    pages = pdf_pages(render(signed_after(lines, signatures=4), "pdf"))

    signing = [page for page in pages if "号：" in page or "（印章）" in page]
    assert len(signing) == 1
    assert all(f"当事人{n}号：" in signing[0] for n in range(4))
    assert "（印章）" in signing[0]
    assert "如约履行。" in signing[0]


def test_more_hands_than_a_page_holds_go_on_over_the_page():
    read = "".join(pdf_pages(render(signed_after(3, signatures=60), "pdf")))

    assert all(f"当事人{n}号：" in read for n in range(60))
    assert "（印章）" in read


def test_docx_keeps_the_lines_to_sign_together():
    lines = docx.Document(io.BytesIO(render(signed_after(2, signatures=2), "docx"))).paragraphs
    at = next(n for n, line in enumerate(lines) if "当事人0号" in line.text)

    signing = lines[at - 1 : at + 5]
    kept = [line.paragraph_format.keep_with_next for line in signing]
    assert kept == [True, True, True, True, True, False]
    assert lines[at - 2].paragraph_format.keep_with_next is None
    assert "2025年9月12日" in signing[-1].text


def test_a_last_paragraph_longer_than_a_page_is_printed_whole_before_the_hands():
    told = signed_after(1, signatures=3)
    paper = replace(told, body=(Paragraph(runs("如约履行。" * 300)), *told.body[1:]))
    pages = pdf_pages(render(paper, "pdf"))

    assert len(pages) == 3
    assert "如约履行。" in pages[0]
    assert squeezed("".join(pages)).count("约") == 300
    assert all(f"当事人{n}号：" in pages[-1] for n in range(3))

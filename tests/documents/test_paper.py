import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.papers import notice, register_form
from fazhi.documents import Paper, content_digest
from fazhi.documents.paper import Cell, FieldGrid, Heading, Paragraph, Run, Table, runs
from fazhi.documents.printable import masked, printable


@pytest.mark.parametrize("paper", [notice(), register_form()])
def test_a_paper_reads_back_from_its_json(paper):
    assert Paper.from_json(paper.to_json()) == paper


@given(st.text(), st.booleans())
def test_any_text_reads_back_from_its_json(text, sealed):
    paper = Paper(kind="form", organ=text, title=text, body=(Paragraph(runs(Run(text, sealed=sealed))),))

    assert Paper.from_json(paper.to_json()) == paper


def test_the_digest_of_a_paper_depends_on_every_word():
    assert content_digest(notice()) == content_digest(Paper.from_json(notice().to_json()))
    assert content_digest(notice()) != content_digest(register_form())


def test_the_json_has_one_form():
    text = notice().to_json()

    assert json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")) == text


def test_a_paper_with_persons_data_says_so():
    assert register_form().has_sealed
    assert not notice().has_sealed


def test_masking_leaves_everything_else_as_it_is():
    assert notice().masked() == notice()
    assert register_form().masked() != register_form()


@pytest.mark.parametrize(
    ("text", "shown"),
    [("张三", "张某"), ("欧阳修文", "欧阳某"), ("10012345678", "＊＊＊"), ("桐花里12号", "＊＊＊"), ("", "")],
)
def test_a_masked_text_is_a_surname_or_nothing(text, shown):
    assert masked(text) == shown


@given(st.text(st.characters(codec=None, categories=None)))
def test_printable_text_is_printable_already(text):
    assert printable(printable(text)) == printable(text)
    printable(text).encode()


def test_a_form_table_whose_rows_differ_in_width_is_refused():
    one, two = (Cell(runs("甲")),), (Cell(runs("甲")), Cell(runs("乙")))

    with pytest.raises(ValueError, match="row 1 of the form table covers 1 columns of 2"):
        FieldGrid(rows=(one, two))


def test_a_table_row_with_a_cell_too_few_is_refused():
    with pytest.raises(ValueError, match="row 1 has 1 cells, the head has 2"):
        Table(head=(runs("甲"), runs("乙")), rows=((runs("丙"),),))


def test_a_heading_of_a_fifth_level_is_refused():
    with pytest.raises(ValueError, match="level from 1 to 4"):
        Heading("题", 5)

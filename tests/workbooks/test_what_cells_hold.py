"""Whatever a cell is given to hold comes back as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from fazhi.core.form import Code, Codes, Day, Form, Long, Number, Rows, Text, YesNo, Yuan
from fazhi.procedures.mediation.mediation import Mediation
from fazhi.workbooks import cells, row_text, writing
from fazhi.workbooks.headings import folded, why_refused
from fazhi.workbooks.layout import layout

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40)
SIGNS = st.text("甲乙；;：:『』\n=+-@'、，", min_size=1, max_size=20)


class Nobody:
    """Names of nothing: what is written names nobody."""

    def said(self, _asked: object, code: str) -> str:
        return code

    def meant(self, _asked: object, text: str, **_words: object) -> str:
        return text


class Piece(Form):
    """一件"""

    what = Text("名称", max=100)
    note = Long("说明", required=False)
    kind = Code("类别", {"a": "甲类", "b": "乙类"}, required=False)
    count = Number("数量", required=False)


@given(st.lists(st.tuples(st.sampled_from(["姓名", "说明"]), TEXT | SIGNS), min_size=1, max_size=4))
def test_labels_and_values_in_one_cell_come_apart_again(pairs):
    stripped = [(label, value.strip()) for label, value in pairs if value.strip()]
    [*lines] = row_text.lines(row_text.written(stripped))

    assert [row_text.pair(piece) for line in lines for piece in line] == stripped


@given(TEXT | SIGNS)
def test_text_is_never_taken_for_a_formula_and_comes_back(text):
    kept = cells.safe(text)

    assert not kept.startswith(("=", "+", "-", "@"))
    assert cells.plain(kept) == text.strip() or text != text.strip()


@given(
    st.lists(
        st.fixed_dictionaries(
            {"what": TEXT},
            optional={
                "note": TEXT | SIGNS.map(str.strip).filter(bool),
                "kind": st.sampled_from("ab"),
                "count": st.integers(0, 999),
            },
        ),
        min_size=1,
        max_size=4,
    )
)
@example([{"what": "'="}])
def test_the_rows_of_a_table_come_back_from_one_cell(rows):
    asked = Rows("明细", Piece)
    canonical = asked.canonical(rows)
    kept = cells.cell_of(asked, canonical, Nobody(), masked=False)

    raw = cells.raw_of(asked, kept, Nobody())

    assert asked.canonical(raw) == canonical


@given(st.dates(date(1901, 1, 1), date(2199, 12, 31)))
def test_a_day_comes_back(day):
    asked = Day("日期")
    kept = cells.cell_of(asked, day.isoformat(), Nobody(), masked=False)
    assert asked.read(cells.raw_of(asked, kept, Nobody())) == day.isoformat()


@given(st.decimals(0, 10**9, places=2))
def test_an_amount_comes_back_to_the_fen(amount):
    asked = Yuan("金额")
    kept = cells.cell_of(asked, f"{amount:.2f}", Nobody(), masked=False)
    assert asked.read(cells.raw_of(asked, kept, Nobody())) == f"{amount:.2f}"
    assert asked.read(cells.raw_of(asked, float(amount), Nobody())) == f"{amount:.2f}"


def test_choices_are_written_in_words_and_understood():
    one, some, yes = (
        Code("类", {"a": "甲", "b": "乙、丙"}),
        Codes("类", {"a": "甲", "b": "乙、丙"}),
        YesNo("否"),
    )
    assert cells.cell_of(one, "b", Nobody(), masked=False) == "乙、丙"
    assert some.read(
        cells.raw_of(some, cells.cell_of(some, ["a", "b"], Nobody(), masked=False), Nobody())
    ) == ["a", "b"]
    assert yes.read(cells.raw_of(yes, "√", Nobody())) == "yes"


def test_a_formula_in_a_name_stays_text_in_the_file(tmp_path: Path):
    laid = layout(Mediation)
    row = writing.Row(cells={"序号": 1, "来源编号": cells.safe('=HYPERLINK("http://x")')})
    writing.write(tmp_path / "a.xlsx", laid, title="台账", remark="", rows=[row])

    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]

    column = [place.heading for place in laid.places].index("来源编号") + 1
    cell = sheet.cell(writing.HEADING_ROW + 1, column)
    assert cell.data_type == "s"
    assert cell.value == '\'=HYPERLINK("http://x")'


def test_headings_are_compared_without_stars_spaces_and_units():
    assert folded(" *涉及 金额\n（万元）") == folded("涉及金额") == folded("涉及金额(元)*")


def test_columns_of_matters_are_not_taken_for_columns_of_people():
    asked = (
        "风险等级",
        "纠纷等级",
        "重点工作",
        "涉及金额",
        "满意度",
        "整改措施",
        "执法人员",
        "联系电话",
        "现场照片",
        "照片",
        "高危作业",
    )
    assert [heading for heading in asked if why_refused(heading)] == []
    people = (
        "重点人员",
        "是否重点上访人员",
        "关注程度",
        "稳控责任人",
        "进京访次数",
        "前科",
        "政治面貌",
        "宗教信仰",
        "个人风险等级",
        "血型",
    )
    assert [heading for heading in people if not why_refused(heading)] == []


class Party(Form):
    """当事人"""

    name = Text("姓名（名称）", max=100)
    address = Text("住址（住所）", max=100, required=False)
    phone = Text("联系电话", max=20, required=False)


def test_the_words_of_the_blank_workbook_are_understood():
    parties = Rows("当事人", Party)
    for said in ("姓名：张三；联系电话：10012345678", "姓名（名称）：张三；联系电话：10012345678"):
        [row] = cells.raw_of(parties, said, Nobody())
        assert row == {"name": "张三", "phone": "10012345678"}
    [firm] = cells.raw_of(parties, "名称：朗和公司；住所：渡口路3号", Nobody())
    assert firm == {"name": "朗和公司", "address": "渡口路3号"}

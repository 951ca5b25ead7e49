from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.reading import markdown_text
from fazhi.documents import (
    TemplateError,
    compose,
    composing,
    render,
    template_digest,
    template_fields,
    template_names,
)
from fazhi.documents.composing import compose_from, limits_asked, thresholds_asked
from fazhi.documents.layout_lines import BLANK, blocks_of
from fazhi.documents.paper import (
    Attachments,
    FieldGrid,
    Figure,
    Heading,
    Paragraph,
    Run,
    Signature,
    Table,
    plain,
    runs,
)
from fazhi.documents.template_language import PASSAGES, stored_names
from fazhi.law import limits
from fazhi.procedures.registry import current

ORGAN = "拟州市云汀区青槐街道办事处"
# What every template may ask for, whatever the procedure.
GENERAL = frozenset(
    {
        "actor", "basis", "case_number", "day", "days", "document_number", "limit", "limits", "numbers",
        "organ", "post", "step", "threshold", "title",
    }
)  # fmt: skip
AGREED = {
    "organ": ORGAN,
    "committee": "桐花里社区人民调解委员会",
    "case_number": "（青槐）人调字〔2025〕第16号",
    "document_number": "（青槐）人调协字〔2025〕第9号",
    "day": date(2025, 9, 12),
    "days": {"accepted": date(2025, 9, 1), "settled": date(2025, 9, 12)},
    "numbers": {"agreement": "（青槐）人调协字〔2025〕第9号"},
    "limits": {"ME-02": "三十日"},
    "parties": [
        {
            "role": "申请人",
            "name": Run("张三丰", sealed=True),
            "sex": Run("男", sealed=True),
            "id_no": Run("99010119900307231X", sealed=True),
            "address": Run("云汀区桐花里12号2栋301室", sealed=True),
            "phone": Run("10012345678", sealed=True),
        },
        {
            "role": "被申请人",
            "name": Run("云锦苑物业服务有限公司", sealed=True),
            "uscc": "91990101MA0000001Y",
            "legal_rep": "李四",
        },
    ],
    "source": "当事人申请",
    "dispute_type": "物业",
    "complexity": "一般",
    "people_involved": 2,
    "mediators": "王平、赵敏",
    "mode": "现场调解",
    "session_place": "桐花里调解室",
    "presents": "网格员周晓",
    "talk": "申请人：公共管道堵塞，污水返溢。\n被申请人：愿意疏通并赔偿。",
    "session_result": "意向一致",
    "summary": Run("2025年8月，公共污水管道堵塞，污水返溢至申请人家中。", sealed=True),
    "claims": [{"claim": "赔偿地板损失"}, {"claim": "疏通公共管道"}],
    "facts": Run("公共管道由被申请人维护，堵塞系维护不当所致。", sealed=True),
    "terms": Run("一、被申请人赔偿申请人12,000元。\n二、被申请人每季度疏通一次管道。", sealed=True),
    "amount": "12,000.00元",
    "performance": "分期履行",
    "perform_by": date(2025, 10, 31),
    "instalments": [
        {"due": date(2025, 9, 30), "instalment": "6,000.00元"},
        {"due": date(2025, 10, 31), "instalment": "6,000.00元"},
    ],
    "copies": 3,
    "fail_reason": "被申请人拒绝继续调解",
    "referred_to": "诉讼",
    "court": "云汀区人民法院",
    "visit_way": "上门",
    "visit_performance": "已履行",
    "satisfaction": "满意",
    "visit_note": "款项已付清。",
    "volumes": 1,
    "retention": "长期",
    "check_code": "7K3M-92QX-4WTP",
    "check_address": "https://check.example.gov.cn/7K3M-92QX-4WTP",
}


@pytest.fixture
def written(monkeypatch):
    """Lets a test write a template of its own and compose it."""

    found = composing.stored
    remembered = (composing.texts, composing.limits_asked, composing.thresholds_asked)

    def forget():
        for each in remembered:
            each.cache_clear()

    def fill(text, /, **context):
        monkeypatch.setattr(composing, "stored", lambda name: text if name == "trial/paper" else found(name))
        forget()
        return compose("trial/paper", context)

    yield fill
    forget()


@pytest.mark.parametrize("name", [name for name in template_names() if name.startswith("mediation/")])
def test_a_mediation_paper_reads_as_accepted(name, accepted):
    accepted(f"documents/{name}.md", render(compose(name, AGREED), "md").decode())


@pytest.mark.parametrize("name", template_names())
@pytest.mark.parametrize("context", [{}, AGREED], ids=["empty", "full"])
def test_every_template_is_drawn_in_every_format(name, context):
    paper = compose(name, context)

    assert render(paper, "pdf").startswith(b"%PDF-")
    assert render(paper, "docx").startswith(b"PK")
    assert paper.title in render(paper, "html").decode()


@pytest.mark.parametrize("name", template_names())
def test_a_template_belongs_to_a_document_of_its_procedure_and_asks_for_its_fields(name):
    folder, code = name.split("/")
    procedure = current()[folder]
    declared = {document.code for step in procedure.parts.steps for document in step.documents}

    assert code in declared
    assert template_fields(name) - GENERAL - set(procedure.fields()) == set()


def test_a_document_without_template_is_a_form_of_its_fields(accepted):
    context = {
        **AGREED,
        "title": "排查登记表",
        "fields": [("社区", "桐花里"), ("件数", 3), ("经过", "很长" * 60)],
    }

    accepted("documents/no_template.md", render(compose("dispute/no_such", context), "md").decode())


@given(st.text(st.characters(codec=None, categories=None)))
def test_a_value_is_never_read_as_a_line_of_the_template(value):
    said = Run(value, sealed=True)
    paper = compose("mediation/agreement", {**AGREED, "facts": said})
    other = compose("mediation/agreement", {**AGREED, "facts": Run("平常", sealed=True)})
    kinds = [type(block) for block in paper.body if not isinstance(block, Paragraph)]

    assert kinds == [type(block) for block in other.body if not isinstance(block, Paragraph)]


def test_sealed_values_stay_sealed_through_filters_and_lists(written):
    paper = written(
        'title: 题\n---\n{born|date}与{parties|join("name")}\n',
        born=Run("1990-03-07", sealed=True),
        parties=[{"name": Run("张三", sealed=True)}, {"name": Run("李四", sealed=True)}],
    )

    assert paper.body == (
        Paragraph(runs(Run("1990年3月7日", sealed=True), "与", Run("张三、李四", sealed=True))),
    )


def test_a_figure_stays_a_figure(written):
    count = Run("12", figure=Figure("mediation.cases", "#1"))

    [said] = written("title: 题\n---\n调解{count}件。\n", count=count).body

    assert said.runs[1] == count


def test_a_sentence_without_its_field_is_left_out(written):
    text = "title: 题\n---\n甲。[? 乙是{b}。][? 丙是{c}。]\n"

    [said] = written(text, b="二", c=" ").body

    assert plain(said.runs) == "甲。乙是二。"


def test_a_missing_value_leaves_room_to_write(written):
    [said] = written("title: 题\n---\n于{day|date}受理。\n").body

    assert plain(said.runs) == f"于{BLANK}受理。"


def test_a_value_of_several_lines_makes_several_paragraphs(written):
    body = written("title: 题\n---\n一致意见：{terms}\n", terms="甲\n乙").body

    assert [plain(each.runs) for each in body] == ["一致意见：甲", "乙"]


def test_an_amount_of_nothing_is_not_said(written):
    text = "title: 题\n---\n完。[? 金额{amount|nonzero|yuan}（{amount|capitals}）。]\n"

    assert plain(written(text, amount="0.00元").body[0].runs) == "完。"
    assert plain(written(text, amount="12000").body[0].runs) == "完。金额12,000.00元（人民币壹万贰仟元整）。"


def test_the_lines_of_a_template_are_blocks():
    text = """
    # 一、题
    < 平头
    = 居中
    | 姓名 | 张三 | 性别 | 男 |
    > 机关 | 2025年1月2日 | （印章）
    + 附件一
    + 附件二
    """

    heading, flush, centred, grid, signature, attachments = blocks_of(text, [])

    assert heading == Heading("一、题", 1)
    assert flush == Paragraph(runs("平头"), indent=False)
    assert centred == Paragraph(runs("居中"), indent=False, align="center")
    assert isinstance(grid, FieldGrid)
    assert signature == Signature(runs("机关"), date="2025年1月2日", seal="（印章）")
    assert attachments == Attachments(("附件一", "附件二"))


def test_a_form_table_spans_down_and_across():
    values = [Run("张三"), Run("某处"), Run("漏水")]
    text = """
    |--|--|---|--|---|
    | 申请人 | 姓名 | \ue0000\ue001 | 性别 | |
    | ^ | 住址 | \ue0001\ue001 |
    | 情况 | < | \ue0002\ue001 | 6
    """

    [grid] = blocks_of(text, values)
    first, second, third = grid.rows

    assert [(cell.label, cell.across, cell.down) for cell in first] == [
        (True, 1, 2),
        (True, 1, 1),
        (False, 1, 1),
        (True, 1, 1),
        (False, 1, 1),
    ]
    assert [cell.across for cell in second] == [1, 3]
    assert [(cell.across, cell.lines) for cell in third] == [(2, 6), (3, 6)]


def test_a_table_has_a_rule_under_its_head():
    [table] = blocks_of("| 社区 | 件数 |\n|---|-:|\n| 桐花里 | 3 |", [])

    assert isinstance(table, Table)
    assert table.align == ("left", "right")
    assert table.widths == (3, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: 题\n没有分隔\n", "divided by a line ---"),
        ("tilte: 题\n---\n", "“tilte: 题” is not one of the head's lines"),
        ("kind: poster\ntitle: 题\n---\n", "kind is one of form, official, letter, report, not poster"),
        ("title: 题\n---\n% for x in\n", "line 3"),
        ("title: 题\n---\n{x|nosuch}\n", "No filter named 'nosuch'"),
        ('title: 题\n---\n% include "nosuch"\n', "there is no passage"),
        ("title: 题\n---\n| 甲 | 乙 |\n|--|--|\n| 丙 |\n", "row 1 has 1 cells"),
    ],
)
def test_a_template_that_cannot_be_understood_says_where(written, text, said):
    with pytest.raises(TemplateError, match="trial/paper") as refused:
        written(text)

    assert said in str(refused.value)


def test_a_template_cannot_reach_beyond_its_values(written):
    [said] = written("title: 题\n---\n甲{''.__class__.__mro__}乙\n").body

    assert plain(said.runs) == f"甲{BLANK}乙"


def test_a_name_that_leads_elsewhere_is_refused():
    with pytest.raises(TemplateError, match="named like"):
        compose("../secrets/paper", {})


def test_passages_are_said_in_the_words_of_the_limits(written):
    text = 'title: 题\n---\n% include "remedy_by_choice"\n'
    limits = {"RC-01": "六十日", "LT-01": "六个月"}

    [said] = written(text, limits=limits, court="云汀区人民法院").body

    assert f"六十日内向{BLANK}申请行政复议" in plain(said.runs)
    assert "六个月内直接向云汀区人民法院提起行政诉讼" in plain(said.runs)
    assert template_fields("trial/paper") == {"limit", "reconsideration_organ", "court"}
    assert limits_asked("trial/paper") == {"RC-01", "LT-01"}


def test_a_paper_says_a_threshold_in_the_words_of_its_row(written):
    text = "title: 题\n---\n每日按罚款数额的{threshold.TH_04}加处罚款。\n"

    [said] = written(text, thresholds={"TH-04": "百分之三"}).body

    assert plain(said.runs) == "每日按罚款数额的百分之三加处罚款。"
    assert thresholds_asked("trial/paper") == {"TH-04"}


@pytest.mark.parametrize("name", [name for name in stored_names() if name.startswith(PASSAGES)])
def test_a_passage_is_paragraphs_whose_limits_are_in_the_table(written, name):
    text = f'title: 题\n---\n% include "{name.removeprefix(PASSAGES)}"\n'

    assert {type(block) for block in written(text).body} == {Paragraph}
    assert limits_asked("trial/paper") <= {row.code for row in limits.all()}


def test_a_paper_is_drawn_from_the_texts_it_was_made_of(written):
    old = {"trial/paper": 'title: 旧\n---\n% include "p"\n', "passages/p": "旧话{a}。\n"}
    assert written("title: 新\n---\n新话。\n").title == "新"

    paper = compose_from(old, "trial/paper", {"a": "甲"})

    assert paper.title == "旧"
    assert [plain(each.runs) for each in paper.body] == ["旧话甲。"]


def test_the_digest_of_a_template_is_its_own():
    assert template_digest("mediation/agreement") == template_digest("mediation/agreement")
    assert template_digest("mediation/agreement") != template_digest("mediation/termination")


def test_a_withdrawn_paper_is_composed_as_such():
    paper = compose("mediation/termination", {**AGREED, "withdrawn": "2025年10月8日更正。"})

    assert "2025年10月8日更正。" in markdown_text(render(paper, "md"))
    assert replace(paper, withdrawn=None) == compose("mediation/termination", AGREED)

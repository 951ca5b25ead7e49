"""Registers as offices keep them: titles above, days in every spelling, sums below, cells that are wrong."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from fazhi.store import models
from fazhi.usecases.figures import Book, Period
from fazhi.usecases.workbook_import import NotAllowedError
from fazhi.workbooks.opening import WorkbookError
from usecases.offices import HE, ORGAN, QIN, SHEN, WAN, Office, home, office
from workbooks import sheets
from workbooks.sheets import book, brought, cells, checked, content, importing, row

__all__ = ["home", "office"]


@pytest.fixture(autouse=True)
def later(office: Office) -> None:
    """The register is brought in once what it tells of has happened."""
    office.later(days=300)


def figures() -> dict[str, int]:
    found = Book([ORGAN], Period.year(2025))
    wanted = ("mediation.cases", "mediation.settled", "mediation.amount", "mediation.written_agreements")
    return {code: int(found.value(code) or 0) for code in wanted}


# What is read --------------------------------------------------------------------------------------


def test_a_register_with_a_title_a_sum_and_blank_rows_is_read(office):
    made = book(
        row(), (), row(序号=2, 受理时间=date(2025, 4, 1), 调解时间=45749), (), ("合计", *[""] * 10, 2400)
    )

    found = brought(office, made)

    assert cells(found) == []
    assert found.states == {"entered": 2}
    assert figures() == {
        "mediation.cases": 2,
        "mediation.settled": 2,
        "mediation.amount": 2400,
        "mediation.written_agreements": 2,
    }


def test_what_is_brought_in_says_where_it_stood_and_who_brought_it(office):
    brought(office, book(row()))

    entry = models.Entry.objects.order_by("number").first()
    said = json.loads(entry.body)
    assert said["brought"]["by"] == SHEN
    assert (said["brought"]["sheet"], said["brought"]["row"]) == ("台账", "3")
    assert not models.Document.objects.exists()


def test_each_step_was_done_by_whom_the_register_names(office):
    made = book(row())
    made.active.cell(2, 14).value = "受理经办人"
    made.active.cell(3, 14).value = "邓涛"

    brought(office, made)

    accepted = models.Entry.objects.get(step="accepted")
    assert accepted.person == "deng"


@pytest.mark.parametrize(
    "written",
    [
        date(2025, 3, 1),
        "2025-3-1",
        "2025/03/01",
        "2025.3.1",
        "2025年3月1日",
        "20250301",
        45717,
        "3月1日",
        "3.1",
    ],
)
def test_a_day_is_read_as_registers_write_it(office, written):
    found = checked(office, book(row(受理时间=written)))

    assert cells(found) == []
    assert found.states == {"good": 1}


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        (1200, 120000),
        ("1200元", 120000),
        ("¥1,200.50", 120050),
        ("0.12万元", 120000),
        ("约0.12万", 120000),
        ("无", 0),
    ],
)
def test_an_amount_is_read_as_registers_write_it(office, written, fen):
    assert brought(office, book(row(涉及金额=written))).states == {"entered": 1}
    posted = models.Posting.objects.filter(indicator="mediation.amount").values_list("amount", flat=True)
    assert sum(posted) == fen


def test_amounts_under_a_heading_in_ten_thousands_are_multiplied(office):
    made = book(row(涉及金额=0.12))
    made.active.cell(2, 12).value = "涉及金额\n（万元）"

    brought(office, made)

    assert figures()["mediation.amount"] == 1200


def test_a_case_over_several_rows_is_one_case_with_several_parties(office):
    made = book(row(), (None, None, None, "卢照邻 13700137000"))
    for column in "ABCEFGHIJKL":
        made.active.merge_cells(f"{column}3:{column}4")
    fills = {**sheets.FILLS, "涉及人数": "3"}

    assert brought(office, made, fills=fills).states == {"entered": 1}
    case = models.Case.objects.get()
    assert [one.get("role") for one in case.record["parties"]] == ["applicant", "respondent", "respondent"]


def test_several_sheets_are_read_and_others_passed_over(office):
    made = book(row(), sheet="一季度")
    second = made.create_sheet("二季度")
    second.append(list(sheets.HEADINGS))
    second.append(list(row(受理时间="2025-05-06", 调解时间="2025-05-07")))
    made.create_sheet("填写说明").append(["请如实填写"])

    opened = importing(office, made)

    assert [one.name for one in opened.registers] == ["一季度", "二季度"]
    assert brought(office, made).states == {"entered": 2}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-8"])
def test_a_csv_is_read_in_the_encodings_of_excel_and_wps(office, encoding):
    lines = [",".join(f'"{cell}"' for cell in one) for one in (sheets.HEADINGS, row())]

    found = brought(office, "\r\n".join(lines).encode(encoding), name="台账.csv")

    assert found.states == {"entered": 1}


def test_headings_of_two_rows_are_read_together(office):
    made = Workbook()
    page = made.active
    page.append(["序号", "受理时间", "当事人", "", *sheets.HEADINGS[4:]])
    page.append(["", "", "申请人", "被申请人"])
    page.merge_cells("C1:D1")
    page.append(list(row()))

    assert checked(office, made).states == {"good": 1}


# What is wrong -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "written", "cell", "said"),
    [
        ("受理时间", "2025.2.30", "B3", "这一天不存在"),
        ("受理时间", "去年", "B3", "不是日期"),
        ("受理时间", "2030-01-01", "B3", "晚于今天"),
        ("申请人", "陈某某 138****8000", "C3", "脱敏"),
        ("纠纷类型", "鸡毛蒜皮", "E3", "请从以下选项中选择"),
        ("案件来源", "听说", "F3", "请从以下选项中选择"),
        ("调解员", "查无此人", "H3", "不是青槐街道办事处的人员"),
        ("调解时间", "2025-02-01", "I3", "不能办理“调解”"),
        ("调解结果", "差不多", "J3", "看不出结果"),
        ("协议形式", "握手", "K3", "请从以下选项中选择"),
        ("涉及金额", "若干", "L3", "不是金额"),
        ("涉及金额", "-5", "L3", "负数"),
        ("涉及金额", "#REF!", "L3", "公式错误"),
    ],
)
def test_a_cell_that_is_wrong_is_named_with_the_way_to_mend_it(office, heading, written, cell, said):
    found = checked(office, book(row(**{heading: written})))

    assert found.states == {"bad": 1}
    named = dict(cells(found))
    assert cell in named, named
    assert said in named[cell]


def test_every_wrong_cell_of_a_line_is_named_at_once(office):
    found = checked(office, book(row(纠纷类型="鸡毛蒜皮", 涉及金额="若干", 受理时间="2025.13.1")))

    assert {address for address, _ in cells(found)} == {"B3", "E3", "L3"}


def test_a_formula_without_a_result_is_named(office):
    assert "没有保存它的计算结果" in dict(cells(checked(office, book(row(涉及金额="=1000+200")))))["L3"]


def test_nothing_that_is_wrong_is_written_and_the_rest_is(office):
    found = brought(
        office, book(row(), row(序号=2, 受理时间="2025-04-31"), row(序号=3, 受理时间="2025-02-28"))
    )

    assert found.states == {"entered": 2, "bad": 1}
    assert models.Case.objects.count() == 2


def test_columns_that_profile_people_are_refused_with_the_reason(office):
    made = book(row())
    for nth, heading in enumerate(("是否重点人员", "政治面貌", "稳控责任人", "人员风险等级"), start=14):
        made.active.cell(2, nth).value = heading
        made.active.cell(3, nth).value = "机密标签"

    opened = importing(office, made)

    assert [heading for _, _, heading, _ in opened.refused] == [
        "是否重点人员",
        "政治面貌",
        "稳控责任人",
        "人员风险等级",
    ]
    assert all("不导入" in why for *_, why in opened.refused)
    brought(office, made)
    assert not models.Entry.objects.filter(body__contains="机密标签").exists()


def test_a_column_nobody_knows_is_said_to_be_passed_over(office):
    made = book(row())
    made.active.cell(2, 14).value = "幸运数字"

    assert ("台账", "N", "幸运数字") in importing(office, made).ignored


def test_remarks_are_not_taken_for_the_note_of_some_step(office):
    made = book(row(备注="已电话告知"))

    assert ("台账", "M", "备注") in importing(office, made).ignored
    assert checked(office, made).states == {"good": 1}


def test_a_person_of_a_name_that_two_bear_is_asked_for(office):
    other = models.Person.objects.create(code="wan2", name="万和平")
    models.Holding.objects.create(
        person=other, organ_id=ORGAN, post="mediator_full", title="专职人民调解员", since=date(2024, 1, 1)
    )

    [(cell, said)] = cells(checked(office, book(row())))

    assert cell == "H3"
    assert "有2人都叫“万和平”" in said
    assert "万和平〔wan2〕" in said
    assert checked(office, book(row(调解员="万和平〔wan2〕"))).states == {"good": 1}


def test_required_columns_the_register_lacks_are_asked_for_once(office):
    lacking = {place.heading for place in importing(office, book(row()), fills={}).missing}

    assert {"调解组织类型", "难易程度", "协议内容"} <= lacking
    assert not {place.heading for place in importing(office, book(row())).missing} & set(sheets.FILLS)


# Twice ---------------------------------------------------------------------------------------------


def test_the_same_file_brought_in_twice_is_written_once(office):
    made = content(book(row(), row(序号=2, 受理时间="2025-02-01")))
    brought(office, made)

    again = brought(office, made)

    assert again.states == {"again": 2}
    assert models.Case.objects.count() == 2


def test_an_import_that_was_broken_off_goes_on_where_it_stopped(office, monkeypatch):
    made = content(
        book(*(row(序号=n, 受理时间=date(2025, 1, n), 调解时间=date(2025, 3, n)) for n in range(1, 8)))
    )
    monkeypatch.setattr("fazhi.usecases.workbook_import.AT_ONCE", 2)
    first = importing(office, made).brought()
    for _ in range(3):
        next(first)
    first.close()
    assert models.Case.objects.count() == 4

    found = brought(office, made)

    assert found.states == {"again": 4, "entered": 3}
    assert figures()["mediation.settled"] == 7


def test_a_line_that_repeats_another_is_shown_and_not_taken_unless_told(office):
    made = content(book(row(), row(序号=2)))

    assert checked(office, made).states == {"good": 1, "doubtful": 1}
    assert brought(office, made).states == {"entered": 1, "doubtful": 1}
    assert brought(office, made, repeats=True).states == {"again": 1, "entered": 1}


def test_a_line_that_repeats_a_case_in_the_books_is_shown(office):
    brought(office, book(row()))

    found = checked(office, book(row(), row(序号=2, 受理时间="2025-02-01")))

    assert found.states == {"doubtful": 1, "good": 1}
    assert "与账簿中的" in found.told[0].remark


def test_an_official_number_is_kept_and_the_next_case_gets_the_next(office):
    made = book(row())
    made.active.cell(2, 14).value = "案号"
    made.active.cell(3, 14).value = "（青槐）人调字〔2025〕第17号"

    brought(office, made)

    assert models.Case.objects.get().number == "（青槐）人调字〔2025〕第17号"
    office.register()
    assert models.Case.objects.order_by("-key").first().number == "（青槐）人调字〔2025〕第18号"
    again = book(row(序号=9, 受理时间="2025-02-02"))
    again.active.cell(2, 14).value, again.active.cell(3, 14).value = "案号", "（青槐）人调字〔2025〕第17号"
    assert "已有案件使用" in dict(cells(checked(office, again)))["N3"]


# Who, and what is not taken ------------------------------------------------------------------------


def test_a_mediator_brings_in_what_is_their_own_and_nothing_of_others(office):
    made = book(row())
    assert checked(office, made, by=WAN).states == {"good": 1}

    made.active.cell(2, 14).value, made.active.cell(3, 14).value = "受理经办人", "邓涛"
    assert "由他人办理" in cells(checked(office, made, by=WAN))[0][1]


def test_who_has_nothing_to_do_with_a_duty_brings_nothing_in(office):
    with pytest.raises(NotAllowedError, match="不能导入"):
        importing(office, book(row()), by=QIN)


def bomb() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return kept.getvalue()


def with_part(name: str, text: bytes) -> bytes:
    kept = io.BytesIO(content(book(row())))
    with zipfile.ZipFile(kept, "a") as archive:
        archive.writestr(name, text)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("sent", "name", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "台账.xls", "旧版 .xls"),
        (b"", "台账.xlsx", "空文件"),
        (b"PK\x03\x04broken", "台账.xlsx", "不完整"),
        (b"%PDF-1.7", "台账.pdf", "不是 .xlsx 或 .csv"),
        (b"\xff\xfe\x00", "台账.csv", "编码"),
        (b"a" * (21 * 1024 * 1024), "台账.csv", "超过20 MB"),
        (bomb(), "台账.xlsx", "与文件大小不符"),
        (with_part("xl/vbaProject.bin", b"macro"), "台账.xlsx", "含有宏"),
        (with_part("xl/evil.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "台账.xlsx", "为安全起见"),
        (b"PK\x03\x04", "台账.xlsm", "带宏的"),
    ],
    ids=["xls", "empty", "broken", "pdf", "encoding", "large", "bomb", "macro", "entities", "xlsm"],
)
def test_a_file_that_cannot_be_taken_is_refused_in_a_sentence(office, sent, name, said):
    with pytest.raises(WorkbookError, match=said):
        importing(office, sent, name=name)


def test_the_reviewer_of_corrections_may_bring_in_what_others_did(office):
    assert checked(office, book(row()), by=HE).states == {"good": 1}


# Totals --------------------------------------------------------------------------------------------


def totals(office, *rows) -> list[str]:
    found = importing(office, book(*rows))
    found.count()
    return [str(one) for one in found.wrong_totals]


def total(label: str, amount: object) -> tuple[object, ...]:
    return (label, *[""] * 10, amount)


def test_a_total_that_is_the_sum_of_its_rows_is_not_spoken_of(office):
    assert totals(office, row(), row(序号=2), total("合计", 2400)) == []
    assert totals(office, row(), row(序号=2), total("合 计：", "2,400.00元")) == []


def test_a_total_that_is_not_the_sum_of_its_rows_is_named_with_what_they_come_to(office):
    [said] = totals(office, row(), row(序号=2), total("合计", 2500))

    assert "表“台账”L5“涉及金额(元)”：合计为2,500，各行相加为2,400，合计多100，请核对。" in said


def test_subtotals_sum_their_own_rows_and_the_total_all(office):
    rows = (row(), total("小计", 1200), row(序号=2), row(序号=3), total("小计", 2400))

    assert totals(office, *rows, total("合计", 3600)) == []
    [said] = totals(office, *rows, total("总计", 2400))
    assert "合计少1,200" in said


def test_what_came_together_since_other_months_and_what_cannot_be_read_is_not_held_against_the_rows(office):
    assert totals(office, row(), total("累计", 99999)) == []
    assert totals(office, row(涉及金额="一千二"), total("合计", 5)) == []
    assert totals(office, row(), ("备注：合计另附", "")) == []


def test_a_total_that_differs_stops_nothing(office):
    made = book(row(), total("合计", 5))

    assert brought(office, made).states == {"entered": 1}

"""Reports of several places side by side: gaps, outliers, and what may not be ranked."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from fazhi.reader import UnreadableError, folders, read_text, tables
from fazhi.usecases import comparison_table
from fazhi.usecases.comparison_table import Said

CASES, EVENTS, RATE = "mediation.cases", "publicity.events", "mediation.success_rate"
PLACES = ("甲街道", "乙街道", "丙街道", "丁街道", "戊街道", "己街道")


def said(place: str, value: int | str, indicator: str = CASES, **more) -> Said:
    told = {"file": f"{place}.txt", "level": "street", "year": 2025, "unit": "件"} | more
    return Said(place=place, indicator=indicator, value=Decimal(value), **told)


def report(place: str, cases: int, year: int = 2025) -> str:
    return f"""{place}办事处{year}年法治政府建设年度报告
一、推进法治政府建设的主要举措和成效
受理人民调解案件{cases}件，调解成功率96.5%。发放宣传材料2万余份。
四、{year + 1}年度主要安排
计划开展法治宣传活动20场次。
"""


def test_only_results_bound_to_an_indicator_are_taken_from_a_report():
    found = list(comparison_table.said_in(read_text(report("青槐街道", 30), "a.txt")))

    by_code = {one.indicator: one for one in found}
    assert by_code[CASES].value == 30
    assert by_code[RATE].value == Decimal("96.5")
    assert EVENTS not in by_code
    assert {one.place for one in found} == {"青槐街道办事处"}
    assert {one.year for one in found} == {2025}


def test_what_a_place_does_not_tell_is_a_gap():
    found = comparison_table.table(
        [said("甲街道", 3), said("甲街道", 5, EVENTS, unit="场次"), said("乙街道", 4)]
    )

    assert [(one.code, one.told) for one in found.columns] == [(CASES, 2), (EVENTS, 1)]
    assert [row.place for row in found.rows] == ["乙街道", "甲街道"]
    assert found.gaps == 1


def test_the_first_of_several_values_counts_and_the_others_are_kept():
    [cell] = comparison_table.table([said("甲街道", 3), said("甲街道", 5), said("甲街道", 3)]).cells.values()

    assert (cell.said.value, cell.others) == (3, (5,))


def test_a_value_far_from_the_others_stands_out():
    values = (120, 130, 110, 140, 125, 90_000)
    found = comparison_table.table([said(place, value) for place, value in zip(PLACES, values, strict=True)])

    assert [cell.said.place for cell in found.outliers] == ["己街道"]


def test_a_place_of_another_level_is_no_outlier_among_streets():
    told = [said(place, 100 + number) for number, place in enumerate(PLACES)]
    found = comparison_table.table([*told, said("某区", 90_000, level="county")])

    assert found.outliers == []


@given(st.lists(st.integers(0, 10**9), max_size=4))
def test_among_few_none_stands_out(values):
    assert comparison_table.table([said(f"{n}街道", value) for n, value in enumerate(values)]).outliers == []


def test_figures_of_one_kind_are_ranked():
    found = comparison_table.ranking(
        comparison_table.table([said("甲街道", 3), said("乙街道", 4)]), CASES, 2025
    )

    assert found.reasons == ()
    assert [cell.said.place for cell in found.cells] == ["乙街道", "甲街道"]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"period": "2021-2025"}, "统计期间不同：2025年（甲街道）；2021-2025（乙街道）"),
        ({"unit": "人次"}, "计量单位不同：件（甲街道）；人次（乙街道）"),
        ({"level": "county"}, "机关层级不同"),
        ({"part": True}, "有的写的是总数，有的是其中一部分"),
    ],
)
def test_figures_of_different_kinds_are_not_ranked_and_the_reason_is_said(other, reason):
    told = [said("甲街道", 3), replace(said("乙街道", 4), **other)]

    found = comparison_table.ranking(comparison_table.table(told), CASES, 2025)

    assert len(found.reasons) == 1
    assert found.reasons[0].startswith(reason)
    assert [cell.said.place for cell in found.cells] == ["乙街道", "甲街道"]  # by name


def test_a_report_that_contradicts_itself_is_not_ranked():
    told = [said("甲街道", 3), said("甲街道", 30), said("乙街道", 4)]

    [reason] = comparison_table.ranking(comparison_table.table(told), CASES, 2025).reasons

    assert reason.startswith("甲街道的报告里这个指标有几个不同的数")


def test_other_years_are_no_part_of_a_ranking():
    told = [said("甲街道", 3), said("乙街道", 4), said("丙街道", 9, year=2024)]
    found = comparison_table.table(told)

    assert found.years == [2025, 2024]
    assert len(comparison_table.ranking(found, CASES, 2025).cells) == 2
    assert comparison_table.ranking(found, CASES, 2023) is None


def test_the_files_tell_what_the_table_tells_and_no_formula_runs():
    told = [said("=甲街道", 3), said("乙街道", 4), said("乙街道", 96, RATE, unit="%")]
    found = comparison_table.table(told)

    lines = list(csv.DictReader(io.StringIO(comparison_table.as_csv(found).decode("utf-8-sig"))))
    assert [(one["机关"], one["指标编号"], one["数值"], one["标记"]) for one in lines] == [
        ("'=甲街道", CASES, "3.0", ""),
        ("'=甲街道", RATE, "", "缺"),
        ("乙街道", CASES, "4.0", ""),
        ("乙街道", RATE, "96.0", ""),
    ]
    book = load_workbook(io.BytesIO(comparison_table.as_xlsx(found)))
    assert [cell.value for cell in book["对照"][3]] == ["乙街道", 2025, 4, 96]
    assert book["明细"].max_row == 5


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_table_of_a_folder_is_read_again(tmp_path, form):
    folder = tmp_path / "reports"
    folder.mkdir()
    for place, cases in (("甲街道", 30), ("乙街道", 40)):
        (folder / f"{place}.txt").write_text(report(place, cases), encoding="utf-8")
    target = tmp_path / f"table.{form}"
    list(folders.read_folder(folder, journal=tmp_path / "journal", jobs=1))
    tables.write(tmp_path / "journal", target)

    found = comparison_table.table(comparison_table.said_in_table(target.read_bytes(), target.name))

    direct = [
        one
        for path in sorted(folder.iterdir())
        for one in comparison_table.said_in(read_text(path.read_text("utf-8"), path.name))
    ]
    again = comparison_table.table(direct)
    assert found.cells == again.cells
    assert found.columns == again.columns


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"nothing", "a.xlsx"), (b"PK\x03\x04", "a.xlsx"), (b"a,b\n1,2\n", "a.csv"), (b"\xff\xfe", "a.csv")],
)
def test_another_table_is_refused_in_a_sentence(content, name):
    with pytest.raises(UnreadableError, match="不是 fazhi read 文件夹 --to 写出的汇总表"):
        comparison_table.said_in_table(content, name)


@given(st.lists(st.builds(said, st.sampled_from(PLACES), st.integers(0, 9999)), max_size=9))
def test_what_is_carried_comes_back(told):
    assert comparison_table.said_again([one.to_json() for one in told]) == told


@pytest.mark.parametrize("data", [None, 3, {"a": 1}, [[1]], [["a", "b", "c", 2025, "d", "x", "e", 0, "", 0]]])
def test_what_was_not_carried_is_refused(data):
    with pytest.raises(ValueError, match=r"no figures|invalid"):
        comparison_table.said_again(data)


@pytest.mark.parametrize("value", ["1e999999999", "-1e30", "NaN", "Infinity"])
def test_what_is_no_figure_has_no_place_in_the_table(value):
    found = comparison_table.table([said("甲街道", value)])

    assert (found.rows, found.cells) == ((), {})

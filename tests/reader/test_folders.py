import csv

import openpyxl

from fazhi.reader import folders, tables

REPORT = "{}街道2025年法治政府建设年度报告\n一、主要举措和成效\n全年开展行政检查{}次。"


def test_a_folder_becomes_one_table_and_is_not_read_twice(tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, count in (("青槐", 12), ("白杨", 30)):
        (reports / f"{name}.txt").write_text(REPORT.format(name, count), encoding="utf-8")
    (reports / "坏.pdf").write_bytes(b"%PDF-1.7 nothing")
    journal = tmp_path / "t.jsonl"

    assert list(folders.read_folder(reports, journal=journal, jobs=1))[-1][:2] == (3, 3)
    assert list(folders.read_folder(reports, journal=journal, jobs=1)) == [(3, 3, "")]

    assert tables.write(journal, tmp_path / "t.csv") == 2
    with (tmp_path / "t.csv").open(encoding="utf-8-sig") as file:
        assert {(row["机关"], row["指标编号"], row["数值"]) for row in csv.DictReader(file)} == {
            ("青槐街道", "inspection.count", "12"),
            ("白杨街道", "inspection.count", "30"),
        }
    tables.write(journal, tmp_path / "t.xlsx")
    files = list(openpyxl.load_workbook(tmp_path / "t.xlsx")["文件"].values)
    assert [row[6] for row in files if row[0] == "坏.pdf"] == [
        "“坏.pdf”不是完好的 PDF 文件，打不开，请重新导出或下载。"
    ]

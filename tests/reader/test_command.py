import json

import pytest

from fazhi.config.cli import main

REPORT = "青槐街道2025年法治政府建设年度报告\n一、主要举措和成效\n全年开展行政检查12次。\n"


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_a_report_is_given_as_json_with_places_in_its_text(report, capsys):
    assert main(["read", str(report), "--json"]) == 0

    said = json.loads(capsys.readouterr().out)
    assert set(said) == {
        *("body", "level", "year", "title", "signed_on", "published_on", "written_on", "parts", "outline"),
        *("text", "figures", "problems"),
    }
    [figure] = said["figures"]
    assert (figure["indicator"], figure["value"], figure["unit"]) == ("inspection.count", 12, "次")
    assert said["text"][figure["start"] : figure["end"]] == figure["text"] == "全年开展行政检查12次"
    assert set(said["parts"]) == {
        "measures",
        "shortcomings",
        "causes",
        "first_responsible",
        "next_year",
        "other",
    }


def test_what_cannot_be_read_is_a_sentence_and_no_traceback(tmp_path, capsys):
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.7")

    assert main(["read", str(broken)]) == 1
    assert main(["read", str(tmp_path / "无.txt")]) == 1
    assert main(["read", str(tmp_path)]) == 1
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.usefixtures("report")
def test_a_score_is_told_for_each_file(capsys, tmp_path):
    expected = {
        "figures": [{"text": "行政检查12次", "value": 12, "unit": "次", "indicator": "inspection.count"}],
        "outline": [{"level": 1, "marker": "一、", "title": "主要举措和成效"}],
    }
    (tmp_path / "报告.expected.json").write_text(json.dumps(expected), encoding="utf-8")

    assert main(["read", "--score", str(tmp_path)]) == 0
    assert "数字: P 1.000  R 1.000  F1 1.000" in capsys.readouterr().out


@pytest.mark.usefixtures("report")
def test_a_folder_is_written_as_a_table(tmp_path):
    assert main(["read", str(tmp_path), "--to", str(tmp_path / "汇总.csv"), "--jobs", "1"]) == 0
    assert "inspection.count" in (tmp_path / "汇总.csv").read_text(encoding="utf-8-sig")

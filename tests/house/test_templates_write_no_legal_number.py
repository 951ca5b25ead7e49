"""A paper says a legal number in the words of its row, so that a new law changes it in one place."""

from __future__ import annotations

import re

import pytest

from fazhi.documents.template_language import stored, stored_names
from fazhi.law import limits, thresholds
from fazhi.law.thresholds import Measure

NUMERALS = "0-9〇零一二两三四五六七八九十百千万亿"
UNITS = {
    Measure.YUAN: "元",
    Measure.PERSON: "[人名]",
    Measure.TIME_A_YEAR: "次",
    Measure.HOUR_A_YEAR: "学时",
}


def ways_to_write(row):
    """Yield patterns of a threshold's number, in Chinese and in figures."""
    bounds = "[至到-]".join(f"{one.normalize():f}" for one in (row.least, row.most) if one is not None)
    if row.measure in (Measure.PERCENT, Measure.PERCENT_A_DAY):
        yield from (re.escape(row.text) + f"(?![{NUMERALS}点])", rf"(?<![{NUMERALS}.]){bounds}[%％]")
    elif row.text:
        unit = UNITS[row.measure]
        number = re.sub("(人|元|次|学时)$", "", row.text)
        written = number.replace("两", "[两二]")
        yield from (rf"(?<![{NUMERALS}至]){written}{unit}", rf"(?<![{NUMERALS}.]){bounds}{unit}")


def lines_of(text):
    """Yield the lines that are printed: those that begin with %% cite the law."""
    yield from (line for line in text.splitlines() if not line.startswith("%%"))


@pytest.mark.parametrize("row", thresholds.all(), ids=lambda row: row.code)
def test_no_template_writes_a_number_of_the_table_of_thresholds(row):
    wrong = [
        f"{name}: {line}"
        for name in stored_names()
        for line in lines_of(stored(name))
        for way in ways_to_write(row)
        if re.search(way, line)
    ]

    assert not wrong, f"{row.code} is written, not asked for: {wrong}"


@pytest.mark.parametrize("name", stored_names())
def test_a_template_asks_only_for_numbers_there_are(name):
    asked = set(re.findall(r"\b(limit|threshold)\.([A-Z]{2}_\d+)", stored(name)))
    there = {("limit", row.code) for row in limits.all()} | {
        ("threshold", row.code) for row in thresholds.all() if row.text
    }

    assert {(table, code.replace("_", "-")) for table, code in asked} <= there


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("TH-04", "每日按罚款数额的百分之三加处罚款"),
        ("TH-04", "每日按罚款数额的3%加处罚款"),
        ("TH-09", "可以委托一至二人代理"),
        ("TH-09", "可以委托1至2名代理人"),
        ("TH-05", "不少于二人"),
        ("TH-01", "二百元以下"),
    ],
)
def test_a_number_is_found_however_it_is_written(code, line):
    assert any(re.search(way, line) for way in ways_to_write(thresholds.threshold(code)))


@pytest.mark.parametrize(
    ("code", "line"),
    [("TH-04", "百分之三十"), ("TH-05", "十二人"), ("TH-01", "一千二百元"), ("TH-03", "1100元")],
)
def test_another_number_is_not_taken_for_it(code, line):
    assert not any(re.search(way, line) for way in ways_to_write(thresholds.threshold(code)))

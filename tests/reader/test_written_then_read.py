"""Every figure printed in a report that fazhi writes is read back equal and bound to its indicator, in
each format.
"""

import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi.core import statement
from fazhi.core.statement import Asked, Figure, Statement
from fazhi.documents.rendering import render
from fazhi.procedures import registry
from fazhi.reader import Reading, read, read_text
from fazhi.statements import annual_report
from fazhi.statements.paper import paper

WORDS = {"organ": "青槐街道", "year": "2025", "next": "2026", "until": ""}
TEMPLATE = statement.read(
    annual_report.template()
    .replace(
        "[[shortcomings]]", "一是力量不足，主要原因是编制少，执法任务重，人员调整频繁，熟悉业务的人不多。"
    )
    .replace(
        "[[next_year]]", "一是继续加强培训，补充执法力量，把法治建设与业务工作一同部署、一同推进、一同考核。"
    )
)


def composed(seeds: dict[str, int], year: int = 2025) -> Statement:
    """A report in which each indicator has a number of its own."""
    declared = registry.indicators()

    def figure(asked: Asked) -> Figure:
        indicator = declared[asked.code]
        seed = seeds.get(asked.code, 7)
        value = Decimal(seed % 1001) / 1000 if indicator.unit == "%" else Decimal(seed)
        return Figure(
            indicator=asked.code,
            label=indicator.label,
            unit=indicator.unit,
            value=value,
            base=Decimal(10),
            last=Decimal(10),
        )

    return statement.compose(TEMPLATE, figure, WORDS | {"year": str(year), "next": str(year + 1)})


def as_text(report: Statement) -> str:
    lines = [report.title]
    for section in report.sections:
        lines += [section.heading, *(one.text for one in section.paragraphs)]
    return "\n".join(line for line in lines if line)


def printed(report: Statement) -> list[tuple[str, Decimal]]:
    """What was printed: each indicator with its number as it stands there, changes on last year apart."""
    found = []
    for paragraph in report.paragraphs():
        for piece in paragraph.pieces:
            if piece.figure is None or piece.text.startswith(("同比", "与上年", "—")) or not piece.text:
                continue
            bare = piece.text.removesuffix("%")
            scale = 10_000 if bare.endswith("万") else 1
            found.append((piece.figure.indicator, Decimal(bare.removesuffix("万")) * scale))
    return found


def read_back(reading: Reading) -> list[tuple[str, Decimal]]:
    return [
        (claim.indicator or claim.label, claim.value)
        for claim in reading.figures
        if "同比" not in claim.text and not claim.said_in_words
    ]


def changes(report: Statement) -> list[tuple[str, Decimal]]:
    """What was printed of changes on last year: of which indicator, by how many per cent, fewer as minus."""
    found = []
    for paragraph in report.paragraphs():
        for piece in paragraph.pieces:
            if piece.figure is not None and piece.text.startswith("同比"):
                share = Decimal(piece.text[4:].removesuffix("%"))
                found.append((piece.figure.indicator, -share if "下降" in piece.text else share))
    return found


def changes_read_back(reading: Reading) -> list[tuple[str, Decimal]]:
    found = []
    for place, claim in enumerate(reading.figures):
        if "同比" in claim.text:
            of = next(one for one in reversed(reading.figures[:place]) if "同比" not in one.text)
            found.append((of.indicator or "", -claim.value if "下降" in claim.text else claim.value))
    return found


def as_data(report: Statement) -> bytes:
    sections = [
        {"heading": one.heading, "paragraphs": [{"text": said.text} for said in one.paragraphs]}
        for one in report.sections
    ]
    return json.dumps({"title": report.title, "sections": sections}, ensure_ascii=False).encode()


def written(report: Statement, form: str) -> bytes:
    if form == "json":
        return as_data(report)
    day = "2026年1月20日"
    return render(paper(report, organ="青槐街道办事处", address=lambda _: "#", day=day), form)


SEEDS = st.dictionaries(st.sampled_from(sorted(registry.indicators())), st.integers(0, 99_999), min_size=20)
YEARS = st.integers(2015, 2040)


@given(SEEDS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_what_was_printed_is_read_back(seeds):
    report = composed(seeds)
    reading = read_text(as_text(report))

    assert read_back(reading) == printed(report)
    assert changes_read_back(reading) == changes(report)


@pytest.mark.parametrize("form", ["docx", "html", "pdf", "md", "json"])
@given(SEEDS, YEARS)
@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_format_of_any_year_is_read_back_alike(form, seeds, year):
    report = composed(seeds, year)

    reading = read(written(report, form), f"报告.{form}")

    assert read_back(reading) == printed(report)
    assert changes_read_back(reading) == changes(report)
    assert reading.year == year
    assert reading.parts["first_responsible"] == "present"
    assert form == "json" or str(reading.signed_on) == "2026-01-20"


@pytest.mark.parametrize("form", ["docx", "html", "pdf", "md", "json"])
def test_what_is_said_in_words_is_a_figure_too(form):
    template = statement.read(
        "# {organ}{year}年法治政府建设年度报告\n## 一、主要举措和成效\n"
        "全年无行政诉讼败诉案件。重大行政决策合法性审查全覆盖。“三重一大”事项全部集体研究决定。\n"
        "参加学法考试人员参考率、合格率均为100%。\n"
    )
    report = statement.compose(template, lambda _: pytest.fail("no figure is asked"), WORDS)

    told = [(one.indicator, one.value) for one in read(written(report, form), f"报告.{form}").figures]

    assert told == [
        ("litigation.lost", 0),
        ("review.coverage_rate", 100),
        ("decision.collective_rate", 100),
        ("exam.participation_rate", 100),
        ("exam.pass_rate", 100),
    ]

"""Every figure printed in a report that fazhi writes is read back equal and bound to its indicator, in
each format.
"""

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


def composed(seeds: dict[str, int]) -> Statement:
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

    return statement.compose(TEMPLATE, figure, WORDS)


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


SEEDS = st.dictionaries(st.sampled_from(sorted(registry.indicators())), st.integers(1, 99_999), min_size=20)


@given(SEEDS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_what_was_printed_is_read_back(seeds):
    report = composed(seeds)

    assert read_back(read_text(as_text(report))) == printed(report)


@pytest.mark.parametrize("form", ["docx", "html", "pdf", "md"])
def test_every_format_is_read_back_alike(form):
    report = composed({code: 11 + 13 * number for number, code in enumerate(registry.indicators())})
    content = render(paper(report, organ="青槐街道办事处", address=lambda _: "#", day="2026年1月20日"), form)

    reading = read(content, f"报告.{form}")

    assert read_back(reading) == printed(report)
    assert reading.year == 2025
    assert str(reading.signed_on) == "2026-01-20"
    assert reading.parts["first_responsible"] == "present"

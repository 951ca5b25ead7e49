"""What a careful reader would mark: each check with what it marks and what it lets stand."""

from decimal import Decimal

import pytest

from fazhi.core.statement import PARTS, Figure, Statement, compose, read
from fazhi.statements import annual_report
from fazhi.statements.checks import CHECKS, Known, faults


def figure(code: str, value: str | None, *, unit: str = "件", label: str = "", base: str = "") -> Figure:
    return Figure(
        indicator=code,
        label=label or code,
        unit=unit,
        value=None if value is None else Decimal(value),
        base=Decimal(base) if base else None,
    )


FIGURES = {
    "m.cases": figure("m.cases", "438", label="人民调解案件数"),
    "m.police": figure("m.police", "78", label="警调对接件数"),
    "m.amount": figure("m.amount", "5846000", unit="元", label="协议涉及金额"),
    "m.rate": figure("m.rate", "0.968", unit="%", label="调解成功率", base="438"),
    "m.small_rate": figure("m.small_rate", "1", unit="%", label="胜诉率", base="2"),
    "m.over": figure("m.over", "1.04", unit="%", label="办结率", base="50"),
    "m.unknown": figure("m.unknown", None, unit="%", label="参考率"),
}

PLACES = {
    "measures": "依法化解矛盾纠纷。",
    "shortcomings": "案卷质量还不高，原因是结案前没有逐项核对。",
    "first_responsible": "主要负责人定期听取汇报。",
    "next_year": "继续规范执法。",
    "other": "无。",
}


def report(**parts: str) -> Statement:
    """A report that is sound but for the parts given; "" leaves one out."""
    said = PLACES | parts
    text = "\n".join(f"## {PARTS[name]} <{name}>\n{words}" for name, words in said.items() if words)
    return compose(read(f"# 2025年报告\n{text}"), lambda asked: FIGURES[asked.code], {})


def known(**counts: int) -> Known:
    return Known(
        year=2025,
        figures=FIGURES,
        late=counts.get("late", 0),
        overdue=counts.get("overdue", 0),
        open_items=counts.get("open_items", 0),
    )


def found(statement: Statement, **counts: int) -> list[str]:
    return [fault.code for fault in faults(statement, known(**counts))]


def the_fault(statement: Statement, code: str, **counts: int):
    [one] = [fault for fault in faults(statement, known(**counts)) if fault.code == code]
    return one


def test_a_sound_report_has_no_faults():
    assert found(report(measures="受理人民调解案件{m.cases}件，成功率{m.rate}。")) == []


# Typed numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["办结信访事项69件。", "覆盖群众1.58万余人次。", "满意率99.1%。", "投入3,200元。"]
)
def test_a_number_that_no_record_bears_out_is_an_error(words):
    fault = the_fault(report(measures=words), "typed-number")

    assert fault.severity == "error"
    assert "没有记录支持" in fault.message
    assert fault.tokens == ()


@pytest.mark.parametrize(
    ("words", "token"),
    [("受理438件。", "{m.cases}"), ("成功率96.8%。", "{m.rate}"), ("涉及584.6万元。", "{m.amount}")],
)
def test_a_number_that_the_books_know_is_to_become_a_figure(words, token):
    fault = the_fault(report(measures=words), "typed-number")

    assert fault.severity == "warning"
    assert fault.tokens == (token,)


@pytest.mark.parametrize(
    "words",
    [
        "2025年3月24日公布目录。",
        "《法治政府建设实施纲要（2021—2025年）》得到落实。",
        "落实国办发〔2018〕118号文件第十二条。",
        "用好12345热线和12348热线。",
        "建立“1+8”调解网络。",
        "（一）持续学习。",
        "每季度开展不少于2次检查。",
    ],
)
def test_years_names_and_promises_are_no_figures(words):
    assert "typed-number" not in found(report(measures=words, next_year=words))


# Claims the books deny -----------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["案件全部按期办结。", "做到零逾期。", "按期办结率达到100%。"])
def test_a_claim_of_full_compliance_is_an_error_where_the_books_deny_it(words):
    fault = the_fault(report(measures=words), "full-claim", late=3)

    assert fault.severity == "error"
    assert "3件逾期办结" in fault.message


def test_the_same_claim_stands_where_the_books_bear_it_out():
    assert "full-claim" not in found(report(measures="案件全部按期办结。"))


def test_what_is_planned_claims_nothing_and_is_no_figure_yet():
    assert found(report(next_year="做到应审尽审，培训200人次。"), late=3, overdue=0) == ["lateness-untold"]


def test_a_hundred_per_cent_that_is_a_figure_is_no_claim():
    assert "full-claim" not in found(report(measures="胜诉率{m.small_rate}。"), late=3)


def test_lateness_that_the_shortcomings_do_not_tell_is_marked():
    fault = the_fault(report(), "lateness-untold", overdue=1)

    assert fault.place == "1.0"
    assert "1件逾期未办" in fault.message


def test_lateness_that_is_told_stands():
    told = "个别事项逾期办结，原因是提醒不够及时。"

    assert "lateness-untold" not in found(report(shortcomings=told), late=2)


# Mandated parts ------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["measures", "shortcomings", "first_responsible", "next_year"])
def test_a_mandated_part_that_is_missing_is_an_error(part):
    fault = the_fault(report(**{part: ""}), "part-missing")

    assert PARTS[part] in fault.message
    assert "第二十五条" in fault.message


def test_other_matters_may_be_left_out():
    assert found(report(other="")) == []


def test_shortcomings_without_causes_are_an_error():
    fault = the_fault(report(shortcomings="案卷质量还不高，普法形式较单一。"), "no-causes")

    assert (fault.severity, fault.place) == ("error", "1.0")


# Slips ---------------------------------------------------------------------------------------------


def test_a_year_left_in_from_the_last_report_is_an_error():
    assert the_fault(report(measures="2024年，街道依法履职。"), "stale-year").quote == "2024年"


@pytest.mark.parametrize(
    "words", ["较2024年有所上升。", "落实《2024年工作要点》。", "2025年，街道依法履职。"]
)
def test_last_year_may_be_named_to_compare_with_it(words):
    assert "stale-year" not in found(report(measures=words))


def test_a_rate_on_a_base_under_five_is_marked_with_its_base():
    assert "基数只有2" in the_fault(report(measures="胜诉率{m.small_rate}。"), "small-base").message


def test_a_rate_on_a_fair_base_stands():
    assert "small-base" not in found(report(measures="成功率{m.rate}。"))


def test_a_share_above_a_hundred_per_cent_is_marked():
    assert "rate-above-100" in found(report(measures="办结率{m.over}。"))


def test_a_figure_that_cannot_be_computed_is_not_to_be_printed():
    fault = the_fault(report(measures="受理{m.cases}件，参考率{m.unknown}。"), "no-value")

    assert "参考率" in fault.message


def test_the_same_figure_in_brackets_is_left_out_and_nothing_is_marked():
    assert "no-value" not in found(report(measures="受理{m.cases}件[，参考率{m.unknown}]。"))


@pytest.mark.parametrize("words", ["由XX部门负责。", "会议于____召开。", "成效显著（待补充）。"])
def test_a_blank_is_to_be_filled_in(words):
    assert "blank-left" in found(report(measures=words))


def test_every_fault_says_where_it_stands_or_concerns_the_whole():
    faulty = report(
        measures="2024年办结69件，由XX负责，全部按期办结。", shortcomings="不足很多。", next_year=""
    )

    for fault in faults(faulty, known(late=1)):
        assert fault.message.endswith(("。", "）。"))
        assert fault.place or fault.code == "part-missing"


# The template of the house -------------------------------------------------------------------------


def test_the_drafted_report_has_every_mandated_part():
    template = read(annual_report.drafted([]))

    assert {section.part for section in template.sections if section.part} == set(PARTS)


def test_what_the_books_show_is_told_with_its_likely_cause():
    shown = [annual_report.Shown(kind="late", count=3, code="ME-01", what="调结")]
    [told] = annual_report.shortcomings(shown)

    assert "“调结”{limits.late[code=ME-01]}件" in told
    assert "原因是" in told


def test_checks_have_names_of_their_own():
    assert len({check.__name__ for check in CHECKS}) == len(CHECKS)

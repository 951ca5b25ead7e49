"""Returns: every cell from the books, what must balance, and the case that breaks it."""

import io
import json
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from fazhi.core import formula
from fazhi.core.ledger import both
from fazhi.core.periods import PeriodError
from fazhi.law.returns import returns as law_returns
from fazhi.procedures import registry
from fazhi.statements.returns.declared import all_returns
from fazhi.store import models
from fazhi.usecases import figures, return_files, returns
from fazhi.usecases.figures import Book, Period
from usecases.offices import Office
from usecases.tampering import unguarded

TODAY = date(2026, 1, 15)


def filled(office: Office, code: str, period: str) -> returns.Filled:
    declared = all_returns()[code]
    return returns.fill(office.organ, declared, law_returns()[code].span(period))


def column(found: returns.Filled, table: int, label: str) -> list[Decimal | None]:
    one = found.tables[table]
    at = next(at for at, each in enumerate(one.table.columns) if each.label == label)
    return [cells[at] for cells in one.cells]


@pytest.mark.parametrize("declared", all_returns().values(), ids=lambda one: one.code)
def test_every_cell_asks_figures_that_definitions_post(declared):
    known = registry.indicators()
    for table in declared.tables:
        assert table.rows
        assert table.columns
        for each in table.columns:
            codes = formula.read(each.formula).codes
            assert codes
            assert set(codes) <= set(known), each.label
            for row in table.rows:
                if row.dimension:
                    posted = [code for code in codes if not known[code].formula]
                    assert all(row.dimension in _dimensions(known[code]) for code in posted), each.label


def _dimensions(indicator):
    return {by if isinstance(by, str) else by.name for by in indicator.by}


class _Asking:
    """Figures that only tell what is asked of them."""

    def __init__(self):
        self.asked = []

    def value(self, code, where, years_back):
        self.asked.append((code, where, years_back))

    def months(self):
        return 12


@pytest.mark.parametrize("declared", all_returns().values(), ids=lambda one: one.code)
def test_no_cell_is_left_empty_for_want_of_a_breakdown(declared):
    known = registry.indicators()
    for table in declared.tables:
        for each in table.columns:
            asking = _Asking()
            formula.read(each.formula).evaluate(asking)
            for row in table.rows:
                for code, where, _ in asking.asked:
                    assert figures.is_kept(known[code], both(row.where, where) or ()), (row, each)


@pytest.mark.django_db
def test_a_row_and_a_column_may_each_take_a_figure_apart(office: Office):
    office.mediate()
    office.mediate(source="entrusted/police", committee_kind="street")
    found = filled(office, "S1", "2025")
    rows = [row.label for row in found.tables[1].table.rows]
    entrusted = dict(zip(rows, column(found, 1, "来源：接受委托移送"), strict=True))
    assert (entrusted["合计"], entrusted["街道（乡镇）调委会"], entrusted["村（居）调委会"]) == (1, 1, 0)
    written = dict(zip(rows, column(found, 1, "书面协议"), strict=True))
    assert written["合计"] == written["街道（乡镇）调委会"] + written["村（居）调委会"]


@pytest.mark.django_db
def test_a_month_counts_what_happened_in_it(office: Office):
    office.mediate()
    office.mediate(source="proactive")
    office.register()
    march, february = filled(office, "S1", "2025-03"), filled(office, "S1", "2025-02")
    assert column(march, 2, "调解案件") == [Decimal(2)]
    assert column(march, 2, "来源：当事人申请") == [Decimal(1)]
    assert column(march, 2, "协议涉及金额") == [Decimal(2400)]
    assert column(february, 2, "调解案件") == [Decimal(0)]
    assert march.broken == ()


@pytest.mark.django_db
def test_rows_take_a_figure_apart_and_leave_rates_of_nothing_open(office: Office):
    office.mediate()
    found = filled(office, "S1", "2025")
    cases = dict(
        zip([row.label for row in found.tables[1].table.rows], column(found, 1, "调解案件"), strict=True)
    )
    assert cases["合计"] == cases["村（居）调委会"] == 1
    hotline = filled(office, "S5", "2025")
    assert column(hotline, 0, "响应率")[0] is None


@pytest.mark.django_db
def test_a_balance_that_does_not_hold_names_the_cases_behind_it(office: Office):
    case, *_ = office.mediate()
    office.mediate()
    # What no entry could have posted: the slice by type is lost.
    models.Balance.objects.filter(indicator="mediation.cases", dimension="dispute_type").update(amount=0)
    row = models.Posting.objects.get(case=case, indicator="mediation.cases")
    slices = {name: value for name, value in json.loads(row.slices).items() if name != "dispute_type"}
    tampered = models.Posting.objects.filter(pk=row.pk)
    with unguarded():
        tampered.update(slices=json.dumps(slices))
    (broken,) = filled(office, "S1", "2025").broken
    assert broken.balance.label == "按类型之和等于调解案件数"
    assert (broken.left, broken.right) == (0, 2)
    assert [one.case for one in broken.cases] == [case]


@pytest.mark.django_db
def test_the_books_of_an_ordinary_office_balance(office: Office):
    office.mediate()
    office.publicize()
    assert list(returns.of_year(Book([office.organ], Period.year(2025)))) == []


@pytest.mark.django_db
@pytest.mark.parametrize("form", return_files.FORMATS)
def test_every_format_says_the_same_number(office: Office, form):
    office.mediate()
    content, media = return_files.publish(filled(office, "S1", "2025"), form, today=TODAY)
    assert media
    if form == "xlsx":
        sheet = load_workbook(io.BytesIO(content))["人民调解案件情况"]
        assert [cell.value for cell in sheet[5]][:3] == ["合计", 1, 1]
    elif form == "json":
        table = json.loads(content)["tables"][1]
        assert table["rows"][0]["label"] == "合计"
        assert table["rows"][0]["values"][:3] == [1, 1, 100]
    elif form in {"md", "html"}:
        assert "村（居）调委会" in content.decode()
    else:
        assert len(content) > 2000


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2025", "2025年"),
        ("2025-03", "2025年3月"),
        ("2025-Q4", "2025年第四季度"),
        ("2025Q1", "2025年第一季度"),
    ],
)
def test_periods_are_read_as_offices_write_them(text, label):
    assert law_returns()["S1"].span(text).label == label


def test_the_last_quarter_ends_with_the_year():
    assert law_returns()["S1"].span("2025-Q4").until == date(2026, 1, 1)


@pytest.mark.parametrize("text", ["", "去年", "2025-13", "2025-0", "2025-H1"])
def test_what_is_no_period_of_the_return_is_refused_in_a_sentence(text):
    with pytest.raises(PeriodError, match=r"。$"):
        law_returns()["S1"].span(text)

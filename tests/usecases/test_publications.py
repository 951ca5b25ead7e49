"""What the public may read: only what was published, masked, until it is taken back or its term is over."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.procedures import registry
from fazhi.usecases import publications
from fazhi.usecases.publications import Page
from usecases.open_cases import CITIZEN, PERSONAL, SHOP, decided, inspected, publish, take_back
from usecases.test_inspections_and_penalties import BOTH, ORGAN, Desk, desk

__all__ = ["desk"]

AUTUMN = date(2025, 10, 10)
PENALTY, INSPECTION, OFFICER = (
    registry.procedure(code) for code in ("penalty", "inspection", "enforcement_officer")
)


@pytest.fixture(autouse=True)
def certified(desk: Desk) -> None:
    desk.certify(*BOTH, published="yes")


def shown(procedure=PENALTY, today: date = AUTUMN) -> list[dict]:
    headings = [one.heading for one in procedure.publication.columns]
    found = publications.page(ORGAN, procedure, today=today)
    return [dict(zip(headings, one.cells, strict=True)) for one in found.entries]


def test_a_decision_is_shown_once_it_is_published_and_not_before(desk: Desk):
    case = decided(desk)
    assert shown() == []

    publish(desk, case)
    [found] = shown()
    assert found == {
        "决定书文号": "青槐综执罚决字〔2025〕第1号",
        "当事人": "拟州朗和建设工程有限公司",
        "案由": found["案由"],
        "处罚依据": "同法第一百一十一条",
        "处罚内容": "罚款20,000.00元",
        "决定日期": date(2025, 9, 3),
        "决定机关": "拟州市云汀区青槐街道办事处",
        "公示截止日期": date(2026, 9, 3),
    }


def test_a_person_is_called_by_surname_and_nothing_else_of_them_is_told(desk: Desk):
    publish(desk, decided(desk, party=CITIZEN, norm_penalty="第九条（见10087654321）"))
    publish(desk, decided(desk, party=SHOP))
    told = shown()

    assert {one["当事人"] for one in told} == {"张某某", "望桥老面馆"}
    assert not [secret for secret in PERSONAL if secret in str(told)]


def test_the_name_of_a_trader_that_may_be_a_persons_own_is_masked(desk: Desk):
    publish(desk, decided(desk, party={**SHOP, "name": "贺兰亭"}))

    assert shown()[0]["当事人"] == "贺某某"


def test_what_was_decided_not_to_be_published_cannot_be(desk: Desk):
    case = decided(desk, publication="withhold", credit_grade=None)
    form = {"published_where": "街道公示专栏", "masked": "yes"}

    assert "本案决定不公开" in str(desk.try_to("yin", "09-05", "published", case, **form))
    assert shown() == []


def test_what_is_taken_back_disappears_and_its_reason_is_told_without_the_party(desk: Desk):
    case = decided(desk, party=CITIZEN)
    publish(desk, case)
    take_back(desk, case, "行政复议决定撤销了处罚决定，张先生电话10087654321。")

    assert shown(today=date(2025, 10, 21)) == []
    [told] = publications.taken_back(ORGAN, PENALTY)
    assert (told.number, told.on) == ("青槐综执罚决字〔2025〕第1号", date(2025, 10, 20))
    assert told.reason.startswith("行政复议决定撤销了处罚决定")
    assert "10087654321" not in told.reason
    assert publications.taken_back(ORGAN, INSPECTION) == ()


def test_what_is_no_longer_to_be_shown_disappears_by_itself(desk: Desk):
    publish(desk, decided(desk, credit_grade="minor"))

    assert [one["公示截止日期"] for one in shown(today=date(2025, 12, 3))] == [date(2025, 12, 3)]
    assert shown(today=date(2025, 12, 4)) == []


def test_a_repaired_record_disappears(desk: Desk):
    case = decided(desk)
    publish(desk, case)
    desk.do("yin", "12-10", "delisted", case, delisted_for="repaired", repair_no="修复1号")

    assert shown(today=date(2025, 12, 10)) == []


def test_an_inspection_is_shown_by_the_name_of_the_firm_and_of_a_person_without(desk: Desk):
    for words in ({}, {"object_kind": "individual", "object_name": "桐花里12号", "uscc": None}):
        case = inspected(desk, **words)
        desk.do("yin", "07-15", "published", case, published_where="街道公示专栏", masked="yes")
    inspected(desk, publicity="no")

    told = shown(INSPECTION)
    assert {one["检查对象"] for one in told} == {"拟州青禾餐饮管理有限公司", "个人"}
    assert {one["检查日期"] for one in told} == {date(2025, 7, 9)}


def test_officers_on_the_list_are_shown_while_their_certificates_are_valid(desk: Desk):
    assert {one["姓名"] for one in shown(OFFICER)} == {"廖铁生", "车向北"}
    assert shown(OFFICER, today=date(2027, 5, 10)) == []
    desk.certify("zuo")  # certified, but not put on the public list
    assert len(shown(OFFICER)) == 2


def test_a_suspended_certificate_is_not_shown(desk: Desk):
    [liao] = [
        one.key for one in publications.page(ORGAN, OFFICER, today=AUTUMN).entries if "廖铁生" in one.cells
    ]
    desk.do("yin", "09-01", "changed", liao, event="suspended")

    assert {one["姓名"] for one in shown(OFFICER)} == {"车向北"}


def test_a_certificate_is_found_by_exactly_its_number():
    number = f"拟99010100{ord('l')}"
    [found] = publications.sought(ORGAN, OFFICER, f" {number} ", today=AUTUMN)

    assert found.cells[:2] == ("廖铁生", number)
    assert publications.sought(ORGAN, OFFICER, number[:-1], today=AUTUMN) == ()
    assert publications.sought(ORGAN, OFFICER, number, today=date(2027, 5, 10)) == ()
    assert publications.sought(ORGAN, PENALTY, "青槐综执罚决字〔2025〕第1号", today=AUTUMN) == ()


def test_the_platform_above_gets_its_columns_in_their_order_and_no_personal_data(desk: Desk):
    publish(desk, decided(desk))
    publish(desk, decided(desk, party=CITIZEN))
    decided(desk)
    heads, lines = publications.upward(ORGAN, PENALTY, today=AUTUMN, year=2025)

    assert heads[:5] == [
        "行政相对人名称",
        "行政相对人类别",
        "统一社会信用代码",
        "法定代表人",
        "行政处罚决定书文号",
    ]
    firm, citizen = (dict(zip(heads, line, strict=True)) for line in sorted(lines, key=lambda one: one[4]))
    assert (firm["统一社会信用代码"], firm["法定代表人"], firm["罚款金额（万元）"]) == (
        "91990101MA0000001Y",
        "朗某某",
        "2",
    )
    assert (citizen["行政相对人名称"], citizen["行政相对人类别"], citizen["统一社会信用代码"]) == (
        "张某某",
        "自然人",
        "",
    )
    assert firm["处罚机关代码"] == ORGAN
    assert not [secret for secret in PERSONAL if secret in str(lines)]
    assert publications.upward(ORGAN, PENALTY, today=AUTUMN, year=2024)[1] == []


def test_pages_follow_one_another_and_hold_everything_once(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(publications, "LOOKED_THROUGH", 3)
    for _ in range(5):
        publish(desk, decided(desk))
    seen: list[str] = []
    page = Page(entries=(), older=None)
    while page.older or not seen:
        page = publications.page(ORGAN, PENALTY, today=AUTUMN, after=page.older, size=2)
        seen += [one.key for one in page.entries]

    assert len(seen) == len(set(seen)) == 5


def test_a_page_asks_the_same_however_much_it_shows(desk: Desk):
    counted = []
    for _ in range(2):
        publish(desk, decided(desk))
        publish(desk, decided(desk, party=CITIZEN))
        with CaptureQueriesContext(connection) as asked:
            shown()
        counted.append(len(asked))

    assert counted[0] == counted[1] <= 8


def test_a_duty_that_publishes_nothing_says_so():
    with pytest.raises(LookupError, match="没有对外公示"):
        publications.publication_of(registry.procedure("mediation"))

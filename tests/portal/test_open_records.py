"""执法公示 for anyone: no sign-in, nothing personal, a constant number of queries, light pages."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fazhi.store import models
from usecases.open_cases import CITIZEN, PERSONAL, decided, inspected, publish, take_back
from usecases.test_inspections_and_penalties import ORGAN, Desk

HERE = f"/open/{ORGAN}/"


def words(address: str, **asked: str) -> str:
    answer = Client().get(address, asked)
    assert answer.status_code == 200
    assert len(answer.content) < 100_000
    return answer.content.decode()


def test_the_only_organ_is_shown_at_once_and_several_are_listed():
    assert Client().get("/open/").headers["Location"] == HERE
    models.Organ.objects.create(code="990101002", name="白苇街道办事处", kind="street", short="白苇")

    assert "白苇街道办事处" in words("/open/")


def test_an_organ_tells_who_enforces_on_what_basis_and_with_what_result():
    page = words(HERE)

    for said in (
        "事前公开",
        "行政执法人员",
        "事后公开",
        "行政处罚决定",
        "行政检查结果",
        "行政处罚的依据和程序",
    ):
        assert said in page


def test_anyone_reads_what_is_published_and_nothing_personal(desk: Desk):
    publish(desk, decided(desk, party=CITIZEN))
    decided(desk)  # not published
    page = words(f"{HERE}penalty/")

    assert "青槐综执罚决字〔2025〕第1号" in page
    assert "青槐综执罚决字〔2025〕第2号" not in page
    assert "张某某" in page
    assert "2025年9月3日" in page
    assert not [secret for secret in PERSONAL if secret in page]


def test_what_is_taken_back_is_told_with_its_reason_only(desk: Desk):
    case = decided(desk, party=CITIZEN)
    publish(desk, case)
    take_back(desk, case, "行政复议决定撤销了处罚决定。")
    page = words(f"{HERE}penalty/")

    assert "现在没有公示中的行政处罚决定" in page
    assert "行政复议决定撤销了处罚决定。" in page.partition("已撤回")[2]
    assert "张某某" not in page


def test_results_of_inspections_are_shown(desk: Desk):
    case = inspected(desk)
    desk.do("yin", "07-15", "published", case, published_where="街道公示专栏", masked="yes")

    page = words(f"{HERE}inspection/")
    assert "拟州青禾餐饮管理有限公司" in page
    assert "渡口路20号" not in page


def test_a_certificate_is_checked_by_its_number():
    good = words(f"{HERE}enforcement_officer/", number=f"拟99010100{ord('l')}")
    assert "已经公示，现在有效" in good
    assert "廖铁生" in good
    bad = words(f"{HERE}enforcement_officer/", number="<b>拟1</b>")
    assert "不在公示名单中" in bad
    assert "<b>拟1</b>" not in bad


def test_the_steps_of_a_penalty_are_told_with_their_articles_and_times():
    page = words(f"{HERE}penalty/how/")

    assert page.index("立案") < page.index("作出决定") < page.index("归档")
    assert "《行政处罚法》第五十七条" in page
    assert "九十日" in page or "90日" in page


@pytest.mark.parametrize(
    "address",
    [
        "/open/mars/",
        "/open/mars/penalty/",
        f"{HERE}mediation/",
        f"{HERE}nothing/",
        f"{HERE}enforcement_officer/how/",
    ],
)
def test_what_is_not_there_is_not_found(address):
    assert Client().get(address).status_code == 404


def test_a_page_that_cannot_be_turned_to_is_the_first(desk: Desk):
    publish(desk, decided(desk))

    for after in ("x", "2025-01-01", "2025-13-01.990101001-1"):
        assert "青槐综执罚决字〔2025〕第1号" in words(f"{HERE}penalty/", after=after)


def test_more_decisions_cost_no_more_queries(desk: Desk):
    counted = []
    for times in (1, 6):
        for _ in range(times):
            publish(desk, decided(desk, party=CITIZEN))
        with CaptureQueriesContext(connection) as asked:
            words(f"{HERE}penalty/")
        counted.append(len(asked))

    assert counted[0] == counted[1] <= 12


def test_how_it_is_done_is_known_beforehand_and_says_from_when_a_limit_runs():
    page = words(HERE)
    assert page.index("事前公开") < page.index("行政处罚的依据和程序") < page.index("事后公开")
    how = words(f"{HERE}penalty/how/")
    assert "从“立案”起90日" in how
    assert "在“听证”前至少7个工作日" in how
    assert "从“公告送达”起30日。期满未办的，视为送达" in how


def test_type_grows_where_it_was_asked_to():
    client = Client()
    assert 'class="portal scale-100"' in client.get(HERE).content.decode()
    client.post("/scale/", {"scale": "150", "back": HERE})
    page = client.get(HERE).content.decode()
    assert 'class="portal scale-150"' in page
    assert 'value="150" aria-pressed="true"' in page


def test_what_is_invented_says_so():
    assert "演示数据" not in words(HERE)
    models.Organ.objects.update(is_demo=True)
    assert "演示数据" in words(HERE)

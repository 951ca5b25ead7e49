"""The five visitors of the demo, each with a task that is done to its end on the desk, in a real browser."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from fazhi.demo import street
from fazhi.demo.enact import Writer, found
from fazhi.demo.names import Names
from fazhi.demo.stories import rectifications, telling
from fazhi.demo.stories.penalty_case import LOOKED_AT
from fazhi.demo.stories.penalty_kits import KITS
from fazhi.store import models
from fazhi.usecases import clock
from usecases.offices import home

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

__all__ = ["home"]

NOISE, SORTING = "construction_noise", "waste_sorting"


class Desk:
    """The street in January, and a browser in which its visitors come in."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        page.set_default_timeout(10_000)

    def enter(self, name: str) -> None:
        """Come in as somebody; whoever was there leaves."""
        self.page.context.clear_cookies()
        self.page.goto(f"{self.address}/")
        self.page.get_by_role("button", name=f"以{name}进入").click()
        self.page.wait_for_url("**/todo/")

    def go(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def do(self, case: str, step: str, **form: Any) -> None:
        """Take a step of a case and see that it is written down."""
        self.go(f"/case/{case}/do/{step}/")
        self.send(**form)

    def send(self, **form: Any) -> None:
        """Fill in the form of the page and send it."""
        self.fill(form)
        self.page.locator(".form-foot button.act").click()
        self.page.wait_for_load_state()
        said = self.page.locator("main").inner_text()
        if "已记入簿记第" not in said:
            pytest.fail(said[:2000], pytrace=False)

    def fill(self, form: Mapping[str, Any]) -> None:
        for name, value in form.items():
            for one in value if isinstance(value, list) else [value]:
                self._fill_one(name, str(one))

    def _fill_one(self, name: str, value: str) -> None:
        asked = self.page.locator(f"#step-form [name='{name}']")
        kind = asked.first.evaluate("one => one.type")
        if kind in ("radio", "checkbox"):
            self.page.locator(f"#step-form [name='{name}'][value='{value}']").check()
        elif kind.startswith("select"):
            asked.select_option(value)
        elif kind == "file":
            asked.set_input_files(value)
        else:
            asked.first.fill(value)

    def refused(self, case: str, step: str) -> str:
        """Ask for a step that is not allowed yet, and read why."""
        self.go(f"/case/{case}/do/{step}/")
        self.page.get_by_text("这一环节现在不能办理").wait_for()
        return self.page.locator("main").inner_text()

    def prints(self, heading: str) -> None:
        """Open the paper just made and take it away."""
        self.page.get_by_role("link", name="查看并打印本次制作的文书").click()
        self.page.get_by_role("heading", name=heading).first.wait_for()
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name="下载Word").click()
        assert download.value.suggested_filename.endswith(".docx")


@pytest.fixture
def desk(transactional_db: None, home: Path, live_server: LiveServer, page: Page) -> Desk:  # noqa: ARG001 - tables and folder must be there
    """The street's own stories, without the crowd of other cases, at nine on 15 January 2026."""
    office = street.office(seed=1)
    telling.tell(office, street.targets(), seed=1).join(office, short=street.SHORT)
    found(office, name=street.NAME, short=street.SHORT)
    Writer(office).write([line for case in office.cases.values() for line in case.lines])
    clock.move_to(clock.noon(street.TODAY, hour=15))
    return Desk(page, live_server.url)


def person(name: str) -> str:
    return models.Person.objects.get(name=name).code


def open_case(procedure: str, **record: str) -> str:
    """The key of the one case that is open and holds so much."""
    found_open = [
        row.key
        for row in models.Case.objects.filter(procedure=procedure, final=False).order_by("key")
        if record.items() <= row.record.items()
    ]
    [key] = found_open
    return key


def stage(case: str) -> str:
    return models.Case.objects.get(pk=case).stage


def test_the_mediator_finds_what_is_due_today_is_refused_what_is_too_early_and_prints_the_agreement(
    desk: Desk,
):
    desk.enter("万和平")
    due = desk.page.locator("main").get_by_text("今天到期")
    due.first.wait_for()
    desk.page.get_by_role("link", name="办理").first.click()
    desk.page.wait_for_url("**/case/*/")
    case = desk.page.url.rstrip("/").rpartition("/")[2]

    assert "《人民调解法》第三十三条" in desk.refused(case, "applied")
    desk.do(
        case,
        "settled",
        _post="mediator_full",
        form="written",
        facts="双方对夜间有声响的事实无争议。",
        terms="楼上住户加铺减震垫，21时30分后不再使用跑步机。",
        amount="0",
        performance="at_once",
        copies="3",
    )
    desk.prints("人民调解协议书")
    assert stage(case) == "performing"


def test_the_justice_head_signs_the_opinion_on_a_contract_and_prints_it(desk: Desk):
    desk.enter("楚怀瑾")
    matter = open_case("legality_review", contract_kind="works")

    assert "由他人" in desk.refused(matter, "closed") or "不能办理" in desk.refused(matter, "closed")
    desk.do(matter, "issued", summary="验收标准补充后可以签订")
    desk.prints("合法性审查意见书")
    assert stage(matter) == "adopting"


def test_the_officer_sees_a_case_from_filing_to_the_notice_of_a_hearing(desk: Desk):
    case = open_case("penalty", cause=SORTING)
    team = [person("廖铁生"), person("车向北")]
    desk.enter("廖铁生")
    assert "《行政处罚法》第五十四条" in desk.refused(case, "investigated")

    desk.enter("沈若谷")
    file_it(desk, case, team)
    desk.enter("廖铁生")
    inquire(desk, case, team)
    conclude_and_notify(desk, case, team)
    desk.do(case, "hearing_asked", asked_way="written", hearing_claim="当事人认为已分类投放，请求听证。")
    desk.enter("沈若谷")
    desk.do(
        case,
        "hearing_called",
        hearing_at="2026-01-27T09:30",
        hearing_place="街道一楼听证室",
        chair=person("楚怀瑾"),
        hearing_public="yes",
    )
    desk.prints("听证通知书")
    assert stage(case) == "deciding"


def test_the_officer_brings_a_case_from_its_hearing_through_the_review_to_the_decision(desk: Desk):
    case = open_case("penalty", cause=NOISE)
    desk.enter("楚怀瑾")
    desk.do(
        case,
        "heard",
        chair=person("楚怀瑾"),
        hearing_outcome="held",
        hearing_present="当事人委托代理人、承办人员",
        hearing_text="承办人员出示证据，当事人陈述，双方质证。",
        hearing_opinion="事实清楚，维持拟处罚数额。",
        hearing_signed="yes",
    )
    desk.enter("廖铁生")
    matter = send_to_review(desk, case)
    desk.enter("易修远")
    desk.do(matter, "accepted", reviewer=person("易修远"))
    desk.do(
        matter,
        "reviewed",
        reviewer=person("易修远"),
        points_checked=list(LOOKED_AT),
        counsel="none",
        findings="事实清楚，证据充分，程序合法。",
        conclusion="pass",
    )
    desk.enter("楚怀瑾")
    desk.do(matter, "issued")
    desk.enter("易修远")
    desk.do(
        case,
        "reviewed",
        review_case=matter,
        review_points=["standing", "power", "staff", "facts", "evidence", "procedure", "basis"],
        review_conclusion="pass",
        review_text="事实清楚，同意处罚建议。",
        first_reviewer="no",
    )
    desk.enter("沈若谷")
    discuss_and_decide(desk, case)
    desk.prints("处罚")
    assert stage(case) == "serving"


def test_the_director_signs_the_report_and_follows_a_figure_of_it_to_its_entries(desk: Desk):
    report = open_case("annual_report")
    desk.enter("沈若谷")
    desk.go(f"/report/?year={street.YEAR}")
    desk.page.locator("main button.official").click()
    desk.page.wait_for_load_state()
    assert "已签发" in desk.page.locator("main").inner_text(), desk.page.locator("main").inner_text()[:1500]
    assert stage(report) == "sending"
    assert models.Filing.objects.filter(organ=street.ORGAN, year=street.YEAR).count() == 1


def test_the_supervisor_checks_how_a_problem_was_put_right_and_lists_another(desk: Desk):
    item = open_case("rectification", subject=rectifications.CHECKED_BY_THE_DISTRICT)
    desk.enter("季怀远")
    desk.do(
        item,
        "verified",
        verified_by=person("季怀远"),
        verified_how="site",
        verified_note="现场查看两个社区，均已更新，同意销号",
    )
    assert stage(item) == "closing"

    desk.go("/cases/rectification/new/added/")
    desk.send(
        subject="2份处罚案卷未附集体讨论记录",
        source="file_review",
        fed_back_on="2026-01-15",
        problem="评查发现2份案卷缺少集体讨论记录，请查明原因并补正。",
        category="files",
        grade="third",
    )
    assert open_case("rectification", subject="2份处罚案卷未附集体讨论记录")


# The steps of a penalty ----------------------------------------------------------------------------


def file_it(desk: Desk, case: str, team: list[str]) -> None:
    desk.do(
        case,
        "filed",
        cause=SORTING,
        law=KITS[SORTING].law,
        power_basis="拟州市赋予街道行政处罚权事项目录第9项",
        facts="未按规定分类投放生活垃圾。",
        norm_violated="《拟州市生活垃圾管理条例》第二十条",
        officers=team,
        filing_note="符合立案条件，同意立案。",
        **{
            "party-0-party_kind": "enterprise",
            "party-0-name": "拟州槐市农产品批发有限公司",
            "party-0-uscc": Names(Random(1), numbers=900_000).credit_code(),  # noqa: S311 - an invented firm
            "party-0-legal_rep": "何晓",
            "party-0-address": "云汀区槐市北街8号",
            "party-0-phone": "10000000001",
        },
    )


def inquire(desk: Desk, case: str, team: list[str]) -> None:
    desk.do(
        case,
        "investigated",
        officers=team,
        inquiry_kinds=["scene"],
        credentials_shown="yes",
        rights_told="yes",
        recorded="yes",
        inquiry_place="槐市农产品批发市场",
        inquiry_text="现场查看投放点，混投垃圾三桶，拍照取证。",
        **{
            "evidence-0-evidence_kind": "records",
            "evidence-0-evidence_name": "现场笔录",
        },
    )


def conclude_and_notify(desk: Desk, case: str, team: list[str]) -> None:
    norms = {
        "norm_violated": "《拟州市生活垃圾管理条例》第二十条",
        "norm_penalty": "《拟州市生活垃圾管理条例》第五十一条",
    }
    desk.do(
        case,
        "concluded",
        officers=team,
        facts="未按规定分类投放生活垃圾。",
        evidence_text="现场笔录、照片相互印证。",
        **norms,
        discretion="ordinary",
        discretion_text="对照裁量基准，适用一般阶次",
        proposed_result="penalty",
        proposed_kinds=["fine"],
        proposed_fine="30000",
        complex_or_grave="no",
        review_grounds=["catalogue"],
    )
    desk.do(
        case,
        "notified",
        told_facts="未按规定分类投放生活垃圾。",
        **norms,
        proposed_kinds=["fine"],
        proposed_fine="30000",
        hearing_right="yes",
        told_way="direct",
        plea_until="2026-01-22",
    )


def send_to_review(desk: Desk, case: str) -> str:
    desk.go(f"/cases/legality_review/new/submitted/?origin={case}")
    desk.send(
        subject="夜间施工噪声处罚决定",
        review_kind="enforcement",
        matter="penalty",
        submitting_office="综合行政执法队",
        submitter=person("廖铁生"),
        materials=["draft", "case_file", "grounds"],
        before_decision="yes",
        wanted_by="2026-01-20",
        urgent="no",
    )
    return models.Case.objects.filter(procedure="legality_review").latest("last_entry").key


def discuss_and_decide(desk: Desk, case: str) -> None:
    members = [person(name) for name in ("沈若谷", "陆行之", "梁以宁")]
    desk.go(f"/case/{case}/do/discussed/")
    for nth in range(1, len(members)):
        desk.page.locator("button[name=add_row][value=opinions]").click()
        desk.page.locator(f"[name='opinions-{nth}-member']").wait_for()
    desk.send(
        discussion_place="街道二楼会议室",
        presiding=members[0],
        members=members,
        reporter=person("廖铁生"),
        discussion_text="承办人员汇报案情，与会人员逐一发表意见。",
        discussion_result="penalty",
        discussion_note="同意处罚款10000元",
        **{
            f"opinions-{nth}-{name}": value
            for nth, code in enumerate(members)
            for name, value in (("member", code), ("vote", "agree"), ("said", "同意处理意见"))
        },
    )
    desk.do(
        case,
        "decided",
        result="penalty",
        penalty_kinds=["fine"],
        fine="10000",
        norm_violated=KITS[NOISE].violated,
        norm_penalty=KITS[NOISE].penalised,
        discretion="ordinary",
        discretion_text="对照裁量基准，适用一般阶次",
        perform_way="自收到决定书之日起十五日内缴至指定银行",
        correction="停止夜间施工",
        reconsideration_organ="云汀区人民政府",
        court="云汀区人民法院",
        decided_facts="当事人夜间施工产生噪声，有现场笔录、照片为证。",
        publication="publish",
        publication_reason="依法公开",
        credit_grade="general",
    )

"""The page of a case: the file, what may be done and why the rest may not, personal data masked."""

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.desks import SignedIn, unlinked, words
from fazhi.core.case import Refusal
from fazhi.desk import showing
from fazhi.desk.svg import SEAL
from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases import looks
from fazhi.usecases.record import Upload
from fazhi.usecases.steps_ahead import Next
from usecases.offices import DENG, HE, LU, PDF, SECRETS, SHEN, WAN, Office

if TYPE_CHECKING:
    from fazhi.usecases.case_pages import CasePage

pytestmark = pytest.mark.usefixtures("office")


def section(page: str, heading: str) -> str:
    """The part of a page under a heading, up to the next of its kind."""
    return page.partition(f"<h2>{heading}</h2>")[2].partition("<h2>")[0]


def test_a_case_shows_its_file_newest_first_with_papers_and_postings(office: Office, signed_in: SignedIn):
    case, *_ = office.mediate(evidence=[Upload(name="现场照片.pdf", content=PDF)])

    page = words(signed_in(WAN).get(f"/case/{case}/"))
    assert re.findall(r"<h3>(登记|受理|达成协议)</h3>", page) == ["达成协议", "受理", "登记"]
    assert "万和平（专职人民调解员）" in page
    assert "人民调解协议书" in page
    assert "现场照片.pdf" in page
    assert "人民调解案件数" in page
    assert "/ledger/990101001/2025/mediation.cases/" in page
    assert "《人民调解法》第二十八条" in page


def test_nothing_personal_is_on_the_page_until_a_reason_is_given(office: Office, signed_in: SignedIn):
    case, *_ = office.mediate()
    client = signed_in(WAN)

    masked = words(client.get(f"/case/{case}/"))
    assert not [secret for secret in SECRETS if secret in masked]
    assert "陈某某" in masked
    assert "138****8000" in masked

    clear = client.post(f"/case/{case}/clear/", {"reason": "电话通知到场"})
    assert not [secret for secret in SECRETS if secret not in words(clear)]
    assert "no-store" in clear.headers["Cache-Control"]
    [look] = looks.looks(case)
    assert (look.name, look.reason) == ("万和平", "电话通知到场")


def test_without_a_reason_personal_data_stays_masked(office: Office, signed_in: SignedIn):
    case, *_ = office.mediate()

    answer = signed_in(WAN).post(f"/case/{case}/clear/", {"reason": " "})
    assert answer.status_code == 400
    assert "请写明查看个人信息的原因" in words(answer)
    assert not [secret for secret in SECRETS if secret in words(answer)]
    assert looks.looks(case) == []


def test_what_may_be_done_leads_to_its_form_and_what_may_not_says_why(office: Office, signed_in: SignedIn):
    case = office.register().case

    page = words(signed_in(WAN).get(f"/case/{case}/"))
    assert f'href="/case/{case}/do/accepted/"' in section(page, "下一步可以办理")
    closed = section(page, "还不能办理")
    assert "案件当前为“已登记”，不能办理“达成协议”" in closed
    assert "《人民调解法》第二十八条" in closed


def test_a_step_of_another_post_says_whose_it_is(office: Office, signed_in: SignedIn):
    case = office.register().case

    page = words(signed_in(HE).get(f"/case/{case}/"))
    assert "本案没有您现在可以办理的环节" in page
    assert re.search(r"<b>受理</b><span[^>]*>由人民调解员办理", section(page, "可由他人办理"))


def test_steps_long_past_are_not_shown(office: Office, signed_in: SignedIn):
    case, *_ = office.mediate()

    page = words(signed_in(WAN).get(f"/case/{case}/"))
    assert "不予受理" not in section(page, "还不能办理")
    assert "不予受理" not in section(page, "下一步可以办理")


def test_a_limit_shows_its_last_day_and_how_it_was_reckoned(office: Office, signed_in: SignedIn):
    case = office.register().case
    office.accept(case)

    page = words(signed_in(WAN).get(f"/case/{case}/"))
    assert "2025年4月3日(周四)" in page
    assert "这一天是怎样算出来的" in page
    assert "《人民调解工作若干规定》第三十三条（一般）" in unlinked(page)
    assert "<svg" in page


def test_a_case_of_others_is_not_found(office: Office, signed_in: SignedIn):
    case = office.register().case

    for address in (f"/case/{case}/", f"/case/{case}/do/accepted/"):
        answer = signed_in(DENG).get(address)
        assert answer.status_code == 404
        assert "没有找到" in words(answer)
    assert signed_in(DENG).post(f"/case/{case}/clear/", {"reason": "想看"}).status_code == 404


def test_a_corrected_entry_is_struck_through_and_says_why(office: Office, signed_in: SignedIn):
    case, _, _, settled = office.mediate()
    client = signed_in(WAN)
    client.post(
        f"/case/{case}/entries/{settled}/correct/",
        {"action": "void", "reason": "协议未签字", "do": "propose"},
    )
    waiting = words(client.get(f"/case/{case}/"))
    assert "提出作废，等待第二人确认：协议未签字" in waiting

    [correction] = models.Correction.objects.all()
    signed_in(SHEN).post("/corrections/", {"proposal": correction.proposal, "do": "confirm"})
    page = words(client.get(f"/case/{case}/"))
    assert f'class="happening glows void" id="entry-{settled}"' in page
    assert "作废：协议未签字" in page
    assert "（已撤回）" in page
    assert "确认更正" in page


def test_long_histories_and_many_cases_cost_no_more_queries(office: Office, signed_in: SignedIn):
    case = office.register().case
    office.accept(case)
    client = signed_in(WAN)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/case/{case}/").status_code == 200
        return len(asked)

    office.record("mediation", "mediated", case=case, form=SESSION)
    few = cost()
    for _ in range(8):
        office.record("mediation", "mediated", case=case, form=SESSION)
    for _ in range(5):
        office.mediate()
    assert cost() == few
    assert few <= 30


SESSION = {"session_place": "街道调解室", "presents": "双方", "talk": "再谈", "session_result": "going_on"}


@pytest.mark.parametrize("person", [WAN, SHEN, LU])
def test_a_page_of_a_long_case_stays_light(office: Office, signed_in: SignedIn, person):
    case = office.register().case
    office.accept(case)
    for _ in range(20):
        office.record("mediation", "mediated", case=case, form=SESSION)

    assert len(signed_in(person).get(f"/case/{case}/").content) < 100_000


def test_an_hour_is_told_in_the_offices_own_time(office: Office, signed_in: SignedIn):
    case, *_ = office.mediate()
    office.now = office.now.replace(hour=23, minute=40)
    client = signed_in(WAN)
    client.post(f"/case/{case}/clear/", {"reason": "核对住址"})

    page = words(client.get(f"/case/{case}/"))
    assert "谁看过个人信息（1次）" in page
    assert "2025年3月3日 23:40" in page
    assert "补记" not in page  # written down on the day it happened


def test_what_might_have_been_done_in_time_is_neither_urged_nor_drawn_as_a_fault(
    office: Office, signed_in: SignedIn
):
    case, *_ = office.mediate()
    office.later(days=60)

    page = words(signed_in(WAN).get(f"/case/{case}/"))
    offered = section(page, "下一步可以办理")
    quiet = r'<a class="act plain" href="/case/[\d-]+/do/applied/">[^<]+<small>期限已于4月2日届满'
    assert re.search(quiet, offered)
    assert not re.search(r'<a class="act" href="/case/[\d-]+/do/applied/"', offered)
    due = page.partition("<h3>共同申请司法确认</h3>")[2].partition("</svg>")[0]
    assert "期满未办" in due
    assert SEAL not in due


def test_what_only_somebody_else_may_do_now_is_told_apart_from_what_nobody_may(
    office: Office, signed_in: SignedIn
):
    case, *_ = office.mediate()

    page = words(signed_in(SHEN).get(f"/case/{case}/"))
    others = section(page, "可由他人办理")
    assert re.search(r"<b>登记履行</b><span[^>]*>由人民调解员办理", others)
    assert "<h3>登记履行</h3>" not in page


def test_what_was_done_before_and_leads_nowhere_is_not_urged(office: Office, signed_in: SignedIn):
    case = office.register().case
    office.accept(case)
    page = words(signed_in(WAN).get(f"/case/{case}/"))

    offered = section(page, "下一步可以办理")
    assert re.search(r'class="act" href="[^"]+/do/settled/"', offered)
    assert re.search(r'class="act plain" href="[^"]+/do/mediated/"', offered)


def test_what_leads_on_stands_before_what_goes_back():
    penalty = registry.procedure("penalty")
    wrong = Refusal(code="wrong-post", message="由他人办理。", basis="")
    ahead = [
        Next(step=penalty.step(name), refusals=(wrong,), distance=0)
        for name in ("supplemented", "heard", "decided")
    ]
    case = cast(
        "CasePage",
        SimpleNamespace(stage=penalty.step("notified").to, procedure=penalty, next=ahead, view=None),
    )

    assert [one.label for one in showing.others_turn(case)] == ["作出决定", "听证", "退回补充调查"]


def test_a_limit_that_only_allowed_is_not_said_of_other_steps_once_it_is_over(
    office: Office, signed_in: SignedIn
):
    case, *_ = office.mediate()
    office.later(days=60)

    offered = section(words(signed_in(WAN).get(f"/case/{case}/")), "下一步可以办理")
    assert "最迟4月2日" not in offered


def test_the_sentence_of_an_entry_ends_once_and_does_not_repeat_how_to_fill_in(
    office: Office, signed_in: SignedIn
):
    told = {"task": "document_cleanup@2025", "subject": "规范性文件清理", "outcome": "已按期完成。"}
    done = office.record("year_task", "fulfilled", by=SHEN, form=told)

    page = words(signed_in(SHEN).get(f"/case/{done.case}/"))
    assert "办理结果已按期完成。</p>" in page
    assert "。。" not in page
    assert "规范性文件清理（2025年）" in page
    assert "document_cleanup@" not in page

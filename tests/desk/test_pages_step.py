"""The form of a step: what is asked, what is refused and where, and that nothing typed is lost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from desk.desks import SignedIn, words
from fazhi.procedures.publicity.publicity_event import About
from fazhi.store import models
from fazhi.usecases import evidence, local_counts
from usecases.offices import DENG, NEAR, PDF, SHEN, WAN, Office

pytestmark = pytest.mark.usefixtures("office")

NEW = "/cases/mediation/new/registered/"
DAY = "2025-03-03"

REGISTRATION: dict[str, Any] = {
    "_on": DAY,
    "_place": NEAR,
    "committee_kind": "community",
    "source": "applied",
    "dispute_type": "neighbour",
    "parties-0-role": "applicant",
    "parties-0-party_kind": "individual",
    "parties-0-name": "陈砚秋",
    "parties-0-phone": "13800138000",
    "parties-1-role": "respondent",
    "parties-1-party_kind": "individual",
    "parties-1-name": "贺兰亭",
    "parties-1-phone": "13900139000",
    "people_involved": "2",
    "summary": "楼上漏水泡坏了书柜",
    "complexity": "simple",
    "refused_by_a_party": "no",
}
ACCEPTANCE: dict[str, Any] = {
    "_on": DAY,
    "mediators": [WAN],
    "mediator_role": "full_time",
    "mode": "on_site",
    "rights_told": "yes",
}


def test_a_dispute_is_registered_from_the_form_and_its_line_glows(signed_in: SignedIn):
    client = signed_in(WAN)
    assert "人民调解受理登记表" in words(client.get(NEW))

    answer = client.post(NEW, REGISTRATION)
    case = models.Case.objects.get()
    assert answer.headers["Location"] == f"/case/{case.key}/#entry-1"
    assert case.place == NEAR
    page = words(client.get(f"/case/{case.key}/"))
    assert "已记入簿记第1号：登记" in page
    assert "现在的状态是“已登记”" in page
    assert "查看并打印本次制作的文书" in page
    assert "已记入簿记第1号" not in words(client.get(f"/case/{case.key}/"))  # said once


def test_everything_wrong_is_told_at_once_at_its_place_and_nothing_is_lost(
    office: Office, signed_in: SignedIn
):
    answer = signed_in(WAN).post(
        NEW,
        {
            **REGISTRATION,
            "dispute_type": "",
            "amount_claimed": "1.2万",
            "parties-0-id_no": "110101199003072315",
            "parties-1-name": "<script>alert(1)</script>",
            "parties-1-phone": "138001380",
        },
    )
    page = words(answer)
    assert answer.status_code == 200
    assert "有4处要改，已填的内容都还在" in page
    assert "“1.2万”" in page
    assert "的校验位不对，多半有一位写错" in page
    assert "手机号码应为11位" in page
    assert "请选择“纠纷类型”" in page
    assert 'href="#parties-0-id_no"' in page  # the notice leads to the box
    assert 'id="parties-0-id_no-error"' in page
    assert 'value="1.2万"' in page
    assert 'value="陈砚秋"' in page
    assert "楼上漏水泡坏了书柜</textarea>" in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert office.entries == 0


def test_a_script_in_a_name_is_a_name(signed_in: SignedIn):
    client = signed_in(WAN)
    client.post(NEW, {**REGISTRATION, "parties-1-name": "<script>alert(1)</script>"})
    [case] = models.Case.objects.all()

    page = words(client.post(f"/case/{case.key}/clear/", {"reason": "核对"}))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_a_refusal_stands_above_with_its_article_and_the_form_stays(office: Office, signed_in: SignedIn):
    case = office.register().case

    answer = signed_in(WAN).post(f"/case/{case}/do/accepted/", {**ACCEPTANCE, "rights_told": "no"})
    page = words(answer)
    assert answer.status_code == 200
    assert "现在不能办理“受理”" in page
    assert "受理前应当告知当事人权利义务" in page
    assert "《人民调解法》第二十三条" in page
    assert office.entries == 1


def test_a_step_that_is_not_open_says_why_instead_of_showing_a_form(office: Office, signed_in: SignedIn):
    case = office.register().case

    page = words(signed_in(WAN).get(f"/case/{case}/do/settled/"))
    assert "案件当前为“已登记”，不能办理“达成协议”" in page
    assert '<form id="step-form"' not in page
    past = words(signed_in(WAN).get(f"/case/{office.mediate()[0]}/do/accepted/"))
    assert "已过了“受理”这一环节" in past


def test_a_day_before_the_last_step_is_told_at_the_day(office: Office, signed_in: SignedIn):
    case = office.register().case
    early = (office.now.date() - timedelta(days=1)).isoformat()

    page = words(signed_in(WAN).post(f"/case/{case}/do/accepted/", {**ACCEPTANCE, "_on": early}))
    assert f"办理日期{early}早于上一环节“登记”" in page
    assert 'id="_on-error"' in page


@pytest.mark.parametrize(
    ("day", "said"), [("", "请填写“办理日期”"), ("昨天", "“昨天”"), ("2025-02-30", "2025-02-30")]
)
def test_a_day_that_cannot_be_read_gets_a_sentence(signed_in: SignedIn, day, said):
    answer = signed_in(WAN).post(NEW, {**REGISTRATION, "_on": day})
    assert answer.status_code == 200
    assert said in words(answer)
    assert 'value="陈砚秋"' in words(answer)


def test_the_same_form_sent_twice_is_written_once(office: Office, signed_in: SignedIn):
    client = signed_in(WAN)
    first = client.post(NEW, {**REGISTRATION, "_request": "abc"})
    again = client.post(NEW, {**REGISTRATION, "_request": "abc"})

    assert again.headers["Location"] == first.headers["Location"]
    assert office.entries == 1
    assert "只记一次" in words(client.get(first.headers["Location"].partition("#")[0]))


def test_who_comes_second_is_told_what_changed(office: Office, signed_in: SignedIn):
    case = office.register().case
    form = words(signed_in(WAN).get(f"/case/{case}/do/accepted/"))
    assert 'name="_expects" value="1"' in form

    office.record(
        "mediation", "accepted", case=case, form={k: v for k, v in ACCEPTANCE.items() if k != "_on"}
    )
    answer = signed_in(WAN).post(f"/case/{case}/do/accepted/", {**ACCEPTANCE, "_expects": "1"})
    assert "您打开案件后，他人已先行办理：2025-03-03已办理“受理”" in words(answer)
    assert 'name="_expects" value="2"' in words(answer)  # now that it was told
    assert office.entries == 2


def test_one_more_line_keeps_what_was_typed_and_checks_nothing_yet(signed_in: SignedIn):
    answer = signed_in(WAN).post(
        NEW, {"_on": DAY, "parties-0-name": "陈砚秋", "parties-1-name": "", "add_row": "parties"}
    )
    page = words(answer)
    assert answer.status_code == 200
    assert 'name="parties-2-name"' in page
    assert 'value="陈砚秋"' in page
    assert "要改" not in page


def test_a_blank_line_between_two_does_not_shift_the_errors(signed_in: SignedIn):
    lines = {key.replace("parties-1", "parties-2"): value for key, value in REGISTRATION.items()}
    page = words(signed_in(WAN).post(NEW, {**lines, "parties-1-name": "", "parties-2-phone": "1"}))
    assert 'id="parties-2-phone-error"' in page
    assert 'id="parties-1-phone-error"' not in page


def test_files_are_kept_as_evidence_and_where_the_form_asks(signed_in: SignedIn):
    client = signed_in(WAN)
    client.post(
        NEW,
        {
            **REGISTRATION,
            "parties-0-agent_name": "顾问",
            "parties-0-agent_authority": "general",
            "parties-0-agent_letter": SimpleUploadedFile("委托书.pdf", PDF),
            "_evidence": [
                SimpleUploadedFile("照片.pdf", PDF + b"1"),
                SimpleUploadedFile("收条.pdf", PDF + b"2"),
            ],
        },
    )
    [case] = models.Case.objects.all()
    names = {item.name for item in evidence.of_case(case.key).values()}
    assert names == {"委托书.pdf", "照片.pdf", "收条.pdf"}
    assert len(case.record["parties"][0]["agent_letter"]) == 1


def test_after_a_refusal_files_must_be_chosen_again_and_the_page_says_which(signed_in: SignedIn):
    page = words(
        signed_in(WAN).post(
            NEW,
            {**REGISTRATION, "dispute_type": "", "_evidence": SimpleUploadedFile("照片.pdf", PDF)},
        )
    )
    assert "文件没有保存，请重新选择：照片.pdf" in page
    assert models.Evidence.objects.count() == 0


def test_a_program_as_evidence_is_refused_in_words(office: Office, signed_in: SignedIn):
    page = words(
        signed_in(WAN).post(NEW, {**REGISTRATION, "_evidence": SimpleUploadedFile("病毒.exe", b"MZ")})
    )
    assert "附件“病毒.exe”" in page
    assert office.entries == 0


def test_fifty_megabytes_get_a_page_that_says_the_limit(signed_in: SignedIn):
    answer = signed_in(WAN).post(
        NEW, {**REGISTRATION, "_evidence": SimpleUploadedFile("录像.mp4", b"x" * 50 * 1024 * 1024)}
    )
    assert answer.status_code == 413
    assert "文件太大，没有保存" in words(answer)
    assert "超过20 MB的上限" in words(answer)


def test_who_acts_is_chosen_among_those_whose_post_may(office: Office, signed_in: SignedIn):
    case = office.register().case
    page = words(signed_in(WAN).get(f"/case/{case}/do/accepted/"))
    assert f'name="mediators" value="{WAN}"' in page
    assert f'name="mediators" value="{DENG}"' in page
    assert f'name="mediators" value="{SHEN}"' not in page  # the head of the justice office mediates nobody


def test_only_posts_that_may_begin_a_case_are_offered_to(signed_in: SignedIn):
    assert signed_in(WAN).get("/cases/mediation/new/").headers["Location"] == NEW
    assert signed_in("he").get("/cases/mediation/new/").status_code == 404
    assert signed_in("he").get(NEW).status_code == 404
    assert signed_in("he").post(NEW, REGISTRATION).status_code == 404
    assert "登记人民调解" not in words(signed_in("he").get("/cases/mediation/"))


def test_steps_and_procedures_that_are_not_there_are_not_found(office: Office, signed_in: SignedIn):
    case = office.register().case
    client = signed_in(WAN)
    for address in (
        f"/case/{case}/do/flown/",
        "/cases/astrology/",
        "/cases/astrology/new/",
        "/cases/mediation/new/accepted/",
        "/case/990101001-999/",
    ):
        assert client.get(address).status_code == 404, address


def test_one_who_holds_two_fitting_posts_says_in_which_they_act(office: Office, signed_in: SignedIn):
    models.Holding.objects.create(
        person_id=WAN,
        organ_id=office.organ,
        post="committee_chair",
        title="调委会主任",
        since=date(2024, 1, 1),
    )
    client = signed_in(WAN)
    assert 'name="_post"' in words(client.get(NEW))

    client.post(NEW, {**REGISTRATION, "_post": "committee_chair"})
    [case] = models.Case.objects.all()
    assert "万和平（调委会主任）" in words(client.get(f"/case/{case.key}/"))


def test_an_activity_counts_into_the_offices_own_indicators(office: Office, signed_in: SignedIn):
    local_counts.declare(
        "local.leaflets", label="发放宣传单", unit="份", clerk=office.clerk(SHEN), now=office.now
    )
    client = signed_in("pu")
    form = words(client.get("/cases/publicity_event/new/held/"))
    assert 'name="_local-local.leaflets"' in form

    client.post(
        "/cases/publicity_event/new/held/",
        {
            "_on": DAY,
            "subject": "民法典进社区",
            "form": next(iter(About.form.choices)),
            "theme": next(iter(About.theme.choices)),
            "laws": [next(iter(About.laws.choices))],
            "place_kind": next(iter(About.place_kind.choices)),
            "place": "望桥社区广场",
            "community": NEAR,
            "audience": next(iter(About.audience.choices)),
            "organiser": "street",
            "_local-local.leaflets": "120",
        },
    )
    [posting] = models.Posting.objects.filter(indicator="local.leaflets")
    assert posting.amount == 12000  # hundredths
    assert posting.place == NEAR  # the form's own community is where the case lies
    assert "发放宣传单 " in words(client.get(f"/case/{posting.case}/"))


def test_a_field_that_names_a_register_offers_who_stands_in_it(office: Office, signed_in: SignedIn):
    case = office.register().case
    rostered = models.Case(
        key=f"{office.organ}-900",
        organ_id=office.organ,
        procedure="mediator",
        title="邓涛",
        stage="standing",
        opened_on=office.now.date(),
        last_on=office.now.date(),
        last_entry=900,
        subject=DENG,
    )
    rostered.save()

    page = words(signed_in(WAN).get(f"/case/{case}/do/accepted/"))
    assert f'name="mediators" value="{DENG}"' in page
    assert f'name="mediators" value="{WAN}"' not in page  # not enrolled


def test_what_is_asked_again_says_what_is_known(office: Office, signed_in: SignedIn):
    case, *_ = office.mediate()
    visit = {"visit_way": "phone", "visit_performance": "full", "rated": "no"}
    office.record("mediation", "followed_up", case=case, form=visit)

    page = words(signed_in(WAN).get(f"/case/{case}/do/followed_up/"))
    assert "现为：电话" in page


def test_what_is_to_be_mended_takes_the_focus_and_says_so_in_the_title(office: Office, signed_in: SignedIn):
    case = office.register().case
    page = words(
        signed_in(WAN).post(f"/case/{case}/do/accepted/", {"_on": "2026-01-13", "_post": "mediator"})
    )
    assert "<title>要改：受理" in page
    assert 'role="alert" tabindex="-1" autofocus' in page


def test_days_are_said_in_words(office: Office, signed_in: SignedIn):
    case = office.register().case
    assert "不早于上一环节（2025年" in words(signed_in(WAN).get(f"/case/{case}/do/accepted/"))


def test_amounts_in_the_lines_of_a_table_say_their_unit(office: Office, signed_in: SignedIn):
    case = office.register().case
    office.accept(case)
    page = words(signed_in(WAN).get(f"/case/{case}/do/settled/"))
    assert '金额<span class="unit">（元）</span>' in page
    assert 'data-label="金额（元）"' in page

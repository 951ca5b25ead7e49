"""期初结转 and 自设指标 on the desk: figures that no case brings, and those an office counts for itself."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.desks import SignedIn, words
from fazhi.store import models
from fazhi.usecases import local_counts, statements
from fazhi.usecases.clock import noon
from usecases.offices import EVENT, HE, NEAR, PDF, PU, SHEN, WAN, Office

PAGE = "/ledger/opening/"
LOCAL = "/ledger/local/"
CASES = "/ledger/990101001/2025/mediation.cases/"
FIRST = {"lines-0-amount": "12", "lines-0-place": NEAR, "lines-0-source": "entrusted/police"}


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("2024年台账.pdf", PDF)


def bring(client: Client, **form: object) -> HttpResponse:
    sent = {"indicator": "mediation.cases", "on": "2025-01-01", **FIRST, "evidence": paper(), **form}
    return client.post(PAGE, {name: value for name, value in sent.items() if value is not None})


def test_figures_are_brought_forward_with_the_old_register(office: Office, signed_in: SignedIn):
    office.mediate()
    client = signed_in(SHEN)
    form = words(client.get(PAGE, {"indicator": "mediation.cases"}))
    assert 'name="lines-0-source"' in form

    answer = bring(client, **{"lines-1-amount": "3"})

    [entry] = models.Entry.objects.filter(kind="opening")
    assert answer.headers["Location"] == f"{PAGE}#entry-{entry.number}"
    page = words(client.get(PAGE))
    assert "望桥社区，案件来源：" in page
    assert "沈明" in page
    [evidence] = models.Evidence.objects.filter(case=entry.case)
    assert f'href="/evidence/{evidence.digest}/"' in page
    certificate = words(client.get(CASES))
    assert "其中15件由期初结转，不由案件产生" in certificate


def test_nothing_is_brought_forward_without_what_it_rests_on(office: Office, signed_in: SignedIn):
    page = bring(signed_in(SHEN), evidence=None)

    assert page.status_code == 422
    assert "请附上原登记簿" in words(page)
    assert 'value="12"' in words(page)
    assert not models.Entry.objects.filter(organ_id=office.organ).exists()


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"lines-0-amount": "十二"}, "“十二”不是数字"),
        ({"lines-0-amount": "1.2万"}, "“1.2万”不是数字"),
        ({"lines-0-amount": "NaN"}, "应为大于零的数"),
        ({"lines-0-amount": "-3"}, "应为大于零的数"),
        ({"lines-0-amount": ""}, "请填写期初数"),
        ({"lines-0-place": "999"}, "不是青槐街道办事处的社区"),
        ({"on": "2031-01-01"}, "晚于今天"),
        ({"on": "去年"}, "去年"),
        ({"on": ""}, "请填写“期初日期”"),
        ({"lines-0-amount": "", "lines-0-place": "", "lines-0-source": ""}, "请至少填写一项期初数"),
    ],
)
@pytest.mark.usefixtures("office")
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_written(signed_in: SignedIn, form, told: str):
    page = bring(signed_in(SHEN), **form)

    assert page.status_code == 422
    assert told in words(page)
    assert not models.Entry.objects.exists()


@pytest.mark.usefixtures("office")
def test_only_heads_bring_figures_forward_and_others_are_told_who_does(signed_in: SignedIn):
    client = signed_in(WAN)
    page = words(client.get(PAGE))

    assert "您现任的岗位可以查看，不能登记" in page
    assert 'name="indicator"' not in page
    refused = bring(client)
    assert "您现任的岗位不能登记" in words(refused)
    assert not models.Entry.objects.exists()


@pytest.mark.usefixtures("office")
def test_an_unknown_figure_is_not_found_and_a_rate_is_not_offered(signed_in: SignedIn):
    client = signed_in(SHEN)

    assert client.get(PAGE, {"indicator": "mars.visits"}).status_code == 404
    assert 'value="mediation.success_rate"' not in words(client.get(PAGE))


@pytest.mark.usefixtures("office")
def test_another_line_is_given_where_three_are_too_few(signed_in: SignedIn):
    page = words(bring(signed_in(SHEN), **{"lines-2-amount": "4", "add_row": "lines"}))

    assert 'name="lines-3-amount"' in page
    assert not models.Entry.objects.exists()


def test_sent_twice_it_is_written_once(office: Office, signed_in: SignedIn):
    client = signed_in(SHEN)
    bring(client, _request="same")
    bring(client, _request="same")

    assert office.entries == 1


def test_an_opening_entry_is_voided_when_a_second_person_confirms(office: Office, signed_in: SignedIn):
    office.mediate()
    client = signed_in(SHEN)
    bring(client)
    entry = models.Entry.objects.get(kind="opening").number
    address = f"{PAGE}{entry}/void/"
    assert "−12件" in words(client.get(address))
    assert "请写明更正的原因" in words(client.post(address, {"reason": ""}))

    client.post(address, {"reason": "数字抄错"})
    assert "作废待确认" in words(client.get(PAGE))
    proposal = models.Correction.objects.get().proposal
    he = signed_in(HE)
    assert "1" in re.findall(r'href="/corrections/"[^>]*>(.*?)</', words(he.get("/todo/")))[0]
    assert f'href="{PAGE}#entry-{entry}"' in words(he.get("/corrections/"))

    done = he.post("/corrections/", {"proposal": proposal, "do": "confirm"})
    assert done.headers["Location"] == f"{PAGE}#entry-{entry}"
    page = words(he.get(PAGE))
    assert "已作废" in page
    assert address not in page
    assert "由期初结转" not in words(client.get(CASES))


def test_the_page_asks_the_same_however_much_was_brought(office: Office, signed_in: SignedIn):
    client = signed_in(SHEN)
    bring(client)
    client.get(PAGE)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(PAGE)
        return len(found)

    few = queries()
    for _ in range(4):
        office.later(days=1)
        bring(client)
    client.get(PAGE)
    assert queries() == few


# Self-declared indicators ----------------------------------------------------------------------------


def test_an_own_indicator_goes_from_its_declaration_into_the_report(office: Office, signed_in: SignedIn):
    declared = signed_in(SHEN).post(
        LOCAL, {"label": "夜间巡查", "unit": "次", "code": "night_visits", "definition": "二十二点以后"}
    )
    assert declared.headers["Location"] == LOCAL
    assert "2025-03-03 沈明，簿记第1号" in words(signed_in(SHEN).get(LOCAL))
    client = signed_in(PU)
    form = words(client.get("/cases/publicity_event/new/held/"))
    assert 'name="_local-local.night_visits"' in form
    assert "二十二点以后" in form

    sent = {**EVENT, "community": NEAR, "_on": "2025-03-03", "_local-local.night_visits": "3"}
    client.post("/cases/publicity_event/new/held/", sent)

    assert re.search(r"local\.night_visits[^>]*>3</a>", words(client.get(LOCAL)))
    ledger = words(client.get("/ledger/", {"year": "2025", "field": "local"}))
    assert "夜间巡查" in ledger
    assert "/ledger/990101001/2025/local.night_visits/" in ledger
    office.now = noon(date(2026, 1, 15), 9)
    office.record("annual_report", "opened", by=SHEN, form={"year": 2025})
    editor = words(signed_in(SHEN).get("/report/2025/edit/"))
    assert 'data-token="{local.night_visits}"' in editor
    draft = statements.draft(models.Organ.objects.get(pk=office.organ), 2025, today=office.now.date())
    text = f"{draft.text}\n夜间巡查{{local.night_visits}}次。\n"
    statements.edit(
        models.Organ.objects.get(pk=office.organ),
        2025,
        text,
        version=draft.version,
        clerk=office.clerk(SHEN),
        today=office.now.date(),
    )
    report = words(signed_in(SHEN).get("/report/2025/"))
    assert re.search(r"夜间巡查<span[^>]*><a[^>]*local\.night_visits/[^>]*>3</a></span>次", report)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"code": "夜间"}, "指标编码“local.夜间”须以 local. 开头"),
        ({"label": ""}, "请填写指标名称和计量单位"),
        ({"label": "人民调解案件数"}, "已有名称为“人民调解案件数”的指标"),
        ({"code": "leaflets"}, "已被使用"),
    ],
)
def test_an_indicator_that_cannot_be_is_refused_with_what_was_typed_kept(
    office: Office, signed_in: SignedIn, form, told: str
):
    local_counts.declare("local.leaflets", label="传单", unit="份", clerk=office.clerk(SHEN), now=office.now)
    answer = signed_in(SHEN).post(LOCAL, {"label": "巡查", "unit": "次", "code": "visits", **form})

    assert answer.status_code == 422
    assert told in words(answer)
    assert 'value="次"' in words(answer)
    assert models.LocalIndicator.objects.count() == 1


@pytest.mark.usefixtures("office")
def test_those_who_only_count_do_not_declare(signed_in: SignedIn):
    client = signed_in(PU)

    assert "您现任的岗位可以查看和计入" in words(client.get(LOCAL))
    assert "您现任的岗位不能设立" in words(client.post(LOCAL, {"label": "甲", "unit": "次", "code": "aa"}))
    assert not models.LocalIndicator.objects.exists()

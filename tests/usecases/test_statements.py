"""The annual report from draft to signature, told as what the office does."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fazhi.store import models
from fazhi.usecases import correct, filed_statements, late_limits, report_files, statements
from fazhi.usecases.clock import noon
from fazhi.usecases.correct import Proposed
from fazhi.usecases.figures import Book, Period
from fazhi.usecases.record import Recorded, Refused
from fazhi.usecases.statements import ConflictError, Draft, EditError
from usecases.offices import AGREEMENT, EVENT, HE, NEAR, PU, SHEN, WAN, Office

GU, LEI, YE = "gu", "lei", "ye"
LEADERS = (
    (GU, "顾云", "secretary", "党工委书记"),
    (LEI, "雷宁", "director", "办事处主任"),
    (YE, "叶晴", "disclosure_officer", "信息公开专员"),
)
YEAR = 2025
SOUND = """# {organ}{year}年法治政府建设年度报告
## 一、主要举措和成效 <measures>
受理人民调解案件{mediation.cases}件，调解成功{mediation.settled}件。
## 二、存在的不足和原因 <shortcomings>
案卷质量还不高，原因是没有逐项核对。
## 三、第一责任人职责 <first_responsible>
主要负责人定期听取汇报。
## 四、{next}年度主要安排 <next_year>
继续规范执法。
"""


@pytest.fixture
def office(office: Office) -> Office:
    """The office with its leaders, three disputes settled in March, and the year gone by."""
    organ = models.Organ.objects.get(pk=office.organ)
    for code, name, post, title in LEADERS:
        person = models.Person.objects.create(code=code, name=name)
        models.Holding.objects.create(
            person=person, organ=organ, post=post, title=title, since=date(2024, 1, 1)
        )
    for _ in range(3):
        office.mediate()
    office.now = noon(date(2026, 1, 15), 9)
    return office


def organ_of(office: Office) -> models.Organ:
    return models.Organ.objects.get(pk=office.organ)


def draft(office: Office, **words: Any) -> Draft:
    return statements.draft(organ_of(office), YEAR, today=office.now.date(), **words)


def edit(office: Office, text: str, *, version: int, by: str = SHEN) -> Draft:
    return statements.edit(
        organ_of(office), YEAR, text, version=version, clerk=office.clerk(by), today=office.now.date()
    )


def taken_to_signature(office: Office) -> str:
    case = office.record("annual_report", "opened", by=SHEN, form={"year": YEAR}).case
    office.record("annual_report", "drafted", by=SHEN, case=case, form={})
    office.record("annual_report", "reviewed", by=HE, case=case, form={"review_opinion": "同意"})
    office.record("annual_report", "approved", by=GU, case=case, form={"approval_opinion": "同意"})
    return case


def sign(office: Office, *, by: str = LEI) -> Recorded | Refused:
    return statements.sign(organ_of(office), YEAR, clerk=office.clerk(by), now=office.now)


def differences(office: Office) -> list[filed_statements.Difference]:
    _, content = filed_statements.as_filed(organ_of(office), YEAR)
    book = Book([office.organ], Period.year(YEAR))
    return filed_statements.differences(content, book, today=office.now.date())


def printed(found: Draft) -> dict[str, Decimal | None]:
    return {figure.indicator: figure.value for figure in found.statement.figures()}


def problem(found: Draft, code: str) -> Any:
    [one] = [fault for fault in found.faults if fault.code == code]
    return one


# Drafting ------------------------------------------------------------------------------------------


def test_the_draft_is_written_from_the_books(office: Office):
    found = draft(office)

    assert found.status == "draft"
    assert printed(found)["mediation.cases"] == 3
    assert "受理人民调解案件3件，调解成功3件" in found.statement.part("measures")


def test_what_the_books_do_not_tell_is_left_out(office: Office):
    text = draft(office).statement.part("measures")

    assert "行政处罚" not in text
    assert "—" not in text


def test_a_year_that_still_runs_says_up_to_when(office: Office):
    office.now = noon(date(2025, 4, 1), 9)

    assert "数据截至2025年4月1日" in "".join(one.text for one in draft(office).statement.paragraphs())


def test_a_year_that_is_over_says_nothing_of_it(office: Office):
    assert "数据截至" not in "".join(one.text for one in draft(office).statement.paragraphs())


def test_limits_that_were_not_kept_become_shortcomings_with_their_figures(office: Office):
    office.now = noon(date(2025, 6, 2), 9)
    case = office.register().case
    office.accept(case)
    office.later(days=60)
    office.settle(case)
    office.now = noon(date(2026, 1, 15), 9)

    found = draft(office)

    assert "“人民调解·调结”1件办结时已超过规定期限" in found.statement.part("shortcomings")
    assert printed(found)["limits.late"] == 1
    lines, count = late_limits.lines([office.organ], YEAR, late_limits.LATE, today=office.now.date())
    assert (count, lines[0].case, lines[0].limit) == (1, case, "调结")
    assert lines[0].days > 0


def test_a_limit_is_overdue_only_once_its_last_day_is_past(office: Office):
    office.now = noon(date(2025, 6, 2), 9)
    office.accept(office.register().case)

    def overdue(today: date) -> int:
        return late_limits.rows([office.organ], YEAR, late_limits.OVERDUE, today=today).count()

    assert overdue(date(2025, 6, 20)) == 0
    assert overdue(date(2025, 7, 20)) == 1


# Editing -------------------------------------------------------------------------------------------


def test_people_edit_words_and_the_figures_stay_the_books(office: Office):
    saved = edit(office, SOUND, version=0)

    assert saved.version == 1
    assert saved.statement.part("measures") == "受理人民调解案件3件，调解成功3件。"
    assert saved.faults == ()


def test_a_number_typed_by_hand_is_shown_where_it_stands(office: Office):
    saved = edit(office, SOUND.replace("定期听取", "听取7次"), version=0)

    fault = problem(saved, "typed-number")
    assert (fault.severity, fault.place) == ("error", "2.0")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("{mediation.happiness}", "没有指标“mediation.happiness”"),
        ("{mediation.cases[colour=red]}", "不能按“colour”分项"),
        ("{mediation.cases[source=moon]}", "没有分项“moon”"),
        ("{mediation.cases|often}", "可以写 wan、yoy、plain"),
        ("{mediation.cases", "无法识别的记号"),
    ],
)
def test_words_that_ask_what_the_books_do_not_hold_are_not_saved(office: Office, words, told):
    with pytest.raises(EditError, match=told):
        edit(office, SOUND.replace("{mediation.cases}", words), version=0)

    assert not models.Wording.objects.exists()


def test_a_slice_may_be_asked_by_its_last_part(office: Office):
    saved = edit(office, SOUND.replace("{mediation.cases}", "{mediation.cases[source=applied]}"), version=0)

    assert printed(saved)["mediation.cases"] == 3


def test_who_saves_second_loses_nothing(office: Office):
    edit(office, SOUND, version=0)
    theirs = SOUND.replace("定期听取汇报", "多次听取汇报")

    with pytest.raises(ConflictError, match="没有丢失") as conflict:
        edit(office, theirs, version=0)

    assert (conflict.value.theirs, conflict.value.version) == (SOUND, 1)
    assert edit(office, theirs, version=conflict.value.version).version == 2


def test_only_those_who_draft_may_edit(office: Office):
    with pytest.raises(EditError, match="由司法所起草"):
        edit(office, SOUND, version=0, by=WAN)


def test_words_are_settled_once_the_draft_is_handed_in(office: Office):
    case = office.record("annual_report", "opened", by=SHEN, form={"year": YEAR}).case
    edit(office, SOUND, version=0)
    office.record("annual_report", "drafted", by=SHEN, case=case, form={})

    with pytest.raises(EditError, match="先退回起草"):
        edit(office, SOUND, version=1)


def test_a_report_that_was_returned_may_be_edited_again(office: Office):
    case = office.record("annual_report", "opened", by=SHEN, form={"year": YEAR}).case
    office.record("annual_report", "drafted", by=SHEN, case=case, form={})
    office.record("annual_report", "returned", by=HE, case=case, form={"return_reason": "写明原因"})

    assert edit(office, SOUND, version=0).status == "drafting"


def test_the_pieces_of_a_text_are_the_text():
    pieces = statements.sections(SOUND)

    assert [piece.split(" ", 1)[0] for piece in pieces] == ["#", "##", "##", "##", "##"]
    assert "\n".join(pieces) + "\n" == SOUND


# Signing -------------------------------------------------------------------------------------------


def test_signing_freezes_words_and_figures_with_what_the_journal_knew(office: Office):
    edit(office, SOUND, version=0)
    taken_to_signature(office)
    end = office.entries

    signed = sign(office)

    assert isinstance(signed, Recorded), str(signed)
    row, content = filed_statements.as_filed(organ_of(office), YEAR)
    assert row.known_by == end
    assert row.entry == end + 1
    assert filed_statements.thawed(content).part("measures") == "受理人民调解案件3件，调解成功3件。"
    body = json.loads(models.Entry.objects.get(organ_id=office.organ, number=row.entry).body)
    assert body["form"]["statement_digest"] == row.digest


def test_who_drafted_does_not_sign(office: Office):
    taken_to_signature(office)

    refused = sign(office, by=SHEN)

    assert isinstance(refused, Refused)
    assert "wrong-post" in {one.code for one in refused.refusals}
    assert filed_statements.filing(office.organ, YEAR) is None


def test_a_report_is_not_signed_before_it_is_approved(office: Office):
    case = office.record("annual_report", "opened", by=SHEN, form={"year": YEAR}).case
    office.record("annual_report", "drafted", by=SHEN, case=case, form={})

    refused = sign(office)

    assert isinstance(refused, Refused)
    assert not models.Filing.objects.exists()


def test_a_report_is_not_signed_past_the_filing_of_its_content(office: Office):
    case = taken_to_signature(office)

    refused = office.try_to("annual_report", "signed", by=LEI, case=case, form={"statement_digest": "a" * 64})

    assert isinstance(refused, Refused)
    assert [one.code for one in refused.refusals] == ["files-its-content"]


def test_the_same_request_twice_signs_once(office: Office):
    taken_to_signature(office)
    organ, clerk = organ_of(office), office.clerk(LEI)
    first, second = (
        statements.sign(organ, YEAR, clerk=clerk, now=office.now, request="once") for _ in range(2)
    )

    assert isinstance(first, Recorded)
    assert isinstance(second, Recorded)
    assert second.again
    assert models.Filing.objects.count() == 1


def test_a_later_correction_leaves_the_filed_report_and_shows_beside_it(office: Office):
    case = models.Case.objects.filter(procedure="mediation").order_by("key").first().key
    edit(office, SOUND, version=0)
    taken_to_signature(office)
    sign(office)
    before = report_files.publish(organ_of(office), YEAR, "md", now=office.now)
    assert differences(office) == []

    opening = models.Entry.objects.filter(case=case).order_by("number").first().number
    proposed = correct.propose(
        case, opening, action="void", reason="重复登记", clerk=office.clerk(SHEN), now=office.now
    )
    assert isinstance(proposed, Proposed), str(proposed)
    correct.confirm(proposed.proposal, clerk=office.clerk(HE), now=office.now)

    assert report_files.publish(organ_of(office), YEAR, "md", now=office.now) == before
    moved = {one.indicator: (one.filed, one.now) for one in differences(office) if not one.breakdown}
    assert moved["mediation.cases"] == ("3", "2")
    assert moved["mediation.settled"] == ("3", "2")


def test_what_was_nothing_when_the_report_was_filed_shows_beside_it_once_it_is_something(office: Office):
    edit(office, SOUND, version=0)
    taken_to_signature(office)
    sign(office)

    office.record("publicity_event", "held", by=PU, on=date(2025, 12, 30), form=EVENT, place=NEAR)

    moved = {(one.indicator, *one.breakdown.items()): (one.filed, one.now) for one in differences(office)}
    assert moved["publicity.events",] == ("0", "1")
    assert moved["publicity.events", ("form", "lecture")] == ("0", "1")


def test_a_limit_found_late_after_the_report_was_filed_shows_beside_it(office: Office):
    office.now = noon(date(2025, 6, 2), 9)
    case = office.register().case
    office.accept(case)
    office.now = noon(date(2026, 1, 15), 9)
    edit(office, f"{SOUND}\n\n本年逾期办结期限{{limits.late}}个。\n", version=0)
    taken_to_signature(office)
    sign(office)
    assert differences(office) == []

    office.record("mediation", "settled", case=case, on=date(2025, 12, 1), form=AGREEMENT)

    moved = {one.indicator: (one.filed, one.now) for one in differences(office)}
    assert moved["limits.late"] == ("0", "1")


# Files ---------------------------------------------------------------------------------------------


def test_the_data_of_a_report_holds_figures_that_lead_to_their_certificate(office: Office):
    content, media = report_files.publish(organ_of(office), YEAR, "json", now=office.now)
    data = json.loads(content)

    assert media == "application/json"
    [cases] = [
        one for one in data["figures"] if one["indicator"] == "mediation.cases" and "breakdown" not in one
    ]
    assert (cases["value"], cases["entries"]) == (3, 3)
    assert cases["trace"] == f"/ledger/{office.organ}/{YEAR}/mediation.cases/"
    assert {"level", "heading", "paragraphs"} <= set(data["sections"][0])


@pytest.mark.parametrize("form", ["docx", "html", "md"])
def test_a_signed_report_is_the_same_file_whenever_it_is_asked_for(office: Office, form):
    taken_to_signature(office)
    sign(office)
    first = report_files.publish(organ_of(office), YEAR, form, now=office.now)
    office.later(days=40)
    office.mediate()

    assert report_files.publish(organ_of(office), YEAR, form, now=office.now) == first

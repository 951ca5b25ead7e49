"""Who may see personal data, and what is kept of it when they did."""

from datetime import date

import pytest

from fazhi.store import models
from fazhi.usecases import evidence, looks
from fazhi.usecases.access import NotYoursError
from fazhi.usecases.evidence import EvidenceLostError, Upload
from usecases.offices import DENG, FAR, PDF, QIN, SECRETS, SHEN, WAN, Office

TOO_LARGE = PDF + b"0" * (20 * 1024 * 1024)


def texts(shown: list[looks.Shown]) -> str:
    return "\n".join(text for one in shown for _, _, text, _ in one.fields)


def test_a_case_is_shown_masked(office: Office):
    case, *_ = office.mediate()

    told = texts(looks.masked(case, clerk=office.clerk(WAN)))

    assert "邻里" in told
    assert not [secret for secret in SECRETS if secret in told]
    assert not models.Look.objects.exists()


def test_unmasking_shows_what_was_filled_in_and_records_the_look(office: Office):
    case, *_ = office.mediate()

    told = texts(looks.unmask(case, clerk=office.clerk(SHEN), reason="核对送达地址", now=office.now))

    assert all(secret in told for secret in SECRETS)
    [look] = looks.looks(case)
    assert (look.name, look.post, look.reason, look.at) == ("沈明", "司法所所长", "核对送达地址", office.now)
    assert "当事人" in look.fields


def test_the_values_that_hold_are_read_canonical(office: Office):
    case, *_ = office.mediate()

    said = looks.values(case, clerk=office.clerk(SHEN), reason="核对", now=office.now)

    assert said["parties"][0]["phone"] == "13800138000"
    assert said["amount"] == "1200.00"


@pytest.mark.parametrize(
    ("reason", "told"),
    [("", "请写明"), ("  ", "请写明"), ("长" * 201, "最多200字")],
    ids=["none", "blank", "long"],
)
def test_a_look_without_a_proper_reason_is_refused(office: Office, reason: str, told: str):
    case, *_ = office.mediate()

    with pytest.raises(looks.LookRefusedError, match=told):
        looks.unmask(case, clerk=office.clerk(SHEN), reason=reason, now=office.now)
    assert not models.Look.objects.exists()


@pytest.mark.parametrize("person", [DENG, QIN])
def test_a_case_of_others_is_not_there_to_be_looked_at(office: Office, person: str):
    case, *_ = office.mediate()

    with pytest.raises(NotYoursError):
        looks.unmask(case, clerk=office.clerk(person), reason="想看看", now=office.now)


def test_a_look_cannot_be_taken_back(office: Office):
    case, *_ = office.mediate()
    looks.take(case, clerk=office.clerk(SHEN), reason="核对", now=office.now)

    with pytest.raises(Exception, match="append-only"):
        models.Look.objects.all().delete()


# Finding people ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["陈砚秋", " 陈砚秋 ", "13800138000", "138-0013-8000"])
def test_a_person_is_found_by_exact_name_or_phone(office: Office, text: str):
    case, *_ = office.mediate()

    assert [row.key for row in looks.find_person(text, clerk=office.clerk(SHEN))] == [case]


@pytest.mark.parametrize("text", ["陈砚", "砚秋", "1380013800", "", "%"])
def test_a_person_is_not_found_by_a_part(office: Office, text: str):
    office.mediate()

    assert looks.find_person(text, clerk=office.clerk(SHEN)) == []


def test_a_person_is_found_in_cases_one_may_see_only(office: Office):
    office.mediate()

    assert looks.find_person("陈砚秋", clerk=office.clerk(DENG)) == []


# Files ---------------------------------------------------------------------------------------------


def with_receipt(office: Office) -> tuple[str, str]:
    done = office.register(evidence=[Upload(name="陈砚秋的收条.pdf", content=PDF)])
    [digest] = evidence.of_case(done.case)
    return done.case, digest


def test_a_file_comes_back_as_it_was_handed_in_and_the_look_is_recorded(office: Office):
    case, digest = with_receipt(office)

    found = evidence.fetch(digest, clerk=office.clerk(SHEN), now=office.now)

    assert (found.name, found.content, found.media_type) == ("陈砚秋的收条.pdf", PDF, "application/pdf")
    [look] = looks.looks(case)
    assert (look.person, look.fields, look.reason) == (SHEN, ("附件",), "查阅证据材料")


def test_a_file_is_listed_with_its_name(office: Office):
    case, digest = with_receipt(office)

    item = evidence.of_case(case)[digest]

    assert (item.name, item.size, item.media_type) == ("陈砚秋的收条.pdf", len(PDF), "application/pdf")


def test_a_file_of_others_is_not_there(office: Office):
    _, digest = with_receipt(office)

    for person, lost in ((DENG, digest), (SHEN, "0" * 64)):
        with pytest.raises(EvidenceLostError, match="没有找到"):
            evidence.fetch(lost, clerk=office.clerk(person), now=office.now)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("空.pdf", b"", "空文件"),
        ("大.pdf", TOO_LARGE, "超过20 MB"),
        ("程序.exe", b"MZ", "不能接收"),
        ("网页.html", b"<html>", "不能接收"),
        ("图.svg", b"<svg onload=alert(1)>", "不能接收"),
        ("说明", b"text", "没有扩展名"),
        ("假.pdf", b"<script>alert(1)</script>", "不是pdf格式"),
        ("假.txt", b" <!DOCTYPE html><script>", "网页或程序"),
        ("假.txt", b"\x7fELF", "网页或程序"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_not_taken_is_refused_in_a_sentence_and_nothing_is_written(
    office: Office, name: str, content: bytes, told: str
):
    form = {"decline_reason": "refused"}
    case = office.register().case

    refused = office.try_to(
        "mediation", "declined", case=case, form=form, evidence=[Upload(name=name, content=content)]
    )

    assert told in str(refused)
    assert "内部管理规则附件1" in str(refused)
    assert office.entries == 1
    assert not models.Evidence.objects.exists()


def test_no_more_than_twenty_files_come_with_one_step():
    files = [Upload(name=f"{n}.txt", content=b"x") for n in range(21)]

    assert [one.code for one in evidence.problems(files)] == ["evidence-too-many"]
    assert evidence.problems(files[:20]) == ()


@pytest.mark.parametrize(
    ("handed_in", "kept"),
    [
        ("..\\..\\收条.pdf", "收条.pdf"),
        ("/etc/passwd.txt", "passwd.txt"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("收\u202efdp.exe条.pdf", "收fdp.exe条.pdf"),
        ('<script>".pdf', "script .pdf"),
        ("", "附件"),
        ("长" * 300 + ".docx", "长" * 115 + ".docx"),
    ],
)
def test_names_of_files_are_cleaned(handed_in: str, kept: str):
    assert evidence.clean_name(handed_in) == kept


def test_a_case_elsewhere_is_found_under_its_place(office: Office):
    case = office.register(place=FAR).case
    office.later(days=1)

    found = looks.find_person("贺兰亭", clerk=office.clerk(SHEN))

    assert [(row.key, row.opened_on) for row in found] == [(case, date(2025, 3, 3))]

"""Numbers of persons, bodies and papers: what may be typed, what is refused and why, what others see."""

from datetime import date

import pytest

from fazhi.core.form import (
    CertificateNumber,
    CreditCode,
    DocumentNumber,
    Email,
    FieldProblem,
    Files,
    IdNumber,
    People,
    Phone,
)


def problem(field, raw):
    with pytest.raises(FieldProblem) as raised:
        field.read(raw)
    return str(raised.value)


@pytest.mark.parametrize("number", ["99010119900307231X", "990101196512120048"])
def test_an_identity_number_is_checked_and_masked(number):
    field = IdNumber("身份证号码")

    assert field.read(f" {number.lower()} ") == number
    assert field.show(number, masked=True) == f"990***********{number[-4:]}"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("990101199003072311", "校验位不对"),
        ("990101196512120049", "校验位不对"),
        ("990101199002302310", "“19900230”不存在"),
        ("990101002003072310", "不存在"),
        (1.10101e17, "已被 Excel 损坏"),
        ("1.10101E+17", "已被 Excel 损坏"),
        (110101199003072000, "已被 Excel 损坏"),
        ("110101900307231", "15位的旧身份证号码"),
        ("张三", "不是身份证号码"),
        (True, "不是文字"),
    ],
)
def test_an_identity_number_that_is_none_is_refused_with_its_reason(raw, why):
    assert why in problem(IdNumber("身份证号码"), raw)


def test_an_identity_number_tells_birth_and_sex():
    assert IdNumber.born("99010119900307231X") == date(1990, 3, 7)
    assert IdNumber.sex("99010119900307231X") == "male"
    assert IdNumber.sex("990101196512120048") == "female"
    assert IdNumber("身份证号码").too_late("99010119900307231X", date(1990, 3, 6))


@pytest.mark.parametrize("code", ["91990101MA0000001Y", "92990101MA00001276"])
def test_a_credit_code_is_checked(code):
    field = CreditCode("统一社会信用代码")
    wrong = f"{code[:-1]}{'0' if code[-1] != '0' else '1'}"

    assert field.read(code.lower()) == code
    assert "校验位不对" in problem(field, wrong)


def test_a_rural_collective_has_a_credit_code_that_begins_with_a_letter():
    assert CreditCode("统一社会信用代码").read("N2990101MF0000000M") == "N2990101MF0000000M"


def test_an_old_organisation_code_is_let_in_where_declared():
    assert CreditCode("代码", old_codes=True).read("d2143569x") == "D2143569-X"
    assert "旧的组织机构代码" in problem(CreditCode("代码"), "D2143569-X")
    assert "校验位不对" in problem(CreditCode("代码", old_codes=True), "D2143569-1")


@pytest.mark.parametrize(
    ("raw", "canonical", "masked"),
    [
        ("100 1234 5678", "10012345678", "100****5678"),
        ("+86 138-0013-8000", "13800138000", "138****8000"),
        (13800138000.0, "13800138000", "138****8000"),
        ("０５４３－３２５１２３４", "0543-3251234", "054****1234"),
        ("(0543)3251234转8", "0543-3251234-8", "054****34-8"),
        ("01088881234", "010-88881234", "010****1234"),
        ("3251234", "3251234", "****34"),
        ("12345", "12345", "****45"),
        ("400-800-1234", "400-800-1234", "400****1234"),
    ],
)
def test_a_telephone_number_is_written_one_way(raw, canonical, masked):
    field = Phone("联系电话")

    assert field.read(raw) == canonical
    assert field.read(canonical) == canonical
    assert field.show(canonical, masked=True) == masked


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("1380013800", "有10位数字，手机号码应为11位"),
        ("138001380001", "有12位数字"),
        ("13800138000、13900139000", "只填一个"),
        ("无", "不是电话号码"),
        ("1.38001E+10", "已被 Excel 损坏"),
    ],
)
def test_a_telephone_number_that_is_none_is_refused_with_its_reason(raw, why):
    assert why in problem(Phone("联系电话"), raw)


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("青槐街办〔2025〕12号", "青槐街办〔2025〕12号"),
        ("青槐街办[2025]12号", "青槐街办〔2025〕12号"),
        ("青槐街办（２０２５）１２号", "青槐街办〔2025〕12号"),
        ("青槐综执罚决字【2025】第 3 号", "青槐综执罚决字〔2025〕第3号"),
        ("(青槐)人调字〔2025〕第1号", "（青槐）人调字〔2025〕第1号"),
    ],
)
def test_a_document_number_is_written_one_way(raw, canonical):
    assert DocumentNumber("文号").read(raw) == canonical


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("青槐街办〔2025〕012号", "不编虚位"),
        ("青槐街办〔25〕12号", "不是文号"),
        ("青槐街办〔1025〕12号", "年份不对"),
        ("青槐街办2025年12号", "不是文号"),
        ("〔2025〕12号", "不是文号"),
    ],
)
def test_a_document_number_that_is_none_is_refused_with_its_reason(raw, why):
    assert why in problem(DocumentNumber("文号"), raw)


def test_a_certificate_number_keeps_to_the_pattern_of_the_place():
    lawyer = CertificateNumber("律师执业证号", pattern=r"\d{17}", hint="17位数字")

    assert CertificateNumber("执法证号").read(" ab-1234 ".replace("-", "")) == "AB1234"
    assert lawyer.read("1" * 17) == "1" * 17
    assert problem(lawyer, "123456") == "“123456”不是有效的证件号码，应为17位数字，请核对证件后重填。"
    assert "Excel" in problem(lawyer, 1.1e16)


def test_an_address_of_e_mail_is_one_address():
    assert Email("邮箱").read("Zhang.San@Example.CN") == "Zhang.San@example.cn"
    assert Email("邮箱", sealed=True).show("zhang@example.cn", masked=True) == "z***@example.cn"
    assert "不是电子邮箱地址" in problem(Email("邮箱"), "a@b.cn, c@d.cn")


def test_persons_are_several_and_none_twice():
    officers = People("执法人员", min=2, acting=True)

    assert officers.read("p1、p2") == officers.read(["p1", "p2"]) == ["p1", "p2"]
    assert problem(officers, ["p1"]) == "“执法人员”至少2人，现有1人，请补充。"
    assert problem(officers, ["p1", "p1"]) == "“执法人员”中有重复，请删去重复的人。"
    assert officers.acting


def test_evidence_is_named_by_digest():
    digest = "0f" * 32

    assert Files("证据").read([digest.upper()]) == [digest]
    assert Files("证据").show([digest]) == "1份"
    assert "重新上传" in problem(Files("证据"), "photo.jpg")

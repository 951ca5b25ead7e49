"""Fields: what may be typed, what is refused and why, what people read."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.core.form import (
    CertificateNumber,
    Code,
    Codes,
    CreditCode,
    Day,
    DocumentNumber,
    Email,
    FieldProblem,
    Files,
    IdNumber,
    Long,
    Moment,
    Name,
    Number,
    People,
    Percent,
    Person,
    Phone,
    Place,
    Ref,
    Text,
    Title,
    YesNo,
    Yuan,
    capitals,
    satisfies,
)

KINDS = {"warning": "警告", "fine": "罚款", "confiscation": "没收违法所得、没收非法财物", "other": "其他"}
SOURCES = {
    "applied": "当事人申请",
    "entrusted": "接受委托移送",
    "entrusted/police": "公安移送",
    "entrusted/other": "其他",
    "found": "巡查发现",
    "found/other": "其他",
}
ONE_OF_EACH = (
    Text("文字"),
    Title("标题"),
    Long("长文"),
    Name("姓名"),
    Day("日期"),
    Moment("时间"),
    Yuan("金额"),
    Number("人数", unit="人", max=100),
    Percent("比例"),
    YesNo("是否"),
    Code("来源", SOURCES),
    Codes("种类", KINDS),
    Phone("电话"),
    IdNumber("身份证号码"),
    CreditCode("统一社会信用代码", old_codes=True),
    CertificateNumber("执法证号"),
    DocumentNumber("文号"),
    Email("邮箱"),
    Person("承办人"),
    People("执法人员"),
    Ref("来源纠纷", "screening"),
    Place("社区"),
    Files("证据"),
)


def problem(field, raw):
    with pytest.raises(FieldProblem) as raised:
        field.read(raw)
    return str(raised.value)


# Always


tokens = st.sampled_from(
    [*"0123456789.,-/:年月日时分〔〕()（）号第元万%￥¥１２，。 　\n+eEXx是否", "110", "2025"]
)
texts = st.text() | st.lists(tokens, max_size=20).map("".join) | st.text(alphabet=st.characters(codec=None))
values = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=10**4000, max_value=10**4500)
    | st.floats()
    | st.decimals()
    | st.dates()
    | st.datetimes()
    | st.binary()
)
raws = texts | values | st.lists(texts | values, max_size=3) | st.dictionaries(st.text(), values, max_size=2)


@pytest.mark.parametrize("field", ONE_OF_EACH, ids=lambda field: field.kind)
@given(raw=raws)
def test_reading_anything_gives_a_value_or_a_sentence(field, raw):
    read, why = None, ""
    try:
        read = field.read(raw)
    except FieldProblem as refused:
        why = str(refused)

    assert why.endswith("。") or not why
    assert read is None or field.read(read) == read
    f"{read}{why}".encode()


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_a_day_is_read_as_it_is_shown(day):
    field = Day("日期")
    canonical = field.read(day)

    assert field.value(canonical) == day
    assert field.read(field.show(canonical)) == canonical


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2199, 12, 31)))  # noqa: DTZ001 - local time
def test_a_moment_is_read_as_it_is_shown(moment):
    field = Moment("时间")
    canonical = field.read(moment)

    assert abs(field.value(canonical) - moment) < timedelta(minutes=1)
    assert field.read(field.show(canonical)) == canonical


@given(st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2))
def test_an_amount_is_read_as_it_is_shown(amount):
    field = Yuan("金额")
    canonical = field.read(amount)

    assert field.value(canonical) == amount
    assert field.read(field.show(canonical)) == canonical


@given(st.integers(min_value=0, max_value=99_999_999_999_999))
def test_an_amount_from_a_spreadsheet_is_what_the_sheet_shows(fen):
    assert Yuan("金额").read(fen / 100) == f"{Decimal(fen) / 100:.2f}"


@given(st.sets(st.sampled_from(sorted(KINDS)), min_size=1))
def test_several_codes_are_read_as_they_are_shown_in_the_order_of_the_list(chosen):
    field = Codes("种类", KINDS)
    canonical = field.read(sorted(chosen))

    assert canonical == [code for code in KINDS if code in chosen]
    assert field.read(field.show(canonical)) == canonical


@pytest.mark.parametrize("code", SOURCES)
def test_a_code_is_read_as_it_is_shown(code):
    field = Code("来源", SOURCES)

    assert field.read(field.show(code)) == code


# Text


def test_a_line_of_text_loses_the_spaces_around_it_and_what_nobody_sees():
    assert Text("文字").read("　\u202a青槐街道\u200b ") == "青槐街道"


def test_a_number_in_a_text_column_is_its_digits():
    assert [Text("门牌").read(raw) for raw in (101, 101.0, 10.5, Decimal("3.10"))] == [
        "101",
        "101",
        "10.5",
        "3.1",
    ]


def test_text_that_is_too_long_says_by_how_much():
    assert problem(Text("文字"), "长" * 63) == f"“{'长' * 20}…”共63字，超过了50字，请缩短后重填。"


def test_a_line_break_belongs_into_long_text_only():
    assert Long("长文").read("甲\r\n乙") == "甲\n乙"
    assert "含有换行" in problem(Text("文字"), "甲\n乙")


@pytest.mark.parametrize("raw", ["甲\x00乙", "\ud800", True, b"x", {"a": "b"}, 123456789012345678])
def test_what_cannot_be_kept_as_text_is_refused(raw):
    assert problem(Text("文字"), raw)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张某某"),
        ("欧阳修", "欧阳某某"),
        ("司马", "司某某"),
        ("阿依·古丽", "阿某某"),
        ("青槐物业公司", "青槐***"),
    ],
)
def test_a_name_is_masked_to_its_surname(name, masked):
    assert Name("姓名").show(name, masked=True) == masked
    assert Name("姓名", sealed=False).show(name, masked=True) == name


# Days and moments


@pytest.mark.parametrize(
    "raw",
    [
        "2025-03-05",
        "2025-3-5",
        "2025.3.5",
        "2025/3/5",
        "2025年3月5日",
        "2025年03月05号",
        "20250305",
        20250305,
        "２０２５．３．５",
        " 2025 年 3 月 5 日 ",
        date(2025, 3, 5),
        datetime(2025, 3, 5, 14, 30),  # noqa: DTZ001 - as a cell comes
    ],
)
def test_a_day_may_be_typed_in_many_ways(raw):
    assert Day("日期").read(raw) == "2025-03-05"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("2025.2.30", "“2025.2.30”这一天不存在"),
        ("3月5日", "没有写年份"),
        ("3.5", "没有写年份"),
        ("25.3.5", "年份须写四位"),
        (45719, "Excel 的日期序号"),
        ("2025.3-5", "不是日期"),
        ("0205-03-05", "年份不对"),
        ("昨天", "“昨天”不是日期，请写全年月日，例如 2025-03-05。"),
        ("2025-03-05 10:00", "不是日期"),
    ],
)
def test_a_day_that_is_none_is_refused_with_its_reason(raw, why):
    assert why in problem(Day("日期"), raw)


def test_what_has_happened_does_not_lie_in_the_future():
    accepted, deadline = Day("受理日期", happened=True), Day("履行期限")
    today = date(2025, 3, 5)

    assert accepted.too_late("2025-03-05", today) == ""
    assert accepted.too_late("2025-03-06", today) == (
        "2025年3月6日晚于今天（2025年3月5日），尚未发生，请核对后重填。"
    )
    assert deadline.too_late("2025-03-06", today) == ""
    assert Moment("时间", happened=True).too_late("2025-03-06T00:00", today)


@pytest.mark.parametrize(
    "raw",
    [
        "2025-03-05T14:05",
        "2025-3-5 14:05",
        "2025年3月5日14时5分",
        "2025年3月5日 14:05:30",
        "2025.3.5　14：05",
    ],
)
def test_a_moment_may_be_typed_in_many_ways(raw):
    assert Moment("时间").read(raw) == "2025-03-05T14:05"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("2025-03-05", "没有写明几时几分"),
        ("2025-03-05 下午2点", "没有写明几时几分"),
        ("2025-03-05 24:10", "时间不存在"),
        ("2025-03-0514:05", "没有写明几时几分"),
        ("2025-02-30 10:00", "这一天不存在"),
        ("14:05", "不是日期和时间"),
        (date(2025, 3, 5), "不是日期和时间"),
    ],
)
def test_a_moment_that_is_none_is_refused_with_its_reason(raw, why):
    assert why in problem(Moment("时间"), raw)


# Numbers


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("12000", "12000.00"),
        ("12,000.5", "12000.50"),
        ("１２０００．５０", "12000.50"),
        ("￥12000元", "12000.00"),
        ("人民币12000元整", "12000.00"),
        ("12000.500", "12000.50"),
        (0, "0.00"),
        (186450.5, "186450.50"),
        (0.1 + 0.2, "0.30"),
        (Decimal("7.10"), "7.10"),
    ],
)
def test_an_amount_is_written_in_yuan_to_the_fen(raw, canonical):
    assert Yuan("金额").read(raw) == canonical


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("1.2万", "“1.2万”不是金额，请填以元为单位的数字，例如 12000.00。"),
        ("约12000", "“约12000”不是金额"),
        ("1,2000", "千位分隔逗号位置不对"),
        ("-5", "不能为负"),
        (-5, "不能为负"),
        ("1.005", "最多两位小数"),
        (f"12.{'0' * 40}1", "最多两位小数"),
        ("1000000000000", "最大金额"),
        ("9" * 5000, "不是可用的数"),
        (float("nan"), "不是可用的数"),
        (True, "不是金额"),
        ("12²", "不是金额"),
        ("元", "不是金额"),
    ],
)
def test_an_amount_that_is_none_is_refused_with_its_reason(raw, why):
    assert why in problem(Yuan("金额"), raw)


def test_a_whole_number_may_carry_its_unit_and_keeps_its_bounds():
    people = Number("人数", min=1, max=50, unit="人")

    assert [people.read(raw) for raw in ("3", "3人", "３ 人", 3.0, "3.0")] == [3] * 5
    assert people.show(3) == "3人"
    assert problem(people, "0") == "“0”不在范围内，请填1至50的整数。"
    assert problem(people, "2.5") == "“2.5”不是整数，请填整数，例如 12。"
    assert "不是数字" in problem(people, "三")
    assert "不小于0的整数" not in problem(Number("人数"), "x")


def test_a_percentage_that_could_be_a_fraction_wants_its_sign():
    rate = Percent("比例")

    assert [rate.read(raw) for raw in ("12.50%", "12.5", "0.5%", 98, "０％", "100%")] == [
        "12.5%",
        "12.5%",
        "0.5%",
        "98%",
        "0%",
        "100%",
    ]
    assert rate.value("12.5%") == Decimal("12.5")
    assert problem(rate, 0.5) == "“0.5”可以有两种理解，请写明百分号，例如 0.5% 或 50%。"
    assert "0至100之间" in problem(rate, "101%")


# Choices


@pytest.mark.parametrize("raw", ["是", "有", "√", "Y", "yes", True, 1, "1", "on"])
def test_yes_may_be_said_in_many_ways(raw):
    assert YesNo("是否公开").read(raw) == "yes"


@pytest.mark.parametrize("raw", ["否", "无", "×", "N", "no", False, 0, "0"])
def test_no_may_be_said_in_many_ways(raw):
    assert YesNo("是否公开").read(raw) == "no"


def test_what_is_neither_yes_nor_no_is_refused():
    assert problem(YesNo("是否公开"), "待定") == "“待定”看不出是或否，请填“是”或“否”。"


def test_a_choice_is_found_by_code_label_path_last_part_and_other_wordings():
    source = Code("来源", SOURCES, also={"警调": "entrusted/police"})

    assert {
        source.read(raw)
        for raw in ("entrusted/police", "公安移送", "接受委托移送／公安移送", "police", "警调")
    } == {"entrusted/police"}
    assert source.show("entrusted/police") == "接受委托移送/公安移送"
    assert source.show("entrusted/gone") == "接受委托移送/gone"


def test_a_label_of_two_choices_asks_which_is_meant():
    assert problem(Code("来源", SOURCES), "其他") == (
        "“其他”有几个选项都符合，请写明是哪一个：接受委托移送/其他、巡查发现/其他。"
    )


def test_a_choice_that_is_none_is_told_the_list():
    assert problem(Code("协议形式", {"written": "书面协议", "oral": "口头协议"}), "电子") == (
        "“电子”不在“协议形式”的选项中，请从以下选项中选择：书面协议、口头协议。"
    )


@pytest.mark.parametrize(
    "raw", ["警告、罚款", "罚款；警告", "警告\n罚款", "警告/罚款", ["fine", "警告"], "fine,warning"]
)
def test_several_choices_may_be_written_in_one_cell(raw):
    assert Codes("种类", KINDS).read(raw) == ["warning", "fine"]


def test_a_label_with_a_comma_of_its_own_stays_whole():
    assert Codes("种类", KINDS).read("罚款、没收违法所得、没收非法财物、警告") == [
        "warning",
        "fine",
        "confiscation",
    ]


@pytest.mark.parametrize(
    ("choices", "wrong"),
    [
        ({}, "there are none"),
        ({"a/b": "甲"}, "has no parent 'a'"),
        ({"a": "甲", "b": " 甲"}, "stands twice"),
        ({"a": "甲；乙"}, "semicolon"),
        ({"a": "b", "b": "乙"}, "is another code"),
    ],
)
def test_choices_that_contradict_themselves_are_refused(choices, wrong):
    with pytest.raises(TypeError, match=wrong):
        Code("来源", choices)


def test_another_wording_of_no_choice_is_refused():
    with pytest.raises(TypeError, match="which is none"):
        Code("来源", SOURCES, also={"警调": "police"})


@pytest.mark.parametrize(
    ("value", "wanted", "met"),
    [
        ("entrusted/police", "entrusted", True),
        ("entrusted/police", "police", True),
        ("entrusted/police", "entrusted/police", True),
        ("a/b/c", "a/b", True),
        ("a/b/c", "b", False),
        ("entrusted", "entrusted/police", False),
        ("entrustedly", "entrusted", False),
        (["x", "a/b"], "a", True),
        ([], "a", False),
        (3, 3, True),
        (True, 1, False),
        (None, "a", False),
    ],
)
def test_a_code_satisfies_itself_its_parents_and_its_last_part(value, wanted, met):
    assert satisfies(value, wanted) is met


# Numbers of persons, bodies and papers


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


# Capitals


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("12000", "壹万贰仟元整"),
        ("186450.5", "壹拾捌万陆仟肆佰伍拾元伍角"),
        ("10.05", "壹拾元零伍分"),
        ("0.32", "叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("100000001", "壹亿零壹元整"),
    ],
)
def test_an_amount_is_written_in_capitals(amount, words):
    assert capitals(Decimal(amount)) == words


def amount_of(words):
    """Read capitals back, place by place."""
    digits = {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
    whole, _, rest = words.partition("元") if "元" in words else ("", "", words)
    total = section = digit = 0
    for sign in whole:
        if sign in digits:
            digit = digits[sign]
        elif sign in "拾佰仟":
            section, digit = section + digit * 10 ** ("拾佰仟".index(sign) + 1), 0
        else:
            total, section, digit = total + (section + digit) * {"万": 10**4, "亿": 10**8}[sign], 0, 0
    fen = 0
    for sign in rest.removesuffix("整"):
        if sign in digits:
            digit_of_rest = digits[sign]
        else:
            fen += digit_of_rest * {"角": 10, "分": 1}[sign]
    return Decimal(total + section + digit) + Decimal(fen) / 100


@given(st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2))
def test_capitals_say_the_same_amount(amount):
    words = capitals(amount)

    assert amount_of(words) == amount
    assert "零零" not in words
    assert words.endswith("整") == (amount == int(amount))


@pytest.mark.parametrize("amount", ["-1", "0.005"])
def test_what_is_no_amount_has_no_capitals(amount):
    with pytest.raises(ValueError, match="no amount"):
        capitals(Decimal(amount))

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
    Digest,
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
    Quantity,
    Ref,
    Text,
    Title,
    YesNo,
    Yuan,
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
    Quantity("面积", unit="平方公里"),
    Digest("摘要值"),
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


def test_a_quantity_need_not_be_whole_and_may_name_its_unit():
    area = Quantity("面积", unit="平方公里")

    assert area.read("6.80平方公里") == area.read(6.8) == "6.8"
    assert area.value("6.8") == Decimal("6.8")
    assert area.show("6.8") == "6.8平方公里"
    assert "最多两位小数" in problem(area, "6.805")


def test_a_digest_is_sixty_four_digits():
    digest = Digest("摘要值")

    assert digest.read("AB" * 32) == "ab" * 32
    assert "64位" in problem(digest, "ab" * 31)


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

"""Forms: reading what was filled in, asking what is needed, sealing personal data apart."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.core.form import (
    Code,
    Codes,
    Condition,
    Day,
    Files,
    Form,
    Name,
    Number,
    Parties,
    Phone,
    Rows,
    Text,
    YesNo,
    Yuan,
    at_least_as_many,
    in_order,
    not_more_than,
)

TODAY = date(2025, 6, 1)
ROLES = {"applicant": "申请人", "respondent": "被申请人"}


class Instalment(Form):
    """分期"""

    due = Day("应付日期")
    amount = Yuan("金额")
    payee = Name("收款人")
    account = Text("收款账号", sealed=True, required=False)


class Agreement(Form):
    """调解协议书。

    What the parties agreed.
    """

    source = Code("案件来源", {"applied": "申请", "entrusted": "委托", "entrusted/police": "公安移送"})
    form = Code("协议形式", {"written": "书面协议", "oral": "口头协议"})
    amount = Yuan("协议涉及金额", needed_when=form.is_("written"))
    since = Day("履行开始", required=False)
    until = Day("履行期限", required=False)
    instalments = Rows("分期履行", Instalment, required=False, max=3)
    people = Number("涉及人数", unit="人", required=False)
    parties = Parties("当事人", ROLES, min=2, required=False)

    checks = (in_order(since, until), at_least_as_many(people, parties))


ORAL = {"source": "applied", "form": "oral"}
ZHANG = {"party_kind": "individual", "name": "张三", "phone": "10012345678", "role": "applicant"}
LI = {**ZHANG, "name": "李四", "role": "respondent"}


def codes(filled):
    return [(problem.code, problem.field) for problem in filled.problems]


def test_a_form_is_called_by_the_first_line_of_its_docstring():
    assert Agreement.title == "调解协议书"


def test_fields_stand_in_the_order_they_are_declared():
    assert [field.name for field in Instalment.fields] == ["due", "amount", "payee", "account"]
    assert Instalment.amount is Instalment.fields[1]


def test_an_inheriting_form_asks_the_older_fields_first_and_replaces_them_in_place():
    class Later(Instalment):
        """迟延分期"""

        reason = Text("迟延原因")
        amount = Yuan("迟延金额")

        checks = (in_order(Instalment.due, Instalment.due),)

    assert [field.label for field in Later.fields] == [
        "应付日期",
        "迟延金额",
        "收款人",
        "收款账号",
        "迟延原因",
    ]
    assert len(Later.checks) == 1
    assert Instalment.amount.label == "金额"


def test_a_form_may_be_composed_of_two():
    class Both(Instalment, Agreement):
        """两者"""

    assert [field.name for field in Both.fields][:5] == ["due", "amount", "payee", "account", "source"]
    assert Both.amount is Instalment.amount
    assert Both.checks == Agreement.checks


def test_what_was_typed_is_read_into_canonical_values():
    typed = {
        "source": "公安移送",
        "form": "书面协议",
        "amount": "12,000",
        "since": "2025.3.5",
        "people": "3人",
    }

    filled = Agreement.read(typed, today=TODAY)

    assert filled.problems == ()
    assert filled.values == {
        "source": "entrusted/police",
        "form": "written",
        "amount": "12000.00",
        "since": "2025-03-05",
        "people": 3,
    }


def test_every_problem_is_told_at_once():
    filled = Agreement.read({"form": "written", "since": "2025.2.30", "colour": "red"})

    assert codes(filled) == [
        ("field-missing", "source"),
        ("field-missing", "amount"),
        ("field-invalid", "since"),
        ("field-unknown", "colour"),
    ]
    assert [problem.message for problem in filled.problems] == [
        "请选择“案件来源”。",
        "请填写“协议涉及金额”（“协议形式”为书面协议时必填）。",
        "“2025.2.30”这一天不存在，请核对年月日后重填，例如 2025-03-05。",
        "“调解协议书”没有“colour”这一栏，请核对栏目名称或删去。",
    ]


def test_a_blank_is_not_a_value():
    filled = Agreement.read({**ORAL, "amount": "　 ", "instalments": [{}, {"due": ""}], "parties": []})

    assert filled.problems == ()
    assert filled.values == ORAL


def test_what_is_needed_depends_on_the_record_too():
    class Signing(Form):
        """签订"""

        number = Text("协议编号", needed_when=Agreement.form.is_("written"))

    assert codes(Signing.read({}, record={"form": "written"})) == [("field-missing", "number")]
    assert codes(Signing.read({}, record={"form": "oral"})) == []
    assert codes(Signing.read({})) == []


def test_a_value_in_the_form_goes_before_the_record():
    assert codes(Agreement.read(ORAL, record={"form": "written"})) == []


def test_a_rule_across_fields_is_told_as_a_sentence():
    filled = Agreement.read({**ORAL, "since": "2025-03-05", "until": "2025-03-04"})

    [problem] = filled.problems
    assert problem.field == ""
    assert problem.message == "“履行期限”（2025年3月4日）早于“履行开始”（2025年3月5日），请核对后重填。"


def test_a_rule_across_fields_reads_the_record_too():
    [problem] = Agreement.check({"until": "2025-03-04"}, record={"since": "2025-03-05"})

    assert "早于" in problem.message


def test_people_involved_are_no_fewer_than_the_parties():
    filled = Agreement.read({**ORAL, "people": 1, "parties": [ZHANG, LI]})

    assert [problem.message for problem in filled.problems] == [
        "“涉及人数”（1人）少于“当事人”中列出的2个，请核对后重填。"
    ]


def test_a_problem_in_a_row_names_the_row_and_the_column():
    filled = Agreement.read(
        {**ORAL, "instalments": [{"due": "2025-01-01", "amount": "1.2万"}, {}, {"due": "2025-02-01"}]}
    )

    assert [(p.code, p.field, p.message) for p in filled.problems] == [
        (
            "field-invalid",
            "instalments.0.amount",
            "分期履行第1行“金额”：“1.2万”不是金额，请填以元为单位的数字，例如 12000.00。",
        ),
        ("field-missing", "instalments.0.payee", "请填写分期履行第1行“收款人”。"),
        ("field-missing", "instalments.2.amount", "请填写分期履行第3行“金额”。"),
        ("field-missing", "instalments.2.payee", "请填写分期履行第3行“收款人”。"),
    ]
    assert filled.problems[0].label == "分期履行第1行“金额”"


def test_there_may_be_neither_too_few_nor_too_many_rows():
    row = {"due": "2025-01-01", "amount": "1", "payee": "张三"}

    [few] = Agreement.read({**ORAL, "parties": [ZHANG]}).problems
    [many] = Agreement.read({**ORAL, "instalments": [row] * 4}).problems

    assert few.message == "“当事人”至少2行，现有1行，请核对后重填。"
    assert many.message == "“分期履行”至多3行，现有4行，请核对后重填。"


@pytest.mark.parametrize("raw", ["张三", {"name": "张三"}, 3, ["张三"], [[1]]])
def test_rows_that_are_no_rows_are_a_problem(raw):
    assert codes(Agreement.read({**ORAL, "parties": raw})) == [("field-invalid", "parties")]


def test_the_conditions_of_a_row_do_not_read_fields_of_its_name_elsewhere():
    class Outer(Form):
        """外层"""

        parties = Parties()

    filled = Outer.read(
        {"parties": [{k: v for k, v in ZHANG.items() if k != "role"}]}, record={"id_type": "resident"}
    )

    assert filled.problems == ()


def test_the_conditions_of_a_row_read_the_form_around_it():
    outer = Code("方式", {"cash": "现金", "transfer": "转账"})

    class Part(Form):
        """分期"""

        account = Text("账号", needed_when=outer.is_("transfer"))

    class Payment(Form):
        """付款"""

        parts = Rows("分期", Part)
        other = Rows("其他", Instalment, required=False)
        way = outer

    outer.name = "way"
    blank = {"parts": [{"account": ""}, {"account": "1"}]}

    assert codes(Payment.read({**blank, "way": "cash"})) == []
    assert codes(Payment.read({"way": "transfer", "parts": [{"account": "7"}]})) == []


def test_a_field_called_as_something_of_the_form_itself_is_refused():
    with pytest.raises(TypeError, match="may not call a field"):
        type("Contract", (Form,), {"__doc__": "合同", "title": Text("合同名称")})


def test_a_form_without_title_is_refused():
    with pytest.raises(TypeError, match="needs a docstring"):
        type("Untitled", (Form,), {})


def test_one_field_may_not_have_two_names():
    with pytest.raises(TypeError, match="calls 'amount' 'sum'"):
        type("Twice", (Form,), {"__doc__": "两次", "sum": Agreement.amount})


# Conditions


def test_a_condition_is_met_by_the_code_its_parent_and_its_last_part():
    record = {"source": "entrusted/police"}

    assert Agreement.source.is_("entrusted/police").met(record)
    assert Agreement.source.is_("entrusted").met(record)
    assert Agreement.source.is_("police").met(record)
    assert not Agreement.source.is_("applied").met(record)
    assert not Agreement.source.is_("police").met({"source": "entrusted"})
    assert not Agreement.source.is_("police").met({})


def test_conditions_joined_are_met_together():
    both = Agreement.source.is_("police") & Agreement.form.is_("oral", "written")

    assert both.met({"source": "entrusted/police", "form": "oral"})
    assert not both.met({"source": "entrusted/police"})
    assert both.names() == ("source", "form")
    assert str(both) == "“案件来源”为委托/公安移送且“协议形式”为口头协议、书面协议之一"


def test_joining_conditions_goes_on_flat():
    a, b, c = Agreement.source.is_("police"), Agreement.form.is_("oral"), Agreement.people.is_(3)

    assert ((a & b) & c).parts() == (a & (b & c)).parts() == (a, b, c)


def test_a_condition_compares_yes_and_no_numbers_and_several_codes():
    told = YesNo("是否公开")
    kinds = Codes("处罚种类", {"fine": "罚款", "warning": "警告"})
    told.name, kinds.name = "public", "kinds"

    assert told.is_(True).met({"public": "yes"})
    assert not told.is_(True).met({"public": "no"})
    assert kinds.is_("fine").met({"kinds": ["warning", "fine"]})
    assert Agreement.people.is_("3").met({"people": 3})
    assert Agreement.amount.filled().met({"amount": "0.00"})
    assert not Agreement.amount.filled().met({})


def test_a_condition_that_can_never_be_met_is_refused():
    with pytest.raises(TypeError, match="never 'polise'"):
        Agreement.source.is_("polise")
    with pytest.raises(TypeError, match="never 'many'"):
        Agreement.people.is_("many")


def test_a_condition_on_a_sealed_field_is_refused():
    with pytest.raises(TypeError, match="sealed"):
        Instalment.payee.is_("张三")
    with pytest.raises(TypeError, match="sealed"):
        Condition(Instalment.account, ())


# Sealing


def test_sealed_columns_leave_their_rows_and_come_back():
    values = {
        **ORAL,
        "instalments": [
            {"due": "2025-01-01", "amount": "1.00", "payee": "张三"},
            {"due": "2025-02-01", "amount": "2.00", "payee": "李四", "account": "6222"},
        ],
    }

    opened, sealed = Agreement.split(values)

    assert opened == {
        **ORAL,
        "instalments": [{"due": "2025-01-01", "amount": "1.00"}, {"due": "2025-02-01", "amount": "2.00"}],
    }
    assert sealed == {"instalments": [{"payee": "张三"}, {"payee": "李四", "account": "6222"}]}
    assert Agreement.join(opened, sealed) == values
    assert Agreement.join(opened, {}) == opened


def test_the_sealed_fields_of_a_form_include_those_of_its_rows():
    assert Instalment.payee in Agreement.sealed_fields
    assert Agreement.amount not in Agreement.sealed_fields
    assert {"name", "phone", "id_no", "address"} <= {field.name for field in Agreement.sealed_fields}


def test_a_value_of_no_field_is_not_split():
    with pytest.raises(LookupError, match="nickname"):
        Agreement.split({"nickname": "三儿"})


instalments = st.fixed_dictionaries(
    {}, optional={"due": st.just("2025-01-01"), "payee": st.text(), "account": st.text()}
)
forms = st.fixed_dictionaries(
    {},
    optional={
        "form": st.just("oral"),
        "instalments": st.lists(instalments),
        "parties": st.lists(st.just(ZHANG)),
    },
)


@given(forms)
def test_what_was_split_is_joined_exactly(values):
    opened, sealed = Agreement.split(values)

    assert Agreement.join(opened, sealed) == values
    assert "payee" not in str(opened)
    assert "张三" not in str(opened)


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.dates()
    | st.datetimes()
    | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from([field.name for field in Agreement.fields])


@given(st.dictionaries(names | st.text(), anything, max_size=4))
def test_reading_anything_gives_values_and_problems_and_never_fails(raw):
    filled = Agreement.read(raw, today=TODAY)

    assert set(filled.values) <= {field.name for field in Agreement.fields}
    assert all(problem.message.endswith("。") for problem in filled.problems)
    "".join(problem.message for problem in filled.problems).encode()


@given(st.lists(st.sampled_from([ZHANG, LI]), min_size=2, max_size=4), st.integers(0, 10**15 - 1))
def test_reading_canonical_values_again_changes_nothing(parties, people):
    once = Agreement.read({**ORAL, "parties": parties, "people": people}).values

    assert Agreement.read(once).values == once


# Showing and describing


def test_what_people_read_hides_what_is_sealed_where_asked():
    row = {"due": "2025-01-01", "amount": "1234.50", "payee": "欧阳小明", "account": "6222"}

    assert Instalment.show(row) == {
        "due": "2025年1月1日",
        "amount": "1,234.50元",
        "payee": "欧阳小明",
        "account": "6222",
    }
    assert list(Instalment.show(row, masked=True).values()) == [
        "2025年1月1日",
        "1,234.50元",
        "欧阳某某",
        "***",
    ]
    assert Agreement.instalments.show([row], masked=True) == "2025年1月1日；1,234.50元；欧阳某某；***"


def test_a_form_describes_itself_for_programs():
    told = Agreement.describe()

    assert told["title"] == "调解协议书"
    source, form, amount = told["fields"][:3]
    assert source == {
        "name": "source",
        "label": "案件来源",
        "type": "code",
        "required": True,
        "choices": [
            {"code": "applied", "label": "申请"},
            {
                "code": "entrusted",
                "label": "委托",
                "choices": [{"code": "entrusted/police", "label": "公安移送"}],
            },
        ],
    }
    assert [choice["code"] for choice in form["choices"]] == ["written", "oral"]
    assert amount["required"] is False
    assert amount["needed_when"] == [{"field": "form", "values": ["written"]}]
    assert amount["needed_when_text"] == "“协议形式”为书面协议"
    rows = next(field for field in told["fields"] if field["name"] == "instalments")
    assert (rows["type"], rows["min"], rows["max"]) == ("rows", 1, 3)
    assert [field["name"] for field in rows["rows"]["fields"]] == ["due", "amount", "payee", "account"]


def test_a_field_describes_its_help_its_length_and_its_sealing():
    phone = Phone("联系电话", help="填常用的一个", short=True)
    remark = Text("备注", max=30)
    papers = Files("附件")

    assert phone.describe().items() >= {"sealed": True, "short": True, "help": "填常用的一个"}.items()
    assert remark.describe()["max_length"] == 30
    assert papers.describe()["max"] == 100


def test_a_part_is_not_more_than_the_whole_wherever_each_is_known():
    class Exam(Form):
        """考试"""

        takers = Number("参考人数", unit="人", required=False)
        passed = Number("合格人数", unit="人", required=False)
        checks = (not_more_than(passed, takers),)

    [told] = Exam.read({"passed": 56}, record={"takers": 55}).problems

    assert told.message == "“合格人数”（56人）多于“参考人数”（55人），请核对后重填。"
    assert Exam.read({"passed": 55, "takers": 55}).problems == ()
    assert Exam.read({"passed": 56}).problems == ()

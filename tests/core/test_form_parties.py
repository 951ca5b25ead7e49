"""The parties of a case: what is asked of whom."""

from datetime import date

from fazhi.core.form import Form, Parties, Party

ZHANG = {"party_kind": "自然人", "name": "张三", "phone": "10012345678"}
FIRM = {"party_kind": "企业", "name": "青槐物业有限公司", "phone": "0543-3251234"}


class Registration(Form):
    """登记表"""

    parties = Parties("当事人", {"applicant": "申请人", "respondent": "被申请人"}, min=2)


class Acceptance(Form):
    """受理"""

    parties = Parties(addressed=True, served=True)


def messages(form, raw, **more):
    return [problem.message for problem in form.read(raw, **more).problems]


def test_a_person_gives_a_name_and_a_telephone():
    assert Party.read(ZHANG).values == {**ZHANG, "party_kind": "individual"}
    assert messages(Party, {"party_kind": "individual"}) == ["请填写“姓名（名称）”。", "请填写“联系电话”。"]


def test_a_firm_gives_its_credit_code_and_who_stands_for_it():
    assert messages(Party, FIRM) == [
        "请填写“统一社会信用代码”（“当事人类型”为企业、其他法人或组织、机关之一时必填）。",
        "请填写“法定代表人（负责人）”（“当事人类型”为企业、其他法人或组织、机关之一时必填）。",
    ]
    assert messages(Party, {**FIRM, "uscc": "91990101MA0000001Y", "legal_rep": "王五"}) == []


def test_birth_and_sex_follow_from_the_identity_number():
    filled = Party.read({**ZHANG, "id_no": "99010119900307231x"})

    assert filled.problems == ()
    assert filled.values["birth"] == "1990-03-07"
    assert filled.values["sex"] == "male"
    assert filled.values["id_type"] == "resident"


def test_birth_and_sex_that_contradict_the_identity_number_are_told():
    number = {"id_no": "99010119900307231X"}

    assert messages(Party, {**ZHANG, **number, "birth": "1990-03-08"}) == [
        "“出生日期”与身份证号码中的出生日期不一致，请核对证件后重填。"
    ]
    assert messages(Party, {**ZHANG, **number, "sex": "女"}) == [
        "“性别”与身份证号码不一致，请核对证件后重填。"
    ]


def test_nobody_is_born_tomorrow():
    [problem] = Party.read({**ZHANG, "birth": "2025-06-02"}, today=date(2025, 6, 1)).problems

    assert problem.field == "birth"


def test_the_kind_of_document_decides_which_number_is_needed():
    assert messages(Party, {**ZHANG, "id_type": "居民身份证"}) == [
        "请填写“身份证号码”（“身份证件类型”为居民身份证时必填）。"
    ]
    assert messages(Party, {**ZHANG, "id_type": "护照", "other_id_no": "E12345678"}) == []


def test_an_agent_needs_authority():
    assert messages(Party, {**ZHANG, "agent_name": "赵六"}) == [
        "填写了“代理人姓名”，请选择“代理权限”（一般代理或特别代理）。"
    ]
    assert messages(Party, {**ZHANG, "agent_name": "赵六", "agent_authority": "特别代理"}) == []


def test_each_procedure_gives_the_roles():
    raw = {"parties": [{**ZHANG, "role": "申请人"}, ZHANG]}

    assert messages(Registration, raw) == ["请选择当事人第2行“身份角色”。"]
    assert not hasattr(Party, "role")


def test_the_address_is_required_where_declared_and_stands_in_its_place():
    assert messages(Acceptance, {"parties": [ZHANG]}) == ["请填写当事人第1行“住址（住所）”。"]
    names = [field.name for field in Acceptance.parties.form.fields]
    assert names.index("address") == [field.name for field in Party.fields].index("address")
    assert "service_address" in names


def test_service_by_electronic_means_needs_the_signed_confirmation():
    party = {**ZHANG, "address": "青槐街道1号", "service_electronic": "是"}

    assert messages(Acceptance, {"parties": [party]}) == [
        "请填写当事人第1行“送达地址确认书”（“是否同意电子送达”为是时必填）。"
    ]


def test_nothing_that_tells_who_a_person_is_stays_open():
    person = {
        **ZHANG,
        "party_kind": "individual",
        "id_no": "99010119900307231X",
        "birth": "1990-03-07",
        "sex": "male",
        "id_type": "resident",
        "address": "青槐街道1号",
        "employer": "青槐小学",
        "ethnicity": "汉族",
        "agent_name": "赵六",
        "agent_authority": "general",
        "role": "applicant",
    }

    opened, sealed = Registration.split({"parties": [person]})

    assert opened == {
        "parties": [
            {
                "party_kind": "individual",
                "id_type": "resident",
                "agent_authority": "general",
                "role": "applicant",
            }
        ]
    }
    assert Registration.join(opened, sealed) == {"parties": [person]}

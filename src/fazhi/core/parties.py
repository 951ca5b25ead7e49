"""The parties of a case 当事人: one sub-form for every procedure, its roles given by the procedure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Unpack

from fazhi.core.choices import Code, YesNo
from fazhi.core.field import Common
from fazhi.core.fields import Day, Name, Text
from fazhi.core.filling import Form, Rows, Values
from fazhi.core.identifiers import CertificateNumber, CreditCode, Email, Files, IdNumber, Phone


def _as_the_number_says(values: Values, record: Values) -> str | None:  # noqa: ARG001 - a check takes both
    number = values.get("id_no")
    if number is None:
        return None
    if values.get("birth", IdNumber.born(number).isoformat()) != IdNumber.born(number).isoformat():
        return "“出生日期”与身份证号码中的出生日期不一致，请核对证件后重填。"
    if values.get("sex", IdNumber.sex(number)) != IdNumber.sex(number):
        return "“性别”与身份证号码不一致，请核对证件后重填。"
    return None


def _an_agent_has_authority(values: Values, record: Values) -> str | None:  # noqa: ARG001 - a check takes both
    if "agent_name" in values and "agent_authority" not in values:
        return "填写了“代理人姓名”，请选择“代理权限”（一般代理或特别代理）。"
    if "agent_name" not in values and "agent_authority" in values:
        return "填写了“代理权限”，请填写“代理人姓名”。"
    return None


class Party(Form):
    """当事人"""

    party_kind = Code(
        "当事人类型",
        {
            "individual": "自然人",
            "sole_trader": "个体工商户",
            "enterprise": "企业",
            "organisation": "其他法人或组织",
            "agency": "机关",
        },
    )
    name = Name("姓名（名称）", max=100)
    sex = Code("性别", {"male": "男", "female": "女"}, required=False, sealed=True)
    birth = Day("出生日期", required=False, sealed=True, happened=True)
    ethnicity = Text(
        "民族", max=20, required=False, sealed=True, help="法定文书有此栏时填写，不用于筛选和统计。"
    )
    id_type = Code(
        "身份证件类型",
        {
            "resident": "居民身份证",
            "passport": "护照",
            "hk_macao": "港澳居民来往内地通行证",
            "taiwan": "台湾居民来往大陆通行证",
            "other": "其他证件",
        },
        required=False,
        also={"身份证": "resident", "港澳通行证": "hk_macao", "台胞证": "taiwan", "其他": "other"},
    )
    id_no = IdNumber("身份证号码", needed_when=id_type.is_("resident"))
    other_id_no = CertificateNumber(
        "其他证件号码",
        pattern=r"[0-9A-Z()]{5,20}",
        hint="5至20位字母或数字",
        sealed=True,
        needed_when=id_type.is_("passport", "hk_macao", "taiwan", "other"),
    )
    uscc = CreditCode("统一社会信用代码", needed_when=party_kind.is_("enterprise", "organisation", "agency"))
    legal_rep = Name(
        "法定代表人（负责人）", needed_when=party_kind.is_("enterprise", "organisation", "agency")
    )
    occupation = Text("职务或职业", required=False, sealed=True)
    employer = Text("工作单位", max=100, required=False, sealed=True)
    address = Text("住址（住所）", max=120, required=False, sealed=True)
    phone = Phone("联系电话")
    agent_name = Name("代理人姓名", required=False)
    agent_relation = Text("代理人与当事人关系", required=False, sealed=True)
    agent_authority = Code("代理权限", {"general": "一般代理", "special": "特别代理"}, required=False)
    agent_letter = Files("授权委托书", required=False)

    checks = (_as_the_number_says, _an_agent_has_authority)

    @classmethod
    def derived(cls, values: Values) -> Values:
        """Return birth and sex as the identity number says, and that it is an identity card."""
        if number := values.get("id_no"):
            return {
                "id_type": "resident",
                "birth": IdNumber.born(number).isoformat(),
                "sex": IdNumber.sex(number),
            }
        return {}


class _ServiceAgreed(Form):
    """当事人"""

    service_address = Text("送达地址", max=120, required=False, sealed=True)
    service_electronic = YesNo("是否同意电子送达", required=False)
    service_phone = Phone("电子送达手机号码", required=False)
    service_email = Email("电子送达邮箱", required=False, sealed=True)
    service_confirmation = Files("送达地址确认书", needed_when=service_electronic.is_(True))


class Parties(Rows[Form]):
    """The parties of a case, at least ``min``.

    ``roles`` are the procedure's (申请人, 被申请人 …); without, all are just parties and no role is asked.
    ``addressed`` requires the address (from acceptance on); ``served`` asks where papers may be served.
    """

    kind = "parties"

    def __init__(
        self,
        label: str = "当事人",
        roles: Mapping[str, str] | None = None,
        *,
        min: int = 1,  # noqa: A002 - the word for it in every form
        max: int = 200,  # noqa: A002 - the word for it in every form
        addressed: bool = False,
        served: bool = False,
        **common: Unpack[Common],
    ) -> None:
        bases: list[type[Form]] = [Party]
        if served:
            bases.append(_ServiceAgreed)
        own: dict[str, object] = {"__doc__": label}
        if addressed:
            own["address"] = Text("住址（住所）", max=120, sealed=True)
        if roles:
            own["role"] = Code("身份角色", roles)
        super().__init__(label, type("PartyOfCase", tuple(bases), own), min=min, max=max, **common)

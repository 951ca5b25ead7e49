"""Requests for information: thirteen of the year, answered in the kinds of the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi.demo.duties.dealing import Dealer
from fazhi.demo.stories.penalty_case import party
from fazhi.demo.stories.script import Tale

_OFFICER, _HEAD, _SECRECY = "叶初晴", "傅知微", "苗若溪"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    """A request: when it came, from whom and how, what it wants and what it got."""

    on: date
    applicant: str
    channel: str
    subject: str
    result: str
    third: bool = False
    longer: bool = False
    answered: date | None = None


_REQUESTS = (
    _Request(
        on=date(2024, 12, 18),
        applicant="individual",
        channel="net",
        subject="新纺片区改造项目批复文件",
        result="disclosed",
        answered=date(2025, 1, 10),
    ),
    _Request(
        on=date(2025, 1, 14),
        applicant="individual",
        channel="net",
        subject="桐花里小区电梯加装补贴发放清单",
        result="disclosed",
    ),
    _Request(
        on=date(2025, 3, 6),
        applicant="individual",
        channel="letter",
        subject="邻户征收补偿协议",
        result="partly",
        third=True,
    ),
    _Request(
        on=date(2025, 3, 20),
        applicant="enterprise",
        channel="net",
        subject="环卫服务采购评审资料",
        result="refused/third_party",
        third=True,
    ),
    _Request(
        on=date(2025, 4, 15),
        applicant="individual",
        channel="net",
        subject="云锦苑停车位规划许可档案",
        result="unavailable/not_held",
    ),
    _Request(
        on=date(2025, 5, 13),
        applicant="individual",
        channel="in_person",
        subject="社区公益金使用情况",
        result="disclosed",
    ),
    _Request(
        on=date(2025, 6, 10),
        applicant="legal_service",
        channel="letter",
        subject="违法建设处罚决定书及执行情况",
        result="partly",
    ),
    _Request(
        on=date(2025, 6, 19),
        applicant="individual",
        channel="net",
        subject="街道历年信访统计资料",
        result="unavailable/needs_making",
    ),
    _Request(
        on=date(2025, 7, 15),
        applicant="individual",
        channel="letter",
        subject="1998年房改分房名册",
        result="unavailable/not_held",
        longer=True,
    ),
    _Request(
        on=date(2025, 8, 12),
        applicant="enterprise",
        channel="net",
        subject="槐市农贸市场整治方案及意见采纳情况",
        result="disclosed",
    ),
    _Request(
        on=date(2025, 9, 16),
        applicant="individual",
        channel="net",
        subject="反映物业收费问题并要求处理",
        result="not_processed/petition",
    ),
    _Request(
        on=date(2025, 10, 21),
        applicant="individual",
        channel="in_person",
        subject="渡口滨河步道工程验收资料",
        result="disclosed",
    ),
    _Request(
        on=date(2025, 11, 11),
        applicant="individual",
        channel="letter",
        subject="集体土地征收补偿标准制定过程稿",
        result="unavailable/not_held",
    ),
    _Request(
        on=date(2025, 12, 24),
        applicant="individual",
        channel="net",
        subject="2025年老旧小区改造施工合同",
        result="",
    ),
)
_GROUNDS = {
    "disclosed": "所申请信息系本机关制作，依法可以公开。",
    "partly": "其中涉及第三方个人信息部分作隐去处理，其余予以公开。",
    "refused": "第三方不同意公开且有合理理由，经审查不涉及重大公共利益。",
    "unavailable": "经检索档案和办公系统，本机关未制作、未保存该信息。",
    "not_processed": "所提事项属于信访投诉，告知向信访机构提出。",
}


def tell(dealer: Dealer) -> None:
    """Tell each request."""
    for one in _REQUESTS:
        _tell(dealer, one)


def _tell(dealer: Dealer, one: _Request) -> None:
    script = dealer.script
    kind = "individual" if one.applicant == "individual" else "enterprise"
    name = "北辰律师事务所" if one.applicant == "legal_service" else ""
    channel = "letter/signed" if one.channel == "letter" else one.channel
    agreed: dict[str, Any] = {"confirmed_on": one.on} if channel == "net" else {}
    case = dealer.case("disclosure_request").do(
        "received",
        one.on,
        _OFFICER,
        channel=channel,
        arrived_on=one.on,
        applicant=[party(script, kind, name=name)],
        applicant_kind=one.applicant,
        subject=one.subject,
        wanted=f"申请公开{one.subject}。",
        carrier="electronic" if channel == "net" else "paper",
        delivery="net" if channel == "net" else "post",
        clear="yes",
        **agreed,
    )
    handler = script.person("桑子墨").code
    case.do(
        "registered",
        one.on,
        _OFFICER,
        office="城市管理建设办公室",
        handler=handler,
        affects_third_party="yes" if one.third else "no",
    )
    if not one.result:
        case.do(
            "drafted",
            date(2026, 1, 9),
            _OFFICER,
            **_searched(),
            draft="拟予以公开，涉及商业秘密部分作区分处理。",
        )
        case.end()
        return
    day = script.working(one.on, 2)
    if one.third:
        day = _asked(dealer, case, day)
    if one.longer:
        last = script.working(one.on, 18)
        case.do(
            "extended",
            last,
            _HEAD,
            extended_to=script.working(last, 18),
            extension_reason="年代久远，需到区档案馆查档",
            extension_told_on=last,
        )
        day = script.working(last, 8)
    if one.answered:
        day = script.working(one.on, 10)
    drafted = day if one.third else script.working(day, 3)
    base = one.result.split("/")[0]
    case.do("drafted", drafted, _OFFICER, **_searched(), draft=_GROUNDS[base])
    if base in ("disclosed", "partly"):
        case.do(
            "reviewed",
            script.working(drafted, 1),
            _SECRECY,
            reviewed_as="may" if base == "disclosed" else "partly",
            personal_data="none" if base == "disclosed" else "masked",
        )
    answered = one.answered or script.working(drafted, 2)
    extra: dict[str, Any] = {}
    if base in ("disclosed", "partly"):
        extra["access"] = "provided"
    if base == "partly":
        extra["withheld"] = "third_party"
    if one.result == "unavailable/not_held":
        extra["not_held"] = "nonexistent"
    case.do(
        "answered",
        answered,
        _HEAD,
        result=one.result,
        facts=_GROUNDS[base],
        reconsideration_organ="云汀区人民政府",
        court="云汀区人民法院",
        **extra,
    )
    served = script.working(answered, 1)
    way = "electronic" if channel == "net" else "post"
    case.do("served", served, _OFFICER, service_way=way, served_on=served)
    case.do("closed", script.working(served, 3), _OFFICER).end()


def _searched() -> dict[str, Any]:
    return {
        "searched": "done",
        "searched_where": "街道档案室、办公系统、业务科室电子档案",
        "search_log": "以名称、文号、年份为关键词检索，留存检索截图。",
    }


def _asked(dealer: Dealer, case: Tale, day: date) -> date:
    """Ask the third parties, who have fifteen working days, and wait for what they say."""
    names = dealer.script.names
    case.do(
        "consulted",
        day,
        _OFFICER,
        consulted_whom=["third_party"],
        bodies=[{"body": names.person(), "body_kind": "third_party"} for _ in range(2)],
        consulted_about="申请公开的信息中涉及贵方的内容。",
        letter_received_on=day,
    )
    back = dealer.script.working(day, 15)
    case.do(
        "opined", back, _OFFICER, third_party_view="objects", view_reason="涉及家庭住址、补偿金额等个人信息。"
    )
    return back

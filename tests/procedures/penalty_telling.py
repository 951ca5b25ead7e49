"""Penalty cases as tests tell them: histories a line an event, and forms filled in completely."""

from dataclasses import replace

from fazhi.procedures.enforcement.penalty import Penalty
from journal_text import attempt, linked, view

OFFICERS = ("廖铁生", "车向北", "葛秋实", "管云帆", "武青峰", "邢立秋")
FIRM = {
    "party_kind": "enterprise",
    "name": "拟州朗和建设工程有限公司",
    "uscc": "91990101MA0000001Y",
    "legal_rep": "朗和",
    "address": "云汀区渡口路8号",
    "phone": "10012345678",
}
CITIZEN = {
    "party_kind": "individual",
    "name": "张三丰",
    "address": "云汀区桐花里12号",
    "phone": "10087654321",
}
SHOP = {**CITIZEN, "party_kind": "sole_trader", "name": "望桥老面馆"}
SEALED = "2025年2月28日晚，当事人在渡口路倾倒建筑垃圾约12立方米。"

CLUE = """
    2025-03-01  clue_registered  廖铁生  source=patrol cause=construction_waste field=city_appearance \
        found_on=2025-03-01 act_on=2025-02-28
"""
FILED = (
    CLUE
    + """
    2025-03-03  filed  陆行之  item=item-1 item_kind=enforcement law=solid_waste officers=[廖铁生,车向北]
"""
)
INVESTIGATED = (
    FILED
    + """
    2025-03-05  investigated  廖铁生  officers=[廖铁生,车向北] inquiry_kinds=[scene,interview]
"""
)
CONCLUDED = (
    INVESTIGATED
    + """
    2025-03-20  concluded  廖铁生  officers=[廖铁生,车向北] proposed_result=penalty proposed_kinds=[fine] \
        proposed_fine=20000.00 complex_or_grave=no
"""
)
NOTIFIED = (
    CONCLUDED
    + """
    2025-03-24  notified  廖铁生  proposed_kinds=[fine] proposed_fine=20000.00 hearing_right=no \
        plea_until=2025-03-31
"""
)
HEARING_TOLD = NOTIFIED.replace("hearing_right=no", "hearing_right=yes")
DECIDED = (
    NOTIFIED
    + """
    2025-04-03  decided  沈若谷/director  result=penalty penalty_kinds=[fine] fine=20000.00 \
        amount=20000.00 discretion=ordinary publication=publish credit_grade=general
"""
)
SERVED = (
    DECIDED
    + """
    2025-04-07  served  廖铁生  service_way=direct servers=[廖铁生,车向北]
"""
)
PAID = (
    SERVED
    + """
    2025-04-15  paid  殷小寒  paid=20000.00
"""
)
CLOSED = (
    PAID
    + """
    2025-04-22  published  殷小寒  masked=yes
    2025-04-23  closed  陆行之  close_kind=executed fully_recorded=yes
"""
)
ON_SPOT = """
    2025-03-03  decided_on_spot  廖铁生  source=patrol cause=street_vending field=city_appearance \
        law=appearance item=item-1 item_kind=enforcement officers=[廖铁生,车向北] act_on=2025-03-03 \
        found_on=2025-03-03 result=penalty penalty_kinds=[fine] fine=50.00 amount=50.00 \
        discretion=ordinary
"""

NORMS = {"norm_violated": "《固体废物污染环境防治法》第六十三条", "norm_penalty": "同法第一百一十一条"}
ROUTES = {"reconsideration_organ": "云汀区人民政府", "court": "云汀区人民法院"}
CLUE_FORM = {
    "source": "patrol",
    "cause": "construction_waste",
    "found_on": "2025-03-01",
    "act_on": "2025-02-28",
    "scene": "渡口路",
    "clue_text": SEALED,
}
FILING = {
    "cause": "construction_waste",
    "item": "item-1",
    "item_kind": "enforcement",
    "law": "solid_waste",
    "party": [FIRM],
    "facts": SEALED,
    "norm_violated": "《固体废物污染环境防治法》第六十三条",
    "officers": ["廖铁生", "车向北"],
}
INQUIRY = {
    "officers": ["廖铁生", "车向北"],
    "inquiry_kinds": ["scene"],
    "credentials_shown": "yes",
    "rights_told": "yes",
    "recorded": "yes",
    "inquiry_text": SEALED,
}
CONCLUSION = {
    "officers": ["廖铁生", "车向北"],
    "facts": SEALED,
    "evidence_text": "现场笔录、照片、询问笔录",
    **NORMS,
    "discretion": "ordinary",
    "discretion_text": "适用一般情形",
    "proposed_result": "penalty",
    "proposed_kinds": ["fine"],
    "proposed_fine": "20000.00",
    "complex_or_grave": "no",
}
NOTICE = {
    "told_facts": SEALED,
    **NORMS,
    "proposed_kinds": ["fine"],
    "proposed_fine": "20000.00",
    "hearing_right": "no",
    "told_way": "direct",
    "plea_until": "2025-03-31",
}
CALL = {
    "hearing_at": "2025-04-16T09:30",
    "hearing_place": "街道会议室",
    "chair": "左明谦",
    "hearing_public": "yes",
}
HEARING = {
    "chair": "左明谦",
    "hearing_outcome": "held",
    "hearing_present": "当事人及其代理人",
    "hearing_text": "当事人申辩和质证。",
    "hearing_opinion": "建议减轻。",
    "hearing_signed": "yes",
}
REVIEW = {
    "review_points": ["facts", "evidence", "procedure"],
    "review_conclusion": "pass",
    "review_text": "事实清楚，程序合法。",
    "first_reviewer": "no",
}
DISCUSSION = {
    "discussion_place": "街道会议室",
    "presiding": "沈若谷",
    "members": ["沈若谷", "陆行之", "梁以宁"],
    "reporter": "廖铁生",
    "discussion_text": SEALED,
    "opinions": [{"member": "沈若谷", "vote": "agree"}],
    "discussion_result": "penalty",
    "discussion_note": "同意。",
}
DECISION = {
    "result": "penalty",
    "penalty_kinds": ["fine"],
    "fine": "20000.00",
    **NORMS,
    "discretion": "ordinary",
    "discretion_text": "适用一般情形",
    "perform_way": "自收到本决定书之日起十五日内缴至指定银行",
    **ROUTES,
    "decided_facts": SEALED,
    "publication": "publish",
    "publication_reason": "具有一定社会影响",
    "credit_grade": "general",
}
NO_PENALTY = {
    name: value
    for name, value in DECISION.items()
    if name not in ("penalty_kinds", "fine", "perform_way", "credit_grade")
} | {
    "result": "no_penalty",
    "no_penalty_ground": "first_offence",
    "discretion": "none",
    "education": "当面教育",
    "publication": "withhold",
}
ON_SPOT_FORM = {
    "cause": "street_vending",
    "source": "patrol",
    "item": "item-1",
    "item_kind": "enforcement",
    "law": "appearance",
    "party": [CITIZEN],
    "act_on": "2025-03-03",
    "found_on": "2025-03-03",
    "scene": "望桥路口",
    "facts": "占道摆卖。",
    "officers": ["廖铁生", "车向北"],
    "credentials_shown": "yes",
    "rights_told": "yes",
    "result": "penalty",
    "penalty_kinds": ["fine"],
    "fine": "50.00",
    "norm_violated": "第十四条",
    "norm_penalty": "第三十六条",
    "discretion": "ordinary",
    "discretion_text": "适用一般情形",
    "perform_way": "自收到本决定书之日起十五日内缴纳",
    **ROUTES,
    "handed_over": "signed",
}


def certified(*persons, **words):
    """The register entries of certified officers; ``words`` change what they say."""
    known = {
        "role": "officer",
        "certified": "yes",
        "issued": "2022-05-01",
        "valid_until": "2027-04-30",
    } | words
    return {
        ("enforcement_officer", person): linked("enforcement_officer", case=f"cert-{person}", **known)
        for person in persons or OFFICERS
    }


def case(text, *, party=FIRM, **known):
    """The case a text tells, of ``party``, by officers who are certified, under an item that is held."""
    told = view(
        text,
        Penalty,
        **{
            "roster": certified(),
            "refs": {"item-1": linked("power_item", case="item-1", item_kind="enforcement")},
            **known,
        },
    )
    kind = {"party": [{"party_kind": party["party_kind"]}]}
    opening = ("filed", "decided_on_spot")
    return replace(
        told,
        history=tuple(
            replace(event, form={**kind, **event.form}) if event.step in opening else event
            for event in told.history
        ),
    )


def refused(told, line, form=(), **changes):
    """What is said against a step whose form is otherwise complete: article → sentence."""
    checked = attempt(told, line, form={**dict(form), **changes})
    assert not [one for one in checked.refusals if one.code.startswith("field-")], checked.refusals
    return {one.basis: one.message for one in checked.refusals}

"""Who acts: the posts of an organ (``posts.csv``), and the roles that procedures name.

Posts are those of the office's own organisation; one person may hold several.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from fazhi.core.procedure import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post: its code, its name, and what cases it sees.

    ``scope`` is unit (the whole organ), place (the own community), own (cases one has a hand in) or none.
    ``groups`` are the groups of procedures it sees, ("*",) for all.
    """

    code: str
    label: str
    scope: str
    groups: tuple[str, ...]

    def sees(self, group: str) -> bool:
        """Tell whether cases of a group of procedures are its business at all."""
        return "*" in self.groups or group in self.groups


@cache
def posts() -> Mapping[str, Post]:
    """Return every post by code."""
    text = resources.files("fazhi.law").joinpath("posts.csv").read_text(encoding="utf-8")
    return {
        row["code"]: Post(
            code=row["code"], label=row["label"], scope=row["scope"], groups=tuple(row["groups"].split())
        )
        for row in csv.DictReader(text.splitlines())
    }


def role(label: str, *codes: str) -> Role:
    """Return a role of those posts.

    Raises:
        LookupError: a post is not in the table.

    """
    if unknown := set(codes) - set(posts()):
        raise LookupError(f"posts not in law/posts.csv: {', '.join(sorted(unknown))}")
    return Role(label, codes)


MEDIATOR = role("人民调解员", "mediator_full", "mediator_part", "committee_chair")
COMMITTEE_CHAIR = role("调委会主任", "committee_chair", "mediation_guide")
MEDIATION_GUIDE = role("调解指导员", "mediation_guide", "justice_head")
OFFICER = role("执法人员", "enforce_officer", "enforce_captain")
CAPTAIN = role("综合行政执法队队长", "enforce_captain")
CASE_CLERK = role("案管内勤", "enforce_clerk", "enforce_captain")
ENFORCEMENT_LEADER = role("分管执法领导", "deputy_enforce", "director")
HEAD = role("行政机关负责人", "director", "deputy_enforce")
REVIEWER = role("法制审核人员", "legal_reviewer", "public_lawyer", "justice_head")
JUSTICE_HEAD = role("司法所所长", "justice_head")
SECRETARY = role("党工委书记", "secretary")
DIRECTOR = role("办事处主任", "director")
DEPUTY_LAW = role("分管法治领导", "deputy_law")
LEADER = role("领导班子成员", "secretary", "director", "deputy_law", "deputy_enforce", "deputy_other")
OFFICE_HEAD = role("科室负责人", "office_head", "justice_head", "window_head", "enforce_captain")
OFFICE = role(
    "科室工作人员",
    "office_head",
    "doc_officer",
    "justice_head",
    "legal_reviewer",
    "law_publicity",
    "grid_manager",
    "enterprise_officer",
    "window_head",
    "enforce_captain",
    "enforce_clerk",
    "supervisor",
    "staff",
)
SEAL_KEEPER = role("印章管理员", "seal_keeper")
SUPERVISOR = role("督查专员", "supervisor")
LAW_PUBLICITY = role("普法专员", "law_publicity", "justice_head", "community_secretary", "community_worker")
STUDY_ORGANISER = role("学法组织人员", "law_publicity", "office_head", "doc_officer", "community_secretary")
GRID = role("网格人员", "grid_worker", "community_worker", "community_secretary", "grid_manager")
PEACE_OFFICE = role("平安法治办", "grid_manager", "office_head")
ROSTER_KEEPER = role(
    "名册管理员", "office_head", "justice_head", "enforce_clerk", "mediation_guide", "doc_officer"
)
DISTRICT = role("区司法局", "district_justice")
ARCHIVIST = role(
    "档案员", "archivist", "enforce_clerk", "mediator_full", "mediation_guide", "committee_chair"
)
SUBMITTER = role(
    "送审部门经办人",
    *OFFICE.posts,
    "enforce_officer",
    "disclosure_officer",
    "petition_officer",
    "hotline_officer",
)
PUBLISHER = role("信息公开人员", "disclosure_officer", "office_head", "doc_officer")
HEARING_CHAIR = role("听证主持人", "legal_reviewer", "public_lawyer", "justice_head", "office_head")
# Who keeps the money apart from those who fine (行政处罚法第六十七条): never an officer.
PAYMENT_CLERK = role("财务或者案管人员", "archivist", "enforce_clerk")
# Who lets a correction hold, or brings figures forward, besides those whose step it is.
CORRECTOR = role(
    "更正审核人员",
    "office_head",
    "justice_head",
    "deputy_law",
    "deputy_enforce",
    "deputy_other",
    "director",
    "secretary",
    "enforce_captain",
    "mediation_guide",
    "committee_chair",
    "window_head",
    "grid_manager",
)
# Who hands a matter over to another organ, and acknowledges what another hands over.
HANDS_OVER = role(
    "移送、接收人员",
    *CORRECTOR.posts,
    "doc_officer",
    "enforce_clerk",
    "petition_officer",
    "hotline_officer",
    "district_justice",
)
DISPUTE_REGISTRAR = role(
    "矛盾纠纷登记人员",
    "grid_worker",
    "community_worker",
    "community_secretary",
    "grid_manager",
    "window_clerk",
    "window_head",
    "petition_officer",
    "hotline_officer",
    "mediation_guide",
    "mediator_full",
    "mediator_part",
    "law_aware",
)
DISPUTE_HANDLER = role(
    "矛盾纠纷承办人员",
    "community_secretary",
    "community_worker",
    "grid_worker",
    "mediator_full",
    "mediator_part",
    "committee_chair",
    "mediation_guide",
    "petition_officer",
    *OFFICE.posts,
)
ORG_KEEPER = role("机构和人员名册管理员", "office_head", "doc_officer")
REPORT_DRAFTER = role("年度报告起草人员", "justice_head", "office_head")
SECRECY_REVIEWER = role("保密审查员", "secrecy_reviewer")
DUTY_RECORDER = role(
    "履职纪实人员",
    "secretary",
    "director",
    "deputy_law",
    "deputy_enforce",
    "deputy_other",
    "office_head",
    "doc_officer",
    "justice_head",
    "discipline_head",
)
MEETING_CLERK = role("会务人员", "doc_officer", "office_head", "justice_head")
PLAN_KEEPER = role("计划管理人员", "justice_head", "office_head", "supervisor", "doc_officer")
DISCIPLINE = role("纪检监察负责人", "discipline_head")
# Who gives legal opinions: sees what is sent to them and no more (posts.csv).
COUNSEL = role("法律顾问", "counsel", "public_lawyer")
# Who answers for the organ before the court and the reconsideration body (司法所).
LITIGATOR = role("应诉承办人员", "justice_head", "legal_reviewer", "public_lawyer")
DISCLOSURE_OFFICER = role("信息公开专员", "disclosure_officer", "doc_officer")
# 政府信息公开工作机构负责人: extends, signs replies and releases (政府信息公开条例第三十三条).
DISCLOSURE_HEAD = role(
    "政府信息公开工作机构负责人", "office_head", "deputy_law", "deputy_enforce", "deputy_other", "director"
)
PETITION_OFFICER = role("信访专员", "petition_officer")
PETITION_HANDLER = role(
    "信访事项承办人员",
    "petition_officer",
    "justice_head",
    "office_head",
    "grid_manager",
    "window_head",
    "community_secretary",
    "mediation_guide",
)
# 本机关负责人: extends the time and signs the opinion (信访工作条例第三十四条).
PETITION_HEAD = role(
    "信访工作负责人", "deputy_law", "deputy_enforce", "deputy_other", "director", "secretary"
)
HOTLINE_OFFICER = role("热线专员", "hotline_officer")
HOTLINE_HANDLER = role(
    "热线工单承办人员",
    "office_head",
    "hotline_officer",
    "justice_head",
    "grid_manager",
    "window_head",
    "community_secretary",
    "community_worker",
    "mediation_guide",
)
# Who signs what goes out on official accounts: never who drafted or checked it.
POST_SIGNER = role("信息签发人", "justice_head", "deputy_law", "secretary", "director")
TRAINER = role(
    "法治培训组织人员",
    *STUDY_ORGANISER.posts,
    "justice_head",
    "enforce_captain",
    "enforce_clerk",
    "mediation_guide",
    "grid_manager",
)
ADVISER_KEEPER = role("法律顾问管理人员", "justice_head", "law_publicity", "office_head")
CONSULTANT = role(
    "法律咨询解答人员", "counsel", "public_lawyer", "justice_head", "legal_reviewer", "mediation_guide"
)
CONSULTATION_DESK = role(
    "法律咨询登记人员",
    *CONSULTANT.posts,
    "window_clerk",
    "window_head",
    "community_secretary",
    "community_worker",
    "law_aware",
)
CALENDAR_LEADER = role("分管法治领导或者主要领导", "deputy_law", "secretary", "director")
CALENDAR_OWNER = role(
    "年度日历责任人",
    "hotline_officer",
    "petition_officer",
    "grid_manager",
    "deputy_law",
    "community_secretary",
    "secretary",
    "director",
    "office_head",
    "justice_head",
    "supervisor",
    "doc_officer",
    "counsel",
    "legal_reviewer",
    "enforce_clerk",
    "law_publicity",
    "enforce_captain",
    "archivist",
    "disclosure_officer",
    "congress_head",
)
RETURN_MAKER = role(
    "报表填报人",
    *OFFICE_HEAD.posts,
    "doc_officer",
    "law_publicity",
    "legal_reviewer",
    "mediation_guide",
    "grid_manager",
    "petition_officer",
    "hotline_officer",
    "disclosure_officer",
    "enforce_clerk",
)

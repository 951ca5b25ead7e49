"""主动公开信息 — published information."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fazhi.core import publishing as public
from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import (
    Count,
    Derived,
    Document,
    Flow,
    Limit,
    Rate,
    Stage,
    Step,
    rule,
)
from fazhi.law import limit, statute
from fazhi.law.roles import (
    ARCHIVIST,
    DISCLOSURE_HEAD,
    DISCLOSURE_OFFICER,
    LEADER,
    PUBLISHER,
    SECRECY_REVIEWER,
    SUBMITTER,
)
from fazhi.procedures.decision.disclosure_item_forms import (
    Change,
    Classification,
    Closing,
    FinalCheck,
    FirstCheck,
    Making,
    Publication,
    Reassessment,
    Return,
    SecondCheck,
    SecrecyCheck,
    Update,
    Withdrawal,
    Withholding,
)

# 依据
LAW = statute("政府信息公开条例")
PENALTIES = statute("行政处罚法")
THREE_CHECKS = HouseRule("D12", "信息发布实行三审：制作、审核、签发由不同的人办理，并经保密审查")
SCREENED = LAW.article(17, "对拟公开的政府信息进行审查", paragraph=2)


@rule(LAW.article(11, "应当与有关机关协商、确认", paragraph=1), needs_form=True)
def the_other_organ_agrees(view: CaseView, event: Event) -> str | None:
    """What concerns another organ is confirmed with it before it is published."""
    if view.record.get("other_organ") == "yes" and event.form.get("other_organ_agreed") != "yes":
        return "涉及其他机关的，公开前须与有关机关协商、确认，保证公开的政府信息准确一致。"
    return None


@rule(SCREENED)
def secrecy_was_checked(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """Nothing is released that the check for secrets did not find fit to be published."""
    if view.record.get("secrecy") == "may":
        return None
    return "保密审查结论不是“可以公开”，不能签发；不能确定的，先报有关主管部门或者保密行政管理部门确定。"


@rule(LAW.article(15, "涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害的政府信息，行政机关不得公开"))
def privacy_is_kept(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """Trade secrets and private matters are masked, unless their owner agrees or the public need is grave."""
    if view.record.get("personal_data") == "unmasked":
        return "涉及商业秘密、个人隐私的内容尚未处理，处理后再签发。"
    return None


@rule(LAW.article(6, "行政机关应当及时、准确地公开政府信息", paragraph=1), needs_form=True)
def it_is_accurate(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """What is not accurate does not pass the first check."""
    return None if event.form["accurate"] == "yes" else "内容不准确、不完整的，请退回修改。"


@rule(PENALTIES.article(48, "在三日内撤回行政处罚决定信息并公开说明理由", paragraph=2), needs_form=True)
def taking_down_a_penalty_is_explained(view: CaseView, event: Event) -> str | None:
    """A penalty decision that no longer stands is taken down with its reason told in public."""
    if view.record.get("change_kind") == "void" and event.form["explained"] != "yes":
        return "被变更、撤销、确认违法或者无效的决定信息，撤下时应当公开说明理由。"
    return None


def _is_of_enforcement(record: Mapping[str, Any]) -> bool:
    """Who enforces, by which powers and plans; single decisions are shown by the case they were made in."""
    column = record.get("column")
    other = column == "enforcement" and record.get("enforcement_kind") == "other"
    return other or column in ("institution", "power_list")


def _term(view: CaseView) -> str:
    column = view.record.get("column")
    if column == "enforcement":
        return "decision" if view.record.get("enforcement_kind") in ("penalty", "licence") else "enforcement"
    normative = column == "documents" and view.record.get("document_kind") == "normative"
    return "normative" if normative else "general"


class DisclosureItem(Case):
    """Information on its way to the public: classified, checked three times and for secrets, published."""

    code = "disclosure_item"
    label = "主动公开信息"
    group = "decision"
    in_force = date(2019, 5, 15)
    number = "{organ}公开〔{year}〕{n}号"
    title = "{subject}"

    # 状态
    classifying = Stage("待认定属性")
    checking = Stage("待初审")
    rechecking = Stage("待复审")
    screening = Stage("待保密审查")
    approving = Stage("待终审")
    publishing = Stage("待公开")
    standing = Stage("已公开")
    closed_away = Stage("已归档", final=True)
    withheld_away = Stage("不主动公开", final=True)

    # 环节
    formed = Step(
        label="形成信息",
        to=classifying,
        by=SUBMITTER | LEADER,
        form=Making,
        basis=LAW.article(10, "由制作该政府信息的行政机关负责公开", paragraph=1),
    )
    classified = Step(
        label="认定主动公开",
        at=(classifying,),
        to=checking,
        by=DISCLOSURE_OFFICER | DISCLOSURE_HEAD,
        form=Classification,
        needs=(the_other_organ_agrees,),
        basis=LAW.article(19, "需要公众广泛知晓或者需要公众参与决策的政府信息，行政机关应当主动公开"),
        cites=(LAW.article(20, "主动公开本行政机关的下列政府信息"),),
    )
    withheld = Step(
        label="认定不主动公开",
        at=(classifying, checking, rechecking, screening, approving),
        to=withheld_away,
        by=DISCLOSURE_HEAD,
        form=Withholding,
        basis=LAW.article(13, "除本条例第十四条、第十五条、第十六条规定的政府信息外，政府信息应当公开"),
    )
    checked = Step(
        label="初审",
        at=(checking,),
        to=rechecking,
        by=DISCLOSURE_OFFICER,
        form=FirstCheck,
        other_than=(formed,),
        needs=(it_is_accurate,),
        basis=LAW.article(17, "行政机关应当建立健全政府信息公开审查机制，明确审查的程序和责任", paragraph=1),
        cites=(THREE_CHECKS,),
    )
    rechecked = Step(
        label="复审",
        at=(rechecking,),
        to=screening,
        by=DISCLOSURE_HEAD,
        form=SecondCheck,
        other_than=(formed, checked),
        basis=LAW.article(17, "明确审查的程序和责任", paragraph=1),
        cites=(THREE_CHECKS,),
    )
    secrecy_checked = Step(
        label="保密审查",
        at=(screening,),
        to=approving,
        by=SECRECY_REVIEWER,
        form=SecrecyCheck,
        other_than=(formed,),
        documents=(Document("secrecy_sheet", "保密审查表"),),
        basis=SCREENED,
        cites=(
            LAW.article(
                17,
                "行政机关不能确定政府信息是否可以公开的……报有关主管部门或者保密行政管理部门确定",
                paragraph=3,
            ),
        ),
    )
    approved = Step(
        label="终审签发",
        at=(approving,),
        to=publishing,
        by=LEADER,
        form=FinalCheck,
        other_than=(formed, checked, rechecked),
        needs=(secrecy_was_checked, privacy_is_kept),
        documents=(Document("approval_sheet", "信息公开审核单"),),
        basis=LAW.article(17, "行政机关应当建立健全政府信息公开审查机制", paragraph=1),
        cites=(THREE_CHECKS, LAW.article(15, "行政机关不得公开")),
    )
    returned = Step(
        label="退回修改",
        at=(rechecking, screening, approving, publishing),
        to=checking,
        by=DISCLOSURE_OFFICER | DISCLOSURE_HEAD | LEADER | SECRECY_REVIEWER,
        form=Return,
        basis=LAW.article(6, "行政机关应当及时、准确地公开政府信息", paragraph=1),
    )
    published = Step(
        label="公开",
        at=(publishing,),
        to=standing,
        by=PUBLISHER,
        form=Publication,
        documents=(
            Document("interpretation", "政策解读稿", when=Making.column.is_("interpretation")),
            Document(
                "annual_report",
                "政府信息公开工作年度报告",
                when=Making.column.is_("annual_report/disclosure"),
            ),
        ),
        basis=LAW.article(26, "应当自该政府信息形成或者变更之日起20个工作日内及时公开"),
        cites=(LAW.article(23, "通过政府公报、政府网站或者其他互联网政务媒体"),),
    )
    changed = Step(
        label="信息变更",
        at=(standing, closed_away),
        to=standing,
        by=SUBMITTER | DISCLOSURE_OFFICER,
        form=Change,
        basis=LAW.article(26, "形成或者变更之日起20个工作日内"),
    )
    updated = Step(
        label="更新",
        at=(standing,),
        by=PUBLISHER,
        form=Update,
        basis=LAW.article(4, "维护和更新本行政机关公开的政府信息", item=2),
    )
    withdrawn = Step(
        label="撤下",
        at=(standing, closed_away),
        to=closed_away,
        by=PUBLISHER,
        form=Withdrawal,
        needs=(taking_down_a_penalty_is_explained,),
        documents=(Document("withdrawal_notice", "政府信息撤下说明"),),
        basis=LAW.article(4, "维护和更新本行政机关公开的政府信息", item=2),
        cites=(PENALTIES.article(48, "在三日内撤回行政处罚决定信息并公开说明理由", paragraph=2),),
    )
    closed = Step(
        label="归档",
        at=(standing,),
        to=closed_away,
        by=DISCLOSURE_OFFICER | ARCHIVIST,
        form=Closing,
        basis=LAW.article(25, "及时向国家档案馆、公共图书馆提供主动公开的政府信息", paragraph=3),
    )
    reassessed = Step(
        label="评估后转公开",
        at=(withheld_away,),
        to=classifying,
        by=DISCLOSURE_HEAD,
        form=Reassessment,
        basis=LAW.article(18, "对因情势变化可以公开的政府信息应当公开"),
    )

    # 公示
    publication = public.Publication(
        label="执法主体、权责清单和检查计划",
        part="before",
        by=published,
        gone=(withdrawn,),
        when=_is_of_enforcement,
        columns=(
            public.Shown("标题", Making.subject),
            public.Shown("栏目", Making.column),
            public.Shown("文号", Making.document_no),
            public.Shown("公开日期", Publication.published_on),
            public.Shown("链接", Publication.link),
            public.Shown("公开机关", public.OfOrgan()),
        ),
    )

    publish_term = Derived(
        "公开时限类别",
        {
            "general": "一般信息",
            "normative": "规范性文件",
            "decision": "行政处罚、许可决定",
            "enforcement": "其他执法信息",
        },
        by=_term,
    )

    # 期限
    publish = Limit(
        label="主动公开",
        row=limit("ID-01"),
        since=formed,
        from_day=Making.formed_on,
        until=(published, withheld),
        when=publish_term.is_("general"),
    )
    publish_document = Limit(
        label="公开规范性文件",
        row=limit("ND-03"),
        since=formed,
        from_day=Making.formed_on,
        until=(published, withheld),
        when=publish_term.is_("normative"),
    )
    publish_decision = Limit(
        label="公开行政处罚、许可决定",
        row=limit("PN-20"),
        since=formed,
        from_day=Making.formed_on,
        until=(published, withheld),
        when=publish_term.is_("decision"),
    )
    publish_housing_penalty = Limit(
        label="公开处罚决定（住建领域）",
        row=limit("PN-22"),
        since=formed,
        from_day=Making.formed_on,
        until=(published, withheld),
        when=Making.enforcement_kind.is_("penalty"),
    )
    publish_enforcement = Limit(
        label="公开其他执法信息",
        row=limit("EN-01"),
        since=formed,
        from_day=Making.formed_on,
        until=(published, withheld),
        when=publish_term.is_("enforcement"),
    )
    update = Limit(
        label="变更后更新",
        row=limit("ID-01"),
        since=changed,
        from_day=Change.changed_on,
        until=(updated, withdrawn),
        when=Change.change_kind.is_("changed", "expired", "wrong"),
    )
    take_down = Limit(
        label="撤回执法决定信息",
        row=limit("PN-16"),
        since=changed,
        from_day=Change.changed_on,
        until=(withdrawn,),
        when=Change.change_kind.is_("void"),
    )

    # 数字
    indicators = (
        Flow(
            "disclosure.items",
            "主动公开政府信息条数",
            "条",
            Count(published),
            by=(Making.column, Classification.carrier, Classification.form),
            says=("主动公开信息", "网站公开信息", "政务信息更新"),
            definition="本期首次公开的信息，一条计一次，更新和撤下不计。",
        ),
        Flow(
            "disclosure.documents",
            "公开本级文件件数",
            "件",
            Count(published, where=Making.column.is_("documents")),
            by=(Classification.carrier,),
            says=("公开公文", "公开政府文件"),
            definition="本期公开的政策文件栏目信息。",
        ),
        Flow(
            "disclosure.documents_formed",
            "形成可公开文件件数",
            "件",
            Count(formed, where=Making.column.is_("documents") & Making.publicity.is_("proactive")),
            says=("应公开公文",),
            definition="本期形成并拟定为主动公开的文件，以登记日期计。",
        ),
        Rate(
            "disclosure.documents_rate",
            "公文主动公开率",
            "%",
            "disclosure.documents / disclosure.documents_formed",
            says=("公文公开率",),
            definition="公开本级文件件数占形成可公开文件件数之比。",
        ),
        Flow(
            "disclosure.key_fields",
            "重点领域信息公开条数",
            "条",
            Count(published, where=Making.column.is_("key_fields")),
            by=(Classification.carrier,),
            says=("重点领域信息",),
            definition="本期公开的重点领域信息。",
        ),
        Flow(
            "disclosure.news",
            "工作动态信息条数",
            "条",
            Count(published, where=Making.column.is_("news")),
            by=(Classification.carrier,),
            says=("发布动态",),
            definition="本期公开的工作动态信息。",
        ),
        Flow(
            "disclosure.interpretations",
            "政策解读条数",
            "条",
            Count(published, where=Making.column.is_("interpretation")),
            by=(Classification.form,),
            says=("政策文件解读",),
            definition="本期公开的政策解读。",
        ),
        Flow(
            "disclosure.responses",
            "回应社会关切条数",
            "条",
            Count(published, where=Making.column.is_("response")),
            by=(Classification.carrier,),
            says=("回应关切",),
            definition="本期公开的对社会关切的回应。",
        ),
        Flow(
            "disclosure.enforcement_items",
            "公示执法信息条数",
            "条",
            Count(published, where=Making.column.is_("enforcement")),
            by=(Classification.carrier,),
            says=("公示执法事项", "公开执法结果"),
            definition="本期公开的行政执法栏目信息。",
        ),
    )

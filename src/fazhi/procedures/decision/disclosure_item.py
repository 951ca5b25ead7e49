"""主动公开信息 — published information."""

from collections.abc import Mapping
from typing import Any

from fazhi.core import form as ask
from fazhi.core import publishing as public
from fazhi.core.case import CaseView
from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Count, Derived, Document, Limit, Stage, Step
from fazhi.core.ruling import must, never
from fazhi.law import HouseRule, figure, limit, statute
from fazhi.law import roles as who

COLUMNS = ask.codes("""
    institution 机构职能, leaders 领导信息, documents 政策文件, plan 规划计划, finance 财政预决算,
    procurement 政府采购, enforcement 行政执法, power_list 权责清单, major_decision 重大决策,
    proposal 建议提案答复, annual_report 年度报告, annual_report/law 法治政府建设年度报告,
    annual_report/disclosure 政府信息公开工作年度报告, news 工作动态, interpretation 政策解读,
    response 回应关切, key_fields 重点领域信息, key_fields/legal_service 公共法律服务,
    key_fields/social_aid 社会救助, key_fields/livelihood 教育医疗就业养老,
    key_fields/housing 土地房屋征收, key_fields/safety 安全生产和应急, key_fields/agriculture 农业农村,
    other 其他
""")
CARRIERS = ask.codes("""
    website 政府网站, new_media 政务新媒体, gazette 政府公报, board 公告栏、电子信息屏,
    press 新闻发布会、报刊、广播、电视, reading_room 查阅场所, other 其他
""")
GENRES = ask.codes("""
    text 文字, document 公文, table 表格数据, picture 图解, video 音视频, question 问答, notice 公告公示
""")
GROUNDS = ask.codes("""
    norm 规章和规范性文件, body 机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名,
    plan 规划及相关政策, statistics 统计信息, service 行政许可和对外管理服务事项,
    penalty 行政处罚、行政强制, budget 财政预算、决算, fee 行政事业性收费, procurement 政府集中采购,
    works 重大建设项目, livelihood 民生政策、措施及其实施情况, emergency 突发公共事件,
    supervision 监督检查情况, recruitment 公务员招考, other_law 其他规定应当主动公开的,
    local 根据本地方具体情况公开的, public_interest 涉及公众利益调整、需要公众广泛知晓或者参与决策的
""")
PASS = ask.codes("pass 通过, amend 修改后通过")


class Making(ask.Form):
    """政府信息形成登记"""

    subject = ask.Title("标题", help="不写个人姓名", short=True)
    index_no = ask.Text("索引号", max=60, required=False)
    column = ask.Code("栏目", COLUMNS, short=True)
    enforcement_kind = ask.Code(
        "执法信息类别",
        "penalty 行政处罚决定, licence 行政许可决定, other 其他执法信息",
        needed_when=column.is_("enforcement"),
    )
    document_kind = ask.Code(
        "文件类别", "normative 行政规范性文件, other 其他文件", needed_when=column.is_("documents")
    )
    formed_on = ask.Day("成文（形成）日期", happened=True)
    document_no = ask.DocumentNumber("文号", required=False)
    topic = ask.Text("主题分类", required=False)
    summary = ask.Text("内容概述", max=300, help="执法信息公开时向社会显示，不写个人信息")
    content = ask.Files("拟公开内容", required=False)
    office = ask.Text("制作部门", max=60)
    maker = ask.Person("制作人", acting=True)
    publicity = ask.Code("拟定公开属性", "proactive 主动公开, on_request 依申请公开, withheld 不予公开")
    other_organ = ask.YesNo("涉及其他机关", required=False)


class Classification(ask.Form):
    """公开属性认定"""

    ground = ask.Code("公开依据", GROUNDS)
    carrier = ask.Code("公开载体", CARRIERS)
    also_on = ask.Codes("同时公开的载体", CARRIERS, required=False)
    form = ask.Code("体裁", GENRES)
    update_cycle = ask.Code(
        "更新周期", "once 一次性, on_change 变更时更新, monthly 每月, quarterly 每季, yearly 每年"
    )
    other_organ_agreed = ask.YesNo("已与有关机关协商、确认", needed_when=Making.other_organ.is_(True))


class Withholding(ask.Form):
    """不主动公开认定"""

    withheld_as = ask.Code("公开属性", "on_request 依申请公开, withheld 不予公开")
    withheld_ground = ask.Code(
        "不予公开的情形",
        "state_secret 国家秘密, forbidden 法律、行政法规禁止公开, "
        "safety 危及国家安全、公共安全、经济安全、社会稳定, third_party 商业秘密、个人隐私, "
        "internal 内部事务信息, process 过程性信息, case_file 行政执法案卷信息",
        needed_when=withheld_as.is_("withheld"),
    )
    withheld_reason = ask.Text("理由", max=300)
    assess_by = ask.Day("下次评估日期", required=False)


class FirstCheck(ask.Form):
    """初审"""

    first_check = ask.Code("初审意见", PASS)
    accurate = ask.YesNo("内容准确、完整")
    first_note = ask.Text("初审说明", max=300, required=False)


SecondCheck = ask.form(
    "复审", second_check=ask.Code("复审意见", PASS), second_note=ask.Text("复审说明", max=300, required=False)
)


class SecrecyCheck(ask.Form):
    """保密审查表"""

    secrecy = ask.Code(
        "保密审查结论", "may 可以公开, may_not 不得公开, ask 不能确定，报有关主管部门或者保密行政管理部门"
    )
    personal_data = ask.Code(
        "个人信息和商业秘密",
        "none 不涉及, masked 已作隐去处理, agreed 第三方同意公开, "
        "public_interest 不公开会对公共利益造成重大影响, unmasked 涉及且未处理",
    )
    secrecy_note = ask.Text("保密审查说明", max=300, required=False)


FinalCheck = ask.form(
    "信息公开审核单",
    final_check=ask.Code("终审意见", PASS),
    final_note=ask.Text("终审说明", max=300, required=False),
)
Return = ask.form("退回修改", return_reason=ask.Text("退回理由", max=300))


class Publication(ask.Form):
    """公开登记"""

    published_on = ask.Day("公开日期", happened=True)
    link = ask.Text("链接", max=200, required=False)
    interpretation_of = ask.Text("解读的文件", max=100, needed_when=Making.column.is_("interpretation"))
    interpretation_text = ask.Long("解读内容", needed_when=Making.column.is_("interpretation"))
    concern = ask.Text("回应的关切", max=200, needed_when=Making.column.is_("response"))


class Change(ask.Form):
    """信息变更登记"""

    change_kind = ask.Code(
        "变更情形",
        "changed 内容变更, void 执法决定被变更、撤销、确认违法或者无效, expired 失效、废止, wrong 内容不准确",
    )
    changed_on = ask.Day("变更日期", happened=True)
    change_note = ask.Text("变更情况", max=300)


Update = ask.form(
    "更新", updated_on=ask.Day("更新日期", happened=True), update_note=ask.Text("更新内容", max=300)
)


class Withdrawal(ask.Form):
    """撤下"""

    withdrawn_on = ask.Day("撤下日期", happened=True)
    withdrawal_reason = ask.Text("撤下理由", max=300)
    explained = ask.YesNo("已公开说明理由")


Closing = ask.form(
    "归档",
    archived_to=ask.Codes(
        "提供查阅", "archive 国家档案馆, library 公共图书馆, service_hall 政务服务场所", required=False
    ),
    closing_note=ask.Text("备注", max=300, required=False),
)
Reassessment = ask.form("不公开信息评估", reassessment=ask.Text("情势变化和评估意见", max=300))
LAW = statute("政府信息公开条例")
PENALTIES = statute("行政处罚法")
THREE_CHECKS = HouseRule("D12", "信息发布实行三审：制作、审核、签发由不同的人办理，并经保密审查")
SCREENED = LAW(17, "对拟公开的政府信息进行审查", paragraph=2)
the_other_organ_agrees = must(
    Classification.other_organ_agreed.is_("yes"),
    LAW(11, "应当与有关机关协商、确认", paragraph=1),
    "涉及其他机关的，公开前须与有关机关协商、确认，保证公开的政府信息准确一致。",
    when=Making.other_organ.is_("yes"),
)
secrecy_was_checked = must(
    SecrecyCheck.secrecy.is_("may"),
    SCREENED,
    "保密审查结论不是“可以公开”，不能签发；不能确定的，先报有关主管部门或者保密行政管理部门确定。",
)
privacy_is_kept = never(
    SecrecyCheck.personal_data.is_("unmasked"),
    LAW(15, "涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害的政府信息，行政机关不得公开"),
    "涉及商业秘密、个人隐私的内容尚未处理，处理后再签发。",
)
it_is_accurate = must(
    FirstCheck.accurate.is_("yes"),
    LAW(6, "行政机关应当及时、准确地公开政府信息", paragraph=1),
    "内容不准确、不完整的，请退回修改。",
)
taking_down_a_penalty_is_explained = must(
    Withdrawal.explained.is_("yes"),
    PENALTIES(48, "在三日内撤回行政处罚决定信息并公开说明理由", paragraph=2),
    "被变更、撤销、确认违法或者无效的决定信息，撤下时应当公开说明理由。",
    when=Change.change_kind.is_("void"),
)


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


COLUMN = Making.column
CARRIER = Classification.carrier


class DisclosureItem(Case):
    """Information on its way to the public: classified, checked three times and for secrets, published."""

    label = "主动公开信息"
    since = "2019-05-15"
    number = "{organ}公开〔{year}〕{n}号"
    title = "{subject}"
    by = who.DISCLOSURE_HEAD

    classifying = Stage("待认定属性")
    checking = Stage("待初审")
    rechecking = Stage("待复审")
    screening = Stage("待保密审查")
    approving = Stage("待终审")
    publishing = Stage("待公开")
    standing = Stage("已公开")
    closed_away = Stage("已归档", final=True)
    withheld_away = Stage("不主动公开", final=True)

    formed = Step("形成信息", START >> classifying, Making).under(
        LAW(10, "由制作该政府信息的行政机关负责公开", paragraph=1), by=who.SUBMITTER | who.LEADER
    )
    classified = Step("认定主动公开", classifying >> checking, Classification).under(
        LAW(19, "需要公众广泛知晓或者需要公众参与决策的政府信息，行政机关应当主动公开"),
        by=who.DISCLOSURE_OFFICER | who.DISCLOSURE_HEAD,
        needs=the_other_organ_agrees,
        cites=LAW(20, "主动公开本行政机关的下列政府信息"),
    )
    withheld = Step(
        "认定不主动公开",
        (classifying | checking | rechecking | screening | approving) >> withheld_away,
        Withholding,
    ).under(LAW(13, "除本条例第十四条、第十五条、第十六条规定的政府信息外，政府信息应当公开"))
    checked = Step("初审", checking >> rechecking, FirstCheck).under(
        LAW(17, "行政机关应当建立健全政府信息公开审查机制，明确审查的程序和责任", paragraph=1),
        by=who.DISCLOSURE_OFFICER,
        other_than=formed,
        needs=it_is_accurate,
        cites=THREE_CHECKS,
    )
    rechecked = Step("复审", rechecking >> screening, SecondCheck).under(
        LAW(17, "明确审查的程序和责任", paragraph=1), other_than=(formed, checked), cites=THREE_CHECKS
    )
    secrecy_checked = Step("保密审查", screening >> approving, SecrecyCheck).under(
        SCREENED,
        by=who.SECRECY_REVIEWER,
        other_than=formed,
        documents="secrecy_sheet 保密审查表",
        cites=LAW(
            17, "行政机关不能确定政府信息是否可以公开的……报有关主管部门或者保密行政管理部门确定", paragraph=3
        ),
    )
    approved = Step("终审签发", approving >> publishing, FinalCheck).under(
        LAW(17, "行政机关应当建立健全政府信息公开审查机制", paragraph=1),
        by=who.LEADER,
        other_than=(formed, checked, rechecked),
        needs=(secrecy_was_checked, privacy_is_kept),
        documents="approval_sheet 信息公开审核单",
        cites=(THREE_CHECKS, LAW(15, "行政机关不得公开")),
    )
    returned = Step("退回修改", (rechecking | screening | approving | publishing) >> checking, Return).under(
        LAW(6, "行政机关应当及时、准确地公开政府信息", paragraph=1),
        by=who.DISCLOSURE_OFFICER | who.DISCLOSURE_HEAD | who.LEADER | who.SECRECY_REVIEWER,
    )
    published = Step("公开", publishing >> standing, Publication).under(
        LAW(26, "应当自该政府信息形成或者变更之日起20个工作日内及时公开"),
        by=who.PUBLISHER,
        documents=(
            Document("interpretation", "政策解读稿", when=Making.column.is_("interpretation")),
            Document(
                "annual_report",
                "政府信息公开工作年度报告",
                when=Making.column.is_("annual_report/disclosure"),
            ),
        ),
        cites=LAW(23, "通过政府公报、政府网站或者其他互联网政务媒体"),
    )
    changed = Step("信息变更", (standing | closed_away) >> standing, Change).under(
        LAW(26, "形成或者变更之日起20个工作日内"), by=who.SUBMITTER | who.DISCLOSURE_OFFICER
    )
    updated = Step("更新", standing, Update).under(
        LAW(4, "维护和更新本行政机关公开的政府信息", item=2), by=who.PUBLISHER
    )
    withdrawn = Step("撤下", (standing | closed_away) >> closed_away, Withdrawal).under(
        LAW(4, "维护和更新本行政机关公开的政府信息", item=2),
        by=who.PUBLISHER,
        needs=taking_down_a_penalty_is_explained,
        documents="withdrawal_notice 政府信息撤下说明",
        cites=PENALTIES(48, "在三日内撤回行政处罚决定信息并公开说明理由", paragraph=2),
    )
    closed = Step("归档", standing >> closed_away, Closing).under(
        LAW(25, "及时向国家档案馆、公共图书馆提供主动公开的政府信息", paragraph=3),
        by=who.DISCLOSURE_OFFICER | who.ARCHIVIST,
    )
    reassessed = Step("评估后转公开", withheld_away >> classifying, Reassessment).under(
        LAW(18, "对因情势变化可以公开的政府信息应当公开")
    )

    # 公示
    publication = public.Publication(
        label="执法主体、清单、计划和其他执法信息",
        part="before",
        by=published,
        gone=(withdrawn,),
        when=_is_of_enforcement,
        columns=(
            public.Shown("标题", Making.subject),
            public.Shown("内容", Making.summary),
            public.Shown("栏目", Making.column),
            public.Shown("文号", Making.document_no),
            public.Shown("公开日期", Publication.published_on),
            public.Shown("链接", Publication.link),
            public.Shown("公开机关", public.OfOrgan()),
        ),
    )

    publish_term = Derived(
        "公开时限类别",
        "general 一般信息, normative 规范性文件, decision 行政处罚、许可决定, enforcement 其他执法信息",
        by=_term,
    )

    since_formed = formed.on(Making.formed_on) >> (published, withheld)
    publish = Limit("主动公开", limit("ID-01"), since_formed, when=publish_term.is_("general"))
    publish_document = Limit(
        "公开规范性文件", limit("ND-03"), since_formed, when=publish_term.is_("normative")
    )
    publish_decision = Limit(
        "公开行政处罚、许可决定", limit("PN-20"), since_formed, when=publish_term.is_("decision")
    )
    publish_housing_penalty = Limit(
        "公开处罚决定（住建领域）", limit("PN-22"), since_formed, when=Making.enforcement_kind.is_("penalty")
    )
    publish_enforcement = Limit(
        "公开其他执法信息", limit("EN-01"), since_formed, when=publish_term.is_("enforcement")
    )
    update = Limit(
        "变更后更新",
        limit("ID-01"),
        changed.on(Change.changed_on) >> (updated, withdrawn),
        when=Change.change_kind.is_("changed", "expired", "wrong"),
    )
    take_down = Limit(
        "撤回执法决定信息",
        limit("PN-16"),
        changed.on(Change.changed_on) >> withdrawn,
        when=Change.change_kind.is_("void"),
    )

    indicators = (
        figure("disclosure.items", Count(published), by=(COLUMN, CARRIER, Classification.form)),
        figure("disclosure.documents", Count(published, COLUMN.is_("documents")), by=CARRIER),
        figure(
            "disclosure.documents_formed",
            Count(formed, COLUMN.is_("documents") & Making.publicity.is_("proactive")),
        ),
        figure("disclosure.documents_rate"),
        figure("disclosure.key_fields", Count(published, COLUMN.is_("key_fields")), by=CARRIER),
        figure("disclosure.news", Count(published, COLUMN.is_("news")), by=CARRIER),
        figure(
            "disclosure.interpretations",
            Count(published, COLUMN.is_("interpretation")),
            by=Classification.form,
        ),
        figure("disclosure.responses", Count(published, COLUMN.is_("response")), by=CARRIER),
        figure("disclosure.enforcement_items", Count(published, COLUMN.is_("enforcement")), by=CARRIER),
    )

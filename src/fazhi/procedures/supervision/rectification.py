"""整改事项（清单式销号） — rectification items."""

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import LIST_IS_KEPT, TaskList, table, usual
from fazhi.core.procedure import Column, Count, Limit, Stage, Standing, Step, Strength, rule
from fazhi.core.ruling import must, never
from fazhi.law import HouseRule, figure, limit
from fazhi.law import roles as who

SOURCES = ask.codes("""
    law_supervision 法治督察, law_supervision/central 中央法治督察, law_supervision/provincial 省法治督察,
    law_supervision/city 市法治督察, law_supervision/district 区法治督察, government_supervision 政府督查,
    party_inspection 巡察, audit 审计, file_review 案卷评查, enforcement_supervision 执法监督,
    congress 人大监督, reconsideration 行政复议意见书, judicial_advice 司法建议,
    procuratorial_advice 检察建议, self_check 自查
""")
CATEGORIES = ask.codes("""
    responsibility 责任落实, decision 重大决策, documents 规范性文件、合法性审查, enforcement 行政执法,
    files 案卷文书, disputes 矛盾化解, disclosure 信息公开, publicity 普法学法, funds 资金合同,
    conduct 作风纪律, other 其他
""")


class Item(ask.Form):
    """整改事项"""

    subject = ask.Title("问题标题")
    source = ask.Code("问题来源", SOURCES)
    source_no = ask.DocumentNumber("来源文号", required=False)
    fed_back_on = ask.Day("反馈日期", happened=True)
    problem = ask.Long("反馈问题", help="不写个人信息")
    category = ask.Code("类别", CATEGORIES)
    grade = ask.Code("等级", "first 一级（重大）, second 二级（较大）, third 三级（一般）")


class Plan(ask.Form):
    """整改方案"""

    target = ask.Text("整改目标", max=300)
    measures = ask.Long("整改措施")
    leader = ask.Person("牵头领导")
    owner_unit = ask.Ref("责任部门", "org_unit")
    joint_units = ask.Text("配合部门", max=100, required=False)
    owner = ask.Person("责任人")
    term = ask.Code("完成时限类别", "at_once 立行立改, by_date 限期完成, standing 长期坚持")
    due = ask.Day("完成时限", needed_when=term.is_("at_once", "by_date"))


Reminder = ask.form(
    "整改提醒单",
    reminded_person=ask.Person("被提醒的领导或者责任人"),
    reminder_text=ask.Text("提醒事项", max=300),
)


class Submission(ask.Form):
    """销号申请表"""

    done_text = ask.Long("整改完成情况")
    self_check = ask.Text("自查意见", max=300)
    proof = ask.Files("佐证材料")


Check = ask.form(
    "验收意见表",
    verified_by=ask.Person("验收人", acting=True, roster="staff"),
    verified_how=ask.Code("验收方式", "papers 查阅材料, site 现场核查, looked_back 回头看"),
    verified_note=ask.Text("验收意见", max=300),
)
Closing = ask.form(
    "销号意见", closing_note=ask.Text("销号意见", max=300), published=ask.YesNo("公示整改结果")
)
Review = ask.form("申请复核", review_grounds=ask.Long("复核理由"))
Reviewed = ask.form(
    "复核决定",
    review_result=ask.Code("复核结果", "upheld 维持结论, changed 变更结论, withdrawn 撤销结论"),
    review_no=ask.DocumentNumber("复核决定文号", required=False),
)
OWN_WORK = HouseRule("D13", "责任部门不得验收本部门的整改事项")
GRAVE = HouseRule("（一级整改事项）", "一级整改事项由党工委书记审批销号")
SUPERVISED = Item.source.is_("government_supervision")


@rule(OWN_WORK, needs_form=True)
def the_office_in_charge_does_not_check_itself(view: CaseView, event: Event) -> str | None:
    """Who checks belongs neither to the office in charge nor is the person in charge."""
    checker = event.form["verified_by"]
    entry = view.roster.get(("staff", checker))
    same_office = entry is not None and entry.record.get("department") == view.record.get("owner_unit")
    if checker in (view.record.get("owner"), view.record.get("leader")) or same_office:
        return "责任部门、责任人和牵头领导不得验收本部门的整改事项，请由其他部门的人员验收。"
    return None


grave_items_are_closed_by_the_secretary = never(
    Item.grade.is_("first"), GRAVE, "一级整改事项由党工委书记审批销号。", unless=who.SECRETARY
)
the_district_lists_what_it_found_itself = must(
    Item.source.is_("law_supervision/district", "enforcement_supervision", "file_review"),
    HouseRule("（区级列入）", "区司法局在督察、执法监督和案卷评查中发现的问题，直接列入街道的整改清单"),
    "区司法局只列入区法治督察、执法监督、案卷评查发现的问题。",
    when=who.DISTRICT,
)


class Rectification(TaskList):
    """A problem fed back by inspection, audit or review: put right, checked by others, struck off."""

    label = "整改事项（清单式销号）"
    since = "2019-04-15"
    title = "{subject}"
    by = who.SUPERVISOR | who.JUSTICE_HEAD
    worker = who.OFFICE | who.OFFICER
    verifier = who.SUPERVISOR | who.JUSTICE_HEAD | who.DEPUTY_LAW | who.DISTRICT
    closer = who.DEPUTY_LAW | who.DIRECTOR | who.SECRETARY
    basis = LIST_IS_KEPT
    item = Item
    assign = Plan
    submit = Submission
    verify = Check
    close = Closing
    by_at = table(added=who.SUPERVISOR | who.JUSTICE_HEAD | who.DISTRICT)
    basis_at = table(verified=OWN_WORK)
    needs_at = table(
        added=the_district_lists_what_it_found_itself,
        verified=the_office_in_charge_does_not_check_itself,
        closed=grave_items_are_closed_by_the_secretary,
    )
    papers = table(
        assigned="plan 整改方案",
        submitted="application 销号申请表",
        verified="check 验收意见表",
        closed="report 整改报告",
    )

    listing = Stage("待交办")
    doing = Stage("整改中")
    reminded = Step("督办提醒", doing, Reminder).under(
        LIST_IS_KEPT, by=who.SUPERVISOR | who.JUSTICE_HEAD, documents="reminder 整改提醒单"
    )
    review_asked = Step("申请复核督查结论", listing | doing, Review).under(
        limit("RE-01").basis,
        by=who.JUSTICE_HEAD | who.DIRECTOR,
        documents="review_application 督查结论复核申请书",
    )
    review_decided = Step("收到复核决定", listing | doing, Reviewed).under(
        limit("RE-02").basis, by=who.SUPERVISOR | who.JUSTICE_HEAD
    )
    finish = Limit(
        "按期销号", Plan.due, usual("assigned") >> usual("closed"), basis=LIST_IS_KEPT, when=Plan.due.filled()
    )
    ask_review = Limit(
        "申请复核督查结论",
        limit("RE-01"),
        usual("added").on(Item.fed_back_on) >> review_asked,
        when=SUPERVISED,
        strength=Strength.MAY,
    )
    decide_review = Limit("作出复核决定", limit("RE-02"), review_asked >> review_decided)

    columns = (
        Column("问题来源", Item.source),
        Column("反馈问题", Item.problem, also=("问题描述", "存在问题")),
        Plan.target,
        Plan.measures,
        Plan.leader,
        Column("责任单位", Plan.owner_unit, also=("责任部门",)),
        Plan.owner,
        Plan.due,
        Column("整改进展", Submission.done_text, also=("整改情况", "整改完成情况")),
        Submission.proof,
        Column("销号时间", usual("closed")),
    )

    indicators = (
        figure("rectify.found", Count("added"), by=Item.source),
        figure("rectify.fixed", Count("closed"), by=Item.source),
        figure("rectify.open", Standing()),
        figure("rectify.rate"),
    )

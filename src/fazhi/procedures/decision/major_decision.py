"""重大行政决策 — major administrative decisions."""

from fazhi.core.declaring import names
from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Count, Limit, Opens, Stage, Step, Strength
from fazhi.law import HouseRule, figure, limit
from fazhi.law.roles import ARCHIVIST, DIRECTOR, LEADER, OFFICE, PUBLISHER, REVIEWER
from fazhi.procedures.decision import major_decision_forms as forms
from fazhi.procedures.decision import major_decision_rules as rules
from fazhi.procedures.decision.major_decision_rules import LAW
from fazhi.procedures.in_person import in_person

DECIDES = LAW(30, "决策机关行政首长在集体讨论的基础上作出决定", paragraph=1)
BACK = HouseRule("决策1", "审查未通过或者讨论未决的，修改决策草案后重新送审。")
TABLED = Opens(
    "agenda_item",
    "列入会议议题",
    carry=names("subject, proposing_office lead_office"),
    sets={"matter_class": "major/decision"},
)


class MajorDecision(Case):
    """A major decision of a town or street, from the proposal to the evaluation.

    The regulation binds counties; towns apply it by reference (Art 42), streets where a rule extends it.
    """

    label = "重大行政决策"
    since = "2019-09-01"
    number = "{organ}决策〔{year}〕{n}号"
    numbered_at = "catalogued"
    title = "{subject}"
    by = OFFICE

    proposing = Stage("待决定启动")
    starting = Stage("已列入目录")
    consulting = Stage("草案论证中")
    reviewing = Stage("合法性审查中")
    discussing = Stage("待集体讨论")
    deciding = Stage("待决定")
    publishing = Stage("待公布")
    executing = Stage("执行中")
    suspending = Stage("中止执行")
    closed_away = Stage("已归档", final=True)
    declined_away = Stage("不启动", final=True)
    rejected_away = Stage("不予通过", final=True)

    proposed = Step("提出建议", START >> proposing, forms.Proposal).under(
        LAW(10, "进行研究论证后，报请决策机关决定是否启动决策程序", paragraph=1), by=OFFICE | LEADER
    )
    declined = Step("不启动", proposing >> declined_away, forms.Declining).under(
        LAW(10, "报请决策机关决定是否启动决策程序", paragraph=1), by=DIRECTOR
    )
    catalogued = Step("启动并列入目录", proposing >> starting, forms.Catalogue).under(
        LAW(11, "决策机关决定启动决策程序的，应当明确决策事项的承办单位"),
        by=DIRECTOR,
        needs=(rules.the_party_committee_consents, rules.a_street_says_why_it_applies),
        documents="decision_catalogue 重大行政决策目录",
        cites=LAW(3, "确定决策事项目录、标准", paragraph=3),
    )
    drafted = Step("拟订草案", (starting | consulting) >> consulting, forms.Draft).under(
        LAW(12, "拟订决策草案", paragraph=1),
        documents="draft 决策草案及起草说明",
        cites=LAW(13, "不能取得一致意见的，应当向决策机关说明争议的主要问题"),
    )
    announced = Step("公开征求意见", consulting, forms.CommentNotice).under(
        LAW(15, "公布决策草案及其说明等材料，明确提出意见的方式和期限", paragraph=1),
        needs=rules.comments_are_open_long_enough,
        documents="comment_notice 公开征求意见公告",
        opens=Opens("public_participation", "办理公开征求意见"),
    )
    hearing_announced = Step("公告听证", consulting, forms.HearingNotice).under(
        LAW(16, "应当提前公布决策草案及其说明等材料，明确听证时间、地点等信息", paragraph=2),
        needs=rules.participants_are_published,
        documents="hearing_notice 听证公告",
    )
    heard = Step("听证", consulting, forms.Hearing).under(
        LAW(17, "听证会应当按照下列程序公开举行"),
        needs=rules.the_record_is_signed,
        documents="hearing_record 听证笔录",
    )
    participated = Step("公众参与", consulting, forms.Participation).under(
        LAW(18, "对社会各方面提出的意见进行归纳整理、研究论证，充分采纳合理意见"),
        needs=rules.the_announced_period_is_over,
        documents="comment_summary 公众意见汇总及采纳情况表",
        cites=LAW(14, "应当采取便于社会公众参与的方式充分听取意见", paragraph=1),
    )
    argued = Step("专家论证", consulting, forms.Argument).under(
        LAW(19, "应当组织专家、专业机构论证其必要性、可行性、科学性等", paragraph=1),
        needs=(rules.experts_have_no_interest, rules.the_argument_is_signed),
        documents="expert_opinion 专家论证意见",
    )
    assessed = Step("风险评估", consulting, forms.Assessment).under(
        LAW(23, "形成风险评估报告，明确风险点，提出风险防范措施和处置预案", paragraph=2),
        documents="risk_report 风险评估报告（摘要）",
        opens=Opens("risk_assessment", "办理风险评估"),
    )
    submitted = Step("送合法性审查", consulting >> reviewing, forms.Sending).under(
        LAW(25, "决策草案提交决策机关讨论前，应当由负责合法性审查的部门进行合法性审查"),
        needs=(
            rules.the_public_was_heard,
            rules.experts_have_argued,
            rules.risks_were_assessed,
            rules.competition_was_looked_at,
        ),
        opens=(
            Opens(
                "legality_review",
                "送合法性审查",
                carry=names(
                    "subject, matter category, submitting_office lead_office, submitter drafter, "
                    "meeting_on, wanted_by, urgent, urgent_reason"
                ),
                sets={"review_kind": "decision", "before_decision": "yes"},
            ),
            Opens("fair_competition_review", "送公平竞争审查"),
        ),
    )
    sent_back = Step("退回修改", reviewing >> consulting, forms.SendingBack).under(BACK, by=REVIEWER | OFFICE)
    reviewed = Step("审查通过", reviewing >> discussing, forms.Passing).under(
        LAW(28, "决策承办单位根据合法性审查意见进行必要的调整或者补充"),
        by=REVIEWER,
        other_than=(drafted, submitted),
        needs=rules.the_review_has_passed,
        opens=TABLED,
    )
    discussed = Step("集体讨论", discussing >> deciding, forms.Discussion).under(
        LAW(30, "集体讨论决定情况应当如实记录，不同意见应当如实载明", paragraph=3),
        needs=(
            rules.the_principal_speaks_last,
            rules.leaving_the_majority_is_explained,
            rules.the_recused_are_out_of_the_room,
        ),
        documents="discussion_record 集体讨论记录",
        opens=TABLED,
    )
    decided = Step("作出决策", deciding >> publishing, forms.Decision).under(
        DECIDES,
        by=DIRECTOR,
        other_than=(drafted, submitted, reviewed),
        needs=(
            in_person(DECIDES, whose="决策机关行政首长"),
            rules.the_party_committee_was_told,
            rules.the_risk_is_controllable,
            rules.the_decider_did_not_review,
            rules.what_was_tabled_is_settled,
        ),
        cites=LAW(34, "应当明确负责重大行政决策执行工作的单位"),
        decisive=True,
    )
    deferred = Step("暂缓决定", deciding >> consulting, forms.SendingBack).under(BACK, by=DIRECTOR)
    rejected = Step("不予通过", deciding >> rejected_away, forms.Rejecting).under(
        LAW(30, "决策机关行政首长在集体讨论的基础上作出决定", paragraph=1), by=DIRECTOR
    )
    published = Step("公布", publishing >> executing, forms.Publication).under(
        LAW(32, "及时公布重大行政决策"),
        by=PUBLISHER,
        needs=rules.adoption_is_told,
        documents="decision_notice 重大行政决策公告",
        opens=(Opens("disclosure_item", "主动公开"), Opens("assigned_task", "分解执行任务")),
    )
    withheld = Step("依法不予公开", publishing >> executing, forms.Withholding).under(
        LAW(32, "依法不予公开的除外"), by=PUBLISHER
    )
    executed = Step("报告执行情况", executing, forms.Progress).under(
        LAW(34, "并向决策机关报告决策执行情况"),
        documents="execution_report 决策执行情况报告",
        opens=Opens("assigned_task", "交办督办"),
        cites=LAW(35, "应当及时向决策机关报告", paragraph=1),
    )
    suspended = Step("中止执行", executing >> suspending, forms.Suspension).under(
        LAW(37, "情况紧急的，决策机关行政首长可以先决定中止执行"), by=DIRECTOR
    )
    resumed = Step("恢复执行", suspending >> executing, forms.Resumption).under(
        LAW(37, "未经法定程序不得随意变更或者停止执行"), by=DIRECTOR
    )
    adjusted = Step("提出重大调整", executing | suspending, forms.Adjustment).under(
        LAW(37, "需要作出重大调整的，应当依照本条例履行相关法定程序"),
        opens=Opens("major_decision", "按程序作重大调整", carry=names("subject, category")),
    )
    evaluated = Step("后评估", executing | suspending, forms.Evaluation).under(
        LAW(36, "决策机关可以组织决策后评估，并确定承担评估具体工作的单位", paragraph=1),
        needs=rules.the_evaluator_is_another,
        documents="evaluation_report 决策后评估报告",
    )
    closed = Step("归档", (executing | suspending) >> closed_away, forms.Closing).under(
        LAW(33, "将履行决策程序形成的记录、材料及时完整归档"),
        by=ARCHIVIST | OFFICE,
        needs=rules.its_execution_was_reported,
    )

    comments = Limit(
        "公开征求意见",
        limit("MD-01"),
        announced >> participated,
        when=forms.CommentNotice.shortened.is_("no"),
        strength=Strength.AS_A_RULE,
    )
    hearing_papers = Limit(
        "听证会材料送达",
        limit("MD-02"),
        hearing_announced.on(forms.HearingNotice.papers_served_on) >> heard,
        event_day=forms.HearingNotice.hearing_on,
    )
    time_to_review = Limit(
        "合法性审查时间",
        limit("MD-03"),
        submitted >> discussed,
        event_day=forms.Sending.meeting_on,
        when=forms.Sending.urgent.is_("no"),
        strength=Strength.AS_A_RULE,
    )
    plan = Limit(
        "目录计划完成时间",
        forms.Catalogue.planned_by,
        catalogued >> (decided, rejected),
        basis=LAW(3, "确定决策事项目录、标准", paragraph=3),
        strength=Strength.AS_A_RULE,
    )
    evaluation = Limit(
        "计划后评估",
        forms.Decision.evaluate_by,
        decided >> (evaluated, closed),
        basis=LAW(36, "决策机关可以组织决策后评估", paragraph=1),
        strength=Strength.MAY,
    )

    indicators = (
        figure("decision.catalogued", Count(catalogued), by=forms.Proposal.category),
        figure("decision.major", Count(decided), by=forms.Proposal.category),
        figure("decision.published", Count(published), by=forms.Proposal.category),
        figure("decision.expert_reviews", Count(argued)),
    )

"""The second chapter of a penalty: notice, plea, hearing, review, discussion, decision."""

from fazhi.core.procedure import Document, Opens, Step
from fazhi.law.roles import CASE_CLERK, HEAD, HEARING_CHAIR, OFFICER, REVIEWER
from fazhi.procedures.enforcement import penalty_forms as forms
from fazhi.procedures.enforcement import penalty_rules as rules
from fazhi.procedures.enforcement.acting_officers import none_is_recused
from fazhi.procedures.enforcement.penalty_inquiry import PenaltyInquiry
from fazhi.procedures.in_person import in_person

PROPOSING, DECIDING, SERVING = PenaltyInquiry.proposing, PenaltyInquiry.deciding, PenaltyInquiry.serving
DECIDES = rules.LAW(57, "行政机关负责人应当对调查结果进行审查", paragraph=1)
HANDLED = (PenaltyInquiry.investigated, PenaltyInquiry.preserved, PenaltyInquiry.concluded)


class PenaltyDecision(PenaltyInquiry, abstract=True):
    """Nobody is punished unheard; who investigates does not chair, review or decide."""

    by = OFFICER

    # 告知、陈述申辩
    notified = Step("告知", (PROPOSING | DECIDING) >> DECIDING, forms.Notice).under(
        rules.LAW(44, "应当告知当事人拟作出的行政处罚内容及事实、理由、依据"),
        needs=(rules.the_right_to_a_hearing_is_told, rules.there_is_time_to_plead),
        documents=(
            Document(
                "prior_notice",
                "行政处罚事先告知书",
                number="{organ}综执罚告字〔{year}〕第{n}号",
                when=forms.Notice.hearing_right.is_("no"),
            ),
            Document(
                "hearing_right_notice",
                "行政处罚听证告知书",
                number="{organ}综执听告字〔{year}〕第{n}号",
                when=forms.Notice.hearing_right.is_("yes"),
            ),
        ),
    )
    pleaded = Step("听取陈述申辩", DECIDING, forms.Plea).under(
        rules.LAW(45, "对当事人提出的事实、理由和证据，应当进行复核", paragraph=1),
        needs=none_is_recused,
        documents="plea_record 陈述申辩笔录, plea_answer 陈述申辩复核意见书",
    )
    waived = Step("放弃权利", DECIDING, forms.Waiver).under(
        rules.LAW(62, "当事人明确放弃陈述或者申辩权利的除外"), by=OFFICER | CASE_CLERK
    )

    # 听证
    hearing_asked = Step("要求听证", DECIDING, forms.HearingAsked).under(
        rules.LAW(64, "当事人要求听证的，应当在行政机关告知后五日内提出", item=1),
        by=OFFICER | CASE_CLERK,
        needs=rules.a_hearing_is_asked_in_time,
        documents="hearing_request 听证申请书",
    )
    hearing_called = Step("通知听证", DECIDING, forms.HearingCall).under(
        rules.LAW(64, "通知当事人及有关人员听证的时间、地点", item=2),
        by=HEAD | CASE_CLERK,
        needs=(rules.the_chair_has_not_investigated, none_is_recused),
        documents=(
            Document("hearing_call", "听证通知书", number="{organ}综执听通字〔{year}〕第{n}号"),
            Document("hearing_announcement", "听证公告", when=forms.HearingCall.hearing_public.is_("yes")),
        ),
    )
    heard = Step("听证", DECIDING, forms.Hearing).under(
        rules.LAW(64, "听证由行政机关指定的非本案调查人员主持", item=4),
        by=HEARING_CHAIR,
        other_than=HANDLED,
        needs=(rules.the_hearing_was_called, rules.the_chair_has_not_investigated, none_is_recused),
        documents="hearing_record 听证笔录, hearing_report 听证报告",
        cites=rules.LAW(65, "行政机关应当根据听证笔录"),
    )

    # 审核、讨论、决定
    reviewed = Step("法制审核", PROPOSING | DECIDING, forms.Review).under(
        rules.LAW(58, "应当由从事行政处罚决定法制审核的人员进行法制审核", paragraph=1),
        by=REVIEWER,
        other_than=(*HANDLED, heard),
        needs=(rules.a_first_reviewer_is_qualified, rules.the_opinion_cited_was_issued, none_is_recused),
        documents=Document(
            "review_opinion", "重大行政执法决定法制审核意见书", number="{organ}综执法审字〔{year}〕第{n}号"
        ),
    )
    heard.other_than = (*HANDLED, reviewed)  # each of the two keeps off the other's part
    discussed = Step("集体讨论", PROPOSING | DECIDING, forms.Discussion).under(
        rules.LAW(57, "行政机关负责人应当集体讨论决定", paragraph=2),
        by=HEAD | CASE_CLERK,
        needs=rules.the_heads_discuss_among_themselves,
        documents="discussion_record 重大案件集体讨论笔录",
    )
    decided = Step("作出决定", (PROPOSING | DECIDING) >> SERVING, forms.Decision).under(
        DECIDES,
        by=HEAD,
        other_than=(*HANDLED, heard, reviewed),
        needs=(
            in_person(DECIDES, whose="行政机关负责人"),
            rules.the_power_is_held,
            rules.the_time_is_not_past,
            rules.no_crime_is_waiting,
            rules.the_party_was_told_and_heard,
            rules.the_time_to_ask_a_hearing_is_over,
            rules.a_hearing_asked_for_was_held,
            rules.it_was_reviewed,
            rules.it_was_discussed,
            rules.it_is_no_heavier_than_told,
            rules.it_is_lighter_where_the_law_says,
            rules.the_slight_is_not_punished,
        ),
        documents=(
            "decision_approval 行政处罚决定审批表",
            Document(
                "decision",
                "行政处罚决定书",
                number="{organ}综执罚决字〔{year}〕第{n}号",
                when=forms.Decision.result.is_("penalty"),
            ),
            Document(
                "no_penalty_decision",
                "不予行政处罚决定书",
                number="{organ}综执不罚决字〔{year}〕第{n}号",
                when=forms.Decision.result.is_("no_penalty"),
            ),
        ),
        opens=(
            Opens("reconsideration", "登记行政复议", sets={"subject": "enforcement/penalty"}),
            Opens("litigation", "登记行政应诉", sets={"subject": "enforcement/penalty"}),
        ),
        cites=rules.LAW(59, "应当制作行政处罚决定书", paragraph=1),
        decisive=True,
    )

"""The first chapter of a penalty: from the clue to the conclusion, and what may interrupt it."""

from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Document, Opens, Stage, Step
from fazhi.law import statute
from fazhi.law.roles import CAPTAIN, CASE_CLERK, DIRECTOR, ENFORCEMENT_LEADER, OFFICER
from fazhi.procedures.enforcement.acting_officers import (
    QUALIFIED,
    RecusalAsked,
    RecusalRuled,
    a_recusal_was_asked,
    nobody_rules_on_themselves,
    none_is_recused,
)
from fazhi.procedures.enforcement.penalty_execution_forms import (
    CrimeReport,
    HandOver,
    PoliceDeclined,
    PoliceFiled,
    PoliceReview,
    Referral,
    Transfer,
    TransferRuling,
    Withdrawal,
)
from fazhi.procedures.enforcement.penalty_forms import (
    ClockStopped,
    Clue,
    Conclusion,
    CorrectionOrder,
    Extension,
    Filing,
    Inquiry,
    MoreChecking,
    NotFiled,
    OnSpotDecision,
    Preservation,
    PreservationRuling,
    Supplement,
)
from fazhi.procedures.enforcement.penalty_rules import (
    HOUSING,
    LAW,
    a_crime_was_reported,
    a_record_is_made,
    certificates_are_shown,
    certificates_were_shown,
    it_is_lighter_where_the_law_says,
    it_is_small_enough,
    it_was_extended_once,
    it_was_not_extended,
    one_preservation_at_a_time,
    something_is_preserved,
    the_clock_runs,
    the_clock_stands_still,
    the_facts_were_looked_into,
    the_housing_rules_apply,
    the_party_was_heard_on_the_spot,
    the_power_is_held,
    the_power_is_named,
    the_slight_is_not_punished,
    the_time_is_not_past,
    the_transfer_was_approved,
)

TRANSFER = statute("移送规定")
NOT_COUNTED = LAW(60, "法律、法规、规章另有规定的，从其规定")


class PenaltyInquiry(Case, abstract=True):
    """Clue, filing, investigation, conclusion; recusal, stopped clocks, crimes, other organs."""

    by = ENFORCEMENT_LEADER
    qualified = QUALIFIED

    # 状态
    checking = Stage("核查中")
    investigating = Stage("调查中")
    proposing = Stage("待告知")
    deciding = Stage("待决定")
    serving = Stage("待送达")
    performing = Stage("履行中")
    transferring = Stage("已移送公安机关")
    closing = Stage("待结案")
    archiving = Stage("待归档")
    archived_away = Stage("已归档", final=True)
    put_on_file = Stage("已备案归卷", final=True)
    not_filed = Stage("不予立案", final=True)

    # 立案
    clue_registered = Step("登记线索", START >> checking, Clue).under(
        LAW(54, "必须全面、客观、公正地调查，收集有关证据", paragraph=1),
        by=OFFICER | CASE_CLERK,
        documents=Document("clue", "案件来源登记表"),
    )
    checking_extended = Step("延长核查", checking, MoreChecking).under(HOUSING, needs=the_housing_rules_apply)
    declined = Step("不予立案", checking >> not_filed, NotFiled).under(
        LAW(54, "符合立案标准的，行政机关应当及时立案", paragraph=2),
        documents=Document("no_filing_approval", "不予立案审批表"),
    )
    decided_on_spot = Step("当场决定", (START | checking) >> performing, OnSpotDecision).under(
        LAW(51, "可以当场作出行政处罚决定"),
        by=OFFICER,
        needs=(
            the_power_is_named,
            the_power_is_held,
            the_time_is_not_past,
            certificates_were_shown,
            the_party_was_heard_on_the_spot,
            it_is_small_enough,
            it_is_lighter_where_the_law_says,
            the_slight_is_not_punished,
        ),
        documents=(
            Document(
                "on_spot_decision",
                "当场行政处罚决定书",
                number="{organ}综执当罚字〔{year}〕第{n}号",
                when=OnSpotDecision.result.is_("penalty"),
            ),
            Document(
                "no_penalty_decision",
                "不予行政处罚决定书",
                number="{organ}综执不罚决字〔{year}〕第{n}号",
                when=OnSpotDecision.result.is_("no_penalty"),
            ),
        ),
        opens=Opens("reconsideration", "登记行政复议", sets={"subject": "enforcement/penalty"}),
        cites=LAW(52, "并当场交付当事人", paragraph=1),
        decisive=True,
    )
    filed = Step("立案", checking >> investigating, Filing).under(
        LAW(54, "符合立案标准的，行政机关应当及时立案", paragraph=2),
        needs=(none_is_recused, the_power_is_named, the_power_is_held, the_time_is_not_past),
        documents=(
            Document("filing_approval", "立案审批表", number="{organ}综执立字〔{year}〕第{n}号"),
            Document("address_confirmation", "送达地址确认书"),
        ),
    )

    # 调查
    investigated = Step("调查取证", investigating, Inquiry).under(
        LAW(54, "必须全面、客观、公正地调查，收集有关证据", paragraph=1),
        by=OFFICER,
        needs=(none_is_recused, certificates_are_shown, a_record_is_made),
        documents=(
            Document("scene_record", "现场检查（勘验）笔录", when=Inquiry.inquiry_kinds.is_("scene")),
            Document("interview_record", "询问笔录", when=Inquiry.inquiry_kinds.is_("interview")),
            Document("sampling_receipt", "抽样取证凭证", when=Inquiry.inquiry_kinds.is_("sampling")),
            Document("expert_commission", "鉴定委托书", when=Inquiry.inquiry_kinds.is_("expert")),
            Document("assistance_letter", "协助调查函", when=Inquiry.inquiry_kinds.is_("assistance")),
        ),
    )
    preserved = Step("先行登记保存", investigating, Preservation).under(
        LAW(56, "经行政机关负责人批准，可以先行登记保存"),
        needs=(none_is_recused, one_preservation_at_a_time),
        documents=(
            Document("preservation_approval", "先行登记保存证据审批表"),
            Document(
                "preservation_notice", "先行登记保存证据通知书", number="{organ}综执先登字〔{year}〕第{n}号"
            ),
        ),
    )
    preservation_ruled = Step(
        "处理保存的证据", investigating | proposing | deciding, PreservationRuling
    ).under(
        LAW(56, "应当在七日内及时作出处理决定"),
        needs=something_is_preserved,
        documents=Document("preservation_ruling", "先行登记保存证据处理决定书"),
    )
    correction_ordered = Step("责令改正", investigating | proposing | deciding, CorrectionOrder).under(
        LAW(28, "应当责令当事人改正或者限期改正违法行为", paragraph=1),
        by=OFFICER,
        documents=Document(
            "correction_order", "责令（限期）改正通知书", number="{organ}综执责改字〔{year}〕第{n}号"
        ),
    )
    concluded = Step("调查终结", investigating >> proposing, Conclusion).under(
        LAW(57, "调查终结，行政机关负责人应当对调查结果进行审查", paragraph=1),
        by=OFFICER,
        needs=(none_is_recused, the_facts_were_looked_into),
        documents=(
            Document("conclusion", "案件调查终结报告"),
            Document("review_submission", "法制审核送审表", when=Conclusion.review_grounds.filled()),
        ),
        opens=Opens(
            "legality_review", "送法制审核", sets={"review_kind": "enforcement", "matter": "penalty"}
        ),
    )
    supplemented = Step("退回补充调查", (proposing | deciding) >> investigating, Supplement).under(
        LAW(40, "违法事实不清、证据不足的，不得给予行政处罚"), by=ENFORCEMENT_LEADER | CAPTAIN
    )

    # 回避、期限
    recusal_asked = Step("申请回避", checking | investigating | proposing | deciding, RecusalAsked).under(
        LAW(43, "有权申请回避", paragraph=2), by=OFFICER | CASE_CLERK
    )
    recusal_ruled = Step("决定回避", checking | investigating | proposing | deciding, RecusalRuled).under(
        LAW(43, "行政机关应当依法审查，由行政机关负责人决定", paragraph=3),
        needs=(a_recusal_was_asked, nobody_rules_on_themselves),
    )
    suspended = Step("停止计算期限", investigating | proposing | deciding, ClockStopped).under(
        NOT_COUNTED, needs=the_clock_runs
    )
    resumed = Step("恢复计算期限", investigating | proposing | deciding).under(
        NOT_COUNTED, needs=the_clock_stands_still
    )
    extended = Step("延长办案期限", investigating | proposing | deciding, Extension).under(
        HOUSING, needs=(the_housing_rules_apply, it_was_not_extended)
    )
    extended_again = Step("再次延长办案期限", investigating | proposing | deciding, Extension).under(
        HOUSING, by=DIRECTOR, needs=(the_housing_rules_apply, it_was_extended_once)
    )

    # 移送、撤销立案
    crime_reported = Step("报告涉嫌犯罪", investigating | proposing | deciding, CrimeReport).under(
        LAW(27, "违法行为涉嫌犯罪的，行政机关应当及时将案件移送司法机关", paragraph=1),
        by=OFFICER,
        needs=none_is_recused,
        documents=Document("crime_report", "移送涉嫌犯罪案件书面报告"),
    )
    transfer_ruled = Step("审批移送", investigating | proposing | deciding, TransferRuling).under(
        TRANSFER(5), by=DIRECTOR, needs=a_crime_was_reported
    )
    transferred = Step(
        "移送公安机关", (investigating | proposing | deciding) >> transferring, Transfer
    ).under(
        LAW(57, "违法行为涉嫌犯罪的，移送司法机关", paragraph=1, item=4),
        by=OFFICER | CASE_CLERK,
        needs=the_transfer_was_approved,
        documents=Document(
            "transfer_letter", "涉嫌犯罪案件移送书", number="{organ}综执移字〔{year}〕第{n}号"
        ),
    )
    police_filed = Step("公安机关立案", transferring >> closing, PoliceFiled).under(
        TRANSFER(12), by=CASE_CLERK
    )
    police_declined = Step("公安机关不予立案", transferring >> investigating, PoliceDeclined).under(
        TRANSFER(9), by=CASE_CLERK
    )
    police_review_asked = Step("提请复议或者立案监督", investigating, PoliceReview).under(TRANSFER(9))
    things_handed_over = Step("移交涉案物品", closing, HandOver).under(TRANSFER(12), by=OFFICER | CASE_CLERK)
    referred = Step("移送其他机关", (investigating | proposing | deciding) >> closing, Referral).under(
        LAW(17, "行政处罚由具有行政处罚权的行政机关在法定职权范围内实施"),
        documents=Document("referral_letter", "案件移送函", number="{organ}综执移函〔{year}〕第{n}号"),
    )
    withdrawn = Step("撤销立案", (investigating | proposing | deciding) >> archiving, Withdrawal).under(
        LAW(54, "符合立案标准的，行政机关应当及时立案", paragraph=2),
        documents=Document("withdrawal_approval", "撤销立案审批表"),
    )

"""The first chapter of a penalty: from the clue to the conclusion, and what may interrupt it."""

from __future__ import annotations

from fazhi.core.kinds import Case
from fazhi.core.procedure import Document, Opens, Stage, Step
from fazhi.law import statute
from fazhi.law.roles import CAPTAIN, CASE_CLERK, DIRECTOR, ENFORCEMENT_LEADER, OFFICER
from fazhi.procedures.enforcement.acting_officers import (
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
    CERTIFIED,
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
NOT_COUNTED = LAW.article(60, "法律、法规、规章另有规定的，从其规定")


class PenaltyInquiry(Case, abstract=True):
    """Clue, filing, investigation, conclusion; recusal, stopped clocks, crimes, other organs."""

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
    clue_registered = Step(
        label="登记线索",
        to=checking,
        by=OFFICER | CASE_CLERK,
        form=Clue,
        documents=(Document("clue", "案件来源登记表"),),
        basis=LAW.article(54, "必须全面、客观、公正地调查，收集有关证据", paragraph=1),
    )
    checking_extended = Step(
        label="延长核查",
        at=(checking,),
        by=ENFORCEMENT_LEADER,
        form=MoreChecking,
        needs=(the_housing_rules_apply,),
        basis=HOUSING,
    )
    declined = Step(
        label="不予立案",
        at=(checking,),
        to=not_filed,
        by=ENFORCEMENT_LEADER,
        form=NotFiled,
        documents=(Document("no_filing_approval", "不予立案审批表"),),
        basis=LAW.article(54, "符合立案标准的，行政机关应当及时立案", paragraph=2),
    )
    decided_on_spot = Step(
        label="当场决定",
        at=(None, checking),
        to=performing,
        by=OFFICER,
        form=OnSpotDecision,
        needs=(
            CERTIFIED,
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
        opens=(Opens("reconsideration", "登记行政复议", sets={"subject": "enforcement/penalty"}),),
        decisive=True,
        basis=LAW.article(51, "可以当场作出行政处罚决定"),
        cites=(LAW.article(52, "并当场交付当事人", paragraph=1),),
    )
    filed = Step(
        label="立案",
        at=(checking,),
        to=investigating,
        by=ENFORCEMENT_LEADER,
        form=Filing,
        needs=(CERTIFIED, none_is_recused, the_power_is_named, the_power_is_held, the_time_is_not_past),
        documents=(
            Document("filing_approval", "立案审批表", number="{organ}综执立字〔{year}〕第{n}号"),
            Document("address_confirmation", "送达地址确认书"),
        ),
        basis=LAW.article(54, "符合立案标准的，行政机关应当及时立案", paragraph=2),
    )

    # 调查
    investigated = Step(
        label="调查取证",
        at=(investigating,),
        by=OFFICER,
        form=Inquiry,
        needs=(CERTIFIED, none_is_recused, certificates_are_shown, a_record_is_made),
        documents=(
            Document("scene_record", "现场检查（勘验）笔录", when=Inquiry.inquiry_kinds.is_("scene")),
            Document("interview_record", "询问笔录", when=Inquiry.inquiry_kinds.is_("interview")),
            Document("sampling_receipt", "抽样取证凭证", when=Inquiry.inquiry_kinds.is_("sampling")),
            Document("expert_commission", "鉴定委托书", when=Inquiry.inquiry_kinds.is_("expert")),
            Document("assistance_letter", "协助调查函", when=Inquiry.inquiry_kinds.is_("assistance")),
        ),
        basis=LAW.article(54, "必须全面、客观、公正地调查，收集有关证据", paragraph=1),
    )
    preserved = Step(
        label="先行登记保存",
        at=(investigating,),
        by=ENFORCEMENT_LEADER,
        form=Preservation,
        needs=(CERTIFIED, none_is_recused, one_preservation_at_a_time),
        documents=(
            Document("preservation_approval", "先行登记保存证据审批表"),
            Document(
                "preservation_notice", "先行登记保存证据通知书", number="{organ}综执先登字〔{year}〕第{n}号"
            ),
        ),
        basis=LAW.article(56, "经行政机关负责人批准，可以先行登记保存"),
    )
    preservation_ruled = Step(
        label="处理保存的证据",
        at=(investigating, proposing, deciding),
        by=ENFORCEMENT_LEADER,
        form=PreservationRuling,
        needs=(something_is_preserved,),
        documents=(Document("preservation_ruling", "先行登记保存证据处理决定书"),),
        basis=LAW.article(56, "应当在七日内及时作出处理决定"),
    )
    correction_ordered = Step(
        label="责令改正",
        at=(investigating, proposing, deciding),
        by=OFFICER,
        form=CorrectionOrder,
        documents=(
            Document(
                "correction_order", "责令（限期）改正通知书", number="{organ}综执责改字〔{year}〕第{n}号"
            ),
        ),
        basis=LAW.article(28, "应当责令当事人改正或者限期改正违法行为", paragraph=1),
    )
    concluded = Step(
        label="调查终结",
        at=(investigating,),
        to=proposing,
        by=OFFICER,
        form=Conclusion,
        needs=(CERTIFIED, none_is_recused, the_facts_were_looked_into),
        documents=(
            Document("conclusion", "案件调查终结报告"),
            Document("review_submission", "法制审核送审表", when=Conclusion.review_grounds.filled()),
        ),
        opens=(
            Opens("legality_review", "送法制审核", sets={"review_kind": "enforcement", "matter": "penalty"}),
        ),
        basis=LAW.article(57, "调查终结，行政机关负责人应当对调查结果进行审查", paragraph=1),
    )
    supplemented = Step(
        label="退回补充调查",
        at=(proposing, deciding),
        to=investigating,
        by=ENFORCEMENT_LEADER | CAPTAIN,
        form=Supplement,
        basis=LAW.article(40, "违法事实不清、证据不足的，不得给予行政处罚"),
    )

    # 回避、期限
    recusal_asked = Step(
        label="申请回避",
        at=(checking, investigating, proposing, deciding),
        by=OFFICER | CASE_CLERK,
        form=RecusalAsked,
        basis=LAW.article(43, "有权申请回避", paragraph=2),
    )
    recusal_ruled = Step(
        label="决定回避",
        at=(checking, investigating, proposing, deciding),
        by=ENFORCEMENT_LEADER,
        form=RecusalRuled,
        needs=(a_recusal_was_asked, nobody_rules_on_themselves, CERTIFIED),
        basis=LAW.article(43, "行政机关应当依法审查，由行政机关负责人决定", paragraph=3),
    )
    suspended = Step(
        label="停止计算期限",
        at=(investigating, proposing, deciding),
        by=ENFORCEMENT_LEADER,
        form=ClockStopped,
        needs=(the_clock_runs,),
        basis=NOT_COUNTED,
    )
    resumed = Step(
        label="恢复计算期限",
        at=(investigating, proposing, deciding),
        by=ENFORCEMENT_LEADER,
        needs=(the_clock_stands_still,),
        basis=NOT_COUNTED,
    )
    extended = Step(
        label="延长办案期限",
        at=(investigating, proposing, deciding),
        by=ENFORCEMENT_LEADER,
        form=Extension,
        needs=(the_housing_rules_apply, it_was_not_extended),
        basis=HOUSING,
    )
    extended_again = Step(
        label="再次延长办案期限",
        at=(investigating, proposing, deciding),
        by=DIRECTOR,
        form=Extension,
        needs=(the_housing_rules_apply, it_was_extended_once),
        basis=HOUSING,
    )

    # 移送、撤销立案
    crime_reported = Step(
        label="报告涉嫌犯罪",
        at=(investigating, proposing, deciding),
        by=OFFICER,
        form=CrimeReport,
        needs=(CERTIFIED, none_is_recused),
        documents=(Document("crime_report", "移送涉嫌犯罪案件书面报告"),),
        basis=LAW.article(27, "违法行为涉嫌犯罪的，行政机关应当及时将案件移送司法机关", paragraph=1),
    )
    transfer_ruled = Step(
        label="审批移送",
        at=(investigating, proposing, deciding),
        by=DIRECTOR,
        form=TransferRuling,
        needs=(a_crime_was_reported,),
        basis=TRANSFER.article(5),
    )
    transferred = Step(
        label="移送公安机关",
        at=(investigating, proposing, deciding),
        to=transferring,
        by=OFFICER | CASE_CLERK,
        form=Transfer,
        needs=(the_transfer_was_approved,),
        documents=(
            Document("transfer_letter", "涉嫌犯罪案件移送书", number="{organ}综执移字〔{year}〕第{n}号"),
        ),
        basis=LAW.article(57, "违法行为涉嫌犯罪的，移送司法机关", paragraph=1, item=4),
    )
    police_filed = Step(
        label="公安机关立案",
        at=(transferring,),
        to=closing,
        by=CASE_CLERK,
        form=PoliceFiled,
        basis=TRANSFER.article(12),
    )
    police_declined = Step(
        label="公安机关不予立案",
        at=(transferring,),
        to=investigating,
        by=CASE_CLERK,
        form=PoliceDeclined,
        basis=TRANSFER.article(9),
    )
    police_review_asked = Step(
        label="提请复议或者立案监督",
        at=(investigating,),
        by=ENFORCEMENT_LEADER,
        form=PoliceReview,
        basis=TRANSFER.article(9),
    )
    things_handed_over = Step(
        label="移交涉案物品",
        at=(closing,),
        by=OFFICER | CASE_CLERK,
        form=HandOver,
        basis=TRANSFER.article(12),
    )
    referred = Step(
        label="移送其他机关",
        at=(investigating, proposing, deciding),
        to=closing,
        by=ENFORCEMENT_LEADER,
        form=Referral,
        documents=(Document("referral_letter", "案件移送函", number="{organ}综执移函〔{year}〕第{n}号"),),
        basis=LAW.article(17, "行政处罚由具有行政处罚权的行政机关在法定职权范围内实施"),
    )
    withdrawn = Step(
        label="撤销立案",
        at=(investigating, proposing, deciding),
        to=archiving,
        by=ENFORCEMENT_LEADER,
        form=Withdrawal,
        documents=(Document("withdrawal_approval", "撤销立案审批表"),),
        basis=LAW.article(54, "符合立案标准的，行政机关应当及时立案", paragraph=2),
    )

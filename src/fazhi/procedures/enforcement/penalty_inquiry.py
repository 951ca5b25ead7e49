"""The first chapter of a penalty: from the clue to the conclusion, and what may interrupt it."""

from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Document, Opens, Stage, Step
from fazhi.law import statute
from fazhi.law.roles import CAPTAIN, CASE_CLERK, DIRECTOR, ENFORCEMENT_LEADER, OFFICER
from fazhi.procedures.enforcement import acting_officers as acting
from fazhi.procedures.enforcement import penalty_execution_forms as forms
from fazhi.procedures.enforcement import penalty_forms
from fazhi.procedures.enforcement import penalty_rules as rules

TRANSFER = statute("移送规定")
NOT_COUNTED = rules.LAW(60, "法律、法规、规章另有规定的，从其规定")


class PenaltyInquiry(Case, abstract=True):
    """Clue, filing, investigation, conclusion; recusal, stopped clocks, crimes, other organs."""

    by = ENFORCEMENT_LEADER
    qualified = acting.QUALIFIED

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
    clue_registered = Step("登记线索", START >> checking, penalty_forms.Clue).under(
        rules.LAW(54, "必须全面、客观、公正地调查，收集有关证据", paragraph=1),
        by=OFFICER | CASE_CLERK,
        documents="clue 案件来源登记表",
    )
    checking_extended = Step("延长核查", checking, penalty_forms.MoreChecking).under(
        rules.HOUSING, needs=rules.the_housing_rules_apply
    )
    declined = Step("不予立案", checking >> not_filed, penalty_forms.NotFiled).under(
        rules.LAW(54, "符合立案标准的，行政机关应当及时立案", paragraph=2),
        documents="no_filing_approval 不予立案审批表",
    )
    decided_on_spot = Step("当场决定", (START | checking) >> performing, penalty_forms.OnSpotDecision).under(
        rules.LAW(51, "可以当场作出行政处罚决定"),
        by=OFFICER,
        needs=(
            rules.the_power_is_named,
            rules.the_power_is_held,
            rules.the_time_is_not_past,
            rules.certificates_were_shown,
            rules.the_party_was_heard_on_the_spot,
            rules.it_is_small_enough,
            rules.it_is_lighter_where_the_law_says,
            rules.the_slight_is_not_punished,
        ),
        documents=(
            Document(
                "on_spot_decision",
                "当场行政处罚决定书",
                number="{organ}综执当罚字〔{year}〕第{n}号",
                when=penalty_forms.OnSpotDecision.result.is_("penalty"),
            ),
            Document(
                "no_penalty_decision",
                "不予行政处罚决定书",
                number="{organ}综执不罚决字〔{year}〕第{n}号",
                when=penalty_forms.OnSpotDecision.result.is_("no_penalty"),
            ),
        ),
        opens=Opens("reconsideration", "登记行政复议", sets={"subject": "enforcement/penalty"}),
        cites=rules.LAW(52, "并当场交付当事人", paragraph=1),
        decisive=True,
    )
    filed = Step("立案", checking >> investigating, penalty_forms.Filing).under(
        rules.LAW(54, "符合立案标准的，行政机关应当及时立案", paragraph=2),
        needs=(
            acting.none_is_recused,
            rules.the_power_is_named,
            rules.the_power_is_held,
            rules.the_time_is_not_past,
        ),
        documents=(
            Document("filing_approval", "立案审批表", number="{organ}综执立字〔{year}〕第{n}号"),
            "address_confirmation 送达地址确认书",
        ),
    )

    # 调查
    investigated = Step("调查取证", investigating, penalty_forms.Inquiry).under(
        rules.LAW(54, "必须全面、客观、公正地调查，收集有关证据", paragraph=1),
        by=OFFICER,
        needs=(acting.none_is_recused, rules.certificates_are_shown, rules.a_record_is_made),
        documents=(
            Document(
                "scene_record", "现场检查（勘验）笔录", when=penalty_forms.Inquiry.inquiry_kinds.is_("scene")
            ),
            Document(
                "interview_record", "询问笔录", when=penalty_forms.Inquiry.inquiry_kinds.is_("interview")
            ),
            Document(
                "sampling_receipt", "抽样取证凭证", when=penalty_forms.Inquiry.inquiry_kinds.is_("sampling")
            ),
            Document(
                "expert_commission", "鉴定委托书", when=penalty_forms.Inquiry.inquiry_kinds.is_("expert")
            ),
            Document(
                "assistance_letter", "协助调查函", when=penalty_forms.Inquiry.inquiry_kinds.is_("assistance")
            ),
        ),
    )
    preserved = Step("先行登记保存", investigating, penalty_forms.Preservation).under(
        rules.LAW(56, "经行政机关负责人批准，可以先行登记保存"),
        needs=(acting.none_is_recused, rules.one_preservation_at_a_time),
        documents=(
            "preservation_approval 先行登记保存证据审批表",
            Document(
                "preservation_notice", "先行登记保存证据通知书", number="{organ}综执先登字〔{year}〕第{n}号"
            ),
        ),
    )
    preservation_ruled = Step(
        "处理保存的证据", investigating | proposing | deciding, penalty_forms.PreservationRuling
    ).under(
        rules.LAW(56, "应当在七日内及时作出处理决定"),
        needs=rules.something_is_preserved,
        documents="preservation_ruling 先行登记保存证据处理决定书",
    )
    correction_ordered = Step(
        "责令改正", investigating | proposing | deciding, penalty_forms.CorrectionOrder
    ).under(
        rules.LAW(28, "应当责令当事人改正或者限期改正违法行为", paragraph=1),
        by=OFFICER,
        documents=Document(
            "correction_order", "责令（限期）改正通知书", number="{organ}综执责改字〔{year}〕第{n}号"
        ),
    )
    concluded = Step("调查终结", investigating >> proposing, penalty_forms.Conclusion).under(
        rules.LAW(57, "调查终结，行政机关负责人应当对调查结果进行审查", paragraph=1),
        by=OFFICER,
        needs=(acting.none_is_recused, rules.the_facts_were_looked_into),
        documents=(
            "conclusion 案件调查终结报告",
            Document(
                "review_submission", "法制审核送审表", when=penalty_forms.Conclusion.review_grounds.filled()
            ),
        ),
        opens=Opens(
            "legality_review", "送法制审核", sets={"review_kind": "enforcement", "matter": "penalty"}
        ),
    )
    supplemented = Step(
        "退回补充调查", (proposing | deciding) >> investigating, penalty_forms.Supplement
    ).under(rules.LAW(40, "违法事实不清、证据不足的，不得给予行政处罚"), by=ENFORCEMENT_LEADER | CAPTAIN)

    # 回避、期限
    recusal_asked = Step(
        "申请回避", checking | investigating | proposing | deciding, acting.RecusalAsked
    ).under(rules.LAW(43, "有权申请回避", paragraph=2), by=OFFICER | CASE_CLERK)
    recusal_ruled = Step(
        "决定回避", checking | investigating | proposing | deciding, acting.RecusalRuled
    ).under(
        rules.LAW(43, "行政机关应当依法审查，由行政机关负责人决定", paragraph=3),
        needs=(acting.a_recusal_was_asked, acting.nobody_rules_on_themselves),
    )
    suspended = Step("停止计算期限", investigating | proposing | deciding, penalty_forms.ClockStopped).under(
        NOT_COUNTED, needs=rules.the_clock_runs
    )
    resumed = Step("恢复计算期限", investigating | proposing | deciding).under(
        NOT_COUNTED, needs=rules.the_clock_stands_still
    )
    extended = Step("延长办案期限", investigating | proposing | deciding, penalty_forms.Extension).under(
        rules.HOUSING, needs=(rules.the_housing_rules_apply, rules.it_was_not_extended)
    )
    extended_again = Step(
        "再次延长办案期限", investigating | proposing | deciding, penalty_forms.Extension
    ).under(
        rules.HOUSING,
        by=DIRECTOR,
        needs=(rules.the_housing_rules_apply, rules.it_was_extended_once, rules.it_was_not_extended_twice),
    )

    # 移送、撤销立案
    crime_reported = Step("报告涉嫌犯罪", investigating | proposing | deciding, forms.CrimeReport).under(
        rules.LAW(27, "违法行为涉嫌犯罪的，行政机关应当及时将案件移送司法机关", paragraph=1),
        by=OFFICER,
        needs=acting.none_is_recused,
        documents="crime_report 移送涉嫌犯罪案件书面报告",
    )
    transfer_ruled = Step("审批移送", investigating | proposing | deciding, forms.TransferRuling).under(
        TRANSFER(5), by=DIRECTOR, needs=rules.a_crime_was_reported
    )
    transferred = Step(
        "移送公安机关", (investigating | proposing | deciding) >> transferring, forms.Transfer
    ).under(
        rules.LAW(57, "违法行为涉嫌犯罪的，移送司法机关", paragraph=1, item=4),
        by=OFFICER | CASE_CLERK,
        needs=rules.the_transfer_was_approved,
        documents=Document(
            "transfer_letter", "涉嫌犯罪案件移送书", number="{organ}综执移字〔{year}〕第{n}号"
        ),
    )
    police_filed = Step("公安机关立案", transferring >> closing, forms.PoliceFiled).under(
        TRANSFER(12), by=CASE_CLERK
    )
    police_declined = Step("公安机关不予立案", transferring >> investigating, forms.PoliceDeclined).under(
        TRANSFER(9), by=CASE_CLERK
    )
    police_review_asked = Step("提请复议或者立案监督", investigating, forms.PoliceReview).under(TRANSFER(9))
    things_handed_over = Step("移交涉案物品", closing, forms.HandOver).under(
        TRANSFER(12), by=OFFICER | CASE_CLERK
    )
    referred = Step("移送其他机关", (investigating | proposing | deciding) >> closing, forms.Referral).under(
        rules.LAW(17, "行政处罚由具有行政处罚权的行政机关在法定职权范围内实施"),
        documents=Document("referral_letter", "案件移送函", number="{organ}综执移函〔{year}〕第{n}号"),
    )
    withdrawn = Step("撤销立案", (investigating | proposing | deciding) >> archiving, forms.Withdrawal).under(
        rules.LAW(54, "符合立案标准的，行政机关应当及时立案", paragraph=2),
        documents="withdrawal_approval 撤销立案审批表",
    )

"""行政处罚 — administrative penalties.

The declaration is told in three chapters: ``penalty_inquiry`` from the clue to the conclusion,
``penalty_decision`` to the decision, and here from its service to the archive, with the times of all.
"""

from __future__ import annotations

from datetime import date

from fazhi.core.procedure import Document, Limit, Mark, Marks, Opens, Publication, Step, Strength
from fazhi.law import limit, statute
from fazhi.law.roles import ARCHIVIST, CASE_CLERK, ENFORCEMENT_LEADER, HEAD, OFFICER, PAYMENT_CLERK
from fazhi.procedures.enforcement import penalty_figures as figures
from fazhi.procedures.enforcement import penalty_shown, three_systems
from fazhi.procedures.enforcement.acting_officers import none_is_recused
from fazhi.procedures.enforcement.penalty_decision import PenaltyDecision as Before
from fazhi.procedures.enforcement.penalty_execution_forms import (
    Announcement,
    Archive,
    Closing,
    Collected,
    Deferral,
    Delisting,
    Enforcement,
    HandedIn,
    OnSpotReport,
    OtherPerformance,
    Overturned,
    Payment,
    Publishing,
    Service,
    Surcharge,
    TakenDown,
    TransferRuling,
    Urging,
)
from fazhi.procedures.enforcement.penalty_execution_rules import (
    COERCION,
    SERVICE,
    a_deferral_reaches_further,
    a_part_is_paid,
    all_is_paid,
    electronic_service_was_agreed,
    it_ended_as_it_says,
    it_holds_and_is_not_public_yet,
    it_is_published,
    it_may_be_collected_on_the_spot,
    it_was_collected,
    it_was_decided_on_the_spot,
    it_was_handed_in,
    it_was_overturned,
    it_was_performed,
    it_went_the_whole_way,
    publication_was_decided,
    the_announcement_has_run,
    the_party_was_urged,
    the_surcharge_is_within_the_law,
    what_is_confidential_is_masked,
    what_is_left_is_left_by_two,
    what_was_collected_was_handed_in,
    what_was_preserved_was_dealt_with,
)
from fazhi.procedures.enforcement.penalty_forms import (
    CorrectionOrder,
    Decision,
    HearingCall,
    Notice,
    Sanction,
)
from fazhi.procedures.enforcement.penalty_rules import CERTIFIED, LAW

OPENNESS = statute("国办发〔2018〕118号").point("第（六）项")
DECIDED = (Before.serving, Before.performing, Before.closing, Before.archiving)
OVER = (Before.archived_away, Before.put_on_file)


class Penalty(Before):
    """Clue, filing, investigation, notice, hearing, review, decision, service, payment, archive.

    What is small and certain is decided on the spot by two officers and handed in (Arts 51 to 53); all
    else goes the whole way (Arts 54 to 65).  One party, one case, one decision.
    """

    code = "penalty"
    label = "行政处罚"
    group = "enforcement"
    in_force = date(2021, 7, 15)
    number = "{organ}综执案字〔{year}〕第{n}号"
    title = "{cause} · {source}"

    # 送达、备案
    announced = Step(
        label="公告送达",
        at=(Before.serving,),
        by=OFFICER | CASE_CLERK,
        form=Announcement,
        documents=(Document("service_announcement", "送达公告"),),
        basis=SERVICE.article(95, "公告送达，应当在案卷中记明原因和经过", paragraph=2),
    )
    served = Step(
        label="送达",
        at=(Before.serving,),
        to=Before.performing,
        by=OFFICER | CASE_CLERK,
        form=Service,
        needs=(what_is_left_is_left_by_two, electronic_service_was_agreed, the_announcement_has_run),
        documents=(
            Document("service_receipt", "送达回证"),
            Document(
                "credit_repair_notice", "行政处罚信息信用修复告知书", when=Service.credit_notice.is_("yes")
            ),
        ),
        basis=LAW.article(61, "行政处罚决定书应当在宣告后当场交付当事人", paragraph=1),
    )
    reported = Step(
        label="报备",
        at=(Before.performing, Before.closing),
        by=CASE_CLERK,
        form=OnSpotReport,
        needs=(it_was_decided_on_the_spot,),
        basis=LAW.article(52, "应当报所属行政机关备案", paragraph=3),
    )

    # 公开
    published = Step(
        label="公开处罚决定",
        at=(*DECIDED, *OVER),
        by=CASE_CLERK,
        form=Publishing,
        needs=(publication_was_decided, it_holds_and_is_not_public_yet, what_is_confidential_is_masked),
        opens=(Opens("disclosure_item", "登记主动公开", sets={"column": "enforcement"}),),
        basis=LAW.article(48, "具有一定社会影响的行政处罚决定应当依法公开", paragraph=1),
        cites=(OPENNESS,),
    )
    overturned = Step(
        label="登记决定被变更、撤销",
        at=(*DECIDED, *OVER),
        by=CASE_CLERK,
        form=Overturned,
        basis=LAW.article(75, "发现有错误的，应当主动改正", paragraph=2),
    )
    taken_down = Step(
        label="撤回公开信息",
        at=(*DECIDED, *OVER),
        by=CASE_CLERK,
        form=TakenDown,
        needs=(it_is_published, it_was_overturned),
        basis=LAW.article(48, "应当在三日内撤回行政处罚决定信息并公开说明理由", paragraph=2),
    )
    delisted = Step(
        label="停止公示",
        at=(*DECIDED, *OVER),
        by=CASE_CLERK,
        form=Delisting,
        needs=(it_is_published,),
        basis=limit("PN-28").basis,
    )

    # 缴款、执行
    deferred = Step(
        label="批准延期（分期）缴纳",
        at=(Before.performing,),
        by=HEAD,
        form=Deferral,
        needs=(a_deferral_reaches_further,),
        documents=(Document("deferral_approval", "延期（分期）缴纳罚款审批表"),),
        basis=LAW.article(66, "经当事人申请和行政机关批准，可以暂缓或者分期缴纳", paragraph=2),
    )
    collected = Step(
        label="当场收缴罚款",
        at=(Before.performing,),
        by=OFFICER,
        form=Collected,
        needs=(CERTIFIED, none_is_recused, it_may_be_collected_on_the_spot),
        basis=LAW.article(68, "执法人员可以当场收缴罚款"),
        cites=(LAW.article(70, "必须向当事人出具"),),
    )
    handed_in = Step(
        label="收缴罚款交至机关",
        at=(Before.performing,),
        by=PAYMENT_CLERK,
        other_than=(collected, Before.decided_on_spot),
        form=HandedIn,
        needs=(it_was_collected,),
        basis=LAW.article(71, "应当自收缴罚款之日起二日内，交至行政机关"),
    )
    part_paid = Step(
        label="登记部分缴款",
        at=(Before.performing,),
        by=PAYMENT_CLERK,
        other_than=(Before.investigated, Before.concluded, Before.decided_on_spot, collected),
        form=Payment,
        needs=(what_was_collected_was_handed_in, a_part_is_paid),
        basis=LAW.article(66, "可以暂缓或者分期缴纳", paragraph=2),
    )
    paid = Step(
        label="登记缴清",
        at=(Before.performing,),
        to=Before.closing,
        by=PAYMENT_CLERK,
        other_than=(Before.investigated, Before.concluded, Before.decided_on_spot, collected),
        form=Payment,
        needs=(what_was_collected_was_handed_in, all_is_paid),
        basis=LAW.article(67, "作出罚款决定的行政机关应当与收缴罚款的机构分离", paragraph=1),
        cites=(LAW.article(67, "银行应当收受罚款，并将罚款直接上缴国库", paragraph=3),),
    )
    urged = Step(
        label="催告",
        at=(Before.performing,),
        by=OFFICER,
        form=Urging,
        documents=(Document("urging", "履行行政决定催告书", number="{organ}综执催字〔{year}〕第{n}号"),),
        opens=(Opens("coercion", "转行政强制执行"),),
        basis=COERCION.article(35, "应当事先催告当事人履行义务"),
    )
    surcharged = Step(
        label="加处罚款",
        at=(Before.performing,),
        by=HEAD,
        form=Surcharge,
        needs=(the_surcharge_is_within_the_law,),
        documents=(
            Document("surcharge_decision", "加处罚款决定书", number="{organ}综执加罚字〔{year}〕第{n}号"),
        ),
        basis=LAW.article(72, "到期不缴纳罚款的，每日按罚款数额的百分之三加处罚款", paragraph=1, item=1),
    )
    performed = Step(
        label="登记履行其他处罚",
        at=(Before.performing,),
        by=OFFICER,
        form=OtherPerformance,
        basis=LAW.article(66, "予以履行", paragraph=1),
    )
    enforced = Step(
        label="强制执行完毕",
        at=(Before.performing,),
        to=Before.closing,
        by=OFFICER | CASE_CLERK,
        form=Enforcement,
        needs=(the_party_was_urged,),
        basis=LAW.article(72, "申请人民法院强制执行", paragraph=1, item=4),
    )

    # 结案、归档
    closed = Step(
        label="结案",
        at=(Before.performing, Before.closing),
        to=Before.archiving,
        by=ENFORCEMENT_LEADER,
        form=Closing,
        needs=(it_went_the_whole_way, it_ended_as_it_says, what_was_preserved_was_dealt_with),
        documents=(Document("closing_report", "结案报告", number="{organ}综执结字〔{year}〕第{n}号"),),
        basis=LAW.article(47, "进行全过程记录", paragraph=1),
    )
    archived = Step(
        label="归档",
        at=(Before.archiving,),
        to=Before.archived_away,
        by=ARCHIVIST,
        form=Archive,
        documents=(Document("file_cover", "案卷封面、目录和备考表"),),
        basis=LAW.article(47, "归档保存"),
    )
    filed_away = Step(
        label="备案归卷",
        at=(Before.performing, Before.closing),
        to=Before.put_on_file,
        by=CASE_CLERK,
        form=Archive,
        needs=(it_was_handed_in, it_was_performed),
        basis=LAW.article(52, "应当报所属行政机关备案", paragraph=3),
    )

    # 期限：立案、调查
    check = Limit(
        label="核查线索（住建）",
        row=limit("PN-01"),
        since=Before.clue_registered,
        until=(Before.filed, Before.declined, Before.decided_on_spot),
        extended_by={Before.checking_extended: limit("PN-02")},
    )
    rule_on_preserved = Limit(
        label="处理先行登记保存的证据",
        row=limit("PN-03"),
        since=Before.preserved,
        until=(Before.preservation_ruled,),
        silence=limit("PN-03").silence,
    )
    correct = Limit(
        label="按期改正",
        due=CorrectionOrder.correct_by,
        basis=LAW.article(28, "应当责令当事人改正或者限期改正违法行为", paragraph=1),
        since=Before.correction_ordered,
        until=(Before.decided, Before.withdrawn, Before.referred),
        strength=Strength.MAY,
    )
    decide = Limit(
        label="作出处罚决定",
        row=limit("PN-08"),
        since=Before.filed,
        until=(Before.decided, Before.withdrawn, Before.referred, Before.police_filed),
        pauses=((Before.suspended, Before.resumed),),
        extended_by={Before.extended: limit("PN-09"), Before.extended_again: limit("PN-10")},
    )
    approve_transfer = Limit(
        label="审批移送",
        row=limit("PN-24"),
        since=Before.crime_reported,
        until=(Before.transfer_ruled,),
    )
    transfer = Limit(
        label="移送公安机关",
        row=limit("PN-32"),
        since=Before.transfer_ruled,
        until=(Before.transferred,),
        when=TransferRuling.transfer_ruling.is_("approved"),
    )
    hand_over = Limit(
        label="移交涉案物品和材料",
        row=limit("PN-25"),
        since=Before.police_filed,
        until=(Before.things_handed_over,),
    )
    ask_police_again = Limit(
        label="提请公安机关复议",
        row=limit("PN-26"),
        since=Before.police_declined,
        until=(Before.police_review_asked,),
        strength=Strength.MAY,
    )

    # 期限：告知、听证
    plead = Limit(
        label="陈述申辩",
        due=Notice.plea_until,
        basis=LAW.article(45, "当事人有权进行陈述和申辩", paragraph=1),
        since=Before.notified,
        until=(Before.pleaded, Before.waived),
        strength=Strength.MAY,
    )
    plead_in_housing = Limit(
        label="陈述申辩（住建）",
        row=limit("PN-06"),
        since=Before.notified,
        until=(Before.pleaded, Before.waived),
        strength=Strength.MAY,
    )
    plead_in_zhejiang = Limit(
        label="陈述申辩（浙江）",
        row=limit("PN-07"),
        since=Before.notified,
        until=(Before.pleaded, Before.waived),
        strength=Strength.MAY,
    )
    ask_hearing = Limit(
        label="要求听证",
        row=limit("PN-04"),
        since=Before.notified,
        until=(Before.hearing_asked,),
        when=Notice.hearing_right.is_("yes"),
        strength=Strength.MAY,
    )
    call_hearing = Limit(
        label="听证通知提前",
        row=limit("PN-05"),
        since=Before.hearing_called,
        until=(Before.heard,),
        event_day=HearingCall.hearing_at,
    )

    # 期限：送达、公开
    serve = Limit(label="送达决定书", row=limit("PN-11"), since=Before.decided, until=(served, announced))
    announce = Limit(
        label="公告送达期满",
        row=limit("PN-12"),
        since=announced,
        until=(served,),
        strength=Strength.MAY,
        silence="视为送达",
    )
    report = Limit(
        label="当场处罚报备（浙江）",
        row=limit("PN-19"),
        since=Before.decided_on_spot,
        until=(reported,),
    )
    publish = Limit(
        label="公开处罚决定",
        row=limit("PN-20"),
        since=Before.decided,
        until=(published,),
        when=Decision.publication.is_("publish"),
    )
    publish_in_housing = Limit(
        label="公开处罚决定（住建）",
        row=limit("PN-22"),
        since=Before.decided,
        until=(published,),
        when=Decision.publication.is_("publish"),
    )
    take_down = Limit(label="撤回公开信息", row=limit("PN-16"), since=overturned, until=(taken_down,))
    show_minor = Limit(
        label="最长公示期（轻微）",
        row=limit("PN-27"),
        since=Before.decided,
        until=(delisted, taken_down),
        when=Decision.credit_grade.is_("minor"),
    )
    repair_general = Limit(
        label="最短公示期（一般）",
        row=limit("PN-28"),
        since=Before.decided,
        until=(delisted,),
        when=Decision.credit_grade.is_("general"),
    )
    show_general = Limit(
        label="最长公示期（一般）",
        row=limit("PN-29"),
        since=Before.decided,
        until=(delisted, taken_down),
        when=Decision.credit_grade.is_("general"),
    )
    repair_serious = Limit(
        label="最短公示期（严重）",
        row=limit("PN-30"),
        since=Before.decided,
        until=(delisted,),
        when=Decision.credit_grade.is_("serious"),
    )
    show_serious = Limit(
        label="最长公示期（严重）",
        row=limit("PN-31"),
        since=Before.decided,
        until=(delisted, taken_down),
        when=Decision.credit_grade.is_("serious"),
    )

    # 期限：缴款、结案
    pay = Limit(
        label="缴纳罚款",
        row=limit("PN-13"),
        since=served,
        until=(paid, enforced),
        when=Sanction.amount.filled(),
        extended_by={deferred: Deferral.deferred_until},
        silence="每日加处罚款，不超出罚款数额；申请人民法院强制执行",
    )
    pay_on_spot = Limit(
        label="缴纳罚款",
        row=limit("PN-13"),
        since=Before.decided_on_spot,
        until=(paid, enforced),
        when=Sanction.amount.filled(),
        extended_by={deferred: Deferral.deferred_until},
        silence="每日加处罚款，不超出罚款数额；申请人民法院强制执行",
    )
    hand_in = Limit(label="收缴罚款交至机关", row=limit("PN-14"), since=collected, until=(handed_in,))
    bank = Limit(label="罚款缴付银行", row=limit("PN-15"), since=handed_in, until=(paid, part_paid))
    close_after_payment = Limit(label="结案审批（住建）", row=limit("PN-23"), since=paid, until=(closed,))
    close_after_enforcement = Limit(
        label="结案审批（住建）", row=limit("PN-23"), since=enforced, until=(closed,)
    )

    # 公示
    publication = Publication(
        label="行政处罚决定",
        part="after",
        by=published,
        gone=(taken_down, delisted),
        explained=TakenDown.taken_down_reason,
        ends=(show_minor, show_general, show_serious),
        columns=penalty_shown.TO_THE_PUBLIC,
        upward=penalty_shown.TO_THE_PLATFORM,
    )

    # 三项制度
    marks = Marks(
        three_systems.NAME,
        Mark(
            label=three_systems.PUBLICITY,
            by=(published,),
            asked=three_systems.a_penalty_is_to_be_published,
            limits=(publish, publish_in_housing),
            before=(closed,),
            basis=published.basis,
            unless="没有作出决定、决定不公开，或者决定已不成立",
        ),
        Mark(
            label=three_systems.RECORDING,
            by=(closed, Before.decided_on_spot),
            asked=three_systems.a_penalty_is_to_be_recorded,
            holds=three_systems.a_penalty_is_recorded,
            basis=closed.basis,
            unless="没有立案，或者立案已撤销",
        ),
        Mark(
            label=three_systems.REVIEW,
            by=(Before.reviewed,),
            asked=three_systems.a_penalty_is_to_be_reviewed,
            holds=three_systems.a_penalty_is_reviewed,
            basis=Before.reviewed.basis,
            unless="不属于应当法制审核的情形",
        ),
        rate=three_systems.RATE,
    )

    # 维度、数字
    procedure = figures.PROCEDURE
    penalty_kind = figures.PENALTY_KIND
    mitigated = figures.MITIGATED
    major = figures.MAJOR
    on_time = figures.ON_TIME
    three_systems = figures.THREE_SYSTEMS
    indicators = figures.FIGURES

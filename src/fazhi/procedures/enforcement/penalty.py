"""行政处罚 — administrative penalties.

The declaration is told in three chapters: ``penalty_inquiry`` from the clue to the conclusion,
``penalty_decision`` to the decision, and here from its service to the archive, with the times of all.
"""

from fazhi.core.procedure import Document, Limit, Mark, Marks, Opens, Step, Strength, first_of
from fazhi.core.publishing import Publication
from fazhi.law import limit, statute
from fazhi.law.roles import ARCHIVIST, CASE_CLERK, ENFORCEMENT_LEADER, HEAD, OFFICER, PAYMENT_CLERK
from fazhi.procedures.enforcement import penalty_execution_forms as forms
from fazhi.procedures.enforcement import penalty_execution_rules as rules
from fazhi.procedures.enforcement import penalty_figures as figures
from fazhi.procedures.enforcement import penalty_forms, penalty_shown, three_systems
from fazhi.procedures.enforcement.acting_officers import none_is_recused
from fazhi.procedures.enforcement.penalty_decision import PenaltyDecision as Before
from fazhi.procedures.enforcement.penalty_rules import LAW

OPENNESS = statute("国办发〔2018〕118号").point("第（六）项")
DECIDED = Before.serving | Before.performing | Before.closing | Before.archiving
EVER_AFTER = DECIDED | Before.archived_away | Before.put_on_file
PUBLIC = penalty_forms.Decision.publication.is_("publish")
CREDIT = penalty_forms.Decision.credit_grade


class Penalty(Before):
    """Clue, filing, investigation, notice, hearing, review, decision, service, payment, archive.

    What is small and certain is decided on the spot by two officers and handed in (Arts 51 to 53); all
    else goes the whole way (Arts 54 to 65).  One party, one case, one decision.
    """

    label = "行政处罚"
    since = "2021-07-15"
    number = "{organ}综执案字〔{year}〕第{n}号"
    title = "{cause} · {source}"

    # 送达、备案
    announced = Step("公告送达", Before.serving, forms.Announcement).under(
        rules.SERVICE(95, "公告送达，应当在案卷中记明原因和经过", paragraph=2),
        by=OFFICER | CASE_CLERK,
        documents="service_announcement 送达公告",
    )
    served = Step("送达", Before.serving >> Before.performing, forms.Service).under(
        LAW(61, "行政处罚决定书应当在宣告后当场交付当事人", paragraph=1),
        by=OFFICER | CASE_CLERK,
        needs=(
            rules.what_is_left_is_left_by_two,
            rules.electronic_service_was_agreed,
            rules.it_was_announced,
            rules.the_announcement_has_run,
        ),
        documents=(
            "service_receipt 送达回证",
            Document(
                "credit_repair_notice",
                "行政处罚信息信用修复告知书",
                when=forms.Service.credit_notice.is_("yes"),
            ),
        ),
    )
    reported = Step("报备", Before.performing | Before.closing, forms.OnSpotReport).under(
        LAW(52, "应当报所属行政机关备案", paragraph=3), by=CASE_CLERK, needs=rules.it_was_decided_on_the_spot
    )

    # 公开
    published = Step("公开处罚决定", EVER_AFTER, forms.Publishing).under(
        LAW(48, "具有一定社会影响的行政处罚决定应当依法公开", paragraph=1),
        by=CASE_CLERK,
        needs=(
            rules.publication_was_decided,
            rules.it_holds_and_is_not_public_yet,
            rules.what_is_confidential_is_masked,
        ),
        opens=Opens("disclosure_item", "登记主动公开", sets={"column": "enforcement"}),
        cites=OPENNESS,
    )
    overturned = Step("登记决定被变更、撤销", EVER_AFTER, forms.Overturned).under(
        LAW(75, "发现有错误的，应当主动改正", paragraph=2), by=CASE_CLERK
    )
    taken_down = Step("撤回公开信息", EVER_AFTER, forms.TakenDown).under(
        LAW(48, "应当在三日内撤回行政处罚决定信息并公开说明理由", paragraph=2),
        by=CASE_CLERK,
        needs=(rules.it_is_published, rules.it_was_overturned),
    )
    delisted = Step("停止公示", EVER_AFTER, forms.Delisting).under(
        limit("PN-28").basis, by=CASE_CLERK, needs=rules.it_is_published
    )

    # 缴款、执行
    deferred = Step("批准延期（分期）缴纳", Before.performing, forms.Deferral).under(
        LAW(66, "经当事人申请和行政机关批准，可以暂缓或者分期缴纳", paragraph=2),
        by=HEAD,
        needs=rules.a_deferral_reaches_further,
        documents="deferral_approval 延期（分期）缴纳罚款审批表",
    )
    collected = Step("当场收缴罚款", Before.performing, forms.Collected).under(
        LAW(68, "执法人员可以当场收缴罚款"),
        by=OFFICER,
        needs=(none_is_recused, rules.it_may_be_collected_on_the_spot),
        cites=LAW(70, "必须向当事人出具"),
    )
    handed_in = Step("收缴罚款交至机关", Before.performing, forms.HandedIn).under(
        LAW(71, "应当自收缴罚款之日起二日内，交至行政机关"),
        by=PAYMENT_CLERK,
        other_than=(collected, Before.decided_on_spot),
        needs=rules.it_was_collected,
    )
    part_paid = Step("登记部分缴款", Before.performing, forms.Payment).under(
        LAW(66, "可以暂缓或者分期缴纳", paragraph=2),
        by=PAYMENT_CLERK,
        other_than=(Before.investigated, Before.concluded, Before.decided_on_spot, collected),
        needs=(rules.what_was_collected_was_handed_in, rules.a_part_is_paid),
    )
    paid = Step("登记缴清", Before.performing >> Before.closing, forms.Payment).under(
        LAW(67, "作出罚款决定的行政机关应当与收缴罚款的机构分离", paragraph=1),
        by=PAYMENT_CLERK,
        other_than=(Before.investigated, Before.concluded, Before.decided_on_spot, collected),
        needs=(rules.what_was_collected_was_handed_in, rules.all_is_paid),
        cites=LAW(67, "银行应当收受罚款，并将罚款直接上缴国库", paragraph=3),
    )
    urged = Step("催告", Before.performing, forms.Urging).under(
        rules.COERCION(35, "应当事先催告当事人履行义务"),
        by=OFFICER,
        documents=Document("urging", "履行行政决定催告书", number="{organ}综执催字〔{year}〕第{n}号"),
        opens=Opens("coercion", "转行政强制执行"),
    )
    surcharged = Step("加处罚款", Before.performing, forms.Surcharge).under(
        LAW(72, "到期不缴纳罚款的，每日按罚款数额的百分之三加处罚款", paragraph=1, item=1),
        by=HEAD,
        needs=rules.the_surcharge_is_within_the_law,
        documents=Document(
            "surcharge_decision", "加处罚款决定书", number="{organ}综执加罚字〔{year}〕第{n}号"
        ),
    )
    performed = Step("登记履行其他处罚", Before.performing, forms.OtherPerformance).under(
        LAW(66, "予以履行", paragraph=1), by=OFFICER
    )
    enforced = Step("强制执行完毕", Before.performing >> Before.closing, forms.Enforcement).under(
        LAW(72, "申请人民法院强制执行", paragraph=1, item=4),
        by=OFFICER | CASE_CLERK,
        needs=rules.the_party_was_urged,
    )

    # 结案、归档
    closed = Step("结案", (Before.performing | Before.closing) >> Before.archiving, forms.Closing).under(
        LAW(47, "进行全过程记录", paragraph=1),
        by=ENFORCEMENT_LEADER,
        needs=(
            rules.it_went_the_whole_way,
            rules.it_ended_as_it_says,
            rules.what_was_preserved_was_dealt_with,
        ),
        documents=Document("closing_report", "结案报告", number="{organ}综执结字〔{year}〕第{n}号"),
    )
    archived = Step("归档", Before.archiving >> Before.archived_away, forms.Archive).under(
        LAW(47, "归档保存"), by=ARCHIVIST, documents="file_cover 案卷封面、目录和备考表"
    )
    filed_away = Step(
        "备案归卷", (Before.performing | Before.closing) >> Before.put_on_file, forms.Archive
    ).under(
        LAW(52, "应当报所属行政机关备案", paragraph=3),
        by=CASE_CLERK,
        needs=(rules.it_was_handed_in, rules.it_was_performed),
    )

    # 期限：立案、调查
    check = Limit(
        "核查线索（住建）",
        limit("PN-01"),
        Before.clue_registered >> (Before.filed, Before.declined, Before.decided_on_spot),
        extended_by={Before.checking_extended: limit("PN-02")},
    )
    rule_on_preserved = Limit(
        "处理先行登记保存的证据",
        limit("PN-03"),
        Before.preserved >> Before.preservation_ruled,
        silence=limit("PN-03").silence,
    )
    correct = Limit(
        "按期改正",
        penalty_forms.CorrectionOrder.correct_by,
        Before.correction_ordered >> (Before.decided, Before.withdrawn, Before.referred),
        basis=LAW(28, "应当责令当事人改正或者限期改正违法行为", paragraph=1),
        strength=Strength.MAY,
    )
    decide = Limit(
        "作出处罚决定",
        limit("PN-08"),
        Before.filed >> (Before.decided, Before.withdrawn, Before.referred, Before.police_filed),
        pauses=((Before.suspended, Before.resumed),),
        extended_by={Before.extended: limit("PN-09"), Before.extended_again: limit("PN-10")},
    )
    approve_transfer = Limit("审批移送", limit("PN-24"), Before.crime_reported >> Before.transfer_ruled)
    transfer = Limit(
        "移送公安机关",
        limit("PN-32"),
        Before.transfer_ruled >> Before.transferred,
        when=forms.TransferRuling.transfer_ruling.is_("approved"),
    )
    hand_over = Limit("移交涉案物品和材料", limit("PN-25"), Before.police_filed >> Before.things_handed_over)
    ask_police_again = Limit(
        "提请公安机关复议",
        limit("PN-26"),
        Before.police_declined >> Before.police_review_asked,
        strength=Strength.MAY,
    )

    # 期限：告知、听证
    since_notified = Before.notified >> (Before.pleaded, Before.waived)
    plead = Limit(
        "陈述申辩",
        penalty_forms.Notice.plea_until,
        since_notified,
        basis=LAW(45, "当事人有权进行陈述和申辩", paragraph=1),
        strength=Strength.MAY,
    )
    plead_in_housing = Limit("陈述申辩（住建）", limit("PN-06"), since_notified, strength=Strength.MAY)
    plead_in_zhejiang = Limit("陈述申辩（浙江）", limit("PN-07"), since_notified, strength=Strength.MAY)
    ask_hearing = Limit(
        "要求听证",
        limit("PN-04"),
        Before.notified >> Before.hearing_asked,
        when=penalty_forms.Notice.hearing_right.is_("yes"),
        strength=Strength.MAY,
    )
    call_hearing = Limit(
        "听证通知提前",
        limit("PN-05"),
        Before.hearing_called >> Before.heard,
        event_day=penalty_forms.HearingCall.hearing_at,
    )

    # 期限：送达、公开
    serve = Limit("送达决定书", limit("PN-11"), Before.decided >> (served, announced))
    announce = Limit(
        "公告送达期满", limit("PN-12"), announced >> served, strength=Strength.MAY, silence="视为送达"
    )
    report = Limit("当场处罚报备（浙江）", limit("PN-19"), Before.decided_on_spot >> reported)
    publish = Limit("公开处罚决定", limit("PN-20"), Before.decided >> published, when=PUBLIC)
    publish_in_housing = Limit(
        "公开处罚决定（住建）", limit("PN-22"), Before.decided >> published, when=PUBLIC
    )
    take_down = Limit("撤回公开信息", limit("PN-16"), overturned >> taken_down)
    shown = Before.decided >> (delisted, taken_down)
    show_minor = Limit("最长公示期（轻微）", limit("PN-27"), shown, when=CREDIT.is_("minor"))
    repair_general = Limit(
        "最短公示期（一般）", limit("PN-28"), Before.decided >> delisted, when=CREDIT.is_("general")
    )
    show_general = Limit("最长公示期（一般）", limit("PN-29"), shown, when=CREDIT.is_("general"))
    repair_serious = Limit(
        "最短公示期（严重）", limit("PN-30"), Before.decided >> delisted, when=CREDIT.is_("serious")
    )
    show_serious = Limit("最长公示期（严重）", limit("PN-31"), shown, when=CREDIT.is_("serious"))

    # 期限：缴款、结案
    pay = Limit(
        "缴纳罚款",
        limit("PN-13"),
        served >> (paid, enforced),
        when=penalty_forms.Sanction.amount.filled(),
        extended_by={deferred: forms.Deferral.deferred_until},
        silence="每日加处罚款，不超出罚款数额；申请人民法院强制执行",
    )
    pay_on_spot = Limit(
        "缴纳罚款",
        limit("PN-13"),
        Before.decided_on_spot >> (paid, enforced),
        when=penalty_forms.Sanction.amount.filled(),
        extended_by={deferred: forms.Deferral.deferred_until},
        silence="每日加处罚款，不超出罚款数额；申请人民法院强制执行",
    )
    hand_in = Limit("收缴罚款交至机关", limit("PN-14"), collected >> handed_in)
    bank = Limit("罚款缴付银行", limit("PN-15"), handed_in >> (paid, part_paid))
    close_in_time = Limit("结案审批（住建）", limit("PN-23"), first_of(paid, enforced) >> closed)

    # 公示
    publication = Publication(
        label="行政处罚决定",
        part="after",
        by=published,
        gone=(taken_down, delisted),
        explained=forms.TakenDown.taken_down_reason,
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

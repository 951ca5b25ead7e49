"""信访事项 — petitions."""

from fazhi.core.declaring import names
from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Document, Limit, Opens, Stage, Step, Strength
from fazhi.law import limit
from fazhi.law.roles import ARCHIVIST, JUSTICE_HEAD, PETITION_HANDLER, PETITION_HEAD, PETITION_OFFICER
from fazhi.procedures.mediation import petition_forms as forms
from fazhi.procedures.mediation import petition_rules as rules
from fazhi.procedures.mediation.petition_figures import FIGURES
from fazhi.procedures.mediation.petition_rules import LAW, RECHECK

REVIEW = LAW(35, "可以自收到书面答复之日起30日内请求原办理机关、单位的上一级机关、单位复查")
REVIEWED = LAW(35, "应当自收到复查请求之日起30日内提出复查意见，并予以书面答复")
HEARING_LEFT_OUT = LAW(36, "听证所需时间不计算在前款规定的期限内", paragraph=2)
NOT_AN_ACCUSATION = forms.Receipt.category.is_("suggestion", "appeal")
OF_MEDIATION = (
    Opens("mediation", "转人民调解（访调对接）", sets={"source": "entrusted/petition"}),
    Opens("dispute", "转矛盾纠纷受理", carry=names("subject"), sets={"source": "petition"}),
)


class Petition(Case):
    """A petition: registered, told, sent the way the law gives it, or looked into and answered here.

    It is a matter of rights and answers.  Nothing here watches, lists or rates petitioners; what an
    accusation says is not entered at all, so that it cannot reach the accused.
    """

    label = "信访事项"
    since = "2022-05-01"
    number = "{organ}信〔{year}〕{n}号"
    title = "{subject}"
    by = PETITION_OFFICER

    registering = Stage("待登记")
    sorting = Stage("待甄别")
    objecting = Stage("异议待核实")
    deciding = Stage("待受理转送")
    handling = Stage("办理中")
    serving = Stage("待送达")
    following = Stage("待办结")
    concluding = Stage("已化解待办结")
    closed_away = Stage("已办结", final=True)
    refused_away = Stage("不予受理", final=True)
    returned_away = Stage("已退件", final=True)

    received = Step("收到", START >> registering, forms.Receipt).under(
        LAW(17, "采用信息网络、书信、电话、传真、走访等形式", paragraph=1)
    )
    registered = Step("登记", registering >> sorting, forms.Registration).under(
        LAW(23, "应当予以登记", paragraph=1),
        needs=rules.representatives_are_few,
        documents=Document("registration", "来访登记表", when=forms.Receipt.channel.is_("visit")),
        cites=(
            LAW(19, "对采用口头形式提出的信访事项，有关机关、单位应当如实记录", paragraph=1),
            LAW(21, "应当及时将信访事项录入信访信息系统", paragraph=2),
        ),
    )
    reported = Step("报告重大紧急事项", sorting | deciding | handling, forms.Report).under(
        LAW(25, "应当及时报告本级党委和政府", paragraph=1),
        by=PETITION_OFFICER | PETITION_HEAD,
        documents="report 重大紧急信访事项报告",
    )
    told = Step("书面告知", sorting | deciding | handling, forms.Telling).under(
        LAW(23, "应当告知信访人接收情况以及处理途径和程序", paragraph=1),
        documents=(
            Document("acceptance_notice", "受理告知书", when=forms.Telling.told_as.is_("received")),
            Document(
                "forwarding_notice", "转送（交办）去向告知书", when=forms.Telling.told_as.is_("forwarded")
            ),
            Document(
                "elsewhere_notice", "信访事项提出途径告知书", when=forms.Telling.told_as.is_("elsewhere")
            ),
        ),
    )
    routed = Step("分类甄别", sorting >> deciding, forms.Routing).under(
        LAW(31, "有权处理的机关、单位应当区分情况，分别按照下列方式办理"),
        needs=rules.the_path_fits_the_category,
        cites=(
            LAW(29, "有权处理的机关、单位应当认真研究论证", paragraph=1),
            LAW(18, "包案化解群众反映强烈的突出问题", paragraph=2),
        ),
    )
    objected = Step("提出异议", sorting >> objecting, forms.Objection).under(
        LAW(23, "应当自收到之日起5个工作日内提出异议，并详细说明理由", paragraph=3),
        needs=(rules.only_what_was_sent_here_is_objected_to, rules.it_is_objected_to_in_time),
        documents="return_note 退件说明",
    )
    returned = Step("交还材料", objecting >> returned_away, forms.Return).under(
        LAW(23, "经转送、交办的信访部门或者上级机关、单位核实同意后，交还相关材料", paragraph=3)
    )
    objection_refused = Step("异议未获同意", objecting >> sorting, forms.NotAgreed).under(
        LAW(23, "经转送、交办的信访部门或者上级机关、单位核实同意后", paragraph=3)
    )
    refused = Step("不予（不再）受理", (sorting | deciding) >> refused_away, forms.Refusal).under(
        LAW(36, "各级党委和政府信访部门和其他机关、单位不再受理", paragraph=3),
        needs=rules.only_what_was_rechecked_is_over,
        documents="refusal_notice 不予（不再）受理告知书",
        cites=(
            LAW(19, "上级机关、单位不予受理", paragraph=3),
            LAW(20, "应当按照法律法规规定的程序向有关政法部门提出", paragraph=2),
        ),
    )
    accepted = Step("受理", deciding >> handling, forms.Acceptance).under(
        LAW(34, "应当自受理之日起60日内办结"),
        by=PETITION_OFFICER | PETITION_HEAD,
        needs=(
            rules.it_is_ours_to_handle,
            rules.the_petitioner_was_told,
            rules.grave_matters_were_reported,
            rules.who_has_an_interest_withdraws,
        ),
        opens=OF_MEDIATION,
    )
    referred = Step("转送交办", deciding >> following, forms.Referral).under(
        LAW(23, "应当转送、交办有权处理的机关、单位，并告知信访人转送、交办去向", paragraph=1),
        needs=(
            rules.the_petitioner_was_told,
            rules.grave_matters_were_reported,
            rules.the_accused_learns_nothing,
        ),
        documents=Document("transfer_letter", "转送（交办）函", number="{organ}信转〔{year}〕{n}号"),
        opens=OF_MEDIATION,
        cites=LAW(22, "应当按照管理权限转送有关纪检监察机关依规依纪依法处理", paragraph=2),
    )
    investigated = Step("调查核实", handling, forms.Inquiry).under(
        LAW(31, "应当听取信访人陈述事实和理由，并调查核实", item=6),
        by=PETITION_HANDLER,
        needs=rules.who_has_an_interest_withdraws,
        opens=Opens(
            "legality_review", "送合法性审查", carry=names("subject"), sets={"review_kind": "petition_reply"}
        ),
        cites=LAW(28, "查明事实、分清责任", paragraph=1),
    )
    heard = Step("听证", handling, forms.Hearing).under(
        LAW(31, "对重大、复杂、疑难的信访事项，可以举行听证", item=6),
        by=PETITION_HANDLER | JUSTICE_HEAD,
        documents="hearing_record 听证笔录",
    )
    extended = Step("延长办理期限", handling, forms.Extension).under(
        LAW(34, "情况复杂的，经本机关、单位负责人批准，可以适当延长办理期限"),
        by=PETITION_HEAD,
        needs=rules.an_extension_is_one_and_within_bounds,
        documents="extension_notice 延期告知书",
    )
    answered = Step("出具处理意见", handling >> serving, forms.Answer).under(
        LAW(32, "信访处理意见书应当载明信访人投诉请求、事实和理由、处理意见及其法律法规依据", paragraph=1),
        by=PETITION_HEAD,
        other_than=investigated,
        needs=(rules.it_was_looked_into, rules.the_petitioner_was_heard, rules.a_review_asked_for_has_passed),
        documents=(
            Document(
                "opinion",
                "信访事项处理意见书",
                number="{organ}信处〔{year}〕{n}号",
                when=forms.Routing.legal_path.is_("opinion"),
            ),
            Document("reply", "信访事项答复书", when=forms.Routing.legal_path.is_("duty", "suggestion")),
        ),
        opens=Opens("rectification", "列入整改"),
        cites=(
            LAW(32, "应当督促有关机关、单位执行；不予支持的，应当做好信访人的疏导教育工作", paragraph=2),
            LAW(29, "应当采纳或者部分采纳，并予以回复", paragraph=1),
        ),
        decisive=True,
    )
    served = Step("送达", serving >> following, forms.Service).under(
        LAW(35, "自收到书面答复之日起30日内"),
        by=PETITION_OFFICER | PETITION_HANDLER,
        documents="service_receipt 送达回证",
    )
    review_asked = Step("请求复查", following | concluding | closed_away, forms.ReviewAsked).under(
        REVIEW, documents="defence 复查答辩材料"
    )
    reviewed = Step("收到复查意见", following | concluding | closed_away, forms.Reviewed).under(
        REVIEWED, needs=rules.a_review_was_asked
    )
    recheck_asked = Step("请求复核", following | concluding | closed_away, forms.RecheckAsked).under(
        RECHECK, needs=rules.a_recheck_follows_a_review
    )
    recheck_hearing_begun = Step(
        "复核听证开始", following | concluding | closed_away, forms.RecheckHearing
    ).under(HEARING_LEFT_OUT, needs=rules.a_recheck_was_asked)
    recheck_hearing_ended = Step(
        "复核听证结束", following | concluding | closed_away, forms.RecheckHearing
    ).under(HEARING_LEFT_OUT, needs=rules.a_recheck_was_asked)
    rechecked = Step("收到复核意见", following | concluding | closed_away, forms.Rechecked).under(
        LAW(36, "应当自收到复核请求之日起30日内提出复核意见", paragraph=1), needs=rules.a_recheck_was_asked
    )
    redone = Step("重新办理", (following | concluding | closed_away) >> handling, forms.Redoing).under(
        REVIEWED, by=PETITION_OFFICER | PETITION_HEAD, needs=rules.it_was_annulled
    )
    settled = Step("化解", (handling | serving | following) >> concluding, forms.Settlement).under(
        LAW(27, "依法按政策及时就地解决群众合法合理诉求"),
        by=PETITION_OFFICER | PETITION_HANDLER,
        needs=(rules.it_is_settled_once, rules.both_sides_agree, rules.mediation_has_brought_its_result),
        documents=(
            Document("mediation_agreement", "调解协议书", when=forms.Settlement.settled_how.is_("mediation")),
            Document(
                "reconciliation_agreement",
                "和解协议书",
                when=forms.Settlement.settled_how.is_("reconciliation"),
            ),
        ),
        cites=LAW(33, "应当制作调解协议书或者和解协议书"),
    )
    helped = Step("帮扶救助", handling | following | concluding | closed_away, forms.Help).under(
        LAW(37, "可以告知或者帮助其向有关机关或者机构依法申请社会救助", paragraph=2),
        by=PETITION_OFFICER | PETITION_HANDLER,
        opens=Opens("legal_aid", "转法律援助"),
    )
    rated = Step("信访人评价", following | concluding | closed_away, forms.Rating).under(
        LAW(21, "方便信访人查询、评价信访事项办理情况", paragraph=2)
    )
    closed = Step("办结", (following | concluding) >> closed_away, forms.Closing).under(
        LAW(22, "要求其在指定办理期限内反馈结果，提交办结报告", paragraph=1, item=3),
        by=PETITION_OFFICER | ARCHIVIST,
        needs=(rules.no_review_is_open, rules.no_recheck_is_open),
        documents="closing_report 信访事项办结报告",
    )

    forward = Limit(
        "登记转送",
        limit("PE-01"),
        received.on(forms.Receipt.received_on) >> (referred, refused, returned),
        when=forms.Receipt.category.is_("accusation"),
    )
    tell = Limit(
        "书面告知（直接提出）",
        limit("PE-02"),
        received.on(forms.Receipt.received_on) >> (told, refused),
        when=forms.Receipt.origin.is_("direct") & forms.Receipt.reachable.is_(True) & NOT_AN_ACCUSATION,
    )
    tell_of_referred = Limit(
        "书面告知（转送交办）",
        limit("PE-03"),
        received.on(forms.Receipt.received_on) >> (told, refused, returned),
        when=forms.Receipt.origin.is_("transferred") & NOT_AN_ACCUSATION,
    )
    object = Limit(
        "对转送交办提出异议",
        limit("PE-04"),
        received.on(forms.Receipt.received_on) >> objected,
        when=forms.Receipt.origin.is_("transferred"),
        strength=Strength.MAY,
    )
    settle_in_time = Limit(
        "信访事项办结",
        limit("PE-05"),
        accepted >> (answered, settled),
        when=forms.Routing.legal_path.is_("opinion"),
        extended_by={extended: limit("PE-06")},
    )
    feedback = Limit(
        "受转单位反馈结果",
        forms.Referral.answer_by,
        referred >> closed,
        basis=LAW(22, "要求其在指定办理期限内反馈结果，提交办结报告", paragraph=1, item=3),
        when=forms.Referral.assigned.is_(True),
    )
    ask_review = Limit(
        "请求复查", limit("PE-07"), served.on(forms.Service.served_on) >> review_asked, strength=Strength.MAY
    )
    review = Limit("复查意见", limit("PE-08"), review_asked.on(forms.ReviewAsked.review_asked_on) >> reviewed)
    ask_recheck = Limit(
        "请求复核",
        limit("PE-09"),
        reviewed.on(forms.Reviewed.review_served_on) >> recheck_asked,
        strength=Strength.MAY,
    )
    recheck = Limit(
        "复核意见",
        limit("PE-10"),
        recheck_asked.on(forms.RecheckAsked.recheck_asked_on) >> rechecked,
        pauses=((recheck_hearing_begun, recheck_hearing_ended),),
    )
    redo = Limit("重新办理", forms.Redoing.redo_by, redone >> (answered, settled), basis=REVIEWED)

    indicators = FIGURES

"""合法性审查 — legality review."""

from fazhi.core.counting import Count, Sum
from fazhi.core.declaring import names
from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Column, Derived, Document, Limit, Opens, Stage, Step, Strength
from fazhi.law import HouseRule, figure, limit, statute
from fazhi.law.roles import ARCHIVIST, DEPUTY_LAW, JUSTICE_HEAD, LEADER, REVIEWER, SUBMITTER
from fazhi.law.value_bands import band_labels
from fazhi.procedures.review import legality_review_forms as forms
from fazhi.procedures.review import legality_review_rules as rules

ASKED_FOR = HouseRule("审查7", "审查意见一般在送审部门要求的日期前出具。")
REVIEW_KIND = forms.Submission.review_kind


class LegalityReview(Case):
    """A decision, document, contract or case, reviewed for its lawfulness before it is made.

    Whoever submits it does not review it, whoever reviews it does not issue the opinion.
    """

    label = "合法性审查"
    since = "2019-09-01"
    number = "{organ}送审〔{year}〕{n}号"
    title = "{review_kind} · {subject}"
    by = SUBMITTER

    submitting = Stage("待受理")
    completing = Stage("退回补正")
    reviewing = Stage("审查中")
    issuing = Stage("待签发")
    adopting = Stage("待反馈")
    closing = Stage("待办结")
    closed_away = Stage("已办结", final=True)
    declined_away = Stage("不予受理", final=True)
    withdrawn_away = Stage("已撤回", final=True)

    submitted = Step("送审", START >> submitting, forms.Submission).under(
        rules.DECISIONS(25, "决策草案提交决策机关讨论前，应当由负责合法性审查的部门进行合法性审查"),
        documents="submission 合法性审查送审表",
        cites=(rules.DOCUMENTS.point("第二部分第（五）项"), rules.ENFORCEMENT.point("第（十二）项")),
    )
    completed = Step("补正后送审", completing >> submitting, forms.Completion).under(
        rules.DECISIONS(26, "可以退回，或者要求补充", paragraph=1)
    )
    returned = Step("退回补正", (submitting | reviewing) >> completing, forms.Return).under(
        rules.DECISIONS(
            26, "提供的材料不符合要求的，负责合法性审查的部门可以退回，或者要求补充", paragraph=1
        ),
        by=REVIEWER,
        other_than=(submitted, completed),
        documents="correction_notice 材料补正通知",
    )
    declined = Step("不予受理", submitting >> declined_away, forms.Decline).under(
        HouseRule("审查5", "不属于审查范围的，说明理由后不予受理。"),
        by=REVIEWER,
        other_than=(submitted, completed),
    )
    accepted = Step("受理", submitting >> reviewing, forms.Acceptance).under(
        rules.SEPARATE,
        by=REVIEWER,
        other_than=(submitted, completed),
        needs=(*map(rules.file_is_complete, rules.FILES), rules.the_reviewer_has_no_hand_in_it),
        opens=Opens("adviser_task", "请法律顾问提出意见", carry=names("subject, office submitting_office")),
        cites=rules.DECISIONS(26, "一般不少于7个工作日", paragraph=2),
    )
    extended = Step("延长审查期限", reviewing, forms.Extension).under(
        statute("坎门街道审核办法").article(4), by=LEADER
    )
    reviewed = Step("审查", reviewing >> issuing, forms.Review).under(
        rules.DECISIONS(28, "负责合法性审查的部门应当及时提出合法性审查意见，并对合法性审查意见负责"),
        by=REVIEWER,
        other_than=(submitted, completed),
        needs=(
            *map(rules.points_are_looked_at, rules.LOOKS),
            rules.the_reviewer_has_no_hand_in_it,
            rules.counsel_was_heard_on_a_decision,
            rules.risk_is_stated_for_decisions_only,
        ),
        cites=statute("行政处罚法").article(58, "未经法制审核或者审核未通过的，不得作出决定"),
    )
    remanded = Step("退回重审", issuing >> reviewing, forms.Remand).under(
        rules.SEPARATE, by=JUSTICE_HEAD | DEPUTY_LAW, other_than=(submitted, completed, reviewed)
    )
    issued = Step("出具意见", issuing >> adopting, forms.Issue).under(
        HouseRule("审查3", "合法性审查意见以编号的意见书出具，未出具的不得上会、印发、签订和用印。"),
        by=JUSTICE_HEAD | DEPUTY_LAW,
        other_than=(submitted, completed, reviewed),
        documents=(
            Document(
                "opinion",
                "合法性审查意见书",
                number="{organ}法审〔{year}〕{n}号",
                when=forms.Submission.review_kind.is_(
                    *(one for one in forms.REVIEW_KINDS if one != "enforcement")
                ),
            ),
            Document(
                "enforcement_opinion",
                "重大行政执法决定法制审核意见书",
                number="{organ}法审〔{year}〕{n}号",
                when=forms.Submission.review_kind.is_("enforcement"),
            ),
        ),
        cites=rules.DECISIONS(28, "负责合法性审查的部门应当及时提出合法性审查意见"),
        decisive=True,
    )
    adopted = Step("反馈采纳情况", adopting >> closing, forms.Adoption).under(
        rules.ANSWERED,
        other_than=(reviewed, issued),
        needs=rules.every_opinion_is_answered,
        documents="adoption 采纳情况反馈表",
        cites=(
            rules.DECISIONS(28, "决策承办单位根据合法性审查意见进行必要的调整或者补充"),
            rules.DOCUMENTS.point("第二部分第（七）项"),
        ),
    )
    withdrawn = Step(
        "撤回送审", (submitting | completing | reviewing) >> withdrawn_away, forms.Withdrawal
    ).under(HouseRule("审查6", "出具意见前，送审部门可以撤回，写明原因。"))
    closed = Step("办结", (adopting | closing) >> closed_away, forms.Outcome).under(
        rules.DECISIONS(33, "由有关单位将履行决策程序形成的记录、材料及时完整归档"),
        by=REVIEWER | SUBMITTER | ARCHIVIST,
        needs=rules.opinions_were_answered,
    )

    due = Derived("应审事项", "yes 是, no 否", by=rules.due)
    value = Derived("金额分档", band_labels(), by=rules.band)

    before_the_meeting = Limit(
        "决策送审到提交讨论",
        limit("MD-03"),
        submitted >> closed,
        event_day=forms.Submission.meeting_on,
        when=forms.Submission.review_kind.is_("decision") & forms.Submission.urgent.is_("no"),
        strength=Strength.AS_A_RULE,
    )
    before_the_meeting_again = Limit(
        "决策补正送审到提交讨论",
        limit("MD-03"),
        completed >> closed,
        event_day=forms.Completion.meeting_on,
        when=forms.Submission.review_kind.is_("decision") & forms.Submission.urgent.is_("no"),
        strength=Strength.AS_A_RULE,
    )
    document_at_least = Limit(
        "规范性文件审核时间",
        limit("ND-01"),
        accepted >> issued,
        when=forms.Submission.document_kind.is_("normative") & forms.Submission.urgent.is_("no"),
    )
    since_accepted = accepted >> (issued, returned, withdrawn)
    document_at_most = Limit(
        "规范性文件审核", limit("ND-02"), since_accepted, when=forms.Submission.document_kind.is_("normative")
    )
    enforcement_here = Limit(
        "重大执法决定法制审核",
        limit("LR-01"),
        since_accepted,
        when=forms.Submission.review_kind.is_("enforcement"),
        extended_by={extended: forms.Extension.extended_to},
    )
    enforcement_in_housing = Limit(
        "重大执法决定法制审核（住建领域）",
        limit("LR-02"),
        since_accepted,
        when=forms.Submission.review_kind.is_("enforcement"),
    )
    wanted = Limit(
        "按要求时间出具意见",
        forms.Submission.wanted_by,
        submitted >> (issued, returned, declined, withdrawn),
        basis=ASKED_FOR,
        strength=Strength.AS_A_RULE,
    )
    wanted_again = Limit(
        "按要求时间出具意见（补正后）",
        forms.Completion.wanted_by,
        completed >> (issued, returned, declined, withdrawn),
        basis=ASKED_FOR,
        strength=Strength.AS_A_RULE,
    )

    columns = (
        Column("送审日期", submitted, also=("送审时间",)),
        forms.Submission.subject,
        Column("事项类型", forms.Submission.review_kind, also=("类型",)),
        forms.Submission.submitting_office,
        forms.Submission.submitter,
        forms.Submission.amount,
        Column("审查人", forms.Review.reviewer),
        Column("法律顾问", forms.Review.counsel, also=("法律顾问意见",)),
        Column("审查意见摘要", forms.Issue.summary),
        Column("结论", forms.Review.conclusion, also=("审查结论",)),
        Column("出具日期", issued, also=("出具时间",)),
        Column("采纳条数", forms.Adoption.adopted),
        Column("最终结果", forms.Outcome.outcome, also=("后续",)),
    )

    indicators = (
        figure("review.total", Count(issued), by=REVIEW_KIND & forms.Review.conclusion),
        figure("review.decisions", Count(issued, REVIEW_KIND.is_("decision")), by=forms.Submission.matter),
        figure(
            "review.documents", Count(issued, REVIEW_KIND.is_("document")), by=forms.Submission.document_kind
        ),
        figure(
            "review.contracts",
            Count(issued, REVIEW_KIND.is_("contract")),
            by=(forms.Submission.contract_kind, "value"),
        ),
        figure(
            "review.contracts_passed",
            Count(issued, REVIEW_KIND.is_("contract") & forms.Review.conclusion.is_("pass")),
            by=forms.Submission.contract_kind,
        ),
        figure("review.contract_pass_rate"),
        figure(
            "review.enforcement", Count(issued, REVIEW_KIND.is_("enforcement")), by=forms.Submission.matter
        ),
        figure("review.opinions", Sum(issued, forms.Review.opinions), by=REVIEW_KIND),
        figure("review.opinions_adopted", Sum(adopted, forms.Adoption.adopted), by=REVIEW_KIND),
        figure("review.adoption_rate"),
        figure("review.risks_avoided", Sum(adopted, forms.Adoption.risks), by=REVIEW_KIND),
        figure("review.required"),
        figure(
            "review.required_done",
            Count(issued, due.is_("yes") & forms.Submission.before_decision.is_("yes")),
            by=REVIEW_KIND,
        ),
        figure("review.coverage_rate"),
        figure(
            "review.major_matters",
            Count(issued, REVIEW_KIND.is_("decision") & forms.Submission.before_decision.is_("yes")),
            by=forms.Submission.matter,
        ),
        figure("review.major_matter_rate"),
    )

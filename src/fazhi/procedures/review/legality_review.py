"""合法性审查 — legality review."""

from __future__ import annotations

from datetime import date

from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import (
    Column,
    Count,
    Derived,
    Document,
    Flow,
    Limit,
    Opens,
    Rate,
    Stage,
    Step,
    Strength,
    Sum,
)
from fazhi.law import limit, statute
from fazhi.law.roles import ARCHIVIST, DEPUTY_LAW, JUSTICE_HEAD, LEADER, REVIEWER, SUBMITTER
from fazhi.law.value_bands import band_labels
from fazhi.procedures.review import legality_review_rules as rules
from fazhi.procedures.review.legality_review_forms import (
    REVIEW_KINDS,
    Acceptance,
    Adoption,
    Completion,
    Decline,
    Extension,
    Issue,
    Outcome,
    Remand,
    Return,
    Review,
    Submission,
    Withdrawal,
)
from fazhi.procedures.review.legality_review_rules import (
    ANSWERED,
    DECISIONS,
    DOCUMENTS,
    ENFORCEMENT,
    FILES,
    LOOKS,
    SEPARATE,
)

# 依据
PENALTY = statute("行政处罚法")
WRITTEN = HouseRule("审查3", "合法性审查意见以编号的意见书出具，未出具的不得上会、印发、签订和用印。")
ASKED_FOR = HouseRule("审查7", "审查意见一般在送审部门要求的日期前出具。")


class LegalityReview(Case):
    """A decision, document, contract or case, reviewed for its lawfulness before it is made.

    Whoever submits it does not review it, whoever reviews it does not issue the opinion.
    """

    code = "legality_review"
    label = "合法性审查"
    group = "review"
    in_force = date(2019, 9, 1)
    number = "{organ}送审〔{year}〕{n}号"
    title = "{review_kind} · {subject}"

    # 状态
    submitting = Stage("待受理")
    completing = Stage("退回补正")
    reviewing = Stage("审查中")
    issuing = Stage("待签发")
    adopting = Stage("待反馈")
    closing = Stage("待办结")
    closed_away = Stage("已办结", final=True)
    declined_away = Stage("不予受理", final=True)
    withdrawn_away = Stage("已撤回", final=True)

    # 环节
    submitted = Step(
        label="送审",
        to=submitting,
        by=SUBMITTER,
        form=Submission,
        documents=(Document("submission", "合法性审查送审表"),),
        basis=DECISIONS.article(25, "决策草案提交决策机关讨论前，应当由负责合法性审查的部门进行合法性审查"),
        cites=(DOCUMENTS.point("第二部分第（五）项"), ENFORCEMENT.point("第（十二）项")),
    )
    completed = Step(
        label="补正后送审",
        at=(completing,),
        to=submitting,
        by=SUBMITTER,
        form=Completion,
        basis=DECISIONS.article(26, "可以退回，或者要求补充", paragraph=1),
    )
    returned = Step(
        label="退回补正",
        at=(submitting, reviewing),
        to=completing,
        by=REVIEWER,
        other_than=(submitted, completed),
        form=Return,
        documents=(Document("correction_notice", "材料补正通知"),),
        basis=DECISIONS.article(
            26,
            "提供的材料不符合要求的，负责合法性审查的部门可以退回，或者要求补充",
            paragraph=1,
        ),
    )
    declined = Step(
        label="不予受理",
        at=(submitting,),
        to=declined_away,
        by=REVIEWER,
        other_than=(submitted, completed),
        form=Decline,
        basis=HouseRule("审查5", "不属于审查范围的，说明理由后不予受理。"),
    )
    accepted = Step(
        label="受理",
        at=(submitting,),
        to=reviewing,
        by=REVIEWER,
        other_than=(submitted, completed),
        form=Acceptance,
        needs=(*map(rules.file_is_complete, FILES), rules.the_reviewer_has_no_hand_in_it),
        opens=(
            Opens(
                "adviser_task",
                "请法律顾问提出意见",
                carry={"subject": "subject", "office": "submitting_office"},
            ),
        ),
        basis=SEPARATE,
        cites=(DECISIONS.article(26, "一般不少于7个工作日", paragraph=2),),
    )
    extended = Step(
        label="延长审查期限",
        at=(reviewing,),
        by=LEADER,
        form=Extension,
        basis=statute("坎门街道审核办法").article(4),
    )
    reviewed = Step(
        label="审查",
        at=(reviewing,),
        to=issuing,
        by=REVIEWER,
        other_than=(submitted, completed),
        form=Review,
        needs=(
            *map(rules.points_are_looked_at, LOOKS),
            rules.the_reviewer_has_no_hand_in_it,
            rules.counsel_was_heard_on_a_decision,
            rules.risk_is_stated_for_decisions_only,
        ),
        basis=DECISIONS.article(28, "负责合法性审查的部门应当及时提出合法性审查意见，并对合法性审查意见负责"),
        cites=(PENALTY.article(58, "未经法制审核或者审核未通过的，不得作出决定"),),
    )
    remanded = Step(
        label="退回重审",
        at=(issuing,),
        to=reviewing,
        by=JUSTICE_HEAD | DEPUTY_LAW,
        other_than=(submitted, completed, reviewed),
        form=Remand,
        basis=SEPARATE,
    )
    issued = Step(
        label="出具意见",
        at=(issuing,),
        to=adopting,
        by=JUSTICE_HEAD | DEPUTY_LAW,
        other_than=(submitted, completed, reviewed),
        form=Issue,
        decisive=True,
        documents=(
            Document(
                "opinion",
                "合法性审查意见书",
                number="{organ}法审〔{year}〕{n}号",
                when=Submission.review_kind.is_(*(one for one in REVIEW_KINDS if one != "enforcement")),
            ),
            Document(
                "enforcement_opinion",
                "重大行政执法决定法制审核意见书",
                number="{organ}法审〔{year}〕{n}号",
                when=Submission.review_kind.is_("enforcement"),
            ),
        ),
        basis=WRITTEN,
        cites=(DECISIONS.article(28, "负责合法性审查的部门应当及时提出合法性审查意见"),),
    )
    adopted = Step(
        label="反馈采纳情况",
        at=(adopting,),
        to=closing,
        by=SUBMITTER,
        other_than=(reviewed, issued),
        form=Adoption,
        needs=(rules.every_opinion_is_answered,),
        documents=(Document("adoption", "采纳情况反馈表"),),
        basis=ANSWERED,
        cites=(
            DECISIONS.article(28, "决策承办单位根据合法性审查意见进行必要的调整或者补充"),
            DOCUMENTS.point("第二部分第（七）项"),
        ),
    )
    withdrawn = Step(
        label="撤回送审",
        at=(submitting, completing, reviewing),
        to=withdrawn_away,
        by=SUBMITTER,
        form=Withdrawal,
        basis=HouseRule("审查6", "出具意见前，送审部门可以撤回，写明原因。"),
    )
    closed = Step(
        label="办结",
        at=(adopting, closing),
        to=closed_away,
        by=REVIEWER | SUBMITTER | ARCHIVIST,
        form=Outcome,
        needs=(rules.opinions_were_answered,),
        basis=DECISIONS.article(33, "由有关单位将履行决策程序形成的记录、材料及时完整归档"),
    )

    # 维度
    due = Derived("应审事项", {"yes": "是", "no": "否"}, by=rules.due)
    value = Derived("金额分档", band_labels(), by=rules.band)

    # 期限
    before_the_meeting = Limit(
        label="决策送审到提交讨论",
        row=limit("MD-03"),
        since=submitted,
        until=(closed,),
        event_day=Submission.meeting_on,
        when=Submission.review_kind.is_("decision") & Submission.urgent.is_("no"),
        strength=Strength.AS_A_RULE,
    )
    before_the_meeting_again = Limit(
        label="决策补正送审到提交讨论",
        row=limit("MD-03"),
        since=completed,
        until=(closed,),
        event_day=Completion.meeting_on,
        when=Submission.review_kind.is_("decision") & Submission.urgent.is_("no"),
        strength=Strength.AS_A_RULE,
    )
    document_at_least = Limit(
        label="规范性文件审核时间",
        row=limit("ND-01"),
        since=accepted,
        until=(issued,),
        when=Submission.document_kind.is_("normative") & Submission.urgent.is_("no"),
    )
    document_at_most = Limit(
        label="规范性文件审核",
        row=limit("ND-02"),
        since=accepted,
        until=(issued, returned, withdrawn),
        when=Submission.document_kind.is_("normative"),
    )
    enforcement_here = Limit(
        label="重大执法决定法制审核",
        row=limit("LR-01"),
        since=accepted,
        until=(issued, returned, withdrawn),
        when=Submission.review_kind.is_("enforcement"),
        extended_by={extended: Extension.extended_to},
    )
    enforcement_in_housing = Limit(
        label="重大执法决定法制审核（住建领域）",
        row=limit("LR-02"),
        since=accepted,
        until=(issued, returned, withdrawn),
        when=Submission.review_kind.is_("enforcement"),
    )
    wanted = Limit(
        label="按要求时间出具意见",
        due=Submission.wanted_by,
        basis=ASKED_FOR,
        since=submitted,
        until=(issued, returned, declined, withdrawn),
        strength=Strength.AS_A_RULE,
    )
    wanted_again = Limit(
        label="按要求时间出具意见（补正后）",
        due=Completion.wanted_by,
        basis=ASKED_FOR,
        since=completed,
        until=(issued, returned, declined, withdrawn),
        strength=Strength.AS_A_RULE,
    )

    columns = (
        Column("送审日期", submitted, also=("送审时间",)),
        Submission.subject,
        Column("事项类型", Submission.review_kind, also=("类型",)),
        Submission.submitting_office,
        Submission.submitter,
        Submission.amount,
        Column("审查人", Review.reviewer),
        Column("法律顾问", Review.counsel, also=("法律顾问意见",)),
        Column("审查意见摘要", Issue.summary),
        Column("结论", Review.conclusion, also=("审查结论",)),
        Column("出具日期", issued, also=("出具时间",)),
        Column("采纳条数", Adoption.adopted),
        Column("最终结果", Outcome.outcome, also=("后续",)),
    )

    # 数字
    indicators = (
        Flow(
            "review.total",
            "合法性审查件数",
            "件",
            Count(issued),
            by=(Submission.review_kind & Review.conclusion,),
            says=("开展合法性审查", "涉法事务审查"),
            definition="本期出具审查意见的事项，以出具日期计。",
        ),
        Flow(
            "review.decisions",
            "重大决策合法性审查件数",
            "件",
            Count(issued, where=Submission.review_kind.is_("decision")),
            by=(Submission.matter,),
            says=("决策事项合法性审核",),
            definition="本期出具审查意见的重大行政决策。",
        ),
        Flow(
            "review.documents",
            "文件合法性审查件数",
            "件",
            Count(issued, where=Submission.review_kind.is_("document")),
            by=(Submission.document_kind,),
            says=("规范性文件审核", "文件合法性审核"),
            definition="本期出具审查意见的文件，含规范性文件、党内规范性文件和一般文件。",
        ),
        Flow(
            "review.contracts",
            "审查合同份数",
            "份",
            Count(issued, where=Submission.review_kind.is_("contract")),
            by=(Submission.contract_kind, "value"),
            says=("审核合同协议", "审查修改合同", "重大合同审查"),
            definition="本期出具审查意见的合同，不论结论。",
        ),
        Flow(
            "review.contracts_passed",
            "审查通过合同份数",
            "份",
            Count(
                issued,
                where=Submission.review_kind.is_("contract") & Review.conclusion.is_("pass"),
            ),
            by=(Submission.contract_kind,),
            says=("合同审查通过",),
            definition="本期审查结论为合法通过的合同，不含修改后通过的。",
        ),
        Rate(
            "review.contract_pass_rate",
            "合同审查通过率",
            "%",
            "review.contracts_passed / review.contracts",
            says=("合同合规率",),
            definition="审查通过合同份数占审查合同份数之比。",
        ),
        Flow(
            "review.enforcement",
            "重大执法决定法制审核件数",
            "件",
            Count(issued, where=Submission.review_kind.is_("enforcement")),
            by=(Submission.matter,),
            says=("执法决定法制审核",),
            definition="本期出具审核意见的重大行政执法决定。",
        ),
        Flow(
            "review.opinions",
            "提出合法性审查意见条数",
            "条",
            Sum(issued, of=Review.opinions),
            by=(Submission.review_kind,),
            says=("提出审查意见", "提出修改意见"),
            definition="本期出具的意见书中逐条列明的意见之和。",
        ),
        Flow(
            "review.opinions_adopted",
            "采纳合法性审查意见条数",
            "条",
            Sum(adopted, of=Adoption.adopted),
            by=(Submission.review_kind,),
            says=("采纳审查意见",),
            definition="本期反馈为采纳的意见之和，不含部分采纳的。",
        ),
        Rate(
            "review.adoption_rate",
            "合法性审查意见采纳率",
            "%",
            "review.opinions_adopted / review.opinions",
            says=("意见采纳率",),
            definition="采纳的审查意见条数占提出的审查意见条数之比。",
        ),
        Flow(
            "review.risks_avoided",
            "审查规避法律风险起数",
            "起",
            Sum(adopted, of=Adoption.risks),
            by=(Submission.review_kind,),
            says=("防范法律风险",),
            definition="本期反馈采纳情况时确认因审查而避免的法律风险之和。",
        ),
        Flow(
            "review.required",
            "应合法性审查事项件数",
            "件",
            formula="decision.major + normdoc.issued + contract.signed + penalty.major_decisions",
            says=("应审事项",),
            definition="本期作出的重大行政决策、印发的规范性文件、签订的合同和作出的重大执法决定之和。",
        ),
        Flow(
            "review.required_done",
            "决定前已合法性审查事项件数",
            "件",
            Count(issued, where=due.is_("yes") & Submission.before_decision.is_("yes")),
            by=(Submission.review_kind,),
            says=("应审已审",),
            definition="本期出具审查意见的应审事项中，在决定、印发、签订之前送审的。",
        ),
        Rate(
            "review.coverage_rate",
            "合法性审查覆盖率",
            "%",
            "review.required_done / review.required",
            says=("应审尽审", "审查全覆盖"),
            definition="决定前已合法性审查事项件数占应合法性审查事项件数之比。",
        ),
        Flow(
            "review.major_matters",
            "提交会议前已审查重大事项件数",
            "件",
            Count(
                issued,
                where=Submission.review_kind.is_("decision") & Submission.before_decision.is_("yes"),
            ),
            by=(Submission.matter,),
            says=("会前审查事项",),
            definition="本期出具审查意见的重大决策事项中，在提交会议讨论之前送审的。",
        ),
        Rate(
            "review.major_matter_rate",
            "重大事项会前合法性审查率",
            "%",
            "review.major_matters / decision.items_due",
            says=("上会前审查率",),
            definition="提交会议前已审查重大事项件数占应集体决策重大事项数之比。",
        ),
    )

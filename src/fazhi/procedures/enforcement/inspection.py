"""行政检查 — administrative inspections."""

from __future__ import annotations

from datetime import date

from fazhi.core.kinds import Case
from fazhi.core.procedure import (
    Count,
    Derived,
    Distinct,
    Document,
    Flow,
    Limit,
    Mark,
    Marks,
    Opens,
    Publication,
    Rate,
    Stage,
    Step,
    Sum,
)
from fazhi.core.publishing import OfOrgan, Shown
from fazhi.law import limit, statute
from fazhi.law.roles import CASE_CLERK, ENFORCEMENT_LEADER, OFFICER
from fazhi.procedures.enforcement import three_systems
from fazhi.procedures.enforcement.acting_officers import (
    RecusalAsked,
    RecusalRuled,
    a_recusal_was_asked,
    nobody_rules_on_themselves,
    none_is_recused,
)
from fazhi.procedures.enforcement.inspection_forms import (
    Approval,
    Closing,
    Correction,
    Declined,
    IntoCase,
    Notice,
    Order,
    Outcome,
    Plan,
    Published,
    Recheck,
    Record,
    Tested,
)
from fazhi.procedures.enforcement.inspection_rules import (
    CERTIFIED,
    LAW,
    OPENNESS,
    SCRUTINY,
    an_order_is_rechecked,
    certificates_are_shown,
    it_was_approved_after_all,
    no_more_is_fixed_than_was_found,
    secrets_are_masked,
    the_firm_was_told,
    the_head_has_approved,
    the_item_is_listed,
    the_result_was_told,
    the_yearly_ceiling_is_kept,
    there_is_something_to_correct,
    what_is_shown_of_the_object,
    what_is_to_be_filed_is_filed,
    whether_firm,
    whether_full,
    whether_into_case,
)


class Inspection(Case):
    """Two certified officers look at one object under a listed item, and say what they found.

    Only approved inspections are made; a patrol without a fixed object is none.
    """

    code = "inspection"
    label = "行政检查"
    group = "enforcement"
    in_force = date(2021, 7, 15)
    number = "{organ}综执检字〔{year}〕第{n}号"
    title = "{object_name} · {inspection_kind}"

    # 状态
    planning = Stage("待审批")
    ready = Stage("待检查")
    handling = Stage("处理中")
    correcting = Stage("整改中")
    closed_away = Stage("已办结", final=True)
    in_case = Stage("已转立案", final=True)
    declined_away = Stage("不予检查", final=True)

    # 环节
    planned = Step(
        label="拟定检查",
        to=planning,
        by=OFFICER,
        form=Plan,
        needs=(the_item_is_listed, the_yearly_ceiling_is_kept, CERTIFIED),
        basis=LAW.article(54, "必要时，依照法律、法规的规定，可以进行检查", paragraph=1),
        cites=(SCRUTINY,),
    )
    approved = Step(
        label="审批",
        at=(planning,),
        to=ready,
        by=ENFORCEMENT_LEADER,
        other_than=(planned,),
        form=Approval,
        documents=(Document("approval", "行政检查审批表"),),
        basis=SCRUTINY,
    )
    declined = Step(
        label="不予检查",
        at=(planning, ready),
        to=declined_away,
        by=ENFORCEMENT_LEADER,
        form=Declined,
        basis=SCRUTINY,
    )
    recusal_asked = Step(
        label="申请回避",
        at=(planning, ready, handling, correcting),
        by=OFFICER | CASE_CLERK,
        form=RecusalAsked,
        basis=LAW.article(43, "有权申请回避", paragraph=2),
    )
    recusal_ruled = Step(
        label="决定回避",
        at=(planning, ready, handling, correcting),
        by=ENFORCEMENT_LEADER,
        form=RecusalRuled,
        needs=(a_recusal_was_asked, nobody_rules_on_themselves, CERTIFIED),
        basis=LAW.article(43, "行政机关应当依法审查，由行政机关负责人决定", paragraph=3),
    )
    notified = Step(
        label="送达检查通知书",
        at=(planning, ready),
        by=OFFICER,
        form=Notice,
        needs=(the_head_has_approved,),
        documents=(Document("notice", "行政检查通知书"),),
        basis=SCRUTINY,
    )
    inspected = Step(
        label="实施检查",
        at=(planning, ready),
        to=handling,
        by=OFFICER,
        form=Record,
        needs=(the_head_has_approved, the_firm_was_told, CERTIFIED, none_is_recused, certificates_are_shown),
        documents=(Document("record", "现场检查笔录"),),
        basis=LAW.article(55, "询问或者检查应当制作笔录", paragraph=2),
    )
    approved_afterwards = Step(
        label="补办审批",
        at=(handling, correcting),
        by=ENFORCEMENT_LEADER,
        other_than=(planned, inspected),
        form=Approval,
        documents=(Document("late_approval", "行政检查审批表（补办）"),),
        basis=SCRUTINY,
    )
    tested = Step(
        label="取得检验检测结果",
        at=(handling, correcting),
        by=OFFICER | CASE_CLERK,
        form=Tested,
        basis=LAW.article(46, "鉴定意见", item=7),
    )
    result_told = Step(
        label="告知检查结果",
        at=(handling, correcting),
        by=OFFICER,
        form=Outcome,
        documents=(Document("result_notice", "行政检查结果告知书"),),
        basis=SCRUTINY,
    )
    ordered = Step(
        label="责令改正",
        at=(handling, correcting),
        to=correcting,
        by=OFFICER,
        form=Order,
        needs=(there_is_something_to_correct,),
        documents=(
            Document(
                "correction_order", "责令（限期）改正通知书", number="{organ}综执责改字〔{year}〕第{n}号"
            ),
        ),
        basis=LAW.article(28, "应当责令当事人改正或者限期改正违法行为", paragraph=1),
    )
    corrected = Step(
        label="收到整改报告",
        at=(correcting,),
        by=OFFICER | CASE_CLERK,
        form=Correction,
        basis=LAW.article(28, "应当责令当事人改正或者限期改正违法行为", paragraph=1),
    )
    rechecked = Step(
        label="复查",
        at=(handling, correcting),
        by=OFFICER,
        form=Recheck,
        needs=(CERTIFIED, none_is_recused, no_more_is_fixed_than_was_found),
        documents=(Document("recheck_opinion", "复查意见书"),),
        basis=LAW.article(55, "询问或者检查应当制作笔录", paragraph=2),
    )
    closed = Step(
        label="办结",
        at=(handling, correcting),
        to=closed_away,
        by=OFFICER | CASE_CLERK,
        form=Closing,
        needs=(
            it_was_approved_after_all,
            the_result_was_told,
            an_order_is_rechecked,
            what_is_to_be_filed_is_filed,
        ),
        documents=(Document("transfer_letter", "移送函", when=Outcome.result.is_("transferred")),),
        basis=LAW.article(47, "归档保存"),
    )
    filed_case = Step(
        label="转立案",
        at=(handling, correcting),
        to=in_case,
        by=OFFICER,
        form=IntoCase,
        needs=(it_was_approved_after_all, the_result_was_told),
        opens=(
            Opens(
                "penalty",
                "转行政处罚立案",
                carry={"field": "field", "scene": "record_place", "clue_text": "scene_text"},
                sets={"source": "inspection"},
            ),
        ),
        basis=LAW.article(54, "符合立案标准的，行政机关应当及时立案", paragraph=2),
    )
    published = Step(
        label="公示检查结果",
        at=(handling, correcting, closed_away, in_case),
        by=CASE_CLERK,
        form=Published,
        needs=(secrets_are_masked,),
        basis=OPENNESS,
        cites=(statute("优化营商环境条例").article(54),),
    )

    # 期限
    correct = Limit(
        label="按期改正",
        due=Order.correct_by,
        basis=LAW.article(28, "应当责令当事人改正或者限期改正违法行为", paragraph=1),
        since=ordered,
        until=(rechecked, closed, filed_case),
    )
    publish = Limit(
        label="公示检查结果",
        row=limit("EN-01"),
        since=result_told,
        until=(published,),
        when=Outcome.publicity.is_("yes"),
    )
    tell_tested = Limit(label="告知检查结果（浙江）", row=limit("IN-01"), since=tested, until=(result_told,))
    tell_result = Limit(
        label="告知检查结果（海南）", row=limit("IN-02"), since=inspected, until=(result_told,)
    )
    tell_complainant = Limit(
        label="告知投诉人不予检查（海南）",
        row=limit("IN-03"),
        since=planned,
        from_day=Plan.received_on,
        until=(declined, inspected),
        when=Plan.source.is_("complaint"),
    )
    approve_afterwards = Limit(
        label="补办审批（浙江）",
        row=limit("IN-04"),
        since=inspected,
        until=(approved_afterwards,),
        when=Plan.urgent.is_("yes"),
    )
    rule_on_recusal = Limit(
        label="决定回避（浙江）", row=limit("IN-05"), since=recusal_asked, until=(recusal_ruled,)
    )

    # 公示
    publication = Publication(
        label="行政检查结果",
        part="after",
        by=published,
        columns=(
            Shown("检查对象", what_is_shown_of_the_object),
            Shown("检查日期", inspected),
            Shown("检查类型", Plan.inspection_kind),
            Shown("检查方式", Plan.mode),
            Shown("检查事项", Plan.item_name),
            Shown("处理结果", Outcome.result),
            Shown("检查机关", OfOrgan()),
        ),
        upward=(
            Shown("检查对象名称", what_is_shown_of_the_object),
            Shown("统一社会信用代码", Plan.uscc),
            Shown("任务来源", Plan.source),
            Shown("检查类型", Plan.inspection_kind),
            Shown("检查方式", Plan.mode),
            Shown("检查事项", Plan.item_name),
            Shown("检查日期", inspected),
            Shown("处理结果", Outcome.result),
            Shown("公示日期", published),
            Shown("检查机关", OfOrgan()),
            Shown("检查机关代码", OfOrgan(code=True)),
        ),
    )

    # 三项制度
    marks = Marks(
        three_systems.NAME,
        Mark(
            label=three_systems.PUBLICITY,
            by=(published,),
            asked=three_systems.an_inspection_is_to_be_published,
            limits=(publish,),
            basis=OPENNESS,
            unless="没有实施检查，或者结果不公示",
        ),
        Mark(
            label=three_systems.RECORDING,
            by=(inspected,),
            asked=three_systems.an_inspection_is_to_be_recorded,
            holds=three_systems.an_inspection_is_recorded,
            basis=inspected.basis,
            unless="没有实施检查",
        ),
        Mark(
            label=three_systems.REVIEW,
            asked=three_systems.an_inspection_is_not_reviewed,
            basis=LAW.article(58, "应当由从事行政处罚决定法制审核的人员进行法制审核", paragraph=1),
            unless="行政检查不作出重大行政执法决定",
        ),
    )

    # 维度
    enterprise = Derived("涉企", {"yes": "是", "no": "否"}, by=whether_firm)
    ended_in_case = Derived("转为案件", {"yes": "是", "no": "否"}, by=whether_into_case)
    full_record = Derived("记录完整", {"yes": "是", "no": "否"}, by=whether_full)

    # 数字
    indicators = (
        Flow(
            "inspection.count",
            "行政检查次数",
            "次",
            Count(inspected),
            by=(Plan.inspection_kind & Plan.mode, Plan.inspection_kind & "enterprise", Plan.industry),
            says=("执法检查", "开展行政检查"),
            definition="本期实施的行政检查，一个对象检查一次计一次；没有固定对象的巡查不计。",
        ),
        Flow(
            "inspection.reportable",
            "纳入年度统计的行政检查次数",
            "次",
            Count(closed, where=ended_in_case.is_("no") & full_record.is_("yes")),
            by=(Plan.inspection_kind, Plan.industry),
            says=("统计口径检查次数",),
            definition="本期办结、记录完整且未转为行政处罚或者其他执法行为的行政检查。",
        ),
        Rate(
            "inspection.yoy",
            "行政检查同比增幅",
            "%",
            "yoy(inspection.count)",
            says=("检查同比变化",),
            definition="行政检查次数与上年同期相比的增幅。",
        ),
        Flow(
            "inspection.enterprises",
            "检查企业家数",
            "家",
            Distinct(inspected, of=Plan.object, where=enterprise.is_("yes")),
            by=(Plan.industry,),
            says=("涉企检查家数",),
            definition="本期检查过的企业、农民专业合作社和个体工商户，同一家只计一次。",
        ),
        Flow(
            "inspection.problems",
            "行政检查发现问题数",
            "个",
            Sum(inspected, of=Record.problems),
            by=(Plan.industry,),
            says=("检查发现隐患",),
            definition="本期行政检查发现的问题之和。",
        ),
        Flow(
            "inspection.problems_fixed",
            "行政检查问题整改数",
            "个",
            Sum(rechecked, of=Recheck.fixed),
            by=(Plan.industry,),
            says=("督促整改问题",),
            definition="本期复查确认改正的问题之和，当场改正的以当场复查计。",
        ),
        Rate(
            "inspection.fix_rate",
            "行政检查问题整改率",
            "%",
            "inspection.problems_fixed / inspection.problems",
            says=("问题整改率",),
            definition="问题整改数占发现问题数之比。",
        ),
        Flow(
            "inspection.construction_sites",
            "检查在建工地个数",
            "个",
            Distinct(inspected, of=Plan.object, where=Plan.industry.is_("construction")),
            says=("巡查工地",),
            definition="本期检查过的在建工地，同一工地只计一次。",
        ),
        Flow(
            "inspection.double_random_batches",
            "“双随机”抽查批次",
            "批次",
            Distinct(planned, of=Plan.batch, where=Plan.source.is_("double_random")),
            says=("双随机检查",),
            definition="本期拟定的双随机抽查批次，同一批次只计一次。",
        ),
        Flow(
            "inspection.double_random_targets",
            "“双随机”抽查对象户数",
            "户",
            Count(inspected, where=Plan.source.is_("double_random")),
            says=("双随机抽查家数",),
            definition="本期按双随机抽查实施检查的对象。",
        ),
        Flow(
            "inspection.double_random_items",
            "“双随机”抽查事项数",
            "项",
            Distinct(planned, of=Plan.item, where=Plan.source.is_("double_random")),
            says=("双随机公开项目",),
            definition="本期双随机抽查涉及的检查事项，同一事项只计一次。",
        ),
        Flow(
            "inspection.recorded_online",
            "线上记录行政检查次数",
            "次",
            Count(inspected, where=Record.recorded_online.is_("yes")),
            says=("扫码检查",),
            definition="本期扫码入企、在线记录的行政检查。",
        ),
        Rate(
            "inspection.online_rate",
            "行政检查线上记录率",
            "%",
            "inspection.recorded_online / inspection.count",
            says=("线上检查率",),
            definition="线上记录的行政检查次数占行政检查次数之比。",
        ),
    )

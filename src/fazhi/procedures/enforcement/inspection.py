"""行政检查 — administrative inspections."""

from fazhi.core.counting import Count, Distinct, Sum
from fazhi.core.declaring import names
from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Derived, Document, Limit, Mark, Marks, Opens, Publication, Stage, Step
from fazhi.core.publishing import OfOrgan, Shown
from fazhi.law import figure, limit, statute
from fazhi.law.roles import CASE_CLERK, ENFORCEMENT_LEADER, OFFICER
from fazhi.procedures.enforcement import acting_officers as acting
from fazhi.procedures.enforcement import inspection_forms as forms
from fazhi.procedures.enforcement import inspection_rules as rules
from fazhi.procedures.enforcement import three_systems


class Inspection(Case):
    """Two certified officers look at one object under a listed item, and say what they found.

    Only approved inspections are made; a patrol without a fixed object is none.
    """

    label = "行政检查"
    since = "2021-07-15"
    number = "{organ}综执检字〔{year}〕第{n}号"
    title = "{object_name} · {inspection_kind}"
    by = OFFICER
    qualified = acting.QUALIFIED

    planning = Stage("待审批")
    ready = Stage("待检查")
    handling = Stage("处理中")
    correcting = Stage("整改中")
    closed_away = Stage("已办结", final=True)
    in_case = Stage("已转立案", final=True)
    declined_away = Stage("不予检查", final=True)

    planned = Step("拟定检查", START >> planning, forms.Plan).under(
        rules.LAW(54, "必要时，依照法律、法规的规定，可以进行检查", paragraph=1),
        needs=(rules.the_item_is_listed, rules.the_yearly_ceiling_is_kept),
        cites=rules.SCRUTINY,
    )
    approved = Step("审批", planning >> ready, forms.Approval).under(
        rules.SCRUTINY, by=ENFORCEMENT_LEADER, other_than=planned, documents="approval 行政检查审批表"
    )
    declined = Step("不予检查", (planning | ready) >> declined_away, forms.Declined).under(
        rules.SCRUTINY, by=ENFORCEMENT_LEADER
    )
    recusal_asked = Step("申请回避", planning | ready | handling | correcting, acting.RecusalAsked).under(
        rules.LAW(43, "有权申请回避", paragraph=2), by=OFFICER | CASE_CLERK
    )
    recusal_ruled = Step("决定回避", planning | ready | handling | correcting, acting.RecusalRuled).under(
        rules.LAW(43, "行政机关应当依法审查，由行政机关负责人决定", paragraph=3),
        by=ENFORCEMENT_LEADER,
        needs=(acting.a_recusal_was_asked, acting.nobody_rules_on_themselves),
    )
    notified = Step("送达检查通知书", planning | ready, forms.Notice).under(
        rules.SCRUTINY, needs=rules.the_head_has_approved, documents="notice 行政检查通知书"
    )
    inspected = Step("实施检查", (planning | ready) >> handling, forms.Record).under(
        rules.LAW(55, "询问或者检查应当制作笔录", paragraph=2),
        needs=(
            rules.the_head_has_approved,
            rules.the_firm_was_told,
            acting.none_is_recused,
            rules.certificates_are_shown,
        ),
        documents="record 现场检查笔录",
    )
    approved_afterwards = Step("补办审批", handling | correcting, forms.Approval).under(
        rules.SCRUTINY,
        by=ENFORCEMENT_LEADER,
        other_than=(planned, inspected),
        documents="late_approval 行政检查审批表（补办）",
    )
    tested = Step("取得检验检测结果", handling | correcting, forms.Tested).under(
        rules.LAW(46, "鉴定意见", item=7), by=OFFICER | CASE_CLERK
    )
    result_told = Step("告知检查结果", handling | correcting, forms.Outcome).under(
        rules.SCRUTINY, documents="result_notice 行政检查结果告知书"
    )
    ordered = Step("责令改正", (handling | correcting) >> correcting, forms.Order).under(
        rules.LAW(28, "应当责令当事人改正或者限期改正违法行为", paragraph=1),
        needs=rules.there_is_something_to_correct,
        documents=Document(
            "correction_order", "责令（限期）改正通知书", number="{organ}综执责改字〔{year}〕第{n}号"
        ),
    )
    corrected = Step("收到整改报告", correcting, forms.Correction).under(
        rules.LAW(28, "应当责令当事人改正或者限期改正违法行为", paragraph=1), by=OFFICER | CASE_CLERK
    )
    rechecked = Step("复查", handling | correcting, forms.Recheck).under(
        rules.LAW(55, "询问或者检查应当制作笔录", paragraph=2),
        needs=(acting.none_is_recused, rules.no_more_is_fixed_than_was_found),
        documents="recheck_opinion 复查意见书",
    )
    closed = Step("办结", (handling | correcting) >> closed_away, forms.Closing).under(
        rules.LAW(47, "归档保存"),
        by=OFFICER | CASE_CLERK,
        needs=(
            rules.it_was_approved_after_all,
            rules.the_result_was_told,
            rules.an_order_is_rechecked,
            rules.what_is_to_be_filed_is_filed,
        ),
        documents=Document("transfer_letter", "移送函", when=forms.Outcome.result.is_("transferred")),
    )
    filed_case = Step("转立案", (handling | correcting) >> in_case, forms.IntoCase).under(
        rules.LAW(54, "符合立案标准的，行政机关应当及时立案", paragraph=2),
        needs=(rules.it_was_approved_after_all, rules.the_result_was_told),
        opens=Opens(
            "penalty",
            "转行政处罚立案",
            carry=names("field, scene record_place, clue_text scene_text"),
            sets={"source": "inspection"},
        ),
    )
    published = Step("公示检查结果", handling | correcting | closed_away | in_case, forms.Published).under(
        rules.OPENNESS,
        by=CASE_CLERK,
        needs=rules.secrets_are_masked,
        cites=statute("优化营商环境条例").article(54),
    )

    correct = Limit(
        "按期改正",
        forms.Order.correct_by,
        ordered >> (rechecked, closed, filed_case),
        basis=rules.LAW(28, "应当责令当事人改正或者限期改正违法行为", paragraph=1),
    )
    publish = Limit(
        "公示检查结果", limit("EN-01"), result_told >> published, when=forms.Outcome.publicity.is_("yes")
    )
    tell_tested = Limit("告知检查结果（浙江）", limit("IN-01"), tested >> result_told)
    tell_result = Limit("告知检查结果（海南）", limit("IN-02"), inspected >> result_told)
    tell_complainant = Limit(
        "告知投诉人不予检查（海南）",
        limit("IN-03"),
        planned.on(forms.Plan.received_on) >> (declined, inspected),
        when=forms.Plan.source.is_("complaint"),
    )
    approve_afterwards = Limit(
        "补办审批（浙江）",
        limit("IN-04"),
        inspected >> approved_afterwards,
        when=forms.Plan.urgent.is_("yes"),
    )
    rule_on_recusal = Limit("决定回避（浙江）", limit("IN-05"), recusal_asked >> recusal_ruled)

    # 公示
    publication = Publication(
        label="行政检查结果",
        part="after",
        by=published,
        columns=(
            Shown("检查对象", rules.what_is_shown_of_the_object),
            Shown("检查日期", inspected),
            Shown("检查类型", forms.Plan.inspection_kind),
            Shown("检查方式", forms.Plan.mode),
            Shown("检查事项", forms.Plan.item_name),
            Shown("处理结果", forms.Outcome.result),
            Shown("检查机关", OfOrgan()),
        ),
        upward=(
            Shown("检查对象名称", rules.what_is_shown_of_the_object),
            Shown("统一社会信用代码", forms.Plan.uscc),
            Shown("任务来源", forms.Plan.source),
            Shown("检查类型", forms.Plan.inspection_kind),
            Shown("检查方式", forms.Plan.mode),
            Shown("检查事项", forms.Plan.item_name),
            Shown("检查日期", inspected),
            Shown("处理结果", forms.Outcome.result),
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
            basis=rules.OPENNESS,
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
            basis=rules.LAW(58, "应当由从事行政处罚决定法制审核的人员进行法制审核", paragraph=1),
            unless="行政检查不作出重大行政执法决定",
        ),
    )

    enterprise = Derived("涉企", "yes 是, no 否", by=rules.whether_firm)
    ended_in_case = Derived("转为案件", "yes 是, no 否", by=rules.whether_into_case)
    full_record = Derived("记录完整", "yes 是, no 否", by=rules.whether_full)

    indicators = (
        figure(
            "inspection.count",
            Count(inspected),
            by=(
                forms.Plan.inspection_kind & forms.Plan.mode,
                forms.Plan.inspection_kind & "enterprise",
                forms.Plan.industry,
            ),
        ),
        figure(
            "inspection.reportable",
            Count(closed, ended_in_case.is_("no") & full_record.is_("yes")),
            by=(forms.Plan.inspection_kind, forms.Plan.industry),
        ),
        figure("inspection.yoy"),
        figure(
            "inspection.enterprises",
            Distinct(inspected, forms.Plan.object, where=enterprise.is_("yes")),
            by=forms.Plan.industry,
        ),
        figure("inspection.problems", Sum(inspected, forms.Record.problems), by=forms.Plan.industry),
        figure("inspection.problems_fixed", Sum(rechecked, forms.Recheck.fixed), by=forms.Plan.industry),
        figure("inspection.fix_rate"),
        figure(
            "inspection.construction_sites",
            Distinct(inspected, forms.Plan.object, where=forms.Plan.industry.is_("construction")),
        ),
        figure(
            "inspection.double_random_batches",
            Distinct(planned, forms.Plan.batch, where=forms.Plan.source.is_("double_random")),
        ),
        figure("inspection.double_random_targets", Count(inspected, forms.Plan.source.is_("double_random"))),
        figure(
            "inspection.double_random_items",
            Distinct(planned, forms.Plan.item, where=forms.Plan.source.is_("double_random")),
        ),
        figure("inspection.recorded_online", Count(inspected, forms.Record.recorded_online.is_("yes"))),
        figure("inspection.online_rate"),
    )

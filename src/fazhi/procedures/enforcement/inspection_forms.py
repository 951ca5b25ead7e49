"""What is filled in at an inspection 行政检查."""

from fazhi.core import form as ask
from fazhi.law.codes import ENFORCEMENT_FIELDS, INDUSTRIES, ITEM_KINDS
from fazhi.procedures.enforcement.acting_officers import officers, replaced

SOURCES = ask.codes("""
    annual_plan 年度计划, double_random 双随机抽查, campaign 专项方案, complaint 投诉举报,
    hotline 12345转办, superior 上级交办, department 部门移送, data 数据监测, recheck 复查
""")
INSPECTION_KINDS = ask.codes("routine 日常检查, campaign 专项检查, case 个案检查")
MODES = ask.codes("""
    on_site 现场检查, on_site/joint 联合检查（综合查一次）, off_site 非现场检查,
    off_site/written 书面检查, off_site/video 视频检查, off_site/data 数据比对
""")
OBJECT_KINDS = ask.codes("""
    enterprise 企业, cooperative 农民专业合作社, sole_trader 个体工商户,
    institution 机关、事业单位、社会组织, individual 个人
""")
#: 涉企: sole traders and cooperatives are treated as firms are.
FIRMS = ("enterprise", "cooperative", "sole_trader")
RESULTS = ask.codes("""
    nothing 未发现问题, corrected 当场改正, ordered 责令限期改正, filed 转行政处罚立案,
    transferred 移送其他部门, guided 行政指导
""")


def _problems_are_described(values: ask.Values, record: ask.Values) -> str | None:  # noqa: ARG001 - a check takes both
    if values.get("problems") and not values.get("findings"):
        return "发现问题的，请在“发现问题”中逐项写明描述、依据和处理方式。"
    return None


class Plan(ask.Form):
    """行政检查审批表"""

    source = ask.Code(
        "任务来源", SOURCES, also={"投诉": "complaint", "举报": "complaint", "双随机": "double_random"}
    )
    source_ref = ask.Text("来源编号", max=60, required=False, help="投诉举报、工单、移送函等的编号")
    received_on = ask.Day("收到投诉举报日期", happened=True, needed_when=source.is_("complaint", "hotline"))
    batch = ask.Text("抽查批次", needed_when=source.is_("double_random"))
    item = ask.Ref(
        "检查事项",
        "power_item",
        brings={"item_kind": "item_kind"},
        required=False,
        help="公布的检查事项清单中的事项；清单未录入的，填写事项名称",
    )
    item_name = ask.Text("检查事项名称和清单编号", max=100, required=False)
    item_kind = ask.Code("事项类别", ITEM_KINDS, required=False)
    also_items = ask.Text("一并检查的其他事项", max=300, required=False)
    inspection_kind = ask.Code("检查类型", INSPECTION_KINDS, short=True)
    mode = ask.Code("检查方式", MODES)
    field = ask.Code("执法领域", ENFORCEMENT_FIELDS)
    industry = ask.Code("所属行业", INDUSTRIES, short=True)
    enterprise_ref = ask.Ref("企业名录", "enterprise", required=False)
    object_kind = ask.Code("检查对象类型", OBJECT_KINDS)
    object_name = ask.Title(
        "检查对象", short=True, help="单位、商户、工地填名称；检查个人的，填场所，不填姓名"
    )
    uscc = ask.CreditCode("统一社会信用代码", needed_when=object_kind.is_(*FIRMS, "institution"))
    object = ask.Title(
        "检查对象标识", required=False, help="同一对象只计一家：单位取信用代码，工地和个人取检查对象名称"
    )
    contact = ask.Name("负责人（当事人）", required=False)
    phone = ask.Phone("联系电话", required=False)
    address = ask.Text("地址", max=120, sealed=True)
    count_this_year = ask.Number("本年度已检查次数", unit="次", needed_when=object_kind.is_(*FIRMS))
    ceiling = ask.Number("年度检查次数上限", unit="次", needed_when=object_kind.is_(*FIRMS))
    over_reason = ask.Text("超过上限的理由", max=300, required=False)
    reason = ask.Text("检查依据和理由", max=300)
    content = ask.Text("检查内容和标准", max=300)
    officers = officers("检查人员")
    assistants = ask.Number("协助人员人数", unit="人", required=False)
    urgent = ask.YesNo("情况紧急，先行检查")
    planned_for = ask.Day("拟检查日期", required=False)

    @classmethod
    def derived(cls, values: ask.Values) -> ask.Values:
        """Return under what the object is counted once: its site, else its credit code, else its name."""
        site = values.get("object_name") if values.get("industry") == "construction" else None
        found = site or values.get("uscc") or values.get("object_name")
        return {"object": found} if found else {}


Approval = ask.form(
    "审批意见",
    approval_note=ask.Text("审批意见", max=300),
    assistants_allowed=ask.Number("核定协助人员人数", unit="人", required=False),
)
Declined = ask.form(
    "不予检查",
    decline_reason=ask.Text("不予检查的理由", max=300),
    told_complainant=ask.YesNo("已告知投诉举报人", required=False),
)
Notice = ask.form(
    "行政检查通知书",
    told_way=ask.Code("告知方式", "beforehand 事前送达, on_the_spot 到场出示, code 扫码出示, phone 电话告知"),
    rights_told=ask.YesNo("已告知检查事项、依据和权利义务"),
    complaint_line=ask.Text("监督投诉电话", required=False),
    officers=replaced(),
)
Checked = ask.form(
    "检查项目",
    point=ask.Text("检查项目", max=100),
    found=ask.Code("检查情况", "met 符合, not_met 不符合, not_applicable 不适用"),
    remark=ask.Text("说明", max=200, required=False, sealed=True),
)
Problem = ask.form(
    "发现问题",
    problem=ask.Text("问题描述", max=300, sealed=True),
    problem_basis=ask.Text("依据条款", max=200),
    handling=ask.Code(
        "处理方式", {name: RESULTS[name] for name in ("corrected", "ordered", "filed", "guided")}
    ),
)


class Record(ask.Form):
    """现场检查笔录"""

    officers = officers("检查人员", acting=True)
    credentials_shown = ask.YesNo("已出示执法证件")
    rights_told = ask.YesNo("已告知权利义务")
    started = ask.Moment("检查开始时间", happened=True)
    finished = ask.Moment("检查结束时间", happened=True)
    record_place = ask.Text("检查地点", max=120, sealed=True)
    recorded_online = ask.YesNo("扫码入企、线上记录")
    qr_code = ask.Text("扫码记录编号", max=60, needed_when=recorded_online.is_("yes"))
    recorded_av = ask.YesNo("音像记录", required=False)
    partners = ask.Text("联合检查单位", max=200, required=False)
    checklist = ask.Rows("检查项目", Checked, required=False)
    scene_text = ask.Long("检查情况", sealed=True)
    problems = ask.Number("发现问题数", unit="个")
    findings = ask.Rows("发现问题", Problem, required=False)
    object_comment = ask.Text("被检查对象意见", max=500, required=False, sealed=True)
    signed = ask.Code("笔录签认", "signed 已签字确认, refused 拒绝签字，已注明, absent 不在场，有见证人签字")
    photos = ask.Files("现场照片", required=False)
    checks = (
        ask.in_order(started, finished),
        ask.at_least_as_many(problems, findings),
        _problems_are_described,
    )


Tested = ask.form(
    "检验检测结果", test_body=ask.Text("检验检测机构", max=60), test_result=ask.Text("结果", max=300)
)


class Outcome(ask.Form):
    """行政检查结果告知书"""

    result = ask.Code("处理结果", RESULTS, short=True)
    result_text = ask.Long("检查结果", sealed=True)
    objection = ask.Text("异议途径", max=200)
    publicity = ask.YesNo("是否公示")
    told_on_site = ask.YesNo("当场告知", required=False)
    officers = replaced()


class Order(ask.Form):
    """责令（限期）改正通知书"""

    order_facts = ask.Long("违法事实", sealed=True)
    order_basis = ask.Text("违反的规定", max=200)
    order_text = ask.Long("改正要求", sealed=True)
    correct_by = ask.Day("改正期限")
    officers = replaced()


Correction = ask.form(
    "整改报告",
    correction_text=ask.Long("整改情况", sealed=True),
    correction_proof=ask.Files("整改佐证", required=False),
)


class Recheck(ask.Form):
    """复查意见书"""

    officers = officers("复查人员", acting=True)
    recheck_result = ask.Code("复查结果", "all 全部改正, partly 部分改正, none 未改正")
    fixed = ask.Number("本次确认改正问题数", unit="个")
    recheck_text = ask.Long("复查情况", sealed=True)
    checks = (ask.not_more_than(fixed, Record.problems),)


Closing = ask.form(
    "结案",
    closing_note=ask.Text("结案说明", max=300, required=False),
    transferred_to=ask.Text("移送部门", needed_when=Outcome.result.is_("transferred")),
)
IntoCase = ask.form("转立案", case_reason=ask.Text("转立案理由", max=300, sealed=True), officers=replaced())


class Published(ask.Form):
    """检查结果公示"""

    published_where = ask.Text("公示平台", max=60)
    masked = ask.YesNo("已隐去不应公开的信息")

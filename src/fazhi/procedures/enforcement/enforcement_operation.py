"""执法巡查与专项行动 — patrols, joint operations and campaigns."""

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Activity, table, usual
from fazhi.core.procedure import Column, Count, Document, Opens, Sum, rule
from fazhi.law import HouseRule, figure, statute
from fazhi.law.roles import CASE_CLERK, OFFICER

OPERATION_KINDS = ask.codes("""
    patrol 日常巡查, joint 联合执法, campaign 专项整治, station 驻站（驻点）执法, other 其他行动
""")
CAMPAIGNS = ask.codes("""
    work_safety 安全生产, fire_safety 消防安全, gas 燃气安全, illegal_building 违法建设治理,
    street_order 占道经营和市容秩序, environment 生态环境, construction_waste 建筑垃圾和渣土运输,
    noise 噪声治理, food 食品和餐饮油烟, ebike 电动自行车, dog_keeping 文明养犬, school 校园周边,
    flood 防汛和地质灾害, anti_fraud 反诈、扫黄打非, other 其他
""")


def _no_more_than_was_found(values: ask.Values, record: ask.Values) -> str | None:  # noqa: ARG001 - a check takes both
    handled = values.get("corrected", 0) + values.get("cases", 0)
    if "finds" in values and handled > values["finds"]:
        return f"当场改正和转案件合计{handled}件，超过发现问题{values['finds']}件，请核对。"
    return None


class About(ask.Form):
    """执法巡查与专项行动"""

    subject = ask.Title("行动名称", help="不写个人姓名")
    operation_kind = ask.Code("行动类型", OPERATION_KINDS, short=True)
    campaign = ask.Code("专项", CAMPAIGNS, needed_when=operation_kind.is_("joint", "campaign"))
    area = ask.Place("区域（社区、网格）", required=False)
    route = ask.Text("路段、范围", max=120, required=False)
    partners = ask.Text("联合、配合部门", max=200, needed_when=operation_kind.is_("joint"))


Plan = ask.form(
    "专项行动方案",
    planned_for=ask.Day("计划日期"),
    arrangement=ask.Long("目标、重点和分工"),
    officers_wanted=ask.Number("拟出动执法人员", unit="人", required=False),
)


class Held(ask.Form):
    """出动"""

    team = ask.Text("班组", short=True)
    leader = ask.Person("带队人")
    from_at = ask.Moment("开始时间")
    to_at = ask.Moment("结束时间", required=False)
    checks = (ask.in_order(from_at, to_at),)


class Result(ask.Form):
    """巡查（行动）记录"""

    officers = ask.Number("出动执法人员", min=1, unit="人次")
    auxiliaries = ask.Number("出动辅助人员", unit="人次", required=False)
    objects = ask.Number("检查、走访对象", unit="家", required=False)
    finds = ask.Number("发现问题", unit="件")
    persuasions = ask.Number("劝导教育", unit="次", required=False)
    corrected = ask.Number("当场改正", unit="件", required=False)
    cases = ask.Number("转检查、立案等", unit="件", required=False)
    result_text = ask.Long("情况记录", sealed=True, required=False)
    photos = ask.Files("照片、视频", required=False)
    checks = (_no_more_than_was_found,)


LAW = statute("行政处罚法")
PATROL = HouseRule("巡查1", "没有固定对象的巡查不是行政检查；发现问题需要检查、立案的，另行办理。")
FOUND = LAW(
    54, "发现公民、法人或者其他组织有依法应当给予行政处罚的行为的，必须全面、客观、公正地调查", paragraph=1
)
#: What is opened from an operation, and stands in its record as passed on.
PASSED_ON = ("inspection", "penalty", "site_correction", "building_removal")


@rule(PATROL, needs_form=True)
def what_was_passed_on_is_told(view: CaseView, event: Event) -> str | None:
    """The record tells of at least as many cases as were opened from the operation."""
    opened = sum(len(view.linked(code)) for code in PASSED_ON)
    told = event.form.get("cases", 0)
    return f"本次行动已转办{opened}件，记录中只有{told}件，请核对。" if opened > told else None


class EnforcementOperation(Activity):
    """Officers go out without a fixed object: what they find goes on as a correction, inspection or case."""

    label = "执法巡查与专项行动"
    since = "2021-07-15"
    title = "{subject}"
    by = OFFICER | CASE_CLERK
    basis = PATROL
    basis_at = table(
        planned=LAW(26, "行政机关因实施行政处罚的需要，可以向有关机关提出协助请求"), recorded=FOUND
    )
    called = table(held="出动", planned="制定方案")
    about = About
    plan = Plan
    hold = Held
    result = Result
    needs_at = table(recorded=what_was_passed_on_is_told)
    columns = (
        Column("日期", usual("held"), also=("巡查日期", "行动日期")),
        Column("班组", Held.team),
        Column("路段", About.route, also=("路段/网格", "巡查范围")),
        Column("开始时间", Held.from_at),
        Column("结束时间", Held.to_at),
        Column("发现问题数", Result.finds),
        Column("劝导教育次数", Result.persuasions),
        Column("当场整改数", Result.corrected),
        Column("转案件数", Result.cases),
    )
    opens_at = table(
        held=(
            Opens("site_correction", "现场纠正"),
            Opens("inspection", "转行政检查"),
            Opens("penalty", "转行政处罚立案", sets={"source": "patrol"}),
            Opens("building_removal", "转违法建设处置"),
        )
    )
    papers = table(
        planned="plan 专项行动方案",
        recorded=(
            Document(
                "patrol_record", "巡查记录", when=About.operation_kind.is_("patrol", "station", "other")
            ),
            Document("joint_record", "联合执法记录", when=About.operation_kind.is_("joint")),
            Document("summary", "行动总结", when=About.operation_kind.is_("campaign")),
        ),
    )
    indicators = (
        figure("operation.count", Count("held"), by=About.operation_kind),
        figure("operation.patrols", Count("held", About.operation_kind.is_("patrol")), by=About.area),
        figure("operation.joint", Count("held", About.operation_kind.is_("joint")), by=About.campaign),
        figure("operation.campaigns", Count("held", About.operation_kind.is_("campaign")), by=About.campaign),
        figure("operation.persons", Sum("recorded", Result.officers), by=About.operation_kind),
    )

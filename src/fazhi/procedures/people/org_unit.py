"""机构与村（社区）名录 — units, communities and villages."""

from fazhi.core import form as ask
from fazhi.core.kinds import Register, table
from fazhi.core.procedure import Standing
from fazhi.law import HouseRule, figure, statute
from fazhi.law.roles import ORG_KEEPER

KINDS = ask.codes("""
    internal_office 内设机构, institution 所属事业单位, enforcement_team 综合行政执法队,
    justice_office 司法所, community 社区（村）, community/urban 社区, community/village 村,
    community/converted 村改居社区
""")


class Unit(ask.Form):
    """机构、社区（村）登记表"""

    name = ask.Title("名称")
    unit_kind = ask.Code("类别", KINDS)
    parent = ask.Ref("上级机构", "org_unit", required=False)
    place = ask.Place("所在社区（村）", needed_when=unit_kind.is_("community"))
    head = ask.Person("负责人", required=False)
    phone = ask.Phone("公开电话", sealed=False, required=False)
    address = ask.Text("地址", max=120, required=False)
    population = ask.Number("常住人口", unit="人", needed_when=unit_kind.is_("community"))
    households = ask.Number("户数", unit="户", required=False)
    area = ask.Quantity("面积", unit="平方公里", required=False)
    schools = ask.Number("学校", unit="所", required=False)
    set_up_on = ask.Day("设立日期", happened=True, required=False)
    approval = ask.DocumentNumber("设立批准文号", required=False)


Change = ask.form(
    "机构、社区（村）变更登记",
    event=ask.Code("变更事项", "adjusted 机构调整, head 负责人变更, figures 人口面积等更新, renamed 更名"),
    changed_by=ask.DocumentNumber("变更批准文号", required=False),
    note=ask.Text("变更说明", max=300, required=False),
)
LISTED = HouseRule("（机构名录）", "机构与村（社区）按设立、变更、撤销的批准文件登记，是覆盖率等指标的基数")
COMMUNITIES = statute("城市居民委员会组织法").article(
    3, "居民委员会的设立、撤销、规模调整，由街道办事处提出，报不设区的市、市辖区的人民政府批准", paragraph=2
)


class OrgUnit(Register):
    """The offices and institutions of the organ, and its communities and villages."""

    label = "机构与村（社区）名录"
    since = "2022-03-12"
    title = "{name}"
    one_per = (Unit.name,)
    by = ORG_KEEPER
    basis = LISTED
    basis_at = table(ended=COMMUNITIES)
    item = Unit
    change = Change
    reasons = "abolished 撤销, merged 合并, other 其他"
    papers = table(enrolled="unit_card 机构（社区）登记卡")
    indicators = (
        figure("org.internal_offices", Standing(Unit.unit_kind.is_("internal_office"))),
        figure("org.institutions", Standing(Unit.unit_kind.is_("institution"))),
        figure("community.count", Standing(Unit.unit_kind.is_("community"))),
        figure("community.population", Standing(of=Unit.population), by=Unit.name),
        figure("community.area", Standing(of=Unit.area), by=Unit.name),
        figure("community.schools", Standing(of=Unit.schools), by=Unit.name),
    )

"""机构与村（社区）名录 — units, communities and villages."""

from __future__ import annotations

from datetime import date

from fazhi.core.kinds import Register, table
from fazhi.core.law import HouseRule
from fazhi.core.procedure import Document
from fazhi.law import statute
from fazhi.law.roles import ORG_KEEPER
from fazhi.procedures.people.org_unit_figures import UNITS
from fazhi.procedures.people.org_unit_forms import Change, Unit

LISTED = HouseRule("（机构名录）", "机构与村（社区）按设立、变更、撤销的批准文件登记，是覆盖率等指标的基数")
COMMUNITIES = statute("城市居民委员会组织法").article(
    3, "居民委员会的设立、撤销、规模调整，由街道办事处提出，报不设区的市、市辖区的人民政府批准", paragraph=2
)


class OrgUnit(Register):
    """The offices and institutions of the organ, and its communities and villages."""

    code = "org_unit"
    label = "机构与村（社区）名录"
    group = "people"
    in_force = date(2022, 3, 12)
    title = "{name}"
    one_per = (Unit.name,)
    by = ORG_KEEPER
    basis = LISTED
    basis_at = table(ended=COMMUNITIES)
    item = Unit
    change = Change
    reasons = table(abolished="撤销", merged="合并", other="其他")
    papers = table(enrolled=(Document("unit_card", "机构（社区）登记卡"),))
    indicators = UNITS

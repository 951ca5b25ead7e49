"""What is counted of offices and communities: the bases of coverage."""

from __future__ import annotations

from fazhi.core.procedure import Standing, Stock
from fazhi.procedures.people.org_unit_forms import Unit

KIND = Unit.unit_kind
UNITS = (
    Stock(
        "org.internal_offices",
        "内设机构个数",
        "个",
        Standing(where=KIND.is_("internal_office")),
        says=("内设办公室",),
        definition="期末在册的内设机构。",
    ),
    Stock(
        "org.institutions",
        "所属事业单位个数",
        "个",
        Standing(where=KIND.is_("institution")),
        says=("事业单位",),
        definition="期末在册的所属事业单位。",
    ),
    Stock(
        "community.count",
        "村（社区）个数",
        "个",
        Standing(where=KIND.is_("community")),
        says=("下辖社区", "辖区社区"),
        definition="期末在册的社区、村和村改居社区。",
    ),
    Stock(
        "community.population",
        "常住人口数",
        "人",
        Standing(of=Unit.population),
        by=(Unit.name,),
        says=("辖区人口",),
        definition="期末在册的社区（村）的常住人口之和。",
    ),
    Stock(
        "community.area",
        "辖区面积",
        "平方公里",
        Standing(of=Unit.area),
        by=(Unit.name,),
        says=("辖区总面积",),
        definition="期末在册的社区（村）的面积之和。",
    ),
    Stock(
        "community.schools",
        "辖区学校所数",
        "所",
        Standing(of=Unit.schools),
        by=(Unit.name,),
        says=("辖区学校",),
        definition="期末在册的社区（村）的学校之和。",
    ),
)

"""What is counted of offices and communities: the bases of coverage."""

from __future__ import annotations

from fazhi.core.procedure import Standing
from fazhi.law.figures import figure, of_each
from fazhi.procedures.people.org_unit_forms import Unit

UNITS = (
    *of_each(
        Unit.unit_kind,
        Standing(),
        {"internal_office": "org.internal_offices", "institution": "org.institutions"},
        definition="期末在册的{}。",
    ),
    figure(
        "community.count",
        Standing(where=Unit.unit_kind.is_("community")),
        definition="期末在册的社区、村和村改居社区。",
    ),
    figure(
        "community.population",
        Standing(of=Unit.population),
        by=(Unit.name,),
        definition="期末在册的社区（村）的常住人口之和。",
    ),
    figure(
        "community.area",
        Standing(of=Unit.area),
        by=(Unit.name,),
        definition="期末在册的社区（村）的面积之和。",
    ),
    figure(
        "community.schools",
        Standing(of=Unit.schools),
        by=(Unit.name,),
        definition="期末在册的社区（村）的学校之和。",
    ),
)

"""What is counted of petitions: matters and persons who came, never who they are."""

from __future__ import annotations

from fazhi.core.procedure import Count, Flow, Indicator, Rate, Sum
from fazhi.procedures.mediation.petition_forms import Receipt, Registration, Routing

VISIT = Receipt.channel.is_("visit")
ABOVE = Registration.registered_level.is_("above")
LED = Routing.leader_led.is_(True)

FIGURES: tuple[Indicator, ...] = (
    Flow(
        "petition.count",
        "信访事项件数",
        "件",
        Count("registered"),
        by=(Receipt.channel & Receipt.category,),
        says=("受理信访",),
        definition="本期登记的信访事项，以登记日期计，转送、不予受理的仍计。",
    ),
    Flow(
        "petition.visit_batches",
        "接待来访批次",
        "批次",
        Count("registered", where=VISIT),
        by=(Receipt.category,),
        says=("接待来访",),
        definition="本期登记的来访，一件计一批次。",
    ),
    Flow(
        "petition.visit_persons",
        "接待来访人次",
        "人次",
        Sum("registered", of=Registration.persons, where=VISIT),
        by=(Receipt.category,),
        says=("来访人数",),
        definition="本期登记的来访的人数之和。",
    ),
    Flow(
        "petition.resolved",
        "信访化解件数",
        "件",
        Count("settled"),
        by=(Receipt.channel & Receipt.category,),
        says=("信访化解批次",),
        definition="本期登记化解的信访事项，一件计一次。",
    ),
    Rate(
        "petition.resolution_rate",
        "信访化解率",
        "%",
        "petition.resolved / petition.count",
        says=("信访办结化解",),
        definition="信访化解件数占信访事项件数之比。",
    ),
    Flow(
        "petition.leader_led",
        "领导包案信访件数",
        "件",
        Count("routed", where=LED),
        by=(Registration.assigned_level,),
        says=("领导包案",),
        definition="本期分类甄别时确定领导包案的信访事项。",
    ),
    Flow(
        "petition.national_assigned",
        "国家交办信访件数",
        "件",
        Count("registered", where=Registration.assigned_level.is_("national")),
        says=("国家交办件",),
        definition="本期登记的国家交办的信访事项。",
    ),
    Flow(
        "petition.provincial_assigned",
        "省级交办信访件数",
        "件",
        Count("registered", where=Registration.assigned_level.is_("province")),
        says=("省交办件",),
        definition="本期登记的省级交办的信访事项。",
    ),
    Flow(
        "petition.leader_led_resolved",
        "领导包案信访化解件数",
        "件",
        Count("settled", where=LED),
        by=(Registration.assigned_level,),
        says=("包案化解",),
        definition="领导包案的信访事项中本期登记化解的。",
    ),
    Rate(
        "petition.leader_led_rate",
        "领导包案信访化解率",
        "%",
        "petition.leader_led_resolved / petition.leader_led",
        says=("包案化解率",),
        definition="领导包案信访化解件数占领导包案信访件数之比。",
    ),
    Flow(
        "petition.higher_visits",
        "到上级走访信访批次",
        "批次",
        Count("registered", where=ABOVE),
        by=(Registration.registered_level,),
        says=("越级上访", "到区到市信访"),
        definition="本期登记的、上级机关已登记并转来的走访事项，一件计一批次。",
    ),
    Flow(
        "petition.higher_visit_persons",
        "到上级走访信访人次",
        "人次",
        Sum("registered", of=Registration.persons, where=ABOVE),
        by=(Registration.registered_level,),
        says=("到上级信访人次",),
        definition="本期登记的、上级机关已登记并转来的走访事项的人数之和。",
    ),
    Flow(
        "petition.province_visits",
        "到省以上走访信访件次",
        "件次",
        Count("registered", where=Registration.registered_level.is_("above/province_or_above")),
        says=("赴省进京上访",),
        definition="本期登记的、省级以上机关已登记并转来的走访事项，一件计一次。",
    ),
)

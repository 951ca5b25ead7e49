"""What is counted of petitions: matters and persons who came, never who they are."""

from fazhi.core.procedure import Count, Indicator, Sum
from fazhi.law import figure
from fazhi.procedures.mediation.petition_forms import Receipt, Registration, Routing

VISIT = Receipt.channel.is_("visit")
ABOVE = Registration.registered_level.is_("above")
LED = Routing.leader_led.is_(True)

FIGURES: tuple[Indicator, ...] = (
    figure("petition.count", Count("registered"), by=Receipt.channel & Receipt.category),
    figure("petition.visit_batches", Count("registered", VISIT), by=Receipt.category),
    figure(
        "petition.visit_persons", Sum("registered", Registration.persons, where=VISIT), by=Receipt.category
    ),
    figure("petition.resolved", Count("settled"), by=Receipt.channel & Receipt.category),
    figure("petition.resolution_rate"),
    figure("petition.leader_led", Count("routed", LED), by=Registration.assigned_level),
    figure("petition.national_assigned", Count("registered", Registration.assigned_level.is_("national"))),
    figure("petition.provincial_assigned", Count("registered", Registration.assigned_level.is_("province"))),
    figure("petition.leader_led_resolved", Count("settled", LED), by=Registration.assigned_level),
    figure("petition.leader_led_rate"),
    figure("petition.higher_visits", Count("registered", ABOVE), by=Registration.registered_level),
    figure(
        "petition.higher_visit_persons",
        Sum("registered", Registration.persons, where=ABOVE),
        by=Registration.registered_level,
    ),
    figure(
        "petition.province_visits",
        Count("registered", Registration.registered_level.is_("above/province_or_above")),
    ),
)

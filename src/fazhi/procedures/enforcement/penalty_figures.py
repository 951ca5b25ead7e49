"""What is counted of penalties, and the dimensions by which it is counted."""

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.procedure import Count, Derived, Distinct, Sum
from fazhi.law import figure
from fazhi.procedures.enforcement.penalty_codes import KINDS
from fazhi.procedures.enforcement.penalty_forms import Filing, Matter, Sanction
from fazhi.procedures.enforcement.penalty_rules import review_needed

DECISIONS = ("decided", "decided_on_spot")
YES_NO = ask.codes("yes 是, no 否")


def _yes(holds: object) -> str:
    return "yes" if holds else "no"


def _which_procedure(view: CaseView) -> str:
    if "decided_on_spot" in view.done:
        return "simple"
    return "ordinary" if "filed" in view.done else ""


def _heaviest(view: CaseView) -> str:
    """The heaviest kind that has a name; 其他 only where there is nothing else."""
    kinds = view.record.get("penalty_kinds", [])
    named = [kind for kind in KINDS if kind in kinds and kind != "other"]
    return named[-1] if named else "other" if kinds else ""


def _whether_mitigated(view: CaseView) -> str:
    if not view.done & {*DECISIONS}:
        return ""
    lighter = view.record.get("discretion") in ("mitigated", "lighter")
    return _yes(view.record.get("result") == "penalty" and lighter)


def _whether_major(view: CaseView) -> str:
    return _yes(review_needed(view)) if view.done & {*DECISIONS} else ""


def _whether_on_time(view: CaseView) -> str:
    if "closed" not in view.done:
        return ""
    limits = ("decide", "close_in_time")
    return _yes(not any(clock.late for clock in view.clocks if clock.limit.name in limits))


def _whether_three_systems(view: CaseView) -> str:
    """Published or with reason not, recorded throughout, and reviewed where a review was due: its marks."""
    return _yes(view.procedure.marks.met(view)) if "closed" in view.done else ""


PROCEDURE = Derived("程序类型", "simple 简易程序, ordinary 普通程序", by=_which_procedure, name="procedure")
PENALTY_KIND = Derived("处罚种类（最重）", KINDS, by=_heaviest, name="penalty_kind")
MITIGATED = Derived("从轻减轻", YES_NO, by=_whether_mitigated, name="mitigated")
MAJOR = Derived("重大执法决定", YES_NO, by=_whether_major, name="major")
ON_TIME = Derived("按期", YES_NO, by=_whether_on_time, name="on_time")
THREE_SYSTEMS = Derived("落实三项制度", YES_NO, by=_whether_three_systems, name="three_systems")
PUNISHED = Sanction.result.is_("penalty")
NOT_PUNISHED = Sanction.result.is_("no_penalty")
ORDINARY, SIMPLE = PROCEDURE.is_("ordinary"), PROCEDURE.is_("simple")
FIGURES = (
    figure(
        "penalty.cases",
        *(Count(step, PUNISHED) for step in DECISIONS),
        by=("penalty_kind", "procedure", Matter.cause, Filing.law, Matter.field),
    ),
    figure(
        "penalty.cases_ordinary",
        *(Count(step, PUNISHED & ORDINARY) for step in DECISIONS),
        by=(Matter.cause, Matter.field),
    ),
    figure(
        "penalty.cases_simple",
        *(Count(step, PUNISHED & SIMPLE) for step in DECISIONS),
        by=(Matter.cause, Matter.field),
    ),
    figure("penalty.yoy"),
    figure("penalty.filed", Count("filed"), by=(Matter.cause, Matter.field)),
    figure("penalty.closed", Count("closed"), by=(Matter.cause, Matter.field)),
    figure("penalty.withdrawn", Count("withdrawn"), by=Matter.cause),
    figure("penalty.closed_rate"),
    figure("penalty.closed_on_time", Count("closed", ON_TIME.is_("yes")), by=Matter.field),
    figure("penalty.on_time_rate"),
    figure("penalty.executed", Count("paid"), Count("enforced"), by=Matter.field),
    figure("penalty.executed_rate"),
    figure(
        "penalty.fines",
        *(Sum(step, Sanction.amount) for step in DECISIONS),
        by=("procedure", Filing.law, "penalty_kind"),
    ),
    figure(
        "penalty.fines_ordinary",
        *(Sum(step, Sanction.amount, where=ORDINARY) for step in DECISIONS),
        by=Filing.law,
    ),
    figure(
        "penalty.fines_simple",
        *(Sum(step, Sanction.amount, where=SIMPLE) for step in DECISIONS),
        by=Filing.law,
    ),
    figure(
        "penalty.exempted", *(Count(step, NOT_PUNISHED) for step in DECISIONS), by=(Matter.cause, "procedure")
    ),
    figure("penalty.mitigated", *(Count(step, MITIGATED.is_("yes")) for step in DECISIONS), by=Matter.cause),
    figure("penalty.published", Count("published"), by=Matter.field),
    figure("penalty.published_rate"),
    figure("penalty.archived", Count("archived"), by=Matter.field),
    figure("penalty.archived_rate"),
    figure(
        "penalty.major_decisions", *(Count(step, MAJOR.is_("yes")) for step in DECISIONS), by=Matter.field
    ),
    figure("penalty.collective_discussions", Count("discussed"), by=Matter.field),
    figure("enforcement.cases"),
    figure("enforcement.cases_yoy"),
    figure("enforcement.three_systems_cases", Count("closed", THREE_SYSTEMS.is_("yes")), by=Matter.field),
    figure("enforcement.three_systems_rate"),
    figure("enforcement.challenged"),
    figure("power.used", *(Distinct(step, Filing.item) for step in DECISIONS), by=Filing.item_kind),
    figure("officer.active", *(Distinct(step, Filing.officers) for step in DECISIONS)),
    figure("officer.participation_rate"),
)

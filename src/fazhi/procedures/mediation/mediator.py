"""人民调解员 — mediators."""

from __future__ import annotations

from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Register, expiry, table
from fazhi.core.law import HouseRule
from fazhi.core.procedure import Count, Document, Flow, Standing, Stock, rule
from fazhi.law import statute
from fazhi.law.roles import DEPUTY_LAW, MEDIATION_GUIDE
from fazhi.procedures.mediation.mediator_forms import Change, Ending, Mediator

LAW = statute("人民调解法")
TERM = LAW.article(9, "人民调解委员会委员每届任期三年，可以连选连任", paragraph=2)
FULL_TIME = Mediator.employment.is_("full_time")


@rule(LAW.article(14, "人民调解员应当由公道正派、热心人民调解工作", paragraph=1), needs_form=True)
def is_fit(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """Only who meets the conditions of the law becomes a mediator."""
    return None if event.form["fit"] == "yes" else "不符合法定任职条件的，不能担任人民调解员。"


@rule(HouseRule("D20", "调解员不得审批自己的补贴"), needs_form=True)
def nobody_grants_themselves_an_allowance(view: CaseView, event: Event) -> str | None:
    """A mediator does not approve their own allowance."""
    own = view.record["person"] in (event.by.person, event.by.standing_for)
    return "不得为自己登记补贴。" if own and event.form["event"] == "allowance" else None


class MediatorRegister(Register):
    """Who mediates: members of committees, and those whom committees hire."""

    code = "mediator"
    label = "人民调解员"
    group = "mediation"
    in_force = date(2011, 1, 1)
    title = "{person} · {employment}人民调解员"
    one_per = (Mediator.person,)
    by = MEDIATION_GUIDE
    by_at = table(changed=MEDIATION_GUIDE | DEPUTY_LAW)
    basis = LAW.article(13, "人民调解员由人民调解委员会委员和人民调解委员会聘任的人员担任")
    basis_at = table(ended=LAW.article(15, "情节严重的，由推选或者聘任单位予以罢免或者解聘"))
    item = Mediator
    change = Change
    ending = Ending
    needs_at = table(enrolled=(is_fit,), changed=(nobody_grants_themselves_an_allowance,))
    papers = table(
        enrolled=(Document("appointment", "人民调解员聘书", when=Mediator.chosen_by.is_("hired")),),
        changed=(
            Document("grading", "人民调解员等级评定表", when=Change.event.is_("graded")),
            Document("allowance", "人民调解员补贴发放表", when=Change.event.is_("allowance")),
        ),
    )
    renew = expiry("任期届满前续聘或者退出", Mediator.term_ends, basis=TERM)
    indicators = (
        Stock(
            "mediator.count",
            "人民调解员人数",
            "人",
            Standing(),
            by=(Mediator.employment, Mediator.grade),
            says=("调解员队伍",),
            definition="期末在册的人民调解员。",
        ),
        Stock(
            "mediator.fulltime",
            "专职人民调解员人数",
            "人",
            Standing(where=FULL_TIME),
            says=("专职调解员",),
            definition="期末在册的专职人民调解员。",
        ),
        Flow(
            "mediator.fulltime_added",
            "新增专职人民调解员人数",
            "人",
            Count("enrolled", where=FULL_TIME),
            says=("增加专职调解员",),
            definition="本期登记入册的专职人民调解员，以入册日期计。",
        ),
    )

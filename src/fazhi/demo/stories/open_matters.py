"""What lies on the desks of those who may be visited when the demonstration begins, in January."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from fazhi.demo.stories.penalty_case import JUSTICE, party
from fazhi.demo.stories.script import Script, Tale

_REVIEWER = "左明谦"
_MARKET, _ESTATE = "990101001006", "990101001005"


def tell(script: Script) -> None:
    """Tell two mediations under way, a contract to be passed, another to be signed."""
    _leak(script)
    _prepaid(script)
    _to_issue(script)
    _to_sign(script)


def mediation(
    script: Script,
    on: date,
    place: str,
    kind: str,
    summary: str,
    *,
    other: str,
    sum_: int,
    by: str = "万和平",
) -> Tale:
    """Tell a mediation applied for at the street and accepted on the same day."""
    case = script.open(
        "mediation",
        "registered",
        on,
        by,
        place=place,
        committee=script.office.of["mediation_committee"][0],
        committee_kind="street",
        source="applied",
        dispute_type=kind,
        parties=[
            party(script, "individual") | {"role": "applicant"},
            party(script, other) | {"role": "respondent"},
        ],
        people_involved=2,
        summary=summary,
        complexity="ordinary",
        amount_claimed=sum_,
        refused_by_a_party="no",
    )
    return case.do(
        "accepted",
        on,
        by,
        mediators=script.codes(by),
        mediator_role="full_time",
        mode="on_site",
        rights_told="yes",
    )


def session(case: Tale, on: date, talk: str, result: str, *, by: str = "万和平") -> None:
    """Tell that the parties met."""
    case.do(
        "mediated",
        on,
        by,
        session_place="街道人民调解委员会调解室",
        presents="双方当事人、社区网格员",
        talk=talk,
        session_result=result,
    )


def _leak(script: Script) -> None:
    """Accepted in December, close to the end of its month."""
    summary = "申请人反映楼上卫生间漏水致吊顶受损，双方协商两次未果。"
    case = mediation(
        script, date(2025, 12, 19), _ESTATE, "neighbour", summary, other="individual", sum_=4_800
    )
    session(case, date(2025, 12, 25), "双方对漏水原因有争议，同意请物业查验管道。", "stuck")
    session(case, date(2026, 1, 8), "查验确认系楼上防水层破损，楼上同意修缮，补偿数额尚有差距。", "near")
    case.end()


def _prepaid(script: Script) -> None:
    """Accepted in the new year."""
    summary = "申请人预付卡余额2600元，门店停业未退，要求退款。"
    case = mediation(script, date(2026, 1, 7), _MARKET, "consumer", summary, other="sole_trader", sum_=2_600)
    session(case, date(2026, 1, 13), "经营者承认未退款，提出分两期退还，申请人考虑后答复。", "going_on")
    case.end()


def _contract(
    script: Script, drafted: date, by: str, *, office: str, kind: str, subject: str, what: str, amount: int
) -> tuple[Tale, Tale]:
    """Tell a contract drafted and sent for review on the next working day; return it and its review."""
    handler, sent = script.person(by).code, script.working(drafted, 1)
    wanted = script.working(sent, 4)
    contract = script.open(
        "contract",
        "drafted",
        drafted,
        by,
        subject=subject,
        contract_kind=kind,
        office=office,
        handler=handler,
        our_party="organ",
        counterparties=[party(script, "enterprise") | {"role": "second"}],
        what=what,
        amount=amount,
        funds="街道年度预算",
        procurement="consultation",
    )
    papers = ["draft", "explanation", "party_papers", "tender", "funds"]
    contract.do("submitted", sent, by, contract_papers=papers, wanted_by=wanted)
    matter = script.open(
        "legality_review",
        "submitted",
        sent,
        by,
        origin=contract,
        subject=subject,
        review_kind="contract",
        contract_kind=kind,
        submitting_office=office,
        submitter=handler,
        amount=amount,
        materials=papers,
        before_decision="yes",
        wanted_by=wanted,
        urgent="no",
    )
    return contract, matter


def _look(matter: Tale, accepted: date, looked: date, *, points: Sequence[Mapping[str, str]] = ()) -> None:
    reviewer = matter.script.person(_REVIEWER).code
    matter.do("accepted", accepted, JUSTICE, reviewer=reviewer)
    matter.do(
        "reviewed",
        looked,
        _REVIEWER,
        reviewer=reviewer,
        points_checked=["counterparty", "powers", "tender", "price", "duties", "liability", "forum"],
        counsel="adviser",
        findings="主体、采购程序、价款来源、验收和管辖均已核对。",
        points=list(points),
        conclusion="amend" if points else "pass",
    )


def _to_issue(script: Script) -> None:
    """The opinion waits for the signature of the justice head."""
    contract, matter = _contract(
        script,
        date(2026, 1, 9),
        "储时雨",
        office="经济发展办公室",
        kind="works",
        subject="槐市农贸市场排水改造二期工程合同",
        what="槐市农贸市场东侧排水管道改造二期工程。",
        amount=386_000,
    )
    point = {
        "clause": "第十一条",
        "problem": "验收标准不明确",
        "suggestion": "补充以双方签署的验收单为准",
        "weight": "must",
    }
    _look(matter, date(2026, 1, 13), date(2026, 1, 14), points=[point])
    matter.end()
    contract.end()


def _to_sign(script: Script) -> None:
    """The contract has passed, and waits for the signature of the director."""
    contract, matter = _contract(
        script,
        date(2026, 1, 5),
        "裴南乔",
        office="党群工作办公室",
        kind="services",
        subject="2026年法治宣传活动服务合同",
        what="2026年度法治宣传活动策划、布展和物料制作。",
        amount=96_000,
    )
    _look(matter, date(2026, 1, 6), date(2026, 1, 8))
    matter.do("issued", date(2026, 1, 9), JUSTICE)
    number = script.cite(contract, "opinion_no", matter)
    contract.do("reviewed", date(2026, 1, 9), _REVIEWER, after=matter, opinion_no=number, revised="yes")
    matter.end()
    contract.end()

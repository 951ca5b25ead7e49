"""Each kind of duty in the books: corrected, late, brought forward, before a report is filed and after.

A case is a mediation, a register that of mediators, an activity a publicity event, a list of tasks that of
rectifications: what is told of them holds of every duty of their kind, for the kind gives them their steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fazhi.store import models
from fazhi.usecases import correct, filed_statements, opening
from fazhi.usecases.clock import noon
from fazhi.usecases.evidence import Upload
from fazhi.usecases.figures import Book, Period
from fazhi.usecases.opening import Amount, Brought
from fazhi.usecases.rebuild import rebuild
from fazhi.usecases.record import Recorded, Refused
from fazhi.usecases.verify import verify
from usecases.offices import (
    ACCEPTANCE,
    AGREEMENT,
    DENG,
    EVENT,
    HE,
    NEAR,
    PDF,
    PU,
    REGISTRATION,
    SHEN,
    WAN,
    Office,
)
from usecases.test_statements import LEADERS, edit, organ_of, sign, taken_to_signature
from usecases.test_there_already import MEDIATOR

LAST_MONTH, LAST_YEAR = date(2025, 2, 10), date(2024, 12, 30)
Figures = Mapping[str, int | str]
"""What figures are: by code, or by code and slice as ``mediation.cases source=applied``."""


# What is done of each kind -------------------------------------------------------------------------


def mediate(office: Office, on: date) -> list[Recorded]:
    first = office.record("mediation", "registered", on=on, form=REGISTRATION, place=NEAR)
    words: dict[str, Any] = {"on": on, "case": first.case}
    second = office.record("mediation", "accepted", form=ACCEPTANCE, **words)
    return [first, second, office.record("mediation", "settled", form=AGREEMENT, **words)]


def enrol(office: Office, on: date) -> list[Recorded]:
    """Enrol the next of the office's mediators."""
    there = models.Case.objects.filter(procedure="mediator").count()
    form = {**MEDIATOR, "person": (WAN, DENG)[there], "term_from": on.isoformat()}
    return [office.record("mediator", "enrolled", by=SHEN, on=on, form=form)]


def publicize(office: Office, on: date) -> list[Recorded]:
    form = {**EVENT, "community": NEAR}
    return [office.record("publicity_event", "held", by=PU, on=on, form=form, place=NEAR)]


def rectify(office: Office, on: date) -> list[Recorded]:
    unit = office.record(
        "org_unit", "enrolled", by=ZHENG, on=on, form={**UNIT, "name": f"科室{office.entries}"}
    )
    first = office.record(
        "rectification", "added", by=SHEN, on=on, form={**ITEM, "fed_back_on": on.isoformat()}
    )
    words: dict[str, Any] = {"on": on, "case": first.case}
    office.record("rectification", "assigned", by=SHEN, form={**PLAN, "owner_unit": unit.case}, **words)
    proof = Upload(name="佐证.pdf", content=PDF, media_type="application/pdf", field="proof")
    office.record("rectification", "submitted", by=PU, form=DONE, evidence=[proof], **words)
    office.record("rectification", "verified", by=SHEN, form=CHECKED, **words)
    return [first, office.record("rectification", "closed", by=HE, form=CLOSED, **words)]


ZHENG = "zheng"
UNIT = {"unit_kind": "internal_office"}
ITEM = {
    "subject": "案卷未附讨论记录",
    "source": "file_review",
    "problem": "两份案卷未附集体讨论记录",
    "category": "files",
    "grade": "third",
}
PLAN = {
    "target": "补齐",
    "measures": "逐卷核对",
    "leader": HE,
    "owner": WAN,
    "term": "by_date",
    "due": "2025-12-31",
}
DONE = {"done_text": "已补齐", "self_check": "合格"}
CHECKED = {"verified_by": SHEN, "verified_how": "papers", "verified_note": "属实"}
CLOSED = {"closing_note": "同意销号", "published": "yes"}


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One duty of a kind: how it is done once, and how the figures then stand.

    ``figures`` are those of the year it happened in, ``carried`` what still stands a year later.
    ``amended`` changes the entry first written; voiding takes the last back; ``forward`` is brought forward.
    """

    do: Callable[[Office, date], list[Recorded]]
    figures: Figures
    carried: Figures = field(default_factory=dict)
    amended: Mapping[str, str]
    after_amending: Figures
    after_voiding: Figures
    forward: tuple[Amount, ...]
    after_bringing: Figures


KINDS = {
    "case": Kind(
        do=mediate,
        figures={
            "mediation.cases": 1,
            "mediation.cases source=applied": 1,
            "mediation.settled": 1,
            "mediation.amount": 1200,
            "mediation.success_rate_accepted": 1,
        },
        amended={"source": "entrusted/police"},
        after_amending={
            "mediation.cases": 1,
            "mediation.cases source=applied": 0,
            "mediation.cases source=entrusted/police": 1,
            "mediation.settled source=entrusted/police": 1,
            "mediation.police_cases": 1,
        },
        after_voiding={
            "mediation.cases": 1,
            "mediation.settled": 0,
            "mediation.amount": 0,
            "mediation.success_rate_accepted": 0,
        },
        forward=(
            Amount(indicator="mediation.cases", amount=Decimal(3), place=NEAR, slices={"source": "applied"}),
        ),
        after_bringing={
            "mediation.cases": 4,
            "mediation.cases source=applied": 4,
            "mediation.success_rate_accepted": "0.25",
        },
    ),
    "register": Kind(
        do=enrol,
        figures={
            "mediator.count": 1,
            "mediator.count employment=full_time": 1,
            "mediator.fulltime": 1,
            "mediator.fulltime_added": 1,
        },
        carried={"mediator.count": 1, "mediator.count employment=full_time": 1, "mediator.fulltime": 1},
        amended={"employment": "part_time"},
        after_amending={
            "mediator.count": 1,
            "mediator.count employment=full_time": 0,
            "mediator.count employment=part_time": 1,
            "mediator.fulltime": 0,
            "mediator.fulltime_added": 0,
        },
        after_voiding={"mediator.count": 0, "mediator.fulltime": 0, "mediator.fulltime_added": 0},
        forward=(
            Amount(indicator="mediator.count", amount=Decimal(5), slices={"employment": "full_time"}),
            Amount(indicator="mediator.fulltime", amount=Decimal(5)),
        ),
        after_bringing={
            "mediator.count": 6,
            "mediator.count employment=full_time": 6,
            "mediator.fulltime": 6,
            "mediator.fulltime_added": 1,
        },
    ),
    "activity": Kind(
        do=publicize,
        figures={
            "publicity.events": 1,
            "publicity.events form=lecture": 1,
            "publicity.lectures": 1,
            "publicity.communities_covered": 1,
        },
        amended={"form": "on_site", "community": ""},
        after_amending={
            "publicity.events": 1,
            "publicity.events form=lecture": 0,
            "publicity.events form=on_site": 1,
            "publicity.lectures": 0,
            "publicity.communities_covered": 0,
        },
        after_voiding={"publicity.events": 0, "publicity.lectures": 0, "publicity.communities_covered": 0},
        forward=(
            Amount(indicator="publicity.events", amount=Decimal(7), place=NEAR, slices={"form": "lecture"}),
        ),
        after_bringing={
            "publicity.events": 8,
            "publicity.events form=lecture": 8,
            "publicity.lectures": 1,
        },
    ),
    "tasklist": Kind(
        do=rectify,
        figures={
            "rectify.found": 1,
            "rectify.found source=file_review": 1,
            "rectify.fixed": 1,
            "rectify.open": 0,
            "rectify.rate": 1,
        },
        amended={"source": "audit"},
        after_amending={
            "rectify.found source=file_review": 0,
            "rectify.found source=audit": 1,
            "rectify.fixed source=audit": 1,
            "rectify.rate": 1,
        },
        after_voiding={"rectify.found": 1, "rectify.fixed": 0, "rectify.open": 1, "rectify.rate": 0},
        forward=(
            Amount(indicator="rectify.found", amount=Decimal(3), slices={"source": "audit"}),
            Amount(indicator="rectify.open", amount=Decimal(3)),
        ),
        after_bringing={
            "rectify.found": 4,
            "rectify.found source=audit": 3,
            "rectify.open": 3,
            "rectify.rate": "0.25",
        },
    ),
}
every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@pytest.fixture
def office(office: Office) -> Office:
    """The office with its leaders and somebody who keeps the register of its units."""
    for code, name, post, title in (*LEADERS, (ZHENG, "郑文", "doc_officer", "文秘")):
        person = models.Person.objects.create(code=code, name=name)
        models.Holding.objects.create(
            person=person, organ_id=office.organ, post=post, title=title, since=date(2024, 1, 1)
        )
    return office


def told(office: Office, asked: Figures, year: int) -> dict[str, Decimal]:
    """Return those figures as the books tell them, of slices only those that are asked."""
    book = Book([office.organ], Period.year(year))
    found = {}
    for one in asked:
        code, _, where = one.partition(" ")
        dimension, _, value = where.partition("=")
        amount = book.slices(code, dimension).get(value) if where else book.value(code)
        found[one] = amount or Decimal(0)
    return found


def expected(asked: Figures) -> dict[str, Decimal]:
    return {one: Decimal(value) for one, value in asked.items()}


def put_right(office: Office, entry: Recorded, **change: Any) -> None:
    """Let one who may propose it and another confirm it."""
    asked = correct.propose(
        entry.case, entry.entry, reason="登记有误", clerk=office.clerk(SHEN), now=office.now, **change
    )
    assert not isinstance(asked, Refused), str(asked)
    done = correct.confirm(asked.proposal, clerk=office.clerk(HE), now=office.now)
    assert not isinstance(done, Refused), str(done)


def bring(office: Office, *amounts: Amount, on: date = date(2025, 1, 1)) -> Brought:
    register = Upload(name="2024年台账.pdf", content=PDF)
    done = opening.record(amounts, on=on, evidence=[register], clerk=office.clerk(SHEN), now=office.now)
    assert isinstance(done, Brought), str(done)
    return done


def all_holds() -> bool:
    return verify().holds and rebuild(check=True).changed == ()


# Before a report is filed --------------------------------------------------------------------------


@every_kind
def test_what_happened_last_month_and_is_recorded_now_counts_last_month(office: Office, kind: Kind):
    kind.do(office, LAST_MONTH)

    assert told(office, kind.figures, 2025) == expected(kind.figures)
    flows = [one.code for one in told_flows(kind)]
    months = models.Balance.objects.filter(indicator__in=flows, dimension="").values_list("month", "recorded")
    assert set(months) == {(202502, 202503)}
    assert all_holds()


@every_kind
def test_what_happened_last_year_and_is_recorded_now_counts_last_year(office: Office, kind: Kind):
    kind.do(office, LAST_YEAR)

    assert told(office, kind.figures, 2024) == expected(kind.figures)
    nothing = dict.fromkeys(kind.figures, 0) | dict(kind.carried)
    assert told(office, nothing, 2025) == expected(nothing)
    assert all_holds()


@every_kind
def test_a_correction_moves_slices_and_what_counts_only_them(office: Office, kind: Kind):
    first, *_ = kind.do(office, LAST_MONTH)

    put_right(office, first, action="replace", form=kind.amended)

    assert told(office, kind.after_amending, 2025) == expected(kind.after_amending)
    assert all_holds()


@every_kind
def test_what_is_voided_counts_no_more(office: Office, kind: Kind):
    *_, last = kind.do(office, LAST_MONTH)

    put_right(office, last, action="void")

    assert told(office, kind.after_voiding, 2025) == expected(kind.after_voiding)
    assert all_holds()


@every_kind
def test_what_is_brought_forward_is_counted_beside_what_was_recorded(office: Office, kind: Kind):
    kind.do(office, LAST_MONTH)

    bring(office, *kind.forward)

    assert told(office, kind.after_bringing, 2025) == expected(kind.after_bringing)
    assert all_holds()


def told_flows(kind: Kind) -> list[Any]:
    book = Book(["-"], Period.year(2025))
    codes = dict.fromkeys(one.partition(" ")[0] for one in kind.figures)
    return [one for one in map(book.indicator, codes) if one.kind == "flow"]


# After it was filed --------------------------------------------------------------------------------

#: What a report says of nothing it leaves out, so what is to be compared happened once before it was filed.
REPORTED = dict.fromkeys(
    (
        "mediation.cases",
        "mediation.settled",
        "mediation.amount",
        "mediation.success_rate_accepted",
        "mediator.count",
        "mediator.fulltime",
        "publicity.events",
        "publicity.lectures",
        "publicity.communities_covered",
        "rectify.found",
        "rectify.fixed",
        "rectify.rate",
    ),
    0,
)
SOURCE = """# {organ}{year}年法治政府建设年度报告
## 一、主要举措和成效 <measures>
FIGURES
## 二、存在的不足和原因 <shortcomings>
案卷质量还不高，原因是没有逐项核对。
## 三、第一责任人职责 <first_responsible>
主要负责人定期听取汇报。
## 四、{next}年度主要安排 <next_year>
继续规范执法。
""".replace("FIGURES", "".join(f"{{{code}}}。" for code in REPORTED))


@dataclass(frozen=True, kw_only=True)
class Filed:
    """A report as filed: its digest, the figures it says, what the books said then."""

    digest: str
    says: Mapping[str, str]
    books: Mapping[str, Decimal]


def file_a_report(office: Office) -> Filed:
    office.now = noon(date(2026, 1, 15), 9)
    edit(office, SOURCE, version=0)
    taken_to_signature(office)
    signed = sign(office)
    assert isinstance(signed, Recorded), str(signed)
    says = said_in(office)
    return Filed(
        digest=models.Filing.objects.get().digest,
        says=says,
        books=told(office, dict.fromkeys(set(says) & set(REPORTED), 0), 2025),
    )


def content_of(office: Office) -> Mapping[str, Any]:
    found = filed_statements.as_filed(organ_of(office), 2025)
    assert found is not None
    return found[1]


def said_in(office: Office) -> dict[str, str]:
    """Return the figures that the report as filed says of itself, breakdowns left out."""
    figures = content_of(office)["figures"]
    return {one["indicator"]: str(one["value"]) for one in figures if not one.get("breakdown")}


def beside(office: Office) -> dict[str, tuple[str, str]]:
    """Return what is shown beside the report: filed and now, by figure, of those it is filed to say."""
    book = Book([office.organ], Period.year(2025))
    shown = filed_statements.differences(content_of(office), book, today=office.now.date())
    whole = [one for one in shown if not one.breakdown and one.indicator in REPORTED]
    return {one.indicator: (one.filed, one.now) for one in whole}


def keeps_and_shows(office: Office, report: Filed) -> bool:
    """Tell whether the report is as it was filed, and all that has moved since is shown beside it."""
    now = told(office, dict.fromkeys(report.books, 0), 2025)
    shown = beside(office)
    assert said_in(office) == report.says
    assert models.Filing.objects.get().digest == report.digest
    assert set(shown) == {code for code, value in now.items() if value != report.books[code]}
    assert all(report.says[code] == was != to for code, (was, to) in shown.items())
    return bool(shown)


@every_kind
def test_a_filed_report_keeps_its_figures_and_shows_a_later_correction_beside_them(
    office: Office, kind: Kind
):
    *_, last = kind.do(office, LAST_MONTH)
    report = file_a_report(office)
    assert set(kind.figures) & set(REPORTED) <= set(report.says) | {"rectify.open"}
    assert not keeps_and_shows(office, report)

    put_right(office, last, action="void")

    assert told(office, kind.after_voiding, 2025) == expected(kind.after_voiding)
    assert keeps_and_shows(office, report)
    assert all_holds()


@every_kind
def test_a_filed_report_shows_what_was_recorded_late_or_brought_forward_beside_it(office: Office, kind: Kind):
    kind.do(office, LAST_MONTH)
    report = file_a_report(office)

    kind.do(office, date(2025, 12, 30))
    assert keeps_and_shows(office, report)

    late = beside(office)
    bring(office, *kind.forward, on=date(2025, 12, 31))
    assert keeps_and_shows(office, report)
    assert beside(office) != late
    assert all_holds()


@every_kind
def test_what_happened_after_the_year_moves_nothing_of_its_report(office: Office, kind: Kind):
    kind.do(office, LAST_MONTH)
    report = file_a_report(office)

    kind.do(office, date(2026, 1, 5))

    assert not keeps_and_shows(office, report)

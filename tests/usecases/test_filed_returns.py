"""Returns on their way: filled in, checked, signed and so frozen, handed in; what moves stands beside."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.law.returns import returns as law_returns
from fazhi.statements.returns.declared import all_returns
from fazhi.store import models
from fazhi.usecases import correct, filed_returns, return_files
from fazhi.usecases.correct import Decided, Proposed
from fazhi.usecases.rebuild import rebuild
from fazhi.usecases.record import Recorded, Refused
from fazhi.usecases.verify import verify
from usecases.offices import HE, PU, SHEN, WAN, Office
from usecases.tampering import change

pytestmark = pytest.mark.django_db

DECLARED, SPAN = all_returns()["S1"], law_returns()["S1"].span("2025-Q1")
DUTY = "statistical_return"


@pytest.fixture
def over(office: Office) -> Office:
    """Two disputes settled in March; the quarter is over."""
    office.settled = [office.mediate(), office.mediate()]
    office.later(days=31)
    return office


def begun(office: Office, **form) -> str:
    asked = {"return_code": "S1", "period": "2025-Q1", **form}
    return office.record(DUTY, "opened", by=PU, form=asked).case


def checked(office: Office, **form) -> str:
    case = begun(office)
    office.record(DUTY, "checked", by=SHEN, case=case, form=form)
    return case


def sign(office: Office, *, by: str = HE, **words):
    return filed_returns.sign(office.organ, DECLARED, SPAN, clerk=office.clerk(by), now=office.now, **words)


def signed(office: Office) -> str:
    case = checked(office)
    done = sign(office)
    assert isinstance(done, Recorded), str(done)
    return case


def shown(office: Office, **words) -> filed_returns.Shown:
    return filed_returns.shown(office.organ, DECLARED, SPAN, **words)


def void(office: Office, case: str, entry: int) -> None:
    asked = correct.propose(
        case, entry, action="void", reason="登记有误", clerk=office.clerk(WAN), now=office.now
    )
    assert isinstance(asked, Proposed), str(asked)
    done = correct.confirm(asked.proposal, clerk=office.clerk(SHEN), now=office.now)
    assert isinstance(done, Decided), str(done)


def refused(outcome) -> list[str]:
    assert isinstance(outcome, Refused), outcome
    return [one.code for one in outcome.refusals]


def test_a_return_is_due_as_its_rule_says_and_is_called_after_its_period(over: Office):
    row = models.Case.objects.get(pk=begun(over))

    assert (row.title, row.due) == ("2025-Q1人民调解统计报表", date(2025, 4, 5))
    assert row.record["period_ends"] == "2025-03-31"


def test_a_return_has_one_case_for_each_period_and_is_made_once_it_is_over(over: Office):
    begun(over)
    asked = {"return_code": "S1", "period": "2025-Q1"}

    assert refused(over.try_to(DUTY, "opened", by=PU, form=asked)) != []
    early = over.try_to(DUTY, "opened", by=PU, form={**asked, "period": "2025-Q2"})
    assert "报告期到2025-06-30才结束" in str(early)
    wrong = over.try_to(DUTY, "opened", by=PU, form={**asked, "period": "2025-H1"})
    assert "没有半年报" in str(wrong)


def test_maker_checker_and_signer_are_three_persons(over: Office):
    case = over.record(DUTY, "opened", by=SHEN, form={"return_code": "S1", "period": "2025-Q1"}).case

    assert "same-hand" in refused(over.try_to(DUTY, "checked", by=SHEN, case=case))
    over.record(DUTY, "checked", by=HE, case=case)
    assert "same-hand" in refused(sign(over, by=HE))


def test_what_is_signed_is_frozen_with_the_position_it_knew(over: Office):
    before = shown(over).filled
    known = over.entries + 2
    signed(over)

    found = shown(over)
    assert found.filing.known_by == known == found.filled.known_by
    assert [one.cells for one in found.filled.tables] == [one.cells for one in before.tables]
    assert [one.table for one in found.filled.tables] == [one.table for one in before.tables]
    assert found.differences == ()
    assert over.try_to(DUTY, "signed", by=HE, case=found.case.key).refusals[0].code == "files-its-content"
    assert verify().findings == ()
    assert rebuild(check=True).changed == ()


def test_what_corrections_move_later_stands_beside_what_was_handed_in(over: Office):
    case = signed(over)
    over.record(DUTY, "sent", by=PU, case=case, form={"sent_how": "system"})
    agreement, _, _, settled = over.settled[0]
    void(over, agreement, settled)

    found = shown(over)
    moved = {(one.table, one.row, one.column.label): (one.filed, one.now) for one in found.differences}
    assert moved["人民调解案件情况", "合计", "调解成功"] == (2, 1)
    assert ("人民调解案件情况", "合计", "调解案件") not in moved
    cells = found.filled.tables[1].cells[0]
    assert cells[1] == Decimal(2)
    assert shown(over, now=True).filled.tables[1].cells[0][1] == 1
    assert models.Case.objects.get(pk=case).final


def test_a_return_put_right_is_handed_in_anew(over: Office):
    case = signed(over)
    over.record(DUTY, "sent", by=PU, case=case, form={"sent_how": "system"})
    agreement, _, _, settled = over.settled[0]
    void(over, agreement, settled)
    over.record(DUTY, "reopened", by=PU, case=case, form={"reopen_reason": "一件撤销登记"})
    over.record(DUTY, "checked", by=SHEN, case=case)
    assert isinstance(sign(over), Recorded)

    found = shown(over)
    assert found.differences == ()
    assert found.filled.tables[1].cells[0][1] == 1
    assert models.Filing.objects.filter(statement="S1/2025-Q1").count() == 2


def test_a_return_that_does_not_balance_is_signed_only_with_a_reason(over: Office):
    models.Balance.objects.filter(indicator="mediation.cases", dimension="dispute_type").update(amount=0)
    case = checked(over)

    outcome = sign(over)
    assert refused(outcome) == ["unbalanced"]
    assert "按类型之和等于调解案件数：0应当等于2" in str(outcome)
    over.record(DUTY, "returned", by=SHEN, case=case, form={"return_reason": "请说明勾稽不符"})
    over.record(DUTY, "checked", by=SHEN, case=case, form={"unbalanced_why": "上年结转的一件没有类型"})
    assert isinstance(sign(over), Recorded)
    assert [one.left for one in shown(over).filled.broken] == [0]


def test_a_return_nobody_began_is_not_signed(over: Office):
    assert refused(sign(over)) == ["not-begun"]


def test_signing_twice_with_the_same_request_files_once(over: Office):
    checked(over)
    first, second = sign(over, request="once"), sign(over, request="once")

    assert (second.entry, second.again) == (first.entry, True)
    assert models.Filing.objects.count() == 1


def test_a_filed_return_that_was_changed_is_found(over: Office):
    signed(over)
    change(models.Filing.objects.get(), "content")

    assert any("摘要不符" in one.message for one in verify().findings)


@pytest.mark.parametrize("form", return_files.FORMATS)
def test_what_was_signed_is_given_out_in_every_format(over: Office, form):
    signed(over)
    content, _ = return_files.publish(shown(over).filled, form, today=over.now.date())
    assert content


def test_each_return_stands_in_the_list_with_its_last_period_its_day_and_how_far_it_is(over: Office):
    over.later(days=1)
    today = over.now.date()
    first = {one.declared.code: one for one in filed_returns.standings(over.organ, today=today)}
    assert (first["S1"].span.name, first["S1"].due, first["S1"].stage) == ("2025-03", date(2025, 4, 5), "")
    assert first["S4"].late  # the law's day was in January, and nobody began it
    later = filed_returns.standings(over.organ, today=date(2025, 4, 9))
    assert not later[0].late
    asked = {"return_code": "S1", "period": "2025-03"}
    case = over.record(DUTY, "opened", by=PU, form=asked).case
    [now, *_] = filed_returns.standings(over.organ, today=today)
    assert (now.stage, now.late) == ("待审核", False)
    [then, *_] = filed_returns.standings(over.organ, today=date(2025, 4, 9))
    assert then.late
    assert models.Case.objects.get(pk=case).title == "2025-03人民调解统计报表"

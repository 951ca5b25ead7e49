"""Limits and the end of their case: what nobody can do any more is due no longer, and was not late."""

from datetime import date

import pytest

from fazhi.core.case import CaseView, Clock, Light
from fazhi.procedures import registry
from fazhi.procedures.enforcement.penalty import Penalty
from fazhi.procedures.mediation.mediation import Mediation
from journal_text import view

SETTLED = """
    2025-03-03  registered  万和平  source=applied committee_kind=community refused_by_a_party=no
    2025-03-04  accepted    万和平  mediators=[万和平] mode=on_site
    2025-03-20  settled     万和平  form=written amount=12000.00 performance=by_date perform_by=2025-04-30
"""
ARCHIVED = f"{SETTLED}\n2025-06-01 archived 陆文"
TODAY = date(2026, 1, 15)


def clock(case: CaseView, name: str) -> Clock:
    found = case.clock(name)
    assert found is not None
    return found


def test_a_limit_still_runs_in_a_case_that_stands_open():
    running = clock(view(SETTLED, Mediation), "confirm")

    assert running.met is None
    assert not running.closed
    assert running.light(TODAY, 7) is Light.LAPSED


def test_a_case_put_away_leaves_no_limit_running():
    case = view(ARCHIVED, Mediation)

    assert [one.limit.name for one in case.clocks if one.met is None] == []


def test_what_ended_with_its_case_says_so_and_is_not_late():
    ended = clock(view(ARCHIVED, Mediation), "confirm")

    assert ended.met is not None
    assert (ended.met.step, ended.met.on) == ("archived", date(2025, 6, 1))
    assert ended.closed
    assert not ended.late
    assert ended.light(TODAY, 7) is Light.CLOSED


def test_what_was_done_in_a_case_stays_done_when_it_is_put_away():
    kept = clock(view(ARCHIVED, Mediation), "settle")

    assert kept.met is not None
    assert kept.met.step == "settled"
    assert not kept.closed


def test_what_is_done_in_the_last_stage_itself_outlives_the_case():
    case = view(
        """
        2025-03-03 clue_registered 甲
        2025-03-04 filed           甲
        2025-03-10 decided         甲  publication=publish amount=200.00
        2025-03-12 served          甲
        2025-04-30 archived        甲
        """,
        Penalty,
    )

    assert clock(case, "publish").met is None
    assert clock(case, "publish").light(TODAY, 7) is Light.OVERDUE
    assert clock(case, "pay").closed


@pytest.mark.parametrize("code", sorted(registry.current()))
def test_every_limit_that_outlives_a_case_has_a_step_that_can_end_it_there(code: str):
    procedure = registry.current()[code]
    last = [stage for stage in procedure.parts.stages if stage.final]

    for limit in procedure.parts.limits:
        if limit.since.to in last:
            assert any(stage in step.at for step in limit.until for stage in last), limit.label

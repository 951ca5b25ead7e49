from datetime import date

import pytest

from fazhi.core.law import Scope
from fazhi.law import instruments, limits, statute
from fazhi.law.instruments import Verification


def test_a_statute_is_asked_for_by_short_title_full_title_or_number():
    assert statute("督察规定").title == "法治政府建设与责任落实督察工作规定"
    assert statute("法治政府建设与责任落实督察工作规定") == statute("督察规定")
    assert statute("国务院令第836号") == statute("行政复议法实施条例")


def test_a_statute_is_the_version_of_the_day():
    assert statute("行政复议法").in_force == date(2024, 1, 1)
    assert statute("行政复议法", on=date(2023, 12, 31)).in_force == date(2018, 1, 1)
    assert statute("行政复议法实施条例", on=date(2026, 6, 30)).number == "国务院令第499号"


def test_a_day_before_every_version_has_none():
    with pytest.raises(LookupError, match=r"does not apply on 2020-01-01: .*\[2021-07-15, …\)"):
        statute("行政处罚法", on=date(2020, 1, 1))


def test_an_unknown_instrument_names_those_near_it():
    with pytest.raises(LookupError, match="行政处罚法"):
        statute("行政处罚")


def test_versions_of_one_instrument_follow_each_other_without_gap():
    by_name = {}
    for each in instruments.all_instruments():
        by_name.setdefault(each.short, []).append(each)

    for versions in by_name.values():
        assert [each.superseded for each in versions] == [
            *(each.statute.in_force for each in versions[1:]),
            None,
        ]


def test_no_name_means_two_instruments():
    named = {}
    for each in instruments.all_instruments():
        for name in {each.short, each.statute.title, each.statute.number} - {""}:
            named.setdefault(name, set()).add(each.short)

    assert [name for name, shorts in named.items() if len(shorts) > 1] == []


def test_a_limit_is_as_sure_as_the_instrument_it_rests_on():
    for row in limits.all():
        cited = instruments.instrument(row.instrument, on=row.in_force)
        assert row.verified or cited.verification is Verification.REPORT, row.code
        assert (cited.scope is Scope.NATIONAL) == (row.scope is Scope.NATIONAL), row.code

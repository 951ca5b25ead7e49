"""The calendar of the year agrees with the other tables, and with the law."""

from datetime import date, timedelta

from fazhi.law import year
from fazhi.law.indicators import standard_indicators
from fazhi.law.roles import CALENDAR_OWNER, posts
from fazhi.law.tables import lines
from fazhi.law.year import year_duties
from fazhi.procedures import registry


def test_every_duty_names_posts_figures_and_procedures_that_are_there():
    for duty in year_duties().values():
        assert set(duty.owners) <= set(posts()), duty.code
        assert set(duty.owners) <= set(CALENDAR_OWNER.posts), duty.code
        assert not duty.figure or duty.figure in standard_indicators(), duty.code
        assert not duty.procedure or duty.procedure in registry.current(), duty.code


def test_what_fulfils_a_duty_can_be_posted_and_sliced_so():
    for duty in year_duties().values():
        if not duty.figure:
            continue
        declared = registry.procedure(duty.procedure)
        figure = next((one for one in declared.indicators if one.code == duty.figure), None)
        assert figure is not None, f"{duty.code}: {duty.procedure} does not post {duty.figure}"
        if duty.dimension:
            field = declared.fields()[duty.dimension]
            assert duty.dimension in {getattr(by, "name", by) for by in figure.by}, duty.code
            assert set(duty.values) <= set(field.choices), duty.code


def test_a_step_that_fulfils_a_duty_is_a_step_of_its_procedure():
    for duty in year_duties().values():
        if duty.step:
            assert registry.procedure(duty.procedure).step(duty.step)


def test_the_annual_report_is_sent_before_march_and_published_before_april():
    sent, published = (
        year_duties()[code].occasions(2026)[0].due for code in ("report_sent", "report_published")
    )
    assert sent == date(2026, 2, 28)
    assert published == date(2026, 3, 31)


def test_an_occasion_is_found_by_its_name():
    duty, key = year.named("civil_code_month@2026")
    assert (duty.code, key) == ("civil_code_month", "2026")
    assert year.named("quarter_returns@2025-Q4")
    assert year.named("civil_code_month@2026-05") is None
    assert year.named("no_such_duty@2026") is None


def test_the_lunar_year_begins_where_the_notices_and_festivals_say():
    off = {
        line.number("year"): (line.day("first"), line.day("last"))
        for line in lines("holidays")
        if line.text("holiday") == "春节"
    }
    eve = {
        line.day("first").year: line.day("first")
        for line in lines("festivals")
        if line.text("festival") == "春节"
    }
    for of in range(2019, 2046):
        first = year.new_year(of)
        if of in off:
            assert off[of][0] <= first <= off[of][1]
        else:
            assert first == eve[of] + timedelta(days=1)


def test_what_people_call_an_occasion_names_it_again():
    for duty in year_duties().values():
        for of in (2025, 2026):
            days = duty.occasions(of) if duty.rule != "daily" else ()
            for key in [one.key for one in days] or [f"{of}-03-09"] * (duty.rule == "daily"):
                name = f"{duty.code}@{key}"
                called = year.said(name)
                assert "@" not in called
                assert called.startswith(f"{duty.label}（")
                assert year.meant(called) == name


def test_a_half_of_a_month_is_called_so():
    called = [year.said(f"leader_reception@2025-04{half}") for half in "ab"]

    assert [one.rpartition("（")[2] for one in called] == ["2025年4月上半月）", "2025年4月下半月）"]


def test_what_the_calendar_does_not_know_stays_as_it_was_typed():
    assert year.said("no_such_duty@2025") == "no_such_duty@2025"
    assert year.meant("没有这件事（2025年）") == "没有这件事（2025年）"
    assert year.meant("清理") == "清理"

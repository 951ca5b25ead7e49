from datetime import date

import pytest

from fazhi.core.days import Days, Hours, Months, OnDate, WorkingDays
from fazhi.core.law import LimitKind, Scope, Unit
from fazhi.law import calendar, limit, limits, profiles, threshold, thresholds
from fazhi.law.thresholds import Measure


def test_a_limit_is_asked_for_by_its_code():
    settle = limit("ME-01")

    assert settle.term == Months(1)
    assert str(settle.basis) == "《人民调解工作若干规定》第三十三条"
    assert (settle.start, settle.end) == ("受理", "调结")


def test_an_unknown_code_names_the_codes_near_it():
    with pytest.raises(LookupError, match=r"no limit 'ME-10' in law/limits.csv; near it are ME-0\d"):
        limit("ME-10")


def test_a_limit_is_not_in_force_before_its_first_day():
    assert limit("RC-07", on=date(2026, 7, 1)).term == WorkingDays(5)
    with pytest.raises(LookupError, match="begins on 2026-07-01"):
        limit("RC-07", on=date(2026, 6, 30))


def test_every_code_is_given_once_for_any_day():
    for row in limits.all():
        others = [each for each in limits.all() if each.code == row.code and each is not row]
        assert not [each for each in others if row.in_force and each.holds(row.in_force)]


def test_the_number_alone_does_not_say_what_kind_of_day_it_is():
    assert limit("PN-05").term == WorkingDays(7)
    assert limit("MD-02").term == Days(7)


def test_what_silence_means_differs_between_two_consultations():
    assert limit("ID-05").silence == "第三方逾期未提出意见的，由行政机关自行决定是否公开"
    assert limit("ID-06").silence == "逾期未提出意见的视为同意公开"


def test_lead_times_and_waits_and_triggers_are_told_apart():
    kinds = {kind: {row.code for row in limits.all() if row.kind is kind} for kind in LimitKind}

    assert kinds[LimitKind.LEAD_TIME] == {"MD-02", "PN-05", "CO-10", "RC-12", "LT-07"}
    assert kinds[LimitKind.TRIGGER] == {"LA-04"}
    assert {"MD-01", "MD-03", "ND-01", "CO-04", "CO-05"} <= kinds[LimitKind.AT_LEAST]


def test_the_yearly_report_is_sent_before_march_and_published_before_april():
    end_of_year = date(2026, 12, 31)

    assert limit("AN-01").term == OnDate(3, 1, years_after=1)
    assert limit("AN-01").count(end_of_year, calendar()).last_day == date(2027, 2, 28)
    assert limit("AN-02").count(end_of_year, calendar()).last_day == date(2027, 3, 31)


def test_a_limit_in_hours_is_kept_in_hours():
    assert limit("PN-32").term == Hours(24)


def test_restraint_of_property_is_never_prolonged_by_a_holiday():
    sealed = limit("CO-01").count(date(2026, 9, 2), calendar())

    assert sealed.last_day == date(2026, 10, 2)


def test_a_petition_reply_that_rolls_warns_of_the_day_before_rolling():
    reply = limit("PE-05").count(date(2026, 8, 3), calendar())

    assert (reply.last_day, reply.unrolled) == (date(2026, 10, 8), date(2026, 10, 2))
    assert "未写明顺延" in reply.steps[-1]
    assert "未写明顺延" not in limit("RC-13").count(date(2026, 8, 3), calendar()).explanation


def test_rows_of_one_place_or_field_bind_only_where_switched_on():
    assert {row.scope for row in limits.active()} == {Scope.NATIONAL}
    in_zhejiang = {row.code for row in limits.active({"zhejiang"})}
    assert "PN-07" in in_zhejiang
    assert "PN-06" not in in_zhejiang
    assert {row.code for row in limits.active(on=date(2026, 6, 30))}.isdisjoint({"RC-07", "RC-20"})


def test_every_local_or_sector_row_has_a_profile_and_no_other_has():
    known = {each.code: each.scope for each in profiles.all()}

    for row in (*limits.all(), *thresholds.all()):
        assert (row.profile == "") == (row.scope is Scope.NATIONAL), row.code
        if row.profile:
            assert known[row.profile] is row.scope, row.code


def test_a_profile_knows_its_limits():
    assert profiles.profile("huzhou").limits == {"ND-04", "ND-05", "ND-06"}
    with pytest.raises(LookupError, match="there are housing, zhejiang"):
        profiles.profile("nowhere")


def test_every_row_speaks_chinese_and_ends_what_it_starts():
    for row in limits.all():
        for text in (row.label, row.start, row.end):
            assert any("\u4e00" <= character <= "\u9fff" for character in text), row.code


def test_every_extension_named_by_code_exists():
    codes = {row.code for row in limits.all()}
    named = {
        row.extendable_by for row in limits.all() if row.extendable_by[:2].isascii() and row.extendable_by
    }

    assert {"PN-02", "CO-02", "PE-06", "ID-04", "RC-14", "PR-02", "PR-08", "HL-03"} == named
    assert named <= codes


def test_a_summary_fine_has_one_ceiling_for_people_and_one_for_organisations():
    assert threshold("TH-01").ceiling == 200
    assert threshold("TH-02").ceiling == 3000
    assert threshold("TH-02").meets(3000)
    assert not threshold("TH-02").meets(3001)
    assert str(threshold("TH-02").basis) == "《行政处罚法》第五十一条"


def test_a_bound_that_is_open_is_not_asked_for():
    assert threshold("TH-05").floor == 2
    with pytest.raises(ValueError, match="no upper bound"):
        _ = threshold("TH-05").ceiling
    with pytest.raises(ValueError, match="no lower bound"):
        _ = threshold("TH-01").floor


def test_a_threshold_that_is_a_time_is_found_in_the_table_of_limits():
    times = [each for each in thresholds.all() if each.measure is Measure.LIMIT]

    assert {each.code for each in times} == {each.code for each in thresholds.all() if each.limit}
    assert {limit(each.limit).unit for each in times} == {Unit.HOUR, Unit.DATE}
    for each in times:
        assert (each.basis, each.scope) == (limit(each.limit).basis, limit(each.limit).scope) or (
            str(each.basis) == str(limit(each.limit).basis)
        )


def test_every_threshold_has_a_number_unless_it_is_a_time_or_a_prohibition():
    for each in thresholds.all():
        bounded = each.least is not None or each.most is not None
        assert bounded == (each.measure not in {Measure.LIMIT, Measure.RULE}), each.code


def test_an_unknown_threshold_names_those_near_it():
    with pytest.raises(LookupError, match="near it are TH-"):
        threshold("TH-99")


def test_a_threshold_is_written_in_words():
    words = {code: threshold(code).text for code in ("TH-01", "TH-04", "TH-05", "TH-09", "TH-12", "TH-24")}

    assert words == {
        "TH-01": "二百元",
        "TH-04": "百分之三",
        "TH-05": "两人",
        "TH-09": "一至二人",
        "TH-12": "六十学时",
        "TH-24": "两次",
    }
    assert threshold("TH-08").text == ""

"""Which figures can be asked for."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from fazhi.demo import targets
from fazhi.demo.targets import Target, TargetsError


def test_a_file_of_figures_is_a_list_of_indicators_and_values():
    found = targets.read(
        '[{"indicator": "mediation.cases", "value": 438},'
        ' {"indicator": "mediation.cases", "value": 78, "breakdown": {"source": "entrusted/police"}},'
        ' {"carried": "mediation", "value": 3}]'
    )

    assert found.targets == (
        Target(indicator="mediation.cases", value=Decimal(438)),
        Target(indicator="mediation.cases", value=Decimal(78), where=(("source", "entrusted/police"),)),
    )
    assert found.carried == {"mediation": 3}


def test_a_file_saved_with_a_byte_order_mark_is_read_as_any_other():
    [found] = targets.read('\ufeff[{"indicator": "mediation.cases", "value": 438}]').targets

    assert found.value == 438


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "不是有效的JSON，第1行第2列"),
        ("[" * 100_000, "相套太深"),
        ('[{"indicator": "mediation.cases", "value": 1' + "0" * 5000 + "}]", "过大"),
        ('[{"indicator": "mediation.cases", "value": 3, "breakdown": {"source": null}}]', "应为文字"),
        ('{"mediation.cases": 3}', "应是一个列表"),
        ('[{"value": 3}]', "缺少指标编码"),
        ('[{"indicator": "mediation.cases", "value": "1.2万"}]', "“1.2万”不是数值"),
        ('[{"indicator": "mediation.cases", "value": -3}]', "不能小于零"),
        ('[{"indicator": "mediation.amount", "value": 0.125}]', "细于两位小数"),
        ('[{"indicator": "mediation.cases", "value": 1e30}]', "过大"),
        ('[{"indicator": "mediation.cases", "value": null}]', "“null”不是数值"),
        ('[{"carried": "mediation", "value": 1.5}]', "不是可以结转的件数"),
        ('[{"indicator": "mediation.cases", "value": 3, "breakdown": "police"}]', "breakdown"),
    ],
)
def test_what_is_no_figure_is_refused_with_the_place_and_the_way_out(text, said):
    with pytest.raises(TargetsError, match=re.escape(said)):
        targets.read(text)


def test_an_indicator_that_nothing_posts_is_refused_by_name(target):
    with pytest.raises(TargetsError, match=r"moon\.landings"):
        targets.sort([target("mediation.cases", 3), target("moon.landings", 1)])


def test_an_indicator_that_nothing_posts_is_skipped_and_listed_where_that_is_asked(target):
    usable, skipped = targets.sort(
        [target("mediation.cases", 3), target("moon.landings", 1)], known_only=True
    )

    assert [one.indicator for one in usable] == ["mediation.cases"]
    assert [one.target.indicator for one in skipped] == ["moon.landings"]


def test_a_rate_is_taken_with_the_counts_it_rests_on_as_exactly_as_it_is_told(target):
    counts = [target("mediation.settled", 330), target("mediation.concluded", 362)]

    for told in (91, "91.2", "91.16"):
        rate = target("mediation.success_rate", told)
        assert targets.sort([rate, *counts]) == ((*counts, rate), ())


def test_a_rate_that_does_not_follow_from_its_counts_is_refused_with_what_they_come_to(target):
    counts = [target("mediation.settled", 330), target("mediation.concluded", 362)]

    with pytest.raises(TargetsError, match=r"mediation\.concluded 为91\.16"):
        targets.sort([target("mediation.success_rate", 92), *counts], known_only=True)
    with pytest.raises(TargetsError, match="分母为0"):
        targets.sort(
            [target("mediation.success_rate", 92), *(replace(one, value=Decimal(0)) for one in counts)]
        )


def test_a_rate_of_years_compared_is_no_target_and_its_formula_is_told(target):
    with pytest.raises(TargetsError, match=r"yoy\(penalty\.cases\)"):
        targets.sort([target("penalty.yoy", 10), target("penalty.cases", 110)])


def test_a_slice_that_there_is_not_is_refused_with_those_there_are(target):
    with pytest.raises(TargetsError, match="可用的维度：source"):
        targets.sort([target("mediation.cases", 3, weather="rain")])
    with pytest.raises(TargetsError, match="没有“martian”这一取值"):
        targets.sort([target("mediation.cases", 3, source="martian")])


def test_one_figure_cannot_have_two_values(target):
    with pytest.raises(TargetsError, match="给了两个数值"):
        targets.sort([target("mediation.cases", 3), target("mediation.cases", 4)])


def test_a_figure_is_parted_by_two_things_at_once_where_it_is_kept_so(target):
    asked = target("mediation.cases", 3, source="applied", committee_kind="community")

    assert targets.sort([asked]) == ((asked,), ())
    [read] = targets.read(
        '[{"indicator": "mediation.cases", "value": 3,'
        ' "breakdown": {"source": "applied", "committee_kind": "community"}}]'
    ).targets
    assert read.where == (("committee_kind", "community"), ("source", "applied"))


def test_a_figure_is_parted_by_one_thing_at_a_time_and_by_what_is_known_beforehand(target):
    with pytest.raises(TargetsError, match="一次只能按一个维度"):
        targets.sort([target("mediation.cases", 3, source="applied", dispute_type="neighbour")])
    with pytest.raises(TargetsError, match="事先不能指定"):
        targets.sort([target("staff.count", 3, department="990201001-1")])


def test_what_is_counted_is_whole_and_no_more_than_can_be_told(target):
    for wrong in (target("mediation.cases", "1.5"), target("publicity.participants", "0.5")):
        with pytest.raises(TargetsError, match="应为整数"):
            targets.sort([wrong])
    with pytest.raises(TargetsError, match="不能超过"):
        targets.sort([target("mediation.cases", 10**11)])
    assert (
        targets.sort([target("publicity.participants", 10**9), target("mediation.amount", "0.01")])[1] == ()
    )

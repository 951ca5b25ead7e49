import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.pictures import SVG, has_inline_styles, percent, read, rects, text_at, texts
from fazhi.desk.drawings import BracketSpec, RunSpec, StopSpec, flow, ruler, small_bar, stamp
from fazhi.desk.examples import pictures
from fazhi.desk.svg import INK, PANEL, SEAL, WORK, width

START, LAST, TODAY = date(2026, 1, 6), date(2026, 2, 6), date(2026, 1, 15)
days = st.dates(min_value=date(2024, 1, 1), max_value=date(2027, 12, 31))

STOPS = (StopSpec("待受理"), StopSpec("调解中"), StopSpec("履行中"), StopSpec("已结案", final=True))
STEPS = (
    RunSpec("申请", (), "待受理"),
    RunSpec("受理", ("待受理",), "调解中", "《人民调解法》第十七条"),
    RunSpec("调解", ("调解中",), None),
    RunSpec("达成协议", ("调解中",), "履行中"),
    RunSpec("履行完毕", ("履行中",), "已结案"),
    RunSpec("终止", ("调解中",), "已结案"),
)


def bands(svg: str, **looks: str) -> list[tuple[float, float]]:
    return [
        (float(band.attrib["x"]), float(band.attrib["x"]) + float(band.attrib["width"]))
        for band in rects(svg, **looks)
    ]


def x_of(svg: str, text: str) -> float:
    return float(text_at(svg, text).attrib["x"])


class TestRuler:
    def test_it_is_filled_as_far_as_today(self):
        [(left, right)] = bands(ruler(START, LAST, TODAY), fill=WORK)
        assert (right - left) / (354 - 6) == pytest.approx(9 / 31, abs=0.001)

    def test_it_says_where_it_begins_and_ends_and_where_today_is(self):
        assert texts(ruler(START, LAST, TODAY, start_label="受理")) == [
            "今天 1月15日",
            "1月6日 受理",
            "2月6日 届满",
        ]

    def test_it_is_read_out_with_the_days_left(self):
        assert "还有22天" in read(ruler(START, LAST, TODAY)).attrib["aria-label"]
        assert "已超过3天" in read(ruler(START, LAST, LAST + timedelta(days=3))).attrib["aria-label"]

    def test_what_lies_beyond_the_last_day_is_red_where_it_is_a_fault(self):
        assert bands(ruler(START, LAST, TODAY), fill=SEAL) == []
        beyond = LAST + timedelta(days=3)
        assert len(bands(ruler(START, LAST, beyond, light="overdue"), fill=SEAL)) == 2
        assert bands(ruler(START, LAST, beyond, light="done"), fill=SEAL) == []

    def test_what_ended_otherwise_than_by_being_done_says_how(self):
        svg = ruler(START, LAST, TODAY, light="done", met_on=date(2026, 1, 10), met_word="随案终结")
        assert "1月10日 随案终结" in texts(svg)

    def test_a_limit_long_overdue_still_shows_its_own_length(self):
        svg = ruler(START, LAST, LAST + timedelta(days=900), light="overdue")
        [own, beyond] = bands(svg, fill=SEAL)
        assert own[1] - own[0] > beyond[1] - beyond[0]

    def test_a_pause_is_hatched_and_the_days_rolled_are_dotted(self):
        plain = ruler(START, LAST, TODAY)
        paused = ruler(START, LAST, TODAY, pauses=[(date(2026, 1, 8), date(2026, 1, 12))])
        rolled = ruler(START, LAST, TODAY, rolled_from=date(2026, 2, 3))
        assert paused.count("<line") > plain.count("<line")
        assert "stroke-dasharray" in rolled
        assert "stroke-dasharray" not in plain

    def test_a_thing_done_stands_still(self):
        svg = ruler(START, LAST, TODAY, light="done", met_on=date(2026, 1, 10))
        assert "1月10日 已办" in texts(svg)
        assert "今天 1月15日" not in texts(svg)
        assert svg == ruler(START, LAST, TODAY + timedelta(days=300), light="done", met_on=date(2026, 1, 10))

    @given(days, st.integers(0, 400), st.integers(-400, 800), st.integers(0, 60))
    def test_everything_stays_on_the_paper(self, start, long, now, paused):
        svg = ruler(
            start,
            start + timedelta(days=long),
            start + timedelta(days=now),
            pauses=[(start, start + timedelta(days=paused))],
        )
        assert all(0 <= left <= right <= 360 for left, right in bands(svg))
        for text in read(svg).iter(f"{SVG}text"):
            wide = width(text.text or "", 12)
            x = float(text.attrib["x"]) - (wide / 2 if text.get("text-anchor") == "middle" else 0)
            assert x >= -1
            assert x + wide <= 361
        assert not has_inline_styles(svg)


def test_a_small_bar_is_filled_by_its_share():
    assert [percent(rect) for rect in rects(small_bar(1, 4), fill=WORK)] == [25]
    assert [percent(rect) for rect in rects(small_bar(0, 0), fill=WORK)] == [0]


@pytest.mark.parametrize(
    ("organ", "cut"),
    [
        ("青槐街道办事处", "青槐街道办事处之印"),
        ("青槐街道调委会印", "青槐街道调委会印印"),
        ("云汀区司法局", "云汀区司法局"),
    ],
)
def test_a_seal_is_read_downwards_from_the_right(organ, cut):
    svg = stamp(organ)
    signs = sorted(
        read(svg).iter(f"{SVG}text"), key=lambda sign: (-float(sign.attrib["x"]), float(sign.attrib["y"]))
    )
    assert "".join(sign.text or "" for sign in signs) == cut


class TestFlow:
    def test_stages_stand_in_their_order_along_the_line(self):
        svg = flow(STOPS, STEPS)
        places = [x_of(svg, stop.label) for stop in STOPS]
        assert places == sorted(places)

    def test_a_step_to_the_next_stage_stands_over_the_stretch_between_them(self):
        svg = flow(STOPS, STEPS)
        assert x_of(svg, "待受理") < x_of(svg, "受理") < x_of(svg, "调解中")
        assert x_of(svg, "申请") < x_of(svg, "待受理")

    def test_a_step_that_stays_hangs_below_its_stop(self):
        svg = flow(STOPS, STEPS)
        assert x_of(svg, "↻ 调解") == x_of(svg, "调解中")
        assert float(text_at(svg, "↻ 调解").attrib["y"]) > float(text_at(svg, "调解中").attrib["y"])

    def test_a_step_that_jumps_runs_above_the_line(self):
        svg = flow(STOPS, STEPS)
        assert float(text_at(svg, "终止").attrib["y"]) < float(text_at(svg, "达成协议").attrib["y"])

    def test_the_end_is_filled(self):
        svg = flow(STOPS, STEPS)
        assert [stop.get("fill") for stop in rects(svg, rx="10")] == [PANEL, PANEL, PANEL, INK]

    def test_no_line_joins_two_ends_that_no_step_joins(self):
        ends = (*STOPS, StopSpec("未受理", final=True))
        steps = (*STEPS, RunSpec("不予受理", ("待受理",), "未受理"))
        main = [line for line in read(flow(ends, steps)).iter(f"{SVG}line") if line.get("stroke") == WORK]
        assert len(main) == 4

    def test_steps_that_leave_together_for_the_same_stage_share_one_track(self):
        steps = (*STEPS, RunSpec("撤回", ("调解中",), "已结案"))
        assert (
            text_at(flow(STOPS, steps), "终止").attrib["x"] == text_at(flow(STOPS, steps), "撤回").attrib["x"]
        )

    def test_an_article_too_long_for_its_step_stands_in_two_lines(self):
        assert {"《人民调解法》", "第十七条"} <= set(texts(flow(STOPS, STEPS)))

    def test_the_name_of_a_long_instrument_does_not_stretch_the_line(self):
        long = "《国务院办公厅关于严格规范涉企行政检查的意见》（国办发〔2024〕54号）"
        steps = [RunSpec(step.label, step.from_labels, step.to_label, long) for step in STEPS]
        assert max(width(text, 11) for text in texts(flow(STOPS, steps)) if "意见" in text) <= 26 * 11
        assert float(read(flow(STOPS, steps)).attrib["viewBox"].split()[2]) < 1000

    def test_a_step_possible_nearly_everywhere_is_told_once(self):
        steps = (*STEPS, RunSpec("回避", ("待受理", "调解中", "履行中"), None, "第十五条"))
        assert [text for text in texts(flow(STOPS, steps)) if "回避" in text] == [
            "↻ 回避　在待受理、调解中、履行中时　第十五条"
        ]

    def test_a_limit_is_a_bracket_with_its_days(self):
        svg = flow(STOPS, STEPS, [BracketSpec("调结", "一个月", "受理", "达成协议")])
        assert "调结 一个月" in texts(svg)
        middle = (x_of(svg, "受理") + x_of(svg, "达成协议")) / 2
        assert x_of(svg, "调结 一个月") == pytest.approx(middle, abs=0.02)

    def test_the_bracket_of_a_step_possible_in_many_stages_stands_at_the_first_of_them(self):
        asked = RunSpec("请求复核", ("调解中", "履行中", "已结案"), None)
        svg = flow(STOPS, (*STEPS, asked), [BracketSpec("复核", "30日", "请求复核", "请求复核")])
        assert x_of(svg, "复核 30日") == pytest.approx(x_of(svg, "调解中"), abs=0.02)

    def test_limits_that_overlap_do_not_stand_on_one_another(self):
        svg = flow(
            STOPS,
            STEPS,
            [
                BracketSpec("调结", "一个月", "受理", "达成协议"),
                BracketSpec("履行", "十日", "达成协议", "履行完毕"),
                BracketSpec("全程", "两个月", "申请", "履行完毕"),
            ],
        )
        assert text_at(svg, "全程 两个月").attrib["y"] != text_at(svg, "调结 一个月").attrib["y"]

    def test_it_is_told_in_words(self):
        told = read(flow(STOPS, STEPS)).findtext(f"{SVG}desc") or ""
        assert "起初申请，转为待受理。" in told
        assert "在调解中时终止，转为已结案。" in told

    def test_a_stage_or_step_that_is_not_given_is_refused(self):
        with pytest.raises(ValueError, match="归档中"):
            flow(STOPS, [RunSpec("归档", ("已结案",), "归档中")])
        with pytest.raises(ValueError, match="催告"):
            flow(STOPS, STEPS, [BracketSpec("催告", "十日", "催告", "受理")])

    @pytest.mark.parametrize(
        "svg", [pictures.mediation_flow(), pictures.penalty_flow()], ids=["mediation", "penalty"]
    )
    def test_no_words_stand_on_other_words(self, svg):
        boxes = [box(text) for text in read(svg).iter(f"{SVG}text")]
        for place, (left, right, top, bottom, text) in enumerate(boxes):
            for other_left, other_right, other_top, other_bottom, other in boxes[place + 1 :]:
                apart = (
                    right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top
                )
                assert apart, f"{text} stands on {other}"

    @given(st.data())
    def test_any_procedure_is_drawn_within_its_frame(self, data):
        names = [f"阶段{n}" for n in range(data.draw(st.integers(1, 9)))]
        one = st.sampled_from(names)
        steps = [RunSpec("开始", (), data.draw(one))] + [
            RunSpec(
                f"办理{n}",
                tuple(data.draw(st.sets(one, min_size=1, max_size=4))),
                data.draw(st.none() | one),
                "第一条",
            )
            for n in range(data.draw(st.integers(0, 14)))
        ]
        step = st.sampled_from([step.label for step in steps])
        limits = [
            BracketSpec("期限", "十五日", data.draw(step), data.draw(step))
            for _ in range(data.draw(st.integers(0, 4)))
        ]
        svg = flow([StopSpec(name) for name in names], steps, limits)
        wide, high = map(float, read(svg).attrib["viewBox"].split()[2:])
        for left, right, top, bottom, text in map(box, read(svg).iter(f"{SVG}text")):
            assert left >= -1, text
            assert right <= wide + 1, text
            assert top >= 0, text
            assert bottom <= high, text
        assert not has_inline_styles(svg)
        assert {re.sub(r"^↻ ", "", text).partition("　")[0] for text in texts(svg)} >= {"开始"}


def box(text: ET.Element) -> tuple[float, float, float, float, str]:
    words = "".join(text.itertext())
    size = float(text.attrib["font-size"])
    wide = width(words, size)
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    left = x if text.get("text-anchor") == "start" else x - wide / 2  # a flow sets its words in the middle
    return left, left + wide, y - size * 0.85, y + size * 0.1, words

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.pictures import SVG, has_inline_styles, links, percent, read, rects, text_at, texts
from fazhi.desk.charts import Bar, Series, bars, months, share
from fazhi.desk.svg import SEAL, WORK

labels = st.text(alphabet="邻里物业劳动<>&\"' ab", min_size=1, max_size=12)
amounts = st.integers(min_value=0, max_value=10**9) | st.decimals(
    min_value=0, max_value=10**9, places=2, allow_nan=False
)
some_bars = st.lists(st.builds(Bar, label=labels, value=amounts), max_size=12)


def test_bars_are_as_long_as_their_numbers():
    svg = bars([Bar(label="邻里", value=124), Bar(label="物业", value=62)], title="类型", unit="件")
    assert [percent(mark) for mark in rects(svg, class_="mark")] == [100, 50]
    assert texts(svg) == ["邻里", "124", "物业", "62"]


def test_a_bar_leads_where_its_entries_are():
    svg = bars(
        [Bar(label="邻里", value=124, url="/l?a=1&b=2"), Bar(label="物业", value=62)], title="类型", unit="件"
    )
    assert links(svg) == {"邻里 124件": "/l?a=1&b=2"}


def test_a_chart_with_links_is_no_image_because_nothing_inside_an_image_can_be_reached():
    rows = [Bar(label="邻里", value=124)]
    linked = [Bar(label="邻里", value=124, url="/l")]
    assert read(bars(rows, title="类型", unit="件")).get("role") == "img"
    assert read(bars(linked, title="类型", unit="件")).get("role") == "group"


def test_a_chart_says_its_title_and_all_its_numbers():
    svg = bars([Bar(label="邻里", value=1240), Bar(label="物业", value=62)], title="类型", unit="件")
    assert read(svg).findtext(f"{SVG}title") == "类型"
    assert read(svg).findtext(f"{SVG}desc") == "邻里1,240件、物业62件"


def test_only_what_is_overdue_is_red():
    svg = bars(
        [Bar(label="正常", value=9), Bar(label="逾期", value=1, overdue=True)], title="期限", unit="件"
    )
    assert [mark.get("fill") for mark in rects(svg, class_="mark")] == [WORK, SEAL]


def test_a_long_label_stands_above_its_bar():
    short = bars([Bar(label="邻里", value=1)], title="类型", unit="件")
    long = bars([Bar(label="房屋宅基地及相邻权纠纷", value=1)], title="类型", unit="件")
    assert "lead-3" in read(short).attrib["class"].split()
    assert "lead" not in read(long).attrib["class"]


def test_a_month_without_a_number_has_no_column():
    svg = months(Series(label="2026年", values=(34, 26, None)), title="每月", unit="件")
    assert len(list(rects(svg, class_="mark"))) == 2
    assert texts(svg)[:5] == ["1月", "2", "3", "34", "26"]


def test_months_may_begin_within_a_year():
    svg = months(Series(label="上年度", values=(5, 6, 7)), title="每月", unit="件", first=11)
    assert [text for text in texts(svg) if text in {"11月", "12", "1"}] == ["11月", "12", "1"]
    assert read(svg).findtext(f"{SVG}desc") == "11月5件、12月6件、1月7件"


def test_a_number_stands_clear_of_the_stroke_of_the_year_before():
    now, before = Series(label="2025年", values=(40,)), Series(label="2024年", values=(42,))
    alone = text_at(months(now, title="每月", unit="件"), "40")
    above = text_at(months(now, before, title="每月", unit="件"), "40")
    stroke = 11.5 - 10.0
    assert (
        float(above.attrib["y"].removesuffix("rem"))
        < stroke
        <= float(alone.attrib["y"].removesuffix("rem")) + 1
    )


def test_the_two_years_are_named_without_touching():
    svg = months(
        Series(label="2025年", values=(39,)), Series(label="2024年", values=(39,)), title="每月", unit="件"
    )
    now, before = (float(text_at(svg, year).attrib["y"].removesuffix("rem")) for year in ("2025年", "2024年"))
    assert abs(now - before) >= 1.2


def test_a_share_is_divided_as_its_numbers_are():
    svg = share([Bar(label="书面", value=187), Bar(label="口头", value=237)], title="协议", unit="件")
    assert [percent(mark) for mark in rects(svg, class_="mark")] == pytest.approx([44.10, 55.90])
    assert texts(svg) == ["书面 187件 44.1%", "口头 237件 55.9%"]


def test_a_share_of_more_than_three_parts_is_refused():
    parts = [Bar(label=label, value=1) for label in "甲乙丙丁"]
    with pytest.raises(ValueError, match=r"4 parts.*bars"):
        share(parts, title="来源", unit="件")


@given(st.lists(st.floats(min_value=0.001, max_value=1), min_size=3, max_size=3))
def test_the_words_of_three_parts_never_meet_on_a_phone(weights):
    """On 22 rem, words of 7 rem each that share a row stand apart, and no stroke runs through words."""
    parts = [Bar(label="正常", value=weight) for weight in weights]
    drawn = [text.attrib for text in read(share(parts, title="期限", unit="件")).iter(f"{SVG}text")]
    spans = []
    for text in drawn:
        x = float(text["x"].removesuffix("%")) / 100 * 22
        left = {"start": x + 0.4, "end": x - 7.4, "middle": x - 3.5}[text["text-anchor"]]
        spans.append((float(text["y"].removesuffix("rem")), left, left + 7, x))
    for row, left, right, _ in spans:
        for other_row, other_left, other_right, stroke in spans:
            if row == other_row and left != other_left:
                assert right <= other_left or other_right <= left
            if other_row > row:
                assert stroke <= left or stroke >= right


@given(some_bars)
def test_bars_stay_in_their_frame_and_carry_no_inline_style(rows):
    svg = bars(rows, title="<类型>&", unit="件")
    assert all(0 <= percent(mark) <= 100 for mark in rects(svg, class_="mark"))
    assert not has_inline_styles(svg)


@given(st.lists(amounts | st.none(), min_size=1, max_size=12), st.lists(amounts | st.none(), max_size=12))
def test_columns_stand_on_the_ground_and_below_the_top(now, before):
    svg = months(
        Series(label="今年", values=now), Series(label="上年", values=before), title="每月", unit="件"
    )
    for mark in rects(svg, class_="mark"):
        top, high = (float(mark.attrib[name].removesuffix("rem")) for name in ("y", "height"))
        assert top >= 1.49
        assert top + high == pytest.approx(11.5, abs=0.02)
    assert not has_inline_styles(svg)


def test_a_rate_keeps_its_decimals():
    assert "96.8" in texts(bars([Bar(label="成功率", value=Decimal("96.80"))], title="率", unit="%"))

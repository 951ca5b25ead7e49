import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from fazhi import desk
from fazhi.desk import examples
from fazhi.desk.parts import LIGHTS, Column, Light, Link, Row, Table

DESK = Path(desk.__file__).parent
STYLES = DESK / "static" / "desk"
COMPONENTS = DESK / "templates" / "desk" / "components"

# An attribute of htmx, or an element that the browser adds, may break the rule unseen; our own words may not.
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)


@pytest.fixture(scope="module")
def page() -> str:
    return render_to_string("desk/examples.html", dict(examples.context()))


def test_the_page_of_examples_needs_no_inline_style_and_no_inline_script(page):
    assert INLINE.findall(page) == []


def test_the_page_of_examples_shows_every_component(page):
    shown = {path.name for path in COMPONENTS.glob("*.html")} - {"light.html"}
    used = set(
        re.findall(r'components/(\w+\.html)"', "".join(path.read_text() for path in DESK.rglob("*.html")))
    )
    assert shown - used == set()
    assert all(f">{word}</span>" in page for _, word in LIGHTS.values())


def test_every_component_says_what_it_is_given():
    silent = [
        path.name for path in COMPONENTS.glob("*.html") if "Needs:" not in path.read_text().split("#}")[0]
    ]
    assert silent == []


def test_the_style_sheets_are_small_and_fetch_nothing():
    sheets = "".join(path.read_text() for path in STYLES.glob("*.css"))
    base = (DESK / "templates" / "desk" / "base.html").read_text()
    sizes = {path.name: len(path.read_bytes()) for path in STYLES.glob("*.css")}
    assert sum(size for name, size in sizes.items() if f"desk/{name}" in base) < 40_000
    assert all(size < 8_000 for name, size in sizes.items() if f"desk/{name}" not in base)
    assert "url(" not in sheets
    assert "@import" not in sheets


def test_every_custom_property_that_is_used_is_set():
    sheets = "".join(path.read_text() for path in STYLES.glob("*.css"))
    assert set(re.findall(r"var\((--[\w-]+)", sheets)) <= set(re.findall(r"(--[\w-]+):", sheets))


def test_every_id_on_the_page_is_its_own(page):
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


def test_what_was_typed_wrongly_is_given_back_with_the_sentence_beside_it(page):
    [box] = re.findall(r"<input[^>]*name=\"amount\"[^>]*>", page)
    assert 'value="1.2万"' in box
    assert 'aria-invalid="true"' in box
    assert 'aria-describedby="amount-error"' in box
    assert 'id="amount-error">“1.2万”不是金额' in page


def test_no_words_of_a_case_reach_the_page_as_markup():
    table = Table(
        caption="<script>",
        columns=(Column("名称", kind="name"), Column("期限", kind="light"), Column("数", kind="count")),
        rows=(Row(cells=(Link("<b>", '/"x', "<i>"), Light(state="soon", note="<u>"), "<s>"), id='"'),),
    )
    drawn = render_to_string("desk/components/table.html", {"table": table})
    assert not re.search(r"<(script|b|i|u|s)>", drawn.replace("<b>&lt;script&gt;</b>", ""))
    assert 'href="/&quot;x"' in drawn


def test_a_row_with_a_cell_too_few_is_a_mistake_of_the_page():
    table = Table(caption="表", columns=(Column("甲"), Column("乙")), rows=(("一",),))
    with pytest.raises(ValueError, match="shorter"):
        render_to_string("desk/components/table.html", {"table": table})

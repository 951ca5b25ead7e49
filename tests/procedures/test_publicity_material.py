"""普法资料, told as stock that comes in and is given out."""

import pytest

from fazhi.procedures.publicity.publicity_material import PublicityMaterial
from house.statutes import quote_stands
from journal_text import attempt, codes, linked, posted, postings, refusal, view

ENROLLED = (
    "2025-11-20 enrolled 乔知夏 name=民法典折页 material_kind=leaflet law=[civil_code] printed_by=司法所"
    " reviewer=齐致远 accurate=yes first_copies=500"
)


def moved(move, copies, day="2025-12-04"):
    return f"{day} changed 乔知夏 move={move} copies={copies}"


@pytest.mark.parametrize("step", PublicityMaterial.parts.steps, ids=lambda step: step.name)
def test_every_step_rests_on_words_that_stand(step):
    assert quote_stands(step.basis) is not False
    assert step.basis.quote


def test_what_is_not_accurate_is_not_taken_in():
    tried = attempt(view("", PublicityMaterial), ENROLLED.replace("accurate=yes", "accurate=no"))

    assert refusal(tried, "rule-not-met").basis == "《法治宣传教育法》第五十四条第二款"


def test_a_material_stands_in_the_register_once():
    twin = linked("publicity_material", name="民法典折页")

    assert "there-already" in codes(attempt(view("", PublicityMaterial, twins=(twin,)), ENROLLED))


def test_what_is_left_is_what_came_in_less_what_went_out():
    text = "\n".join(
        (ENROLLED, moved("given", 300), moved("made", 200), moved("discarded", 10), moved("issued", 1))
    )

    assert view(ENROLLED, PublicityMaterial).facts["stock"] == 500
    assert view(text, PublicityMaterial).facts["stock"] == 390


def test_no_more_is_given_out_than_is_there():
    case = view(f"{ENROLLED}\n{moved('given', 300)}", PublicityMaterial)
    found = refusal(attempt(case, moved("given", 201)), "rule-not-met")

    assert found.message == "库存200份，不足201份，请先登记印制或者收到入库，或者核对数量。"
    assert attempt(case, moved("given", 200)).refusals == ()
    assert attempt(case, moved("made", 1000)).refusals == ()


def test_what_is_given_out_is_counted_by_kind():
    text = f"{ENROLLED}\n{moved('given', 300)}"

    assert posted(text, PublicityMaterial) == {"publicity.materials": 300}
    assert postings(text, PublicityMaterial)[0].slices == {"material_kind": "leaflet"}
    assert posted(f"{ENROLLED}\n{moved('made', 300)}", PublicityMaterial) == {}


@pytest.mark.parametrize(
    ("kind", "move", "code"),
    [
        ("banner", "given", "publicity.banners"),
        ("poster", "given", "publicity.posters"),
        ("board", "issued", "publicity.board_issues"),
    ],
)
def test_banners_posters_and_issues_of_boards_are_counted_apart(kind, move, code):
    text = f"{ENROLLED.replace('leaflet', kind)}\n{moved(move, 4)}"

    assert posted(text, PublicityMaterial)[code] == 4

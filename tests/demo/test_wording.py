"""What imagined cases say of themselves: sentences of an ordinary day, and nothing of it moves a figure."""

import string
import tomllib
from importlib import resources

import pytest

from demo import chance
from fazhi.core.form import Rows
from fazhi.demo import words
from fazhi.demo.scenario import Scenario
from fazhi.demo.wording import put_into_words
from fazhi.procedures import registry

SLOTS = {
    "place", "estate", "road", "b", "n", "k", "m", "firm", "year", "month", "week", "holiday", "serial",
    "later", "amount", "syllables",
}  # fmt: skip
KITS = tomllib.loads(resources.files("fazhi.demo").joinpath("kits.toml").read_text(encoding="utf-8"))


def sentences(kit):
    """(field, sentence) of a kit."""
    for name, said in kit.items():
        if name not in ("of", "when"):
            yield from ((name, one) for one in ([said] if isinstance(said, str) else said))


def kits():
    """(procedure, kit) of every kit."""
    yield from ((code, kit) for kit in KITS["matter"] for code in kit["of"])
    yield from KITS["any"].items()


def test_every_slot_of_a_sentence_is_filled():
    named = set()
    for _, kit in kits():
        for _, said in sentences(kit):
            named |= {slot for _, slot, *_ in string.Formatter().parse(said) if slot}

    assert named == SLOTS


def test_every_sentence_is_for_a_field_that_somebody_asks():
    unknown = {}
    for code, kit in kits():
        asked = set()
        for step in registry.procedure(code).parts.steps:
            for one in step.form.fields if step.form else ():
                asked |= {one.name} | (
                    {f"{one.name}.{inner.name}" for inner in one.form.fields}
                    if isinstance(one, Rows)
                    else set()
                )
        unknown.setdefault(code, set()).update(
            name.removesuffix("_free")
            for name, _ in sentences(kit)
            if name.removesuffix("_free") not in asked
        )

    shared = unknown.pop("dispute") & unknown.pop("mediation")
    assert shared == set(), "asked neither of a lead nor of a mediation"
    assert {code: names for code, names in unknown.items() if names} == {}


@pytest.fixture
def worded(target, an_empty_office):
    targets = [
        target("dispute.found", 30),
        target("mediation.cases", 20, dispute_type="neighbour"),
        target("mediation.settled", 15),
        target("inspection.count", 12),
        target("inspection.enterprises", 5),
        target("publicity.events", 10),
    ]
    office = Scenario(targets, office=an_empty_office).tell()
    put_into_words(office, seed=1)
    return office, targets


def test_titles_are_no_placeholders_and_differ(worded):
    office, _ = worded
    titles = [
        line.form["subject"]
        for told in office.cases.values()
        for line in told.lines
        if told.procedure.code in ("dispute", "publicity_event") and "subject" in line.form
    ]
    placeholders = {phrase for _, phrases in words.PHRASES for phrase in phrases} | set(words.PLAIN)

    assert placeholders & set(titles) == set()
    assert len(set(titles)) > 15


def test_an_agreement_speaks_of_the_sum_agreed_on_or_of_none(worded):
    office, _ = worded
    agreed = [
        line.form
        for told in office.cases.values()
        for line in told.lines
        if (told.procedure.code, line.plain.step) == ("mediation", "settled")
    ]

    assert agreed
    for form in agreed:
        amount = f"{float(form['amount']):.2f}".rstrip("0").rstrip(".")
        assert (f"{amount}元" in form["terms"]) == (float(form["amount"]) > 0), form["terms"]


def test_words_move_no_figure(worded):
    office, targets = worded
    whole = [one for one in targets if not one.where]

    assert chance.figures(office, [registry.indicators()[one.indicator] for one in whole]) == whole

"""Rules of the house are read in words, not by the codes that citations carry."""

import pytest

from fazhi.procedures import registry
from fazhi.usecases import amending, house_rules, reference


def test_every_rule_of_the_house_that_a_duty_cites_has_words():
    bases = [
        str(one)
        for duty in registry.versions().values()
        for step in duty.parts.steps
        for one in (step.basis, *step.cites, *(rule.basis for rule in step.needs))
    ]
    cited = {one for one in bases if one.startswith(house_rules.NAME)}
    assert cited
    assert cited <= house_rules.words().keys()


@pytest.mark.parametrize("duty", sorted(registry.current()))
def test_no_citation_of_a_duty_keeps_its_code(duty):
    for step in reference.told(registry.procedure(duty)).steps:
        for one in (step.basis, *step.cites):
            said = house_rules.said(one.text)
            assert said == one.text or said.startswith(f"{house_rules.NAME}“")


def test_a_rule_is_said_where_it_stands_in_a_text():
    said = house_rules.said(f"更正：{amending.RULE}（应当）")
    assert said == f"更正：内部管理规则“{amending.RULE.text}”（应当）"


def test_where_there_is_no_room_only_the_code_is_left_out():
    assert house_rules.unnumbered(f"{amending.RULE}") == "内部管理规则"
    assert house_rules.unnumbered("《行政处罚法》第四十条") == "《行政处罚法》第四十条"


def test_a_longer_code_is_not_taken_for_a_shorter_one():
    texts = house_rules.words()
    assert house_rules.said("内部管理规则D18").endswith(f"“{texts['内部管理规则D18']}”")

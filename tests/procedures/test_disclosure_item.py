"""主动公开信息, told as items."""

from datetime import date

import pytest

from fazhi.procedures.decision.disclosure_item import DisclosureItem
from fazhi.procedures.enforcement.penalty import Penalty
from house.statutes import quote_stands
from journal_text import attempt, codes, posted, postings, refusal, view

FORMED = """
    2025-03-05  formed  许见山/doc_officer  column=news formed_on=2025-03-03 publicity=proactive maker=许见山
"""
CLASSIFIED = (
    FORMED
    + "\n2025-03-06 classified 叶初晴 ground=public_interest carrier=website form=text update_cycle=once"
)
CHECKED = CLASSIFIED + "\n2025-03-06 checked 叶初晴 first_check=pass accurate=yes"
RECHECKED = CHECKED + "\n2025-03-07 rechecked 傅知微 second_check=pass"
SCREENED = RECHECKED + "\n2025-03-07 secrecy_checked 苗若溪 secrecy=may personal_data=none"
APPROVED = SCREENED + "\n2025-03-10 approved 沈若谷/director final_check=pass"
PUBLISHED = APPROVED + "\n2025-03-11 published 叶初晴 published_on=2025-03-11"
CLOSED = PUBLISHED + "\n2025-03-12 closed 康景行"
PENALTY = FORMED.replace("column=news", "column=enforcement enforcement_kind=penalty")
APPROVE = "2025-03-10 approved 沈若谷/director final_check=pass"


def item(text, **known):
    return view(text, DisclosureItem, **known)


def of(text, column):
    return text.replace("column=news", f"column={column}")


@pytest.mark.parametrize("step", DisclosureItem.parts.steps, ids=lambda step: step.name)
def test_every_step_and_rule_rests_on_words_that_stand(step):
    found = [quote_stands(basis) for basis in (step.basis, *step.cites, *(one.basis for one in step.needs))]
    assert False not in found


def test_an_item_goes_from_its_making_to_the_file():
    assert [
        item(text).stage.label for text in (FORMED, CLASSIFIED, SCREENED, APPROVED, PUBLISHED, CLOSED)
    ] == [
        "待认定属性",
        "待初审",
        "待终审",
        "待公开",
        "已公开",
        "已归档",
    ]


@pytest.mark.parametrize(
    ("text", "limit", "code", "day"),
    [
        (FORMED, "publish", "ID-01", date(2025, 3, 31)),
        (of(FORMED, "documents document_kind=normative"), "publish_document", "ND-03", date(2025, 3, 31)),
        (PENALTY, "publish_decision", "PN-20", date(2025, 3, 12)),
        (PENALTY.replace("penalty", "licence"), "publish_decision", "PN-20", date(2025, 3, 12)),
        (PENALTY.replace("penalty", "other"), "publish_enforcement", "EN-01", date(2025, 3, 31)),
    ],
)
def test_each_kind_has_its_days_from_when_it_was_formed(text, limit, code, day):
    [clock] = item(text).clocks

    assert (clock.limit.name, clock.limit.code, clock.last_day) == (limit, code, day)


def test_twenty_working_days_leave_out_a_holiday():
    autumn = FORMED.replace("2025-03-05", "2025-09-26").replace("2025-03-03", "2025-09-25")

    assert item(autumn).clock("publish").last_day == date(2025, 10, 29)


def test_the_days_of_housing_penalties_bind_only_where_that_field_is_switched_on():
    on = item(PENALTY, profiles=frozenset({"housing"})).clock("publish_housing_penalty")

    assert item(PENALTY).clock("publish_housing_penalty") is None
    assert (on.limit.code, on.last_day) == ("PN-22", date(2025, 3, 12))


def test_the_clock_ends_with_publication_or_with_the_finding_that_it_is_not_published():
    kept = FORMED + "\n2025-03-06 withheld 傅知微 withheld_as=withheld withheld_ground=internal"

    assert item(PUBLISHED).clock("publish").met.step == "published"
    assert item(kept).clock("publish").met.step == "withheld"
    assert item(kept).stage.final


def test_what_is_withheld_names_its_ground():
    tried = attempt(
        item(FORMED), "2025-03-06 withheld 傅知微/office_head withheld_as=withheld withheld_reason=不宜公开"
    )

    assert [one.field for one in tried.refusals] == ["withheld_ground"]


def test_what_may_be_published_after_all_is_classified_anew():
    kept = FORMED + "\n2025-03-06 withheld 傅知微 withheld_as=withheld withheld_ground=process"
    again = kept + "\n2025-09-01 reassessed 傅知微 reassessment=决策已公布"

    assert item(again).stage.label == "待认定属性"
    assert str(DisclosureItem.reassessed.basis) == "《政府信息公开条例》第十八条"


def test_what_concerns_another_organ_is_confirmed_with_it():
    shared = item(FORMED.replace("publicity=", "other_organ=yes publicity="))
    line = (
        "2025-03-06 classified 叶初晴/disclosure_officer ground=public_interest carrier=website form=text"
        " update_cycle=once other_organ_agreed={}"
    )

    found = refusal(attempt(shared, line.format("no")), "rule-not-met")
    assert found.basis == "《政府信息公开条例》第十一条第一款"
    assert attempt(shared, line.format("yes")).refusals == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (CLASSIFIED, "2025-03-07 rechecked 傅知微/office_head second_check=pass"),
        (CHECKED, "2025-03-07 secrecy_checked 苗若溪/secrecy_reviewer secrecy=may personal_data=none"),
        (RECHECKED, APPROVE),
        (SCREENED, "2025-03-11 published 叶初晴/disclosure_officer published_on=2025-03-11"),
    ],
)
def test_nothing_is_published_that_was_not_checked_three_times_and_for_secrets(text, line):
    found = refusal(attempt(item(text), line), "out-of-turn")

    assert found.basis.startswith("《政府信息公开条例》第")
    assert attempt(item(SCREENED), APPROVE).refusals == ()


@pytest.mark.parametrize("secrecy", ["may_not", "ask"])
def test_what_may_not_be_published_or_is_doubtful_is_not_released(secrecy):
    case = item(SCREENED.replace("secrecy=may", f"secrecy={secrecy}"))

    assert refusal(attempt(case, APPROVE), "rule-not-met").basis == "《政府信息公开条例》第十七条第二款"


def test_private_matters_are_masked_before_release():
    case = item(SCREENED.replace("personal_data=none", "personal_data=unmasked"))
    masked = item(SCREENED.replace("personal_data=none", "personal_data=masked"))

    assert refusal(attempt(case, APPROVE), "rule-not-met").basis == "《政府信息公开条例》第十五条"
    assert attempt(masked, APPROVE).refusals == ()


def test_what_is_not_accurate_does_not_pass():
    line = "2025-03-06 checked 叶初晴/disclosure_officer first_check=pass accurate=no"

    found = refusal(attempt(item(CLASSIFIED), line), "rule-not-met")
    assert found.basis == "《政府信息公开条例》第六条第一款"


def test_what_was_returned_is_checked_anew():
    case = item(SCREENED + "\n2025-03-08 returned 沈若谷/director return_reason=标题不准")

    assert case.stage.label == "待初审"
    assert codes(attempt(case, APPROVE)) == {"out-of-turn"}


def test_maker_checkers_and_signer_are_different_people():
    assert "same-hand" in codes(attempt(item(CLASSIFIED), "2025-03-06 checked 许见山/disclosure_officer"))
    assert "same-hand" in codes(attempt(item(CHECKED), "2025-03-07 rechecked 叶初晴/office_head"))
    assert "same-hand" in codes(attempt(item(SCREENED), APPROVE.replace("沈若谷", "傅知微")))
    assert "same-hand" in codes(
        attempt(item(RECHECKED), "2025-03-07 secrecy_checked 许见山/secrecy_reviewer")
    )


def test_what_changes_is_brought_up_to_date_within_twenty_working_days():
    changed = (
        PUBLISHED + "\n2025-04-02 changed 叶初晴/disclosure_officer change_kind=changed changed_on=2025-04-01"
    )
    updated = changed + "\n2025-04-30 updated 叶初晴 updated_on=2025-04-30"

    assert item(changed).clock("update").limit.code == "ID-01"
    assert item(changed).clock("update").last_day == date(2025, 4, 29)  # 27 April worked
    assert item(updated).clock("update").late


def test_a_penalty_that_no_longer_stands_is_taken_down_in_three_days_and_explained():
    published = PUBLISHED.replace("column=news", "column=enforcement enforcement_kind=penalty")
    void = item(
        published + "\n2025-06-13 changed 叶初晴/disclosure_officer change_kind=void changed_on=2025-06-12"
    )
    line = (
        "2025-06-17 withdrawn 叶初晴/disclosure_officer withdrawn_on=2025-06-17"
        " withdrawal_reason=决定被撤销 explained={}"
    )

    clock = void.clock("take_down")
    assert (clock.limit.code, clock.last_day) == ("PN-16", date(2025, 6, 17))
    found = refusal(attempt(void, line.format("no")), "rule-not-met")
    assert found.basis == "《行政处罚法》第四十八条第二款"
    assert attempt(void, line.format("yes")).refusals == ()


def test_an_item_may_be_taken_down_once_it_is_filed():
    line = (
        "2026-06-17 withdrawn 叶初晴/disclosure_officer withdrawn_on=2026-06-17 withdrawal_reason=失效"
        " explained=no"
    )

    assert attempt(item(CLOSED), line).refusals == ()


def test_a_penalty_opens_an_item_of_the_column_of_enforcement():
    [opens] = [
        one for step in Penalty.parts.steps for one in step.opens if one.procedure == "disclosure_item"
    ]

    for name, code in opens.sets.items():
        assert DisclosureItem.fields()[name].read(code) == code


def test_items_are_counted_when_they_are_published_in_every_slice():
    [found] = [one for one in postings(PUBLISHED, DisclosureItem) if one.indicator == "disclosure.items"]

    assert found.slices == {"column": "news", "carrier": "website", "form": "text"}
    assert posted(CLOSED, DisclosureItem) == {}


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("documents", "disclosure.documents"),
        ("key_fields/social_aid", "disclosure.key_fields"),
        ("news", "disclosure.news"),
        ("interpretation", "disclosure.interpretations"),
        ("response", "disclosure.responses"),
        ("enforcement", "disclosure.enforcement_items"),
    ],
)
def test_the_items_of_a_column_are_counted_apart(column, code):
    assert posted(of(PUBLISHED, column), DisclosureItem) == {"disclosure.items": 1, code: 1}


def test_documents_that_may_be_published_are_counted_when_they_are_formed():
    formed = of(FORMED, "documents")

    assert posted(formed, DisclosureItem) == {"disclosure.documents_formed": 1}
    assert posted(formed.replace("publicity=proactive", "publicity=withheld"), DisclosureItem) == {}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (PUBLISHED, False),
        (of(PUBLISHED, "institution"), True),
        (of(PUBLISHED, "power_list"), True),
        (of(PUBLISHED, "enforcement enforcement_kind=other"), True),
        (of(PUBLISHED, "enforcement enforcement_kind=penalty"), False),
        (of(APPROVED, "power_list"), False),
        (of(CLOSED, "power_list"), True),
        (of(PUBLISHED, "power_list") + "\n2025-03-20 withdrawn 叶初晴", False),
    ],
)
def test_who_enforces_and_by_which_powers_is_open_to_the_public_once_published(text, shown):
    told, publication = item(text), DisclosureItem.publication
    steps = [event.step for event in told.history]

    assert (publication.stands(steps) and publication.when(told.record)) is shown


def test_the_public_reads_what_an_item_of_enforcement_contains():
    shown = {column.heading: column.of for column in DisclosureItem.publication.columns}

    assert shown["内容"] is DisclosureItem.formed.form.summary
    assert DisclosureItem.publication.label == "执法主体、清单、计划和其他执法信息"

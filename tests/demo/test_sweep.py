"""Figures that were hard to meet once, each by itself, and figures that contradict each other."""

import pytest

from demo import sweep


@pytest.mark.parametrize(
    ("code", "value", "where"),
    [
        ("exam.excellent", 120, {}),  # a number above which others must lie, over three steps
        ("exam.passed", 7, {"exam_kind": "quiz"}),
        ("penalty.fines_simple", 7, {}),  # a total of amounts that stand beside it
        ("mediation.committees", 7, {"committee_kind": "street"}),  # a rule that reads form and record as one
        ("training.enforce_passed", 120, {}),  # no more than another that is filled in, whatever it says
        ("officer.active", 7, {}),  # persons told apart, two in each case
        ("review.opinions_adopted", 7, {"review_kind": "document"}),  # as many answers as there were opinions
        ("review.opinions", 250, {}),  # more than one table holds, where each number is another table
        ("review.required_done", 7, {}),  # what is lacking is named by its label
        ("contract.signed", 60, {}),  # another hand must review, case after case
        ("publicity.communities_covered", 20, {}),  # more communities than an office usually has
        ("mediation.cases", 7, {"source": "entrusted"}),  # a code with others below it
    ],
)
def test_a_figure_asked_for_alone_comes_out(code, value, where, target):
    came = sweep.came_of([target(code, value, **where)])

    assert (came.how, came.said) == ("exact", "")


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        (
            (
                ("mediation.cases", 10, {}),
                ("mediation.cases", 7, {"source": "applied"}),
                ("mediation.cases", 7, {"source": "proactive"}),
            ),
            ("mediation.cases） = 10", "source=applied = 7", "source=proactive = 7"),
        ),
        ((("exam.passed", 30, {}), ("exam.participants", 20, {})), ("exam.passed", "exam.participants")),
        ((("mediation.amount", 100, {}), ("mediation.settled", 0, {})), ("mediation.amount",)),
        ((("penalty.cases", 5, {}), ("officer.count", 0, {})), ("officer.count",)),
    ],
)
def test_figures_that_contradict_each_other_are_refused_by_name(asked, named, target):
    came = sweep.came_of([target(code, value, **where) for code, value, where in asked])

    assert came.how == "refused"
    assert all(one in came.said for one in named), came.said


@pytest.mark.parametrize(("total", "written", "onsite"), [(5, 3, 3), (3, 3, 3), (5, 5, 1), (6, 3, 3)])
def test_what_is_told_apart_may_count_to_two_parts(total, written, onsite, target):
    asked = [
        target("duty_report.units", total),
        target("duty_report.units", written, form="written"),
        target("duty_report.units", onsite, form="onsite"),
    ]

    assert sweep.came_of(asked).how == "exact"


@pytest.mark.parametrize(
    "asked",
    [
        (("mediation.success_rate", 91, {}), ("mediation.settled", 330, {})),
        (("mediation.success_rate", "96.8", {}), ("mediation.cases", 438, {})),
        (("officer.certified_rate", 92, {}),),
        (("study.party_class_frequency", 1, {}),),
        (("mediation.success_rate", 100, {}), ("mediation.satisfaction_rate", "98.7", {})),
    ],
)
def test_rates_come_out_where_the_counts_they_rest_on_are_left_open(asked, target):
    came = sweep.came_of([target(code, value, **where) for code, value, where in asked])

    assert (came.how, came.said) == ("exact", "")


@pytest.mark.parametrize(
    "asked",
    [
        # decided on the spot, and no fine
        (("penalty.cases_simple", 3, {}), ("penalty.fines_simple", 0, {}), ("penalty.mitigated", 0, {})),
        # a hearing, a board and several days to wait, case after case
        (("penalty.cases_ordinary", 40, {}), ("penalty.fines_ordinary", "81234.56", {})),
        # amounts that fall to many, to the fen
        (
            ("mediation.cases", 300, {}),
            ("mediation.amount", "5123456.78", {}),
            ("mediation.settled", 300, {}),
        ),
    ],
)
def test_figures_asked_for_together_come_out(asked, target):
    came = sweep.came_of([target(code, value, **where) for code, value, where in asked])

    assert (came.how, came.said) == ("exact", "")


def test_a_rate_that_others_do_not_allow_is_refused_by_name(target):
    asked = [
        target("mediation.success_rate", 50),
        target("mediation.success_rate_accepted", 100),
        target("mediation.settled", 10),
    ]

    came = sweep.came_of(asked)

    assert came.how == "refused"
    assert all(one.indicator in came.said for one in asked), came.said
    assert "mediation.settled / mediation.cases" in came.said

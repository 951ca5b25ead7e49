"""A small integer program: what is solved apart, what is told of contradictions."""

import pytest

from fazhi.demo.program import Program


@pytest.fixture
def program():
    return Program()


def test_what_hangs_together_by_no_row_is_solved_apart_and_at_its_best(program):
    cheap, dear, other = program.variable(cost=1), program.variable(cost=2), program.variable(cost=1)
    program.row({cheap: 1, dear: 1}, low=3)
    program.row({cheap: 1}, high=2)
    program.row({other: 2}, low=3)

    assert program.solve() == pytest.approx([2, 1, 2])


def test_what_no_row_asks_of_is_as_little_as_may_be(program):
    program.variable(low=4, cost=1)
    program.variable()

    assert program.solve() == [4, 0]


def test_rows_without_variables_hold_or_contradict_themselves(program):
    program.variable()
    program.row({}, low=0, high=0)
    assert program.solve() == [0]

    program.row({}, low=1)
    assert program.solve() is None


def test_a_contradiction_names_the_rows_that_make_it_and_no_others(program):
    one, other = program.variable(), program.variable()
    rows = [
        program.row({one: 1}, low=5),
        program.row({other: 1}, low=7),
        program.row({one: 1}, low=2),
        program.row({one: 1}, high=4),
    ]

    assert program.solve() is None
    assert program.conflict(rows) == [rows[0], rows[3]]


def test_whole_numbers_may_contradict_each_other_where_broken_ones_do_not(program):
    one = program.variable()
    rows = [program.row({one: 2}, low=3, high=3), program.row({one: 1}, high=9)]

    assert program.conflict(rows) == [rows[0]]

"""What reports and lists ask of the database does not grow with the books."""

import itertools
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import office
from bench.loader import load
from bench.shapes import YEAR, plan
from fazhi.procedures import registry
from fazhi.store import models
from fazhi.usecases import lists, statements
from fazhi.usecases.figures import Book, Period

FEW, MANY = 10, 200
TODAY = date(YEAR + 1, 1, 15)


def values():
    book = Book([office.ORGAN], Period.year(YEAR))
    for code, indicator in book.indicators.items():
        book.value(code)
        for dimension in indicator.by:
            book.slices(code, dimension)


def draft():
    statements.draft(models.Organ.objects.get(pk=office.ORGAN), YEAR, today=TODAY)


def list_of_a_community():
    return lists.page(
        office.clerk(office.mediator(office.PLACES[0])), registry.procedure("mediation"), today=TODAY, size=3
    )


def list_of_the_whole():
    return lists.page(office.clerk(office.HEAD), registry.procedure("mediation"), today=TODAY, size=3)


@pytest.fixture
def books(db):  # noqa: ARG001 - the tables must be there
    """The measured office; called with a number of cases, it holds so many."""
    office.clerk.cache_clear()
    office.found()
    held = itertools.count()

    def hold(cases):
        already = next(held) and FEW
        load(plan(cases - already, since=already))

    return hold


@pytest.mark.parametrize("asked", [values, draft, list_of_a_community, list_of_the_whole])
def test_it_asks_as_often_over_ten_cases_as_over_two_hundred(books, asked):
    counted = []
    for cases in (FEW, MANY):
        books(cases)
        asked()  # whoever is looked up once, and what is read once from files, is there now
        with CaptureQueriesContext(connection) as queries:
            asked()
        counted.append(len(queries))
    assert models.Case.objects.count() == MANY
    assert counted[0] == counted[1] > 0


def test_a_page_deep_down_is_not_asked_for_otherwise_than_the_first(books):
    books(MANY)
    first = list_of_the_whole()
    with CaptureQueriesContext(connection) as queries:
        deep = lists.page(
            office.clerk(office.HEAD),
            registry.procedure("mediation"),
            today=TODAY,
            size=3,
            after=lists.Position(first.lines[-1].placed_on, first.lines[-1].key),
        )
    assert len(queries) == 1
    assert len(deep.lines) == 3
    assert not {line.key for line in deep.lines} & {line.key for line in first.lines}

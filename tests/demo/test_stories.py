"""The stories of the street: cases told by name, through the one door, and what the books then show."""

import pytest

from fazhi.demo import street
from fazhi.demo.enact import Writer, found, missed
from fazhi.demo.stories import telling
from usecases.offices import home  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture
def lived():
    """The street as the stories alone tell its year, written down."""
    office = street.office(seed=1)
    telling.tell(office, street.targets(), seed=1).join(office, short=street.SHORT)
    found(office, name=street.NAME, short=street.SHORT)
    Writer(office).write([line for told in office.cases.values() for line in told.lines])
    return office


@pytest.mark.usefixtures("lived")
def test_the_books_show_every_figure_of_penalties_and_major_decisions():
    asked = [one for one in street.targets() if one.indicator.startswith(("penalty.", "decision."))]

    assert missed(street.ORGAN, street.YEAR, asked) == []


def test_what_the_stories_show_of_a_figure_is_not_worked_out_again(target):
    office = street.office(seed=1)
    stories = telling.tell(office, street.targets(), seed=1)
    reviews = target("review.total", 421), target("review.total", 45, review_kind="enforcement")

    rest = telling.rest(office, (*reviews, target("penalty.filed", 3, month=1)), stories)

    assert [one.value for one in rest] == [374, 0, 0]

"""Standard figures as duties declare them."""

import pytest

from fazhi.core.form import Code, Form, Number
from fazhi.core.procedure import Count, Standing
from fazhi.law.figures import figure


class Told(Form):
    """情况"""

    sort = Code("类别", {"drill": "应急演练", "mediator": "调解员培训"})
    place = Code("地点", {"in": "室内", "out": "室外"})
    people = Number("人数")


def test_what_the_table_says_of_a_figure_is_not_said_again():
    one = figure("training.drills", Count("held"), by=(Told.place,))

    assert (one.label, one.unit, one.kind, one.says) == ("应急演练场次", "场次", "flow", ("开展应急演练",))
    assert one.by == ("place",)
    assert one.definition.startswith("本期")


def test_a_rate_takes_its_formula_from_the_table_and_a_stock_is_whatever_stands():
    rate = figure("training.participation_rate")
    stock = figure("adviser.count")

    assert (rate.kind, rate.formula) == ("rate", "training.trained / training.required")
    assert stock.tallies == (Standing(),)


def test_a_figure_that_is_not_in_the_table_is_named():
    with pytest.raises(LookupError, match=r"training\.nothing"):
        figure("training.nothing", Count("held"))

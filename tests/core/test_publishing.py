"""What a duty may show to the public, and from which step on until which."""

from datetime import date

import pytest

from fazhi.core.form import Form, Name, Parties, Title
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import START, InvalidProcedureError, Publication, Stage, Step
from fazhi.core.publishing import Shown, Told
from fazhi.law.roles import OFFICE

HOUSE = HouseRule("T1", "试验用规则")


class Opening(Form):
    """登记"""

    subject = Title("标题")
    informant = Name("举报人")
    party = Parties("当事人")


class Trial(Case):
    """A case that is published, and taken back."""

    code = "trial_of_publishing"
    label = "试验"
    group = "review"
    in_force = date(2025, 1, 1)

    working = Stage("办理中")
    over = Stage("已办结", final=True)

    opened = Step("登记", START >> working, Opening, HOUSE, by=OFFICE)
    shown = Step("公开", working, None, HOUSE, by=OFFICE)
    withdrawn = Step("撤回", working, None, HOUSE, by=OFFICE)
    closed = Step("办结", working >> over, None, HOUSE, by=OFFICE)

    publication = Publication(
        label="试验结果",
        part="after",
        by=shown,
        gone=(withdrawn,),
        columns=(Shown("标题", Opening.subject), Shown("当事人", Told(Opening.party)), Shown("日期", opened)),
    )


PARTS = {name: part for name, part in vars(Trial).items() if not name.startswith("_")}


@pytest.mark.parametrize(
    ("steps", "stands"),
    [
        ([], False),
        (["opened"], False),
        (["opened", "shown"], True),
        (["opened", "shown", "closed"], True),
        (["opened", "shown", "withdrawn"], False),
        (["opened", "shown", "withdrawn", "closed"], False),
        (["opened", "shown", "withdrawn", "shown"], True),
        (["opened", "withdrawn"], False),
    ],
)
def test_it_is_shown_from_its_step_on_until_it_is_taken_back(steps, stands):
    assert Trial.publication.stands(steps) is stands


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (Shown("举报人", Opening.informant), "publishes '举报人', which is sealed"),
        (Shown("当事人", Opening.party), "publishes '当事人' whole"),
        (Shown("别的", Title("别的")), "publishes '别的', which no form asks"),
        (Shown("日期", Step("别处", START, None, HOUSE, by=OFFICE)), "names steps"),
    ],
)
def test_what_is_sealed_or_unknown_is_not_published(column, said):
    publication = Publication(label="试验结果", part="after", by=Trial.shown, columns=(column,))

    with pytest.raises(InvalidProcedureError, match=said):
        type("Wrong", (Case,), {**PARTS, "publication": publication})

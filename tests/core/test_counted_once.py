"""What counts once a case: the first time that it is so."""

from datetime import date

from fazhi.core.form import Form, YesNo
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import Count, Flow, Role, Stage, Step
from journal_text import posted

WE = Role("承办人", ("justice_head",))
HOUSE = HouseRule("（试）", "照此办理")


class Sitting(Form):
    """开庭"""

    present = YesNo("到庭")


class Heard(Case):
    """A case that may be heard several times."""

    code = "trial_heard"
    label = "试"
    in_force = date(2024, 1, 1)
    waiting = Stage("等待")
    over = Stage("了结", final=True)
    received = Step(label="收到", to=waiting, by=WE, basis=HOUSE)
    heard = Step(label="开庭", at=(waiting,), by=WE, form=Sitting, basis=HOUSE)
    ended = Step(label="了结", at=(waiting,), to=over, by=WE, basis=HOUSE)
    indicators = (
        Flow("trial.hearings", "开庭次数", "次", Count(heard)),
        Flow("trial.heard", "开庭件数", "件", Count(heard, once=True)),
        Flow("trial.attended", "到庭件数", "件", Count(heard, where=Sitting.present.is_(True), once=True)),
    )


ABSENT = "2025-03-03 received 万和平\n2025-03-10 heard 万和平 present=no"


def test_a_case_counts_the_first_time_and_not_again():
    assert posted(ABSENT, Heard) == {"trial.hearings": 1, "trial.heard": 1}
    assert posted(f"{ABSENT}\n2025-03-11 heard 万和平 present=no", Heard) == {"trial.hearings": 1}


def test_it_counts_the_first_time_that_what_is_asked_for_is_so():
    attended = f"{ABSENT}\n2025-03-11 heard 万和平 present=yes"

    assert posted(attended, Heard) == {"trial.hearings": 1, "trial.attended": 1}
    assert posted(f"{attended}\n2025-03-12 heard 万和平 present=yes", Heard) == {"trial.hearings": 1}

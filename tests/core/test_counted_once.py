"""What counts once a case: the first time that it is so."""

from datetime import date

from fazhi.core.form import Form, YesNo
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import START, Count, Flow, Role, Stage, Step
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
    received = Step("收到", START >> waiting, None, HOUSE, by=WE)
    heard = Step("开庭", waiting, Sitting, HOUSE, by=WE)
    ended = Step("了结", waiting >> over, None, HOUSE, by=WE)
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

"""The one door, told as what clerks do."""

from usecases.offices import NEAR, Office


def test_a_dispute_goes_through_its_steps(office: Office):
    case, *_, last = office.mediate()
    assert last == 3

"""The one door, told as what clerks do."""

from usecases.offices import Office


def test_a_dispute_goes_through_its_steps(office: Office):
    _case, *_, last = office.mediate()

    assert last == office.entries == 3

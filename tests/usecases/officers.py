"""Officers in the register of the office, and trainings that they came to."""

from datetime import date

from usecases.offices import SHEN, Office

LASTS = date(2025, 9, 30)


def enrol(office: Office, person: str, *, number: str, **form: object) -> str:
    facts = {
        "person": person,
        "role": "officer",
        "post": "执法队员",
        "employment": "administrative",
        "team": "yes",
        "required": "yes",
        "certified": "yes",
        "certificate_no": number,
        "issuer": "市司法局",
        "field": ["comprehensive"],
        "issued": "2020-10-01",
        "valid_until": LASTS.isoformat(),
        "on_loan": "no",
    }
    return office.record("enforcement_officer", "enrolled", by=SHEN, form={**facts, **form}).case


def train(office: Office, *, hours: int, people: list[str], on: date | None = None) -> None:
    facts = {
        "subject": "行政执法培训",
        "training_kind": "enforcement",
        "form": "course",
        "topic": "enforcement",
        "mode": "on_site",
        "venue": "meeting_room",
        "organiser": "own",
        "audience": "officers",
        "attendees": len(people),
        "attended": people,
        "hours": hours,
    }
    office.record("training", "held", by=SHEN, form=facts, on=on)

"""Looks and heads of books that were kept before either was sealed are sealed as they are found."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from fazhi.store import models
from fazhi.usecases import heads, looks
from fazhi.usecases.verify import verify
from usecases.offices import SHEN, Office
from usecases.tampering import unguarded

seal = import_module("fazhi.store.migrations.0006_looks_are_sealed").seal


@pytest.fixture
def of_old(office: Office) -> Office:
    """Books as they were before: nothing of looks and heads is sealed."""
    case, *_ = office.mediate()
    for n in range(3):
        looks.take(case, clerk=office.clerk(SHEN), reason=f"核对{n}", now=office.now + timedelta(days=n))
        heads.publish(now=office.now + timedelta(days=n))
    with unguarded():
        for row in models.Look.objects.all():
            row.number, row.seal = -row.number, ""
            row.save()
        models.Head.objects.update(looks=0, looks_seal="0" * 64, digest="")
        models.Journal.objects.update(looks=0, looks_seal="0" * 64)
    return office


@pytest.mark.usefixtures("of_old")
def test_what_was_there_is_numbered_in_order_and_verifies():
    assert not verify().holds
    editor = SimpleNamespace(connection=connection, execute=lambda _: None)

    with unguarded():
        seal(apps, editor)

    assert verify().findings == ()
    told = models.Look.objects.order_by("number").values_list("number", "reason")
    assert list(told) == [(1, "核对0"), (2, "核对1"), (3, "核对2")]


@pytest.mark.usefixtures("of_old")
def test_the_next_look_goes_on_from_there(of_old: Office):
    with unguarded():
        seal(apps, SimpleNamespace(connection=connection, execute=lambda _: None))

    case = models.Case.objects.get(procedure="mediation").key
    looks.take(case, clerk=of_old.clerk(SHEN), reason="再核对", now=of_old.now + timedelta(days=9))

    assert models.Look.objects.latest("number").number == 4
    assert verify().holds
    assert models.Head.objects.earliest("day").day == date(2025, 3, 3)

"""An office with accounts, at its own hour, and browsers signed in to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from fazhi.store import models
from fazhi.usecases import clock
from usecases import offices
from usecases.offices import Office

PASSWORD = "青槐-2025-门禁"  # noqa: S105 - of the invented office

SignedIn = Callable[[str], Client]


def with_accounts(office: Office, *, is_demo: bool = False) -> Office:
    """Give everyone in the office an account called as they are coded."""
    for person in models.Person.objects.all():
        person.account = get_user_model().objects.create_user(person.code, password=PASSWORD)
        person.save()
    models.Organ.objects.filter(pk=office.organ).update(is_demo=is_demo)
    return office


@pytest.fixture(autouse=True)
def own_hour(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the desk live at the hour of the office, and forget who tried to sign in before."""
    if "office" in request.fixturenames:
        office = request.getfixturevalue("office")
        monkeypatch.setattr(clock, "now", lambda: office.now)
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def office(db: None) -> Office:  # noqa: ARG001 - the tables must be there
    return with_accounts(offices.found())


@pytest.fixture
def signed_in(office: Office) -> SignedIn:  # noqa: ARG001 - there must be someone to sign in
    """A client signed in as the person of a code."""

    def sign_in(person: str) -> Client:
        client = Client()
        client.force_login(models.Person.objects.get(pk=person).account)
        return client

    return sign_in


def words(answer: HttpResponse) -> str:
    """What a page says."""
    return answer.content.decode()


def unlinked(page: str) -> str:
    """The same page with articles that are cited not made links."""
    return re.sub(r'<a class="article" href="[^"]*">([^<]*)</a>', r"\1", page)

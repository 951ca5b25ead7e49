"""What no text holds and no database keeps is refused at the gate."""

from collections.abc import Callable, Iterator

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase, QueryDict

NUL = "\x00"


class NoNul:
    """Answers 400 to a request that carries the character NUL, which PostgreSQL takes in no text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, unless it carries one."""
        if any(NUL in text for text in _texts(request)):
            raise BadRequest("the request carries NUL")
        return self.get_response(request)


def _texts(request: HttpRequest) -> Iterator[str]:
    yield request.path_info
    yield from _said(request.GET)
    if request.method == "POST":
        yield from _said(request.POST)


def _said(words: QueryDict) -> Iterator[str]:
    for name, values in words.lists():
        yield name
        yield from (value for value in values if isinstance(value, str))

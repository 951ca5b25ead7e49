from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from fazhi.config.uploads import UploadLimit


def answer(body: bytes, **extra: str) -> HttpResponse:
    request = RequestFactory().post("/", body, content_type="application/octet-stream", **extra)
    return UploadLimit(lambda _request: HttpResponse("taken"))(request)


def test_a_request_at_the_limit_is_taken():
    assert answer(b"x" * settings.UPLOAD_LIMIT).content == b"taken"


def test_a_request_beyond_the_limit_is_told_how_large_it_was_and_may_be():
    refused = answer(b"x" * (settings.UPLOAD_LIMIT + 1))
    assert refused.status_code == 413
    assert "21 MB" in refused.content.decode()
    assert "20 MB" in refused.content.decode()


def test_a_length_that_is_no_number_is_left_to_the_server():
    assert answer(b"x", CONTENT_LENGTH="many").content == b"taken"

"""Which face answers which address."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

FACES = (
    ("", "fazhi.desk.urls"),
    ("", "fazhi.desk.books.urls"),
    ("", "fazhi.desk.reader.urls"),
    ("", "fazhi.desk.workbooks.urls"),
    ("", "fazhi.portal.urls"),
)

urlpatterns: list[URLPattern | URLResolver] = [
    path(prefix, include(module)) for prefix, module in FACES if find_spec(module)
]

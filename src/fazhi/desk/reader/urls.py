"""Where the pages that read reports lie."""

from django.urls import URLPattern, path

from fazhi.desk.reader import views_compare as comparing
from fazhi.desk.reader import views_read as reading

urlpatterns: list[URLPattern] = [
    path("read/", reading.read_report, name="read"),
    path("read/compare/", comparing.compare, name="read-compare"),
]

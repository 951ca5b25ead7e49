"""Every address of the portal.  Anyone may come: a page shows what was decided to be published, no more."""

from django.urls import URLPattern, path

from fazhi.portal import views_open as open_records

urlpatterns: list[URLPattern] = [
    path("open/", open_records.organs, name="open"),
    path("open/<slug:organ>/", open_records.organ, name="open-organ"),
    path("open/<slug:organ>/<slug:procedure>/", open_records.published, name="open-list"),
    path("open/<slug:organ>/<slug:procedure>/how/", open_records.how, name="open-how"),
]

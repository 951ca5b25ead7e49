"""Where the pages of the books lie."""

from django.urls import URLPattern, path

from fazhi.desk.books import views_ledger as ledger
from fazhi.desk.books import views_procedures as procedures

urlpatterns: list[URLPattern] = [
    path("ledger/", ledger.index, name="ledger"),
    path("ledger/<slug:organ>/<int:year>/<str:code>/", ledger.certificate, name="certificate"),
    path("procedures/", procedures.index, name="procedures"),
    path("procedures/<slug:code>/", procedures.procedure, name="procedure"),
    path("procedures/<slug:code>/fields/", procedures.fields, name="procedure-fields"),
]

"""Where the pages of the books lie."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import IntConverter

from fazhi.desk.books import views_certificate as certificates
from fazhi.desk.books import views_dashboard as dashboard
from fazhi.desk.books import views_ledger as ledger
from fazhi.desk.books import views_local as local
from fazhi.desk.books import views_opening as opening
from fazhi.desk.books import views_procedures as procedures
from fazhi.desk.books import views_report as report
from fazhi.desk.books import views_report_edit as editor
from fazhi.desk.books import views_returns as returns


class Year(IntConverter):
    """A year of which there may be books; any other leads nowhere."""

    regex = "20[0-9]{2}"


register_converter(Year, "year")

urlpatterns: list[URLPattern] = [
    path("dashboard/", dashboard.index, name="dashboard"),
    path("ledger/", ledger.index, name="ledger"),
    path("ledger/opening/", opening.index, name="opening"),
    path("ledger/opening/<int:entry>/void/", opening.void, name="opening-void"),
    path("ledger/local/", local.index, name="local-indicators"),
    path("ledger/<slug:organ>/<year:year>/<str:code>/", certificates.certificate, name="certificate"),
    path("report/", report.index, name="reports"),
    path("report/<year:year>/", report.report, name="report"),
    path("report/<year:year>/edit/", editor.edit, name="report-edit"),
    path("report/<year:year>/sign/", report.sign, name="report-sign"),
    path("report/<year:year>/file.<slug:form>", report.file, name="report-file"),
    path("returns/", returns.index, name="returns"),
    path("returns/<str:code>/<str:period>/", returns.one, name="return"),
    path("returns/<str:code>/<str:period>/sign/", returns.sign, name="return-sign"),
    path(
        "returns/<str:code>/<str:period>/<int:nth>-<int:down>-<int:across>/",
        returns.cell,
        name="return-cell",
    ),
    path("returns/<str:code>/<str:period>/file.<slug:form>", returns.file, name="return-file"),
    path("procedures/", procedures.index, name="procedures"),
    path("procedures/<slug:code>/", procedures.procedure, name="procedure"),
    path("procedures/<slug:code>/fields/", procedures.fields, name="procedure-fields"),
]

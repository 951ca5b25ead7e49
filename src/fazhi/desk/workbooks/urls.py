"""Where the pages of workbooks lie."""

from django.urls import URLPattern, path

from fazhi.desk.workbooks import views_export as exporting
from fazhi.desk.workbooks import views_import as importing

urlpatterns: list[URLPattern] = [
    path("workbooks/<slug:procedure>/", importing.index, name="workbooks"),
    path("workbooks/<slug:procedure>/template/", exporting.template, name="workbook-template"),
    path("workbooks/<slug:procedure>/export/", exporting.export, name="workbook-export"),
    path("workbooks/<slug:procedure>/<str:token>/", importing.job, name="workbook-import"),
]

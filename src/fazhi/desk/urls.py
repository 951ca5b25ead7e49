"""Every address of the desk.  What strangers may see is listed here, and nowhere else."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from fazhi.desk import (
    views_case,
    views_corrections,
    views_entrance,
    views_handovers,
    views_heads,
    views_laws,
    views_lists,
    views_papers,
    views_plan,
    views_publications,
    views_step,
    views_todo,
)
from fazhi.desk.gate import DeskView, View, at_desk

PUBLIC: tuple[tuple[str, View, str], ...] = (
    ("", views_entrance.home, "home"),
    ("enter/", views_entrance.enter, "enter"),
    ("sign-in/", views_entrance.sign_in, "sign-in"),
    ("sign-out/", views_entrance.sign_out, "sign-out"),
    ("scale/", views_entrance.scale, "scale"),
    ("check/", views_papers.check, "check"),
    ("check/<str:code>/", views_papers.check, "check-code"),
    ("heads/", views_heads.heads, "heads"),
    ("documents/paper.css", views_papers.paper_style, "paper-style"),
)
"""Pages for anyone: they show nothing of the books beyond what is meant for the street."""

AT_DESK: tuple[tuple[str, DeskView, str], ...] = (
    ("me/", views_entrance.me, "me"),
    ("todo/", views_todo.to_do, "todo"),
    ("cases/", views_lists.cases, "cases"),
    ("registers/", views_lists.registers, "registers"),
    ("search/", views_lists.search, "search"),
    ("plan/", views_plan.plan, "plan"),
    ("laws/", views_laws.index, "laws"),
    ("laws/<str:title>/", views_laws.statute, "law"),
    ("cases/<slug:procedure>/", views_lists.one_list, "list"),
    ("cases/<slug:procedure>/new/", views_step.new, "new"),
    ("cases/<slug:procedure>/public/", views_publications.publications_of, "publications"),
    ("cases/<slug:procedure>/public/export.<slug:form>", views_publications.export, "publications-export"),
    ("cases/<slug:procedure>/new/<slug:step>/", views_step.open_case, "open-case"),
    ("case/<slug:key>/", views_case.case, "case"),
    ("case/<slug:key>/clear/", views_case.unmask, "unmask"),
    ("case/<slug:key>/do/<slug:step>/", views_step.do, "do"),
    ("case/<slug:key>/entries/<int:entry>/correct/", views_corrections.propose, "correct"),
    ("case/<slug:key>/hand-over/", views_handovers.send, "hand-over"),
    ("handovers/", views_handovers.index, "handovers"),
    ("corrections/", views_corrections.waiting, "corrections"),
    ("documents/<int:id_>/", views_papers.document, "document"),
    ("documents/<int:id_>/file.<slug:form>", views_papers.document_file, "document-file"),
    ("evidence/<slug:digest>/", views_papers.evidence_file, "evidence"),
)
"""Pages for the clerk who is signed in and holds a post."""


def _patterns() -> Iterator[URLPattern]:
    for address, view, name in PUBLIC:
        yield path(address, view, name=name)
    for address, page, name in AT_DESK:
        yield path(address, at_desk(page), name=name)


urlpatterns = list(_patterns())

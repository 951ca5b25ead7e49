"""The page of examples: every component filled in as an ordinary day of the invented street would fill it.

Photographed by the browser tests; nothing here is read from the books.
"""

from collections.abc import Mapping
from typing import Any

from fazhi.desk import drawings
from fazhi.desk.examples import case_file, forms, lists, papers, pictures
from fazhi.desk.parts import Light, Link, Pager, Tab


def context() -> Mapping[str, Any]:
    """Return everything the page of examples draws."""
    return {
        "desk": lists.FRAME,
        "heading": "部件样张",
        "heading_note": "每个部件一例，内容取自虚构的青槐街道。",
        "crumbs": (Link("待办", "#"), Link("案件", "#"), Link("部件样张")),
        "tabs": (
            Tab(label="案卷", url="#", current=True),
            Tab(label="材料", url="#", count=5),
            Tab(label="期限", url="#", count=2),
            Tab(label="记账", url="#"),
        ),
        "visitors": lists.VISITORS,
        "enter_url": "#",
        "sign_in_url": "#",
        "groups": lists.GROUPS,
        "cases": lists.CASES,
        "ledger": lists.LEDGER,
        "filters": lists.FILTERS,
        "filters_chosen": (Link("状态：调解中", "#"), Link("受理日自2025-01-01", "#")),
        "filters_clear_url": "#",
        "pager": Pager(
            shown="第41–80件，共438件",
            previous_url="#",
            next_url="#",
            pages=(
                Tab(label="1", url="#"),
                Tab(label="2", url="#", current=True),
                Tab(label="3", url="#"),
                Tab(label="…", url=""),
                Tab(label="11", url="#"),
            ),
        ),
        "lights": [Light(state=state) for state in ("normal", "soon", "overdue", "paused", "done")],
        "fields": forms.FIELDS,
        "cover": case_file.COVER,
        "happenings": case_file.HAPPENINGS,
        "next_steps": case_file.NEXT_STEPS,
        "closed_steps": case_file.CLOSED_STEPS,
        "dues": case_file.DUES,
        "rulers": case_file.RULERS,
        "said": (case_file.WRITTEN, case_file.REFUSED, case_file.WRONG, case_file.TOLD),
        "certificate": papers.CERTIFICATE,
        "charts": pictures.chart_list(),
        "mediation_flow": pictures.mediation_flow(),
        "penalty_flow": pictures.penalty_flow(),
        "sheet": papers.SHEET,
        "stamp": drawings.stamp("青槐街道办事处"),
        "receipt": papers.RECEIPT,
    }

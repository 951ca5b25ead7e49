"""Words and cells for templates: ``{% load look %}``."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from fazhi.desk import citing, wording
from fazhi.desk.parts import Column, Light, Link, Row, Value
from fazhi.usecases import house_rules

register = template.Library()

register.filter("in_full", wording.day_in_full)
register.filter("in_short", wording.day_in_short)
register.filter("plain_day", wording.day_plain)
register.filter("weekday", wording.weekday)
register.filter("moment", wording.moment, expects_localtime=True)
register.filter("count", wording.count)
register.filter("yuan", wording.yuan)
register.filter("linked", citing.linked)
register.filter("unnumbered", house_rules.unnumbered)

Cell = Value | Link | Light


@register.filter
def breakable(title: str) -> SafeString:
    """Return a title that a narrow screen breaks after its year rather than within a word.

    >>> breakable("青槐街道2025年法治政府建设年度报告")
    '青槐街道2025年<wbr>法治政府建设<wbr>年度报告'
    """
    return SafeString(re.sub(r"(?<=\d年)(?=.)|(?=年度报告$)", "<wbr>", escape(title)))


@register.filter
def lines(rows: Sequence[Row | Sequence[Cell]]) -> list[Row]:
    """Return ``rows`` with plain sequences of cells made into rows."""
    return [row if isinstance(row, Row) else Row(cells=row) for row in rows]


@register.filter
def beside(cells: Sequence[Cell], columns: Sequence[Column]) -> Iterator[tuple[Column, Cell]]:
    """Return each cell with the column it stands in.

    >>> list(beside(["甲"], [Column("名称")]))[0][1]
    '甲'
    """
    return zip(columns, cells, strict=True)


@register.simple_tag
def light(state: Light) -> SafeString:
    """Return a light: shape, word and note."""
    note = format_html(' <span class="light-note">{}</span>', state.note) if state.note else ""
    return format_html(
        '<span class="light light-{}"><span class="light-shape" aria-hidden="true">{}</span>{}{}</span>',
        state.state,
        state.shape,
        state.says,
        note,
    )


@register.simple_tag
def cell(value: Cell, column: Column) -> SafeString:
    """Return what stands in a cell, worded as its column says."""
    if isinstance(value, Light):
        return light(value)
    if isinstance(value, Link):
        kind = ' class="figure"' if column.is_figure else ""
        words = (
            format_html('<a href="{}"{}>{}</a>', value.url, SafeString(kind), value.text)
            if value.url
            else format_html("{}", value.text)
        )
        return format_html('{}<span class="sub">{}</span>', words, value.note) if value.note else words
    return format_html("{}", worded(value, column.kind))


def worded(value: Value, kind: str) -> str:
    """Return a plain value as a column of ``kind`` words it; what is missing is said with a dash.

    >>> worded(None, "count"), worded(1200, "yuan"), worded(date(2026, 1, 15), "day")
    ('—', '1,200.00', '2026-01-15')
    """
    if value is None or value == "":
        return "—"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    return wording.yuan(value) if kind == "yuan" else wording.count(value)

"""Writing sheets as offices keep them, and bringing them in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from fazhi.procedures import registry
from fazhi.usecases.workbook_import import Importing
from fazhi.usecases.workbook_outcomes import Summary
from usecases.offices import SHEN, Office

#: A register of mediation as a street keeps it: fewer columns than the law's forms ask for.
HEADINGS = (
    "序号",
    "受理时间",
    "申请人（姓名、电话）",
    "被申请人(姓名、电话)",
    "纠纷类型",
    "案件来源",
    "纠纷简要情况",
    "调解员",
    "调解时间",
    "调解结果",
    "协议形式",
    "涉及金额(元)",
    "备注",
)
ROW: tuple[Any, ...] = (
    1,
    "2025.3.1",
    "陈砚秋 13800138000",
    "贺兰亭 13900139000",
    "邻里",
    "当事人申请",
    "楼上漏水",
    "万和平",
    "2025年3月2日",
    "成功",
    "书面协议",
    "1,200",
    "",
)
#: What such a register does not say, and what is the same for all its lines.
FILLS: Mapping[str, str] = {
    "调解组织类型": "村（居）调委会",
    "涉及人数": "2",
    "难易程度": "简易",
    "一方明确拒绝调解": "否",
    "主持调解人员身份": "专职人民调解员",
    "调解方式": "现场调解",
    "已告知当事人权利义务": "是",
    "调解地点": "社区调解室",
    "参加人": "双方当事人",
    "调解过程": "详见卷宗",
    "本次结果": "意向一致",
    "主要事实、争议事项和各方责任": "详见卷宗",
    "协议内容": "详见卷宗",
    "履行方式": "即时履行",
    "协议书份数": "3",
}


def book(*rows: Sequence[Any], title: str = "2025年人民调解案件台账", sheet: str = "台账") -> Workbook:
    """A workbook with a title merged over the headings, the headings, and rows."""
    made = Workbook()
    page = made.active
    page.title = sheet
    page.append([title])
    page.merge_cells("A1:M1")
    page.append(list(HEADINGS))
    for row in rows:
        page.append(list(row))
    return made


def content(made: Workbook) -> bytes:
    """The file."""
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def row(**other: Any) -> tuple[Any, ...]:
    """The row, with other cells by heading; the first heading that begins so is meant."""
    cells = list(ROW)
    for heading, value in other.items():
        cells[next(nth for nth, one in enumerate(HEADINGS) if one.startswith(heading))] = value
    return tuple(cells)


def importing(
    office: Office, made: Workbook | bytes, *, name: str = "台账.xlsx", by: str = SHEN, **words: Any
) -> Importing:
    """The workbook, opened for the office."""
    sent = made if isinstance(made, bytes) else content(made)
    words.setdefault("fills", FILLS)
    procedure = registry.procedure(words.pop("procedure", "mediation"))
    return Importing(sent, name, procedure=procedure, clerk=office.clerk(by), now=office.now, **words)


def checked(office: Office, made: Workbook | bytes, **words: Any) -> Summary:
    """What is said of its lines."""
    found = Summary()
    for one in importing(office, made, **words).checked():
        found.add(one)
    return found


def brought(office: Office, made: Workbook | bytes, *, repeats: bool = False, **words: Any) -> Summary:
    """What becomes of its lines."""
    found = Summary()
    for one in importing(office, made, **words).brought(doubtful=repeats):
        found.add(one)
    return found


def cells(found: Summary) -> list[tuple[str, str]]:
    """The cells that are wrong: address and what is said of them."""
    return [(bad.cell, bad.message) for one in found.told for bad in one.bad]

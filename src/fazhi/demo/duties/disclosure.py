"""What the street publishes: each item made, checked three times and for secrets, released by another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi.demo.duties.dealing import Dealer

_OFFICER, _HEAD, _SECRECY = "叶初晴", "傅知微", "苗若溪"
_SIGNERS = ("沈若谷", "梁以宁", "姜望舒")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """How items of a column are made: by whom, on what ground, in which words."""

    by: str
    ground: str
    genre: str
    subjects: tuple[str, ...]


_KINDS = {
    "news": _Kind(
        by="许见山",
        ground="local",
        genre="text",
        subjects=(
            "青槐街道开展{topic}活动",
            "青槐街道召开{topic}推进会",
            "{place}社区{topic}暖民心",
            "街道领导调研{topic}工作",
            "青槐街道组织{topic}培训",
        ),
    ),
    "documents": _Kind(
        by="许见山",
        ground="plan",
        genre="document",
        subjects=("关于做好{topic}工作的通知", "关于印发{topic}工作方案的通知"),
    ),
    "finance": _Kind(
        by="傅知微",
        ground="budget",
        genre="table",
        subjects=("街道{month}月财政收支情况", "街道部门预算执行情况（{month}月）"),
    ),
    "enforcement": _Kind(
        by="岳长风",
        ground="supervision",
        genre="table",
        subjects=(
            "行政处罚结果公示（{month}月第{n}批）",
            "行政处罚决定信息公示（{month}月第{n}批）",
            "综合行政执法处罚结果公示（{month}月第{n}批）",
        ),
    ),
    "key_fields": _Kind(
        by="翟暖阳",
        ground="livelihood",
        genre="notice",
        subjects=(
            "{month}月城乡低保对象公示",
            "{month}月临时救助发放公示",
            "高龄津贴发放公示（{month}月）",
            "{place}社区公益岗位招聘公告",
            "人民调解和法律援助服务指南（{month}月更新）",
        ),
    ),
    "interpretation": _Kind(
        by="楚怀瑾", ground="plan", genre="picture", subjects=("《{topic}工作方案》政策解读",)
    ),
    "major_decision": _Kind(
        by="阮望岳", ground="public_interest", genre="notice", subjects=("重大行政决策事项公告（{topic}）",)
    ),
    "proposal": _Kind(
        by="许见山", ground="local", genre="document", subjects=("关于{topic}建议的答复（第{n}号）",)
    ),
    "annual_report": _Kind(by="楚怀瑾", ground="other_law", genre="text", subjects=("2024年度工作年度报告",)),
    "procurement": _Kind(
        by="傅知微", ground="procurement", genre="notice", subjects=("{topic}项目采购公告",)
    ),
    "response": _Kind(by="许见山", ground="livelihood", genre="question", subjects=("关于{topic}的回应",)),
    "other": _Kind(by="许见山", ground="local", genre="notice", subjects=("关于{topic}的公告",)),
}
_TOPICS = (
    *(
        "老旧小区改造",
        "垃圾分类",
        "矛盾纠纷排查化解",
        "安全生产",
        "法治宣传",
        "文明养犬",
        "社区养老",
        "优化营商环境",
    ),
    *(
        "电动自行车停放充电",
        "防汛备汛",
        "夏季治安",
        "消防安全",
        "网格治理",
        "民生实事",
        "就业服务",
        "食品安全",
    ),
)
_BEFORE_ACTING = (
    ("行政检查计划（{month}月第{n}批）", "本批行政检查的事项、对象范围、方式、时间和承担检查的执法机构。"),
    (
        "执法主体和执法人员信息（{month}月第{n}次更新）",
        "执法主体名称、职责、执法人员姓名和执法证号，本次增加和减少的人员。",
    ),
    (
        "随机抽查事项清单（{month}月第{n}次更新）",
        "抽查事项、抽查依据、抽查主体、抽查内容和抽查方式，本次增加和取消的事项。",
    ),
)
"""What is made public of enforcement besides decisions: its title, and what it contains."""


def tell(dealer: Dealer) -> None:
    """Tell every item published in the year."""
    days = dealer.days(dealer.months("disclosure.items"))
    slices = dealer.slices("disclosure.items", "column")
    columns = dealer.dealt(slices)
    reports = [nth for nth, one in enumerate(columns) if one == "annual_report"]
    early = [nth for nth in range(len(days)) if days[nth].month in (1, 3) and columns[nth] != "annual_report"]
    for nth, month in zip(reports, (1, 3), strict=True):
        swap = next(n for n in early if days[n].month == month and days[n].day > 20)
        columns[nth], columns[swap] = columns[swap], columns[nth]
    for nth, (on, column) in enumerate(zip(days, columns, strict=True)):
        _item(dealer, nth, on, column)


def _item(dealer: Dealer, nth: int, on: date, column: str) -> None:
    script, random = dealer.script, dealer.random
    kind = _KINDS[column]
    subject = random.choice(kind.subjects).format(
        topic=random.choice(_TOPICS), place=dealer.name(dealer.place()), month=on.month, n=nth % 4 + 1
    )
    summary = subject
    form: dict[str, Any] = {}
    if column == "documents":
        form = {"document_kind": "other", "document_no": f"青槐街办〔{on.year}〕{nth + 1}号"}
    if column == "enforcement":
        form = {"enforcement_kind": "penalty" if nth % 3 == 0 else "other"}
        if form["enforcement_kind"] == "other":
            title, summary = _BEFORE_ACTING[nth // 3 % len(_BEFORE_ACTING)]
            subject = title.format(month=on.month, n=nth % 4 + 1)
    if column == "annual_report":
        law = on.month > 1
        column = f"annual_report/{'law' if law else 'disclosure'}"
        subject = "2024年度法治政府建设年度报告" if law else "2024年政府信息公开工作年度报告"
    back = 2 if form.get("enforcement_kind") == "penalty" else random.randint(1, 6)
    days = script.between(date(dealer.year, 1, 1), on)
    formed = days[max(0, len(days) - 1 - back)]
    maker = script.person(kind.by)
    item = script.open(
        "disclosure_item",
        "formed",
        formed,
        kind.by,
        subject=subject,
        column=column,
        formed_on=formed,
        summary=summary,
        office=maker.unit,
        maker=maker.code,
        publicity="proactive",
        **form,
    )
    item.do(
        "classified",
        formed,
        _OFFICER,
        ground=kind.ground,
        carrier="new_media" if column == "news" and nth % 3 == 0 else "website",
        form=kind.genre,
        update_cycle="once",
    )
    item.do("checked", formed, _OFFICER, first_check="amend" if nth % 7 == 0 else "pass", accurate="yes")
    head = "裴南乔" if kind.by == _HEAD else _HEAD
    item.do("rechecked", max(formed, days[-2] if len(days) > 1 else on), head, second_check="pass")
    item.do(
        "secrecy_checked",
        on,
        _SECRECY,
        secrecy="may",
        personal_data="masked" if column in ("enforcement", "key_fields") else "none",
    )
    item.do("approved", on, _SIGNERS[nth % 3], final_check="pass")
    item.do(
        "published",
        on,
        _OFFICER,
        published_on=on,
        **_said_besides(column, subject),
    )
    item.do("closed", script.working(on, 1), "康景行").end()


def _said_besides(column: str, subject: str) -> dict[str, Any]:
    if column == "interpretation":
        text = "逐条说明出台背景、主要内容和办理方式。"
        return {"interpretation_of": subject, "interpretation_text": text}
    return {"concern": "居民普遍关心的进度和安排"} if column == "response" else {}

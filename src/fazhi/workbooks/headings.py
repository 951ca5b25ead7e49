"""Finding the row of headings and what each column holds; columns that profile people are refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fazhi.core import typed
from fazhi.workbooks import layout as laying
from fazhi.workbooks.layout import Layout, Place
from fazhi.workbooks.opening import Line, letter

LOOKED_AT = 15
"""The headings stand within so many rows."""

SAME: tuple[tuple[str, ...], ...] = (
    ("序号", "序", "NO", "NO.", "行号"),
    ("编号", "案号", "案件编号", "登记编号", "受理编号", "立案号", "合同编号", "检查编号", "工单编号"),
    (
        "所属社区（村）",
        "社区",
        "所属社区",
        "所在社区",
        "所属村居",
        "社区（村）",
        "社区/村",
        "社区/网格",
        "村居",
    ),
    ("受理日期", "受理时间", "登记日期", "登记时间", "接件时间", "接待时间"),
    ("申请人", "甲方", "反映人", "诉求人"),
    ("被申请人", "对方当事人", "乙方"),
    ("联系电话", "联系方式", "电话", "手机", "手机号码", "电话号码"),
    ("调解员", "承办人", "经办人"),
    ("纠纷类型", "案件类型", "纠纷类别", "类别", "类型"),
    ("纠纷简要情况", "简要情况", "案情简介", "主要内容", "事由", "基本情况", "内容"),
    ("姓名", "人员姓名", "名字"),
    ("身份证号码", "身份证号", "身份证", "公民身份号码", "证件号码"),
    ("统一社会信用代码", "信用代码", "社会信用代码"),
    ("活动名称", "活动主题", "活动名称（主题）", "主题"),
    ("参加人数", "参与人数", "参加人次", "人数"),
    ("地点", "活动地点", "举办地点"),
)
"""Headings that mean the same in the registers staff keep today."""

_PROFILING: tuple[tuple[str, str], ...] = (
    (r"重点人(员|群)?|重点对象|重点上访|关注(程度|等级|对象)|特殊人群|高危人|布控", "给人贴标签、排名单"),
    (r"稳控|包保|盯防|管控(责任人|措施|等级)|吸附", "对人采取“稳控”"),
    (r"进京|越级|非访|异常访|到.{0,3}访.{0,2}次数|缠访|闹访", "给信访人计分、留痕"),
    (
        r"(人员|个人|信访人|当事人|信用|人).{0,2}(风险|危险)(等级|级别|评估|评分|程度)|积分|评分等级",
        "给人评级打分",
    ),
    (r"前科|违法犯罪记录|吸毒|刑满|社区矫正人员", "记录人的前科"),
    (r"政治面貌|宗教信仰|信教|民族成分", "按身份给人归类"),
    (
        r"血型|身高|体重|健康状况|精神(状况|病)|婚姻状况|家庭成员|家庭关系|社会关系",
        "收集与办事无关的个人情况",
    ),
    (r"行踪|轨迹|活动范围|(个人|人员|本人|当事人|证件|免冠).{0,2}照片?|头像|人脸|指纹", "追踪个人"),
)
REFUSED = "本系统只记事项，不给人画像、排名或追踪，这一列按设计不导入"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The headings of a sheet: the row, and what each column was taken for.

    ``factors`` is what amounts are counted in where the heading says 万元; ``ignored`` are columns that are
    none of the register's, ``refused`` those that profile people, with the reason.
    """

    row: int
    places: Mapping[int, Place]
    headings: Mapping[int, str]
    factors: Mapping[int, int] = field(default_factory=dict)
    ignored: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str, str], ...] = ()
    year: int = 0


_REMARK = re.compile(r"[（(][^（）()]*[）)]")
"""What stands in brackets behind a heading: 申请人（姓名、电话）."""


def folded(heading: object) -> str:
    """Return a heading as headings are compared: no stars, spaces, brackets or units.

    >>> folded("＊ 涉及金额（万元）")
    '涉及金额'
    """
    text = typed.folded(str(heading or ""))
    text = re.sub(r"[*＊]|\((元|万元|件|人|人次|份|%|必填|选填)\)", "", text)
    return re.sub(r"[\s()（）【】\[\]:：]", "", text)


def factor_of(heading: str) -> int:
    """Return what a heading says that amounts are counted in."""
    return 10_000 if "万元" in heading else 1


def why_refused(heading: str) -> str:
    """Return why a column is not brought in: it profiles people; "" for any other."""
    text = folded(heading)
    for pattern, does in _PROFILING:
        if re.search(pattern, text):
            return f"这一列用来{does}。{REFUSED}。"
    return ""


class Headings:
    """What the headings of one duty's register may be called."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.known: dict[str, Place] = {}
        places = layout.places
        for one in places:
            self.known.setdefault(folded(one.heading), one)
            self.known.setdefault(folded(f"{one.heading}（{one.unit}）"), one)
        for one in places:
            for other in one.also:
                self._also(other, one)
        labels = Counter(one.holds.label for one in places if one.holds is not None)
        for one in places:
            # A label that several steps have (说明) says by itself not which is meant.
            if one.holds is not None and (labels[one.holds.label] == 1 or one.only or _opens(layout, one)):
                self._also(one.holds.label, one)
        self._synonyms(places)

    def _also(self, heading: str, place: Place) -> None:
        self.known.setdefault(folded(heading), place)

    def _synonyms(self, places: Iterable[Place]) -> None:
        """Let a usual word for a column lead to it, and a day be called 时间 as well as 日期."""
        known = dict(self.known)
        for heading, place in known.items():
            for ending, other in (("日期", "时间"), ("时间", "日期")):
                if place.kind == "day" and heading.endswith(ending):
                    self.known.setdefault(heading.removesuffix(ending) + other, place)
        for words in SAME:
            group = [folded(word) for word in words]
            mine = list(dict.fromkeys(self.known[word].heading for word in group if word in self.known))
            if len(mine) == 1:
                [place] = [one for one in places if one.heading == mine[0]]
                for word in group:
                    self.known.setdefault(word, place)

    def place(self, heading: object) -> Place | None:
        """Return the column a heading names, None if it is none of the register's."""
        if not heading:
            return None
        text = str(heading)
        return self.known.get(folded(text)) or self.known.get(folded(_REMARK.sub("", text)))

    # A row of headings -----------------------------------------------------------------------------

    def find(self, lines: Sequence[Line]) -> Found | None:
        """Return the headings among the first rows of a sheet, None if there are none."""
        best: tuple[int, int, int] | None = None
        for at in range(min(len(lines), LOOKED_AT)):
            for depth in (1, 2):
                named = self._named(lines, at, depth)
                score = len({place.heading for place in map(self.place, named) if place is not None})
                if score and (best is None or score > best[0]):
                    best = (score, at, depth)
        if best is None or best[0] < min(3, len(self.layout.places) - 3):
            return None
        _, at, depth = best
        return self._taken(self._named(lines, at, depth), lines, at)

    def _named(self, lines: Sequence[Line], at: int, depth: int) -> list[str]:
        lower = [str(cell or "") for cell in lines[at].cells]
        if depth == 1 or at == 0:
            return lower
        upper = [str(cell or "") for cell in lines[at - 1].cells]
        upper += [""] * (len(lower) - len(upper))
        lower += [""] * (len(upper) - len(lower))
        named = []
        for below, above in zip(lower, upper, strict=False):
            both = f"{above}{below}"
            named.append(next((one for one in (both, f"{above}·{below}") if self.place(one)), below or above))
        return named

    def _taken(self, named: Sequence[str], lines: Sequence[Line], at: int) -> Found:
        places: dict[int, Place] = {}
        ignored: list[tuple[str, str]] = []
        refused: list[tuple[str, str, str]] = []
        for column, heading in enumerate(named):
            if not heading.strip():
                continue
            shown = _shown(heading)
            place = self.place(heading)
            if place is not None and place.heading not in {one.heading for one in places.values()}:
                places[column] = place
            elif place is None and (why := why_refused(heading)):
                refused.append((letter(column), shown, why))
            else:
                ignored.append((letter(column), shown))
        above = [str(cell) for line in lines[:at] for cell in line.cells if isinstance(cell, str)]
        return Found(
            row=lines[at].number,
            places=places,
            headings={column: _shown(named[column]) for column in places},
            factors={column: factor_of(named[column]) for column in places},
            ignored=tuple(ignored),
            refused=tuple(refused),
            year=_year(above),
        )


def _shown(heading: str) -> str:
    return re.sub(r"\s+", "", heading).strip("*＊")[:40]


def _year(texts: Sequence[str]) -> int:
    for text in texts:
        if match := re.search(r"(20\d{2})\s*年?", text):
            return int(match[1])
    return 0


def _opens(layout: Layout, place: Place) -> bool:
    return any(layout.procedure.step(name).opening for name in place.steps)


_FURTHER = (laying.SERIAL, laying.STEP, laying.ON, laying.WHO, laying.SAID)


def further(lines: Sequence[Line]) -> tuple[int, dict[str, int]] | None:
    """Return the row of headings and the columns of a sheet of further steps, None if it is none."""
    for line in lines[:LOOKED_AT]:
        named = {folded(cell): column for column, cell in enumerate(line.cells) if cell}
        if {folded(one) for one in _FURTHER} <= set(named):
            return line.number, {one: named[folded(one)] for one in _FURTHER}
    return None


def is_total(line: Line) -> bool:
    """Tell whether a row only sums up, or is a note below the register."""
    said = [str(cell).strip() for cell in line.cells if cell not in (None, "")]
    if not said:
        return False
    first = re.sub(r"\s", "", said[0])
    if re.match(r"(合计|总计|小计|累计|共计|本页合计)", first) or (
        len(said) > 1 and re.fullmatch(r"(合计|总计|小计)[:：]?", re.sub(r"\s", "", said[1]))
    ):
        return True
    return len(said) <= 3 and bool(
        re.match(r"(注|备注|说明|填表人|制表人|审核人|填报人|填报日期)[:：]", first)
    )

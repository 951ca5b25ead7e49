"""Stage six: every number that counts something, with its unit, how exact it is and where it stands.

Dates, document numbers, names of laws, slogans and ordinals are numbers too, but count nothing and are
passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fazhi.reader.numerals import value_of
from fazhi.reader.reading import Direction
from fazhi.reader.sentences import Sentence

_UNITS = (
    "平方公里 平方米 立方米 个百分点 人民币元 亿元 万元 千元 元 人次 余人 家次 户次 件次 场次 批次 轮次 台次 车次 班次 条次 点次 艘次 处次 篇次 人天 "  # noqa: E501 — words of a pattern or sentence stay together
    "个学时 个课时 学时 课时 个小时 小时 分钟 个月 个工作日 工作日 公里 公顷 公斤 平米 ㎡ 吨 亩 米 "
    "件 起 宗 例 案 桩 单 笔 票 场 次 期 轮 回 届 课 堂 讲 人 名 位 户 家 个 项 条 份 部 卷 篇 幅 张 册 本 套 块 面 处 座 所 间 支 队 组 辆 台 艘 "  # noqa: E501 — words of a pattern or sentence stay together
    "批 类 种 款 门 节 站 栋 幢 枚 副 盒 袋 股 只 颗 顶 把 枝 眼 盏 对 页 天 年 岁 分 % ％"
)
UNITS = tuple(sorted(_UNITS.split(), key=len, reverse=True))
_UNIT = "|".join(map(re.escape, UNITS))
_DIGITS = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_CHARACTERS = "[零〇一二两三四五六七八九十百千万亿]+"
_BEFORE = "将近|接近|大约|超过|突破|多达|高达|不足|不到|近|(?<![民公契合])约|超|逾|达到|达|上|数|几"
_QUANTITY = re.compile(
    rf"(?P<before>{_BEFORE})?"
    rf"(?P<number>(?:{_DIGITS}(?:[十百千]?万|[百千]|亿)?|[数几]?{_CHARACTERS})(?:余|多|来|几)?(?:万|亿|千|百)?)"
    rf"(?P<plus>[+＋])?(?P<more>余|多|来)?(?P<more_unit>(?<=\d余)万|(?<=\d多)万)? ?"
    rf"(?P<unit>{_UNIT})(?:\(次\)|（次）)?"
    rf"(?P<after>以上|左右|上下|以内|以下|余|多)?"
)
_PERCENT_WORDS = re.compile(
    rf"百分之(?P<number>{_CHARACTERS}(?:点{_CHARACTERS})?|{_DIGITS})(?P<after>以上|左右)?"
)
_BARE = re.compile(
    rf"(?:量|数|人数|人次|总数|总量|次数|件数|金额)(?:为|达到|达|约|共|共计|累计|超|突破)?(?P<number>{_DIGITS}(?:万|亿)?)(?P<plus>[+＋余多])?(?=[，,。；;、）)]|$)"
)

_NUMERAL = re.compile(r"[\d十百千万一两二三四五六七八九]")

# Stretches in which no number counts anything.
_SILENT = re.compile(
    r"《[^》\n]{0,80}》(?:[（(][^）)\n]{0,30}[）)])?"
    r"|〔(?:19|20)\d{2}〕\s*\d+\s*号|[\[【](?:19|20)\d{2}[\]】]\s*\d+\s*号|第\s*\d+\s*号"
    r"|第\s*[\d一二三四五六七八九十百零]+\s*[条款项次届批季期个章节轮位名号]*"
    r"|[一二三四五六七八九十\d]+届(?:[\u4e00-\u9fff]{0,10}?[一二三四五六七八九十\d]{1,3}[次中](?:全会|全体会议|党代会|会议|人代会|代表大会|党代表|全委)|(?=全会|人大|党|政协|[区县市省]委|中央|委员会))"
    r"|(?:19|20)\d{2}\s*(?:[-—－~至到]+\s*(?:19|20)\d{2})?\s*年(?:度)?(?:第?[一二三四1-4]季度|[上下]半年|(?:\s*\d{1,2}\s*(?:[-—至到]\s*\d{1,2}\s*)?月(?:份)?(?:底|初|中旬|上旬|下旬|末)?(?:\s*\d{1,2}\s*日)?)?)"
    r"|(?<!\d)\d{1,2}\s*月(?:份)?\s*(?:\d{1,2}\s*[日号])?(?:[-—至到]\d{1,2}(?:月\d{0,2})?日?)?|(?<!\d)(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}"
    r"|(?<!\d)\d{1,2}[·.•・]\d{1,2}(?=[”“\"'国宪法禁消安防反民宣])|\d{6,8}日"
    r"|(?<![\d.])(?:12345|12348|12309|12315|12388|12380|110|119|120|122|12368)(?![\d.余多万 ]|[件起次个人场名份条家户项期批轮处宗支所台篇辆册部幅张亩%％元])"  # noqa: E501 — words of a pattern or sentence stay together
    r"|\d+(?:\+[\dNnXx]+)+|[\dNnXx]+(?:\+[\dNnXx]+)+|[NnXx]\d|[A-Za-z]+\d+|\d+[A-Za-z]+"
    r"|(?:十八|十九|二十)(?:大|届)|[一二三四五六七八九]五(?:规划|普法|时期|”)|[“\"][一二三四五六七八]五[”\"]|三八|六一|七一|八一|十一国庆"
    r"|\d{15,18}[\dXx]?|1[3-9]\d{9}|0\d{2,3}-\d{7,8}"
    r"|(?:一|两|三|四|五|六|七|八|九|十|(?<![\d.])\d)(?:个(?:意识|自信|维护|确立|全面|方面|确保|坚持|环节|办法|体系|到位|统一|一流|结合|优先|必须|清单|务必|阶段|层面|维度|步骤|没有变|中心|不放过|关键|重点|专项|一批|革命|允许|区分开来|文明|特别|理论|建设)|"
    r"项(?:制度|清单|机制|工程|改革|行动计划|纪律|规定|承诺|权利)|大(?:体系|工程|行动|机制|攻坚|中心|领域|任务|板块|平台|类)|级(?:联动|网格|平台|书记|架构|体系|干部|调解|法律)?|位一体|重一大|会一课|严三实|学一做|公开|清单一|支柱|座大山|股绳|盘棋|张网|条龙|揽子|站式|窗|把手|岗双责|线|体化|次性|票否决|张图|件事|类(?:民生|事项)?(?!\d)|种形态|两不|个一|条底线|道防线|条主线|个口子|门式|条心|种精神|把尺子|公里|本账|支笔|朝)"
)
_QUOTED = re.compile(r"[“\"「『‘]([^”\"」』’\n]{1,18})[”\"」』’]")
_DURATIONS = frozenset(
    ["小时", "个小时", "分钟", "个月", "个工作日", "工作日", "天", "年", "岁", "届", "公里", "米", "页"]
)
_DIRECTIONS = {
    "近": Direction.BELOW,
    "将近": Direction.BELOW,
    "接近": Direction.BELOW,
    "不足": Direction.BELOW,
    "不到": Direction.BELOW,
    "以内": Direction.BELOW,
    "以下": Direction.BELOW,
    "约": Direction.ABOUT,
    "大约": Direction.ABOUT,
    "左右": Direction.ABOUT,
    "上下": Direction.ABOUT,
    "达": Direction.EXACT,
    "达到": Direction.EXACT,
    "高达": Direction.EXACT,
    "多达": Direction.EXACT,
}
_YUAN = {"元": 1, "千元": 1_000, "万元": 10_000, "亿元": 100_000_000, "人民币元": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number at ``[start, end)`` of the text with its unit.

    ``small`` marks a small number in characters, which is often only a way of speaking; ``duration`` one
    of time.
    """

    value: Decimal
    unit: str
    direction: Direction
    start: int
    end: int
    small: bool = False
    duration: bool = False
    decimals: int = 0
    unitless: bool = False


def quantities(sentence: Sentence) -> list[Quantity]:
    """Return the quantities of a sentence in order."""
    text = sentence.text
    if not _NUMERAL.search(text):
        return []
    silent = list(_silent(text))
    found = [
        quantity
        for pattern in (_QUANTITY, _PERCENT_WORDS, _BARE)
        for match in pattern.finditer(text)
        if (quantity := _quantity(match, text, silent)) is not None
    ]
    found.sort(key=lambda quantity: (quantity.start, -quantity.end))
    kept: list[Quantity] = []
    for quantity in found:
        if kept and (quantity.start < kept[-1].end or _only_says_of_what_kind(quantity, kept[-1], text)):
            continue
        kept.append(quantity)
    shift = sentence.start
    return [_moved(quantity, shift) for quantity in kept]


def _only_says_of_what_kind(quantity: Quantity, before: Quantity, text: str) -> bool:
    """Whether a number only says how large each of those counted is: 37支10人以上的队伍."""
    return (
        quantity.start == before.end
        and text[quantity.end : quantity.end + 1] == "的"
        and text[quantity.start : quantity.end].endswith(("以上", "以下", "左右", "以内"))
    )


def _silent(text: str) -> Iterator[tuple[int, int]]:
    for found in _SILENT.finditer(text):
        yield found.span()
    for found in _QUOTED.finditer(text):
        if re.search(rf"\d|{_CHARACTERS}", found.group(1)):
            yield found.span()


def _quantity(match: re.Match[str], text: str, silent: list[tuple[int, int]]) -> Quantity | None:
    groups = match.groupdict()
    number = groups["number"]
    at = match.start("number")
    if any(start < match.end("number") and at < end for start, end in silent):
        return None
    if (at and (text[at - 1].isdigit() or text[at - 1] in ".第")) or (
        text[at - 1 : at] in ("-", "—") and text[at - 2 : at - 1].isdigit()
    ):
        return None
    unit = groups.get("unit") or ("%" if match.re is _PERCENT_WORDS else "")
    if groups.get("more_unit"):
        number += groups["more_unit"]
    before, characters = groups.get("before") or "", not any(c.isdigit() for c in number)
    # 万元 alone is a unit, 近百场 a number.
    if number in ("万", "千", "百", "亿", "十亿") and not (before or groups.get("more")):
        return None
    value = _value(number)
    if value is None:
        return None
    if unit in _YUAN:
        value, unit = value * _YUAN[unit], "元"
    return Quantity(
        value=value,
        unit={
            "％": "%",
            "平米": "平方米",
            "㎡": "平方米",
            "余人": "人",
            "个学时": "学时",
            "个课时": "课时",
        }.get(unit, unit),
        direction=_direction(groups, before, number, unit),
        start=at if before in ("达", "达到", "") or not before else match.start(),
        end=match.end(),
        small=characters and value < 10 and not re.search("[数几余多]", f"{before}{number}"),
        duration=unit in _DURATIONS,
        decimals=len(number.partition(".")[2]) if "." in number else 0,
        unitless=not unit,
    )


def _value(number: str) -> Decimal | None:
    if "点" in number:
        whole, _, part = number.partition("点")
        digits = "".join(
            str("零一二三四五六七八九".index(one)) for one in part if one in "零一二三四五六七八九"
        )
        base = value_of(whole)
        return base + Decimal(f"0.{digits}") if base is not None and digits else base
    return value_of(number)


def _direction(groups: dict[str, str | None], before: str, number: str, unit: str) -> Direction:
    del unit
    if before in _DIRECTIONS and _DIRECTIONS[before] is not Direction.EXACT:
        return _DIRECTIONS[before]
    after = groups.get("after") or ""
    if after in _DIRECTIONS:
        return _DIRECTIONS[after]
    if before in ("超过", "突破", "超", "逾", "上", "数", "几") or after == "以上":
        return Direction.ABOVE
    if groups.get("more") or groups.get("plus") or after or re.search("[余多来几数]", number):
        return Direction.ABOVE
    return Direction.EXACT


def _moved(quantity: Quantity, shift: int) -> Quantity:
    return Quantity(
        value=quantity.value,
        unit=quantity.unit,
        direction=quantity.direction,
        start=quantity.start + shift,
        end=quantity.end + shift,
        small=quantity.small,
        duration=quantity.duration,
        decimals=quantity.decimals,
        unitless=quantity.unitless,
    )

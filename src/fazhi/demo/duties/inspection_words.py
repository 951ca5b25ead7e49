"""Whom the street inspects and what is found: by trade, with the names that such places bear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """A trade: what its places are called, of what kind they are, what is looked at, what may be wrong.

    Names have slots: {place} the community, {syllables} a name of two signs, {road} a road there.
    """

    industry: str
    field: str
    names: Sequence[tuple[str, str]]
    item: str
    content: str
    checks: Sequence[str]
    problems: Sequence[tuple[str, str, str]]
    weight: int = 1


_APPEARANCE = "《城市市容和环境卫生管理条例》"
_WASTE = "《拟州市生活垃圾管理条例》"

CATERING = Trade(
    industry="catering",
    field="environment",
    names=(
        ("sole_trader", "{place}{syllables}面馆"),
        ("sole_trader", "{place}{syllables}烧烤店"),
        ("sole_trader", "{place}{syllables}家常菜馆"),
        ("sole_trader", "{place}{syllables}早餐店"),
        ("enterprise", "拟州{syllables}餐饮管理有限公司"),
    ),
    item="餐饮服务单位油烟净化设施运行检查（清单第3项）",
    content="油烟净化设施安装、运行和清洗记录，餐厨垃圾收集",
    checks=("油烟净化设施正常运行", "清洗维护记录完整", "餐厨垃圾密闭收集、有台账"),
    problems=(
        (
            "后厨油烟净化器未正常运行，未见清洗记录",
            "《大气污染防治法》第八十一条第一款",
            "7日内清洗并恢复运行，建立清洗台账",
        ),
        ("餐厨垃圾收集桶未加盖，台账漏记四日", f"{_WASTE}第三十条", "5日内更换密闭容器，补记台账"),
        ("排烟口朝向居民窗户，未加装导流罩", "《大气污染防治法》第八十一条第一款", "10日内加装导流罩"),
        ("店外摆放餐桌两张占用人行道", f"{_APPEARANCE}第十四条", "立即收回，入店经营"),
    ),
    weight=8,
)
RETAIL = Trade(
    industry="retail",
    field="city_appearance",
    names=(
        ("sole_trader", "{place}{syllables}便利店"),
        ("sole_trader", "{place}{syllables}果蔬行"),
        ("sole_trader", "{place}{syllables}五金店"),
        ("sole_trader", "{place}{syllables}服装店"),
        ("enterprise", "拟州{syllables}商贸有限公司"),
    ),
    item="沿街商户门前责任和店外经营检查（清单第1项）",
    content="门前环境卫生责任落实、店外经营、招牌设置",
    checks=("未占用店外公共空间经营", "门前无垃圾、污水", "招牌牢固、无缺损"),
    problems=(
        ("店外堆放货物约三平方米", f"{_APPEARANCE}第十四条", "当日清理，不再店外堆放"),
        ("招牌一角松动，存在坠落隐患", f"{_APPEARANCE}第十一条", "3日内加固，其间设置警示"),
        ("门前遗留包装垃圾未清扫", f"{_APPEARANCE}第二十六条", "当日清扫并落实每日保洁"),
        ("生活垃圾混投，未设置可回收物容器", f"{_WASTE}第二十八条", "5日内配齐分类容器"),
    ),
    weight=7,
)
MARKET = Trade(
    industry="market",
    field="city_appearance",
    names=(
        ("sole_trader", "槐市农贸市场{syllables}水产摊"),
        ("sole_trader", "槐市农贸市场{syllables}禽肉摊"),
        ("sole_trader", "槐市{syllables}粮油批发部"),
    ),
    item="农贸市场环境卫生检查（清单第2项）",
    content="摊位越界、污水排放、垃圾收集",
    checks=("未越过摊位线经营", "污水排入收集口", "垃圾及时清运"),
    problems=(
        ("货筐越过摊位线约一米，占用通道", f"{_APPEARANCE}第十四条", "立即退回线内经营"),
        ("清洗水直接排向通道", f"{_APPEARANCE}第二十六条", "3日内接通排水口"),
    ),
    weight=3,
)
PROPERTY = Trade(
    industry="property",
    field="fire_safety",
    names=(("enterprise", "拟州{syllables}物业服务有限公司"),),
    item="物业小区消防车通道和分类投放点检查（清单第7项）",
    content="消防车通道畅通、分类投放点设置、电动自行车停放充电",
    checks=("消防车通道标线清晰、无占用", "投放点有人值守", "楼道内无电动自行车停放充电"),
    problems=(
        (
            "消防车通道停放车辆三辆，未及时劝离",
            "《消防法》第六十条第一款",
            "立即清理，7日内施划标线并安排巡查",
        ),
        ("投放点早高峰无人值守，混投较多", f"{_WASTE}第二十六条", "3日内恢复值守"),
        ("地下车库充电区灭火器过期两具", "《消防法》第十六条", "5日内更换"),
    ),
    weight=3,
)
CONSTRUCTION = Trade(
    industry="construction",
    field="housing",
    names=(
        ("enterprise", "{road}{syllables}大厦装修工地"),
        ("enterprise", "{place}停车场改造工地"),
        ("enterprise", "{road}燃气管道更新工地"),
        ("enterprise", "{place}{syllables}公寓外墙修缮工地"),
    ),
    item="建筑工地扬尘和夜间施工检查（清单第5项）",
    content="围挡、裸土覆盖、车辆冲洗、夜间施工手续、渣土处置",
    checks=("围挡封闭、裸土覆盖", "出入口车辆冲洗", "夜间施工证明公示"),
    problems=(
        (
            "出入口洗车设施未启用，车辆带泥上路",
            "《大气污染防治法》第六十九条第三款",
            "立即启用洗车设施并冲洗路面",
        ),
        ("裸露土方约六十平方米未覆盖", "《大气污染防治法》第六十九条第三款", "2日内覆盖"),
        ("未公示夜间施工证明", "《噪声污染防治法》第四十三条第二款", "立即停止夜间施工，取得证明后公示"),
    ),
    weight=2,
)
REPAIR = Trade(
    industry="repair",
    field="city_appearance",
    names=(("sole_trader", "{place}{syllables}汽修部"), ("sole_trader", "{place}{syllables}洗车行")),
    item="汽修洗车场所占道作业和污水排放检查（清单第4项）",
    content="占道作业、污水排放、废弃物收集",
    checks=("未占用人行道、车行道作业", "洗车污水经沉淀排放", "废机油桶密闭存放"),
    problems=(
        ("占用人行道停放待修车辆两辆", f"{_APPEARANCE}第十四条", "立即移车入店"),
        ("洗车污水流向路面", f"{_APPEARANCE}第二十六条", "5日内修复沉淀池"),
    ),
    weight=2,
)
EDUCATION = Trade(
    industry="education",
    field="fire_safety",
    names=(
        ("enterprise", "拟州{syllables}教育咨询有限公司"),
        ("enterprise", "拟州{syllables}托管服务有限公司"),
    ),
    item="校外托管、培训场所消防安全检查（清单第8项）",
    content="疏散通道、应急照明、用电安全",
    checks=("疏散通道畅通", "应急照明完好", "未私拉电线"),
    problems=(
        ("疏散通道堆放桌椅", "《消防法》第二十八条", "立即清理"),
        ("应急照明灯损坏一盏", "《消防法》第十六条", "5日内更换"),
    ),
    weight=2,
)
LOGISTICS = Trade(
    industry="logistics",
    field="fire_safety",
    names=(("enterprise", "拟州{syllables}物流有限公司"), ("sole_trader", "{place}{syllables}快递驿站")),
    item="物流仓储场所消防安全检查（清单第8项）",
    content="安全出口、货物堆放、电动车辆充电",
    checks=("安全出口未封闭", "货物与灯具保持间距", "电动三轮车集中充电"),
    problems=(
        ("货物堆放占用安全出口", "《消防法》第二十八条", "立即清理并设置禁放标识"),
        ("电动三轮车在库房内充电", "《拟州市电动自行车管理条例》第三十条", "立即移出，设置室外充电点"),
    ),
    weight=2,
)
LODGING = Trade(
    industry="lodging",
    field="fire_safety",
    names=(("sole_trader", "{place}{syllables}旅馆"), ("sole_trader", "{place}{syllables}民宿")),
    item="小旅馆消防安全检查（清单第8项）",
    content="疏散指示、灭火器材、用电安全",
    checks=("疏散指示标志完好", "灭火器在有效期内", "无违规用电"),
    problems=(("二层疏散指示标志损坏", "《消防法》第十六条", "5日内修复"),),
    weight=1,
)
FIRMS = (CATERING, RETAIL, MARKET, PROPERTY, CONSTRUCTION, REPAIR, EDUCATION, LOGISTICS, LODGING)

INSTITUTIONS = Trade(
    industry="institution",
    field="fire_safety",
    names=(
        ("institution", "{place}为老服务站"),
        ("institution", "{place}托育园"),
        ("institution", "{place}文化活动中心"),
        ("institution", "{place}卫生服务站"),
        ("institution", "{place}小学"),
    ),
    item="公共场所消防安全和垃圾分类检查（清单第8项）",
    content="疏散通道、用电用气、垃圾分类",
    checks=("疏散通道畅通", "厨房燃气报警器完好", "分类容器齐全"),
    problems=(
        ("疏散指示灯损坏两处", "《消防法》第十六条", "5日内更换"),
        ("分类投放点无标识", f"{_WASTE}第二十八条", "3日内补齐标识"),
    ),
)
HOUSEHOLDS = Trade(
    industry="household",
    field="planning",
    names=(
        ("individual", "{estate}{b}栋楼顶"),
        ("individual", "{estate}{b}栋底层院落"),
        ("individual", "{estate}{b}栋{n}单元楼道"),
        ("individual", "{road}{b}号自建房"),
    ),
    item="违法建设和占用公共空间检查（清单第6项）",
    content="是否擅自搭建，是否占用公共通道、绿地",
    checks=("无未经许可的搭建", "未占用公共通道", "未占用绿地"),
    problems=(
        ("楼顶搭建阳光棚约十二平方米，未见规划许可", "《城乡规划法》第四十条第一款", "15日内自行拆除"),
        ("占用绿地铺设硬化地面约五平方米", "《城市绿化条例》第十九条", "10日内恢复绿地"),
        ("楼道内堆放杂物并停放电动自行车", "《消防法》第二十八条", "3日内清理"),
        ("庭院围墙外扩约一米，占用公共通道", "《城乡规划法》第四十条第一款", "15日内恢复原状"),
    ),
)
#: By cause of a penalty case that an inspection led to: the trade that was inspected.
OF_CAUSE: Mapping[str, Trade] = {
    "construction_waste": CONSTRUCTION,
    "construction_noise": CONSTRUCTION,
    "spillage": CONSTRUCTION,
    "outdoor_advertising": RETAIL,
    "cooking_fumes": CATERING,
    "waste_sorting": PROPERTY,
    "illegal_building": HOUSEHOLDS,
    "fire_lane": HOUSEHOLDS,
    "greening_damage": HOUSEHOLDS,
}
#: What orders of the 12345 line that lead to an inspection are about, by the trade inspected.
TOPICS: Mapping[str, Sequence[str]] = {
    "catering": ("noise", "appearance"),
    "retail": ("appearance", "traffic"),
    "market": ("appearance",),
    "property": ("property", "traffic"),
    "construction": ("noise", "appearance"),
    "repair": ("traffic", "appearance"),
    "household": ("illegal_building", "housing"),
    "lodging": ("noise",),
    "logistics": ("traffic",),
    "education": ("traffic",),
}
#: The firms of the street that are known by name, and how often each is inspected in the year.
KNOWN: Sequence[tuple[Trade, str, str, str, int]] = (
    (CATERING, "sole_trader", "望桥老面馆", "990101001002", 2),
    (REPAIR, "sole_trader", "渡口汽修部", "990101001007", 2),
    (PROPERTY, "enterprise", "云锦苑物业服务有限公司", "990101001005", 3),
    (EDUCATION, "enterprise", "拟州启明课后托管有限公司", "990101001003", 2),
    (LOGISTICS, "enterprise", "拟州千帆物流有限公司", "990101001004", 1),
    (RETAIL, "sole_trader", "槐市鲜达果蔬行", "990101001006", 2),
    (MARKET, "enterprise", "拟州槐市农产品批发有限公司", "990101001006", 3),
)
#: Months in which a campaign runs, what it is called and which trades it looks at.
CAMPAIGNS: Mapping[int, tuple[str, Sequence[Trade]]] = {
    1: ("春节前消防安全专项检查", (PROPERTY, LODGING, LOGISTICS)),
    3: ("工地扬尘专项检查", (CONSTRUCTION,)),
    4: ("工地扬尘专项检查", (CONSTRUCTION,)),
    5: ("餐饮油烟专项检查", (CATERING,)),
    6: ("夏季餐饮油烟和店外经营专项检查", (CATERING, RETAIL)),
    7: ("夏季餐饮油烟和店外经营专项检查", (CATERING, RETAIL)),
    8: ("校外托管场所安全专项检查", (EDUCATION,)),
    9: ("电动自行车停放充电专项检查", (PROPERTY, LOGISTICS)),
    10: ("国庆节前后市容环境专项检查", (RETAIL, MARKET)),
    11: ("冬季消防安全专项检查", (PROPERTY, LODGING, EDUCATION)),
    12: ("冬季消防安全专项检查", (LODGING, LOGISTICS, CATERING)),
}
PARTNERS = (
    "区市场监督管理局、区消防救援大队",
    "派出所、区消防救援大队",
    "区住房和城乡建设局",
    "区市场监督管理局",
    "区生态环境局青槐工作站",
)

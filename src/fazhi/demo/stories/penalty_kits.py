"""What penalty cases of the street are about: provisions, and sentences with slots, by cause."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_APPEARANCE = "《城市市容和环境卫生管理条例》"
_ROADS = {
    "001": ("桐花里2栋前通道", "桐花北路18号旁", "桐花里菜站门前"),
    "002": ("望桥街3巷口", "望桥南街26号门前", "老桥头东侧"),
    "003": ("书院湾路9号", "书院湾小学西侧", "文昌巷中段"),
    "004": ("新纺路86号", "新纺小区15栋北侧空地", "纺织厂东门外"),
    "005": ("云锦苑9栋楼下", "云锦大道41号", "云锦苑南门外"),
    "006": ("槐市农贸市场西门", "槐市街55号门前", "槐市街与青槐路路口"),
    "007": ("渡口滨河路5号", "渡口路三岔口", "旧码头货场旁"),
    "008": ("上槐二组村道", "上槐路12号", "上槐安置楼东侧"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """What cases of one cause have in common.

    Sentences have slots: {road} where, {n} a number, {m} another, {time} when in the day.
    """

    party: str
    law: str
    violated: str
    penalised: str
    facts: tuple[str, ...]
    correction: str
    firms: tuple[str, ...] = ()


KITS = {
    "construction_waste": Kit(
        party="enterprise",
        law="rules",
        violated="《城市建筑垃圾管理规定》第十五条",
        penalised="《城市建筑垃圾管理规定》第二十六条",
        facts=(
            "当事人承揽的装修工程产生的建筑垃圾约{n}立方米，{time}被倾倒在{road}，未运往指定的消纳场所。",
            "当事人在{road}随意堆放拆除产生的砖块、混凝土块约{n}立方米，超过{m}日未清运。",
            "巡查发现当事人的车辆{time}在{road}抛撒建筑垃圾约{n}立方米，司机承认未办理处置核准。",
        ),
        correction="立即清运建筑垃圾，恢复场地原状",
        firms=("装饰工程有限公司", "建设工程有限公司", "渣土运输有限公司"),
    ),
    "illegal_building": Kit(
        party="individual",
        law="planning",
        violated="《城乡规划法》第四十条第一款",
        penalised="《城乡规划法》第六十四条",
        facts=(
            "当事人未取得建设工程规划许可证，在{road}搭建砖混结构房屋约{n}平方米，工程造价{m}千余元。",
            "当事人在{road}的房屋屋顶加建彩钢结构约{n}平方米，未办理规划许可手续。",
            "当事人在{road}占用庭院扩建厨房约{n}平方米，尚可采取改正措施消除对规划实施的影响。",
        ),
        correction="停止建设，限期改正，消除对规划实施的影响",
    ),
    "construction_noise": Kit(
        party="enterprise",
        law="noise",
        violated="《噪声污染防治法》第四十三条第一款",
        penalised="《噪声污染防治法》第七十七条第二项",
        facts=(
            "当事人在{road}的工地{time}浇筑混凝土，未取得夜间施工证明，附近{n}户居民反映强烈。",
            "当事人在{road}夜间使用切割机作业约{m}小时，不能提供夜间施工证明。",
            "执法人员{time}在{road}检查时，当事人的工地正在吊装材料，未公示夜间施工证明。",
        ),
        correction="立即停止夜间施工；确需连续施工的，依法取得证明并公示",
        firms=("建设工程有限公司", "市政工程有限公司", "装饰工程有限公司"),
    ),
    "outdoor_advertising": Kit(
        party="enterprise",
        law="appearance",
        violated=f"{_APPEARANCE}第十一条",
        penalised=f"{_APPEARANCE}第三十六条",
        facts=(
            "当事人未经批准，在{road}楼体设置户外广告牌{n}平方米，影响市容。",
            "当事人在{road}临街墙面设置灯箱广告{m}处，审批期限届满后未拆除。",
            "当事人在{road}设置立柱式广告牌一座，不能提供设置批准文件。",
        ),
        correction="限期拆除违规设置的户外广告",
        firms=("餐饮管理有限公司", "教育咨询有限公司", "商业管理有限公司"),
    ),
    "cooking_fumes": Kit(
        party="sole_trader",
        law="air",
        violated="《大气污染防治法》第八十一条第三款",
        penalised="《大气污染防治法》第一百一十八条第三款",
        facts=(
            "当事人{time}在{road}当地政府禁止的区域内露天烧烤，使用木炭烤炉{m}台，油烟扰民。",
            "当事人在{road}店外摆放烤架露天烧烤，邻近{n}户居民多次反映油烟。",
            "执法人员{time}在{road}发现当事人露天烧烤食品，已有劝导记录{m}次。",
        ),
        correction="停止露天烧烤，清理场地",
        firms=("烧烤店", "大排档", "羊肉串店"),
    ),
    "fire_lane": Kit(
        party="individual",
        law="fire",
        violated="《消防法》第二十八条",
        penalised="《消防法》第六十条第二款",
        facts=(
            "当事人的小型客车{time}停放在{road}划有标线的消防车通道内，经电话通知{m}次未挪移。",
            "当事人在{road}消防车通道上堆放杂物约{n}立方米，妨碍消防车通行。",
            "当事人在{road}消防车通道加装地锁{m}个，拒不自行拆除。",
        ),
        correction="立即清除占用，恢复消防车通道畅通",
    ),
    "waste_sorting": Kit(
        party="enterprise",
        law="local_regulation",
        violated="《拟州市生活垃圾管理条例》第二十八条",
        penalised="《拟州市生活垃圾管理条例》第五十六条",
        facts=(
            "当事人在{road}的收集点将厨余垃圾混入其他垃圾桶，抽查{m}桶均未分类。",
            "当事人在{road}的经营场所未设置分类收集容器，限期改正后复查仍未设置。",
            "执法人员{time}在{road}检查，当事人的生活垃圾{m}桶混装混投。",
        ),
        correction="按规定设置容器，分类投放生活垃圾",
        firms=("物业服务有限公司", "餐饮管理有限公司", "商业管理有限公司"),
    ),
    "greening_damage": Kit(
        party="individual",
        law="greening",
        violated="《城市绿化条例》第二十条",
        penalised="《城市绿化条例》第二十六条",
        facts=(
            "当事人为拓宽出入口，在{road}铲除公共绿地约{n}平方米。",
            "当事人在{road}擅自修剪行道树{m}株，致树冠严重受损。",
        ),
        correction="停止侵害，补植恢复绿化",
    ),
    "spillage": Kit(
        party="enterprise",
        law="appearance",
        violated=f"{_APPEARANCE}第十五条",
        penalised=f"{_APPEARANCE}第三十四条",
        facts=(
            "当事人的货车{time}途经{road}，所载渣土未覆盖，沿途遗撒约{n}米。",
            "当事人运输砂石的车辆在{road}未密闭，造成路面污染约{n}平方米。",
        ),
        correction="立即清扫路面，运输车辆密闭覆盖",
        firms=("渣土运输有限公司", "物流有限公司", "建材有限公司"),
    ),
    "street_vending": Kit(
        party="individual",
        law="appearance",
        violated=f"{_APPEARANCE}第十四条",
        penalised=f"{_APPEARANCE}第三十六条",
        facts=(
            "当事人{time}在{road}占用人行道摆摊售卖水果，占地约{m}平方米。",
            "当事人{time}在{road}停放三轮车流动售卖小吃，影响行人通行。",
            "当事人在{road}占道摆卖日用百货，经劝导{m}次后又返回。",
            "当事人{time}在{road}占道销售蔬菜，地面遗留菜叶。",
            "当事人在{road}设摊贴膜，占用盲道约{m}米。",
            "当事人{time}在{road}摆放桌椅{m}套经营夜宵。",
        ),
        correction="立即停止占道经营，清理场地",
    ),
    "shop_overstepping": Kit(
        party="sole_trader",
        law="appearance",
        violated=f"{_APPEARANCE}第十四条",
        penalised=f"{_APPEARANCE}第三十六条",
        facts=(
            "当事人在{road}将货架摆出店外约{m}米经营。",
            "当事人{time}在{road}店外摆放餐桌{m}张。",
            "当事人在{road}门前人行道堆放货箱{n}件。",
            "当事人在{road}店外悬挂、摆放服装展销。",
            "当事人在{road}店门外占道维修电动自行车{m}辆。",
            "当事人{time}在{road}店外设置充气拱门并堆放促销商品。",
        ),
        correction="立即清理店外物品，入店经营",
        firms=("便利店", "水果店", "五金店", "服装店", "小吃店", "电动车行"),
    ),
    "bill_posting": Kit(
        party="individual",
        law="appearance",
        violated=f"{_APPEARANCE}第十七条",
        penalised=f"{_APPEARANCE}第三十四条",
        facts=(
            "当事人{time}在{road}电线杆上张贴招租广告{n}张。",
            "当事人在{road}楼道墙面喷涂疏通管道电话{m}处。",
            "当事人{time}在{road}公交站亭张贴招工小广告{n}张。",
        ),
        correction="立即清除张贴、涂写的内容",
    ),
    "littering": Kit(
        party="individual",
        law="local_regulation",
        violated="《拟州市生活垃圾管理条例》第二十六条",
        penalised="《拟州市生活垃圾管理条例》第五十四条",
        facts=(
            "当事人{time}在{road}将{m}袋生活垃圾丢弃在收集点以外。",
            "当事人在{road}向绿地倾倒剩菜汤水。",
            "当事人{time}从{road}的窗口抛撒纸屑、烟头。",
        ),
        correction="立即清理，投放到指定收集点",
    ),
    "dog_keeping": Kit(
        party="individual",
        law="local_regulation",
        violated="《拟州市养犬管理条例》第二十一条",
        penalised="《拟州市养犬管理条例》第四十条",
        facts=(
            "当事人{time}在{road}遛犬未束犬链。",
            "当事人携犬在{road}活动，未即时清除犬粪。",
            "当事人{time}携大型犬进入{road}旁的儿童活动场地。",
        ),
        correction="束链牵领，即时清除犬粪",
    ),
    "ebike_charging": Kit(
        party="individual",
        law="local_regulation",
        violated="《拟州市电动自行车管理条例》第三十条",
        penalised="《拟州市电动自行车管理条例》第五十一条",
        facts=(
            "当事人在{road}从室内拉接电线为电动自行车充电。",
            "当事人{time}将电动自行车停放在{road}楼梯间并充电。",
            "当事人在{road}楼道内为{m}块蓄电池充电。",
        ),
        correction="立即停止充电，移至集中停放场所",
    ),
}


def road(place: str, random: Random) -> str:
    """Return somewhere in a community."""
    return random.choice(_ROADS[place[-3:]])


def facts(cause: str, where: str, random: Random) -> str:
    """Return what happened somewhere."""
    time = random.choice(("上午", "中午", "傍晚", "晚间", "清晨"))
    if cause == "construction_noise":
        time = random.choice(("22时40分许", "23时10分许", "次日凌晨1时许"))
    return random.choice(KITS[cause].facts).format(
        road=where, n=random.randint(6, 28), m=random.randint(2, 5), time=time
    )

"""Code lists that several duties share."""

from __future__ import annotations

from types import MappingProxyType

#: 民间纠纷类型, in the order of the statistical table.
DISPUTE_TYPES = MappingProxyType(
    {
        "marriage_family": "婚姻家庭",
        "neighbour": "邻里",
        "house_homestead": "房屋宅基地",
        "contract_dispute": "合同",
        "production_business": "生产经营",
        "damage": "损害赔偿",
        "land_forest": "山林土地",
        "expropriation": "征地拆迁",
        "pollution": "环境污染",
        "labour": "劳动争议",
        "consumer": "消费",
        "medical": "医疗",
        "traffic": "道路交通事故",
        "property_management": "物业",
        "village_affairs": "村（居）务管理",
        "tourism": "旅游",
        "e_commerce": "电子商务",
        "ip": "知识产权",
        "campus": "校园",
        "other": "其他",
    }
)

#: 行政机关合同类型, for contracts and their review.
CONTRACT_KINDS = MappingProxyType(
    {
        "goods": "政府采购货物",
        "services": "政府购买服务",
        "works": "工程建设",
        "lease": "租赁",
        "assets": "国有（集体）资产处置、承包",
        "compensation": "征收补偿安置",
        "delegation": "委托行政、委托管理",
        "investment": "招商引资、战略合作",
        "donation": "共建、捐赠、赞助",
        "labour_service": "劳务派遣、聘用",
        "consulting": "法律、咨询、审计评估服务",
        "technology": "技术、信息化",
        "concession": "特许经营",
        "settlement": "和解、赔偿补偿协议",
        "confidentiality": "保密协议",
        "other": "其他合同",
    }
)

#: 重大行政决策事项类别 (重大行政决策程序暂行条例第三条).
DECISION_CATEGORIES = MappingProxyType(
    {
        "policy": "重大公共政策和措施",
        "plan": "重要规划",
        "resource": "自然资源和文化资源",
        "public_works": "重大公共建设项目",
        "other_major": "其他重大事项",
    }
)

#: 行政执法领域, as certificates and returns name them.
ENFORCEMENT_FIELDS = MappingProxyType(
    {
        "city_appearance": "市容环境卫生",
        "planning": "城乡规划",
        "municipal": "市政公用",
        "greening": "园林绿化",
        "environment": "生态环境",
        "housing": "住房和城乡建设",
        "fire_safety": "消防安全",
        "work_safety": "安全生产",
        "transport": "交通运输",
        "market": "市场监管",
        "water": "水务",
        "agriculture": "农业农村",
        "civil_affairs": "民政",
        "comprehensive": "综合执法",
        "other": "其他",
    }
)

#: 案由, the causes usual in the lists of streets and towns.
ENFORCEMENT_CAUSES = MappingProxyType(
    {
        "street_vending": "擅自占道经营",
        "shop_overstepping": "出店经营",
        "outdoor_advertising": "违规设置户外广告、招牌",
        "bill_posting": "乱张贴、涂写、刻画",
        "littering": "随意倾倒、抛撒、堆放生活垃圾",
        "waste_sorting": "未按规定分类投放生活垃圾",
        "construction_waste": "违规处置建筑垃圾",
        "spillage": "运输遗撒",
        "cooking_fumes": "油烟污染、露天烧烤",
        "construction_noise": "夜间施工噪声",
        "social_noise": "社会生活噪声",
        "illegal_building": "违法建设",
        "structure_alteration": "擅自变动房屋承重结构",
        "greening_damage": "损坏绿化",
        "dog_keeping": "违规养犬",
        "fire_lane": "占用、堵塞消防车通道",
        "ebike_charging": "电动自行车违规停放、充电",
        "front_door_duty": "不履行门前责任",
        "gas_inspection": "拒绝燃气入户安检",
        "sidewalk_parking": "人行道违法停车",
        "other": "其他",
    }
)

#: The field to which a cause belongs where nothing else is said.
FIELD_OF_CAUSE = MappingProxyType(
    {
        "street_vending": "city_appearance",
        "shop_overstepping": "city_appearance",
        "outdoor_advertising": "city_appearance",
        "bill_posting": "city_appearance",
        "littering": "city_appearance",
        "waste_sorting": "city_appearance",
        "construction_waste": "city_appearance",
        "spillage": "city_appearance",
        "front_door_duty": "city_appearance",
        "cooking_fumes": "environment",
        "construction_noise": "environment",
        "social_noise": "environment",
        "illegal_building": "planning",
        "structure_alteration": "housing",
        "greening_damage": "greening",
        "dog_keeping": "city_appearance",
        "fire_lane": "fire_safety",
        "ebike_charging": "fire_safety",
        "gas_inspection": "municipal",
        "sidewalk_parking": "municipal",
    }
)

#: 事项类别, of the lists of powers, duties and services.
ITEM_KINDS = MappingProxyType(
    {
        "power": "权责事项",
        "enforcement": "行政执法事项",
        "inspection": "行政检查事项",
        "basic_duty": "基本履职事项",
        "cooperating_duty": "配合履职事项",
        "withdrawn_duty": "上级部门收回事项",
        "service": "政务服务事项",
        "licence": "行政许可事项",
        "one_thing": "高效办成一件事",
        "legal_service": "公共法律服务事项",
        "fee": "收费事项",
        "negative": "负面清单事项",
        "village_power": "村级小微权力",
    }
)

#: 检查对象所属行业.
INDUSTRIES = MappingProxyType(
    {
        "catering": "餐饮",
        "retail": "批发零售",
        "market": "农贸（批发）市场",
        "property": "物业服务",
        "construction": "建筑施工",
        "production": "生产加工",
        "logistics": "物流仓储",
        "education": "教育培训",
        "medical": "医疗卫生",
        "culture": "文体娱乐",
        "lodging": "住宿",
        "repair": "汽修洗车",
        "resident_service": "居民服务",
        "institution": "机关事业单位",
        "household": "居民住户",
        "other": "其他",
    }
)

#: 人民调解组织类型 (人民调解法第八条、第三十四条).
COMMITTEE_KINDS = MappingProxyType(
    {
        "street": "街道（乡镇）调委会",
        "community": "村（居）调委会",
        "enterprise": "企事业单位调委会",
        "industry": "行业性专业性调委会",
        "stationed": "派驻调解室",
        "studio": "个人（品牌）调解工作室",
    }
)

#: 参与人员身份, of those who find a dispute, help to settle it or help with publicity.
HELPER_ROLES = MappingProxyType(
    {
        "grid_worker": "网格员",
        "community_worker": "社区工作者",
        "mediator": "人民调解员",
        "staff": "机关工作人员",
        "police": "民警、辅警",
        "lawyer": "律师、法律顾问",
        "law_aware": "法律明白人",
        "volunteer": "志愿者",
        "publicity_team": "普法队伍",
        "deputy": "代表委员",
        "resident": "居民",
        "other": "其他人员",
    }
)

#: 学法和普法的内容.
LAW_TOPICS = MappingProxyType(
    {
        "xjp_thought_on_law": "习近平法治思想",
        "constitution": "宪法",
        "civil_code": "民法典",
        "party_rules": "党内法规",
        "administration": "行政法律法规",
        "enforcement": "行政执法",
        "national_security": "国家安全",
        "production_safety": "安全生产、消防",
        "public_security": "治安管理、反诈禁毒",
        "labour": "劳动保障",
        "consumer": "消费者权益",
        "family": "妇女儿童老年人权益",
        "environment": "生态环境",
        "petition": "信访工作条例",
        "community": "基层群众自治",
        "business": "营商环境、知识产权",
        "other": "其他法律法规",
    }
)

#: 会议组织, the bodies by which the leadership meets.
MEETING_BODIES = MappingProxyType(
    {
        "party_committee": "党（工）委会议",
        "executive": "办公会议",
        "joint": "党政联席会议",
        "leading_body": "议事协调机构会议",
        "leading_body/law": "法治建设议事协调机构",
        "leading_body/enforcement": "执法协调委员会",
        "petition_joint": "信访工作联席会议",
        "other": "其他会议",
    }
)

#: 会议和议题的主题.
MEETING_TOPICS = MappingProxyType(
    {
        "law_work": "法治建设",
        "law_work_report": "法治建设工作汇报",
        "party_building": "党的建设",
        "personnel": "干部人事",
        "economy": "经济发展",
        "construction": "城乡建设管理",
        "livelihood": "民生服务",
        "safety": "安全稳定",
        "finance": "财务资产",
        "comprehensive": "综合事项",
        "other": "其他",
    }
)

#: 被申请复议、被起诉的行政行为 (行政复议法第十一条, 行政诉讼法第十二条).
CHALLENGED_ACTS = MappingProxyType(
    {
        "enforcement": "行政执法行为",
        "enforcement/penalty": "行政处罚",
        "enforcement/measure": "行政强制措施",
        "enforcement/execution": "行政强制执行",
        "licence": "行政许可",
        "confirmation": "行政确认、登记",
        "property_right": "自然资源确权",
        "expropriation": "征收征用及补偿",
        "compensation": "行政赔偿",
        "autonomy": "经营自主权、土地承包经营权",
        "competition": "滥用行政权力排除、限制竞争",
        "levy": "违法集资、摊派费用",
        "inaction": "不履行法定职责",
        "welfare": "抚恤、社会保险、社会救助给付",
        "agreement": "行政协议",
        "disclosure": "政府信息公开",
        "reconsideration": "行政复议",
        "other": "其他",
    }
)

#: 败诉、被纠错的原因.
CAUSES_OF_LOSS = MappingProxyType(
    {
        "facts": "事实不清、证据不足",
        "procedure": "违反法定程序",
        "grounds": "适用依据错误",
        "powers": "超越职权、滥用职权",
        "inaction": "不履行法定职责",
        "improper": "明显不当",
    }
)

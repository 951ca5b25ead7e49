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

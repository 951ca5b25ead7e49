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

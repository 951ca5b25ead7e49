"""What is said of disputes from the day they are found to the day they are closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

#: Which kind of dispute an order of the 12345 line about a topic is.
OF_TOPIC = {
    "property": "property_management",
    "noise": "neighbour",
    "housing": "neighbour",
    "labour": "labour",
    "consumer": "consumer",
    "dogs": "neighbour",
}
#: What an order speaks of that is between neighbours.
OF_NEIGHBOURS = ("楼上", "漏水", "渗水", "邻居", "装修", "犬", "狗", "跑步", "广场舞", "噪")
#: Of which kinds those are that are not mediated, by what becomes of them.
KINDS: Mapping[str, Mapping[str, int]] = {
    "on_spot": {
        "neighbour": 46,
        "property_management": 22,
        "marriage_family": 14,
        "production_business": 8,
        "other": 10,
    },
    "transferred": {
        "labour": 22,
        "property_management": 18,
        "consumer": 14,
        "pollution": 10,
        "house_homestead": 8,
        "medical": 3,
        "contract_dispute": 5,
    },
    "tracked": {
        "property_management": 12,
        "house_homestead": 7,
        "expropriation": 5,
        "marriage_family": 6,
        "neighbour": 3,
    },
}
CALLED = {
    "neighbour": "邻里",
    "marriage_family": "婚姻家庭",
    "property_management": "物业",
    "labour": "劳动争议",
    "damage": "损害赔偿",
    "contract_dispute": "合同",
    "traffic": "交通事故",
    "house_homestead": "房屋宅基地",
    "consumer": "消费",
    "production_business": "生产经营",
    "expropriation": "征地拆迁",
    "medical": "医疗",
    "pollution": "环境污染",
    "other": "其他",
}
ROUNDS: Sequence[tuple[date, str, str]] = (
    (date(2025, 1, 15), "special", "春节前拖欠农民工工资专项排查"),
    (date(2025, 1, 22), "pre_holiday", "春节前矛盾纠纷集中排查"),
    (date(2025, 3, 3), "two_sessions", "全国两会期间矛盾纠纷集中排查"),
    (date(2025, 4, 25), "pre_holiday", "五一前矛盾纠纷集中排查"),
    (date(2025, 9, 26), "pre_holiday", "国庆前矛盾纠纷集中排查"),
)
ANALYSES = (
    "总体平稳，逐件明确责任人",
    "对涉众线索由平安法治办牵头会商",
    "物业类线索请城管建设办跟进",
    "重复反映的三件提级调处",
    "对外来务工人员集中的工地加密走访",
    "对独居老人家庭矛盾安排专人关爱",
)
GRADED: Mapping[str, Sequence[str]] = {
    "yellow": (
        "涉及人数少，双方情绪平稳",
        "金额不大，愿意协商",
        "首次反映，无激化苗头",
        "邻里日常矛盾，可由社区处理",
    ),
    "orange": (
        "持续时间较长，双方对立明显",
        "涉及多户，在业主群内扩散",
        "一方扬言上访",
        "曾报警两次仍未平息",
    ),
    "red": ("金额较大，当事人情绪激动", "涉及人数多，有集体上访苗头", "临近节日，存在激化风险"),
}
DEMANDS: Mapping[str, Sequence[tuple[str, str]]] = {
    "neighbour": (
        ("停止影响，恢复原状", "房屋老旧，上下水共用，平时沟通少"),
        ("夜间保持安静", "作息不同，缺少提醒"),
        ("清理公共部位", "对公共部位的界限理解不一"),
    ),
    "marriage_family": (
        ("按时给付赡养费、抚养费", "经济压力大，责任分担没有谈拢"),
        ("停止争吵，改善相处", "家务和育儿分工失衡"),
    ),
    "property_management": (
        ("公示收支，改善服务", "合同约定笼统，业主与物业缺乏信任"),
        ("修复设施并赔偿损失", "设施老化，维修资金启用难"),
    ),
    "labour": (("支付拖欠的报酬", "上游款项未结，用工手续不规范"), ("给付补偿", "对解除理由和工龄认定不一")),
    "damage": (("赔偿医疗费、误工费", "对责任比例认识不同"),),
    "traffic": (("赔偿医疗、护理费用", "无保险，赔付能力有限"),),
    "contract_dispute": (("退还押金或者支付余款", "约定不明，增项没有书面确认"),),
    "consumer": (("退还预付款余额", "门店停业或者转让，未告知消费者"),),
    "house_homestead": (("确认界址，停止越界修建", "年代久远，登记资料不全"),),
    "expropriation": (("复核面积和附属物", "对补偿项目理解不同"),),
    "other": (("妥善处理", "沟通不畅，互有误解"),),
}
WILLING = (
    "双方愿意调解",
    "经释明，双方同意由调委会调解",
    "一方申请，另一方同意",
    "社区先行劝和，双方愿意坐下来谈",
)
SETTLED = (
    "经人民调解达成协议，给付{amount}元，双方签字确认。",
    "调解成功，约定给付{amount}元，已告知按期履行。",
    "双方在调解员主持下商定给付{amount}元，矛盾化解。",
)
SETTLED_FREE = (
    "经人民调解双方和解，互致歉意。",
    "调解成功，双方约定今后遇事先沟通。",
    "达成口头协议，当场履行完毕。",
)
SETTLED_ORDERS = (
    "与来电人和对方见面，说明情况后双方谅解，当场处理。",
    "网格员上门核实，对方同意立即改正，来电人认可。",
    "现场协调，已采取措施，来电人表示不再追究。",
    "联系物业到场处理，来电人确认问题解决。",
)
CLOSED = (
    "已调解成功并回访",
    "协议已达成，履行情况由调委会跟踪",
    "已化解，资料移交归档",
    "双方无异议，予以结案",
)
CLOSED_ON_SPOT = ("当场化解，无反复", "当日处理完毕", "双方和好，网格员继续关注", "已处理，来电人满意")
VISITED = (
    "当事人称问题已解决",
    "双方相处正常，无反复",
    "已收到款项，表示感谢",
    "上门看望，情绪平稳",
    "电话回访，对处理结果认可",
)
#: (where, body, why, what came back) by kind.
ELSEWHERE: Mapping[str, Sequence[tuple[str, str, str, str]]] = {
    "labour": (
        ("department", "区劳动保障监察大队", "涉嫌拖欠工资，属劳动监察职责", "已立案，责令单位限期支付"),
        ("arbitration", "区劳动人事争议仲裁院", "双方对劳动关系有争议，申请仲裁", "已受理，择期开庭"),
    ),
    "property_management": (
        ("department", "区住房和城乡建设局", "涉及维修资金使用备案", "已指导业委会补正材料并受理备案"),
        ("court", "云汀区人民法院", "物业公司已就物业费起诉", "法院已立案，进入诉前程序"),
    ),
    "consumer": (("department", "区市场监督管理局", "属消费者权益保护职责", "已受理投诉，组织双方协商退款"),),
    "pollution": (("department", "区生态环境局", "需要监测认定", "已监测，责令限期治理"),),
    "house_homestead": (("department", "区自然资源和规划局", "涉及权属登记", "已调取档案，答复当事人"),),
    "medical": (("department", "区医疗纠纷人民调解委员会", "属专业性纠纷", "已受理并组织调解"),),
    "contract_dispute": (("court", "云汀区人民法院", "一方已起诉", "法院已受理"),),
    "other": (("police", "青槐派出所", "双方发生肢体冲突", "已处警并批评教育，双方无伤情"),),
}
TRACKED = (
    "约谈双方后情绪平稳，仍有分歧，列入每周走访。",
    "等待维修资金审批结果，期间每两周沟通一次。",
    "权属资料待上级答复，已向双方说明进度。",
    "一方在外地务工，约定返乡后再谈，安排网格员关注。",
    "已召开两次沟通会，待业主大会表决。",
)

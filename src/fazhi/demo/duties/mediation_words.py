"""What is said and written at mediations, and which disputes come from where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

#: Applied for at the committee itself, without a dispute found before.
DIRECT = "applied/direct"
#: How many of the mediations come from a dispute that was found and referred.
FROM_DISPUTES = {"proactive": 171, "applied": 114}
#: What others hand over for mediation, by where it comes from.
HANDED_OVER: Mapping[str, Mapping[str, int]] = {
    "entrusted/police": {
        "damage": 20,
        "marriage_family": 17,
        "neighbour": 16,
        "traffic": 15,
        "consumer": 4,
        "production_business": 3,
        "contract_dispute": 3,
    },
    "entrusted/court": {"contract_dispute": 5, "property_management": 3, "neighbour": 2, "damage": 2},
    "entrusted/petition": {"house_homestead": 4, "expropriation": 2, "labour": 2, "property_management": 1},
    "entrusted/hotline": {"property_management": 5, "neighbour": 4},
}
#: Where a kind is found more often: by the last digit of the community.
MORE: Mapping[str, Sequence[float]] = {
    "property_management": (1, 1, 1, 1, 3, 1, 1, 0.5),
    "labour": (1, 1, 1, 1, 1, 3, 1, 1),
    "consumer": (1, 1, 1, 1, 1, 3, 1, 1),
    "house_homestead": (1, 1, 1, 1, 1, 1, 1, 6),
    "expropriation": (1, 1, 1, 2, 1, 1, 1, 6),
    "neighbour": (1.5, 1, 1, 1.5, 1, 1, 1, 1),
    "pollution": (1, 2, 1, 1, 1, 3, 2, 1),
}
#: Whom a claim is against, where it is not against a neighbour or relative.
AGAINST = {
    "property_management": "enterprise",
    "labour": "enterprise",
    "expropriation": "enterprise",
    "contract_dispute": "sole_trader",
    "consumer": "sole_trader",
    "medical": "sole_trader",
    "pollution": "sole_trader",
    "production_business": "sole_trader",
}
KNOWN_FIRMS = {
    ("property_management", "990101001005"): "云锦苑物业服务有限公司",
    ("labour", "990101001006"): "拟州安捷劳务有限公司",
    ("expropriation", "990101001004"): "拟州新纺片区改造建设有限公司",
}
INVITED = ("社区法律顾问", "楼栋长、居民代表", "社区民警", "妇联工作人员", "物业项目经理", "劳动监察员")
PRESENT = (
    "双方当事人、社区网格员",
    "双方当事人、社区法律顾问",
    "双方当事人、楼栋长",
    "双方当事人及其亲属",
    "双方当事人、社区民警",
    "双方当事人、物业管家",
    "申请人、被申请人委托的家属",
)
AT_HOME = ("当事人家中", "事发楼道和现场", "小区议事亭")
TALK_FIRST = (
    "告知权利义务，分别听取双方陈述",
    "到现场查看后请双方坐下来谈",
    "核对双方提供的照片、转账和聊天记录",
    "先与申请人、后与被申请人单独谈话",
    "请双方各自说明经过和要求",
    "查阅此前的报警、报修记录",
)
TALK_THEN = (
    "对事情经过没有争议，争在数额",
    "双方都有委屈，情绪较激动，先行安抚",
    "讲解民法典有关规定和类似案例",
    "法律顾问说明诉讼的费用和时间",
    "就责任大小逐项核对",
    "提出两个方案供双方选择",
    "从邻里相处和亲情上劝说",
)
TALK_ON = (
    "约定各自考虑后再谈",
    "被申请人要求与家人商量",
    "双方同意补充票据后再次见面",
    "分歧仍大，另约时间",
    "等待现场检测结果后再谈",
)
TALK_AGREED = (
    "双方各让一步，达成一致",
    "被申请人表示歉意，申请人接受方案",
    "就数额和期限逐项商定",
    "双方认可调解员提出的方案",
    "当场商定并握手言和",
    "双方同意按商定办法执行",
)
TALK_STUCK = ("双方差距过大，无法继续", "一方坚持原要求，不再协商", "一方明确表示另行解决")
PAID = (
    "款项当场付清，双方签收",
    "转账凭证已附卷",
    "收到当事人发来的转账截图",
    "双方在调解室交接款项",
    "申请人电话确认到账",
)
DONE = (
    "现场查看，已按约定办理",
    "双方确认已履行",
    "杂物已清理，照片附卷",
    "已当面致歉，双方和解",
    "网格员回看，已恢复原状",
)
VISITED = (
    "协议已履行，双方无异议",
    "双方相处正常，未再发生争执",
    "当事人对结果满意，表示感谢",
    "电话回访，款项已结清",
    "上门回访，修缮处完好",
    "申请人称问题已彻底解决",
    "履行完毕，一方对金额略有微词",
)
NOT_DUE = ("履行期限未到，双方表示按期履行", "首期已安排，余款待期限届满", "提醒被申请人按约定期限履行")
NOT_KEPT = (
    "逾期未付，被申请人称周转困难，已书面催促并告知可以起诉",
    "被申请人电话不通，上门未遇，引导申请人依据协议起诉",
    "只口头答应仍未付款，已告知申请人诉讼途径",
)
WITHDRAWN = (
    "双方自行和解，申请人撤回",
    "申请人决定直接起诉",
    "申请人已搬离，不再主张",
    "被申请人已自行修复，申请人撤回",
)

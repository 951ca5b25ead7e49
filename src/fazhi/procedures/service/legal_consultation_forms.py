"""What is written down of a consultation: who asked what, what was answered, where they were pointed to."""

from __future__ import annotations

from fazhi.core.form import (
    Code,
    Codes,
    Day,
    Form,
    Long,
    Name,
    Number,
    Person,
    Phone,
    Place,
    Text,
    YesNo,
    Yuan,
)
from fazhi.law.roles import CONSULTANT

CHANNELS = {
    "window": "窗口来访",
    "phone": "电话",
    "hotline": "12348",
    "message": "小程序留言",
    "platform": "智慧平台在线",
    "appointment": "预约",
    "letter": "信函",
    "event": "活动现场",
}
TOPICS = {
    "civil": "民事",
    "civil/family": "婚姻家庭继承",
    "civil/labour": "劳动",
    "civil/contract": "合同借贷",
    "civil/neighbour": "物业相邻",
    "civil/house": "房产",
    "civil/tort": "侵权交通",
    "civil/consumer": "消费",
    "criminal": "刑事",
    "administrative": "行政",
    "procedure": "诉讼程序",
    "other": "其他",
}
GROUPS = {
    "general": "一般群众",
    "elderly": "老年人",
    "women": "妇女",
    "minors": "未成年人",
    "disabled": "残疾人",
    "migrant_workers": "农民工",
    "military": "军人军属",
    "enterprise": "企业",
}
WAYS = {
    "self": "自行协商",
    "mediation": "人民调解",
    "legal_aid": "法律援助",
    "arbitration": "仲裁",
    "litigation": "诉讼",
    "notary": "公证",
    "appraisal": "司法鉴定",
    "department": "行政部门",
    "reconsideration": "行政复议",
    "none": "已解答，无需引导",
}


class Question(Form):
    """法律咨询登记表"""

    channel = Code("渠道", CHANNELS, short=True)
    topic = Code("咨询类别", TOPICS, short=True)
    group = Code("人群", GROUPS, short=True)
    community = Place("所在社区（村）", required=False)
    caller = Name("咨询人", required=False, help="可以不填")
    sex = Code("性别", {"male": "男", "female": "女"}, sealed=True, required=False)
    age = Code(
        "年龄段",
        {"minor": "未满18岁", "young": "18至35岁", "middle": "36至59岁", "old": "60岁以上"},
        sealed=True,
        required=False,
    )
    phone = Phone("联系电话", required=False)
    question = Long("咨询问题", sealed=True)


class Assigned(Form):
    """咨询转办"""

    answerer = Person("解答人", acting=True, posts=CONSULTANT.posts, short=True)


class Answer(Form):
    """法律咨询答复"""

    persons = Number("咨询人数", min=1, unit="人次", help="多人同来一起咨询的，按人计")
    answer = Long("答复要点", sealed=True)
    minutes = Number("耗时", min=1, unit="分钟", required=False)
    aid_told = YesNo("告知可以申请法律援助及其条件、程序")


class Guidance(Form):
    """引导去向"""

    ways = Codes("引导去向", WAYS)
    guide_note = Text("引导说明", max=200, sealed=True, required=False)


class Rating(Form):
    """服务评价"""

    satisfaction = Code(
        "满意度",
        {
            "very": "非常满意",
            "satisfied": "满意",
            "fair": "基本满意",
            "unsatisfied": "不满意",
            "very_unsatisfied": "非常不满意",
        },
    )
    rating_note = Text("评价意见", max=200, sealed=True, required=False)


class Closing(Form):
    """咨询办结"""

    solved = Code("办结情况", {"answered": "已解答", "referred": "已引导", "withdrawn": "咨询人撤回"})
    recovered = Yuan("协助追回款项", required=False)
    closed_note = Text("办结说明", max=200, sealed=True, required=False)
    follow_on = Day("约定回访日期", required=False)

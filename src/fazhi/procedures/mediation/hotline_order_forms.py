"""What is filled in of an order from the 12345 line 热线工单; who called is sealed and never counted."""

from __future__ import annotations

from fazhi.core.form import (
    Code,
    Day,
    Files,
    Form,
    Long,
    Moment,
    Name,
    Person,
    Phone,
    Place,
    Ref,
    Text,
    Title,
    YesNo,
)

CHANNELS = {
    "phone": "12345电话",
    "website": "网站",
    "wechat": "微信",
    "app": "APP",
    "mini_program": "小程序",
    "police": "110分流",
    "superior": "省、国家平台",
    "leader_box": "领导信箱",
    "message_board": "人民网留言",
    "enterprise_line": "企业专线",
}
ORDER_KINDS = {
    "consult": "咨询",
    "help": "求助",
    "complaint": "投诉",
    "report": "举报",
    "suggestion": "建议",
    "praise": "表扬",
    "other": "其他",
}
TOPICS = {
    "property": "物业管理",
    "noise": "噪声",
    "appearance": "市容环卫",
    "traffic": "停车交通",
    "illegal_building": "违法建设",
    "utilities": "供水电气热",
    "housing": "房屋质量",
    "labour": "劳动社保",
    "civil_affairs": "民政救助",
    "consumer": "消费",
    "education_health": "教育卫生",
    "service": "政务服务",
    "enterprise": "企业诉求",
    "dogs": "养犬",
    "other": "其他",
}
RESULTS = {
    "solved": "已解决",
    "partly": "部分解决",
    "going_on": "正在解决（列入计划）",
    "explained": "客观无法解决，已解释",
    "unfounded": "不属实",
    "unreasonable": "不合理诉求",
    "led_to_law": "已导入法定途径",
}


class Dispatch(Form):
    """热线工单"""

    order_no = Text("工单编号", max=40, short=True, help="热线平台的编号")
    channel = Code("来源渠道", CHANNELS, short=True)
    caller = Name("诉求人", required=False)
    phone = Phone("联系电话", required=False)
    confidential = YesNo("诉求人要求保密")
    order_kind = Code("诉求类型", ORDER_KINDS, short=True)
    topic = Code("诉求分类", TOPICS, short=True)
    subject = Title("诉求概括", help="概括事项，不写个人姓名")
    text = Long("诉求内容", sealed=True)
    address = Text("地址点位", max=120, sealed=True, required=False)
    grid = Place("社区（网格）", required=False)
    urgency = Code("紧急程度", {"normal": "一般", "urgent": "紧急", "very_urgent": "特急"})
    hard = YesNo("复杂疑难", required=False)
    dispatched_on = Day("派单日期", happened=True)
    contact_by = Moment("首次联系时限", help="工单载明的；没有载明的，按本地规定推算")
    due_on = Day("办理时限", help="以工单载明的为准")
    repeat_of = Ref("重复工单", "hotline_order", required=False, help="同一事项的原工单，不按诉求人归并")


class Signing(Form):
    """签收"""

    office = Text("首接部门", max=60)
    handler = Person("承办人")


class Return(Form):
    """退单说明"""

    return_for = Code(
        "退单原因",
        {
            "not_here": "非本辖区",
            "not_ours": "职责不符",
            "duplicate": "重复工单",
            "lacking": "信息不全",
            "lawful_path": "已进入法定途径",
        },
    )
    return_ground = Text("退单依据", max=300, help="履职事项清单、法律法规或者文件")
    proper_body = Text("建议承办单位", max=80, needed_when=return_for.is_("not_here", "not_ours"))
    original = Ref("原工单", "hotline_order", required=False)


class ReturnDecided(Form):
    """退单审核结果"""

    return_note = Text("热线机构意见", max=300, required=False)


class Contact(Form):
    """联系诉求人"""

    contacted_at = Moment("联系时间", happened=True)
    contact_way = Code("联系方式", {"phone": "电话", "visit": "上门", "message": "短信、留言"})
    reached = YesNo("已联系上")
    contact_note = Text("联系情况", max=300, sealed=True, required=False)


class Handling(Form):
    """办理情况"""

    result = Code("办理结果", RESULTS)
    handling = Long("办理情况", sealed=True)
    photos = Files("现场照片", required=False)
    legal_path = Text("导入的法定途径", max=100, needed_when=result.is_("led_to_law"))


class Extension(Form):
    """延期申请"""

    extension_reason = Text("延期理由", max=300)
    agreed = YesNo("热线机构同意")
    caller_told = YesNo("已告知诉求人")
    due_on = Day("延长后的办理时限")


class Reply(Form):
    """回复单"""

    replied_at = Moment("答复时间", happened=True)
    reply_way = Code("答复方式", {"phone": "电话", "visit": "当面", "written": "书面", "online": "网上"})
    reply_text = Long("答复内容", sealed=True)


class CallBack(Form):
    """回访"""

    left_out = YesNo("经热线机构同意剔除", help="先办理甄别剔除申请；剔除的不计入回访")
    called = Code("回访联系", {"yes": "是", "no": "否", "unanswered": "未接通"})
    solved = Code("是否解决", {"yes": "是", "no": "否", "partly": "部分"}, needed_when=called.is_("yes"))
    rating = Code(
        "是否满意",
        {"satisfied": "满意", "fairly": "基本满意", "neutral": "一般", "dissatisfied": "不满意"},
        needed_when=called.is_("yes"),
    )
    why = Text("不满意原因", max=300, sealed=True, needed_when=rating.is_("dissatisfied"))


class Exclusion(Form):
    """甄别剔除申请"""

    excluded_for = Code(
        "剔除情形",
        {
            "unreasonable": "不合理诉求",
            "policy": "对政策本身不满意",
            "lawful_path": "已进入法定途径",
            "not_ours": "不属于本单位职责",
            "mistaken": "回访记录有误",
        },
    )
    exclusion_reason = Text("甄别理由", max=300)


class Redoing(Form):
    """重办"""

    redo_reason = Text("重办理由", max=300)
    redo_by = Day("重办时限")


class Closing(Form):
    """工单办结"""

    closing_note = Text("办结说明", max=300, sealed=True, required=False)

"""What is written down of patrols, joint operations and campaigns 执法巡查与专项行动."""

from __future__ import annotations

from fazhi.core.form import (
    Code,
    Day,
    Files,
    Form,
    Long,
    Moment,
    Number,
    Person,
    Place,
    Text,
    Title,
    Values,
    in_order,
)

OPERATION_KINDS = {
    "patrol": "日常巡查",
    "joint": "联合执法",
    "campaign": "专项整治",
    "station": "驻站（驻点）执法",
    "other": "其他行动",
}
CAMPAIGNS = {
    "work_safety": "安全生产",
    "fire_safety": "消防安全",
    "gas": "燃气安全",
    "illegal_building": "违法建设治理",
    "street_order": "占道经营和市容秩序",
    "environment": "生态环境",
    "construction_waste": "建筑垃圾和渣土运输",
    "noise": "噪声治理",
    "food": "食品和餐饮油烟",
    "ebike": "电动自行车",
    "dog_keeping": "文明养犬",
    "school": "校园周边",
    "flood": "防汛和地质灾害",
    "anti_fraud": "反诈、扫黄打非",
    "other": "其他",
}


def _no_more_than_was_found(values: Values, record: Values) -> str | None:  # noqa: ARG001 - a check takes both
    handled = values.get("corrected", 0) + values.get("cases", 0)
    if "finds" in values and handled > values["finds"]:
        return f"当场改正和转案件合计{handled}件，超过发现问题{values['finds']}件，请核对。"
    return None


class About(Form):
    """执法巡查与专项行动"""

    subject = Title("行动名称", help="不写个人姓名")
    operation_kind = Code("行动类型", OPERATION_KINDS, short=True)
    campaign = Code("专项", CAMPAIGNS, needed_when=operation_kind.is_("joint", "campaign"))
    area = Place("区域（社区、网格）", required=False)
    route = Text("路段、范围", max=120, required=False)
    partners = Text("联合、配合部门", max=200, needed_when=operation_kind.is_("joint"))


class Plan(Form):
    """专项行动方案"""

    planned_for = Day("计划日期")
    arrangement = Long("目标、重点和分工")
    officers_wanted = Number("拟出动执法人员", unit="人", required=False)


class Held(Form):
    """出动"""

    team = Text("班组", short=True)
    leader = Person("带队人")
    from_at = Moment("开始时间")
    to_at = Moment("结束时间", required=False)
    checks = (in_order(from_at, to_at),)


class Result(Form):
    """巡查（行动）记录"""

    officers = Number("出动执法人员", min=1, unit="人次")
    auxiliaries = Number("出动辅助人员", unit="人次", required=False)
    objects = Number("检查、走访对象", unit="家", required=False)
    finds = Number("发现问题", unit="件")
    persuasions = Number("劝导教育", unit="次", required=False)
    corrected = Number("当场改正", unit="件", required=False)
    cases = Number("转检查、立案等", unit="件", required=False)
    result_text = Long("情况记录", sealed=True, required=False)
    photos = Files("照片、视频", required=False)
    checks = (_no_more_than_was_found,)

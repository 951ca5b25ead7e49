"""What is written down of a meeting of the leadership: notice, sign-in, minutes."""

from __future__ import annotations

from fazhi.core.form import (
    Code,
    Codes,
    Day,
    DocumentNumber,
    Files,
    Form,
    Long,
    Number,
    People,
    Person,
    Ref,
    Text,
    Title,
    not_more_than,
)
from fazhi.law.codes import MEETING_BODIES, MEETING_TOPICS

FORMS = {
    "regular": "例会",
    "enlarged": "扩大会议",
    "special": "专题会议",
    "promotion": "推进（调度）会议",
    "video": "视频会议",
}
OBSERVERS = {
    "justice_office": "司法所",
    "adviser": "法律顾问",
    "residents": "居民",
    "deputies": "代表委员",
    "discipline": "纪检监察机构",
    "departments": "有关科室",
    "communities": "村（社区）",
}


class About(Form):
    """会议通知"""

    subject = Title("会议名称")
    body = Code("会议类别", MEETING_BODIES, short=True)
    form = Code("会议形式", FORMS)
    topic = Code("会议主题", MEETING_TOPICS)
    number = Number("届次", min=1, unit="次", help="本年度第几次")
    place = Text("地点", max=60)
    leading_body = Ref("议事协调机构", "leading_body", required=False)
    chair = Person("主持人")
    agenda = Long("议程")


class Plan(Form):
    """列入会议计划"""

    planned_for = Day("会议日期")


class Held(Form):
    """会议签到表"""

    due = Number("应到人数", min=1, unit="人")
    present = Number("实到人数", min=1, unit="人")
    attended = People("签到名单", max=200, required=False)
    on_leave = Number("请假人数", unit="人", required=False)
    leave_reasons = Text("请假人员及事由", max=300, sealed=True, required=False)
    observer = Codes("列席", OBSERVERS, required=False)
    recused = People("回避人员", required=False)
    recorder = Person("记录人")
    record_text = Long("会议记录", sealed=True, required=False)
    checks = (not_more_than(present, due),)


class Minutes(Form):
    """会议纪要审签"""

    minutes_text = Long("会议纪要")
    signed_by = Person("签发人", acting=True)


class Result(Form):
    """会议纪要印发归档"""

    minutes_no = DocumentNumber("会议纪要文号", required=False)
    sent_to = Text("印发范围", max=100, required=False)
    materials = Files("会议材料", required=False)

"""What is written down of a training: what it is, who is due, who came, what they passed."""

from __future__ import annotations

from fazhi.core.form import (
    Code,
    Day,
    Files,
    Form,
    Long,
    Number,
    People,
    Place,
    Text,
    Title,
    Values,
    not_more_than,
)
from fazhi.law.codes import LAW_TOPICS

KINDS = {
    "general": "综合法律知识",
    "enforcement": "行政执法人员",
    "legal_review": "法制审核人员",
    "mediator": "人民调解员",
    "law_knower": "法律明白人",
    "community_committee": "村（社区）干部",
    "grid_worker": "网格员",
    "drill": "应急演练",
    "other": "其他",
}
FORMS = {
    "course": "集中授课",
    "lecture": "法治讲座",
    "staff_talk": "干部登台讲法",
    "seminar": "研讨交流",
    "case_study": "案例教学",
    "trial_visit": "旁听庭审",
    "exercise": "演练",
    "other": "其他",
}
VENUES = {
    "meeting_room": "机关会议室",
    "community": "社区（村）",
    "site": "执法、演练现场",
    "school": "学校",
    "enterprise": "企业",
    "court": "法院",
    "platform": "网络平台",
    "other": "其他",
}
AUDIENCES = {
    "leaders": "领导干部",
    "staff": "机关干部职工",
    "officers": "行政执法人员",
    "mediators": "人民调解员",
    "law_knowers": "法律明白人",
    "community_cadres": "村（社区）干部",
    "grid_workers": "网格员",
    "enterprises": "企业人员",
    "residents": "居民",
}
LECTURERS = {
    "leader": "领导干部",
    "staff": "机关工作人员",
    "adviser": "法律顾问",
    "public_lawyer": "公职律师",
    "judge": "法官、检察官、民警",
    "teacher": "专家、讲师团",
    "upper": "上级部门人员",
    "other": "其他",
}


class About(Form):
    """法治培训"""

    subject = Title("培训名称")
    training_kind = Code("类别", KINDS)
    form = Code("形式", FORMS)
    topic = Code("内容", LAW_TOPICS)
    mode = Code("方式", {"on_site": "线下", "online": "线上", "mixed": "线上线下结合"})
    venue = Code("场所", VENUES)
    organiser = Code("主办", {"own": "本街道（乡镇）", "community": "社区（村）", "upper": "上级部门"})
    lecturer = Text("授课人及单位", max=80, required=False)
    lecturer_role = Code("授课人身份", LECTURERS, required=False)
    audience = Code("参加对象", AUDIENCES)
    community = Place("所在社区（村）", needed_when=venue.is_("community"))


class Plan(Form):
    """法治培训计划"""

    planned_for = Day("计划日期")
    required = Number("应参加人数", unit="人", required=False)
    enrolled = Number("报名人数", unit="人", required=False)
    arrangement = Long(
        "培训安排", help="课程、时间、要求；演练写明情景、分工、步骤、安全措施", required=False
    )
    checks = (not_more_than(enrolled, required),)


class Held(Form):
    """法治培训签到"""

    attendees = Number("实到人数", unit="人次")
    attended = People("签到名单", max=500, required=False, help="本机关名册内的人员，按人计实训人数和学时")
    hours = Number("每人学时", unit="学时", required=False)
    person_hours = Number("总学时", unit="学时", required=False, help="不填的，按实到人数乘以每人学时计")

    @classmethod
    def derived(cls, values: Values) -> Values:
        """Return the hours of all who came together."""
        attendees, hours = values.get("attendees"), values.get("hours")
        return {} if attendees is None or hours is None else {"person_hours": attendees * hours}


class Result(Form):
    """法治培训考核结果"""

    examined = Number("参加考核人数", unit="人", required=False)
    passed = Number("考核合格人数", unit="人", needed_when=examined.filled())
    teaching = Files("培训教材", required=False)
    record_text = Long("培训记录", required=False)
    checks = (not_more_than(examined, Held.attendees), not_more_than(passed, examined))

"""What is written down of a yearly report on law duties: the report, how it was given, how it was rated."""

from __future__ import annotations

from fazhi.core.form import Code, Day, Files, Form, Long, Number, Person, Ref, Text, Values

LEVELS = {
    "principal": "党政主要负责人",
    "member": "班子其他成员",
    "department": "科室（站所）负责人",
    "community": "村（社区）负责人",
}
WAYS = {"onsite": "现场述法", "written": "书面述法"}
GRADES = {"excellent": "优秀", "good": "良好", "fair": "一般", "poor": "较差"}


class Draft(Form):
    """述法报告"""

    reporter = Person("述法人", acting=True)
    year = Number("述法年度", min=2000, unit="年", short=True)
    post_level = Code("职务层级", LEVELS, short=True)
    post_title = Text("职务")
    unit = Ref("所在单位", "org_unit")
    duties_text = Long("履行法治建设职责情况", help="部署、过问、协调、督办和解决的问题")
    study_text = Long("学法用法情况")
    decisions_text = Long("依法决策、依法行政情况")
    shortcomings = Long("存在的问题和原因")
    next_steps = Long("下一步打算")


class Submission(Form):
    """报送述法报告"""

    revision = Long("修改情况", required=False, help="退回后再次报送时填写")
    submitted_text = Text("报送说明", max=300, required=False)
    attached = Files("附件", required=False)


class Review(Form):
    """述法报告审核"""

    review_note = Text("审核意见", max=500)
    checked_against_records = Code(
        "与履职纪实核对", {"agrees": "一致", "corrected": "已按纪实更正", "none": "没有纪实记录"}
    )


class Return(Form):
    """退回修改"""

    return_reason = Text("退回原因", max=300)


class Statement(Form):
    """述法"""

    form = Code("述法方式", WAYS)
    meeting = Ref("述法会议", "leadership_meeting", required=False)
    meeting_name = Text("会议名称", max=60, needed_when=form.is_("onsite"))
    questions = Long("提问和回答", required=False, sealed=True)


def _no_more_votes_than_ballots(values: Values, _record: Values) -> str | None:
    votes = sum(int(values.get(name) or 0) for name in GRADES)
    ballots = values.get("ballots")
    if ballots is None or votes <= int(ballots):
        return None
    return f"各等次共{votes}票，多于收回的评议表{ballots}份，请核对后重填。"


class Assessment(Form):
    """述法评议表"""

    ballots = Number("收回评议表", min=1, unit="份")
    excellent = Number("优秀", unit="票")
    good = Number("良好", unit="票")
    fair = Number("一般", unit="票")
    poor = Number("较差", unit="票")
    grade = Code("评议等次", GRADES)
    comments = Long("评议意见", required=False, sealed=True)
    checks = (_no_more_votes_than_ballots,)


class Result(Form):
    """评议结果通报"""

    told_on = Day("通报日期", happened=True)
    used_for = Text("结果运用", max=300, help="列入年度述职和考核的情况")
    to_improve = Long("整改要求", required=False)

"""What is written down of a law exam: who is due, who sat it, who passed."""

from __future__ import annotations

from fazhi.core.form import Code, Day, Files, Form, Number, People, Person, Rows, Text, Title, not_more_than

KINDS = {
    "yearly": "年度学法考试",
    "pre_appointment": "任前法律考试",
    "spot_test": "法治抽考",
    "officers": "执法资格考试",
    "law_knower": "法律明白人考核",
    "quiz": "法律知识测试",
}


class About(Form):
    """考试通知"""

    subject = Title("考试名称")
    exam_kind = Code("类别", KINDS)
    platform = Code("平台", {"provincial": "省级平台", "own": "本系统", "paper": "纸质"})
    scope = Text("考试对象", max=100)


class Plan(Form):
    """应考名册"""

    planned_for = Day("考试日期（截止日期）")
    required = Number("应考人数", min=1, unit="人")
    required_people = People("应考人员", max=500, required=False)
    paper_author = Person("命题人", required=False)
    full_mark = Number("满分", min=1, unit="分")
    pass_mark = Number("合格线", min=1, unit="分")
    checks = (not_more_than(pass_mark, full_mark),)


class Held(Form):
    """参考情况"""

    participants = Number("参考人数", unit="人")
    completed = Number("完成网上学法人数", unit="人", required=False)
    absent_why = Text("缺考原因", max=300, sealed=True, required=False)
    checks = (not_more_than(participants, Plan.required), not_more_than(completed, Plan.required))


class Score(Form):
    """成绩"""

    examinee = Person("考生", sealed=True)
    score = Number("成绩", unit="分", sealed=True)


class Result(Form):
    """成绩单"""

    passed = Number("合格人数", unit="人")
    excellent = Number("优秀人数", unit="人", required=False)
    score_total = Number("总分", unit="分", required=False)
    highest = Number("最高分", unit="分", required=False)
    lowest = Number("最低分", unit="分", required=False)
    scores = Rows("成绩", Score, required=False, max=500)
    score_sheet = Files("成绩材料", required=False)
    makeup_on = Day("补考日期", required=False)
    makeup_people = Number("补考人数", min=1, unit="人", needed_when=makeup_on.filled())
    checks = (
        not_more_than(passed, Held.participants),
        not_more_than(excellent, passed),
        not_more_than(lowest, highest),
        not_more_than(highest, Plan.full_mark),
    )

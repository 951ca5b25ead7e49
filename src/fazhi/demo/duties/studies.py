"""What the leadership studies of the law before its meetings and in its study group; the exam of December."""

from __future__ import annotations

from datetime import date
from typing import Any

from fazhi.demo.duties.dealing import Dealer

_STUDY, _PUBLICITY, _JUSTICE = "段星野", "乔知夏", "楚怀瑾"
#: By month: what is studied before a meeting: (topic, subject, law, who leads).
_BEFORE_MEETINGS = (
    ("administration", "学习《优化营商环境条例》", "《优化营商环境条例》", "楚怀瑾（司法所）"),
    ("petition", "学习《信访工作条例》", "《信访工作条例》", "秦牧川（平安法治办）"),
    ("national_security", "学习《保守国家秘密法》", "《保守国家秘密法》", "苗若溪（党政综合办）"),
    ("enforcement", "学习《行政处罚法》关于程序的规定", "《行政处罚法》", "岳长风（综合行政执法队）"),
    ("civil_code", "学习《民法典》合同编通则", "《民法典》", "祁衡川（法律顾问）"),
    ("production_safety", "学习《安全生产法》", "《安全生产法》", "秦牧川（平安法治办）"),
    ("administration", "学习《行政复议法》", "《行政复议法》", "易修远（司法所）"),
    ("community", "学习《城市居民委员会组织法》", "《城市居民委员会组织法》", "罗归鸿（平安法治办）"),
    ("administration", "学习《政府信息公开条例》", "《政府信息公开条例》", "叶初晴（党政综合办）"),
    ("environment", "学习《噪声污染防治法》", "《噪声污染防治法》", "陆行之（街道办事处）"),
    ("administration", "学习《法治宣传教育法》", "《法治宣传教育法》", "楚怀瑾（司法所）"),
    ("constitution", "学习《宪法》", "《宪法》", "楚怀瑾（司法所）"),
)
#: (month, topic, subject, what was read) of the study group.
_GROUP = (
    (2, "xjp_thought_on_law", "专题学习习近平法治思想", "《习近平法治思想学习纲要》"),
    (4, "national_security", "专题学习总体国家安全观和国家安全法", "《国家安全法》"),
    (5, "civil_code", "专题学习民法典与基层治理", "《民法典》"),
    (7, "party_rules", "专题学习中央八项规定及其实施细则精神", "《中国共产党纪律处分条例》"),
    (9, "xjp_thought_on_law", "专题学习习近平法治思想和重大行政决策程序", "《重大行政决策程序暂行条例》"),
    (12, "constitution", "专题学习宪法，开展宪法宣誓前学习", "《宪法》"),
)
_LEADERS = 9
_IN_GROUP = ("结合分管工作", "对照督察反馈问题", "围绕年度重点任务")
_BRIEFLY = ("结合近期案例讲解", "对照街道实际提示风险", "书记作小结")
_UNTIL = date(2025, 12, 5)
_LOWEST, _HIGHEST, _FULL, _PASS = 74, 100, 100, 60


def tell(dealer: Dealer) -> None:
    """Tell the sessions of the leadership and the yearly exam."""
    for month, (topic, subject, law, speaker) in enumerate(_BEFORE_MEETINGS, start=1):
        on = _meeting(dealer, month)
        _session(dealer, on, "pre_meeting", topic, (subject, law, speaker))
    for nth, (month, topic, subject, read) in enumerate(_GROUP):
        on = dealer.working_days(month)[9 + nth % 3]
        speaker = "顾云舟（党工委）" if nth % 2 == 0 else "区委党校教师"
        _session(dealer, on, "centre_group", topic, (subject, read, speaker))
    _exam(dealer)


def _meeting(dealer: Dealer, month: int) -> date:
    """Return the day of the first meeting of the committee in a month, on which law is studied first."""
    office = dealer.script.office
    held = [
        line.plain.on
        for key in office.of.get("leadership_meeting", ())
        for line in office.cases[key].lines
        if line.plain.step == "held" and office.standing_record(key)["body"] == "party_committee"
    ]
    days = sorted(day for day in held if day.month == month and day.year == dealer.year)
    return days[0] if days else dealer.working_days(month)[2]


def _session(dealer: Dealer, on: date, kind: str, topic: str, said: tuple[str, str, str]) -> None:
    subject, law, speaker = said
    group = kind == "centre_group"
    present = _LEADERS - (dealer.random.random() < 0.4)
    case = dealer.case("study_session").do(
        "held",
        on,
        _STUDY,
        subject=subject,
        session_kind=kind,
        topic=topic,
        body="party_committee",
        audience="leadership",
        venue="meeting_room",
        speaker=speaker,
        laws=1,
        law_names=law,
        minutes=90 if group else 20,
        due=_LEADERS,
        attendees=present,
    )
    more: dict[str, Any] = {"speeches": dealer.random.randint(2, 4)} if group else {}
    how = dealer.random.choice(_IN_GROUP if group else _BRIEFLY)
    record = f"集体学习{law}，{how}交流研讨。" if group else f"领学{law}重点条文，{how}。"
    case.do("recorded", dealer.script.working(on, 1), _STUDY, record_text=record, **more).end()


def _exam(dealer: Dealer) -> None:
    """Tell the exam that everybody sits on line within two weeks."""
    people = dealer.total("exam.required")
    case = dealer.case("law_exam").do(
        "planned",
        dealer.script.working(date(dealer.year, 11, 12)),
        _STUDY,
        subject=f"{dealer.year}年度国家工作人员学法用法考试",
        exam_kind="yearly",
        platform="provincial",
        scope="全体在编工作人员",
        planned_for=_UNTIL,
        required=people,
        paper_author=dealer.script.person(_JUSTICE).code,
        full_mark=_FULL,
        pass_mark=_PASS,
    )
    case.do(
        "held",
        _UNTIL,
        _STUDY,
        participants=dealer.total("exam.participants"),
        completed=dealer.total("exam.completed"),
    )
    case.do(
        "recorded",
        dealer.script.working(_UNTIL, 2),
        _PUBLICITY,
        passed=dealer.total("exam.passed"),
        excellent=47,
        score_total=dealer.total("exam.score_total"),
        highest=_HIGHEST,
        lowest=_LOWEST,
    ).end()

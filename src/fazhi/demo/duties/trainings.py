"""Trainings and lectures of the year: staff, officers, mediators, law-knowers, community cadres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fazhi.demo.duties.dealing import Dealer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Training:
    """A training: its month, what it is, who gives and who takes it."""

    month: int
    subject: str
    kind: str
    audience: str
    by: str
    share: int
    form: str = "course"
    topic: str = "administration"
    lecturer: str = "law"
    venue: str = "meeting_room"
    examined: bool = False
    enrolled: bool = False
    mode: str = "on_site"


_LECTURERS = {
    "law": ("区司法局法治宣讲团", "teacher"),
    "adviser": ("拟州衡川律师事务所 祁衡川", "adviser"),
    "public_lawyer": ("易修远", "public_lawyer"),
    "judge": ("云汀区人民法院法官", "judge"),
    "staff": ("楚怀瑾", "staff"),
    "upper": ("区委依法治区办", "upper"),
}
_TRAININGS = (
    _Training(
        month=2,
        subject="2025年度法治建设工作培训",
        kind="general",
        audience="staff",
        by="乔知夏",
        share=40,
        topic="xjp_thought_on_law",
    ),
    _Training(
        month=3,
        subject="人民调解员业务培训（第一期）",
        kind="mediator",
        audience="mediators",
        by="樊清欢",
        share=62,
        topic="civil_code",
        lecturer="judge",
    ),
    _Training(
        month=3,
        subject="合法性审查和合同管理培训",
        kind="legal_review",
        audience="staff",
        by="楚怀瑾",
        share=34,
        lecturer="adviser",
        form="case_study",
    ),
    _Training(
        month=4,
        subject="行政执法人员春季轮训",
        kind="enforcement",
        audience="officers",
        by="殷小寒",
        share=20,
        topic="enforcement",
        enrolled=True,
        examined=True,
    ),
    _Training(
        month=4,
        subject="信访工作条例专题培训",
        kind="general",
        audience="community_cadres",
        by="乔知夏",
        share=40,
        topic="petition",
        lecturer="upper",
    ),
    _Training(
        month=5,
        subject="法律明白人集中培训（春季）",
        kind="law_knower",
        audience="law_knowers",
        by="乔知夏",
        share=52,
        topic="civil_code",
        lecturer="adviser",
        form="lecture",
        examined=True,
    ),
    _Training(
        month=6,
        subject="行政处罚法修订和裁量基准专题培训",
        kind="enforcement",
        audience="officers",
        by="殷小寒",
        share=19,
        topic="enforcement",
        lecturer="public_lawyer",
        form="case_study",
        examined=True,
    ),
    _Training(
        month=6,
        subject="防汛和燃气泄漏应急演练",
        kind="drill",
        audience="staff",
        by="齐朝阳",
        share=39,
        topic="production_safety",
        form="exercise",
        venue="site",
        lecturer="staff",
    ),
    _Training(
        month=7,
        subject="社区干部依法治理培训",
        kind="community_committee",
        audience="community_cadres",
        by="乔知夏",
        share=44,
        topic="community",
        lecturer="staff",
        form="staff_talk",
    ),
    _Training(
        month=8,
        subject="网格员矛盾纠纷排查培训",
        kind="grid_worker",
        audience="grid_workers",
        by="齐朝阳",
        share=30,
        topic="other",
        lecturer="staff",
        mode="online",
        venue="platform",
    ),
    _Training(
        month=9,
        subject="人民调解员业务培训（第二期）",
        kind="mediator",
        audience="mediators",
        by="樊清欢",
        share=50,
        topic="civil_code",
        lecturer="judge",
    ),
    _Training(
        month=9,
        subject="行政执法人员旁听庭审",
        kind="enforcement",
        audience="officers",
        by="殷小寒",
        share=20,
        topic="enforcement",
        form="trial_visit",
        venue="court",
        lecturer="judge",
        examined=True,
    ),
    _Training(
        month=10,
        subject="法律明白人集中培训（秋季）",
        kind="law_knower",
        audience="law_knowers",
        by="乔知夏",
        share=52,
        topic="other",
        lecturer="adviser",
        form="lecture",
        examined=True,
    ),
    _Training(
        month=11,
        subject="法治宣传教育法专题讲座",
        kind="general",
        audience="staff",
        by="乔知夏",
        share=60,
        topic="other",
        lecturer="law",
        form="lecture",
    ),
    _Training(
        month=12,
        subject="宪法和《社会保险法》培训",
        kind="general",
        audience="staff",
        by="乔知夏",
        share=52,
        topic="constitution",
        lecturer="law",
    ),
    _Training(
        month=12,
        subject="行政执法案卷制作培训",
        kind="enforcement",
        audience="officers",
        by="殷小寒",
        share=20,
        topic="enforcement",
        lecturer="upper",
        form="case_study",
        examined=True,
    ),
    _Training(
        month=12,
        subject="冬季消防疏散演练",
        kind="drill",
        audience="staff",
        by="齐朝阳",
        share=18,
        topic="production_safety",
        form="exercise",
        venue="site",
        lecturer="staff",
    ),
)
_HOURS = {"enforcement": 8}


def tell(dealer: Dealer) -> None:
    """Tell every training; those of a month have together as many participants as the figures ask."""
    months = dealer.months("training.participants")
    for month, number in months.items():
        own = [one for one in _TRAININGS if one.month == month]
        if sum(one.share for one in own) != number:
            raise ValueError(
                f"trainings of month {month}: {sum(one.share for one in own)} instead of {number}"
            )
    for nth, one in enumerate(_TRAININGS):
        _held(dealer, nth, one)


def _held(dealer: Dealer, nth: int, one: _Training) -> None:
    script = dealer.script
    days = dealer.working_days(one.month)
    on = days[8 + nth % 6]
    lecturer, role = _LECTURERS[one.lecturer]
    # Only of those who enforce is it planned how many enrol; who else comes is free to.
    plan: dict[str, Any] = {"enrolled": one.share} if one.enrolled else {}
    case = script.open(
        "training",
        "planned",
        days[2],
        one.by,
        subject=one.subject,
        training_kind=one.kind,
        form=one.form,
        topic=one.topic,
        mode=one.mode,
        venue=one.venue,
        organiser="own",
        lecturer=lecturer,
        lecturer_role=role,
        audience=one.audience,
        planned_for=on,
        **plan,
    )
    case.do(
        "held",
        on,
        one.by,
        attendees=one.share,
        attended=_attended(dealer, one),
        hours=_HOURS.get(one.kind, 4),
    )
    examined: dict[str, Any] = (
        {"examined": one.share, "passed": one.share - (nth % 4 == 1)} if one.examined else {}
    )
    case.do(
        "recorded", script.working(on, 2), one.by, record_text="课程资料、签到表和照片已归档。", **examined
    ).end()


def _attended(dealer: Dealer, one: _Training) -> list[str]:
    """Return who of the register came, as far as they are the office's own."""
    people = dealer.script.office.people
    own = ("公室", "队", "所", "中心", "领导班子", "工作组")
    if one.kind == "enforcement":
        return [person.code for person in people if _certified(dealer, person.code)][: one.share]
    if one.audience == "staff":
        return [person.code for person in people if person.unit.endswith(own)][: one.share]
    posts = {"mediators": ("mediator_full", "mediator_part"), "community_cadres": ("community_secretary",)}
    wanted = posts.get(one.audience, ())
    return [person.code for person in people if set(wanted) & set(person.posts)][: one.share]


def _certified(dealer: Dealer, person: str) -> bool:
    return ("enforcement_officer", person) in dealer.script.office.rosters

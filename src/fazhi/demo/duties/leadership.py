"""What the heads do for law-based work: their acts, the yearly plans, the reports on their duties."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fazhi.demo.duties.dealing import NOW, Dealer, days_after
from fazhi.demo.street_2025 import rows

_CLERK, _JUSTICE, _DEPUTY = "许见山", "楚怀瑾", "梁以宁"
_SECRETARY, _DIRECTOR, _SUPERVISOR = "顾云舟", "沈若谷", "孟长庚"
#: What is recorded once or twice: (kind, who, days, subject, content).
_ACTS: tuple[tuple[str, str, tuple[tuple[int, int], ...], str, str], ...] = (
    ("deploy", _SECRETARY, ((2, 20),), "部署2025年法治建设工作", "召开部署会，印发工作要点和责任清单。"),
    ("deploy", _DIRECTOR, ((3, 6),), "部署行政执法规范化工作", "明确案卷评查、培训和监督重点。"),
    (
        "lecture",
        _SECRETARY,
        ((5, 15),),
        "为机关和社区干部讲授法治课",
        "围绕习近平法治思想和民法典讲授专题课。",
    ),
    ("lecture", _DIRECTOR, ((11, 13),), "为执法人员讲授依法行政课", "围绕严格规范公正文明执法讲授专题课。"),
    (
        "study",
        _SECRETARY,
        ((3, 13), (6, 12), (9, 11), (11, 20)),
        "带头参加中心组法治专题学习",
        "领学习近平法治思想有关内容。",
    ),
    (
        "research",
        _SECRETARY,
        ((4, 22),),
        "调研新纺片区改造中的矛盾预防化解",
        "走访项目部和居民代表，形成调研报告。",
    ),
    (
        "research",
        _DIRECTOR,
        ((9, 24),),
        "调研综合行政执法队伍和案件质量",
        "随机抽查案卷十二件，座谈听取意见。",
    ),
    (
        "court",
        "陆行之",
        ((6, 5), (10, 16)),
        "出庭应诉并发表意见",
        "作为行政机关负责人出庭，当庭回应原告诉求。",
    ),
    ("duty_report", _SECRETARY, ((1, 17),), "2024年度述法", "向党工委会议述法，接受评议。"),
    ("duty_report", _DIRECTOR, ((1, 17),), "2024年度述法", "向党工委会议述法，接受评议。"),
    (
        "supervise",
        _DEPUTY,
        ((4, 30), (8, 28), (11, 27)),
        "督办法治督察反馈问题整改",
        "逐项听取整改进展，限期销号。",
    ),
    ("hearing", _SECRETARY, ((6, 26), (12, 11)), "听取法治建设工作汇报", "听取汇报，提出下一步要求。"),
    (
        "coordinate",
        _DEPUTY,
        ((5, 22), (10, 29)),
        "协调司法所、综合行政执法队衔接配合",
        "明确案件移送、法制审核的时限和分工。",
    ),
)
_SOLVED = (
    ("安捷劳务欠薪化解", "专题会商，促成分期支付并司法确认。", (1, 15)),
    ("新纺片区补偿分歧", "组织听证和释法，签约率提升。", (3, 27)),
    ("云锦苑业主与物业纠纷", "牵头召开联席会，公示收支、重签合同。", (4, 24)),
    ("槐市市场占道经营", "划定疏导区，分时段管理。", (5, 29)),
    ("上槐集体收益分配争议", "公开账目，依法表决分配方案。", (6, 19)),
    ("渡口夜间噪声扰民", "多部门联动整治，商户签订公约。", (7, 24)),
    ("餐饮油烟集中投诉", "推动十八家餐饮店加装净化设备。", (8, 21)),
    ("电梯加装停工纠纷", "组织调解，明确分摊比例后复工。", (9, 18)),
    ("信访积案房改分房证明", "会同区档案馆查档并出具说明。", (10, 23)),
)
_SIGNED = (
    "法治建设工作要点",
    "合法性审查工作通报",
    "矛盾纠纷排查情况专报",
    "行政执法案件情况通报",
    "信访事项办理情况报告",
    "普法工作计划",
    "案卷评查整改方案",
    "热线工单分析报告",
)


_PEERS = ("梁以宁", "尹听澜", "陆行之", "姜望舒", "钟鸣野", "白露晞")
_OFFICES = (
    "傅知微",
    "裴南乔",
    "秦牧川",
    "储时雨",
    "阮望岳",
    "翟暖阳",
    "楚怀瑾",
    "岳长风",
    "孟长庚",
    "麦知秋",
    "佟小川",
)


def tell(dealer: Dealer) -> None:
    """Tell the acts, the plans of both years, and the reports on the year before."""
    _acts(dealer)
    for nth, row in enumerate(rows("tasks")):
        own = int(row["year"]) == dealer.year
        on = dealer.working_days(2)[6 + nth % 8] if own else date(dealer.year + 1, 1, 12 + nth % 3)
        _planned(dealer, nth, row, on)
    _reported(dealer)


def _act(dealer: Dealer, kind: str, who: str, on: date, said: tuple[str, str], **form: Any) -> None:
    posts = {_SECRETARY: "secretary", _DIRECTOR: "head"}
    matter, content = said
    dealer.script.open(
        "leader_act",
        "recorded",
        dealer.script.working(on),
        _CLERK,
        person=dealer.script.person(who).code,
        head_post=posts.get(who, "other"),
        act_kind=kind,
        matter=matter,
        content=content,
        **form,
    ).end()


def _acts(dealer: Dealer) -> None:
    year, number = dealer.year, 0
    for kind, who, days, matter, content in _ACTS:
        for month, day in days:
            _act(dealer, kind, who, date(year, month, day), (matter, content))
            number += 1
    for matter, how, (month, day) in _SOLVED:
        who = _SECRETARY if month % 2 else _DIRECTOR
        on, said = date(year, month, day), (f"协调解决{matter}", how)
        _act(dealer, "issue_resolved", who, on, said, resolution="已解决，跟踪回访未反弹。")
        number += 1
    for month in range(1, 13):
        for nth, who in enumerate((_SECRETARY, _DIRECTOR)):
            what = _SIGNED[(2 * month + nth) % len(_SIGNED)]
            on = dealer.working_days(month)[7 + 4 * nth]
            _act(dealer, "sign", who, on, (f"批示{what}", "提出明确要求，责成有关科室落实。"))
            number += 1
    left = dealer.total("leader.acts") - number
    for nth in range(left):
        who, on = (
            (_SECRETARY, _DIRECTOR)[nth % 2],
            dealer.working_days(1 + nth * 12 // left)[5 + 9 * (nth % 2)],
        )
        said = ("领导接访日接待来访群众", "公示接访安排，当面听取诉求并交办。")
        _act(dealer, "reception", who, on, said)


def _unit(dealer: Dealer, name: str) -> str:
    office = dealer.script.office
    return next(key for key in office.of["org_unit"] if office.standing_record(key).get("name") == name)


def _planned(dealer: Dealer, nth: int, row: Mapping[str, str], on: date) -> None:
    """Tell a task: listed, assigned, half-way reported, done, checked by others, struck off."""
    script = dealer.script
    office, owner, goal = row["office"], row["owner"], row["goal"]
    due = date.fromisoformat(row["due"])
    case = script.open(
        "work_plan",
        "added",
        on,
        _JUSTICE,
        task=row["task"],
        plan_kind=row["kind"],
        year=int(row["year"]),
        level=row["level"],
        goal=goal,
        leader=script.person("陆行之" if office == "综合行政执法队" else _DEPUTY).code,
        lead_office=_unit(dealer, office),
        partners="各科室、各社区",
        due=due,
    )
    case.do("assigned", script.working(on, 1), _JUSTICE, owner=script.person(owner).code)
    if on.year > dealer.year:
        case.end()
        return
    half = dealer.working_days(7)[5 + nth % 6]
    if half < due:
        case.do("reported", half, owner, progress="上半年按计划推进，未发现偏差。")
    if due > NOW:
        progress = "已完成文件摸底，清理结论待区级统一部署后公布。"
        case.do("reported", date(dealer.year, 12, 12), owner, progress=progress)
        case.end()
        return
    done = script.working(days_after(due, -12 - nth % 5))
    case.do("submitted", done, owner, done_text=f"{goal}，已按目标完成，材料齐备。")
    checker = _JUSTICE if office == "党政综合办公室" else _SUPERVISOR
    checked = script.working(done, 2)
    case.do(
        "verified",
        checked,
        checker,
        verified_by=script.person(checker).code,
        verified_how="papers",
        verified_note="材料完整，达到目标。",
    )
    case.do("closed", script.working(checked, 1), _DIRECTOR).end()


def _reported(dealer: Dealer) -> None:
    """Tell the reports of the heads, in January, on the year before."""
    heads = [one.name for one in dealer.script.office.people if "community_secretary" in one.posts]
    people = [(_SECRETARY, "principal"), (_DIRECTOR, "principal")]
    people += [(name, "member") for name in _PEERS]
    people += [(name, "department") for name in _OFFICES]
    people += [(name, "community") for name in heads]
    for nth, (name, level) in enumerate(people[: dealer.total("duty_report.persons")]):
        _report(dealer, nth, name, level)


def _report(dealer: Dealer, nth: int, name: str, level: str) -> None:
    person = dealer.script.person(name)
    year, clerk = dealer.year, "傅知微"
    unit = "党政综合办公室" if person.unit == "领导班子" else person.unit
    by = name if level in ("principal", "member") and name != "尹听澜" else clerk
    case = dealer.script.open(
        "duty_report",
        "drafted",
        date(year, 1, 6 + nth % 3),
        by,
        reporter=person.code,
        year=year - 1,
        post_level=level,
        post_title=person.title,
        unit=_unit(dealer, unit),
        duties_text="部署、过问、协调、督办法治建设工作，推动问题解决。",
        study_text="参加集中学法和学法考试，成绩合格。",
        decisions_text="严格执行合法性审查和集体讨论决定。",
        shortcomings="深入一线督导不够经常，原因是统筹安排不足。",
        next_steps="加强督导检查，推动重点任务落实。",
    )
    case.do("submitted", date(year, 1, 9), by)
    reviewer = _JUSTICE if name != _JUSTICE else _DEPUTY
    note = "与履职纪实核对一致"
    case.do("reviewed", date(year, 1, 13), reviewer, review_note=note, checked_against_records="agrees")
    onsite = level == "principal"
    meeting: dict[str, Any] = {"meeting_name": f"{year}年第3次党工委（扩大）会议"} if onsite else {}
    case.do("stated", date(year, 1, 17), _CLERK, form="onsite" if onsite else "written", **meeting)
    case.do(
        "assessed",
        date(year, 1, 20),
        _CLERK,
        ballots=40,
        excellent=30 - nth % 6,
        good=10 + nth % 6,
        fair=0,
        poor=0,
        grade="excellent" if nth % 3 == 0 else "good",
    )
    told = date(year, 1, 23)
    case.do("filed", told, _CLERK, told_on=told, used_for="列入年度述职和考核").end()

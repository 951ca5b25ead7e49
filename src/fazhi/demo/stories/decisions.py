"""The two major decisions of the year, from the catalogue to the report on their execution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi.demo.stories.script import Script, Tale

_DIRECTOR, _CLERK, _JUSTICE, _REVIEWER = "沈若谷", "许见山", "楚怀瑾", "易修远"
_CATALOGUED = date(2025, 3, 24)
_POINTS = ("powers", "procedure", "content", "setting", "rights", "competition")
#: The heads in the order in which they speak, the principal last.
_HEADS = ("姜望舒", "钟鸣野", "白露晞", "陆行之", "梁以宁")
RENEWAL = "新纺片区老旧小区改造实施方案"
MARKET = "槐市农贸市场环境整治方案"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Review:
    """When a draft goes for review, is looked at, passed and discussed; what the review says."""

    sent: date
    looked: date
    issued: date
    passed: date
    meeting: date
    points: Sequence[Mapping[str, str]]


def tell(script: Script) -> None:
    """Tell both decisions."""
    _renewal(script)
    _market(script)


def _catalogue(tale: Tale, seq: int, planned_by: date, *, market: str, office: str) -> None:
    tale.do(
        "catalogued",
        _CATALOGUED,
        _DIRECTOR,
        year=2025,
        seq=seq,
        in_catalogue="yearly",
        party_consent="yes",
        applies_by="《拟州市重大行政决策程序规定》关于街道办事处参照执行的规定",
        lead_office=office,
        law_and_policy="《重大行政决策程序暂行条例》；市、区城市更新和市场管理工作部署",
        planned_by=planned_by,
        participation="required",
        argument="required",
        assessment="required",
        affects_market=market,
    )


def _renewal(script: Script) -> None:
    office = "城市管理建设办公室"
    tale = script.open(
        "major_decision",
        "proposed",
        date(2025, 3, 3),
        "阮望岳",
        place="990101001004",
        subject=RENEWAL,
        category="public_works",
        proposed_by="department",
        proposing_office=office,
        problem="新纺片区建成四十余年，管网老化、停车困难、公共空间不足，居民改造意愿强烈。",
        first_plan="分两期改造管网、道路、停车和公共空间，同步引入长效物业管理。",
    )
    _catalogue(tale, 1, date(2025, 6, 30), market="no", office=office)
    drafter = script.person("桑子墨").code
    tale.do(
        "drafted",
        date(2025, 4, 2),
        "桑子墨",
        drafter=drafter,
        draft_text="改造范围为新纺小区1至32栋；2025年实施管网和道路，2026年实施停车和公共空间。",
        explanation="说明改造的必要性、资金来源、成本效益，以及先管网后停车、先停车后管网两个方案的比较。",
        plans=2,
        offices_agree="no",
        disagreement="公共服务办公室主张先建停车设施；城市管理建设办公室主张先改管网，避免重复开挖。",
    )
    tale.do(
        "announced",
        date(2025, 4, 7),
        "桑子墨",
        comment_until=date(2025, 5, 8),
        shortened="no",
        channels=["website", "board"],
        how_to_comment="来信、来访或者通过政府网站征集栏目提出",
        comment_contact="桑子墨 0000-81230552",
    )
    tale.do(
        "participated",
        date(2025, 5, 12),
        "桑子墨",
        ways=["public_comment", "forum"],
        comments=46,
        comments_adopted=29,
        comments_summary="意见集中在停车位数量、施工时段、加装电梯预留；采纳29条，其余说明理由。",
    )
    _argue(tale, date(2025, 5, 15), "桑子墨", ("给排水设计", "城乡规划", "社区治理"))
    _assess(
        tale, date(2025, 5, 19), "桑子墨", "施工扰民、临时停车不足", "分段施工、提供临时车位、设置投诉专线"
    )
    review = _Review(
        sent=date(2025, 5, 21),
        looked=date(2025, 5, 28),
        issued=date(2025, 5, 29),
        passed=date(2025, 6, 4),
        meeting=date(2025, 6, 13),
        points=(
            _point("第八条", "居民出资比例缺少依据", "改为按相关资金管理办法执行"),
            _point("第十二条", "未写明施工期间临时安置的程序", "补充告知和协商程序"),
        ),
    )
    _reviewed(script, tale, review, by="桑子墨", office=office, competition="not_involved")
    _discussed(
        script,
        tale,
        review.meeting,
        {
            "姜望舒": ("amend", "建议先建停车设施，居民感受更直接。"),
            "钟鸣野": ("support", ""),
            "白露晞": ("support", ""),
            "陆行之": ("amend", "主张先改管网，停车设施提前完成设计，避免重复开挖。"),
            "梁以宁": ("support", ""),
        },
    )
    _decided(
        tale,
        date(2025, 6, 17),
        "按方案一实施，先管网道路后停车和公共空间；停车设施设计提前至2025年完成。",
        office,
    )
    tale.do(
        "published",
        date(2025, 6, 20),
        "叶初晴",
        published_in=["website", "new_media", "board"],
        interpreted="yes",
        adoption_told="yes",
    )
    _progress(tale, date(2025, 9, 26), "桑子墨", 35, "一期管网改造完成12栋，道路施工按计划推进。")
    _progress(tale, date(2025, 12, 24), "桑子墨", 60, "一期管网改造完成26栋，停车设施设计已完成。")
    tale.end()


def _market(script: Script) -> None:
    office = "经济发展办公室"
    tale = script.open(
        "major_decision",
        "proposed",
        date(2025, 3, 5),
        "储时雨",
        place="990101001006",
        subject=MARKET,
        category="policy",
        proposed_by="deputy",
        proposing_office=office,
        problem="槐市农贸市场周边占道、污水、停车问题突出，人大代表多次提出建议。",
        first_plan="划定经营区域、改造排水、分时管理卸货车辆，建立商户自治公约。",
    )
    _catalogue(tale, 2, date(2025, 9, 30), market="yes", office=office)
    tale.do(
        "drafted",
        date(2025, 6, 5),
        "麦知秋",
        drafter=script.person("麦知秋").code,
        draft_text="市场周边划定临时经营区、卸货区；改造排水和垃圾收集；分时段管理卸货车辆。",
        explanation="说明整治必要性、商户安置办法、费用来源和对经营的影响。",
        plans=1,
        offices_agree="yes",
    )
    tale.do(
        "hearing_announced",
        date(2025, 6, 20),
        "麦知秋",
        hearing_on=date(2025, 7, 10),
        hearing_place="槐市社区活动室",
        selection="商户、居民、专家自愿报名，按比例随机产生",
        hearing_seats=18,
        participants_published="yes",
        papers_served_on=date(2025, 6, 27),
    )
    tale.do(
        "heard",
        date(2025, 7, 10),
        "麦知秋",
        hearing_host=script.person("楚怀瑾").code,
        hearing_attended=17,
        hearing_record="商户代表关注安置摊位和租金，居民代表关注夜间卸货噪声，逐一作了说明。",
        hearing_signed="yes",
    )
    tale.do(
        "participated",
        date(2025, 7, 18),
        "麦知秋",
        ways=["hearing", "visit"],
        comments=21,
        comments_adopted=13,
        comments_summary="听证和走访中提出意见21条，采纳卸货时段、摊位抽签等13条。",
    )
    _argue(tale, date(2025, 7, 25), "麦知秋", ("市场管理", "交通组织", "排水工程"))
    _assess(
        tale,
        date(2025, 7, 31),
        "麦知秋",
        "商户收入短期下降、抽签公平性争议",
        "过渡期减免管理费、公开抽签并全程录像",
    )
    review = _Review(
        sent=date(2025, 8, 18),
        looked=date(2025, 8, 26),
        issued=date(2025, 8, 28),
        passed=date(2025, 9, 3),
        meeting=date(2025, 9, 19),
        points=(_point("第五条", "要求商户购买指定秤具，限制竞争", "删除指定品牌的要求"),),
    )
    _reviewed(script, tale, review, by="麦知秋", office=office, competition="passed")
    _discussed(script, tale, review.meeting, dict.fromkeys(_HEADS, ("support", "")))
    _decided(tale, date(2025, 9, 23), "同意实施整治方案，自2025年10月10日起分三个阶段推进。", office)
    tale.do(
        "published",
        date(2025, 9, 26),
        "叶初晴",
        published_in=["website", "board"],
        interpreted="yes",
        adoption_told="yes",
    )
    _progress(tale, date(2025, 12, 16), "麦知秋", 70, "临时经营区启用，排水改造完成七成，占道投诉明显下降。")
    tale.end()


def _point(clause: str, problem: str, suggestion: str) -> dict[str, str]:
    return {"clause": clause, "problem": problem, "suggestion": suggestion, "weight": "must"}


def _argue(tale: Tale, on: date, by: str, fields: Sequence[str]) -> None:
    names = tale.script.names
    tale.do(
        "argued",
        on,
        by,
        argued_way="meeting",
        experts=[
            {"expert_name": names.person(), "expertise": one, "interest": "no", "stance": "support"}
            for one in fields
        ],
        argument_text="专家认为方案必要、可行，建议细化分期衔接和应急措施。",
        argument_signed="yes",
        argument_answer="建议全部采纳，已补充分期衔接和应急措施。",
    )


def _assess(tale: Tale, on: date, by: str, points: str, measures: str) -> None:
    tale.do(
        "assessed",
        on,
        by,
        assessor_kind="third",
        assessor=f"拟州{tale.script.names.body()}",
        risk_level="low",
        controllable="yes",
        risk_points=f"{points}。",
        risk_measures=f"{measures}。",
    )


def _reviewed(script: Script, tale: Tale, when: _Review, *, by: str, office: str, competition: str) -> None:
    """Send the draft for review, have its points answered, and cite the opinion."""
    wanted = script.working(when.sent, 8)
    tale.do(
        "submitted",
        when.sent,
        by,
        fair_competition=competition,
        meeting_on=when.meeting,
        wanted_by=wanted,
        urgent="no",
    )
    reviewer = script.person(_REVIEWER).code
    matter = script.open(
        "legality_review",
        "submitted",
        when.sent,
        by,
        place=tale.told.place,
        origin=tale,
        subject=tale.record["subject"],
        review_kind="decision",
        matter=tale.record["category"],
        submitting_office=office,
        submitter=script.person(by).code,
        materials=["draft", "explanation", "grounds", "procedure", "comments", "experts", "risk"],
        before_decision="yes",
        meeting_on=when.meeting,
        wanted_by=wanted,
        urgent="no",
    )
    matter.do("accepted", script.working(when.sent, 1), _JUSTICE, reviewer=reviewer, counsel_asked="yes")
    matter.do(
        "reviewed",
        when.looked,
        _REVIEWER,
        reviewer=reviewer,
        points_checked=list(_POINTS),
        counsel="both",
        counsel_text="法律顾问认为方案总体合法，对有关条款提出修改意见。",
        findings="核对权限、程序和内容，公众参与、专家论证、风险评估程序均已履行。",
        points=list(when.points),
        conclusion="amend",
    )
    matter.do("issued", when.issued, _JUSTICE)
    answers: list[dict[str, Any]] = [
        {"nth": nth, "adoption": "adopted"} for nth in range(1, len(when.points) + 1)
    ]
    matter.do("adopted", when.passed, by, answers=answers, adoption_note="已按意见修改草案。")
    tale.do(
        "reviewed",
        when.passed,
        _REVIEWER,
        after=matter,
        opinion_no=script.cite(tale, "opinion_no", matter),
        adjusted="已按审查意见逐条修改",
    )
    matter.do("closed", when.meeting, by, outcome="meeting").end()


def _discussed(script: Script, tale: Tale, on: date, said: Mapping[str, tuple[str, str]]) -> None:
    speeches = [
        {"speaker": script.person(name).code, "stance": stance} | ({"said": text} if text else {})
        for name, (stance, text) in said.items()
    ]
    principal = script.person(_DIRECTOR).code
    tale.do(
        "discussed",
        on,
        _CLERK,
        meeting_kind="executive",
        members=len(speeches) + 1,
        present=len(speeches) + 1,
        principal=principal,
        speeches=[*speeches, {"speaker": principal, "stance": "support"}],
    )


def _decided(tale: Tale, on: date, text: str, office: str) -> None:
    tale.do(
        "decided",
        on,
        _DIRECTOR,
        decision_text=text,
        reported="yes",
        exec_office=office,
        evaluate_by=date(2026, 12, 31),
    )


def _progress(tale: Tale, on: date, by: str, done: int, text: str) -> None:
    tale.do("executed", on, by, exec_state="on_track", progress=done, exec_text=text)

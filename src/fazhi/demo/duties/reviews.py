"""Reviews of what is no contract: answers to requests and petitions, documents, rules of residents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi.demo.duties.dealing import Dealer
from fazhi.demo.duties.reviewing import Opinions, Reviewing, dealt
from fazhi.demo.stories.script import Tale

_DISCLOSURE, _PETITIONS = "叶初晴", "卫思齐"
#: Which answers are reviewed: (kind, duty, who sends it, after which step).
_ANSWERS = (
    ("disclosure_reply", "disclosure_request", _DISCLOSURE, "drafted"),
    ("petition_reply", "petition", _PETITIONS, "investigated"),
)
#: (month, subject, who drafts it) of what is adopted in its own time.
_NORMATIVE = (
    (7, "青槐街道电动自行车停放充电管理通告", "阮望岳"),
    (9, "关于废止青槐街道部分行政规范性文件的决定", "许见山"),
)
#: What is sent when there is room for it, in order: (kind, subject, who).
_OTHERS = (
    ("document", "青槐街道2025年法治建设工作要点", "罗归鸿"),
    ("document", "青槐街道公务用车和办公用品管理办法", "许见山"),
    ("covenant", "桐花里社区居民公约（修订稿）", "罗归鸿"),
    ("covenant", "上槐社区居民自治章程（修订稿）", "罗归鸿"),
    ("covenant", "云锦苑社区文明养犬公约", "罗归鸿"),
    ("document", "青槐街道政府采购内部控制办法", "许见山"),
    ("document", "青槐街道冬季清雪除冰责任分工方案", "桑子墨"),
    ("document", "青槐街道2026年重点工作安排", "孟长庚"),
)
#: How many of these reviews ask for changes, and how their points are answered.
_CHANGED = 11
_POINTS = {"adopted": 22, "partly": 1, "rejected": 1}
_SAID: Mapping[str, Sequence[tuple[str, str, str]]] = {
    "disclosure_reply": (
        ("答复书第二段", "只写“不属于公开范围”，未写明依据条款", "写明所依据的条、款、项"),
        ("附件", "可以区分处理的内容整份不予提供", "遮盖第三方信息后提供其余部分"),
        ("救济途径", "未告知复议机关名称", "写明复议机关、管辖法院和期限"),
        ("答复书首部", "申请收到日期与登记日期不一致", "以登记日期为准更正"),
    ),
    "petition_reply": (
        ("处理意见第一项", "对信访人提出的第二项请求未作回应", "逐项回应请求并说明理由"),
        ("依据部分", "引用的文件已经失效", "改引现行规定"),
        ("事实部分", "认定的时间与档案记载不一致", "核对档案后更正"),
        ("救济途径", "未写明申请复查的期限", "写明收到之日起三十日内可以申请复查"),
    ),
    "document": (
        ("第三条", "设定了上位法没有的义务", "删除或者改为倡导性表述"),
        ("第六条", "责任部门与职责清单不一致", "按职责清单修改"),
        ("附则", "未规定施行日期和有效期", "补充施行日期和有效期"),
        ("第九条", "收费事项没有依据", "删除该条"),
    ),
    "covenant": (
        ("第八条", "规定可以罚款", "删除罚款内容，改为批评教育"),
        ("第十一条", "限制出嫁女权益", "删除该款，按法律规定执行"),
        ("第五条", "规定停发福利作为惩戒", "改为劝导、公示等方式"),
    ),
}
_FINDINGS = {
    "disclosure_reply": (
        "核对申请内容、检索记录和第三方意见，答复种类与事实相符。",
        "查阅检索说明和拟提供的材料，依据充分，救济途径完整。",
    ),
    "petition_reply": (
        "查阅调查笔录、档案和有关政策，处理意见与查明的事实相符。",
        "听取承办科室说明，核对依据的文件和复查告知，程序完备。",
    ),
    "document": (
        "对照上位法和职责清单逐条核对，未减损权利、增加义务。",
        "核对制定依据、征求意见情况和施行日期，内容合法。",
    ),
    "covenant": (
        "核对民主议定程序记录，逐条对照法律规定，尊重居民自治。",
        "查阅居民会议记录和公示照片，内容不与法律抵触。",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matter:
    """One matter to be reviewed: what it is, who sends it when, when the opinion is issued."""

    kind: str
    subject: str
    by: str
    issued: date
    sent: date | None = None
    origin: Tale | None = None
    normative: bool = False


def tell(dealer: Dealer) -> None:
    """Tell the reviews of each month that are no contracts and not told with what they are of."""
    left = dealer.less_told("legality_review")
    contracts = left.months("review.contracts")
    room = {month: number - contracts[month] for month, number in left.months("review.total").items()}
    matters = sorted(_matters(dealer, left, room), key=lambda one: one.issued)
    conclusions = {"amend": _CHANGED, "pass": len(matters) - _CHANGED}
    for one, opinions in zip(matters, dealt(left, len(matters), conclusions, _POINTS), strict=True):
        _review(dealer, one, opinions)


def _matters(dealer: Dealer, left: Dealer, room: Mapping[int, int]) -> Iterator[_Matter]:
    wanted = left.slices("review.total", "review_kind")
    able = {kind: list(_answers(dealer, duty, by, step)) for kind, duty, by, step in _ANSWERS}
    for month, subject, by in _NORMATIVE:
        days = dealer.working_days(month)
        yield _Matter(kind="document", subject=subject, by=by, issued=days[len(days) // 2], normative=True)
    taken = Counter(month for month, _, _ in _NORMATIVE)
    free = {month: number - taken[month] for month, number in room.items()}
    first, second = (kind for kind, *_ in _ANSWERS)
    chosen = _share(
        free,
        [Counter(one.issued.month for one in able[kind]) for kind in (first, second)],
        [wanted[kind] for kind in (first, second)],
    )
    for month, numbers in sorted(chosen.items()):
        for kind, number in zip((first, second), numbers, strict=True):
            yield from [one for one in able[kind] if one.issued.month == month][:number]
    others = iter(_OTHERS)
    for month, number in sorted(free.items()):
        for on in dealer.days({month: number - sum(chosen[month])}):
            kind, subject, by = next(others)
            yield _Matter(kind=kind, subject=subject, by=by, issued=on)


def _answers(dealer: Dealer, duty: str, by: str, step: str) -> Iterator[_Matter]:
    """Yield the answers given in the year with what may be reviewed of them, each with its own case."""
    office, script = dealer.script.office, dealer.script
    for key in office.of.get(duty, ()):
        told, record = office.cases[key], office.standing_record(key)
        drafted, answered = told.on(step), told.on("answered")
        if drafted is None or answered is None or answered.year != dealer.year:
            continue
        if duty == "petition" and record.get("legal_path") != "opinion":
            continue
        days = script.between(drafted, answered)
        if len(days) == 1:
            continue
        what = "答复书" if duty == "disclosure_request" else "信访事项处理意见书"
        subject = f"“{record['subject']}”{what}"
        if days[-2].year == dealer.year:
            origin = Tale.after(script, told, step)
            kind = "disclosure_reply" if duty == "disclosure_request" else "petition_reply"
            yield _Matter(kind=kind, subject=subject, by=by, sent=drafted, issued=days[-2], origin=origin)


def _share(
    room: Mapping[int, int], able: Sequence[Mapping[int, int]], wanted: Sequence[int]
) -> dict[int, tuple[int, int]]:
    """Share two kinds out over the months, never more than there is room for.

    Raises:
        ValueError: there are too few.

    """
    months = sorted(room)

    def rest(nth: int, left: tuple[int, int]) -> list[tuple[int, int]] | None:
        if nth == len(months):
            return [] if left == (0, 0) else None
        month = months[nth]
        for one in range(min(able[0].get(month, 0), room[month], left[0]), -1, -1):
            for other in range(min(able[1].get(month, 0), room[month] - one, left[1]), -1, -1):
                found = rest(nth + 1, (left[0] - one, left[1] - other))
                if found is not None:
                    return [(one, other), *found]
        return None

    found = rest(0, (wanted[0], wanted[1]))
    if found is None:
        raise ValueError(f"no room for {wanted} answers in {dict(room)}")
    return dict(zip(months, found, strict=True))


def _review(dealer: Dealer, one: _Matter, opinions: Opinions) -> None:
    script = dealer.script
    sent = max(one.sent or opinions.sent(script, one.issued), opinions.sent(script, one.issued))
    review = Reviewing(dealer, opinions)
    more: dict[str, Any] = {}
    materials = ["draft", "explanation", "grounds"]
    if one.kind == "document":
        more = {"document_kind": "normative" if one.normative else "general"}
    if one.normative:
        materials += ["comments", "own_opinion"]
        sent = min(sent, script.between(date(dealer.year, 1, 2), one.issued)[-9])
    matter = review.submit(
        sent,
        one.by,
        origin=one.origin,
        subject=one.subject,
        review_kind=one.kind,
        submitting_office=script.person(one.by).unit,
        submitter=script.person(one.by).code,
        materials=materials,
        before_decision="yes",
        wanted_by=max(one.issued, script.working(sent, 4)),
        urgent="no",
        **more,
    )
    known = list(_SAID[one.kind])
    dealer.random.shuffle(known)
    points = [
        {"clause": clause, "problem": problem, "suggestion": mend, "weight": "must"}
        for clause, problem, mend in (known * 3)[: opinions.number]
    ]
    findings = dealer.random.choice(_FINDINGS[one.kind])
    until = one.issued if one.origin else None
    on = review.look(matter, sent, one.issued, by=one.by, points=points, findings=findings, answered_by=until)
    outcome = {"document": "issued", "covenant": "issued"}.get(one.kind, "replied")
    if one.origin is None:
        on = script.working(on, dealer.random.randint(1, 4))
    on = max(min(on, date(dealer.year, 12, 31)), matter.moment[0])
    matter.do("closed", on, one.by, outcome=outcome).end()

"""The inspections of the year: approved, held, told; put right and looked at again, or made a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from fazhi.demo.duties import inspection_words as words
from fazhi.demo.duties.dealing import NOW, Dealer, at
from fazhi.demo.duties.hotline_words import ROADS
from fazhi.demo.duties.inspection_plan import FIRM, Inspection, inspections
from fazhi.demo.office import Told
from fazhi.demo.stories.penalty_case import party
from fazhi.demo.stories.penalty_kits import KITS
from fazhi.demo.stories.script import Tale

_DEPUTY, _CLERK = "陆行之", "殷小寒"
#: The announced ceiling of inspections of a firm in the year; none comes near it.
_CEILING = 4
#: What is told of an inspection that leads to a case, at once or once nothing was put right.
_FILED = {False: "符合立案条件，转立案处理", True: "责令限期改正"}
_ONLINE = {"data": "数据比对平台", "video": "视频巡检", "written": "书面材料审核"}
#: So many days after an order was handled its object is inspected at the latest.
_DAYS_LATER = 9
_OF_CASES = ("complaint", "hotline", "hotline", "department", "superior")
_BATCHES = {
    1: "第一批",
    2: "第一批",
    3: "第一批",
    4: "第一批",
    5: "第二批",
    6: "第二批",
    7: "第二批",
    8: "第二批",
}


def tell(dealer: Dealer) -> None:
    """Tell every inspection that the figures ask for and no story tells."""
    left = dealer.less_told("inspection")
    telling = _Inspections(dealer)
    for one in sorted(inspections(left), key=lambda one: one.on):
        telling.tell(one)


# How it goes --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Inspections:
    """Tells inspections step by step."""

    dealer: Dealer
    scans: int = 0
    orders: set[str] = field(default_factory=set)

    def tell(self, one: Inspection) -> None:
        """Tell one inspection to its end."""
        tale = self._planned(one)
        self._held(tale, one)
        self._told(tale, one)
        if one.end == "ordered" or one.ordered:
            self._mended(tale, one)
        if one.case is not None:
            self._made_a_case(tale, one, one.case)
        else:
            self._closed(tale, one)
        tale.end()

    def _planned(self, one: Inspection) -> Tale:
        script, random, who = self.dealer.script, self.dealer.random, one.object
        trade = who.trade
        first = script.working(date(self.dealer.year, 1, 2))
        days = script.between(one.on - timedelta(days=12), one.on)
        planned = max(days[-1 - min(random.randint(1, 3), len(days) - 1)], min(first, one.on))
        firm = who.kind in FIRM
        if firm and not who.code:
            known = party(script, who.kind, name=who.name)
            who.code, who.contact = str(known["uscc"]), str(known.get("legal_rep", ""))
        if who.kind == "institution" and not who.code:
            who.code = script.names.credit_code()
        who.contact = who.contact or (script.names.person() if who.kind != "individual" else "")
        form: dict[str, Any] = {"uscc": who.code} if who.code else {}
        if who.contact:
            form |= {"contact": who.contact}
        if firm:
            form |= {"count_this_year": who.done, "ceiling": _CEILING}
        campaign = words.CAMPAIGNS.get(one.on.month, ("", ()))[0]
        source, reason, more = self._source(one, planned, campaign)
        order = self._order(one, planned) if source == "hotline" else None
        if order is not None:
            more["source_ref"] = str(order.told.lines[0].form["order_no"])
            more["received_on"] = order.moment[0]
        who.done += 1
        tale = script.open(
            "inspection",
            "planned",
            planned,
            one.officers[0],
            place=who.place,
            origin=order,
            source=source,
            item_name=trade.item,
            inspection_kind=one.kind,
            mode=one.mode,
            field=trade.field,
            industry=trade.industry,
            object_kind=who.kind,
            object_name=who.name,
            address=f"{ROADS[who.place[-3:]]}{len(who.name) * 7 % 90 + 3}号",
            reason=reason,
            content=trade.content,
            officers=script.codes(*one.officers),
            urgent="no",
            planned_for=one.on,
            **form,
            **more,
        )
        note = random.choice(("同意检查，注意告知权利义务。", "同意。", "同意，做好执法全过程记录。"))
        days = script.between(planned, one.on)
        tale.do("approved", days[1] if len(days) > 2 else planned, _DEPUTY, approval_note=note)
        return tale

    def _order(self, one: Inspection, planned: date) -> Tale | None:
        """Return an order of the 12345 line about such a thing nearby, handled in the days before."""
        office = self.dealer.script.office
        topics = words.TOPICS.get(one.object.trade.industry, ())
        for key in office.of.get("hotline_order", ()):
            told = office.cases[key]
            if told.place != one.object.place or key in self.orders:
                continue
            line = told.first("handled")
            fits = told.lines[0].form.get("topic") in topics
            if fits and line and 0 <= (planned - line.plain.on).days <= _DAYS_LATER:
                self.orders.add(key)
                return Tale.after(self.dealer.script, told, "handled")
        return None

    def _source(self, one: Inspection, planned: date, campaign: str) -> tuple[str, str, dict[str, Any]]:
        random = self.dealer.random
        if one.kind == "campaign":
            return "campaign", f"{campaign}方案确定的检查对象", {}
        if one.kind == "case":
            source = random.choice(_OF_CASES)
            said = {
                "complaint": "居民来访反映，有照片",
                "hotline": "12345工单反映，转执法队核实",
                "department": "区有关部门移送的线索",
                "superior": "区专项督查交办的点位",
            }[source]
            more: dict[str, Any] = {"received_on": planned} if source in ("complaint", "hotline") else {}
            if source == "hotline":
                more["source_ref"] = f"GD{planned:%Y%m%d}{random.randint(1, 480):04}"
            return source, said, more
        if one.object.kind in FIRM and random.random() < 0.35:
            batch = f"{self.dealer.year}年{_BATCHES.get(one.on.month, '第三批')}“双随机”抽查"
            return "double_random", "抽查系统随机抽取", {"batch": batch}
        return "annual_plan", "年度检查计划第二类对象", {}

    def _held(self, tale: Tale, one: Inspection) -> None:
        script, random, who = self.dealer.script, self.dealer.random, one.object
        firm = who.kind in FIRM
        start = random.choice((9, 10, 10, 14, 15)) * 60 + random.randint(0, 45)
        if tale.moment[0] == one.on:
            start = max(start, tale.moment[1] + 15)
        tale.moment = (one.on, start - 8)
        if firm and one.mode.startswith("on_site"):
            way = random.choice(("code", "code", "on_the_spot", "beforehand"))
            tale.do(
                "notified",
                one.on,
                one.officers[0],
                told_way=way,
                rights_told="yes",
                complaint_line="0000-81230410",
            )
        problem = self._problem(one)
        self.scans += firm
        more: dict[str, Any] = {"qr_code": f"QY{one.on:%Y%m%d}{self.scans:03}"} if firm else {}
        if one.mode == "on_site/joint":
            more["partners"] = random.choice(words.PARTNERS)
        found = [problem] if problem else []
        wrong = random.randrange(len(who.trade.checks)) if found else -1
        checks = [
            {"point": point, "found": "not_met" if nth == wrong else "met"}
            for nth, point in enumerate(who.trade.checks)
        ]
        ended = start + random.randint(18, 55)
        tale.moment = (one.on, ended)
        tale.do(
            "inspected",
            one.on,
            one.officers[0],
            officers=script.codes(*one.officers),
            credentials_shown="yes",
            rights_told="yes",
            started=at(one.on, start),
            finished=at(one.on, ended),
            record_place=tale.record["address"],
            recorded_online="yes" if firm else "no",
            recorded_av="yes",
            checklist=checks,
            scene_text=self._scene(one, problem),
            problems=len(found),
            findings=found,
            signed=random.choice(("signed",) * 12 + ("refused", "absent")),
            **more,
        )

    def _problem(self, one: Inspection) -> dict[str, str]:
        if one.end == "nothing":
            return {}
        said, basis, _ = self.dealer.random.choice(one.object.trade.problems)
        if one.case is not None:
            filed = next(line for line in one.case.lines if line.plain.step == "filed")
            said, basis = str(filed.form["facts"]).rstrip("。"), str(filed.form["norm_violated"])
        handling = {"ordered": "ordered", "filed": "filed"}.get(one.end, "guided")
        return {"problem": said, "problem_basis": basis, "handling": handling}

    def _scene(self, one: Inspection, problem: Mapping[str, str]) -> str:
        way = _ONLINE.get(one.mode.rpartition("/")[2], "现场查看")
        who = "负责人在场" if one.object.kind in FIRM else "有关人员在场" if way == "现场查看" else "远程核对"
        if not problem:
            return f"{way}，{who}；逐项核对，未发现问题。"
        return f"{way}，{who}；发现{problem['problem']}，已拍照固定。"

    def _told(self, tale: Tale, one: Inspection) -> None:
        problem = next(iter(tale.record.get("findings", ())), None)
        text = f"检查未发现问题，继续保持。（{one.object.trade.item.split('（')[0]}）"
        if problem:
            text = {
                "ordered": f"{problem['problem']}，责令限期改正。",
                "filed": f"{problem['problem']}，{_FILED[one.ordered]}。",
                "guided": f"{problem['problem']}，情节轻微，当场说明规范做法，已作行政指导。",
                "transferred": f"{problem['problem']}，同时涉及其他部门职责，移送处理。",
            }[one.end]
        tale.do(
            "result_told",
            one.on,
            one.officers[0],
            result="ordered" if one.ordered else one.end,
            result_text=text,
            objection="对检查结果有异议的，可以向青槐街道办事处提出",
            publicity="no" if one.object.kind == "individual" else "yes",
            told_on_site="yes",
        )

    def _mended(self, tale: Tale, one: Inspection) -> None:
        script, random = self.dealer.script, self.dealer.random
        problem = tale.record["findings"][0]
        known = {said: mend for said, _, mend in one.object.trade.problems}
        cause = str(one.case.lines[0].form["cause"]) if one.case else ""
        mend = known.get(problem["problem"]) or KITS[cause].correction
        until = script.working(one.on + timedelta(days=random.randint(6, 10)))
        tale.do(
            "ordered",
            one.on,
            one.officers[0],
            order_facts=f"{one.object.name}：{problem['problem']}。",
            order_basis=problem["problem_basis"],
            order_text=f"{mend}。",
            correct_by=until,
        )
        again = min(script.working(until, random.randint(0, 1) * (random.random() < 0.1)), until)
        if one.case is not None:
            again = min(again, script.working(one.on, 8))
        elif random.random() < 0.4 and one.object.kind in FIRM:
            said = random.choice(("已按要求改正，附照片两张。", "已完成整改，请予复查。"))
            tale.do("corrected", min(script.working(one.on, 2), again), _CLERK, correction_text=said)
        fixed = one.case is None
        said = f"{problem['problem']}的问题已改正。" if fixed else f"{problem['problem']}的问题仍未改正。"
        tale.do(
            "rechecked",
            again,
            one.officers[0],
            officers=script.codes(*one.officers),
            recheck_result="all" if fixed else "none",
            fixed=int(fixed),
            recheck_text=f"到场复查，{said}",
        )

    def _made_a_case(self, tale: Tale, one: Inspection, case: Told) -> None:
        """End it by filing: the case comes from it, and says so."""
        first = case.lines[0]
        on = min(max(tale.moment[0], one.on), first.plain.on)
        why = "逾期未改正，转立案处理。" if one.ordered else "检查发现的行为符合立案条件。"
        tale.do("filed_case", on, one.officers[0], case_reason=why)
        moment = max(first.moment, (on, tale.moment[1] + 12)) if on == first.plain.on else first.moment
        later = case.lines[1].moment
        if moment >= later:
            raise ValueError(f"{case.key} goes on before its inspection ends")
        case.origin = tale.key
        case.lines[0] = replace(
            first,
            moment=moment,
            origin=tale.key,
            form={**first.form, "source": "inspection"},
            plain=replace(first.plain, form={**first.plain.form, "source": "inspection"}),
        )
        self._published(tale, one)

    def _closed(self, tale: Tale, one: Inspection) -> None:
        script, random = self.dealer.script, self.dealer.random
        last = date(self.dealer.year, 12, 31)
        on = min(script.working(tale.moment[0], random.randint(0, 4)), last)
        more: dict[str, Any] = {}
        if one.end == "transferred":
            more = {"transferred_to": random.choice(("区市场监督管理局", "区消防救援大队", "区生态环境局"))}
        tale.do("closed", max(on, tale.moment[0]), one.officers[0], **more)
        self._published(tale, one)

    def _published(self, tale: Tale, one: Inspection) -> None:
        if one.object.kind == "individual":
            return
        on = self.dealer.script.working(one.on, self.dealer.random.randint(4, 15))
        on = max(min(on, NOW), tale.moment[0])
        tale.do("published", on, _CLERK, published_where="云汀区人民政府网站执法公示专栏", masked="yes")

"""A penalty case step by step, as the street handles one: each step with its complete form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi.demo.names import FIRM_SYLLABLES
from fazhi.demo.stories.penalty_kits import KITS, facts, road
from fazhi.demo.stories.script import Script, Tale

TEAM = "综合行政执法队"
DEPUTY, DIRECTOR = "陆行之", "沈若谷"
CLERK, KEEPER = "殷小寒", "康景行"
JUSTICE = "楚怀瑾"
#: What a review of a penalty looks at (国办发〔2018〕118号).
LOOKED_AT = (
    *("standing", "powers", "officers", "facts", "evidence"),
    *("procedure", "grounds", "discretion", "papers", "crime"),
)
ROUTES: Mapping[str, Any] = {"reconsideration_organ": "云汀区人民政府", "court": "云汀区人民法院"}
POWER = "拟州市赋予街道行政处罚权事项目录"
_SOURCES = ("patrol", "patrol", "complaint", "hotline", "grid", "inspection")
_OBSERVATIONS = (
    ("facts", "个别笔录未载明询问起止时间", "补正笔录并由当事人确认", "第二份笔录"),
    ("papers", "告知书引用条款未写明款项", "写明条、款、项", "告知书第二段"),
    ("discretion", "裁量理由表述过简", "写明对照的裁量阶次和依据", "审批表裁量栏"),
    ("evidence", "照片缺少拍摄人和时间标注", "逐张补充标注", "证据目录"),
)


def party(script: Script, kind: str, *, name: str = "") -> dict[str, Any]:
    """Return a party of a kind, with the numbers that such a party has; one known by name keeps its own."""
    known = script.office.parties
    if not name:
        return _drawn(script, kind, name)
    if (kind, name) not in known:
        known[kind, name] = _drawn(script, kind, name)
    return dict(known[kind, name])


def firm_of(script: Script, cause: str) -> str:
    """Return a name that a firm bears of which there is such a case, "" where it is people mostly."""
    endings = KITS[cause].firms
    if not endings:
        return ""
    while True:
        name = "".join(script.random.sample(FIRM_SYLLABLES, 2)) + script.random.choice(endings)
        name = f"拟州{name}" if name.endswith("公司") else f"青槐{name}"
        if name not in script.names.taken:
            script.names.taken.add(name)
            return name


def _drawn(script: Script, kind: str, name: str) -> dict[str, Any]:
    names = script.names
    found = {
        "party_kind": kind,
        "name": name or (names.person() if kind == "individual" else names.firm()),
        "address": f"云汀区青槐路{script.random.randint(2, 199)}号",
        "phone": names.mobile(),
    }
    if kind == "enterprise":
        return found | {"uscc": names.credit_code(), "legal_rep": names.person()}
    if kind == "sole_trader":
        return found | {"uscc": names.credit_code(sole_trader=True)}
    return found | {"id_no": names.identity(date(script.office.year, 1, 1))}


@dataclass(slots=True)
class PenaltyCase:
    """One penalty case being told: who handles it, what it is about, what is proposed."""

    script: Script
    cause: str
    place: str
    officers: tuple[str, str]
    kinds: tuple[str, ...] = ("fine",)
    amount: int = 0
    party_name: str = ""
    told_facts: str = ""
    where: str = ""
    tale: Tale | None = None
    discretion: str = "ordinary"
    circumstances: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ("catalogue",)
    grave: bool = False

    def __post_init__(self) -> None:
        self.where = self.where or road(self.place, self.script.random)
        self.told_facts = self.told_facts or facts(self.cause, self.where, self.script.random)

    @property
    def case(self) -> Tale:
        """The case as told so far."""
        if self.tale is None:
            raise LookupError("the case has not begun")
        return self.tale

    @property
    def lead(self) -> str:
        """Who handles it first."""
        return self.officers[0]

    @property
    def pair(self) -> list[str]:
        """Both officers, as forms name them."""
        return self.script.codes(*self.officers)

    @property
    def norms(self) -> dict[str, Any]:
        """What was violated, and what punishes it."""
        kit = KITS[self.cause]
        return {"norm_violated": kit.violated, "norm_penalty": kit.penalised}

    def sums(self, prefix: str = "", amount: int | None = None) -> dict[str, Any]:
        """Return the amount under the names of a form's fields."""
        amount = self.amount if amount is None else amount
        found: dict[str, Any] = {}
        if "fine" in self.kinds:
            found[f"{prefix}fine"] = amount
        if "confiscation" in self.kinds:
            found[f"{prefix}confiscated"] = amount
        return found

    # Steps -----------------------------------------------------------------------------------------

    def clue(self, on: date, *, source: str = "") -> None:
        """Register the clue."""
        random = self.script.random
        self.tale = self.script.open(
            "penalty",
            "clue_registered",
            on,
            self.lead,
            place=self.place,
            cause=self.cause,
            source=source or random.choice(_SOURCES),
            found_on=on,
            act_on=on,
            scene=self.where,
            clue_text=self.told_facts,
        )

    def file(self, on: date) -> None:
        """File the case."""
        kit = KITS[self.cause]
        who = party(self.script, kit.party, name=self.party_name or firm_of(self.script, self.cause))
        self.case.do(
            "filed",
            on,
            DEPUTY,
            cause=self.cause,
            law=kit.law,
            power_basis=f"{POWER}第{list(KITS).index(self.cause) + 3}项",
            party=[who],
            facts=self.told_facts,
            norm_violated=kit.violated,
            officers=self.pair,
            filing_note="符合立案条件，同意立案。",
        )

    def inquire(self, on: date, kind: str, text: str = "") -> None:
        """Look at the scene (``scene``) or interview somebody (``interview``)."""
        said = {
            "scene": f"执法人员对{self.where}现场勘验，拍照取证，当事人在场。{self.told_facts}",
            "interview": "当事人对违法事实无异议，说明了事情经过，愿意接受处理。",
        }
        records = ("现场笔录", "records") if kind == "scene" else ("询问笔录", "party")
        self.case.do(
            "investigated",
            on,
            self.lead,
            officers=self.pair,
            inquiry_kinds=[kind],
            credentials_shown="yes",
            rights_told="yes",
            recorded="yes",
            recorded_av="yes",
            inquiry_place=self.where,
            inquiry_text=text or said[kind],
            evidence=[
                {"evidence_kind": records[1], "evidence_name": records[0], "copies": 1, "taken_on": on},
                {"evidence_kind": "audio_visual", "evidence_name": "现场照片、视频", "copies": 4},
            ],
        )

    def order_correction(self, on: date) -> None:
        """Order that it be put right within seven working days."""
        kit = KITS[self.cause]
        self.case.do(
            "correction_ordered",
            on,
            self.lead,
            order_facts=self.told_facts,
            order_basis=kit.violated,
            order_text=f"{kit.correction}。",
            correct_by=self.script.working(on, 7),
        )

    def conclude(self, on: date, *, result: str = "penalty", proposed: int | None = None) -> None:
        """Conclude the investigation and propose an amount."""
        form: dict[str, Any] = {}
        if result == "penalty":
            form = {"proposed_kinds": list(self.kinds), **self.sums("proposed_", proposed)}
        if self.grave:
            form["grave_reason"] = "社会关注度高，拟处罚数额较大"
        if self.circumstances:
            form["circumstances"] = list(self.circumstances)
        self.case.do(
            "concluded",
            on,
            self.lead,
            officers=self.pair,
            facts=self.told_facts,
            evidence_text="现场笔录、照片、询问笔录相互印证，证明违法事实。",
            **self.norms,
            discretion=self.discretion if result == "penalty" else "none",
            discretion_text=self._weighed(),
            proposed_result=result,
            complex_or_grave="yes" if self.grave else "no",
            review_grounds=list(self.grounds) if result == "penalty" else [],
            **form,
        )

    def _weighed(self) -> str:
        return {
            "lighter": "对照裁量基准，具有从轻情节，适用从轻阶次",
            "mitigated": "对照裁量基准，具有减轻情节，适用减轻处罚",
        }.get(self.discretion, "对照裁量基准，适用一般阶次")

    def notify(self, on: date, *, hearing: bool = False, proposed: int | None = None) -> None:
        """Tell the party what is intended, and that it may plead for five working days."""
        self.case.do(
            "notified",
            on,
            self.lead,
            told_facts=self.told_facts,
            **self.norms,
            proposed_kinds=list(self.kinds),
            **self.sums("proposed_", proposed),
            hearing_right="yes" if hearing else "no",
            told_way="direct",
            plea_until=self.script.working(on, 5),
        )

    def plead(self, on: date, text: str, *, ruling: str = "rejected", reason: str = "") -> None:
        """Hear what the party pleads."""
        self.case.do(
            "pleaded",
            on,
            self.lead,
            plea_text=text,
            plea_ruling=ruling,
            plea_reason=reason or "经复核，告知的事实清楚、依据正确，裁量适当。",
        )

    def waive(self, on: date) -> None:
        """Have the party waive its plea."""
        self.case.do("waived", on, self.lead, waived=["plea"], waived_in_writing="yes")

    def send_to_review(self, on: date, *, subject: str = "", wanted: int = 5) -> Tale:
        """Send the case for legality review."""
        label = self.case.procedure.fields()["cause"].show(self.cause)
        return self.script.open(
            "legality_review",
            "submitted",
            on,
            self.lead,
            place=self.place,
            origin=self.case,
            subject=subject or f"{label}处罚决定",
            review_kind="enforcement",
            matter="penalty",
            submitting_office=TEAM,
            submitter=self.script.person(self.lead).code,
            materials=["draft", "case_file", "grounds"],
            situation=self.told_facts,
            before_decision="yes",
            wanted_by=self.script.working(on, wanted),
            urgent="no",
        )

    def review(
        self,
        sent: date,
        looked: date,
        issued: date,
        *,
        reviewer: str,
        conclusion: str = "pass",
        points: Sequence[Mapping[str, str]] = (),
    ) -> Tale:
        """Have the case reviewed, the opinion issued and cited, and its points answered."""
        matter = self.send_to_review(sent)
        code = self.script.person(reviewer).code
        matter.do("accepted", sent, JUSTICE, reviewer=code, counsel_asked="no")
        matter.do(
            "reviewed",
            looked,
            reviewer,
            reviewer=code,
            points_checked=list(LOOKED_AT),
            counsel="none",
            findings="审阅案卷、听取承办人员说明，核对执法资格、证据、程序、依据和裁量。",
            points=list(points),
            conclusion=conclusion,
        )
        matter.do("issued", issued, JUSTICE, summary="主体适格，事实清楚，程序合法。" if not points else "")
        if points:
            answers = [{"nth": nth, "adoption": "adopted"} for nth in range(1, len(points) + 1)]
            matter.do("adopted", issued, self.lead, answers=answers, adoption_note="已按意见修改。")
        self.case.do(
            "reviewed",
            issued,
            reviewer,
            after=matter,
            review_case=matter.key,
            review_points=["standing", "power", "staff", "facts", "evidence", "procedure", "basis"],
            review_conclusion=conclusion,
            review_text="案件事实、证据、程序、依据和裁量已逐项审核，意见见意见书。",
            first_reviewer="no",
        )
        return matter

    def observation(self) -> list[Mapping[str, str]]:
        """Return one thing that a reviewer has to say of the papers of a case."""
        _, problem, suggestion, clause = self.script.random.choice(_OBSERVATIONS)
        return [{"clause": clause, "problem": problem, "suggestion": suggestion, "weight": "must"}]

    def close_review(self, matter: Tale, on: date) -> None:
        """Close the review once the decision is there."""
        matter.do("closed", on, self.lead, after=self.case, outcome="decided").end()

    def discuss(self, on: date, note: str, *, second: str = DEPUTY) -> None:
        """Have the heads discuss it together."""
        members = (DIRECTOR, second, "梁以宁")
        self.case.do(
            "discussed",
            on,
            CLERK,
            discussion_place="街道二楼会议室",
            presiding=self.script.person(DIRECTOR).code,
            members=self.script.codes(*members),
            reporter=self.script.person(self.lead).code,
            discussion_text=f"承办人员汇报案情：{self.told_facts}",
            opinions=[
                {"member": code, "vote": "agree", "said": "事实清楚，同意处理意见。"}
                for code in self.script.codes(*members)
            ],
            discussion_result="penalty",
            discussion_note=note,
        )

    def decide(self, on: date, by: str, *, answer: str = "") -> None:
        """Decide on the penalty."""
        more: dict[str, Any] = {"circumstances": list(self.circumstances)} if self.circumstances else {}
        if answer:
            more["plea_answer"] = answer
        self.case.do(
            "decided",
            on,
            by,
            result="penalty",
            penalty_kinds=list(self.kinds),
            **self.sums(),
            **self.norms,
            discretion=self.discretion,
            discretion_text=self._weighed(),
            perform_way="罚款缴至指定银行或者通过电子支付系统缴纳",
            correction=KITS[self.cause].correction,
            **ROUTES,
            decided_facts=f"{self.told_facts}以上事实有现场笔录、照片、询问笔录为证。",
            publication="publish",
            publication_reason="具有一定社会影响，依法公开",
            credit_grade="general",
            **more,
        )

    def serve(self, on: date) -> None:
        """Serve the decision: mostly by hand."""
        way = self.script.random.choice(("direct", "direct", "direct", "mail", "left"))
        form: dict[str, Any] = {"left_proof": "filmed"} if way == "left" else {}
        self.case.do(
            "served", on, self.lead, service_way=way, served_where=self.where, servers=self.pair, **form
        )

    def publish(self, on: date) -> None:
        """Publish the decision."""
        self.case.do("published", on, CLERK, published_where="云汀区人民政府网站执法公示专栏", masked="yes")

    def pay(self, on: date) -> None:
        """Register that all is paid."""
        receipt = f"拟票{self.script.names.serial():08}"
        bank = self.script.random.choice(("拟州银行青槐支行", "电子支付系统"))
        self.case.do("paid", on, KEEPER, paid=self.amount, receipt_no=receipt, bank=bank)

    def close(self, closed: date, filed_away: date, *, kind: str = "executed", text: str = "") -> None:
        """Close the case and archive its file."""
        said = text or "处罚决定已送达并履行完毕，违法行为已改正。"
        self.case.do("closed", closed, DEPUTY, close_kind=kind, closing_text=said, fully_recorded="yes")
        pages = self.script.random.randint(28, 76)
        self.case.do("archived", filed_away, KEEPER, volumes=1, pages=pages, retention="long")

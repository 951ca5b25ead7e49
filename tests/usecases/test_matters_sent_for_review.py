"""A contract and a decision, each sent for legality review: two cases that know of each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from fazhi.store import models
from fazhi.usecases import founding, papers, people
from fazhi.usecases.clock import noon
from fazhi.usecases.founding import NewHolding, NewPerson
from fazhi.usecases.record import Recorded, Refused, Report, record

ORGAN = "990101001"
STAFF = {
    "sang": ("桑子墨", "staff"),
    "shen": ("沈若谷", "director"),
    "jiang": ("姜望舒", "deputy_other"),
    "miao": ("苗若溪", "seal_keeper"),
    "yi": ("易修远", "legal_reviewer"),
    "chu": ("楚怀瑾", "justice_head"),
    "xu": ("许见山", "doc_officer"),
    "ye": ("叶初晴", "disclosure_officer"),
    "kang": ("康景行", "archivist"),
}
PARTY = {
    "role": "second",
    "party_kind": "enterprise",
    "name": "云锦苑物业服务有限公司",
    "uscc": "91990101MA0000001Y",
    "legal_rep": "柳长青",
    "phone": "10012345678",
}
CONTRACT = {
    "subject": "新纺片区物业服务合同",
    "contract_kind": "services",
    "office": "城管建设办",
    "handler": "sang",
    "our_party": "organ",
    "counterparties": [PARTY],
    "what": "道路保洁、绿化养护和设施巡查。",
    "amount": "1280000",
    "procurement": "open_tender",
}
MATERIALS = ["draft", "explanation", "party_papers"]
LOOKED_AT = {
    "contract": ["counterparty", "powers", "price", "duties", "liability", "forum"],
    "decision": ["powers", "procedure", "content"],
}
OPINION = {"problem": "约定由外地法院管辖", "suggestion": "改为工程所在地人民法院管辖", "weight": "must"}


class Desk:
    """The office at its desk: every step on a day of its own, written down that day."""

    def try_to(
        self, by: str, day: str, step: str, case: str = "", *, of: str = "", origin: str = "", **form: Any
    ) -> Recorded | Refused:
        on = date.fromisoformat(f"2025-{day}")
        report = Report(procedure=of, step=step, on=on, case=case, form=form, origin=origin)
        return record(report, clerk=people.clerk(by, organ=ORGAN, on=on), now=noon(on, 10))

    def do(self, *words: str, **form: Any) -> Recorded:
        done = self.try_to(*words, **form)
        assert isinstance(done, Recorded), f"{words}: {done}"
        return done

    def review(self, case: str, day: str, *, points: int, conclusion: str) -> None:
        """Review a matter that was accepted, issue the opinion and have it answered."""
        kind = models.Case.objects.get(pk=case).record["review_kind"]
        self.do(
            *("yi", day, "reviewed", case),
            reviewer="yi",
            points_checked=LOOKED_AT[kind],
            counsel="both",
            findings="审查了送审稿及所附材料。",
            points=[OPINION] * points,
            conclusion=conclusion,
        )
        self.do("chu", day, "issued", case)
        answers = [{"nth": nth, "adoption": "adopted"} for nth in range(1, points + 1)]
        self.do("sang", day, "adopted", case, answers=answers, risks=1)


@pytest.fixture
def desk(db: None) -> Desk:  # noqa: ARG001 - the tables must be there
    founding.found(
        ORGAN,
        name="拟州市云汀区青槐街道办事处",
        short="青槐",
        since=date(2024, 1, 1),
        people=[
            NewPerson(code=code, name=name, holdings=(NewHolding(post=post, title=post),))
            for code, (name, post) in STAFF.items()
        ],
    )
    return Desk()


def figures() -> Mapping[str, int]:
    """How much of each figure the books hold."""
    found: dict[str, int] = {}
    for code, hundredths in models.Posting.objects.values_list("indicator", "amount"):
        found[code] = found.get(code, 0) + hundredths // 100
    return found


def words_of(case: str, code: str) -> str:
    row = models.Document.objects.filter(case=case, code=code).latest("id")
    return papers.draw(row, "md", now=noon(date(2025, 12, 31), 9))[0].decode()


def test_a_contract_returned_twice_is_passed_signed_sealed_and_filed(desk: Desk):
    contract = desk.do("sang", "03-03", "drafted", of="contract", **CONTRACT).case
    desk.do("sang", "03-04", "submitted", contract, contract_papers=["draft"], wanted_by="2025-03-11")
    review = desk.do(
        *("sang", "03-04", "submitted"),
        of="legality_review",
        origin=contract,
        subject=CONTRACT["subject"],
        review_kind="contract",
        contract_kind="services",
        submitting_office="城管建设办",
        submitter="sang",
        amount="1280000",
        materials=MATERIALS,
        before_decision="yes",
        wanted_by="2025-03-11",
        urgent="no",
    ).case
    again = {"materials": [*MATERIALS, "fair_competition"], "wanted_by": "2025-03-21"}
    desk.do("yi", "03-05", "returned", review, return_kind="procedure", return_note="未作公平竞争审查")
    desk.do("sang", "03-10", "completed", review, completed_how="补充审查结论", **again)
    desk.do("yi", "03-11", "returned", review, return_kind="content", return_note="管辖法院约定有误")
    desk.do("sang", "03-13", "completed", review, completed_how="改为工程所在地法院", **again)
    desk.do("chu", "03-14", "accepted", review, reviewer="yi")

    waiting = desk.try_to(
        "yi", "03-14", "reviewed", contract, opinion_no="青槐法审〔2025〕1号", revised="yes"
    )
    assert "合法性审查尚未通过" in str(waiting)
    desk.review(review, "03-18", points=1, conclusion="amend")
    assert "青槐法审〔2025〕1号" in words_of(review, "opinion")
    desk.do("yi", "03-19", "reviewed", contract, opinion_no="青槐法审〔2025〕1号", revised="yes")

    signing = {
        "term_from": "2025-04-01",
        "term_until": "2026-03-31",
        "copies": 4,
        "minutes_no": "青槐街办纪〔2025〕6号",
    }
    by_deputy = desk.try_to("jiang", "03-20", "signed", contract, signatory="jiang", **signing)
    assert "主要负责人" in str(by_deputy)
    desk.do("shen", "03-20", "signed", contract, signatory="shen", **signing)
    desk.do("miao", "03-21", "sealed", contract, seal="contract", sealed_copies=4, seal_approver="shen")
    desk.do("sang", "03-24", "filed", contract, filing_no="云汀法备1号")

    row = models.Case.objects.get(pk=contract)
    assert (row.stage, row.record["value"], row.record["reviewed"]) == ("performing", "over_1m", "yes")
    assert figures() == {
        "review.total": 1,
        "review.contracts": 1,
        "review.opinions": 1,
        "review.required_done": 1,
        "review.opinions_adopted": 1,
        "review.risks_avoided": 1,
        "contract.signed": 1,
        "contract.signed_reviewed": 1,
    }


def test_a_handler_of_the_contract_does_not_review_what_it_was_sent_for(desk: Desk):
    contract = desk.do("sang", "03-03", "drafted", of="contract", **{**CONTRACT, "handler": "yi"}).case
    review = desk.do(
        *("sang", "03-04", "submitted"),
        of="legality_review",
        origin=contract,
        subject=CONTRACT["subject"],
        review_kind="contract",
        contract_kind="services",
        submitting_office="城管建设办",
        submitter="sang",
        amount="1280000",
        materials=MATERIALS,
        before_decision="yes",
        wanted_by="2025-03-11",
        urgent="no",
    ).case

    assert "须由他人审查" in str(desk.try_to("yi", "03-05", "accepted", review, reviewer="yi"))


def test_a_decision_goes_through_five_steps_and_keeps_both_opinions(desk: Desk):
    decision = desk.do(
        *("sang", "03-05", "proposed"),
        of="major_decision",
        subject="新纺片区老旧小区改造实施方案",
        category="public_works",
        proposed_by="department",
        problem="房屋老旧，管线破损。",
        first_plan="分三期改造。",
    ).case
    desk.do(
        *("shen", "03-24", "catalogued", decision),
        year=2025,
        seq=1,
        in_catalogue="yearly",
        party_consent="yes",
        applies_by="区重大行政决策程序规定",
        lead_office="城管建设办",
        law_and_policy="城乡规划法",
        planned_by="2025-06-30",
        participation="required",
        argument="required",
        assessment="required",
        affects_market="no",
    )
    desk.do(
        *("sang", "03-28", "drafted", decision),
        drafter="sang",
        draft_text="改造新纺一村至四村。",
        explanation="必要且可行。",
        plans=2,
        offices_agree="yes",
    )
    desk.do(
        *("sang", "03-31", "announced", decision),
        comment_until="2025-05-01",
        shortened="no",
        channels=["website", "board"],
        how_to_comment="信函、电子邮件",
    )
    early = desk.try_to(
        *("sang", "04-20", "participated", decision),
        ways=["public_comment"],
        comments=46,
        comments_adopted=29,
        comments_summary="停车、电梯。",
    )
    assert "第十五条" in str(early)
    desk.do(
        *("sang", "05-06", "participated", decision),
        ways=["public_comment", "forum"],
        comments=46,
        comments_adopted=29,
        comments_summary="停车、电梯。",
    )
    expert = {"expert_name": "方工", "expertise": "结构", "interest": "no", "stance": "support"}
    desk.do(
        *("sang", "05-12", "argued", decision),
        argued_way="meeting",
        experts=[expert],
        argument_text="可行。",
        argument_signed="yes",
        argument_answer="已吸收消防通道意见。",
    )
    desk.do(
        *("sang", "05-19", "assessed", decision),
        assessor_kind="third",
        assessor="某评估公司",
        risk_level="medium",
        controllable="yes",
        risk_points="施工扰民。",
        risk_measures="错时施工。",
    )
    desk.do(
        *("sang", "05-26", "submitted", decision),
        fair_competition="not_involved",
        meeting_on="2025-06-16",
        wanted_by="2025-06-09",
        urgent="no",
    )
    review = desk.do(
        *("sang", "05-26", "submitted"),
        of="legality_review",
        origin=decision,
        subject="新纺片区老旧小区改造实施方案",
        review_kind="decision",
        matter="public_works",
        submitting_office="城管建设办",
        submitter="sang",
        materials=["draft", "grounds", "procedure"],
        before_decision="yes",
        meeting_on="2025-06-16",
        wanted_by="2025-06-09",
        urgent="no",
    ).case
    desk.do("chu", "05-27", "accepted", review, reviewer="yi")
    assert "合法性审查" in str(desk.try_to("yi", "05-28", "reviewed", decision, opinion_no="", adjusted=""))
    desk.review(review, "06-05", points=2, conclusion="amend")
    desk.do("yi", "06-10", "reviewed", decision, opinion_no="青槐法审〔2025〕1号", adjusted="已调整")
    desk.do(
        *("xu", "06-16", "discussed", decision),
        meeting_kind="executive",
        members=9,
        present=8,
        principal="shen",
        speeches=[
            {"speaker": "sang", "stance": "support"},
            {"speaker": "jiang", "stance": "amend", "said": "停车位分期建设。"},
            {"speaker": "xu", "stance": "oppose", "said": "资金尚未落实，建议推迟。"},
            {"speaker": "shen", "stance": "support"},
        ],
    )
    minutes = words_of(decision, "discussion_record")
    assert "姜望舒" in minutes
    assert "资金尚未落实，建议推迟。" in minutes
    desk.do(
        *("shen", "06-17", "decided", decision),
        decision_no="青槐街办〔2025〕12号",
        decision_text="同意实施。",
        reported="yes",
        exec_office="城管建设办",
        evaluate_by="2026-06-30",
    )
    desk.do(
        "ye", "06-20", "published", decision, published_in=["website"], interpreted="yes", adoption_told="yes"
    )

    assert "共收到公众意见46条，采纳29条" in words_of(decision, "decision_notice")
    assert figures() == {
        "decision.catalogued": 1,
        "decision.expert_reviews": 1,
        "decision.major": 1,
        "decision.published": 1,
        "review.total": 1,
        "review.decisions": 1,
        "review.opinions": 2,
        "review.opinions_adopted": 2,
        "review.risks_avoided": 1,
        "review.required_done": 1,
        "review.major_matters": 1,
    }

"""An inspection that becomes a penalty case, through the one door: certificates, links, papers, figures."""

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
from procedures import penalty_telling as told
from procedures.test_inspection import PLAN, RECORD

ORGAN = "990101001"
STAFF = {
    "liao": ("廖铁生", "enforce_officer"),
    "che": ("车向北", "enforce_officer"),
    "zuo": ("左明谦", "legal_reviewer"),
    "yi": ("易修远", "legal_reviewer"),
    "chu": ("楚怀瑾", "justice_head"),
    "lu": ("陆行之", "deputy_enforce"),
    "shen": ("沈若谷", "director"),
    "liang": ("梁以宁", "deputy_law"),
    "yin": ("殷小寒", "enforce_clerk"),
    "kang": ("康景行", "archivist"),
}
BOTH = ["liao", "che"]
LOOKED_AT = [
    *("standing", "powers", "officers", "facts", "evidence"),
    *("procedure", "grounds", "discretion", "papers", "crime"),
]
CERTIFICATE = {
    "role": "officer",
    "post": "执法队员",
    "employment": "administrative",
    "team": "yes",
    "required": "yes",
    "certified": "yes",
    "issuer": "拟州市人民政府",
    "field": ["comprehensive"],
    "issued": "2022-05-10",
    "valid_until": "2027-05-09",
    "on_loan": "no",
}


class Desk:
    """The office at its desk: every step on a day of 2025, written down that day."""

    def try_to(
        self, by: str, day: str, step: str, case: str = "", *, of: str = "", origin: str = "", **form: Any
    ) -> Recorded | Refused:
        on = date.fromisoformat(f"2025-{day}")
        report = Report(procedure=of, step=step, on=on, case=case, form=form, origin=origin)
        return record(report, clerk=people.clerk(by, organ=ORGAN, on=on), now=noon(on, 20))

    def do(self, *words: str, **form: Any) -> Recorded:
        done = self.try_to(*words, **form)
        assert isinstance(done, Recorded), f"{words}: {done}"
        return done

    def certify(self, *persons: str, **words: Any) -> None:
        for person in persons:
            number = f"拟99010100{ord(person[0])}"
            form = {**CERTIFICATE, "person": person, "certificate_no": number, **words}
            self.do("yin", "01-02", "enrolled", of="enforcement_officer", **form)


def found_desk() -> Desk:
    """Found the office."""
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


@pytest.fixture
def desk(db: None) -> Desk:  # noqa: ARG001 - the tables must be there
    return found_desk()


def figures() -> Mapping[str, int]:
    """How much of each figure the books hold."""
    found: dict[str, int] = {}
    for code, hundredths in models.Posting.objects.values_list("indicator", "amount"):
        found[code] = found.get(code, 0) + hundredths // 100
    return found


def words_of(case: str, code: str) -> str:
    row = models.Document.objects.filter(case=case, code=code).latest("id")
    return papers.draw(row, "md", now=noon(date(2025, 12, 31), 9))[0].decode()


def without(form: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in form.items() if name not in names}


def inspect(desk: Desk) -> str:
    plan = without(PLAN, "item") | {"item_name": "油烟检查（清单第3项）", "officers": BOTH}
    inspection = desk.do("liao", "07-07", "planned", of="inspection", **plan).case
    desk.do("lu", "07-08", "approved", inspection, approval_note="同意检查。")
    desk.do("liao", "07-09", "notified", inspection, told_way="code", rights_told="yes")
    desk.do("liao", "07-09", "inspected", inspection, **RECORD | {"officers": BOTH})
    outcome = {
        "result": "filed",
        "result_text": "油烟净化器未运行",
        "objection": "书面提出",
        "publicity": "no",
    }
    desk.do("liao", "07-09", "result_told", inspection, **outcome)
    return inspection


def file(desk: Desk, inspection: str) -> str:
    clue = told.CLUE_FORM | {
        "source": "inspection",
        "cause": "cooking_fumes",
        "found_on": "2025-07-09",
        "act_on": "2025-07-09",
    }
    penalty = desk.do("liao", "07-10", "clue_registered", of="penalty", origin=inspection, **clue).case
    filing = without(told.FILING, "item", "item_kind") | {
        "cause": "cooking_fumes",
        "law": "air",
        "power_basis": "赋权清单第12项",
        "officers": BOTH,
    }
    desk.do("lu", "07-11", "filed", penalty, **filing)
    return penalty


def review(desk: Desk, penalty: str) -> str:
    """Send the case for legality review, and have the opinion issued that it passes."""
    matter = desk.do(
        *("liao", "08-13", "submitted"),
        of="legality_review",
        origin=penalty,
        subject="油烟案",
        review_kind="enforcement",
        matter="penalty",
        submitting_office="综合行政执法队",
        submitter="liao",
        materials=["draft", "case_file"],
        before_decision="yes",
        wanted_by="2025-08-22",
        urgent="no",
    ).case
    desk.do("chu", "08-13", "accepted", matter, reviewer="yi")
    desk.do(
        *("yi", "08-14", "reviewed", matter),
        reviewer="yi",
        points_checked=LOOKED_AT,
        counsel="none",
        findings="审查了案卷。",
        conclusion="pass",
    )
    desk.do("chu", "08-14", "issued", matter)
    return matter


def test_an_inspection_becomes_a_case_that_is_heard_reviewed_discussed_and_decided(desk: Desk):
    desk.certify(*BOTH)
    inspection = inspect(desk)
    desk.do("liao", "07-10", "filed_case", inspection, case_reason="逾期未改正")
    penalty = file(desk, inspection)
    desk.do("liao", "07-14", "investigated", penalty, **told.INQUIRY | {"officers": BOTH})
    concluded = told.CONCLUSION | {
        "officers": BOTH,
        "complex_or_grave": "yes",
        "grave_reason": "社会影响大",
        "review_grounds": ["catalogue"],
    }
    desk.do("liao", "07-21", "concluded", penalty, **concluded)
    notice = told.NOTICE | {"hearing_right": "yes", "plea_until": "2025-07-30"}
    desk.do("liao", "07-23", "notified", penalty, **notice)
    desk.do("liao", "07-25", "hearing_asked", penalty, asked_way="written", hearing_claim="请求听证")
    call = told.CALL | {"hearing_at": "2025-08-12T09:30", "chair": "zuo", "recorder": "yin"}
    desk.do("yin", "07-28", "hearing_called", penalty, **call)
    desk.do("zuo", "08-12", "heard", penalty, **told.HEARING | {"chair": "zuo"})
    cited = review(desk, penalty)
    desk.do("yi", "08-14", "reviewed", penalty, **told.REVIEW | {"review_case": cited})
    heads = {"members": ["shen", "lu", "liang"], "presiding": "shen", "reporter": "liao"}
    opinions = [{"member": "shen", "vote": "agree"}]
    desk.do("shen", "08-18", "discussed", penalty, **told.DISCUSSION | heads | {"opinions": opinions})
    decision = told.DECISION | {"fine": "15000", "discretion": "lighter", "plea_answer": "采纳部分听证意见。"}
    desk.do("shen", "08-20", "decided", penalty, **decision)
    desk.do("liao", "08-21", "served", penalty, service_way="direct", servers=BOTH, received_by="朗和")
    desk.do("yin", "08-22", "published", penalty, published_where="区政府网站", masked="yes")
    desk.do("kang", "08-29", "paid", penalty, paid="15000", receipt_no="9900", bank="拟州银行")
    closing = {"close_kind": "executed", "closing_text": "执行完毕", "fully_recorded": "yes"}
    desk.do("lu", "09-02", "closed", penalty, **closing)
    desk.do("kang", "09-05", "archived", penalty, volumes=1, retention="long")

    found = figures()
    assert {code: found.get(code) for code in EXPECTED} == EXPECTED
    assert models.Case.objects.get(pk=inspection).record["ended_in_case"] == "yes"
    assert models.Link.objects.filter(source=inspection, target=penalty, relation="origin").exists()
    text = words_of(penalty, "decision")
    for said in (
        "青槐综执罚决字〔2025〕第1号",
        "罚款15,000.00元",
        "2025年8月12日举行了听证",
        "采纳部分听证意见",
    ):
        assert said in text
    assert "廖铁生、车向北" in words_of(penalty, "conclusion")
    assert "左明谦" in words_of(penalty, "hearing_call")
    assert "缴款凭证号码**：9900" in words_of(penalty, "closing_report")


EXPECTED = {
    "officer.certified": 2,
    "inspection.count": 1,
    "inspection.enterprises": 1,
    "inspection.reportable": None,
    "penalty.filed": 1,
    "penalty.cases": 1,
    "penalty.cases_ordinary": 1,
    "penalty.fines": 15000,
    "penalty.mitigated": 1,
    "penalty.major_decisions": 1,
    "review.enforcement": 1,
    "penalty.collective_discussions": 1,
    "penalty.executed": 1,
    "penalty.published": 1,
    "penalty.closed_on_time": 1,
    "penalty.archived": 1,
    "enforcement.three_systems_cases": 1,
    "officer.active": 2,
}


def test_an_officer_whose_certificate_has_run_out_is_refused_at_the_door(desk: Desk):
    desk.certify("liao")
    desk.certify("che", valid_until="2025-07-06")
    plan = without(PLAN, "item") | {"item_name": "油烟检查（清单第3项）", "officers": BOTH}

    refused = desk.try_to("liao", "07-07", "planned", of="inspection", **plan)

    assert "2025-07-06到期" in str(refused)
    assert "《行政处罚法》第四十二条第一款" in str(refused)


def test_a_person_is_on_the_register_of_officers_once(desk: Desk):
    desk.certify("liao")
    again = CERTIFICATE | {"person": "liao", "certificate_no": "拟9901010001"}

    refused = desk.try_to("yin", "01-03", "enrolled", of="enforcement_officer", **again)

    assert isinstance(refused, Refused)
    assert {one.code for one in refused.refusals} == {"there-already"}


def test_what_the_party_is_called_stands_in_no_open_record(desk: Desk):
    desk.certify(*BOTH)
    form = without(told.ON_SPOT_FORM, "item", "item_kind") | {
        "power_basis": "赋权清单第1项",
        "officers": BOTH,
    }
    case = desk.do("liao", "03-03", "decided_on_spot", of="penalty", **form).case

    for body in models.Entry.objects.filter(case=case).values_list("body", flat=True):
        assert "张三丰" not in body
        assert "占道摆卖" not in body
    assert "张三丰" in words_of(case, "on_spot_decision")
    assert models.Case.objects.get(pk=case).record["procedure"] == "simple"

"""Stories that cross duties: wages claimed and paid, a contract returned twice."""

from __future__ import annotations

from datetime import date

from fazhi.demo.stories.penalty_case import party
from fazhi.demo.stories.script import Script, Tale

WAGES = "安捷劳务拖欠14名装卸工工资"
CONTRACT = "便民服务中心物业服务合同"
_REVIEWER, _JUSTICE, _DIRECTOR = "易修远", "楚怀瑾", "沈若谷"
_MARKET = "990101001006"


def tell(script: Script) -> None:
    """Tell both."""
    _wages(script)
    _contract(script)


def _wages(script: Script) -> None:
    """14 workers, 186,000 yuan: graded red, mediated in two sessions, confirmed by the court on day 24."""
    dispute = script.open(
        "dispute",
        "registered",
        date(2025, 1, 9),
        "汤集贤",
        place=_MARKET,
        found_on=date(2025, 1, 9),
        source="grid",
        finder=script.person("汤集贤").code,
        finder_role="community_worker",
        finder_unit="槐市社区",
        scene="槐市农产品批发市场装卸区",
        subject=WAGES,
        summary="拟州安捷劳务有限公司拖欠14名装卸工2024年10月至12月工资共186000元，工人扬言上访。",
        dispute_type="labour",
        people=15,
        amount=186_000,
        risk="red",
        escalated="threat",
    )
    dispute.do(
        "graded",
        date(2025, 1, 9),
        "罗归鸿",
        risk="red",
        graded_why="涉及14名务工人员，临近春节，有集体上访苗头",
        reported_up_at="2025-01-09T15:30",
    )
    dispute.do(
        "assigned",
        date(2025, 1, 9),
        "罗归鸿",
        owner_unit="平安法治办公室",
        owner=script.person("秦牧川").code,
        leader=script.person("梁以宁").code,
        demand="春节前支付全部拖欠工资。",
        cause="上游货款未结，公司资金周转困难。",
        way="mediation",
        due=date(2025, 3, 31),
    )
    dispute.do(
        "referred",
        date(2025, 1, 10),
        "罗归鸿",
        referred_to="mediation",
        referred_body="街道人民调解委员会",
        referred_why="双方愿意调解",
        answer_by=date(2025, 1, 24),
    )
    mediation = _wages_mediated(script, dispute)
    dispute.do(
        "resolved",
        date(2025, 3, 4),
        "秦牧川",
        after=mediation,
        way="mediation",
        helper_role="mediator",
        result_text="经调解分两期付清186000元，协议经司法确认；一名工人的加班费争议引导申请法律援助。",
    )
    dispute.do(
        "followed_up",
        date(2025, 3, 18),
        "罗归鸿",
        visit_way="phone",
        settled_still="yes",
        satisfaction="satisfied",
        visit_note="工人代表确认工资全部到账",
    )
    dispute.do("closed", date(2025, 3, 20), "罗归鸿", closing_note="已付清并回访").end()


def _wages_mediated(script: Script, dispute: Tale) -> Tale:
    street_committee = script.office.of["mediation_committee"][0]
    employer = party(script, "enterprise", name="拟州安捷劳务有限公司")
    worker = party(script, "individual")
    wan = script.codes("万和平")
    case = script.open(
        "mediation",
        "registered",
        date(2025, 1, 10),
        "万和平",
        place=_MARKET,
        origin=dispute,
        committee=street_committee,
        committee_kind="street",
        source="proactive",
        dispute_type="labour",
        parties=[worker | {"role": "applicant"}, employer | {"role": "respondent"}],
        people_involved=15,
        summary="拟州安捷劳务有限公司欠付14名装卸人员2024年10月至12月工资共186000元。",
        claims=[{"claim": "支付14人工资共186000元"}],
        scene="槐市农产品批发市场装卸区",
        complexity="major",
        amount_claimed=186_000,
        refused_by_a_party="no",
    )
    case.do(
        "accepted",
        date(2025, 1, 10),
        "万和平",
        mediators=wan,
        mediator_role="full_time",
        mode="on_site",
        rights_told="yes",
    )
    for on, talk, result in (
        (date(2025, 1, 13), "公司承认欠薪，称货款未结，提出年后支付；工人要求春节前付清。", "stuck"),
        (date(2025, 1, 15), "核对考勤和工资表，公司同意春节前先付十万元，余款二月底付清。", "near"),
    ):
        case.do(
            "mediated",
            on,
            "万和平",
            session_place="街道人民调解委员会调解室",
            presents="工人代表五名、公司负责人、劳动监察员",
            talk=talk,
            session_result=result,
        )
    case.do(
        "settled",
        date(2025, 1, 15),
        "万和平",
        form="written",
        facts="双方确认欠付14人工资共186000元。",
        terms="公司分两期支付：2025年1月24日前付100000元，2025年2月14日前付86000元。",
        amount=186_000,
        wages=186_000,
        performance="instalments",
        perform_by=date(2025, 2, 14),
        instalments=[
            {"due": date(2025, 1, 24), "instalment": 100_000},
            {"due": date(2025, 2, 14), "instalment": 86_000},
        ],
        copies=4,
        prevented=["petition"],
        prevented_people=14,
    )
    case.do(
        "followed_up",
        date(2025, 1, 26),
        "万和平",
        visit_way="phone",
        visit_performance="none",
        rated="no",
        visit_note="首期款逾期未付，已书面提醒公司，并告知可共同申请司法确认",
    )
    case.do("applied", date(2025, 1, 27), "万和平", court="云汀区人民法院", joint="yes")
    case.do("admitted", date(2025, 2, 5), "万和平")
    case.do(
        "confirmed", date(2025, 2, 8), "万和平", confirmation="confirmed", ruling_no="云汀法民特〔2025〕12号"
    )
    case.do("performed", date(2025, 2, 14), "万和平", performed_how="full", performed_note="两期款项均已到账")
    case.do(
        "followed_up",
        date(2025, 2, 20),
        "万和平",
        visit_way="phone",
        visit_performance="full",
        rated="yes",
        satisfaction="satisfied",
        visit_note="工人代表确认工资全部到账；一人另有加班费争议，已引导申请法律援助",
    )
    return case.do("archived", date(2025, 2, 26), "万和平", volumes=1, retention="long").end()


def _contract(script: Script) -> None:
    """1,280,000 yuan: returned for want of a fair-competition check, then for its court; passed, filed."""
    handler = script.person("翟暖阳").code
    firm = party(script, "enterprise", name="云锦苑物业服务有限公司")
    contract = script.open(
        "contract",
        "drafted",
        date(2025, 4, 7),
        "翟暖阳",
        subject=CONTRACT,
        contract_kind="services",
        office="便民服务中心",
        handler=handler,
        our_party="organ",
        counterparties=[firm | {"role": "second"}],
        what="便民服务中心及街道办公楼两年期保洁、保安、设备维护服务。",
        amount=1_280_000,
        funds="街道年度预算",
        procurement="open_tender",
        payments=[{"pay_when": "按季度考核合格后支付", "instalment": 160_000}],
    )
    contract.do(
        "submitted",
        date(2025, 4, 9),
        "翟暖阳",
        contract_papers=["draft", "explanation", "party_papers", "tender", "funds"],
        wanted_by=date(2025, 4, 30),
    )
    matter = script.open(
        "legality_review",
        "submitted",
        date(2025, 4, 9),
        "翟暖阳",
        origin=contract,
        subject=CONTRACT,
        review_kind="contract",
        contract_kind="services",
        submitting_office="便民服务中心",
        submitter=handler,
        amount=1_280_000,
        materials=["draft", "explanation", "party_papers", "tender", "funds"],
        before_decision="yes",
        wanted_by=date(2025, 4, 30),
        urgent="no",
    )
    matter.do(
        "returned",
        date(2025, 4, 11),
        _REVIEWER,
        return_kind="materials",
        missing=["fair_competition"],
        return_note="采购文件设有本地业绩加分，缺少公平竞争审查结论。",
    )
    whole = ["draft", "explanation", "party_papers", "tender", "funds", "fair_competition"]
    matter.do(
        "completed",
        date(2025, 4, 17),
        "翟暖阳",
        materials=whole,
        completed_how="已删除加分条款并补充公平竞争审查结论",
        wanted_by=date(2025, 4, 30),
    )
    matter.do(
        "returned",
        date(2025, 4, 21),
        _REVIEWER,
        return_kind="content",
        return_note="第十五条约定由乙方住所地法院管辖，请改为服务履行地法院。",
    )
    matter.do(
        "completed",
        date(2025, 4, 24),
        "翟暖阳",
        materials=whole,
        completed_how="管辖条款已改为云汀区人民法院",
        wanted_by=date(2025, 4, 30),
    )
    code = script.person(_REVIEWER).code
    matter.do("accepted", date(2025, 4, 24), _JUSTICE, reviewer=code, counsel_asked="yes")
    matter.do(
        "reviewed",
        date(2025, 4, 28),
        _REVIEWER,
        reviewer=code,
        points_checked=["counterparty", "powers", "tender", "price", "duties", "liability", "forum"],
        counsel="adviser",
        findings="主体、权限、采购程序、价款、验收、违约责任和管辖均已核对。",
        conclusion="pass",
    )
    matter.do("issued", date(2025, 4, 29), _JUSTICE)
    contract.do(
        "reviewed",
        date(2025, 4, 29),
        _REVIEWER,
        after=matter,
        opinion_no=script.cite(contract, "opinion_no", matter),
        revised="yes",
    )
    contract.do(
        "signed",
        date(2025, 5, 8),
        _DIRECTOR,
        signatory=script.person(_DIRECTOR).code,
        term_from=date(2025, 6, 1),
        term_until=date(2027, 5, 31),
        copies=4,
        minutes_no="青槐办纪〔2025〕9号",
    )
    matter.do("closed", date(2025, 5, 8), "翟暖阳", after=contract, outcome="signed").end()
    approver = script.person("傅知微").code
    contract.do(
        "sealed", date(2025, 5, 9), "苗若溪", seal="contract", sealed_copies=4, seal_approver=approver
    )
    contract.do("filed", date(2025, 5, 15), "翟暖阳", filing_no="云司合备2025037")
    contract.do(
        "performed", date(2025, 9, 8), "翟暖阳", performance="performing", performance_note="一季度考核合格"
    )
    for on, nth in ((date(2025, 9, 12), "一"), (date(2025, 12, 11), "二")):
        contract.do(
            "paid",
            on,
            "姜望舒",
            payment_kind="progress",
            payment=160_000,
            payment_note=f"第{nth}季度考核合格",
        )
    contract.end()

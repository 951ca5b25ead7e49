"""Loud music at night: from a call to the 12345 line, by way of an inspection, to an agreement."""

from __future__ import annotations

from datetime import date

from fazhi.demo.stories.penalty_case import CLERK, DEPUTY, party
from fazhi.demo.stories.script import Script, Tale

_RIVER = "990101001007"
FIRM = "拟州青禾餐饮管理有限公司"
NOISE = "渡口滨河路烧烤店夜间音响扰民"
_OFFICERS = ("武青峰", "庞博远")
_HOTLINE, _PEACE, _SECRETARY, _MEDIATOR = "柳含章", "罗归鸿", "江渡", "贺顺"
_NEIGHBOURS = 8


def tell(script: Script) -> None:
    """Tell the order, and what came of it in ten days."""
    order = _called(script)
    dispute = _taken_up(script, order)
    _inspected(script, order)
    _mediated(script, dispute)
    dispute.do(
        "resolved",
        date(2025, 7, 18),
        _SECRETARY,
        way="mediation",
        helper_role="mediator",
        result_text="经营者与八户居民达成协议，22时后不使用音响，加装隔音设施，列入社区议事会持续监督。",
    )
    dispute.do(
        "followed_up",
        date(2025, 7, 28),
        _PEACE,
        visit_way="home",
        settled_still="yes",
        satisfaction="satisfied",
        visit_note="走访八户居民，均称夜间已安静",
    )
    dispute.do("closed", date(2025, 7, 30), _PEACE, closing_note="已调解成功并回访").end()
    order.do(
        "replied",
        date(2025, 7, 21),
        _HOTLINE,
        replied_at="2025-07-21T10:20",
        reply_way="phone",
        reply_text="您反映的音响扰民问题，执法队已责令改正并复查合格，经营者与居民约定22时后不再使用音响。",
    )
    order.do(
        "called_back",
        date(2025, 7, 22),
        _HOTLINE,
        left_out="no",
        called="yes",
        solved="yes",
        rating="satisfied",
    )
    order.do("closed", date(2025, 7, 22), _HOTLINE).end()


def _called(script: Script) -> Tale:
    on = date(2025, 7, 8)
    order = script.open(
        "hotline_order",
        "dispatched",
        on,
        _HOTLINE,
        place=_RIVER,
        order_no="NZ12345-20250708-90817",
        channel="phone",
        confidential="no",
        order_kind="complaint",
        topic="noise",
        subject=NOISE,
        text="来电人反映渡口滨河路31号烧烤店连续多日23时后仍用音响，八户居民无法休息，希望核实处理。",
        grid=_RIVER,
        urgency="normal",
        dispatched_on=on,
        contact_by="2025-07-08T18:00",
        due_on=date(2025, 7, 22),
        caller=script.names.person(),
        phone=script.names.mobile(),
    )
    order.do(
        "received",
        on,
        _HOTLINE,
        office="综合行政执法队",
        handler=script.person("秦牧川").code,
    )
    order.do(
        "contacted",
        on,
        "秦牧川",
        contacted_at=f"{on}T{order.moment[1] // 60:02}:{order.moment[1] % 60:02}",
        contact_way="phone",
        reached="yes",
    )
    return order.do(
        "handled",
        date(2025, 7, 9),
        "秦牧川",
        result="going_on",
        handling="当晚到场核实，情况属实；转执法队检查，转社区排查居民诉求。",
    )


def _taken_up(script: Script, order: Tale) -> Tale:
    on = date(2025, 7, 9)
    dispute = script.open(
        "dispute",
        "registered",
        on,
        _HOTLINE,
        place=_RIVER,
        origin=order,
        found_on=on,
        source="hotline",
        source_ref=str(order.told.lines[0].form["order_no"]),
        finder=script.person(_HOTLINE).code,
        finder_role="staff",
        finder_unit="平安法治办公室",
        scene="渡口滨河路31号",
        subject=NOISE,
        summary="青禾餐饮烧烤店夜间使用音响，楼上八户居民多次交涉未果，扬言聚集。",
        dispute_type="neighbour",
        people=_NEIGHBOURS + 1,
        risk="orange",
        escalated="threat",
    )
    dispute.do("graded", on, _PEACE, risk="orange", graded_why="涉及八户居民，持续多日，有聚集苗头")
    dispute.do(
        "assigned",
        on,
        _PEACE,
        owner_unit="渡口社区",
        owner=script.person(_SECRETARY).code,
        demand="22时后停止使用音响，改善隔音。",
        cause="夏季夜市兴旺，经营者与居民缺少约定。",
        way="mediation",
        due=date(2025, 7, 31),
    )
    return dispute.do(
        "referred",
        date(2025, 7, 11),
        _PEACE,
        referred_to="mediation",
        referred_body="街道人民调解委员会",
        referred_why="双方愿意坐下来谈",
        answer_by=date(2025, 7, 25),
    )


def _inspected(script: Script, order: Tale) -> None:
    firm = party(script, "enterprise", name=FIRM)
    pair = script.codes(*_OFFICERS)
    on = date(2025, 7, 9)
    lead = _OFFICERS[0]
    case = script.open(
        "inspection",
        "planned",
        on,
        lead,
        place=_RIVER,
        origin=order,
        source="hotline",
        source_ref=str(order.told.lines[0].form["order_no"]),
        received_on=on,
        item_name="商业经营活动噪声污染防治检查（清单第9项）",
        inspection_kind="case",
        mode="on_site",
        field="environment",
        industry="catering",
        object_kind="enterprise",
        object_name=FIRM,
        uscc=firm["uscc"],
        contact=firm["legal_rep"],
        address="渡口滨河路31号",
        count_this_year=0,
        ceiling=4,
        reason="12345工单反映，转执法队核实",
        content="经营中使用的音响器材是否采取有效措施防治噪声",
        officers=pair,
        urgent="no",
        planned_for=date(2025, 7, 10),
    )
    case.do("approved", on, DEPUTY, approval_note="同意检查，注意取证。")
    on = date(2025, 7, 10)
    case.do("notified", on, lead, told_way="code", rights_told="yes", complaint_line="0000-81230410")
    case.do(
        "inspected",
        on,
        lead,
        officers=pair,
        credentials_shown="yes",
        rights_told="yes",
        started="2025-07-10T09:10",
        finished="2025-07-10T09:50",
        record_place="渡口滨河路31号",
        recorded_online="yes",
        qr_code="QY20250710901",
        recorded_av="yes",
        checklist=[
            {"point": "音响器材采取有效降噪措施", "found": "not_met"},
            {"point": "油烟净化设施正常运行", "found": "met"},
        ],
        scene_text="负责人在场；店门外设音箱两只，未采取降噪措施，调取监控显示前一晚23时12分仍在使用。",
        problems=1,
        findings=[
            {
                "problem": "商业经营中使用音响器材，未采取有效措施防治噪声污染",
                "problem_basis": "《噪声污染防治法》第六十三条",
                "handling": "ordered",
            }
        ],
        signed="signed",
    )
    case.do(
        "result_told",
        on,
        lead,
        result="ordered",
        result_text="店外音箱夜间使用，未采取降噪措施，责令限期改正。",
        objection="对检查结果有异议的，可以向青槐街道办事处提出",
        publicity="yes",
        told_on_site="yes",
    )
    case.do(
        "ordered",
        on,
        lead,
        order_facts=f"{FIRM}在店外使用音响器材，夜间未采取有效措施防治噪声污染。",
        order_basis="《噪声污染防治法》第六十三条",
        order_text="立即拆除店外音箱，22时后不得使用音响，加装隔音门帘。",
        correct_by=date(2025, 7, 17),
    )
    case.do(
        "rechecked",
        date(2025, 7, 17),
        lead,
        officers=pair,
        recheck_result="all",
        fixed=1,
        recheck_text="店外音箱已拆除，加装隔音门帘，经营者签订承诺书。",
    )
    case.do("closed", date(2025, 7, 18), lead)
    case.do(
        "published", date(2025, 7, 24), CLERK, published_where="云汀区人民政府网站执法公示专栏", masked="yes"
    ).end()


def _mediated(script: Script, dispute: Tale) -> None:
    first, last = date(2025, 7, 11), date(2025, 7, 18)
    applicants = [party(script, "individual") | {"role": "applicant"} for _ in range(_NEIGHBOURS)]
    case = script.open(
        "mediation",
        "registered",
        first,
        _MEDIATOR,
        place=_RIVER,
        origin=dispute,
        committee=script.office.of["mediation_committee"][0],
        committee_kind="street",
        source="proactive",
        dispute_type="neighbour",
        parties=[*applicants, party(script, "enterprise", name=FIRM) | {"role": "respondent"}],
        people_involved=_NEIGHBOURS + 1,
        summary="烧烤店夜间使用音响招揽顾客，八户居民要求22时后停止使用并改善隔音。",
        scene="渡口滨河路31号",
        complexity="ordinary",
        refused_by_a_party="no",
    )
    case.do(
        "accepted",
        first,
        _MEDIATOR,
        mediators=script.codes(_MEDIATOR),
        mediator_role="full_time",
        mode="on_site",
        rights_told="yes",
        invited="社区民警、执法队员",
    )
    for on, talk, result in (
        (date(2025, 7, 14), "居民代表陈述影响，经营者称夏季生意全靠夜市，双方就结束时间有分歧。", "stuck"),
        (last, "执法队员通报复查情况，双方商定22时后不用音响、加装隔音设施、设联系人。", "near"),
    ):
        case.do(
            "mediated",
            on,
            _MEDIATOR,
            session_place="渡口社区议事亭",
            presents="八户居民、经营者、社区民警、执法队员",
            talk=talk,
            session_result=result,
        )
    case.do(
        "settled",
        last,
        _MEDIATOR,
        form="written",
        facts="双方对夜间使用音响的事实无争议。",
        terms="经营者22时后不使用音响，7月31日前加装隔音门窗；居民有事先电话联系，由社区楼栋长协调。",
        amount=0,
        performance="by_date",
        perform_by=date(2025, 7, 31),
        copies=10,
        prevented=["petition"],
        prevented_people=_NEIGHBOURS,
    )
    dispute.moment = max(dispute.moment, case.moment)
    case.do(
        "performed",
        date(2025, 7, 30),
        _MEDIATOR,
        performed_how="full",
        performed_note="现场查看，隔音门窗已安装",
    )
    case.do(
        "followed_up",
        date(2025, 8, 6),
        _MEDIATOR,
        visit_way="home",
        visit_performance="full",
        rated="yes",
        satisfaction="satisfied",
        visit_note="逐户走访，居民表示满意",
    )
    case.do("archived", date(2025, 8, 12), _MEDIATOR, volumes=1, retention="long").end()

"""Three penalty cases of the year that a visitor may follow: rubble, a hearing, a recusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from fazhi.demo.stories.penalty_case import (
    CLERK,
    DEPUTY,
    DIRECTOR,
    JUSTICE,
    LOOKED_AT,
    PenaltyCase,
)
from fazhi.demo.stories.script import Script


def rubble(script: Script, filed: date, place: str) -> None:
    """Twelve cubic metres of rubble: evidence preserved, one more inquiry asked, decided on day 71."""
    case = PenaltyCase(
        script=script,
        cause="construction_waste",
        place=place,
        officers=("廖铁生", "车向北"),
        amount=20_000,
        party_name="拟州朗和建设工程有限公司",
        where="渡口路三岔口旧码头货场",
        told_facts="当事人于2025年2月27日夜间在渡口路旧码头货场倾倒建筑垃圾约12立方米，未办理处置核准。",
        grave=True,
        grounds=("catalogue", "complex"),
    )
    case.clue(date(2025, 2, 28), source="patrol")
    case.file(filed)
    case.inquire(date(2025, 3, 4), "scene")
    case.order_correction(date(2025, 3, 4))
    case.case.do(
        "preserved",
        date(2025, 3, 5),
        DEPUTY,
        officers=case.pair,
        preservation_reason="倾倒车辆的运输单据和行车记录仪存储卡可能灭失",
        kept=[
            {"thing": "运输单据", "thing_number": "6张"},
            {"thing": "行车记录仪存储卡", "thing_number": "1张"},
        ],
        kept_where="综合行政执法队证据室",
    )
    case.case.do(
        "preservation_ruled",
        date(2025, 3, 12),
        DEPUTY,
        preservation_ruling="copied",
        ruling_note="已复制，原件发还",
    )
    case.inquire(date(2025, 3, 18), "interview")
    case.conclude(date(2025, 3, 26))
    # The first look brings no opinion: the office takes the matter back and inquires once more.
    sent = case.send_to_review(date(2025, 3, 27), subject="朗和建设倾倒建筑垃圾处罚决定")
    sent.do("accepted", date(2025, 3, 27), JUSTICE, reviewer=script.person("易修远").code)
    sent.do(
        "returned",
        date(2025, 3, 31),
        "易修远",
        return_kind="procedure",
        return_note="倾倒数量只有目测，请补充测量和司机询问后再送审。",
    )
    case.case.do(
        "supplemented",
        date(2025, 4, 1),
        "岳长风",
        supplement_text="补充现场测量笔录，询问运输车辆司机",
    )
    case.inquire(date(2025, 4, 3), "scene", "与当事人共同测量，堆体体积12.3立方米，三方签字确认。")
    case.inquire(date(2025, 4, 8), "interview", "司机陈述当晚受公司指派运送两车，均倾倒于货场。")
    case.conclude(date(2025, 4, 14))
    case.notify(date(2025, 4, 16), hearing=True)
    case.plead(
        date(2025, 4, 22),
        "当事人称已主动清运一部分，请求减少罚款。",
        reason="清运系责令改正后进行，不属主动消除。",
    )
    sent.do(
        "completed",
        date(2025, 4, 24),
        case.lead,
        after=case.case,
        materials=["draft", "case_file", "grounds"],
        completed_how="已补充测量笔录和司机询问笔录",
        wanted_by=date(2025, 4, 30),
    )
    code = script.person("易修远").code
    sent.do("accepted", date(2025, 4, 24), JUSTICE, reviewer=code)
    sent.do(
        "reviewed",
        date(2025, 4, 28),
        "易修远",
        reviewer=code,
        points_checked=list(LOOKED_AT),
        counsel="public_lawyer",
        findings="补充的测量、询问笔录与照片、单据相互印证，数量认定清楚。",
        points=[
            {
                "clause": "事实部分",
                "problem": "决定书未写明测量方法",
                "suggestion": "写明测量人、方法和结果",
                "weight": "must",
            }
        ],
        conclusion="amend",
    )
    sent.do("issued", date(2025, 4, 29), JUSTICE)
    sent.do("adopted", date(2025, 4, 30), case.lead, answers=[{"nth": 1, "adoption": "adopted"}])
    case.case.do(
        "reviewed",
        date(2025, 4, 30),
        "易修远",
        after=sent,
        review_case=sent.key,
        review_points=["facts", "evidence", "procedure", "basis", "discretion"],
        review_conclusion="amend",
        review_text="补充调查后事实清楚，同意按意见修改后作出决定。",
        first_reviewer="no",
        should_discuss="yes",
    )
    case.discuss(date(2025, 5, 9), "同意处罚款20000元。", second="姜望舒")
    case.decide(date(2025, 5, 13), DIRECTOR, answer="清运系责令改正后进行，不予采纳。")
    case.close_review(sent, date(2025, 5, 13))
    case.case.do(
        "served",
        date(2025, 5, 14),
        case.lead,
        service_way="left",
        servers=case.pair,
        left_proof="filmed",
        served_where="当事人住所",
    )
    case.publish(date(2025, 5, 19))
    case.pay(date(2025, 5, 26))
    case.close(date(2025, 5, 29), date(2025, 6, 5))
    case.case.end()


def hearing(script: Script, filed: date, place: str) -> None:
    """A billboard: 50,000 proposed, a hearing asked on the fourth day, 20,000 decided."""
    case = PenaltyCase(
        script=script,
        cause="outdoor_advertising",
        place=place,
        officers=("武青峰", "葛秋实"),
        amount=20_000,
        party_name="拟州青禾餐饮管理有限公司",
        where="望桥南街26号楼顶",
        told_facts="当事人未经批准，在望桥南街26号楼顶设置大型户外广告牌120平方米，存在安全隐患。",
        grave=True,
        grounds=("catalogue", "after_hearing"),
    )
    case.clue(date(2025, 5, 29), source="complaint")
    case.file(filed)
    case.inquire(date(2025, 6, 5), "scene")
    case.order_correction(date(2025, 6, 5))
    case.inquire(date(2025, 6, 12), "interview")
    case.conclude(date(2025, 6, 26), proposed=50_000)
    case.notify(date(2025, 7, 2), hearing=True, proposed=50_000)
    case.case.do(
        "hearing_asked",
        date(2025, 7, 8),
        CLERK,
        asked_way="written",
        hearing_claim="当事人认为广告牌已申报待批，且事后自行拆除，请求从轻并要求听证。",
    )
    chair = script.person("左明谦").code
    case.case.do(
        "hearing_called",
        date(2025, 7, 10),
        CLERK,
        hearing_at="2025-07-24T09:30",
        hearing_place="街道一楼听证室",
        chair=chair,
        recorder=script.person(CLERK).code,
        hearing_public="yes",
    )
    case.case.do(
        "heard",
        date(2025, 7, 24),
        "左明谦",
        chair=chair,
        hearing_outcome="held",
        agents=1,
        hearing_present="当事人法定代表人、委托代理人一名、承办人员两名",
        hearing_text="承办人员提出事实、证据和处罚建议，当事人出示申报材料和拆除照片，双方质证、辩论。",
        hearing_opinion="当事人在立案后自行拆除，消除了危害后果，建议从轻，罚款降至20000元。",
        hearing_signed="yes",
    )
    case.discretion, case.circumstances = "lighter", ("remedied",)
    # Who chaired the hearing does not review: another takes the file.
    matter = case.review(
        date(2025, 7, 29),
        date(2025, 7, 31),
        date(2025, 8, 4),
        reviewer="易修远",
        conclusion="amend",
        points=[
            {
                "clause": "裁量部分",
                "problem": "自行拆除的从轻情节未在决定书中评价",
                "suggestion": "写明从轻理由，与听证意见一致",
                "weight": "must",
            }
        ],
    )
    case.discuss(date(2025, 8, 12), "采纳听证意见，从轻处罚，罚款20000元。")
    case.decide(date(2025, 8, 15), DIRECTOR, answer="听证意见予以采纳，罚款由50000元降至20000元。")
    case.close_review(matter, date(2025, 8, 15))
    case.serve(date(2025, 8, 18))
    case.publish(date(2025, 8, 20))
    case.pay(date(2025, 8, 27))
    case.close(date(2025, 8, 29), date(2025, 9, 5))
    case.case.end()


def recusal(script: Script, filed: date, place: str) -> None:
    """An officer whose cousin owns the garage declares it; another takes over."""
    case = PenaltyCase(
        script=script,
        cause="fire_lane",
        place=place,
        officers=("武青峰", "管云帆"),
        amount=500,
        party_name="渡口汽修部",
        where="渡口滨河路5号",
        told_facts="渡口汽修部在渡口滨河路5号消防车通道上长期停放待修车辆，经两次劝导未清除。",
    )
    case.clue(date(2025, 9, 5), source="grid")
    case.file(filed)
    case.case.do(
        "recusal_asked",
        date(2025, 9, 9),
        "管云帆",
        recused=script.person("管云帆").code,
        recusal_by="self",
        recusal_ground="other",
        recusal_note="汽修部经营者系本人堂兄，可能影响公正执法",
    )
    case.officers = ("武青峰", "葛秋实")
    case.case.do(
        "recusal_ruled",
        date(2025, 9, 10),
        DEPUTY,
        recusal_ruling="granted",
        officers=case.pair,
        recusal_reason="情况属实，准予回避，由葛秋实接替",
    )
    case.inquire(date(2025, 9, 12), "scene")
    case.order_correction(date(2025, 9, 12))
    case.inquire(date(2025, 9, 17), "interview")
    case.conclude(date(2025, 9, 24))
    case.notify(date(2025, 9, 26))
    case.waive(date(2025, 9, 28))
    matter = case.review(date(2025, 10, 9), date(2025, 10, 11), date(2025, 10, 14), reviewer="左明谦")
    case.decide(date(2025, 10, 17), DEPUTY)
    case.close_review(matter, date(2025, 10, 17))
    case.serve(date(2025, 10, 20))
    case.publish(date(2025, 10, 22))
    case.pay(date(2025, 10, 24))
    case.close(date(2025, 10, 28), date(2025, 11, 4))
    case.case.end()


#: By the word that ``penalties.csv`` uses.
STORIES: Mapping[str, Callable[[Script, date, str], None]] = {
    "rubble": rubble,
    "hearing": hearing,
    "recusal": recusal,
}

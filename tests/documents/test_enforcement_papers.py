"""The papers of penalties, inspections and certificates, as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fazhi.documents import compose, render, template_names
from fazhi.documents.composing import limits_asked, thresholds_asked
from fazhi.documents.paper import Run, plain
from fazhi.law import limits
from fazhi.law.thresholds import threshold

ORGAN = "拟州市云汀区青槐街道办事处"
PARTY = {
    "party_kind": "企业",
    "name": Run("拟州朗和建设工程有限公司", sealed=True),
    "uscc": "91990101MA0000001Y",
    "legal_rep": Run("朗和", sealed=True),
    "address": Run("云汀区渡口路8号", sealed=True),
    "phone": Run("10012345678", sealed=True),
}
FACTS = Run(
    "当事人于2025年2月28日晚在渡口路东侧空地倾倒建筑垃圾约12立方米。有现场笔录、照片6张、询问笔录2份为证。",
    sealed=True,
)
PENALTY = {
    "case_number": "青槐综执案字〔2025〕第31号",
    "cause": "违规处置建筑垃圾",
    "source": "巡查发现",
    "found_on": date(2025, 3, 1),
    "act_on": date(2025, 2, 28),
    "scene": Run("渡口路东侧空地", sealed=True),
    "clue_text": FACTS,
    "party": [PARTY],
    "facts": FACTS,
    "norm_violated": "《中华人民共和国固体废物污染环境防治法》第六十三条第三款",
    "norm_penalty": "同法第一百一十一条第一款、第二款",
    "law": "固体废物污染环境防治法",
    "item": "对擅自倾倒建筑垃圾的处罚",
    "officers": "廖铁生、车向北",
    "servers": "廖铁生、车向北",
    "not_filed_reason": "没有违法事实",
    "inquiry_place": Run("云汀区渡口路8号", sealed=True),
    "inquiry_text": Run("问：2月28日晚谁让运到渡口路的？\n答：项目部安排的，没有办理处置核准。", sealed=True),
    "credentials_shown": "是",
    "rights_told": "是",
    "recorded_av": "是",
    "evidence": [
        {
            "evidence_kind": "勘验笔录、现场笔录",
            "evidence_name": "现场笔录",
            "copies": 1,
            "proves": "倾倒的地点和数量",
        }
    ],
    "kept": [{"thing": Run("自卸货车行车记录仪", sealed=True), "thing_number": "1台"}],
    "kept_where": Run("街道综合行政执法队", sealed=True),
    "preservation_ruling": "采取记录、复制等措施后发还",
    "order_facts": FACTS,
    "order_basis": "《中华人民共和国固体废物污染环境防治法》第六十三条",
    "order_text": Run("清运倾倒的建筑垃圾，恢复原状。", sealed=True),
    "correct_by": date(2025, 3, 12),
    "evidence_text": Run("现场笔录、照片、询问笔录相互印证。", sealed=True),
    "discretion": "一般处罚",
    "discretion_text": "倾倒不足20立方米，适用裁量基准第三档。",
    "proposed_result": "给予行政处罚",
    "proposed_kinds": "罚款",
    "proposed_fine": Decimal("20000.00"),
    "complex_or_grave": "否",
    "review_grounds": "列入本机关法制审核目录",
    "told_facts": FACTS,
    "plea_until": date(2025, 4, 25),
    "plea_text": Run("公司已清运完毕，请求从轻。", sealed=True),
    "plea_reason": Run("清运系责令改正后所为，已在裁量中考虑。", sealed=True),
    "plea_ruling": "不予采纳",
    "hearing_at": "2025年4月16日9时30分",
    "hearing_place": "街道三楼会议室",
    "chair": "左明谦",
    "recorder": "殷小寒",
    "hearing_public": "是",
    "hearing_outcome": "如期举行",
    "hearing_present": Run("当事人法定代表人朗和及其代理人一名；调查人员廖铁生、车向北", sealed=True),
    "hearing_text": Run("调查人员提出事实、证据和建议；当事人申辩和质证。", sealed=True),
    "hearing_opinion": Run("事实清楚，建议维持拟处罚内容。", sealed=True),
    "review_points": "主体资格、执法权限、事实、证据、程序、适用依据、裁量",
    "review_text": Run("事实清楚，证据充分，程序合法，裁量适当。", sealed=True),
    "review_conclusion": "同意",
    "discussion_place": "街道会议室",
    "presiding": "沈若谷",
    "reporter": "廖铁生",
    "members": "沈若谷、陆行之、梁以宁",
    "discussion_text": Run("承办人员汇报案情和法制审核意见。", sealed=True),
    "opinions": [{"member": "沈若谷", "vote": "同意", "said": Run("同意拟处罚意见。", sealed=True)}],
    "discussion_result": "给予行政处罚",
    "discussion_note": Run("同意罚款20000元。", sealed=True),
    "result": "给予行政处罚",
    "penalty_kinds": "罚款",
    "fine": Decimal("20000.00"),
    "amount": Decimal("20000.00"),
    "decided_facts": FACTS,
    "plea_answer": Run("你（单位）提出从轻处罚，经复核，清运系责令改正后所为，不予采纳。", sealed=True),
    "no_penalty_ground": "初次违法且危害后果轻微并及时改正",
    "education": "已当面告知建筑垃圾处置规定",
    "perform_way": "请缴至拟州银行，或者通过电子支付系统缴纳",
    "reconsideration_organ": "云汀区人民政府",
    "court": "云汀区人民法院",
    "publication": "公开",
    "publication_reason": "具有一定社会影响",
    "credit_grade": "一般",
    "handed_over": "当场签收",
    "service_way": "直接送达",
    "served_where": Run("云汀区渡口路8号", sealed=True),
    "received_by": Run("朗和", sealed=True),
    "hardship": Run("工程款未结清。", sealed=True),
    "deferral": "分期缴纳",
    "deferred_until": date(2025, 7, 31),
    "urged_until": date(2025, 6, 20),
    "urged_text": "缴纳罚款",
    "surcharge": Decimal("3000.00"),
    "surcharge_since": date(2025, 5, 31),
    "suspected_crime": "污染环境罪",
    "crime_facts": FACTS,
    "police": "拟州市公安局云汀分局",
    "transfer_list": "案卷一册，共46页",
    "referred_to": "云汀区城市管理局",
    "referral_reason": Run("该事项已由你单位收回。", sealed=True),
    "withdraw_reason": Run("当事人已经注销，没有权利义务承受人。", sealed=True),
    "close_kind": "处罚执行完毕",
    "closing_text": Run("罚款已缴清，建筑垃圾已清运。", sealed=True),
    "fully_recorded": "是",
    "receipt_no": "9900002025",
    "things": [{"thing": "行车记录仪", "disposal": "发还"}],
    "days": {
        "filed": date(2025, 3, 3),
        "preserved": date(2025, 3, 4),
        "notified": date(2025, 4, 18),
        "decided": date(2025, 5, 13),
        "served": date(2025, 5, 15),
        "paid": date(2025, 5, 27),
        "published": date(2025, 5, 20),
    },
    "numbers": {
        "filing_approval": "青槐综执立字〔2025〕第9号",
        "preservation_notice": "青槐综执先登字〔2025〕第2号",
        "prior_notice": "青槐综执罚告字〔2025〕第8号",
        "decision": "青槐综执罚决字〔2025〕第7号",
    },
}
ON_SPOT = {
    "party": [
        {
            "party_kind": "自然人",
            "name": Run("张三丰", sealed=True),
            "id_no": Run("99010119900307231X", sealed=True),
            "address": Run("云汀区桐花里12号", sealed=True),
            "phone": Run("10087654321", sealed=True),
        }
    ],
    "facts": Run("在望桥路口人行道摆摊，占用面积约2平方米。", sealed=True),
    "act_on": date(2025, 3, 3),
    "scene": Run("望桥路口", sealed=True),
    "norm_violated": "《城市市容和环境卫生管理条例》第十四条",
    "norm_penalty": "《城市市容和环境卫生管理条例》第三十六条",
    "fine": Decimal("50.00"),
}
SPARED = {"discretion_text": "", "decided_facts": ON_SPOT["facts"], "penalty_kinds": "", "fine": None}
INSPECTION = {
    "case_number": "青槐综执检字〔2025〕第88号",
    "object_name": "拟州青禾餐饮管理有限公司",
    "object_kind": "企业",
    "uscc": "91990101MA0000001Y",
    "industry": "餐饮",
    "address": Run("渡口路20号", sealed=True),
    "contact": Run("李四", sealed=True),
    "phone": Run("10012345678", sealed=True),
    "item": "餐饮服务业油烟污染防治检查",
    "inspection_kind": "个案检查",
    "mode": "现场检查",
    "source": "12345转办",
    "source_ref": "20250701-0032",
    "count_this_year": 1,
    "ceiling": 4,
    "reason": "市民反映油烟和夜间噪声扰民",
    "content": "油烟净化设施安装、运行和清洗记录",
    "officers": "廖铁生、车向北",
    "urgent": "否",
    "planned_for": date(2025, 7, 9),
    "approval_note": "同意检查。",
    "complaint_line": "0000-81234567",
    "record_place": Run("渡口路20号后厨", sealed=True),
    "started": "2025年7月9日9时00分",
    "finished": "2025年7月9日10时30分",
    "qr_code": "QR-20250709-1",
    "credentials_shown": "是",
    "rights_told": "是",
    "recorded_av": "是",
    "scene_text": Run("后厨油烟净化器未正常运行；未见清洗记录。", sealed=True),
    "checklist": [{"point": "油烟净化设施正常运行", "found": "不符合"}],
    "problems": 1,
    "findings": [
        {
            "problem": Run("净化器未正常运行", sealed=True),
            "problem_basis": "第八十一条",
            "handling": "责令限期改正",
        }
    ],
    "object_comment": Run("情况属实，立即整改。", sealed=True),
    "signed": "已签字确认",
    "result": "责令限期改正",
    "result_text": Run("后厨油烟净化器未正常运行。", sealed=True),
    "objection": "可以自收到本告知书之日起向本机关提出书面异议。",
    "order_facts": Run("后厨油烟净化器未正常运行，未见清洗记录。", sealed=True),
    "order_basis": "《中华人民共和国大气污染防治法》第八十一条第一款",
    "order_text": Run("七日内恢复油烟净化器正常运行，建立清洗记录。", sealed=True),
    "correct_by": date(2025, 7, 16),
    "correction_text": Run("已更换滤芯并建立台账。", sealed=True),
    "fixed": 1,
    "recheck_result": "全部改正",
    "recheck_text": Run("净化器运行正常，清洗记录齐全。", sealed=True),
    "transferred_to": "云汀区市场监督管理局",
    "closing_note": "食品经营许可事项",
    "days": {"planned": date(2025, 7, 7), "inspected": date(2025, 7, 9)},
    "numbers": {"correction_order": "青槐综执责改字〔2025〕第41号"},
}
OFFICER = {
    "person": "廖铁生",
    "sex": Run("男", sealed=True),
    "id_no": Run("99010119900307231X", sealed=True),
    "education": Run("大学本科、法学", sealed=True),
    "post": "副队长（一分队）",
    "employment": "行政编制",
    "field": "市容环境卫生",
    "area": "青槐街道",
    "certificate_no": "拟9901010031",
    "issuer": "拟州市人民政府",
    "issued": date(2021, 5, 10),
    "valid_until": date(2026, 5, 9),
    "certificate_state": "有效",
    "training_hours": 60,
    "check_result": "合格",
}
CONTEXTS = {"penalty": PENALTY, "inspection": INSPECTION, "enforcement_officer": OFFICER}
OF_THEIR_OWN = {"penalty/on_spot_decision": ON_SPOT, "penalty/no_penalty_decision": SPARED}
NAMES = [name for name in template_names() if name.split("/")[0] in CONTEXTS]


def paper(name, **changes):
    context = {
        "organ": ORGAN,
        "day": date(2025, 5, 13),
        "document_number": "青槐综执字〔2025〕第7号",
        **CONTEXTS[name.split("/")[0]],
        **OF_THEIR_OWN.get(name, {}),
        "limits": {row.code: row.term.text for row in limits.all() if row.code in limits_asked(name)},
        "thresholds": {code: threshold(code).text for code in thresholds_asked(name)},
    }
    return compose(name, context | changes)


def read(name, **changes):
    return render(paper(name, **changes), "md").decode()


@pytest.mark.parametrize("name", NAMES)
def test_an_enforcement_paper_reads_as_accepted(name, accepted):
    accepted(f"documents/{name}.md", read(name))


def test_a_decision_says_the_six_things_of_article_59():
    text = read("penalty/decision")

    for said in (
        "拟州朗和建设工程有限公司",  # who and where
        "云汀区渡口路8号",
        "渡口路东侧空地倾倒建筑垃圾",  # facts and evidence
        "照片6张",
        "罚款20,000.00元（人民币贰万元整）",  # kind and basis
        "第一百一十一条",
        "15日内缴纳",  # how and until when
        "60日内向云汀区人民政府申请行政复议",  # remedies
        "6个月内直接向云汀区人民法院提起行政诉讼",
        ORGAN,  # the organ and the day
        "2025年5月13日",
        "（印章）",
    ):
        assert said in text


def test_a_decision_on_the_spot_sends_to_reconsideration_first():
    text = read("penalty/on_spot_decision")

    assert "60日内先向云汀区人民政府申请行政复议" in text
    assert "直接向" not in text


def test_an_unheard_party_is_said_not_to_have_pleaded():
    assert "未提出陈述、申辩意见" in read("penalty/decision", plea_answer="")


@pytest.mark.parametrize("name", ["penalty/hearing_right_notice", "penalty/prior_notice"])
def test_only_the_notice_of_a_hearing_speaks_of_one(name):
    assert ("5个工作日内向本机关提出" in read(name)) is (name == "penalty/hearing_right_notice")


def test_persons_are_masked_in_a_copy_for_publication():
    masked = paper("penalty/on_spot_decision").masked()
    text = render(masked, "md").decode()

    assert "张三丰" not in text
    assert "99010119900307231X" not in text
    assert "罚款" in plain(masked.body[0].rows[7][0].runs + masked.body[0].rows[7][1].runs)

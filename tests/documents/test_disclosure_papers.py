"""The papers of petitions, hotline orders and disclosure, as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fazhi.documents import compose, render, template_names
from fazhi.documents.composing import limits_asked
from fazhi.documents.paper import Run
from fazhi.law import limits

EVERYWHERE = {"organ": "拟州市云汀区青槐街道办事处", "day": date(2025, 3, 28), "post": "傅知微"}
ROUTES = {"reconsideration_organ": "云汀区人民政府", "court": "云汀区人民法院"}
APPLICANT = {
    "name": Run("张三丰", sealed=True),
    "id_no": Run("99010119900307231X", sealed=True),
    "phone": Run("10012345678", sealed=True),
    "address": Run("云汀区桐花里12号2栋301室", sealed=True),
}
REQUEST = {
    **ROUTES,
    "case_number": "青槐街依申请〔2025〕3号",
    "document_number": "青槐街信公开〔2025〕5号",
    "applicant": [APPLICANT],
    "applicant_kind": "自然人",
    "subject": "新纺一村改造补偿方案",
    "wanted": Run("2024年新纺一村改造补偿方案全文", sealed=True),
    "carrier": "纸质",
    "delivery": "邮寄",
    "channel": "网络",
    "received_on": date(2025, 3, 3),
    "office": "城管建设办",
    "to_correct": "请写明所需文件的名称或者文号。",
    "correct_by": date(2025, 3, 20),
    "bodies": [{"body": Run("云锦苑物业服务有限公司", sealed=True), "body_kind": "第三方"}],
    "consulted_about": Run("补偿明细表。", sealed=True),
    "extension_reason": "资料较多、需要区分处理",
    "extended_to": date(2025, 4, 28),
    "excess": Run("一个月内申请四十件", sealed=True),
    "explain_by": date(2025, 3, 15),
    "deferred_to": date(2025, 6, 30),
    "fee": Decimal("300.00"),
    "fee_basis": "信息处理费管理办法",
    "pay_by": date(2025, 4, 8),
    "searched_where": "档案室、城管建设办",
    "search_log": "以“新纺一村”“补偿”检索，得两份。",
    "draft": Run("拟予以公开。", sealed=True),
    "severable": "是",
    "third_party_view": "不同意公开且有合理理由",
    "personal_data": "已作隐去处理",
    "reviewed_as": "区分处理后公开",
    "result": "不予公开/保护第三方合法权益",
    "access": "提供该政府信息",
    "withheld": "属于过程性信息",
    "facts": Run("所涉补偿明细为第三方商业秘密。", sealed=True),
    "legal_ground": "《中华人民共和国政府信息公开条例》第十五条、第三十二条、第三十六条第（三）项",
    "remedy": "先申请行政复议",
    "earlier_no": "青槐街信公开〔2024〕9号",
    "other_organ": "云汀区住房和城乡建设局，0000-81234567",
    "ending": "申请人无正当理由逾期不补正",
    "ending_reason": Run("补正期限内未补正。", sealed=True),
    "service_way": "邮寄送达",
    "served_on": date(2025, 3, 30),
    "days": {"answered": date(2025, 3, 28)},
    "numbers": {"refusal_reply": "青槐街信公开〔2025〕5号"},
}
#: Where the remedy is the applicant's choice.
CHOICE = {"remedy": "申请行政复议或者提起诉讼", "facts": Run("经审查属实。", sealed=True)}
#: What each of them is answered with, and on what provision.
KINDS = {
    "disclosed_reply": ("予以公开", "第三十六条第（二）项"),
    "nonexistent_reply": ("无法提供/本机关不掌握相关政府信息", "第三十六条第（四）项"),
    "other_organ_reply": ("无法提供/本机关不掌握相关政府信息", "第三十六条第（五）项"),
    "unable_reply": ("无法提供/没有现成信息需要另行制作", "第三十八条"),
    "not_request_notice": ("不予处理/信访举报投诉类申请", "第三十九条第一款"),
    "repeat_notice": ("不予处理/重复申请", "第三十六条第（六）项"),
    "not_processed_notice": ("不予处理/要求提供公开出版物", "第三十九条第二款"),
}
ITEM = {
    "case_number": "青槐街公开〔2025〕41号",
    "subject": "《电动自行车停放充电管理通告》解读",
    "office": "平安法治办",
    "document_no": "青槐街办〔2025〕12号",
    "summary": "停放和充电的要求。",
    "column": "政策解读",
    "form": "图解",
    "carrier": "政府网站",
    "formed_on": date(2025, 3, 3),
    "ground": "规章和规范性文件",
    "first_check": "通过",
    "second_check": "通过",
    "final_check": "通过",
    "secrecy": "可以公开",
    "personal_data": "不涉及",
    "interpretation_of": "《青槐街道电动自行车停放充电管理通告》",
    "interpretation_text": "一、为什么要制定？二、哪里可以充电？",
    "withdrawal_reason": "文件失效",
    "withdrawn_on": date(2025, 3, 28),
    "days": {"published": date(2025, 3, 11), "checked": date(2025, 3, 6), "rechecked": date(2025, 3, 7)},
}
PETITION = {
    "case_number": "青槐街信〔2025〕6号",
    "document_number": "青槐街信处〔2025〕4号",
    "no": "99010100120250006",
    "petitioners": [APPLICANT],
    "persons": 8,
    "representatives": 3,
    "received_on": date(2025, 3, 3),
    "first_or_repeat": "初次事项",
    "channel": "来访",
    "category": "申诉求决",
    "field_of_matter": "城乡建设",
    "subject": "路灯长期不亮",
    "request": Run("修复路灯。", sealed=True),
    "facts": Run("三个月未亮。", sealed=True),
    "reported_to": "中共青槐街道工作委员会",
    "measures": Run("已派员现场处置。", sealed=True),
    "legal_path": "调查核实，出具信访处理意见书",
    "told_text": "六十日内答复",
    "told_body": "云汀区城市管理局",
    "refused_for": "对复核意见不服，以同一事实和理由提出",
    "earlier_no": "市信复〔2024〕3号",
    "handled_by": "拟州市人民政府",
    "refusal_reason": Run("该事项已经复核。", sealed=True),
    "referred_to": "云汀区城市管理局",
    "answer_by": date(2025, 4, 10),
    "transfer_no": "云信转〔2025〕18号",
    "objection_reason": "路灯由区城市管理局维护。",
    "proper_body": "云汀区城市管理局",
    "hearing_place": "街道三楼会议室",
    "hearing_host": "秦牧川",
    "hearing_attended": 9,
    "hearing_record": Run("各方陈述。", sealed=True),
    "extension_reason": "需要专业检测",
    "extended_to": date(2025, 6, 9),
    "claim": Run("请求修复路灯，三个月未亮。", sealed=True),
    "findings": Run("线路老化，情况属实。", sealed=True),
    "opinion": "予以支持",
    "answer_text": Run("更换线路。", sealed=True),
    "execution": "由城管建设办一个月内修复",
    "legal_ground": "《城市照明管理规定》",
    "review_organ": "云汀区人民政府",
    "review_body": "云汀区人民政府",
    "review_asked_on": date(2025, 6, 9),
    "defence": Run("处理意见事实清楚、依据正确。", sealed=True),
    "agreement": Run("分两期修复。", sealed=True),
    "service_way": "直接送达",
    "served_on": date(2025, 5, 10),
    "settled_how": "诉求解决",
    "outcome": Run("路灯已修复。", sealed=True),
    "rating": "满意",
    "office": "城管建设办",
    "days": {"registered": date(2025, 3, 3), "accepted": date(2025, 3, 10), "answered": date(2025, 5, 8)},
    "numbers": {"opinion": "青槐街信处〔2025〕4号"},
}
ORDER = {
    "order_no": "2025030200017",
    "channel": "12345电话",
    "urgency": "一般",
    "caller": Run("张三丰", sealed=True),
    "phone": Run("10012345678", sealed=True),
    "confidential": "是",
    "order_kind": "投诉",
    "topic": "噪声",
    "subject": "烧烤店音响扰民",
    "text": Run("夜间音响扰民。", sealed=True),
    "address": Run("青槐路12号", sealed=True),
    "dispatched_on": date(2025, 3, 2),
    "contact_by": "2025年3月3日10时",
    "due_on": date(2025, 3, 9),
    "office": "城管建设办",
    "handler": "阮望岳",
    "return_for": "职责不符",
    "return_ground": "不在街道履职事项清单内。",
    "proper_body": "云汀区生态环境分局",
    "extension_reason": "需要检测",
    "agreed": "是",
    "caller_told": "是",
    "contacted_at": "2025年3月3日9时30分",
    "contact_way": "电话",
    "handling": Run("现场核查属实，已责令调低音量。", sealed=True),
    "result": "已解决",
    "reply_text": Run("已处理。", sealed=True),
    "replied_at": "2025年3月6日10时",
    "reply_way": "电话",
    "excluded_for": "对政策本身不满意",
    "exclusion_reason": "诉求人对限时政策不满意。",
    "days": {"replied": date(2025, 3, 6)},
}
TOLD = {
    "disclosure_request": REQUEST,
    "disclosure_item": ITEM,
    "petition": PETITION,
    "hotline_order": ORDER,
}
FIRST = ("refusal_reply", "partly_reply")


def told(name):
    words = {row.code: row.term.text for row in limits.all() if row.code in set(limits_asked(name))}
    procedure, document = name.split("/")
    free = procedure == "disclosure_request" and document not in FIRST
    context = {**EVERYWHERE, **TOLD[procedure], **(CHOICE if free else {}), "limits": words}
    if document in KINDS:
        result, place = KINDS[document]
        context |= {"result": result, "legal_ground": f"《中华人民共和国政府信息公开条例》{place}"}
    return render(compose(name, context), "md").decode()


@pytest.mark.parametrize("name", [name for name in template_names() if name.split("/")[0] in TOLD])
def test_a_paper_reads_as_accepted(name, accepted):
    accepted(f"documents/{name}.md", told(name))


@pytest.mark.parametrize("document", FIRST)
def test_a_refusal_sends_to_reconsideration_before_the_court(document):
    paper = told(f"disclosure_request/{document}")

    assert (
        "六十日内先向云汀区人民政府申请行政复议" in paper or "60日内先向云汀区人民政府申请行政复议" in paper
    )
    assert "直接向" not in paper


def test_every_other_reply_leaves_the_choice():
    others = ["disclosed", "nonexistent", "other_organ", "unable"]

    for paper in (told(f"disclosure_request/{one}_reply") for one in others):
        assert "也可以" in paper
        assert "直接向云汀区人民法院提起行政诉讼" in paper


def test_an_opinion_on_a_petition_tells_the_review_and_no_suit():
    paper = told("petition/opinion")

    assert "请求云汀区人民政府复查" in paper
    assert "行政复议" not in paper
    assert "诉讼" not in paper

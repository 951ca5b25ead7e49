"""The papers of reviews, contracts and decisions, as people read them: one contract and one decision."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fazhi.documents import compose, render, template_names
from fazhi.documents.composing import limits_asked
from fazhi.documents.paper import Run
from fazhi.law import limits

ORGAN = "拟州市云汀区青槐街道办事处"
EVERYWHERE = {
    "organ": ORGAN,
    "day": date(2025, 6, 16),
    "post": "楚怀瑾",
}
#: The day of a paper that is not of the day of the others.
DAYS = {
    "comment_notice": date(2025, 3, 31),
    "hearing_notice": date(2025, 4, 28),
    "decision_catalogue": date(2025, 3, 24),
    "decision_notice": date(2025, 6, 20),
}
CONTRACT = {
    "case_number": "青槐合〔2025〕7号",
    "subject": "新纺片区物业服务合同",
    "contract_kind": "政府购买服务",
    "office": "城管建设办",
    "handler": "桑子墨",
    "our_party": "本机关",
    "counterparties": [
        {"name": Run("云锦苑物业服务有限公司", sealed=True), "uscc": "91990101MA0000001Y"},
    ],
    "what": Run("道路保洁、绿化养护和设施巡查。", sealed=True),
    "amount": Decimal("1280000.00"),
    "funds": "财政资金",
    "procurement": "公开招标",
    "payments": [
        {"pay_when": "签订后十日内", "pay_by": date(2025, 4, 1), "instalment": Decimal("384000.00")}
    ],
    "contract_papers": "合同文本；情况说明；公平竞争审查结论",
    "wanted_by": date(2025, 3, 11),
    "opinion_no": "青槐法审〔2025〕9号",
    "revised": "是",
    "minutes_no": "青槐街办纪〔2025〕6号",
    "signatory": "沈若谷",
    "term_from": date(2025, 4, 1),
    "term_until": date(2026, 3, 31),
    "seal": "合同专用章",
    "sealed_copies": 4,
    "seal_approver": "沈若谷",
    "acceptors": "阮望岳、桑子墨",
    "acceptance_text": Run("按约履行，验收资料齐全。", sealed=True),
    "dispute_over": "价款支付",
    "dispute_text": Run("对考核扣款有异议。", sealed=True),
    "settled_by": "协商",
    "settled_text": Run("双方签订补充协议。", sealed=True),
    "days": {"signed": date(2025, 3, 20), "disputed": date(2025, 9, 8)},
}
REVIEW = {
    "case_number": "青槐送审〔2025〕12号",
    "document_number": "青槐法审〔2025〕9号",
    "subject": "新纺片区物业服务合同",
    "review_kind": "行政机关合同（协议）",
    "contract_kind": "政府购买服务",
    "submitting_office": "城管建设办",
    "submitter": "桑子墨",
    "amount": Decimal("1280000.00"),
    "materials": "送审稿；起草（情况）说明；对方主体资格及授权材料",
    "before_decision": "是",
    "urgent": "否",
    "wanted_by": date(2025, 3, 11),
    "return_kind": "程序缺项",
    "return_note": Run("未附公平竞争审查结论。", sealed=True),
    "findings": Run("审查了合同文本及附件。", sealed=True),
    "points_checked": "主体资格；权限；争议解决和管辖",
    "counsel": "法律顾问提出",
    "points": [
        {
            "clause": "第九条",
            "problem": Run("约定由外地法院管辖", sealed=True),
            "grounds": "《民事诉讼法》第三十五条",
            "suggestion": Run("改为工程所在地人民法院管辖", sealed=True),
            "weight": "应当修改",
        }
    ],
    "conclusion": "修改后通过",
    "reviewer": "易修远",
    "answers": [{"nth": 1, "adoption": "采纳"}],
    "opinions": 1,
    "adopted": 1,
    "partly": 0,
    "rejected": 0,
    "risks": 1,
    "adoption_note": Run("已修改第九条。", sealed=True),
    "days": {"submitted": date(2025, 3, 4)},
    "numbers": {"opinion": "青槐法审〔2025〕9号"},
}
DECISION = {
    "case_number": "青槐决策〔2025〕1号",
    "subject": "新纺片区老旧小区改造实施方案",
    "category": "重大公共建设项目",
    "year": 2025,
    "seq": 1,
    "in_catalogue": "年度目录",
    "applies_by": "《云汀区重大行政决策程序规定》第三条",
    "lead_office": "城管建设办",
    "law_and_policy": "《城乡规划法》",
    "planned_by": date(2025, 6, 30),
    "participation": "应当履行",
    "argument": "应当履行",
    "assessment": "应当履行",
    "draft_text": "改造新纺一村至四村。",
    "explanation": "必要且可行。",
    "plans": 2,
    "offices_agree": "是",
    "comment_until": date(2025, 5, 1),
    "channels": "政府网站；公示栏",
    "how_to_comment": "信函、电子邮件或者现场提出。",
    "ways": "向社会公开征求意见；座谈会",
    "comments": 46,
    "comments_adopted": 29,
    "comments_summary": Run("主要集中于停车和加装电梯。", sealed=True),
    "hearing_on": date(2025, 5, 20),
    "hearing_place": "街道三楼会议室",
    "hearing_seats": 15,
    "selection": "公开报名，按居民、商户、专家分类抽取。",
    "participants_published": "是",
    "papers_served_on": date(2025, 5, 9),
    "hearing_host": "左明谦",
    "hearing_attended": 13,
    "hearing_record": Run("参加人就停车位分期建设陈述意见。", sealed=True),
    "hearing_signed": "是",
    "argued_way": "论证会",
    "argument_signed": "是",
    "experts": [
        {"expert_name": Run("方工", sealed=True), "expertise": "结构", "interest": "否", "stance": "同意"}
    ],
    "argument_text": "方案可行。",
    "argument_answer": "已吸收消防通道意见。",
    "assessor": "某评估公司",
    "assessor_kind": "委托第三方",
    "risk_level": "中风险",
    "controllable": "是",
    "risk_points": "施工扰民。",
    "risk_measures": "错时施工。",
    "opinion_no": "青槐法审〔2025〕31号",
    "meeting_kind": "常务（行政办公）会议",
    "minutes_no": "青槐街办纪〔2025〕14号",
    "members": 9,
    "present": 8,
    "principal": "沈若谷",
    "speeches": [
        {"speaker": "阮望岳", "stance": "同意"},
        {"speaker": "姜望舒", "stance": "提出修改意见", "said": Run("停车位分期建设。", sealed=True)},
        {"speaker": "钟鸣野", "stance": "不同意", "said": Run("资金尚未落实，建议推迟。", sealed=True)},
        {"speaker": "沈若谷", "stance": "同意"},
    ],
    "decision_no": "青槐街办〔2025〕12号",
    "decision_text": "同意实施。",
    "exec_office": "城管建设办",
    "exec_state": "按计划推进",
    "progress": "40%",
    "exec_text": "一期已开工。",
    "evaluation_ground": "决策机关认为有必要",
    "evaluator": "某研究院",
    "evaluated_before": "否",
    "evaluation_result": "达到预期",
    "advice": "继续执行",
    "evaluation_text": "居民满意度提高。",
    "days": {"announced": date(2025, 3, 31), "decided": date(2025, 6, 17)},
}
TOLD = {"contract": CONTRACT, "legality_review": REVIEW, "major_decision": DECISION}


@pytest.mark.parametrize("name", [name for name in template_names() if name.split("/")[0] in TOLD])
def test_a_paper_reads_as_accepted(name, accepted):
    words = {row.code: row.term.text for row in limits.all() if row.code in set(limits_asked(name))}
    procedure, document = name.split("/")
    own = {"day": DAYS[document]} if document in DAYS else {}
    context = {**EVERYWHERE, **TOLD[procedure], **own, "limits": words}

    accepted(f"documents/{name}.md", render(compose(name, context), "md").decode())

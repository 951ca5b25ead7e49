"""What the advisers of the street were asked, and what they answered: opinions, advice, meetings, drafts."""

from __future__ import annotations

from datetime import date
from typing import Any

from fazhi.demo.duties.dealing import Dealer
from fazhi.demo.duties.registers import FIRM, LEAD

_JUSTICE = "楚怀瑾"
_OWN = "易修远"
#: Of what kind the written opinions are, in turn.
_WRITTEN = ("contract", "contract", "contract", "document", "decision", "enforcement", "dispute")
_SUBJECTS = {
    "contract": ("{topic}服务合同条款审查", "{topic}项目合同履约争议", "{topic}租赁合同审查"),
    "document": ("{topic}管理办法", "{topic}工作方案"),
    "decision": ("{topic}实施方案合法性论证",),
    "enforcement": ("{topic}案件法律适用",),
    "dispute": ("{topic}引发的纠纷处理",),
    "consultation": ("{topic}法律问题咨询",),
    "revision": ("{topic}文书修改",),
    "meeting": ("列席{topic}专题会议",),
    "litigation": ("{topic}应诉答辩",),
}
_TOPICS = (
    *("老旧小区改造", "物业管理", "环卫保洁", "停车设施", "集体资产出租", "违法建设处置", "建筑垃圾清运"),
    *("社区养老服务", "农贸市场整治", "劳动用工", "信息公开答复", "信访事项答复", "户外广告", "政府采购"),
)
_OFFICES = (
    ("城市管理建设办公室", "阮望岳"),
    ("综合行政执法队", "岳长风"),
    ("经济发展办公室", "储时雨"),
    ("便民服务中心", "翟暖阳"),
    ("党政综合办公室", "傅知微"),
    ("平安法治办公室", "秦牧川"),
)
_QUESTIONS = (
    "请就{subject}的法律依据、程序和风险提出意见。",
    "{subject}中我方有哪些法律风险，如何防范？",
    "请审阅{subject}，指出需要修改之处。",
    "{subject}是否需要上会、审查和公开，程序上有何要求？",
)
_REVIEWED = ("contract", "document", "decision")
_MATERIALS = (
    "情况说明1份、有关材料复印件1套",
    "合同文本1份",
    "案卷复印件1册",
    "会议材料和草案各1份",
    "往来函件复印件3页",
)
_ANSWERS = {
    "contract": (
        "主体和标的明确，违约责任偏轻，建议补充考核扣款和单方解除条款。",
        "付款条件与验收没有衔接，建议验收合格后支付，并预留质量保证金。",
        "对方履约能力证明不足，建议要求提供业绩和社保缴纳证明。",
        "争议解决约定仲裁与诉讼并列，约定无效，建议改为履行地法院管辖。",
    ),
    "document": (
        "内容有上位法依据，第四条表述宜与法规一致，附则补充施行日期。",
        "涉及单位和个人义务，建议按规范性文件程序办理。",
    ),
    "decision": (
        "属于应当公开征求意见的事项，建议补充风险评估和听证安排。",
        "程序完备，实施主体和经费来源明确，可以提交讨论。",
    ),
    "enforcement": (
        "事实和证据能够印证，裁量适当，注意告知期限的计算。",
        "询问笔录对主观过错记载不足，建议补充后再告知。",
    ),
    "dispute": (
        "双方责任可参照民法典侵权责任编划分，建议先调解。",
        "证据偏弱，建议固定现场情况和往来记录后协商。",
    ),
    "consultation": (
        "依现行规定属于街道职责，办理时注意留痕和期限。",
        "可以协议方式解决，协议中写明期限和违约责任。",
        "不属于街道职权，建议书面告知有权机关。",
    ),
    "revision": ("已逐条修改，重点调整权利义务和送达条款。", "已修改文书引用条款和救济告知。"),
    "meeting": ("列席会议，就程序和公开要求发表意见。", "列席会议，提示合同先审查后签订。"),
    "litigation": ("已拟答辩状，证据目录按事实、程序、依据排列。",),
}
_GROUNDS = {
    "contract": ("《民法典》合同编", "《民法典》《政府采购法》", "《民法典》《招标投标法》"),
    "document": ("国办发〔2018〕37号文件", "《立法法》和规范性文件管理规定"),
    "decision": ("《重大行政决策程序暂行条例》",),
    "enforcement": ("《行政处罚法》", "《行政强制法》"),
    "dispute": ("《民法典》侵权责任编", "《人民调解法》"),
}
_ANALYSES = {
    "contract": (
        "一、对方主体适格，授权完整。二、价款和付款节点合理。三、违约责任不对等，须调整。",
        "一、采购程序合规。二、验收标准不明确，容易产生争议。三、管辖约定对我方不利。",
        "一、标的和期限明确。二、缺少保密和个人信息保护条款。三、解除条件宜细化。",
    ),
    "document": ("一、制定权限合法。二、未增设许可、处罚、收费。三、个别表述须与上位法统一。",),
    "decision": ("一、属于街道职权范围。二、公众参与、专家论证程序应当留存记录。三、风险总体可控。",),
    "enforcement": ("一、执法主体和人员资格合法。二、事实有证据支持。三、程序中的告知、送达应当补强。",),
    "dispute": ("一、法律关系清楚。二、双方均有过错。三、协商解决成本最低。",),
}
_CONCLUSIONS = (
    "总体可行，按意见完善后办理。",
    "不存在重大法律障碍，修改后可以实施。",
    "建议补充材料后再行办理。",
    "可以办理，注意保存过程材料。",
)
#: Besides opinions and consultations.
_BESIDES = {"revision": 26, "meeting": 14, "dispute": 18}
_RESULTS = {"consultation": "oral", "revision": "revised", "meeting": "meeting"}


def tell(dealer: Dealer) -> None:
    """Tell every task of the year: first those that ask for a written opinion."""
    for nth, on in enumerate(dealer.days(dealer.months("adviser.opinions"))):
        _task(dealer, nth, on, _WRITTEN[nth % len(_WRITTEN)], written=True)
    others = dealer.dealt({"consultation": dealer.total("adviser.consultations"), **_BESIDES})
    for nth, (on, kind) in enumerate(zip(dealer.days(dealer.evenly(len(others))), others, strict=True)):
        _task(dealer, nth, on, kind, written=False)


def _task(dealer: Dealer, nth: int, answered: date, kind: str, *, written: bool) -> None:
    script, random = dealer.script, dealer.random
    office, by = random.choice(_OFFICES)
    subject = random.choice(_SUBJECTS[kind]).format(topic=random.choice(_TOPICS))
    asked = dealer.earlier(answered, random.randint(1, 3))
    lawyer = _OWN if nth % 6 == 5 else LEAD
    case = script.open(
        "adviser_task",
        "requested",
        asked,
        by,
        subject=subject,
        task_kind=kind,
        office=office,
        question=(random.choice(_QUESTIONS) if kind in _REVIEWED else _QUESTIONS[0]).format(subject=subject),
        materials=random.choice(_MATERIALS),
        wanted_by=script.working(answered, 2),
        written="yes" if written else "no",
    )
    case.do("assigned", asked, _JUSTICE, lawyer=script.person(lawyer).code, no_conflict="yes")
    case.do(
        "answered",
        answered,
        lawyer,
        result="opinion" if written else _RESULTS.get(kind, "oral"),
        answer=random.choice(_ANSWERS[kind]),
    )
    if written:
        case.do(
            "issued",
            answered,
            lawyer,
            facts=f"{office}提交的情况说明和有关材料，并与经办人员核实。",
            legal_grounds=random.choice(_GROUNDS[kind]),
            analysis=random.choice(_ANALYSES[kind]),
            conclusion=random.choice(_CONCLUSIONS),
            law_firm="青槐街道司法所" if lawyer == _OWN else FIRM,
        )
    used = script.working(answered, random.randint(1, 3))
    partly = nth % 17 == 16
    why: dict[str, Any] = {"not_adopted_why": "有关建议涉及区级事权，另行请示"} if partly else {}
    case.do("adopted", used, by, adopted_how="partly" if partly else "full", **why)
    if nth % 2 == 0:
        case.do("rated", used, by, rating=4 if nth % 5 == 0 else 5)
    case.do("closed", used, by).end()

"""The forms of a major decision 重大行政决策, and the lists they choose from."""

from __future__ import annotations

from fazhi.core.form import (
    Code,
    Codes,
    Day,
    DocumentNumber,
    Form,
    Long,
    Name,
    Number,
    People,
    Percent,
    Person,
    Rows,
    Text,
    Title,
    YesNo,
    not_more_than,
)
from fazhi.law.codes import DECISION_CATEGORIES

PROPOSERS = {
    "leader": "决策机关领导人员提出",
    "department": "所属部门（科室）、下级单位提出",
    "deputy": "人大代表建议、政协委员提案",
    "public": "公民、法人或者其他组织书面建议",
}
REQUIREMENT = {"required": "应当履行", "exempt": "不适用"}
WAYS = {
    "public_comment": "向社会公开征求意见",
    "forum": "座谈会",
    "hearing": "听证会",
    "visit": "实地走访",
    "written": "书面征求意见",
    "questionnaire": "问卷调查",
    "poll": "民意调查",
}
CHANNELS = {
    "website": "政府网站",
    "new_media": "政务新媒体",
    "press": "报刊",
    "broadcast": "广播、电视",
    "board": "公示栏",
    "gazette": "政府公报",
}
STANCES = {"support": "同意", "amend": "提出修改意见", "oppose": "不同意"}


class Proposal(Form):
    """决策事项建议"""

    subject = Title("决策事项名称")
    category = Code("事项类别", DECISION_CATEGORIES, short=True)
    proposed_by = Code("建议来源", PROPOSERS)
    proposing_office = Text("提出单位", required=False)
    problem = Long("拟解决的主要问题和依据")
    first_plan = Long("初步方案及其必要性、可行性")


class Declining(Form):
    """不启动决策程序"""

    decline_reason = Text("理由", max=300)


class Catalogue(Form):
    """列入重大行政决策目录"""

    year = Number("目录年度", min=2000, unit="年", short=True)
    seq = Number("目录序号", min=1)
    in_catalogue = Code("列入方式", {"yearly": "年度目录", "added": "年中动态调整增补"})
    added_reason = Text("增补理由", max=300, needed_when=in_catalogue.is_("added"))
    party_consent = YesNo("已经同级党（工）委同意")
    applies_by = Text(
        "适用依据", max=200, required=False, help="街道办理的，写明省、市、区扩大适用的制度或者文件"
    )
    lead_office = Text("承办单位", short=True)
    law_and_policy = Text("法律政策依据", max=500)
    planned_by = Day("计划完成时间")
    participation = Code("公众参与", REQUIREMENT)
    participation_reason = Text("依法不予公开的理由", max=300, needed_when=participation.is_("exempt"))
    argument = Code("专家论证", REQUIREMENT)
    argument_reason = Text("不适用专家论证的理由", max=300, needed_when=argument.is_("exempt"))
    assessment = Code("风险评估", REQUIREMENT)
    assessment_reason = Text("不适用风险评估的理由", max=300, needed_when=assessment.is_("exempt"))
    affects_market = YesNo("涉及市场主体经济活动")


class Draft(Form):
    """决策草案及起草说明"""

    drafter = Person("起草人", acting=True)
    draft_text = Long("决策草案")
    explanation = Long("起草说明", help="必要性、依据、主要内容、成本效益分析")
    plans = Number("方案数", min=1, unit="个")
    offices_agree = YesNo("与有关单位协商一致")
    disagreement = Long("争议的主要问题及各方意见", needed_when=offices_agree.is_("no"))


class CommentNotice(Form):
    """公开征求意见公告"""

    comment_until = Day("征求意见截止日期")
    shortened = YesNo("缩短征求意见期限")
    shortened_reason = Text("缩短期限的理由", max=300, needed_when=shortened.is_("yes"))
    channels = Codes("公布途径", CHANNELS)
    how_to_comment = Text("提出意见的方式", max=300)
    comment_contact = Text("联系人和电话", max=100, sealed=True, required=False)


class HearingNotice(Form):
    """听证公告"""

    hearing_on = Day("听证日期")
    hearing_place = Text("听证地点", max=120)
    selection = Text("听证参加人遴选办法", max=500)
    hearing_seats = Number("听证参加人数", min=1, unit="人")
    participants_published = YesNo("参加人名单已提前公布")
    papers_served_on = Day("听证会材料送达日期")


class Hearing(Form):
    """听证笔录"""

    hearing_host = Person("听证主持人")
    hearing_attended = Number("实到参加人数", min=1, unit="人")
    hearing_record = Long("听证情况", sealed=True)
    hearing_signed = YesNo("听证参加人确认记录并签字")


class Participation(Form):
    """公众意见汇总及采纳情况"""

    ways = Codes("听取意见方式", WAYS)
    comments = Number("收到意见", unit="条")
    comments_adopted = Number("采纳意见", unit="条")
    comments_summary = Long("主要意见及研究采纳情况", sealed=True)
    checks = (not_more_than(comments_adopted, comments),)


class Expert(Form):
    """论证专家"""

    expert_name = Name("姓名（机构名称）", max=60)
    expertise = Text("专业领域", max=60)
    interest = YesNo("与决策事项有直接利害关系")
    stance = Code("论证意见", STANCES)


class Argument(Form):
    """专家论证意见"""

    argued_way = Code(
        "论证方式", {"meeting": "论证会", "written": "书面咨询", "commissioned": "委托咨询论证"}
    )
    experts = Rows("论证专家", Expert)
    argument_text = Long("论证意见", help="必要性、可行性、科学性")
    argument_signed = YesNo("书面意见已署名、盖章")
    argument_answer = Long("论证意见的研究采纳情况")


class Assessment(Form):
    """风险评估报告"""

    assessor_kind = Code(
        "评估主体", {"lead": "承办单位", "other": "负责风险评估的其他单位", "third": "委托第三方"}
    )
    assessor = Text("评估单位", max=60)
    risk_level = Code("风险等级", {"low": "低风险", "medium": "中风险", "high": "高风险"})
    controllable = YesNo("风险可控")
    risk_points = Long("风险点")
    risk_measures = Long("风险防范措施和处置预案")


class Sending(Form):
    """送合法性审查"""

    fair_competition = Code("公平竞争审查", {"passed": "已审查，可以出台", "not_involved": "不涉及"})
    meeting_on = Day("拟提交讨论日期")
    wanted_by = Day("要求完成日期")
    urgent = YesNo("紧急事项")
    urgent_reason = Text("紧急理由", max=300, needed_when=urgent.is_("yes"))


class SendingBack(Form):
    """退回修改"""

    back_reason = Text("退回原因", max=300)


class Passing(Form):
    """审查通过"""

    opinion_no = DocumentNumber("审查意见书文号")
    adjusted = Text("按审查意见调整补充的情况", max=500)


class Speech(Form):
    """讨论发言"""

    speaker = Person("发言人")
    stance = Code("意见", STANCES)
    said = Text("意见内容", max=2000, sealed=True, needed_when=stance.is_("amend", "oppose"))


class Discussion(Form):
    """集体讨论记录"""

    meeting_kind = Code("会议", {"executive": "常务（行政办公）会议", "plenary": "全体会议"})
    minutes_no = DocumentNumber("会议纪要文号", required=False)
    members = Number("应到", min=1, unit="人")
    present = Number("实到", min=1, unit="人")
    recused = People("回避人员", required=False)
    principal = Person("行政首长")
    speeches = Rows("讨论发言", Speech, help="按发言先后填写，行政首长最后发表意见")
    principal_reason = Text("与多数人意见不一致的理由", max=1000, sealed=True, required=False)
    checks = (not_more_than(present, members),)


class Decision(Form):
    """决策决定"""

    decision_no = DocumentNumber("决策文号", required=False)
    decision_text = Long("决定内容")
    reported = YesNo("出台前已向同级党（工）委请示报告")
    exec_office = Text("执行单位", max=100)
    evaluate_by = Day("计划后评估日期", required=False)


class Rejecting(Form):
    """不予通过"""

    reject_reason = Text("理由", max=300)


class Publication(Form):
    """决策公告"""

    published_in = Codes("公布途径", CHANNELS)
    url = Text("网址", max=300, required=False)
    interpreted = YesNo("已作政策解读")
    adoption_told = YesNo("已说明公众意见、专家意见采纳情况")


class Withholding(Form):
    """不予公开"""

    withhold_reason = Text("依法不予公开的理由", max=300)


class Progress(Form):
    """执行情况报告"""

    exec_state = Code(
        "执行状态",
        {"on_track": "按计划推进", "delayed": "进度滞后", "problem": "存在问题", "done": "执行完毕"},
    )
    progress = Percent("完成进度", required=False)
    exec_text = Long("执行情况和存在问题")


class Suspension(Form):
    """中止执行"""

    suspend_reason = Text("中止执行的情形和理由", max=500)


class Resumption(Form):
    """恢复执行"""

    resume_note = Text("恢复执行的理由", max=500)


class Adjustment(Form):
    """提出重大调整"""

    adjust_reason = Text("重大调整的理由和内容", max=1000)


class Evaluation(Form):
    """后评估报告"""

    evaluation_ground = Code(
        "评估情形",
        {"fell_short": "明显未达到预期效果", "many_opinions": "提出较多意见", "needed": "决策机关认为有必要"},
    )
    evaluator = Text("评估单位", max=60)
    evaluated_before = YesNo("该单位在决策作出前承担主要论证评估工作")
    evaluation_result = Code(
        "评估结论", {"achieved": "达到预期", "partly": "部分达到预期", "failed": "未达到预期"}
    )
    advice = Code("建议", {"go_on": "继续执行", "adjust": "调整", "stop": "停止执行"})
    evaluation_text = Long("评估情况")


class Closing(Form):
    """归档"""

    volumes = Number("卷数", min=1, unit="卷")
    retention = Code("保管期限", {"permanent": "永久", "long": "长期"})

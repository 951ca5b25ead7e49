"""The forms of a major decision 重大行政决策, and the lists they choose from."""

from fazhi.core import form as ask
from fazhi.law.codes import DECISION_CATEGORIES

PROPOSERS = ask.codes("""
    leader 决策机关领导人员提出, department 所属部门（科室）、下级单位提出,
    deputy 人大代表建议、政协委员提案, public 公民、法人或者其他组织书面建议
""")
REQUIREMENT = ask.codes("required 应当履行, exempt 不适用")
WAYS = ask.codes("""
    public_comment 向社会公开征求意见, forum 座谈会, hearing 听证会, visit 实地走访, written 书面征求意见,
    questionnaire 问卷调查, poll 民意调查
""")
CHANNELS = ask.codes("""
    website 政府网站, new_media 政务新媒体, press 报刊, broadcast 广播、电视, board 公示栏,
    gazette 政府公报
""")
STANCES = ask.codes("support 同意, amend 提出修改意见, oppose 不同意")


class Proposal(ask.Form):
    """决策事项建议"""

    subject = ask.Title("决策事项名称")
    category = ask.Code("事项类别", DECISION_CATEGORIES, short=True)
    proposed_by = ask.Code("建议来源", PROPOSERS)
    proposing_office = ask.Text("提出单位", required=False)
    problem = ask.Long("拟解决的主要问题和依据")
    first_plan = ask.Long("初步方案及其必要性、可行性")


Declining = ask.form("不启动决策程序", decline_reason=ask.Text("理由", max=300))


class Catalogue(ask.Form):
    """列入重大行政决策目录"""

    year = ask.Number("目录年度", min=2000, unit="年", short=True)
    seq = ask.Number("目录序号", min=1)
    in_catalogue = ask.Code("列入方式", "yearly 年度目录, added 年中动态调整增补")
    added_reason = ask.Text("增补理由", max=300, needed_when=in_catalogue.is_("added"))
    party_consent = ask.YesNo("已经同级党（工）委同意")
    applies_by = ask.Text(
        "适用依据", max=200, required=False, help="街道办理的，写明省、市、区扩大适用的制度或者文件"
    )
    lead_office = ask.Text("承办单位", short=True)
    law_and_policy = ask.Text("法律政策依据", max=500)
    planned_by = ask.Day("计划完成时间")
    participation = ask.Code("公众参与", REQUIREMENT)
    participation_reason = ask.Text("依法不予公开的理由", max=300, needed_when=participation.is_("exempt"))
    argument = ask.Code("专家论证", REQUIREMENT)
    argument_reason = ask.Text("不适用专家论证的理由", max=300, needed_when=argument.is_("exempt"))
    assessment = ask.Code("风险评估", REQUIREMENT)
    assessment_reason = ask.Text("不适用风险评估的理由", max=300, needed_when=assessment.is_("exempt"))
    affects_market = ask.YesNo("涉及市场主体经济活动")


class Draft(ask.Form):
    """决策草案及起草说明"""

    drafter = ask.Person("起草人", acting=True)
    draft_text = ask.Long("决策草案")
    explanation = ask.Long("起草说明", help="必要性、依据、主要内容、成本效益分析")
    plans = ask.Number("方案数", min=1, unit="个")
    offices_agree = ask.YesNo("与有关单位协商一致")
    disagreement = ask.Long("争议的主要问题及各方意见", needed_when=offices_agree.is_("no"))


class CommentNotice(ask.Form):
    """公开征求意见公告"""

    comment_until = ask.Day("征求意见截止日期")
    shortened = ask.YesNo("缩短征求意见期限")
    shortened_reason = ask.Text("缩短期限的理由", max=300, needed_when=shortened.is_("yes"))
    channels = ask.Codes("公布途径", CHANNELS)
    how_to_comment = ask.Text("提出意见的方式", max=300)
    comment_contact = ask.Text("联系人和电话", max=100, sealed=True, required=False)


class HearingNotice(ask.Form):
    """听证公告"""

    hearing_on = ask.Day("听证日期")
    hearing_place = ask.Text("听证地点", max=120)
    selection = ask.Text("听证参加人遴选办法", max=500)
    hearing_seats = ask.Number("听证参加人数", min=1, unit="人")
    participants_published = ask.YesNo("参加人名单已提前公布")
    papers_served_on = ask.Day("听证会材料送达日期")


class Hearing(ask.Form):
    """听证笔录"""

    hearing_host = ask.Person("听证主持人")
    hearing_attended = ask.Number("实到参加人数", min=1, unit="人")
    hearing_record = ask.Long("听证情况", sealed=True)
    hearing_signed = ask.YesNo("听证参加人确认记录并签字")


class Participation(ask.Form):
    """公众意见汇总及采纳情况"""

    ways = ask.Codes("听取意见方式", WAYS)
    comments = ask.Number("收到意见", unit="条")
    comments_adopted = ask.Number("采纳意见", unit="条")
    comments_summary = ask.Long("主要意见及研究采纳情况", sealed=True)
    checks = (ask.not_more_than(comments_adopted, comments),)


Expert = ask.form(
    "论证专家",
    expert_name=ask.Name("姓名（机构名称）", max=60),
    expertise=ask.Text("专业领域", max=60),
    interest=ask.YesNo("与决策事项有直接利害关系"),
    stance=ask.Code("论证意见", STANCES),
)


class Argument(ask.Form):
    """专家论证意见"""

    argued_way = ask.Code("论证方式", "meeting 论证会, written 书面咨询, commissioned 委托咨询论证")
    experts = ask.Rows("论证专家", Expert)
    argument_text = ask.Long("论证意见", help="必要性、可行性、科学性")
    argument_signed = ask.YesNo("书面意见已署名、盖章")
    argument_answer = ask.Long("论证意见的研究采纳情况")


class Assessment(ask.Form):
    """风险评估报告"""

    assessor_kind = ask.Code("评估主体", "lead 承办单位, other 负责风险评估的其他单位, third 委托第三方")
    assessor = ask.Text("评估单位", max=60)
    risk_level = ask.Code("风险等级", "low 低风险, medium 中风险, high 高风险")
    controllable = ask.YesNo("风险可控")
    risk_points = ask.Long("风险点")
    risk_measures = ask.Long("风险防范措施和处置预案")


class Sending(ask.Form):
    """送合法性审查"""

    fair_competition = ask.Code("公平竞争审查", "passed 已审查，可以出台, not_involved 不涉及")
    meeting_on = ask.Day("拟提交讨论日期")
    wanted_by = ask.Day("要求完成日期")
    urgent = ask.YesNo("紧急事项")
    urgent_reason = ask.Text("紧急理由", max=300, needed_when=urgent.is_("yes"))


SendingBack = ask.form("退回修改", back_reason=ask.Text("退回原因", max=300))
Passing = ask.form(
    "审查通过",
    opinion_no=ask.DocumentNumber("审查意见书文号"),
    adjusted=ask.Text("按审查意见调整补充的情况", max=500),
)


class Speech(ask.Form):
    """讨论发言"""

    speaker = ask.Person("发言人")
    stance = ask.Code("意见", STANCES)
    said = ask.Text("意见内容", max=2000, sealed=True, needed_when=stance.is_("amend", "oppose"))


class Discussion(ask.Form):
    """集体讨论记录"""

    meeting_kind = ask.Code("会议", "executive 常务（行政办公）会议, plenary 全体会议")
    minutes_no = ask.DocumentNumber("会议纪要文号", required=False)
    members = ask.Number("应到", min=1, unit="人")
    present = ask.Number("实到", min=1, unit="人")
    recused = ask.People("回避人员", required=False)
    principal = ask.Person("行政首长")
    speeches = ask.Rows("讨论发言", Speech, help="按发言先后填写，行政首长最后发表意见")
    principal_reason = ask.Text("与多数人意见不一致的理由", max=1000, sealed=True, required=False)
    checks = (ask.not_more_than(present, members),)


class Decision(ask.Form):
    """决策决定"""

    decision_no = ask.DocumentNumber("决策文号", required=False)
    decision_text = ask.Long("决定内容")
    reported = ask.YesNo("出台前已向同级党（工）委请示报告")
    exec_office = ask.Text("执行单位", max=100)
    evaluate_by = ask.Day("计划后评估日期", required=False)


Rejecting = ask.form("不予通过", reject_reason=ask.Text("理由", max=300))


class Publication(ask.Form):
    """决策公告"""

    published_in = ask.Codes("公布途径", CHANNELS)
    url = ask.Text("网址", max=300, required=False)
    interpreted = ask.YesNo("已作政策解读")
    adoption_told = ask.YesNo("已说明公众意见、专家意见采纳情况")


Withholding = ask.form("不予公开", withhold_reason=ask.Text("依法不予公开的理由", max=300))
Progress = ask.form(
    "执行情况报告",
    exec_state=ask.Code("执行状态", "on_track 按计划推进, delayed 进度滞后, problem 存在问题, done 执行完毕"),
    progress=ask.Percent("完成进度", required=False),
    exec_text=ask.Long("执行情况和存在问题"),
)
Suspension = ask.form("中止执行", suspend_reason=ask.Text("中止执行的情形和理由", max=500))
Resumption = ask.form("恢复执行", resume_note=ask.Text("恢复执行的理由", max=500))
Adjustment = ask.form("提出重大调整", adjust_reason=ask.Text("重大调整的理由和内容", max=1000))


class Evaluation(ask.Form):
    """后评估报告"""

    evaluation_ground = ask.Code(
        "评估情形", "fell_short 明显未达到预期效果, many_opinions 提出较多意见, needed 决策机关认为有必要"
    )
    evaluator = ask.Text("评估单位", max=60)
    evaluated_before = ask.YesNo("该单位在决策作出前承担主要论证评估工作")
    evaluation_result = ask.Code("评估结论", "achieved 达到预期, partly 部分达到预期, failed 未达到预期")
    advice = ask.Code("建议", "go_on 继续执行, adjust 调整, stop 停止执行")
    evaluation_text = ask.Long("评估情况")


Closing = ask.form(
    "归档",
    volumes=ask.Number("卷数", min=1, unit="卷"),
    retention=ask.Code("保管期限", "permanent 永久, long 长期"),
)

"""What is filled in of information that is published, from its making to its taking down 主动公开."""

from fazhi.core import form as ask
from fazhi.core.form import codes

COLUMNS = codes("""
    institution 机构职能, leaders 领导信息, documents 政策文件, plan 规划计划, finance 财政预决算,
    procurement 政府采购, enforcement 行政执法, power_list 权责清单, major_decision 重大决策,
    proposal 建议提案答复, annual_report 年度报告, annual_report/law 法治政府建设年度报告,
    annual_report/disclosure 政府信息公开工作年度报告, news 工作动态, interpretation 政策解读,
    response 回应关切, key_fields 重点领域信息, key_fields/legal_service 公共法律服务,
    key_fields/social_aid 社会救助, key_fields/livelihood 教育医疗就业养老,
    key_fields/housing 土地房屋征收, key_fields/safety 安全生产和应急, key_fields/agriculture 农业农村,
    other 其他
""")
CARRIERS = codes("""
    website 政府网站, new_media 政务新媒体, gazette 政府公报, board 公告栏、电子信息屏,
    press 新闻发布会、报刊、广播、电视, reading_room 查阅场所, other 其他
""")
GENRES = codes("""
    text 文字, document 公文, table 表格数据, picture 图解, video 音视频, question 问答, notice 公告公示
""")
GROUNDS = codes("""
    norm 规章和规范性文件, body 机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名,
    plan 规划及相关政策, statistics 统计信息, service 行政许可和对外管理服务事项,
    penalty 行政处罚、行政强制, budget 财政预算、决算, fee 行政事业性收费, procurement 政府集中采购,
    works 重大建设项目, livelihood 民生政策、措施及其实施情况, emergency 突发公共事件,
    supervision 监督检查情况, recruitment 公务员招考, other_law 其他规定应当主动公开的,
    local 根据本地方具体情况公开的, public_interest 涉及公众利益调整、需要公众广泛知晓或者参与决策的
""")
PUBLICITY = codes("proactive 主动公开, on_request 依申请公开, withheld 不予公开")
PASS = codes("pass 通过, amend 修改后通过")


class Making(ask.Form):
    """政府信息形成登记"""

    subject = ask.Title("标题", help="不写个人姓名", short=True)
    index_no = ask.Text("索引号", max=60, required=False)
    column = ask.Code("栏目", COLUMNS, short=True)
    enforcement_kind = ask.Code(
        "执法信息类别",
        "penalty 行政处罚决定, licence 行政许可决定, other 其他执法信息",
        needed_when=column.is_("enforcement"),
    )
    document_kind = ask.Code(
        "文件类别", "normative 行政规范性文件, other 其他文件", needed_when=column.is_("documents")
    )
    formed_on = ask.Day("成文（形成）日期", happened=True)
    document_no = ask.DocumentNumber("文号", required=False)
    topic = ask.Text("主题分类", required=False)
    summary = ask.Text("内容概述", max=300)
    content = ask.Files("拟公开内容", required=False)
    office = ask.Text("制作部门", max=60)
    maker = ask.Person("制作人", acting=True)
    publicity = ask.Code("拟定公开属性", PUBLICITY)
    other_organ = ask.YesNo("涉及其他机关", required=False)


class Classification(ask.Form):
    """公开属性认定"""

    ground = ask.Code("公开依据", GROUNDS)
    carrier = ask.Code("公开载体", CARRIERS)
    also_on = ask.Codes("同时公开的载体", CARRIERS, required=False)
    form = ask.Code("体裁", GENRES)
    update_cycle = ask.Code(
        "更新周期", "once 一次性, on_change 变更时更新, monthly 每月, quarterly 每季, yearly 每年"
    )
    other_organ_agreed = ask.YesNo("已与有关机关协商、确认", needed_when=Making.other_organ.is_(True))


class Withholding(ask.Form):
    """不主动公开认定"""

    withheld_as = ask.Code("公开属性", "on_request 依申请公开, withheld 不予公开")
    withheld_ground = ask.Code(
        "不予公开的情形",
        "state_secret 国家秘密, forbidden 法律、行政法规禁止公开, "
        "safety 危及国家安全、公共安全、经济安全、社会稳定, third_party 商业秘密、个人隐私, "
        "internal 内部事务信息, process 过程性信息, case_file 行政执法案卷信息",
        needed_when=withheld_as.is_("withheld"),
    )
    withheld_reason = ask.Text("理由", max=300)
    assess_by = ask.Day("下次评估日期", required=False)


FirstCheck = ask.form(
    "初审",
    first_check=ask.Code("初审意见", PASS),
    accurate=ask.YesNo("内容准确、完整"),
    first_note=ask.Text("初审说明", max=300, required=False),
)
SecondCheck = ask.form(
    "复审", second_check=ask.Code("复审意见", PASS), second_note=ask.Text("复审说明", max=300, required=False)
)
SecrecyCheck = ask.form(
    "保密审查表",
    secrecy=ask.Code(
        "保密审查结论", "may 可以公开, may_not 不得公开, ask 不能确定，报有关主管部门或者保密行政管理部门"
    ),
    personal_data=ask.Code(
        "个人信息和商业秘密",
        "none 不涉及, masked 已作隐去处理, agreed 第三方同意公开, "
        "public_interest 不公开会对公共利益造成重大影响, unmasked 涉及且未处理",
    ),
    secrecy_note=ask.Text("保密审查说明", max=300, required=False),
)
FinalCheck = ask.form(
    "信息公开审核单",
    final_check=ask.Code("终审意见", PASS),
    final_note=ask.Text("终审说明", max=300, required=False),
)


class Return(ask.Form):
    """退回修改"""

    return_reason = ask.Text("退回理由", max=300)


class Publication(ask.Form):
    """公开登记"""

    published_on = ask.Day("公开日期", happened=True)
    link = ask.Text("链接", max=200, required=False)
    interpretation_of = ask.Text("解读的文件", max=100, needed_when=Making.column.is_("interpretation"))
    interpretation_text = ask.Long("解读内容", needed_when=Making.column.is_("interpretation"))
    concern = ask.Text("回应的关切", max=200, needed_when=Making.column.is_("response"))


class Change(ask.Form):
    """信息变更登记"""

    change_kind = ask.Code(
        "变更情形",
        "changed 内容变更, void 执法决定被变更、撤销、确认违法或者无效, expired 失效、废止, wrong 内容不准确",
    )
    changed_on = ask.Day("变更日期", happened=True)
    change_note = ask.Text("变更情况", max=300)


Update = ask.form(
    "更新", updated_on=ask.Day("更新日期", happened=True), update_note=ask.Text("更新内容", max=300)
)
Withdrawal = ask.form(
    "撤下",
    withdrawn_on=ask.Day("撤下日期", happened=True),
    withdrawal_reason=ask.Text("撤下理由", max=300),
    explained=ask.YesNo("已公开说明理由"),
)


class Closing(ask.Form):
    """归档"""

    archived_to = ask.Codes(
        "提供查阅", "archive 国家档案馆, library 公共图书馆, service_hall 政务服务场所", required=False
    )
    closing_note = ask.Text("备注", max=300, required=False)


Reassessment = ask.form("不公开信息评估", reassessment=ask.Text("情势变化和评估意见", max=300))

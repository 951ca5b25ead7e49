"""The code lists of a penalty case 行政处罚."""

from fazhi.core import form as ask

SOURCES = ask.codes("""
    inspection 检查发现, patrol 巡查发现, complaint 投诉举报, hotline 12345转办, grid 网格上报,
    superior 上级交办, department 部门移送, other 其他
""")
#: From the lightest to the heaviest, as returns count them; 行政拘留 is no power of a street.
KINDS = ask.codes("""
    warning 警告, criticism 通报批评, fine 罚款, confiscation 没收违法所得、没收非法财物,
    licence_suspension 暂扣许可证件, downgrading 降低资质等级, restriction 限制开展生产经营活动,
    shutdown 责令停产停业, closure 责令关闭、限制从业, revocation 吊销许可证件, other 其他
""")
#: The kinds of Art 63 that give a right to a hearing whatever the amount.
HEARD_KINDS = ("downgrading", "revocation", "shutdown", "closure")
LAWS = ask.codes("""
    appearance 城市市容和环境卫生管理条例, planning 城乡规划法, solid_waste 固体废物污染环境防治法,
    noise 噪声污染防治法, air 大气污染防治法, fire 消防法, greening 城市绿化条例, epidemic 动物防疫法,
    roads 道路交通安全法, other_statute 其他法律、行政法规, local_regulation 地方性法规,
    rules 部门规章、地方政府规章
""")
DISCRETION = ask.codes("""
    none 不予处罚, mitigated 减轻处罚, lighter 从轻处罚, ordinary 一般处罚, heavier 从重处罚
""")
CIRCUMSTANCES = ask.codes("""
    minor_age 已满十四周岁不满十八周岁, remedied 主动消除或者减轻危害后果, coerced 受他人胁迫或者诱骗,
    confessed 主动供述行政机关尚未掌握的违法行为, merit 配合查处有立功表现,
    slight_corrected 轻微并及时改正，没有造成危害后果, first_offence 初次违法且危害后果轻微并及时改正,
    no_fault 有证据足以证明没有主观过错
""")
NO_PENALTY = ask.codes("""
    slight_corrected 违法行为轻微并及时改正，没有造成危害后果,
    first_offence 初次违法且危害后果轻微并及时改正, no_fault 没有主观过错, under_age 不满十四周岁,
    incapable 不能辨认或者不能控制自己行为, time_barred 超过处罚时效, not_established 违法事实不能成立
""")
EVIDENCE = ask.codes("""
    documents 书证, objects 物证, audio_visual 视听资料, electronic 电子数据, witness 证人证言,
    party 当事人的陈述, expert 鉴定意见, records 勘验笔录、现场笔录
""")
SERVICE_WAYS = ask.codes("""
    direct 直接送达, left 留置送达, mail 邮寄送达, entrusted 委托送达, passed_on 转交送达,
    electronic 电子送达, announcement 公告送达
""")
REVIEW_GROUNDS = ask.codes("""
    public_interest 涉及重大公共利益, after_hearing 直接关系重大权益，经过听证程序,
    complex 疑难复杂、涉及多个法律关系, by_law 法律、法规规定应当审核, catalogue 列入本机关法制审核目录
""")
REVIEW_POINTS = ask.codes("""
    standing 主体资格, power 执法权限, staff 执法人员资格, facts 事实, evidence 证据, procedure 程序,
    basis 适用依据, discretion 裁量, papers 文书, crime 是否涉嫌犯罪需要移送
""")
CREDIT = ask.codes("minor 轻微, general 一般, serious 严重")
PUBLICATION = ask.codes("publish 公开, withhold 不公开")

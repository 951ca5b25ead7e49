"""法治宣传活动 — legal publicity events."""

from fazhi.core import form as ask
from fazhi.core.kinds import Activity, table, usual
from fazhi.core.procedure import Column, Count, Distinct, Sum
from fazhi.law import figure, statute
from fazhi.law.codes import HELPER_ROLES, LAW_TOPICS
from fazhi.law.roles import LAW_PUBLICITY

FORMS = ask.codes("""
    on_site 现场咨询, lecture 讲座, home 入户, school 进校园, enterprise 进企业, courtyard 院坝（小院）会,
    performance 文艺, contest 竞赛, trial 模拟法庭、庭审进社区, exhibition 展板展览, meeting 会议,
    online 线上直播, other 其他
""")
THEMES = ask.codes("""
    general 综合, constitution 国家宪法日、宪法宣传周, civil_code 民法典宣传月,
    national_security 全民国家安全教育日, consumer 消费者权益日, women 妇女维权周,
    labour 劳动者和农民工权益, production_safety 安全生产月, fire 消防宣传, environment 生态环境,
    anti_drug 禁毒, anti_fraud 反诈, network_security 网络安全宣传周, traffic 交通安全日,
    minors 未成年人保护, elderly 敬老月、老年人权益, petition 信访工作条例宣传月, ip 知识产权宣传周,
    business 营商环境、涉企服务, civilization_practice 结合文明实践, other 其他
""")
PLACES = ask.codes("""
    agency 机关, village 乡村, community 社区, school 学校, enterprise 企业, unit 单位, public 公共场所,
    network 网络
""")
AUDIENCES = ask.codes("""
    residents 居民, leaders 领导干部, civil_servants 公务员, youth 青少年, enterprise 企业,
    elderly 老年人, migrant_workers 农民工, women 妇女, village_cadres 村居干部
""")


class About(ask.Form):
    """法治宣传活动"""

    subject = ask.Title("活动名称")
    form = ask.Code("形式", FORMS)
    theme = ask.Code("主题（节点）", THEMES)
    laws = ask.Codes("宣传的法律", LAW_TOPICS)
    place_kind = ask.Code("“六进”类别", PLACES)
    place = ask.Text("地点", max=120)
    community = ask.Place("所在社区（村）", required=False)
    audience = ask.Code("主要对象", AUDIENCES)
    organiser = ask.Code("主办", "street 街道（乡镇）, community 社区（村）")
    partners = ask.Text("协办、参与部门", max=200, required=False)


Plan = ask.form(
    "活动方案",
    planned_for=ask.Day("计划日期"),
    arrangement=ask.Long("活动安排", help="内容、分工、物资、安全", required=False),
)


class Held(ask.Form):
    """法治宣传活动签到表"""

    speaker = ask.Text("主讲人及单位", max=80, required=False)
    speaker_role = ask.Code("主讲人身份", HELPER_ROLES, required=False)
    helper_role = ask.Code("协助人员身份", HELPER_ROLES, required=False)


Material = ask.form("发放资料", material=ask.Text("资料名称"), copies=ask.Number("数量", min=1, unit="份"))


class Result(ask.Form):
    """活动总结"""

    attendees = ask.Number("参加人数", unit="人次")
    consultations = ask.Number("咨询人次", unit="人次", required=False)
    materials = ask.Rows("发放资料", Material, required=False)
    media = ask.Text("媒体报道", max=200, required=False)
    photos = ask.Files("照片", min=2, required=False, help="至少两张")
    cost = ask.Yuan("经费", required=False)
    effect = ask.Long("效果和满意度", required=False)


LAW = statute("法治宣传教育法")


#: What is held within civilization practice is told apart, beside the rest and not among it.
OF_ITS_OWN = About.theme.is_(*(theme for theme in THEMES if theme != "civilization_practice"))


class PublicityEvent(Activity):
    """Offices and communities explain the law to residents, firms and schools.

    Before 1 November 2025 the duty rested on 督察规定第七条至第十条 and the five-year plan.
    """

    columns = (
        Column("时间", usual("held"), also=("活动时间", "举办时间", "日期")),
        Column("活动名称（主题）", About.subject, also=("活动名称", "活动主题")),
        Column("地点", About.place, also=("活动地点",)),
        About.form,
        Column("宣传内容（法律）", About.laws, also=("宣传内容",)),
        Column("参与部门", About.partners),
        Column("对象", About.audience, also=("宣传对象",)),
        Result.attendees,
        Column("发放资料（份）", Result.materials, also=("发放资料",)),
        Result.consultations,
        Result.photos,
    )

    label = "法治宣传活动"
    since = "2019-04-15"
    title = "{subject}"
    by = LAW_PUBLICITY
    basis = LAW(25, "支持、指导和帮助村民委员会、居民委员会开展法治宣传教育")
    basis_at = table(
        planned=LAW(53, "应当根据不同地区、行业、群体的法治需求精准开展法治宣传教育"),
        recorded=LAW(53, "增强法治宣传教育的针对性和实效性，力戒形式主义"),
    )
    about = About
    plan = Plan
    hold = Held
    result = Result
    papers = table(
        planned="notice 活动通知, plan 活动方案", held="attendance 签到表", recorded="summary 活动总结"
    )
    indicators = (
        figure(
            "publicity.events",
            Count("held", OF_ITS_OWN),
            by=(About.form, About.place_kind, About.audience, About.theme, About.organiser),
        ),
        figure(
            "publicity.participants",
            Sum("recorded", Result.attendees),
            by=(About.form, About.audience, About.theme),
        ),
        figure("publicity.communities_covered", Distinct("held", About.community)),
        figure(
            "publicity.lectures", Count("held", About.form.is_("lecture")), by=(About.place_kind, About.theme)
        ),
        figure("publicity.village_meetings", Count("held", About.form.is_("courtyard"))),
        figure("publicity.school_events", Count("held", About.place_kind.is_("school")), by=About.theme),
        figure("publicity.village_events", Count("held", About.place_kind.is_("village")), by=About.theme),
        figure("publicity.civilization_events", Count("held", About.theme.is_("civilization_practice"))),
        figure("publicity.volunteer_events", Count("held", Held.helper_role.is_("volunteer"))),
        figure("publicity.team_events", Count("held", Held.speaker_role.is_("publicity_team"))),
    )

"""法律顾问与公职律师 — legal advisers and public lawyers."""

from fazhi.core import form as ask
from fazhi.core.kinds import Register, YearlyReview, expiry, table
from fazhi.core.procedure import Document, Standing, Sum
from fazhi.law import HouseRule, figure, statute
from fazhi.law.roles import ADVISER_KEEPER

ENGAGED = HouseRule("（法律顾问）", "法律顾问按聘用合同约定的期限聘任，每年考核一次，期满前续聘或者解聘")
KINDS = ask.codes("""
    office 街道（乡镇）法律顾问, firm 律师事务所, community 村（社区）法律顾问, public_lawyer 公职律师
""")


class Adviser(ask.Form):
    """法律顾问登记表"""

    # A lawyer's name, number and duty days stand on the board of the community: they are public.
    name = ask.Title("姓名（律师事务所名称）")
    adviser_kind = ask.Code("类别", KINDS, short=True)
    term = ask.Code("聘期", "standing 常年, project 专项", short=True)
    firm = ask.Text("执业机构", needed_when=adviser_kind.is_("office", "community"))
    licence_no = ask.CertificateNumber(
        "执业证号", needed_when=adviser_kind.is_("office", "community", "public_lawyer")
    )
    person = ask.Person(
        "系统内人员", required=False, help="在本系统内接受法律事务的顾问，只看得到交办给本人的事项"
    )
    phone = ask.Phone("服务电话", sealed=False, required=False)
    community = ask.Place("服务社区（村）", needed_when=adviser_kind.is_("community"))
    contract = ask.Ref("聘用合同", "contract", required=False)
    term_from = ask.Day("聘期自")
    term_ends = ask.Day("聘期至", needed_when=adviser_kind.is_("office", "firm", "community"), short=True)
    fee = ask.Yuan("费用", required=False)
    duty_days = ask.Text("坐班日", max=60, required=False, help="例如 每月第一个星期三")
    services = ask.Long("服务内容", required=False)
    board = ask.Files("服务公示牌照片", required=False)
    checks = (ask.in_order(term_from, term_ends),)


class Change(ask.Form):
    """法律顾问变更登记"""

    event = ask.Code(
        "变更事项", "assessed 年度考核, renewed 续聘, moved 调整服务社区（村）, corrected 信息变更"
    )
    year = ask.Number("考核年度", min=2000, max=2199, unit="年", needed_when=event.is_("assessed"))
    score = ask.Number("考核得分", max=100, unit="分", needed_when=event.is_("assessed"))
    grade = ask.Code(
        "考核等次", "excellent 优秀, passed 合格, failed 不合格", needed_when=event.is_("assessed")
    )
    term_ends = ask.Day("聘期至", needed_when=event.is_("renewed"))
    note = ask.Text("变更说明", max=300, required=False)


class LegalAdviser(Register):
    """Lawyers and firms engaged by the office or for a community, and public lawyers on the staff.

    What they see is what is sent to them: they hold the post of counsel, which sees only its own.
    """

    label = "法律顾问与公职律师"
    since = "2019-09-01"
    title = "{name} · {adviser_kind}"
    by = ADVISER_KEEPER
    basis = statute("重大行政决策程序暂行条例").article(28, "应当组织法律顾问、公职律师提出法律意见")
    basis_at = table(changed=ENGAGED, ended=ENGAGED)
    item = Adviser
    change = Change
    reasons = "expired 聘期届满, dismissed 解聘, resigned 辞去, transferred 调离, other 其他"
    papers = table(
        enrolled=(
            Document("appointment", "聘书", when=Adviser.adviser_kind.is_("office", "firm", "community")),
            Document("board", "服务公示牌", when=Adviser.adviser_kind.is_("community")),
        ),
        changed=Document("assessment", "年度考核表", when=Change.event.is_("assessed")),
    )
    yearly_review = YearlyReview(label="年度考核", year=Change.year, basis=ENGAGED)
    renew = expiry("聘期届满前续聘或者解聘", Adviser.term_ends, basis=ENGAGED)
    indicators = (
        figure("adviser.count", Standing(Adviser.adviser_kind.is_("office")), by=Adviser.term),
        figure("adviser.firms", Standing(Adviser.adviser_kind.is_("firm"))),
        figure("adviser.community_count", Standing(Adviser.adviser_kind.is_("community"))),
        figure("adviser.public_lawyers", Standing(Adviser.adviser_kind.is_("public_lawyer"))),
        figure("adviser.fees", Sum("enrolled", Adviser.fee), by=Adviser.adviser_kind),
        figure(
            "adviser.communities_covered",
            Standing(Adviser.adviser_kind.is_("community"), apart=Adviser.community),
        ),
        figure("adviser.coverage_rate"),
        figure("adviser.per_community"),
    )

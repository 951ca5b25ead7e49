"""人民调解员 — mediators."""

from fazhi.core import form as ask
from fazhi.core.kinds import Register, expiry, table
from fazhi.core.procedure import Count, Document, Standing
from fazhi.core.ruling import Hand, must, never
from fazhi.law import HouseRule, figure, statute
from fazhi.law.roles import DEPUTY_LAW, MEDIATION_GUIDE

GRADES = ask.codes("first 一级, second 二级, third 三级, fourth 四级")


class Mediator(ask.Form):
    """人民调解员登记表"""

    person = ask.Person("人员")
    name = ask.Name("姓名")
    sex = ask.Code("性别", "male 男, female 女", sealed=True)
    birth = ask.Day("出生日期", happened=True, sealed=True, required=False)
    ethnicity = ask.Text("民族", max=20, sealed=True, required=False)
    political_status = ask.Text("政治面貌", max=20, sealed=True, required=False)
    education = ask.Text("文化程度", max=20, sealed=True, required=False)
    id_no = ask.IdNumber("身份证号码", required=False)
    phone = ask.Phone("联系电话")
    employment = ask.Code("专职或兼职", "full_time 专职, part_time 兼职")
    committee = ask.Ref("所属调解组织", "mediation_committee", required=False)
    post = ask.Code("职务", "chair 主任, deputy 副主任, member 委员, mediator 调解员")
    chosen_by = ask.Code("产生方式", "elected 推选, hired 聘任")
    fit = ask.YesNo(
        "符合任职条件", help="公道正派、热心人民调解工作，有一定文化、政策水平和法律知识的成年公民"
    )
    term_from = ask.Day("任期自", happened=True)
    term_ends = ask.Day("任期至", required=False)
    grade = ask.Code("等级", GRADES, required=False)
    speciality = ask.Text("特长", max=100, required=False)
    training_hours = ask.Number("累计培训学时", unit="学时", required=False)
    checks = (ask.in_order(term_from, term_ends),)


class Change(ask.Form):
    """人民调解员变更登记"""

    event = ask.Code(
        "变更事项",
        "graded 评定等级, allowance 发放补贴, trained 参加培训, reappointed 续聘连任, "
        "transferred 调整所属组织、职务或者专兼职, admonished 批评教育、责令改正, corrected 信息变更",
    )
    grade = ask.Code("等级", GRADES, needed_when=event.is_("graded"))
    grading_note = ask.Text("评定意见", max=300, needed_when=event.is_("graded"))
    allowance = ask.Yuan("补贴金额", needed_when=event.is_("allowance"))
    allowance_for = ask.Text("补贴期间和事项", max=100, needed_when=event.is_("allowance"))
    term_ends = ask.Day("任期至", needed_when=event.is_("reappointed"))
    note = ask.Text("变更说明", max=300, sealed=True, required=False)


class Ending(ask.Form):
    """人民调解员退出登记"""

    reason = ask.Code("退出原因", "expired 任期届满, resigned 辞去, dismissed 罢免或者解聘, other 其他")
    misconduct = ask.Code(
        "罢免或者解聘的情形",
        "partial 偏袒一方当事人, insult 侮辱当事人, bribes 索取、收受财物或者牟取其他不正当利益, "
        "leaked 泄露当事人的个人隐私、商业秘密, other 其他",
        sealed=True,
        needed_when=reason.is_("dismissed"),
    )
    ending_note = ask.Text("退出说明", max=300, sealed=True, required=False)


LAW = statute("人民调解法")
TERM = LAW(9, "人民调解委员会委员每届任期三年，可以连选连任", paragraph=2)
FULL_TIME = Mediator.employment.is_("full_time")
is_fit = must(
    Mediator.fit.is_("yes"),
    LAW(14, "人民调解员应当由公道正派、热心人民调解工作", paragraph=1),
    "不符合法定任职条件的，不能担任人民调解员。",
)
nobody_grants_themselves_an_allowance = never(
    Hand(Mediator.person),
    HouseRule("D20", "调解员不得审批自己的补贴"),
    "不得为自己登记补贴。",
    when=Change.event.is_("allowance"),
)


class MediatorRegister(Register):
    """Who mediates: members of committees, and those whom committees hire."""

    label = "人民调解员"
    since = "2011-01-01"
    title = "{person} · {employment}人民调解员"
    one_per = (Mediator.person,)
    by = MEDIATION_GUIDE
    by_at = table(changed=MEDIATION_GUIDE | DEPUTY_LAW)
    basis = LAW(13, "人民调解员由人民调解委员会委员和人民调解委员会聘任的人员担任")
    basis_at = table(ended=LAW(15, "情节严重的，由推选或者聘任单位予以罢免或者解聘"))
    item = Mediator
    change = Change
    ending = Ending
    needs_at = table(enrolled=is_fit, changed=nobody_grants_themselves_an_allowance)
    papers = table(
        enrolled=Document("appointment", "人民调解员聘书", when=Mediator.chosen_by.is_("hired")),
        changed=(
            Document("grading", "人民调解员等级评定表", when=Change.event.is_("graded")),
            Document("allowance", "人民调解员补贴发放表", when=Change.event.is_("allowance")),
        ),
    )
    renew = expiry("任期届满前续聘或者退出", Mediator.term_ends, basis=TERM)
    indicators = (
        figure("mediator.count", Standing(), by=(Mediator.employment, Mediator.grade)),
        figure("mediator.fulltime", Standing(FULL_TIME)),
        figure("mediator.fulltime_added", Count("enrolled", FULL_TIME)),
    )

"""法律咨询服务 — legal consultation for residents."""

from fazhi.core import form as ask
from fazhi.core.kinds import Case
from fazhi.core.procedure import START, Column, Opens, Stage, Step, Sum
from fazhi.core.ruling import must
from fazhi.law import HouseRule, figure, statute
from fazhi.law.roles import CONSULTANT, CONSULTATION_DESK

CHANNELS = ask.codes("""
    window 窗口来访, phone 电话, hotline 12348, message 小程序留言, platform 智慧平台在线,
    appointment 预约, letter 信函, event 活动现场
""")
TOPICS = ask.codes("""
    civil 民事, civil/family 婚姻家庭继承, civil/labour 劳动, civil/contract 合同借贷,
    civil/neighbour 物业相邻, civil/house 房产, civil/tort 侵权交通, civil/consumer 消费, criminal 刑事,
    administrative 行政, procedure 诉讼程序, other 其他
""")
GROUPS = ask.codes("""
    general 一般群众, elderly 老年人, women 妇女, minors 未成年人, disabled 残疾人,
    migrant_workers 农民工, military 军人军属, enterprise 企业
""")
WAYS = ask.codes("""
    self 自行协商, mediation 人民调解, legal_aid 法律援助, arbitration 仲裁, litigation 诉讼, notary 公证,
    appraisal 司法鉴定, department 行政部门, reconsideration 行政复议, none 已解答，无需引导
""")


class Question(ask.Form):
    """法律咨询登记表"""

    channel = ask.Code("渠道", CHANNELS, short=True)
    topic = ask.Code("咨询类别", TOPICS, short=True)
    group = ask.Code("人群", GROUPS, short=True)
    community = ask.Place("所在社区（村）", required=False)
    caller = ask.Name("咨询人", required=False, help="可以不填")
    sex = ask.Code("性别", "male 男, female 女", sealed=True, required=False)
    age = ask.Code(
        "年龄段", "minor 未满18岁, young 18至35岁, middle 36至59岁, old 60岁以上", sealed=True, required=False
    )
    phone = ask.Phone("联系电话", required=False)
    question = ask.Long("咨询问题", sealed=True)


Assigned = ask.form(
    "咨询转办", answerer=ask.Person("解答人", acting=True, posts=CONSULTANT.posts, short=True)
)


class Answer(ask.Form):
    """法律咨询答复"""

    persons = ask.Number("咨询人数", min=1, unit="人次", help="多人同来一起咨询的，按人计")
    answer = ask.Long("答复要点", sealed=True)
    minutes = ask.Number("耗时", min=1, unit="分钟", required=False)
    aid_told = ask.YesNo("告知可以申请法律援助及其条件、程序")


class Guidance(ask.Form):
    """引导去向"""

    ways = ask.Codes("引导去向", WAYS)
    guide_note = ask.Text("引导说明", max=200, sealed=True, required=False)


class Rating(ask.Form):
    """服务评价"""

    satisfaction = ask.Code(
        "满意度",
        "very 非常满意, satisfied 满意, fair 基本满意, unsatisfied 不满意, very_unsatisfied 非常不满意",
    )
    rating_note = ask.Text("评价意见", max=200, sealed=True, required=False)


class Closing(ask.Form):
    """咨询办结"""

    solved = ask.Code("办结情况", "answered 已解答, referred 已引导, withdrawn 咨询人撤回")
    recovered = ask.Yuan("协助追回款项", required=False)
    closed_note = ask.Text("办结说明", max=200, sealed=True, required=False)
    follow_on = ask.Day("约定回访日期", required=False)


AID = statute("法律援助法")
SERVED = AID(23, "应当通过服务窗口、电话、网络等多种方式提供法律咨询服务")
TOLD = AID(23, "提示当事人享有依法申请法律援助的权利，并告知申请法律援助的条件和程序")
RATED = HouseRule("（服务评价）", "评价由咨询人作出，解答人不代为登记")
legal_aid_is_told_of = must(
    Answer.aid_told.is_("yes"), TOLD, "请告知咨询人可以申请法律援助，以及申请的条件和程序。"
)


class LegalConsultation(Case):
    """A resident or a firm asks; a lawyer or the justice office answers and points the way.

    The law puts the duty on the legal-aid agency of the county; the station of the street works for it.
    """

    label = "法律咨询服务"
    since = "2022-01-01"
    title = "{topic}咨询 · {channel}"
    number = "（{organ}）法咨〔{year}〕第{n}号"
    by = CONSULTATION_DESK

    assigning = Stage("待解答")
    guiding = Stage("已解答")
    closing = Stage("已办结", final=True)

    asked = Step("登记咨询", START >> assigning, Question).under(SERVED, documents="registration 咨询登记表")
    assigned = Step("转交解答", assigning, Assigned).under(SERVED)
    answered = Step("解答", assigning >> guiding, Answer).under(
        SERVED, by=CONSULTANT, needs=legal_aid_is_told_of, documents="answer 咨询答复", cites=TOLD
    )
    guided = Step("引导", guiding, Guidance).under(
        HouseRule("（咨询引导）", "咨询需要通过其他途径解决的，引导到人民调解、法律援助、公证、仲裁或者法院"),
        by=CONSULTANT | CONSULTATION_DESK,
        opens=(
            Opens("mediation", "转人民调解", sets={"source": "applied"}),
            Opens("legal_aid", "申请法律援助"),
        ),
    )
    rated = Step("登记评价", guiding, Rating).under(RATED, other_than=answered)
    closed = Step("办结", guiding >> closing, Closing).under(SERVED, by=CONSULTANT | CONSULTATION_DESK)

    columns = (
        Column("日期", asked, also=("咨询日期", "咨询时间", "登记时间")),
        Column("社区", Question.community, also=("所在社区", "所属村居")),
        Column("姓名", Question.caller, also=("咨询人",)),
        Question.phone,
        Question.group,
        Column("咨询方式", Question.channel, also=("渠道",)),
        Question.topic,
        Column("咨询内容", Question.question, also=("咨询问题", "主要内容")),
        Column("答复意见", Answer.answer, also=("答复要点",)),
        Column("解答人", answered, who=True),
        Guidance.ways,
        Rating.satisfaction,
    )

    indicators = (
        figure(
            "legal_service.consult_persons",
            Sum(answered, Answer.persons),
            by=(Question.channel & Question.topic, Question.channel & Question.group),
        ),
        figure("legal_service.persons", Sum(closed, Answer.persons), by=(Question.channel, Question.group)),
        figure(
            "legal_service.online_services",
            Sum(answered, Answer.persons, where=Question.channel.is_("platform")),
            by=Question.topic,
        ),
        figure("legal_service.debt_recovered", Sum(closed, Closing.recovered), by=Question.group),
    )

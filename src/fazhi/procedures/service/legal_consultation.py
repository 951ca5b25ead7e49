"""法律咨询服务 — legal consultation for residents."""

from __future__ import annotations

from datetime import date

from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Case
from fazhi.core.law import HouseRule
from fazhi.core.procedure import Column, Document, Opens, Stage, Step, Sum, rule
from fazhi.law import statute
from fazhi.law.figures import figure
from fazhi.law.roles import CONSULTANT, CONSULTATION_DESK
from fazhi.procedures.service.legal_consultation_forms import (
    Answer,
    Assigned,
    Closing,
    Guidance,
    Question,
    Rating,
)

AID = statute("法律援助法")
SERVED = AID.article(23, "应当通过服务窗口、电话、网络等多种方式提供法律咨询服务")
TOLD = AID.article(23, "提示当事人享有依法申请法律援助的权利，并告知申请法律援助的条件和程序")
GUIDED = HouseRule("（咨询引导）", "咨询需要通过其他途径解决的，引导到人民调解、法律援助、公证、仲裁或者法院")
RATED = HouseRule("（服务评价）", "评价由咨询人作出，解答人不代为登记")


@rule(TOLD, needs_form=True)
def legal_aid_is_told_of(view: CaseView, event: Event) -> str | None:  # noqa: ARG001 - a rule takes both
    """Who asks is told of the right to legal aid."""
    return None if event.form["aid_told"] == "yes" else "请告知咨询人可以申请法律援助，以及申请的条件和程序。"


class LegalConsultation(Case):
    """A resident or a firm asks; a lawyer or the justice office answers and points the way.

    The law puts the duty on the legal-aid agency of the county; the station of the street works for it.
    """

    code = "legal_consultation"
    label = "法律咨询服务"
    group = "service"
    in_force = date(2022, 1, 1)
    title = "{topic}咨询 · {channel}"
    number = "（{organ}）法咨〔{year}〕第{n}号"

    # 阶段
    assigning = Stage("待解答")
    guiding = Stage("已解答")
    closing = Stage("已办结", final=True)

    # 步骤
    asked = Step(
        label="登记咨询",
        to=assigning,
        by=CONSULTATION_DESK,
        basis=SERVED,
        form=Question,
        documents=(Document("registration", "咨询登记表"),),
    )
    assigned = Step(label="转交解答", at=(assigning,), by=CONSULTATION_DESK, basis=SERVED, form=Assigned)
    answered = Step(
        label="解答",
        at=(assigning,),
        to=guiding,
        by=CONSULTANT,
        basis=SERVED,
        cites=(TOLD,),
        form=Answer,
        needs=(legal_aid_is_told_of,),
        documents=(Document("answer", "咨询答复"),),
    )
    guided = Step(
        label="引导",
        at=(guiding,),
        by=CONSULTANT | CONSULTATION_DESK,
        basis=GUIDED,
        form=Guidance,
        opens=(
            Opens("mediation", "转人民调解", sets={"source": "applied"}),
            Opens("legal_aid", "申请法律援助"),
        ),
    )
    rated = Step(
        label="登记评价",
        at=(guiding,),
        by=CONSULTATION_DESK,
        basis=RATED,
        form=Rating,
        other_than=(answered,),
    )
    closed = Step(
        label="办结", at=(guiding,), to=closing, by=CONSULTANT | CONSULTATION_DESK, basis=SERVED, form=Closing
    )

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

    # 数字
    indicators = (
        figure(
            "legal_service.consult_persons",
            Sum(answered, of=Answer.persons),
            by=(Question.channel & Question.topic, Question.channel & Question.group),
            definition="本期解答的法律咨询的人次，以解答日期计。",
        ),
        figure(
            "legal_service.persons",
            Sum(closed, of=Answer.persons),
            by=(Question.channel, Question.group),
            definition="本期办结的法律咨询的人次，以办结日期计。",
        ),
        figure(
            "legal_service.online_services",
            Sum(answered, of=Answer.persons, where=Question.channel.is_("platform")),
            by=(Question.topic,),
            definition="本期在智慧平台上解答的法律咨询的人次。",
        ),
        figure(
            "legal_service.debt_recovered",
            Sum(closed, of=Closing.recovered),
            by=(Question.group,),
            definition="本期办结的法律咨询中协助追回的款项之和。",
        ),
    )

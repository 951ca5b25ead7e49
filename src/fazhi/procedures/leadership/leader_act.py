"""第一责任人履职纪实 — first-responsible-person record."""

from __future__ import annotations

from datetime import date

from fazhi.core.kinds import Activity, table
from fazhi.core.law import HouseRule
from fazhi.core.procedure import Count, Document, Stage, Step
from fazhi.law import statute
from fazhi.law.figures import figure, of_each
from fazhi.law.roles import DISCIPLINE, DUTY_RECORDER
from fazhi.procedures.leadership.leader_act_forms import Act, Interference

KIND = Act.act_kind
RESPONSIBILITY = statute("第一责任人职责规定").article(
    4, "对法治建设重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办"
)
INTERFERENCE = HouseRule("（干预司法）", "干预司法活动、插手具体案件的情况由纪检监察机构如实记录")


class LeaderAct(Activity):
    """An act by which a head deploys, asks about, coordinates or supervises law work, told as it happens.

    The provisions bind the heads of counties and above (第二条); towns and streets follow them by reference.
    Interference is no act of duty: the discipline office records it, and names nobody in the open.
    """

    code = "leader_act"
    label = "第一责任人履职纪实"
    group = "leadership"
    in_force = date(2016, 11, 30)
    title = "{matter}"
    by = DUTY_RECORDER
    basis = RESPONSIBILITY
    at_once = True
    result = Act
    papers = table(
        recorded=(
            Document("record", "履职纪实表"),
            Document("instruction", "批示办理单", when=KIND.is_("sign")),
            Document("lecture", "法治课讲稿", when=KIND.is_("lecture")),
        )
    )

    filed = Stage("已记录", final=True)
    interference_recorded = Step(
        label="记录干预司法情况",
        to=filed,
        by=DISCIPLINE,
        form=Interference,
        basis=INTERFERENCE,
    )

    indicators = (
        figure(
            "leader.acts",
            Count("recorded"),
            by=(KIND, Act.person),
            definition="本期记录的履职事项，以履职日期计。",
        ),
        *of_each(
            KIND,
            Count("recorded"),
            {
                "issue_resolved": "leader.issues_resolved",
                "lecture": "leader.lectures",
                "sign": "leader.documents_signed",
            },
            by=(Act.person,),
            definition="本期记录的、事项类型为{}的履职事项。",
        ),
        *of_each(
            KIND,
            Count("recorded"),
            {"research": "leader.research_topics"},
            definition="本期记录的、事项类型为{}的履职事项，一个课题计一个。",
        ),
        figure(
            "leader.judicial_interference",
            Count("interference_recorded"),
            definition="本期纪检监察机构记录的领导干部干预司法活动、插手具体案件的情况，不计为履职事项。",
        ),
    )

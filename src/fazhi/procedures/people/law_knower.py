"""法律明白人与法治带头人 — law-knowers and law leaders."""

from fazhi.core import form as ask
from fazhi.core.case import CaseView
from fazhi.core.journal import Event
from fazhi.core.kinds import Register, YearlyReview, table
from fazhi.core.procedure import Count, Document, Standing, rule
from fazhi.law import HouseRule, figure, statute
from fazhi.law.roles import LAW_PUBLICITY

LAW = statute("法治宣传教育法")
CERTIFIED = HouseRule("（认定）", "法律明白人、法治带头人经培训考核合格后认定，并颁发证书，每年考核一次")
IDENTITIES = ask.codes("""
    community_cadre 村（社区）干部, grid_worker 网格员, mediator 人民调解员, auxiliary_police 驻村辅警,
    women_children 妇联执委、儿童主任, group_head 村（居）民小组长, party_member 党员, elder “五老”人员,
    entrepreneur 致富能手, veteran 退役军人, graduate 大学生村官, resident 居民
""")


class Nominee(ask.Form):
    """法律明白人推荐表"""

    role = ask.Code("类别", "law_knower 法律明白人, law_leader 法治带头人", short=True)
    name = ask.Name("姓名")
    person = ask.Person("系统内人员", required=False)
    sex = ask.Code("性别", "male 男, female 女", sealed=True, required=False)
    birth = ask.Day("出生日期", happened=True, sealed=True, required=False)
    political_status = ask.Text("政治面貌", max=20, sealed=True, required=False)
    education = ask.Text("文化程度", max=20, sealed=True, required=False)
    phone = ask.Phone("联系电话", required=False)
    community = ask.Place("所在社区（村）", short=True)
    identity = ask.Code("身份", IDENTITIES, short=True)
    recommended_by = ask.Code("推荐方式", "self 自荐, committee 村（社区）推荐")
    level = ask.Code("层级", "backbone 骨干, general 一般", required=False)
    tasks = ask.Text("承担的任务", max=200, required=False)


class Change(ask.Form):
    """法律明白人变更登记"""

    event = ask.Code(
        "变更事项",
        "trained 参加培训, examined 参加考核, certified 认定发证, performed 年度履职登记, "
        "assessed 年度考核, corrected 信息变更",
    )
    training = ask.Ref("培训", "training", required=False)
    exam = ask.Ref("考核", "law_exam", required=False)
    exam_result = ask.Code("考核结果", "passed 合格, failed 不合格", needed_when=event.is_("examined"))
    certificate_no = ask.CertificateNumber("证书编号", needed_when=event.is_("certified"))
    publicised = ask.Number("开展法治宣传", unit="次", required=False)
    guided = ask.Number("引导法律服务", unit="次", required=False)
    mediated = ask.Number("参与调解", unit="次", required=False)
    needs_told = ask.Number("反映法治需求", unit="次", required=False)
    performed_year = ask.Number("履职年度", min=2000, max=2199, unit="年", needed_when=event.is_("performed"))
    year = ask.Number("考核年度", min=2000, max=2199, unit="年", needed_when=event.is_("assessed"))
    yearly_result = ask.Code(
        "年度考核等次", "excellent 优秀, passed 合格, failed 不合格", needed_when=event.is_("assessed")
    )
    note = ask.Text("变更说明", max=300, sealed=True, required=False)


@rule(CERTIFIED, needs_form=True)
def is_trained_and_examined(view: CaseView, event: Event) -> str | None:
    """Nobody is certified before they were trained and have passed."""
    if event.form["event"] != "certified":
        return None
    events = {one.form.get("event") for one in view.history}
    if "trained" not in events:
        return "尚未登记参加培训，不能认定发证。"
    passed = view.record.get("exam_result") == "passed"
    return None if passed else "尚未登记考核合格，不能认定发证。"


class LawKnower(Register):
    """Residents and cadres whom communities nominate: trained, examined, certified, reviewed each year."""

    label = "法律明白人与法治带头人"
    since = "2021-11-08"
    title = "{role} · {identity}"
    by = LAW_PUBLICITY
    basis = LAW(46, "在基层群众中培养具有较好法治素养和基层工作经验，能发挥示范作用的人员", paragraph=2)
    basis_at = table(changed=CERTIFIED)
    item = Nominee
    change = Change
    reasons = "failed 考核不合格, resigned 本人申请, moved 迁出, unfit 不宜继续担任, died 去世, other 其他"
    needs_at = table(changed=is_trained_and_examined)
    yearly_review = YearlyReview(label="年度考核", year=Change.year, basis=CERTIFIED)
    papers = table(
        enrolled="recommendation 推荐表",
        changed=(
            Document("assessment", "培训考核表", when=Change.event.is_("examined")),
            Document("certificate", "法律明白人证书", when=Change.event.is_("certified")),
        ),
    )
    indicators = (
        figure(
            "law_knower.count",
            Standing(Nominee.role.is_("law_knower")),
            by=(Nominee.community, Nominee.identity),
        ),
        figure("law_leader.count", Standing(Nominee.role.is_("law_leader")), by=Nominee.community),
        figure("law_knower.trained", Count("changed", Change.event.is_("trained")), by=Nominee.identity),
        figure(
            "law_knower.trained_cadres",
            Count("changed", Change.event.is_("trained") & Nominee.identity.is_("community_cadre")),
        ),
        figure(
            "law_knower.trained_grid_workers",
            Count("changed", Change.event.is_("trained") & Nominee.identity.is_("grid_worker")),
        ),
    )

"""执法人员与证件 — enforcement officers, auxiliaries and certificates."""

from collections.abc import Mapping
from typing import Any

from fazhi.core import form as ask
from fazhi.core.declaring import YearlyHours
from fazhi.core.kinds import Register, expiry, table
from fazhi.core.procedure import Count, Document, Publication, Standing
from fazhi.core.publishing import OfOrgan, Shown
from fazhi.law import figure, statute, threshold
from fazhi.law.codes import ENFORCEMENT_FIELDS
from fazhi.law.roles import CASE_CLERK, JUSTICE_HEAD

QUALIFIED = statute("行政处罚法").article(42, "行政处罚应当由具有行政执法资格的执法人员实施", paragraph=1)
TRAINED = threshold("TH-12")
EMPLOYMENT = ask.codes("""
    administrative 行政编制, civil_service 参照公务员法管理, institution 事业编制, contract 聘用,
    seconded 部门派驻
""")
#: What each event makes true, unless something else is filled in.
FOLLOWS = {
    "certified": {"certified": "yes", "certificate_state": "valid"},
    "renewed": {"certificate_state": "valid"},
    "suspended": {"certificate_state": "suspended"},
    "restored": {"certificate_state": "valid"},
    "revoked": {"certificate_state": "cancelled", "certified": "no"},
    "lent": {"on_loan": "yes"},
    "returned": {"on_loan": "no"},
}


def _auxiliaries_hold_none(values: ask.Values, record: ask.Values) -> str | None:
    known = {**record, **values}
    if known.get("role") == "auxiliary" and known.get("certified") == "yes":
        return "执法辅助人员不持行政执法证，也没有检查和处罚的权力；取得执法资格的，人员类别请填“执法人员”。"
    return None


def _a_renewal_says_until_when(values: ask.Values, record: ask.Values) -> str | None:  # noqa: ARG001 - a check takes both
    if values.get("event") == "renewed" and "valid_until" not in values:
        return "换发证件请填写新的“有效期至”。"
    return None


class Officer(ask.Form):
    """执法人员登记表"""

    person = ask.Person("人员", short=True)
    role = ask.Code("人员类别", "officer 执法人员, auxiliary 执法辅助人员", short=True)
    post = ask.Text("岗位（职务）", short=True)
    employment = ask.Code("编制性质", EMPLOYMENT)
    home_body = ask.Text("派出单位", needed_when=employment.is_("seconded"))
    team = ask.YesNo("属于综合行政执法队")
    required = ask.YesNo("岗位应当持证", needed_when=role.is_("officer"))
    certified = ask.YesNo("持有行政执法证", needed_when=role.is_("officer"))
    certificate_no = ask.CertificateNumber(
        "行政执法证号",
        pattern=r"[\u4e00-\u9fff]{0,4}[0-9A-Z]{6,20}",
        hint="6至20位字母或数字，前面可以有地区简称",
        needed_when=certified.is_("yes"),
        short=True,
    )
    issuer = ask.Text("发证机关", needed_when=certified.is_("yes"))
    field = ask.Codes("执法类别（领域）", ENFORCEMENT_FIELDS, needed_when=certified.is_("yes"))
    area = ask.Text("执法区域", required=False)
    issued = ask.Day(
        "初次发证日期", happened=True, needed_when=certified.is_("yes"), help="换证时保留初次发证的日期"
    )
    valid_until = ask.Day("有效期至", needed_when=certified.is_("yes"), short=True)
    certificate_state = ask.Code("证件状态", "valid 有效, suspended 暂扣, cancelled 注销", required=False)
    on_loan = ask.YesNo("借出到其他单位", needed_when=role.is_("officer"))
    loan_to = ask.Text("借往单位", needed_when=on_loan.is_("yes"))
    examined_on = ask.Day("资格考试日期", required=False, happened=True)
    exam_score = ask.Number("资格考试成绩", max=150, unit="分", required=False)
    training_hours = ask.Number("本年度培训学时", unit="学时", required=False)
    law_qualified = ask.YesNo("有法律职业资格", required=False)
    legal_reviewer = ask.YesNo("担任法制审核员", required=False)
    published = ask.YesNo("列入执法人员公示名单", required=False)
    task = ask.Text("辅助工作内容", max=200, needed_when=role.is_("auxiliary"))
    contract_until = ask.Day("合同期至", required=False)
    sex = ask.Code("性别", "male 男, female 女", required=False, sealed=True)
    id_no = ask.IdNumber("身份证号码", required=False)
    education = ask.Text("学历、专业", required=False, sealed=True)
    checks = (_auxiliaries_hold_none, ask.in_order(issued, valid_until))


class Change(ask.Form):
    """变更登记"""

    event = ask.Code(
        "变更事项",
        "examined 参加资格考试, certified 取得行政执法证, renewed 换发证件, checked 年度审验, "
        "suspended 暂扣证件, restored 发还证件, revoked 注销证件, lent 借出, returned 借调返回, "
        "moved 调整岗位, corrected 信息变更",
    )
    check_result = ask.Code("审验结果", "passed 合格, failed 不合格", needed_when=event.is_("checked"))
    note = ask.Text("变更说明", max=300, required=False)
    checks = (_a_renewal_says_until_when,)

    @classmethod
    def derived(cls, values: ask.Values) -> ask.Values:
        """Return what the event makes true."""
        return FOLLOWS.get(str(values.get("event")), {})


def _is_shown(record: Mapping[str, Any]) -> bool:
    """Only who is on the public list and may act: the certificate is held, neither suspended nor void."""
    listed = record.get("published") == "yes" and record.get("role") == "officer"
    return listed and record.get("certified") == "yes" and record.get("certificate_state", "valid") == "valid"


IS_OFFICER = Officer.role.is_("officer")


class EnforcementOfficer(Register):
    """Who may inspect and punish, until when, and who only helps.

    Inspections and penalties read it: an officer whose certificate has run out, is suspended or was never
    issued is refused on that day.
    """

    label = "执法人员与证件"
    since = "2021-07-15"
    title = "{person} · {post} · {certificate_no}"
    by = CASE_CLERK | JUSTICE_HEAD
    basis = QUALIFIED
    item = Officer
    one_per = (Officer.person,)
    change = Change
    reasons = (
        "moved 调离执法岗位, retired 退休, resigned 辞职或者解聘, dismissed 开除或者取消资格, other 其他"
    )
    papers = table(
        enrolled=Document("certificate_application", "行政执法证申领表", when=Officer.required.is_("yes")),
        changed=Document("annual_check", "行政执法证年度审验表", when=Change.event.is_("checked")),
    )

    renew = expiry(
        "执法证有效期",
        Officer.valid_until,
        basis=QUALIFIED,
        when=IS_OFFICER & Officer.certified.is_("yes"),
        silence="证件到期未换发的，不得从事执法活动",
    )
    # 公示
    publication = Publication(
        label="行政执法人员",
        part="before",
        by="enrolled",
        gone=("ended",),
        when=_is_shown,
        ends=(renew,),
        columns=(
            Shown("姓名", Officer.person),
            Shown("行政执法证号", Officer.certificate_no, sought=True),
            Shown("岗位", Officer.post),
            Shown("执法类别", Officer.field),
            Shown("执法区域", Officer.area),
            Shown("发证机关", Officer.issuer),
            Shown("有效期至", Officer.valid_until),
            Shown("所属机关", OfOrgan()),
        ),
    )

    yearly_hours = YearlyHours(
        label="年度培训学时", person=Officer.person, least=TRAINED.floor, basis=TRAINED.basis, when=IS_OFFICER
    )

    indicators = (
        figure("officer.count", Standing(IS_OFFICER), by=Officer.employment),
        figure("officer.on_post", Standing(IS_OFFICER & Officer.on_loan.is_("no")), by=Officer.employment),
        figure("officer.team_members", Standing(Officer.team.is_("yes")), by=Officer.employment),
        figure("officer.required", Standing(Officer.required.is_("yes"))),
        figure(
            "officer.certified", Standing(Officer.certified.is_("yes")), by=(Officer.employment, Officer.team)
        ),
        figure("officer.certified_rate"),
        figure(
            "officer.certified_new", Count("changed", Change.event.is_("certified")), by=Officer.employment
        ),
        figure(
            "officer.uncertified", Standing(IS_OFFICER & Officer.certified.is_("no")), by=Officer.employment
        ),
        figure("officer.joined", Count("enrolled", IS_OFFICER), by=Officer.employment),
        figure("officer.left", Count("ended", IS_OFFICER), by="reason"),
        figure("officer.lent_out", Standing(Officer.on_loan.is_("yes"))),
        figure("officer.seconded_in", Standing(Officer.employment.is_("seconded")), by=Officer.home_body),
        figure("officer.auxiliaries", Standing(Officer.role.is_("auxiliary"))),
    )

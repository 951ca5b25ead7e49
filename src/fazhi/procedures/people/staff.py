"""工作人员名册 — staff roster."""

from fazhi.core import form as ask
from fazhi.core.kinds import Register, table
from fazhi.core.procedure import Standing
from fazhi.law import HouseRule, figure
from fazhi.law.roles import ORG_KEEPER

EMPLOYMENTS = ask.codes("""
    administrative 行政编制, civil_service_like 参照公务员法管理, institution 事业编制, hired 聘用,
    seconded 借调、派驻
""")


class Member(ask.Form):
    """工作人员登记表"""

    person = ask.Person("人员")
    name = ask.Name("姓名")
    sex = ask.Code("性别", "male 男, female 女", sealed=True)
    id_no = ask.IdNumber("身份证号码", required=False)
    phone = ask.Phone("联系电话", required=False)
    education = ask.Text("学历专业", max=60, sealed=True, required=False)
    department = ask.Ref("所在机构", "org_unit")
    post = ask.Text("岗位职务")
    employment = ask.Code("编制性质", EMPLOYMENTS)
    legal_qualification = ask.YesNo("具有法律职业资格")
    qualification_no = ask.Text("法律职业资格证号", max=30, sealed=True, required=False)
    review_post = ask.YesNo("从事法制审核")
    law_post = ask.YesNo("从事法治工作")
    since = ask.Day("到岗日期", happened=True)
    appointment = ask.DocumentNumber("任免文号", required=False)


Change = ask.form(
    "工作人员变更登记",
    event=ask.Code(
        "变更事项", "appointed 任免调整, qualified 取得法律职业资格, employment 编制变更, other 其他"
    ),
    appointment=ask.DocumentNumber("任免文号", required=False),
    note=ask.Text("变更说明", max=300, sealed=True, required=False),
)
EMPLOYMENT = Member.employment


class Staff(Register):
    """Everyone in post: the base of the rates of study, exams and certificates."""

    label = "工作人员名册"
    since = "2022-03-12"
    title = "{person} · {post}"
    one_per = (Member.person,)
    by = ORG_KEEPER
    basis = HouseRule("（人员名册）", "工作人员到岗、调整、离岗时登记，名册是应考、持证等比率的基数")
    item = Member
    change = Change
    reasons = "transferred 调离, retired 退休, resigned 辞职, dismissed 辞退开除, other 其他"
    papers = table(enrolled="staff_card 工作人员登记表")
    indicators = (
        figure("staff.count", Standing(), by=(EMPLOYMENT, Member.department)),
        figure("staff.legal_workers", Standing(Member.law_post.is_("yes")), by=EMPLOYMENT),
        figure("staff.legal_reviewers", Standing(Member.review_post.is_("yes")), by=EMPLOYMENT),
        figure(
            "staff.legal_qualified", Standing(Member.legal_qualification.is_("yes")), by=Member.department
        ),
    )

"""What is written down of a member of staff."""

from __future__ import annotations

from fazhi.core.form import Code, Day, DocumentNumber, Form, IdNumber, Name, Person, Phone, Ref, Text, YesNo

EMPLOYMENTS = {
    "administrative": "行政编制",
    "civil_service_like": "参照公务员法管理",
    "institution": "事业编制",
    "hired": "聘用",
    "seconded": "借调、派驻",
}


class Member(Form):
    """工作人员登记表"""

    person = Person("人员")
    name = Name("姓名")
    sex = Code("性别", {"male": "男", "female": "女"}, sealed=True)
    id_no = IdNumber("身份证号码", required=False)
    phone = Phone("联系电话", required=False)
    education = Text("学历专业", max=60, sealed=True, required=False)
    department = Ref("所在机构", "org_unit")
    post = Text("岗位职务")
    employment = Code("编制性质", EMPLOYMENTS)
    legal_qualification = YesNo("具有法律职业资格")
    qualification_no = Text("法律职业资格证号", max=30, sealed=True, required=False)
    review_post = YesNo("从事法制审核")
    law_post = YesNo("从事法治工作")
    since = Day("到岗日期", happened=True)
    appointment = DocumentNumber("任免文号", required=False)


class Change(Form):
    """工作人员变更登记"""

    event = Code(
        "变更事项",
        {"appointed": "任免调整", "qualified": "取得法律职业资格", "employment": "编制变更", "other": "其他"},
    )
    appointment = DocumentNumber("任免文号", required=False)
    note = Text("变更说明", max=300, sealed=True, required=False)

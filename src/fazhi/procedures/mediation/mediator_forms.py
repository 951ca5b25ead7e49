"""What is written down of a mediator, of a change, and of the end."""

from __future__ import annotations

from fazhi.core.form import (
    Code,
    Day,
    Form,
    IdNumber,
    Name,
    Number,
    Person,
    Phone,
    Ref,
    Text,
    YesNo,
    Yuan,
    in_order,
)

GRADES = {"first": "一级", "second": "二级", "third": "三级", "fourth": "四级"}
POSTS = {"chair": "主任", "deputy": "副主任", "member": "委员", "mediator": "调解员"}


class Mediator(Form):
    """人民调解员登记表"""

    person = Person("人员")
    name = Name("姓名")
    sex = Code("性别", {"male": "男", "female": "女"}, sealed=True)
    birth = Day("出生日期", happened=True, sealed=True, required=False)
    ethnicity = Text("民族", max=20, sealed=True, required=False)
    political_status = Text("政治面貌", max=20, sealed=True, required=False)
    education = Text("文化程度", max=20, sealed=True, required=False)
    id_no = IdNumber("身份证号码", required=False)
    phone = Phone("联系电话")
    employment = Code("专职或兼职", {"full_time": "专职", "part_time": "兼职"})
    committee = Ref("所属调解组织", "mediation_committee", required=False)
    post = Code("职务", POSTS)
    chosen_by = Code("产生方式", {"elected": "推选", "hired": "聘任"})
    fit = YesNo("符合任职条件", help="公道正派、热心人民调解工作，有一定文化、政策水平和法律知识的成年公民")
    term_from = Day("任期自", happened=True)
    term_ends = Day("任期至", required=False)
    grade = Code("等级", GRADES, required=False)
    speciality = Text("特长", max=100, required=False)
    training_hours = Number("累计培训学时", unit="学时", required=False)
    checks = (in_order(term_from, term_ends),)


class Change(Form):
    """人民调解员变更登记"""

    event = Code(
        "变更事项",
        {
            "graded": "评定等级",
            "allowance": "发放补贴",
            "trained": "参加培训",
            "reappointed": "续聘连任",
            "transferred": "调整所属组织、职务或者专兼职",
            "admonished": "批评教育、责令改正",
            "corrected": "信息变更",
        },
    )
    grade = Code("等级", GRADES, needed_when=event.is_("graded"))
    grading_note = Text("评定意见", max=300, needed_when=event.is_("graded"))
    allowance = Yuan("补贴金额", needed_when=event.is_("allowance"))
    allowance_for = Text("补贴期间和事项", max=100, needed_when=event.is_("allowance"))
    term_ends = Day("任期至", needed_when=event.is_("reappointed"))
    note = Text("变更说明", max=300, sealed=True, required=False)


class Ending(Form):
    """人民调解员退出登记"""

    reason = Code(
        "退出原因", {"expired": "任期届满", "resigned": "辞去", "dismissed": "罢免或者解聘", "other": "其他"}
    )
    misconduct = Code(
        "罢免或者解聘的情形",
        {
            "partial": "偏袒一方当事人",
            "insult": "侮辱当事人",
            "bribes": "索取、收受财物或者牟取其他不正当利益",
            "leaked": "泄露当事人的个人隐私、商业秘密",
            "other": "其他",
        },
        sealed=True,
        needed_when=reason.is_("dismissed"),
    )
    ending_note = Text("退出说明", max=300, sealed=True, required=False)

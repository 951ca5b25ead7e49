"""What is written down of an office, an institution, a community or a village."""

from __future__ import annotations

from fazhi.core.form import (
    Code,
    Day,
    DocumentNumber,
    Form,
    Number,
    Person,
    Phone,
    Place,
    Quantity,
    Ref,
    Text,
    Title,
)

KINDS = {
    "internal_office": "内设机构",
    "institution": "所属事业单位",
    "enforcement_team": "综合行政执法队",
    "justice_office": "司法所",
    "community": "社区（村）",
    "community/urban": "社区",
    "community/village": "村",
    "community/converted": "村改居社区",
}


class Unit(Form):
    """机构、社区（村）登记表"""

    name = Title("名称")
    unit_kind = Code("类别", KINDS)
    parent = Ref("上级机构", "org_unit", required=False)
    place = Place("所在社区（村）", needed_when=unit_kind.is_("community"))
    head = Person("负责人", required=False)
    phone = Phone("公开电话", sealed=False, required=False)
    address = Text("地址", max=120, required=False)
    population = Number("常住人口", unit="人", needed_when=unit_kind.is_("community"))
    households = Number("户数", unit="户", required=False)
    area = Quantity("面积", unit="平方公里", required=False)
    schools = Number("学校", unit="所", required=False)
    set_up_on = Day("设立日期", happened=True, required=False)
    approval = DocumentNumber("设立批准文号", required=False)


class Change(Form):
    """机构、社区（村）变更登记"""

    event = Code(
        "变更事项",
        {"adjusted": "机构调整", "head": "负责人变更", "figures": "人口面积等更新", "renamed": "更名"},
    )
    changed_by = DocumentNumber("变更批准文号", required=False)
    note = Text("变更说明", max=300, required=False)

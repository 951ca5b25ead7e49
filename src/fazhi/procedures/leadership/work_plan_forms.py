"""What is written down of a task of the yearly plans: the task, who does it, how it is done and checked."""

from __future__ import annotations

from fazhi.core.form import Code, Day, Files, Form, Long, Number, Person, Quantity, Ref, Text, Title, Values

PLANS = {
    "law_work": "法治建设工作要点",
    "publicity": "普法工作计划",
    "business_environment": "优化营商环境工作计划",
    "inspection": "年度行政检查计划",
    "removal": "拆违工作计划",
    "study": "学法培训计划",
    "other": "其他年度计划",
}
LEVELS = {"key": "重点任务", "reform": "改革任务", "regular": "常规任务"}


class Task(Form):
    """任务分解表"""

    task = Title("工作任务")
    plan_kind = Code("计划类别", PLANS, short=True)
    year = Number("计划年度", min=2000, unit="年", short=True)
    level = Code("任务层级", LEVELS)
    goal = Text("工作目标", max=500, help="写明做到什么程度、可以检验")
    target = Quantity("拆违目标面积", unit="平方米", needed_when=plan_kind.is_("removal"))
    leader = Person("牵头领导")
    lead_office = Ref("牵头科室", "org_unit")
    partners = Text("配合单位", max=200, required=False)
    due = Day("完成时限")


def _a_day_moved_has_its_reason(values: Values, _record: Values) -> str | None:
    moved = values.get("due") and not values.get("due_reason")
    return "已填写调整后的完成时限，请写明调整时限的原因。" if moved else None


class Assignment(Form):
    """任务交办"""

    owner = Person("责任人")
    measures = Text("工作措施", max=500, required=False)
    due = Day("调整后的完成时限", required=False, help="不调整的不填")
    due_reason = Text("调整时限的原因", max=300, required=False, help="调整完成时限的必须写明")
    checks = (_a_day_moved_has_its_reason,)


class Submission(Form):
    """完成情况"""

    done_text = Long("完成情况")
    evidence = Files("佐证材料", required=False)


class Check(Form):
    """验收意见"""

    verified_by = Person("验收人", acting=True, roster="staff")
    verified_how = Code("验收方式", {"papers": "查阅材料", "site": "现场核查"})
    verified_note = Text("验收意见", max=300)

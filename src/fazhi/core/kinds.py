"""The four kinds of duty, each with its usual stages and steps, so that a simple duty is a dozen lines.

A ``Case`` declares its own stages and steps.  A ``Register``, an ``Activity`` and a ``TaskList`` have
theirs given; a subclass names who keeps it, on what basis, and the forms, and may override any step.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, ClassVar

from fazhi.core.form import Code, Day, Field, Form, Long, Text
from fazhi.core.law import Basis
from fazhi.core.procedure import Document, Limit, Opens, Procedure, Role, Rule, Stage, Step


class Case(Procedure, abstract=True):
    """A matter under law: it declares everything itself."""

    kind = "case"


class _Given(Procedure, abstract=True):
    """A kind whose usual parts are made for each subclass before it is checked.

    ``by`` keeps it; ``basis`` is what it rests on; ``papers`` lists the documents of a step by its name.
    """

    by: ClassVar[Role]
    basis: ClassVar[Basis]
    papers: ClassVar[Mapping[str, tuple[Document, ...]]] = {}
    opens_at: ClassVar[Mapping[str, tuple[Opens, ...]]] = {}
    needs_at: ClassVar[Mapping[str, tuple[Rule, ...]]] = {}

    def __init_subclass__(cls, *, abstract: bool = False, **options: Any) -> None:
        if not abstract:
            for name, part in cls._usual_parts().items():
                if name not in vars(cls):
                    setattr(cls, name, part)
                    if isinstance(part, Stage | Step | Limit):
                        part.name = name
        super().__init_subclass__(abstract=abstract, **options)

    @classmethod
    def _usual_parts(cls) -> dict[str, Any]:
        raise NotImplementedError

    @classmethod
    def _part(cls, parts: Mapping[str, Any], name: str) -> Any:
        """Return the subclass's own part of that name, else the usual one."""
        return vars(cls).get(name, parts[name])

    @classmethod
    def _step(cls, name: str, label: str, **words: Any) -> Step:
        words.setdefault("by", cls.by)
        words.setdefault("basis", cls.basis)
        return Step(
            label=label,
            documents=cls.papers.get(name, ()),
            opens=cls.opens_at.get(name, ()),
            needs=cls.needs_at.get(name, ()),
            **words,
        )


def _optional(form: type[Form], *, extra: Mapping[str, Field[Any]], title: str) -> type[Form]:
    """Return a form that asks ``extra`` and then every field of ``form``, none of which must be filled in."""
    body: dict[str, Any] = {"__doc__": title}
    body.update(extra)
    for asked in form.fields:
        loose = copy.copy(asked)
        loose.required = False
        body[asked.name] = loose
    return type(Form)(f"Changed{form.__name__}", (Form,), body)


class Register(_Given, abstract=True):
    """Entries enrolled, changed and ended: what stands in it on a day is a stock.

    ``item`` is the form of an entry, ``events`` the kinds of change, ``reasons`` the grounds of ending.
    """

    kind = "register"
    item: ClassVar[type[Form]]
    events: ClassVar[Mapping[str, str]] = {"corrected": "信息变更"}
    reasons: ClassVar[Mapping[str, str]] = {"left": "调离", "abolished": "撤销", "other": "其他"}

    @classmethod
    def _usual_parts(cls) -> dict[str, Any]:
        standing, ended_stage = Stage("在册"), Stage("已退出", final=True)
        changing = _optional(
            cls.item,
            extra={"event": Code("变更事项", cls.events), "note": Text("变更说明", required=False)},
            title="变更登记",
        )
        ending = type(Form)(
            f"Ended{cls.item.__name__}",
            (Form,),
            {
                "__doc__": "退出登记",
                "reason": Code("退出原因", cls.reasons),
                "ending_note": Text("退出说明", required=False),
            },
        )
        parts: dict[str, Any] = {"standing": standing, "leaving": ended_stage}
        at = cls._part(parts, "standing")
        final = cls._part(parts, "leaving")
        return parts | {
            "enrolled": cls._step("enrolled", "登记入册", to=at, form=cls.item),
            "changed": cls._step("changed", "变更登记", at=(at,), form=changing),
            "ended": cls._step("ended", "退出登记", at=(at,), to=final, form=ending),
        }


class Cancelled(Form):
    """取消"""

    cancel_reason = Text("取消原因")


class Activity(_Given, abstract=True):
    """Something planned, held and recorded, with counts and materials.

    ``plan``, ``hold`` and ``result`` are its forms; it may be held without a plan.
    """

    kind = "activity"
    plan: ClassVar[type[Form]]
    hold: ClassVar[type[Form]]
    result: ClassVar[type[Form]]

    @classmethod
    def _usual_parts(cls) -> dict[str, Any]:
        parts: dict[str, Any] = {
            "planning": Stage("已计划"),
            "reporting": Stage("待归档"),
            "filed": Stage("已归档", final=True),
            "dropped": Stage("已取消", final=True),
        }
        planning, reporting = cls._part(parts, "planning"), cls._part(parts, "reporting")
        return parts | {
            "planned": cls._step("planned", "列入计划", to=planning, form=cls.plan),
            "held": cls._step("held", "举办", at=(None, planning), to=reporting, form=cls.hold),
            "recorded": cls._step(
                "recorded", "记录归档", at=(reporting,), to=cls._part(parts, "filed"), form=cls.result
            ),
            "cancelled": cls._step(
                "cancelled", "取消", at=(planning,), to=cls._part(parts, "dropped"), form=Cancelled
            ),
        }


class Assigned(Form):
    """交办"""

    owner_unit = Text("责任单位")
    owner = Text("责任人", sealed=True)
    due = Day("完成时限")


class Reported(Form):
    """进展报告"""

    progress = Long("进展情况")


class Submitted(Form):
    """销号申请"""

    done_text = Long("整改完成情况")


class Verified(Form):
    """验收意见"""

    verified_result = Code("验收意见", {"passed": "同意销号", "failed": "未完成，退回"})
    verified_note = Text("验收说明", required=False, max=300)


class Returned(Form):
    """退回"""

    return_reason = Text("退回原因", max=300)


class TaskList(_Given, abstract=True):
    """Items with owner, due date and evidence, checked by another before they are struck off 清单式销号.

    ``item`` is the form of an item; ``verifier`` checks, ``closer`` strikes off.
    """

    kind = "tasklist"
    item: ClassVar[type[Form]]
    verifier: ClassVar[Role]
    closer: ClassVar[Role]
    worker: ClassVar[Role]
    assign: ClassVar[type[Form]] = Assigned
    submit: ClassVar[type[Form]] = Submitted

    @classmethod
    def _usual_parts(cls) -> dict[str, Any]:
        parts: dict[str, Any] = {
            "listing": Stage("待交办"),
            "doing": Stage("办理中"),
            "verifying": Stage("待验收"),
            "closing": Stage("待销号"),
            "struck_off": Stage("已销号", final=True),
        }
        listing, doing = cls._part(parts, "listing"), cls._part(parts, "doing")
        verifying, closing = cls._part(parts, "verifying"), cls._part(parts, "closing")
        submitted = cls._step("submitted", "申请销号", at=(doing,), to=verifying, form=cls.submit, by=cls.worker)
        return parts | {
            "added": cls._step("added", "列入清单", to=listing, form=cls.item),
            "assigned": cls._step("assigned", "交办", at=(listing,), to=doing, form=cls.assign),
            "reported": cls._step("reported", "报告进展", at=(doing,), form=Reported, by=cls.worker),
            "submitted": submitted,
            "verified": cls._step(
                "verified",
                "验收",
                at=(verifying,),
                to=closing,
                form=Verified,
                by=cls.verifier,
                other_than=(submitted,),
            ),
            "returned": cls._step(
                "returned", "退回整改", at=(verifying, closing), to=doing, form=Returned, by=cls.verifier
            ),
            "closed": cls._step(
                "closed",
                "销号",
                at=(closing,),
                to=cls._part(parts, "struck_off"),
                by=cls.closer,
                other_than=(submitted,),
            ),
        }
